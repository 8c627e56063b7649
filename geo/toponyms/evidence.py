"""What speaks for a candidate: one small function a kind of evidence. Scores add to the prior of the name.

The prior is about the decimal logarithm of a population, so one point is worth a place ten times as large.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from geo.gazetteer.names import fold
from geo.types import Place, PlaceKind

_KM_PER_DEG = 111.2
_NEAR_KM = 300.0
_DWARFED = 2.0
_ALIKE: dict[PlaceKind, frozenset[PlaceKind]] = {
    "base": frozenset(["base", "airport", "facility"]),
    "airport": frozenset(["airport", "base"]),
    "region": frozenset(["region", "admin", "other", "sea"]),
    "other": frozenset(["other", "region", "admin", "country"]),
    "admin": frozenset(["admin"]),
    "sea": frozenset(["sea"]),
    "city": frozenset(["city"]),
    "country": frozenset(["country"]),
    "facility": frozenset(["facility", "other", "base"]),
    "border": frozenset(["border"]),
}


@dataclass(frozen=True, slots=True)
class Home:
    """Where a publisher is at home: a local paper writes "Salem" and means its own."""

    country: str
    unit: str | None = None
    """ISO 3166-2 code of its first-level unit."""


@dataclass(slots=True)
class Context:
    """What the text as a whole says of where it is about."""

    countries: Counter[str] = field(default_factory=Counter)
    """Votes by ISO 3166-1 code: countries named as places, demonyms, states that act."""
    units: Counter[str] = field(default_factory=Counter)
    """Votes by id of the first-level units named."""
    anchors: list[Place] = field(default_factory=list)
    """Places there is no doubt of, areas of the size of a province at most."""
    pulls: dict[str, Evidence] = field(default_factory=dict)
    """By id of a place, what `near` said of it: the anchors stay as they are once they are there."""
    weighed: dict[Hashable, Any] = field(default_factory=dict)
    """By the way a name is said, what was made of it."""
    home: Home | None = None


class Evidence(NamedTuple):
    score: float
    reason: str


NONE = Evidence(0.0, "")


def country(place: Place, context: Context) -> Evidence:
    """The more of the text's votes a country has, the likelier are its places."""
    if place.country is None or not context.countries:
        return NONE
    votes = context.countries.get(place.country)
    if not votes:
        return NONE
    share = votes / max(1.0, float(sum(context.countries.values())))
    return Evidence(3.0 * math.sqrt(share), f"in {place.country}, which the text names")


def capital(place: Place, capitals: dict[str, str]) -> Evidence:
    """Capitals are spoken of more than their size, or the provinces of their name."""
    if place.kind == "city" and place.country and capitals.get(fold(place.name)) == place.country:
        return Evidence(1.0, "a capital")
    return NONE


def town(
    place: Place,
    rivals: Sequence[tuple[Place, float]],
    wanted: PlaceKind | None,
    capitals: dict[str, str],
) -> Evidence:
    """A province often bears its town's name; with no word like "province" the town is meant.

    So is the country's capital, wherever in it the province lies: Washington.
    """
    if place.kind != "admin" or wanted is not None:
        return NONE
    own = next((s for p, s in rivals if p.id == place.id), 0.0)
    has_town = any(
        p.kind == "city"
        and s >= max(3.5, own - 1.0)
        and (p.admin == place.admin or (p.country == place.country and capital(p, capitals) is not NONE))
        for p, s in rivals
    )
    return Evidence(-1.2, "the town of its name is meant first") if has_town else Evidence(1.2, "a province")


def unit(place: Place, context: Context) -> Evidence:
    """In a province the text names."""
    if place.admin is None or place.id == f"ne:{place.admin}":
        return NONE
    votes = context.units[place.admin]
    return Evidence(min(2.0, 1.0 * votes), f"in {place.admin}, which the text names") if votes else NONE


def chain(place: Place, parent: Place | None, *, is_inside: bool) -> Evidence:
    """ "Tal Tamr, Hasakah": the name after the comma holds the one before it."""
    if parent is None or parent.id == place.id:
        return NONE
    if is_inside:
        return Evidence(4.0, f"in {parent.name}, said next to it")
    if parent.kind == "country" and parent.country == place.country:
        return Evidence(4.0, f"in {parent.name}, said next to it")
    if parent.admin is not None and parent.admin == place.admin:
        return Evidence(4.0, f"in {parent.name}, said next to it")
    if distance_km(place, parent) < 60 and place.country == parent.country:
        return Evidence(2.0, f"near {parent.name}, said next to it")
    return NONE


def holds(place: Place, held: frozenset[str]) -> Evidence:
    """ "San Rafael, Mendoza": what is named after the comma is the province and not its town."""
    return Evidence(3.0, "holds the place named before it") if place.id in held else NONE


def home(place: Place, context: Context, rivals: Sequence[tuple[Place, float]]) -> Evidence:
    """In the country, or better the state, where the text's publisher is at home.

    Not against a place a hundred times as large: "Denver" is in Colorado for a paper of Iowa too.
    """
    if context.home is None or place.country != context.home.country or place.kind == "country":
        return NONE
    own = next((s for p, s in rivals if p.id == place.id), 0.0)
    is_dwarfed = rivals[0][1] - own > _DWARFED
    if not is_dwarfed and context.home.unit is not None and place.admin == context.home.unit:
        return Evidence(2.0, f"in {place.admin}, where the publisher is at home")
    return Evidence(0.5, f"in {place.country}, where the publisher is at home")


def own_name(place: Place, name: str, rivals: Sequence[tuple[Place, float]]) -> Evidence:
    """A town once called so stands behind those of its country that bear the name now.

    Not behind those of other lands: "Ghent" is Gent before it is a town of New York.
    """
    key = fold(name)
    if place.kind not in ("city", "admin") or not key.isascii() or fold(place.name) == key:
        return NONE
    if any(p.country == place.country and p.kind == "city" and fold(p.name) == key for p, _ in rivals):
        return Evidence(-1.8, f"mostly called {place.name}")
    return NONE


def near(place: Place, context: Context) -> Evidence:
    """By the four nearest places there is no doubt of."""
    known = context.pulls.get(place.id)
    if known is None:
        known = context.pulls[place.id] = _pull(place, context.anchors)
    return known


def _pull(place: Place, anchors: Sequence[Place]) -> Evidence:
    # Most anchors are left out by their latitude, which costs least.
    pulls = [
        1 - km / _NEAR_KM
        for anchor in anchors
        if abs(anchor.lat - place.lat) * _KM_PER_DEG < _NEAR_KM
        and (km := distance_km(place, anchor)) < _NEAR_KM
        and anchor.id != place.id
    ]
    pull = sum(sorted(pulls, reverse=True)[:4])
    return Evidence(0.9 * pull, "near other places of the text") if pull > 0.2 else NONE


def kind(place: Place, wanted: PlaceKind | None) -> Evidence:
    """ "province", "airport", "Sea" beside the name ask for that kind of place."""
    if wanted is None:
        return NONE
    if place.kind in _ALIKE[wanted]:
        return Evidence(3.0 if place.kind == wanted else 2.0, f"called a {wanted}")
    return Evidence(-1.0 if wanted in ("base", "airport", "facility") else -1.5, f"called a {wanted}")


def military(place: Place, *, is_military: bool) -> Evidence:
    """Where troops are, the base is meant and not the village of its name."""
    if is_military and place.kind in ("base", "airport"):
        return Evidence(0.5, "troops are spoken of")
    return NONE


def same_sense(place: Place, chosen: str | None) -> Evidence:
    """One name has one sense in a text."""
    return Evidence(3.0, "so elsewhere in the text") if chosen == place.id else NONE


def distance_km(one: Place, other: Place) -> float:
    """On a sphere flattened to a plane half way between: good to some per cent where it matters."""
    turn = abs(one.lon - other.lon)
    x = min(turn, 360 - turn) * math.cos(math.radians((one.lat + other.lat) / 2))
    return _KM_PER_DEG * math.hypot(x, one.lat - other.lat)


def summed(given: Sequence[Evidence]) -> tuple[float, tuple[str, ...]]:
    said = [e for e in given if e is not NONE]
    return sum([e.score for e in said]), tuple([e.reason for e in said])
