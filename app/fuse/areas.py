"""Which footprints can be the same place, and which is the wider way to say the other.

Precision makes the ranks: a site is finer than a settlement, a settlement than a province, and so on up to a
country. Footprints of one rank are the same place or not; a wider one may hold a finer one ("in Iraq" holds
Ayn al-Asad). A line is a place of its own: troops along a border are not those of the base behind it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from shapely import prepare
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry
from shapely.ops import nearest_points

from app.fuse.groups import grouped
from geo.geometry.geodesy import WGS84, distance_m
from geo.types import Footprint, Precision

RANK: dict[Precision, int] = {
    "site": 0,
    "line": 0,
    "settlement": 1,
    "district": 2,
    "province": 3,
    "region": 4,
    "sea": 4,
    "country": 5,
}
_LEAST_DEGREE_M = 110_000
"""No degree of latitude is shorter."""
_LINE_MARGIN_DEG = 0.2
"""Two drawings of one border differ by less; about 20 km."""
_MOSTLY = 0.8
_HALF = 0.5


@dataclass(frozen=True)
class Area:
    """One place of one rank, with every footprint that means it."""

    footprints: tuple[Footprint, ...]
    """Of one rank, the best drawn first."""

    @property
    def best(self) -> Footprint:
        return self.footprints[0]

    @property
    def rank(self) -> int:
        return RANK[self.best.precision]

    @cached_property
    def key(self) -> str:
        return area_key(self.best)

    def holds(self, finer: Area) -> bool:
        """Whether `self` can be a wider way to say where `finer` is."""
        return any(holds(wide, fine) for wide in self.footprints for fine in finer.footprints)


def area_key(footprint: Footprint) -> str:
    """Names the place for a deployment's key: gazetteer ids where they say it all, with the point where they
    do not."""
    ids = "+".join(sorted(footprint.place_ids))
    if ids and footprint.relation in ("at", "border"):
        return ids if footprint.relation == "at" else f"border:{ids}"
    return f"{footprint.relation}:{ids}@{footprint.lon:.2f},{footprint.lat:.2f}"


def areas(footprints: Iterable[Footprint]) -> tuple[Area, ...]:
    """The distinct places among the footprints, finest first; the same for any order of the input."""
    distinct = {area_key(f): f for f in sorted(footprints, key=_order, reverse=True)}
    for footprint in distinct.values():
        prepare(footprint.geometry)  # it will be asked about many points
    by_kind: dict[tuple[int, bool], list[Footprint]] = {}
    for footprint in sorted(distinct.values(), key=_order):
        by_kind.setdefault((RANK[footprint.precision], footprint.precision == "line"), []).append(footprint)
    return tuple(
        Area(tuple(members)) for _, alike in sorted(by_kind.items()) for members in grouped(alike, same_place)
    )


def same_place(a: Footprint, b: Footprint) -> bool:
    """Whether two footprints of one rank can be one place."""
    if area_key(a) == area_key(b):
        return True
    if a.precision == "line" or b.precision == "line":
        return a.precision == b.precision and _same_line(a, b)
    if _is_area(a) and _is_area(b):
        shared = a.geometry.intersection(b.geometry).area
        return bool(shared >= _HALF * max(a.geometry.area, b.geometry.area))
    shares_a_place = not set(a.place_ids).isdisjoint(b.place_ids)
    reach = max(a.radius_m, b.radius_m) if shares_a_place else min(a.radius_m, b.radius_m)
    return _within(a, b, reach)


def holds(wide: Footprint, fine: Footprint) -> bool:
    """Whether `wide` can be a coarser way to say `fine`. Never a line, and never of the same rank."""
    if wide.precision == "line" or RANK[wide.precision] <= RANK[fine.precision]:
        return False
    if fine.precision == "line":
        return wide.precision == "country" and not set(wide.place_ids).isdisjoint(fine.place_ids)
    if not _is_area(wide):
        return _within(wide, fine, wide.radius_m + fine.radius_m)
    if _is_area(fine):
        return bool(wide.geometry.intersection(fine.geometry).area >= _MOSTLY * fine.geometry.area)
    if not _near_box(wide, fine):
        return False
    point = _point(fine)
    if wide.geometry.covers(point):
        return True
    # A port's circle reaches into the sea; the ships out there are not in the port.
    return wide.precision != "sea" and _gap_m(wide.geometry, point) <= fine.radius_m


def _gap_m(geometry: BaseGeometry, point: Point) -> float:
    nearest, _ = nearest_points(geometry, point)
    return distance_m(nearest, point)


def _near_box(wide: Footprint, fine: Footprint) -> bool:
    """Whether `fine` can reach into the box round `wide`, by latitude."""
    _, south, _, north = wide.geometry.bounds
    margin = fine.radius_m / _LEAST_DEGREE_M
    return bool(south - margin <= fine.lat <= north + margin)


def _within(a: Footprint, b: Footprint, reach_m: float) -> bool:
    """Whether the points lie within reach. Most pairs are sorted out by their latitudes, without
    geodesics."""
    if abs(a.lat - b.lat) * _LEAST_DEGREE_M > reach_m:
        return False
    return bool(WGS84.inv(a.lon, a.lat, b.lon, b.lat)[2] <= reach_m)


def _point(footprint: Footprint) -> Point:
    return Point(footprint.lon, footprint.lat)


def _is_area(footprint: Footprint) -> bool:
    return RANK[footprint.precision] >= RANK["district"] and footprint.geometry.area > 0


def _same_line(a: Footprint, b: Footprint) -> bool:
    shorter, longer = sorted((a.geometry, b.geometry), key=lambda line: line.length)
    inside = shorter.intersection(longer.buffer(_LINE_MARGIN_DEG)).length
    return bool(inside >= _MOSTLY * longer.length)


def _order(footprint: Footprint) -> tuple[int, float, str, str]:
    """The best drawn first: its own place before places relative to it, then the smaller circle."""
    return (
        footprint.relation not in ("at", "border"),
        footprint.radius_m,
        area_key(footprint),
        footprint.name,
    )
