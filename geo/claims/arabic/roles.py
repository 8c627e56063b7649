"""Roles in an Arabic clause: who sends, what is sent, whose it is where that is left out.

Comes in: a cue with the forces of its clause. Goes out: actors with their words, and the force meant.
"""

from __future__ import annotations

from collections.abc import Sequence

from geo.claims import actors as registry
from geo.claims.arabic.cues import Cue, Cues
from geo.claims.arabic.forces import Force, Forces
from geo.claims.arabic.lexicon import PREPOSITIONS, civil_words, head_at
from geo.claims.arabic.scene import Scene
from geo.claims.arabic.voices import Voices
from geo.claims.draft import Memory
from geo.gazetteer.names import fold
from geo.types import (
    Actor,
)


class Roles:
    """The roles of one sentence's cues."""

    def __init__(
        self, scene: Scene, cues_of: Cues, forces_of: Forces, voices_of: Voices, memory: Memory, number: int
    ) -> None:
        self.scene = scene
        self.w = scene.w
        self.keys = scene.keys
        self.actor = scene.actor
        self.place = scene.place
        self.time = scene.time
        self.numbers = scene.numbers
        self.cues_of = cues_of
        self.forces = forces_of.forces
        self.voices = voices_of.voices
        self.memory = memory
        self.number = number
        """Of the sentence in the text."""

    def enters_the_base(self, cue: Cue) -> bool:
        """Whether the base spoken of is where something counted goes: whose base it is, its things are."""
        nxt = self.keys[cue.after] if cue.after < len(self.w) else ()
        return fold("القاعدة") in nxt and self.memory.claim_site is not None

    def taking_part(self, cue: Cue, end: int) -> Force | None:
        """What an exercise is held with: "with the participation of twenty boats"."""
        return next(
            (
                f
                for f in self.forces
                if cue.after <= f.first < end
                and f.number is not None
                and f.actor is None
                and any(fold("مشاركة") in k for j in (f.first - 1, f.first - 2) for k in self.keys[j])
            ),
            None,
        )

    def roles(
        self, cue: Cue, forces: list[Force], end: int
    ) -> tuple[Actor | None, tuple[int, int] | None, Force | None]:
        """The sender and what is sent."""
        agent: Actor | None = None
        named: tuple[int, int] | None = None
        i = cue.after
        if (
            cue.rule.frame in ("sends", "moves", "builds", "trims", "backs", "hosts", "holds")
            and not cue.is_noun
        ):
            while i < end and not self.cues_of.after_preposition(i, cue):
                if self.actor[i] is not None:
                    agent, named = self.actor[i], self.scene.span_of_actor(i)
                    break
                if i in self.place and i == cue.after:
                    toponym, first = self.place[i]
                    country = toponym.place.country if toponym.place is not None else None
                    if toponym.kind == "country" and country is not None and first == i:
                        return self.of_state(forces, country, i)
                if i in self.numbers or i in self.place:
                    break
                if head_at(self.w, self.keys, i) is not None and self.force_actor(i, forces) is None:
                    break
                i += 1
            if agent is None:
                agent, named = self.subject_before(cue)
            theme = next(
                (f for f in forces if named is None or f.first >= named[1] or f.after <= named[0]), None
            )
            if cue.rule.frame == "backs":
                with_it = next((f for f in forces if self.w[f.first].fold.startswith("ب")), None)
                theme = with_it or theme
            if theme is None and cue.rule.frame == "moves" and forces:
                theme = forces[0]
            return agent, named, theme
        theme = forces[0] if forces else self.force_before(cue)
        if theme is not None and theme.actor is None and (cue.is_noun or theme.after == cue.word):
            agent, named = self.subject_before(cue)
        if theme is None:
            for j in range(cue.after, min(end, cue.after + 6)):
                if self.actor[j] is not None and not self.cues_of.after_preposition(j, cue):
                    return self.actor[j], self.scene.span_of_actor(j), None
            agent, named = self.subject_before(cue)
        return agent, named, theme

    def of_state(
        self, forces: Sequence[Force], country: str, i: int
    ) -> tuple[Actor | None, tuple[int, int] | None, Force | None]:
        """The roles where the state's own name follows the verb."""
        after = i
        while after in self.place and self.place[after][1] == i:
            after += 1
        theme = next((f for f in forces if f.first >= after), None)
        return registry.state_forces(country), (i, after), theme

    def force_before(self, cue: Cue) -> Force | None:
        """The subject that stands before its verb: "three Chinese ships anchored"."""
        if cue.is_noun:
            return None
        return next((f for f in self.forces if 0 <= cue.word - f.after <= 1), None)

    def force_actor(self, i: int, forces: Sequence[Force]) -> Actor | None:
        return next((f.actor for f in forces if f.first <= i < f.after), None)

    def subject_before(self, cue: Cue) -> tuple[Actor | None, tuple[int, int] | None]:
        """The subject of a clause that opens with it: "... that coalition forces withdrew ..."."""
        for j in range(cue.word - 1, max(-1, cue.word - 8), -1):
            if self.w[j].text in ("؛", ";", ".", "،"):
                break
            if self.actor[j] is not None:
                first, after = self.scene.span_of_actor(j)
                if first == 0 or self.keys[first - 1][0] not in PREPOSITIONS:
                    return self.actor[j], (first, after)
        return None, None

    def carried(self, cue: Cue) -> Actor | None:
        if cue.rule.name == "ar-taazizat-noun":
            told = next(
                (d for d in reversed(self.memory.drafts) if d.action == "reinforce" and d.actor is not None),
                None,
            )
            if told is not None and told.actor is not None:
                return told.actor.actor
        for j in range(cue.word - 1, -1, -1):
            if self.actor[j] is not None and not any(v.first <= j < v.after for v in self.voices):
                return self.actor[j]
        if self.memory.actor is not None and self.number - self.memory.actor_sentence <= 3:
            return self.memory.actor
        return self.memory.title_actor

    def partners(self, cue: Cue, end: int) -> list[tuple[Actor | None, tuple[int, int] | None]]:
        found: dict[str, tuple[Actor | None, tuple[int, int] | None]] = {}
        for j in range(cue.after, end):
            actor = self.actor[j]
            if actor is not None:
                found.setdefault(actor.id, (actor, self.scene.span_of_actor(j)))
        return list(found.values())

    def is_body(self, actor: Actor, named: tuple[int, int] | None) -> bool:
        """Whether the actor's words are those of a force, not of a state as such."""
        if actor.kind != "state_force" or not actor.id.endswith("-armed-forces"):
            return True
        if named is None:
            return False
        return any(
            fold(w) in k
            for w in ("قوات", "القوات", "الجيش", "جيش")
            for i in range(max(0, named[0] - 1), named[1])
            for k in [self.keys[i]]
        )

    def is_civil(self, cue: Cue, end: int) -> bool:
        civil = civil_words()
        return any(k in civil for j in range(max(0, cue.word - 1), end) for k in self.keys[j])
