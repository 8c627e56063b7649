"""The grammar of English reports: from a sentence laid out to drafts of claims.

Comes in: a `Scene` and the `Memory` of the text. Goes out: `Draft`s, and what was left out with its reason.
Each frame of `rules.rule.Frame` is one function here; how subjects, objects, places and times are found is
shared by all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from geo.claims import places as where
from geo.claims.actors import is_known, named, state_forces
from geo.claims.draft import Draft, Memory, Site
from geo.claims.forces import Force
from geo.claims.lexicon import table
from geo.claims.quantities import Number
from geo.claims.rules import Rule
from geo.claims.scene import (
    BE,
    HAVE,
    MODALS,
    PREPOSITIONS,
    SUBORDINATORS,
    Chunk,
    Scene,
    Verb,
    VerbForm,
    noun_cues,
)
from geo.claims.times import TimeMention
from geo.gazetteer import Gazetteer
from geo.types import Action, Actor, ActorMention, Phrase, Quantity, Skipped, Span

_BOUNDARY_MARKS = frozenset({";", ":", '"', "“", "”", "«", "»", "?", "!"})
_DASHES = frozenset({"–", "—", "--"})
_LEFT_STOPS = SUBORDINATORS | {"but", "or", "as", "after", "before", "since", "nor", "yet"}
_RIGHT_STOPS = SUBORDINATORS - {"whose"} | {"but", "as", "after", "before", "nor", "because"}


@dataclass(slots=True)
class Subject:
    chunks: list[Chunk]
    is_other: bool
    """True where there is a subject and it is no force or actor."""
    inherits: bool = False
    first: int = 0


@dataclass(slots=True)
class Event:
    """A cue with its roles, before claims are made for each actor and place."""

    rule: Rule
    first: int
    after: int
    agent: list[Chunk]
    theme: Chunk | None
    theme_pronoun: Chunk | None
    region: tuple[int, int]
    """Words after the cue that belong to it."""
    left: tuple[int, int]
    """Words of the clause before the cue."""
    verb: Verb | None
    is_negated: bool
    is_future: bool
    begins: bool = False
    place_object: bool = False
    force_place: Chunk | None = None
    doubtful: bool = False
    actor_hint: Actor | None = None
    stance_denied: bool = False
    agent_is_other: bool = False
    strength: Force | None = None
    """Told apart from the subject: "with 600 fighters"."""
    listed: Number | None = None
    """The count of a list, where no noun carries it."""


@cache
def _word_set(name: str) -> frozenset[str]:
    return frozenset(table("speech")["english"][name])


class Grammar:
    """Reads one sentence at a time; holds no state between them but the memory given."""

    def __init__(self, scene: Scene, memory: Memory, gazetteer: Gazetteer, number: int) -> None:
        self.s = scene
        self.w = scene.words
        self.memory = memory
        self.gazetteer = gazetteer
        self.number = number
        self.skipped: list[Skipped] = []
        self.used_nouns: set[int] = set()
        self.subjects: dict[int, Subject] = {}
        self.last_actor: Actor | None = None
        """Of the claim before in the same sentence."""

    # --- the whole sentence ---------------------------------------------------------------------------------

    def drafts(self) -> list[Draft]:
        found: list[Draft] = []
        if self.w and self.w[-1].text == "?":
            if any(v.entry.kind == "cue" for v in self.s.verbs):
                self.skip(0, len(self.w), "a question", "question")
            return found
        seen: set[tuple[int, int]] = set()
        for event in self.events():
            if (event.first, event.after) in seen:
                continue
            made = list(self.claims_of(event))
            if made:
                seen.add((event.first, event.after))
            found.extend(made)
        return found

    def events(self) -> Iterator[Event]:
        for verb in self.s.verbs:
            for entry in verb.entries:
                for rule in entry.rules:
                    event = self.verb_event(verb, entry, rule)
                    if event is not None:
                        yield event
        yield from self.being_events()
        yield from self.noun_events()
        yield from self.on_the_way_events()
        yield from self.listed_events()

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
                yield self.plain(rules["on-the-way"], i, theme, self.right_end(i + 2, None), i + 2, False)

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
        if not (self.memory.title_actor or self.memory.actor) or not self.is_list():
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

    def skip(self, first: int, after: int, why: str, rule: str) -> None:
        after = max(first + 1, min(after, len(self.w)))
        self.skipped.append(Skipped(Span(self.w[first].start, self.w[after - 1].end), why, rule))

    # --- verbs ----------------------------------------------------------------------------------------------

    def verb_event(self, verb: Verb, entry: VerbForm, rule: Rule) -> Event | None:
        follows = tuple(w.low for w in self.w[verb.word + 1 : verb.word + 1 + len(entry.particle)])
        after = verb.word + 1 + (len(entry.particle) if follows == entry.particle else 0)
        control = self.control(verb)
        if control is None:
            return None
        governor_agent, is_future, begins, negated, doubtful, agent_other = control
        subject = Subject(governor_agent, False) if governor_agent else self.subject(verb)
        region = (after, self.right_end(after, verb))
        left = (self.left_start(verb.start), verb.start)
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
            is_negated=verb.is_negated or negated,
            is_future=verb.is_future or is_future,
            begins=begins,
            doubtful=doubtful,
            agent_is_other=subject.is_other or agent_other,
        )
        frame = {
            "sends": self.sends,
            "goes": self.goes,
            "moves": self.moves,
            "hosts": self.hosts,
            "is": self.is_at,
            "builds": self.builds,
            "backs": self.backs,
            "trims": self.trims,
            "holds": self.holds,
        }[rule.frame]
        return frame(event, subject)

    def control(self, verb: Verb) -> tuple[list[Chunk], bool, bool, bool, bool, bool] | None:
        """What governs the verb: (agent, is future, begins, negated, doubtful, agent is other), or None to
        leave it.
        """
        agent: list[Chunk] = []
        if verb.modal in ("would", "could", "may", "might", "should", "must", "can", "ought"):
            told = self.reported_before(verb.start)
            if verb.modal == "would" and told:
                return agent, True, False, False, False, False
            self.skip(verb.start, verb.after, "a possibility, not an event", "modal")
            return None
        if verb.aux[:1] == ["be"] and not verb.has_to:
            self.skip(verb.start, verb.after, "a wish, threat or demand, not an event", "demand")
            return None
        if self.is_hypothetical(verb) or self.is_wished(verb) or self.has_condition(verb):
            self.skip(verb.start, verb.after, "a wish or a condition, not an event", "hypothetical")
            return None
        if verb.aux[:1] and verb.aux[0] in BE and verb.has_to:
            return agent, True, False, False, False, False  # "is to join", "are due to"
        if verb.has_to and not any(a in HAVE for a in verb.aux[1:]):
            return self.infinitive(verb)
        if "ing" in verb.entry.tags and not any(a in BE for a in verb.aux):
            return self.gerund(verb)
        if (
            verb.aux[-2:]
            and verb.aux[-1] in BE
            and self.w[verb.word].low in ("expected", "planned", "scheduled")
        ):
            return None
        return agent, False, False, False, False, False

    def infinitive(self, verb: Verb) -> tuple[list[Chunk], bool, bool, bool, bool, bool] | None:
        i = verb.start - 1
        if i < 0:
            return None
        low = self.w[i].low
        governor = self.s.verb_at.get(i)
        if governor is not None and governor is not verb:
            lemma = governor.entry.lemma
            lemmas = {e.lemma for e in governor.entries} | {lemma}
            if governor.is_passive and lemmas & {"say", "believe", "think", "report", "allege", "see"}:
                return [], False, False, governor.is_negated, True, False
            if governor.modal in ("would", "could", "may", "might", "should", "must", "can"):
                self.skip(governor.start, verb.after, "a possibility, not an event", "modal")
                return None
            if lemmas & _word_set("aspect_verbs"):
                outer = self.control(governor)
                if outer is None:
                    return None
                subject = self.subject(governor).chunks
                return (
                    outer[0] or subject,
                    outer[1] or governor.is_future,
                    lemma in ("begin", "start"),
                    outer[3] or governor.is_negated,
                    outer[4],
                    False,
                )
            if lemmas & _word_set("firm_plan_verbs") or (governor.is_passive and lemmas & {"expect", "mean"}):
                subj = self.subject(governor)
                return subj.chunks, True, False, governor.is_negated, False, subj.is_other
            if lemmas & {"have"} and governor.word == i:
                return None
            if "refuse" in lemmas:
                self.skip(governor.start, verb.after, "a refusal", "refusal")
                return None
            if lemmas & _word_set("demand_verbs"):
                self.skip(governor.start, verb.after, "a wish, threat or demand, not an event", "demand")
                return None
            self.skip(verb.start, verb.after, "a purpose, not an event", "purpose")
            return None
        if low in (
            "due",
            "set",
            "ready",
            "likely",
            "scheduled",
            "expected",
            "slated",
            "poised",
            "bound",
            "about",
            "preparing",
        ):
            return [], True, False, False, False, False
        if low in (
            "plans",
            "plan",
            "decision",
            "order",
            "orders",
            "intention",
            "intentions",
            "preparations",
            "agreement",
            "proposal",
        ):
            head = self.s.ending(i - 1)
            owner = [head] if head is not None and head.kind in ("actor", "force") else []
            return owner or self.subject_before(i), True, False, False, False, False
        chunk = self.s.ending(i)
        if chunk is not None and chunk.kind in ("actor", "force", "place"):
            before = self.s.verb_at.get(chunk.first - 1)
            if before is not None:
                lemmas = {e.lemma for e in before.entries}
                if lemmas & {"order", "instruct", "direct", "tell", "send", "deploy"} and not (
                    lemmas & {"send", "deploy"} and verb.entry.kind != "cue"
                ):
                    if lemmas & {"send", "deploy"}:
                        self.skip(verb.start, verb.after, "a purpose, not an event", "purpose")
                        return None
                    return [chunk], True, False, before.is_negated, False, False
                if lemmas & _word_set("demand_verbs"):
                    self.skip(before.start, verb.after, "a wish, threat or demand, not an event", "demand")
                    return None
                if lemmas & _word_set("firm_plan_verbs"):
                    return [chunk], True, False, before.is_negated, False, False
            elif chunk.first == 0 or (
                self.left_start(chunk.first) == chunk.first
                and self.w[chunk.first - 1].low not in PREPOSITIONS
            ):
                return [chunk], True, False, False, False, False  # headline: "US to send ..."
        ordered = self.ordered_before(i)
        if ordered is not None:
            return ordered, True, False, False, False, False
        self.skip(verb.start, verb.after, "a purpose, not an event", "purpose")
        return None

    def ordered_before(self, i: int) -> list[Chunk] | None:
        """The one whose order the infinitive at i + 1 is: "Putin orders Minister Shoygu to start ..."."""
        for j in range(i, max(-1, i - 8), -1):
            if self.w[j].low in (",", ";") or self.w[j].low in SUBORDINATORS:
                return None
            verb = self.s.verb_at.get(j)
            if verb is not None:
                if verb.entry.lemma in ("order", "instruct", "direct"):
                    return self.subject(verb).chunks
                return None
        return None

    def gerund(self, verb: Verb) -> tuple[list[Chunk], bool, bool, bool, bool, bool] | None:
        i = verb.start - 1
        if i < 0:
            return None
        low = self.w[i].low
        governor = self.s.verb_at.get(i)
        if governor is not None and governor is not verb and governor.after >= i + 1:
            lemmas = {e.lemma for e in governor.entries}
            if lemmas & _word_set("aspect_verbs") or "go" in lemmas:
                outer = self.control(governor)
                if outer is None:
                    return None
                subj = self.subject(governor)
                negated = outer[3] or governor.is_negated
                return (
                    outer[0] or subj.chunks,
                    outer[1] or governor.is_future,
                    bool(lemmas & {"begin", "start"}),
                    negated,
                    outer[4],
                    subj.is_other,
                )
            if "deny" in lemmas:
                return self.subject(governor).chunks, False, False, True, False, False
            if lemmas & {"see", "spot", "detect", "film", "photograph", "observe", "record", "report"}:
                return self.subject(governor).chunks, False, False, False, False, False
            if lemmas & {"admit", "acknowledge", "confirm"}:
                return self.subject(governor).chunks, False, False, False, False, False
            if lemmas & {"consider", "mull", "weigh", "propose"}:
                self.skip(governor.start, verb.after, "a thought, not an event", "hypothetical")
                return None
        if low == "of":
            chunk = self.s.ending(i - 1)
            accuser = self.s.verb_at.get((chunk.first if chunk else i) - 1)
            if accuser is not None and accuser.entry.lemma in ("accuse", "suspect"):
                passive = chunk is None
                return (
                    ([chunk] if chunk else self.subject(accuser).chunks),
                    False,
                    False,
                    False,
                    not passive or True,
                    False,
                )
            return None
        if low in ("without", "against", "from", "for"):
            return None
        chunk = self.s.ending(i)
        if chunk is not None and chunk.kind in ("force", "actor", "place", "pronoun"):
            return [chunk], False, False, False, False, False
        if low in (
            "to",
            "on",
            "by",
            "while",
            "after",
            "before",
            ",",
            "and",
            "–",
            "—",
            "when",
            "with",
            "amid",
        ):
            return [], False, False, False, False, False
        return [], False, False, False, False, False

    def is_hypothetical(self, verb: Verb) -> bool:
        j = verb.start - 1
        lows: list[str] = []
        while j >= 0 and j > verb.start - 14:
            low = self.w[j].low
            if low in (";", ".", '"', ":") or (low == "," and lows and j < verb.start - 6):
                break
            lows.append(low)
            if low in ("if", "unless", "whether", "whatever", "wherever", "should") and low != "should":
                return True
            other = self.s.verb_at.get(j)
            if other is not None and other is not verb and other.is_finite:
                break
            j -= 1
        return bool(self.w) and self.w[0].low in ("were", "should", "if", "what") and verb.start < 12

    def has_condition(self, verb: Verb) -> bool:
        """Whether a future is tied to a condition: "will send troops if ..."."""
        if not verb.is_future:
            return False
        return any(w.low in ("if", "unless") for w in self.w[verb.after : verb.after + 24])

    def is_wished(self, verb: Verb) -> bool:
        """Whether the clause is what somebody hopes, wants or demands: "hopes that the base will ..."."""
        first = self.left_start(verb.start)
        before = first - 1
        if before >= 0 and self.w[before].low == "that":
            before -= 1
        governor = self.s.verb_at.get(before) if before >= 0 else None
        return governor is not None and bool(
            {e.lemma for e in governor.entries}
            & {
                "hope",
                "demand",
                "want",
                "wish",
                "urge",
                "fear",
                "insist",
                "propose",
                "ask",
                "warn",
                "threaten",
            }
            and governor.entry.kind != "cue"
            and (
                verb.is_future
                or verb.aux[:1] == ["be"]
                or (not verb.aux and "base" in verb.entry.tags and "past" not in verb.entry.tags)
            )
        )

    def reported_before(self, start: int) -> bool:
        """Whether the clause is told by somebody, so that "would" is a future in the past."""
        return any(
            v.entry.kind in ("asserted", "confirmed")
            and v.word < start
            and self.w[v.word].low.endswith(("d", "t", "e"))
            for v in self.s.verbs
        )

    # --- subjects -------------------------------------------------------------------------------------------

    def left_start(self, i: int) -> int:
        """First word of the clause that word i (the first of a verb group) stands in."""
        j = i - 1
        if j >= 0 and (self.w[j].low == "," or self.w[j].low in _DASHES):
            opener = self.parenthesis(j)
            if opener is not None:
                j = opener - 1
        while j >= 0:
            low = self.w[j].low
            if low == ")":
                opener = next((k for k in range(j - 1, -1, -1) if self.w[k].low == "("), None)
                if opener is not None and opener > 0:
                    j = opener - 1
                    continue
            if low in _BOUNDARY_MARKS or low in _DASHES or low in ("(", ")"):
                return j + 1
            if low in _LEFT_STOPS and not self.s.marks.time[j]:
                return j + 1
            verb = self.s.verb_at.get(j)
            if verb is not None and verb.after > j:
                return max(verb.after, j + 1)
            if self.s.marks.verb[j]:
                return j + 1
            if low == "and" and not self.joins_phrases(j):
                return j + 1
            j -= 1
        return 0

    def parenthesis(self, closer: int) -> int | None:
        """Index of the mark that opens the aside which the comma or dash at `closer` ends."""
        mark = self.w[closer].low
        for j in range(closer - 1, max(-1, closer - 30), -1):
            low = self.w[j].low
            if low in (";", '"'):
                return None
            if low == mark or (mark in _DASHES and low in _DASHES):
                return j if j > 0 else None
        return None

    def joins_phrases(self, i: int) -> bool:
        """Whether "and" at i joins two noun phrases rather than two clauses."""
        before, after = self.s.ending(i - 1), self.s.starting(i + 1)
        if before is None or after is None:
            inside = self.s.by_word.get(i)
            if inside is not None and inside.first < i < inside.after - 1:
                return True
            return before is not None and not self.has_verb_before(i)
        return before.kind in ("actor", "force", "place") and after.kind in ("actor", "force", "place")

    def has_verb_before(self, i: int) -> bool:
        """Whether the clause that runs up to word i has had its verb."""
        for j in range(i - 1, -1, -1):
            low = self.w[j].low
            if low in _BOUNDARY_MARKS or low in _DASHES or low in _LEFT_STOPS:
                return False
            if self.s.marks.verb[j]:
                return True
        return False

    def subject(self, verb: Verb) -> Subject:
        cached = self.subjects.get(verb.word)
        if cached is None:
            self.subjects[verb.word] = Subject([], False)  # a guard against circles
            cached = self.subjects[verb.word] = self.find_subject(verb.start)
        return cached

    def subject_before(self, i: int) -> list[Chunk]:
        return self.find_subject(i).chunks

    def find_subject(self, start: int) -> Subject:
        first = self.left_start(start)
        found = self.phrases(first, start)
        if found.chunks or found.is_other:
            return found
        before = first - 1
        if before < 0:
            return Subject([], False, inherits=True, first=first)
        passed = self.s.verb_at.get(before)
        if passed is not None and not passed.aux and "part" in passed.entry.tags and not passed.has_to:
            # A participle that only qualifies the subject: "the paratroopers captured near X entered ..."
            qualified = self.s.ending(passed.start - 1) if passed.start else None
            if qualified is not None and qualified.kind == "force":
                return Subject([qualified], False, first=qualified.first)
        low = self.w[before].low
        if low in ("which", "who", "that", "whom"):
            antecedent = self.antecedent(before)
            if antecedent is not None:
                return Subject([antecedent], False, first=first)
            if low == "that" and self.s.verb_at.get(before - 1) is not None:
                return Subject([], False, inherits=True, first=first)
            return Subject([], True, first=first)
        if low == "where":
            return Subject([], True, first=first)
        return self.inherited(before, first)

    def inherited(self, before: int, first: int) -> Subject:
        """The subject of the verb before, for "sent X and took Y"."""
        for verb in reversed(self.s.verbs):
            if (
                verb.word <= before
                and (verb.is_finite or verb.aux)
                and (
                    self.w[before].low
                    in ("and", ",", "but", "or", "nor", "while", "then", "after", "before", "as", ";")
                    or verb.after == before + 1
                    or True
                )
            ):
                found = self.subject(verb)
                return Subject(list(found.chunks), found.is_other, inherits=True, first=first)
        return Subject([], False, inherits=True, first=first)

    def antecedent(self, pronoun: int) -> Chunk | None:
        i = pronoun - 1
        if i >= 0 and self.w[i].low == ",":
            i -= 1
        if i < 0:
            return None
        return self.s.by_word.get(i)

    def phrases(self, first: int, after: int) -> Subject:
        """The subject among words first to after: the first phrase that no preposition brings."""
        stop = after
        if (stop - 1 >= first and self.w[stop - 1].low in (",",)) or (
            stop - 1 >= first and self.w[stop - 1].low in _DASHES
        ):
            opener = self.parenthesis(stop - 1)
            if opener is not None and opener > first:
                stop = opener
        i = first
        while i < stop:
            word = self.w[i]
            chunk = self.s.by_word.get(i)
            if self.s.marks.time[i] or word.low in (
                ",",
                "and",
                "then",
                "now",
                "meanwhile",
                "also",
                "but",
                "however",
            ):
                i += 1
                continue
            if chunk is not None and chunk.first <= i:
                previous = self.w[i - 1].low if i > first else ""
                if previous in PREPOSITIONS and chunk.kind != "pronoun":
                    i = chunk.after
                    continue
                if chunk.after < stop and self.w[chunk.after].is_possessive:
                    i = chunk.after + 1
                    nxt = self.s.by_word.get(i)
                    if nxt is None and not (i < stop and self.s.marks.time[i]):
                        return self.owned_subject(chunk, i, stop)
                    continue
                if chunk.kind == "actor" and chunk.after < stop and not self.is_plain_after(chunk.after):
                    return Subject([], True, first=i)
                return Subject(self.coordinated(chunk, stop), False, first=chunk.first)
            if word.low in PREPOSITIONS or (word.low == "according" and i == first):
                i = self.past_prepositional(i, stop)
                continue
            if word.low.endswith("ly") or word.low in (
                "the",
                "a",
                "an",
                "its",
                "their",
                "his",
                "there",
                "here",
                "some",
                "both",
                "even",
                "only",
            ):
                i += 1
                continue
            if not word.low[0].isalpha():
                i += 1
                continue
            return Subject([], True, first=i)
        return Subject([], False, first=first)

    def owned_subject(self, owner: Chunk, i: int, stop: int) -> Subject:
        """ "Iraq's defence ministry": what is owned acts; a state's ministry is the state."""
        low = " ".join(w.low for w in self.w[i:stop])
        if re.match(
            r"(?:new |own |former )?(?:government|defen[cs]e ministry|military|army|authorities"
            r"|leadership|armed forces|general staff|ministry of defen[cs]e)",
            low,
        ):
            return Subject([owner], False, first=owner.first)
        return Subject([], True, first=owner.first)

    def is_plain_after(self, i: int) -> bool:
        """Whether nothing follows an actor's name that makes it an adjective of something else."""
        low = self.w[i].low
        return (
            not low[0].isalnum()
            or low in PREPOSITIONS
            or low
            in (
                "and",
                "or",
                "also",
                "itself",
                "themselves",
                "has",
                "have",
                "both",
                "now",
                "still",
                "reportedly",
                "allegedly",
            )
            or low.endswith("ly")
            or self.s.marks.time[i]
            or self.s.marks.verb[i]
            or self.s.by_word.get(i) is not None
            or bool(
                re.match(r"government|army|military|forces?|troops|navy|ministry|authorities|command", low)
            )
        )

    def past_prepositional(self, i: int, stop: int) -> int:
        """Index after the prepositional phrase that begins at i."""
        j = i + 1
        while j < stop:
            low = self.w[j].low
            if low == ",":
                return j + 1
            chunk = self.s.by_word.get(j)
            if chunk is not None:
                j = chunk.after
                if j < stop and self.w[j].is_possessive:
                    j += 1
                    continue
                if j < stop and self.w[j].low in ("of", "and", "in", "at", "near", "on", "from", "to"):
                    j += 1
                    continue
                return j
            if self.s.marks.time[j]:
                while j < stop and self.s.marks.time[j]:
                    j += 1
                return j
            j += 1
        return stop

    def coordinated(self, chunk: Chunk, stop: int) -> list[Chunk]:
        """The phrase and those joined to it: "Japan, Italy and France"."""
        found = [chunk]
        i = chunk.after
        while i < stop:
            j = i
            while j < stop and self.w[j].low in (
                ",",
                "and",
                "as",
                "well",
                "or",
                "along",
                "with",
                "together",
                "both",
            ):
                j += 1
            nxt = self.s.by_word.get(j)
            if j > i and nxt is None and self.w[j - 1].low == "and" and len(found) == 1:
                nxt = next(
                    (c for c in self.s.chunks if j < c.first < min(stop, j + 7) and c.kind == "actor"), None
                )
                j = nxt.first if nxt is not None else j
            if (
                j == i
                or nxt is None
                or nxt.first != j
                or j >= stop
                or nxt.kind not in ("actor", "force", "place")
            ):
                break
            found.append(nxt)
            i = nxt.after
        if len(found) > 1 and found[-1].after < stop and self.w[found[-1].after].is_possessive:
            found.pop()
        return found

    # --- objects and regions --------------------------------------------------------------------------------

    def right_end(self, i: int, verb: Verb | None) -> int:
        """Index after the last word that belongs to the cue before word i."""
        j = i
        depth = 0
        while j < len(self.w):
            low = self.w[j].low
            if low in ("(",):
                depth += 1
            elif low == ")":
                depth = max(0, depth - 1)
            elif low in _BOUNDARY_MARKS and low not in (":",):
                break
            elif depth == 0:
                resumed = self.past_relative(j)
                if resumed is not None:
                    j = resumed
                    continue
                if (
                    low in _RIGHT_STOPS
                    and not self.s.marks.time[j]
                    and not (
                        low == "as" and j + 1 < len(self.w) and self.w[j + 1].low in ("part", "of", "well")
                    )
                ):
                    break
                other = self.s.verb_at.get(j)
                if other is not None and other is not verb and other.word > (verb.word if verb else i - 1):
                    if (
                        other.is_finite
                        or other.aux
                        or other.has_to
                        or "ing" in other.entry.tags
                        or other.start > i + 1
                    ) and not (
                        not other.aux
                        and "part" in other.entry.tags
                        and not other.has_to
                        and other.entry.kind != "cue"
                        and "past" not in other.entry.tags
                    ):
                        j = min(j, other.start)
                        return self.cut_subject(i, j, other)
                elif self.s.marks.verb[j] and self.w[j].low not in ("'s",) and other is None:
                    return self.cut_subject(i, j, None)
            j += 1
        return j

    def past_relative(self, j: int) -> int | None:
        """Where the clause goes on after an aside: "..., which Japan claims, in early January"."""
        if self.w[j].low not in ("which", "who", "where") or j == 0 or self.w[j - 1].low != ",":
            return None
        closer = next((k for k in range(j + 1, min(len(self.w), j + 14)) if self.w[k].low == ","), None)
        if closer is None or closer + 1 >= len(self.w):
            return None
        nxt = closer + 1
        goes_on = self.s.marks.time[nxt] or self.w[nxt].low in (
            "in",
            "on",
            "at",
            "to",
            "near",
            "along",
            "from",
            "since",
        )
        return closer if goes_on else None

    def cut_subject(self, i: int, j: int, other: Verb | None) -> int:
        """Before the subject of the verb at j: it belongs to the next clause."""
        if other is not None and (other.has_to or ("ing" in other.entry.tags and not other.aux)):
            return j
        for k in range(j - 1, i - 1, -1):
            low = self.w[k].low
            if (low == "and" and not self.joins_phrases(k)) or low in (",", *_DASHES):
                return k
            if low == "and":
                before = self.s.ending(k - 1)
                after = self.s.starting(k + 1)
                if (
                    before is not None
                    and after is not None
                    and (before.kind == "place") != (after.kind == "place")
                ):
                    return k
        return j

    def object_after(self, i: int, end: int) -> Chunk | None:
        """The force phrase that follows at word i, adverbs and articles aside."""
        j = i
        hops = 0
        while j < end and hops < 4:
            chunk = self.s.by_word.get(j)
            if chunk is not None and chunk.kind == "force" and chunk.first >= i:
                return chunk
            low = self.w[j].low
            if (
                low in PREPOSITIONS and low not in ("up", "out", "down", "over", "about", "around")
            ) or low in (",", ";", '"', "and"):
                return None
            if chunk is not None and chunk.kind in ("place", "actor"):
                nxt = chunk.after
                if nxt < end and self.w[nxt].is_possessive:
                    j = nxt + 1
                    continue
                if chunk.kind == "place":
                    return None
            hops += 1
            j += 1
        return None

    def as_force(self, chunks: Sequence[Chunk]) -> Chunk | None:
        return next((c for c in chunks if c.kind == "force"), None)

    # --- frames ---------------------------------------------------------------------------------------------

    def sends(self, event: Event, subject: Subject) -> Event | None:
        verb = event.verb
        assert verb is not None
        if verb.is_passive or self.is_reduced(verb, subject):
            return self.passive(event, subject)
        theme = self.object_after(event.after, event.region[1])
        if (
            theme is None
            and event.after < len(self.w)
            and self.w[event.after].low in ("any", "some", "more", "none", "them", "it")
            and event.is_negated
        ):
            event.theme = None
            return event if subject.chunks else None
        if theme is None:
            relative = self.relative_object(verb, subject)
            if relative is None:
                return None
            theme = relative
        if (
            event.rule.name == "has"
            and "part" in verb.entry.tags
            and not verb.aux
            and self.w[verb.word].low == "had"
        ):
            pass
        event.theme = theme
        event.region = (max(theme.after, event.after), self.right_end(max(theme.after, event.after), verb))
        return event

    def relative_object(self, verb: Verb, subject: Subject) -> Chunk | None:
        """The antecedent of "that" as the object: "the launcher that the army brought to Luzon"."""
        first = self.left_start(verb.start)
        if (
            first
            and self.w[first - 1].low in ("that", "which")
            and subject.chunks
            and subject.chunks[0].first >= first
        ):
            chunk = self.antecedent(first - 1)
            return chunk if chunk is not None and chunk.kind == "force" else None
        if first and self.w[first - 1].low == "as" and subject.chunks:
            return None
        return None

    def is_reduced(self, verb: Verb, _subject: Subject) -> bool:
        """A participle without auxiliary after its noun: "troops stationed in Mali"."""
        if verb.aux or verb.has_to or "part" not in verb.entry.tags:
            return False
        before = self.s.ending(verb.start - 1) if verb.start else None
        if (
            before is not None
            and before.kind == "force"
            and self.object_after(verb.after, self.right_end(verb.after, verb)) is None
        ):
            return True
        return "past" not in verb.entry.tags

    def passive(self, event: Event, subject: Subject) -> Event | None:
        verb = event.verb
        assert verb is not None
        before = self.s.ending(verb.start - 1) if verb.start else None
        chunk = self.as_force(subject.chunks)
        if not verb.aux:
            if before is None or before.kind != "force":
                return None
            chunk = before
        if chunk is None:
            pronoun = next((c for c in subject.chunks if c.kind == "pronoun"), None)
            if pronoun is None:
                return None
            event.theme_pronoun = pronoun
        event.theme = chunk
        event.agent = []
        event.agent_is_other = False
        for j in range(*event.region):
            if self.w[j].low == "by":
                agent = self.s.by_word.get(j + 1) or self.s.by_word.get(j + 2)
                if agent is not None and agent.kind in ("actor", "force"):
                    event.agent = [agent]
        return event

    def goes(self, event: Event, subject: Subject) -> Event | None:
        verb = event.verb
        assert verb is not None
        if verb.is_passive:
            if not event.rule.takes_place_as_object:
                return None
            return None
        reduced = (
            "part" in verb.entry.tags
            and not verb.aux
            and not verb.has_to
            and ("past" not in verb.entry.tags or (verb.start > 0 and self.w[verb.start - 1].low == ","))
            and "base" not in verb.entry.tags
        )
        if reduced:
            return None
        follower = self.s.verb_at.get(event.after)
        if event.rule.name == "remains" and follower is not None and "part" in follower.entry.tags:
            return None  # "remain moored": the participle tells it
        if event.rule.name == "holds-ground" and any(
            self.noun_at(j) is not None for j in range(event.after, min(event.region[1], event.after + 5))
        ):
            return None
        if event.rule.name == "holds-ground" and self.object_after(event.after, event.region[1]) is not None:
            theme = self.object_after(event.after, event.region[1])
            if theme is not None and theme.force is not None and theme.force.head.family != "facility":
                return None
        chunk = self.as_force(subject.chunks)
        pronoun = next((c for c in subject.chunks if c.kind == "pronoun"), None)
        actor = next((c for c in subject.chunks if c.kind == "actor"), None)
        if chunk is None and pronoun is None and actor is None:
            return None
        event.theme = chunk
        event.theme_pronoun = pronoun if chunk is None else None
        if chunk is None and actor is not None:
            if self.is_state(actor) and not self.moves_as_state(event):
                return None
            event.agent = [actor]
        event.place_object = event.rule.takes_place_as_object
        if event.rule.name == "holds-ground":
            event.strength = self.strength(event)
        return event

    def is_state(self, chunk: Chunk) -> bool:
        actor = chunk.actor
        return actor is not None and actor.kind == "state_force" and actor.id.endswith("-armed-forces")

    def moves_as_state(self, event: Event) -> bool:
        """A country as such does not arrive or leave; it may exercise, patrol, and withdraw from a place."""
        if event.rule.name in ("trains", "patrols", "flies-over"):
            return True
        return (
            event.rule.name == "withdraws"
            and event.after < len(self.w)
            and self.w[event.after].low == "from"
            and (self.memory.is_military or bool(self.s.lows & _military_words()))
        )

    def strength(self, event: Event) -> Force | None:
        """How many: "hold the dam with around 600 fighters"."""
        for j in range(event.after, min(event.region[1], len(self.w) - 1)):
            if self.w[j].low == "with":
                chunk = self.s.by_word.get(j + 1)
                return chunk.force if chunk is not None else None
        return None

    def moves(self, event: Event, subject: Subject) -> Event | None:
        verb = event.verb
        assert verb is not None
        if verb.is_passive or self.is_reduced(verb, subject):
            return self.passive(event, subject)
        theme = self.object_after(event.after, event.region[1])
        if theme is not None:
            event.theme = theme
            event.region = (
                max(theme.after, event.after),
                self.right_end(max(theme.after, event.after), verb),
            )
            return event
        if event.after < len(self.w) and self.w[event.after].low in ("them", "it", "him", "her", "us"):
            return None
        relative = self.relative_object(verb, subject)
        if relative is not None:
            event.theme = relative
            return event
        return self.goes(event, subject)

    def hosts(self, event: Event, subject: Subject) -> Event | None:
        verb = event.verb
        assert verb is not None
        if verb.is_passive:
            return self.passive(event, subject)
        theme = self.object_after(event.after, event.region[1])
        if theme is None:
            return None
        if theme.force is not None and not theme.force.is_strong and not theme.force.actors():
            return None
        place = next((c for c in subject.chunks if c.kind == "place"), None)
        if place is None and subject.first < verb.start:
            place = next(
                (c for c in self.s.chunks if c.kind == "place" and subject.first <= c.first < verb.start),
                None,
            )
        event.theme = theme
        event.agent = []
        event.force_place = place
        if place is None:
            host = next(
                (c for c in subject.chunks if c.kind == "actor" and c.actor is not None and c.actor.country),
                None,
            )
            event.force_place = host
        if event.force_place is None:
            return None
        return event

    def is_at(self, event: Event, subject: Subject) -> Event | None:
        verb = event.verb
        assert verb is not None
        if verb.is_passive or self.is_reduced(verb, subject):
            return self.passive(event, subject)
        if "ing" in verb.entry.tags:
            return None
        return None

    def builds(self, event: Event, subject: Subject) -> Event | None:
        verb = event.verb
        assert verb is not None
        made = self.passive(event, subject) if verb.is_passive else self.sends(event, subject)
        if made is None or made.theme is None or made.theme.force is None:
            return None
        families = {e.head.family for e in made.theme.force.elements}
        if "facility" in families:
            return made
        if made.rule.name == "builds-site" and verb.entry.lemma == "dig":
            return None
        return None

    def backs(self, event: Event, subject: Subject) -> Event | None:
        """ "reinforced its mission in P with F"; "reinforcing forces at P"."""
        verb = event.verb
        assert verb is not None
        if verb.is_passive:
            return None
        event.place_object = event.rule.takes_place_as_object
        for j in range(event.after, event.region[1]):
            if self.w[j].low == "with":
                theme = self.object_after(j + 1, min(len(self.w), j + 8))
                if theme is not None:
                    event.theme = theme
                    event.region = (event.after, self.right_end(theme.after, verb))
                    return event
        theme = self.object_after(event.after, event.region[1])
        if theme is None:
            return None
        agent = self.as_force(subject.chunks) or next((c for c in subject.chunks if c.kind == "actor"), None)
        if agent is None:
            return None
        event.theme = theme
        event.agent = [agent]
        event.region = (theme.after, self.right_end(theme.after, verb))
        return event

    def trims(self, event: Event, _subject: Subject) -> Event | None:
        theme = self.object_after(event.after, event.region[1])
        if theme is None or theme.force is None or event.verb is None or event.verb.is_passive:
            return None
        if not theme.force.owner_is_own and theme.force.head.word not in (
            "presence",
            "garrison",
            "footprint",
            "contingent",
            "force",
            "forces",
        ):
            return None
        event.theme = theme
        event.region = (theme.after, self.right_end(theme.after, event.verb))
        return event

    def holds(self, event: Event, subject: Subject) -> Event | None:
        """A verb whose object is an exercise or a patrol."""
        wanted = event.rule.action
        verb = event.verb
        assert verb is not None
        if verb.is_passive:
            return None
        for j in range(event.after, min(event.region[1], event.after + 8)):
            if (self.w[j].low in PREPOSITIONS and self.w[j].low != "in") or self.w[j].low in (",", ";"):
                return None
            cue = self.noun_at(j)
            if cue is not None and cue[1].action == wanted:
                actors = [c for c in subject.chunks if c.kind in ("actor", "force")]
                pronoun = next((c for c in subject.chunks if c.kind == "pronoun"), None)
                if not actors and pronoun is None:
                    return None
                self.used_nouns.add(j)
                partner = self.s.by_word.get(event.after)
                if (
                    verb.entry.lemma == "join"
                    and partner is not None
                    and partner.kind in ("actor", "force", "place")
                ):
                    actors = [*actors, partner]
                event.theme = self.as_force(actors)
                event.theme_pronoun = pronoun if not actors else None
                event.agent = actors
                event.begins = event.begins or verb.entry.lemma in (
                    "begin",
                    "start",
                    "launch",
                    "kick",
                    "commence",
                )
                event.after = j + len(cue[0])
                event.region = (event.after, self.right_end(event.after, verb))
                return event
        return None

    # --- "are in", "there are" ------------------------------------------------------------------------------

    def being_events(self) -> Iterator[Event]:
        rules = {rule.name: rule for entries in _station_rules() for rule in entries}
        for i, word in enumerate(self.w):
            if word.low not in ("is", "are", "was", "were", "been", "'re") or not self.s.marks.verb[i]:
                continue
            verb = self.s.verb_at.get(i)
            if verb is not None and verb.entry.kind != "other":
                continue
            if i and self.w[i - 1].low == "there":
                theme = self.object_after(i + 1, min(len(self.w), i + 8))
                if theme is not None and theme.force is not None and theme.force.head.family != "facility":
                    negated = self.w[i + 1].low in ("no", "not")
                    yield self.plain(
                        rules["is-at"], i, theme, self.right_end(theme.after, None), theme.after, negated
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
                subject = self.find_subject(self.group_start(i))
                theme = self.as_force(subject.chunks)
                if theme is not None:
                    yield self.plain(rules["on-the-way"], i, theme, self.right_end(j, None), j, False)
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
            subject = self.find_subject(self.group_start(i))
            theme = self.as_force(subject.chunks)
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
            yield self.plain(rules["is-at"], i, theme, self.right_end(j, None), j, "not" in between)

    def group_start(self, i: int) -> int:
        j = i
        while j and (self.w[j - 1].low in HAVE or self.w[j - 1].low in MODALS):
            j -= 1
        return j

    def plain(
        self,
        rule: Rule,
        i: int,
        theme: Chunk,
        end: int,
        begin: int,
        negated: bool,
    ) -> Event:
        start = self.group_start(i)
        future = any(w.low in ("will", "'ll") for w in self.w[start:i])
        return Event(
            rule=rule,
            first=i,
            after=i + 1,
            agent=[],
            theme=theme,
            theme_pronoun=None,
            region=(begin, end),
            left=(self.left_start(start), start),
            verb=None,
            is_negated=negated,
            is_future=future,
        )

    # --- nouns ----------------------------------------------------------------------------------------------

    def noun_at(self, i: int) -> tuple[tuple[str, ...], Rule] | None:
        if self.s.marks.verb[i] or self.s.marks.place[i] or self.s.marks.time[i]:
            return None
        for parts, rule in noun_cues().get(self.w[i].low, ()):
            if tuple(w.low for w in self.w[i : i + len(parts)]) == parts:
                return parts, rule
        return None

    def noun_events(self) -> Iterator[Event]:
        i = 0
        while i < len(self.w):
            cue = self.noun_at(i)
            if cue is None or i in self.used_nouns:
                i += 1
                continue
            parts, rule = cue
            event = self.noun_event(i, i + len(parts), rule)
            if event is not None:
                yield event
            i += len(parts)

    def names_somebody(self, chunk: Chunk) -> bool:
        return chunk.kind == "actor" or (
            chunk.force is not None and (bool(chunk.force.actors()) or chunk.force.is_strong)
        )

    def noun_event(self, i: int, after: int, rule: Rule) -> Event | None:
        around = self.s.by_word.get(i)
        if around is not None and around.after > after:
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
            and self.w[first - 1].low[0].isalnum()
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
        end = self.right_end(after, None)
        begin = after
        if after < end and self.w[after].low in ("of", "by", "between", "among"):
            chunk = self.s.by_word.get(after + 1) or (
                self.s.by_word.get(after + 2)
                if after + 2 < end and self.w[after + 1].low in ("the", "both", "its", "their")
                else None
            )
            if chunk is not None and chunk.kind == "force":
                theme = chunk
                begin = chunk.after
            elif (chunk is not None and chunk.kind == "actor") or (
                chunk is not None
                and chunk.kind == "place"
                and self.w[after].low in ("between", "among", "by")
            ):
                agent = self.coordinated(chunk, end)
                begin = agent[-1].after
        governor = self.governing(first)
        if governor is None or not (agent or theme is not None or governor[3]):
            return None
        is_future, begins, negated, owner = governor
        return Event(
            rule=rule,
            first=i,
            after=after,
            agent=agent or owner,
            theme=theme,
            theme_pronoun=None,
            region=(begin, end),
            left=(self.left_start(first), first),
            verb=None,
            is_negated=negated,
            is_future=is_future,
            begins=begins,
        )

    def governing(self, first: int) -> tuple[bool, bool, bool, list[Chunk]] | None:
        """What the verb or noun before an action noun makes of it: (future, begins, negated, owner); None
        to leave it.
        """
        j = first - 1
        while j >= 0 and self.w[j].low in (
            "the",
            "a",
            "an",
            "any",
            "its",
            "their",
            "that",
            "no",
            "full",
            "complete",
            "immediate",
            "new",
            "further",
        ):
            j -= 1
        if j < 0:
            return False, False, False, []
        if self.w[j].low in ("for", "of", "against") and j:
            nouns = self.w[j - 1].low
            if nouns in (
                "plans",
                "plan",
                "order",
                "orders",
                "preparations",
                "schedule",
                "timetable",
                "decision",
            ):
                return True, False, False, []
            if nouns in (
                "calls",
                "call",
                "demand",
                "demands",
                "appeal",
                "appeals",
                "possibility",
                "threat",
                "risk",
                "prospect",
                "fears",
                "talk",
                "idea",
                "conditions",
                "condition",
            ):
                self.skip(j - 1, first + 1, "a wish, threat or demand, not an event", "demand")
                return None
        verb = self.s.verb_at.get(j)
        if verb is None:
            return False, False, False, []
        lemmas = {e.lemma for e in verb.entries}
        if "deny" in lemmas or ("reject" in lemmas and verb.entry.kind == "denied"):
            return False, False, True, self.subject(verb).chunks
        if lemmas & {"speak"}:
            return False, False, False, self.subject(verb).chunks
        if lemmas & _word_set("aspect_verbs"):
            control = self.control(verb)
            if control is None:
                return None
            return (
                control[1] or verb.is_future,
                True,
                control[3] or verb.is_negated,
                control[0] or self.subject(verb).chunks,
            )
        if lemmas & {"allow", "permit", "enable"}:
            return False, False, verb.is_negated, []
        if lemmas & _word_set("demand_verbs") - {"announce"}:
            self.skip(verb.start, first + 1, "a wish, threat or demand, not an event", "demand")
            return None
        if lemmas & _word_set("firm_plan_verbs"):
            return True, False, verb.is_negated, self.subject(verb).chunks
        if verb.modal in ("would", "could", "may", "might", "should", "must", "can"):
            self.skip(verb.start, first + 1, "a possibility, not an event", "modal")
            return None
        return verb.is_future, False, verb.is_negated, []

    # --- from events to drafts ------------------------------------------------------------------------------

    def claims_of(self, event: Event) -> Iterator[Draft]:
        rule = event.rule
        refusal = self.refusal(event)
        if refusal:
            self.skip(event.left[0], event.region[1], refusal, rule.name)
            return
        owners = self.owners(event)
        if owners is None:
            self.skip(event.left[0], event.region[1], "no armed force to whom it could belong", rule.name)
            return
        sites = self.sites(event)
        if not sites:
            if rule.needs_place and not self.may_lack_place(event):
                self.skip(event.left[0], event.region[1], "no place is stated", rule.name)
                return
            sites = [self.carried_site()]
        if owners[0][0] is not None:
            self.last_actor = owners[0][0].actor
        time = self.time_of(event)
        action = self.action(event)
        for owner, quantity, carried in owners:
            for site in sites:
                yield self.draft(event, action, owner, quantity, site, time, carried)

    def draft(
        self,
        event: Event,
        action: Action,
        owner: ActorMention | None,
        quantity: Quantity | None,
        site: Site,
        time: TimeMention | None,
        carried: bool,
    ) -> Draft:
        theme = event.theme
        force: Phrase | None = None
        if theme is not None:
            force = self.s.phrase(theme.first, theme.after)
        elif event.theme_pronoun is not None:
            force = self.s.phrase(event.theme_pronoun.first, event.theme_pronoun.after)
        elif event.agent and event.rule.frame == "goes":
            force = self.s.phrase(event.agent[0].first, event.agent[0].after)
        equipment = None
        if theme is not None and theme.force is not None:
            found = next((e for el in theme.force.elements for e in el.equipment), None)
            if found is not None:
                equipment = self.s.phrase(*found)
        first = event.left[0]
        after = max(event.region[1], event.after)
        clause = Span(self.w[min(first, event.first)].start, self.w[min(after, len(self.w)) - 1].end)
        return Draft(
            rule=event.rule,
            action=action,
            cue=Span(self.w[event.first].start, self.w[event.after - 1].end),
            clause=clause,
            actor=owner,
            force=force,
            quantity=quantity,
            equipment=equipment,
            site=site,
            time=time,
            is_negated=event.is_negated,
            is_future=event.is_future,
            begins=event.begins,
            doubt=self.doubt(event),
            is_noun=event.rule.frame == "noun",
            sentence=self.number,
            actor_is_carried=carried,
        )

    def doubt(self, event: Event) -> Span | None:
        lo = min(event.left[0], event.first)
        hi = max(event.region[1], event.after)
        cues = _doubt_words()
        for i in range(max(0, lo - 3), min(hi, len(self.w))):
            if self.w[i].low in cues:
                return Span(self.w[i].start, self.w[i].end)
        if event.doubtful:
            return Span(self.w[event.first].start, self.w[event.first].end)
        head = " ".join(w.low for w in self.w[event.left[0] : event.region[1]])
        match = re.search(
            r"(?:is|are|was|were) (?:said|believed|rumou?red|thought|alleged) to|under the pretext", head
        )
        if match:
            return Span(self.w[event.first].start, self.w[event.first].end)
        return None

    def refusal(self, event: Event) -> str | None:
        """Why the event is no claim, whatever its roles."""
        theme = event.theme
        rule = event.rule
        if theme is not None and self.w[theme.first].low == "no":
            event.is_negated = True
        if theme is not None and theme.force is not None:
            if self.is_civil(event):
                return "civil people or things, not armed forces"
            families = [e.head.family for e in theme.force.elements]
            if rule.name == "joins" and any(self.noun_at(j) for j in range(*event.region)):
                return "joins an exercise"
            if rule.name == "provides" and theme.force.counted is None:
                return "no counted force"
            if (
                rule.name == "arrives"
                and families == ["system"]
                and event.verb is not None
                and event.verb.entry.lemma == "land"
            ):
                return "a strike, not an arrival"
            if rule.heads and theme.force.head.word not in rule.heads:
                return "not what is told of here"
            if rule.theme == "system" and not any(f == "system" for f in families):
                return "not a system"
            if rule.theme == "facility" and "facility" not in families:
                return "not a military site"
            if rule.theme == "mobile" and all(f == "facility" for f in families):
                return "not a force"
            if (
                rule.theme == "any"
                and all(f == "facility" for f in families)
                and rule.frame != "backs"
                and rule.action not in ("station", "close", "build_up", "rotate")
            ):
                return "a site does not move"
            if (
                rule.needs_strong
                and not theme.force.is_strong
                and not theme.force.actors()
                and not (theme.force.elements[0].owner or theme.force.elements[0].is_definite)
                and not any(c.kind == "actor" for c in event.agent)
            ):
                return "not plainly a force"
            if rule.needs_number and not (theme.force.counted or theme.force.is_strong):
                return "no counted force"
            if (
                rule.name == "has"
                and event.verb is not None
                and event.verb.aux
                and event.verb.aux[-1] in HAVE
            ):
                return "not a presence"
        if any(
            self.w[j].low in ("standby", "alert", "readiness", "leave", "notice", "trial", "parade")
            for j in range(event.after, min(event.region[1], event.after + 8))
        ):
            return "a state of readiness, not a movement"
        return None

    def is_civil(self, event: Event) -> bool:
        theme = event.theme
        assert theme is not None
        assert theme.force is not None
        if any(is_known(a) for a in theme.force.actors()):
            words = {w.low for w in self.w[theme.first : theme.after]}
            return bool(words & {"civilian", "diplomats", "doctors"})
        lo, hi = theme.first, theme.after
        phrase = {w.low for w in self.w[lo:hi]}
        civil = _civil_words()
        if any(w.rstrip("s") in civil or w in civil for w in phrase) and not phrase & {"military", "army"}:
            return True
        if not theme.force.is_strong:
            clause = {w.low for w in self.w}
            if any(w.rstrip("s") in civil or w in civil for w in clause) and not clause & _military_words():
                return True
        return False

    def owners(self, event: Event) -> list[tuple[ActorMention | None, Quantity | None, bool]] | None:
        """Whose force it is, with how many of it, one entry an actor; None where no armed force is meant."""
        theme = event.theme
        force = theme.force if theme is not None else None
        quantity = self.quantity(force) if force is not None else None
        if event.strength is not None:
            quantity = quantity or self.quantity(event.strength)
        if event.listed is not None:
            owner = self.memory.title_actor or self.memory.actor
            counted = quantity or Quantity(
                event.listed.min, event.listed.max, "personnel", event.listed.qualifier, event.listed.span
            )
            return [(ActorMention(owner, None), counted, True)] if owner is not None else None
        if force is not None:
            split = [pair for e in force.elements for pair in e.split]
            if split:
                return [
                    (self.mention(actor, theme), self.number_quantity(force, number), False)
                    for actor, number in split
                ]
        agents = [c for c in event.agent if c.kind in ("actor", "force", "place")]
        if force is not None and force.actors():
            actors = force.actors()
            own = actors[0]
            agent_actors = [a for a in (self.actor_of(c) for c in agents) if a is not None]
            if (
                agent_actors
                and event.rule.frame in ("sends", "moves", "builds", "backs")
                and theme is not None
                and all(theme.first != c.first for c in agents)
            ):
                own = self.prefer(own, agent_actors[0])
            if event.rule.frame == "hosts" and force.elements[0].first != force.elements[0].first:
                own = actors[0]
            if event.rule.frame == "noun" and len(actors) > 1 and event.rule.action == "exercise":
                return [(self.mention(a, theme), None, False) for a in actors]
            if (
                len(actors) > 1
                and all(a.kind == "state_force" for a in actors)
                and len(force.elements) == 1
                and event.rule.frame in ("hosts", "noun")
            ):
                return [(self.mention(a, theme), quantity, False) for a in actors]
            own = next(
                (
                    a
                    for a in actors[1:]
                    if a.parent == own.id or (a.country == own.country and own.id.endswith("-armed-forces"))
                ),
                own,
            )
            return [(self.mention(own, theme), quantity, False)]
        found: list[tuple[ActorMention | None, Quantity | None, bool]] = []
        for chunk in agents:
            actor = self.actor_of(chunk)
            if actor is None:
                continue
            found.append((self.mention(actor, chunk), quantity, False))
        if found:
            return found
        if force is not None and event.agent_is_other and not force.is_strong:
            person = self.person_state(event)
            if person is None:
                return None
            return [(ActorMention(person, None), quantity, True)]
        if event.agent_is_other:
            person = self.person_state(event)
            if person is not None:
                return [(ActorMention(person, None), quantity, True)]
        if event.rule.frame == "noun" and force is None:
            return None
        pronoun = event.theme_pronoun or next((c for c in event.agent if c.kind == "pronoun"), None)
        carried = self.carried(event)
        if force is None and carried is not None and not self.is_in_motion(carried):
            return None
        if carried is not None and (pronoun is not None or force is None or self.may_carry(force)):
            phrase = self.s.phrase(pronoun.first, pronoun.after) if pronoun is not None else None
            return [(ActorMention(carried, phrase), quantity, True)]
        if force is None:
            return None
        if force.is_strong and theme is not None:
            return [self.unnamed(theme, quantity)]
        return None

    def prefer(self, in_theme: Actor, agent: Actor) -> Actor:
        """Whose force it is where sender and sent are named apart.

        Whose the people are, unless the sender is a part of it.
        """
        if agent.parent == in_theme.id or (agent.country == in_theme.country and agent.country is not None):
            return agent
        if in_theme.kind == "coalition" and agent.kind == "state_force":
            return agent
        return in_theme

    def person_state(self, event: Event) -> Actor | None:
        """The state whose leader acts: "United States President Barack Obama orders ..."."""
        for j in range(event.left[0], event.left[1]):
            actor = self.s.marks.actor[j]
            if actor is not None and actor.kind == "state_force":
                return actor
        return None

    def is_in_motion(self, actor: Actor) -> bool:
        """Whether a pronoun may stand for the force: of an armed group, or of a state just told of."""
        if not actor.id.endswith("-armed-forces"):
            return True
        return self.last_actor is not None or self.number - self.memory.claim_sentence <= 2

    def may_carry(self, force: Force) -> bool:
        element = force.elements[0]
        if not force.is_strong and not self.memory.is_military and not self.s.lows & _military_words():
            return False
        if element.owner or element.is_definite:
            return True
        return bool(
            force.is_strong
            or force.head.word in ("reinforcement", "reinforcements")
            or force.counted
            or self.memory.is_military
        )

    def unnamed(
        self, theme: Chunk, quantity: Quantity | None
    ) -> tuple[ActorMention | None, Quantity | None, bool]:
        """A force nobody is named for: an actor made of its words, where they are a name or a people's."""
        assert theme.force is not None
        phrase = self.s.phrase(theme.first, theme.after)
        element = theme.force.elements[0]
        if element.owner is not None:
            return None, quantity, False
        first = next(
            (
                i + 1
                for i in range(element.first, element.after)
                if self.w[i].low == "of" and any(w.is_capitalised for w in self.w[i + 1 : element.after])
            ),
            element.first,
        )
        while first < element.after - 1 and (
            self.w[first].low
            in ("the", "a", "an", "some", "about", "of", "more", "than", "up", "to", "around")
            or first in self.s.marks.number
            or self.w[first].fold.isdigit()
        ):
            first = (
                max(self.s.marks.number[first][1], first + 1) if first in self.s.marks.number else first + 1
            )
        words = self.s.phrase(first, element.after)
        capital = any(w.is_capitalised for w in self.w[first : element.after])
        if not capital and words.text.count(" ") == 0:
            return None, quantity, False
        return ActorMention(named(words.text, country=None, parent=None), phrase), quantity, False

    def actor_of(self, chunk: Chunk) -> Actor | None:
        if chunk.actor is not None:
            return chunk.actor
        if chunk.force is not None:
            actors = chunk.force.actors()
            if actors:
                return actors[0]
            if chunk.force.head.word in ("army", "navy", "military", "air force", "coast guard"):
                return self.memory.title_actor or self.home()
            if chunk.force.elements[0].is_definite:
                return self.memory.actor or self.memory.title_actor or self.home()
            return None
        if chunk.toponym is not None and chunk.toponym.place is not None and chunk.toponym.kind == "country":
            country = chunk.toponym.place.country
            return state_forces(country) if country else None
        return None

    def home(self) -> Actor | None:
        """Whose "the army" is where nobody is named: the actor spoken of, else the country spoken of."""
        if self.memory.actor is not None:
            return self.memory.actor
        for site in reversed(self.memory.sites):
            place = site.toponym.place if site.toponym is not None else None
            if place is not None and place.country is not None:
                return state_forces(place.country)
        return None

    def mention(self, actor: Actor, chunk: Chunk | None) -> ActorMention:
        if chunk is None:
            return ActorMention(actor, None)
        lo, hi = chunk.first, chunk.after
        hits = [i for i in range(lo, hi) if self.s.marks.actor[i] is actor]
        if hits:
            return ActorMention(actor, self.s.phrase(hits[0], hits[-1] + 1))
        return ActorMention(actor, self.s.phrase(lo, hi))

    def carried(self, event: Event) -> Actor | None:
        """The actor spoken of before: in this sentence, else in the sentences before, else in the title."""
        told = self.speaker_actor(event)
        if told is not None:
            return told
        if self.last_actor is not None:
            return self.last_actor
        best: Actor | None = None
        for chunk in self.s.chunks:
            if chunk.first >= event.first:
                break
            if event.theme is not None and chunk.first == event.theme.first:
                continue
            actor = chunk.actor or (
                chunk.force.actors()[0] if chunk.force is not None and chunk.force.actors() else None
            )
            if actor is not None and (
                chunk.first == 0 or self.w[chunk.first - 1].low not in ("by", "against", "with")
            ):
                best = best or actor
        if best is not None:
            return best
        if self.memory.actor is not None and self.number - self.memory.actor_sentence <= 3:
            return self.memory.actor
        return self.memory.title_actor

    def speaker_actor(self, event: Event) -> Actor | None:
        """Whom "it" means in "the general staff in Kyiv says that it has brought ...": the speaker's own
        side.
        """
        if not any(
            c.kind == "pronoun" and self.w[c.first].low in ("it", "they", "we")
            for c in (*event.agent, *([event.theme_pronoun] if event.theme_pronoun else []))
        ):
            return None
        for verb in reversed(self.s.verbs):
            if verb.word >= event.first or verb.entry.kind not in (
                "asserted",
                "denied",
                "confirmed",
                "alleged",
            ):
                continue
            first = self.left_start(verb.start)
            for i in range(first, verb.start):
                if self.s.marks.actor[i] is not None:
                    return self.s.marks.actor[i]
            for chunk in self.s.chunks:
                place = chunk.toponym.place if chunk.toponym is not None else None
                if first <= chunk.first < verb.start and place is not None and place.country is not None:
                    return state_forces(place.country)
            return None
        return None

    def quantity(self, force: Force) -> Quantity | None:
        element = force.counted
        return self.number_quantity(force, element.number) if element is not None else None

    def number_quantity(self, force: Force, number: object) -> Quantity | None:
        from geo.claims.quantities import Number

        if not isinstance(number, Number):
            return None
        element = force.counted or force.elements[0]
        unit = element.head.unit
        if unit is None:
            return None
        return Quantity(number.min, number.max, unit, number.qualifier, number.span)

    # --- where and when -------------------------------------------------------------------------------------

    def sites(self, event: Event) -> list[Site]:
        if event.force_place is not None:
            host = self.host_site(event.force_place)
            return [host] if host is not None else []
        rule = event.rule
        found = where.sites(
            self.s,
            event.region,
            rule.prepositions,
            self.gazetteer,
            self.memory,
            as_object=event.place_object,
            is_departure=rule.action in ("withdraw", "close"),
        )
        border = self.own_border(event)
        if found and (
            border is None
            or found[0].phrase is None
            or border.phrase is None
            or found[0].phrase.span < border.phrase.span
        ):
            return found
        if border is not None:
            return [border]
        if event.theme is not None:
            inside = where.sites(
                self.s,
                (event.theme.first, event.theme.after),
                ("in", "at", "on", "near", "along"),
                self.gazetteer,
                self.memory,
                as_object=False,
                is_departure=False,
            )
            if inside:
                return inside
        relative = self.relative_where(event)
        if relative:
            return relative
        end = self.past_purpose(event.region[1])
        if end > event.region[1] and rule.frame in ("sends", "moves", "goes"):
            found = where.sites(
                self.s,
                (event.region[1], end),
                ("in", "at"),
                self.gazetteer,
                self.memory,
                as_object=False,
                is_departure=False,
            )
            if found:
                return found
        begin = event.left[0]
        if begin < event.left[1]:
            found = where.sites(
                self.s,
                (begin, min(event.first, event.left[1])),
                (*rule.prepositions, "in", "at", "on", "along", "near"),
                self.gazetteer,
                self.memory,
                as_object=False,
                is_departure=rule.action in ("withdraw", "close"),
            )
            if found:
                return found
        return []

    def own_border(self, event: Event) -> Site | None:
        """ "its border", "the disputed border": the one between the two states the sentence names."""
        for i in range(event.region[0], min(event.region[1], len(self.w))):
            if self.w[i].low not in ("border", "borders", "frontier") or self.s.marks.place[i]:
                continue
            first = i
            while first > event.region[0] and self.w[first - 1].low in (
                "its",
                "their",
                "the",
                "disputed",
                "shared",
                "common",
                "mutual",
                "contested",
                "land",
            ):
                first -= 1
            if first == i or self.w[first - 1].low not in PREPOSITIONS:
                continue
            states = self.states_named()
            line = where.shared_border(states, self.gazetteer)
            shown = first + 1 if self.w[first].low == "the" else first
            return Site(self.s.phrase(shown, i + 1), line, None)
        return None

    def states_named(self) -> list[str]:
        """Countries the sentence names or has adjectives of, in order."""
        found: list[tuple[int, str]] = []
        for i, actor in enumerate(self.s.marks.actor):
            if actor is not None and actor.country is not None:
                found.append((i, actor.country))
        for chunk in self.s.chunks:
            place = chunk.toponym.place if chunk.toponym is not None else None
            if place is not None and place.kind == "country" and place.country is not None:
                found.append((chunk.first, place.country))
        return list(dict.fromkeys(country for _, country in sorted(found)))

    def host_site(self, chunk: Chunk) -> Site | None:
        if chunk.toponym is not None:
            return Site(self.s.phrase(chunk.first, chunk.after), chunk.toponym.footprint, chunk.toponym)
        if chunk.actor is not None and chunk.actor.country is not None:
            footprint = where.country_footprint(chunk.actor.country, self.gazetteer)
            hits = [i for i in range(chunk.first, chunk.after) if self.s.marks.actor[i] is chunk.actor]
            return Site(self.s.phrase(hits[0], hits[-1] + 1), footprint, None)
        return None

    def relative_where(self, event: Event) -> list[Site]:
        first = event.left[0]
        if first and self.w[first - 1].low in ("where", "which") and first >= 2:
            chunk = self.antecedent(first - 1)
            if chunk is not None and chunk.kind in ("place", "actor"):
                site = self.host_site(chunk)
                if site is not None:
                    return [site]
            for other in reversed(self.s.chunks):
                if (
                    other.after < first
                    and other.kind == "place"
                    and other.toponym is not None
                    and first - other.after < 4
                ):
                    return [
                        Site(self.s.phrase(other.first, other.after), other.toponym.footprint, other.toponym)
                    ]
        return []

    def may_lack_place(self, event: Event) -> bool:
        """Whether a claim without a place of its own is one all the same: it goes on from the one before."""
        memory = self.memory
        if (
            event.rule.name in ("has", "crosses", "trains", "is-at")
            or event.rule.confidence < 0.6
            or (event.rule.frame == "noun" and not event.is_negated)
        ):
            return False
        if memory.claim_site is None or self.number - memory.claim_sentence > 2:
            return False
        theme = event.theme
        if event.theme_pronoun is not None:
            return True
        if theme is None or theme.force is None:
            return False
        element = theme.force.elements[0]
        return (
            element.is_definite
            or element.owner is not None
            or theme.force.head.word.startswith("reinforcement")
            or theme.force.counted is not None
        )

    def carried_site(self) -> Site:
        carried = self.memory.claim_site
        return Site(
            None,
            carried.footprint if carried is not None else None,
            carried.toponym if carried is not None else None,
        )

    def time_of(self, event: Event) -> TimeMention | None:
        lo = event.left[0]
        hi = self.past_purpose(event.region[1])
        before = [
            t for t in self.s.times if self.inside(t.span, lo, event.first) and not self.is_of_speech(t)
        ]
        after = [t for t in self.s.times if self.inside(t.span, event.after, hi)]
        theme = [
            t
            for t in self.s.times
            if event.theme is not None and self.inside(t.span, event.theme.first, event.theme.after)
        ]
        for group in (after, before, theme):
            if group:
                ends = [t for t in group if t.relation == "by"]
                return (group[0] if group is not before else group[-1]) or ends[0]
        return None

    def is_of_speech(self, time: TimeMention) -> bool:
        """Whether the time follows a verb of speech: "said on Monday it had sent"."""
        for i, word in enumerate(self.w):
            if word.start >= time.span.start:
                verb = self.s.verb_at.get(i - 1) if i else None
                return verb is not None and verb.entry.kind in ("asserted", "alleged", "denied", "confirmed")
        return False

    def past_purpose(self, end: int) -> int:
        """The end of a clause with its purpose ("to help ..., in 2021"), where one follows."""
        if end < len(self.w) and self.w[end].low == "to":
            verb = self.s.verb_at.get(end)
            return self.right_end(verb.after if verb is not None else end + 2, verb)
        return end

    def inside(self, span: Span, first: int, after: int) -> bool:
        if first >= after or first >= len(self.w):
            return False
        after = min(after, len(self.w))
        return self.w[first].start <= span.start and span.end <= self.w[after - 1].end

    def action(self, event: Event) -> Action:
        rule = event.rule
        theme = event.theme
        force = theme.force if theme is not None else None
        lows = {w.low for w in self.w[event.after : event.region[1]]}
        if (
            force is not None
            and rule.more_is_reinforce
            and rule.action in ("deploy", "arrive", "station", "reposition")
        ):
            if force.head.word.startswith("reinforcement"):
                return "reinforce"
            if any(e.is_more for e in force.elements) and rule.action in ("deploy", "reposition"):
                return "reinforce"
        if rule.name == "is-stationed" and event.verb is not None and event.verb.entry.lemma == "station":
            return "station"
        if rule.name == "deploys" and event.verb is not None and "permanently" in event.verb.adverbs:
            return "station"
        moves = rule.name == "redeploys" and event.verb is not None and event.verb.entry.lemma == "move"
        if moves and "into" in lows and event.theme is not None and event.theme.first < event.first:
            return "arrive"
        if rule.name == "flies-force" and "from" in lows:
            return "reposition"
        return rule.action


@cache
def _doubt_words() -> frozenset[str]:
    return frozenset(w for w in table("speech")["english"]["doubt"] if " " not in w)


@cache
def _civil_words() -> frozenset[str]:
    return frozenset(table("forces")["english"]["civil_words"])


@cache
def _military_words() -> frozenset[str]:
    return frozenset(table("forces")["english"]["military_words"])


@cache
def _station_rules() -> tuple[tuple[Rule, ...], ...]:
    from geo.claims.rules import presence_move, presence_station

    return (presence_station.RULES, presence_move.RULES)
