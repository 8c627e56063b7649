"""GeoNames' own dumps: `allCountries.zip`, `XX.zip`, `cities500.zip`, their .txt, `alternateNamesV2.zip`.

Tab-separated UTF-8 without header or quotes, 19 columns a place and 10 a name (geonames.org/export). Data:
GeoNames, CC BY 4.0.
"""

from __future__ import annotations

import io
import math
import shutil
import zipfile
import zlib
from bisect import bisect_left
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from geo.data.tables import table
from geo.errors import UnreadableSource
from geo.gazetteer.entry import Entry, Use
from geo.gazetteer.sources.geonames import name_use, settlement_radius_m
from geo.gazetteer.tally import Tally
from geo.types import PlaceKind

SOURCE = "GeoNames"
_COLUMNS = 19
_NAME_COLUMNS = 10
_TRIED = 1_000
"""Lines of which one must be a row, or the file is taken for something else."""
_NO_NAMES = frozenset({"link", "post", "wkdt", "phon", "tcid"})
_CODES = frozenset({"iata", "icao", "faac", "abbr", "unlc", "piny", "fr_1793"})
_MOST_PEOPLE = 2**62


@dataclass(frozen=True, slots=True)
class Dump:
    """Places of `path`, with further names of `names` where that was prepared."""

    path: Path
    names: Alternates | None = None

    def rows(self, skip: int, tally: Tally) -> Iterator[tuple[int, Entry | None]]:
        """Number and entry of each row after the first `skip`; None for what gives no place. Bad rows are
        told to the tally."""
        features = _features()
        with opened(self.path) as (name, lines):
            for number, line in enumerate(islice(lines, skip, None), skip + 1):
                yield number, self._entry(line, f"{name}:{number}", features, tally)

    def check(self) -> None:
        """UnreadableSource where the file is no such dump."""
        features, tally = _features(), Tally()
        with opened(self.path) as (name, lines):
            for number, line in enumerate(islice(lines, _TRIED), 1):
                if self._entry(line, f"{name}:{number}", features, tally) is not None:
                    return
        raise UnreadableSource(
            f"{self.path}: none of its first lines is a place of GeoNames, {_COLUMNS} columns parted by tabs"
        )

    def _entry(self, line: bytes, where: str, features: dict[str, _Feature], tally: Tally) -> Entry | None:
        try:
            cells = line.decode().rstrip("\r\n").split("\t")
        except UnicodeDecodeError:
            tally.refuse("not UTF-8", where, repr(line[:60]))
            return None
        if len(cells) != _COLUMNS:
            tally.refuse(f"not {_COLUMNS} columns", where, "\t".join(cells))
            return None
        number, name, ascii_name, others, lat, lon, of_class, code, country = cells[:9]
        if not (number.isascii() and number.isdigit()):
            tally.refuse("no number as its id", where, number)
            return None
        if not name.strip():
            tally.refuse("no name", where, number)
            return None
        point = point_of(lon, lat)
        if point is None:
            tally.refuse("no position on Earth", where, f"{number} {lat} {lon}")
            return None
        people = _people(cells[14])
        if people is None:
            tally.refuse("no number of people", where, f"{number} {cells[14]}")
            return None
        if country and not (len(country) == 2 and country.isascii() and country.isalpha()):
            tally.refuse("no country code", where, f"{number} {country}")
            return None
        feature = features.get(f"{of_class}.{code}") or features.get(f"{of_class}.*") or _PLAIN
        names, is_served = self._names(int(number), name, ascii_name, others, feature.text)
        return Entry(
            id=f"gn:{int(number)}",
            name=name,
            kind=feature.kind,
            lon=point[0],
            lat=point[1],
            radius_m=feature.radius_m or settlement_radius_m(people),
            source=SOURCE,
            prior=_prior(feature, people, is_served=is_served),
            names=names,
            country=country or None,
            population=people or None,
            other_ids=(f"gn-admin:{country}.{cells[10]}",) if code == "ADM1" else (),
        )

    def _names(
        self, number: int, name: str, ascii_name: str, others: str, text: str
    ) -> tuple[dict[str, int], bool]:
        """Names and uses; and whether an IATA code says that flights serve the place."""
        names: dict[str, int] = {name: Use.MAIN | Use.TEXT}
        is_served = False
        for other in self.names.of(number) if self.names else ():
            names.setdefault(other.name, other.use)
            is_served = is_served or other.is_iata
        for other_name in (ascii_name, *others.split(",")):
            if other_name and other_name not in names:
                names[other_name] = name_use(other_name)
        if text != "yes":
            for each, use in names.items():
                if use & Use.TEXT and (text == "no" or " " not in each):
                    names[each] = use & ~Use.TEXT
        return names, is_served


class _Feature(NamedTuple):
    kind: PlaceKind
    prior: float | None
    """None: from the people."""
    radius_m: float | None
    text: str


_PLAIN = _Feature("other", 1.0, 3_000.0, "no")


def _features() -> dict[str, _Feature]:
    return {
        row["feature"]: _Feature(
            cast(PlaceKind, row["kind"]),
            None if row["prior"] == "people" else float(row["prior"]),
            None if row["radius_m"] == "people" else float(row["radius_m"]),
            row["text"],
        )
        for row in table("features.tsv")
    }


def _prior(feature: _Feature, people: int, *, is_served: bool) -> float:
    if feature.prior is None:
        return math.log10(people + 30)
    if feature.kind == "admin" and people:
        # As provinces are weighed: named less than a city as large.
        return max(feature.prior, min(6.0, math.log10(people + 1) - 0.7))
    return 6.0 if feature.kind == "airport" and is_served else feature.prior


def _people(cell: str) -> int | None:
    if not cell:
        return 0
    if not (cell.isascii() and cell.isdigit()) or int(cell) > _MOST_PEOPLE:
        return None
    return int(cell)


def point_of(lon: str, lat: str) -> tuple[float, float] | None:
    """None for what is no position on Earth."""
    try:
        x, y = float(lon), float(lat)
    except ValueError:
        return None
    return (x, y) if -180 <= x <= 180 and -90 <= y <= 90 else None


# --- names of their own file


class Alternate(NamedTuple):
    name: str
    use: int
    is_iata: bool


_ALTERNATES = ("ids", "starts", "lengths", "uses")
_IATA = 128
"""Marks a code among the uses kept on disk."""


class Alternates:
    """Names sorted by place, on disk: the dump has them in the order in which they were entered."""

    def __init__(self, folder: Path) -> None:
        # Of memory views, whose items are read in a third of the time of an array's.
        self._ids, self._starts, self._lengths, self._uses = (
            memoryview(np.load(folder / f"{name}.npy", mmap_mode="r")) for name in _ALTERNATES
        )
        content = folder / "names.bin"
        self._content: NDArray[np.uint8] = np.asarray(
            np.memmap(content, np.uint8, mode="r") if content.stat().st_size else np.empty(0, np.uint8)
        )

    def of(self, place: int) -> Iterator[Alternate]:
        first = bisect_left(self._ids, place)
        last = bisect_left(self._ids, place + 1, first)
        for start, length, use in zip(
            self._starts[first:last].tolist(),
            self._lengths[first:last].tolist(),
            self._uses[first:last].tolist(),
            strict=True,
        ):
            name = self._content[start : start + length].tobytes().decode()
            yield Alternate(name, use & ~_IATA, bool(use & _IATA))

    @staticmethod
    def prepare(path: Path, folder: Path, tally: Tally, progress: Callable[[str, float], None]) -> None:
        """Sort the names of `path` by place into `folder`, which appears when it is complete.

        UnreadableSource where the file is no such dump.
        """
        unfinished = folder.with_name(f".{folder.name}.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        ids: list[int] = []
        lengths: list[int] = []
        uses: list[int] = []
        parts: list[tuple[NDArray[np.int64], NDArray[np.uint32], NDArray[np.uint8]]] = []

        def put_by() -> None:
            parts.append((np.array(ids, np.int64), np.array(lengths, np.uint32), np.array(uses, np.uint8)))
            for each in (ids, lengths, uses):
                each.clear()

        with opened(path) as (name, lines), (unfinished / "names.bin").open("wb") as content:
            for number, line in enumerate(lines, 1):
                if number % 500_000 == 0:
                    progress(f"names, {number:,} rows", 0.0)
                    put_by()
                found = _alternate(line, f"{name}:{number}", tally)
                if found is None:
                    if number == _TRIED and not (ids or parts or tally.left_out):
                        break
                    continue
                ids.append(found[0])
                lengths.append(len(found[1]))
                uses.append(found[2])
                content.write(found[1])
        put_by()
        if not tally.left_out and not any(len(part[0]) for part in parts):
            raise UnreadableSource(
                f"{path}: none of its first lines is a name of GeoNames, {_NAME_COLUMNS} cells parted by tabs"
            )
        _write_sorted(unfinished, parts)
        shutil.rmtree(folder, ignore_errors=True)
        unfinished.rename(folder)


def _write_sorted(
    folder: Path, parts: list[tuple[NDArray[np.int64], NDArray[np.uint32], NDArray[np.uint8]]]
) -> None:
    ids, lengths, uses = (np.concatenate(column) for column in zip(*parts, strict=True))
    starts = np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)])[:-1]
    order = np.argsort(ids, kind="stable")
    for name, column in zip(_ALTERNATES, (ids, starts, lengths, uses), strict=True):
        np.save(folder / f"{name}.npy", column[order])


def _alternate(line: bytes, where: str, tally: Tally) -> tuple[int, bytes, int] | None:
    """Place, name and use."""
    cells = line.rstrip(b"\r\n").split(b"\t")
    if len(cells) != _NAME_COLUMNS:
        tally.refuse(f"name: not {_NAME_COLUMNS} columns", where, repr(line[:60]))
        return None
    _, place, language, name, preferred, _, colloquial, historic, _, until = cells
    if not place.isdigit():
        tally.refuse("name: of no place", where, repr(place))
        return None
    try:
        said, spoken = name.decode(), language.decode()
    except UnicodeDecodeError:
        tally.refuse("name: not UTF-8", where, repr(name))
        return None
    if spoken in _NO_NAMES or not said.strip():
        tally.left_out += 1
        return None
    if spoken in _CODES or historic == b"1" or until:
        return int(place), name, Use.LOOSE | (_IATA if spoken == "iata" else 0)
    use = name_use(said)
    if preferred == b"1" and colloquial != b"1" and spoken in ("en", "ar") and use & Use.TEXT:
        use |= Use.MAIN
    return int(place), name, use


# --- files


@contextmanager
def opened(path: Path) -> Iterator[tuple[str, IO[bytes]]]:
    """The lines of a .txt, or of the one table in a .zip, with its name. UnreadableSource for others."""
    if not zipfile.is_zipfile(path):
        if path.suffix.lower() == ".zip":
            raise UnreadableSource(f"{path}: no zip archive, or one that was cut short")
        with path.open("rb") as lines:
            yield path.name, lines
        return
    with zipfile.ZipFile(path) as archive:
        tables = [
            member
            for member in archive.namelist()
            if member.endswith(".txt") and member.lower() not in ("readme.txt", "iso-languagecodes.txt")
        ]
        if len(tables) != 1:
            raise UnreadableSource(f"{path}: holds {len(tables)} tables (.txt), not one")
        with (
            archive.open(tables[0]) as content,
            io.BufferedReader(cast(io.RawIOBase, content), 1 << 20) as lines,
        ):
            try:
                yield tables[0], lines
            except (zipfile.BadZipFile, zlib.error, EOFError) as error:
                raise UnreadableSource(f"{path}: damaged: {error}") from error
