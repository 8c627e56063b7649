"""Sources: who publishes, and how far they are to be relied on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from sqlalchemy import Connection, or_, update
from sqlalchemy.dialects.postgresql import insert

from app.db import tables
from app.db.revisions import raise_revision
from app.types import Source


def upsert(conn: Connection, sources: Iterable[Source]) -> None:
    """Make the sources, or bring what is stored of them up to date. A parent may be among them.

    Names and reliability are served with every claim: the revision is raised where one has changed.
    """
    rows = [_row(source) for source in sorted(sources, key=lambda source: source.id)]
    # Parents last: each must be there before another row points to it.
    for row in rows:
        conn.execute(insert(tables.source).values({**row, "parent_id": None}).on_conflict_do_nothing())
    changed = sum(_bring_up_to_date(conn, row) for row in rows)
    if changed:
        raise_revision(conn, what="source")


def _row(source: Source) -> dict[str, object]:
    row = asdict(source)
    row["class"] = row.pop("source_class")
    return row


def _bring_up_to_date(conn: Connection, row: dict[str, object]) -> int:
    """1 where the row was another before, else 0."""
    source = tables.source.c
    differs = or_(*(source[name].is_distinct_from(value) for name, value in row.items()))
    return conn.execute(update(tables.source).where(source.id == row["id"], differs).values(row)).rowcount
