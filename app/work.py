"""The way of one report through the stages, in their order: taken, read, its claims stored, fused, finished.

Each report is one transaction. What stops it rolls it back, and is kept with the report as its cause; nothing
is read halfway, nothing twice, and a worker that dies leaves its report to the next one.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from threading import Event

import structlog
from sqlalchemy import ARRAY, BigInteger, ColumnElement, Connection, Engine, any_, func, literal, select, true
from sqlalchemy.exc import DBAPIError

import geo
from app.db import claims, deployments, reports, tables
from app.db.engine import transaction
from app.db.revisions import raise_revision
from app.errors import DatabaseUnavailable, PosturemapError
from app.fuse.link import Lineage, branches, lineages
from app.fuse.timeline import fuse
from app.languages import readable
from app.types import QueueItem
from geo.claims.actors import registry
from geo.claims.readers import RULES
from geo.errors import GeoError
from geo.gazetteer import Gazetteer
from geo.toponyms import knows_home
from geo.types import Actor, Reading, Toponym

POLL_S = 1.0
"""How long a worker without work waits before it asks again."""
AWAY_S = 5.0
"""The longest wait for a database that does not answer."""
LOOK_S = 0.5
"""How often to count what is left of many."""
OTHERS_WAIT_S = 60.0
"""How long to wait for editions that another worker reads."""

_EVERY: ColumnElement[bool] = true()
_log = structlog.get_logger("work")


def run(
    engine: Engine,
    gazetteer: Gazetteer,
    *,
    stop: Event,
    poll_s: float = POLL_S,
    claim_reader: str = RULES,
) -> None:
    """Read reports as they come until `stop` is set; the one in hand is finished first.

    A database that is away is waited for.
    """
    away_s = 0.0
    while not stop.is_set():
        try:
            worked = run_once(engine, gazetteer, claim_reader=claim_reader)
            away_s = 0.0
        except DatabaseUnavailable as error:
            worked = False
            away_s = min(AWAY_S, away_s + poll_s)
            _log.warning("database away", error=str(error), waits_s=away_s)
        if not worked:
            stop.wait(away_s or poll_s)


def run_once(engine: Engine, gazetteer: Gazetteer, *, claim_reader: str = RULES) -> bool:
    """Read the next report that is due. False where none is. Raises DatabaseUnavailable."""
    item: QueueItem | None = None
    try:
        with transaction(engine) as conn:
            item = reports.take_next(conn)
            if item is None:
                return False
            _read(conn, item, gazetteer, claim_reader)
    except DatabaseUnavailable:
        raise
    except Exception as error:
        if item is None:
            raise
        _keep_cause(engine, item, error)
    return True


def drain(
    engine: Engine,
    gazetteer: Gazetteer,
    edition_ids: Collection[int],
    *,
    claim_reader: str = RULES,
    progress: Callable[[int], None] = lambda _left: None,
) -> Outcome:
    """Work until these editions are read or have failed, whoever reads them.

    `progress` is told how many are left.
    """
    # One array, not a list of binds: PostgreSQL takes no more than 65,535 of those.
    chosen = tables.edition.c.id == any_(literal(list(edition_ids), ARRAY(BigInteger)))
    _read_all(engine, gazetteer, claim_reader, chosen=chosen, progress=progress)
    return _outcome(engine, chosen)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What has become of editions."""

    read: int
    waiting: int
    failed: tuple[tuple[int, str], ...]
    """Edition id and cause, of those in quarantine and of those that will be tried again later."""


def rebuild(
    engine: Engine,
    gazetteer: Gazetteer | None = None,
    *,
    claim_reader: str = RULES,
    progress: Callable[[str, int, int], None] = lambda _what, _done, _all: None,
) -> int:
    """Derive all deployments anew from the claims; with a gazetteer, read all reports anew before.

    How many rows changed: none, where nothing has. `progress` is told what is done, how much of it, and of
    how much.
    """
    if gazetteer is not None:
        with transaction(engine) as conn:
            total = reports.requeue_all(conn)
        _read_all(
            engine,
            gazetteer,
            claim_reader,
            progress=lambda left: progress("reports", total - left, total),
        )
    with engine.connect() as conn:
        known = {actor.id for actor in claims.actors(conn)} | deployments.actor_ids(conn)
        lines = _lineages(conn)
    forces = sorted({_whole(actor_id, lines) for actor_id in known})
    changed = 0
    for done, force in enumerate(forces, start=1):
        with transaction(engine) as conn:
            changed += refuse(conn, {force})
        progress("forces", done, len(forces))
    if changed:
        with transaction(engine) as conn:
            raise_revision(conn, what="rebuild")
    return changed


def refuse(conn: Connection, actor_ids: Iterable[str]) -> int:
    """Derive the deployments of these actors, and of the forces they are part of, anew. How many rows
    changed."""
    actors = _actors(conn)
    lines = lineages(actors.values())
    together = [branches(force, lines) for force in sorted({_whole(id_, lines) for id_ in actor_ids})]
    claims.lock(conn, set().union(*together))
    changed = 0
    for members in together:
        found = fuse(claims.for_actor(conn, members), lineages=lines)
        # A name that fits several branches may be one that no claim was made under.
        claims.keep_actors(conn, [actors[d.actor_id] for d in found if d.actor_id in actors])
        changed += deployments.revise(conn, members, found)
    return changed


def _read(conn: Connection, item: QueueItem, gazetteer: Gazetteer, claim_reader: str) -> None:
    began = time.perf_counter()
    reading = geo.read(
        item.text,
        published=item.published,
        gazetteer=gazetteer,
        title=item.title,
        language=readable(item.language),
        claim_reader=claim_reader,
        home=_home(item, gazetteer),
    )
    touched = claims.replace(conn, item, _outlined(reading, gazetteer))
    if touched:
        refuse(conn, touched)
    reports.finish(conn, item.edition_id, reading.version)
    _log.info(
        "read",
        edition=item.edition_id,
        claims=len(reading.claims),
        places=len(reading.toponyms),
        ms=round(1000 * (time.perf_counter() - began)),
    )


def _home(item: QueueItem, gazetteer: Gazetteer) -> str | None:
    """The source's country. One that the gazetteer does not know is no reason to leave the report unread."""
    if item.home is not None and not knows_home(item.home, gazetteer):
        _log.warning("home unknown", edition=item.edition_id, home=item.home)
        return None
    return item.home


def _outlined(reading: Reading, gazetteer: Gazetteer) -> Reading:
    """The reading, its places with their outlines: a text that says "northern Syria" draws only the part."""

    def outlined(toponym: Toponym) -> Toponym:
        if toponym.place is None:
            return toponym
        shape = gazetteer.geometry(toponym.place.id)
        return replace(toponym, place=replace(toponym.place, geometry=shape))

    return replace(reading, toponyms=tuple(map(outlined, reading.toponyms)))


def _keep_cause(engine: Engine, item: QueueItem, error: Exception) -> None:
    """The same text fails the same way; a quarrel of two transactions does not."""
    known = isinstance(error, (GeoError, PosturemapError, DBAPIError))
    cause = str(error) if known else f"{type(error).__name__}: {error}"
    _log.error("not read", edition=item.edition_id, cause=cause, exc_info=not known)
    with transaction(engine) as conn:
        reports.fail(conn, item.edition_id, cause, final=isinstance(error, GeoError))


def _read_all(
    engine: Engine,
    gazetteer: Gazetteer,
    claim_reader: str,
    *,
    chosen: ColumnElement[bool] = _EVERY,
    progress: Callable[[int], None],
) -> None:
    """Work until none of the chosen editions waits for its first attempt, or others hold on to them."""
    deadline = time.monotonic() + OTHERS_WAIT_S
    while left := _waiting(engine, chosen):
        progress(left)
        if _read_some(engine, gazetteer, claim_reader):
            deadline = time.monotonic() + OTHERS_WAIT_S
        elif time.monotonic() > deadline:
            return
        else:
            time.sleep(0.1)
    progress(0)


def _read_some(engine: Engine, gazetteer: Gazetteer, claim_reader: str) -> bool:
    """Read for a moment, or until no report is due. Whether any was."""
    until = time.monotonic() + LOOK_S
    worked = run_once(engine, gazetteer, claim_reader=claim_reader)
    while worked and time.monotonic() < until and run_once(engine, gazetteer, claim_reader=claim_reader):
        pass
    return worked


def _waiting(engine: Engine, chosen: ColumnElement[bool]) -> int:
    """How many wait for their first attempt to end."""
    edition = tables.edition.c
    with engine.connect() as conn:
        found = select(func.count()).where(chosen, edition.state != "done", edition.error.is_(None))
        return conn.scalar(found) or 0


def _outcome(engine: Engine, chosen: ColumnElement[bool]) -> Outcome:
    edition = tables.edition.c
    unsettled = select(edition.id, edition.state, edition.error).where(chosen, edition.state != "done")
    with engine.connect() as conn:
        rows = conn.execute(unsettled.order_by(edition.id)).all()
        done = select(func.count()).where(chosen, edition.state == "done")
        return Outcome(
            read=conn.scalar(done) or 0,
            waiting=sum(row.error is None for row in rows),
            failed=tuple((row.id, row.error) for row in rows if row.error is not None),
        )


def _actors(conn: Connection) -> dict[str, Actor]:
    return dict(registry()) | {actor.id: actor for actor in claims.actors(conn)}


def _lineages(conn: Connection) -> dict[str, Lineage]:
    return lineages(_actors(conn).values())


def _whole(actor_id: str, lines: dict[str, Lineage]) -> str:
    return lines[actor_id][-1].id if actor_id in lines else actor_id
