"""Footprints of countries and of the borders between them, by their codes (ISO 3166-1 alpha-2)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from geo.claims.actors import country_name
from geo.gazetteer import Gazetteer
from geo.geometry import footprint as shapes
from geo.types import Footprint, Place


@lru_cache(maxsize=512)
def _country_place(country: str, gazetteer: Gazetteer) -> Place | None:
    return next((p for p in gazetteer.lookup(country_name(country)) if p.kind == "country"), None)


def country_footprint(country: str, gazetteer: Gazetteer) -> Footprint | None:
    place = _country_place(country, gazetteer)
    return shapes.at(place, gazetteer.geometry(place.id)) if place is not None else None


def shared_border(countries: Sequence[str], gazetteer: Gazetteer) -> Footprint | None:
    """The border between the first two of the countries (ISO 3166-1 alpha-2) that have one."""
    known = [p for p in (_country_place(c, gazetteer) for c in countries[:5]) if p is not None]
    for i, one in enumerate(known):
        for other in known[i + 1 :]:
            line = gazetteer.border(one.id, other.id)
            if line is not None:
                return shapes.border(one, other, line)
    return None
