"""The part of an area that a direction names: northern Syria, the far north-east of it, its middle."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

from geo.geometry.geodesy import areas_of, unrolled, wrapped

Direction = Literal[
    "north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west", "central"
]
AZIMUTHS_DEG: dict[str, float] = {
    direction: 45.0 * n for n, direction in enumerate(get_args(Direction)) if direction != "central"
}
SHARE = 0.4
"""Of the area that "the north" is taken to mean: over a third, since it is meant loosely, and under half."""
FAR_SHARE = 0.2
CENTRAL_SHARE = 0.4
_LONGEST_EDGE_DEG = 0.5


def part(area: BaseGeometry, direction: Direction, *, far: bool = False) -> Polygon | MultiPolygon:
    """The share of `area` that lies farthest in that direction; for "central" the share nearest its middle.

    A half-plane across the direction is moved until it cuts off SHARE (FAR_SHARE where `far`) of the area: an
    island far out or an odd shape does not empty the part. Raises ValueError where `area` has no extent.
    """
    if area.area <= 0:
        raise ValueError("a direction needs an area to be a part of")
    whole = unrolled(area)
    plane = _Plane.at(whole.centroid)
    # Long edges bend on the plane: they get corners first.
    flat = shapely.transform(shapely.segmentize(whole, _LONGEST_EDGE_DEG), plane.flattened)
    if direction == "central":
        cut = _central(flat)
    else:
        cut = _beyond(flat, AZIMUTHS_DEG[direction], FAR_SHARE if far else SHARE)
    return wrapped(areas_of(shapely.transform(cut, plane.rounded)))


@dataclass(frozen=True, slots=True)
class _Plane:
    """Of equal areas, about a middle and true in shape there: else the north of a country that reaches into
    the Arctic would be its last islands. Source: Lambert's cylindrical projection.
    """

    lon: float
    squeeze: float
    height: float

    @classmethod
    def at(cls, middle: Point) -> _Plane:
        squeeze = max(0.01, math.cos(math.radians(middle.y)))
        return cls(middle.x, squeeze, math.degrees(math.sin(math.radians(middle.y))) / squeeze)

    def flattened(self, xy: NDArray[np.float64]) -> NDArray[np.float64]:
        height = np.degrees(np.sin(np.radians(xy[:, 1]))) / self.squeeze
        return np.column_stack([(xy[:, 0] - self.lon) * self.squeeze, height - self.height])

    def rounded(self, xy: NDArray[np.float64]) -> NDArray[np.float64]:
        sine = np.clip(np.radians((xy[:, 1] + self.height) * self.squeeze), -1.0, 1.0)
        return np.column_stack([xy[:, 0] / self.squeeze + self.lon, np.degrees(np.arcsin(sine))])


def _beyond(flat: BaseGeometry, azimuth_deg: float, share: float) -> BaseGeometry:
    """What lies beyond the line across the direction that leaves that share of the area beyond it."""
    angle = math.radians(azimuth_deg)
    towards = np.array([math.sin(angle), math.cos(angle)])
    depth = shapely.get_coordinates(flat) @ towards
    reach = float(np.abs(shapely.get_coordinates(flat)).max()) * 4
    low, high = float(depth.min()), float(depth.max())
    edges, wanted = _edges(flat, towards), share * flat.area
    for _ in range(16):
        edge = (low + high) / 2
        if _area_beyond(edges, edge) > wanted:
            low = edge
        else:
            high = edge
    return flat.intersection(_half_plane(towards, high, reach))


def _edges(area: BaseGeometry, towards: NDArray[np.float64]) -> NDArray[np.float64]:
    """(3, N) of the area's edges: depth at the start and at the end in that direction, width across it."""
    rings = shapely.get_rings(shapely.get_parts(shapely.orient_polygons(area)))
    corners, ring = shapely.get_coordinates(rings, return_index=True)
    depth, across = corners @ towards, corners @ np.array([towards[1], -towards[0]])
    inner = ring[:-1] == ring[1:]
    return np.array([depth[:-1][inner], depth[1:][inner], np.diff(across)[inner]])


def _area_beyond(edges: NDArray[np.float64], depth: float) -> float:
    """By Green's theorem: the sum of the areas between each edge and the line at that depth."""
    starts, ends, widths = edges
    over = np.maximum(starts - depth, 0) + np.maximum(ends - depth, 0)
    apart = np.abs(starts - depth) + np.abs(ends - depth)  # more than `over` where the edge crosses the line
    return abs(float(np.sum(widths * over * over / np.where(apart > 0, 2 * apart, 1))))


def _half_plane(towards: NDArray[np.float64], edge: float, reach: float) -> Polygon:
    across = np.array([towards[1], -towards[0]]) * reach
    near, far = towards * edge, towards * (edge + reach)
    return Polygon([near - across, near + across, far + across, far - across])


def _central(flat: BaseGeometry) -> BaseGeometry:
    """By shrinking towards the middle: keeps the outline's shape, so a long country keeps a long middle."""
    shrunk = shapely.transform(flat.convex_hull, lambda xy: xy * math.sqrt(CENTRAL_SHARE))
    return flat.intersection(shrunk)
