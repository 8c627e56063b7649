"""Timing: which of a sentence's times is an event's.

Comes in: an `Event` and the times of its sentence. Goes out: a `TimeMention`, or None.

A time of the event's own clause comes first; else a time that stands before the whole sentence, or that of
what the subject did before; else the day on which the pictures of it were taken.
"""

from __future__ import annotations

from dataclasses import replace

from geo.claims.english.clauses import Clauses
from geo.claims.english.event import Event
from geo.claims.times import Period, TimeMention

_SPEECH = frozenset({"asserted", "alleged", "denied", "confirmed"})
_TAKEN = frozenset(
    {"taken", "dated", "captured", "shot", "acquired", "collected", "filmed", "recorded", "made"}
)
_PICTURES = frozenset(
    {
        "image",
        "images",
        "imagery",
        "photo",
        "photos",
        "photograph",
        "photographs",
        "picture",
        "pictures",
        "footage",
    }
)
_SEEN = frozenset({"detected", "spotted", "tracked", "seen", "counted", "observed", "sighted", "monitored"})
_AT_PRESENT = frozenset({"now", "currently", "still", "today", "present"})
_FIRST = frozenset({"first", "time", "largest", "biggest", "most", "highest", "lowest", "only", "longest"})
_STAYS = frozenset(
    {"stay", "stays", "remain", "remains", "last", "lasts", "run", "runs", "continue", "continues"}
)


class Timing:
    """The times of one sentence's events."""

    def __init__(self, clauses: Clauses) -> None:
        self.clauses = clauses
        self.s = clauses.s
        self.w = clauses.w

    def time_of(self, event: Event) -> TimeMention | None:
        if not self.s.times:
            return None
        time = self.own(event) or self.shared(event)
        if time is not None and self.dates_pictures(time):
            time = _as_seen(time)
        if time is None:
            time = next((_as_seen(t) for t in self.s.times if self.dates_pictures(t)), None)
        if time is None and (event.verb is None or not event.verb.is_finite):
            time = next((t for t in self.s.times if self.is_of_sighting(t)), None)
        return self.with_end(time, event) if time is not None else None

    def own(self, event: Event) -> TimeMention | None:
        """A time in the event's clause: after the cue sooner than before it."""
        lo = event.left[0]
        hi = self.clauses.past_purpose(event.region[1])
        fitting = [t for t in self.s.times if self.may_date(t, event)]
        after = [t for t in fitting if self.clauses.inside(t.span, event.after, hi)]
        before = [
            t
            for t in fitting
            if self.clauses.inside(t.span, lo, event.first) and not self.is_of_verb_before(t, event)
        ]
        theme = [
            t
            for t in fitting
            if event.theme is not None and self.clauses.inside(t.span, event.theme.first, event.theme.after)
        ]
        if after:
            return after[0]
        return before[-1] if before else next(iter(theme), None)

    def may_date(self, time: TimeMention, event: Event) -> bool:
        first, after = self.words_of(time)
        if time.is_ahead and not event.is_future:
            return False
        if time.relation == "from" and self.w[first].low == "since":
            return _FIRST.isdisjoint(w.low for w in self.w[max(0, first - 4) : first])
        is_owner = after < len(self.w) and self.w[after].is_possessive
        return not is_owner or after + 1 == event.first  # "Monday's attack", but "Tuesday's arrival of ..."

    def is_of_verb_before(self, time: TimeMention, event: Event) -> bool:
        """Whether a time before the cue is that of the verb before: "said on Monday it had sent"."""
        first, _ = self.words_of(time)
        verb = self.s.verb_at.get(first - 1)
        if verb is not None and verb.entry.kind in _SPEECH:
            return True
        opener = self.s.verb_at.get(event.left[0] - 1)
        if opener is None or event.verb is None or event.verb.has_to or not event.verb.is_finite:
            return False
        return "," not in [w.low for w in self.w[event.left[0] : first]]

    def shared(self, event: Event) -> TimeMention | None:
        """A time that holds for the clauses after it too."""
        here = {w.low for w in self.w[event.left[0] : max(event.region[1], event.after)]}
        if here & _AT_PRESENT:
            return None
        told = self.carried_on(event)
        if told is not None:
            return told
        time = self.s.times[0]
        first, after = self.words_of(time)
        verb = next((v for v in self.s.verbs if v.word >= after), None)
        if verb is None or first > 0 or not self.may_date(time, event):
            return None
        if self.w[after].low != "," and verb.word != event.first:
            return None
        if verb.entry.kind in _SPEECH and verb.entry.lemma != "add":
            return None
        return time if event.verb is None or not event.is_future else None

    def carried_on(self, event: Event) -> TimeMention | None:
        """The time of what the same subject did before: "left on Monday and is sailing for"."""
        joint = event.first - 1
        while joint > 0 and self.w[joint].low != "and":
            if joint in self.s.by_word or self.w[joint].low in (",", ";"):
                return None
            joint -= 1
        time = next((t for t in self.s.times if joint and self.words_of(t)[1] == joint), None)
        return time if time is not None and not event.is_future and self.may_date(time, event) else None

    def with_end(self, time: TimeMention, event: Event) -> TimeMention:
        """The time with its end, where one is told apart: "since 2015 and will stay until June 2026"."""
        if time.is_range or time.relation in ("until", "by"):
            return time
        end = next((t for t in self.s.times if t.span.start > time.span.end), None)
        if end is None or end.relation != "until":
            return time
        first, _ = self.words_of(end)
        in_region = first < max(event.region[1], event.after)
        if not in_region and _STAYS.isdisjoint(w.low for w in self.w[max(0, first - 3) : first]):
            return time
        start = time.future if event.is_future else time.past
        last = next((p.last for p in (end.past, end.future) if p.last >= start.first), None)
        if last is None:
            return time
        period = Period(start.first, last, start.precision)
        return replace(time, past=period, future=period, relation="on", is_range=True)

    def dates_pictures(self, time: TimeMention) -> bool:
        """Whether it is the day of pictures: "images taken on 9 May show", "photos from Friday"."""
        first, _ = self.words_of(time)
        before = self.w[first - 1].low if first else ""
        if before in _PICTURES:
            return True
        return before in _TAKEN and not _PICTURES.isdisjoint(
            w.low for w in self.w[max(0, first - 5) : first - 1]
        )

    def is_of_sighting(self, time: TimeMention) -> bool:
        """Whether it tells when a force was seen: "aircraft operating there were detected on Friday"."""
        first, _ = self.words_of(time)
        return not _SEEN.isdisjoint(w.low for w in self.w[max(0, first - 3) : first])

    def words_of(self, time: TimeMention) -> tuple[int, int]:
        """First word and the one after."""
        first = next((i for i, w in enumerate(self.w) if w.end > time.span.start), 0)
        after = next((i for i in range(first, len(self.w)) if self.w[i].start >= time.span.end), len(self.w))
        return first, after


def _as_seen(time: TimeMention) -> TimeMention:
    """By the guide, the dates of pictures give both ends."""
    return replace(time, relation="on", is_range=True)
