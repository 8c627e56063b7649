"""An Arabic sentence laid out: words with their readings, places, actors, times and numbers.

Comes in: a sentence, its toponyms and non-places, the `Memory` of the text. Goes out: a `Scene`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from geo.claims import actors as registry
from geo.claims import times as time_words
from geo.claims.arabic.lexicon import (
    ACCUSING,
    BASE_PREPOSITIONS,
    INTENTS,
    NOT_YET,
    PREPOSITIONS,
    THAT,
    force_nouns,
    forms_of,
    readings,
    speech_verbs,
    verb_rules,
)
from geo.claims.arabic.numbers import arabic_numbers
from geo.claims.draft import Memory
from geo.claims.times import TimeMention
from geo.claims.words import words
from geo.gazetteer.names import fold
from geo.toponyms.lexicon import countries
from geo.types import (
    Actor,
    NonPlace,
    Phrase,
    Sentence,
    Span,
    Toponym,
)


class Scene:
    """The marks of one sentence, by word."""

    def __init__(
        self,
        sentence: Sentence,
        text: str,
        *,
        toponyms: Sequence[Toponym],
        non_places: Sequence[NonPlace],
        published: date | None,
        memory: Memory,
    ) -> None:
        self.text = text
        self.sentence = sentence
        self.published = published
        self.w = words(sentence, text)
        self.memory = memory
        self.keys = [readings(w) for w in self.w]
        body = text[sentence.span.start : sentence.span.end]
        self.times: list[TimeMention] = time_words.mentions(
            body, offset=sentence.span.start, published=published, language="ar", last=memory.time
        )
        self.time = self.covered([t.span for t in self.times])
        self.place: dict[int, tuple[Toponym, int]] = {}
        for toponym in toponyms:
            covered = self.words_of(toponym.span)
            if covered:
                for i in covered:
                    self.place[i] = (toponym, covered[0])
        self.actor: list[Actor | None] = [None] * len(self.w)
        self.in_name: set[int] = set()
        """Words of actors' names, which are no cues: "Popular Mobilisation"."""
        self.states: list[Toponym] = []
        """Names of countries that stand for their states."""
        self.mark_actors(non_places)
        self.numbers = {}
        for found in arabic_numbers(body, offset=sentence.span.start):
            covered = self.words_of(found.span)
            if covered and not self.time[covered[0]]:
                if all(self.w[i].fold.isalpha() for i in covered):
                    self.unplace(covered)
                self.numbers[covered[0]] = (found, covered[-1] + 1)

    def unplace(self, covered: Sequence[int]) -> None:
        """Number words that are spelled as a place: "to two thousand"."""
        inside = {id(self.place[i][0]) for i in covered if i in self.place}
        for i in [i for i, (toponym, _) in self.place.items() if id(toponym) in inside]:
            if i in covered:
                self.place.pop(i)

    def covered(self, spans: Sequence[Span]) -> list[bool]:
        return [any(s.start < w.end and w.start < s.end for s in spans) for w in self.w]

    def words_of(self, span: Span) -> list[int]:
        return [i for i, w in enumerate(self.w) if w.start < span.end and span.start < w.end]

    def mark_actors(self, non_places: Sequence[NonPlace]) -> None:
        for non_place in non_places:
            if non_place.country is not None and non_place.why in ("demonym", "metonym"):
                for i in self.words_of(non_place.span):
                    self.actor[i] = registry.state_forces(non_place.country)
        folds = [w.fold for w in self.w]
        i = 0
        while i < len(self.w):
            found = registry.name_at(self.keys[i], folds, i)
            if found is None:
                i += 1
                continue
            if not self.is_the_base(i, found[1]):
                for j in range(i, i + found[1]):
                    self.actor[j] = found[0]
                    self.in_name.add(j)
                    self.place.pop(j, None)
            i += found[1]
        self.mark_states()
        self.mark_accused()

    def is_the_base(self, i: int, size: int) -> bool:
        """Whether one word that is also the name of a movement means the base spoken of.

        So after a verb of motion or a preposition, and where a base was named before.
        """
        if size > 1 or fold("القاعدة") not in self.keys[i]:
            return False
        if any(s.toponym is not None and s.toponym.kind in ("base", "airport") for s in self.memory.sites):
            return True
        if any(fold("قاعدة") in keys for keys in self.keys[:i]):
            return True
        return bool(i) and any(k in verb_rules() or k in BASE_PREPOSITIONS for k in self.keys[i - 1][:2])

    def mark_states(self) -> None:
        """A country's name right after a verb or "that" is its state: "Jordan keeps a battalion"."""
        for i, (toponym, first) in list(self.place.items()):
            place = toponym.place
            if i != first or place is None or place.country is None:
                continue
            if toponym.kind == "country" and self.opens_headline(i, toponym):
                self.mark_state(toponym, place.country)
                continue
            if not i:
                continue
            if toponym.kind == "country" and self.is_adjective_at(i):
                self.mark_state(toponym, place.country)
            is_capital = (
                toponym.kind == "city" and countries().capitals.get(fold(place.name)) == place.country
            )
            if (toponym.kind == "country" or is_capital) and self.is_subject_at(i):
                self.mark_state(toponym, place.country)
        for i in range(1, len(self.w)):
            if i not in self.place and self.actor[i] is None and self.is_adjective_at(i):
                code = countries().of_demonym(self.w[i].fold[:-1])
                if code is not None:
                    self.actor[i] = registry.state_forces(code)

    def opens_headline(self, i: int, toponym: Toponym) -> bool:
        """Whether the name stands first and a verb follows: "Turkey sets up a base"."""
        if i and self.w[i - 1].text not in (":", "؛"):
            return False
        after = i
        while after < len(self.w) and after in self.place and self.place[after][0] is toponym:
            after += 1
        if after >= len(self.w):
            return False
        whole = self.w[after].fold
        return (
            whole in verb_rules()
            or whole in speech_verbs()
            or whole in NOT_YET
            or whole in forms_of("plan_verbs")
        )

    def mark_state(self, toponym: Toponym, country: str) -> None:
        self.states.append(toponym)
        for j in [j for j, (other, _) in self.place.items() if other is toponym]:
            self.actor[j] = registry.state_forces(country)
            self.place.pop(j)

    def is_adjective_at(self, i: int) -> bool:
        """Whether the word is the indefinite adjective of a state: in "150 Turkish soldiers" it is spelled as
        Turkey.
        """
        before = self.w[i - 1].fold
        return self.w[i].fold.endswith("يا") and before.endswith("ا") and before in force_nouns()

    def is_subject_at(self, i: int) -> bool:
        before = self.keys[i - 1][:2]
        if self.w[i].fold[:1] in ("ب", "ل") and fold(self.place[i][0].text)[:1] != self.w[i].fold[:1]:
            return False
        if any(k in THAT for k in before) or before[0] == fold("لدى"):
            return True
        if i - 1 in self.place or self.actor[i - 1] is not None or before[0] in PREPOSITIONS:
            return False
        if any(k in INTENTS for k in before):
            return True
        if any(k in speech_verbs() and speech_verbs()[k] != "according" for k in before):
            return True
        if any(k in forms_of("plan_verbs") or k in forms_of("aspect_verbs") for k in before):
            return True
        found = next((verb_rules()[k][0] for k in before if k in verb_rules()), None)
        return found is not None and found.frame != "hosts" and not found.takes_place_as_object

    def mark_accused(self) -> None:
        """A state accused of something acts there: "accused the United States of reinforcing ..."."""
        accusing = next((i for i, keys in enumerate(self.keys) if any(k in ACCUSING for k in keys[:2])), None)
        if accusing is None:
            return
        for i in range(accusing + 1, min(len(self.w), accusing + 14)):
            if i in self.place and self.place[i][0].kind == "country":
                place = self.place[i][0].place
                if place is None or place.country is None:
                    continue
                if i and any(k in PREPOSITIONS for k in self.keys[i - 1]):
                    continue
                toponym = self.place[i][0]
                for j in [j for j, (other, _) in self.place.items() if other is toponym]:
                    self.actor[j] = registry.state_forces(place.country)
                    self.place.pop(j)

    def span_of_actor(self, i: int) -> tuple[int, int]:
        first = after = i
        while first and self.actor[first - 1] is self.actor[i]:
            first -= 1
        while after < len(self.w) and self.actor[after] is self.actor[i]:
            after += 1
        return first, after

    def is_own(self, holder: Span, actor: Actor | None) -> bool:
        """Whether the speaker's words name the actor's own side."""
        return actor is not None and any(
            other is not None and registry.same_side(other, actor)
            for other, w in zip(self.actor, self.w, strict=True)
            if holder.start <= w.start < holder.end
        )

    def is_peeled(self, i: int) -> bool:
        """Whether word i was understood only without the particle written onto it."""
        whole, rest = self.keys[i][0], self.keys[i][0][1:]
        if whole in force_nouns() or registry.name_at((whole,), [w.fold for w in self.w], i) is not None:
            return False
        if rest in force_nouns():
            return True
        return (
            self.actor[i] is not None and registry.name_at((rest,), [w.fold for w in self.w], i) is not None
        )

    def place_phrase(self, toponym: Toponym) -> Phrase:
        return Phrase(self.text[toponym.span.start : toponym.span.end], toponym.span)

    def phrase(self, first: int, after: int) -> Phrase:
        start = self.w[first].start
        word = self.w[first]
        if first in self.numbers:
            start = max(start, self.numbers[first][0].span.start)
        elif word.fold[:1] in ("و", "ف", "ب", "ل") and len(word.fold) > 3 and self.is_peeled(first):
            start += 1
        span = Span(start, self.w[after - 1].end)
        return Phrase(self.text[span.start : span.end], span)
