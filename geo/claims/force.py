"""The values of reading forces: noun phrases, what they join to, and what is known of each word before.

`Marks` comes in, `Element`s and `Force`s go out.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from geo.claims.force_words import Head
from geo.claims.quantities import Number
from geo.types import Actor, QuantityUnit


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
    is_of_state: bool = False
    """ "government forces", "the regime's troops": of the state spoken of."""
    is_numbered: bool = False
    """A unit by its number: "the 7th Division", "V Corps"."""
    split: list[tuple[Actor, Number | None]] = field(default_factory=list)
    """Actors that share the head, each with its number: "200 British and 100 Romanian soldiers"."""
    is_part: bool = False
    """Some of what is named before: "14 aircraft including six fighters"."""

    @property
    def unit(self) -> QuantityUnit | None:
        """What its number counts: its own word ("300-strong") before the head's."""
        return (self.number.unit if self.number is not None else None) or self.head.unit


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
        numbered = [e for e in numbered if not e.is_part] or numbered
        people = [e for e in numbered if e.unit == "personnel"]
        found = people or numbered
        return found[0] if found else None

    @property
    def owner_is_own(self) -> bool:
        return any(e.owner in ("its", "their") for e in self.elements)

    def actors(self) -> list[Actor]:
        seen: dict[str, Actor] = {}
        for element in self.elements:
            for _, actor in _without_homes(element.actors):
                seen.setdefault(actor.id, actor)
        return list(seen.values())


def _counts(element: Element) -> bool:
    number = element.number
    assert number is not None
    if element.unit is None:
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
    hull: list[bool]
    """Words of a ship's name."""


def _without_homes(actors: list[tuple[int, Actor]]) -> list[tuple[int, Actor]]:
    """The actors without a state that only says where the next is at home: "Sudan's RSF", "the Russian
    Wagner Group".
    """
    kept = []
    for n, (i, actor) in enumerate(actors):
        after = actors[n + 1] if n + 1 < len(actors) else None
        if after is None or after[0] - i > 3 or not _is_home(actor, after[1]):
            kept.append((i, actor))
    return kept


def _is_home(state: Actor, actor: Actor) -> bool:
    if state.kind != "state_force" or not state.id.endswith("-armed-forces"):
        return False
    if actor.kind == "state_force":
        return actor.id != state.id and actor.country == state.country
    return actor.kind in ("militia", "insurgent", "company")
