"""Leaving, closing, handing over, relieving: the frames in which one force goes or another takes its place.

Comes in: an `Event` whose cue tells of leaving or of relief, and the verb's subject. Goes out: the event
with its roles, or nothing where the verb is used in another sense.
"""

from __future__ import annotations

from geo.claims.actors import same_side
from geo.claims.english.clauses import Clauses
from geo.claims.english.event import Event
from geo.claims.english.subjects import Subject
from geo.claims.english.vocabulary import report_words
from geo.claims.function_words import PREPOSITIONS
from geo.claims.scene import Chunk

_DETERMINERS = frozenset({"a", "an", "the", "its", "their", "his", "her", "our", "some", "these", "those"})
_NO_PLURALS = (
    PREPOSITIONS
    | {"as", "this", "its", "yes", "thus", "always", "sometimes"}
    | {f"{way}wards" for way in ("north", "south", "east", "west", "back", "home", "out", "in")}
)
_STANDING = frozenset({"presence", "garrison", "footprint", "contingent", "force", "forces"})


class Leaving:
    """The frames of leaving in one sentence."""

    def __init__(self, clauses: Clauses) -> None:
        self.clauses = clauses
        self.s = clauses.s
        self.w = clauses.w

    def site_left(self, event: Event) -> Chunk | None:
        """The site that is the verb's object: "left the base at Gao", "vacated their positions"."""
        theme = self.clauses.object_after(event.after, event.region[1])
        return theme if theme is not None and self.can_be_left(theme) else None

    def can_be_left(self, chunk: Chunk) -> bool:
        return self.is_site(chunk) or (chunk.force is not None and chunk.force.head.word == "garrison")

    def is_others(self, theme: Chunk, subject: Subject) -> bool:
        """Whether the site belongs to somebody else: "dismantled three Hezbollah positions"."""
        owners = theme.force.actors() if theme.force is not None else []
        agent = next((c for c in subject.chunks if c.kind in ("actor", "force")), None)
        if not owners or agent is None or agent is theme:
            return False
        agents = [agent.actor] if agent.actor else (agent.force.actors() if agent.force else [])
        return bool(agents) and not any(same_side(a, b) for a in agents if a for b in owners)

    def is_civil_work(self, theme: Chunk) -> bool:
        """Whether it is built by civil people as often: a fence, a pier."""
        words = {w.low for w in self.w[theme.first : theme.after]}
        works = report_words("civil_works")
        if theme.force is None or words & {"anti-tank", "anti-vehicle", "defensive", "fortified"}:
            return False
        return theme.force.head.word.rstrip("s") in works or bool(words & works)

    def rings(self, event: Event, subject: Subject) -> Event | None:
        """Who surrounds a base or a place, with what: the force is that of those who do it."""
        agent = next((c for c in subject.chunks if c.kind in ("actor", "force")), None)
        told = self.clauses.object_after(event.after, event.region[1])
        if agent is None or (told is not None and not self.is_site(told)):
            return None
        event.site_left = told
        event.agent = [agent]
        event.theme = agent if agent.kind == "force" else None
        for j in range(event.after, event.region[1]):
            if self.w[j].low == "with":
                event.theme = self.clauses.object_after(j + 1, min(len(self.w), j + 8)) or event.theme
        return event

    def is_site(self, chunk: Chunk) -> bool:
        return chunk.force is not None and any(e.head.family == "facility" for e in chunk.force.elements)

    def leaves_others(self, event: Event) -> bool:
        """Whether something else than a place or a site is left: "left 40 men behind", "abandoned tanks"."""
        theme = self.clauses.object_after(event.after, event.region[1])
        return theme is not None and not self.can_be_left(theme)

    def falls_back(self, event: Event) -> bool:
        """Whether a withdrawal is told by where it leads alone: "retreated to the north bank"."""
        lows = [w.low for w in self.w[event.after : event.region[1]]]
        return event.rule.action == "withdraw" and "from" not in lows and bool({"to", "into"} & set(lows))

    def takes_object(self, i: int, end: int) -> bool:
        """Whether a thing that is no force follows at word i: "evacuated 400 villagers", "pulled a cart"."""
        while i < end and (self.w[i].low.endswith("ly") or self.w[i].low in ("back", "out")):
            i += 1
        if i >= end or self.s.marks.time[i] or self.s.marks.verb[i] or self.s.by_word.get(i) is not None:
            return False
        low = self.w[i].low
        if i in self.s.marks.number or low in _DETERMINERS:
            return True
        return low.isalpha() and low.endswith("s") and low not in _NO_PLURALS and not self.w[i].is_capitalised

    def brings_out(self, event: Event) -> bool:
        """Whether somebody is taken from a place: "evacuated 400 villagers from Goma"."""
        if event.site_left is not None or not self.takes_object(event.after, event.region[1]):
            return False
        lows = [w.low for w in self.w[event.after : event.region[1]]]
        return "from" in lows or event.after in self.s.marks.number

    def is_of_treaty(self, event: Event) -> bool:
        """Whether it is a treaty, a body or a contest that is left: "withdrew from the treaty on ..."."""
        words = report_words("left_in_law")
        for j in range(event.after, min(event.region[1], event.after + 8)):
            if self.s.by_word.get(j) is not None and self.s.by_word[j].kind == "place":
                after = self.s.by_word[j].after
                return after < len(self.w) and self.w[after].low in words
            if self.w[j].low in words:
                return True
        return False

    def ends_by_itself(self, event: Event, subject: Subject) -> Event | None:
        """A site or a mission that closes or ends, no one told: "a third base, at Gao, closed in May"."""
        verb = event.verb
        assert verb is not None
        theme = self.clauses.as_force(subject.chunks)
        if theme is None or theme.force is None or verb.is_passive:
            return None
        i = event.after
        if i < event.region[1] and not (
            self.s.marks.time[i] or self.w[i].low in PREPOSITIONS or not self.w[i].low[:1].isalnum()
        ):
            return None
        event.theme = theme
        event.agent = []
        event.agent_is_other = False
        return event

    def trims(self, event: Event, subject: Subject) -> Event | None:
        """ "reduced its contingent in P", "ended its military mission in P"."""
        verb = event.verb
        assert verb is not None
        theme = self.clauses.object_after(event.after, event.region[1])
        if theme is None or theme.force is None:
            return None
        ends = event.rule.name == "ends-presence"
        own = theme.force.owner_is_own or self.is_named_by_place(theme)
        if ends and not (subject.chunks and (own or theme.force.actors())):
            return None
        if not own and theme.force.head.word not in _STANDING and not ends:
            return None
        event.theme = theme
        event.region = (theme.after, self.clauses.right_end(theme.after, verb))
        return event

    def is_named_by_place(self, theme: Chunk) -> bool:
        """Whether a place stands right before the noun: "cuts Mali force"."""
        before = self.s.ending(theme.first - 1)
        return before is not None and before.kind == "place"

    def shrinks_to(self, event: Event) -> bool:
        """Whether the number that is left is told: "troops were drawn down from 2,500 to 900"."""
        return any(
            self.w[j].low == "to" and j + 1 in self.s.marks.number
            for j in range(event.after, event.region[1])
        )

    def is_standing(self, theme: Chunk | None) -> bool:
        return theme is not None and theme.force is not None and theme.force.head.word in _STANDING

    def relieves(self, event: Event, subject: Subject) -> Event | None:
        """One force takes another's place: it is the newcomer that the claim tells of."""
        verb = event.verb
        assert verb is not None
        newcomer = self.clauses.as_force(subject.chunks)
        if verb.is_passive:
            newcomer = self.by_agent(event)
            if newcomer is None:
                return None
            return self.with_newcomer(event, newcomer, event.region[0])
        if verb.entry.lemma == "hand":
            newcomer = self.clauses.object_after(event.after, event.region[1])
            return self.with_newcomer(event, newcomer, newcomer.after) if newcomer is not None else None
        if newcomer is None or newcomer.force is None or newcomer.force.head.word in ("officer", "commander"):
            return None
        old = self.clauses.object_after(event.after, event.region[1])
        if verb.entry.particle == ("over",):
            if not self.is_taken_over(event, old):
                return None
            return self.with_newcomer(event, newcomer, event.after)
        if old is None:
            told = event.after < len(self.w) and self.w[event.after].low in ("it", "them")
            event.needs_told = told
            return self.with_newcomer(event, newcomer, event.after) if told else None
        if self.is_site(old):
            return None
        return self.with_newcomer(event, newcomer, old.after)

    def is_taken_over(self, event: Event, old: Chunk | None) -> bool:
        """Whether a post, a base or a duty is taken over from another force, and not by force."""
        follows = [w.low for w in self.w[event.after : event.region[1]]]
        if old is not None and self.is_site(old):
            return "from" in follows or (old.force is not None and old.force.elements[0].owner == "their")
        return bool(set(follows[:6]) & report_words("duties"))

    def by_agent(self, event: Event) -> Chunk | None:
        for j in range(*event.region):
            if self.w[j].low == "by":
                agent = self.s.by_word.get(j + 1)
                return agent if agent is not None and agent.kind == "force" else None
        return None

    def with_newcomer(self, event: Event, newcomer: Chunk, begin: int) -> Event:
        event.theme = newcomer
        event.agent = []
        event.agent_is_other = False
        event.region = (begin, self.clauses.right_end(begin, event.verb))
        return event
