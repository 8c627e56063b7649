"""A user's own places: rows of a table with a header (CSV or tab-separated) or features of a GeoJSON file.

Cells are text by column, as a person wrote them; each is checked, and what is wrong is named.
"""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast, get_args

import shapely
from shapely.geometry import Point, shape
from shapely.geometry.base import BaseGeometry

from geo.data.tables import several
from geo.errors import GeoError, UnreadableSource
from geo.gazetteer.entry import Entry, Use
from geo.gazetteer.names import fold
from geo.geometry.footprint import representative
from geo.geometry.geodesy import circle, reach_m
from geo.types import PlaceKind

KINDS: frozenset[str] = frozenset(get_args(PlaceKind))
_PRIORS = {
    "base": 9.5,
    "facility": 9.0,
    "airport": 9.0,
    "sea": 9.5,
    "region": 9.0,
    "admin": 8.0,
    "country": 10.0,
    "city": 6.0,
}
_PLAIN_PRIOR = 8.5
RADIUS_M = 2_000.0
_SHAPES = frozenset({"Point", "LineString", "MultiLineString", "Polygon", "MultiPolygon"})
_LARGEST_RADIUS_M = 20_100_000.0
"""Half of the Earth's girth."""


class BadRow(GeoError):
    """A row of a user's file that cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Row:
    where: str
    """File and line, or file and number of the feature."""
    cells: Mapping[str, str]
    """By column in small letters; those without content are left out."""
    geometry: BaseGeometry | None = None
    why_bad: str | None = None
    """Where it could not even be taken apart."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a row says of a place; None where it says nothing."""

    name: str | None
    names: tuple[str, ...]
    kind: PlaceKind | None
    point: Point | None
    geometry: BaseGeometry | None
    """A line or an area."""
    radius_m: float | None
    country: str | None
    population: int | None


def rows(path: Path) -> Iterator[Row]:
    """UnreadableSource where the file is neither a table with a header nor GeoJSON."""
    content = _content(path)
    if content.lstrip().startswith(("{", "[")):
        yield from _features(path, content)
    else:
        yield from _table(path, content)


def features(path: Path) -> Iterator[Row]:
    """UnreadableSource where the file is no GeoJSON."""
    yield from _features(path, _content(path))


def _content(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableSource(f"{path}: cannot be read: {error}") from error


def _table(path: Path, content: str) -> Iterator[Row]:
    header, _, _ = content.partition("\n")
    delimiter = "\t" if "\t" in header else ";" if header.count(";") > header.count(",") else ","
    reader = csv.reader(io.StringIO(content), delimiter=delimiter, strict=False)
    columns = [cell.strip().casefold() for cell in next(reader, [])]
    if not {"name", "id"} & set(columns):
        raise UnreadableSource(f"{path}: its first line names no column `name` or `id`")
    for cells in reader:
        if not any(cell.strip() for cell in cells) or cells[0].startswith("#"):
            continue
        where = f"{path.name}:{reader.line_num}"
        if len(cells) > len(columns):
            yield Row(where, {}, why_bad=f"{len(cells)} cells for {len(columns)} columns")
            continue
        named = zip(columns, cells, strict=False)
        yield Row(where, {column: cell.strip() for column, cell in named if cell.strip()})


def _features(path: Path, content: str) -> Iterator[Row]:
    try:
        document = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise UnreadableSource(f"{path}: no GeoJSON: {error}") from error
    features = document.get("features") if isinstance(document, dict) else None
    if isinstance(document, dict) and document.get("type") == "Feature":
        features = [document]
    if not isinstance(features, list):
        raise UnreadableSource(f"{path}: no GeoJSON: it has no features")
    for number, feature in enumerate(features, 1):
        yield _feature(f"{path.name}: feature {number}", feature)


def _feature(where: str, feature: Any) -> Row:
    if not isinstance(feature, dict):
        return Row(where, {}, why_bad="no feature")
    said = feature.get("properties") or {}
    if not isinstance(said, dict):
        return Row(where, {}, why_bad="properties that are none")
    cells = {str(key).casefold(): _cell(value) for key, value in said.items()}
    if feature.get("id") is not None:
        cells.setdefault("id", _cell(feature["id"]))
    cells = {key: cell for key, cell in cells.items() if cell}
    if feature.get("geometry") is None:
        return Row(where, cells)
    try:
        geometry = shape(feature["geometry"])
    except (shapely.GEOSException, ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
        return Row(where, cells, why_bad=f"a geometry that is none: {error}")
    return Row(where, cells, geometry)


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return "|".join(_cell(part) for part in value)
    return "" if value is None or isinstance(value, dict) else str(value).strip()


def facts(row: Row) -> Facts:
    """Raises BadRow."""
    if row.why_bad:
        raise BadRow(row.why_bad)
    cells = row.cells
    kind = cells.get("kind")
    if kind is not None and kind not in KINDS:
        raise BadRow(f"kind {kind!r} is none of {', '.join(sorted(KINDS))}")
    country = cells.get("country")
    if country is not None and not (len(country) == 2 and country.isascii() and country.isalpha()):
        raise BadRow(f"country {country!r} is no code of two letters")
    point, geometry = _where(row)
    radius_m = _number(cells, "radius_m")
    if radius_m is not None and not 0 < radius_m <= _LARGEST_RADIUS_M:
        raise BadRow(f"radius_m {cells['radius_m']!r} is no radius in metres")
    people = _number(cells, "population")
    if people is not None and not (0 <= people < 2**62):
        raise BadRow(f"population {cells['population']!r} is no number of people")
    for name in (cells.get("name"), *several(cells.get("names", ""))):
        if name is not None and not fold(name):
            raise BadRow(f"name {name!r} has no letters")
    return Facts(
        name=cells.get("name"),
        names=tuple(several(cells.get("names", ""))),
        kind=cast(PlaceKind | None, kind),
        point=point,
        geometry=geometry,
        radius_m=radius_m,
        country=country.upper() if country else None,
        population=None if people is None else int(people),
    )


def _where(row: Row) -> tuple[Point | None, BaseGeometry | None]:
    lon, lat = _number(row.cells, "lon"), _number(row.cells, "lat")
    if (lon is None) != (lat is None):
        raise BadRow("lon without lat" if lat is None else "lat without lon")
    point = None if lon is None or lat is None else Point(lon, lat)
    geometry = row.geometry
    if geometry is not None:
        if geometry.is_empty or geometry.geom_type not in _SHAPES:
            raise BadRow(f"its geometry is {geometry.geom_type}, not a point, line or area")
        if not geometry.is_valid:
            geometry = shapely.make_valid(geometry, method="structure", keep_collapsed=False)
        if geometry.is_empty or not _is_on_earth(geometry):
            raise BadRow("its geometry is no place on Earth")
        if geometry.geom_type == "Point":
            point, geometry = point or cast(Point, geometry), None
        else:
            point = point or representative(geometry)
    if point is not None and not _is_on_earth(point):
        raise BadRow(f"lon {point.x}, lat {point.y} is no position on Earth")
    return point, geometry


def _is_on_earth(geometry: BaseGeometry) -> bool:
    west, south, east, north = geometry.bounds
    return (
        all(map(math.isfinite, geometry.bounds))
        and -180 <= west <= east <= 180
        and -90 <= south <= north <= 90
    )


def _number(cells: Mapping[str, str], column: str) -> float | None:
    said = cells.get(column)
    if said is None:
        return None
    try:
        number = float(said)
    except ValueError:
        raise BadRow(f"{column} {said!r} is no number") from None
    if not math.isfinite(number):
        raise BadRow(f"{column} {said!r} is no number")
    return number


def prior(kind: PlaceKind, population: int | None) -> float:
    """A place somebody entered himself is meant before towns of its name; a town, by its people."""
    if kind == "city" and population:
        return math.log10(population + 30)
    return _PRIORS.get(kind, _PLAIN_PRIOR)


def entry(told: Facts, *, place_id: str, source: str, kind: PlaceKind = "other") -> Entry:
    """A new place. Raises BadRow where the row has no name or no position."""
    if told.name is None:
        raise BadRow("no name")
    if told.point is None:
        raise BadRow("no position")
    kind = told.kind or kind
    geometry = told.geometry
    if geometry is None and kind in ("region", "sea"):
        # As in the default pack: without an outline it is its circle, not a point.
        geometry = circle(told.point, radius_m=told.radius_m or RADIUS_M)
    return Entry(
        id=place_id,
        name=told.name,
        kind=kind,
        lon=told.point.x,
        lat=told.point.y,
        radius_m=told.radius_m
        or (RADIUS_M if geometry is None else math.ceil(reach_m(geometry, told.point))),
        source=source,
        prior=prior(kind, told.population),
        names=dict.fromkeys((told.name, *told.names), Use.MAIN | Use.TEXT),
        country=told.country,
        population=told.population,
        geometry=geometry,
    )


def made_id(name: str, point: Point, prefix: str) -> str:
    """The same for the same name and place, whatever the row it stands in."""
    words = "-".join(fold(name).split())
    return f"{prefix}:{words}@{point.y:.3f},{point.x:.3f}"
