"""Whereabouts: where an event takes place, as its clause, its force and its surroundings say.

Comes in: an `Event`, and what the text said before. Goes out: `Site`s with their footprints.
"""

from __future__ import annotations

from geo.claims import places as where
from geo.claims.countries import country_footprint, shared_border
from geo.claims.draft import Memory, Site
from geo.claims.english.clauses import Clauses
from geo.claims.english.event import Event
from geo.claims.function_words import PREPOSITIONS
from geo.claims.place_references import referred
from geo.claims.scene import Chunk
from geo.gazetteer import Gazetteer


class Whereabouts:
    """Places of one sentence's events."""

    def __init__(self, clauses: Clauses, memory: Memory, gazetteer: Gazetteer, number: int) -> None:
        self.clauses = clauses
        self.memory = memory
        self.gazetteer = gazetteer
        self.number = number
        """Of the sentence in the text."""
        self.s = clauses.s
        self.w = clauses.w
        self.last_site: Site | None = None
        """Of the claim before in the same sentence."""

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
        found = [site for site in found if not self.is_of_party(site, event)]
        border = self.own_border(event)
        if found and (
            border is None
            or found[0].phrase is None
            or border.phrase is None
            or found[0].phrase.span < border.phrase.span
            or self.is_crossed(border.phrase.span.start)
        ):
            return found
        if border is not None:
            return [border]
        if event.site_left is not None:
            left = self.site_of(event.site_left, event.region[1])
            if left:
                return left
        if event.theme is not None:
            named = self.named_by_place(event.theme)
            if named:
                return named
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
        if rule.action == "withdraw" and event.theme is not None:
            came = self.came_to(event.theme.after)
            if came:
                return came
        relative = self.relative_where(event)
        if relative:
            return relative
        end = self.clauses.past_purpose(event.region[1])
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
        fallen_back = self.fallen_back_to(event)
        if fallen_back:
            return fallen_back
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

    def is_of_party(self, site: Site, event: Event) -> bool:
        """Whether the name is that of a state that takes part: "with troops from Denmark and Sweden"."""
        if site.phrase is None:
            return False
        return any(
            self.w[c.first].start <= site.phrase.span.start < self.w[c.after - 1].end for c in event.partners
        )

    def site_of(self, site: Chunk, end: int) -> list[Site]:
        """Where a site lies that is left: "the base at Gao", "the Gao base"."""
        return self.named_by_place(site) or where.sites(
            self.s,
            (site.first, end),
            ("in", "at", "on", "near", "along", "outside", "around", "of"),
            self.gazetteer,
            self.memory,
            as_object=True,
            is_departure=False,
        )

    def named_by_place(self, force: Chunk) -> list[Site]:
        """The place right before the noun: "the Narva garrison"."""
        before = self.s.ending(force.first - 1)
        if before is None or before.kind != "place":
            return []
        site = self.host_site(before)
        return [site] if site is not None else []

    def fallen_back_to(self, event: Event) -> list[Site]:
        """Where a force goes that withdraws, where nothing says from where: "fell back to the north bank"."""
        if not event.falls_back:
            return []
        return where.sites(
            self.s,
            event.region,
            (
                "to",
                "into",
                "towards",
                "toward",
                "across",
                "behind",
                "beyond",
                "east",
                "west",
                "north",
                "south",
            ),
            self.gazetteer,
            self.memory,
            as_object=False,
            is_departure=False,
        )

    def came_to(self, i: int) -> list[Site]:
        """Where a force that leaves had been brought: "the troops (that) it sent to X"."""
        verb = next((v for v in self.s.verbs if v.word >= i and v.entry.lemma != "have"), None)
        if verb is None or verb.word > i + 5 or "," in {w.low for w in self.w[i : verb.word]}:
            return []
        rules = [rule for e in verb.entries for rule in e.rules]
        if not any(rule.action in ("deploy", "station", "arrive", "build_up") for rule in rules):
            return []
        return where.sites(
            self.s,
            (verb.after, self.clauses.right_end(verb.after, verb)),
            ("to", "in", "at", "on", "into", "near", "along", "around"),
            self.gazetteer,
            self.memory,
            as_object=False,
            is_departure=False,
        )

    def is_crossed(self, start: int) -> bool:
        """Whether the words at offset `start` are only crossed on the way: "across the border to X"."""
        before = [w.low for w in self.w if w.end < start]
        return any(low in ("across", "over", "past") for low in before[-2:])

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
            line = shared_border(states, self.gazetteer)
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
            footprint = country_footprint(chunk.actor.country, self.gazetteer)
            hits = [i for i in range(chunk.first, chunk.after) if self.s.marks.actor[i] is chunk.actor]
            return Site(self.s.phrase(hits[0], hits[-1] + 1), footprint, None)
        if chunk.kind == "place":
            site = referred(self.s, self.memory, chunk.first, chunk.after, self.gazetteer)
            if site is not None:
                return Site(self.s.phrase(chunk.first, chunk.after), site.footprint, site.toponym)
        return None

    def relative_where(self, event: Event) -> list[Site]:
        first = event.left[0]
        if first and self.w[first - 1].low in ("where", "which") and first >= 2:
            chunk = self.clauses.antecedent(first - 1)
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
        if event.needs_told and self.last_site is not None:
            return True
        if (
            (event.rule.name == "has" and not self.tells_of_unit(event))
            or event.rule.name in ("crosses", "trains", "is-at")
            or event.rule.confidence < 0.6
            or (event.rule.frame == "noun" and not event.is_negated)
        ):
            return False
        if event.rule.frame == "holds" and not any(
            w.low in ("the", "this", "these", "it") for w in self.w[event.first : event.region[1]]
        ):
            return False  # "also takes part in large exercises"
        if memory.claim_site is None or self.number - memory.claim_sentence > 2:
            return False
        if event.rule.name == "enters" and event.verb is not None and event.verb.entry.lemma != "enter":
            return False  # "passed through the strait": a place is meant, and not the one before
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

    def tells_of_unit(self, event: Event) -> bool:
        """Whether the sentence says how many the unit spoken of has: "the company has 120 members"."""
        unit = event.agent[0].force if event.agent else None
        return unit is not None and unit.head.family == "units" and unit.elements[0].is_definite

    def carried_site(self) -> Site:
        carried = self.last_site or self.memory.claim_site
        return Site(
            None,
            carried.footprint if carried is not None else None,
            carried.toponym if carried is not None else None,
        )
