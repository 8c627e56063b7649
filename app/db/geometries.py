"""Geometries on their way in and out: WKB in WGS 84, two dimensions, little-endian, so that bytes compare."""

from __future__ import annotations

import shapely
from geoalchemy2 import WKBElement
from shapely.geometry.base import BaseGeometry
from sqlalchemy import ColumnElement, LargeBinary, func

SRID = 4326


def to_wkb(geometry: BaseGeometry) -> bytes:
    found: bytes = shapely.to_wkb(shapely.force_2d(geometry), byte_order=1)
    return found


def point_wkb(lon: float, lat: float) -> bytes:
    return to_wkb(shapely.Point(lon, lat))


def from_wkb(value: bytes) -> BaseGeometry:
    return shapely.from_wkb(value)


def bound(value: bytes | None) -> WKBElement | None:
    """The value for a bind of a geometry column."""
    return None if value is None else WKBElement(value, srid=SRID)


def as_wkb(column: ColumnElement[object], label: str) -> ColumnElement[bytes]:
    """The column as the bytes that `to_wkb` gives."""
    return func.ST_AsBinary(column, "NDR", type_=LargeBinary).label(label)
