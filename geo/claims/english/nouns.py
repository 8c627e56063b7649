"""Events told by a noun: "the withdrawal of F from P", "a joint drill by F began at P".

Comes in: the subjects, governors and frames of a sentence. Goes out: an `Event` for each noun of action
that is not the object of a verb that tells it.
"""

from __future__ import annotations

from collections.abc import Iterator

from geo.claims.english import fates
from geo.claims.english.event import Event
from geo.claims.english.frames import Frames
from geo.claims.english.governors import Government, Governors
from geo.claims.english.parties import parties
from geo.claims.english.subjects import Subjects
from geo.claims.english.vocabulary import report_words
from geo.claims.function_words import BE, PREPOSITIONS
from geo.claims.rules import Rule
from geo.claims.scene import Chunk
from geo.claims.verb_groups import Verb

_SHARED = frozenset({"exercise", "patrol"})
"""Actions that several forces do together: one claim each."""
_BEGINNINGS = frozenset({"begin", "start", "open", "kick", "launch", "commence", "get"})


class Nouns:
    """Finds the events of one sentence that nouns tell."""

    def __init__(self, subjects: Subjects, governors: Governors, frames: Frames) -> None:
        self.subjects = subjects
        self.clauses = subjects.clauses
        self.governors = governors
        self.frames = frames
        self.s = self.clauses.s
        self.w = self.clauses.w

    def events(self) -> Iterator[Event]:
        i = 0
        while i < len(self.w):
            cue = self.clauses.noun_at(i)
            if cue is None or i in self.frames.used_nouns:
                i += 1
                continue
            parts, rule = cue
            event = self.event(i, i + len(parts), rule)
            if event is not None:
                yield event
            i += len(parts)

    def names_somebody(self, chunk: Chunk) -> bool:
        return chunk.kind == "actor" or (
            chunk.force is not None and (bool(chunk.force.actors()) or chunk.force.is_strong)
        )

    def event(self, i: int, after: int, rule: Rule) -> Event | None:
        around = self.s.by_word.get(i)
        if around is not None and around.after > after and not self.is_of_something(around, i, after, rule):
            return None  # "patrol boat": the noun only qualifies another
        if (
            self.w[i].low in ("exercise", "exercises")
            and after < len(self.w)
            and self.w[after].low in ("in", "of")
            and self.w[after + 1 : after + 2]
            and self.w[after + 1].low in ("futility", "restraint", "self-control", "patience", "power")
        ):
            return None
        first = i
        while (
            first
            and not self.s.marks.verb[first - 1]
            and not self.s.marks.time[first - 1]
            and self.w[first - 1].low not in PREPOSITIONS
            and (self.w[first - 1].low[0].isalnum() or self.w[first - 1].is_possessive)
            and self.w[first - 1].low not in ("and", "the", "a", "an", "that", "any", "no")
        ):
            first -= 1
        agent: list[Chunk] = []
        for j in range(first, i):
            chunk = self.s.by_word.get(j)
            if (
                chunk is not None and self.names_somebody(chunk) and (not agent or agent[-1] is not chunk)
            ) or (
                chunk is not None
                and chunk.kind == "place"
                and self.w[chunk.after].is_possessive
                and chunk.toponym is not None
            ):
                agent.append(chunk)
        theme: Chunk | None = next((c for c in agent if c.kind == "force"), None)
        end = self.clauses.right_end(after, None)
        begin = after
        lead = after - 1 if self.w[after - 1].low == "of" else after
        if lead < end and self.w[lead].low in ("of", "by", "between", "among"):
            chunk = self.s.by_word.get(lead + 1) or (
                self.s.by_word.get(lead + 2)
                if lead + 2 < end and self.w[lead + 1].low in ("the", "both", "its", "their")
                else None
            )
            if chunk is not None and chunk.kind == "force":
                theme = chunk
                begin = chunk.after
            elif (chunk is not None and chunk.kind == "actor") or (
                chunk is not None and chunk.kind == "place" and self.w[lead].low in ("between", "among", "by")
            ):
                agent = self.subjects.coordinated(chunk, end)
                begin = agent[-1].after
        governor = self.governors.governing(first)
        fate = fates.of_noun(self.w, first, i, end)
        if fate == "dropped":
            self.governors.skip(first, after, "an act that is not to be", "dropped")
            return None
        if governor is None:
            return None
        happening = self.happening(end)
        told = Government([])
        if happening is not None:
            control = self.governors.control(happening)
            if control is None:
                return None
            told = control
            end = self.clauses.right_end(happening.after, happening)
        elif self.is_under_way(end):
            end = self.clauses.right_end(end + 3, None)
        partners = parties(self.clauses, self.subjects, (begin, end)) if rule.action in _SHARED else []
        if not (agent or theme is not None or governor.agent or partners) and rule.action == "exercise":
            agent = self.those_in_it(first)
        if not (agent or theme is not None or governor.agent or partners):
            return None
        return Event(
            rule=rule,
            first=i,
            after=after,
            agent=agent or governor.agent,
            theme=theme,
            theme_pronoun=None,
            region=(begin, end),
            left=(self.clauses.left_start(first), first),
            verb=None,
            is_negated=governor.negated or told.negated or (happening is not None and happening.is_negated),
            is_future=governor.is_future
            or fate == "planned"
            or told.is_future
            or (happening is not None and happening.is_future),
            begins=governor.begins or (happening is not None and happening.entry.lemma in _BEGINNINGS),
            partners=partners,
        )

    def is_of_something(self, around: Chunk, i: int, after: int, rule: Rule) -> bool:
        """Whether a noun for a site or a force is used for the act: "the installation of radars", "the
        presence of 900 troops".
        """
        if (rule.theme not in ("system", "facility") and rule.name != "presence-of") or after >= len(self.w):
            return False
        return self.w[after].low == "of" and around.after > after + 1 and around.first < i

    def happening(self, i: int) -> Verb | None:
        """The verb from word i on that the noun is the subject of: "the drill | is due to begin ..."."""
        verb = next((v for v in self.s.verbs if v.word >= i), None)
        if verb is None or verb.start > i + 2:
            return None
        between = [w.low for w in self.w[i : verb.start]]
        if not all(low in BE or low in ("due", "set", "expected", "scheduled") for low in between):
            return None
        lemma = verb.entry.lemma
        follows = self.w[verb.after].low if verb.after < len(self.w) else ""
        if lemma not in report_words("event_verbs"):
            return None
        wanted = {"take": ("place",), "get": ("under", "underway"), "go": ("ahead", "on"), "carry": ("out",)}
        return verb if lemma not in wanted or follows in wanted[lemma] or verb.entry.particle else None

    def is_under_way(self, i: int) -> bool:
        """Whether the noun's predicate says that it is going on or over: "| is under way at P"."""
        follows = [w.low for w in self.w[i : i + 3]]
        return (
            len(follows) == 3
            and follows[0] in BE
            and (follows[1:] == ["under", "way"] or follows[1] in ("underway", "complete", "over"))
        )

    def those_in_it(self, first: int) -> list[Chunk]:
        """The force that does something in a drill: "marines fired rockets in a live-fire drill on X"."""
        i = first - 1
        while i > 0 and self.w[i].low in ("the", "a", "an", "its", "their"):
            i -= 1
        if i <= 0 or self.w[i].low not in ("in", "during"):
            return []
        verb = next((v for v in reversed(self.s.verbs) if v.after <= i), None)
        if verb is not None and (verb.is_passive or verb.entry.kind == "cue"):
            return []
        if verb is not None and verb.entry.lemma in report_words("accidents"):
            return []
        subject = self.subjects.subject(verb) if verb is not None else self.subjects.find_subject(i)
        force = self.clauses.as_force(subject.chunks)
        return [force] if force is not None and force.force is not None and force.force.is_strong else []
