"""Layout: the sentences of a document with their places, as scenes and voices, each laid out once.

Comes in: a `Document`, its toponyms and non-places. Goes out: `Scene`s and `Voice`s by the number of the
sentence.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from geo.claims import holders
from geo.claims.draft import Memory
from geo.claims.scene import Scene, countries_of, scene, states_of
from geo.claims.voice import Voice
from geo.types import Claim, Document, NonPlace, Span, Toponym


@dataclass
class Layout:
    document: Document
    toponyms: Sequence[Toponym]
    non_places: Sequence[NonPlace]
    memory: Memory
    scenes: dict[int, Scene] = field(default_factory=dict)
    voiced: dict[int, list[Voice]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.scares = sorted((q.span for q in self.document.quotes if q.scare), key=lambda s: s.start)
        self.scare_starts = [s.start for s in self.scares]
        self.countries = countries_of(self.toponyms, self.non_places)
        self.states = states_of(self.toponyms, self.non_places)
        self.top_starts = [t.span.start for t in self.toponyms]
        self.non_starts = [n.span.start for n in self.non_places]
        self.sentence_starts = [s.span.start for s in self.document.sentences]

    def within(self, span: Span) -> tuple[list[Toponym], list[NonPlace]]:
        i = bisect_left(self.top_starts, span.start)
        tops = []
        while i < len(self.toponyms) and self.toponyms[i].span.start < span.end:
            tops.append(self.toponyms[i])
            i += 1
        i = bisect_left(self.non_starts, span.start)
        nons = []
        while i < len(self.non_places) and self.non_places[i].span.start < span.end:
            nons.append(self.non_places[i])
            i += 1
        return tops, nons

    def scares_in(self, span: Span) -> list[Span]:
        """Words in scare quotes inside a sentence, marks not included."""
        i = bisect_left(self.scare_starts, span.start)
        return self.scares[i : bisect_left(self.scare_starts, span.end)]

    def scene(self, number: int) -> Scene:
        known = self.scenes.get(number)
        if known is None:
            sentence = self.document.sentences[number]
            tops, nons = self.within(sentence.span)
            known = self.scenes[number] = scene(
                sentence,
                self.document.text,
                toponyms=tops,
                non_places=nons,
                published=self.document.published,
                last_time=self.memory.time,
                countries=self.countries,
                states=self.states,
                scares=self.scares_in(sentence.span),
            )
        return known

    def voices(self, number: int) -> list[Voice]:
        known = self.voiced.get(number)
        if known is None:
            known = self.voiced[number] = holders.voices(self.scene(number))
        return known

    def sentence_of(self, claim: Claim) -> int:
        return bisect_left(self.sentence_starts, claim.quote.span.start)
