"""What must be there before a command can work: logs that go the right way, the database with its schema, the
gazetteer. Made where missing, with progress on standard error."""

from __future__ import annotations

import fcntl
import gc
import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from app.config import OWN_RULES, PREFIX, BadSetting, Settings
from app.errors import PosturemapError
from app.progress import step
from geo.gazetteer import Gazetteer

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from sqlalchemy import Engine


class BuildEnded(PosturemapError):
    """The process that built the gazetteer ended before it was done."""


def logs(level: str) -> None:
    """Events to standard error: for people on a terminal, as JSON elsewhere."""
    import structlog  # here, since a command that keeps no log should not wait for it

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
    # Here, since a command that needs no database should not wait for its libraries.
    from app.db.engine import database, write_engine
    from app.db.schema import migrate, require_current

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


def gazetteer(path: Path, corrections: Path | None = None) -> Gazetteer:
    """The gazetteer at `path`, built first where it is missing or not of this program, as corrected.

    Corrections that do not count are told on standard error.
    """
    require_default(path)
    found = Gazetteer.open(path, corrections=corrections)
    if found.corrections is not None:
        for line in found.corrections.refused:
            print(f"correction left out: {line}", file=sys.stderr)
    _calm_collector()
    return found


def require_reader(settings: Settings) -> None:
    """Raises BadSetting where the claim reader is not installed or cannot be loaded: a worker that could
    read nothing should not start."""
    if settings.claim_reader == OWN_RULES:
        return  # a server that is only asked for the map need not load them
    from geo.claims.readers import reader
    from geo.errors import UnknownReader

    try:
        reader(settings.claim_reader)
    except UnknownReader as error:
        raise BadSetting(f"{PREFIX}CLAIM_READER or --reader: {error}") from error


def require_default(path: Path) -> None:
    """The default pack, built where it is missing or not of this program; what was added stays as it is."""
    if not Gazetteer.is_current(path):
        build_gazetteer(path, anew=False)


def _calm_collector() -> None:
    """Reading makes many small values and hardly a cycle: to look for cycles as often as Python does
    takes a third of its time. What is loaded by now stays, and is not looked through again."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def build_gazetteer(path: Path, *, anew: bool = True) -> None:
    """Of several that want it built at once, one builds and the others wait.

    Raises what the build raises, and BuildEnded.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_name(f"{path.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if anew or not Gazetteer.is_current(path):
            with step("Building the gazetteer") as show:
                _build_apart(path, show)


def _build_apart(path: Path, show: Callable[[str, float], None]) -> None:
    """In a process of its own: a build takes 700 MB, which one that goes on to serve would not give back."""
    from multiprocessing import get_context

    context = get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_build, args=(path, sender), name="gazetteer build", daemon=True)
    child.start()
    sender.close()
    try:
        while (told := receiver.recv()) is not None:
            if isinstance(told, Exception):
                raise told
            show(*told)
    except EOFError:
        raise BuildEnded("the process that built the gazetteer was ended") from None
    finally:
        child.join()


def _build(path: Path, progress: Connection) -> None:
    from geo.errors import GeoError
    from geo.gazetteer.build import build

    try:
        build(path, lambda what, share: progress.send((what, share)))
    except (GeoError, OSError) as error:
        progress.send(error)
    else:
        progress.send(None)
