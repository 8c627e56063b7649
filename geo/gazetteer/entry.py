"""What a source gives to the build: one place, and its names with what each is good for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from shapely.geometry.base import BaseGeometry

from geo.types import PlaceKind


class Use:
    """How far a name may be trusted: a sum of these. Plain numbers, for a build handles millions."""

    MAIN: Final = 1
    """The name the place is called by; without it the name is one of several others."""
    TEXT: Final = 2
    """May be searched for in running text; without it the name is only good for looking up."""
    LOOSE: Final = 4
    """Derived, transliterated by machine, or known to be lax: the last resort."""


@dataclass(slots=True)
class Entry:
    """Not frozen: the build joins names to it and sets the unit it lies in."""

    id: str
    name: str
    kind: PlaceKind
    lon: float
    lat: float
    radius_m: float
    source: str
    prior: float
    """How likely the place is meant by its name alone: about the decimal logarithm of its population."""
    names: dict[str, int] = field(default_factory=dict)
    country: str | None = None
    admin: str | None = None
    population: int | None = None
    geometry: BaseGeometry | None = None
    other_ids: tuple[str, ...] = ()
    """Ids under which other sources know the place."""
    only_names: bool = False
    """True where another pack has the place of that id, and this entry only gives names to it."""
