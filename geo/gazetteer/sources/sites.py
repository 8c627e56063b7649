"""The project's own table of military sites, straits, shoals, islands and regions: `geo/data/sites.tsv`.

No package holds these. Each row has its source and the circle, in metres, that holds the place.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import cast, get_args

import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from geo.data.tables import several, table
from geo.errors import UnreadableSource
from geo.gazetteer.entry import Entry, Use
from geo.geometry.geodesy import areas_of, circle, reach_m
from geo.types import PlaceKind

_PRIORS = {
    "base": 9.5,
    "facility": 9.0,
    "airport": 9.0,
    "sea": 9.5,
    "region": 9.0,
    "other": 8.5,
    "admin": 8.0,
    "city": 6.0,
}


def entries(units: Mapping[str, BaseGeometry]) -> Iterator[Entry]:
    """`units` are outlines by ISO code, for rows whose area is said as a sum of them."""
    for row in table("sites.tsv"):
        yield _entry(row, units)


def _entry(row: dict[str, str], units: Mapping[str, BaseGeometry]) -> Entry:
    if row["kind"] not in get_args(PlaceKind):
        raise UnreadableSource(f"sites.tsv: {row['id']}: kind {row['kind']!r}")
    area = _area(row, units)
    point = Point(float(row["lon"]), float(row["lat"]))
    names = {row["name"]: Use.MAIN | Use.TEXT}
    for name in several(row["names"]) + several(row["local"]):
        names.setdefault(name, Use.MAIN | Use.TEXT)
    if row["kind"] == "base":
        for name in _called_base([row["name"], *several(row["names"])]):
            names.setdefault(name, Use.MAIN | Use.TEXT)
    prefix = "sea" if row["kind"] == "sea" else "site"
    return Entry(
        id=f"{prefix}:{row['id']}",
        name=row["name"],
        kind=cast(PlaceKind, row["kind"]),
        lon=point.x,
        lat=point.y,
        radius_m=float(row["precision_m"]) if area is None else math.ceil(reach_m(area, point)),
        source=row["source"],
        prior=_PRIORS.get(row["kind"], 8.0),
        names=names,
        country=row["country"] or None,
        geometry=area,
        other_ids=(f"icao:{row['icao']}",) if row["icao"] else (),
    )


_BASE_WORDS = re.compile(
    r"\b(?:base|airbase|ab|afb|camp|fort|port|airfield|airport|field|facility|range|area|complex|headquarters|"
    r"station|mount|naval|raf|nas|garrison|reef|island|islands|bay|harbor|zone|site|academy|ground|center|centre)\b",
    re.IGNORECASE,
)


def _called_base(names: list[str]) -> Iterator[str]:
    """ "Conoco base", "Tanf military base": what writers add to the bare name of a base."""
    for name in names:
        stem = name.removesuffix(" Air Base")
        if len(stem) > 2 and not _BASE_WORDS.search(stem):
            for words in ("base", "air base", "airbase", "airfield", "military base"):
                yield f"{stem} {words}"


def _area(row: dict[str, str], units: Mapping[str, BaseGeometry]) -> BaseGeometry | None:
    said = row["area"]
    if not said:
        # A region or a strait without an outline is its circle, not a point.
        point = Point(float(row["lon"]), float(row["lat"]))
        return circle(point, radius_m=float(row["precision_m"])) if row["kind"] in ("region", "sea") else None
    if said.startswith("units:"):
        return _sum(row["id"], said.removeprefix("units:"), units)
    if said.startswith("clip:"):
        codes, _, frame = said.removeprefix("clip:").partition("@")
        return areas_of(_sum(row["id"], codes, units).intersection(shapely.from_wkt(frame)))
    drawn: BaseGeometry = shapely.from_wkt(said)
    return _without_land(drawn, units) if row["kind"] == "sea" and drawn.area > 0 else drawn


def _sum(site: str, codes: str, units: Mapping[str, BaseGeometry]) -> BaseGeometry:
    parts = codes.split("+")
    if missing := [code for code in parts if code not in units]:
        raise UnreadableSource(f"sites.tsv: {site}: no outline of {', '.join(missing)}")
    return shapely.union_all([units[code] for code in parts])


def _without_land(water: BaseGeometry, units: Mapping[str, BaseGeometry]) -> BaseGeometry:
    """Straits are drawn by hand and roughly; the coast is known better."""
    west, south, east, north = water.bounds
    land = [
        shapely.clip_by_rect(outline, west, south, east, north)
        for code, outline in units.items()
        if len(code) == 2 and outline.intersects(water)
    ]
    return areas_of(water.difference(shapely.union_all(land)))
