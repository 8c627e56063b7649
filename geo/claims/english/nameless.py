"""Nameless forces: whose a force is that no name, adjective or pronoun gives to anybody.

Comes in: an `Event`'s force, and the countries that the sentence and the text speak of. Goes out: an `Actor`,
or None where two could be meant.
"""

from __future__ import annotations

from geo.claims.actors import named, state_forces
from geo.claims.draft import Memory
from geo.claims.english.event import Event
from geo.claims.force import Force
from geo.claims.force_words import phrase_words
from geo.claims.function_words import PREPOSITIONS
from geo.claims.scene import Chunk, Scene
from geo.claims.words import Word
from geo.types import Actor

_FROM_OUTSIDE = frozenset({"arrive", "patrol"})
"""Actions of forces that may be anybody's: who came is not told by where."""
_MILITARY_SPEAKERS = frozenset(
    {"army", "military", "navy", "force", "ministry", "staff", "officers", "command"}
)
_LEADING_SPEAKERS = frozenset({"minister", "government", "president", "chief", "premier"})


class Nameless:
    """The owners of one sentence's nameless forces."""

    def __init__(self, scene: Scene, memory: Memory, number: int) -> None:
        self.s = scene
        self.w: list[Word] = scene.words
        self.memory = memory
        self.number = number
        """Of the sentence in the text."""

    def state(self, chunk: Chunk) -> Actor | None:
        """Whose "the junta", "government forces" are: of the country beside them, of the only one of the
        sentence, of the actor told of, of the only one of the text.
        """
        beside = self.s.by_word.get(chunk.after + 1)
        place = beside.toponym.place if beside is not None and beside.toponym is not None else None
        if place is not None and place.country and self.w[chunk.after].low in ("in", "of"):
            return state_forces(place.country)
        told = self.memory.actor.country if self.memory.actor is not None else None
        for countries in (self.s.near, frozenset({told} if told else ()), self.s.countries):
            if len(countries) == 1:
                return state_forces(next(iter(countries)))
        return None

    def possessor(self, chunk: Chunk) -> Actor | None:
        """The state whose name with a possessive mark stands before the force: "Libya's eastern forces"."""
        if chunk.first < 2 or not self.w[chunk.first - 1].is_possessive:
            return None
        owner = self.s.ending(chunk.first - 2)
        place = owner.toponym.place if owner is not None and owner.toponym is not None else None
        return state_forces(place.country) if place is not None and place.country else None

    def announcer(self, event: Event) -> Actor | None:
        """The state whose minister announces what will be sent, or whose army tells what was: the force is
        its own.
        """
        if event.agent or event.agent_is_other:
            return None
        force = event.theme.force if event.theme is not None else None
        speakers = _MILITARY_SPEAKERS
        if event.is_future:
            speakers = speakers | _LEADING_SPEAKERS
        elif force is None or not self.is_a_states(force) or event.rule.action in _FROM_OUTSIDE:
            return None
        for i, word in enumerate(self.w):
            if event.left[0] <= i < event.region[1] or word.low not in speakers:
                continue
            for chunk in reversed([c for c in self.s.chunks if i - 4 <= c.first <= i]):
                actor = self.speaker(chunk)
                if actor is not None and actor.kind == "state_force":
                    return actor
        return None

    def speaker(self, chunk: Chunk) -> Actor | None:
        if chunk.actor is not None:
            return chunk.actor
        if chunk.force is not None:
            return next(iter(chunk.force.actors()), None)
        if chunk.toponym is None or chunk.toponym.place is None or chunk.toponym.kind != "country":
            return None
        return state_forces(chunk.toponym.place.country) if chunk.toponym.place.country else None

    def only_state(self, event: Event) -> Actor | None:
        """The only state a text names, for a force that may be its own: "troops were moved to ..."."""
        force = event.theme.force if event.theme is not None else None
        if force is None or event.rule.action in _FROM_OUTSIDE or not self.is_a_states(force):
            return None
        if len(self.s.states) != 1 or self.s.states != self.s.countries:
            return None
        (state,) = self.s.states
        return None if self.is_only_where(state) else state_forces(state)

    def is_only_where(self, state: str) -> bool:
        """Whether the sentence names the state as a place: "a regiment is on its way to Poland"."""
        return any(
            chunk.first
            and chunk.toponym is not None
            and chunk.toponym.kind == "country"
            and chunk.toponym.place is not None
            and chunk.toponym.place.country == state
            and self.w[chunk.first - 1].low in PREPOSITIONS
            for chunk in self.s.chunks
        )

    def is_a_states(self, force: Force) -> bool:
        """Whether the nouns are those of an army: no rebels, and no kit that anybody may have brought."""
        return not self.is_stateless(force) and all(
            element.head.family in ("people", "units") for element in force.elements
        )

    def is_stateless(self, force: Force) -> bool:
        """Whether a noun says that they are nobody's soldiers: "gunmen", "rebels"."""
        return any(element.head.singular in phrase_words("stateless") for element in force.elements)

    def is_unit_alone(self, chunk: Chunk) -> bool:
        """Whether it is a unit by its number in a text that told of nobody before: it is not the side of the
        one who speaks of it, who may speak of the enemy.
        """
        if chunk.force is None or not chunk.force.elements[0].is_numbered:
            return False
        told_before = self.memory.actor is not None and 0 <= self.memory.actor_sentence < self.number
        return not (self.is_owned(chunk) or told_before or self.memory.title_actor)

    def is_owned(self, chunk: Chunk) -> bool:
        """Whether it is a part of a body: "the army's 7th Division"."""
        return any(word.is_possessive for word in self.w[chunk.first : chunk.after])

    def by_its_words(self, chunk: Chunk) -> Actor | None:
        """An actor made of the words, where they are the name of a unit or of a people in arms."""
        assert chunk.force is not None
        element = chunk.force.elements[0]
        if element.owner is not None or element.head.family not in ("people", "units"):
            return None
        if self.is_owned(chunk):
            return None
        first = self.name_start(element.first, element.after)
        numbers = self.s.marks.number
        if any(i in numbers for i in range(first + 1, element.after)):
            return None  # "brigade of 1,200 soldiers" is no name
        words = self.w[first : element.after]
        if len(words) == 1:
            return None
        if not any(w.is_capitalised or w.low[:1].isdigit() for w in words):
            told_apart = [w for w in words[:-1] if w.low in phrase_words("peoples")]
            if element.head.family != "people" or not told_apart:
                return None
        return named(self.s.phrase(first, element.after).text, country=None, parent=None)

    def name_start(self, first: int, after: int) -> int:
        """The first word of the name: behind "two battalions of", behind articles and numbers."""
        numbers = self.s.marks.number
        for i in range(first, after):
            if self.w[i].low == "of" and any(w.is_capitalised for w in self.w[i + 1 : after]):
                first = i + 1
                break
        while first < after - 1 and (
            self.w[first].low in _BEFORE_NAMES or first in numbers or self.w[first].fold.isdigit()
        ):
            first = max(numbers[first][1], first + 1) if first in numbers else first + 1
        return first


_BEFORE_NAMES = frozenset(
    {"another", "the", "a", "an", "some", "about", "of", "more", "than", "up", "to", "around"}
)
