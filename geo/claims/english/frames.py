"""Frames: how a verb's force, agent and place stand to it; one function for each `rules.rule.Frame` of verbs.

Comes in: an `Event` with its cue and the verb's subject. Goes out: the event with its roles, or nothing
where the verb is used in another sense.
"""

from __future__ import annotations

from geo.claims.draft import Memory
from geo.claims.english.event import Event
from geo.claims.english.holding import Holding
from geo.claims.english.leaving import Leaving
from geo.claims.english.parties import is_party
from geo.claims.english.patrolling import Patrolling
from geo.claims.english.subjects import Subject, Subjects
from geo.claims.english.vocabulary import military_words
from geo.claims.function_words import PREPOSITIONS
from geo.claims.place_references import kinds_of
from geo.claims.scene import Chunk
from geo.claims.verb_groups import Verb

_CONNECTORS = frozenset(
    [
        ",",
        ";",
        ":",
        "and",
        "but",
        "or",
        "that",
        "which",
        "who",
        "where",
        "when",
        "while",
        "as",
        "after",
        "before",
        "since",
        "because",
        "if",
    ]
)


class Frames:
    """The frames of one sentence's verbs."""

    def __init__(self, subjects: Subjects, memory: Memory) -> None:
        self.subjects = subjects
        self.clauses = clauses = subjects.clauses
        self.memory = memory
        self.s = clauses.s
        self.w = clauses.w
        self.leaving = Leaving(clauses)
        self.holding = Holding(subjects)
        self.patrolling = Patrolling(clauses)
        self.used_nouns: set[int] = set()
        """Words for exercises and patrols that a verb has taken as its object."""

    def sends(self, event: Event, subject: Subject) -> Event | None:
        verb = event.verb
        assert verb is not None
        if event.rule.name == "lands-force" and self.is_reduced(verb) and not verb.is_passive:
            return None  # "the jets landed at X": they arrive, nobody lands them
        if verb.is_passive or self.is_reduced(verb):
            return self.passive(event, subject)
        theme = self.clauses.object_after(event.after, event.region[1])
        if (
            theme is None
            and event.after < len(self.w)
            and self.w[event.after].low in ("any", "some", "more", "none", "them", "it")
            and event.is_negated
        ):
            event.theme = None
            return event if subject.chunks else None
        if theme is None:
            pronoun = self.pronoun_object(event)
            if pronoun is not None and subject.chunks:
                event.theme_pronoun = pronoun
                event.needs_told = True
                return event
            relative = self.relative_object(verb, subject)
            if relative is None:
                return None
            theme = relative
        event.theme = theme
        event.region = (
            max(theme.after, event.after),
            self.clauses.right_end(max(theme.after, event.after), verb),
        )
        return event

    def pronoun_object(self, event: Event) -> Chunk | None:
        """ "will withdraw them", "moved them to X": the force told of before."""
        part = self.s.by_word.get(event.after)
        if part is not None and part.is_part:
            return part
        if event.after >= len(self.w) or self.w[event.after].low != "them":
            return None
        return Chunk("pronoun", event.after, event.after + 1)

    def relative_object(self, verb: Verb, subject: Subject) -> Chunk | None:
        """The antecedent of "that" as the object: "the launcher that the army brought to Luzon"."""
        first = self.clauses.left_start(verb.start)
        if (
            first
            and self.w[first - 1].low in ("that", "which")
            and subject.chunks
            and subject.chunks[0].first >= first
        ):
            chunk = self.clauses.antecedent(first - 1)
            return chunk if chunk is not None and chunk.kind == "force" else None
        return None

    def is_reduced(self, verb: Verb) -> bool:
        """A participle without auxiliary after its noun: "troops stationed in Mali"."""
        if verb.aux or verb.has_to or "part" not in verb.entry.tags:
            return False
        before = self.s.ending(verb.start - 1) if verb.start else None
        if (
            before is not None
            and before.kind == "force"
            and self.clauses.object_after(verb.after, self.clauses.right_end(verb.after, verb)) is None
            and not self.leaving.takes_object(verb.after, self.clauses.right_end(verb.after, verb))
        ):
            return True
        return "past" not in verb.entry.tags

    def passive(self, event: Event, subject: Subject) -> Event | None:
        verb = event.verb
        assert verb is not None
        before = self.s.ending(verb.start - 1) if verb.start else None
        chunk = self.clauses.as_force(subject.chunks)
        if not verb.aux:
            if before is None or before.kind != "force" or self.leaves_later(verb, before):
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

    def leaves_later(self, verb: Verb, force: Chunk) -> bool:
        """Whether the sentence is of the force's leaving: "the soldiers sent to X in May withdrew"."""
        for other in self.s.verbs:
            if other.word <= verb.word or not other.is_finite:
                continue
            if not any(rule.action in ("withdraw", "close") for e in other.entries for rule in e.rules):
                continue
            return self.subjects.subject(other).chunks == [force]
        return False

    def goes(self, event: Event, subject: Subject) -> Event | None:
        verb = event.verb
        assert verb is not None
        if verb.is_passive:
            return self.held_place(event, subject)
        if event.rule.name == "patrols" and (seen := self.patrolling.sighted(event, subject)) is not None:
            return seen
        if event.rule.action == "patrol" and not self.patrolling.is_one(event, subject):
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
        if self.only_qualifies(verb, subject):
            return None
        if event.rule.name == "follows" and not self.follows_alone(event, subject):
            return None
        if event.rule.name == "trains" and self.teaches(event):
            return None
        if event.rule.name == "takes-up-positions" and not self.takes_positions(event):
            return None
        if event.rule.name == "flies-over" and self.flies_off(event):
            return None
        if event.rule.action == "withdraw" and self.leaving.is_of_treaty(event):
            return None
        if event.rule.name == "leaves":
            event.site_left = self.leaving.site_left(event)
            if self.leaving.leaves_others(event) or self.leaving.brings_out(event):
                return None
        if event.rule.name == "withdraws" and self.leaving.takes_object(event.after, event.region[1]):
            return None
        event.falls_back = self.leaving.falls_back(event)
        follower = self.s.verb_at.get(event.after)
        if event.rule.name == "remains" and follower is not None and "part" in follower.entry.tags:
            return None  # "remain moored": the participle tells it
        if event.rule.name == "holds-ground" and any(
            self.clauses.noun_at(j) is not None
            for j in range(event.after, min(event.region[1], event.after + 5))
        ):
            return None
        if (
            event.rule.name == "holds-ground"
            and self.clauses.object_after(event.after, event.region[1]) is not None
        ):
            theme = self.clauses.object_after(event.after, event.region[1])
            if theme is not None and theme.force is not None and theme.force.head.family != "facility":
                return None
        chunk = self.clauses.as_force(subject.chunks)
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
        event.partners = [c for c in subject.chunks[1:] if c.kind == "force" and is_party(c)]
        return event

    def follows_alone(self, event: Event, subject: Subject) -> bool:
        """Whether more of a force comes after what was told: "a further 200 followed on Friday"."""
        event.needs_told = True
        i = event.after
        is_bare = i >= len(self.w) or self.s.marks.time[i] or not self.w[i].low[0].isalnum()
        head = subject.chunks[0] if subject.chunks else None
        counted = head is not None and head.force is not None and head.force.counted is not None
        return (is_bare or self.w[i].low in PREPOSITIONS) and (counted or (head is not None and head.is_part))

    def only_qualifies(self, verb: Verb, subject: Subject) -> bool:
        """Whether a form in -ed stands for "who were ...": "the instructors trained there will stay"."""
        if verb.aux or not {"past", "part"} <= set(verb.entry.tags):
            return False
        if not subject.chunks or subject.chunks[-1].after != verb.start:
            return False
        main = next((v for v in self.s.verbs if v.word > verb.word), None)
        if main is None or not (main.modal or main.aux) or not main.is_finite or main.start > verb.after + 6:
            return False
        between = {w.low for w in self.w[verb.after : main.start]}
        before = self.s.ending(main.start - 1)
        return not between & _CONNECTORS and (
            before is None or before.kind not in ("actor", "force", "pronoun")
        )

    def takes_positions(self, event: Event) -> bool:
        """Whether what is taken up is positions: "took up firing positions", and not "took up arms"."""
        verb = event.verb
        assert verb is not None
        if verb.entry.lemma != "take" or "position" in self.w[event.after - 1].low:
            return True
        follows = [w.low for w in self.w[event.after : event.after + 4]]
        return bool({"position", "positions", "posts", "station", "quarters"} & set(follows))

    def teaches(self, event: Event) -> bool:
        """Whether somebody is trained: "they train instructors of the army"."""
        return self.clauses.object_after(event.after, min(event.region[1], event.after + 5)) is not None

    def flies_off(self, event: Event) -> bool:
        """Whether "off" says that they left: "the helicopters had flown off during the weekend"."""
        i = event.after
        if i >= len(self.w) or self.w[i].low not in ("off", "away", "out"):
            return False
        return (
            i + 1 >= len(self.w)
            or self.s.marks.time[i + 1]
            or self.w[i + 1].low in PREPOSITIONS
            or not self.w[i + 1].low[0].isalnum()
        )

    def is_state(self, chunk: Chunk) -> bool:
        actor = chunk.actor
        return actor is not None and actor.kind == "state_force" and actor.id.endswith("-armed-forces")

    def moves_as_state(self, event: Event) -> bool:
        """A country as such does not arrive or leave; it may exercise, patrol, and withdraw from a place."""
        if event.rule.name in ("trains", "patrols", "flies-over"):
            return True
        if event.site_left is not None or event.rule.name == "lays-mines":
            return True
        return (
            event.rule.name == "withdraws"
            and event.after < len(self.w)
            and self.w[event.after].low == "from"
            and (self.memory.is_military or bool(self.s.lows & military_words()))
        )

    def moves(self, event: Event, subject: Subject) -> Event | None:
        verb = event.verb
        assert verb is not None
        if verb.is_passive or self.is_reduced(verb):
            return self.passive(event, subject)
        theme = self.clauses.object_after(event.after, event.region[1])
        if theme is not None:
            event.theme = theme
            event.region = (
                max(theme.after, event.after),
                self.clauses.right_end(max(theme.after, event.after), verb),
            )
            return event
        pronoun = self.pronoun_object(event)
        if pronoun is not None and subject.chunks:
            event.theme_pronoun = pronoun
            event.needs_told = True
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
        theme = self.clauses.object_after(event.after, event.region[1])
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
        event.force_place = place = place or self.told_place(subject.first, verb.start)
        if place is None:
            host = next(
                (c for c in subject.chunks if c.kind == "actor" and c.actor is not None and c.actor.country),
                None,
            )
            event.force_place = host
        if event.force_place is None:
            return None
        return event

    def told_place(self, first: int, after: int) -> Chunk | None:
        """The subject that stands for a place told of before: "the town hosts ..."."""
        i = first
        while i < after and (self.w[i].low in (",", "and") or self.s.marks.time[i]):
            i += 1
        if i and self.w[i - 1].low in ("the", "this", "that"):
            i -= 1
        if i >= after or self.w[i].low not in ("the", "this", "that"):
            return None
        end = next((k for k in range(i + 1, min(after, i + 4)) if kinds_of(self.w[k].low) is not None), None)
        return Chunk("place", i, end + 1) if end is not None else None

    def held_place(self, event: Event, subject: Subject) -> Event | None:
        """ "The town is held by rebels", "the sea is patrolled by ships": the place is the subject."""
        if not event.rule.takes_place_as_object or event.rule.action not in ("station", "patrol"):
            return None
        by = next((j for j in range(event.after, event.region[1]) if self.w[j].low == "by"), None)
        theme = self.clauses.object_after(by + 1, event.region[1]) if by is not None else None
        verb = event.verb
        if theme is None or verb is None:
            return None
        place = next((c for c in subject.chunks if c.kind == "place"), None)
        event.force_place = place or self.told_place(subject.first, verb.start)
        if event.force_place is None:
            return None
        event.theme = theme
        event.agent = []
        event.agent_is_other = False
        return event

    def is_at(self, event: Event, subject: Subject) -> Event | None:
        verb = event.verb
        assert verb is not None
        return self.passive(event, subject) if verb.is_passive or self.is_reduced(verb) else None

    def builds(self, event: Event, subject: Subject) -> Event | None:
        verb = event.verb
        assert verb is not None
        made = self.passive(event, subject) if verb.is_passive else self.sends(event, subject)
        if made is None and verb.entry.lemma in ("close", "shut", "open", "reopen"):
            made = self.leaving.ends_by_itself(event, subject)
        if made is None or made.theme is None or made.theme.force is None:
            return None
        if event.rule.action == "close" and self.leaving.is_others(made.theme, subject):
            return None
        told = [a for a in self.s.marks.actor[slice(*event.left)] if a is not None]
        if event.agent_is_other and not told and not made.theme.force.actors():
            return None  # "workers dug trenches for cables"
        if self.leaving.is_civil_work(made.theme) and self.clauses.as_force(subject.chunks) is None:
            return None
        return made if self.leaving.is_site(made.theme) else None

    def backs(self, event: Event, subject: Subject) -> Event | None:
        """ "reinforced its mission in P with F"; "reinforcing forces at P"."""
        verb = event.verb
        assert verb is not None
        if verb.is_passive:
            return None
        event.place_object = event.rule.takes_place_as_object
        if event.rule.name == "encircles-with":
            return self.leaving.rings(event, subject)
        for j in range(event.after, event.region[1]):
            if self.w[j].low == "with":
                theme = self.clauses.object_after(j + 1, min(len(self.w), j + 8))
                if theme is not None:
                    event.theme = theme
                    event.region = (event.after, self.clauses.right_end(theme.after, verb))
                    return event
        theme = self.clauses.object_after(event.after, event.region[1])
        if theme is None:
            return None
        agent = self.clauses.as_force(subject.chunks) or next(
            (c for c in subject.chunks if c.kind == "actor"), None
        )
        if agent is None:
            return None
        event.theme = theme
        event.agent = [agent]
        event.region = (theme.after, self.clauses.right_end(theme.after, verb))
        return event

    def trims(self, event: Event, subject: Subject) -> Event | None:
        assert event.verb is not None
        if event.verb.is_passive:
            made = self.passive(event, subject)
            if made is not None and not (
                self.leaving.is_standing(made.theme) or self.leaving.shrinks_to(event)
            ):
                made = None
        else:
            made = self.leaving.trims(event, subject)
        if made is None and event.rule.heads:
            made = self.leaving.ends_by_itself(event, subject)
        if made is not None and made.theme is not None:
            self.used_nouns.update(range(made.theme.first, made.theme.after))
        return made

    def relieves(self, event: Event, subject: Subject) -> Event | None:
        made = self.leaving.relieves(event, subject)
        if made is None and event.verb is not None and event.verb.entry.lemma not in ("take", "hand"):
            return self.moves(event, subject)
        return made

    def holds(self, event: Event, subject: Subject) -> Event | None:
        made = self.holding.holds(event, subject)
        if made is not None:
            self.used_nouns.update(range(made.first, made.after))
        return made
