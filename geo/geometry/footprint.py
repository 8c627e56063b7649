"""Footprints: where something is said to be, as a shape with the doubt that belongs to it.

Each function takes places with their outlines (`Gazetteer.geometry`) and gives a `Footprint`. The radii are
rules of thumb of ours for how loosely reporters use the words; they stand here, named, and nowhere else.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import shapely
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

from geo.geometry import directions, geodesy, lines
from geo.geometry.directions import AZIMUTHS_DEG, Direction
from geo.types import Footprint, Place, PlaceKind, Precision, Relation

NEAR_SITE_M = 10_000.0
NEAR_SETTLEMENT_M = 20_000.0
"""How far from a base, from the edge of a town, "near" may be."""
BEYOND_M = 40_000.0
"""How far "east of" a town may be when no distance is given."""
COASTAL_M = 50_000.0
"""How far out "off the coast" may be."""
ANGLE_DOUBT = 0.4
"""Sideways doubt per metre of distance: eight directions leave 22.5 degrees either way, its sine is 0.38."""
ANGLE_DOUBT_CARDINAL = 0.55
"""The same for the four plain directions: who says "north" may have had four words, not eight."""
DISTANCE_DOUBT = 0.25
"""Of a distance: round numbers, miles turned into kilometres, by road or as the crow flies."""
LEAST_BELT_M = 3_000.0
"""Of the outskirts of the smallest village, and of the doubt of any distance from an edge."""
BEYOND_LINE_M = 250_000.0
"""How far "east of the Euphrates" may reach."""
BANK_M = 15_000.0
"""How far from the water "on the west bank of" may be."""
BORDER_STRIP_M = 30_000.0
"""How far from the line "the Syrian side of the border" reaches."""
TRI_BORDER_M = 150_000.0
"""How far from the point where three countries meet "the tri-border area" reaches: Liptako-Gourma, 300 km."""
LINE_NEAR_M = 40_000.0
"""How far along a line, from a town on it, "the border near X" reaches."""
DETOUR = 0.15
"""Of the shortest way between two towns: how far aside the road may run."""

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
_POINT_DOUBT_M: dict[Precision, float] = {"settlement": 4_000.0, "site": 2_000.0}
"""How far apart two sources put the point of one town, one base; measured by bench/radii.py."""
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
    doubt_m = _POINT_DOUBT_M.get(_precision(place, outline), 0.0) if isinstance(outline, Point) else 0.0
    return _of_place(place, outline, "at", _precision(place, outline), place.radius_m + doubt_m, place.name)


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
    if outline.area > 0 or is_line(outline):
        around = geodesy.widened(outline, distance_m=NEAR_SETTLEMENT_M)
        precision = _precision(place, outline)
        return _of_place(place, around, "near", precision, place.radius_m + NEAR_SETTLEMENT_M, name)
    is_town = place.kind == "city"
    reach_m = place.radius_m + (NEAR_SETTLEMENT_M if is_town else NEAR_SITE_M)
    around = geodesy.circle(_point(place), radius_m=reach_m)
    return _of_place(place, around, "near", "district", reach_m, name)


def outskirts(place: Place, direction: Direction | None = None) -> Footprint:
    """The belt round a town, from just inside its edge to as far again; of a direction, that side of it."""
    reach_m = max(2 * place.radius_m, place.radius_m + LEAST_BELT_M)
    belt = geodesy.circle(_point(place), radius_m=reach_m)
    belt = geodesy.areas_of(belt.difference(geodesy.circle(_point(place), radius_m=0.7 * place.radius_m)))
    name = f"outskirts of {place.name}"
    if direction is None or direction == "central":
        return _of_place(place, belt, "outskirts", "settlement", reach_m, name)
    side = geodesy.areas_of(belt.intersection(_sector(place, direction, reach_m=1.5 * reach_m)))
    return _of_shape(
        side,
        relation="outskirts",
        precision="settlement",
        place_ids=(place.id,),
        name=f"{_ADJECTIVES[direction]} {name}",
    )


def offset(
    place: Place,
    *,
    distance_m: float,
    direction: Direction | None,
    least_m: float | None = None,
    outline: BaseGeometry | None = None,
    is_inside: bool = False,
) -> Footprint:
    """ "12 km north of X": a point, in doubt by the roundness of the direction and the extent of X.

    Without a direction, "12 km from X": the ring at that distance. least_m is where a range begins ("10 to 15
    km"), 0 for "within 12 km". Of an area or a line (`outline`) the distance counts from its edge; is_inside,
    inwards.
    """
    from_m = distance_m if least_m is None else least_m
    said = _said(from_m, distance_m)
    shape = outline if outline is not None and (outline.area > 0 or is_line(outline)) else None
    if shape is not None and place.kind != "city":
        return _offset_from_edge(place, shape, from_m, distance_m, direction, said, is_inside=is_inside)
    doubt_m = DISTANCE_DOUBT * distance_m + place.radius_m
    if direction is None or direction == "central":
        ring = geodesy.circle(_point(place), radius_m=distance_m + doubt_m)
        if from_m > doubt_m:
            inner = geodesy.circle(_point(place), radius_m=from_m - doubt_m)
            ring = geodesy.areas_of(ring.difference(inner))
        return _of_place(place, ring, "offset", "district", distance_m + doubt_m, f"{said} from {place.name}")
    middle_m = (from_m + distance_m) / 2
    angle_doubt = ANGLE_DOUBT if "-" in direction else ANGLE_DOUBT_CARDINAL
    doubt_m = math.hypot(doubt_m, angle_doubt * distance_m) + (distance_m - from_m) / 2
    point = geodesy.destination(_point(place), azimuth_deg=AZIMUTHS_DEG[direction], distance_m=middle_m)
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


def _said(least_m: float, most_m: float) -> str:
    if least_m <= 0:
        return f"within {most_m / 1000:.4g} km"
    if least_m < most_m:
        return f"{least_m / 1000:.4g}–{most_m / 1000:.4g} km"
    return f"{most_m / 1000:.4g} km"


def _offset_from_edge(
    place: Place,
    outline: BaseGeometry,
    least_m: float,
    most_m: float,
    direction: Direction | None,
    said: str,
    *,
    is_inside: bool,
) -> Footprint:
    doubt_m = max(DISTANCE_DOUBT * most_m, LEAST_BELT_M)
    nearest_m, farthest_m = least_m - doubt_m, most_m + doubt_m
    if is_inside and outline.area > 0:
        shape = lines.inside_strip(outline, least_m=nearest_m, most_m=farthest_m)
    else:
        shape = lines.strip(outline, least_m=nearest_m, most_m=farthest_m)
    turned = ""
    if direction is not None and direction != "central":
        side = lines.beside(
            outline.boundary if outline.area > 0 else outline,
            azimuth_deg=AZIMUTHS_DEG[direction],
            distance_m=farthest_m,
        )
        shape, turned = geodesy.areas_of(shape.intersection(side)), f" {direction}"
    if shape.is_empty:
        return at(place, outline)
    return _of_shape(
        shape,
        relation="offset",
        precision="region",
        place_ids=(place.id,),
        name=f"{said}{turned} {'inside' if is_inside else 'of' if turned else 'from'} {place.name}",
    )


def beyond(
    place: Place, outline: BaseGeometry, direction: Direction, *, within: BaseGeometry | None = None
) -> Footprint:
    """ "east of Deir ez-Zor", no distance given: a sector from the place outward.

    Of an area it is mostly said loosely ("in the north of Syria", "north of Syria"): that side of the area.
    Of a river or a border it is the land on that side, of the area `within` where the text is about one.
    """
    if direction == "central":
        return part(place, outline, direction) if outline.area > 0 else at(place, outline)
    if is_line(outline):
        return _side_of_line(place, outline, direction, BEYOND_LINE_M, "offset", "region", within)
    if outline.area > 0:
        return part(place, outline, direction)
    return _of_shape(
        _sector(place, direction, reach_m=place.radius_m + BEYOND_M),
        relation="offset",
        precision="district",
        place_ids=(place.id,),
        name=f"{direction} of {place.name}",
    )


def bank(
    place: Place, outline: BaseGeometry, direction: Direction | None, *, within: BaseGeometry | None = None
) -> Footprint:
    """ "the west bank of the Dnipro", "both sides of the border": the strip along a line."""
    if direction is not None and direction != "central":
        return _side_of_line(place, outline, direction, BANK_M, "along", "line", within)
    both = geodesy.widened(outline.simplify(0.02), distance_m=BANK_M)
    return _of_shape(
        both, relation="along", precision="line", place_ids=(place.id,), name=f"banks of {place.name}"
    )


def _side_of_line(
    place: Place,
    line: BaseGeometry,
    direction: Direction,
    reach_m: float,
    relation: Relation,
    precision: Precision,
    within: BaseGeometry | None,
) -> Footprint:
    azimuth = AZIMUTHS_DEG[direction]
    side: BaseGeometry = lines.bank(line, azimuth_deg=azimuth, width_m=BANK_M)
    if reach_m > BANK_M:
        side = side.union(lines.beside(line, azimuth_deg=azimuth, distance_m=reach_m))
    if within is not None:
        kept = geodesy.areas_of(side.intersection(within))
        side = side if kept.is_empty else kept
    return _of_shape(
        side,
        relation=relation,
        precision=precision,
        place_ids=(place.id,),
        name=f"{direction} {'of' if relation == 'offset' else 'bank of'} {place.name}",
    )


def _sector(place: Place, direction: Direction, *, reach_m: float) -> Polygon | MultiPolygon:
    """An eighth to either side of the direction, from the place's point outward."""
    azimuth = AZIMUTHS_DEG[direction]
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
    drawn = Polygon([start, *rim])
    return geodesy.wrapped(geodesy.areas_of(drawn if drawn.is_valid else shapely.make_valid(drawn)))


def between(one: Place, other: Place) -> Footprint:
    """The way from one to the other, as the shortest line."""
    line = geodesy.between(_point(one), _point(other))
    ends_m = [place.radius_m for place in (one, other) if place.kind == "city"]
    return _of_shape(
        line,
        relation="between",
        precision="line",
        place_ids=(one.id, other.id),
        name=f"between {one.name} and {other.name}",
        extra_m=max([DETOUR * geodesy.length_m(line), *ends_m]),
    )


def along(place: Place, line: BaseGeometry, *, other: Place | None = None) -> Footprint:
    """ "along the border", "along the Euphrates", "along the coast of X": the line itself."""
    ids = (place.id,) if other is None else (place.id, other.id)
    names = place.name if other is None else f"{place.name}–{other.name} border"
    return _of_shape(line, relation="along", precision="line", place_ids=ids, name=f"along {names}")


def coast(
    place: Place, outline: BaseGeometry, land: BaseGeometry, direction: Direction | None = None
) -> Footprint | None:
    """ "the western coast of Yemen"; `land` is all land around. None where the place has no coast."""
    shore: BaseGeometry | None = lines.coast(_extent(place, outline), land)
    named = f"coast of {place.name}"
    if shore is not None and direction is not None and direction != "central" and outline.area > 0:
        side = geodesy.widened(directions.part(outline, direction), distance_m=1_000)
        turned = lines.lines_of(shore.intersection(side))
        shore, named = (turned, f"{_ADJECTIVES[direction]} {named}") if turned is not None else (shore, named)
    if shore is None:
        return None
    return _of_shape(shore, relation="along", precision="line", place_ids=(place.id,), name=named)


def off_coast(
    place: Place,
    outline: BaseGeometry,
    land: BaseGeometry,
    direction: Direction | None = None,
    *,
    least_m: float = 0.0,
    most_m: float = 0.0,
) -> Footprint | None:
    """The water before the coast, of the distances where they are said; `land` is all land around
    (`Gazetteer.land`). None where there is no water.
    """
    doubt_m = max(DISTANCE_DOUBT * most_m, LEAST_BELT_M)
    reach_m = most_m + doubt_m if most_m else COASTAL_M
    around: BaseGeometry = lines.strip(_extent(place, outline), least_m=least_m - doubt_m, most_m=reach_m)
    said = f"{_said(least_m, most_m)} " if most_m else ""
    name = f"{said}off the coast of {place.name}"
    if direction is not None and direction != "central":
        around = directions.part(around, direction)
        name = f"{said}off the {_ADJECTIVES[direction]} coast of {place.name}"
    water = geodesy.areas_of(around.difference(land))
    if water.is_empty:
        return None
    return _of_shape(
        water,
        relation="off_coast",
        precision="sea",
        place_ids=(place.id,),
        name=name,
    )


def border_side(side: Place, outline: BaseGeometry, other: Place, line: BaseGeometry) -> Footprint:
    """ "the Syrian side of the border with Iraq": the strip along the line in that country."""
    strip = geodesy.areas_of(geodesy.widened(line, distance_m=BORDER_STRIP_M).intersection(outline))
    return _of_shape(
        strip,
        relation="border",
        precision="region",
        place_ids=(side.id, other.id),
        name=f"{side.name}, at the border with {other.name}",
    )


def beside_line(line: Footprint, *, relation: Relation) -> Footprint:
    """ "near the border", "on both sides of the border": the strip along it, about the line's own point."""
    strip = geodesy.widened(line.geometry, distance_m=NEAR_SETTLEMENT_M)
    return Footprint(
        geometry=strip,
        precision="line",
        radius_m=line.radius_m + NEAR_SETTLEMENT_M,
        relation=relation,
        place_ids=line.place_ids,
        name=f"near the {line.name}" if relation == "near" else f"both sides of the {line.name}",
        lon=line.lon,
        lat=line.lat,
    )


def of_piece(place: Place, piece: BaseGeometry, ids: tuple[str, ...]) -> Footprint:
    """The piece of a river that runs through the countries of those ids."""
    return _of_shape(piece, relation="at", precision="line", place_ids=(place.id, *ids), name=place.name)


def tri_border(places: Sequence[Place], meeting: Point) -> Footprint:
    """ "the tri-border area of Mali, Niger and Burkina Faso": the country round the point they meet in."""
    around = geodesy.circle(meeting, radius_m=TRI_BORDER_M)
    return Footprint(
        geometry=around,
        precision="region",
        radius_m=TRI_BORDER_M,
        relation="border",
        place_ids=tuple(place.id for place in places),
        name=f"{'–'.join(place.name for place in places)} border area",
        lon=meeting.x,
        lat=meeting.y,
    )


def of_line_near(whole: Footprint, town: Place) -> Footprint:
    """ "the Iraq-Syria border near al-Qaim": the piece of the line, or of the strip along it, at the town.

    The whole line where the town is farther from it than that.
    """
    around = geodesy.circle(_point(town), radius_m=town.radius_m + LINE_NEAR_M)
    return _piece(whole, around, f"{whole.name} near {town.name}", town)


def of_line_in(whole: Footprint, area: Place, outline: BaseGeometry) -> Footprint:
    """ "along the Euphrates in Anbar": the piece in that area, edges of it included; else the whole line."""
    return _piece(whole, geodesy.widened(outline, distance_m=5_000), f"{whole.name} in {area.name}", area)


def _piece(whole: Footprint, around: BaseGeometry, name: str, by: Place) -> Footprint:
    cut = whole.geometry.intersection(around)
    piece = geodesy.areas_of(cut) if whole.geometry.area > 0 else lines.lines_of(cut)
    if piece is None or piece.is_empty:
        return whole
    return _of_shape(
        piece,
        relation=whole.relation,
        precision=whole.precision,
        place_ids=(*whole.place_ids, by.id),
        name=name,
    )


def is_line(outline: BaseGeometry) -> bool:
    return isinstance(outline, LineString | MultiLineString)


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


def _precision(place: Place, outline: BaseGeometry) -> Precision:
    return "line" if is_line(outline) else _PRECISIONS[place.kind]


def _extent(place: Place, outline: BaseGeometry) -> BaseGeometry:
    return outline if outline.area > 0 else geodesy.circle(_point(place), radius_m=place.radius_m)


def _point(place: Place) -> Point:
    return Point(place.lon, place.lat)
