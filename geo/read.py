"""The whole way of one text: cleaned and cut, places found, claims read, offsets brought back to the text
as given.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from geo.claims.gate import gate
from geo.claims.readers import RULES, reader
from geo.gazetteer import Gazetteer
from geo.text.segment import document
from geo.toponyms import toponyms
from geo.types import (
    ActorMention,
    Claim,
    Document,
    Holder,
    Language,
    Phrase,
    Reading,
    Skipped,
)

VERSION = "1"
"""Raised with every change of rules or data that can change a reading."""


def read(
    text: str,
    *,
    published: date | None = None,
    gazetteer: Gazetteer,
    title: str | None = None,
    language: Language | None = None,
    claim_reader: str = RULES,
    home: str | None = None,
) -> Reading:
    """What the text says: its places, its claims, and what was left out and why.

    `claim_reader` is the name of another than our rules, see `geo.claims.readers`. `home` is where the text's
    publisher is at home, a country's ISO 3166-1 code or a place's id: of several places of a name, those
    there are the likelier. Raises TextTooLong, UnknownReader and UnknownHome.
    """
    read_claims = reader(claim_reader)
    made = document(text, published=published, title=title, language=language)
    places, non_places = toponyms(made, gazetteer, home=home)
    told, skipped = read_claims(made, places, non_places, gazetteer)
    found, refused = gate(told, made)
    return Reading(
        language=made.language,
        repairs=made.repairs,
        toponyms=tuple(
            replace(p, span=made.given(p.span), text=_given(made, p.span.start, p.span.end)) for p in places
        ),
        non_places=tuple(
            replace(n, span=made.given(n.span), text=_given(made, n.span.start, n.span.end))
            for n in non_places
        ),
        claims=tuple(_claim_as_given(made, claim) for claim in found),
        skipped=tuple(Skipped(made.given(s.span), s.why, s.rule) for s in (*skipped, *refused)),
        version=VERSION if claim_reader == RULES else f"{VERSION}+{claim_reader}",
    )


def _given(made: Document, start: int, end: int) -> str:
    return made.given_text[made.offsets[start] : made.offsets[end]]


def _phrase(made: Document, phrase: Phrase) -> Phrase:
    span = made.given(phrase.span)
    return Phrase(made.given_text[span.start : span.end], span)


def _holder(made: Document, holder: Holder | None) -> Holder | None:
    if holder is None:
        return None
    span = made.given(holder.span)
    return replace(
        holder, name=made.given_text[span.start : span.end], span=span, outer=_holder(made, holder.outer)
    )


def _claim_as_given(made: Document, claim: Claim) -> Claim:
    actor = claim.actor
    if actor is not None and actor.phrase is not None:
        actor = ActorMention(actor.actor, _phrase(made, actor.phrase))
    return replace(
        claim,
        actor=actor,
        action_span=made.given(claim.action_span),
        force=_phrase(made, claim.force) if claim.force is not None else None,
        equipment=_phrase(made, claim.equipment) if claim.equipment is not None else None,
        quantity=replace(claim.quantity, span=made.given(claim.quantity.span))
        if claim.quantity is not None
        else None,
        place=_phrase(made, claim.place) if claim.place is not None else None,
        when=replace(claim.when, span=made.given(claim.when.span)) if claim.when is not None else None,
        stance_span=made.given(claim.stance_span) if claim.stance_span is not None else None,
        holder=_holder(made, claim.holder),
        quote=_phrase(made, claim.quote),
        reasons=tuple(
            replace(reason, span=made.given(reason.span)) if reason.span is not None else reason
            for reason in claim.reasons
        ),
    )
