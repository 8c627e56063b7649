"""Engines for writing (sync) and for reading (async, a role that can only read), and their errors.

What the driver raises when the database is away, full or too slow becomes DatabaseUnavailable; all else
passes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import ArgumentError, TimeoutError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from app.config import BadSetting, Settings
from app.db import embedded
from app.errors import DatabaseUnavailable

DRIVER = "postgresql+psycopg"
SCHEMES = {"postgres", "postgresql", DRIVER}
CONNECT_TIMEOUT_S = 5
WRITE_POOL_SIZE = 4

# https://www.postgresql.org/docs/15/errcodes-appendix.html: classes 08 connection, 53 resources (disk full,
# too many connections), and the single codes of shutdown, start-up, timeouts.
UNAVAILABLE_CLASSES = {"08", "53"}
UNAVAILABLE_CODES = {"57P01", "57P02", "57P03", "57014", "55P03", "25P03", "58030"}

# The reading role is taken where it exists and may be taken; the other settings hold anyway.
BE_READER = f"""
SELECT
  set_config('default_transaction_read_only', 'on', false),
  set_config('statement_timeout', %s, false),
  set_config('idle_in_transaction_session_timeout', '60s', false),
  (
    SELECT set_config('role', rolname, false)
    FROM pg_roles
    WHERE rolname = '{embedded.READER}'
      -- From version 16 on a member need not have the right to take the role.
      AND pg_has_role(
        current_user,
        oid,
        CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END
      )
  )
"""


def cluster(settings: Settings) -> embedded.Cluster:
    """The embedded cluster of these settings. Nothing is started."""
    return embedded.Cluster(settings.data_dir, fsync=settings.fsync)


@contextmanager
def database(settings: Settings) -> Iterator[URL]:
    """The database's address while it runs. The embedded one is started if need be (`embedded.running`)."""
    if not settings.is_embedded:
        yield database_url(settings)
        return
    with embedded.running(cluster(settings)):
        yield database_url(settings)


def database_url(settings: Settings, *, user: str = embedded.OWNER) -> URL:
    """Where the database is; `user` is for the embedded one only."""
    if settings.database_url is None:
        return cluster(settings).url(user=user)
    try:
        url = make_url(settings.database_url)
    except ArgumentError:
        raise BadSetting(
            "POSTUREMAP_DATABASE_URL: not an address such as postgresql://user@host/name"
        ) from None
    if url.drivername not in SCHEMES:
        raise BadSetting(f"POSTUREMAP_DATABASE_URL: {url.drivername} is not PostgreSQL")
    return url.set(drivername=DRIVER)


def write_engine(settings: Settings) -> Engine:
    """For the stages that write. One transaction a report; READ COMMITTED, times in UTC."""
    engine = create_engine(
        database_url(settings),
        pool_size=WRITE_POOL_SIZE,
        max_overflow=WRITE_POOL_SIZE,
        pool_timeout=30,
        pool_pre_ping=True,
        connect_args=_connect_args("posturemap write"),
    )
    event.listen(engine, "handle_error", _translate)
    return engine


def read_engine(settings: Settings) -> AsyncEngine:
    """For serving: cannot write, gives up on a query after `statement_timeout_s`, on a connection after
    `pool_wait_s`."""
    engine = create_async_engine(
        database_url(settings, user=embedded.READER),
        pool_size=settings.pool_size,
        max_overflow=0,
        pool_timeout=settings.pool_wait_s,
        pool_pre_ping=True,
        # Each query sees what is committed when it starts, as it would in READ COMMITTED, without the two
        # turns to the server that opening and closing a transaction takes.
        isolation_level="AUTOCOMMIT",
        connect_args=_connect_args("posturemap serve"),
    )
    event.listen(engine.sync_engine, "handle_error", _translate)

    @event.listens_for(engine.sync_engine, "connect")
    def _be_reader(connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        cursor.execute(BE_READER, (f"{settings.statement_timeout_s * 1000:.0f}ms",))
        cursor.close()
        connection.commit()

    return engine


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """One transaction: committed at the end, rolled back on an error. Raises DatabaseUnavailable."""
    try:
        with engine.begin() as connection:
            yield connection
    except TimeoutError as error:
        raise DatabaseUnavailable("no free connection to the database") from error


def _connect_args(name: str) -> dict[str, Any]:
    return {"connect_timeout": CONNECT_TIMEOUT_S, "application_name": name, "options": "-c timezone=UTC"}


def _translate(context: ExceptionContext) -> None:
    """Raise our error in place of the driver's where the database cannot serve us now.

    Not while the pool tries a connection it kept: that failure is the pool's, which opens another instead.
    """
    if context.is_pre_ping:
        return
    error = context.original_exception
    state = getattr(error, "sqlstate", None)
    never_connected = context.connection is None and state is None
    if context.is_disconnect or never_connected or is_unavailable(state):
        raise DatabaseUnavailable(_say(error, state)) from error


def is_unavailable(state: str | None) -> bool:
    """Whether an SQLSTATE says that the database cannot serve us now, though the statement may be right."""
    return state is not None and (state[:2] in UNAVAILABLE_CLASSES or state in UNAVAILABLE_CODES)


def _say(error: BaseException, state: str | None) -> str:
    first = next(iter(str(error).strip().splitlines()), "the connection was lost")
    return f"{first} (SQLSTATE {state})" if state else first
