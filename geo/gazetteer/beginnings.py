"""An index of the beginnings of names, as files: written by the build, mapped into memory by the search.

In: keys, and the rows of places each leads to with scores. Out: every beginning of a word of every key in the
order of its UTF-8 bytes. All that begin alike stand side by side: two binary searches find them in any
script. The best of a long stretch are found by the best score of each block in it, so one letter costs no
more than a whole word. Nothing is held in memory but what was looked at.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from geo.gazetteer.layout import KINDS

Near = tuple[float, float]
Box = tuple[float, float, float, float]

ARTICLES: Final = frozenset(
    {"al", "el", "ar", "as", "ash", "ad", "adh", "an", "at", "ath", "az", "ez", "es", "the"}
)
_ARABIC_ARTICLE: Final = "ال".encode()

LATER_WORD: Final = 2.0
"""Taken off where a word begins so that is not the first: as if a hundredth of the people lived there."""
_AFTER_ARTICLE: Final = 0.1
_SHORTEST_WORD: Final = 3
"""Bytes; a later word of fewer is a particle."""

_HEAD: Final = 24
_LONGEST_KEY: Final = 1_000
"""Bytes of a key that are looked at."""
_SORTED_AT_ONCE: Final = 500_000
_BLOCK: Final = 256
_FIRST_BLOCKS: Final = 16
_MOST_LOOKED_AT: Final = 1 << 17
_MOST_LOOKED_AT_NEAR: Final = 1 << 16
"""Entries after which a search that leaves places out, or looks near a point, gives what it has."""
_SPARE: Final = 8
"""Entries taken for each place wanted, since several names lead to one place."""

_NEAR: Final = 2.0
"""The most that nearness adds: as much as a hundred times the people."""
_NEAR_KM: Final = 200.0
_KM_PER_DEG: Final = 111.195


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a search keeps to. `near` only raises what lies near; the others leave places out."""

    limit: int = 10
    near: Near | None = None
    """lon, lat."""
    country: str | None = None
    """ISO 3166-1 alpha-2."""
    kinds: tuple[str, ...] = ()
    boxes: tuple[Box, ...] = ()
    """west, south, east, north in degrees; a place's point lies in one of them."""

    @property
    def leaves_out(self) -> bool:
        return bool(self.country or self.kinds or self.boxes)


@dataclass(frozen=True, slots=True)
class Beginnings:
    """The index of one table of keys."""

    keys: memoryview
    """All keys, each between two zero bytes."""
    at: NDArray[np.uint32]
    """Where each beginning stands in `keys`, in the order of the bytes from there on."""
    rows: NDArray[np.int32]
    scores: NDArray[np.float32]
    tops: NDArray[np.float32]
    """The best score of each block of entries."""

    @classmethod
    def open(cls, folder: Path, name: str) -> Beginnings:
        def mapped(part: str) -> NDArray[np.generic]:
            file = folder / f"{name}.{part}.npy"
            # What holds only its header, 128 bytes, cannot be mapped.
            mode: Literal["r"] | None = "r" if file.stat().st_size > 128 else None
            array: NDArray[np.generic] = np.load(file, mmap_mode=mode, allow_pickle=False)
            return array

        return cls(
            memoryview(mapped("keys")),  # type: ignore[arg-type]
            *(mapped(part) for part in ("at", "rows", "scores", "tops")),  # type: ignore[arg-type]
        )

    def stretch(self, beginning: str, within: range | None = None) -> range:
        """The entries that begin so; `within` are those that begin with a part of it."""
        key = beginning.encode(errors="replace")
        within = range(len(self.at)) if within is None else within
        first = self._first(key, within, after=False)
        return range(first, self._first(key, range(first, within.stop), after=True))

    def whole(self, name: str) -> range:
        """The entries that are just that: keys, or their last words."""
        return self.stretch(name + "\0")

    def _first(self, key: bytes, within: range, *, after: bool) -> int:
        """The first entry that is not under `key`; with `after` the first that is over it."""
        low, high, size = within.start, within.stop, len(key)
        keys, at = self.keys, self.at
        while low < high:
            middle = (low + high) >> 1
            start = int(at[middle])
            here = bytes(keys[start : start + size])
            if here < key or (after and here == key):
                low = middle + 1
            else:
                high = middle
        return low

    def text(self, entry: int, *, most: int = _LONGEST_KEY) -> str:
        """The key from where it begins, cut after about `most` bytes."""
        start = int(self.at[entry])
        content, _, _ = bytes(self.keys[start : start + most]).partition(b"\0")
        return content.decode(errors="ignore")

    def before(self, entry: int) -> str:
        """The words of the key that stand before it: empty at the beginning of a name."""
        end = int(self.at[entry])
        content = bytes(self.keys[max(0, end - _LONGEST_KEY) : end])
        return content.rpartition(b"\0")[2].decode(errors="ignore")

    # --- the best of many

    def best(
        self, stretch: range, places: NDArray[np.void], wanted: Wanted, *, most: int | None = None
    ) -> list[tuple[int, float]]:
        """Entries and their scores, best first: enough for `most` places, `wanted.limit` unless told.

        `places` has the columns lon, lat, kind and country. A search that leaves places out ends after
        131,072 entries, with what it has by then.
        """
        most = wanted.limit if most is None else most
        spread = _NEAR if wanted.near else 0.0
        allowed = _MOST_LOOKED_AT if wanted.leaves_out else _MOST_LOOKED_AT_NEAR
        best, scores = np.empty(0, np.int64), np.empty(0, np.float32)
        for entries, under in self._parts(stretch):
            others, their_scores = self._scored(entries, places, wanted)
            best, scores = self._places(np.append(best, others), np.append(scores, their_scores), most)
            allowed -= len(entries)
            if allowed <= 0 or np.count_nonzero(scores >= under + spread) >= most:
                break
        return list(zip(best.tolist(), scores.tolist(), strict=True))

    def _parts(self, stretch: range) -> Iterator[tuple[NDArray[np.int64], float]]:
        """The entries in portions, those of the best blocks first, and the best score of all that follow."""
        first, last = -(-stretch.start // _BLOCK), stretch.stop // _BLOCK
        if last - first <= _FIRST_BLOCKS:
            yield np.arange(stretch.start, stretch.stop), -np.inf
            return
        tops = self.tops[first:last]
        order = np.argsort(-tops, kind="stable")
        edges = np.r_[stretch.start : first * _BLOCK, last * _BLOCK : stretch.stop]
        # The edges are few, and so of the first portion.
        begun, size = 0, _FIRST_BLOCKS
        while begun < len(order):
            blocks = order[begun : begun + size] + first
            entries = np.add.outer(blocks * _BLOCK, np.arange(_BLOCK)).ravel()
            begun, size = begun + size, size * 2
            yield np.append(edges, entries), float(tops[order[begun]]) if begun < len(order) else -np.inf
            edges = edges[:0]

    def _scored(
        self, entries: NDArray[np.int64], places: NDArray[np.void], wanted: Wanted
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        scores = self.scores[entries]
        if not wanted.leaves_out and wanted.near is None:
            return entries, scores
        # Only the columns needed: whole records of rows far apart take ten times as long.
        rows = self.rows[entries]
        if wanted.leaves_out:
            keeps = _kept(places, rows, wanted)
            entries, rows, scores = entries[keeps], rows[keeps], scores[keeps]
        if wanted.near is not None:
            scores = scores + _nearness(places["lon"][rows], places["lat"][rows], wanted.near)
        return entries, scores

    def _places(
        self, entries: NDArray[np.int64], scores: NDArray[np.float32], most: int
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The best entry of each of the `most` best places."""
        spare = most * _SPARE
        if len(entries) > spare:
            foremost = np.argpartition(-scores, spare)[:spare]
            best, their_scores = self._places(entries[foremost], scores[foremost], most)
            if len(best) == most:
                return best, their_scores
        order = np.lexsort((entries, -scores))
        _, firsts = np.unique(self.rows[entries[order]], return_index=True)
        kept = order[np.sort(firsts)[:most]]
        return entries[kept], scores[kept]


def nearness(apart_km: float) -> float:
    """What is added to the score of a place so far from the point that is asked about."""
    return _NEAR / (1.0 + apart_km / _NEAR_KM)


def _kept(places: NDArray[np.void], rows: NDArray[np.int32], wanted: Wanted) -> NDArray[np.bool_]:
    keeps = np.ones(len(rows), bool)
    if wanted.country:
        keeps &= places["country"][rows] == wanted.country.encode()
    if wanted.kinds:
        keeps &= np.isin(places["kind"][rows], [KINDS.index(kind) for kind in wanted.kinds])
    if wanted.boxes:
        lon, lat = places["lon"][rows], places["lat"][rows]
        inside = [(w <= lon) & (lon <= e) & (s <= lat) & (lat <= n) for w, s, e, n in wanted.boxes]
        keeps &= np.logical_or.reduce(inside)
    return keeps


def _nearness(lon: NDArray[np.float64], lat: NDArray[np.float64], near: Near) -> NDArray[np.float32]:
    west_east, south_north = near
    turned = np.abs(lon - west_east)
    east = np.minimum(turned, 360.0 - turned) * np.cos(np.radians(south_north))
    apart_km = np.hypot(east, lat - south_north) * _KM_PER_DEG
    bonus: NDArray[np.float32] = (_NEAR / (1.0 + apart_km / _NEAR_KM)).astype(np.float32)
    return bonus


# --- writing


def write(
    folder: Path,
    name: str,
    keys: Iterable[str],
    *,
    starts: NDArray[np.int64],
    rows: NDArray[np.int32],
    scores: NDArray[np.float32],
) -> None:
    """The index of `keys`; the i-th leads to the rows from starts[i] to starts[i + 1], with their scores."""
    content, key_starts = _joined(keys)
    at, key_of, less = _word_starts(content, key_starts) if len(key_starts) else _NO_WORDS
    order = _in_order(content, at)
    at, key_of, less = at[order], key_of[order], less[order]
    # One entry for each place that the key of a beginning leads to.
    repeats = np.diff(starts)[key_of]
    within = np.arange(int(repeats.sum())) - np.repeat(np.cumsum(repeats) - repeats, repeats)
    pairs = np.repeat(starts[key_of], repeats) + within
    entry_scores = (scores[pairs] - np.repeat(less, repeats)).astype(np.float32)
    blocks = np.arange(0, len(entry_scores), _BLOCK)
    tops = np.maximum.reduceat(entry_scores, blocks) if blocks.size else entry_scores
    np.save(folder / f"{name}.keys.npy", content)
    np.save(folder / f"{name}.at.npy", np.repeat(at, repeats).astype(np.uint32))
    np.save(folder / f"{name}.rows.npy", rows[pairs].astype(np.int32))
    np.save(folder / f"{name}.scores.npy", entry_scores)
    np.save(folder / f"{name}.tops.npy", tops)


def _joined(keys: Iterable[str]) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """All keys, each between two zero bytes, and where each starts. Ends with zeros enough for any head."""
    content = bytearray(b"\0")
    starts = array("q")
    for key in keys:
        starts.append(len(content))
        content += key.encode()
        content.append(0)
    content += bytes(_HEAD)
    return np.frombuffer(content, np.uint8), np.frombuffer(starts, np.int64)


_NO_WORDS = (np.empty(0, np.uint32), np.empty(0, np.int32), np.empty(0, np.float32))


def _word_starts(
    content: NDArray[np.uint8], starts: NDArray[np.int64]
) -> tuple[NDArray[np.uint32], NDArray[np.int32], NDArray[np.float32]]:
    """Where words begin, of which key each is, and what is taken off the score for beginning there."""
    of_keys = content[:-_HEAD]
    ends = np.flatnonzero((of_keys == 0) | (of_keys == ord(" ")))
    at = (ends[:-1] + 1).astype(np.uint32)
    sizes = (np.diff(ends) - 1).astype(np.int32)
    del ends
    key_of = (np.searchsorted(starts, at, side="right") - 1).astype(np.int32)
    is_first = at == starts[key_of]
    follows_article = np.append(False, is_first[:-1]) & np.append(
        False, _are_articles(content, at, sizes)[:-1]
    )
    less = np.where(is_first, 0.0, np.where(follows_article, _AFTER_ARTICLE, LATER_WORD))
    kept = (sizes > 0) & (is_first | (sizes >= _SHORTEST_WORD))
    joined = kept & _begin_with_article(content, at) & (sizes >= len(_ARABIC_ARTICLE) + _SHORTEST_WORD)
    return (
        np.concatenate([at[kept], at[joined] + len(_ARABIC_ARTICLE)]),
        np.concatenate([key_of[kept], key_of[joined]]),
        np.concatenate([less[kept], less[joined] + _AFTER_ARTICLE]).astype(np.float32),
    )


def _are_articles(
    content: NDArray[np.uint8], at: NDArray[np.uint32], sizes: NDArray[np.int32]
) -> NDArray[np.bool_]:
    longest = max(map(len, ARTICLES))
    heads = _heads(content, at, longest)
    found: NDArray[np.bool_] = (sizes <= longest) & np.isin(heads, [article.encode() for article in ARTICLES])
    return found


def _begin_with_article(content: NDArray[np.uint8], at: NDArray[np.uint32]) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = _heads(content, at, len(_ARABIC_ARTICLE)) == _ARABIC_ARTICLE
    return found


def _heads(
    content: NDArray[np.uint8], at: NDArray[np.uint32], size: int, *, words: bool = True
) -> NDArray[np.bytes_]:
    """The first `size` bytes from each place on, no further than the end of the word, or of the key."""
    heads = np.empty((len(at), size), np.uint8)
    for begun in range(0, len(at), _SORTED_AT_ONCE):
        part = content[at[begun : begun + _SORTED_AT_ONCE, None] + np.arange(size)]
        goes_on = part != 0
        if words:
            goes_on &= part != ord(" ")
        heads[begun : begun + _SORTED_AT_ONCE] = part * np.logical_and.accumulate(goes_on, axis=1)
    return heads.view(f"S{size}").ravel()


def _in_order(content: NDArray[np.uint8], at: NDArray[np.uint32]) -> NDArray[np.int64]:
    """The order of the beginnings by their bytes. Sorted in portions by the first two: memory stays small."""
    firsts = content[at].astype(np.uint16) * 256 + content[at + 1] * (content[at] != 0)
    order = np.argsort(firsts, kind="stable")
    cuts = np.flatnonzero(np.diff(firsts[order])) + 1
    begun = 0
    for cut in [*cuts.tolist(), len(order)]:
        if cut - begun >= _SORTED_AT_ONCE or cut == len(order):
            order[begun:cut] = order[begun:cut][_portion_in_order(content, at[order[begun:cut]])]
            begun = cut
    return order


def _portion_in_order(content: NDArray[np.uint8], at: NDArray[np.uint32]) -> NDArray[np.int64]:
    heads = _heads(content, at, _HEAD, words=False)
    order = np.argsort(heads, kind="stable")
    # Those alike so far, and not at their end, by the rest of them.
    is_long = np.char.str_len(heads[order]) == _HEAD
    alike = np.append(False, (heads[order][1:] == heads[order][:-1]) & is_long[1:])
    view = memoryview(content)  # type: ignore[arg-type]
    for last in np.flatnonzero(alike & ~np.append(alike[1:], False)).tolist():
        first = last
        while alike[first]:
            first -= 1
        run = order[first : last + 1].tolist()
        run.sort(key=lambda i: bytes(view[at[i] : at[i] + _LONGEST_KEY]).partition(b"\0")[0])
        order[first : last + 1] = run
    return order
