"""Governors: what stands over a cue and says whether it is so: modals, plans, demands, aspects, accusations.

Comes in: a verb, or the first word of a noun phrase. Goes out: whose act it is and whether it is to come,
begins, is denied or doubted; or nothing, with the reason, where it is a wish, a purpose or a possibility.
"""

from __future__ import annotations

from dataclasses import dataclass

from geo.claims.english import fates
from geo.claims.english.clauses import Clauses
from geo.claims.english.subjects import Subjects
from geo.claims.english.vocabulary import speech_words
from geo.claims.function_words import BE, HAVE, PREPOSITIONS, SUBORDINATORS
from geo.claims.scene import Chunk
from geo.claims.verb_groups import Verb
from geo.types import Skipped, Span

_HEARSAY = frozenset(
    {
        "say",
        "believe",
        "think",
        "report",
        "allege",
        "see",
        "understand",
        "rumour",
        "rumor",
        "suspect",
        "presume",
    }
    | {"assume", "reckon", "estimate", "fear", "assess", "claim"}
)
"""Verbs whose passive with an infinitive is hearsay: "are understood to have left"."""


@dataclass(frozen=True, slots=True)
class Government:
    """What stands over a cue makes of it."""

    agent: list[Chunk]
    """Whose act it is where the governor says so, else empty."""
    is_future: bool = False
    begins: bool = False
    negated: bool = False
    doubtful: bool = False
    agent_is_other: bool = False
    """True where somebody acts and it is no force."""


class Governors:
    """Judges the cues of one sentence; keeps what was left out and why."""

    def __init__(self, clauses: Clauses, subjects: Subjects) -> None:
        self.clauses = clauses
        self.subjects = subjects
        self.s = clauses.s
        self.w = clauses.w
        self.skipped: list[Skipped] = []

    def skip(self, first: int, after: int, why: str, rule: str) -> None:
        after = max(first + 1, min(after, len(self.w)))
        self.skipped.append(Skipped(Span(self.w[first].start, self.w[after - 1].end), why, rule))

    def control(self, verb: Verb) -> Government | None:
        """What governs the verb; None to leave it."""
        lows = [w.low for w in self.w[max(0, verb.start - 2) : verb.word]]
        if "yet" in lows and lows[-1:] == ["to"]:
            start = next(i for i in range(verb.word, -1, -1) if self.w[i].low == "yet")
            start -= self.w[start - 1].low in HAVE
            return Government(self.subjects.subject_before(start), negated=True)  # "have yet to leave"
        if verb.modal in ("would", "could", "may", "might", "should", "must", "can", "ought"):
            told = self.reported_before(verb.start)
            if verb.modal == "would" and told:
                return Government([], is_future=True)
            self.skip(verb.start, verb.after, "a possibility, not an event", "modal")
            return None
        if verb.aux[:1] == ["be"] and not verb.has_to:
            self.skip(verb.start, verb.after, "a wish, threat or demand, not an event", "demand")
            return None
        if self.is_hypothetical(verb) or self.is_wished(verb) or self.has_condition(verb):
            self.skip(verb.start, verb.after, "a wish or a condition, not an event", "hypothetical")
            return None
        if verb.aux[:1] and verb.aux[0] in BE and verb.aux[0] != "be" and verb.has_to:
            return Government([], is_future=True)  # "is to join", "are due to"
        if verb.has_to and not any(a in HAVE for a in verb.aux[1:]):
            return self.infinitive(verb)
        shared = self.shared_modal(verb)
        if shared is not None:
            return self.control_shared(shared, verb)
        if "ing" in verb.entry.tags and not any(a in BE for a in verb.aux):
            return self.gerund(verb)
        if (
            verb.aux[-2:]
            and verb.aux[-1] in BE
            and self.w[verb.word].low in ("expected", "planned", "scheduled")
        ):
            return None
        ordered = verb.entry.lemma == "order" and self.w[verb.word].low != "ordering"
        return Government([], is_future=ordered)  # "has ordered a frigate to the Baltic"

    def shared_modal(self, verb: Verb) -> Verb | None:
        """The verb whose "will" a bare form after "and" shares: "will end it and hand over ..."."""
        if verb.aux or verb.has_to or verb.entry.tags != ("base",) or verb.start == 0:
            return None
        if self.w[verb.start - 1].low not in ("and", "or", ","):
            return None
        before = next((v for v in reversed(self.s.verbs) if v.word < verb.start), None)
        return before if before is not None and before.modal is not None else None

    def control_shared(self, shared: Verb, verb: Verb) -> Government | None:
        """What the verb that has the modal is governed by; the subject is that verb's."""
        told = self.control(shared)
        if told is None:
            self.skip(verb.start, verb.after, "a possibility, not an event", "modal")
            return None
        return Government(told.agent, is_future=told.is_future or shared.is_future, negated=shared.is_negated)

    def infinitive(self, verb: Verb) -> Government | None:
        i = verb.start - 1
        if i < 0:
            return None
        low = self.w[i].low
        governor = self.s.verb_at.get(i)
        if governor is not None and governor is not verb:
            lemma = governor.entry.lemma
            lemmas = {e.lemma for e in governor.entries} | {lemma}
            if governor.is_passive and lemmas & _HEARSAY:
                return Government([], negated=governor.is_negated, doubtful=True)
            if governor.modal in ("would", "could", "may", "might", "should", "must", "can"):
                self.skip(governor.start, verb.after, "a possibility, not an event", "modal")
                return None
            if lemmas & speech_words("aspect_verbs"):
                outer = self.control(governor)
                if outer is None:
                    return None
                subject = self.subjects.subject(governor).chunks
                return Government(
                    outer.agent or subject,
                    is_future=outer.is_future or governor.is_future,
                    begins=lemma in ("begin", "start"),
                    negated=outer.negated or governor.is_negated,
                    doubtful=outer.doubtful,
                )
            if lemmas & speech_words("firm_plan_verbs") or (
                governor.is_passive and lemmas & {"expect", "mean"}
            ):
                subj = self.subjects.subject(governor)
                return Government(
                    subj.chunks, is_future=True, negated=governor.is_negated, agent_is_other=subj.is_other
                )
            if lemmas & {"have"} and governor.word == i:
                return None
            if "refuse" in lemmas:
                self.skip(governor.start, verb.after, "a refusal", "refusal")
                return None
            if lemmas & speech_words("demand_verbs"):
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
            subject = self.subjects.subject_before(i - 1) if i and self.w[i - 1].low in BE else []
            return Government(subject, is_future=True)
        if (self.w[i - 1].low, low) == ("under", "way") or low == "underway":
            return Government([], is_future="preparations" in self.s.lows)
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
            if fates.is_dropped(self.w, i, self.clauses.right_end(verb.after, verb)):
                self.skip(i - 1, verb.after, "a plan that nobody has", "no plan")
                return None
            head = self.s.ending(i - 1)
            owner = [head] if head is not None and head.kind in ("actor", "force") else []
            return Government(owner or self.subjects.subject_before(i), is_future=True)
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
                    return Government([chunk], is_future=True, negated=before.is_negated)
                if lemmas & speech_words("demand_verbs"):
                    self.skip(before.start, verb.after, "a wish, threat or demand, not an event", "demand")
                    return None
                if lemmas & speech_words("firm_plan_verbs"):
                    return Government([chunk], is_future=True, negated=before.is_negated)
            elif chunk.first == 0 or (
                self.clauses.left_start(chunk.first) == chunk.first
                and self.w[chunk.first - 1].low not in PREPOSITIONS
            ):
                return Government([chunk], is_future=True)  # headline: "US to send ..."
        ordered = self.ordered_before(i)
        if ordered is not None:
            return Government(ordered, is_future=True)
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
                    return self.subjects.subject(verb).chunks
                return None
        return None

    def gerund(self, verb: Verb) -> Government | None:
        i = verb.start - 1
        if i < 0:
            return None
        low = self.w[i].low
        governor = self.s.verb_at.get(i)
        if governor is not None and governor is not verb and governor.after >= i + 1:
            lemmas = {e.lemma for e in governor.entries}
            if lemmas & speech_words("aspect_verbs") or "go" in lemmas:
                outer = self.control(governor)
                if outer is None:
                    return None
                subj = self.subjects.subject(governor)
                negated = outer.negated or governor.is_negated
                return Government(
                    outer.agent or subj.chunks,
                    is_future=outer.is_future or governor.is_future,
                    begins=bool(lemmas & {"begin", "start"}),
                    negated=negated,
                    doubtful=outer.doubtful,
                    agent_is_other=subj.is_other,
                )
            if lemmas & {"practise", "practice", "rehearse", "simulate"}:
                self.skip(governor.start, verb.after, "practised, not done", "practice")
                return None
            if "deny" in lemmas:
                return Government(self.subjects.subject(governor).chunks, negated=True)
            if lemmas & {"see", "spot", "detect", "film", "photograph", "observe", "record", "report"}:
                return Government(self.subjects.subject(governor).chunks)
            if lemmas & {"admit", "acknowledge", "confirm"}:
                return Government(self.subjects.subject(governor).chunks)
            if lemmas & fates.fate_words("put_off"):
                return Government(self.subjects.subject(governor).chunks, is_future=True)
            if lemmas & fates.fate_words("think_of") or (
                lemmas & fates.fate_words("drop") and not governor.is_negated
            ):
                self.skip(governor.start, verb.after, "a thought, not an event", "hypothetical")
                return None
        if low == "of":
            chunk = self.s.ending(i - 1)
            accuser = self.s.verb_at.get((chunk.first if chunk else i) - 1)
            if accuser is not None and accuser.entry.lemma in ("accuse", "suspect"):
                return Government(
                    ([chunk] if chunk else self.subjects.subject(accuser).chunks), doubtful=True
                )
            return self.accused(i)
        if low in ("without", "against", "from", "for"):
            return None
        chunk = self.s.ending(i)
        if chunk is not None and fates.is_talk(self.w, chunk.first):
            self.skip(chunk.first, verb.after, "talk, not an event", "hypothetical")
            return None
        if chunk is not None and chunk.kind in ("force", "actor", "place", "pronoun"):
            return Government([chunk])
        return Government([])

    def accused(self, i: int) -> Government | None:
        """Who is said to have done it, in the passive: "was accused by Baku of sending" (`of` at word i)."""
        for j in range(i - 1, max(-1, i - 10), -1):
            if self.w[j].low in (",", ";", "that"):
                return None
            verb = self.s.verb_at.get(j)
            if verb is not None:
                is_accused = verb.entry.lemma in ("accuse", "suspect") and verb.is_passive
                return Government(self.subjects.subject(verb).chunks, doubtful=True) if is_accused else None
        return None

    def is_hypothetical(self, verb: Verb) -> bool:
        j = verb.start - 1
        lows: list[str] = []
        while j >= 0 and j > verb.start - 14:
            low = self.w[j].low
            if low in (";", ".", '"', ":") or (low == "," and lows and j < verb.start - 6):
                break
            lows.append(low)
            if low in ("if", "unless", "whether", "whatever", "wherever"):
                return True
            other = self.s.verb_at.get(j)
            if other is not None and other is not verb and other.is_finite:
                break
            j -= 1
        if self.s.lows & fates.fate_words("fiction"):
            return True
        return bool(self.w) and self.w[0].low in ("were", "should", "if", "what", "had") and verb.start < 12

    def has_condition(self, verb: Verb) -> bool:
        """Whether a future is tied to a condition: "will send troops if ..."."""
        if not verb.is_future:
            return False
        return any(w.low in ("if", "unless") for w in self.w[verb.after : verb.after + 24])

    def is_wished(self, verb: Verb) -> bool:
        """Whether the clause is what somebody hopes, wants or demands: "hopes that the base will ..."."""
        first = self.clauses.left_start(verb.start)
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

    def governing(self, first: int) -> Government | None:
        """What the verb or noun before an action noun makes of it; None to leave it."""
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
            return Government([])
        if self.w[j].low in ("for", "of", "against") and j:
            nouns = self.w[j - 1].low
            urging = self.s.verb_at.get(j - 1)
            if urging is not None and {e.lemma for e in urging.entries} & {
                "prepare",
                "plan",
                "ready",
                "gear",
            }:
                return Government([], is_future=True)
            if nouns == "one":
                return None  # "one of the navy's exercises": what was told is only described
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
                return Government([], is_future=True)
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
            return Government([])
        lemmas = {e.lemma for e in verb.entries}
        if "deny" in lemmas or ("reject" in lemmas and verb.entry.kind == "denied"):
            return Government(self.subjects.subject(verb).chunks, negated=True)
        if lemmas & fates.fate_words("put_off"):
            return Government(self.subjects.subject(verb).chunks, is_future=True)
        if lemmas & (fates.fate_words("drop") | fates.fate_words("think_of")) and not verb.is_negated:
            self.skip(verb.start, first + 1, "an act that is not to be", "dropped")
            return None
        if lemmas & {"practise", "practice", "rehearse", "simulate"}:
            self.skip(verb.start, first + 1, "practised, not done", "practice")
            return None
        if lemmas & {"speak"}:
            return Government(self.subjects.subject(verb).chunks)
        if lemmas & speech_words("aspect_verbs"):
            control = self.control(verb)
            if control is None:
                return None
            return Government(
                control.agent or self.subjects.subject(verb).chunks,
                is_future=control.is_future or verb.is_future,
                begins=True,
                negated=control.negated or verb.is_negated,
            )
        if lemmas & {"allow", "permit", "enable"}:
            return Government([], negated=verb.is_negated)
        if lemmas & speech_words("demand_verbs") - {"announce"}:
            self.skip(verb.start, first + 1, "a wish, threat or demand, not an event", "demand")
            return None
        if lemmas & speech_words("firm_plan_verbs"):
            return Government(self.subjects.subject(verb).chunks, is_future=True, negated=verb.is_negated)
        if verb.modal in ("would", "could", "may", "might", "should", "must", "can"):
            self.skip(verb.start, first + 1, "a possibility, not an event", "modal")
            return None
        return Government([], is_future=verb.is_future, negated=verb.is_negated)
