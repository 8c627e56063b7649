"""Periods of days, and the time expression read as one before publication and one after."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from geo.types import DatePrecision, Span

Relation = Literal["on", "from", "by", "until"]


@dataclass(frozen=True, slots=True)
class Period:
    """The days first to last, both included."""

    first: date
    last: date
    precision: DatePrecision


@dataclass(frozen=True, slots=True)
class TimeMention:
    span: Span
    past: Period
    """Read as not after publication, where the words leave that open."""
    future: Period
    relation: Relation
    inferred: bool
    """True where the year, or the whole date, was worked out from the publication."""
    is_range: bool = False
    """True where the words give both ends."""
    is_ahead: bool = False
    """True for what can only lie ahead: "within 48 hours"."""


def start_of_last(period: Period) -> date:
    """Beginning of the last unit of the period: what "by then" means for a stay that opens."""
    return period.first if period.precision != "day" else period.last


def span_period(a: Period, b: Period) -> Period:
    return Period(a.first, b.last, "day" if "day" in (a.precision, b.precision) else b.precision)


def day(value: date) -> Period:
    return Period(value, value, "day")


def month(year: int, number: int) -> Period:
    return Period(date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1]), "month")


def year(number: int) -> Period:
    return Period(date(number, 1, 1), date(number, 12, 31), "year")


def week(monday: date) -> Period:
    return Period(monday, monday + timedelta(days=6), "week")


def nearest(make: Callable[[int], Period], published: date) -> tuple[Period, Period]:
    """The latest reading not after publication, and the earliest not before it, over the years."""
    candidates: list[Period] = []
    for number in range(published.year - 4, published.year + 5):
        try:
            candidates.append(make(number))
        except ValueError:  # 29 February
            continue
    past = max((c for c in candidates if c.first <= published), key=lambda c: c.first)
    future = min((c for c in candidates if c.last >= published), key=lambda c: c.first)
    return past, future


def week_of(value: date) -> Period:
    """The week, Monday to Sunday, in which the day lies."""
    return week(value - timedelta(days=value.weekday()))


_FIRST_MONTHS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}


def season(number: int, name: str) -> Period:
    """The season that begins in the year."""
    first = _FIRST_MONTHS[name]
    end = month(number + (first == 12), (first + 1) % 12 + 1).last
    return Period(date(number, first, 1), end, "season")


def weekday(number: int, published: date, step: int) -> tuple[Period, Period]:
    """The latest such day not after publication, and the earliest not before it; both the one before for step
    -1 ("last Monday"), the one after for step 1.
    """
    back = (published.weekday() - number) % 7
    ahead = (number - published.weekday()) % 7
    past = day(published - timedelta(days=(back or 7) if step < 0 else back))
    future = day(published + timedelta(days=(ahead or 7) if step > 0 else ahead))
    return (future if step > 0 else past), (past if step < 0 else future)


def months_back(published: date, count: int) -> Period:
    index = published.year * 12 + published.month - 1 - count
    return month(index // 12, index % 12 + 1)


def moved(published: date, unit: str, number: int) -> date:
    """The day so many units before or after; by months and years the first of that month or year."""
    if unit == "hour":
        return published + timedelta(days=round(number / 24))
    if unit in ("day", "week", "fortnight"):
        return published + timedelta(days=number * {"day": 1, "week": 7, "fortnight": 14}[unit])
    return months_back(published, -number * (12 if unit == "year" else 1)).first


def gone_by(published: date, unit: str, number: int) -> Period:
    """The day, week, month or year so many units ago."""
    then = moved(published, unit, -number)
    if unit in ("hour", "day"):
        return day(then)
    if unit in ("week", "fortnight"):
        return week_of(then)
    return month(then.year, then.month) if unit == "month" else year(then.year)
