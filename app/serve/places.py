"""GET /places?q=: places for a search box, while their names are typed.

First those that reports refer to, then the others of the gazetteer that texts are read with.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

from starlette.requests import Request
from starlette.responses import Response

from app.errors import BadParameter
from app.serve import params, queries
from app.serve.answers import to_json
from app.serve.context import context
from app.serve.formats.geojson import MEDIA_TYPE
from geo.types import PlaceKind

if TYPE_CHECKING:
    from geo.gazetteer import Completed, Gazetteer

Feature = dict[str, Any]

LIMIT_DEFAULT = 10
LIMIT_MAXIMUM = 50
KINDS: tuple[PlaceKind, ...] = get_args(PlaceKind)
PROPERTIES = (
    "id", "name", "matched", "match", "kind", "country", "admin", "population", "radius_m", "score",
)  # fmt: skip
PARAMETERS = frozenset({"q", "limit", "kind", "country", "near", "bbox"})


@dataclass(frozen=True, slots=True)
class PlacesQuery:
    words: str
    limit: int
    kinds: tuple[PlaceKind, ...]
    country: str | None
    near: tuple[float, float] | None
    windows: tuple[params.Window, ...]


async def places(request: Request) -> Response:
    asked = query(params.given(request.scope["query_string"], PARAMETERS))
    gazetteer = await context(request).gazetteer.get()
    completed = await asyncio.to_thread(completions, gazetteer, asked)
    binds = {
        "words": asked.words,
        "ids": [found.place.id for found in completed],
        "box": asked.windows[0].ewkt if asked.windows else None,
        "box_east": asked.windows[1].ewkt if len(asked.windows) > 1 else None,
        "kind": list(asked.kinds) or None,
        "country": asked.country,
        "limit": LIMIT_MAXIMUM,
    }
    async with context(request).engine.connect() as connection:
        known = {row["id"]: row for row in await queries.rows(connection, "places_search", binds)}
    features = merged(known, completed, gazetteer)[: asked.limit]
    document = {"type": "FeatureCollection", "features": features}
    return Response(to_json(document), media_type=MEDIA_TYPE, headers={"Cache-Control": "no-cache"})


def query(values: Mapping[str, str]) -> PlacesQuery:
    """Raises BadParameter."""
    if "q" not in values:
        raise BadParameter("q", "is missing: a name or its beginning")
    kinds = params.texts("kind", values["kind"], KINDS) if "kind" in values else []
    return PlacesQuery(
        words=params.text("q", values["q"]),
        limit=params.limit(values["limit"], maximum=LIMIT_MAXIMUM) if "limit" in values else LIMIT_DEFAULT,
        kinds=tuple(kind for kind in KINDS if kind in kinds),
        country=params.country("country", values["country"]) if "country" in values else None,
        near=params.point("near", values["near"]) if "near" in values else None,
        windows=params.bbox(values["bbox"]) if "bbox" in values else params.EVERYWHERE,
    )


def completions(gazetteer: Gazetteer, asked: PlacesQuery) -> tuple[Completed, ...]:
    """More than asked for: what reports refer to may stand further down."""
    return gazetteer.complete(
        asked.words,
        limit=LIMIT_MAXIMUM,
        near=asked.near,
        country=asked.country,
        kinds=asked.kinds,
        boxes=[(w.west, w.south, w.east, w.north) for w in asked.windows],
    )


def merged(
    known: Mapping[str, Mapping[str, Any]], completed: Sequence[Completed], gazetteer: Gazetteer
) -> list[Feature]:
    """What reports refer to before the rest, each of the two best first.

    Known places that the completion does not have (of a gazetteer since replaced) stand between.
    """
    entries = [_of_gazetteer(found) for found in completed]
    ids = {entry["id"] for entry in entries}
    reported = [entry for entry in entries if entry["id"] in known]
    others = [{**row, "matched": row["name"]} for row in known.values() if row["id"] not in ids]
    rest = [entry for entry in entries if entry["id"] not in known]
    return [
        _feature(entry, gazetteer, is_reported=entry["id"] in known) for entry in reported + others + rest
    ]


def _of_gazetteer(found: Completed) -> dict[str, Any]:
    place = found.place
    return {
        "id": place.id,
        "name": place.name,
        "matched": found.name,
        "match": found.how,
        "kind": place.kind,
        "country": place.country,
        "admin": place.admin,
        "population": place.population,
        "radius_m": place.radius_m,
        "lon": place.lon,
        "lat": place.lat,
        "score": round(found.score, 2),
    }


def _feature(row: Mapping[str, Any], gazetteer: Gazetteer, *, is_reported: bool) -> Feature:
    """A place as a point; its area, if it has one, is in the places collection once a report refers to it."""
    properties = {name: row.get(name) for name in PROPERTIES}
    return {
        "type": "Feature",
        "id": row["id"],
        "geometry": {"type": "Point", "coordinates": [round(row["lon"], 5), round(row["lat"], 5)]},
        "properties": properties | {"label": label(row, gazetteer), "reported": is_reported},
    }


def label(row: Mapping[str, Any], gazetteer: Gazetteer) -> str:
    """ "Ayn al-Asad, Anbar, Iraq": the name with the province and the country it lies in."""
    around = [f"ne:{row[part]}" for part in ("admin", "country") if row[part]]
    names = [gazetteer.by_id(place_id).name for place_id in around if place_id in gazetteer]
    return ", ".join(dict.fromkeys([row["name"], *names]))
