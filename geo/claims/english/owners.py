"""Owners: whose force an event tells of, and how many of it.

Comes in: an `Event`, and what the text said before. Goes out: an actor with its words and quantity for each
owner, or None where no armed force can be meant.
"""

from __future__ import annotations

import re

from geo.claims.actors import state_forces
from geo.claims.draft import Memory
from geo.claims.english.antecedents import NO_SUBJECT, Antecedents
from geo.claims.english.clauses import Clauses
from geo.claims.english.event import Event
from geo.claims.english.nameless import Nameless
from geo.claims.english.vocabulary import military_words
from geo.claims.force import Force
from geo.claims.quantities import Number
from geo.claims.scene import Chunk
from geo.types import Actor, ActorMention, Quantity

_MOVEMENT = re.compile(r"\bthe (?:movement|group|militia|organi[sz]ation|insurgents|rebels)$")


_AFTER_A_STRENGTH = frozenset(
    {"more", "troops", "soldiers", "men", "strong", ",", ".", ";", "and", "over", "after"}
)


class Owners:
    """The owners of one sentence's events."""

    def __init__(self, clauses: Clauses, memory: Memory, number: int) -> None:
        self.clauses = clauses
        self.memory = memory
        self.number = number
        """Of the sentence in the text."""
        self.s = clauses.s
        self.w = clauses.w
        self.before = Antecedents(clauses, memory, number)
        self.nameless = Nameless(clauses.s, memory, number)
        self.last_actor: Actor | None = None
        """Of the claim before in the same sentence."""

    def owners(self, event: Event) -> list[tuple[ActorMention | None, Quantity | None, bool]] | None:
        """Whose force it is, with how many of it, one entry an actor; None where no armed force is meant."""
        own = self.own(event)
        if not event.partners:
            return own
        found = [entry for entry in own or [] if entry[0] is not None]
        for chunk in event.partners:
            actors = chunk.force.actors() if chunk.force is not None else [self.actor_of(chunk)]
            for actor in actors:
                if actor is not None and not any(m is not None and m.actor is actor for m, _, _ in found):
                    found.append((self.mention(actor, chunk), None, False))
        return found or own

    def own(self, event: Event) -> list[tuple[ActorMention | None, Quantity | None, bool]] | None:
        """The owners, those left out who only take part."""
        theme = event.theme
        force = theme.force if theme is not None else None
        quantity = self.quantity(force) if force is not None else None
        strength = self.strength(event)
        if strength is not None and (
            quantity is None or strength.unit == "personnel" or event.told is not None
        ):
            quantity = strength
        if event.listed is not None:
            owner = self.memory.title_actor or self.memory.actor or self.before.own_side()
            counted = quantity or Quantity(
                event.listed.min, event.listed.max, "personnel", event.listed.qualifier, event.listed.span
            )
            return [(ActorMention(owner, None), counted, True)] if owner is not None else None
        if force is not None:
            split = [pair for e in force.elements for pair in e.split]
            if split:
                return [
                    (self.mention(actor, theme), self.number_quantity(force, number) or strength, False)
                    for actor, number in split
                ]
        if force is not None and theme is not None:
            joined = self.joined(force)
            if joined:
                return [(self.mention(a, theme), q or strength, False) for a, q in joined]
        agents = [c for c in event.agent if c.kind in ("actor", "force", "place")]
        for chunk in (*event.agent, *filter(None, (theme, event.theme_pronoun))):
            pair = self.before.pair(chunk)
            if pair:
                return [(self.mention(actor, chunk), quantity, True) for actor in pair]
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
        if pronoun is not None and pronoun.is_part:
            carried = self.before.whole_of(pronoun)
        elif pronoun is not None and self.w[pronoun.after - 1].low == "enemy":
            carried = self.before.enemy(pronoun.first)
        else:
            carried = self.carried(event)
            if (
                force is None
                and carried is not None
                and not self.is_in_motion(carried)
                and not self.withdraws_from_town(event)
            ):
                return None
        if carried is not None and (pronoun is not None or force is None or self.may_carry(force, carried)):
            phrase = self.s.phrase(pronoun.first, pronoun.after) if pronoun is not None else None
            if pronoun is not None and pronoun.number is not None:
                quantity = self.before.part(pronoun, carried)
            return [(ActorMention(carried, phrase), quantity, True)]
        if force is None:
            return None
        announcer = self.nameless.announcer(event)
        if announcer is not None:
            return [(ActorMention(announcer, None), quantity, True)]
        if force.is_strong and theme is not None:
            host = self.before.host(theme)
            if host is not None:
                return [(ActorMention(host, None), quantity, True)]
            return [self.last_resort(event, theme, quantity)]
        return None

    def joined(self, force: Force) -> list[tuple[Actor, Quantity | None]]:
        """Forces of several states told in one breath, each with its number: "a Danish frigate and two Dutch
        ones".
        """
        told: dict[str, tuple[Actor, Quantity | None]] = {}
        for element in force.elements:
            actor = element.actors[0][1] if element.actors else None
            if actor is None or actor.country is None or len({a.id for _, a in element.actors}) > 1:
                return []
            number, unit = element.number, element.head.unit
            counted = (
                Quantity(number.min, number.max, unit, number.qualifier, number.span)
                if number is not None and unit is not None and not (number.is_article and unit == "personnel")
                else None
            )
            told.setdefault(actor.country, (actor, counted))
        return list(told.values()) if len(told) > 1 else []

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
        clause = " ".join(w.low for w in self.w[event.left[0] : event.left[1]])
        told = self.memory.actor
        if told is not None and told.kind in ("militia", "insurgent") and _MOVEMENT.search(clause):
            return told
        return None

    def is_in_motion(self, actor: Actor) -> bool:
        """Whether a pronoun may stand for the force: of an armed group, or of a state just told of."""
        if not actor.id.endswith("-armed-forces"):
            return True
        return self.last_actor is not None or self.number - self.memory.claim_sentence <= 2

    def withdraws_from_town(self, event: Event) -> bool:
        """ "Uganda denies that it has withdrawn from Mahagi": a state that holds a place or leaves it, or its
        own base.
        """
        if event.rule.name == "leaves" and event.after < len(self.w):
            held = self.s.by_word.get(event.after)
            return self.w[event.after].low == "its" and held is not None and held.kind == "force"
        if event.rule.name != "withdraws" or event.after + 1 >= len(self.w):
            return False
        place = self.s.by_word.get(event.after + 1)
        is_place = self.w[event.after + 1].is_capitalised if place is None else place.kind == "place"
        return self.w[event.after].low == "from" and is_place

    def may_carry(self, force: Force, carried: Actor) -> bool:
        element = force.elements[0]
        if carried.kind == "state_force" and not element.is_definite and self.nameless.is_stateless(force):
            return False  # "gunmen have massed near Monguno, the Nigerian army said"
        told = self.memory.is_military or self.memory.claim_sentence >= 0
        if not force.is_strong and not told and not self.s.lows & military_words():
            return False
        if element.owner or element.is_definite:
            return True
        return bool(
            force.is_strong
            or force.head.word in ("reinforcement", "reinforcements")
            or force.counted
            or element.is_more
            or self.memory.is_military
        )

    def last_resort(
        self, event: Event, theme: Chunk, quantity: Quantity | None
    ) -> tuple[ActorMention | None, Quantity | None, bool]:
        """A force nobody is named for: the only state spoken of, else an actor made of its words."""
        if theme.force is not None and theme.force.elements[0].is_of_state:
            body = self.nameless.state(theme)
            return (ActorMention(body, None) if body is not None else None), quantity, body is not None
        made = self.nameless.by_its_words(theme)
        if made is not None:
            return ActorMention(made, self.s.phrase(theme.first, theme.after)), quantity, False
        state = self.nameless.only_state(event)
        return (ActorMention(state, None) if state is not None else None), quantity, state is not None

    def actor_of(self, chunk: Chunk) -> Actor | None:
        if chunk.actor is not None:
            return chunk.actor
        if chunk.force is not None:
            actors = chunk.force.actors()
            if actors:
                return actors[0]
            if self.nameless.is_unit_alone(chunk):
                return self.nameless.by_its_words(chunk)
            possessor = self.nameless.possessor(chunk)
            if possessor is not None:
                return possessor
            if chunk.force.elements[0].is_of_state or chunk.force.head.word == "junta":
                return self.nameless.state(chunk)
            return self.before.told_of(chunk)
        if chunk.toponym is not None and chunk.toponym.place is not None and chunk.toponym.kind == "country":
            country = chunk.toponym.place.country
            return state_forces(country) if country else None
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
            if actor is not None and (chunk.first == 0 or self.w[chunk.first - 1].low not in NO_SUBJECT):
                best = best or actor
        if best is not None:
            return best
        theme = event.theme
        if theme is not None and self.nameless.is_unit_alone(theme):
            return None
        if theme is not None and theme.force is not None and theme.force.elements[0].is_definite:
            return self.before.told_of(theme)
        return self.before.carried_before(0) or self.memory.title_actor or self.before.own_side()

    def speaker_actor(self, event: Event) -> Actor | None:
        """Whom "it" means in "the general staff in Kyiv says that it has brought ...": the speaker's own
        side.
        """
        if not any(
            c.kind == "pronoun" and self.w[c.first].low in ("it", "they", "we")
            for c in (*event.agent, *([event.theme_pronoun] if event.theme_pronoun else []))
        ):
            return None
        if self.w[event.left[0] : event.first] and "we" in {
            w.low for w in self.w[event.left[0] : event.first]
        }:
            own = self.before.speaker_after(event.after)
            if own is not None:
                return own
        return self.before.speaker_before(event.first)

    def strength(self, event: Event) -> Quantity | None:
        """How many, told apart from the subject: "arrived with about 60 people"."""
        if event.told is not None:
            return self.told(event, event.told)
        if event.rule.action == "build_up" or event.rule.needs_new_figure:
            return self.grown_to(event)
        theme = event.theme
        if theme is not None and "number" in [w.low for w in self.w[theme.first : theme.first + 2]]:
            told = next((n for n, after in self.s.marks.number.values() if after == theme.first), None)
            if told is not None:  # "brings to 12,000 the number of sailors"
                return Quantity(told.min, told.max, "personnel", told.qualifier, told.span)
        if event.rule.name != "holds-ground" and event.rule.action not in ("arrive", "exercise", "patrol"):
            return None
        for j in range(event.after, min(event.region[1], len(self.w) - 1)):
            if self.w[j].low != "with":
                continue
            chunk = self.s.by_word.get(j + 1)
            if chunk is not None and chunk.force is not None:
                return None if chunk.force.actors() else self.quantity(chunk.force)
            number, after = self.s.marks.number.get(j + 1, (None, 0))
            if (
                number is not None
                and after < len(self.w)
                and self.w[after].low in ("people", "men", "members", "volunteers")
            ):
                return Quantity(number.min, number.max, "personnel", number.qualifier, number.span)
        return None

    def told(self, event: Event, number: Number) -> Quantity:
        """How many the verb says there are, in the unit of what is counted; people where that is a unit."""
        force = event.theme.force if event.theme is not None else None
        unit = force.head.unit if force is not None and force.head.family != "units" else None
        return Quantity(number.min, number.max, unit or "personnel", number.qualifier, number.span)

    def grown_to(self, event: Event) -> Quantity | None:
        """How many a force was built up to: "massed its troops on the border to about 8,000"."""
        force = event.theme.force if event.theme is not None else None
        if force is None or (force.head.family != "people" and not event.rule.needs_new_figure):
            return None
        return self.new_figure(event)

    def new_figure(self, event: Event) -> Quantity | None:
        """How many a force comes to: "doubled its presence to 1,600", "brings its force there to 900"."""
        force = event.theme.force if event.theme is not None else None
        if force is None:
            return None
        unit = force.head.unit if force.head.family in ("aircraft", "ship", "vehicle") else "personnel"
        for j in range(event.after, min(event.region[1], len(self.w) - 1)):
            number, after = self.s.marks.number.get(j + 1, (None, 0))
            if self.w[j].low != "to" or number is None or number.is_article:
                continue
            chunk = self.s.by_word.get(j + 1)
            if chunk is not None and chunk.force is not None:
                counted = chunk.force.counted
                is_strength = counted is not None and counted.head.family != "facility"
                return self.quantity(chunk.force) if is_strength else None
            if (number.min or number.max or 0) < 50 and unit == "personnel":
                continue
            if after == len(self.w) or self.s.marks.time[after] or self.w[after].low in _AFTER_A_STRENGTH:
                return Quantity(number.min, number.max, unit or "personnel", number.qualifier, number.span)
        return None

    def quantity(self, force: Force) -> Quantity | None:
        element = force.counted
        return self.number_quantity(force, element.number) if element is not None else None

    def number_quantity(self, force: Force, number: Number | None) -> Quantity | None:
        if number is None:
            return None
        element = force.counted or force.elements[0]
        unit = number.unit or element.head.unit
        if unit is None:
            return None
        return Quantity(number.min, number.max, unit, number.qualifier, number.span)
