"""Write places as the files of one pack, to be mapped into memory."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path

import marisa_trie
import numpy as np
import shapely
from numpy.typing import NDArray

from geo.gazetteer import complete
from geo.gazetteer.entry import Entry, Use
from geo.gazetteer.layout import COLUMNS, FORMAT, KINDS, SEPARATOR, Meta, releases
from geo.gazetteer.names import fold_anew as fold
from geo.gazetteer.names import is_arabic, skeleton, squash

Progress = Callable[[str, float], None]
_FIELDS = (KINDS.index("airport"), KINDS.index("base"))
_LARGE_FIELD = 6.0
"""Prior from which an airfield is more than a strip or a helipad."""


def write(folder: Path, entries: list[Entry], stamp: str, progress: Progress) -> None:
    progress("names", 0.4)
    names = Keys()
    skeletons = Keys()
    for row, entry in enumerate(entries):
        names.add(scored_keys(entry), row)
        skeletons.add(scored_skeletons(entry), row)
    progress("name index", 0.7)
    count = names.write(folder, "names")
    skeletons.write(folder, "skeletons")
    progress("places", 0.9)
    sources = sorted({entry.source for entry in entries})
    _write_ids(folder, entries)
    _write_places(folder, entries, sources)
    progress("completion", 0.95)
    complete.write(folder)
    sizes = sizes_in(folder)
    places = sum(not entry.only_names for entry in entries)
    Meta(FORMAT, stamp, places, count, sources, releases(), sizes).write(folder)


def sizes_in(folder: Path) -> dict[str, int]:
    """Bytes of every file, by its name."""
    return {path.name: path.stat().st_size for path in sorted(folder.iterdir())}


Scored = dict[str, tuple[float, int]]
"""Keys of one place, each with its score and use."""


def scored_keys(entry: Entry) -> Scored:
    found: Scored = {}
    for name, use in entry.names.items():
        for key, key_use in keys_of(name, use, entry):
            score = entry.prior
            if not key_use & Use.MAIN:
                score -= 0.5
            if key_use & Use.LOOSE:
                score -= 2.0
            before = found.get(key)
            found[key] = (score, key_use) if before is None else (max(score, before[0]), key_use | before[1])
    return found


def scored_skeletons(entry: Entry) -> Scored:
    return {key: (entry.prior - 0.5, int(Use.TEXT)) for key in skeletons_of(entry)}


class Keys:
    """Keys and the rows they lead to, gathered in memory and written sorted, best first."""

    def __init__(self) -> None:
        self._number: dict[str, int] = {}
        self._found: dict[tuple[int, int], tuple[float, int]] = {}

    def add(self, keys: Scored, row: int) -> None:
        for key, scored in keys.items():
            self._found[self._number.setdefault(key, len(self._number)), row] = scored

    def write(self, folder: Path, name: str) -> int:
        """`name`.trie, and by key number, rows, scores and uses; returns how many keys."""
        trie = marisa_trie.Trie(self._number)
        renumbered = np.empty(len(self._number), np.int64)
        for key, number in self._number.items():
            renumbered[number] = trie[key]
        pairs = np.array(list(self._found), np.int64).reshape(-1, 2)
        scores = np.array([score for score, _ in self._found.values()], np.float32)
        uses = np.array([use for _, use in self._found.values()], np.uint8)
        keys = renumbered[pairs[:, 0]]
        order = np.lexsort((pairs[:, 1], -scores, keys))
        counts = np.bincount(keys, minlength=len(self._number))
        trie.save(str(folder / f"{name}.trie"))
        np.save(folder / f"{name}.starts.npy", np.concatenate([[0], np.cumsum(counts)]).astype(np.int32))
        np.save(folder / f"{name}.rows.npy", pairs[order, 1].astype(np.int32))
        np.save(folder / f"{name}.scores.npy", scores[order])
        np.save(folder / f"{name}.uses.npy", uses[order])
        return len(self._number)


def keys_of(name: str, use: int, entry: Entry) -> Iterator[tuple[str, int]]:
    """Every key a name is found under, and how good each is."""
    key = fold(name)
    if not key:
        return
    yield key, use
    weak = (use & ~(Use.MAIN | Use.TEXT)) | Use.LOOSE
    if "-" in name or "‐" in name:
        parted = fold(name.replace("-", " ").replace("‐", " "))
        if parted != key:
            yield parted, use
    if is_arabic(key):
        if " " in key:
            yield squash(key), use
        if key.startswith("ال") and len(key) > 4:
            yield key[2:], weak
    elif (bare := _without_article(name)) is not None:
        # A village's name without its article is too often a word or a person's name.
        yield fold(bare), use & ~Use.MAIN if entry.kind in ("admin", "base", "facility") else weak


_ARTICLES = ("Al ", "Al-", "al-", "El ", "El-", "el-", "Ar ", "Ar-", "As ", "Ash ", "Az ", "At ", "An ")


def _without_article(name: str) -> str | None:
    if not name.startswith(_ARTICLES):
        return None
    bare = re.split("[ -]", name, maxsplit=1)[1]
    return bare if len(bare) >= 4 else None


_ARABIC_NAMED = frozenset({
    "AE", "AF", "BH", "DJ", "DZ", "EG", "EH", "ER", "IL", "IQ", "IR", "JO", "KM", "KW", "LB", "LY",
    "MA", "ML", "MR", "NE", "OM", "PK", "PS", "QA", "SA", "SD", "SO", "SY", "TD", "TN", "TR", "YE",
})  # fmt: skip
_KNOWN_BY_ONE_WORD = 50_000
"""People, from which on a town's one-word skeleton is kept; below, too many are personal names."""


def skeletons_of(entry: Entry) -> set[str]:
    if entry.country not in _ARABIC_NAMED and entry.kind != "sea":
        return set()
    is_known = entry.kind in ("admin", "base", "facility", "region") or (
        entry.kind == "city" and (entry.population or 0) >= _KNOWN_BY_ONE_WORD
    )
    found = set()
    for name, use in entry.names.items():
        if not use & Use.TEXT or not (key := fold(name)).isascii():
            continue
        bones = skeleton(fold(name.replace("-", " ")))
        if len(bones) >= 4 and (is_known or " " in bones):
            found |= {bones, skeleton(key)}
    return found


def _write_ids(folder: Path, entries: list[Entry]) -> None:
    rows: dict[str, int] = {}
    for row, entry in enumerate(entries):
        if not entry.only_names:
            rows[entry.id] = row
    for row, entry in enumerate(entries):
        for other in own_ids(entry):
            rows.setdefault(other, row)
    trie = marisa_trie.Trie(rows)
    numbered = np.empty(len(rows), np.int32)
    for key, row in rows.items():
        numbered[trie[key]] = row
    trie.save(str(folder / "ids.trie"))
    np.save(folder / "ids.rows.npy", numbered)


def own_ids(entry: Entry) -> list[str]:
    """The other ids that lead to the place itself; a town's `gn-admin:` is the unit it lies in."""
    return [o for o in entry.other_ids if entry.kind != "city" or not o.startswith("gn-admin:")]


def _write_places(folder: Path, entries: list[Entry], sources: list[str]) -> None:
    table = np.zeros(len(entries), COLUMNS)
    texts: list[bytes] = []
    shapes: list[bytes] = []
    for row, entry in enumerate(entries):
        geometry = -1
        if entry.geometry is not None:
            geometry = len(shapes)
            shapes.append(shapely.to_wkb(entry.geometry))
        table[row] = record_of(entry, geometry=geometry, source=sources.index(entry.source))
        texts.append(text_of(entry))
    np.save(folder / "places.npy", table)
    _write_blob(folder, "texts", texts)
    _write_blob(folder, "shapes", shapes)
    _write_areas(folder, entries)
    write_fields(folder, table)


def record_of(entry: Entry, *, geometry: int, source: int) -> tuple[object, ...]:
    """In the order of COLUMNS."""
    return (
        entry.lon,
        entry.lat,
        entry.radius_m,
        entry.prior,
        entry.population or 0,
        geometry,
        KINDS.index(entry.kind),
        source,
        (entry.country or "").encode(),
        (entry.admin or "").encode(),
    )


def text_of(entry: Entry) -> bytes:
    others = [name for name, use in entry.names.items() if name != entry.name and not use & Use.LOOSE]
    return SEPARATOR.join([entry.id, entry.name, *others]).encode()


def write_fields(folder: Path, table: NDArray[np.void]) -> None:
    is_field = np.isin(table["kind"], _FIELDS) & (table["prior"] >= _LARGE_FIELD)
    rows = np.flatnonzero(is_field)
    np.save(folder / "fields.rows.npy", rows.astype(np.int32))
    np.save(folder / "fields.points.npy", np.column_stack([table["lon"][rows], table["lat"][rows]]))


def _write_areas(folder: Path, entries: list[Entry]) -> None:
    areas = [
        row
        for row, entry in enumerate(entries)
        if entry.kind in ("country", "admin") and entry.geometry is not None
    ]
    # Those with a code cover the land once; the parts of the United Kingdom lie over them.
    units = [row for row in areas if entries[row].kind == "admin" and entries[row].admin]
    boxes = [shapely.bounds(entries[row].geometry) for row in units]
    np.save(folder / "areas.rows.npy", np.array(areas, np.int32))
    np.save(folder / "units.rows.npy", np.array(units, np.int32))
    np.save(folder / "units.boxes.npy", np.array(boxes, np.float64).reshape(-1, 4))


def _write_blob(folder: Path, name: str, parts: list[bytes]) -> None:
    (folder / f"{name}.bin").write_bytes(b"".join(parts))
    starts = np.fromiter(accumulate((len(part) for part in parts), initial=0), np.int64)
    np.save(folder / f"{name}.starts.npy", starts)
