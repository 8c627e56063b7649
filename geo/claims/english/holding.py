"""Holding an exercise or a patrol: verbs whose object is one, by its noun or by its name.

Comes in: an `Event` whose cue is such a verb, and its subject. Goes out: the event with those who take
part, or nothing where the object is something else.
"""

from __future__ import annotations

from geo.claims.english.event import Event
from geo.claims.english.parties import is_party, parties
from geo.claims.english.subjects import Subject, Subjects
from geo.claims.english.vocabulary import report_words
from geo.claims.function_words import PREPOSITIONS

_BEGINNINGS = frozenset({"begin", "start", "open", "launch", "kick", "commence"})
_JOINING = frozenset({"take", "participate", "join"})


class Holding:
    """The frames of holding in one sentence."""

    def __init__(self, subjects: Subjects) -> None:
        self.subjects = subjects
        self.clauses = subjects.clauses
        self.s = self.clauses.s
        self.w = self.clauses.w

    def holds(self, event: Event, subject: Subject) -> Event | None:
        """A verb whose object is an exercise or a patrol."""
        verb = event.verb
        assert verb is not None
        if verb.is_passive:
            return None
        after = self.object_end(event)
        if after is None:
            return None
        actors = [c for c in subject.chunks if is_party(c) or c.kind == "force"]
        pronoun = next((c for c in subject.chunks if c.kind == "pronoun"), None)
        if not actors and pronoun is None:
            return None
        joined = self.s.by_word.get(event.after)
        is_apart = joined is not None and self.w[joined.after].low in ("in", "for", "at", "during")
        if verb.entry.lemma == "join" and joined is not None and is_apart and is_party(joined):
            event.partners = [joined]
        event.theme = self.clauses.as_force(actors)
        event.theme_pronoun = pronoun if not actors else None
        event.agent = actors
        event.begins = event.begins or verb.entry.lemma in _BEGINNINGS
        event.after = after
        event.region = (after, self.clauses.right_end(after, verb))
        event.partners = [*event.partners, *actors[1:], *parties(self.clauses, self.subjects, event.region)]
        return event

    def object_end(self, event: Event) -> int | None:
        """Index after the noun or the name of the exercise that is the verb's object."""
        verb = event.verb
        assert verb is not None
        joins = verb.entry.lemma in _JOINING
        trained = self.training_end(event)
        if trained is not None:
            return trained
        for j in range(event.after, min(event.region[1], event.after + 9)):
            low = self.w[j].low
            if low in (",", ";") or (low in PREPOSITIONS and low != "in" and not (joins and low == "for")):
                return None
            cue = self.clauses.noun_at(j)
            if cue is not None and cue[1].action == event.rule.action:
                after = j + len(cue[0])
                return None if self.is_qualifier(after) else after
        if joins and event.rule.action == "exercise":
            return self.name_end(event)
        return None

    def training_end(self, event: Event) -> int | None:
        """Index after "training", where it is the object: "completed cold-weather training at P"."""
        if event.rule.action != "exercise":
            return None
        for j in range(event.after, min(len(self.w), event.after + 4)):
            low = self.w[j].low
            if low == "training":
                return j + 1 if self.is_of_force(event, j + 1) else None
            if low in PREPOSITIONS or not low[:1].isalnum():
                return None
        return None

    def is_of_force(self, event: Event, after: int) -> bool:
        """Whether "training" is of a force in the field: its own, at a place, and no teaching of others."""
        verb = event.verb
        assert verb is not None
        force = self.clauses.as_force(self.subjects.subject(verb).chunks)
        if force is None or force.force is None or not force.force.is_strong:
            return False
        if after >= len(self.w) or self.s.marks.time[after]:
            return True
        low = self.w[after].low
        return low in ("in", "at", "near", "on", "off", "with", "along", "over", "around", "alongside")

    def is_qualifier(self, after: int) -> bool:
        """Whether the noun only qualifies another: "an exercise programme"."""
        return after < len(self.w) and self.w[after].low in report_words("after_exercise")

    def name_end(self, event: Event) -> int | None:
        """Index after a name that an exercise may have: "takes part in Defender 25"."""
        after = event.after
        while after < event.region[1] and self.is_name(after, event.after):
            after += 1
        words = {w.low for w in self.w[event.after : after]}
        return None if not words or words & report_words("no_exercises") else after

    def is_name(self, i: int, first: int) -> bool:
        word, chunk = self.w[i], self.s.by_word.get(i)
        if self.s.marks.place[i] or self.s.marks.time[i] or (chunk is not None and is_party(chunk)):
            return False
        return word.is_capitalised or (i > first and word.text.isdigit())
