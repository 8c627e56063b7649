"""One built folder of places, mapped into memory. Opening reads next to nothing."""

from __future__ import annotations

from dataclasses import dataclass
from mmap import MADV_DONTNEED, mmap
from pathlib import Path
from typing import Any, Literal, cast

import marisa_trie
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.errors import GazetteerDamaged, GazetteerMissing
from geo.gazetteer.entry import Use
from geo.gazetteer.layout import FORMAT, KINDS, META, SEPARATOR, Meta
from geo.types import Place, PlaceKind

BEGINS, IS_NAME = 1, 2
"""What a run of words can be to a table of names: the beginning of one, or one to find in text."""
MOST_OF_A_NAME = 500
"""Places that a key leads to at most, the likeliest: of millions, thousands are called San Antonio. In the
default pack no name has half as many."""


@dataclass(frozen=True, slots=True)
class Pack:
    """The files of one folder. Rows count from 0; a row whose id is not of `ids` only gives names to another
    pack's place of that id."""

    path: Path
    meta: Meta
    names: Table
    skeletons: Table
    ids: marisa_trie.Trie
    id_rows: NDArray[np.int32]
    columns: NDArray[np.void]
    texts: Blob
    shapes: Blob
    unit_rows: NDArray[np.int32]
    """Of the first-level units that have a code: they cover the land once."""
    unit_boxes: NDArray[np.float64]
    area_rows: NDArray[np.int32]
    """Of all countries and units that have an outline."""
    field_rows: NDArray[np.int32]
    """Of airports with scheduled flights and of air bases."""
    field_points: NDArray[np.float64]

    @classmethod
    def open(cls, path: Path, *, mended_by: str = "posturemap gazetteer build") -> Pack:
        """Raises GazetteerMissing where nothing was built, GazetteerDamaged where it cannot be used.

        Both name `mended_by`, the command that mends it.
        """
        if not (path / META).is_file():
            raise GazetteerMissing(f"no gazetteer at {path}: build it with `{mended_by}`")
        try:
            meta = Meta.read(path)
        except (ValueError, TypeError) as error:
            raise GazetteerDamaged(f"{path / META} cannot be read: {error}; run `{mended_by}`") from error
        if meta.format != FORMAT:
            raise GazetteerDamaged(
                f"gazetteer at {path} has format {meta.format}, needed is {FORMAT}; run `{mended_by}`"
            )
        for name, size in meta.sizes.items():
            file = path / name
            if not file.is_file() or file.stat().st_size != size:
                raise GazetteerDamaged(f"{file} is not the {size} bytes it was built with; run `{mended_by}`")
        return cls(
            path=path,
            meta=meta,
            names=Table.open(path, "names"),
            skeletons=Table.open(path, "skeletons"),
            ids=_trie(path / "ids.trie"),
            id_rows=_mapped(path / "ids.rows.npy"),
            columns=_mapped(path / "places.npy"),
            texts=Blob.open(path, "texts"),
            shapes=Blob.open(path, "shapes"),
            unit_rows=_mapped(path / "units.rows.npy"),
            unit_boxes=_mapped(path / "units.boxes.npy"),
            area_rows=_mapped(path / "areas.rows.npy"),
            field_rows=_mapped(path / "fields.rows.npy"),
            field_points=_mapped(path / "fields.points.npy"),
        )

    def give_back(self) -> None:
        """Let the system take the pages that were read; what is asked for again is mapped again."""
        arrays: list[NDArray[Any]] = [self.columns, self.texts.content, self.texts.starts, self.id_rows]
        for table in (self.names, self.skeletons):
            arrays += [table.starts, table.held, table.scores, table.uses]
        for array in arrays:
            base: object = array
            while isinstance(base, np.ndarray):
                base = base.base
            if isinstance(base, mmap):
                base.madvise(MADV_DONTNEED)

    def row(self, place_id: str) -> int | None:
        """None where the pack has no such place."""
        return int(self.id_rows[self.ids[place_id]]) if place_id in self.ids else None

    def id_of(self, row: int) -> str:
        return self.texts.read(row).partition(SEPARATOR.encode())[0].decode()

    def place(self, row: int) -> Place:
        # One conversion of the whole record is ten times faster than one a field; in the order of COLUMNS.
        lon, lat, radius_m, _, population, _, kind, source, country, admin = self.columns[row].item()
        place_id, name, *others = self.texts.read(row).decode().split(SEPARATOR)
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

    def outline(self, row: int) -> BaseGeometry | None:
        """None where only a point is kept."""
        number = int(self.columns[row]["geometry"])
        return None if number < 0 else cast(BaseGeometry, shapely.from_wkb(self.shapes.read(number)))


@dataclass(frozen=True, slots=True)
class Table:
    """Keys to rows, each key's best first."""

    trie: marisa_trie.Trie
    starts: NDArray[np.int32]
    held: NDArray[np.int32]
    scores: NDArray[np.float32]
    uses: NDArray[np.uint8]

    @classmethod
    def open(cls, folder: Path, name: str) -> Table:
        return cls(
            trie=_trie(folder / f"{name}.trie"),
            starts=_mapped(folder / f"{name}.starts.npy"),
            held=_mapped(folder / f"{name}.rows.npy"),
            scores=_mapped(folder / f"{name}.scores.npy"),
            uses=_mapped(folder / f"{name}.uses.npy"),
        )

    def rows(self, key: str) -> list[tuple[int, float]]:
        """Rows and scores of the key, the best first; empty where it is none."""
        if key not in self.trie:
            return []
        part = self._part(key)
        part = slice(part.start, min(part.stop, part.start + MOST_OF_A_NAME))
        return list(zip(self.held[part].tolist(), self.scores[part].tolist(), strict=True))

    def text_rows(self, key: str) -> list[int]:
        """Rows of the key that it may be searched for in text."""
        if key not in self.trie:
            return []
        part = self._part(key)
        rows: list[int] = self.held[part][(self.uses[part] & Use.TEXT) > 0].tolist()
        return rows

    def begins(self, prefix: str) -> bool:
        """Whether any key begins so."""
        return next(self.trie.iterkeys(prefix), None) is not None

    def _part(self, key: str) -> slice:
        number = self.trie[key]
        return slice(int(self.starts[number]), int(self.starts[number + 1]))


@dataclass(frozen=True, slots=True)
class Blob:
    """Byte strings end to end and where each begins."""

    content: NDArray[np.uint8]
    starts: NDArray[np.int64]

    @classmethod
    def open(cls, folder: Path, name: str) -> Blob:
        file = folder / f"{name}.bin"
        content = np.memmap(file, np.uint8, mode="r") if file.stat().st_size else np.empty(0, np.uint8)
        return cls(content.view(np.ndarray), _mapped(folder / f"{name}.starts.npy"))

    def read(self, number: int) -> bytes:
        return self.content[self.starts[number] : self.starts[number + 1]].tobytes()


def _mapped(path: Path) -> NDArray[Any]:
    # What holds only its header, 128 bytes, cannot be mapped.
    mode: Literal["r"] | None = "r" if path.stat().st_size > 128 else None
    array: NDArray[Any] = np.load(path, mmap_mode=mode, allow_pickle=False)
    # A plain array on the same memory: to take a part of a memmap costs ten times as much.
    return array.view(np.ndarray)


def _trie(path: Path) -> marisa_trie.Trie:
    trie = marisa_trie.Trie()
    trie.mmap(str(path))
    return trie
