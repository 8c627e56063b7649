"""The documents about the service: landing page, conformance, collections, queryables, schemas."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable

from sqlalchemy.ext.asyncio import AsyncConnection
from starlette.requests import Request
from starlette.responses import Response

from app.serve import params, queries
from app.serve.answers import Answer, to_json
from app.serve.collections import (
    COLLECTIONS,
    Collection,
    collection,
    description,
    link,
    queryables_document,
    schema_document,
)
from app.serve.context import base_url, context
from app.serve.frontend import index
from app.serve.params import CRS84

OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
JSON = "application/json"
SCHEMA = "application/schema+json"
CONFORMS_TO = (
    "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-common-2/1.0/conf/collections",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
    "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables-query-parameters",
)
TITLE = "Posturemap"
DESCRIPTION = (
    "What news reports say about military posture: who is reported where, since when, in what strength, "
    "according to whom, and who denies it."
)


async def landing(request: Request) -> Response:
    """GET /: the map for a browser, the landing page of the API for a program."""
    values = params.given(request.scope["query_string"], {"f"})
    if "f" in values:
        params.one_of("f", values["f"], ("html", "json"))
    if wants_html(request.headers.get("accept", ""), values.get("f")):
        return index(request)
    base = base_url(request)
    document = {
        "title": TITLE,
        "description": DESCRIPTION,
        "links": [
            link(f"{base}/", "self", JSON, "This document"),
            link(f"{base}/?f=html", "alternate", "text/html", "The map"),
            link(f"{base}/api", "service-desc", OPENAPI, "The API, defined in OpenAPI 3.0"),
            link(f"{base}/docs", "service-doc", "text/html", "The API, explained"),
            link(f"{base}/conformance", "conformance", JSON, "Conformance classes"),
            link(f"{base}/collections", "data", JSON, "The collections"),
        ],
    }
    return Response(to_json(document), media_type=JSON, headers={"Vary": "Accept"})


def wants_html(accept: str, form: str | None) -> bool:
    """Only who names text/html gets a page; `*/*` gets JSON, since most clients of the API send that."""
    if form:
        return form == "html"
    ranks: dict[str, float] = {}
    for part in accept.split(","):
        kind, *settings = (piece.strip() for piece in part.split(";"))
        weight = next((s.removeprefix("q=") for s in settings if s.startswith("q=")), "1")
        ranks[kind] = float(weight) if params.NUMBER.fullmatch(weight) else 0.0
    return ranks.get("text/html", 0.0) > max(ranks.get(JSON, 0.0), ranks.get("application/geo+json", 0.0))


async def conformance(request: Request) -> Response:
    _only_f(request)
    return Response(to_json({"conformsTo": CONFORMS_TO}), media_type=JSON)


async def collections(request: Request) -> Response:
    """GET /collections"""
    _only_f(request)
    base = base_url(request)

    async def body(connection: AsyncConnection, state: str) -> AsyncIterator[bytes]:
        described = [
            description(layer, base, await extent(request, layer, connection, state))
            for layer in COLLECTIONS.values()
        ]
        links = [
            link(f"{base}/collections", "self", JSON, "The collections"),
            link(f"{base}/?f=html", "alternate", "text/html", "The map"),
        ]
        yield to_json({"links": links, "crs": [CRS84], "collections": described})

    return Answer(request, body, media_type=JSON)


async def one_collection(request: Request) -> Response:
    """GET /collections/{name}"""
    layer = collection(request.path_params["name"])
    _only_f(request)

    async def body(connection: AsyncConnection, state: str) -> AsyncIterator[bytes]:
        yield to_json(description(layer, base_url(request), await extent(request, layer, connection, state)))

    return Answer(request, body, media_type=JSON)


async def extent(
    request: Request, layer: Collection, connection: AsyncConnection, state: str
) -> dict[str, object]:
    """Where and when the features of a collection lie. Worked out once for each state of the data."""
    kept = context(request).extents
    if layer.id in kept and kept[layer.id][0] == state:
        return kept[layer.id][1]
    (row,) = await queries.rows(connection, f"{layer.id}_extent", {})
    box = [row["west"], row["south"], row["east"], row["north"]]
    found: dict[str, object] = {
        "spatial": {"bbox": [[-180, -90, 180, 90] if row["west"] is None else box], "crs": CRS84}
    }
    if layer.has_time:
        times = [
            moment.isoformat().replace("+00:00", "Z") if moment else None
            for moment in (row["first"], row["last"])
        ]
        found["temporal"] = {
            "interval": [times],
            "trs": "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian",
        }
    kept[layer.id] = (state, found)
    return found


async def queryables(request: Request) -> Response:
    """GET /collections/{name}/queryables"""
    return _schema_of(request, queryables_document)


async def schema(request: Request) -> Response:
    """GET /collections/{name}/schema"""
    return _schema_of(request, schema_document)


def _schema_of(request: Request, make: Callable[[Collection, str], dict[str, object]]) -> Response:
    layer = collection(request.path_params["name"])
    _only_f(request)
    return Response(to_json(make(layer, base_url(request))), media_type=SCHEMA)


def _only_f(request: Request) -> None:
    values = params.given(request.scope["query_string"], {"f"})
    if "f" in values:
        params.one_of("f", values["f"], ("json",))
