"""The line two areas share. Exact: made of the very segments that stand in both outlines."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString, MultiLineString
from shapely.geometry.base import BaseGeometry

_UNITS_PER_DEG = 10_000
"""Of the grid all boundaries lie on (`scripts/boundaries.py`)."""
_BEYOND = 1 << 21
"""More than any coordinate on the grid."""
_ROW = 1 << 22


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
    if not len(one) or not len(other):
        return np.empty((0, 4), np.int32)
    common = np.intersect1d(_keys(_beside(one, other)), _keys(_beside(other, one)))
    corners = common.view(np.float64).reshape(-1, 2).astype(np.int64)
    x, y = np.divmod(corners, _ROW)
    return np.stack([x, y], axis=-1).reshape(-1, 4).astype(np.int32) - _BEYOND


def _beside(segments: NDArray[np.int32], others: NDArray[np.int32]) -> NDArray[np.int32]:
    """The segments within the bounds of the others: of two large countries few are left."""
    corners = others.reshape(-1, 2)
    least, most = np.tile(corners.min(axis=0), 2), np.tile(corners.max(axis=0), 2)
    return segments[((segments >= least) & (segments <= most)).all(axis=1)]


def _keys(segments: NDArray[np.int32]) -> NDArray[np.complex128]:
    """A number a segment, of a kind that sorts fast: both corners, each as one whole number."""
    corners = segments.astype(np.int64) + _BEYOND
    starts, ends = corners[:, 0] * _ROW + corners[:, 1], corners[:, 2] * _ROW + corners[:, 3]
    return starts + 1j * ends
