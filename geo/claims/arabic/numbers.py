"""Numbers of an Arabic sentence: "نحو 400", "خمسة وعشرين ألفاً", "ما بين 800 و1000", "مئات".

Comes in: text. Goes out: `Number`s with their bounds; money, distances, shares, spans of time, the numbers of
units ("the 15th Brigade") and of types ("F-16") left out. The bounds of vague words are those of the
annotation guide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from geo.claims.arabic.number_words import (
    ALONE_NOT,
    HUNDRED,
    HUNDREDS,
    MILLION,
    NOT_OF_FORCES,
    QUALIFIERS,
    SMALL,
    TENS,
    THOUSAND,
    TWO_THOUSAND,
    TYPES,
    UNIT_BEFORE,
    VAGUE,
    WORDS,
)
from geo.claims.quantities import Number
from geo.gazetteer.names import fold
from geo.types import Span

_TOKEN = re.compile(r"[^\W\d_]+|\d{1,3}(?:[.,٬٫]\d{3})+(?!\d)|\d+|[^\w\s]")


@dataclass(slots=True)
class _Piece:
    start: int
    end: int
    fold: str


def arabic_numbers(text: str, *, offset: int) -> list[Number]:
    """Numbers left to right; offset is added to the spans."""
    pieces = [_Piece(m.start(), m.end(), fold(m.group()) or m.group()) for m in _TOKEN.finditer(text)]
    found: list[Number] = []
    i = 0
    while i < len(pieces):
        read = _number(pieces, i, text)
        if read is None:
            i += 1
            continue
        after, low, high, qualifier, start = read
        if low is not None or high is not None:
            span = Span(offset + start, offset + pieces[after - 1].end)
            found.append(Number(span, low, high, qualifier))
        i = after
    return found


_Read = tuple[int, int | None, int | None, str | None, int]
"""Index after it, both bounds (both None for what is no number of forces), qualifier, first character."""


def _number(pieces: Sequence[_Piece], i: int, text: str) -> _Read | None:
    between = _between(pieces, i)
    if between is not None:
        return between
    first = i
    qualifier: str | None = None
    for kind, rest in QUALIFIERS.get(pieces[i].fold, ()):
        if tuple(p.fold for p in pieces[i + 1 : i + 1 + len(rest)]) == rest:
            first, qualifier = i + 1 + len(rest), kind
            break
    if first >= len(pieces):
        return None
    vague = _vague(pieces, first)
    is_joined = first > i and pieces[i].fold[:1] == "و"
    start = pieces[i].start + is_joined
    if vague is not None:
        size, (low, high), cut = vague
        end = first + size
        said = text[pieces[first].start + cut : pieces[end - 1].end]
        return end, low, high, said, start if first > i else pieces[first].start + cut
    read = _value(pieces, first)
    if read is None:
        return None
    after, value, cut = read
    if _is_measure(pieces, after) or (first == i and _is_name(pieces, i, text)):
        return after, None, None, None, start
    if first == i:
        start += cut
    words: str | None = " ".join(p.fold for p in pieces[i:first])[is_joined:] or None
    if after + 1 < len(pieces) and (pieces[after].fold, pieces[after + 1].fold) == (
        fold("على"),
        fold("الأقل"),
    ):
        qualifier, words, after = "least", "على الأقل", after + 2
    other = _range_end(pieces, after)
    if other is not None and qualifier in (None, "about") and other[1] > value:
        return other[0], value, other[1], "range", start
    return (
        after,
        None if qualifier == "most" else value,
        None if qualifier == "least" else value,
        words,
        start,
    )


def _between(pieces: Sequence[_Piece], i: int) -> _Read | None:
    first = i + 1 if pieces[i].fold == fold("ما") else i
    if first >= len(pieces) or pieces[first].fold not in (fold("بين"), fold("من")):
        return None
    one = _value(pieces, first + 1)
    if one is None:
        return None
    after, low, _ = one
    is_from = pieces[first].fold == fold("من")
    joins = after < len(pieces) and pieces[after].fold in (fold("إلى"), fold("حتى"), "و")
    if joins:
        after += 1
    elif is_from:
        return None
    other = _value(pieces, after)
    if other is None or other[1] <= low or (is_from and other[1] > 3 * low):
        return None
    if _is_measure(pieces, other[0]):
        return other[0], None, None, None, pieces[i].start
    if low < 1000 and low * 1000 < other[1]:
        low *= 1000  # "between 40 and 50 thousand"
    return other[0], low, other[1], "range", pieces[i].start


def _range_end(pieces: Sequence[_Piece], after: int) -> tuple[int, int] | None:
    """The other end of "300-400", "300 to 400"."""
    if after >= len(pieces) or pieces[after].fold not in (fold("إلى"), "-", "–", ""):
        return None
    other = _value(pieces, after + 1)
    return (other[0], other[1]) if other is not None else None


def _vague(pieces: Sequence[_Piece], i: int) -> tuple[int, tuple[int, int], int] | None:
    for size in (2, 1):
        if i + size > len(pieces):
            continue
        words = tuple(p.fold for p in pieces[i : i + size])
        for cut in (0, 1):
            if cut and not (words[0][:1] in ("و", "ب", "ل", "ف") and len(words[0]) > 4):
                continue
            bounds = VAGUE.get((words[0][cut:], *words[1:]))
            if bounds is not None:
                return size, bounds, cut
    return None


def _is_measure(pieces: Sequence[_Piece], after: int) -> bool:
    if after >= len(pieces):
        return False
    nxt = pieces[after].fold
    if nxt in NOT_OF_FORCES:
        return True
    return (
        nxt == fold("في") and after + 1 < len(pieces) and pieces[after + 1].fold in HUNDRED | {fold("المئة")}
    )


def _is_name(pieces: Sequence[_Piece], i: int, text: str) -> bool:
    """Whether the figure at i is part of a name or a type's."""
    if not i:
        return False
    before = pieces[i - 1]
    if before.fold in UNIT_BEFORE or before.fold in TYPES:
        return True
    hyphen = text[before.start : before.end] in ("-", "‑", "–", "/", ":") and before.end == pieces[i].start
    return hyphen and i > 1 and pieces[i - 2].end == before.start


def _value(pieces: Sequence[_Piece], i: int) -> tuple[int, int, int] | None:
    """Index after the number that begins at i, its value, and how many letters of a particle come before."""
    if i >= len(pieces):
        return None
    if pieces[i].fold[:1].isdigit():
        return _figure(pieces, i)
    cut = _cut(pieces[i].fold)
    if cut is None:
        return None
    total = hundreds = units = tens = 0
    seen_thousand = False
    begun = False
    good: tuple[int, int] | None = None
    j = i
    while j < len(pieces):
        word = pieces[j].fold
        joined = word.startswith("و") and word[1:] in WORDS
        word = word[cut:] if j == i else word[1:] if joined else word
        if word not in WORDS or (begun and not joined and word in TENS):
            break
        follows = begun and not joined
        if word in THOUSAND | TWO_THOUSAND:
            group = hundreds + units + tens
            if seen_thousand:
                # The thousand belongs to another number: "between four thousand and five thousand".
                return (good[0], good[1], cut) if good else None
            if follows and word in THOUSAND and group:
                total += group * 1000
            elif begun:
                break
            else:
                total += 2000 if word in TWO_THOUSAND else 1000
            hundreds = units = tens = 0
            seen_thousand = True
            good = (j + 1, total)
        elif word in MILLION:
            if not follows or seen_thousand:
                break
            total += (hundreds + units + tens) * 1_000_000
            hundreds = units = tens = 0
        elif word in HUNDRED:
            if follows and 3 <= units <= 9 and not hundreds and not tens:
                hundreds, units = units * 100, 0
            elif (joined or not begun) and not (hundreds or units or tens):
                hundreds = 100
            else:
                break
        elif word in HUNDREDS:
            if hundreds or units or tens or follows:
                break
            hundreds = HUNDREDS[word]
        elif word in TENS:
            if tens:
                break
            tens = TENS[word]
        else:
            value = SMALL[word]
            if follows and value == 10 and 0 < units < 10 and not tens:
                tens = 10
            elif follows or units or tens:
                break
            elif value == 10:
                tens = 10
            else:
                units = value
        begun = True
        j += 1
    value = total + hundreds + units + tens
    return (j, value, cut) if value else None


def _cut(word: str) -> int | None:
    """Letters of particles before the number word; None where it is none."""
    if word in WORDS and word not in ALONE_NOT:
        return 0
    for size in (1, 2):
        if word[:size] in ("و", "ب", "ل", "ف", "وب", "ول") and word[size:] in WORDS:
            return size if word[size:] not in ALONE_NOT else None
    return None


def _figure(pieces: Sequence[_Piece], i: int) -> tuple[int, int, int]:
    value = int(re.sub(r"\D", "", pieces[i].fold))
    after = i + 1
    if after < len(pieces) and pieces[after].fold in THOUSAND:
        return after + 1, value * 1000, 0
    if after < len(pieces) and pieces[after].fold in MILLION:
        return after + 1, value * 1_000_000, 0
    return after, value, 0
