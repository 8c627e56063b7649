"""Names completed while they are typed: a beginning in, the places most likely meant out, best first.

Tried in turn until one finds something: the beginning itself, of the name or of a later word of it; the same
without its article; the skeleton, for Arabic names in Latin letters; one or two slips of a letter.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from geo.gazetteer import beginnings
from geo.gazetteer.beginnings import ARTICLES, Beginnings, Wanted
from geo.gazetteer.entry import Use
from geo.gazetteer.layout import KINDS
from geo.gazetteer.names import fold, is_arabic, skeleton, squash
from geo.gazetteer.pack import Table

_NAMES: Final = "typed-names"
_SKELETONS: Final = "typed-skeletons"

How = Literal["exact", "beginning", "word", "like", "slip"]
"""The whole name, its beginning, that of a later word, but for the transliteration, but for a slip or two."""

_TYPED_LESS: Final = {"base": 2.5, "facility": 2.5, "airport": 2.0, "region": 3.0, "sea": 2.5, "other": 3.0}
"""Taken off by kind. In a text of forces a base stands above a city; three letters typed may mean either."""

_WHOLE: Final = 2.5
"""A place of just the name goes before one three hundred times as large of which the name only begins so."""
_WHOLE_WORD: Final = 0.5
_LIKE: Final = 1.0
_SLIP: Final = 1.5
_ONE_SLIP: Final = 4
_TWO_SLIPS: Final = 8
"""Letters from which on one and two slips are forgiven."""
_COMPARED: Final = 2_000
"""Names compared letter by letter."""
_LONGEST: Final = 100
_ALPHABETS: Final = (
    "abcdefghijklmnopqrstuvwxyz",
    "ابتثجحخدذرزسشصضطظعغفقكلمنهويپچژگ",
    "абвгдежзийклмнопрстуфхцчшщъыьэюяієґ",
    "אבגדהוזחטיכלמנסעפצקרשתםןףךץ",
)


@dataclass(frozen=True, slots=True)
class Found:
    """A row of the gazetteer, the folded name that led to it, and how."""

    row: int
    score: float
    key: str
    how: How


Resolve = Callable[[int, str], int | None]
"""From a row that a key leads to, to the row that stands for its place now; None where none does."""


def search(layers: Sequence[Layer], text: str, wanted: Wanted, resolve: Resolve | None = None) -> list[Found]:
    """The rows for what was typed, best first, over all layers; empty where no name is like it."""
    typed = _typed(text)
    bare = _bare(typed)
    bones = list(dict.fromkeys(skeleton(key) for key in typed if key.isascii()))
    looser: tuple[Callable[[Layer], dict[int, Found]], ...] = (
        lambda layer: layer.begun(typed, wanted),
        lambda layer: layer.begun(bare, wanted),
        lambda layer: layer.alike(bones, wanted),
        # The last vowel may still become another: it need not be there.
        lambda layer: layer.alike([key.rstrip("aiu ") for key in bones], wanted),
        lambda layer: layer.misspelt(typed, wanted),
    )
    for look in looser:
        found: dict[int, Found] = {}
        for layer in layers:
            for one in look(layer).values():
                row = one.row if resolve is None else resolve(one.row, one.key)
                if row is not None:
                    _keep(found, replace(one, row=row))
        if found:
            return sorted(found.values(), key=lambda f: (-f.score, f.row))[: wanted.limit]
    return []


@dataclass(frozen=True, slots=True)
class Layer:
    """One pack: its beginnings of names and of skeletons, and its columns lon, lat, kind and country."""

    names: Beginnings
    skeletons: Beginnings
    places: NDArray[np.void]
    base: int = 0
    """Row of its first place among all."""

    @classmethod
    def open(cls, folder: Path, places: NDArray[np.void], base: int = 0) -> Layer:
        return cls(Beginnings.open(folder, _NAMES), Beginnings.open(folder, _SKELETONS), places, base)

    def begun(self, typed: Sequence[str], wanted: Wanted) -> dict[int, Found]:
        found: dict[int, Found] = {}
        for key in typed:
            begun = self.names.stretch(key)
            for entry, score in self.names.best(begun, self.places, wanted):
                _keep(found, self._found(entry, score, "beginning"))
            whole = self.names.whole(key.rstrip())
            for entry, score in self.names.best(whole, self.places, wanted):
                _keep(found, self._found(entry, score + _WHOLE, "exact"))
        return found

    def _found(self, entry: int, score: float, how: How) -> Found:
        before, text = self.names.before(entry), self.names.text(entry)
        if before.strip() and before.strip() not in ARTICLES and before != "ال":
            score, how = score - (_WHOLE - _WHOLE_WORD if how == "exact" else 0.0), "word"
        return Found(self.base + int(self.names.rows[entry]), score, before + text, how)

    def alike(self, bones: Sequence[str], wanted: Wanted) -> dict[int, Found]:
        found: dict[int, Found] = {}
        for key in bones:
            if len(key) < _ONE_SLIP:
                continue
            for entry, score in self.skeletons.best(self.skeletons.stretch(key), self.places, wanted):
                name = self.skeletons.before(entry) + self.skeletons.text(entry)
                _keep(found, Found(self.base + int(self.skeletons.rows[entry]), score - _LIKE, name, "like"))
        return found

    def misspelt(self, typed: Sequence[str], wanted: Wanted) -> dict[int, Found]:
        found: dict[int, Found] = {}
        for key in typed:
            slips = 2 if len(key) >= _TWO_SLIPS else 1 if len(key) >= _ONE_SLIP else 0
            if slips:
                for entry, score in [*self._late(key, slips, wanted), *self._early(key, wanted)]:
                    like = self._found(entry, score, "beginning")
                    _keep(found, Found(like.row, like.score, like.key, "slip"))
        return found

    def _late(self, key: str, slips: int, wanted: Wanted) -> Iterator[tuple[int, float]]:
        """All slips after the first half, or after the first third where two are forgiven."""
        sound = key[: max(2, len(key) // (slips + 1))]
        near = self.names.best(self.names.stretch(sound), self.places, wanted, most=_COMPARED)
        if not near:
            return
        texts = [self.names.text(entry, most=4 * (len(key) + slips)) for entry, _ in near]
        for (entry, score), apart in zip(near, distances(key, texts, slips).tolist(), strict=True):
            if apart <= slips:
                yield entry, score - _SLIP * apart

    def _early(self, key: str, wanted: Wanted) -> Iterator[tuple[int, float]]:
        """One slip in the first half, the rest as it should be."""
        letters = next((a for a in _ALPHABETS if key[0] in a), "")
        for i in range(math.ceil(len(key) / 2)):
            within = self.names.stretch(key[:i])
            for spelling in _spellings(key, i, letters):
                begun = self.names.stretch(spelling, within)
                for entry, score in self.names.best(begun, self.places, wanted) if begun else ():
                    yield entry, score - _SLIP


def write(folder: Path) -> None:
    """The files that complete names, from the other files of a pack. Names only good for looking up are left
    out."""
    kinds = np.load(folder / "places.npy", mmap_mode="r")["kind"]
    less = np.array([_TYPED_LESS.get(kind, 0.0) for kind in KINDS], np.float32)[kinds]
    for table, name in ((Table.open(folder, "names"), _NAMES), (Table.open(folder, "skeletons"), _SKELETONS)):
        is_kept = (table.uses & (Use.MAIN | Use.TEXT)) != 0
        kept = np.concatenate([[0], np.cumsum(is_kept)])[table.starts]
        has_any = np.diff(kept) > 0
        rows = table.held[is_kept]
        beginnings.write(
            folder,
            name,
            (table.trie.restore_key(number) for number in np.flatnonzero(has_any).tolist()),
            starts=np.append(kept[:-1][has_any], kept[-1]),
            rows=rows,
            scores=table.scores[is_kept] - less[rows],
        )


def _keep(found: dict[int, Found], new: Found) -> None:
    known = found.get(new.row)
    if known is None or new.score > known.score:
        found[new.row] = new


def _typed(text: str) -> list[str]:
    """The folds to look for. A space at the end says that the word is over: "new " is not Newark."""
    text = text[:_LONGEST]
    ending = " " if text[-1:].isspace() else ""
    folds = [
        key for key in dict.fromkeys([fold(text), fold(text.replace("-", " "))]) if key and "\0" not in key
    ]
    squashed = [squash(key) for key in folds if " " in key and is_arabic(key)]
    return list(dict.fromkeys([key + ending for key in folds] + squashed))


def _bare(typed: Sequence[str]) -> list[str]:
    """Without the article, where the gazetteer has the name without it."""
    found = [key[2:] for key in typed if key.startswith("ال") and len(key) > 4]
    for key in typed:
        article, _, rest = key.partition(" ")
        if article in ARTICLES and len(rest) > 2:
            found.append(rest)
    return found


def _spellings(key: str, i: int, letters: str) -> Iterator[str]:
    """What was meant if the slip is at letter i: one too many, two swapped, a wrong one, one left out."""
    before, wrong, after = key[:i], key[i], key[i + 1 :]
    yield before + after
    if after and after[0] != wrong:
        yield before + after[0] + wrong + after[1:]
    for letter in letters:
        if letter != wrong:
            yield before + letter + after
            yield before + letter + wrong + after


def distances(typed: str, names: Sequence[str], most: int) -> NDArray[np.int8]:
    """Letters wrong, missing, too many or swapped between `typed` and the likest beginning of each name.

    Counted up to `most`; more than that is most + 1. Optimal string alignment (Boytsov 2011), all names at
    once.
    """
    width = len(typed) + most
    letters = np.array(names, f"U{width}").view(np.uint32).reshape(len(names), width).T
    far = np.int8(most + 1)
    codes = [ord(letter) for letter in typed]
    rows = [np.full((width + 1, len(names)), far, np.int8)]
    rows[0][: most + 1] = np.arange(most + 1, dtype=np.int8)[:, None]
    for i, code in enumerate(codes, 1):
        before = rows[-1]
        row = np.full_like(before, far)
        row[0] = min(i, most + 1)
        for j in range(max(1, i - most), i + most + 1):
            least = np.minimum(
                np.minimum(row[j - 1], before[j]) + 1, before[j - 1] + (letters[j - 1] != code)
            )
            if i > 1 and j > 1:
                is_swapped = (letters[j - 2] == code) & (letters[j - 1] == codes[i - 2])
                least = np.where(is_swapped, np.minimum(least, rows[-2][j - 2] + 1), least)
            row[j] = np.minimum(least, far)
        rows.append(row)
    reached: NDArray[np.int8] = rows[-1].min(axis=0)
    return reached


def as_written(names: Sequence[str], key: str, how: How) -> str:
    """The name whose key it is; the key itself where none of the names kept is."""
    for name in names:
        folds = (fold(name), fold(name.replace("-", " ")))
        if key in folds or (is_arabic(key) and key == squash(folds[0])):
            return name
        if how == "like" and key in map(skeleton, folds):
            return name
    return key
