"""Why a name leads to a place: the score of each candidate taken apart, in words.

The same steps as `Gazetteer.ranked`, told instead of only taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from geo.gazetteer.complete import as_written
from geo.gazetteer.index import Gazetteer
from geo.gazetteer.names import fold, skeleton, spellings
from geo.types import Place

_OTHER_NAME, _LOOSE = -0.25, -1.0
"""Scores of a name against those of its place, under which it is one of several, or for looking up only."""
_KINDS = {
    "country": "a country, more by its people",
    "admin": "a province, by its size or its people",
    "base": "a military base",
    "airport": "an airport",
    "sea": "a sea or strait",
    "region": "a region",
    "facility": "a site",
    "border": "a line",
    "other": "a site",
}


class Part(NamedTuple):
    """A part of a score and what it stands for."""

    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Explained:
    place: Place
    score: float
    name: str
    """That of its names that led to it."""
    parts: tuple[Part, ...]
    """They add up to the score."""


def explain(gazetteer: Gazetteer, name: str) -> tuple[Explained, ...]:
    """The candidates of a name, the most likely first, each with the parts of its score."""
    found = []
    for place, score in gazetteer.ranked(name):
        prior = gazetteer.prior(place.id)
        led, how = _led(place, name)
        parts = (Part(prior, _prior(place)), Part(score - prior, _use(score - prior, how)))
        found.append(Explained(place, score, led, parts))
    return tuple(found)


def _led(place: Place, name: str) -> tuple[str, str]:
    """The place's name that is meant and in which way the one asked for is it."""
    names = (place.name, *place.names)
    for way, keys in spellings(name):
        for key in keys:
            if (written := as_written(names, key, "exact")) != key or written in names:
                return written, way
    for key in _bones(name):
        if (written := as_written(names, key, "like")) != key:
            return written, "written alike but for the transliteration"
    return name, "one that is not listed with the place"


def _bones(name: str) -> Sequence[str]:
    return skeleton(fold(name)), skeleton(fold(name.replace("-", " ")))


def _prior(place: Place) -> str:
    people = f"{place.population:,} people" if place.population else "people not known"
    what = people if place.kind == "city" else _KINDS[place.kind]
    return f"{what} ({place.source})"


def _use(less: float, how: str) -> str:
    if less > _OTHER_NAME:
        return f"a name it is known by, {how}"
    if less > _LOOSE or how.startswith("written alike"):
        return f"one of its other names, {how}"
    return f"a name for looking up only (a machine's, a code, lax, or without its article), {how}"
