"""Look over a table of sites for rows that are wrong: in the wrong country or on the wrong side of a coast,
told twice, named like another well-known place, without precision or source, in the wrong script.

In: rows with the columns of `geo/data/sites.tsv` and the gazetteer to hold them against. Out: the faults, in
the order of the rows. Nothing is changed; a person has the last word, for some islands are in no outline.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import shapely
from shapely.errors import GEOSException
from shapely.geometry import Point, box

from geo.data.tables import several
from geo.gazetteer.index import Gazetteer
from geo.gazetteer.names import fold
from geo.geometry.geodesy import WGS84
from geo.types import Place, PlaceKind

Row = Mapping[str, str]
FaultKind = Literal[
    "form", "source", "precision", "country", "coast", "twice", "shared name", "other place", "script"
]

KNOWN = frozenset({
    "dead-sea", "sea-of-galilee", "izmail-port", "reni-port", "lesser-tunb", "snake-island",
    "pratas", "matsu", "dongyin", "nangan", "kastellorizo", "swallow-reef", "okinotorishima",
})  # fmt: skip
"""Of our own table: two lakes, two ports on the Danube, and islands far from any
coast the boundaries keep."""
ASTRAY_DEG = 0.3
"""Islets and piers that the generalised coast leaves out lie at most so far from their country."""
ACROSS_DEG = 0.1
"""A crossing's point may lie on the far side of its border by so much."""
_WATER_DEG = 0.25
"""A port lies at most so far from the sea, a lake's or river's port being called by neither word."""
_LAND_DEG = 0.05
"""A sea's point may lie so far inside the generalised coast."""
_ONE_SPOT_M = 200.0
_SAME_NAME_M = 10_000.0
_WELL_KNOWN = 100_000
"""People of a town, from which on its name is taken for it wherever it stands."""
_NEAR_M = 60_000.0
_SHORTEST_M, _LONGEST_M = 500.0, 2_000_000.0

_POINT_KINDS = frozenset({"base", "facility", "airport"})
_NAVAL = re.compile(
    r"\b(?:naval|navy|submarine|shipyard|harbou?r|seaport)\b|^port of\b|\bport$", re.IGNORECASE
)
_INLAND = re.compile(r"\b(?:communications?|radar|air|headquarters)\b", re.IGNORECASE)
_MOST_ARABIC = frozenset({
    "AE", "BH", "DZ", "EG", "IL", "IQ", "IR", "JO", "KW", "LB", "LY", "MA", "OM", "PS", "QA", "SA",
    "SD", "SY", "TN", "YE",
})  # fmt: skip
"""Whose military sites news in Arabic names daily: a row of theirs without an Arabic name is not finished."""
_SCRIPTS = {
    "HEBREW": frozenset({"IL", "PS"}),
    "CYRILLIC": frozenset({
        "RU", "UA", "BY", "KZ", "KG", "TJ", "UZ", "MD", "RS", "BG", "MK", "GE", "AM", "AZ", "MN",
    }),
    "CJK": frozenset({"CN", "TW", "JP", "KR", "KP"}),
    "HANGUL": frozenset({"KR", "KP"}),
    "HIRAGANA": frozenset({"JP"}),
    "KATAKANA": frozenset({"JP"}),
    "GREEK": frozenset({"GR", "CY"}),
}  # fmt: skip
"""Where a script is a local one. Arabic is one everywhere: news in Arabic names them all."""


@dataclass(frozen=True, slots=True)
class Fault:
    site: str
    kind: FaultKind
    told: str


def faults(rows: Sequence[Row], gazetteer: Gazetteer, *, known: frozenset[str] = frozenset()) -> list[Fault]:
    """What is wrong with the rows.

    `known`: ids a person has looked at; their position and their names are not held against other places.
    """
    found: list[Fault] = []
    sound: list[Row] = []
    for row in rows:
        formal = list(_of_form(row, gazetteer))
        found += formal
        if not any(fault.kind == "form" for fault in formal):
            sound.append(row)
    for row in sound:
        if row["id"] not in known:
            found += _in_country(row, gazetteer)
            found += _on_coast(row, gazetteer)
            found += _of_another_place(row, gazetteer)
        found += _in_script(row)
    found += _twice(sound)
    order = {row.get("id", ""): number for number, row in enumerate(rows)}
    return sorted(found, key=lambda fault: order.get(fault.site, 0))


def _of_form(row: Row, gazetteer: Gazetteer) -> Iterator[Fault]:
    def fault(kind: FaultKind, told: str) -> Fault:
        return Fault(row.get("id") or row.get("name") or "a row without id", kind, told)

    for column in ("id", "name"):
        if not row.get(column):
            yield fault("form", f"no {column}")
    if row.get("kind") not in get_args(PlaceKind):
        yield fault("form", f"kind {row.get('kind')!r} is none of {', '.join(get_args(PlaceKind))}")
    if _point(row) is None:
        yield fault("form", f"no position on Earth: lon {row.get('lon')!r}, lat {row.get('lat')!r}")
    if row.get("country") and f"ne:{row['country']}" not in gazetteer:
        yield fault("form", f"no country has the code {row['country']!r}")
    if not row.get("source"):
        yield fault("source", "no source")
    if area := row.get("area"):
        if told := _bad_area(area):
            yield fault("form", told)
    elif (precision := _number(row.get("precision_m", ""))) is None:
        yield fault("precision", "neither precision_m nor area")
    elif not _SHORTEST_M <= precision <= _LONGEST_M:
        yield fault("precision", f"precision_m {precision:g} is not from {_SHORTEST_M:g} to {_LONGEST_M:g}")


def _bad_area(area: str) -> str | None:
    if area.startswith(("units:", "clip:")):
        return None
    try:
        shape = shapely.from_wkt(area)
    except GEOSException:
        return f"area is no WKT: {area[:60]!r}"
    return None if shape.is_valid and not shape.is_empty else f"area is not valid: {area[:60]!r}"


def _in_country(row: Row, gazetteer: Gazetteer) -> Iterator[Fault]:
    """Regions and seas reach over borders, and a point of theirs says little."""
    point = _point(row)
    country = row["country"]
    if point is None or not country or row["kind"] in ("region", "sea"):
        return
    apart = shapely.distance(gazetteer.geometry(f"ne:{country}"), point)
    there = gazetteer.country_at(point.x, point.y)
    if there not in (None, country) and apart > ACROSS_DEG:
        yield Fault(row["id"], "country", f"lies in {there}, not in {country}")
    elif apart > ASTRAY_DEG:
        yield Fault(row["id"], "country", f"lies {apart:.1f} degrees from {country}")


def _on_coast(row: Row, gazetteer: Gazetteer) -> Iterator[Fault]:
    point = _point(row)
    if point is None:
        return
    around = box(point.x - 1, point.y - 1, point.x + 1, point.y + 1)
    land = gazetteer.land(around.bounds)
    # Where there is no water, or no land, in the box, the distance is not a number: not near, then.
    to_water = shapely.distance(around.difference(land), point)
    to_land = shapely.distance(land, point)
    if row["kind"] == "sea":
        if not row.get("area") and not to_water <= _LAND_DEG:
            yield Fault(row["id"], "coast", "a sea whose point lies on land")
    elif row["kind"] in ("base", "facility") and _is_port(row) and not to_water <= _WATER_DEG:
        yield Fault(row["id"], "coast", "a port or naval station far from the sea")
    elif row["kind"] in ("city", "airport", "base") and not _is_islet(row) and not to_land <= ASTRAY_DEG:
        yield Fault(row["id"], "coast", "a place on land whose point lies at sea")


def _is_port(row: Row) -> bool:
    return _NAVAL.search(row["name"]) is not None and _INLAND.search(row["name"]) is None


def _is_islet(row: Row) -> bool:
    return (
        re.search(r"\b(?:reefs?|islands?|shoal|cay|bank|atoll|islet|rocks?)\b", row["name"], re.I) is not None
    )


def _of_another_place(row: Row, gazetteer: Gazetteer) -> Iterator[Fault]:
    """A name is read as the site wherever it stands: so it must not be that of a great city far away."""
    point = _point(row)
    if point is None or row["kind"] in ("city", "admin"):
        return
    for name in _names(row):
        for place in gazetteer.lookup(name):
            if (
                place.id.startswith(("site:", "sea:"))
                or not _is_well_known(place)
                or not _is_called(place, name)
            ):
                continue
            if WGS84.inv(point.x, point.y, place.lon, place.lat)[2] > _NEAR_M + place.radius_m:
                yield Fault(row["id"], "other place", f"{name!r} is also {_told(place)}")


def _is_well_known(place: Place) -> bool:
    return place.kind == "country" or (place.kind == "city" and (place.population or 0) >= _WELL_KNOWN)


def _is_called(place: Place, name: str) -> bool:
    """By its own name, not by one of its many others."""
    return fold(place.name) == fold(name)


def _told(place: Place) -> str:
    return (
        f"{place.name}, {place.kind} in {place.country}" if place.country else f"{place.name}, {place.kind}"
    )


def _in_script(row: Row) -> Iterator[Fault]:
    for name in [row["name"], *several(row.get("names", ""))]:
        if scripts := _scripts(name) - {"LATIN"}:
            yield Fault(
                row["id"], "script", f"{name!r} among the Latin names holds {', '.join(sorted(scripts))}"
            )
    for name in several(row.get("local", "")):
        scripts = _scripts(name)
        if scripts <= {"LATIN"}:
            if not _is_local_latin(name, row):
                yield Fault(row["id"], "script", f"{name!r} among the local names is Latin")
        elif "LATIN" in scripts and re.search(r"[^\W\d_]{3}", _latin(name)):
            yield Fault(
                row["id"], "script", f"{name!r} mixes Latin with {', '.join(sorted(scripts - {'LATIN'}))}"
            )
        elif len(foreign := scripts - {"LATIN"}) > 1 and not foreign <= {"CJK", "HIRAGANA", "KATAKANA"}:
            yield Fault(row["id"], "script", f"{name!r} mixes {', '.join(sorted(foreign))}")
        elif country := row.get("country"):
            (script, *_) = sorted(foreign)
            if script != "ARABIC" and country not in _SCRIPTS.get(script, frozenset()):
                yield Fault(row["id"], "script", f"{name!r} is {script}, which {country} does not write")
    is_arabic = any("ARABIC" in _scripts(name) for name in several(row.get("local", "")))
    if row.get("country") in _MOST_ARABIC and row["kind"] in _POINT_KINDS and not is_arabic:
        yield Fault(row["id"], "script", "no name in Arabic script")


def _is_local_latin(name: str, row: Row) -> bool:
    return not name.isascii() and row.get("country") not in _MOST_ARABIC


def _latin(name: str) -> str:
    return "".join(char if unicodedata.name(char, "").startswith("LATIN") else " " for char in name)


def _scripts(name: str) -> set[str]:
    return {
        re.split("[ -]", unicodedata.name(char, "UNKNOWN"))[0]
        for char in name
        if char.isalpha() and char not in "ʻʼ"
    }


def _twice(rows: Sequence[Row]) -> Iterator[Fault]:
    yield from _told_twice(rows, "id", "form", lambda value: f"another row has the id {value}")
    yield from _told_twice(rows, "icao", "twice", lambda value: f"another row is the airfield {value}")
    bearers: dict[tuple[str, str], dict[str, str]] = {}
    for row in rows:
        for name in [*_names(row), *several(row.get("local", ""))]:
            bearers.setdefault((row["country"], fold(name)), {}).setdefault(row["id"], name)
    for (country, _), sites in bearers.items():
        first, *others = sites
        for other in others:
            where = f" in {country}" if country else ""
            yield Fault(other, "shared name", f"{sites[other]!r} is also a name of {first}{where}")
    yield from _on_one_spot(rows)


def _told_twice(
    rows: Sequence[Row], column: str, kind: FaultKind, told: Callable[[str], str]
) -> Iterator[Fault]:
    seen: set[str] = set()
    for row in rows:
        value = row.get(column, "")
        if value and value in seen:
            yield Fault(row["id"], kind, told(value))
        seen.add(value)


def _on_one_spot(rows: Sequence[Row]) -> Iterator[Fault]:
    """Two sites on one spot, or close together and under one name though their countries are told apart."""
    placed = [(row, point) for row in rows if row["kind"] in _POINT_KINDS and (point := _point(row))]
    tree = shapely.STRtree([point for _, point in placed])
    for i, (row, point) in enumerate(placed):
        for j in sorted(tree.query(point.buffer(0.1)).tolist()):
            if j <= i:
                continue
            other, there = placed[j]
            apart = WGS84.inv(point.x, point.y, there.x, there.y)[2]
            shared = {fold(n) for n in _names(row)} & {fold(n) for n in _names(other)}
            if apart <= _ONE_SPOT_M or (
                shared and apart <= _SAME_NAME_M and row["country"] != other["country"]
            ):
                yield Fault(other["id"], "twice", f"{apart:.0f} m from {row['id']}")


def _names(row: Row) -> list[str]:
    return [row["name"], *several(row.get("names", ""))]


def _point(row: Row) -> Point | None:
    lon, lat = _number(row.get("lon", "")), _number(row.get("lat", ""))
    if lon is None or lat is None or not (-180 <= lon <= 180 and -90 <= lat <= 90):
        return None
    return Point(lon, lat)


def _number(cell: str) -> float | None:
    try:
        value = float(cell)
    except ValueError:
        return None
    return value if value == value else None
