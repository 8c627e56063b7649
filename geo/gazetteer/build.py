"""Build the gazetteer: every source read, joined without doubles, and written as files to map into memory.

In: the packages and tables. Out: a folder that `geo.gazetteer.Gazetteer.open` takes. It is written beside its
place and moved there when complete, so a build that was killed leaves nothing that could be taken for whole.
"""

from __future__ import annotations

import math
import os
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path

import marisa_trie
import numpy as np
import shapely

from geo.gazetteer.entry import Entry, Use
from geo.gazetteer.layout import COLUMNS, FORMAT, KINDS, SEPARATOR, Meta, fingerprint, releases
from geo.gazetteer.names import fold_anew as fold
from geo.gazetteer.names import is_arabic, skeleton, squash
from geo.gazetteer.sources import airfields, aliases, boundaries, geonames, sites
from geo.geometry.geodesy import WGS84

Progress = Callable[[str, float], None]
SAME_PLACE_M = 5_000.0
_OFFSHORE_DEG = 0.1
_RURAL = 0.7
"""Taken off a province's score by its people, in powers of ten: it is named less than a city as large."""
_LARGEST_PROVINCE = 6.0


def build(target: Path, progress: Progress = lambda _what, _share: None) -> None:
    """Make the gazetteer at `target`, in the place of one that stands there. Takes about half a minute.

    `progress` is told what is being done and the share, 0 to 1, of the work behind it.
    """
    stamp = fingerprint()
    entries = gather(progress)
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f".{target.name}.{os.getpid()}")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir()
    try:
        write(unfinished, entries, stamp, progress)
        _put(unfinished, target)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    progress("done", 1.0)


def _put(new: Path, target: Path) -> None:
    replaced = target.with_name(f".{target.name}.replaced.{os.getpid()}")
    if target.exists():
        target.rename(replaced)
    new.rename(target)
    shutil.rmtree(replaced, ignore_errors=True)


def gather(progress: Progress) -> list[Entry]:
    """Every place once, with the first-level unit it lies in."""
    progress("boundaries", 0.0)
    borders = boundaries.Boundaries.read()
    outlines = borders.countries()
    provinces = list(boundaries.province_entries(borders))
    units = {**outlines, **{entry.admin: entry.geometry for entry in provinces if entry.admin}}
    areas = [*boundaries.country_entries(borders, outlines), *provinces, *boundaries.sea_entries(borders)]
    progress("sites and airfields", 0.1)
    ours = list(sites.entries({code: shape for code, shape in units.items() if shape is not None}))
    fields = airfields.entries()
    progress("populated places", 0.15)
    points = [*ours, *joined(ours, fields, {"base", "airport"}), *joined(ours, geonames.entries(), {"city"})]
    progress("first-level units", 0.3)
    replaced = {entry.id for entry in ours}
    put_in_provinces(points, provinces)
    weigh_provinces(points, provinces)
    every = [*(area for area in areas if area.id not in replaced), *points]
    aliases.rename(every)
    return every


def joined(ours: list[Entry], others: Iterable[Entry], kinds: set[str]) -> Iterator[Entry]:
    """The others but those that one of ours already is; such a one gives its names and ids to ours."""
    by_id = {other: entry for entry in ours for other in entry.other_ids}
    by_cell: dict[tuple[int, int], list[Entry]] = {}
    for entry in ours:
        if entry.kind in kinds:
            for x in (-1, 0, 1):
                for y in (-1, 0, 1):
                    by_cell.setdefault((round(entry.lon) + x, round(entry.lat) + y), []).append(entry)
    for other in others:
        near = by_cell.get((round(other.lon), round(other.lat)), ())
        same = by_id.get(other.id) or (_same(other, near) if near else None)
        if same is None:
            yield other
            continue
        for name, use in other.names.items():
            same.names.setdefault(name, use & ~Use.MAIN)
        same.names.setdefault(other.id, Use.LOOSE)


def _same(other: Entry, near: Sequence[Entry]) -> Entry | None:
    for entry in near:
        _, _, apart_m = WGS84.inv(entry.lon, entry.lat, other.lon, other.lat)
        if apart_m <= SAME_PLACE_M and not {fold(n) for n in entry.names}.isdisjoint(map(fold, other.names)):
            return entry
    return None


def put_in_provinces(points: list[Entry], provinces: list[Entry]) -> None:
    """Give each point the ISO 3166-2 code of the province it lies in, where that is of its country."""
    locations = shapely.points([entry.lon for entry in points], [entry.lat for entry in points])
    # Asked with the polygons, each of which is prepared once, it takes half the time.
    around, inside = shapely.STRtree(locations).query(
        [entry.geometry for entry in provinces], predicate="contains"
    )
    for i, j in zip(inside.tolist(), around.tolist(), strict=True):
        if provinces[j].country == points[i].country and points[i].kind not in ("region", "admin"):
            points[i].admin = provinces[j].admin
    _put_in_nearest(
        [p for p in points if p.admin is None and p.country and p.kind not in ("region", "admin")], provinces
    )


def _put_in_nearest(points: list[Entry], provinces: list[Entry]) -> None:
    """Ports and river towns that the generalised outlines leave in the water."""
    shapes = [entry.geometry for entry in provinces]
    locations = shapely.points([entry.lon for entry in points], [entry.lat for entry in points])
    at, near = shapely.STRtree(shapes).query(locations, predicate="dwithin", distance=_OFFSHORE_DEG)
    nearest: dict[int, float] = {}
    for i, j in zip(at.tolist(), near.tolist(), strict=True):
        if provinces[j].country != points[i].country:
            continue
        apart = shapely.distance(shapes[j], locations[i])
        if apart < nearest.get(i, math.inf):
            nearest[i], points[i].admin = apart, provinces[j].admin


def weigh_provinces(points: Iterable[Entry], provinces: Iterable[Entry]) -> None:
    """A province counts by the people of its towns where that is more than by its area.

    So the Maryland of six millions goes before its small namesake; never so much that a province hides the
    great city of its name.
    """
    people: Counter[str] = Counter()
    for point in points:
        if point.admin and point.kind == "city":
            people[point.admin] += point.population or 0
    for province in provinces:
        if province.admin:
            by_people = math.log10(people[province.admin] + 1) - _RURAL
            province.prior = max(province.prior, min(_LARGEST_PROVINCE, by_people))


def write(folder: Path, entries: list[Entry], stamp: str, progress: Progress) -> None:
    progress("names", 0.4)
    names = Keys()
    skeletons = Keys()
    for row, entry in enumerate(entries):
        for name, use in entry.names.items():
            for key, key_use in keys_of(name, use, entry):
                names.add(key, row, entry.prior, key_use)
        for key in skeletons_of(entry):
            skeletons.add(key, row, entry.prior, Use.TEXT)
    progress("name index", 0.7)
    count = names.write(folder, "names")
    skeletons.write(folder, "skeletons")
    progress("places", 0.9)
    sources = sorted({entry.source for entry in entries})
    _write_ids(folder, entries)
    _write_places(folder, entries, sources)
    sizes = {path.name: path.stat().st_size for path in sorted(folder.iterdir())}
    Meta(FORMAT, stamp, len(entries), count, sources, releases(), sizes).write(folder)


class Keys:
    """Keys and the rows they lead to, gathered in memory and written sorted, best first."""

    def __init__(self) -> None:
        self._number: dict[str, int] = {}
        self._found: dict[tuple[int, int], tuple[float, int]] = {}

    def add(self, key: str, row: int, prior: float, use: int) -> None:
        number = self._number.setdefault(key, len(self._number))
        score = prior - (0.0 if use & Use.MAIN else 0.5) - (2.0 if use & Use.LOOSE else 0.0)
        before = self._found.get((number, row))
        if before is None:
            self._found[number, row] = (score, use)
        else:
            self._found[number, row] = (max(score, before[0]), use | before[1])

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
        rows[entry.id] = row
    for row, entry in enumerate(entries):
        for other in entry.other_ids:
            if entry.kind != "city":  # a town's other id is that of the unit it lies in
                rows.setdefault(other, row)
    trie = marisa_trie.Trie(rows)
    numbered = np.empty(len(rows), np.int32)
    for key, row in rows.items():
        numbered[trie[key]] = row
    trie.save(str(folder / "ids.trie"))
    np.save(folder / "ids.rows.npy", numbered)


def _write_places(folder: Path, entries: list[Entry], sources: list[str]) -> None:
    table = np.zeros(len(entries), COLUMNS)
    texts: list[bytes] = []
    shapes: list[bytes] = []
    for row, entry in enumerate(entries):
        geometry = -1
        if entry.geometry is not None:
            geometry = len(shapes)
            shapes.append(shapely.to_wkb(entry.geometry))
        table[row] = (
            entry.lon,
            entry.lat,
            entry.radius_m,
            entry.prior,
            entry.population or 0,
            geometry,
            KINDS.index(entry.kind),
            sources.index(entry.source),
            (entry.country or "").encode(),
            (entry.admin or "").encode(),
        )
        others = [name for name, use in entry.names.items() if name != entry.name and not use & Use.LOOSE]
        texts.append(SEPARATOR.join([entry.id, entry.name, *others]).encode())
    np.save(folder / "places.npy", table)
    _write_blob(folder, "texts", texts)
    _write_blob(folder, "shapes", shapes)
    boxes = [
        shapely.bounds(entry.geometry) if entry.kind == "admin" else (math.nan,) * 4 for entry in entries
    ]
    # Those with a code cover the land once; the parts of the United Kingdom lie over them.
    units = np.array(
        [row for row, entry in enumerate(entries) if entry.kind == "admin" and entry.admin], np.int32
    )
    np.save(folder / "units.rows.npy", units)
    np.save(folder / "units.boxes.npy", np.array(boxes)[units])


def _write_blob(folder: Path, name: str, parts: list[bytes]) -> None:
    (folder / f"{name}.bin").write_bytes(b"".join(parts))
    starts = np.fromiter(accumulate((len(part) for part in parts), initial=0), np.int64)
    np.save(folder / f"{name}.starts.npy", starts)
