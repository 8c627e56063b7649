"""Figures that disagree, side by side: the range from the least to the most that any claim gives. Never an
average.

Claims are walked through by day. A figure widens the range; a departure with a figure smaller than what was
there lowers it. A reinforcement's figure counts what came, not what is there: it is told only where nothing
else is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.types import StoredClaim
from geo.types import QuantityUnit

# Of kinds of figures given equally often, people first: they are what one asks for.
_UNITS: tuple[QuantityUnit, ...] = (
    "personnel", "brigade", "battlegroup", "battalion", "company", "ship", "squadron", "aircraft", "battery",
    "vehicle", "convoy", "facility",
)  # fmt: skip

_THE_LAST = re.compile(
    r"\b(?:last|remaining|final|rest|all)\b|\b(?:ال)?(?:آخر|بقية|باقي|متبقين|متبقية|جميع|كل|كامل)\b",
    re.IGNORECASE,
)
"""Words for a force after whose departure none is left, however few they were: "the last 80 soldiers"."""

ONE_DEPARTURE = timedelta(days=14)
"""Reports of a departure so close to one another tell of the same one, whatever figures they give."""


@dataclass(frozen=True, slots=True)
class Strength:
    """`min` or `max` None is an open end; `unit` None where no figure is given."""

    min: int | None
    max: int | None
    unit: QuantityUnit | None


NOT_GIVEN = Strength(None, None, None)


@dataclass(frozen=True, slots=True)
class Remainder:
    strength: Strength
    lowered_by: frozenset[int]
    """Ids of the departures that leave some behind, by the figures given."""


def strength(present: Sequence[StoredClaim], *, leaving: Sequence[StoredClaim] = ()) -> Remainder:
    """What is said to be there, less what is said to have left of it since.

    Only one unit is told, since ships and men do not add up: the one that most origins give. Where nothing
    tells what was there, it is what is said to have left.
    """
    totals = [claim for claim in present if claim.action != "reinforce"]
    for told in (totals, present, leaving):
        unit = _unit(told)
        if unit is not None:
            return _walk(_figures(told, unit), [] if told is leaving else _departures(leaving, unit))
    return Remainder(NOT_GIVEN, frozenset())


@dataclass(frozen=True, slots=True)
class _Figure:
    day: date
    range: Strength
    claim_ids: frozenset[int]


def _walk(figures: Sequence[_Figure], departures: Sequence[_Figure]) -> Remainder:
    there: Strength | None = None
    lowered_by: set[int] = set()
    steps = [(f.day, 0, f) for f in figures] + [(d.day, 1, d) for d in departures]
    for _, is_departure, figure in sorted(steps, key=lambda step: (step[0], step[1])):
        if not is_departure:
            there = figure.range if there is None else _union(there, figure.range)
        elif there is not None and _leaves_some(there, figure.range):
            there = _less(there, figure.range)
            lowered_by |= figure.claim_ids
    if there is None or (there.min is None and there.max is None):
        return Remainder(NOT_GIVEN, frozenset(lowered_by))
    return Remainder(there, frozenset(lowered_by))


def _union(a: Strength, b: Strength) -> Strength:
    low = None if a.min is None or b.min is None else min(a.min, b.min)
    high = None if a.max is None or b.max is None else max(a.max, b.max)
    return Strength(low, high, a.unit)


def _leaves_some(there: Strength, gone: Strength) -> bool:
    return there.min is not None and gone.max is not None and gone.max < there.min


def _less(there: Strength, gone: Strength) -> Strength:
    low = None if there.min is None or gone.max is None else there.min - gone.max
    high = None if there.max is None else there.max - (gone.min or 0)
    return Strength(low, high, there.unit)


def _figures(claims: Iterable[StoredClaim], unit: QuantityUnit) -> list[_Figure]:
    return [
        _Figure(_day(claim), Strength(q.min, q.max, unit), frozenset((claim.id,)))
        for claim in claims
        if (q := claim.quantity) is not None and q.unit == unit
    ]


def _departures(claims: Iterable[StoredClaim], unit: QuantityUnit) -> list[_Figure]:
    """Departures with figures, those of one and the same taken together; not those of the last men, which
    leave nobody to count."""
    claims = [claim for claim in claims if not _THE_LAST.search(claim.force or "")]
    together: list[_Figure] = []
    for figure in sorted(_figures(claims, unit), key=lambda f: f.day):
        if together and figure.day - together[-1].day <= ONE_DEPARTURE:
            last = together.pop()
            figure = _Figure(last.day, _union(last.range, figure.range), last.claim_ids | figure.claim_ids)
        together.append(figure)
    return together


def _unit(claims: Iterable[StoredClaim]) -> QuantityUnit | None:
    given_by: dict[QuantityUnit, set[str]] = {}
    for claim in claims:
        if claim.quantity is not None and (claim.quantity.min, claim.quantity.max) != (None, None):
            given_by.setdefault(claim.quantity.unit, set()).add(claim.origin)
    return min(given_by, key=lambda unit: (-len(given_by[unit]), _UNITS.index(unit)), default=None)


def _day(claim: StoredClaim) -> date:
    when = claim.when
    return claim.published if when is None else when.start or when.end or claim.published
