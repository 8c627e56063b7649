"""The line two areas share. Exact: made of the very segments that stand in both outlines."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString, MultiLineString
from shapely.geometry.base import BaseGeometry

_UNITS_PER_DEG = 10_000
"""Of the grid all boundaries lie on (`scripts/boundaries.py`)."""


def shared_border(one: BaseGeometry, other: BaseGeometry) -> LineString | MultiLineString | None:
    """The segments of both outlines joined to lines; None where they have no segment in common.

    The areas must be drawn over the same corners, as those of the gazetteer's boundaries are. Lines that
    go on across the antimeridian stay parted there.
    """
    common = _intersection(_segments(one), _segments(other))
    if not len(common):
        return None
    ends = common.reshape(-1, 2, 2) / _UNITS_PER_DEG
    line = shapely.line_merge(shapely.multilinestrings(shapely.linestrings(ends)))
    return line if isinstance(line, LineString | MultiLineString) else None


def _segments(area: BaseGeometry) -> NDArray[np.int32]:
    """(N, 4) segments as west, south, east, north on the grid, each with its lesser corner first."""
    rings = shapely.get_rings(shapely.get_parts(area))
    corners, ring = shapely.get_coordinates(rings, return_index=True)
    grid = np.round(corners * _UNITS_PER_DEG).astype(np.int32)
    inner = ring[:-1] == ring[1:]
    starts, ends = grid[:-1][inner], grid[1:][inner]
    swapped = (starts[:, 0] > ends[:, 0]) | ((starts[:, 0] == ends[:, 0]) & (starts[:, 1] > ends[:, 1]))
    return np.where(swapped[:, None], np.hstack([ends, starts]), np.hstack([starts, ends]))


def _intersection(one: NDArray[np.int32], other: NDArray[np.int32]) -> NDArray[np.int32]:
    record = np.dtype([(end, np.int32) for end in ("x0", "y0", "x1", "y1")])
    a = np.ascontiguousarray(one).view(record).ravel()
    b = np.ascontiguousarray(other).view(record).ravel()
    return np.intersect1d(a, b).view(np.int32).reshape(-1, 4)
