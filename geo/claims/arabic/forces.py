"""Force phrases of an Arabic sentence: numbers, nouns, adjectives, whose they are.

Comes in: a `Scene` and its cues. Goes out: `Force`s, left to right, none within another.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from geo.claims.arabic.cues import Cues
from geo.claims.arabic.lexicon import (
    BEARS,
    ENDS,
    MARKS,
    Head,
    force_nouns,
    head_at,
    is_adjective,
    military_adjectives,
)
from geo.claims.arabic.scene import Scene
from geo.claims.quantities import Number
from geo.gazetteer.names import fold
from geo.types import Actor, QuantityUnit, Span

_OF = frozenset(fold(w) for w in ("من", "ل"))
_TYPED = frozenset(fold(w) for w in ("طراز", "نوع", "فئة", "بينهم", "بينها"))


_TAKES_TO = frozenset(fold(w) for w in ("تعزيزات", "تابعة", "تابعين", "تابع", "موالية", "موالين", "عسكرية"))


@dataclass(slots=True)
class Force:
    first: int
    after: int
    family: str
    unit: QuantityUnit | None
    is_strong: bool
    number: Number | None
    actor: Actor | None
    actor_words: tuple[int, int] | None
    equipment: tuple[int, int] | None
    is_owned: bool = False
    """Its noun bears a pronoun: "its soldiers"."""
    head: int = 0
    others: list[tuple[Actor, tuple[int, int]]] = field(default_factory=list)
    """Whose it is too: "Moroccan and American forces"."""


class Forces:
    """The forces of one sentence."""

    def __init__(self, scene: Scene, cues_of: Cues) -> None:
        self.scene = scene
        self.w = scene.w
        self.keys = scene.keys
        self.actor = scene.actor
        self.place = scene.place
        self.time = scene.time
        self.numbers = scene.numbers
        self.cues_of = cues_of
        self.forces: list[Force] = []
        i = 0
        while i < len(self.w):
            force = self.force_at(i)
            if force is None:
                i += 1
            else:
                self.forces.append(force)
                i = force.after

    def force_at(self, i: int, *, depth: int = 0) -> Force | None:
        number: Number | None = None
        j = i
        if j in self.numbers:
            number, j = self.numbers[j]
            while j < len(self.w) and self.keys[j][0] == fold("من"):
                j += 1
        if j >= len(self.w) or j in self.place or self.time[j]:
            return None
        head = head_at(self.w, self.keys, j)
        if head is None or (self.cues_of.is_cue(j) and number is None and not self.is_thing(j)):
            return None
        after = j + 1 + len(head.rest)
        force = Force(
            i, after, head.family, head.unit, head.is_strong, number, None, None, None, head.is_owned, j
        )
        for k in range(j, after):
            self.own(force, k)
        if head.family not in ("people", "units", "facility"):
            force.equipment = (j, after)
        self.extend(force, depth)
        if force.number is None:
            force.number = self.one_or_two(head, j, force)
        if depth == 0:
            self.join(force)
        return force

    def is_thing(self, i: int) -> bool:
        """Whether a cue is also what it moves: "reinforcements", "patrols"."""
        return self.cues_of.at[i].rule.name in ("ar-taazizat-noun", "ar-dawriyya-noun", "ar-hashd-noun")

    def is_joined(self, i: int) -> bool:
        """Whether "and" is written onto the word, and is no letter of it: "units" begins with the same."""
        whole = self.w[i].fold
        return whole.startswith("و") and len(whole) > 2 and whole not in force_nouns()

    def own(self, force: Force, k: int) -> None:
        if self.actor[k] is not None and force.actor is None:
            force.actor, force.actor_words = self.actor[k], self.scene.span_of_actor(k)

    def extend(self, force: Force, depth: int) -> None:
        """Takes in what follows the noun: adjectives, owners, what it is made of."""
        bare = force.after
        while force.after < len(self.w):
            i = force.after
            if i in self.place or self.time[i] or self.w[i].text in ENDS:
                break
            keys = self.keys[i]
            if self.w[i].text in MARKS:
                force.after = i + 1
                continue
            if self.w[i - 1].text in ("«", '"', "“"):
                force.equipment = (i, i + 1)
                force.after = i + 1
                continue
            if self.is_second_owner(force, i):
                force.others.append((self.actor_at(i), self.scene.span_of_actor(i)))
                force.after = self.scene.span_of_actor(i)[1]
                continue
            if self.actor[i] is not None and not self.is_joined(i):
                self.own(force, i)
                force.after = self.scene.span_of_actor(i)[1]
                continue
            if i == bare and force.family == "units" and self.w[i].text.isdigit():
                force.after = i + 1
                continue
            if keys[0] in _TYPED and i + 1 < len(self.w):
                force.equipment = (i + 1, i + 2)
                force.after = i + 2
                continue
            if any(k in BEARS for k in keys[:2]):
                if not self.take_makeup(force, i + 1, depth):
                    break
                continue
            if self.is_of(i):
                if not self.take_owner(force, i + 1, depth):
                    break
                continue
            if self.cues_of.is_cue(i) and not is_adjective(keys[0]):
                break
            if self.w[i - 1].fold.startswith(fold("مضاد")) and self.w[i].fold[:1] == "ل":
                force.after = i + 1  # "anti-ship"
                continue
            if is_adjective(keys[0]):
                if keys[0].removeprefix("ال") in military_adjectives():
                    force.is_strong = True
                force.after = i + 1
                continue
            if i == bare and depth < 3 and not self.is_joined(i) and self.in_construct(i):
                inner = self.force_at(i, depth=depth + 1)
                if inner is not None:
                    self.absorb(force, inner)
                    force.is_strong |= inner.is_strong
                    continue
            break
        while force.after > force.first + 1 and self.w[force.after - 1].text in ("«", '"', "(", "“"):
            force.after -= 1

    def is_second_owner(self, force: Force, i: int) -> bool:
        """Whether an adjective goes on from another: "Moroccan and American"."""
        other = self.actor[i]
        if other is None or force.actor is None or other.id == force.actor.id:
            return False
        return self.actor[i - 1] is not None and i not in self.scene.in_name

    def actor_at(self, i: int) -> Actor:
        actor = self.actor[i]
        if actor is None:
            raise ValueError(f"no actor at word {i}")
        return actor

    def in_construct(self, i: int) -> bool:
        """Whether a noun follows a noun as its owner: "the brigade's tanks", "special forces units"."""
        whole = self.w[i].fold
        head = head_at(self.w, self.keys, i)
        if head is None or head.is_owned or i in self.numbers:
            return False
        if whole[:1] == "ل" and whole not in force_nouns():
            return self.w[i - 1].fold in _TAKES_TO
        return whole[:1] != "ب" or whole in force_nouns()

    def is_of(self, i: int) -> bool:
        key = self.keys[i][0]
        return key in _OF or any(k.removeprefix("ال").startswith("تابع") for k in self.keys[i][:2])

    def take_owner(self, force: Force, i: int, depth: int) -> bool:
        """ "of the army", "belonging to the navy", "of the vehicles"."""
        if i < len(self.w) and self.keys[i][0] in _TYPED and i + 1 < len(self.w):
            force.equipment = (i + 1, i + 2)
            force.after = i + 2
            return True
        if i >= len(self.w) or i in self.place or self.time[i] or depth > 3:
            return False
        inner = self.force_at(i, depth=depth + 1)
        if inner is not None and inner.family == "facility" and force.family != "facility":
            return False  # "bombers from a base in": where they come from
        if inner is not None:
            self.absorb(force, inner)
            return True
        if self.actor[i] is not None:
            self.own(force, i)
            force.after = self.scene.span_of_actor(i)[1]
            return True
        return False

    def take_makeup(self, force: Force, i: int, depth: int) -> bool:
        while i < len(self.w) and (
            self.keys[i][0] in _OF or self.w[i].fold in (fold("على متنها"), fold("ب"))
        ):
            i += 1
        if depth > 3:
            return False
        inner = self.force_at(i, depth=depth + 1) if i < len(self.w) else None
        if inner is None:
            return False
        force.number, force.unit = inner.number or force.number, inner.unit if inner.number else force.unit
        self.absorb(force, inner)
        force.is_strong |= inner.is_strong
        force.is_owned |= inner.is_owned
        return True

    def absorb(self, force: Force, inner: Force) -> None:
        force.after = inner.after
        if force.actor is None:
            force.actor, force.actor_words = inner.actor, inner.actor_words
        if force.number is None and inner.number is not None:
            force.number, force.unit, force.family = inner.number, inner.unit or force.unit, inner.family
        elif (
            force.unit is None
            and force.family == "units"
            and force.number is not None
            and inner.unit is not None
        ):
            force.unit = inner.unit
        force.equipment = force.equipment or inner.equipment

    def join(self, force: Force) -> None:
        """Takes in what is joined by "and": "tanks and 300 soldiers". People come first in the count."""
        for _ in range(4):
            i = force.after
            if i >= len(self.w) or i in self.place or self.time[i] or not self.is_joined(i):
                return
            if self.cues_of.is_cue(i) and not self.is_thing(i):
                return
            if self.actor[i] is not None and head_at(self.w, self.keys, i) is None:
                return
            other = self.force_at(i, depth=1)
            if other is None or (force.actor and other.actor and force.actor.id != other.actor.id):
                return
            if other.family == "facility" and force.family != "facility":
                return
            force.after = other.after
            if force.actor is None:
                force.actor, force.actor_words = other.actor, other.actor_words
            if other.number is not None and (
                force.number is None or (other.unit == "personnel" and force.unit != "personnel")
            ):
                force.number, force.unit = other.number, other.unit
            force.equipment = force.equipment or other.equipment
            force.is_strong |= other.is_strong

    def one_or_two(self, head: Head, j: int, force: Force) -> Number | None:
        """The number that the noun's own form tells: "two battalions", "a battery"."""
        span = Span(self.w[j].start, self.w[j].end)
        if head.unit is None:
            return None
        if head.count == "two":
            return Number(span, 2, 2, None)
        if head.count == "many" or head.is_owned or head.unit == "personnel" or "ال" in self.w[j].fold[:4]:
            return None
        last = [self.w[k].fold for k in range(j + 1, force.after)]
        if head.rest and head.rest[0].startswith("ال"):
            return None
        if last and last[0].startswith("ال") and last[0] != "الي":
            return None  # "the brigade's", "the American carrier"
        if j + 1 < len(self.w) and (j + 1 in self.place or self.w[j + 1].text.isdigit()):
            return None  # "the base of Hmeimim", "brigade 15"
        return Number(span, 1, 1, None)
