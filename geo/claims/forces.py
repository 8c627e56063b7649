"""Phrases for forces: "around 800 troops", "two Patriot air defence batteries", "a convoy of some 30 Turkish
vehicles".

Comes in: the words of a sentence with what is known of each (place, actor, number). Goes out: `Force`s with
their head noun, unit, numbers, equipment and the actors named inside.

A phrase is read from its head noun outward: to the left over adjectives, names and numbers, to the right
over "of ..." and over further phrases joined by commas and "and".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from geo.claims.actors import state_forces
from geo.claims.force_words import Head, equipment_at, head_at, modifiers, ship_prefixes
from geo.claims.quantities import Number
from geo.claims.words import Word
from geo.types import Actor, QuantityUnit

ARTICLES = frozenset(
    {
        "the",
        "a",
        "an",
        "its",
        "their",
        "his",
        "her",
        "our",
        "these",
        "those",
        "this",
        "any",
        "no",
        "all",
        "both",
        "some",
        "each",
        "another",
    }
)


OWNERS = frozenset({"its", "their", "his", "her", "our"})


PARTS = frozenset(
    {
        "most",
        "part",
        "parts",
        "some",
        "many",
        "several",
        "all",
        "both",
        "half",
        "rest",
        "none",
        "any",
        "remainder",
        "number",
        "remnants",
        "elements",
        "bulk",
        "thousands",
        "hundreds",
        "dozens",
        "scores",
        "fifths",
        "third",
        "quarter",
    }
)


_NEVER_IN_PHRASE = frozenset(
    [
        "to",
        "from",
        "in",
        "at",
        "on",
        "near",
        "along",
        "by",
        "with",
        "into",
        "onto",
        "over",
        "across",
        "towards",
        "toward",
        "around",
        "about",
        "off",
        "inside",
        "outside",
        "between",
        "through",
        "against",
        "under",
        "within",
        "for",
        "and",
        "or",
        "but",
        "as",
        "who",
        "which",
        "that",
        "where",
        "when",
        "while",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "has",
        "have",
        "had",
        "do",
        "does",
        "did",
        "will",
        "would",
        "can",
        "could",
        "may",
        "might",
        "shall",
        "should",
        "must",
        "not",
        "n't",
        "it",
        "they",
        "he",
        "she",
        "we",
        "i",
        "you",
        "them",
        "him",
        "us",
        "him",
        "there",
        "here",
        "said",
        "says",
        "say",
        "told",
        "also",
        "then",
        "now",
        "already",
        "still",
        "never",
        "ever",
        "yet",
        "just",
        "if",
        "because",
        "since",
        "until",
        "before",
        "after",
        "than",
        "so",
        "of",
        "upon",
        "via",
        "per",
    ]
)


@dataclass(slots=True)
class Element:
    """One noun phrase of a force: its numbers and head."""

    first: int
    after: int
    head: Head
    number: Number | None
    actors: list[tuple[int, Actor]] = field(default_factory=list)
    equipment: list[tuple[int, int]] = field(default_factory=list)
    is_definite: bool = False
    owner: str | None = None
    """"its", "their": the force of somebody named before."""
    is_more: bool = False
    """"more", "additional", "extra": an addition to what is there."""
    is_named_kit: bool = False
    """A type by its name, or a ship by hers, is in the phrase."""
    split: list[tuple[Actor, Number | None]] = field(default_factory=list)
    """Actors that share the head, each with its number: "200 British and 100 Romanian soldiers"."""


@dataclass(slots=True)
class Force:
    """Elements joined: "troops, armoured vehicles and rockets"."""

    elements: list[Element]

    @property
    def first(self) -> int:
        return self.elements[0].first

    @property
    def after(self) -> int:
        return max(e.after for e in self.elements)

    @property
    def head(self) -> Head:
        return self.elements[0].head

    @property
    def is_strong(self) -> bool:
        return any(e.head.is_strong or e.is_named_kit for e in self.elements)

    @property
    def counted(self) -> Element | None:
        """The element whose number is the claim's: people first, else the first that has one."""
        numbered = [e for e in self.elements if e.number is not None and _counts(e)]
        people = [e for e in numbered if e.head.family == "people"]
        found = people or numbered
        return found[0] if found else None

    @property
    def owner_is_own(self) -> bool:
        return any(e.owner in ("its", "their") for e in self.elements)

    def actors(self) -> list[Actor]:
        seen: dict[str, Actor] = {}
        for element in self.elements:
            for _, actor in element.actors:
                seen.setdefault(actor.id, actor)
        return list(seen.values())


def _counts(element: Element) -> bool:
    number = element.number
    assert number is not None
    if element.head.unit is None:
        return False
    return not (number.is_article and (element.head.family == "people" or element.head.is_plural))


@dataclass(slots=True)
class Marks:
    """What is known of each word before forces are looked for."""

    place: list[bool]
    actor: list[Actor | None]
    """The actor whose name or demonym the word belongs to."""
    actor_is_name: list[bool]
    """True where the actor is named in full (a registry name), not by an adjective."""
    number: dict[int, tuple[Number, int]]
    """By first word: the number and the word after it."""
    verb: list[bool]
    """Words that are verbs here and cannot be part of a noun phrase."""
    time: list[bool]
    person: list[bool]


def forces(words: Sequence[Word], marks: Marks) -> list[Force]:
    """Force phrases of a sentence, left to right, none within another."""
    elements: list[Element] = []
    i = 0
    while i < len(words):
        element = _element(words, marks, i)
        if element is None:
            i += 1
            continue
        elements.append(element)
        i = max(element.after, i + 1)
    return _joined(words, marks, elements)


def _element(words: Sequence[Word], marks: Marks, start: int) -> Element | None:
    """The noun phrase that starts at word `start`, if it is one of a force."""
    if not _may_start(words, marks, start):
        return None
    i = start
    number: Number | None = None
    actors: list[tuple[int, Actor]] = []
    equipment: list[tuple[int, int]] = []
    head: Head | None = None
    head_at_word = -1
    after = start
    owner: str | None = None
    definite = False
    is_more = False
    unknown = 0
    is_named_kit = False
    split: list[tuple[Actor, Number | None]] = []
    last_numeric_actor: Actor | None = None
    while i < len(words):
        word = words[i]
        if marks.verb[i] or marks.time[i]:
            break
        found = head_at(words, i) if not marks.place[i] else None
        if marks.actor[i] is not None:
            actor = cast(Actor, marks.actor[i])
            if not actors or actors[-1][1] is not actor:
                actors.append((i, actor))
            last_numeric_actor = actor
            if marks.actor_is_name[i] and found is None and _is_armed(actor):
                head = Head(word.low, "units", None, True, 1, True)
                head_at_word = i
                after = i + 1
            elif found is not None:
                head, head_at_word, after = found, i, i + found.length
                i += found.length
                continue
            i += 1
            continue
        if marks.place[i]:
            break
        if i in marks.number and marks.number[i][0].span.end > word.start:
            if head is not None:
                break
            number, i = marks.number[i]
            if i < len(words) and words[i].low == "of" and _partitive(words, i):
                i = _partitive(words, i)
            unknown = 0
            continue
        if equipment_at(words, i) is not None:
            family, unit = cast(tuple[str, str | None], equipment_at(words, i))
            head = Head(word.low, family, cast(QuantityUnit | None, unit), True, 1, word.low.endswith("s"))
            head_at_word, after = i, i + 1
            is_named_kit = True
            equipment.append((i, i + 1))
            i += 1
            continue
        if found is not None and not (found.length == 1 and word.low in _NEVER_IN_PHRASE):
            if found.family not in ("people", "units", "facility"):
                equipment.append((i, i + found.length))
            is_named_kit = is_named_kit or found.word in ("military", "army", "navy", "air force")
            head, head_at_word, after = found, i, i + found.length
            i += found.length
            continue
        if word.text in ship_prefixes() and i + 1 < len(words) and words[i + 1].is_capitalised:
            end = i + 2
            while end < len(words) and words[end].is_capitalised and not marks.verb[end]:
                end += 1
            head = Head("ship", "ship", "ship", True, 1, False)
            actors.append((i, state_forces(ship_prefixes()[word.text])))
            equipment.append((i, end))
            head_at_word, after = i, end
            i = end
            continue
        if word.low in ARTICLES:
            if i != start and words[i - 1].low not in ("all", "both", "of", "half"):
                break
            definite = definite or word.low in ("the", "these", "those", "this", "that") or word.low in OWNERS
            owner = word.low if word.low in OWNERS else owner
            i += 1
            continue
        if word.low in PARTS and i + 1 < len(words) and words[i + 1].low == "of" and head is None:
            i = _partitive(words, i + 1) or i + 2
            continue
        if word.is_possessive:
            if head is not None and actors and head_at_word == i - 1:
                head = None  # "the army's 7th Division": the owner is no head
            elif head is not None:
                head = None
            i += 1
            continue
        if word.low == "and" and _splits(words, marks, i, actors, head):
            split.append((actors[-1][1], number))
            number = None
            i += 1
            continue
        if word.low in modifiers() or _is_ordinal(word.low):
            is_named_kit = is_named_kit or word.low in (
                "army",
                "military",
                "navy",
                "naval",
                "armed",
                "infantry",
            )
            is_more = is_more or word.low in ("more", "additional", "extra", "further", "fresh")
            i += 1
            continue
        if word.low in _NEVER_IN_PHRASE or not word.low[:1].isalnum() or marks.person[i]:
            break
        if word.is_capitalised or "-" in word.text:
            if head is not None:
                if (
                    word.is_capitalised
                    and head.family == "ship"
                    and not head.is_plural
                    and head.word
                    in ("carrier", "submarine", "frigate", "destroyer", "corvette", "aircraft carrier")
                ):
                    equipment.append((i, i + 1))
                    after = i + 1
                    i += 1
                    continue
                if not _head_follows(words, marks, i):
                    break
            i += 1
            continue
        unknown += 1
        if unknown > 2 or head is not None or not _head_follows(words, marks, i):
            break
        i += 1
    if head is None:
        return None
    if split and last_numeric_actor is not None:
        split.append((last_numeric_actor, number))
    element = Element(
        start,
        after,
        head,
        number,
        [a for a in actors if a[0] < after],
        [e for e in equipment if e[1] <= after],
        definite,
        owner,
        is_more or (number.qualifier if number else None) == "another",
        is_named_kit,
        split,
    )
    return _with_of(words, marks, element)


def _may_start(words: Sequence[Word], marks: Marks, i: int) -> bool:
    word = words[i]
    if marks.verb[i] or marks.place[i] or marks.time[i] or marks.person[i]:
        return False
    if marks.actor[i] is not None or i in marks.number:
        return True
    if word.low in ARTICLES or word.low in PARTS or word.low in modifiers():
        return True
    if word.low in _NEVER_IN_PHRASE or not word.low[:1].isalnum():
        return False
    if head_at(words, i) is not None or equipment_at(words, i) is not None or word.text in ship_prefixes():
        return True
    return (word.is_capitalised or _is_ordinal(word.low) or "-" in word.text) and _head_follows(
        words, marks, i
    )


_POLITICAL = frozenset({"eu", "nato", "ecowas-standby-force", "sadc", "csto"})
"""Bodies that act in other ways too: only "NATO troops" are a force, "NATO" alone is who sends."""


def _is_armed(actor: Actor) -> bool:
    if actor.id in _POLITICAL:
        return False
    return actor.kind in ("militia", "insurgent", "company", "coalition", "unknown") or (
        actor.kind == "state_force" and not actor.id.endswith("-armed-forces")
    )


def _is_ordinal(low: str) -> bool:
    return low[:1].isdigit() and low[-2:] in ("st", "nd", "rd", "th")


def _partitive(words: Sequence[Word], of_at: int) -> int:
    """Index after "of (the|its|their|our ...)", 0 where what follows "of" is no determiner or phrase."""
    nxt = of_at + 1
    if nxt >= len(words):
        return 0
    return nxt


def _splits(
    words: Sequence[Word],
    marks: Marks,
    i: int,
    actors: Sequence[tuple[int, Actor]],
    head: Head | None,
) -> bool:
    """Whether "and" at word i joins adjectives of one head: "Russian and Belarusian forces"."""
    if head is not None or not actors or marks.actor[i - 1] is not actors[-1][1] or i + 1 >= len(words):
        return False
    nxt = i + 1
    if nxt in marks.number:
        nxt = marks.number[nxt][1]
    return nxt < len(words) and (marks.actor[nxt] is not None or words[nxt].low == "other")


def _head_follows(words: Sequence[Word], marks: Marks, i: int) -> bool:
    """Whether a head noun comes within the next three words, with nothing in between that ends a phrase."""
    for j in range(i + 1, min(i + 5, len(words))):
        if marks.verb[j] or marks.place[j] or marks.time[j]:
            return False
        if head_at(words, j) is not None or equipment_at(words, j) is not None:
            return True
        if words[j].low in _NEVER_IN_PHRASE or words[j].low in ARTICLES or not words[j].low[:1].isalnum():
            return False
    return False


_COUNTING = frozenset(
    {
        "convoy",
        "column",
        "group",
        "team",
        "contingent",
        "detachment",
        "unit",
        "squadron",
        "brigade",
        "battalion",
        "battlegroup",
        "company",
        "force",
        "formation",
        "fleet",
        "flotilla",
        "wing",
        "element",
        "battle group",
    }
)


def _with_of(words: Sequence[Word], marks: Marks, element: Element) -> Element:
    """The phrase with its "of ..." part: "a brigade of 1,200 soldiers", "three ships of the Russian navy"."""
    i = element.after
    if i + 1 >= len(words) or words[i].low not in ("of", "from") or marks.verb[i + 1]:
        return element
    if words[i].low == "from" and not any(
        marks.actor[j] is not None and marks.actor_is_name[j] for j in range(i + 1, min(i + 4, len(words)))
    ):
        return element
    inner = _element(words, marks, i + 1)
    if inner is None:
        actor_at = i + 2 if words[i + 1].low in ARTICLES and i + 2 < len(words) else i + 1
        if marks.actor[actor_at] is not None:
            element.actors.append((actor_at, cast(Actor, marks.actor[actor_at])))
            after = actor_at
            while after < len(words) and marks.actor[after] is element.actors[-1][1]:
                after += 1
            element.after = after
        elif words[i + 1].fold.isdigit() or (i + 1) in marks.number:
            number, after = marks.number.get(i + 1, (None, i + 2))
            if number is not None and not number.is_article:
                element.number = number
                element.head = Head(
                    element.head.word, "people", "personnel", element.head.is_strong, 1, False
                )
                element.after = after
        return element
    element.actors.extend(inner.actors)
    element.equipment.extend(inner.equipment)
    element.after = inner.after
    element.owner = element.owner or inner.owner
    if (
        inner.number is not None
        and not inner.number.is_article
        and _plural_base(element.head.word) in _COUNTING
    ):
        element.number = inner.number
        element.head = inner.head
    elif (
        element.number is None
        and inner.number is not None
        and not inner.number.is_article
        and element.head.family == "units"
    ):
        element.number, element.head = inner.number, inner.head
    elif (
        inner.head.is_strong or inner.head.family == element.head.family == "units"
    ) and not element.head.is_strong:
        element.head = replace(element.head, is_strong=True)
    return element


def _plural_base(word: str) -> str:
    if word in ("companies", "batteries"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") else word


def _joined(words: Sequence[Word], marks: Marks, elements: Sequence[Element]) -> list[Force]:
    """Elements that commas, "and", "with" and "including" tie together become one force."""
    joined: list[Force] = []
    for element in elements:
        previous = joined[-1] if joined else None
        if previous is not None and _ties(words, marks, previous, element):
            previous.elements.append(element)
        else:
            joined.append(Force([element]))
    return joined


def _ties(words: Sequence[Word], marks: Marks, previous: Force, element: Element) -> bool:
    between = [w.low for w in words[previous.after : element.first]]
    if not between or len(between) > 3:
        return False
    if not all(w in (",", "and", "with", "including", "plus", "as", "well", "or") for w in between):
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
