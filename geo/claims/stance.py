"""How surely a claim is held: asserted, alleged, denied, confirmed or planned.

Comes in: a `Draft`, the voices that hold it, the words of its sentence. Goes out: a `Judgement`, or the
reason why the draft is no claim at all (a plain negation by the narrator).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from geo.claims.draft import Draft
from geo.claims.holders import Voice
from geo.claims.lexicon import table
from geo.claims.scene import Scene
from geo.types import Span, Stance


@dataclass(frozen=True, slots=True)
class Judgement:
    stance: Stance
    cue: Span | None
    """The words that tell the stance; None for the default."""


def judge(draft: Draft, held_by: Sequence[Voice], scene: Scene) -> Judgement | None:
    """The stance of a draft; None where the sentence says that the thing is not so and nobody denies it."""
    voice = held_by[0] if held_by else None
    denying = next((v for v in held_by if v.stance == "denied"), None)
    if draft.stance is not None:
        return Judgement(draft.stance, draft.stance_span)
    if denying is not None:
        return Judgement("denied", denying.cue)
    if draft.is_negated:
        if draft.action in ("withdraw", "close"):
            return Judgement("asserted", None)
        return Judgement("denied", draft.cue) if voice is not None else None
    belittled = belittling(scene)
    if belittled is not None and voice is not None and draft.doubt is not None:
        return Judgement("denied", belittled)
    if draft.doubt is not None:
        return Judgement("alleged", draft.doubt)
    alleging = next((v for v in held_by if v.stance == "alleged"), None)
    if alleging is not None:
        return Judgement("alleged", alleging.cue)
    if draft.is_future:
        return Judgement("planned", draft.cue)
    if voice is not None and voice.stance == "confirmed":
        return Judgement("confirmed", voice.cue)
    return Judgement("asserted", None)


@cache
def _denial_phrases() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(p.split(" ")) for p in table("speech")["english"]["denial_words"])


def belittling(scene: Scene) -> Span | None:
    """Words that wave a claim away: "baseless", "just speech"."""
    lows = [w.low for w in scene.words]
    for phrase in _denial_phrases():
        if phrase[0] not in scene.lows:
            continue
        for i in range(len(lows) - len(phrase) + 1):
            if tuple(lows[i : i + len(phrase)]) == phrase:
                return Span(scene.words[i].start, scene.words[i + len(phrase) - 1].end)
    return None


def is_routine(scene: Scene) -> bool:
    """Whether the sentence calls what it tells routine or a normal replacement."""
    text = " " + " ".join(w.low for w in scene.words) + " "
    return any(f" {phrase} " in text for phrase in table("speech")["english"]["routine"])
