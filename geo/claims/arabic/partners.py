"""Who holds an exercise or a patrol together, in an Arabic sentence.

Comes in: a cue and the forces of its clause. Goes out: actors with their words, and the
force that takes part.
"""

from __future__ import annotations

from geo.claims import actors as registry
from geo.claims.arabic.cues import Cue
from geo.claims.arabic.forces import Force, Forces
from geo.claims.arabic.lexicon import PREPOSITIONS, THAT, forms_of
from geo.claims.arabic.scene import Scene
from geo.gazetteer.names import fold
from geo.types import Actor

_WITH = frozenset(fold(w) for w in ("مع", "بين", "بمشاركة", "مشاركة", "إلى جانب", "جانب", "بالاشتراك"))


class Partners:
    """The partners of one sentence's exercises and patrols."""

    def __init__(self, scene: Scene, forces_of: Forces) -> None:
        self.scene = scene
        self.w = scene.w
        self.keys = scene.keys
        self.actor = scene.actor
        self.place = scene.place
        self.forces = forces_of.forces

    def partners(self, cue: Cue, end: int) -> list[tuple[Actor | None, tuple[int, int] | None]]:
        """Who holds an exercise or patrol together: "between Iran and Russia", "with the Lebanese army"."""
        found: dict[str, tuple[Actor | None, tuple[int, int] | None]] = {}
        for j in (*self.governing(cue), *range(cue.after, end)):
            actor = self.actor[j]
            if actor is not None:
                found.setdefault(actor.id, (actor, self.scene.span_of_actor(j)))
            elif j in self.place and self.place[j][1] == j and self.is_partner(j, cue):
                toponym = self.place[j][0]
                if toponym.place is not None and toponym.place.country is not None:
                    state = registry.state_forces(toponym.place.country)
                    found.setdefault(state.id, (state, (j, j + 1)))
        return list(found.values())

    def governing(self, cue: Cue) -> range:
        """The words between the verb that governs an exercise and its noun: who holds it."""
        if not cue.is_noun:
            return range(0)
        for j in range(cue.word - 1, max(-1, cue.word - 12), -1):
            if (
                self.w[j].text in (".", "؛", "،")
                or self.keys[j][0] in PREPOSITIONS
                or any(k in THAT for k in self.keys[j][:2])
            ):
                break
            if any(k in forms_of("aspect_verbs") for k in self.keys[j][:2]):
                return range(j + 1, cue.word)
        return range(0)

    def is_partner(self, i: int, cue: Cue) -> bool:
        """Whether a country's name stands for who takes part."""
        if self.place[i][0].kind != "country":
            return False
        for j in range(i - 1, cue.word, -1):
            if any(k in _WITH for k in self.keys[j][:2]):
                return True
            if self.keys[j][0] == fold("من"):
                return any(f.first < j and f.after in (j, j + 1) for f in self.forces)
            if self.keys[j][0] in PREPOSITIONS or self.w[j].text in (".", "؛"):
                return False
        return False

    def taking_part(self, cue: Cue, end: int) -> Force | None:
        """What an exercise is held with: "with the participation of twenty boats"."""
        return next(
            (
                f
                for f in self.forces
                if cue.after <= f.first < end
                and f.number is not None
                and any(fold("مشاركة") in k for j in (f.first - 1, f.first - 2) for k in self.keys[j])
            ),
            None,
        )
