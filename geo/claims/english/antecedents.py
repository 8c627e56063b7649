"""Antecedents: the actor that a phrase or a pronoun without a name stands for.

Comes in: a phrase of a sentence, and what the text said before. Goes out: an `Actor`, or None where
nobody fits.
"""

from __future__ import annotations

from geo.claims.actors import state_forces
from geo.claims.draft import Memory
from geo.claims.english.clauses import Clauses
from geo.claims.referents import (
    REACH,
    actor_in,
    group_words,
    last_force,
    last_two,
    of_noun,
    only_one,
    other_side,
    pair_words,
    spoken_in,
    state_words,
    topic,
)
from geo.claims.scene import Chunk
from geo.types import Actor, Quantity, Span

_BODIES = frozenset({"army", "navy", "military", "air force", "coast guard"})
"""What a state has one of: of the state spoken of where nobody is named."""
_SPEECH = frozenset({"asserted", "denied", "confirmed", "alleged"})
_GOVERNING = frozenset({"government", "regime", "federal", "loyalist", "pro-government", "junta"})
NO_SUBJECT = frozenset({"by", "against", "with"})
_FEW = 12
"""More than this many battalions or batteries are not sent: the number is one of people."""
_COUNTED_BY_ITSELF = frozenset({"personnel", "aircraft", "ship", "vehicle"})


class Antecedents:
    """The antecedents of one sentence's phrases."""

    def __init__(self, clauses: Clauses, memory: Memory, number: int) -> None:
        self.clauses = clauses
        self.memory = memory
        self.number = number
        """Of the sentence in the text."""
        self.s = clauses.s
        self.w = clauses.w

    def speaker_before(self, i: int) -> Actor | None:
        """Whose side speaks in "the general staff in Kyiv says that it has brought ...", before word i."""
        for verb in reversed(self.s.verbs):
            if verb.word >= i or verb.entry.kind not in _SPEECH:
                continue
            first = self.clauses.left_start(verb.start)
            for k in range(first, verb.start):
                if self.s.marks.actor[k] is not None:
                    return self.s.marks.actor[k]
            for chunk in self.s.chunks:
                place = chunk.toponym.place if chunk.toponym is not None else None
                if first <= chunk.first < verb.start and place is not None and place.country is not None:
                    return state_forces(place.country)
            return None
        return None

    def speaker_after(self, i: int) -> Actor | None:
        """Whose "we" and "our" are in words quoted before their speaker is named."""
        verb = next((v for v in self.s.verbs if v.word >= i and v.entry.kind in _SPEECH), None)
        if verb is None:
            return None
        near = range(verb.start - 8 if verb.start > 8 else 0, min(len(self.w), verb.after + 10))
        return next(
            (self.s.marks.actor[k] for k in near if k >= i and self.s.marks.actor[k] is not None), None
        )

    def told_of(self, chunk: Chunk) -> Actor | None:
        """Whose force a phrase that names nobody is: "the army", "the frigate", "its jets"."""
        assert chunk.force is not None
        element = chunk.force.elements[0]
        lows = [w.low for w in self.w[chunk.first : chunk.after]]
        if "enemy" in lows or "enemy's" in lows:
            return self.enemy(chunk.first)
        if chunk.force.head.word in _BODIES and element.owner is None:
            placed = self.state_of_phrase(chunk.after) or self.setting(chunk.first)
            if placed is not None:
                return placed
            own = of_noun(self.memory.spoken, lows, chunk.force.head.word, "units", self.number)
            return self.memory.title_actor or own or self.own_side() or self.home(chunk.first)
        if not element.is_definite:
            return None
        here = list(spoken_in(self.s, self.number, speakers=(), owners={}, before=chunk.first))
        spoken = [*self.memory.spoken, *here]
        if element.owner == "our":
            return self.speaker_after(chunk.after) or self.carried_before(chunk.first)
        if element.owner is not None:
            own = self.speaker_before(chunk.first) if self.is_told_by(chunk.first) else None
            return own or self.carried_before(chunk.first) or self.memory.title_actor or self.own_side()
        head = chunk.force.head
        told = of_noun(spoken, lows, head.word, head.family, self.number)
        if told is None and head.family in ("people", "units"):
            told = None if set(lows) & group_words() else self.memory.title_actor
        elif told is None:
            told = self.memory.title_actor or only_one(spoken, self.number)
            if (
                told is not None
                and head.family in ("ship", "aircraft")
                and told.kind in ("militia", "insurgent")
            ):
                return None  # an armed group has no frigate that nobody told of
        if told is None and set(lows) & state_words():
            told = self.own_side() or self.home(chunk.first)  # "the army's 7th Division"
        return told or self.own_side()

    def state_of_phrase(self, i: int) -> Actor | None:
        """The state in "the army in Myanmar", "the navy of Colombia", whose last words begin at word i."""
        if i + 1 >= len(self.w) or self.w[i].low not in ("in", "of"):
            return None
        chunk = self.s.by_word.get(i + 1)
        place = chunk.toponym.place if chunk is not None and chunk.toponym is not None else None
        if place is None or place.kind != "country" or place.country is None:
            return None
        return state_forces(place.country)

    def host(self, chunk: Chunk) -> Actor | None:
        """The state whose "government forces" they are: that of the places the sentence or the text names."""
        if not {w.low for w in self.w[chunk.first : chunk.after]} & _GOVERNING:
            return None
        for other in (c for c in self.s.chunks if c.toponym is not None and c.toponym.place is not None):
            place = other.toponym.place if other.toponym is not None else None
            if place is not None and place.country is not None:
                return state_forces(place.country)
        return self.home(chunk.first)

    def is_told_by(self, i: int) -> bool:
        """Whether word i opens what somebody says: "the ministry said its forces ..."."""
        j = i - 1
        while j >= 0 and (self.w[j].low in ("that", "some", "most") or self.s.marks.time[j]):
            j -= 1
        verb = self.s.verb_at.get(j)
        return verb is not None and verb.entry.kind in _SPEECH

    def enemy(self, before: int) -> Actor | None:
        """Whom the one who speaks calls the enemy."""
        here = list(spoken_in(self.s, self.number, speakers=(), owners={}, before=before))
        speaker = next((s.actor for s in here), None)
        return other_side(self.memory.spoken, self.number, than=speaker) if speaker is not None else None

    def carried_before(self, i: int) -> Actor | None:
        """The actor a pronoun at word i stands for: the first named before it in its sentence, else the one
        told of before.
        """
        for chunk in self.s.chunks:
            if chunk.first >= i:
                break
            actor = actor_in(chunk)
            if actor is not None and (chunk.first == 0 or self.w[chunk.first - 1].low not in NO_SUBJECT):
                return actor
        if self.memory.actor is not None and self.number - self.memory.actor_sentence <= REACH:
            return self.memory.actor
        return None

    def whole_of(self, pronoun: Chunk) -> Actor | None:
        """Whose force it is a part of: the last force told of, in this sentence or one of the two before."""
        for chunk in reversed(self.s.chunks):
            if chunk.after <= pronoun.first and chunk.kind == "force":
                return actor_in(chunk) or self.told_of(chunk)
        told = last_force(self.memory.spoken, self.number)
        return told.actor if told is not None else None

    def part(self, pronoun: Chunk, actor: Actor) -> Quantity | None:
        """How many "nine of them", "200 more" are, in the unit of the force told of."""
        number = pronoun.number
        unit = next((s.unit for s in reversed(self.memory.spoken) if s.unit and s.actor.id == actor.id), None)
        if number is None or unit is None:
            return None
        if unit not in _COUNTED_BY_ITSELF and (number.min or number.max or 0) > _FEW:
            unit = "personnel"
        return Quantity(number.min, number.max, unit, number.qualifier, number.span)

    def setting(self, before: int) -> Actor | None:
        """The state the sentence is set in: "In Mali, the army ..."."""
        for chunk in self.s.chunks:
            place = chunk.toponym.place if chunk.toponym is not None else None
            if chunk.after < before and place is not None and self.w[chunk.first - 1].low == "in":
                return state_forces(place.country) if place.country is not None else None
        return None

    def own_side(self) -> Actor | None:
        """The state or mission the sentence is about, wherever it stands, where nobody was told of before:
        "A squadron will be stationed at X, the Hellenic Air Force announced".
        """
        if self.memory.spoken or self.memory.actor is not None:
            return None
        speakers = [
            Span(self.w[self.clauses.left_start(verb.start)].start, self.w[verb.word].end)
            for verb in self.s.verbs
            if verb.entry.kind in _SPEECH
        ]
        side = topic(list(spoken_in(self.s, self.number, speakers=speakers, owners={})))
        return side if side is not None and side.kind in ("state_force", "coalition") else None

    def pair(self, chunk: Chunk) -> list[Actor]:
        """The two states that "both armies", "the two countries" are: those named last, where it is two."""
        lows = {w.low for w in self.w[chunk.first : chunk.after]}
        if not lows & {"both", "two"} or not lows & pair_words():
            return []
        return last_two(self.memory.spoken, self.number)

    def home(self, before: int) -> Actor | None:
        """Whose "the army" at word `before` is where nobody is named: of the country the sentence is set in,
        of the actor spoken of, of the country spoken of.
        """
        setting = self.setting(before)
        if setting is not None:
            return setting
        if self.memory.actor is not None and self.memory.actor.kind not in ("militia", "insurgent"):
            return self.memory.actor
        for site in reversed(self.memory.sites):
            place = site.toponym.place if site.toponym is not None else None
            if place is not None and place.country is not None:
                return state_forces(place.country)
        return None
