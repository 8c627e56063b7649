"""Shapes beside lines and edges: the land on one side, strips at a distance, the coast, where three meet."""

from __future__ import annotations

import math

import numpy as np
import shapely
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

from geo.geometry.geodesy import areas_of, unrolled, widened, wrapped

_M_PER_DEG = 111_195.0
EDGE_DEG = 0.05
"""How far from an area's edge a river that is its border may be drawn."""


def lines_of(geometry: BaseGeometry) -> LineString | MultiLineString | None:
    """The lines of a result of cutting, without the points that cutting can leave; None if there is none."""
    parts = shapely.get_parts(shapely.get_parts(geometry)).tolist()
    lines = [part for part in parts if isinstance(part, LineString) and part.length > 0]
    if not lines:
        return None
    merged = shapely.line_merge(shapely.multilinestrings(lines))
    return merged if isinstance(merged, LineString | MultiLineString) else None


def within(line: BaseGeometry, land: BaseGeometry) -> LineString | MultiLineString | None:
    """The pieces of the line on the land or along its edge: a river that is a border comes and goes."""
    inner = shapely.get_parts(line.intersection(land)).tolist()
    outer = shapely.get_parts(line.difference(land)).tolist()
    beside = [p for p in outer if p.length and land.distance(p.interpolate(0.5, normalized=True)) < EDGE_DEG]
    return lines_of(shapely.geometrycollections([*inner, *beside]))


def beside(line: BaseGeometry, *, azimuth_deg: float, distance_m: float) -> Polygon | MultiPolygon:
    """All points from which the line is met within the distance, going back against the direction: the land
    "east of the river". The line itself belongs to it. On a plane squeezed at the line's middle."""
    whole = unrolled(line)
    squeeze = np.array([max(0.05, math.cos(math.radians(whole.centroid.y))), 1.0])
    flat = shapely.transform(whole, lambda xy: xy * squeeze).simplify(0.02)
    angle = math.radians(azimuth_deg)
    step = np.array([math.sin(angle), math.cos(angle)]) * (distance_m / _M_PER_DEG)
    quads = []
    for part in shapely.get_parts(flat).tolist():
        corners = shapely.get_coordinates(part)
        moved = corners + step
        rings = np.stack([corners[:-1], corners[1:], moved[1:], moved[:-1], corners[:-1]], axis=1)
        quads += shapely.polygons(rings).tolist()
    swept = shapely.union_all([quad if quad.is_valid else quad.buffer(0) for quad in quads if quad.area > 0])
    swept = swept.union(flat.buffer(0.002))
    return wrapped(areas_of(shapely.transform(swept, lambda xy: xy / squeeze)))


def bank(line: BaseGeometry, *, azimuth_deg: float, width_m: float) -> Polygon | MultiPolygon:
    """The strip along a line on the side that, taken as a whole, lies in the direction.

    Where a river that runs south turns west for a while, its east bank is the southern one there.
    """
    whole = unrolled(line)
    squeeze = np.array([max(0.05, math.cos(math.radians(whole.centroid.y))), 1.0])
    flat = shapely.transform(whole, lambda xy: xy * squeeze).simplify(0.02)
    angle = math.radians(azimuth_deg)
    towards = np.array([math.sin(angle), math.cos(angle)])
    width = width_m / _M_PER_DEG
    sides = []
    for part in shapely.get_parts(flat).tolist():
        start, end = shapely.get_coordinates(part)[[0, -1]]
        to_left = np.array([start[1] - end[1], end[0] - start[0]])
        sign = 1.0 if float(to_left @ towards) >= 0 else -1.0
        sides.append(part.buffer(sign * width, single_sided=True))
    drawn = shapely.make_valid(shapely.union_all(sides))
    return wrapped(areas_of(shapely.transform(drawn, lambda xy: xy / squeeze)))


def strip(shape: BaseGeometry, *, least_m: float, most_m: float) -> Polygon | MultiPolygon:
    """What lies between the two distances from a line or from an area's edge, outside of the area."""
    outer = widened(shape, distance_m=most_m)
    if least_m <= 0:
        return outer
    return areas_of(outer.difference(widened(shape, distance_m=least_m)))


def inside_strip(area: BaseGeometry, *, least_m: float, most_m: float) -> Polygon | MultiPolygon:
    """As `strip`, within the area: "30 km inside Syria"."""
    edge = area.boundary
    outer = widened(edge, distance_m=most_m)
    band = outer if least_m <= 0 else outer.difference(widened(edge, distance_m=least_m))
    return areas_of(band.intersection(area))


def coast(outline: BaseGeometry, land: BaseGeometry) -> LineString | MultiLineString | None:
    """The part of an area's outline that no other land lies against; `land` is that other land, or the land
    all round a place whose outline is a circle: then its shore within the circle."""
    shore = lines_of(outline.boundary.difference(land))
    if land.area > 0 and land.intersection(outline).area > 0.5 * outline.area:
        return lines_of(land.boundary.intersection(outline))
    return shore


def meeting_point(borders: list[BaseGeometry]) -> Point | None:
    """Where lines meet or come nearest to each other: the middle of the shortest ways between them."""
    ends = []
    for i, one in enumerate(borders):
        for other in borders[i + 1 :]:
            ends.append(shapely.shortest_line(one, other).centroid)
    if not ends:
        return None
    middle: Point = shapely.multipoints(ends).centroid
    return middle
