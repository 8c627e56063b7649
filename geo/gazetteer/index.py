"""The built gazetteer, mapped into memory: names in, places out. Opening reads next to nothing."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, NamedTuple, cast

import marisa_trie
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString, MultiLineString, Point
from shapely.geometry.base import BaseGeometry

from geo.errors import GazetteerDamaged, GazetteerMissing
from geo.gazetteer.entry import Use
from geo.gazetteer.layout import FORMAT, KINDS, META, SEPARATOR, Meta, fingerprint
from geo.gazetteer.names import arabic_peelings, fold, is_arabic, skeleton, squash
from geo.geometry.borders import shared_border
from geo.types import Place, PlaceKind

_PLACES_HELD = 50_000
_OUTLINES_HELD = 512
_STANDINGS_HELD = 200_000
_BEGINS, _IS_NAME = 1, 2
_LONGEST_NAME = 12
"""Tokens a name may have; the longest of the overlay has eight."""
_M_PER_DEG = 111_195.0
_FIELDS = (KINDS.index("airport"), KINDS.index("base"))
_LARGE_FIELD = 6.0
"""Score from which an airfield is more than a strip or a helipad."""
_CURATED: frozenset[str] = frozenset({"base", "facility", "region", "sea", "other"})


class Ranked(NamedTuple):
    """A candidate and how likely it is from its name alone, before the text is looked at.

    The score is about the decimal logarithm of a population; a site, country or sea stands above all towns.
    """

    place: Place
    score: float


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """Open one with `Gazetteer.open`. Safe to share between threads; a fork shares its memory."""

    path: Path
    meta: Meta
    _names: _Table
    _skeletons: _Table
    _ids: marisa_trie.Trie
    _id_rows: NDArray[np.int32]
    _columns: NDArray[np.void]
    _texts: _Blob
    _shapes: _Blob
    _unit_rows: NDArray[np.int32]
    _unit_boxes: NDArray[np.float64]
    _caches: _Caches

    @classmethod
    def open(cls, path: Path) -> Gazetteer:
        """Raises GazetteerMissing where nothing was built, GazetteerDamaged where it cannot be used."""
        if not (path / META).is_file():
            raise GazetteerMissing(f"no gazetteer at {path}: build it with `posturemap gazetteer build`")
        try:
            meta = Meta.read(path)
        except (ValueError, TypeError) as error:
            raise GazetteerDamaged(f"{path / META} cannot be read: {error}") from error
        if meta.format != FORMAT:
            raise GazetteerDamaged(f"gazetteer at {path} has format {meta.format}, needed is {FORMAT}")
        for name, size in meta.sizes.items():
            file = path / name
            if not file.is_file() or file.stat().st_size != size:
                raise GazetteerDamaged(f"{file} is not the {size} bytes it was built with")
        return cls(
            path=path,
            meta=meta,
            _names=_Table.open(path, "names"),
            _skeletons=_Table.open(path, "skeletons"),
            _ids=_trie(path / "ids.trie"),
            _id_rows=_mapped(path / "ids.rows.npy"),
            _columns=_mapped(path / "places.npy"),
            _texts=_Blob.open(path, "texts"),
            _shapes=_Blob.open(path, "shapes"),
            _unit_rows=_mapped(path / "units.rows.npy"),
            _unit_boxes=_mapped(path / "units.boxes.npy"),
            _caches=_Caches(),
        )

    @staticmethod
    def is_current(path: Path) -> bool:
        """Whether what stands at `path` is what this program, with its packages and tables, would build."""
        try:
            return Meta.read(path).fingerprint == fingerprint()
        except (OSError, ValueError, TypeError):
            return False

    def __len__(self) -> int:
        return self.meta.places

    # --- by name

    def lookup(self, name: str) -> tuple[Place, ...]:
        """The places of that name, the most likely first. Empty when no spelling of it is known."""
        return tuple(ranked.place for ranked in self.ranked(name))

    def ranked(self, name: str) -> tuple[Ranked, ...]:
        """As `lookup`, with scores. Matches by skeleton stand behind: "Ain al Assad" is the base too."""
        return self._caches.ranked(self, name)

    def matches(self, folds: Sequence[str], i: int) -> list[int]:
        """How many tokens from the i-th on make a name to find in text: every such count, the longest last.

        `folds` are the tokens' folds. A lone hyphen, apostrophe or stop folds to "" and joins its neighbours.
        """
        first = folds[i]
        found = set(_walk(folds, i, self._names)) if self._names.standing(first) else set()
        if first.isascii():
            if self._skeletons.standing(skeleton(first)):
                bones = [skeleton(word) for word in folds[i : i + _LONGEST_NAME]]
                found.update(_walk(bones, 0, self._skeletons))
        elif not found:
            for peeled in arabic_peelings(first):
                if len(peeled) >= 4 and self._names.standing(peeled):
                    found.update(_walk([peeled, *folds[i + 1 : i + _LONGEST_NAME]], 0, self._names))
        return sorted(found)

    # --- by id

    def by_id(self, place_id: str) -> Place:
        """KeyError where there is no such place."""
        return self._caches.place(self, self._row(place_id))

    def __contains__(self, place_id: str) -> bool:
        return place_id in self._ids

    def geometry(self, place_id: str) -> BaseGeometry:
        """The outline of an area; the point of what has none. KeyError where there is no such place."""
        row = self._row(place_id)
        record = self._columns[row]
        if record["geometry"] < 0:
            return Point(float(record["lon"]), float(record["lat"]))
        return self._caches.outline(self, int(record["geometry"]))

    def _row(self, place_id: str) -> int:
        if place_id not in self._ids:
            raise KeyError(place_id)
        return int(self._id_rows[self._ids[place_id]])

    # --- by place

    def admin_at(self, lon: float, lat: float) -> Place | None:
        """The first-level unit there; None at sea and where no state is taken to rule."""
        boxes = self._unit_boxes
        near = np.flatnonzero(
            (boxes[:, 0] <= lon) & (lon <= boxes[:, 2]) & (boxes[:, 1] <= lat) & (lat <= boxes[:, 3])
        )
        for row in self._unit_rows[near].tolist():
            if shapely.intersects_xy(
                self._caches.outline(self, int(self._columns[row]["geometry"])), lon, lat
            ):
                return self._caches.place(self, row)
        return None

    def airfields_near(self, lon: float, lat: float, *, within_m: float) -> tuple[Place, ...]:
        """Airports with scheduled flights and air bases within that distance, the nearest first."""
        columns = self._columns
        north = (columns["lat"] - lat) * _M_PER_DEG
        east = (columns["lon"] - lon) * _M_PER_DEG * math.cos(math.radians(lat))
        apart = np.hypot(east, north)
        is_field = np.isin(columns["kind"], _FIELDS) & (columns["prior"] >= _LARGE_FIELD)
        rows = np.flatnonzero((apart <= within_m) & is_field)
        return tuple(self._caches.place(self, row) for row in rows[np.argsort(apart[rows])].tolist())

    def country_at(self, lon: float, lat: float) -> str | None:
        """ISO 3166-1 alpha-2 of the country there; None at sea."""
        unit = self.admin_at(lon, lat)
        return unit.country if unit else None

    def land(self, bounds: tuple[float, float, float, float]) -> BaseGeometry:
        """All land within west, south, east, north; empty at sea."""
        west, south, east, north = bounds
        boxes = self._unit_boxes
        near = np.flatnonzero(
            (boxes[:, 0] <= east) & (west <= boxes[:, 2]) & (boxes[:, 1] <= north) & (south <= boxes[:, 3])
        )
        numbers = self._columns["geometry"][self._unit_rows[near]].tolist()
        outlines = [self._caches.outline(self, number) for number in numbers]
        return shapely.union_all([shapely.clip_by_rect(o, west, south, east, north) for o in outlines])

    def border(self, a_place_id: str, b_place_id: str) -> LineString | MultiLineString | None:
        """The line two countries, units or regions made of them share; None where they share none."""
        return self._caches.border(self, *sorted((a_place_id, b_place_id)))

    def neighbours(self, place_id: str) -> tuple[str, ...]:
        """Ids of the places of the same kind, countries or first-level units, that share a border with it."""
        return self._caches.neighbours(self, place_id)

    # --- reading the files

    def _rank(self, name: str) -> tuple[Ranked, ...]:
        key = fold(name)
        if not key:
            return ()
        scores = self._scores(name, key)
        if key.isascii():
            bones = {skeleton(key), skeleton(fold(name.replace("-", " ")))}
            for row, score in self._skeletons.rows(*bones).items():
                is_curated = KINDS[self._columns[row]["kind"]] in _CURATED
                loose = score - (1.0 if is_curated else 2.0)
                scores[row] = max(loose, scores.get(row, loose))
        best = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
        return tuple(Ranked(self._caches.place(self, row), score) for row, score in best)

    def _scores(self, name: str, key: str) -> dict[int, float]:
        if found := self._names.rows(key):
            return found
        parted = fold(name.replace("-", " "))
        if found := self._names.rows(parted):
            return found
        if not is_arabic(key):
            return {}
        if found := self._names.rows(squash(key)):
            return found
        for peeled in arabic_peelings(key):
            if found := self._names.rows(peeled, squash(peeled)):
                return found
        return {}

    def _read_place(self, row: int) -> Place:
        # One conversion of the whole record is ten times faster than one a field; in the order of COLUMNS.
        lon, lat, radius_m, _, population, _, kind, source, country, admin = self._columns[row].item()
        place_id, name, *others = self._texts.read(row).decode().split(SEPARATOR)
        return Place(
            id=place_id,
            name=name,
            kind=cast(PlaceKind, KINDS[kind]),
            lon=lon,
            lat=lat,
            radius_m=radius_m,
            source=self.meta.sources[source],
            names=tuple(others),
            country=country.decode() or None,
            admin=admin.decode() or None,
            population=population or None,
        )

    def _border(self, a_place_id: str, b_place_id: str) -> LineString | MultiLineString | None:
        return shared_border(self.geometry(a_place_id), self.geometry(b_place_id))

    def _neighbours(self, place_id: str) -> tuple[str, ...]:
        place = self.by_id(place_id)
        if place.kind not in ("country", "admin"):
            return ()
        around = shapely.box(*self.geometry(place_id).bounds)
        kind = KINDS.index(place.kind)
        rows = self._unit_rows if place.admin else np.flatnonzero(self._columns["kind"] == kind)
        found = []
        for row in rows.tolist():
            other = self._caches.place(self, row)
            if other.id == place_id or not around.intersects(self.geometry(other.id).envelope):
                continue
            if self.border(place_id, other.id) is not None:
                found.append(other.id)
        return tuple(found)


def _walk(words: Sequence[str], i: int, table: _Table) -> Iterator[int]:
    """The numbers of words from the i-th on that make a key of the table meant for text."""
    begun = [words[i]] if words[i] else []
    for length in range(1, min(_LONGEST_NAME, len(words) - i) + 1):
        word = words[i + length - 1]
        if length > 1:
            begun = _continued(begun, words[i + length - 2], word)
        standings = [table.standing(prefix) for prefix in begun]
        if word and _IS_NAME in standings:
            yield length
        begun = [prefix for prefix, standing in zip(begun, standings, strict=True) if standing]
        if not begun:
            return


def _continued(begun: list[str], before: str, word: str) -> list[str]:
    """Longer beginnings of names: words are parted by a space, but glue (folded to "") may join them."""
    if not word:
        return begun
    parted = [f"{prefix} {word}" for prefix in begun]
    return [*parted, *(prefix + word for prefix in begun)] if not before else parted


class _Caches:
    """What was read once. Apart from the index, whose fields are the mapped files."""

    def __init__(self) -> None:
        self.place = lru_cache(_PLACES_HELD)(Gazetteer._read_place)
        self.ranked = lru_cache(_PLACES_HELD)(Gazetteer._rank)
        self.outline = lru_cache(_OUTLINES_HELD)(_read_outline)
        self.border = lru_cache(_OUTLINES_HELD)(Gazetteer._border)
        self.neighbours = lru_cache(_OUTLINES_HELD)(Gazetteer._neighbours)


def _read_outline(gazetteer: Gazetteer, number: int) -> BaseGeometry:
    outline: BaseGeometry = shapely.from_wkb(gazetteer._shapes.read(number))
    shapely.prepare(outline)
    return outline


@dataclass(frozen=True, slots=True)
class _Table:
    """Keys to rows, each key's best first."""

    trie: marisa_trie.Trie
    starts: NDArray[np.int32]
    held: NDArray[np.int32]
    scores: NDArray[np.float32]
    uses: NDArray[np.uint8]
    standings: dict[str, int]

    @classmethod
    def open(cls, folder: Path, name: str) -> _Table:
        return cls(
            trie=_trie(folder / f"{name}.trie"),
            starts=_mapped(folder / f"{name}.starts.npy"),
            held=_mapped(folder / f"{name}.rows.npy"),
            scores=_mapped(folder / f"{name}.scores.npy"),
            uses=_mapped(folder / f"{name}.uses.npy"),
            standings={},
        )

    def rows(self, *keys: str) -> dict[int, float]:
        found: dict[int, float] = {}
        for key in keys:
            if key in self.trie:
                number = self.trie[key]
                part = slice(int(self.starts[number]), int(self.starts[number + 1]))
                for row, score in zip(self.held[part].tolist(), self.scores[part].tolist(), strict=True):
                    found[row] = max(score, found.get(row, score))
        return found

    def standing(self, prefix: str) -> int:
        """0 where no key begins so, _IS_NAME for a key that may be searched for, else _BEGINS.

        Remembered: the words of a text are few and each is asked about again and again.
        """
        known = self.standings.get(prefix)
        if known is None:
            if len(self.standings) >= _STANDINGS_HELD:
                self.standings.clear()
            known = self.standings[prefix] = self._standing(prefix)
        return known

    def _standing(self, prefix: str) -> int:
        if not prefix or next(self.trie.iterkeys(prefix), None) is None:
            return 0
        if prefix in self.trie:
            number = self.trie[prefix]
            part = self.uses[int(self.starts[number]) : int(self.starts[number + 1])]
            if (part & Use.TEXT).any():
                return _IS_NAME
        return _BEGINS


@dataclass(frozen=True, slots=True)
class _Blob:
    """Byte strings end to end and where each begins."""

    content: NDArray[np.uint8]
    starts: NDArray[np.int64]

    @classmethod
    def open(cls, folder: Path, name: str) -> _Blob:
        file = folder / f"{name}.bin"
        content = np.memmap(file, np.uint8, mode="r") if file.stat().st_size else np.empty(0, np.uint8)
        return cls(content, _mapped(folder / f"{name}.starts.npy"))

    def read(self, number: int) -> bytes:
        return self.content[self.starts[number] : self.starts[number + 1]].tobytes()


def _mapped(path: Path) -> NDArray[Any]:
    # What holds only its header, 128 bytes, cannot be mapped.
    mode: Literal["r"] | None = "r" if path.stat().st_size > 128 else None
    array: NDArray[Any] = np.load(path, mmap_mode=mode, allow_pickle=False)
    return array


def _trie(path: Path) -> marisa_trie.Trie:
    trie = marisa_trie.Trie()
    trie.mmap(str(path))
    return trie
