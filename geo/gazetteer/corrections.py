"""The user's corrections: places to add, change or drop, read at each opening. Nothing goes before them.

A table with a header or a GeoJSON file. Columns: `action` (add, change, drop; left out, change where the id
is known and else add), `id`, `name`, `names` and `drop_names` (parted by |), `kind`, `lon`, `lat`,
`radius_m`, `country`, `population`. Drop with a name takes only that name from the place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import shapely

from geo.data.tables import several
from geo.gazetteer.entry import Entry, Use
from geo.gazetteer.names import fold, skeleton
from geo.gazetteer.pack import Pack
from geo.gazetteer.sources import own
from geo.gazetteer.sources.own import BadRow, Facts, Row
from geo.gazetteer.stack import Hidden
from geo.gazetteer.write import keys_of, write
from geo.geometry.geodesy import reach_m

if TYPE_CHECKING:
    from geo.gazetteer.index import Gazetteer

SOURCE = "corrections"
ACTIONS = ("add", "change", "drop")


@dataclass(frozen=True, slots=True)
class Corrections:
    path: Path
    entries: tuple[Entry, ...]
    """Places as they are to be, new ones and changed ones."""
    hidden: Hidden
    done: tuple[str, ...] = ()
    """Each row that counts, with what it does."""
    refused: tuple[str, ...] = ()
    """Each row that does not, with where it stands and why."""


def read(path: Path, gazetteer: Gazetteer) -> Corrections:
    """What the file changes in `gazetteer`. Raises UnreadableSource where it is no such file."""
    book = _Book(gazetteer)
    done, refused = [], []
    for row in own.rows(path):
        try:
            done.append(f"{row.where}: {book.enter(row)}")
        except BadRow as error:
            refused.append(f"{row.where}: {error}")
    return Corrections(path, tuple(book.entries()), book.hidden(), tuple(done), tuple(refused))


def packed(corrections: Corrections, folder: Path) -> Pack:
    """The places of the corrections as a pack, written into `folder`."""
    write(folder, list(corrections.entries), SOURCE, lambda _what, _share: None)
    return Pack.open(folder)


@dataclass(slots=True)
class _Book:
    """The corrections so far. Rows count in their order: one may change what one before it added."""

    gazetteer: Gazetteer
    changed: dict[str, Entry] = field(default_factory=dict)
    dropped: set[str] = field(default_factory=set)
    dropped_names: dict[str, set[str]] = field(default_factory=dict)
    """By place id."""

    def enter(self, row: Row) -> str:
        """What the row does, in words. Raises BadRow."""
        told = own.facts(row)
        place_id = row.cells.get("id")
        action = row.cells.get("action", "").casefold()
        if not action:
            action = "change" if place_id is not None and self._is_known(place_id) else "add"
        if action not in ACTIONS:
            raise BadRow(f"action {action!r} is none of {', '.join(ACTIONS)}")
        if action == "add":
            return self._add(told, place_id)
        if place_id is None:
            raise BadRow(f"{action} needs an id")
        if not self._is_known(place_id):
            raise BadRow(f"no place has the id {place_id!r}")
        without = several(row.cells.get("drop_names", ""))
        if action == "change":
            return self._change(self._entry(place_id), told, without)
        names = [name for name in (told.name, *told.names, *without) if name is not None]
        if names:
            return self._change(self._entry(place_id), _NOTHING, names)
        self.changed.pop(place_id, None)
        self.dropped.add(place_id)
        return f"{place_id} is dropped"

    def entries(self) -> Iterator[Entry]:
        yield from self.changed.values()

    def hidden(self) -> Hidden:
        names = {place_id: frozenset(self._hidden_keys(place_id)) for place_id in self.dropped_names}
        return Hidden(frozenset(self.dropped), names)

    def _hidden_keys(self, place_id: str) -> set[str]:
        """Keys of the dropped names but those that a name has which stays."""
        entry = self._entry(place_id)
        dropped = {fold(name) for name in self.dropped_names[place_id]}
        kept = [name for name in entry.names if fold(name) not in dropped]
        stay = {key for name in kept for key in _all_keys(name, entry)}
        return {key for name in self.dropped_names[place_id] for key in _all_keys(name, entry)} - stay

    def _is_known(self, place_id: str) -> bool:
        if place_id in self.dropped:
            return False
        return place_id in self.changed or place_id in self.gazetteer

    def _entry(self, place_id: str) -> Entry:
        """As corrected so far."""
        place_id = place_id if place_id in self.changed else self.gazetteer.by_id(place_id).id
        if place_id not in self.changed:
            self.changed[place_id] = _entry_of(self.gazetteer, place_id)
        return self.changed[place_id]

    def _add(self, told: Facts, place_id: str | None) -> str:
        if place_id is None and told.name is not None and told.point is not None:
            place_id = own.made_id(told.name, told.point, "own")
        entry = own.entry(told, place_id=place_id or "", source=SOURCE)
        if self._is_known(entry.id):
            raise BadRow(f"a place has the id {entry.id!r} already: change it")
        self._locate(entry)
        self.dropped.discard(entry.id)
        self.changed[entry.id] = entry
        return f"{entry.id} is added: {entry.name}"

    def _change(self, entry: Entry, told: Facts, without: list[str]) -> str:
        folds = {fold(name) for name in without}
        if told.name is None and fold(entry.name) in folds:
            raise BadRow(f"{entry.name!r} is the name shown: give the new one as `name`")
        unknown = [name for name in without if not any(fold(name) == fold(known) for known in entry.names)
                   and not any(place.id == entry.id for place in self.gazetteer.lookup(name))]  # fmt: skip
        if unknown:
            raise BadRow(f"{entry.id} has no name {', '.join(map(repr, unknown))}")
        if told.name is not None:
            entry.name = told.name
        for name in (told.name, *told.names):
            if name is not None:
                entry.names[name] = Use.MAIN | Use.TEXT
                self.dropped_names.get(entry.id, set()).discard(name)
        for name in [name for name in entry.names if fold(name) in folds]:
            del entry.names[name]
        if without:
            self.dropped_names.setdefault(entry.id, set()).update(without)
        _take_over(entry, told)
        if told.point is not None:
            self._locate(entry, anew=told.country is None)
        return f"{entry.id} is changed: {entry.name}"

    def _locate(self, entry: Entry, *, anew: bool = False) -> None:
        """Its country and unit, where the row does not tell."""
        if entry.kind in ("country", "sea", "region"):
            return
        unit = self.gazetteer.admin_at(entry.lon, entry.lat)
        if anew or entry.country is None:
            entry.country = unit.country if unit else entry.country
        entry.admin = unit.admin if unit and unit.country == entry.country else None


_NOTHING = Facts(None, (), None, None, None, None, None, None)


def _take_over(entry: Entry, told: Facts) -> None:
    if told.kind is not None and told.kind != entry.kind:
        entry.kind = told.kind
        entry.prior = max(entry.prior, own.prior(told.kind, told.population or entry.population))
    if told.geometry is not None:
        entry.geometry = told.geometry
    if told.point is not None:
        entry.lon, entry.lat = told.point.x, told.point.y
        outline = entry.geometry
        if outline is not None and told.geometry is None and not shapely.intersects(outline, told.point):
            entry.geometry = None  # the outline of somewhere else
    if told.radius_m is not None:
        entry.radius_m = told.radius_m
    elif told.geometry is not None and told.point is not None:
        entry.radius_m = reach_m(told.geometry, told.point)
    entry.country = told.country or entry.country
    entry.population = entry.population if told.population is None else told.population


def _entry_of(gazetteer: Gazetteer, place_id: str) -> Entry:
    """The place as the gazetteer has it. Its names are found as they were: here they are only shown."""
    place = gazetteer.by_id(place_id)
    outline = gazetteer.geometry(place_id)
    return Entry(
        id=place.id,
        name=place.name,
        kind=place.kind,
        lon=place.lon,
        lat=place.lat,
        radius_m=place.radius_m,
        source=place.source,
        prior=gazetteer.prior(place_id),
        names=dict.fromkeys((place.name, *place.names), 0),
        country=place.country,
        admin=place.admin,
        population=place.population,
        geometry=None if outline.geom_type == "Point" else outline,
    )


def _all_keys(name: str, entry: Entry) -> set[str]:
    keys = {key for key, _ in keys_of(name, Use.MAIN | Use.TEXT, entry)}
    for key in (fold(name), fold(name.replace("-", " "))):
        if key.isascii():
            keys.add(skeleton(key))
    return keys
