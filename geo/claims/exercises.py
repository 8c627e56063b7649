"""Exercises told in pieces: their end and their strength may follow in sentences of their own.

Comes in: the claims made so far and a sentence. Goes out: the claims, those of exercises completed by it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from geo.claims.scene import Scene
from geo.types import Claim, Quantity


def completed(claims: Sequence[Claim], laid: Scene, *, since: Sequence[int]) -> list[Claim]:
    """The claims, with what the sentence adds to exercises told not long before.

    since: how many sentences before this one each claim was made.
    """
    text = laid.text[laid.sentence.span.start : laid.sentence.span.end]
    end = _end(laid, text)
    strength = _strength(laid)
    latest = min((age for c, age in zip(claims, since, strict=True) if c.action == "exercise"), default=0)
    return [
        _complete(
            claim,
            end if age <= 2 else None,
            strength if age == latest else None,
            _DAYS_LONG.search(text) if age == 0 else None,
        )
        if claim.action == "exercise" and age >= 0
        else claim
        for claim, age in zip(claims, since, strict=True)
    ]


def _complete(claim: Claim, end: date | None, strength: Quantity | None, days: re.Match[str] | None) -> Claim:
    if claim.quantity is None and strength is not None:
        claim = replace(claim, quantity=strength)
    known = claim.when
    if known is None or known.start is None or known.end is not None:
        return claim
    if end is None and days is not None and known.precision == "day":
        end = known.start + timedelta(days=_count(days["count"]) - 1)
    if end is None or end < known.start:
        return claim
    return replace(claim, when=replace(known, end=end, bounds=("known", "known")))


def _end(laid: Scene, text: str) -> date | None:
    """The last day told: "the exercise will end on 19 June"."""
    told = _WILL_END.search(text)
    if told is None:
        return None
    at = laid.sentence.span.start + told.end() - 1
    time = next((t for t in laid.times if t.span.start >= at), None)
    return time.future.last if time is not None else None


def _strength(laid: Scene) -> Quantity | None:
    """How many take part: "about 1,400 marines are to take part"."""
    for chunk in laid.chunks:
        counted = chunk.force.counted if chunk.force is not None else None
        if counted is None or counted.number is None or counted.unit is None:
            continue
        follows = " ".join(w.low for w in laid.words[chunk.after : chunk.after + 30])
        if _TAKES_PART.match(follows):
            told = counted.number
            return Quantity(told.min, told.max, counted.unit, told.qualifier, told.span)
    return None


_EXERCISE = r"(?:naval |military |joint )?(?:exercises?|drills?|manoeuvres|maneuvers|war games?)"
_TAKES_PART = re.compile(
    r"(?:(?:, including|, among them|, most of them|from|of) [^.;]{1,120} , |, )?"
    r"(?:(?:will|are|is|were|was|have|has|to|due|expected|set|also|been) )*"
    r"(?:tak(?:e|es|ing|en) part|took part|participat\w+|(?:be )?(?:involved|taking part)"
    rf"|(?:join|support)(?:s|ed)? (?:in )?the {_EXERCISE})\b"
)
_WILL_END = re.compile(
    rf"\b(?:(?:the|this|these) (?:\w+-day )?{_EXERCISE}|it|they|which|and) "
    r"(?:will|(?:is|are) (?:due |set |expected |scheduled )?to) "
    r"(?:end|finish|conclude|close|(?:last|run|continue|go on)(?= until))\b",
    re.IGNORECASE,
)
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_DAYS_LONG = re.compile(rf"\b(?P<count>\d{{1,2}}|{'|'.join(_NUMBERS)})-day {_EXERCISE}\b", re.IGNORECASE)


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS.index(word.lower()) + 1
