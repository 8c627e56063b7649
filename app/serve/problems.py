"""Errors in, problem details (RFC 9457) out. The only place that knows which error has which HTTP status."""

from __future__ import annotations

import json
from dataclasses import dataclass

import structlog
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException
from starlette.responses import Response

from app.errors import (
    BadBody,
    BadParameter,
    BodyTooLarge,
    DatabaseUnavailable,
    NotFound,
    PosturemapError,
    SchemaOutOfDate,
)
from geo.errors import GazetteerDamaged, GazetteerMissing

log = structlog.get_logger(__name__)

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_S = 2
DETAIL_LIMIT = 300


class UnsupportedBody(PosturemapError):
    """The request's body is of a type or coding that this resource does not take."""


class SlowBody(PosturemapError):
    """The request's body did not arrive in time."""


class Busy(PosturemapError):
    """All places for this kind of work are taken."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem. `slug` is its anchor on the reference page and the tail of its `type`."""

    status: int
    slug: str
    title: str
    tells_detail: bool = True
    """False where the error's own message may show the inside; the client then gets `detail`."""
    detail: str | None = None


BAD_PARAMETER = Kind(400, "bad-parameter", "A parameter is wrong")
BAD_BODY = Kind(400, "bad-body", "The body cannot be understood")
NOT_FOUND = Kind(404, "not-found", "Not found")
METHOD = Kind(405, "method-not-allowed", "The resource does not answer this method")
SLOW_BODY = Kind(408, "slow-body", "The body did not arrive in time")
TOO_LARGE = Kind(413, "body-too-large", "The body is too large")
LONG_ADDRESS = Kind(414, "long-address", "The address is too long")
MANY_HEADERS = Kind(431, "many-headers", "There are too many header fields")
UNSUPPORTED = Kind(415, "unsupported-body", "The body is of a type that is not taken")
REQUEST = Kind(400, "bad-request", "The request cannot be answered")
INTERNAL = Kind(
    500,
    "internal",
    "The server made a mistake",
    tells_detail=False,
    detail="This is a fault of the server. It is in its log; other requests are answered.",
)
DATABASE_AWAY = Kind(
    503,
    "database-unavailable",
    "The database does not answer",
    tells_detail=False,
    detail="The database cannot be reached at the moment. Ask again shortly.",
)
DATABASE_BUSY = Kind(
    503,
    "database-busy",
    "The database is too busy",
    tells_detail=False,
    detail="The query took too long or found no free connection. Ask again, or for less.",
)
SCHEMA = Kind(
    503,
    "schema-out-of-date",
    "The database is not ready",
    tells_detail=False,
    detail="The database has not been brought to the revision this server needs.",
)
GAZETTEER = Kind(
    503,
    "gazetteer-missing",
    "The gazetteer is not ready",
    tells_detail=False,
    detail="The gazetteer has not been built or is damaged: `posturemap gazetteer build`.",
)
BUSY = Kind(503, "busy", "The server is busy")

KINDS: dict[type[Exception], Kind] = {
    BadParameter: BAD_PARAMETER,
    BadBody: BAD_BODY,
    UnsupportedBody: UNSUPPORTED,
    SlowBody: SLOW_BODY,
    BodyTooLarge: TOO_LARGE,
    NotFound: NOT_FOUND,
    RequestValidationError: REQUEST,
    DatabaseUnavailable: DATABASE_AWAY,
    SchemaOutOfDate: SCHEMA,
    GazetteerMissing: GAZETTEER,
    GazetteerDamaged: GAZETTEER,
    PoolTimeout: DATABASE_BUSY,
    ConnectionError: DATABASE_AWAY,
    Busy: BUSY,
}

SQLSTATES: dict[str, Kind] = {
    # Longest prefix wins. PostgreSQL's error codes, appendix A of its manual.
    "08": DATABASE_AWAY,  # connection exception
    "57P": DATABASE_AWAY,  # shutdown, crash, starting up
    "53": DATABASE_BUSY,  # out of connections, memory or disk
    "57014": DATABASE_BUSY,  # statement timeout
    "55P03": DATABASE_BUSY,  # lock not available
    "40": DATABASE_BUSY,  # serialisation failure, deadlock
    "25P03": DATABASE_BUSY,  # idle in transaction timeout
    "28": DATABASE_AWAY,  # authorisation refused
    "3D000": DATABASE_AWAY,  # the database does not exist
    "42P01": SCHEMA,  # undefined table
    "42703": SCHEMA,  # undefined column
    "42501": SCHEMA,  # the reading role lacks a right
}

STATUSES: dict[int, Kind] = {404: NOT_FOUND, 405: METHOD, 414: LONG_ADDRESS, 431: MANY_HEADERS}

ALL_KINDS: tuple[Kind, ...] = tuple(
    sorted(
        {*KINDS.values(), *SQLSTATES.values(), *STATUSES.values(), INTERNAL}, key=lambda k: (k.status, k.slug)
    )
)


def kind_of(error: Exception) -> Kind:
    """The kind of problem an error is; `INTERNAL` where the tables do not know it."""
    if isinstance(error, HTTPException):
        return STATUSES.get(error.status_code, Kind(error.status_code, "bad-request", REQUEST.title))
    if isinstance(error, DBAPIError):
        return _database_kind(error)
    if isinstance(error, DatabaseUnavailable):
        # Too slow or too full is told apart from gone by what the driver said.
        return _by_sqlstate(getattr(error.__cause__, "sqlstate", None)) or DATABASE_AWAY
    for cls in type(error).__mro__:
        if cls in KINDS:
            return KINDS[cls]
    return INTERNAL


def _database_kind(error: DBAPIError) -> Kind:
    state = getattr(error.orig, "sqlstate", None)
    if state is None and error.connection_invalidated:
        return DATABASE_AWAY
    return _by_sqlstate(state) or INTERNAL


def _by_sqlstate(state: str | None) -> Kind | None:
    found = (SQLSTATES.get(state[:length]) for length in (5, 3, 2)) if state else ()
    return next((kind for kind in found if kind), None)


def response(error: Exception, *, instance: str) -> Response:
    """The problem document for an error. `instance` is the path that was asked for."""
    kind = kind_of(error)
    document: dict[str, object] = {
        "type": f"/docs#problem-{kind.slug}",
        "title": kind.title,
        "status": kind.status,
        "detail": _detail(error, kind),
        "instance": instance[:DETAIL_LIMIT],
    }
    if isinstance(error, BadParameter):
        document["parameter"] = error.name[:DETAIL_LIMIT]
    headers = dict(error.headers or {}) if isinstance(error, HTTPException) else {}
    if kind.status == 503:
        headers["Retry-After"] = str(RETRY_AFTER_S)
    headers["Cache-Control"] = "no-store"
    if kind is INTERNAL:
        log.error("problem", kind=kind.slug, path=instance, exc_info=error)
    elif kind.status == 503:
        # One line, no stack: while the database is away there is one for every request.
        log.warning("problem", kind=kind.slug, path=instance, error=str(error).partition("\n")[0])
    # ASCII escapes keep lone surrogates and control characters of the request out of the bytes sent.
    return Response(json.dumps(document), kind.status, headers, media_type=MEDIA_TYPE)


def _detail(error: Exception, kind: Kind) -> str:
    if not kind.tells_detail and kind.detail:
        return kind.detail
    if isinstance(error, HTTPException):
        return str(error.detail)[:DETAIL_LIMIT]
    if isinstance(error, RequestValidationError):
        return "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()[:3])[
            :DETAIL_LIMIT
        ]
    return str(error)[:DETAIL_LIMIT]
