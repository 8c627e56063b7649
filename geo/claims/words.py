"""Words of a sentence as the claim grammar sees them: tokens, with what a hyphen joins made one.

Comes in: a `Sentence`. Goes out: `Word`s ("U.S.-led", "S-400", "air-defence" are one each; a possessive mark
is its own word).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from geo.types import Sentence, Span, Token

OF_PLACE = (
    "to",
    "into",
    "in",
    "at",
    "on",
    "onto",
    "near",
    "along",
    "around",
    "towards",
    "toward",
    "off",
    "across",
    "over",
    "inside",
    "outside",
    "for",
    "within",
    "throughout",
    "opposite",
    "between",
    "under",
    "above",
    "beside",
    "against",
    "round",
)
"""English prepositions that say where to or where; other uses have others beside them."""

_HYPHENS = frozenset("-‐‑/")


class Word(NamedTuple):
    """A tuple, as a token is: a text has thousands."""

    start: int
    end: int
    text: str
    low: str
    fold: str

    @property
    def is_capitalised(self) -> bool:
        return self.text[:1].isupper()

    @property
    def is_possessive(self) -> bool:
        return self.low in ("'s", "’s")


def words(sentence: Sentence, text: str) -> list[Word]:
    made: list[Word] = []
    tokens = sentence.tokens
    i = 0
    hyphens = {k for k, token in enumerate(tokens) if token.text in _HYPHENS}
    while i < len(tokens):
        j = _joined(tokens, i) if i + 1 in hyphens else i
        start, end = tokens[i].start, tokens[j].end
        if i == j:
            shown, fold = tokens[i].text, tokens[i].fold
        else:
            shown = text[start:end]
            fold = "".join(t.fold for t in tokens[i : j + 1] if t.text not in _HYPHENS)
        low = shown.lower().replace("’", "'")
        if low == "'" and _ends_owner(made, start):
            low = "'s"
        made.append(Word(start, end, shown, low, fold))
        i = j + 1
    return made


def _ends_owner(made: Sequence[Word], start: int) -> bool:
    """Whether an apostrophe at `start` is that of an owner in the plural ("the Houthis' claim"), and closes
    no quotation.
    """
    if not made or made[-1].end != start or not made[-1].low.endswith("s"):
        return False
    return not any(w.low in ("'", "‘") for w in made)


def _joined(tokens: Sequence[Token], i: int) -> int:
    """Index of the last token that hyphens tie to token i; i itself where none does."""
    while (
        i + 2 < len(tokens)
        and tokens[i + 1].text in _HYPHENS
        and tokens[i].end == tokens[i + 1].start
        and tokens[i + 1].end == tokens[i + 2].start
        and (tokens[i].text[-1].isalnum() or tokens[i].text[-1] == ".")
        and tokens[i + 2].text[0].isalnum()
        and not (tokens[i].text[-1].isdigit() and tokens[i + 2].text[0].isdigit())
    ):
        i += 2
    return i


def span_of(made: Sequence[Word], first: int, after: int) -> Span:
    """Span of words first to after, the latter not included."""
    return Span(made[first].start, made[after - 1].end)
