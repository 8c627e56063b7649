"""A user's own sites as GeoJSON, their properties mapped to ours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from geo.gazetteer.entry import Entry
from geo.gazetteer.sources import own
from geo.gazetteer.sources.own import BadRow, Row
from geo.gazetteer.tally import Tally
from geo.types import PlaceKind


@dataclass(frozen=True, slots=True)
class Sites:
    path: Path
    prefix: str
    """Before the ids: `mine` makes `mine:17` of 17."""
    properties: Mapping[str, str]
    """The file's property for each of ours, where it is called otherwise."""
    kind: PlaceKind = "other"
    """Of what tells none."""

    def check(self) -> None:
        """UnreadableSource where it is no GeoJSON."""
        next(own.features(self.path), None)

    def rows(self, skip: int, tally: Tally) -> Iterator[tuple[int, Entry | None]]:
        for number, row in islice(enumerate(own.features(self.path), 1), skip, None):
            try:
                yield number, self._entry(self._mapped(row))
            except BadRow as error:
                tally.refuse(str(error), row.where, row.cells.get(self.properties.get("name", "name"), ""))
                yield number, None

    def _mapped(self, row: Row) -> Row:
        cells = dict(row.cells)
        for ours, theirs in self.properties.items():
            cells.pop(ours, None)
            if theirs.casefold() in row.cells:
                cells[ours] = row.cells[theirs.casefold()]
        return replace(row, cells=cells)

    def _entry(self, row: Row) -> Entry:
        told = own.facts(row)
        if told.name is None or told.point is None:
            raise BadRow("no name" if told.name is None else "no position")
        given = row.cells.get("id")
        place_id = f"{self.prefix}:{given}" if given else own.made_id(told.name, told.point, self.prefix)
        return own.entry(told, place_id=place_id, source=self.path.name, kind=self.kind)
