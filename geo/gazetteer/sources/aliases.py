"""Names the other sources lack for places they have, and the name to show: `geo/data/aliases.tsv`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from geo.data.tables import several, table
from geo.errors import UnreadableSource
from geo.gazetteer.entry import Entry, Use


def renamed(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries, those in the table under its name and with its names too.

    Raises UnreadableSource at the end where the table speaks of a place that did not come by.
    """
    told = {row["id"]: row for row in table("aliases.tsv")}
    for entry in entries:
        row = told.pop(entry.id, None)
        yield entry if row is None else _renamed(entry, row)
    if told:
        raise UnreadableSource(f"aliases.tsv: no place has the id {', '.join(sorted(told))}")


def _renamed(entry: Entry, row: dict[str, str]) -> Entry:
    ours = [row["name"], *several(row["names"]), *several(row["local"])]
    return replace(entry, name=row["name"], names={**entry.names, **dict.fromkeys(ours, Use.MAIN | Use.TEXT)})
