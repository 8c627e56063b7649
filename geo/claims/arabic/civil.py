"""What is no force: sport, parades, police, aid, officials on the road.

Comes in: a `Scene` and its voices. Goes out: whether a clause is of such.
"""

from __future__ import annotations

from geo.claims.arabic.cues import Cue
from geo.claims.arabic.lexicon import words_of
from geo.claims.arabic.scene import Scene
from geo.claims.arabic.voices import Voices
from geo.gazetteer.names import fold


class Civil:
    """The civil senses of one sentence."""

    def __init__(self, scene: Scene, voices_of: Voices) -> None:
        self.w = scene.w
        self.keys = scene.keys
        self.place = scene.place
        self.voices = voices_of.voices
        self.is_of_show = self.is_sport() or self.is_parade()
        """Whether the sentence is of a match or a parade."""

    def is_sport(self) -> bool:
        sport = words_of("sport")
        return any(key in sport for keys in self.keys for key in keys)

    def is_parade(self) -> bool:
        pairs = {f"{a.fold} {b.fold}".lstrip("وبل") for a, b in zip(self.w, self.w[1:], strict=False)}
        return any(parade.lstrip("وبل") in pairs for parade in words_of("parade"))

    def is_civil(self, cue: Cue, end: int) -> bool:
        """Whether the clause is of people or things that are no forces."""
        if self.is_of_show:
            return True
        civil = words_of("civil")
        first = max(0, cue.word - 1)
        return any(k in civil for j in range(first, end) if self.free(j) for k in self.keys[j])

    def free(self, i: int) -> bool:
        """Whether the word tells of the matter itself: not of who speaks, of a place, of military police."""
        is_military_police = i + 1 < len(self.w) and any(
            k.removeprefix("ال").startswith(fold("عسكري")) for k in self.keys[i + 1]
        )
        return (
            not any(v.first <= i < v.after for v in self.voices)
            and i not in self.place
            and not is_military_police
        )
