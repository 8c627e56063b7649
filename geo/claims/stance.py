"""How surely a claim is held: asserted, alleged, denied, confirmed or planned.

Comes in: a `Draft`, the voices that hold it, the words of its sentence. Goes out: a `Judgement`, or the
reason why the draft is no claim at all (a plain negation by the narrator).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geo.claims.denials import denial_in
from geo.claims.draft import Draft
from geo.claims.lexicon import table
from geo.claims.scene import Scene
from geo.claims.voice import Voice
from geo.types import Span, Stance


@dataclass(frozen=True, slots=True)
class Judgement:
    stance: Stance
    cue: Span | None
    """The words that tell the stance; None for the default."""


def judge(
    draft: Draft, held_by: Sequence[Voice], scene: Scene, *, may_belittle: bool = True
) -> Judgement | None:
    """The stance of a draft; None where the sentence says that the thing is not so and nobody denies it.

    may_belittle: words like "baseless" in the sentence are of who holds the draft.
    """
    voice = held_by[0] if held_by else None
    denying = next((v for v in held_by if v.stance == "denied"), None)
    if draft.stance is not None:
        return Judgement(draft.stance, draft.stance_span)
    if denying is not None:
        return Judgement("denied", denying.cue) if any(v.holder for v in held_by) else None
    if draft.is_negated:
        if draft.action in ("withdraw", "close"):
            return Judgement("asserted", None)
        return Judgement("denied", draft.cue) if voice is not None else None
    belittled = denial_in(scene, 0, len(scene.words))
    if may_belittle and belittled is not None and any(v.holder for v in held_by) and draft.doubt is not None:
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


def parted(held_by: Sequence[Voice]) -> tuple[list[Voice] | None, list[Voice]]:
    """The voices that tell a thing and those that deny it, where one sentence has both: "Ankara rejected
    Damascus's claim that ...", "..., which Kigali denies". Nothing denied where it is not so; None told
    where nobody tells it but those who deny it.
    """
    comments = [v for v in held_by if v.is_comment]
    if comments:
        return [v for v in held_by if not v.is_comment], comments
    nouns = [v for v in held_by if v.is_noun and v.stance != "denied" and v.holder is not None]
    denying = [v for v in held_by if v.stance == "denied" and not v.is_noun]
    if not nouns or not denying:
        return None, []
    return nouns, [*denying, *(v for v in held_by if v.stance != "denied" and not v.is_noun)]


def is_routine(scene: Scene) -> bool:
    """Whether the sentence calls what it tells routine or a normal replacement."""
    text = " " + " ".join(w.low for w in scene.words) + " "
    return any(f" {phrase} " in text for phrase in table("speech")["english"]["routine"])
