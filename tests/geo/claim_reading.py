"""Builders for tests of the claim reader: a sentence in, its claims in short form out."""

from __future__ import annotations

from datetime import date

from geo import Claim, Gazetteer, read

PUBLISHED = date(2024, 5, 15)  # a Wednesday


def claims_of(
    text: str, gazetteer: Gazetteer, *, title: str | None = None, published: date | None = PUBLISHED
) -> tuple[Claim, ...]:
    return read(text, published=published, gazetteer=gazetteer, title=title).claims


def short(claim: Claim) -> str:
    """ "us-armed-forces deploy Poland", with the stance where it is not the default."""
    actor = claim.actor.actor.id if claim.actor else "nobody"
    where = claim.place.text if claim.place else (claim.footprint.name if claim.footprint else "nowhere")
    stance = "" if claim.stance == "asserted" else f" {claim.stance}"
    return f"{actor} {claim.action} {where}{stance}"


def shorts(text: str, gazetteer: Gazetteer, *, title: str | None = None) -> list[str]:
    return [short(claim) for claim in claims_of(text, gazetteer, title=title)]
