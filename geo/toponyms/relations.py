"""How the words round a name move it: "12 km north of", "the outskirts of", "off the coast of", "'s south".

Comes in: a text and where a name and its sentence stand in it. Goes out: a `Relation`, or None where the name
is meant itself. English and Arabic, by the script of the name. No place is known here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, get_args

from geo.geometry.directions import Direction
from geo.toponyms import relation_words as words
from geo.types import Span

Kind = Literal[
    "near", "outskirts", "offset", "beyond", "part", "off_coast", "coast", "along", "bank", "between"
]
_REACH = 140
"""Characters looked at before a name."""
_REACH_AFTER = 48


@dataclass(frozen=True, slots=True)
class Relation:
    kind: Kind
    start: int
    """Where its first word begins; the name's own start where the words follow it."""
    direction: Direction | None = None
    far: bool = False
    least_m: float = 0.0
    most_m: float = 0.0
    """Of an offset: the distance said, twice; 0 to the most for "within" and "less than"."""
    is_inside: bool = False
    """ "30 km inside Syria": on this side of the edge."""
    is_at_sea: bool = False
    """ "30 km off the coast of"."""


def relation_at(text: str, sentence: Span, name: Span) -> Relation | None:
    """What the words of the sentence beside the name make of it."""
    before = text[max(sentence.start, name.start - _REACH) : name.start]
    after = text[name.end : min(sentence.end, name.end + _REACH_AFTER)]
    said = text[name.start : name.end]
    if _is_arabic(said):
        turned = words.AR_ADJECTIVE_AFTER.match(after) if said.startswith("ريف ") else None
        if turned is not None:
            return Relation("part", name.start, direction=words.direction(turned))
        return _arabic(before, after, name.start)
    return _english(before, after, name.start)


def _is_arabic(name: str) -> bool:
    return any("\u0600" <= letter <= "\u06ff" for letter in name[:3])


def _english(before: str, after: str, start: int) -> Relation | None:
    if words.TRIGGER_AFTER.match(after):
        found = _owned(before, after, start)
        if found is not None:
            return found
    if not words.TRIGGER.search(before):
        return None
    return _measured(words.DISTANCE, before, start) or _worded(words.BEFORE, before, start)


def _arabic(before: str, after: str, start: int) -> Relation | None:
    if not words.AR_TRIGGER.search(before):
        return None
    found = _measured(words.AR_DISTANCE, before, start) or _worded(words.AR_BEFORE, before, start)
    if found is None or found.kind not in ("near", "outskirts") or found.direction is not None:
        return found
    turned = words.AR_ADJECTIVE_AFTER.match(after)
    if turned is None:
        return found
    kind: Kind = "beyond" if found.kind == "near" else found.kind
    return Relation(kind, found.start, direction=words.direction(turned))


def _measured(pattern: re.Pattern[str], before: str, start: int) -> Relation | None:
    found = pattern.search(before)
    if found is None:
        return None
    said = words.number(found["a"])
    if said is None:
        return None
    least, most = said
    if found["b"] is not None and (other := words.number(found["b"])) is not None:
        most = max(most, other[1])
    unit_m = words.unit_m(found["unit"])
    if found["within"] is not None:
        least = 0.0
    return Relation(
        "offset",
        start - len(before) + found.start(),
        direction=words.direction(found),
        least_m=least * unit_m,
        most_m=most * unit_m,
        is_inside=found["inside"] is not None,
        is_at_sea=found.groupdict().get("sea") is not None,
    )


def _worded(patterns: tuple[tuple[str, re.Pattern[str]], ...], before: str, start: int) -> Relation | None:
    for name, pattern in patterns:
        found = pattern.search(before)
        if found is not None:
            at = start - len(before) + found.start()
            groups = found.groupdict()
            if name == "middle":
                return Relation("part", at, direction="central")
            return Relation(
                _kind(name),
                at,
                direction=words.direction(found),
                far=bool(groups.get("far")),
            )
    return None


def _owned(before: str, after: str, start: int) -> Relation | None:
    """ "Syria's far north-east", "Yemen's western coast", "Dnipro's left bank"."""
    for name, pattern in words.AFTER:
        found = pattern.match(after)
        if found is None:
            continue
        kind = _kind(name)
        if kind == "coast" and words.OFF.search(before):
            kind = "off_coast"
        return Relation(kind, start, direction=words.direction(found), far=bool(found["far"]))
    return None


def _kind(name: str) -> Kind:
    return next(known for known in get_args(Kind) if known == name)


def is_between(text: str, sentence: Span, one: Span, other: Span, *, is_small: bool) -> bool:
    """Whether the two names are the ends of "the road between A and B", and not two that only talk.

    is_small: both are towns or sites that do not stand for a government; then "between" alone may do.
    """
    joined = text[one.end : other.start]
    if len(joined) > _REACH_AFTER:
        return False
    before = text[max(sentence.start, one.start - _REACH) : one.start]
    if _is_arabic(text[one.start : one.end]):
        return bool(words.AR_BETWEEN.search(before) and words.AR_AND.match(joined))
    if not words.AND.match(joined):
        return False
    if words.BETWEEN.search(before):
        return True
    found = words.MAYBE_BETWEEN.search(before) if is_small and joined.split()[0] == "and" else None
    return found is not None and found["word"].lower() not in words.TALK


def asks_for_river(before: str, after: str) -> bool:
    """Whether "the Dnipro", "the Niger" must be the river: by what is done there, and nothing follows."""
    if words.RIVER_BEFORE.search(before):
        return words.NO_RIVER_AFTER.match(after) is None
    return words.MAYBE_RIVER_BEFORE.search(before) is not None and words.RIVER_AFTER.match(after) is not None
