"""Pages of features, and single features."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import UTC, datetime
from urllib.parse import quote, urlencode

from sqlalchemy.ext.asyncio import AsyncConnection
from starlette.requests import Request

from app.errors import BadParameter, NotFound
from app.serve import params, queries
from app.serve.answers import Answer
from app.serve.collections import Collection, collection, items_query, link, selection
from app.serve.context import base_url
from app.serve.formats.geojson import MEDIA_TYPE, feature_collection, with_members
from app.serve.params import CRS84, ItemsQuery

COUNT_CAP = 10_000
"""Matches are counted up to here; with more, numberMatched is left out, as the standard allows."""
BATCH = 500
CONTENT_CRS = {"Content-Crs": f"<{CRS84}>"}


async def items(request: Request) -> Answer:
    """GET /collections/{name}/items"""
    layer = collection(request.path_params["name"])
    values = params.given(request.scope["query_string"], layer.parameters)
    asked = items_query(layer, values)
    address = f"{base_url(request)}/collections/{layer.id}"

    def body(connection: AsyncConnection, _state: str) -> AsyncIterator[bytes]:
        return _page(connection, layer, asked, values=values, address=address)

    return Answer(request, body, media_type=MEDIA_TYPE, headers=CONTENT_CRS)


async def _page(
    connection: AsyncConnection,
    layer: Collection,
    asked: ItemsQuery,
    *,
    values: Mapping[str, str],
    address: str,
) -> AsyncIterator[bytes]:
    binds = selection(layer, asked)
    foot: dict[str, object] = {}
    batches = _features(connection, layer, asked, binds=binds, values=values, address=address, foot=foot)
    async for chunk in feature_collection(batches, foot):
        yield chunk


async def _features(
    connection: AsyncConnection,
    layer: Collection,
    asked: ItemsQuery,
    *,
    binds: Mapping[str, object],
    values: Mapping[str, str],
    address: str,
    foot: dict[str, object],
) -> AsyncIterator[Sequence[str]]:
    """Batches of feature texts; when they are through, `foot` has the members that need to know the end."""
    after = (int(asked.after) if layer.numeric_id else asked.after) if asked.after else None
    returned, last, more = 0, "", False
    wanted = dict(binds) | {"after": after, "limit": asked.limit + 1}
    page = queries.texts(connection, f"{layer.id}_items", wanted, at_most=asked.limit + 1, batch=BATCH)
    async for features in page:
        kept = features[: asked.limit - returned]
        more = more or len(kept) < len(features)
        if kept:
            returned, last = returned + len(kept), kept[-1]
            yield kept
    is_all = asked.after is None and not more
    matched = returned if is_all else await _count(connection, layer, binds)
    if matched <= COUNT_CAP:
        foot["numberMatched"] = matched
    foot["numberReturned"] = returned
    foot["timeStamp"] = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    foot["links"] = _links(
        layer, values, address=address, after=str(json.loads(last)["id"]) if more else None
    )


async def _count(connection: AsyncConnection, layer: Collection, binds: Mapping[str, object]) -> int:
    counted: int = await queries.scalar(connection, f"{layer.id}_count", dict(binds) | {"cap": COUNT_CAP + 1})
    return counted


def _links(
    layer: Collection, values: Mapping[str, str], *, address: str, after: str | None
) -> list[dict[str, str]]:
    root = address.rsplit("/collections/", 1)[0]
    links = [
        link(_with(f"{address}/items", values), "self", MEDIA_TYPE, "This page"),
        link(f"{root}/?f=html", "alternate", "text/html", "The map"),
        link(address, "collection", "application/json", layer.title),
    ]
    if after is not None:
        token = params.token(after, params.fingerprint(layer.id, values))
        links.append(
            link(_with(f"{address}/items", {**values, "next": token}), "next", MEDIA_TYPE, "Next page")
        )
    return links


def _with(address: str, values: Mapping[str, str]) -> str:
    return f"{address}?{urlencode(values, safe=',:/')}" if values else address


async def item(request: Request) -> Answer:
    """GET /collections/{name}/items/{id}; a deployment comes with its evidence."""
    layer = collection(request.path_params["name"])
    values = params.given(request.scope["query_string"], {"crs", "f"})
    if "crs" in values:
        params.crs("crs", values["crs"])
    if "f" in values:
        params.one_of("f", values["f"], ("json", "geojson"))
    wanted = item_id(layer, request.path_params["id"])
    address = f"{base_url(request)}/collections/{layer.id}"

    async def body(connection: AsyncConnection, _state: str) -> AsyncIterator[bytes]:
        found = await queries.rows(connection, f"{layer.id}_item", {"id": wanted})
        if not found:
            raise NotFound(f"there is no feature {request.path_params['id'][:100]!r} in {layer.id}")
        members: dict[str, object] = {"links": feature_links(layer, str(wanted), address)}
        feature = found[0]["feature"]
        if layer.id == "deployments":
            evidence = await queries.rows(connection, "deployments_evidence", {"id": wanted})
            joined = ",".join(row["evidence"] for row in evidence)
            feature = f'{feature[:-1]},"evidence":[{joined}]}}'
        yield with_members(feature, members)

    return Answer(request, body, media_type=MEDIA_TYPE, headers=CONTENT_CRS)


def item_id(layer: Collection, given: str) -> str | int:
    """The id as the database has it. What cannot be one is not found, and never gets there."""
    if params.CONTROL.search(given) or "\ufffd" in given:
        raise BadParameter("id", "has a character that no id has")
    if not layer.numeric_id and len(given) <= params.VALUE_MAXIMUM:
        return given
    if not layer.numeric_id or not given.isascii() or not given.isdigit() or len(given) > 18:
        raise NotFound(f"there is no feature {given[:100]!r} in {layer.id}")
    return int(given)


def feature_links(layer: Collection, feature_id: str, address: str) -> list[dict[str, str]]:
    root = address.rsplit("/collections/", 1)[0]
    return [
        link(f"{address}/items/{quote(feature_id, safe='')}", "self", MEDIA_TYPE),
        link(f"{root}/?f=html", "alternate", "text/html", "The map"),
        link(address, "collection", "application/json", layer.title),
    ]
