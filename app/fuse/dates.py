"""When a stay began and ended, as far as its claims say, and the days for which it is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.fuse.credibility import is_flat
from app.fuse.signs import Sign
from app.fuse.stays import Stay
from geo.types import DatePrecision


@dataclass(frozen=True, slots=True)
class Dates:
    start: date | None
    start_precision: DatePrecision | Literal["unknown"]
    end: date | None
    end_precision: DatePrecision | Literal["open", "unknown"]
    inferred: bool
    valid_from: date
    valid_to: date | None


def dates(stay: Stay) -> Dates:
    if stay.family != "presence":
        return _bout_dates(stay)
    if not stay.has_support:
        days = [sign.seen for sign in stay.own]
        return Dates(None, "unknown", None, "unknown", False, min(days), max(days))
    opening, closing = _opening(stay), stay.end
    dated = closing is not None and closing.claim.when is not None
    valid_to = closing.seen if closing else None
    valid_from = opening.begin if opening else None
    if valid_from is None:
        supports = [sign for sign in stay.own if not sign.is_denial]
        valid_from = min(sign.seen for sign in _surest(stay.presences) or supports)
    valid_from = max(valid_from, stay.not_before or valid_from)
    return Dates(
        start=opening.begin if opening else None,
        start_precision=_precision(opening),
        end=valid_to if dated else None,
        end_precision=_precision(closing) if closing else "open",
        inferred=any(sign is not None and _is_inferred(sign) for sign in (opening, closing)),
        valid_from=min(valid_from, valid_to or valid_from),
        valid_to=valid_to,
    )


def _opening(stay: Stay) -> Sign | None:
    """The sign that says when the stay began; None where none does, or where the force was seen before."""
    for signs in _by_sureness(stay.presences):
        dated = [sign for sign in signs if sign.begin is not None]
        if not dated:
            continue
        first = min(dated, key=lambda sign: (sign.begin, sign.order))
        seen_before = any(sign.begin is None and first.begin and sign.seen < first.begin for sign in signs)
        return None if seen_before else first
    return None


def _by_sureness(signs: Sequence[Sign]) -> list[list[Sign]]:
    return [
        [sign for sign in signs if is_flat(sign.claim)],
        [sign for sign in signs if sign.claim.stance == "alleged"],
        [sign for sign in signs if sign.is_plan],
    ]


def _surest(signs: Sequence[Sign]) -> list[Sign]:
    return [sign for sign in signs if not sign.is_plan] or list(signs)


def _bout_dates(stay: Stay) -> Dates:
    supports = [sign for sign in stay.own if not sign.is_denial] or list(stay.own)
    surest = _surest(supports)
    begins = [sign for sign in surest if sign.begin is not None]
    opening = min(begins, key=lambda sign: (sign.begin, sign.order), default=None)
    first, last = _span(surest)
    # Where it is not yet over, or nobody tells how it ended, the announcement says until when it was to last.
    ends = [sign for sign in supports if sign.period_end is not None and sign.period_end >= last]
    closing = max(ends, key=lambda sign: (sign.period_end, sign.order), default=None)
    when = closing.claim.when if closing else None
    return Dates(
        start=opening.begin if opening else None,
        start_precision=_precision(opening),
        end=closing.period_end if closing else None,
        end_precision=when.precision if when else "unknown",
        inferred=any(sign is not None and _is_inferred(sign) for sign in (opening, closing)),
        valid_from=first,
        valid_to=max(last, closing.period_end if closing and closing.period_end else last),
    )


def _span(signs: Iterable[Sign]) -> tuple[date, date]:
    listed = list(signs)
    return min(sign.first for sign in listed), max(sign.seen for sign in listed)


def _precision(sign: Sign | None) -> DatePrecision | Literal["unknown"]:
    if sign is None or sign.claim.when is None:
        return "unknown"
    return sign.claim.when.precision


def _is_inferred(sign: Sign) -> bool:
    return sign.claim.when is not None and sign.claim.when.inferred
