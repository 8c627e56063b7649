"""Footprints: where something is said to be, as a shape with the doubt that belongs to it.

Each function takes places with their outlines (`Gazetteer.geometry`) and gives a `Footprint`. The radii are
rules of thumb of ours for how loosely reporters use the words; they stand here, named, and nowhere else.
"""

from __future__ import annotations

import math

import shapely
from shapely.geometry import LineString, MultiLineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from geo.geometry import directions, geodesy
from geo.geometry.directions import AZIMUTHS_DEG, Direction
from geo.types import Footprint, Place, PlaceKind, Precision, Relation

NEAR_SITE_M = 10_000.0
NEAR_SETTLEMENT_M = 20_000.0
"""How far from a base, from the edge of a town, "near" may be."""
BEYOND_M = 40_000.0
"""How far "east of" a town may be when no distance is given."""
COASTAL_M = 50_000.0
"""How far out "off the coast" may be."""
ANGLE_DOUBT = 0.35
"""Sideways doubt per metre of distance: eight directions leave 22.5 degrees either way, its sine is 0.38."""

_PRECISIONS: dict[PlaceKind, Precision] = {
    "country": "country",
    "admin": "province",
    "city": "settlement",
    "base": "site",
    "airport": "site",
    "facility": "site",
    "other": "site",
    "sea": "sea",
    "region": "region",
    "border": "line",
}
_ADJECTIVES: dict[Direction, str] = {
    "north": "northern",
    "north-east": "north-eastern",
    "east": "eastern",
    "south-east": "south-eastern",
    "south": "southern",
    "south-west": "south-western",
    "west": "western",
    "north-west": "north-western",
    "central": "central",
}


def at(place: Place, outline: BaseGeometry) -> Footprint:
    """The place itself: its outline, or its point with the radius of its extent.

    A region drawn as a line, a river or a ceasefire line, is as precise as a line.
    """
    is_line = place.kind == "region" and isinstance(outline, LineString | MultiLineString)
    precision = "line" if is_line else _PRECISIONS[place.kind]
    return _of_place(place, outline, "at", precision, place.radius_m, place.name)


def part(place: Place, outline: BaseGeometry, direction: Direction, *, far: bool = False) -> Footprint:
    """ "northern Syria", "the far north-east of Syria", "eastern Baghdad". A point's extent is its circle."""
    cut = directions.part(_extent(place, outline), direction, far=far)
    adjective = _ADJECTIVES[direction]
    precision: dict[Precision, Precision] = {"country": "region", "province": "district"}
    whole = _PRECISIONS[place.kind]
    return _of_shape(
        cut,
        relation="part",
        precision=precision.get(whole, whole),
        place_ids=(place.id,),
        name=f"far {adjective} {place.name}" if far else f"{adjective} {place.name}",
    )


def border(one: Place, other: Place, line: LineString | MultiLineString) -> Footprint:
    """ "the Iraq-Syria border"; the line is that of `Gazetteer.border`."""
    return _of_shape(
        line,
        relation="border",
        precision="line",
        place_ids=(one.id, other.id),
        name=f"{one.name}–{other.name} border",
    )


def own_border(place: Place, outline: BaseGeometry, direction: Direction | None = None) -> Footprint:
    """ "Syria's eastern borders": the outline in that part of the area; all of it without a direction."""
    line = outline.boundary
    label = f"border of {place.name}"
    if direction is not None:
        side = geodesy.widened(directions.part(outline, direction), distance_m=1_000)
        line = line.intersection(side)
        label = f"{_ADJECTIVES[direction]} {label}"
    return _of_shape(
        shapely.line_merge(line), relation="border", precision="line", place_ids=(place.id,), name=label
    )


def near(place: Place, outline: BaseGeometry) -> Footprint:
    """The place and what lies around it."""
    name = f"near {place.name}"
    if outline.area > 0:
        around = geodesy.widened(outline, distance_m=NEAR_SETTLEMENT_M)
        precision = _PRECISIONS[place.kind]
        return _of_place(place, around, "near", precision, place.radius_m + NEAR_SETTLEMENT_M, name)
    is_town = place.kind == "city"
    reach_m = place.radius_m + (NEAR_SETTLEMENT_M if is_town else NEAR_SITE_M)
    around = geodesy.circle(_point(place), radius_m=reach_m)
    return _of_place(place, around, "near", "district", reach_m, name)


def outskirts(place: Place) -> Footprint:
    """The belt round a town, from just inside its edge to as far again."""
    outer = geodesy.circle(_point(place), radius_m=2 * place.radius_m)
    belt = outer.difference(geodesy.circle(_point(place), radius_m=0.7 * place.radius_m))
    return _of_place(place, belt, "outskirts", "settlement", 2 * place.radius_m, f"outskirts of {place.name}")


def offset(place: Place, *, distance_m: float, direction: Direction | None) -> Footprint:
    """ "12 km north of X": a point, in doubt by the roundness of the direction and the extent of X.

    Without a direction, "12 km from X": the ring at that distance.
    """
    said = f"{distance_m / 1000:g} km"
    if direction is None or direction == "central":
        doubt_m = 0.15 * distance_m + place.radius_m
        ring = geodesy.circle(_point(place), radius_m=distance_m + doubt_m)
        if distance_m > doubt_m:
            ring = ring.difference(geodesy.circle(_point(place), radius_m=distance_m - doubt_m))
        return _of_place(place, ring, "offset", "district", distance_m + doubt_m, f"{said} from {place.name}")
    doubt_m = math.hypot(place.radius_m, ANGLE_DOUBT * distance_m)
    point = geodesy.destination(_point(place), azimuth_deg=AZIMUTHS_DEG[direction], distance_m=distance_m)
    return Footprint(
        geometry=point,
        precision="settlement" if doubt_m <= 10_000 else "district",
        radius_m=doubt_m,
        relation="offset",
        place_ids=(place.id,),
        name=f"{said} {direction} of {place.name}",
        lon=point.x,
        lat=point.y,
    )


def beyond(place: Place, outline: BaseGeometry, direction: Direction) -> Footprint:
    """ "east of Deir ez-Zor", no distance given: a sector from the place outward.

    Of an area it is mostly said loosely ("in the north of Syria", "north of Syria"): that side of the area.
    """
    if outline.area > 0 or direction == "central":
        return part(place, outline, direction)
    azimuth = AZIMUTHS_DEG[direction]
    reach_m = place.radius_m + BEYOND_M
    rim = [
        geodesy.destination(_point(place), azimuth_deg=azimuth + turn, distance_m=reach_m)
        for turn in range(45, -46, -9)
    ]
    longitudes = [point.x for point in rim]
    if max(longitudes) - min(longitudes) > 180:
        rim = [Point(point.x + 360 if point.x < 0 else point.x, point.y) for point in rim]
    start = _point(place)
    if abs(start.x - rim[0].x) > 180:
        start = Point(start.x + math.copysign(360, rim[0].x - start.x), start.y)
    sector = geodesy.wrapped(Polygon([start, *rim]))
    return _of_shape(
        sector,
        relation="offset",
        precision="district",
        place_ids=(place.id,),
        name=f"{direction} of {place.name}",
    )


def between(one: Place, other: Place) -> Footprint:
    """The way from one to the other, as the shortest line."""
    line = geodesy.between(_point(one), _point(other))
    return _of_shape(
        line,
        relation="between",
        precision="line",
        place_ids=(one.id, other.id),
        name=f"between {one.name} and {other.name}",
        extra_m=max(
            one.radius_m if one.kind == "city" else 0.0, other.radius_m if other.kind == "city" else 0.0
        ),
    )


def along(place: Place, line: BaseGeometry, *, other: Place | None = None) -> Footprint:
    """ "along the border", "along the coast of X": the line itself."""
    ids = (place.id,) if other is None else (place.id, other.id)
    names = place.name if other is None else f"{place.name}–{other.name} border"
    return _of_shape(line, relation="along", precision="line", place_ids=ids, name=f"along {names}")


def off_coast(place: Place, outline: BaseGeometry, land: BaseGeometry) -> Footprint | None:
    """The water before the coast; `land` is all land around (`Gazetteer.land`). None where there is none."""
    around = geodesy.widened(_extent(place, outline), distance_m=COASTAL_M)
    water = geodesy.areas_of(around.difference(land))
    if water.is_empty:
        return None
    return _of_shape(
        water,
        relation="off_coast",
        precision="sea",
        place_ids=(place.id,),
        name=f"off the coast of {place.name}",
    )


def representative(geometry: BaseGeometry) -> Point:
    """A point that stands for the shape and lies on it: the middle where that is inside, else one near it."""
    if isinstance(geometry, Point):
        return geometry
    if isinstance(geometry, LineString | MultiLineString):
        lines = shapely.get_parts(geometry)
        longest = max(lines.tolist(), key=geodesy.length_m)
        middle: Point = longest.interpolate(0.5, normalized=True)
        return middle
    centroid: Point = geometry.centroid
    return centroid if geometry.intersects(centroid) else geometry.representative_point()


def _of_shape(
    geometry: BaseGeometry,
    *,
    relation: Relation,
    precision: Precision,
    place_ids: tuple[str, ...],
    name: str,
    extra_m: float = 0.0,
) -> Footprint:
    point = representative(geometry)
    return Footprint(
        geometry=geometry,
        precision=precision,
        radius_m=geodesy.reach_m(geometry, point) + extra_m,
        relation=relation,
        place_ids=place_ids,
        name=name,
        lon=point.x,
        lat=point.y,
    )


def _of_place(
    place: Place, geometry: BaseGeometry, relation: Relation, precision: Precision, radius_m: float, name: str
) -> Footprint:
    """About the place's own point, which for areas is the one its country or people put there."""
    return Footprint(geometry, precision, radius_m, relation, (place.id,), name, place.lon, place.lat)


def _extent(place: Place, outline: BaseGeometry) -> BaseGeometry:
    return outline if outline.area > 0 else geodesy.circle(_point(place), radius_m=place.radius_m)


def _point(place: Place) -> Point:
    return Point(place.lon, place.lat)
