"""Lengths, directions and circles on the WGS 84 ellipsoid. Angles in degrees, lengths in metres, lon lat."""

from __future__ import annotations

import math

import numpy as np
import shapely
from pyproj import Geod
from shapely.geometry import LineString, MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

WGS84 = Geod(ellps="WGS84")


def destination(origin: Point, *, azimuth_deg: float, distance_m: float) -> Point:
    """Point reached from `origin` along the geodesic; azimuth_deg is clockwise from north.

    Source: Karney 2013, as in pyproj.Geod.fwd.
    """
    lon, lat, _ = WGS84.fwd(origin.x, origin.y, azimuth_deg, distance_m)
    return Point(lon, lat)


def distance_m(one: Point, other: Point) -> float:
    _, _, length = WGS84.inv(one.x, one.y, other.x, other.y)
    return float(length)


def azimuth_deg(origin: Point, target: Point) -> float:
    """Direction from `origin` to `target`, 0 to 360 clockwise from north."""
    forward, _, _ = WGS84.inv(origin.x, origin.y, target.x, target.y)
    return float(forward) % 360


def midpoint(one: Point, other: Point) -> Point:
    return destination(one, azimuth_deg=azimuth_deg(one, other), distance_m=distance_m(one, other) / 2)


def length_m(geometry: BaseGeometry) -> float:
    """Of lines; of an area's outline; 0 for points."""
    return float(WGS84.geometry_length(geometry))


def area_m2(geometry: BaseGeometry) -> float:
    return abs(float(WGS84.geometry_area_perimeter(shapely.orient_polygons(geometry))[0]))


def circle(centre: Point, *, radius_m: float, corners: int = 64) -> Polygon | MultiPolygon:
    """Polygon of the points at `radius_m`; parted at the antimeridian, closed over a pole it holds."""
    azimuths = np.linspace(360, 0, corners, endpoint=False)
    lon, lat, _ = WGS84.fwd(
        np.full(corners, centre.x), np.full(corners, centre.y), azimuths, np.full(corners, radius_m)
    )
    lon = np.unwrap(lon, period=360)
    if abs(lon[-1] - lon[0]) > 180:  # the ring runs round a pole
        pole = math.copysign(90, centre.y)
        lon, lat = lon[order := np.argsort(lon)], lat[order]
        around = [*zip(lon, lat, strict=True), (lon[0] + 360, lat[0])]
        ring = [(lon[0], pole), *around, (lon[0] + 360, pole)]
        # A circle that touches the pole crosses itself there.
        return areas_of(shapely.make_valid(wrapped(Polygon(ring))))
    return wrapped(Polygon(np.column_stack([lon, lat])))


def wrapped(geometry: Polygon | MultiPolygon) -> Polygon | MultiPolygon:
    """The same area with longitudes within -180 to 180, parted where it crosses the antimeridian."""
    west, _, east, _ = geometry.bounds
    if west >= -180 and east <= 180:
        return geometry
    pieces = []
    for turn in range(math.floor((west + 180) / 360), math.floor((east + 180) / 360) + 1):
        strip = shapely.box(turn * 360 - 180, -90, turn * 360 + 180, 90)
        pieces.append(_shifted(geometry.intersection(strip), -360 * turn))
    return areas_of(shapely.geometrycollections(pieces))


def unrolled(area: BaseGeometry) -> BaseGeometry:
    """The same area in one piece where the antimeridian parts it: some longitudes may pass 180 or -180.

    The world is cut open at the widest gap between the area's parts, so Chukotka stays next to Yakutia.
    """
    west, _, east, _ = area.bounds
    if east - west < 180:
        return area
    parts = shapely.get_parts(area)
    bounds = shapely.bounds(parts)
    order = np.argsort(bounds[:, 0])
    ends = np.maximum.accumulate(bounds[order, 2])
    gaps = np.append(bounds[order[1:], 0] - ends[:-1], bounds[order[0], 0] + 360 - ends[-1])
    widest = int(np.argmax(gaps))
    if widest == len(parts) - 1:
        return area
    western = set(order[: widest + 1].tolist())
    heavier = shapely.area(parts[order[: widest + 1]]).sum() > shapely.area(parts[order[widest + 1 :]]).sum()
    turn = -360 if heavier else 360  # the smaller side moves
    moved = [
        _shifted(part, turn) if (i in western) != heavier else part for i, part in enumerate(parts.tolist())
    ]
    # Pieces cut apart at the antimeridian touch there again.
    return shapely.union_all(moved)


def _shifted(geometry: BaseGeometry, degrees: float) -> BaseGeometry:
    return shapely.transform(geometry, lambda xy: xy + np.array([degrees, 0.0]))


def areas_of(geometry: BaseGeometry) -> Polygon | MultiPolygon:
    """The polygons of a result of cutting, without the points and lines that cutting can leave."""
    parts = shapely.get_parts(shapely.get_parts(geometry))
    polygons = [part for part in parts.tolist() if isinstance(part, Polygon) and part.area > 0]
    return polygons[0] if len(polygons) == 1 else MultiPolygon(polygons)


def widened(area: BaseGeometry, *, distance_m: float) -> Polygon | MultiPolygon:
    """The area and all within `distance_m` of it, to a few parts in a hundred: made on a plane squeezed at
    the latitude of its middle, and good for areas up to some thousand kilometres."""
    whole = unrolled(area)
    degrees = distance_m / 111_195
    squeeze = np.array([max(0.05, math.cos(math.radians(whole.centroid.y))), 1.0])
    flat = shapely.transform(whole, lambda xy: xy * squeeze).simplify(degrees / 20)
    return wrapped(areas_of(shapely.transform(flat.buffer(degrees), lambda xy: xy / squeeze)))


def reach_m(geometry: BaseGeometry, centre: Point) -> float:
    """Distance from `centre` to the farthest corner of the geometry: the circle that holds all of it."""
    corners = shapely.get_coordinates(geometry)
    if not len(corners):
        return 0.0
    count = len(corners)
    _, _, lengths = WGS84.inv(
        np.full(count, centre.x), np.full(count, centre.y), corners[:, 0], corners[:, 1]
    )
    return float(np.max(lengths))


def between(one: Point, other: Point) -> LineString:
    """The geodesic from one point to the other, a corner every 50 km at most."""
    steps = max(1, math.ceil(distance_m(one, other) / 50_000))
    inner = WGS84.npts(one.x, one.y, other.x, other.y, steps - 1) if steps > 1 else []
    return LineString([(one.x, one.y), *inner, (other.x, other.y)])
