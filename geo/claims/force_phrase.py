"""One noun phrase of a force, read from its first word: "another 3,000 of the Marine Corps' reserves".

Comes in: the words of a sentence with what is known of each, and where the phrase may start. Goes out: an
`Element`, or None where the words are no force.

Each word is offered to the readers of `_Phrase` in turn; the first that knows it takes it, or ends the
phrase.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import cast

from geo.claims.actors import state_forces
from geo.claims.force import Element, Marks
from geo.claims.force_bounds import ROMAN, head_follows, is_armed, is_ordinal, may_start, splits
from geo.claims.force_words import (
    Head,
    equipment_at,
    head_at,
    modifiers,
    phrase_words,
    ship_prefixes,
)
from geo.claims.quantities import Number
from geo.claims.words import Word
from geo.types import Actor


def element_at(words: Sequence[Word], marks: Marks, start: int) -> Element | None:
    """The noun phrase that starts at word `start`, if it is one of a force."""
    if not may_start(words, marks, start):
        return None
    element = _Phrase(words, marks, start).element()
    return _with_of(words, marks, element) if element is not None else None


class _Phrase:
    """The phrase read so far. A reader says True where it took words, False where the phrase ends before
    them, None where they are not its own.
    """

    def __init__(self, words: Sequence[Word], marks: Marks, start: int) -> None:
        self.words = words
        self.marks = marks
        self.start = self.i = self.after = start
        self.number: Number | None = None
        self.actors: list[tuple[int, Actor]] = []
        self.equipment: list[tuple[int, int]] = []
        self.head: Head | None = None
        self.owner: str | None = None
        self.is_definite = False
        self.is_more = False
        self.is_named_kit = False
        self.is_of_state = False
        self.is_numbered = False
        """An ordinal or a Roman number stands in it: "the 7th Division", "V Corps"."""
        self.split: list[tuple[Actor, Number | None]] = []
        self.parted = False
        """True where the words before say that not all are meant: "half of", "400 of"."""
        self.unknown = 0
        """Words in a row that no list knows."""

    def element(self) -> Element | None:
        readers: tuple[Callable[[], bool | None], ...] = (
            self.ended,
            self.actor,
            self.place,
            self.counted,
            self.kit,
            self.noun,
            self.ship,
            self.determiner,
            self.part,
            self.possessive,
            self.shared,
            self.modifier,
            self.outside,
            self.name,
            self.unknown_word,
        )
        while self.i < len(self.words):
            self.word = self.words[self.i]
            if not next(taken for read in readers if (taken := read()) is not None):
                break
        return self.made()

    def made(self) -> Element | None:
        if self.head is None:
            return None
        if self.head.word in ("force", "forces") and self.is_of_state:
            self.is_named_kit = True
        if self.head.singular in phrase_words("numbered") and self.is_numbered:
            self.is_named_kit = True
        if self.split and self.actors:
            self.split.append((self.actors[-1][1], self.number))
        return Element(
            self.start,
            self.after,
            self.head,
            self.number,
            [a for a in self.actors if a[0] < self.after],
            [e for e in self.equipment if e[1] <= self.after],
            self.is_definite,
            self.owner,
            self.is_more or (self.number.qualifier if self.number else None) == "another",
            self.is_named_kit,
            self.is_of_state or self.is_body(),
            self.is_numbered,
            self.split,
        )

    def is_body(self) -> bool:
        """Whether the words name what each state has one of: "the Republican Guard"."""
        lows = " ".join(word.low for word in self.words[self.start : self.after])
        return not self.actors and any(body in lows for body in phrase_words("bodies"))

    def take_head(self, head: Head, length: int) -> bool:
        self.head, self.after = head, self.i + length
        self.i += length
        return True

    def ended(self) -> bool | None:
        return False if self.marks.verb[self.i] or self.marks.time[self.i] else None

    def actor(self) -> bool | None:
        actor = self.marks.actor[self.i]
        if actor is None:
            return None
        if not self.actors or self.actors[-1][1] is not actor:
            self.actors.append((self.i, actor))
        if self.marks.hull[self.i]:
            return self.hull()
        found = head_at(self.words, self.i) if not self.marks.place[self.i] else None
        if found is not None:
            if found.family not in ("people", "units", "facility"):
                self.equipment.append((self.i, self.i + found.length))
            return self.take_head(found, found.length)
        if self.marks.actor_is_name[self.i] and is_armed(actor):
            return self.take_head(Head(self.word.low, "units", None, True, 1, True), 1)
        self.i += 1
        return True

    def hull(self) -> bool:
        """A ship by her name, behind her type or before her group's."""
        end = self.i
        while end < len(self.words) and self.marks.hull[end]:
            end += 1
        self.equipment.append((self.i, end))
        self.is_named_kit = True
        ship = self.head if self.head is not None and self.head.family == "ship" else None
        return self.take_head(ship or Head("ship", "ship", "ship", True, 1, False), end - self.i)

    def place(self) -> bool | None:
        return False if self.marks.place[self.i] else None

    def counted(self) -> bool | None:
        known = self.marks.number.get(self.i)
        if known is None or known[0].span.end <= self.word.start:
            return None
        if self.head is not None:
            return False
        number, self.i = known
        if self.parted:
            return True  # "400 of its 1,000 troops", "half of the 900": the whole is not what is told of
        self.number = number
        if self.i + 1 < len(self.words) and self.words[self.i].low == "of":
            self.i += 1
            self.parted = not number.is_article
        self.unknown = 0
        return True

    def kit(self) -> bool | None:
        known = equipment_at(self.words, self.i)
        if known is None:
            return None
        length = len(known.parts)
        if known.operator is not None and not self.actors:
            self.actors.append((self.i, state_forces(known.operator)))
        self.is_named_kit = True
        self.equipment.append((self.i, self.i + length))
        head = Head(self.word.low, known.family, known.unit, True, length, known.is_plural)
        return self.take_head(head, length)

    def noun(self) -> bool | None:
        found = head_at(self.words, self.i)
        if found is None or (found.length == 1 and self.word.low in phrase_words("outside")):
            return None
        if found.word in ("fighter", "fighters") and self.head is not None and self.head.family == "aircraft":
            return self.take_head(flown(found), found.length)  # "four Typhoon fighters"
        if found.family not in ("people", "units", "facility"):
            self.equipment.append((self.i, self.i + found.length))
        self.is_named_kit = self.is_named_kit or found.word in ("military", "army", "navy", "air force")
        return self.take_head(found, found.length)

    def ship(self) -> bool | None:
        i = self.i
        country = ship_prefixes().get(self.word.text)
        if country is None or i + 1 == len(self.words) or not self.words[i + 1].is_capitalised:
            return None
        end = i + 2
        while end < len(self.words) and not self.marks.verb[end]:
            is_initial = self.words[end].text == "." and len(self.words[end - 1].text) == 1
            if not self.words[end].is_capitalised and not (is_initial and end + 1 < len(self.words)):
                break
            end += 1
        self.actors.append((i, state_forces(country)))
        self.equipment.append((i, end))
        return self.take_head(Head("ship", "ship", "ship", True, 1, False), end - i)

    def determiner(self) -> bool | None:
        if self.word.low not in phrase_words("determiners"):
            return None
        if self.i != self.start and self.words[self.i - 1].low not in ("all", "both", "of", "half"):
            return False
        is_owner = self.word.low in phrase_words("owners")
        self.is_definite |= is_owner or self.word.low in ("the", "these", "those", "this", "that")
        self.owner = self.word.low if is_owner else self.owner
        self.i += 1
        return True

    def part(self) -> bool | None:
        i = self.i
        if self.word.low not in phrase_words("parts") or self.head is not None:
            return None
        if i + 1 == len(self.words) or self.words[i + 1].low != "of":
            return None
        self.parted |= self.word.low not in ("all", "both")
        self.i = i + 2
        return True

    def possessive(self) -> bool | None:
        if not self.word.is_possessive:
            return None
        self.head = None  # "the army's 7th Division": the owner is no head
        self.i += 1
        return True

    def shared(self) -> bool | None:
        if self.word.low != "and" or not splits(self.words, self.marks, self.i, self.actors, self.head):
            return None
        self.split.append((self.actors[-1][1], self.number))
        self.number = None
        self.i += 1
        return True

    def modifier(self) -> bool | None:
        if self.word.low not in modifiers() and not is_ordinal(self.word.low):
            return None
        self.is_named_kit |= self.word.low in phrase_words("of_arms")
        self.is_more |= self.word.low in phrase_words("more")
        self.is_numbered |= is_ordinal(self.word.low)
        self.is_of_state |= self.word.low in phrase_words("of_state")
        self.i += 1
        return True

    def outside(self) -> bool | None:
        is_outside = self.word.low in phrase_words("outside") or not self.word.low[:1].isalnum()
        return False if is_outside or (self.marks.person[self.i] and not self.is_ship_named()) else None

    def is_ship_named(self) -> bool:
        """Whether the next word is of a ship's name behind her type: "the frigate Iver Huitfeldt"."""
        head = self.head
        return (
            head is not None
            and not head.is_plural
            and head.word in phrase_words("hulls")
            and self.word.is_capitalised
        )

    def name(self) -> bool | None:
        if not self.word.is_capitalised and "-" not in self.word.text:
            return None
        if self.head is not None:
            if self.is_ship_named():
                self.equipment.append((self.i, self.i + 1))
                self.i += 1
                self.after = self.i
                return True
            if not head_follows(self.words, self.marks, self.i):
                return False
        self.is_numbered |= ROMAN.fullmatch(self.word.text) is not None
        self.i += 1
        return True

    def unknown_word(self) -> bool:
        self.unknown += 1
        if self.unknown > 2 or self.head is not None:
            return False
        if not head_follows(self.words, self.marks, self.i):
            return False
        if self.word.low.endswith("ed") and self.i + 1 in self.marks.number:
            return False  # "Taiwan tracked 22 Chinese aircraft": a verb that no list knows
        self.i += 1
        return True


def flown(head: Head) -> Head:
    """The head as a word for aircraft: "fighter" is one of them as well as a man."""
    return replace(head, family="aircraft", unit="aircraft", is_strong=True)


def _with_of(words: Sequence[Word], marks: Marks, element: Element) -> Element:
    """The phrase with its "of ..." part: "a brigade of 1,200 soldiers", "three ships of the Russian navy"."""
    i = element.after
    strength, after = marks.number.get(i, (None, i))
    if strength is not None and strength.unit is not None:
        element.number, element.after = strength, after  # "a battalion 500 strong"
        return element
    if i + 1 >= len(words) or words[i].low not in ("of", "from") or marks.verb[i + 1]:
        return element
    if words[i].low == "from" and not any(
        marks.actor[j] is not None and marks.actor_is_name[j] for j in range(i + 1, min(i + 4, len(words)))
    ):
        return element
    inner = element_at(words, marks, i + 1)
    if inner is None:
        actor_at = i + 2 if words[i + 1].low in phrase_words("determiners") and i + 2 < len(words) else i + 1
        if marks.actor[actor_at] is not None:
            element.actors.append((actor_at, cast(Actor, marks.actor[actor_at])))
            after = actor_at
            while after < len(words) and marks.actor[after] is element.actors[-1][1]:
                after += 1
            element.after = after
        elif words[i + 1].fold.isdigit() or (i + 1) in marks.number:
            number, after = marks.number.get(i + 1, (None, i + 2))
            if number is not None and not number.is_article and not _noun_follows(words, marks, after):
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
        and _plural_base(element.head.word) in phrase_words("counting")
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


def _noun_follows(words: Sequence[Word], marks: Marks, i: int) -> bool:
    """Whether a noun of no list stands at word i: "a column of 25 pick-ups" is not 25 men."""
    if i >= len(words) or marks.verb[i] or marks.place[i] or marks.time[i]:
        return False
    low = words[i].low
    return low[:1].isalpha() and not (
        low in phrase_words("outside") or low in phrase_words("determiners") or low in ("people", "crew")
    )


def _plural_base(word: str) -> str:
    if word in ("companies", "batteries"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") else word
