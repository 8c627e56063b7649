"""Names over one or several packs: which rows a key leads to, and which runs of words make a name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from geo.gazetteer.pack import BEGINS, IS_NAME, Table

LONGEST_NAME = 12
"""Tokens a name may have; the longest of the overlay has eight."""
_STANDINGS_HELD = 200_000

Resolve = Callable[[int, str], int | None]
"""From a row that a key leads to, to the row that stands for its place now; None where none does."""


class Walk(NamedTuple):
    lengths: tuple[int, ...]
    """In words, the longest last."""
    is_open: bool
    """Whether more words could make a longer name."""


class Names:
    """Tables of several packs as one, each with its first row; `resolve` None takes rows as they are."""

    def __init__(self, tables: Sequence[tuple[Table, int]], resolve: Resolve | None) -> None:
        self._tables = tuple(tables)
        self._resolve = resolve
        self._standings: dict[str, int] = {}

    def rows(self, *keys: str) -> dict[int, float]:
        """Rows and their best scores under any of the keys."""
        found: dict[int, float] = {}
        for key in keys:
            for table, base in self._tables:
                for row, score in table.rows(key):
                    shown: int | None = row + base
                    if self._resolve is not None:
                        shown = self._resolve(row + base, key)
                    if shown is not None:
                        found[shown] = max(score, found.get(shown, score))
        return found

    def standing(self, prefix: str) -> int:
        """0 where no key begins so, IS_NAME for a key that may be searched for, else BEGINS.

        Remembered: the words of a text are few and each is asked about again and again.
        """
        known = self._standings.get(prefix)
        if known is None:
            if len(self._standings) >= _STANDINGS_HELD:
                self._standings.clear()
            known = self._standings[prefix] = self._standing(prefix)
        return known

    def _standing(self, prefix: str) -> int:
        if not prefix:
            return 0
        found = 0
        for table, base in self._tables:
            for row in table.text_rows(prefix):
                if self._resolve is None or self._resolve(row + base, prefix) is not None:
                    return IS_NAME
            if not found and table.begins(prefix):
                found = BEGINS
        return found

    def walk(self, words: Sequence[str], form: Callable[[str], str] = str) -> Walk:
        """The runs of words from the first on that make a key meant for text.

        `form` makes of a word what stands in the keys; the walk mostly ends before it comes to the third.
        """
        lengths = []
        begun: list[str] = []
        before = ""
        for length, plain in enumerate(words, 1):
            word = form(plain)
            begun = _continued(begun, before, word) if length > 1 else [word] * bool(word)
            standings = [self.standing(prefix) for prefix in begun]
            if word and IS_NAME in standings:
                lengths.append(length)
            begun = [prefix for prefix, standing in zip(begun, standings, strict=True) if standing]
            if not begun:
                return Walk(tuple(lengths), is_open=False)
            before = word
        return Walk(tuple(lengths), is_open=True)


def _continued(begun: list[str], before: str, word: str) -> list[str]:
    """Longer beginnings of names: words are parted by a space, but glue (folded to "") may join them."""
    if not word:
        return begun
    parted = [f"{prefix} {word}" for prefix in begun]
    return [*parted, *(prefix + word for prefix in begun)] if not before else parted
