"""Events: the cues of a sentence, by verbs, by "is at", by nouns and in lists, each with its roles.

Comes in: the clauses, subjects, governors and frames of a sentence. Goes out: `Event`s, in no order that
matters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from geo.claims.cues import VerbForm
from geo.claims.draft import Memory
from geo.claims.english.event import Event
from geo.claims.english.frames import Frames
from geo.claims.english.governors import Governors
from geo.claims.english.nouns import Nouns
from geo.claims.english.standing import Standing
from geo.claims.english.subjects import Subject, Subjects
from geo.claims.rules import Rule, departure, presence_move, presence_station
from geo.claims.scene import Chunk
from geo.claims.verb_groups import Verb


class Events:
    """Finds the events of one sentence."""

    def __init__(self, subjects: Subjects, governors: Governors, frames: Frames, memory: Memory) -> None:
        self.clauses = subjects.clauses
        self.subjects = subjects
        self.governors = governors
        self.frames = frames
        self.memory = memory
        self.nouns = Nouns(subjects, governors, frames)
        self.standing = Standing(subjects, governors)
        self.s = self.clauses.s
        self.w = self.clauses.w

    def events(self) -> Iterator[Event]:
        for verb in self.s.verbs:
            for entry in verb.entries:
                for rule in entry.rules:
                    event = self.verb_event(verb, entry, rule)
                    if event is not None:
                        yield event
        yield from self.being_events()
        yield from self.nouns.events()
        yield from self.on_the_way_events()
        yield from self.listed_events()
        yield from self.standing.events()

    def on_the_way_events(self) -> Iterator[Event]:
        """ "three warships, en route to Syria": a force on its way, told without a verb."""
        rules = {rule.name: rule for entries in _station_rules() for rule in entries}
        for i in range(1, len(self.w) - 3):
            if (self.w[i].low, self.w[i + 1].low, self.w[i + 2].low) != ("en", "route", "to"):
                continue
            if self.w[i - 1].low in ("is", "are", "was", "were"):
                continue
            theme = self.head_of_apposition(i)
            if theme is not None:
                yield self.plain(
                    rules["on-the-way"], i, theme, self.clauses.right_end(i + 2, None), i + 2, False
                )

    def head_of_apposition(self, i: int) -> Chunk | None:
        """The force that what follows word i - 1 says more about: asides after commas are passed over."""
        best: Chunk | None = None
        for chunk in self.s.chunks:
            if chunk.after <= i and chunk.kind == "force":
                lead = self.w[chunk.first - 1].low if chunk.first else ""
                if lead not in ("of", "including") and (lead != "," or best is None):
                    best = chunk
        return best

    def listed_events(self) -> Iterator[Event]:
        """Strengths in a list: "approximately 1,000 in Brunei", "Bahrain: 8,000-9,000"."""
        rule = next(rule for rule in _station_rules()[0] if rule.name == "listed")
        told = self.memory.title_actor or self.memory.actor
        if not (told or any(c.kind == "actor" for c in self.s.chunks)) or not self.is_list():
            return
        taken = {i for c in self.s.chunks if c.kind == "force" for i in range(c.first, c.after)}
        for first, (number, after) in self.s.marks.number.items():
            if number.is_article or (number.min or number.max or 0) < 10:
                continue
            chunk = self.s.by_word.get(first)
            theme = chunk if chunk is not None and chunk.kind == "force" else None
            if first in taken and theme is None:
                continue
            end = theme.after if theme is not None else after
            site = self.listed_site(first, end)
            if site is None:
                continue
            yield Event(
                rule=rule,
                first=first,
                after=end,
                agent=[],
                theme=theme,
                theme_pronoun=None,
                region=(end, end),
                left=(first, first),
                verb=None,
                is_negated=False,
                is_future=False,
                force_place=site,
                listed=number,
            )

    def is_list(self) -> bool:
        """Whether the sentence is a list of strengths: two counts each beside a place, and no verb that
        moves.
        """
        if any(v.entry.kind == "cue" and v.is_finite and v.entry.lemma != "have" for v in self.s.verbs):
            return False
        beside = sum(
            self.listed_site(first, after) is not None
            for first, (number, after) in self.s.marks.number.items()
            if not number.is_article
        )
        notes = ":" in self.s.lows and self.memory.title_actor is not None
        return (
            beside >= 2
            or (beside >= 1 and notes)
            or (beside >= 1 and bool(self.s.lows & {"deployments", "include"}))
        )

    def listed_site(self, first: int, after: int) -> Chunk | None:
        """The place a listed count belongs to: "in Brunei" after it, or "Bahrain:" before."""
        i = after
        while (
            i < len(self.w) and i < after + 3 and self.w[i].low in ("personnel", "troops", "soldiers", "each")
        ):
            i += 1
        if i < len(self.w) and self.w[i].low in ("in", "at", "on"):
            j = i + 2 if i + 1 < len(self.w) and self.w[i + 1].low == "the" else i + 1
            chunk = self.s.by_word.get(j)
            if chunk is not None and chunk.kind == "place":
                return chunk
        if first >= 2 and self.w[first - 1].low == ":":
            chunk = self.s.ending(first - 2)
            if chunk is not None and chunk.kind == "place":
                return chunk
        return None

    def verb_event(self, verb: Verb, entry: VerbForm, rule: Rule) -> Event | None:
        follows = tuple(w.low for w in self.w[verb.word + 1 : verb.word + 1 + len(entry.particle)])
        after = verb.word + 1 + (len(entry.particle) if follows == entry.particle else 0)
        control = self.governors.control(verb)
        if control is None:
            return None
        subject = Subject(control.agent, False) if control.agent else self.subjects.subject(verb)
        region = (after, self.clauses.right_end(after, verb))
        left = (self.clauses.left_start(verb.start), verb.start)
        event = Event(
            rule=rule,
            first=verb.word,
            after=after,
            agent=subject.chunks,
            theme=None,
            theme_pronoun=None,
            region=region,
            left=left,
            verb=verb,
            is_negated=verb.is_negated or control.negated,
            is_future=verb.is_future or control.is_future,
            begins=control.begins,
            doubtful=control.doubtful,
            agent_is_other=subject.is_other or control.agent_is_other,
        )
        frame = {
            "sends": self.frames.sends,
            "goes": self.frames.goes,
            "moves": self.frames.moves,
            "hosts": self.frames.hosts,
            "is": self.frames.is_at,
            "builds": self.frames.builds,
            "backs": self.frames.backs,
            "trims": self.frames.trims,
            "holds": self.frames.holds,
            "relieves": self.frames.relieves,
        }[rule.frame]
        return frame(event, subject)

    def being_events(self) -> Iterator[Event]:
        rules = {rule.name: rule for entries in _station_rules() for rule in entries}
        for i, word in enumerate(self.w):
            if not self.s.marks.verb[i] or word.low not in ("is", "are", "was", "were", "been", "'re", "be"):
                continue
            if word.low == "be" and (i == 0 or self.w[i - 1].low not in ("will", "'ll")):
                continue
            verb = self.s.verb_at.get(i)
            if verb is not None and verb.entry.kind != "other":
                continue
            if {"if", "whether", "unless"} & {w.low for w in self.w[self.clauses.left_start(i) - 1 : i]}:
                continue
            if i and self.w[i - 1].low == "there":
                theme = self.clauses.object_after(i + 1, min(len(self.w), i + 8))
                if theme is not None and theme.force is not None and theme.force.head.family != "facility":
                    negated = self.w[i + 1].low in ("no", "not")
                    yield self.plain(
                        rules["is-at"],
                        i,
                        theme,
                        self.clauses.right_end(theme.after, None),
                        theme.after,
                        negated,
                    )
                continue
            j = i + 1
            while j < len(self.w) and (
                self.w[j].low
                in (
                    "now",
                    "already",
                    "still",
                    "also",
                    "currently",
                    "present",
                    "back",
                    "all",
                    "both",
                    "present",
                    "not",
                    "no",
                    "longer",
                    "visible",
                    "reportedly",
                    "allegedly",
                )
                or self.w[j].low.endswith("ly")
            ):
                j += 1
            if j >= len(self.w):
                continue
            between = {w.low for w in self.w[i + 1 : j]}
            way = re.match(
                r"(?:on (?:its|their|the) way|en route|bound|headed|heading) (?:to|for|from|towards?)",
                " ".join(w.low for w in self.w[j : j + 5]),
            )
            if way:
                subject = self.subjects.find_subject(self.clauses.group_start(i))
                theme = self.clauses.as_force(subject.chunks)
                if theme is not None:
                    yield self.plain(rules["on-the-way"], i, theme, self.clauses.right_end(j, None), j, False)
                continue
            if self.w[j].low in ("expected", "due") and self.w[j + 1 : j + 2] and self.w[j + 1].low in _AT:
                theme = self.clauses.as_force(self.subjects.find_subject(self.clauses.group_start(i)).chunks)
                if theme is not None:
                    end = self.clauses.right_end(j + 1, None)
                    event = self.plain(rules["arrives"], i, theme, end, j + 1, "not" in between)
                    event.is_future = True
                    yield event
                continue
            if self.w[j].low == "gone" and j + 1 < len(self.w) and self.w[j + 1].low == "from":
                theme = self.clauses.as_force(self.subjects.find_subject(self.clauses.group_start(i)).chunks)
                if theme is not None and theme.force is not None and theme.force.is_strong:
                    end = self.clauses.right_end(j + 1, None)
                    yield self.plain(rules["leaves"], i, theme, end, j + 1, "not" in between)
                continue
            if self.w[j].low not in (
                "in",
                "at",
                "on",
                "near",
                "there",
                "along",
                "around",
                "inside",
                "off",
                "aboard",
                "within",
                "with",
            ):
                continue
            if (
                self.w[j].low == "on"
                and j + 1 < len(self.w)
                and self.w[j + 1].low in ("standby", "alert", "high", "condition", "course")
            ):
                continue
            subject = self.subjects.find_subject(self.clauses.group_start(i))
            theme = self.clauses.as_force(subject.chunks)
            if theme is None or theme.force is None:
                continue
            if theme.force.head.family == "facility":
                continue
            if not (
                theme.force.is_strong
                or theme.force.actors()
                or theme.force.elements[0].owner
                or theme.force.elements[0].is_definite
                or theme.force.counted
            ):
                continue
            if "longer" in between:
                continue
            yield self.plain(rules["is-at"], i, theme, self.clauses.right_end(j, None), j, "not" in between)

    def plain(
        self,
        rule: Rule,
        i: int,
        theme: Chunk,
        end: int,
        begin: int,
        negated: bool,
    ) -> Event:
        start = self.clauses.group_start(i)
        future = any(w.low in ("will", "'ll") for w in self.w[start:i])
        return Event(
            rule=rule,
            first=i,
            after=i + 1,
            agent=[],
            theme=theme,
            theme_pronoun=None,
            region=(begin, end),
            left=(self.clauses.left_start(start), start),
            verb=None,
            is_negated=negated,
            is_future=future,
        )


_AT = frozenset({"in", "at", "on", "off", "back"})


def _station_rules() -> tuple[tuple[Rule, ...], ...]:
    return (presence_station.RULES, presence_move.RULES, departure.RULES)
