"""What a rule means, in words for people: from its frame, its cues and what it asks for."""

from __future__ import annotations

from functools import cache

from geo.claims.rules import ARABIC, ENGLISH, Frame, Rule

_FRAMES: dict[Frame, str] = {
    "sends": "an actor does this to a force",
    "goes": "a force does this",
    "moves": "a force does this, or an actor does it to a force",
    "hosts": "a place has a force",
    "is": "a force is said to be so",
    "builds": "an actor does this to a site",
    "backs": "an actor does this to a place or mission with a force",
    "trims": "an actor does this to its presence",
    "noun": "a noun tells of a force",
    "relieves": "a force takes the place of another",
    "holds": "an actor holds an exercise or patrol",
}
_OTHERS = {
    "dismissal": "a voice denies what was told just before",
    "confirmation": "a voice confirms what was told just before",
    "routine": "what was told before is called routine",
    "modal": "the verb says that it may be, or should be",
    "purpose": "a purpose is told, not an event",
    "question": "a question",
    "dropped": "what is not to happen",
}
_SHOWN = 6
"""Cues named at most."""


def meaning(name: str) -> str:
    """What the rule of that name reads; rules of other readers are not known here."""
    rule = _rules().get(name)
    if rule is None:
        return _OTHERS.get(name, "a rule without a description")
    cues = ", ".join(rule.cues[:_SHOWN]) + (", ..." if len(rule.cues) > _SHOWN else "")
    return "; ".join((f"{rule.action}: {_FRAMES[rule.frame]} ({cues})", *_demands(rule)))


@cache
def _rules() -> dict[str, Rule]:
    return {rule.name: rule for rule in reversed((*ENGLISH, *ARABIC))}


def _demands(rule: Rule) -> list[str]:
    demands = [
        "the place may go without a preposition" if rule.takes_place_as_object else "",
        "a place is needed" if rule.needs_place else "",
        "the noun must plainly mean a force" if rule.needs_strong else "",
        "counted, or plainly a force" if rule.needs_number else "",
        f"only of: {', '.join(rule.heads[:_SHOWN])}" if rule.heads else "",
    ]
    return [demand for demand in demands if demand]
