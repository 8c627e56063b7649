"""GET /places?q=: entries of the gazetteer by name, for search boxes."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import Response

from app.errors import BadParameter
from app.serve import params
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
    found = await asyncio.to_thread(gazetteer.lookup, asked)
    document = {"type": "FeatureCollection", "features": [feature(place) for place in found[:limit]]}
    return Response(to_json(document), media_type=MEDIA_TYPE, headers={"Cache-Control": "max-age=3600"})


def feature(place: Place) -> dict[str, object]:
    """A place as a point; its area, if it has one, is in the places collection once a report refers to it."""
    return {
        "type": "Feature",
        "id": place.id,
        "geometry": {"type": "Point", "coordinates": [round(place.lon, 5), round(place.lat, 5)]},
        "properties": {
            "id": place.id,
            "name": place.name,
            "kind": place.kind,
            "country": place.country,
            "admin": place.admin,
            "population": place.population,
            "radius_m": place.radius_m,
        },
    }
