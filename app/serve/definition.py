"""The API's definition in OpenAPI 3.0, made from the tables that the server itself works by."""

from __future__ import annotations

from typing import Any

from app.serve import params, places, problems, timeline
from app.serve.collections import COLLECTIONS, STATUSES, Collection, Property
from app.serve.formats.geojson import MEDIA_TYPE as GEOJSON
from app.serve.params import CRS84
from app.serve.reading import LANGUAGES

JSON = "application/json"
SCHEMA = "application/schema+json"
Document = dict[str, Any]


def definition(*, base: str, version: str, body_limit: int) -> Document:
    return {
        "openapi": "3.0.3",
        "info": {
            "title": "Posturemap",
            "version": version,
            "description": (
                "Reported military posture over time: deployments, the claims they rest on, and the places "
                "they refer to. OGC API - Features; every error is a problem document of RFC 9457."
            ),
            "license": {"name": "Apache-2.0", "url": "https://www.apache.org/licenses/LICENSE-2.0"},
        },
        "servers": [{"url": base}],
        "tags": [
            {"name": "service", "description": "The service itself"},
            {"name": "features", "description": "The layers"},
            {"name": "time", "description": "Counts over time"},
            {"name": "reading", "description": "Reading a text"},
        ],
        "paths": _service_paths() | _feature_paths() | _other_paths(body_limit),
        "components": {"parameters": _shared_parameters(), "schemas": _schemas(), "responses": _responses()},
    }


def _service_paths() -> Document:
    return {
        "/": {
            "get": _operation(
                "landing",
                "Landing page; the map for Accept: text/html",
                "service",
                parameters=[_form("html", "json")],
            )
        },
        "/conformance": {
            "get": _operation("conformance", "Conformance classes", "service", parameters=[_form("json")])
        },
        "/api": {
            "get": _operation(
                "definition",
                "This definition",
                "service",
                media_type="application/vnd.oai.openapi+json;version=3.0",
                parameters=[_form("json")],
            )
        },
        "/openapi.json": {
            "get": _operation(
                "definitionJson",
                "This definition, as application/json",
                "service",
                parameters=[_form("json")],
            )
        },
        "/docs": {
            "get": _operation(
                "docs", "This definition, to be read by people", "service", media_type="text/html"
            )
        },
        "/livez": {"get": _operation("livez", "Is the process alive", "service")},
        "/readyz": {
            "get": _operation(
                "readyz",
                "Is each dependency ready; 503 names the one that is not",
                "service",
                unavailable=JSON,
            )
        },
        "/status": {"get": _operation("status", "Version, revision and counts", "service")},
        "/collections": {
            "get": _operation("collections", "The collections", "features", parameters=[_form("json")])
        },
    }


def _feature_paths() -> Document:
    paths: Document = {}
    for layer in COLLECTIONS.values():
        here, name = f"/collections/{layer.id}", layer.id.capitalize()
        paths[here] = {
            "get": _operation(
                f"describe{name}", f"{layer.title}: the collection", "features", parameters=[_form("json")]
            )
        }
        paths[f"{here}/items"] = {
            "get": _operation(
                f"get{name}",
                f"{layer.title}: a page of features",
                "features",
                media_type=GEOJSON,
                schema="featureCollection",
                parameters=_items_parameters(layer),
            )
        }
        paths[f"{here}/items/{{featureId}}"] = {
            "get": _operation(
                f"get{name}Item",
                f"{layer.title}: one feature",
                "features",
                media_type=GEOJSON,
                schema="feature",
                parameters=[_feature_id(layer), _ref("crs"), _form("json", "geojson")],
                may_miss=True,
            )
        }
        for tail in ("queryables", "schema"):
            paths[f"{here}/{tail}"] = {
                "get": _operation(
                    f"{tail}{name}",
                    f"{layer.title}: {tail}",
                    "features",
                    media_type=SCHEMA,
                    parameters=[_form("json")],
                )
            }
    return paths


def _other_paths(body_limit: int) -> Document:
    return {
        "/timeline": {
            "get": _operation(
                "timeline",
                "Deployments valid in each day, week or month",
                "time",
                parameters=[
                    _query(
                        "bin",
                        {"type": "string", "enum": list(timeline.BINS), "default": "week"},
                        "Width of a bin; weeks start on Monday",
                    ),
                    _ref("datetime"),
                    _ref("bbox"),
                    _list("actor_id", {"type": "string"}, "Entries of the actor registry"),
                    _list("status", {"type": "string", "enum": list(STATUSES)}, "Statuses"),
                ],
            )
        },
        "/places": {
            "get": _operation(
                "places",
                "Places for a search box, while their names are typed: those that reports refer to first",
                "reading",
                media_type=GEOJSON,
                schema="placeCollection",
                parameters=_places_parameters(),
            )
        },
        "/read": {"post": _read_operation(body_limit)},
    }


def _places_parameters() -> list[Document]:
    return [
        _query(
            "q",
            {"type": "string", "minLength": 1, "maxLength": params.VALUE_MAXIMUM},
            "A name or its beginning, or that of a later word of it, in any script and spelling the "
            "gazetteer has; with or without an article; a slip or two in a longer one is forgiven",
            required=True,
        ),
        _query(
            "limit",
            {
                "type": "integer",
                "minimum": 1,
                "maximum": places.LIMIT_MAXIMUM,
                "default": places.LIMIT_DEFAULT,
            },
            "Places at most; more than the maximum is cut to it",
        ),
        _list("kind", {"type": "string", "enum": list(places.KINDS)}, "Only of these kinds"),
        _query(
            "country",
            {"type": "string", "pattern": "^[A-Za-z]{2}$"},
            "Only in the country of this code, ISO 3166-1 alpha-2",
        ),
        {
            **_query(
                "near",
                {"type": "array", "minItems": 2, "maxItems": 2, "items": {"type": "number"}},
                "longitude,latitude: places near it are raised, none is left out",
            ),
            "style": "form",
            "explode": False,
        },
        _ref("bbox"),
    ]


def _read_operation(body_limit: int) -> Document:
    operation = _operation(
        "read",
        "What a text says, as GeoJSON: one feature a claim. Nothing is stored",
        "reading",
        media_type=GEOJSON,
        schema="reading",
    )
    operation["requestBody"] = {
        "required": True,
        "description": f"At most {body_limit} bytes, unpacked. May be sent in gzip.",
        "content": {
            JSON: {
                "schema": {
                    "type": "object",
                    "required": ["text"],
                    "additionalProperties": False,
                    "properties": {
                        "text": {"type": "string", "minLength": 1},
                        "published": {"type": "string", "format": "date", "nullable": True},
                        "title": {"type": "string", "nullable": True},
                        "language": {"type": "string", "enum": [*LANGUAGES, None], "nullable": True},
                    },
                },
                "example": {
                    "text": "Two warships arrived in the Red Sea on Monday, the ministry said.",
                    "published": "2024-03-05",
                },
            }
        },
    }
    operation["responses"] |= {
        status: _problem(text)
        for status, text in (
            ("408", "The body came too slowly"),
            ("413", "The body is too large"),
            ("415", "The body is not JSON"),
        )
    }
    return operation


def _operation(
    name: str,
    summary: str,
    tag: str,
    *,
    media_type: str = JSON,
    schema: str = "any",
    parameters: list[Document] | None = None,
    may_miss: bool = False,
    unavailable: str = problems.MEDIA_TYPE,
) -> Document:
    shown: Document = (
        {"type": "string"} if media_type == "text/html" else {"$ref": f"#/components/schemas/{schema}"}
    )
    responses: Document = {"200": {"description": summary, "content": {media_type: {"schema": shown}}}}
    responses["400"] = {"$ref": "#/components/responses/BadRequest"}
    if may_miss:
        responses["404"] = {"$ref": "#/components/responses/NotFound"}
    responses["503"] = (
        {"$ref": "#/components/responses/Unavailable"}
        if unavailable == problems.MEDIA_TYPE
        else {"description": "Not ready", "content": {unavailable: {"schema": {"type": "object"}}}}
    )
    return {
        "operationId": name,
        "summary": summary,
        "tags": [tag],
        "parameters": parameters or [],
        "responses": responses,
    }


def _items_parameters(layer: Collection) -> list[Document]:
    shared = [_ref(name) for name in ("limit", "bbox", "datetime", "next", "crs", "bbox-crs")]
    return [*shared, *(_asked(p) for p in layer.queryables), _form("json", "geojson")]


def _asked(queryable: Property) -> Document:
    schema = {key: value for key, value in queryable.schema.items() if key != "description"}
    if queryable.asked == "list":
        return _list(queryable.name, schema, f"{queryable.description}. Several by commas")
    return _query(queryable.name, schema, queryable.description)


def _query(name: str, schema: Document, description: str, *, required: bool = False) -> Document:
    return {"name": name, "in": "query", "required": required, "description": description, "schema": schema}


def _list(name: str, schema: Document, description: str) -> Document:
    array = {"type": "array", "minItems": 1, "maxItems": params.LIST_MAXIMUM, "items": schema}
    return {**_query(name, array, description), "style": "form", "explode": False}


def _form(*forms: str) -> Document:
    return _query("f", {"type": "string", "enum": list(forms)}, "Form of the answer")


def _ref(name: str) -> Document:
    return {"$ref": f"#/components/parameters/{name}"}


def _feature_id(layer: Collection) -> Document:
    schema: Document = {"type": "integer", "minimum": 1} if layer.numeric_id else {"type": "string"}
    return {
        "name": "featureId",
        "in": "path",
        "required": True,
        "description": "Id of the feature",
        "schema": schema,
    }


def _shared_parameters() -> Document:
    return {
        "limit": _query(
            "limit",
            {
                "type": "integer",
                "minimum": 1,
                "maximum": params.LIMIT_MAXIMUM,
                "default": params.LIMIT_DEFAULT,
            },
            "Features a page; more than the maximum is cut to it",
        ),
        "bbox": {
            **_query(
                "bbox",
                {"type": "array", "minItems": 4, "maxItems": 6, "items": {"type": "number"}},
                "west,south,east,north in degrees (with heights: 6 numbers, heights ignored). West over east "
                "crosses the antimeridian. Values beyond 180 or 90 degrees are refused",
            ),
            "style": "form",
            "explode": False,
        },
        "datetime": _query(
            "datetime",
            {"type": "string"},
            "A day, a time, or an interval a/b with .. for an open side: features whose valid time meets "
            "it. A day is all of its 24 hours in UTC",
        ),
        "next": _query(
            "next", {"type": "string"}, "Where the page before ended; taken from its link, bound to its query"
        ),
        "crs": _query(
            "crs", {"type": "string", "format": "uri", "enum": [CRS84]}, "Reference system of the answer"
        ),
        "bbox-crs": _query(
            "bbox-crs", {"type": "string", "format": "uri", "enum": [CRS84]}, "Reference system of bbox"
        ),
    }


def _schemas() -> Document:
    links = {"type": "array", "items": {"$ref": "#/components/schemas/link"}}
    return {
        "any": {"type": "object"},
        "link": {
            "type": "object",
            "required": ["href", "rel", "type"],
            "properties": {name: {"type": "string"} for name in ("href", "rel", "type", "title")},
        },
        "feature": {
            "type": "object",
            "required": ["type", "geometry", "properties"],
            "properties": {
                "type": {"type": "string", "enum": ["Feature"]},
                "id": {"oneOf": [{"type": "string"}, {"type": "integer"}]},
                "geometry": {"type": "object", "nullable": True},
                "properties": {"type": "object", "nullable": True},
                "links": links,
            },
        },
        "featureCollection": {
            "type": "object",
            "required": ["type", "features"],
            "properties": {
                "type": {"type": "string", "enum": ["FeatureCollection"]},
                "features": {"type": "array", "items": {"$ref": "#/components/schemas/feature"}},
                "links": links,
                "timeStamp": {"type": "string", "format": "date-time"},
                "numberReturned": {"type": "integer", "minimum": 0},
                "numberMatched": {
                    "type": "integer",
                    "minimum": 0,
                    "description": "Exact; left out where more than 10,000 match",
                },
            },
        },
        "placeCollection": {
            "type": "object",
            "required": ["type", "features"],
            "properties": {
                "type": {"type": "string", "enum": ["FeatureCollection"]},
                "features": {"type": "array", "items": {"$ref": "#/components/schemas/place"}},
            },
        },
        "place": _place_schema(),
        "reading": _reading_schema(),
        "toponym": _toponym_schema(),
        "problem": {
            "type": "object",
            "required": ["type", "title", "status"],
            "properties": {
                "type": {"type": "string"},
                "title": {"type": "string"},
                "status": {"type": "integer"},
                "detail": {"type": "string"},
                "instance": {"type": "string"},
                "parameter": {"type": "string", "description": "The parameter that is wrong"},
            },
        },
    }


def _place_schema() -> Document:
    text, texts = {"type": "string"}, {"type": "string", "nullable": True}
    return {
        "type": "object",
        "required": ["type", "id", "geometry", "properties"],
        "properties": {
            "type": {"type": "string", "enum": ["Feature"]},
            "id": {**text, "description": "Of the gazetteer, prefixed by its source"},
            "geometry": {"type": "object", "description": "A point, of an area its middle"},
            "properties": {
                "type": "object",
                "properties": {
                    "id": text,
                    "name": text,
                    "matched": {**text, "description": "The name that fits what was typed, as it is written"},
                    "match": {
                        **texts,
                        "enum": ["exact", "beginning", "word", "like", "slip", None],
                        "description": "The whole name, its beginning, that of a later word, but for the "
                        "transliteration, but for a slip. Null for a place that only reports have",
                    },
                    "label": {**text, "description": "To show: name, province, country"},
                    "kind": {**text, "enum": list(places.KINDS)},
                    "country": {**texts, "description": "ISO 3166-1 alpha-2"},
                    "admin": {**texts, "description": "ISO 3166-2 code of the first-level unit"},
                    "population": {"type": "integer", "nullable": True},
                    "radius_m": {"type": "number", "description": "Of the circle that holds it"},
                    "score": {
                        "type": "number",
                        "nullable": True,
                        "description": "About the decimal logarithm of a population; compares places of one "
                        "answer only",
                    },
                    "reported": {"type": "boolean", "description": "Whether reports refer to it"},
                },
            },
        },
    }


def _reading_schema() -> Document:
    """Claims as features; what else the text says beside them."""
    found = {"type": "array", "items": {"type": "object"}}
    return {
        "type": "object",
        "required": ["type", "features", "toponyms", "non_places", "repairs", "skipped"],
        "properties": {
            "type": {"type": "string", "enum": ["FeatureCollection"]},
            "features": {"type": "array", "items": {"$ref": "#/components/schemas/feature"}},
            "language": {"type": "string"},
            "version": {"type": "string", "description": "Of the rules it was read by"},
            "toponyms": {"type": "array", "items": {"$ref": "#/components/schemas/toponym"}},
            "non_places": {**found, "description": "Names that are no places here, and why"},
            "repairs": {**found, "description": "Damage mended before reading"},
            "skipped": {**found, "description": "Sentences that looked like a claim and were left out"},
        },
    }


def _toponym_schema() -> Document:
    text, texts = {"type": "string"}, {"type": "string", "nullable": True}
    number, numbers = {"type": "number"}, {"type": "number", "nullable": True}
    return {
        "type": "object",
        "properties": {
            "start": {"type": "integer", "description": "First character in the text as given"},
            "end": {"type": "integer", "description": "After the last character"},
            "text": text,
            "kind": {**text, "enum": list(places.KINDS)},
            "place_id": {**texts, "description": "Null where it was not placed"},
            "name": {**texts, "description": "To show: of a border or a part of a place, what it is"},
            "lon": numbers,
            "lat": numbers,
            "radius_m": {**numbers, "description": "Holds the truth 95 times in 100"},
            "confidence": {**number, "minimum": 0, "maximum": 1},
            "why_unplaced": {**texts, "description": "Null where it was placed"},
            "candidates": {
                "type": "array",
                "description": "The places of that name that were weighed, the best first, five at most",
                "items": {
                    "type": "object",
                    "properties": {
                        "place_id": text,
                        "name": text,
                        "kind": {**text, "enum": list(places.KINDS)},
                        "country": texts,
                        "lon": number,
                        "lat": number,
                        "score": {**number, "description": "Compares candidates of one toponym only"},
                        "reasons": {"type": "array", "items": text, "description": "What moved the score"},
                    },
                },
            },
        },
    }


def _responses() -> Document:
    return {
        "BadRequest": _problem("A parameter is wrong, unknown or given twice"),
        "NotFound": _problem("There is no such thing"),
        "Unavailable": _problem("Cannot be answered at the moment; Retry-After says when to ask again"),
    }


def _problem(text: str) -> Document:
    return {
        "description": text,
        "content": {problems.MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/problem"}}},
    }
