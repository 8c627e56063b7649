"""Told: the claims made so far, and whether a new one tells one of them again.

Comes in: `Claim`s in the order of the text. Goes out: the ones of the same matter, and of the last sentences.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from geo.claims.actors import same_side
from geo.claims.draft import Draft
from geo.claims.layout import Layout
from geo.claims.times import when
from geo.types import Action, Actor, Claim, Footprint, Holder, Phrase, Quantity, Stance

FAMILIES: dict[str, str] = {
    "deploy": "presence",
    "reinforce": "presence",
    "arrive": "presence",
    "station": "presence",
    "rotate": "presence",
    "emplace": "presence",
    "build_up": "presence",
    "reposition": "presence",
    "withdraw": "departure",
    "close": "departure",
    "exercise": "exercise",
    "patrol": "patrol",
}


_MOST_ALIKE = 200
"""Claims of one matter that a new one is compared with: a text of a thousand voices stays linear."""
_Matter = tuple[str, frozenset[str] | None]


def _matter(action: Action, footprint: Footprint | None) -> _Matter:
    return FAMILIES[action], frozenset(footprint.place_ids) if footprint is not None else None


@dataclass
class Told:
    layout: Layout
    made: list[Claim] = field(default_factory=list)
    made_before: list[int] = field(default_factory=list)
    """How many claims were made when each sentence was begun."""
    by_matter: dict[_Matter, list[int]] = field(default_factory=dict)
    """Numbers of the claims of one family of actions at one place."""

    def make(self, claim: Claim) -> None:
        self.by_matter.setdefault(_matter(claim.action, claim.footprint), []).append(len(self.made))
        self.made.append(claim)

    def was_alleged(self, draft: Draft, actor: Actor | None) -> bool:
        return any(c.stance == "alleged" for _, c in self.of_same_matter(draft, actor))

    def of_same_matter(self, draft: Draft, actor: Actor | None) -> Iterator[tuple[int, Claim]]:
        """The claims, with their numbers, that the same side did the like at the same place; the last ones
        of very many.
        """
        for i in self.by_matter.get(_matter(draft.action, draft.site.footprint), [])[-_MOST_ALIKE:]:
            claim = self.made[i]
            if actor is not None and claim.actor is not None and same_side(claim.actor.actor, actor):
                yield i, claim

    def repeat_of(
        self, draft: Draft, actor: Actor | None, held_as: Stance, holder: Holder | None
    ) -> int | None:
        """Index of the claim that the draft tells again: the same source, or the narrator after others."""
        if draft.rule.name == "follows":
            return None  # more of it, not the same again
        for i, claim in self.of_same_matter(draft, actor):
            if claim.stance != held_as:
                continue
            if _are_two_unknown(claim.place if claim.footprint is None else None, draft.site.phrase):
                continue
            same_holder = (claim.holder.name if claim.holder else None) == (holder.name if holder else None)
            if same_holder and (claim.action == draft.action or draft.site.phrase is None):
                return i
            same_words = (
                claim.place is not None
                and draft.site.phrase is not None
                and claim.place.text == draft.site.phrase.text
            )
            if (
                same_holder
                and same_words
                and self.layout.sentence_of(claim) == draft.sentence
                and draft.quantity is None
            ):
                return i
            if holder is None and held_as == "alleged" and claim.action == draft.action:
                return i
        return None

    def fill(self, index: int, draft: Draft) -> None:
        claim = self.made[index]
        timed = claim.when
        is_stay_told_by_coming = claim.action == "station" and draft.action != "station"
        if timed is None and draft.time is not None and not is_stay_told_by_coming:
            timed = when(draft.time, claim.action, is_future=draft.is_future, begins=draft.begins)
        self.made[index] = replace(
            claim,
            quantity=_fuller(claim.quantity, draft.quantity),
            when=timed,
            equipment=claim.equipment or draft.equipment,
        )

    def lately(self, number: int, back: int) -> int:
        """From which claim on they can be of the last sentences, `back` before this one."""
        return self.made_before[max(0, number - back)]


def _are_two_unknown(known: Phrase | None, told: Phrase | None) -> bool:
    """Whether two places without a footprint have different names."""
    return known is not None and told is not None and known.text != told.text


def _fuller(known: Quantity | None, told: Quantity | None) -> Quantity | None:
    """People sooner than one unit of them: "a company ... the company has 120 members"."""
    if known is None or told is None:
        return known or told
    is_one_unit = known.min == known.max == 1 and known.unit != "personnel"
    return told if is_one_unit and told.unit == "personnel" else known
