"""Periods of days, and the time expression read as one before publication and one after."""

from __future__ import annotations

import calendar
import re
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


def weekday(number: int, published: date, word: str) -> tuple[Period, Period]:
    back = (published.weekday() - number) % 7
    ahead = (number - published.weekday()) % 7
    if word == "last":
        back = back or 7
        return day(published - timedelta(days=back)), day(published - timedelta(days=back))
    if word == "next":
        ahead = ahead or 7
        return day(published + timedelta(days=ahead)), day(published + timedelta(days=ahead))
    return day(published - timedelta(days=back)), day(published + timedelta(days=ahead))


def months_back(published: date, count: int) -> Period:
    index = published.year * 12 + published.month - 1 - count
    return month(index // 12, index % 12 + 1)


Reader = Callable[["re.Match[str]", Span, "date | None", "TimeMention | None"], "TimeMention | None"]
"""Makes of a match, its span, the publication and the time mentioned before a mention, or nothing."""
