"""The gazetteer: names in, places out, over the default pack and those that were added to it.

A place of a later pack stands for all of its id: names of an earlier pack lead to it too.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, cast

import numpy as np
import shapely
from shapely.geometry import LineString, MultiLineString, Point
from shapely.geometry.base import BaseGeometry

from geo.errors import GazetteerDamaged, UnreadableSource
from geo.gazetteer import complete
from geo.gazetteer.added import added_packs
from geo.gazetteer.beginnings import Box, Wanted
from geo.gazetteer.corrections import Corrections, packed, read
from geo.gazetteer.layout import Meta, fingerprint
from geo.gazetteer.names import arabic_peelings, fold, skeleton, spellings
from geo.gazetteer.pack import Pack
from geo.gazetteer.search import LONGEST_NAME, Names, Walk
from geo.gazetteer.stack import Hidden, Stack
from geo.geometry.borders import shared_border
from geo.types import Place, PlaceKind

_PLACES_HELD = 50_000
_OUTLINES_HELD = 512
_BEGINNINGS_HELD = 100_000
_M_PER_DEG = 111_195.0
_CURATED: frozenset[str] = frozenset({"base", "facility", "region", "sea", "other"})


class Ranked(NamedTuple):
    """A candidate and how likely it is from its name alone, before the text is looked at.

    The score is about the decimal logarithm of a population; a site, country or sea stands above all towns.
    """

    place: Place
    score: float


class Completed(NamedTuple):
    """A place for what was typed, its name as far as typed, and how that name fits.

    The score is that of `Ranked`, more for the whole name and for nearness, less for a looser fit.
    """

    place: Place
    score: float
    name: str
    how: complete.How


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """Open one with `Gazetteer.open`. Safe to share between threads; a fork shares its memory.

    A row counts through all packs, those of the first before those of the second.
    """

    path: Path
    _stack: Stack
    _names: Names
    _skeletons: Names
    _layers: tuple[complete.Layer, ...]
    _caches: _Caches
    corrections: Corrections | None = None

    @classmethod
    def open(cls, path: Path, *, corrections: Path | None = None) -> Gazetteer:
        """The default pack at `path` and what was added to it, as the file of corrections says.

        Raises GazetteerMissing where nothing was built, GazetteerDamaged where a pack or the file of
        corrections cannot be used; single bad rows of it are only refused.
        """
        found = cls.of(path, [Pack.open(path), *added_packs(path)])
        if corrections is None:
            return found
        try:
            return found.corrected(read(corrections, found))
        except UnreadableSource as error:
            raise GazetteerDamaged(f"no corrections of the gazetteer: {error}") from error

    def corrected(self, corrections: Corrections) -> Gazetteer:
        """Another gazetteer, over the same files."""
        # The files are gone again when all is mapped; what is mapped stays.
        with TemporaryDirectory(prefix="posturemap-") as folder:
            packs = [*self.packs, packed(corrections, Path(folder))]
            return replace(self.of(self.path, packs, corrections.hidden), corrections=corrections)

    @classmethod
    def of(cls, path: Path, packs: Sequence[Pack], hidden: Hidden = Hidden()) -> Gazetteer:  # noqa: B008
        stack = Stack(packs, hidden)
        return cls(path, stack, stack.names(), stack.skeletons(), stack.layers(), _Caches())

    @staticmethod
    def is_current(path: Path) -> bool:
        """Whether the default pack at `path` is what this program, with its packages and tables, would
        build."""
        try:
            return Meta.read(path).fingerprint == fingerprint()
        except (OSError, ValueError, TypeError):
            return False

    @property
    def meta(self) -> Meta:
        """What the default pack was built from."""
        return self._stack.packs[0].meta

    @property
    def packs(self) -> tuple[Pack, ...]:
        """The default pack and those added, the last of which goes before all others."""
        return self._stack.packs

    def places(self) -> Iterator[Place]:
        """All of them, pack by pack; none is kept in memory."""
        for row in range(sum(len(pack.columns) for pack in self.packs)):
            if self._stack.shown(row) == row:
                yield self._stack.place(row)

    def units(self) -> Iterator[Place]:
        """The first-level units that cover the land."""
        for row in self._stack.only_shown(self._stack.unit_rows):
            yield self._caches.place(self, row)

    def prior(self, place_id: str) -> float:
        """How likely the place is meant by its name alone. KeyError where there is no such place."""
        return self._stack.prior(self._row(place_id))

    def __len__(self) -> int:
        """Rows of all packs; a place that stands in two counts twice."""
        return sum(pack.meta.places for pack in self.packs)

    # --- by name

    def lookup(self, name: str) -> tuple[Place, ...]:
        """The places of that name, the most likely first. Empty when no spelling of it is known."""
        return tuple(ranked.place for ranked in self.ranked(name))

    def ranked(self, name: str) -> tuple[Ranked, ...]:
        """As `lookup`, with scores. Matches by skeleton stand behind: "Ain al Assad" is the base too."""
        return self._caches.ranked(self, name)

    def complete(
        self,
        text: str,
        *,
        limit: int = 10,
        near: tuple[float, float] | None = None,
        country: str | None = None,
        kinds: Sequence[PlaceKind] = (),
        boxes: Sequence[Box] = (),
    ) -> tuple[Completed, ...]:
        """Places for the beginning of a name as somebody types it, best first; see `geo.gazetteer.complete`.

        What lies near the point `near` (lon, lat) is raised. `country` (ISO 3166-1 alpha-2), `kinds` and
        `boxes` (west, south, east, north) leave out all else.
        """
        wanted = Wanted(limit=limit, near=near, country=country, kinds=tuple(kinds), boxes=tuple(boxes))
        found = []
        for one in complete.search(self._layers, text, wanted, self._stack.named):
            place = self._caches.place(self, one.row)
            name = complete.as_written((place.name, *place.names), one.key, one.how)
            found.append(Completed(place, one.score, name, one.how))
        return tuple(found)

    def matches(self, folds: Sequence[str], i: int) -> list[int]:
        """How many tokens from the i-th on make a name to find in text: every such count, the longest last.

        `folds` are the tokens' folds. A lone hyphen, apostrophe or stop folds to "" and joins its neighbours.
        """
        begun = self._caches.begun(self, tuple(folds[i : i + 2]))
        if begun.is_open and i + 2 < len(folds):
            begun = self._walk(folds[i : i + LONGEST_NAME])
        return list(begun.lengths)

    def _walk(self, words: Sequence[str]) -> Walk:
        direct = self._names.walk(words)
        first = words[0]
        if first.isascii():
            loose = self._skeletons.walk(words, skeleton)
            return _both(direct, loose)
        if direct.lengths:
            return direct
        for peeled in arabic_peelings(first):
            if len(peeled) >= 4:
                direct = _both(direct, self._names.walk([peeled, *words[1:]]))
        return direct

    # --- by id

    def by_id(self, place_id: str) -> Place:
        """KeyError where there is no such place."""
        return self._caches.place(self, self._row(place_id))

    def __contains__(self, place_id: str) -> bool:
        return self._stack.row(place_id) is not None

    def geometry(self, place_id: str) -> BaseGeometry:
        """The outline of an area; the point of what has none. KeyError where there is no such place."""
        point = self._caches.point(self, place_id)
        return cast(BaseGeometry, self._caches.outline(self, self._row(place_id))) if point is None else point

    def _point(self, place_id: str) -> Point | None:
        row = self._row(place_id)
        if self._stack.has_outline(row):
            return None
        place = self._caches.place(self, row)
        return Point(place.lon, place.lat)

    def _row(self, place_id: str) -> int:
        row = self._stack.row(place_id)
        if row is None:
            raise KeyError(place_id)
        return row

    # --- by place

    def admin_at(self, lon: float, lat: float) -> Place | None:
        """The first-level unit there; None at sea and where no state is taken to rule."""
        boxes = self._stack.unit_boxes
        near = np.flatnonzero(
            (boxes[:, 0] <= lon) & (lon <= boxes[:, 2]) & (boxes[:, 1] <= lat) & (lat <= boxes[:, 3])
        )
        for row in self._stack.only_shown(self._stack.unit_rows[near]):
            if shapely.intersects_xy(self._caches.outline(self, row), lon, lat):
                return self._caches.place(self, row)
        return None

    def airfields_near(self, lon: float, lat: float, *, within_m: float) -> tuple[Place, ...]:
        """Airports with scheduled flights and air bases within that distance, the nearest first."""
        points = self._stack.field_points
        north = (points[:, 1] - lat) * _M_PER_DEG
        east = (points[:, 0] - lon) * _M_PER_DEG * math.cos(math.radians(lat))
        apart = np.hypot(east, north)
        near = np.flatnonzero(apart <= within_m)
        rows = self._stack.field_rows[near[np.argsort(apart[near])]]
        return tuple(self._caches.place(self, row) for row in self._stack.only_shown(rows))

    def country_at(self, lon: float, lat: float) -> str | None:
        """ISO 3166-1 alpha-2 of the country there; None at sea."""
        unit = self.admin_at(lon, lat)
        return unit.country if unit else None

    def land(self, bounds: tuple[float, float, float, float]) -> BaseGeometry:
        """All land within west, south, east, north; empty at sea."""
        west, south, east, north = bounds
        boxes = self._stack.unit_boxes
        near = np.flatnonzero(
            (boxes[:, 0] <= east) & (west <= boxes[:, 2]) & (boxes[:, 1] <= north) & (south <= boxes[:, 3])
        )
        rows = self._stack.only_shown(self._stack.unit_rows[near])
        outlines = [self._caches.outline(self, row) for row in rows]
        clipped = [shapely.clip_by_rect(o, west, south, east, north) for o in outlines]
        try:
            return shapely.union_all(clipped)
        except shapely.GEOSException:
            # The fast clipping now and then leaves an edge that crosses another, as off Bandar Imam Khomeini.
            return shapely.union_all(shapely.make_valid(np.array(clipped)))

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
        scores = self._scores(name)
        if key.isascii():
            bones = {skeleton(key), skeleton(fold(name.replace("-", " ")))}
            for row, score in self._skeletons.rows(*bones).items():
                is_curated = self._stack.kind(row) in _CURATED
                loose = score - (1.0 if is_curated else 2.0)
                scores[row] = max(loose, scores.get(row, loose))
        best = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
        return tuple(Ranked(self._caches.place(self, row), score) for row, score in best)

    def _scores(self, name: str) -> dict[int, float]:
        for _, keys in spellings(name):
            if found := self._names.rows(*keys):
                return found
        return {}

    def _read_place(self, row: int) -> Place:
        return self._stack.place(row)

    def _read_outline(self, row: int) -> BaseGeometry | None:
        outline = self._stack.outline(row)
        if outline is not None:
            shapely.prepare(outline)
        return outline

    def _border(self, a_place_id: str, b_place_id: str) -> LineString | MultiLineString | None:
        return shared_border(self.geometry(a_place_id), self.geometry(b_place_id))

    def _neighbours(self, place_id: str) -> tuple[str, ...]:
        place = self.by_id(place_id)
        if place.kind not in ("country", "admin"):
            return ()
        around = shapely.box(*self.geometry(place_id).bounds)
        found = []
        for row in self._stack.only_shown(self._stack.unit_rows if place.admin else self._stack.area_rows):
            other = self._caches.place(self, row)
            if (
                other.kind != place.kind
                or other.id == place_id
                or not around.intersects(self.geometry(other.id).envelope)
            ):
                continue
            if self.border(place_id, other.id) is not None:
                found.append(other.id)
        return tuple(found)


def _both(one: Walk, other: Walk) -> Walk:
    lengths = tuple(sorted({*one.lengths, *other.lengths}))
    return Walk(lengths, is_open=one.is_open or other.is_open)


class _Caches:
    """What was read once. Apart from the index, whose fields are the mapped files."""

    def __init__(self) -> None:
        self.place = lru_cache(_PLACES_HELD)(Gazetteer._read_place)
        self.begun = lru_cache(_BEGINNINGS_HELD)(Gazetteer._walk)
        """By the first two words: they tell nearly always, and come again and again."""
        self.ranked = lru_cache(_PLACES_HELD)(Gazetteer._rank)
        self.point = lru_cache(_PLACES_HELD)(Gazetteer._point)
        """By id; None where there is an outline: of those fewer are held, and points would push them out."""
        self.outline = lru_cache(_OUTLINES_HELD)(Gazetteer._read_outline)
        self.border = lru_cache(_OUTLINES_HELD)(Gazetteer._border)
        self.neighbours = lru_cache(_OUTLINES_HELD)(Gazetteer._neighbours)
