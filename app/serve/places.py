"""GET /places?q=: places for a search box.

First those that reports refer to, by how a name of theirs begins; then entries of the gazetteer of just
that name.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from app.errors import BadParameter
from app.serve import params, queries
from app.serve.answers import to_json
from app.serve.context import context
from app.serve.formats.geojson import MEDIA_TYPE
from geo.types import Place

LIMIT_DEFAULT = 10
LIMIT_MAXIMUM = 50


async def places(request: Request) -> Response:
    values = params.given(request.scope["query_string"], {"q", "limit"})
    if "q" not in values:
        raise BadParameter("q", "is missing: a name or its beginning")
    asked = params.text("q", values["q"])
    limit = params.limit(values["limit"], maximum=LIMIT_MAXIMUM) if "limit" in values else LIMIT_DEFAULT
    gazetteer = await context(request).gazetteer.get()
    async with context(request).engine.connect() as connection:
        known = await queries.rows(connection, "places_search", {"words": asked, "limit": limit})
    found = {row["id"]: feature(row) for row in known}
    for place in await asyncio.to_thread(gazetteer.lookup, asked):
        found.setdefault(place.id, feature(_row(place)))
    document = {"type": "FeatureCollection", "features": list(found.values())[:limit]}
    return Response(to_json(document), media_type=MEDIA_TYPE, headers={"Cache-Control": "no-cache"})


def _row(place: Place) -> dict[str, Any]:
    names = ("id", "name", "kind", "country", "admin", "population", "radius_m", "lon", "lat")
    return {name: getattr(place, name) for name in names}


def feature(row: Mapping[str, Any]) -> dict[str, object]:
    """A place as a point; its area, if it has one, is in the places collection once a report refers to it."""
    return {
        "type": "Feature",
        "id": row["id"],
        "geometry": {"type": "Point", "coordinates": [round(row["lon"], 5), round(row["lat"], 5)]},
        "properties": {name: value for name, value in row.items() if name not in ("lon", "lat")},
    }
