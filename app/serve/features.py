"""A reading as GeoJSON.

One feature a claim, the toponyms beside them. For POST /read and the command line.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from geo.types import (
    Candidate,
    Claim,
    Footprint,
    Holder,
    NonPlace,
    Phrase,
    Reading,
    Repair,
    Skipped,
    Span,
    Toponym,
)

if TYPE_CHECKING:
    from geo.gazetteer import Gazetteer

DECIMALS = 5
"""About a metre."""


def reading_geojson(reading: Reading, gazetteer: Gazetteer) -> dict[str, Any]:
    """An RFC 7946 FeatureCollection; `toponyms`, `non_places`, `repairs` and `skipped` are foreign members.

    `gazetteer`, the one it was read with, names the candidates of the toponyms.
    A claim without a footprint has null for geometry. Offsets count characters of the text as given.
    """
    return {
        "type": "FeatureCollection",
        "features": [_claim_feature(number, claim) for number, claim in enumerate(reading.claims, 1)],
        "language": reading.language,
        "version": reading.version,
        "toponyms": [_toponym(t, gazetteer) for t in reading.toponyms],
        "non_places": [_non_place(n) for n in reading.non_places],
        "repairs": [_repair(r) for r in reading.repairs],
        "skipped": [_skipped(s) for s in reading.skipped],
    }


def _claim_feature(number: int, claim: Claim) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": number,
        "geometry": geometry(claim.footprint.geometry) if claim.footprint else None,
        "properties": _claim_properties(claim),
        "spans": {name: [span.start, span.end] for name, span in _spans(claim)},
    }


def _claim_properties(claim: Claim) -> dict[str, Any]:
    actor, quantity, when, place = claim.actor, claim.quantity, claim.when, claim.footprint
    voices = list(_voices(claim.holder))
    return {
        "actor": actor.actor.name if actor else None,
        "actor_id": actor.actor.id if actor else None,
        "action": claim.action,
        "force": _words(claim.force),
        "equipment": _words(claim.equipment),
        "quantity_min": quantity.min if quantity else None,
        "quantity_max": quantity.max if quantity else None,
        "quantity_unit": quantity.unit if quantity else None,
        "quantity_qualifier": quantity.qualifier if quantity else None,
        "place_text": _words(claim.place),
        "place": place.name if place else None,
        "place_id": place.place_ids[0] if place and place.place_ids else None,
        "precision": place.precision if place else None,
        "relation": place.relation if place else None,
        "radius_m": place.radius_m if place else None,
        "start": when.start.isoformat() if when and when.start else None,
        "end": when.end.isoformat() if when and when.end else None,
        "date_precision": when.precision if when else None,
        "dates_inferred": bool(when and when.inferred),
        "stance": claim.stance,
        "holder": voices[0] if voices else None,
        "holders": " < ".join(voices) or None,
        "own_side": bool(claim.holder and claim.holder.own_side),
        "routine": claim.routine,
        "quote": claim.quote.text,
        "quote_start": claim.quote.span.start,
        "quote_end": claim.quote.span.end,
        "rule": claim.rule,
        "confidence": claim.confidence,
    }


def _spans(claim: Claim) -> Iterator[tuple[str, Span]]:
    """Where each field of a claim was read from; a field carried from elsewhere has none."""
    yield "quote", claim.quote.span
    yield "action", claim.action_span
    if claim.actor and claim.actor.phrase:
        yield "actor", claim.actor.phrase.span
    for name, phrase in (("force", claim.force), ("equipment", claim.equipment), ("place", claim.place)):
        if phrase:
            yield name, phrase.span
    if claim.quantity:
        yield "quantity", claim.quantity.span
    if claim.when:
        yield "when", claim.when.span
    if claim.stance_span:
        yield "stance", claim.stance_span
    if claim.holder:
        yield "holder", claim.holder.span


def _voices(holder: Holder | None) -> Iterator[str]:
    while holder:
        yield holder.name
        holder = holder.outer


def _words(phrase: Phrase | None) -> str | None:
    return phrase.text if phrase else None


def _toponym(toponym: Toponym, gazetteer: Gazetteer) -> dict[str, Any]:
    place, footprint = toponym.place, toponym.footprint
    return {
        "start": toponym.span.start,
        "end": toponym.span.end,
        "text": toponym.text,
        "kind": toponym.kind,
        "place_id": place.id if place else None,
        "name": footprint.name if footprint else place.name if place else None,
        "lon": _point(footprint, place.lon if place else None, axis="lon"),
        "lat": _point(footprint, place.lat if place else None, axis="lat"),
        "radius_m": footprint.radius_m if footprint else place.radius_m if place else None,
        "confidence": toponym.confidence,
        "why_unplaced": toponym.why_unplaced,
        "candidates": [candidate_json(c, gazetteer) for c in toponym.candidates],
    }


def candidate_json(candidate: Candidate, gazetteer: Gazetteer) -> dict[str, Any]:
    """A place that was weighed: what it is, its score and the reasons, in words, that moved it."""
    place = gazetteer.by_id(candidate.place_id)
    return {
        "place_id": place.id,
        "name": place.name,
        "kind": place.kind,
        "country": place.country,
        "lon": round(place.lon, DECIMALS),
        "lat": round(place.lat, DECIMALS),
        "score": candidate.score,
        "reasons": list(candidate.reasons),
    }


def _point(footprint: Footprint | None, of_place: float | None, *, axis: str) -> float | None:
    value = getattr(footprint, axis) if footprint else of_place
    return None if value is None else round(value, DECIMALS)


def _non_place(found: NonPlace) -> dict[str, Any]:
    return {
        "start": found.span.start,
        "end": found.span.end,
        "text": found.text,
        "why": found.why,
        "country": found.country,
    }


def _repair(repair: Repair) -> dict[str, Any]:
    return {"start": repair.span.start, "end": repair.span.end, "given": repair.given, "read": repair.read}


def _skipped(skipped: Skipped) -> dict[str, Any]:
    return {"start": skipped.span.start, "end": skipped.span.end, "why": skipped.why, "rule": skipped.rule}


def geometry(shape: BaseGeometry) -> dict[str, Any]:
    """The GeoJSON geometry of a shape, coordinates rounded to about a metre."""
    rounded: dict[str, Any] = _rounded(mapping(shape))
    return rounded


def _rounded(document: Any) -> Any:
    if isinstance(document, float):
        return round(document, DECIMALS)
    if isinstance(document, list | tuple):
        return [_rounded(part) for part in document]
    if isinstance(document, dict):
        return {name: _rounded(part) for name, part in document.items()}
    return document
