"""Phrases for forces: "around 800 troops", "two Patriot air defence batteries", "a convoy of some 30 Turkish
vehicles".

Comes in: the words of a sentence with what is known of each (place, actor, number). Goes out: `Force`s with
their head noun, unit, numbers, equipment and the actors named inside: each noun phrase of `force_phrase`,
with those that commas and "and" join to it.
"""

from __future__ import annotations

from collections.abc import Sequence

from geo.claims.force import Element, Force, Marks
from geo.claims.force_bounds import heads_ahead
from geo.claims.force_phrase import element_at, flown
from geo.claims.words import Word


def forces(words: Sequence[Word], marks: Marks) -> list[Force]:
    """Force phrases of a sentence, left to right, none within another."""
    elements: list[Element] = []
    ahead = heads_ahead(words, marks)
    i = 0
    while i < len(words):
        element = element_at(words, marks, i) if ahead[i] else None
        if element is None:
            i += 1
            continue
        elements.append(element)
        i = max(element.after, i + 1)
    return _joined(words, marks, elements)


def _joined(words: Sequence[Word], marks: Marks, elements: Sequence[Element]) -> list[Force]:
    """Elements that commas, "and", "with" and "including" tie together become one force."""
    joined: list[Force] = []
    for element in elements:
        previous = joined[-1] if joined else None
        if previous is not None and _ties(words, marks, previous, element):
            element.is_part = "including" in [w.low for w in words[previous.after : element.first]]
            previous.elements.append(element)
        else:
            joined.append(Force([element]))
    for force in joined:
        _tell_fighters(words, force)
    return joined


_FLYING = frozenset(
    {"flew", "fly", "flying", "flown", "scrambled", "landed", "intercepted", "took", "escorted"}
)


def _tell_fighters(words: Sequence[Word], force: Force) -> None:
    """Fighters beside aircraft, or before a verb of flight, are aircraft: "six bombers and ten fighters"."""
    with_aircraft = any(e.head.family == "aircraft" for e in force.elements)
    flies = force.after < len(words) and words[force.after].low in _FLYING
    for element in force.elements:
        if element.head.word in ("fighter", "fighters") and (with_aircraft or flies):
            element.head = flown(element.head)


_TYING = frozenset({",", "and", "with", "including", "plus", "as", "well", "or", "along", "together"})


def _says_how_many(previous: Force, between: Sequence[str], element: Element) -> bool:
    """Whether an aside counts the force before it: "reserve companies – some 450 men from Hungary –"."""
    number = element.number
    told = number is not None and not number.is_article and element.unit == "personnel"
    counted = previous.counted
    return (
        told and (counted is None or counted.unit != "personnel") and between in (["–"], ["—"], ["--"], ["("])
    )


def _ties(words: Sequence[Word], marks: Marks, previous: Force, element: Element) -> bool:
    between = [w.low for w in words[previous.after : element.first]]
    if not between or len(between) > 4:
        return False
    if not _TYING.issuperset(between) and not _says_how_many(previous, between, element):
        return False
    if (
        element.first in marks.number
        and marks.number[element.first][0].span.end <= words[element.first].start
    ):
        return False
    if between == [",", "and"] and len(previous.elements) == 1:
        return False  # more often a new clause than a list of two
    owned = {a.id for a in previous.actors()}
    own = {a.id for _, a in element.actors}
    if owned and own and owned.isdisjoint(own) and element.head.family != "ship":
        return False
    follows_verb = element.after < len(words) and marks.verb[element.after]
    is_subject = not any(marks.verb[j] for j in range(previous.first))
    return not follows_verb or is_subject
