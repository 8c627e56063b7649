"""Answers to what was told before: "which Baku denies", "Damascus denied it", "the ministry confirmed it".

Comes in: a `Scene`, the drafts of the sentence so far and the `Memory` of the text. Goes out: `Draft`s that
tell the same with another holder and stance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields

from geo.claims.arabic.lexicon import (
    ENDS,
    HARD_OPENERS,
    PREPOSITIONS,
    THAT,
    forms_of,
    words_of,
)
from geo.claims.arabic.scene import Scene
from geo.claims.draft import Draft, Memory
from geo.gazetteer.names import fold
from geo.types import Span, Stance

_DENIES_IT = frozenset(
    fold(w)
    for w in [
        *("نفته", "نفاه", "نفتها", "نفاها", "تنفيه", "ينفيه", "تنفيها", "ينفيها", "نفوه", "أنكرته", "أنكره"),
        *("تنكره", "ينكره", "كذبته", "كذبه", "فندته", "فنده", "نفتهما"),
    ]
)
_CONFIRMS_IT = frozenset(
    fold(w) for w in ("أكدته", "أكده", "تؤكده", "يؤكده", "أكدها", "أكدتها", "أقرت به", "أقر به")
)


def answers(scene: Scene, made: Sequence[Draft], memory: Memory, number: int) -> Iterator[Draft]:
    """What is denied or confirmed of what was told in the sentence or one of the two before."""
    for i in range(len(scene.w)):
        if scene.time[i] or i in scene.place:
            continue
        stance, holder = _answer_at(scene, i)
        if stance is None or holder is None:
            continue
        told = _told(scene, i, made, memory, number)
        for draft in told:
            yield _retold(draft, stance, holder, Span(scene.w[i].start, scene.w[i].end), number, made)


def _answer_at(scene: Scene, i: int) -> tuple[Stance | None, Span | None]:
    keys = scene.keys[i]
    if any(k in _DENIES_IT for k in keys[:2]):
        return "denied", _words_after(scene, i + 1)
    if any(k in _CONFIRMS_IT for k in keys[:2]):
        return "confirmed", _words_after(scene, i + 1)
    for kind, stance in (("denied", "denied"), ("confirmed", "confirmed")):
        if any(k in forms_of(kind) for k in keys[:2]):
            pointing = _points_back(scene, i + 1)
            if pointing is None:
                return None, None
            holder = _words(scene, i + 1, pointing) if pointing > i + 1 else _words_before(scene, i)
            return stance, holder  # type: ignore[return-value]
    return None, None


def _points_back(scene: Scene, first: int) -> int | None:
    """Where the words for what was told stand: "it", "these reports", "the accusations"."""
    pointing = words_of("pointing_back") - {fold("ما")}
    for j in range(first, min(len(scene.w), first + 8)):
        if scene.w[j].text in ENDS or any(k in THAT for k in scene.keys[j][:2]):
            return None
        if scene.w[j].fold in pointing:
            last = [scene.keys[k][0] for k in range(j + 1, min(len(scene.w), j + 5))]
            goes_on = any(k in (fold("عن"), fold("حول"), fold("بشأن")) or k in THAT for k in last)
            return None if goes_on else j
    return None


def _words_after(scene: Scene, first: int) -> Span | None:
    after = first
    while (
        after < len(scene.w)
        and scene.w[after].text not in ENDS
        and scene.keys[after][0] not in PREPOSITIONS | HARD_OPENERS
        and not scene.time[after]
    ):
        after += 1
    return _words(scene, first, after)


def _words_before(scene: Scene, i: int) -> Span | None:
    first = i
    while first and i - first < 7 and scene.w[first - 1].text not in ENDS:
        if any(k in THAT | HARD_OPENERS for k in scene.keys[first - 1][:2]):
            break
        first -= 1
    return _words(scene, first, i)


def _words(scene: Scene, first: int, after: int) -> Span | None:
    return Span(scene.w[first].start, scene.w[after - 1].end) if after > first else None


def _told(scene: Scene, i: int, made: Sequence[Draft], memory: Memory, number: int) -> list[Draft]:
    before = [d for d in made if d.cue.start < scene.w[i].start and d.stance != "denied"]
    if any(d.cue.start > scene.w[i].start for d in made):
        return []
    if not before:
        before = [d for d in memory.drafts if number - 2 <= d.sentence < number and d.stance != "denied"]
    return [d for d in before if d.cue == before[-1].cue] if before else []


def _retold(
    draft: Draft, stance: Stance, holder: Span, cue: Span, number: int, made: Sequence[Draft]
) -> Draft:
    again = Draft(**{field.name: getattr(draft, field.name) for field in fields(Draft)})
    again.stance, again.holder_words, again.stance_span = stance, holder, cue
    if not any(d is draft for d in made):
        again.sentence = number
        again.site = type(draft.site)(None, draft.site.footprint, draft.site.toponym)
        again.force = again.quantity = again.equipment = again.time = None
        if again.actor is not None:
            again.actor = type(again.actor)(again.actor.actor, None)
    return again
