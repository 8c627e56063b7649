"""Events told without a cue of their own: a force counted, seen, housed or guarding at a place.

"numbers about 300", "was spotted off Y", "X is home to a brigade", "the town is
garrisoned by marines", "with 400 soldiers in X". Comes in: the clauses, subjects and governors of a sentence.
Goes out: `Event`s of the rules in `rules.presence_station` and `rules.presence_move`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from geo.claims.english.event import Event
from geo.claims.english.governors import Governors
from geo.claims.english.subjects import Subjects
from geo.claims.function_words import BE
from geo.claims.lexicon import table
from geo.claims.quantities import Number
from geo.claims.rules import Rule, presence_move, presence_station
from geo.claims.scene import Chunk
from geo.claims.verb_groups import Verb

_RULES = {rule.name: rule for rule in (*presence_station.RULES, *presence_move.RULES)}
_HAS_BEEN = frozenset({"now", "already", "still", "also", "currently", "once", "long", "today"})


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(table("verbs")["english"]["standing"][name])


@cache
def _homes() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(words.split(" ")) for words in table("verbs")["english"]["standing"]["homes"])


class Standing:
    """Finds these events of one sentence."""

    def __init__(self, subjects: Subjects, governors: Governors) -> None:
        self.subjects = subjects
        self.clauses = subjects.clauses
        self.governors = governors
        self.s = self.clauses.s
        self.w = self.clauses.w

    def events(self) -> Iterator[Event]:
        for verb in self.s.verbs:
            lemma = verb.entry.lemma
            if lemma in _words("seen") and verb.is_passive:
                yield from self.seen(verb)
            elif lemma in _words("shows") and not verb.is_passive:
                yield from self.shown(verb)
            elif lemma in _words("held_by") and verb.is_passive:
                yield from self.held_by(verb)
        yield from self.counted()
        yield from self.homes()
        yield from self.with_forces()

    def seen(self, verb: Verb) -> Iterator[Event]:
        """ "two frigates were spotted off Y": not where a verb follows that says what they did."""
        theme = self.clauses.as_force(self.subjects.subject(verb).chunks)
        end = self.clauses.right_end(verb.after, verb)
        if theme is None or verb.is_negated or self.has_verb(verb.after, end):
            return
        yield from self.governed(_RULES["is-seen"], verb, theme, (verb.after, end))

    def shown(self, verb: Verb) -> Iterator[Event]:
        """ "pictures show 12 jets at Y": not where a verb follows that says what they do."""
        end = self.clauses.right_end(verb.after, verb)
        theme = self.clauses.object_after(verb.after, end)
        if theme is None or theme.force is None or verb.is_negated or not verb.is_finite:
            return
        if (
            theme.force.elements[0].number is None
            or self.has_verb(theme.after, end)
            or self.is_before_verb(end)
        ):
            return
        yield from self.governed(_RULES["is-seen"], verb, theme, (theme.after, end))

    def has_verb(self, first: int, after: int) -> bool:
        verb = self.s.verb_at.get(after)
        return any(self.s.marks.verb[j] for j in range(first, min(after, len(self.w)))) or (
            verb is not None and after <= first + 1
        )

    def is_before_verb(self, i: int) -> bool:
        return i < len(self.w) and (self.s.marks.verb[i] or self.s.verb_at.get(i) is not None)

    def held_by(self, verb: Verb) -> Iterator[Event]:
        """ "the town is garrisoned by 300 marines"."""
        subject = self.subjects.subject(verb)
        place = next((c for c in subject.chunks if c.kind == "place"), None)
        end = self.clauses.right_end(verb.after, verb)
        if place is None or verb.after >= len(self.w) or self.w[verb.after].low != "by":
            return
        theme = self.clauses.object_after(verb.after + 1, end)
        if theme is None or theme.force is None or not theme.force.is_strong:
            return
        yield from self.governed(_RULES["home-of"], verb, theme, (theme.after, end), place=place)

    def governed(
        self,
        rule: Rule,
        verb: Verb,
        theme: Chunk,
        region: tuple[int, int],
        *,
        agent: list[Chunk] | None = None,
        place: Chunk | None = None,
        told: Number | None = None,
    ) -> Iterator[Event]:
        control = self.governors.control(verb)
        if control is None:
            return
        yield Event(
            rule=rule,
            first=verb.word,
            after=verb.after,
            agent=control.agent or agent or [],
            theme=theme,
            theme_pronoun=None,
            region=region,
            left=(self.clauses.left_start(verb.start), verb.start),
            verb=verb,
            is_negated=verb.is_negated or control.negated,
            is_future=verb.is_future or control.is_future,
            doubtful=control.doubtful,
            force_place=place,
            told=told,
        )

    def bare(
        self,
        rule: Rule,
        i: int,
        theme: Chunk,
        *,
        agent: list[Chunk] | None = None,
        place: Chunk | None = None,
        told: Number | None = None,
    ) -> Event:
        """An event whose cue is no verb that is known."""
        start = self.clauses.group_start(i)
        begin = max(i + 1, theme.after)
        return Event(
            rule=rule,
            first=i,
            after=i + 1,
            agent=agent or [],
            theme=theme,
            theme_pronoun=None,
            region=(begin, self.clauses.right_end(begin, None)),
            left=(self.clauses.left_start(start), start),
            verb=None,
            is_negated=False,
            is_future=False,
            force_place=place,
            told=told,
        )

    def counted(self) -> Iterator[Event]:
        """ "the contingent in X numbers about 300"."""
        for i, word in enumerate(self.w):
            if word.low not in _words("counts") or i + 1 not in self.s.marks.number or i == 0:
                continue
            theme = self.clauses.as_force(self.subjects.find_subject(i).chunks)
            if theme is None or theme.after > i:
                continue
            number = self.s.marks.number[i + 1][0]
            yield self.bare(_RULES["numbers"], i, theme, told=number)

    def homes(self) -> Iterator[Event]:
        """ "Bulgaria is home to a battlegroup"."""
        for i, word in enumerate(self.w):
            if word.low not in BE or i == 0:
                continue
            j = i + 1
            while j < len(self.w) and self.w[j].low in _HAS_BEEN:
                j += 1
            for words in _homes():
                after = j + len(words)
                if tuple(w.low for w in self.w[j:after]) != words:
                    continue
                theme = self.clauses.object_after(after, self.clauses.right_end(after, None))
                place = self.place_before(i)
                if theme is not None and place is not None:
                    yield self.bare(_RULES["home-of"], i, theme, place=place)

    def place_before(self, i: int) -> Chunk | None:
        """The place that is the subject of the verb at word i, or the last one its subject names."""
        start = self.clauses.group_start(i)
        first = self.clauses.left_start(start)
        within = [c for c in self.s.chunks if first <= c.first < start and c.kind == "place"]
        if within:
            return within[0]
        chunks = self.subjects.find_subject(start).chunks
        return next((c for c in chunks if c.kind in ("place", "actor")), None)

    def with_forces(self) -> Iterator[Event]:
        """ "With more than 2,000 soldiers in Kosovo, Italy leads ...": whose they are is the subject."""
        if not self.w or self.w[0].low != "with" or 1 not in self.s.by_word:
            return
        theme = self.s.by_word[1]
        if theme.force is None or theme.force.counted is None or not theme.force.is_strong:
            return
        comma = next((k for k in range(theme.after, min(len(self.w), 20)) if self.w[k].low == ","), None)
        if comma is None or any(self.s.marks.verb[j] for j in range(theme.after, comma)):
            return
        owner = self.s.by_word.get(comma + 1) or self.s.by_word.get(comma + 2)
        if owner is None or owner.kind == "force":
            return
        event = self.bare(_RULES["has"], 0, theme, agent=[owner])
        event.region = (theme.after, comma)
        event.left = (0, 0)
        yield event
