"""A claim as a sign of presence, departure or denial, and the days it speaks of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from app.fuse.credibility import is_flat
from app.types import StoredClaim
from geo.types import Action, DatePrecision, Footprint, When

Family = Literal["presence", "exercise", "patrol"]

DEPARTURES: frozenset[Action] = frozenset(("withdraw", "close"))

# Days that a date of such a precision covers at most: so long, start and end are the bounds of one date.
_LONGEST: Mapping[DatePrecision, int] = {"day": 2, "week": 7, "month": 31, "season": 93, "year": 366}


def family_of(action: Action) -> Family:
    if action == "exercise" or action == "patrol":
        return action
    return "presence"


@dataclass(frozen=True, slots=True)
class Sign:
    """A claim, and the days it speaks of."""

    claim: StoredClaim
    footprint: Footprint
    begin: date | None
    """When the stay began, if the claim says so."""
    seen: date
    """The last day for which the claim says how things stood."""
    period_end: date | None
    """The last day of a stretch of time given with both its ends."""
    is_ahead: bool = False
    """A departure told of a day after the report, in whatever words."""

    @property
    def family(self) -> Family:
        return family_of(self.claim.action)

    @property
    def is_denial(self) -> bool:
        return self.claim.stance == "denied"

    @property
    def is_departure(self) -> bool:
        return self.claim.action in DEPARTURES

    @property
    def is_plan(self) -> bool:
        return self.claim.stance == "planned"

    @property
    def shows_presence(self) -> bool:
        return not self.is_denial and not self.is_departure

    @property
    def is_reported_departure(self) -> bool:
        """A departure that some voice says has happened."""
        return self.is_departure and is_flat(self.claim) and not self.is_ahead

    @property
    def first(self) -> date:
        return min(self.begin or self.seen, self.seen)

    @property
    def order(self) -> tuple[date, int, date, str, str, str, str, int]:
        """By day, on one day what opens before what closes, then by what is said."""
        claim = self.claim
        turn = 2 if self.is_departure else int(self.is_denial)
        said = (claim.source_id, claim.quote, claim.holder or "", claim.stance)
        return (self.seen, turn, claim.published, *said, claim.id)


def read(claim: StoredClaim, footprint: Footprint) -> Sign:
    if claim.action in DEPARTURES:
        return _departure(claim, footprint)
    when = claim.when
    if when is None or (when.start is None and when.end is None):
        return Sign(claim, footprint, begin=None, seen=claim.published, period_end=None)
    last = when.end or when.start or claim.published
    if (when.start or last) > claim.published and is_flat(claim):
        claim = replace(claim, stance="planned")  # what is said of a day ahead is a plan, in whatever words
    goes_on = when.bounds[1] == "open" and last < claim.published and claim.stance != "planned"
    is_event = family_of(claim.action) != "presence"
    is_entry = (
        claim.action == "arrive"
    )  # "arrived in the past three weeks" says when they came, not when they left
    return Sign(
        claim,
        footprint,
        begin=when.start,
        seen=claim.published if goes_on else last,
        period_end=when.end if is_event or not (is_entry or _is_one_period(when)) else None,
    )


def _departure(claim: StoredClaim, footprint: Footprint) -> Sign:
    """A departure not yet come about, and one denied, say that the force is there on the day of the
    report."""
    when = claim.when
    if claim.stance == "denied":
        stays_on = replace(claim, action="station", stance="asserted", quantity=None)
        return Sign(stays_on, footprint, begin=None, seen=claim.published, period_end=None)
    first = (when.start or when.end if when else None) or claim.published
    last = (when.end or when.start if when else None) or claim.published
    is_ahead = first > claim.published
    if is_ahead or claim.stance == "planned":
        return Sign(claim, footprint, begin=None, seen=claim.published, period_end=None, is_ahead=is_ahead)
    # "This month" ends after the report that says so; the departure does not.
    return Sign(claim, footprint, begin=None, seen=min(last, claim.published), period_end=None)


def _is_one_period(when: When) -> bool:
    """Whether the date is one day, week or month: when something happened, not from when to when it
    lasted."""
    if when.start is None or when.end is None:
        return True
    return (when.end - when.start).days + 1 <= _LONGEST[when.precision]
