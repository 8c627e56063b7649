"""Why a claim is as it is: its rule, each field with its words and how it was read, the places weighed.

Comes in: a claim and the `Reading` it stands in. Goes out: an `Explained`, for the table and for JSON.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.serve.features import candidate_json
from geo.claims.rules.meaning import meaning
from geo.gazetteer import Gazetteer
from geo.types import Actor, Claim, Footprint, Holder, Phrase, Quantity, Reading, Reason, Span, Toponym, When

CANDIDATES = 3
"""Places shown of those that were weighed for a name."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a claim."""

    name: str
    value: str
    span: Span | None
    """Of its words in the text as given; None where it was carried or is a default."""
    how: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    claim: Claim
    rule: str
    """What the rule is, in words."""
    fields: tuple[Field, ...]
    toponym: Toponym | None
    """The name that the claim's place was read from."""

    def document(self, text: str, gazetteer: Gazetteer) -> dict[str, Any]:
        """As JSON; `text` is the text as given."""
        weighed = self.toponym.candidates[:CANDIDATES] if self.toponym is not None else ()
        return {
            "rule": {"name": self.claim.rule, "what": self.rule, "confidence": self.claim.confidence},
            "fields": [
                {
                    "field": field.name,
                    "value": field.value,
                    "words": text[field.span.start : field.span.end] if field.span else None,
                    "span": [field.span.start, field.span.end] if field.span else None,
                    "how": list(field.how),
                }
                for field in self.fields
            ],
            "candidates": [candidate_json(candidate, gazetteer) for candidate in weighed],
        }


def explained(claim: Claim, reading: Reading, text: str, gazetteer: Gazetteer) -> Explained:
    """The claim explained; `text` is the text as given."""
    toponym = _toponym(claim, reading)
    weighed = tuple(_weighed(toponym, gazetteer)) if toponym is not None else ()
    return Explained(claim, meaning(claim.rule), tuple(_fields(claim, weighed, text)), toponym)


def skipped_document(reading: Reading, text: str) -> list[dict[str, Any]]:
    """What looked like a claim and was left out, as JSON."""
    return [
        {
            "words": text[one.span.start : one.span.end],
            "span": [one.span.start, one.span.end],
            "why": one.why,
            "rule": one.rule,
            "what": meaning(one.rule),
        }
        for one in reading.skipped
    ]


def _toponym(claim: Claim, reading: Reading) -> Toponym | None:
    """By the span that the claim's reasons name, else by its place's words."""
    spans = [r.span for r in claim.reasons if r.field == "place" and r.span is not None]
    spans += [claim.place.span] if claim.place is not None else []
    return next((t for span in spans for t in reading.toponyms if t.span.overlaps(span)), None)


def _fields(claim: Claim, weighed: tuple[str, ...], text: str) -> Iterator[Field]:
    def why(field: str, *more: str) -> tuple[str, ...]:
        shown = (
            r
            for r in claim.reasons
            if r.field == field and (claim.place is None or r.span != claim.place.span)
        )
        return (*more, *(_told(reason, text) for reason in shown))

    if claim.actor is not None:
        actor = claim.actor.actor
        yield Field("actor", actor.name, _span(claim.actor.phrase), why("actor", _kind(actor)))
    yield Field("action", claim.action, claim.action_span, why("action"))
    if claim.force is not None:
        yield Field("force", claim.force.text, claim.force.span, ())
    if claim.equipment is not None:
        yield Field("equipment", claim.equipment.text, claim.equipment.span, ())
    if claim.quantity is not None:
        yield Field("quantity", figures(claim.quantity), claim.quantity.span, _qualified(claim.quantity))
    where = claim.footprint.name if claim.footprint is not None else "not placed"
    yield Field("place", where, _span(claim.place), why("place", *_drawn(claim.footprint), *weighed))
    if claim.when is not None:
        yield Field("when", days(claim.when), claim.when.span, why("when", *_dated(claim.when)))
    yield Field(
        "stance",
        claim.stance + (", routine" if claim.routine else ""),
        claim.stance_span,
        why("stance"),
    )
    holder, outer = claim.holder, False
    while holder is not None:
        yield Field("quoted by" if outer else "says", holder.name, holder.span, _voice(holder, claim))
        holder, outer = holder.outer, True


def _told(reason: Reason, text: str) -> str:
    if reason.span is None:
        return reason.why
    return f"{reason.why}: {' '.join(text[reason.span.start : reason.span.end].split())!r}"


def _kind(actor: Actor) -> str:
    known = "made from its words" if actor.id.startswith("text:") else "of the registry"
    return f"{actor.kind.replace('_', ' ')}, {known} ({actor.id})"


def _qualified(quantity: Quantity) -> tuple[str, ...]:
    return (f"said as {quantity.qualifier!r}",) if quantity.qualifier else ()


def _drawn(footprint: Footprint | None) -> tuple[str, ...]:
    if footprint is None:
        return ()
    return (f"{footprint.precision}, ± {footprint.radius_m / 1000:.0f} km",)


def _weighed(toponym: Toponym, gazetteer: Gazetteer) -> Iterator[str]:
    if toponym.why_unplaced is not None:
        yield toponym.why_unplaced
    for candidate in toponym.candidates[:CANDIDATES]:
        place = gazetteer.by_id(candidate.place_id)
        is_chosen = toponym.place is not None and place.id == toponym.place.id
        known = f"{place.name}, {place.country}" if place.country else place.name
        reasons = ", ".join(candidate.reasons) or "nothing speaks for it"
        yield f"{'chosen' if is_chosen else 'weighed'}: {known} ({candidate.score:.1f}): {reasons}"


def _dated(when: When) -> Iterator[str]:
    yield f"precise to the {when.precision}"
    if when.bounds[1] == "open":
        yield "a stay: its end is open"


def _voice(holder: Holder, claim: Claim) -> tuple[str, ...]:
    found = []
    if holder.own_side:
        found.append("speaks for the force")
    if not claim.quote.span.covers(holder.span):
        found.append("named outside the sentence")
    return tuple(found)


def _span(phrase: Phrase | None) -> Span | None:
    return phrase.span if phrase is not None else None


def figures(quantity: Quantity) -> str:
    if quantity.min == quantity.max:
        return f"{quantity.min:,} {quantity.unit}"
    low = f"{quantity.min:,}" if quantity.min is not None else "up"
    high = f" to {quantity.max:,}" if quantity.max is not None else " or more"
    return f"{low}{high} {quantity.unit}"


def days(when: When) -> str:
    known: list[date] = [day for day in (when.start, when.end) if day is not None]
    said = " to ".join(dict.fromkeys(day.isoformat() for day in known))
    if when.start is None and when.end is not None:
        said = f"by {said}"
    return said + (" (year inferred)" if when.inferred else "")
