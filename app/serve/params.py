"""Query parameters in, checked values out.

Every check of a request's parameters lives here; all raise BadParameter.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import parse_qsl

from app.errors import BadParameter

LIMIT_DEFAULT = 100
LIMIT_MAXIMUM = 10_000
LIST_MAXIMUM = 50
VALUE_MAXIMUM = 500
FIELDS_MAXIMUM = 60
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
WHOLE = re.compile(r"\d{1,30}", re.ASCII)
COUNTRY = re.compile(r"[A-Za-z]{2}", re.ASCII)
DATE = re.compile(r"(\d{4}-\d{2}-\d{2})T?", re.ASCII)
DAY = re.compile(r"\d{4}([-/])\d{2}\1\d{2}", re.ASCII)
INSTANT = re.compile(
    r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?([Zz]|[+-]\d{2}:\d{2})?", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Window:
    """A box in degrees that does not cross the antimeridian; may be a line or a point."""

    west: float
    south: float
    east: float
    north: float

    @property
    def ewkt(self) -> str:
        """The box for PostGIS. A box without width is a line or point: a flat polygon meets nothing."""
        w, s, e, n = self.west, self.south, self.east, self.north
        if w == e and s == n:
            return f"SRID=4326;POINT({w} {s})"
        if w == e or s == n:
            return f"SRID=4326;LINESTRING({w} {s},{e} {n})"
        return f"SRID=4326;POLYGON(({w} {s},{e} {s},{e} {n},{w} {n},{w} {s}))"


@dataclass(frozen=True, slots=True)
class Interval:
    """Valid time asked for.

    None is an open side; `bounds` is PostgreSQL's, the end of whole days left out.
    """

    start: datetime | None
    end: datetime | None
    bounds: str = "[]"


EVERYWHERE: tuple[Window, ...] = ()
ALWAYS = Interval(None, None)


@dataclass(frozen=True, slots=True)
class ItemsQuery:
    """What a request for items asks."""

    windows: tuple[Window, ...] = EVERYWHERE
    interval: Interval = ALWAYS
    limit: int = LIMIT_DEFAULT
    after: str | None = None
    """Id of the last feature of the page before; None on the first page."""
    filters: Mapping[str, object] = field(default_factory=dict)
    """Value a queryable: a list of texts, a text, a date, or True or False."""


def given(query_string: bytes, allowed: Collection[str]) -> dict[str, str]:
    """The parameters of a query string; each known, and given once."""
    try:
        pairs = parse_qsl(
            query_string.decode(), keep_blank_values=True, errors="strict", max_num_fields=FIELDS_MAXIMUM
        )
    except UnicodeDecodeError:
        raise BadParameter("query", "is not valid UTF-8") from None
    except ValueError:
        raise BadParameter("query", f"has more than {FIELDS_MAXIMUM} parameters") from None
    values: dict[str, str] = {}
    for name, value in pairs:
        if name not in allowed:
            known = ", ".join(sorted(allowed)) or "none"
            raise BadParameter(name[:100], f"is not a parameter of this resource; known: {known}")
        if name in values:
            raise BadParameter(name, "is given more than once")
        values[name] = value
    return values


def text(name: str, value: str) -> str:
    """A text that may go to the database."""
    if not value:
        raise BadParameter(name, "is empty")
    if len(value) > VALUE_MAXIMUM:
        raise BadParameter(name, f"is longer than {VALUE_MAXIMUM} characters")
    if CONTROL.search(value):
        raise BadParameter(name, "has a control character")
    return value


def texts(name: str, value: str, known: Sequence[str] = ()) -> list[str]:
    """A list parted by commas. `known` are the values there are; empty where any text may be asked for."""
    parts = [text(name, part) for part in value.split(",")]
    if len(parts) > LIST_MAXIMUM:
        raise BadParameter(name, f"has more than {LIST_MAXIMUM} values")
    for part in parts:
        if known and part not in known:
            raise BadParameter(name, f"{part!r} is not one of {', '.join(known)}")
    return parts


def one_of(name: str, value: str, known: Sequence[str]) -> str:
    if value not in known:
        raise BadParameter(name, f"{text(name, value)!r} is not one of {', '.join(known)}")
    return value


def truth(name: str, value: str) -> bool:
    """True or false. GDAL writes 1 and 0."""
    if value in {"true", "1"}:
        return True
    if value in {"false", "0"}:
        return False
    raise BadParameter(name, "is not true or false")


def day(name: str, value: str) -> date:
    """A day as YYYY-MM-DD. GDAL may part it by slashes."""
    if not DAY.fullmatch(value):
        raise BadParameter(name, "is not a date as YYYY-MM-DD")
    return _date(name, value.replace("/", "-"))


def limit(value: str, *, maximum: int = LIMIT_MAXIMUM) -> int:
    """Features a page. A number over the maximum is cut to it, as the standard asks and GDAL needs."""
    if not WHOLE.fullmatch(value) or int(value) < 1:
        raise BadParameter("limit", "is not a whole number from 1")
    return min(int(value), maximum)


def bbox(value: str) -> tuple[Window, ...]:
    """One box, or two where west is over east: the box then crosses the antimeridian. Heights are ignored."""
    parts = value.split(",")
    if len(parts) not in (4, 6):
        raise BadParameter("bbox", "needs 4 numbers (west,south,east,north) or 6 with heights")
    numbers = [_number("bbox", part) for part in parts]
    west, south, east, north = numbers if len(numbers) == 4 else (*numbers[:2], *numbers[3:5])
    if not (-180 <= west <= 180 and -180 <= east <= 180):
        raise BadParameter("bbox", "longitudes must lie within -180 and 180")
    if not (-90 <= south <= 90 and -90 <= north <= 90):
        raise BadParameter("bbox", "latitudes must lie within -90 and 90")
    if south > north:
        raise BadParameter("bbox", "south is over north")
    if west <= east:
        return (Window(west, south, east, north),)
    return (Window(west, south, 180.0, north), Window(-180.0, south, east, north))


def point(name: str, value: str) -> tuple[float, float]:
    """Longitude and latitude, parted by a comma."""
    parts = value.split(",")
    if len(parts) != 2:
        raise BadParameter(name, "needs 2 numbers: longitude,latitude")
    lon, lat = (_number(name, part) for part in parts)
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise BadParameter(name, "longitude must lie within -180 and 180, latitude within -90 and 90")
    return lon, lat


def country(name: str, value: str) -> str:
    """A country's code, ISO 3166-1 alpha-2, in either case."""
    if not COUNTRY.fullmatch(value):
        raise BadParameter(name, "is not a country's code of two letters, ISO 3166-1")
    return value.upper()


def _number(name: str, value: str) -> float:
    if not NUMBER.fullmatch(value) or not math.isfinite(float(value)):
        raise BadParameter(name, "holds something that is not a finite number")
    return float(value)


def interval(value: str) -> Interval:
    """An instant, a day, or two of them parted by a slash; `..` or nothing is an open side.

    A day stands for all of its 24 hours in UTC. `2024-01-05T`, as GDAL sends it, is the day. A time without
    an offset is taken as UTC.
    """
    parts = value.split("/")
    if len(parts) > 2:
        raise BadParameter("datetime", "has more than two parts")
    if len(parts) == 1:
        start, end, bounds = _moment(parts[0])
        return Interval(start, end, bounds)
    if parts == ["", ""]:
        raise BadParameter("datetime", "is open on both sides and empty; write ../..")
    first, last = (None if part in ("", "..") else _moment(part) for part in parts)
    if first and last and first[0] > last[0]:
        raise BadParameter("datetime", "ends before it starts")
    return Interval(
        first[0] if first else None,
        last[1] if last else None,
        last[2] if last else "[]",
    )


def _moment(value: str) -> tuple[datetime, datetime, str]:
    """First and last moment of a day or instant, and the bounds of the range between them."""
    if match := DATE.fullmatch(value):
        day = datetime.combine(_date("datetime", match[1]), time(), UTC)
        try:
            return day, day + timedelta(days=1), "[)"
        except OverflowError:  # the last day the calendar of the program has
            return day, datetime.combine(day, time.max, UTC), "[]"
    # A plus sign that was not escaped arrives as a space.
    if INSTANT.fullmatch(mended := re.sub(r" (\d{2}:\d{2})$", r"+\1", value)):
        try:
            moment = datetime.fromisoformat(mended.upper())
            moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
        except (ValueError, OverflowError):
            raise BadParameter("datetime", "is not a date of the calendar") from None
        return moment, moment, "[]"
    raise BadParameter("datetime", "is not an RFC 3339 date, time, or interval of them")


def _date(name: str, value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise BadParameter(name, "is not a date of the calendar") from None


def crs(name: str, value: str) -> None:
    """Only CRS84 is served."""
    if value not in (CRS84, f"[{CRS84}]"):
        raise BadParameter(name, f"only {CRS84} is served")


def fingerprint(collection: str, values: Mapping[str, str]) -> bytes:
    """Stands for a query, its page and form left out; what a `next` token is bound to."""
    kept = sorted((k, v) for k, v in values.items() if k not in {"next", "limit", "f", "crs"})
    return hashlib.sha256(repr((collection, kept)).encode()).digest()


def token(after: str, bound_to: bytes) -> str:
    """The `next` parameter: where the page ended, with a mark of the query it belongs to.

    The mark catches mix-ups and tampering; it keeps no secret, since any id may be asked for anyway.
    """
    body = after.encode()
    return base64.urlsafe_b64encode(_mark(body, bound_to) + body).rstrip(b"=").decode()


def after(value: str, bound_to: bytes) -> str:
    """The id a `next` token was made of, if it was made for the same query."""
    try:
        raw = base64.b64decode(value + "=" * (-len(value) % 4), altchars=b"-_", validate=True)
        mark, body = raw[:12], raw[12:].decode()
    except (binascii.Error, ValueError):
        raise BadParameter("next", "is not a token of this server") from None
    if not hmac.compare_digest(mark, _mark(body.encode(), bound_to)):
        raise BadParameter("next", "belongs to another query; follow the links of a page as they are")
    return text("next", body)


def _mark(body: bytes, bound_to: bytes) -> bytes:
    return hmac.digest(bound_to, body, "sha256")[:12]
