"""Add a pack to a gazetteer: the places of one source, joined with the default pack and built in runs.

What the default has already is not made a second time: a place of the same id stands for it, and one that
is a site, airfield, unit or sea of the default by name and position only gives it its names.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from geo.errors import UnreadableSource
from geo.gazetteer import complete
from geo.gazetteer.added import folder_of_added, folding
from geo.gazetteer.build import put, put_in_provinces
from geo.gazetteer.entry import Entry, Use
from geo.gazetteer.index import Gazetteer
from geo.gazetteer.layout import FORMAT, META, Meta
from geo.gazetteer.names import fold_anew as fold
from geo.gazetteer.names import skeleton, squash
from geo.gazetteer.runs import merge, runs_in, state_of, write_run
from geo.gazetteer.tally import Tally
from geo.gazetteer.write import Progress, sizes_in
from geo.geometry.geodesy import WGS84
from geo.types import Place

PLACES_A_RUN = 100_000
SAME_PLACE_M = 5_000.0
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_MERGING = 0.6
"""Share of the work that is behind when all runs are written."""


class Source(Protocol):
    """Rows of a file, always in the same order."""

    def rows(self, skip: int, tally: Tally) -> Iterator[tuple[int, Entry | None]]:
        """Number and entry of each row after the first `skip`; None for what gives no place."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to add, as it is told again to go on after a stop."""

    name: str
    """Of the pack."""
    source: str
    """To show with each place."""
    files: tuple[Path, ...]
    options: dict[str, Any]
    command: str
    """What the user ran."""

    def recipe(self, default: Gazetteer) -> dict[str, Any]:
        """Runs of another recipe are of no use."""
        files = [[str(path), path.stat().st_size, path.stat().st_mtime_ns] for path in self.files]
        recipe = [FORMAT, folding(), default.meta.fingerprint, self.source, self.options, files]
        return {"recipe": hashlib.sha256(json.dumps(recipe, sort_keys=True).encode()).hexdigest()}


def workshop(default: Path, name: str) -> Path:
    """Where a pack is made: what a killed one left is there."""
    if not _NAME.fullmatch(name):
        raise UnreadableSource(f"{name!r} cannot name a pack: small letters, digits, point and hyphen can")
    return folder_of_added(default) / f".{name}.unfinished"


def add(
    default: Gazetteer,
    order: Order,
    opened: Callable[[Path, Tally, Progress], Source],
    progress: Progress = lambda _what, _share: None,
) -> Meta:
    """Build the pack and put it in its place; goes on where a killed one stopped.

    `opened` makes the source, given a folder for what it has to prepare. `default` is the default pack alone.
    Raises UnreadableSource where a file is nothing of its kind; single bad rows are counted in the tally.
    """
    folder = workshop(default.path, order.name)
    recipe = order.recipe(default)
    _clear_unless(folder, recipe)
    prepared = Tally()
    source = opened(folder / "prepared", prepared, progress)
    tally = _write_runs(folder / "runs", source, Joiner.of(default), prepared, progress)
    target = folder_of_added(default.path) / order.name
    made = folder / f"pack.{os.getpid()}"
    made.mkdir()
    places, names = merge(
        runs_in(folder / "runs"),
        made,
        lambda what, share: progress(what, _MERGING + (0.97 - _MERGING) * share),
    )
    progress("completion", 0.97)
    complete.write(made)
    meta = Meta(
        format=FORMAT,
        fingerprint=folding(),
        places=places,
        names=names,
        sources=[order.source],
        releases={},
        sizes=sizes_in(made),
        added=_first_added(target),
        command=order.command,
        tally=tally.as_dict(),
    )
    meta.write(made)
    put(made, target)
    shutil.rmtree(folder)
    progress("done", 1.0)
    return meta


def _first_added(target: Path) -> int:
    """A pack that is added again keeps its place in the order."""
    try:
        return Meta.read(target).added or time.time_ns()
    except (OSError, ValueError, TypeError):
        return time.time_ns()


def _clear_unless(folder: Path, recipe: dict[str, Any]) -> None:
    told = folder / META
    try:
        is_same = json.loads(told.read_text(encoding="utf-8")) == recipe
    except (OSError, ValueError):
        is_same = False
    if not is_same:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        told.write_text(json.dumps(recipe), encoding="utf-8")
    for left in folder.glob("pack.*"):
        shutil.rmtree(left)


def _write_runs(folder: Path, source: Source, joiner: Joiner, prepared: Tally, progress: Progress) -> Tally:
    runs = runs_in(folder)
    state: dict[str, Any] = state_of(runs[-1]) if runs else {"rows": 0, "is_last": False}
    tally = Tally(**state["tally"]) if runs else prepared
    if state["is_last"]:
        return tally
    held: list[Entry] = []
    number = len(runs)
    for row, entry in source.rows(state["rows"], tally):
        tally.rows = row
        if entry is not None:
            held.append(entry)
        if len(held) == PLACES_A_RUN:
            _write_run(folder, number, joiner.joined(held, tally), tally, is_last=False)
            held, number = [], number + 1
            progress(f"{row:,} rows", _MERGING * row / (row + 4_000_000))
    _write_run(folder, number, joiner.joined(held, tally), tally, is_last=True)
    return tally


def _write_run(folder: Path, number: int, entries: Sequence[Entry], tally: Tally, *, is_last: bool) -> None:
    state = {"rows": tally.rows, "is_last": is_last, "tally": tally.as_dict()}
    write_run(folder, number, entries, state)


# --- with the default pack

_COMPARED = {
    "base": "field",
    "airport": "field",
    "facility": "field",
    "sea": "sea",
    "region": "land",
    "other": "land",
    "city": "city",
    "admin": "admin",
    "country": "country",
}
"""Kinds that may be one place share a word: GeoNames' air base is an airport of other sources."""
_BY_COUNTRY = frozenset({"admin", "country"})
"""Their points say little: one country has one unit of a name."""


class Joiner:
    """Knows what the default pack has."""

    def __init__(
        self, default: Gazetteer, known: dict[tuple[str, str], list[Place]], units: list[Entry]
    ) -> None:
        self._default = default
        self._known = known
        self._units = units

    @classmethod
    def of(cls, default: Gazetteer) -> Joiner:
        known: dict[tuple[str, str], list[Place]] = {}
        for place in default.places():
            if place.kind == "city" and place.id.startswith("gn:"):
                continue
            group = _COMPARED.get(place.kind, "")
            for key in {key for name in (place.name, *place.names) for key in _compared_by(name, group)}:
                known.setdefault((group, key), []).append(place)
        return cls(default, known, _units(default))

    def joined(self, entries: list[Entry], tally: Tally) -> list[Entry]:
        """Entries with what the default knows of them; those it has already only give names."""
        for entry in entries:
            same = self._same(entry)
            if same is None:
                tally.places += 1
            elif same.id == entry.id:
                tally.places += 1
                entry.name = same.name
                entry.names.setdefault(same.name, Use.MAIN | Use.TEXT)
            else:
                tally.known += 1
                _give_names(entry, same, self._default.prior(same.id))
        own = [entry for entry in entries if not entry.only_names and entry.country and entry.admin is None]
        put_in_provinces(own, self._units, but=frozenset({"region", "sea", "country"}))
        return entries

    def _same(self, entry: Entry) -> Place | None:
        for place_id in (entry.id, *entry.other_ids):
            if not place_id.startswith("gn-admin:") and place_id in self._default:
                return self._default.by_id(place_id)
        if entry.kind == "admin" and not entry.other_ids:
            return None  # a district is often called as the province it lies in
        group = _COMPARED.get(entry.kind, "")
        for name, use in entry.names.items():
            if not use & (Use.MAIN | Use.TEXT):
                continue
            for key in _compared_by(name, group):
                for place in self._known.get((group, key), ()):
                    if _is_near(entry, place):
                        return place
        return None


def _compared_by(name: str, group: str) -> tuple[str, ...]:
    """Keys by which a name is held against another; spaces do not count: Ayn al-Asad is Ayn al Asad."""
    key = squash(fold(name))
    if group != "field" or not key.isascii():
        return (key,)
    return (key, skeleton(fold(name.replace("-", " "))))  # fields a few km apart: Ain al Assad, too


def _is_near(entry: Entry, place: Place) -> bool:
    if entry.kind in _BY_COUNTRY:
        return entry.country == place.country
    reach_m = place.radius_m if place.kind in ("sea", "region", "other") else 0.0
    _, _, apart_m = WGS84.inv(entry.lon, entry.lat, place.lon, place.lat)
    return bool(apart_m <= max(SAME_PLACE_M, reach_m))


def _give_names(entry: Entry, place: Place, prior: float) -> None:
    entry.only_names = True
    entry.id, entry.name, entry.kind, entry.prior = place.id, place.name, place.kind, prior
    entry.country, entry.population, entry.geometry, entry.other_ids = (
        place.country,
        place.population,
        None,
        (),
    )
    entry.names = {name: use & ~Use.MAIN for name, use in entry.names.items()}


def _units(default: Gazetteer) -> list[Entry]:
    """The default's first-level units, as the build knows them."""
    return [
        Entry(
            id=unit.id,
            name=unit.name,
            kind="admin",
            lon=unit.lon,
            lat=unit.lat,
            radius_m=unit.radius_m,
            source=unit.source,
            prior=0.0,
            country=unit.country,
            admin=unit.admin,
            geometry=default.geometry(unit.id),
        )
        for unit in default.units()
    ]
