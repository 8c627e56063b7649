"""Several packs as one run of rows. A place of a later pack stands for all of its id; some may be hidden."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.gazetteer.complete import Layer
from geo.gazetteer.layout import KINDS
from geo.gazetteer.pack import Pack, Table
from geo.gazetteer.search import Names
from geo.types import Place

_SHOWN_HELD = 200_000
_LARGE_BYTES = 500_000_000
_READ_BETWEEN = 500
"""Rows read of large packs until what they touched is given back: about 64 KB for each look into a file."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """What is not to be shown though a pack has it."""

    places: frozenset[str] = frozenset()
    names: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By place id: keys of names and skeletons that must not lead to it."""


class Stack:
    """A row counts through all packs, those of the first before those of the second."""

    def __init__(self, packs: Sequence[Pack], hidden: Hidden) -> None:
        self.packs = tuple(packs)
        self._hidden = hidden
        self._bases = [0]
        for pack in packs[:-1]:
            self._bases.append(self._bases[-1] + len(pack.columns))
        self._is_plain = len(packs) == 1 and not hidden.places and not hidden.names
        self._shown = lru_cache(_SHOWN_HELD)(self._find_shown)
        self._is_large = sum(size for pack in packs for size in pack.meta.sizes.values()) > _LARGE_BYTES
        self._read = 0
        # Later packs first: theirs is the newer word on whose ground it is.
        self.unit_rows = self._joined(pack.unit_rows for pack in self.packs)
        self.unit_boxes = np.concatenate([pack.unit_boxes for pack in reversed(self.packs)])
        self.area_rows = self._joined(pack.area_rows for pack in self.packs)
        self.field_rows = self._joined(pack.field_rows for pack in self.packs)
        self.field_points = np.concatenate([pack.field_points for pack in reversed(self.packs)])

    def names(self) -> Names:
        return self._names([pack.names for pack in self.packs])

    def skeletons(self) -> Names:
        return self._names([pack.skeletons for pack in self.packs])

    def layers(self) -> tuple[Layer, ...]:
        """What completes names, a layer each pack."""
        packs = zip(self.packs, self._bases, strict=True)
        return tuple(Layer.open(pack.path, pack.columns, base) for pack, base in packs)

    def named(self, row: int, key: str) -> int | None:
        """The row that stands for the place the key led to; None where the name or place is hidden."""
        return row if self._is_plain else self._named(row, key)

    def row(self, place_id: str) -> int | None:
        """Of the place that stands for the id; None where none does."""
        if place_id in self._hidden.places:
            return None
        for pack, base in zip(reversed(self.packs), reversed(self._bases), strict=True):
            row = pack.row(place_id)
            if row is not None:
                return base + row
        return None

    def shown(self, row: int) -> int | None:
        """The row that stands for this one's place: itself, that of a later pack, or none."""
        return row if self._is_plain else self._shown(row)

    def only_shown(self, rows: NDArray[np.int64]) -> list[int]:
        return [row for row in rows.tolist() if self.shown(row) == row]

    def place(self, row: int) -> Place:
        self._count()
        pack, own = self._at(row)
        return pack.place(own)

    def kind(self, row: int) -> str:
        pack, own = self._at(row)
        return KINDS[int(pack.columns[own]["kind"])]

    def has_outline(self, row: int) -> bool:
        pack, own = self._at(row)
        return int(pack.columns[own]["geometry"]) >= 0

    def prior(self, row: int) -> float:
        pack, own = self._at(row)
        return float(pack.columns[own]["prior"])

    def outline(self, row: int) -> BaseGeometry | None:
        pack, own = self._at(row)
        return pack.outline(own)

    def _at(self, row: int) -> tuple[Pack, int]:
        number = bisect_right(self._bases, row) - 1
        return self.packs[number], row - self._bases[number]

    def _count(self) -> None:
        """Keeps the resident memory of large packs small: their pages stay in the system's cache, shared."""
        self._read += 1
        if self._is_large and self._read % _READ_BETWEEN == 0:
            for pack in self.packs:
                pack.give_back()

    def _find_shown(self, row: int) -> int | None:
        self._count()
        pack, own = self._at(row)
        return self.row(pack.id_of(own))

    def _named(self, row: int, key: str) -> int | None:
        shown = self._shown(row)
        if shown is not None and self._hidden.names:
            pack, own = self._at(shown)
            if key in self._hidden.names.get(pack.id_of(own), ()):
                return None
        return shown

    def _names(self, tables: Sequence[Table]) -> Names:
        return Names(list(zip(tables, self._bases, strict=True)), None if self._is_plain else self._named)

    def _joined(self, parts: Iterable[NDArray[np.int32]]) -> NDArray[np.int64]:
        rows = [np.asarray(part, np.int64) + base for part, base in zip(parts, self._bases, strict=True)]
        return np.concatenate(rows[::-1])
