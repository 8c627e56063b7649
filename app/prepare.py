"""What must be there before a command can work: logs that go the right way, the database with its schema, the
gazetteer. Made where missing, with progress on standard error."""

from __future__ import annotations

import fcntl
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import structlog
from sqlalchemy import Engine

from app.config import Settings
from app.db.engine import database, write_engine
from app.db.schema import migrate, require_current
from app.progress import step
from geo.gazetteer import Gazetteer


def logs(level: str) -> None:
    """Events to standard error: for people on a terminal, as JSON elsewhere."""
    human = sys.stderr.isatty()
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *([] if human else [structlog.processors.format_exc_info]),
            structlog.dev.ConsoleRenderer()
            if human
            else structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )


@contextmanager
def store(settings: Settings, *, start: bool = True) -> Iterator[Engine]:
    """An engine on the database with its schema. The embedded one is started if need be, and then stopped.

    The embedded database is brought to the schema, any other only by `up` and `db migrate`: else
    SchemaOutOfDate. `start` False leaves all that to whoever started this process.
    """
    with database(settings) if start else nullcontext():
        engine = write_engine(settings)
        try:
            if settings.is_embedded and start:
                migrate(engine)
            elif start:
                with engine.connect() as conn:
                    require_current(conn)
            yield engine
        finally:
            engine.dispose()


def gazetteer(path: Path) -> Gazetteer:
    """The gazetteer at `path`, built first where it is missing or not of this program."""
    if not Gazetteer.is_current(path):
        build_gazetteer(path, anew=False)
    return Gazetteer.open(path)


def build_gazetteer(path: Path, *, anew: bool = True) -> None:
    """Of several that want it built at once, one builds and the others wait."""
    from geo.gazetteer.build import build

    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_name(f"{path.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if anew or not Gazetteer.is_current(path):
            with step("Building the gazetteer") as show:
                build(path, show)
