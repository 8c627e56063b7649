"""Readings as the lines of JSON that annotated passages are kept in: one object a text, offsets into it as
given."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from geo.types import Claim, DatePrecision, Document, Footprint, Phrase, Reading, Span, Toponym

Row = dict[str, Any]

# How much of an ISO date each precision can vouch for. A week is told by its first and last day.
_LENGTH: dict[DatePrecision, int] = {"day": 10, "week": 10, "month": 7, "season": 7, "year": 4}


def passage(
    id_: object, text: str, reading: Reading, explain: Callable[[Claim], Row] = lambda _claim: {}
) -> Row:
    """`id`, `toponyms`, `deployments` of one text. A claim told twice by the same voice is told once.

    What `explain` says of a claim stands among its fields.
    """
    told: dict[tuple[Any, ...], Claim] = {}
    for claim in sorted(reading.claims, key=lambda claim: (-claim.confidence, claim.quote.span)):
        told.setdefault(_same(claim), claim)
    ordered = sorted(told.values(), key=lambda claim: (claim.quote.span, claim.action_span))
    return {
        "id": id_,
        "toponyms": [_toponym(toponym, text) for toponym in reading.toponyms],
        "deployments": [{**_deployment(claim, text), **explain(claim)} for claim in ordered],
    }


def mentions(doc: object, text: str, toponyms: Iterable[tuple[Span, Toponym]]) -> Row:
    """`doc`, `mentions` of one text; coordinates null for a name that could not be placed."""
    return {"doc": doc, "mentions": [_mention(span, toponym, text) for span, toponym in toponyms]}


def in_document(document: Document, given: Span) -> Span:
    """The span of the repaired text that was read from a span of the text as given."""
    start = max(0, bisect_right(document.offsets, given.start) - 1)
    end = bisect_left(document.offsets, given.end)
    return Span(start, max(start, min(end, len(document.text))))


def _same(claim: Claim) -> tuple[Any, ...]:
    return (
        claim.actor.actor.id if claim.actor else None,
        claim.action,
        (claim.footprint.name, claim.footprint.lon, claim.footprint.lat) if claim.footprint else None,
        claim.stance,
        claim.holder.name if claim.holder else None,
        (claim.quantity.min, claim.quantity.max, claim.quantity.unit) if claim.quantity else None,
        (claim.when.start, claim.when.end) if claim.when else None,
    )


def _toponym(toponym: Toponym, text: str) -> Row:
    return {**_mention(toponym.span, toponym, text), "kind": toponym.kind, "radius_km": _radius_km(toponym)}


def _mention(span: Span, toponym: Toponym, text: str) -> Row:
    lon, lat = _point(toponym)
    return {"start": span.start, "end": span.end, "text": text[span.start : span.end], "lon": lon, "lat": lat}


_NAMED = frozenset(["at", "part", "border"])
"""Relations that are part of the name. Others ("12 km north of") move what happens, not the place named."""


def _point(toponym: Toponym) -> tuple[float | None, float | None]:
    drawn = toponym.footprint
    is_named = drawn is not None and (
        drawn.relation in _NAMED
        or (drawn.precision == "line" and drawn.relation != "between")
        or toponym.kind == "border"
    )
    where = drawn if is_named else toponym.place
    return (round(where.lon, 5), round(where.lat, 5)) if where else (None, None)


def _radius_km(toponym: Toponym) -> float | None:
    where = toponym.footprint or toponym.place
    return round(where.radius_m / 1000, 1) if where else None


def _deployment(claim: Claim, text: str) -> Row:
    when, footprint, quantity = claim.when, claim.footprint, claim.quantity
    return {
        "actor": claim.actor.actor.name if claim.actor else None,
        "actor_span": _span(claim.actor.phrase if claim.actor else None),
        "action": claim.action,
        "force": _words(claim.force, text),
        "equipment": [_words(claim.equipment, text)] if claim.equipment else [],
        "quantity": {"min": quantity.min, "max": quantity.max, "unit": quantity.unit} if quantity else None,
        "place_text": _words(claim.place, text),
        "place_span": _span(claim.place),
        **_where(footprint),
        "start": _date(when.start, when.precision) if when else None,
        "end": _date(when.end, when.precision) if when else None,
        "stance": claim.stance,
        "attributed_to": text[claim.holder.span.start : claim.holder.span.end] if claim.holder else None,
        "evidence_span": _span(claim.quote),
        "confidence": round(claim.confidence, 2),
        "rule": claim.rule,
    }


def _where(footprint: Footprint | None) -> Row:
    if footprint is None:
        return {"lon": None, "lat": None, "tolerance_km": None, "precision": None}
    return {
        "lon": round(footprint.lon, 5),
        "lat": round(footprint.lat, 5),
        "tolerance_km": round(footprint.radius_m / 1000, 1),
        "precision": footprint.precision,
    }


def _date(value: date | None, precision: DatePrecision) -> str | None:
    return value.isoformat()[: _LENGTH[precision]] if value else None


def _words(phrase: Phrase | None, text: str) -> str | None:
    return text[phrase.span.start : phrase.span.end] if phrase else None


def _span(phrase: Phrase | None) -> Sequence[int] | None:
    return [phrase.span.start, phrase.span.end] if phrase else None
