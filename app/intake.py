"""Articles into the store, each in a transaction of its own: what is saved is safe, whatever comes after."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, Engine

from app import sample, work
from app.db import claims, reports, sources
from app.db.engine import transaction
from app.types import Article, Refusal


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of the inputs."""

    editions: tuple[int, ...]
    """New ones, now in the queue."""
    known: int
    """Texts that were there already."""
    refusals: tuple[Refusal, ...]


def take(
    engine: Engine,
    inputs: Iterable[Article | Refusal],
    *,
    progress: Callable[[int], None] = lambda _done: None,
) -> Taken:
    editions: list[int] = []
    refusals: list[Refusal] = []
    known = 0
    for done, one in enumerate(inputs, start=1):
        if isinstance(one, Refusal):
            refusals.append(one)
        else:
            with transaction(engine) as conn:
                edition = reports.save(conn, one)
            if edition is None:
                known += 1
            else:
                editions.append(edition)
        progress(done)
    return Taken(tuple(editions), known, tuple(refusals))


def take_sample(engine: Engine) -> Taken:
    """The sample's outlets and reports, marked as sample."""
    with transaction(engine) as conn:
        sources.upsert(conn, sample.sources())
    return take(engine, sample.articles())


def remove_sample(engine: Engine) -> None:
    """The sample out again; what real reports say of the same forces is derived anew."""
    with transaction(engine) as conn:
        work.refuse(conn, claims.remove_sample(conn))


def is_empty(conn: Connection) -> bool:
    return reports.counts(conn).reports == 0
