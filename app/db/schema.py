"""Brings a database to the schema this program needs, and tells whether it is there.

The migrations lie in `migrations/`, next to the package, and are run by Alembic from code.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

import app
from app.errors import DatabaseUnavailable, SchemaOutOfDate

MIGRATIONS = Path(app.__file__).parent.parent / "migrations"
FILE_NAME = "%(year)d_%(month).2d_%(day).2d_%(hour).2d%(minute).2d_%(slug)s"
OLDEST_SERVER = 13_00_00
OLDEST_POSTGIS = 3
LOCK_KEY = 5_069_241  # any number, the same in every version of the program
LOCK_WAIT_S = 120.0


@dataclass(frozen=True, slots=True)
class SchemaState:
    """`current` is the database's revision, None before the first migration; `head` is what we need."""

    current: str | None
    head: str

    @property
    def is_current(self) -> bool:
        return self.current == self.head


def migrate(engine: Engine, revision: str = "head") -> SchemaState:
    """Bring the schema up to `revision`. Several may call it at once: one works, the others wait.

    Each migration is one transaction, so that one killed half-way leaves the schema before it.
    Raises DatabaseUnavailable.
    """
    with _alone(engine) as connection:
        check_server(connection)
        connection.commit()  # Alembic commits only transactions that it began itself
        command.upgrade(_config(connection), revision)
        return schema_state(connection)


def downgrade(engine: Engine, revision: str) -> SchemaState:
    """Take the schema back to `revision`; `base` drops every table. Data in what is dropped are lost."""
    with _alone(engine) as connection:
        command.downgrade(_config(connection), revision)
        return schema_state(connection)


def schema_state(connection: Connection) -> SchemaState:
    """Where the schema stands. Needs no right but to read."""
    found = connection.scalar(text("SELECT to_regclass('alembic_version') IS NOT NULL"))
    current = connection.scalar(text("SELECT version_num FROM alembic_version")) if found else None
    return SchemaState(current, head())


def require_current(connection: Connection) -> None:
    """Raises SchemaOutOfDate, with what to do."""
    state = schema_state(connection)
    if not state.is_current:
        raise SchemaOutOfDate(
            f"the database is at revision {state.current or 'none'}, this program needs {state.head}: "
            "run `posturemap db migrate`"
        )


def new_revision(message: str) -> None:
    """Write an empty migration after the newest one, for a developer to fill."""
    command.revision(_config(None), message)


@cache
def head() -> str:
    """The newest revision among the migrations."""
    found = ScriptDirectory(str(MIGRATIONS)).get_current_head()
    if found is None:
        raise SchemaOutOfDate(f"no migrations in {MIGRATIONS}")
    return found


def check_server(connection: Connection) -> None:
    """Raises DatabaseUnavailable where the server is too old or has no PostGIS."""
    version, name = connection.execute(
        text("SELECT current_setting('server_version_num')::int, current_setting('server_version')")
    ).one()
    if version < OLDEST_SERVER:
        raise DatabaseUnavailable(
            f"PostgreSQL {name} is too old: {OLDEST_SERVER // 10_000} or later is needed"
        )
    extensions = text(
        "SELECT name, coalesce(installed_version, default_version) FROM pg_available_extensions "
        "WHERE name IN ('postgis', 'btree_gist')"
    )
    found: dict[str, str] = dict(tuple(row) for row in connection.execute(extensions))
    if missing := sorted({"postgis", "btree_gist"} - found.keys()):
        raise DatabaseUnavailable(f"the PostgreSQL server lacks the extension {' and '.join(missing)}")
    if int(found["postgis"].split(".")[0]) < OLDEST_POSTGIS:
        raise DatabaseUnavailable(
            f"PostGIS {found['postgis']} is too old: {OLDEST_POSTGIS} or later is needed"
        )


def _config(connection: Connection | None) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("file_template", FILE_NAME.replace("%", "%%"))
    return config


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    """A connection that holds the lock of migrations. Its end frees the lock, however it comes."""
    with engine.connect() as connection:
        deadline = time.monotonic() + LOCK_WAIT_S
        while not connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": LOCK_KEY}):
            connection.commit()
            if time.monotonic() > deadline:
                raise DatabaseUnavailable(f"another migration has been running for over {LOCK_WAIT_S:.0f} s")
            time.sleep(0.2)
        connection.commit()
        try:
            yield connection
        finally:
            connection.rollback()
            connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": LOCK_KEY})
            connection.commit()
