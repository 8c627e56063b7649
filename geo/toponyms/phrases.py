"""Places told by other places: borders ("the border with Jordan") and parts ("northern Syria").

Given a sentence and a way to tell which tokens name a side, each function looks at one token and says what
begins there, or None.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import get_args

from geo.geometry.directions import Direction
from geo.toponyms.lexicon import listed
from geo.toponyms.line import Line


@dataclass(frozen=True, slots=True)
class Side:
    """A country or region named at a token, by noun or adjective."""

    place_id: str
    last: int


@dataclass(frozen=True, slots=True)
class Border:
    first: int
    last: int
    sides: tuple[str, ...]
    """Ids of the places on it; the other side of a lone one is for the text to tell."""
    direction: Direction | None = None
    side_of: str | None = None
    """Id of the place whose side of the border is meant; the border itself without."""
    is_triple: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """Tokens that name a direction, and where they end."""

    direction: Direction
    last: int


SideAt = Callable[[int], Side | None]

_DIRECTIONS: frozenset[str] = frozenset(get_args(Direction))
_BETWEEN_WORDS = listed("between_words")
# "Iraqi border guards", "the Syrian border town of": the border is no place there.
_NO_BORDER = listed("no_border")


def heading_at(line: Line, i: int) -> Heading | None:
    """ "northern", "north-eastern", "south east"; names like North Korea are looked for before."""
    simple = line.lex.directions.get(line.fold(i))
    if simple is None:
        return None
    if simple in ("north", "south"):
        j = i + 2 if line.hyphen(i + 1) else i + 1
        second = line.lex.directions.get(line.fold(j))
        if second in ("east", "west"):
            return _heading(f"{simple}-{second}", j + 1)
    return _heading(simple, i + 1)


def _heading(direction: str, last: int) -> Heading | None:
    for known in get_args(Direction):
        if known == direction:
            return Heading(known, last)
    return None


def border_at(line: Line, i: int, side_at: SideAt) -> Border | None:
    if not line.has_border:
        return None
    triple = _triple_at(line, i, side_at)
    if triple is not None:
        return triple
    if line.fold(i) in line.lex.border and not line.is_headline | line.cap(i):
        return _border_of(line, i, side_at)
    one = side_at(i)
    if one is None:
        return None
    side = _one_side(line, i, one, side_at)
    if side is not None:
        return side
    pair = _pair(line, one, side_at)
    if pair is not None:
        second, end = pair
        stop = _border_word(line, end)
        if stop is not None:
            return Border(i, stop, (one.place_id, second))
    j = one.last
    if line.possessive(j):
        j += 1
    turn = heading_at(line, j)
    if turn is not None:
        j = turn.last
    while line.fold(j) in _BETWEEN_WORDS:
        j += 1
    stop = _border_word(line, j)
    if stop is None:
        return None
    direction = turn.direction if turn else None
    if line.fold(stop) in ("with", "to"):
        other = side_at(_past_the(line, stop + 1))
        if other is not None and not line.possessive(other.last):
            return Border(i, other.last, (one.place_id, other.place_id), direction)
    return Border(i, stop, (one.place_id,), direction)


def _one_side(line: Line, i: int, one: Side, side_at: SideAt) -> Border | None:
    """ "the Syrian side of the border (with Iraq)", "Lebanon's side of the Israeli frontier"."""
    j = one.last + 1 if line.possessive(one.last) else one.last
    if line.fold(j) not in ("side", "sides") or line.fold(j + 1) != "of":
        return None
    j = _past_the(line, j + 2)
    across = side_at(j)
    if across is not None:
        stop = _border_word(line, across.last)
        ids: tuple[str, ...] = (one.place_id, across.place_id)
        return Border(i, stop, ids, side_of=one.place_id) if stop is not None else None
    while line.fold(j) in _BETWEEN_WORDS:
        j += 1
    stop = _border_word(line, j)
    if stop is None:
        return None
    if line.fold(stop) in ("with", "to"):
        across = side_at(_past_the(line, stop + 1))
        if across is not None and not line.possessive(across.last):
            return Border(i, across.last, (one.place_id, across.place_id), side_of=one.place_id)
    return Border(i, stop, (one.place_id,), side_of=one.place_id)


_TRIPLE = listed("triple")
_TRIPLE_AREAS = listed("triple_areas")


def _triple_at(line: Line, i: int, side_at: SideAt) -> Border | None:
    """ "the tri-border area of A, B and C", "three-border region between", "the A-B-C tri-border area"."""
    if line.fold(i) in line.lex.border:
        before = i - 2 if line.hyphen(i - 1) else i - 1
        first = i if line.fold(i) == "triborder" else before
        if first != i and line.fold(before) not in _TRIPLE:
            return None
        j = i + 1
        while line.fold(j) in _TRIPLE_AREAS:
            j += 1
        if line.fold(j) not in ("of", "between", "with", "where", "shared"):
            return None
        sides, last = _listed_sides(line, _past_the(line, j + 1), side_at)
        return Border(first, last, sides, is_triple=True) if sides else None
    if not line.cap(i):
        return None
    sides, last = _listed_sides(line, i, side_at)
    if len(sides) < 3:
        return None
    if line.fold(last) in _TRIPLE:
        last = last + 2 if line.hyphen(last + 1) else last + 1
    stop = last + 1 if line.fold(last) in line.lex.border or line.fold(last) == "triborder" else None
    while stop is not None and line.fold(stop) in _TRIPLE_AREAS:
        stop += 1
    return Border(i, stop, sides, is_triple=True) if stop is not None else None


def _listed_sides(line: Line, i: int, side_at: SideAt) -> tuple[tuple[str, ...], int]:
    """The places of a list, "A, B and C" or "A-B-C", and where it ends."""
    found: list[str] = []
    last = i
    while len(found) < 3 and (side := side_at(i)) is not None:
        found.append(side.place_id)
        i = last = side.last
        while line.word(i) in (",", "-", "–", "/", "—") or line.fold(i) in ("and", "the"):
            i += 1
        if i == last:
            break
    return tuple(found), last


def _pair(line: Line, one: Side, side_at: SideAt) -> tuple[str, int] | None:
    j = one.last
    if not (line.hyphen(j) or line.word(j) in ("/", "–", "-", "—", "‑")):
        return None
    other = side_at(j + 1)
    return (other.place_id, other.last) if other else None


def _border_word(line: Line, i: int) -> int | None:
    """The index after the word, if it stands at i and means the line itself."""
    if line.fold(i) not in line.lex.border:
        return None
    return None if line.fold(i + 1) in _NO_BORDER else i + 1


def _past_the(line: Line, i: int) -> int:
    while line.fold(i) in ("the", "neighbouring", "neighboring", "nearby", "both"):
        i += 1
    return i


def _border_of(line: Line, i: int, side_at: SideAt) -> Border | None:
    """ "border with A", "borders of A and B", "border between A and B"; `i` is the word border."""
    link = line.fold(i + 1)
    if link not in ("with", "between", "of", "to"):
        return None
    one = side_at(_past_the(line, i + 2))
    if one is None or line.possessive(one.last):
        return None
    if line.fold(one.last) == "and":
        other = side_at(_past_the(line, one.last + 1))
        if other is not None and link == "between":
            return Border(i, other.last, (one.place_id, other.place_id))
        if other is not None and link != "with":
            return Border(i, other.last, (one.place_id, other.place_id))
    if link == "between":
        return None
    return Border(i, one.last, (one.place_id,))


# Arabic


def arabic_heading_at(line: Line, i: int) -> Heading | None:
    word = line.fold(i)
    direction = line.lex.ar_directions.get(word) or line.lex.ar_directions.get(_peeled(word))
    if direction is None:
        return None
    second = line.lex.ar_directions.get(line.fold(i + 1))
    if direction in ("north", "south") and second in ("east", "west"):
        return _heading(f"{direction}-{second}", i + 2)
    return _heading(direction, i + 1)


def _peeled(word: str) -> str:
    return word[1:] if len(word) > 3 and word[0] in "وفبل" else word


def arabic_border_at(line: Line, i: int, side_at: SideAt) -> Border | None:
    """الشريط الحدودي بين العراق وسورية ; الحدود السورية العراقية ; الحدود مع الأردن ; حدود لبنان"""
    j = i
    word = line.fold(j)
    if _peeled(word) in ("الشريط", "شريط", "المنطقه", "المناطق") and line.fold(j + 1) in line.lex.ar_border:
        j += 1
    elif word not in line.lex.ar_border and _peeled(word) not in line.lex.ar_border:
        return None
    j += 1
    link = line.fold(j)
    if link in ("مع", "بين"):
        j += 1
    one = side_at(j)
    if one is None:
        return None
    other = side_at(one.last)
    if other is None and line.hyphen(one.last):
        other = side_at(one.last + 1)
    if other is None and line.word(one.last) in ("-", "–", "/"):
        other = side_at(one.last + 1)
    sides = (one.place_id, other.place_id) if other else (one.place_id,)
    last = other.last if other else one.last
    if not other:
        turn = line.lex.ar_directions.get(line.fold(last))
        heading = _heading(turn, last + 1) if turn else None
        if heading:
            return Border(i, last + 1, sides, heading.direction)
    return Border(i, last, sides)
