"""Reasons: what the spans of a claim do not show. What was carried from where, what was worked out, and which
words made the stance.

Comes in: a `Draft` as it becomes a claim, and the memory of the text at that moment. Goes out: `Reason`s.
"""

from __future__ import annotations

from collections.abc import Iterator

from geo.claims.draft import Draft, Memory
from geo.types import Claim, Reason, Span, Stance


def reasons(draft: Draft, memory: Memory, stance: Stance, cue: Span | None) -> tuple[Reason, ...]:
    return (
        *_of_actor(draft, memory),
        *_of_action(draft),
        *_of_place(draft, memory),
        *_of_time(draft),
        _of_stance(draft, stance, cue),
    )


def of_answer(target: Claim) -> tuple[Reason, ...]:
    """Of a claim that judges another: "Baku denies it"."""
    return (Reason("action", "what was told before is judged here", target.action_span),)


def _of_actor(draft: Draft, memory: Memory) -> Iterator[Reason]:
    if draft.actor is None or not (draft.actor.phrase is None or draft.actor_is_carried):
        return
    actor = draft.actor.actor
    back = draft.sentence - memory.actor_sentence
    if memory.actor is not None and memory.actor.id == actor.id and back >= 0:
        yield Reason("actor", f"carried from {_before(back)}")
    elif memory.title_actor is not None and memory.title_actor.id == actor.id:
        yield Reason("actor", "named in the title")
    else:
        yield Reason("actor", "worked out from who acts or speaks in the sentence")


def _before(back: int) -> str:
    if back == 0:
        return "earlier in the sentence"
    return "the sentence before" if back == 1 else f"{back} sentences before"


def _of_action(draft: Draft) -> Iterator[Reason]:
    if draft.is_noun:
        yield Reason("action", "a noun tells it", draft.cue)
    if draft.is_negated:
        yield Reason("action", "negated", draft.cue)
    if draft.begins:
        yield Reason("action", "said to begin then", draft.cue)
    if draft.action != draft.rule.action:
        yield Reason("action", f"{draft.rule.action} by the rule, {draft.action} by the words round it")


def _of_place(draft: Draft, memory: Memory) -> Iterator[Reason]:
    site = draft.site
    named = site.toponym.span if site.toponym is not None else None
    if site.footprint is None:
        yield Reason(
            "place", "not placed: no place is known for these words" if site.phrase else "none is stated"
        )
    elif site.phrase is None:
        yield Reason("place", f"carried from {_before(draft.sentence - memory.claim_sentence)}", named)
    elif named is None:
        yield Reason("place", "worked out from the words and the states or places they speak of")
    elif not site.phrase.span.overlaps(named):
        yield Reason("place", "these words mean a place named elsewhere", named)
    else:
        yield Reason("place", "named here", named)


def _of_time(draft: Draft) -> Iterator[Reason]:
    time = draft.time
    if time is None:
        return
    if time.inferred:
        yield Reason("when", "completed from the date of publication", time.span)
    if time.past != time.future:
        tense = "the verb tells what is to come" if draft.is_future else "the verb tells what was"
        yield Reason("when", f"{tense}: the nearest such day {'after' if draft.is_future else 'before'} it")


def _of_stance(draft: Draft, stance: Stance, cue: Span | None) -> Reason:
    if draft.stance == stance and cue == draft.stance_span:
        return Reason("stance", "told by the clause itself", cue)
    if draft.is_negated and cue == draft.cue:
        return Reason("stance", "the one who speaks says that it is not so", cue)
    if draft.doubt is not None and cue == draft.doubt:
        return Reason("stance", "a word of doubt", cue)
    if cue is None:
        known = stance == "alleged"
        return Reason("stance", "told before as an allegation" if known else "nothing says otherwise")
    said = {
        "denied": "these words deny it",
        "alleged": "these words accuse or doubt",
        "planned": "not yet done",
        "confirmed": "these words confirm it",
        "asserted": "these words tell it",
    }
    return Reason("stance", said[stance], cue)
