"""Patrols: what a verb of watching, escorting or flying about takes as subject and object.

Comes in: an `Event` of a rule for patrols, and the verb's subject. Goes out: whether it is one.
"""

from __future__ import annotations

from geo.claims.english.clauses import Clauses
from geo.claims.english.event import Event
from geo.claims.english.subjects import Subject
from geo.claims.english.vocabulary import report_words
from geo.claims.scene import Chunk

_ESCORTING = frozenset({"escort", "track", "tail", "trail"})
_WATCHING = frozenset({"monitor", "police", "surveil"})


class Patrolling:
    """The frames of patrols in one sentence."""

    def __init__(self, clauses: Clauses) -> None:
        self.clauses = clauses
        self.s = clauses.s
        self.w = clauses.w

    def is_one(self, event: Event, subject: Subject) -> bool:
        """Whether the subject and the object make it a patrol of forces, not of policemen or clerks."""
        verb = event.verb
        assert verb is not None
        force = self.clauses.as_force(subject.chunks)
        if force is not None and force.force is not None and force.force.head.word == "police":
            return False
        is_told = any(c.kind == "pronoun" for c in subject.chunks)
        if event.rule.name == "intrudes":
            return self.crosses_line(event) and (is_told or self.is_craft(force))
        if verb.entry.lemma == "intercept":
            return self.is_craft(force) and self.meets_plane_or_ship(event)
        if verb.entry.lemma in _ESCORTING:
            return self.is_craft(force) or (force is not None and self.meets_craft(event))
        if verb.entry.lemma in _WATCHING and force is None:
            return is_told
        follows = self.w[event.after].low if event.after < len(self.w) else ""
        if event.rule.name == "flies-over" and not self.goes_about(event):
            return False
        return (verb.entry.lemma, follows) != ("sail", "through")  # a transit is an arrival

    def goes_about(self, event: Event) -> bool:
        """Whether a craft flies or sails about a place: not towards it, and with nothing carried."""
        follows = [w.low for w in self.w[event.after : min(event.region[1], event.after + 8)]]
        if not follows or follows[0] in ("for", "to", "towards", "toward", "from", "into", "with"):
            return False
        if self.clauses.object_after(event.after, event.region[1]) is not None:
            return False
        return any(low in event.rule.prepositions or low == "there" for low in follows)

    def sighted(self, event: Event, subject: Subject) -> Event | None:
        """Whose ships and aircraft are tracked: "Taiwan tracked 22 Chinese aircraft around the island"."""
        verb = event.verb
        theme = self.clauses.object_after(event.after, event.region[1])
        if verb is None or verb.entry.lemma not in ("track", "monitor") or not self.is_craft(theme):
            return None
        if theme is None or theme.force is None or not theme.force.actors():
            return None
        if self.is_craft(self.clauses.as_force(subject.chunks)):
            return None
        event.theme = theme
        event.agent = []
        event.agent_is_other = False
        event.region = (theme.after, self.clauses.right_end(theme.after, verb))
        return event

    def crosses_line(self, event: Event) -> bool:
        """Whether a line in the air or at sea is crossed: "the median line", "Estonian airspace"."""
        follows = {w.low for w in self.w[event.after : min(event.region[1], event.after + 7)]}
        return bool(follows & report_words("lines_crossed"))

    def is_craft(self, force: Chunk | None) -> bool:
        """Whether ships or aircraft are meant, or those who have them."""
        if force is None or force.force is None:
            return False
        return any(
            e.head.family in ("ship", "aircraft") or e.head.word in report_words("owners_of_craft")
            for e in force.force.elements
        )

    def meets_plane_or_ship(self, event: Event) -> bool:
        """Whether it is a craft that is intercepted, and no missile or drone that is shot down."""
        met = self.clauses.object_after(event.after, event.region[1])
        return (
            self.is_craft(met)
            and met is not None
            and met.force is not None
            and not any(
                e.head.word.rstrip("s").endswith(("drone", "uav", "shahed", "boat"))
                for e in met.force.elements
            )
        )

    def meets_craft(self, event: Event) -> bool:
        """Whether ships or aircraft are escorted or tracked."""
        follows = {w.low for w in self.w[event.after : min(event.region[1], event.after + 7)]}
        return bool(follows & report_words("craft_met"))
