"""Force phrases of an Arabic sentence: numbers, nouns, adjectives, whose they are.

Comes in: a `Scene` and its cues. Goes out: `Force`s, left to right, none within another.
"""

from __future__ import annotations

from dataclasses import dataclass

from geo.claims.arabic.cues import Cues
from geo.claims.arabic.lexicon import ADJECTIVES, ENDS, has_and, head_at
from geo.claims.arabic.scene import Scene
from geo.claims.quantities import Number
from geo.gazetteer.names import fold
from geo.types import (
    Actor,
    QuantityUnit,
    Span,
)


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

    def force_at(self, i: int) -> Force | None:
        number: Number | None = None
        j = i
        if j in self.numbers:
            number, j = self.numbers[j]
            while j < len(self.w) and self.keys[j][0] == fold("من"):
                j += 1
        if j >= len(self.w) or j in self.place or self.time[j]:
            return None
        found = head_at(self.w, self.keys, j)
        if found is None:
            return None
        family, unit, strong, size, two = found
        after = j + size
        actor: Actor | None = None
        actor_words: tuple[int, int] | None = None
        for k in range(j, after):
            if self.actor[k] is not None and actor is None:
                actor, actor_words = self.actor[k], self.scene.span_of_actor(k)
        equipment = (j, after) if family not in ("people", "units", "facility") else None
        while after < len(self.w):
            if (
                after in self.place
                or self.time[after]
                or self.w[after].text in ENDS
                or self.cues_of.is_cue(after)
            ):
                break
            key = self.keys[after][0]
            if self.actor[after] is not None and not has_and(self.w[after].fold):
                actor = actor or self.actor[after]
                actor_words = actor_words or self.scene.span_of_actor(after)
                after = self.scene.span_of_actor(after)[1]
                continue
            if key in (fold("من"), fold("تابعة"), fold("تابعه"), fold("ل")) or key.startswith(fold("تابع")):
                nxt = after + 1
                if nxt < len(self.w) and (
                    self.actor[nxt] is not None or nxt in self.numbers or head_at(self.w, self.keys, nxt)
                ):
                    inner = self.force_at(nxt) if self.actor[nxt] is None else None
                    if inner is not None:
                        after = inner.after
                        actor, actor_words = actor or inner.actor, actor_words or inner.actor_words
                        number = number or inner.number
                        if unit is None or (number is not None and number is inner.number):
                            unit, family = inner.unit or unit, inner.family
                        equipment = equipment or inner.equipment
                        continue
                    if self.actor[nxt] is not None:
                        after = nxt
                        continue
                break
            if key in (fold("يضم"), fold("تضم"), fold("قوامه"), fold("قوامها"), fold("تقل")):
                inner = self.force_at(after + 1)
                if inner is None:
                    break
                number, unit, family = inner.number or number, inner.unit or unit, inner.family
                equipment = equipment or inner.equipment
                actor, actor_words = actor or inner.actor, actor_words or inner.actor_words
                after = inner.after
                continue
            if self.w[after].text in ("«", "»", '"', "(", ")"):
                after += 1
                continue
            if i + 1 < len(self.w) and self.w[after - 1].text in ("«", '"'):
                equipment = (after, after + 1)
                after += 1
                continue
            if key in ADJECTIVES or (key.startswith("ال") and key[2:] in ADJECTIVES):
                after += 1
                continue
            break
        while after > j + 1 and self.w[after - 1].text in ("«", '"', "("):
            after -= 1
        if number is None and two:
            number = Number(Span(self.w[j].start, self.w[j].end), 2, 2, None)
        return Force(i, after, family, unit, strong, number, actor, actor_words, equipment)
