"""A pack of more places than memory should hold: runs of some ten thousand written one by one, then merged.

Each run is complete or not there, so a build that was killed goes on after the last one. In the merge only
numbers stand in memory, about 60 bytes a name, and once all different keys while their index is made.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

import marisa_trie
import numpy as np
import shapely
from numpy.lib.format import open_memmap
from numpy.typing import NDArray

from geo.gazetteer.entry import Entry
from geo.gazetteer.layout import COLUMNS, KINDS
from geo.gazetteer.write import (
    Progress,
    Scored,
    own_ids,
    record_of,
    scored_keys,
    scored_skeletons,
    text_of,
    write_fields,
)

_STATE = "state.json"
_TABLES = ("names", "skeletons")
_AREAS = (KINDS.index("country"), KINDS.index("admin"))


def write_run(folder: Path, number: int, entries: Sequence[Entry], state: dict[str, Any]) -> None:
    """Run `number`, with the state from which to go on after it."""
    unfinished = folder / f".unfinished-{number:06}"
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    _write_places(unfinished, entries)
    for name, scored in zip(_TABLES, (scored_keys, scored_skeletons), strict=True):
        _write_keys(unfinished, name, [scored(entry) for entry in entries])
    ids = [(entry.id, row) for row, entry in enumerate(entries) if not entry.only_names]
    others = [(other, row) for row, entry in enumerate(entries) for other in own_ids(entry)]
    for name, pairs in (("ids", ids), ("other_ids", others)):
        _write_strings(unfinished, name, [place_id.encode() for place_id, _ in pairs])
        np.save(unfinished / f"{name}.rows.npy", np.array([row for _, row in pairs], np.int32))
    (unfinished / _STATE).write_text(json.dumps(state), encoding="utf-8")
    unfinished.rename(folder / f"{number:06}")


def runs_in(folder: Path) -> list[Path]:
    """Those that are complete, in order."""
    return sorted(path for path in folder.glob("[0-9]" * 6) if path.is_dir())


def state_of(run: Path) -> dict[str, Any]:
    state: dict[str, Any] = json.loads((run / _STATE).read_text(encoding="utf-8"))
    return state


def _write_places(folder: Path, entries: Sequence[Entry]) -> None:
    table = np.zeros(len(entries), COLUMNS)
    shapes: list[bytes] = []
    for row, entry in enumerate(entries):
        geometry = -1
        if entry.geometry is not None:
            geometry = len(shapes)
            shapes.append(shapely.to_wkb(entry.geometry))
        table[row] = record_of(entry, geometry=geometry, source=0)
    np.save(folder / "places.npy", table)
    _write_strings(folder, "texts", [text_of(entry) for entry in entries])
    _write_strings(folder, "shapes", shapes)


def _write_keys(folder: Path, name: str, scored: Sequence[Scored]) -> None:
    keys: list[bytes] = []
    rows: list[int] = []
    scores: list[float] = []
    uses: list[int] = []
    for row, found in enumerate(scored):
        for key, (score, use) in found.items():
            keys.append(key.encode())
            rows.append(row)
            scores.append(score)
            uses.append(use)
    digests = b"".join([hashlib.blake2b(key, digest_size=8).digest() for key in keys])
    np.save(folder / f"{name}.hashes.npy", np.frombuffer(digests, np.uint64))
    np.save(folder / f"{name}.rows.npy", np.array(rows, np.int32))
    np.save(folder / f"{name}.scores.npy", np.array(scores, np.float32))
    np.save(folder / f"{name}.uses.npy", np.array(uses, np.uint8))
    _write_strings(folder, name, keys)


def _write_strings(folder: Path, name: str, parts: Sequence[bytes]) -> None:
    (folder / f"{name}.bin").write_bytes(b"".join(parts))
    np.save(folder / f"{name}.lengths.npy", np.array([len(part) for part in parts], np.uint32))


def _strings(folder: Path, name: str) -> list[bytes]:
    content = (folder / f"{name}.bin").read_bytes()
    ends = np.cumsum(np.load(folder / f"{name}.lengths.npy"), dtype=np.int64).tolist()
    return [content[start:end] for start, end in zip([0, *ends], ends, strict=False)]


def merge(runs: Sequence[Path], target: Path, progress: Progress) -> tuple[int, int]:
    """All runs as the files of one pack, but its meta.json; returns how many places and keys."""
    sizes = [len(np.load(run / "places.npy", mmap_mode="r")) for run in runs]
    bases = list(accumulate(sizes, initial=0))[:-1]
    progress("places", 0.0)
    _merge_places(runs, target, bases, sum(sizes))
    progress("ids", 0.1)
    places = _merge_ids(runs, target, bases)
    progress("names", 0.3)
    names = _merge_keys(runs, target, "names", bases, sum(sizes))
    progress("skeletons", 0.95)
    _merge_keys(runs, target, "skeletons", bases, sum(sizes))
    return places, names


def _merge_places(runs: Sequence[Path], target: Path, bases: Sequence[int], total: int) -> None:
    table = open_memmap(target / "places.npy", "w+", COLUMNS, (total,))
    shapes = 0
    for run, base in zip(runs, bases, strict=True):
        part = np.load(run / "places.npy")
        has_shape = part["geometry"] >= 0
        part["geometry"][has_shape] += shapes
        shapes += int(has_shape.sum())
        table[base : base + len(part)] = part
    table.flush()
    for name in ("texts", "shapes"):
        _join(runs, target, name)
    write_fields(target, table)
    _merge_areas(target, table)


def _join(runs: Sequence[Path], target: Path, name: str) -> None:
    with (target / f"{name}.bin").open("wb") as whole:
        for run in runs:
            with (run / f"{name}.bin").open("rb") as part:
                shutil.copyfileobj(part, whole, 1 << 20)
    lengths = np.concatenate([np.load(run / f"{name}.lengths.npy") for run in runs])
    np.save(target / f"{name}.starts.npy", np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)]))


def _merge_areas(target: Path, table: NDArray[np.void]) -> None:
    areas = np.flatnonzero(np.isin(table["kind"], _AREAS) & (table["geometry"] >= 0))
    units = areas[(table["kind"][areas] == KINDS.index("admin")) & (table["admin"][areas] != b"")]
    starts = np.load(target / "shapes.starts.npy", mmap_mode="r")
    boxes = np.empty((len(units), 4))
    with (target / "shapes.bin").open("rb") as shapes:
        for i, number in enumerate(table["geometry"][units].tolist()):
            shapes.seek(int(starts[number]))
            boxes[i] = shapely.bounds(shapely.from_wkb(shapes.read(int(starts[number + 1] - starts[number]))))
    np.save(target / "areas.rows.npy", areas.astype(np.int32))
    np.save(target / "units.rows.npy", units.astype(np.int32))
    np.save(target / "units.boxes.npy", boxes)


def _merge_ids(runs: Sequence[Path], target: Path, bases: Sequence[int]) -> int:
    trie = marisa_trie.BinaryTrie(
        key for run in runs for name in ("other_ids", "ids") for key in _strings(run, name)
    )
    trie.save(str(target / "ids.trie"))
    rows = np.zeros(len(trie), np.int32)
    places = 0
    for name in ("other_ids", "ids"):  # a place's own id goes before what another is also called
        for run, base in zip(runs, bases, strict=True):
            keys = _strings(run, name)
            rows[_numbers(trie, keys)] = np.load(run / f"{name}.rows.npy") + base
            places += len(keys) if name == "ids" else 0
    np.save(target / "ids.rows.npy", rows)
    return places


def _numbers(trie: marisa_trie.BinaryTrie, keys: Iterable[bytes]) -> NDArray[np.int32]:
    return np.fromiter((trie[key] for key in keys), np.int32)


def _merge_keys(runs: Sequence[Path], target: Path, name: str, bases: Sequence[int], total: int) -> int:
    """As `Keys.write`. Keys are told apart by 64 bits of a hash: of 20 million, two fall together once in
    90,000 builds."""
    hashes = _of_runs(runs, f"{name}.hashes.npy")
    order = np.argsort(hashes, kind="stable")
    hashes = hashes[order]
    begins = np.ones(len(hashes), bool)
    begins[1:] = hashes[1:] != hashes[:-1]
    del hashes
    group = np.empty(len(order), np.int32)
    group[order] = np.cumsum(begins, dtype=np.int32) - 1
    is_first = np.zeros(len(order), bool)
    is_first[order[begins]] = True
    del order, begins
    trie = marisa_trie.BinaryTrie(key for keys in _first_keys(runs, name, is_first) for key in keys)
    trie.save(str(target / f"{name}.trie"))
    count = len(trie)
    number = np.empty(count, np.int32)
    firsts = group[is_first]
    done = 0
    for keys in _first_keys(runs, name, is_first):
        number[firsts[done : done + len(keys)]] = _numbers(trie, keys)
        done += len(keys)
    del trie, firsts, is_first
    number = number[group]
    del group
    _write_sorted(runs, target, name, bases, number, count=count, total=total)
    return count


def _of_runs(runs: Sequence[Path], file: str) -> NDArray[Any]:
    return np.concatenate([np.load(run / file) for run in runs])


def _first_keys(runs: Sequence[Path], name: str, is_first: NDArray[np.bool_]) -> Iterator[list[bytes]]:
    """The keys of each run that no run before has."""
    done = 0
    for run in runs:
        keys = _strings(run, name)
        wanted = np.flatnonzero(is_first[done : done + len(keys)]).tolist()
        done += len(keys)
        yield [keys[i] for i in wanted]


def _write_sorted(
    runs: Sequence[Path],
    target: Path,
    name: str,
    bases: Sequence[int],
    number: NDArray[np.int32],
    *,
    count: int,
    total: int,
) -> None:
    """Rows, scores and uses by key number, each key's best first."""
    counts = np.bincount(number, minlength=count)
    starts = np.concatenate([[0], np.cumsum(counts)])
    np.save(target / f"{name}.starts.npy", starts.astype(np.int32 if starts[-1] < 2**31 else np.int64))
    scores = _of_runs(runs, f"{name}.scores.npy")
    rows = np.concatenate(
        [np.load(run / f"{name}.rows.npy") + base for run, base in zip(runs, bases, strict=True)]
    ).astype(np.int32)
    # Number, score and row in the bits of one whole number: sorting by three columns takes much longer.
    row_bits = max(1, total.bit_length())
    score_bits = min(20, 63 - row_bits - max(1, count.bit_length()))
    steps = (1 << score_bits) - 1
    low, high = (float(scores.min()), float(scores.max())) if len(scores) else (0.0, 0.0)
    below = np.round((high - scores) / max(high - low, 1e-6) * steps).astype(np.int64)
    packed = number.astype(np.int64)
    packed <<= score_bits
    packed |= below
    packed <<= row_bits
    packed |= rows
    del below, number
    order = np.argsort(packed)
    del packed
    np.save(target / f"{name}.rows.npy", rows[order])
    np.save(target / f"{name}.scores.npy", scores[order])
    np.save(target / f"{name}.uses.npy", _of_runs(runs, f"{name}.uses.npy")[order])
