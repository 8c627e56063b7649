"""Voices of an Arabic sentence: who says, claims, denies or confirms what.

Comes in: a `Scene` and its cues. Goes out: `Voice`s, left to right.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from geo.claims.arabic.cues import Cue, Cues
from geo.claims.arabic.lexicon import (
    ACCUSING,
    BY_IT,
    CLAUSE_OPENERS,
    ENDS,
    INTRODUCERS,
    PREPOSITIONS,
    RELATIVES,
    has_and,
    speech_verbs,
)
from geo.claims.arabic.scene import Scene
from geo.gazetteer.names import fold
from geo.types import (
    Stance,
)


@dataclass(slots=True)
class Voice:
    first: int
    after: int
    begin: int
    end: int
    """The words said: begin to end, not included."""
    stance: Stance
    cue: int


class Voices:
    """The voices of one sentence."""

    def __init__(self, scene: Scene, cues_of: Cues) -> None:
        self.scene = scene
        self.w = scene.w
        self.keys = scene.keys
        self.actor = scene.actor
        self.place = scene.place
        self.time = scene.time
        self.numbers = scene.numbers
        self.cues_of = cues_of
        self.voices = list(self.find_voices())

    def find_voices(self) -> Iterator[Voice]:
        speech = speech_verbs()
        n = len(self.w)
        last: tuple[int, int] | None = None
        for i in range(n):
            if self.time[i] or i in self.place:
                continue
            hit = next((k for k in self.keys[i][:2] if k in speech), None)
            if hit is None or (i and fold("عدم") in self.keys[i - 1]):
                continue
            kind = speech[hit]
            reported = (
                i >= 2
                and self.keys[i - 1][0] == fold("ما")
                and self.keys[i - 2][0] in (fold("على"), fold("حسب"), fold("وفق"))
            )
            if reported and not has_and(self.w[i].fold):
                first = i + 2 if i + 1 < n and self.w[i + 1].fold in BY_IT else i + 1
                after = self.holder_end(first, self.phrase_end(first, n))
                if first < after:
                    yield Voice(first, after, self.back_to(i - 2) if i > 2 else 0, i - 2, "asserted", i)
                continue
            if kind == "according":
                first = i + 1
                if first < n and self.keys[first][0] == fold("ما"):
                    first += 2
                if first < n and self.w[first].fold in BY_IT:
                    first += 1
                after = self.holder_end(first, self.phrase_end(first, n))
                inner = next((j for j in range(first, after) if self.keys[j][0] == fold("عن")), None)
                if inner is not None and inner + 1 < after:
                    first = inner + 1
                begin = self.back_to(i)
                if first < after:
                    yield Voice(first, after, begin, self.cues_of.clause_end(i), "asserted", i)
                continue
            stance: Stance = kind if kind in ("alleged", "denied", "confirmed") else "asserted"  # type: ignore[assignment]
            first = i + 1
            after = first
            if first >= n or self.keys[first][0] in INTRODUCERS | PREPOSITIONS:
                first, after = self.words_before(i), i
                if first < after:
                    yield Voice(first, after, i + 1, self.said_end(i + 1), stance, i)
                continue
            if stance == "alleged" and last is not None and self.accuses_again(i):
                yield Voice(last[0], last[1], first, self.said_end(first), stance, i)
                continue
            accused = self.accused(i) if stance == "alleged" else None
            if accused is not None:
                yield Voice(first, accused, accused, self.said_end(accused), stance, i)
                continue
            while (
                after < n
                and self.keys[after][0] not in INTRODUCERS
                and self.w[after].text not in ENDS
                and not self.cues_of.is_cue(after)
            ):
                after += 1
            if after == first:
                continue
            begin = after
            named = self.holder_end(first, after)
            if named > first:
                last = (first, named)
                yield Voice(first, named, begin, self.said_end(begin), stance, i)

    def accuses_again(self, i: int) -> bool:
        """Whether the one who spoke before goes on to accuse: "... said X, and accused Washington of ..."."""
        if not has_and(self.w[i].fold) or not any(k in ACCUSING for k in self.keys[i][:2]):
            return False
        return i + 1 < len(self.w) and self.actor[i + 1] is not None and self.accused(i) is None

    def holder_end(self, first: int, after: int) -> int:
        """Index after the speaker's words: a date or what is told of him is no part of them."""
        for j in range(first, after):
            if self.time[j] or (j > first and any(k in RELATIVES for k in self.keys[j])):
                return j
        return after

    def words_before(self, i: int) -> int:
        """First word of the subject that stands before its verb at i."""
        j = i
        while j and self.w[j - 1].text not in ENDS and self.keys[j - 1][0] not in CLAUSE_OPENERS:
            j -= 1
            if i - j > 8:
                return i
        return j

    def accused(self, i: int) -> int | None:
        """First word of whom the verb at i accuses: the second of the two named after it."""
        spans: list[tuple[int, int]] = []
        for j in range(i + 1, min(len(self.w), i + 12)):
            if self.w[j].text in ENDS:
                break
            if self.actor[j] is not None and (not spans or j >= spans[-1][1]):
                spans.append(self.scene.span_of_actor(j))
        if len(spans) > 1:
            return spans[1][0]
        accuses = any(k in ACCUSING for k in self.keys[i][:2])
        return spans[0][0] if accuses and spans and spans[0][0] > i + 1 else None

    def phrase_end(self, i: int, stop: int) -> int:
        while i < stop and self.w[i].text not in ENDS and self.keys[i][0] not in CLAUSE_OPENERS:
            i += 1
        return i

    def back_to(self, i: int) -> int:
        """Beginning of the clause that "according to" at i closes."""
        for j in range(i - 1, -1, -1):
            if self.w[j].text in ("؛", ";", "."):
                return j + 1
            if self.keys[j][0] in CLAUSE_OPENERS and j < i - 4 and self.keys[j][0] != fold("حيث"):
                return j
        return 0

    def said_end(self, i: int) -> int:
        for j in range(i, len(self.w)):
            if self.w[j].text in ("؛", ";"):
                return j
            if self.keys[j][0] in (fold("فيما"), fold("بينما"), fold("لكن"), fold("كما")):
                return j
            if j > i + 1 and has_and(self.w[j].fold) and self.w[j].fold[1:] in speech_verbs():
                return j
        return len(self.w)

    def told_by(self, voice: Voice, cue: Cue) -> tuple[int, int] | None:
        """Who told what is denied: "denied what Israeli media carried about ..."."""
        for i in range(voice.after, cue.word):
            if self.keys[i][0] == fold("ما") and i + 2 < cue.word:
                after = next(
                    (
                        j
                        for j in range(i + 2, cue.word)
                        if self.keys[j][0] in (fold("عن"), fold("حول"), fold("من"))
                    ),
                    None,
                )
                if after is not None and after > i + 2:
                    return i + 2, after
        return None
