"""Judgements: what a person decided about a claim or deployment. The last one on a subject holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from app.db import tables
from app.db.reports import storable


@dataclass(frozen=True, slots=True)
class Judgement:
    id: int
    subject: str
    """What is judged: `claim:17`, `deployment:ab12`."""
    verdict: str
    reason: str | None
    author: str
    created_at: datetime


def append(conn: Connection, *, subject: str, verdict: str, author: str, reason: str | None = None) -> int:
    """The judgement's id."""
    judgement = insert(tables.judgement).values(
        subject=storable(subject),
        verdict=storable(verdict),
        reason=None if reason is None else storable(reason),
        author=storable(author),
    )
    return int(conn.execute(judgement.returning(tables.judgement.c.id)).scalar_one())


def judgements(conn: Connection, subject: str | None = None) -> tuple[Judgement, ...]:
    """All, or those on one subject, in the order they were made."""
    judgement = tables.judgement.c
    chosen = select(
        judgement.id,
        judgement.subject,
        judgement.verdict,
        judgement.reason,
        judgement.author,
        judgement.created_at,
    ).order_by(judgement.id)
    if subject is not None:
        chosen = chosen.where(judgement.subject == subject)
    return tuple(Judgement(*row) for row in conn.execute(chosen))
