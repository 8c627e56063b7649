"""Pronouns for a force told of: "they", "some of them", "the rest", "200 more", "a third".

Comes in: the words of a sentence with their marks. Goes out: where each stands, and how many it says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from geo.claims.force import Marks
from geo.claims.function_words import BE, HAVE, MODALS, PREPOSITIONS
from geo.claims.lexicon import table
from geo.claims.quantities import Number
from geo.claims.words import Word
from geo.types import Span


@dataclass(frozen=True, slots=True)
class Pronoun:
    first: int
    after: int
    number: Number | None = None
    is_part: bool = False


def pronouns(words: Sequence[Word], marks: Marks, taken: set[int]) -> Iterator[Pronoun]:
    """Pronouns outside the phrases already taken, left to right."""
    beginnings = _beginnings()
    i = 0
    while i < len(words):
        may_begin = words[i].low in beginnings or i in marks.number
        found = (
            None if not may_begin or i in taken or marks.verb[i] or marks.place[i] else _at(words, marks, i)
        )
        if found is None or any(k in taken for k in range(found.first, found.after)):
            i += 1
            continue
        yield found
        i = found.after


def points_back(words: Sequence[Word]) -> bool:
    """Whether a sentence may mean somebody told of before it, by the words it has."""
    return any(w.low in _BACK for w in words)


_BACK = frozenset(
    {"they", "it", "its", "their", "them", "the", "these", "those", "another", "more", "we", "our", "both"}
)


def _at(words: Sequence[Word], marks: Marks, i: int) -> Pronoun | None:
    low = words[i].low
    if low in ("it", "they", "we"):
        return Pronoun(i, i + 1)
    return _pair(words, i) or _part(words, marks, i) or _further(words, marks, i) or _alone(words, marks, i)


def _pair(words: Sequence[Word], i: int) -> Pronoun | None:
    """ "the two countries", "both sides"."""
    j = i + 1 if words[i].low == "the" else i
    if j + 1 >= len(words) or words[j].low not in ("two", "both") or (j == i and words[j].low == "two"):
        return None
    return Pronoun(i, j + 2) if words[j + 1].low in _words("pairs") else None


_LEADS = frozenset({"the", "a", "about", "around", "nearly", "almost"})


@cache
def _beginnings() -> frozenset[str]:
    """The words a pronoun can begin with, numbers aside: most words of a text are none of them."""
    return _LEADS | _words("parts") | {"it", "they", "we", "another"}


def _part(words: Sequence[Word], marks: Marks, i: int) -> Pronoun | None:
    """ "nine of them", "the last of them", "about half of it"."""
    j = i + 1 if words[i].low in _LEADS else i
    if j >= len(words):
        return None
    number, after = marks.number.get(j, marks.number.get(i, (None, j + 1)))
    if number is None and words[j].low not in _words("parts"):
        return None
    if [w.low for w in words[after : after + 2]] not in (
        ["of", "them"],
        ["of", "it"],
        ["of", "these"],
        ["of", "those"],
    ):
        return None
    if number is not None and number.is_article:
        number = None
    return Pronoun(i, after + 2, number, True)


def _further(words: Sequence[Word], marks: Marks, i: int) -> Pronoun | None:
    """ "200 more", "another 200", "a further two", "a third": of the kind told of."""
    known = marks.number.get(i)
    if known is not None and not known[0].is_article:
        number, after = known
        is_more = number.qualifier == "another" or words[i].low in ("another", "further")
        if after < len(words) and words[after].low in ("more", "others"):
            is_more = True
            after += 1
        led = words[i - 1].low if i else ""
        if (is_more or led == "further") and _goes_on(words, marks, after):
            return Pronoun(i, after, number, True)
        return None
    if words[i].low not in ("a", "another") or i + 1 >= len(words):
        return None
    after = i + 1
    if words[after].low in _ORDINALS:
        after += 1
    elif words[i].low == "a":
        return None
    if after < len(words) and words[after].low == "one":
        after += 1
    if not _is_verb(words, marks, after):
        return None
    return Pronoun(i, after, Number(Span(words[i].start, words[after - 1].end), 1, 1, None), True)


def _alone(words: Sequence[Word], marks: Marks, i: int) -> Pronoun | None:
    """ "the rest", "the others", "the latter"; "the enemy" of the one who speaks."""
    if words[i].low != "the" or i + 1 >= len(words) or not _goes_on(words, marks, i + 2):
        return None
    if words[i + 1].low == "enemy":
        return Pronoun(i, i + 2)
    return Pronoun(i, i + 2, None, True) if words[i + 1].low in _words("alone") else None


def _goes_on(words: Sequence[Word], marks: Marks, i: int) -> bool:
    """Whether no noun follows: the words so far are a phrase of their own."""
    if i >= len(words) or _is_verb(words, marks, i):
        return True
    low = words[i].low
    return (low in PREPOSITIONS and low != "of") or not low[0].isalnum() or marks.time[i]


def _is_verb(words: Sequence[Word], marks: Marks, i: int) -> bool:
    return i < len(words) and (
        marks.verb[i] or words[i].low in MODALS or words[i].low in BE or words[i].low in HAVE
    )


_ORDINALS = frozenset({"second", "third", "fourth", "fifth", "sixth", "seventh"})


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(table("references")["forces"][name])
