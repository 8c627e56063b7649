"""A sentence ready for matching: its words, and which of them have a capital, are hyphens or open something.

What a word is by itself is told once a process; a sentence then looks only at its few words that matter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from geo.gazetteer.names import fold
from geo.toponyms.lexicon import Countries, Lexicon, countries, lexicon
from geo.types import Sentence, Token


@dataclass(slots=True)
class Line:
    """Indices count tokens; those beyond the sentence are asked about freely.

    Nobody changes one: it is not frozen only since so many fields would take as long to fill as to find.
    """

    tokens: Sequence[Token]
    folds: tuple[str, ...]
    text: str
    """The whole text the tokens count in."""
    lex: Lexicon
    lands: Countries
    is_headline: bool
    """Nearly every word has a capital, so that capitals tell nothing."""

    word: Callable[[int], str]
    """The text of token i, "" beyond the ends."""
    fold: Callable[[int], str]
    cap: Callable[[int], bool]
    """Whether token i is a word with a capital and no function word."""
    hyphen: Callable[[int], bool]
    """Whether token i joins the words round it."""
    possessive: Callable[[int], bool]
    has_possessive: bool
    has_border: bool
    """Whether there is a word for a border."""

    starts: Sequence[int]
    """Tokens at which a name may begin: with a capital letter, function words too, and particles."""
    openings: Sequence[int]
    """Tokens at which the name of a body, person or ship may begin or be announced."""
    tells: Sequence[int]
    """Tokens at which a name, a border or a direction may begin."""

    def is_function(self, i: int) -> bool:
        return is_function(self.tokens[i].text, self.folds[i], self.lex, is_first=i == 0)

    def touches(self, i: int) -> bool:
        """Whether token i begins where the one before ended."""
        return 0 < i < len(self.tokens) and self.tokens[i].start == self.tokens[i - 1].end


def is_function(word: str, folded: str, lex: Lexicon, *, is_first: bool) -> bool:
    """ "The", "Along" at the head of a sentence; not "US" or "IS", nor the town of Hit."""
    is_small = folded in lex.function or (is_first and folded in lex.locative)
    return is_small and not (len(word) > 1 and word.isupper())


def line(text: str, sentence: Sentence) -> Line:
    tokens = sentence.tokens
    _, _, words, folds = zip(*tokens, strict=True)
    lex = lexicon()
    marks = list(map(_marks, words))
    marked = [i for i, mark in enumerate(marks) if mark]
    caps = {i for i in marked if marks[i] & _CAPITAL}
    if marks[0] & _CAPITAL_WITHIN:
        caps.discard(0)

    def joins(i: int) -> bool:
        return tokens[i - 1].end == tokens[i].start

    hyphens = {
        i for i in marked if marks[i] & _HYPHEN and 0 < i < len(tokens) - 1 and joins(i) and joins(i + 1)
    }
    possessives = {
        i for i in marked if marks[i] & _POSSESSIVE or (marks[i] & _APOSTROPHE and i > 0 and joins(i))
    }
    return Line(
        tokens=tokens,
        folds=folds,
        text=text,
        lex=lex,
        lands=countries(),
        is_headline=words[-1] != "." and _is_headline(words),
        word=_Words(enumerate(words)).__getitem__,
        fold=_Words(enumerate(folds)).__getitem__,
        cap=caps.__contains__,
        hyphen=hyphens.__contains__,
        possessive=possessives.__contains__,
        has_possessive=bool(possessives),
        has_border=not lex.border.isdisjoint(folds),
        starts=[i for i in marked if marks[i] & (_UPPER | _PARTICLE)],
        openings=[i for i in marked if marks[i] & _OPENS or i in caps],
        tells=[i for i in marked if marks[i] & _TELLS or i in caps],
    )


class _Words(dict[int, str]):
    """Found without a step of Python, as they are some million times in an hour's reading."""

    def __missing__(self, i: int) -> str:
        return ""


def _is_headline(words: Iterable[str]) -> bool:
    long = [w for w in words if len(w) > 3 and w[0].isalpha()]
    return len(long) >= 5 and sum(w[0].isupper() for w in long) >= 0.75 * len(long)


# What a word is, whatever stands round it. Plain integers: flags of the library are many times slower.
_UPPER = 1
_CAPITAL = 2
"""With a capital and no function word."""
_CAPITAL_WITHIN = 4
"""The same, but a function word at the head of a sentence."""
_PARTICLE = 8
_OPENS = 16
_TELLS = 32
_HYPHEN = 64
_POSSESSIVE = 128
_APOSTROPHE = 256
_SIGNS = dict.fromkeys("-–‐‑", _HYPHEN) | dict.fromkeys(("'s", "’s", "`s", "ʼs"), _POSSESSIVE)
_SIGNS |= dict.fromkeys("'’", _APOSTROPHE)


@lru_cache(maxsize=1 << 16)
def _marks(word: str) -> int:
    lex, folded = lexicon(), fold(word)
    mark = _SIGNS.get(word, 0)
    if word[0].isupper():
        mark |= _UPPER
        if not is_function(word, folded, lex, is_first=False):
            mark |= _CAPITAL
            mark |= _CAPITAL_WITHIN if is_function(word, folded, lex, is_first=True) else 0
    if folded in lex.particles:
        mark |= _PARTICLE
    if folded in lex.opens_lower:
        mark |= _OPENS
    if folded in lex.border or folded in lex.directions:
        mark |= _TELLS
    return mark
