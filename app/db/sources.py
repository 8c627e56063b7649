"""Sources: who publishes, and how far they are to be relied on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from sqlalchemy import Connection
from sqlalchemy.dialects.postgresql import insert

from app.db import tables


@dataclass(frozen=True, slots=True)
class Source:
    """A publisher. What is not known is None; `reliability` F says that it cannot be judged."""

    id: str
    """As `reports.slug` makes it: `al-furat-tv`."""
    name: str
    homepage: str | None = None
    class_: str = "unknown"
    """wire, paper, state, party, official"""
    country: str | None = None
    language: str | None = None
    licence: str | None = None
    parent_id: str | None = None
    reliability: str = "F"
    sample: bool = False


def upsert(conn: Connection, sources: Iterable[Source]) -> None:
    """Make the sources, or bring what is stored of them up to date. A parent may be among them."""
    rows = [_row(source) for source in sorted(sources, key=lambda source: source.id)]
    # Parents last: each must be there before another row points to it.
    for row in rows:
        _write(conn, {**row, "parent_id": None})
    for row in rows:
        if row["parent_id"] is not None:
            _write(conn, row)


def _row(source: Source) -> dict[str, object]:
    row = asdict(source)
    row["class"] = row.pop("class_")
    return row


def _write(conn: Connection, row: dict[str, object]) -> None:
    statement = insert(tables.source).values(row)
    changed = {name: statement.excluded[name] for name in row if name != "id"}
    conn.execute(statement.on_conflict_do_update(index_elements=["id"], set_=changed))
