"""Names the other sources lack for places they have, and the name to show: `geo/data/aliases.tsv`."""

from __future__ import annotations

from collections.abc import Iterable

from geo.data.tables import several, table
from geo.errors import UnreadableSource
from geo.gazetteer.entry import Entry, Use

_IN_THE_NEWS = 0.3
"""Added to a town of the table: it is named more than others of its size, or of its name."""
_KNOWN = 4.0
"""What such a town counts at least: for many small ones no population is told."""


def rename(entries: Iterable[Entry]) -> None:
    """Give the entries in the table its name and names; UnreadableSource where it has one unknown."""
    told = {row["id"]: row for row in table("aliases.tsv")}
    for entry in entries:
        if row := told.pop(entry.id, None):
            entry.name = row["name"]
            if entry.kind == "city":
                entry.prior = max(entry.prior + _IN_THE_NEWS, _KNOWN)
            for name in [row["name"], *several(row["names"]), *several(row["local"])]:
                entry.names[name] = Use.MAIN | Use.TEXT
    if told:
        raise UnreadableSource(f"aliases.tsv: no place has the id {', '.join(sorted(told))}")
