"""Answers: claims about claims. "Baku denies it", "the ministry confirmed the arrival", "this is routine".

Comes in: a sentence with its voices, and what was told before it. Goes out: further claims, added to
those told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from geo.claims import holders, stance
from geo.claims.draft import Draft
from geo.claims.holding import Holding
from geo.claims.layout import Layout
from geo.claims.reasons import of_answer
from geo.claims.scene import Scene
from geo.claims.told import Told
from geo.claims.voice import Voice
from geo.types import ActorMention, Claim, Phrase


class Answers:
    """The answers of one document's voices."""

    def __init__(self, layout: Layout, holding: Holding, told: Told) -> None:
        self.layout = layout
        self.holding = holding
        self.told = told
        self.document = layout.document

    def answers(self, laid: Scene, found: Sequence[Voice], number: int, drafts: Sequence[Draft]) -> None:
        """An answer to what was told before: "Baku denies it", "the ministry confirmed the arrival"."""
        for voice in found:
            if voice.stance not in ("denied", "confirmed") or voice.holder is None:
                continue
            said = self.document.text[voice.cue.end : laid.sentence.span.end]
            answer = (_BACK if voice.stance == "denied" else _AS_TOLD).match(said)
            if answer is None and not voice.is_answer:
                continue
            if voice.stance == "confirmed" and not _CONFIRMS.match(self.document.text, voice.cue.start):
                continue  # "does not deny it"
            after = (
                voice.scope.end
                if voice.stance == "denied"
                else voice.cue.end + (answer.end() if answer else 0)
            )
            if any(voice.scope.start <= d.cue.start < after for d in drafts):
                continue
            target = next(
                (
                    c
                    for c in reversed(self.told.made[self.told.lately(number, 2) :])
                    if c.stance != "denied" and self.layout.sentence_of(c) >= number - 2
                ),
                None,
            )
            if target is None:
                continue
            same_sentence = self.layout.sentence_of(target) == number
            holder = self.holding.holder([voice], laid, target.actor.actor if target.actor else None)
            self.told.make(
                replace(
                    target,
                    stance=voice.stance,
                    stance_span=voice.cue,
                    holder=holder,
                    place=target.place if same_sentence else None,
                    actor=ActorMention(target.actor.actor, None) if target.actor else None,
                    quote=Phrase(
                        self.document.text[laid.sentence.span.start : laid.sentence.span.end],
                        laid.sentence.span,
                    ),
                    rule="dismissal" if voice.stance == "denied" else "confirmation",
                    reasons=of_answer(target),
                    force=target.force,
                    quantity=target.quantity if same_sentence else None,
                    when=target.when if same_sentence else None,
                )
            )

    def routine(self, laid: Scene, found: Sequence[Voice], number: int, drafts: Sequence[Draft]) -> None:
        """What was told is called routine: "the reinforcements are within the normal process of replacing
        troops".
        """
        if drafts or not stance.is_routine(laid) or not self.told.made:
            return
        first = next(
            (
                i
                for i in range(len(laid.words) - 1)
                if laid.words[i].low == "the" and laid.words[i + 1].low in _TOLD
            ),
            -1,
        )
        if first < 0:
            return
        phrase = laid.phrase(first, first + 2)
        voice = next(iter(holders.innermost(found, phrase.span)), None)
        target = self.told_before(laid, voice, number, phrase.text)
        if target is None:
            return
        holder = (
            self.holding.holder([voice], laid, target.actor.actor if target.actor else None)
            if voice
            else None
        )
        own = holder is not None and holder.own_side
        text = " ".join(w.low for w in laid.words)
        replaces = re.search(r"\b(?:replac|rotat|relie)", text) is not None
        self.told.make(
            replace(
                target,
                action="rotate" if replaces else target.action,
                action_span=phrase.span,
                stance="confirmed" if own and not replaces else "asserted",
                stance_span=voice.cue if voice and own else None,
                holder=holder,
                routine=True,
                force=phrase,
                place=None,
                quantity=None,
                equipment=None,
                when=None,
                actor=ActorMention(target.actor.actor, None) if target.actor else None,
                quote=Phrase(
                    self.document.text[laid.sentence.span.start : laid.sentence.span.end], laid.sentence.span
                ),
                rule="routine",
                reasons=of_answer(target),
            )
        )

    def told_before(self, laid: Scene, voice: Voice | None, number: int, words: str) -> Claim | None:
        recent = [
            c
            for c in self.told.made[self.told.lately(number, 3) :]
            if self.layout.sentence_of(c) >= number - 3
        ]
        wanted = words.lower().removeprefix("the ")
        if voice is not None:
            own = [
                c
                for c in recent
                if c.actor is not None and self.holding.is_own_side(voice, laid, c.actor.actor)
            ]
            if own:
                return own[-1]
        stem = wanted[:8]
        alike = (
            c
            for c in reversed(self.told.made)
            if c.action.startswith(stem[:6]) or (c.force is not None and stem in c.force.text.lower())
        )
        return next(alike, recent[-1] if recent else None)


_BACK = re.compile(
    r"\s*(?:it|this|that|them|all (?:of )?(?:it|this)|(?:the|these|those|such|any"
    r"|all)\s+(?:such\s+)?(?:\w+\s+)?(?:claims?|reports?|allegations?|accusations?|closure|moves?|statement"
    r"|rumou?rs?|information|charges?|assertions?|suggestions?|deployments?|withdrawals?|presence|build-?up"
    r"|movements?|incursion|involvement|plans?|arrivals?|departure|reinforcements?|pullout|pullback)"
    r"(?!\s+(?:that|of|about|in|at|to|from|near|on|along)\b)"
    r"|what \w+ called)\b"
)
_CONFIRMS = re.compile(r"confirm|acknowledg|admit|verif", re.IGNORECASE)
_AS_TOLD = re.compile(
    r"\s*(?:it|this|(?:the|these|such) (?:arrivals?|deployments?|withdrawals?|move|movements?|reports?"
    r"|exercise|presence|reinforcements?|patrols?|departure))\b"
    r"(?!\s+(?:of|in|at|to|from|near|that|by|was|were|is|had|has)\b)"
)
"""What is confirmed as told before; what says more is read as a claim of its own."""
_TOLD = frozenset(
    {
        "measures",
        "measure",
        "move",
        "moves",
        "deployment",
        "deployments",
        "reinforcements",
        "movement",
        "movements",
        "step",
        "steps",
        "activity",
    }
)
