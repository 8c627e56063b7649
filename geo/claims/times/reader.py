"""What the readers of times share: from a match and the date of publication to a `TimeMention`.

Comes in: matches of a language's patterns, whose groups are named alike in all languages: d, m, year for a
day; w for a weekday; word and unit for "last week"; lead for the preposition. Goes out: a mention, or None
where the words name no day, or need a publication date and there is none.

A language gives its words as tables: names to numbers, prepositions to relations, words to steps back and
forth. Its reader lists its patterns, each with the kind of word it cannot do without, so that a sentence is
searched for few of them.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from geo.claims.times.periods import (
    Period,
    Relation,
    TimeMention,
    day,
    month,
    months_back,
    nearest,
    season,
    week,
    week_of,
    weekday,
    year,
)
from geo.types import Span

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")


@dataclass(frozen=True, slots=True)
class Told:
    """A match in its surroundings."""

    match: re.Match[str]
    span: Span
    published: date | None
    last: TimeMention | None
    """The time mentioned before in the text."""

    def group(self, name: str) -> str:
        """The words of a group, or of its other place in the pattern (`name_`); "" where it took no part."""
        groups = self.match.groupdict()
        return groups.get(name) or groups.get(name + "_") or ""

    def number(self, name: str) -> int:
        return int(re.sub(r"\D", "", self.group(name).translate(_DIGITS)))

    @property
    def before(self) -> str:
        return self.match.string[: self.match.start("t")]


Read = Callable[[Told], TimeMention | None]


@dataclass(frozen=True, slots=True)
class Pattern:
    regex: re.Pattern[str]
    read: Read
    needs: str
    """The kind of word without which it cannot match."""


class Times(ABC):
    month_numbers: Mapping[str, int]
    weekday_numbers: Mapping[str, int]
    relations: Mapping[str, Relation]
    """By the first word of a preposition; others tell a time at which."""
    steps: Mapping[str, int]
    """ "last" is -1, "this" 0, "next" 1."""
    year_steps: Mapping[str, int]
    units: Mapping[str, str]
    near_days: Mapping[str, tuple[int, int]]
    """ "yesterday" is days -1 to -1 from publication, a night two days."""

    @abstractmethod
    def patterns(self) -> tuple[Pattern, ...]:
        """In the order of their right: a later one takes no words of an earlier one."""

    @abstractmethod
    def kinds_in(self, text: str) -> set[str]:
        """Which kinds of time words the text has."""

    def relation(self, told: Told) -> Relation:
        return self.relations.get(told.group("lead").lower().split(" ")[0], "on")

    def month_of(self, name: str) -> int:
        return self.month_numbers[name.lower().rstrip(".")]

    def dated(
        self, told: Told, make: Callable[[int], Period], *, is_range: bool = False
    ) -> TimeMention | None:
        """A period of a year: the one named, or those nearest to the publication."""
        word = told.group("year")
        relation = self.relation(told)
        try:
            if word[:1].isdigit():
                period = make(int(word.translate(_DIGITS)))
                return TimeMention(told.span, period, period, relation, False, is_range)
            if told.published is None:
                return None
            if word in self.year_steps:
                period = make(told.published.year + self.year_steps[word])
                return TimeMention(told.span, period, period, relation, True, is_range)
            past, future = nearest(make, told.published)
        except ValueError:  # no such day
            return None
        lead = told.group("lead").lower()
        step = self.steps.get(word or lead, 0)
        past, future = (future if step > 0 else past), (past if step < 0 else future)
        return TimeMention(told.span, past, future, relation, True, is_range)

    def near(self, told: Told, period: Period, relation: Relation | None = None) -> TimeMention:
        """A period worked out from the publication."""
        return TimeMention(told.span, period, period, relation or self.relation(told), True)

    def iso(self, told: Told) -> TimeMention | None:
        try:
            period = day(date(told.number("y"), told.number("n"), told.number("d")))
        except ValueError:
            return None
        return TimeMention(told.span, period, period, self.relation(told), False)

    def day_range(self, told: Told) -> TimeMention | None:
        number, first, last = self.month_of(told.group("m")), told.number("d1"), told.number("d2")
        if first > last:
            return None
        return self.dated(
            told, lambda y: Period(date(y, number, first), date(y, number, last), "day"), is_range=True
        )

    def two_month_range(self, told: Told) -> TimeMention | None:
        m1 = self.month_of(told.group("m1") or told.group("m2"))
        m2 = self.month_of(told.group("n1") or told.group("n2"))
        d1 = told.number("a1" if told.group("a1") else "a2")
        d2 = told.number("b1" if told.group("b1") else "b2")
        return self.dated(
            told,
            lambda y: Period(date(y - (m1 > m2), m1, d1), date(y, m2, d2), "day"),
            is_range=True,
        )

    def month_range(self, told: Told) -> TimeMention | None:
        m1, m2 = self.month_of(told.group("m1")), self.month_of(told.group("m2"))
        return self.dated(
            told,
            lambda y: Period(month(y - (m1 > m2), m1).first, month(y, m2).last, "month"),
            is_range=True,
        )

    def day_month(self, told: Told) -> TimeMention | None:
        number, dd = self.month_of(told.group("m")), told.number("d")
        night = timedelta(days=1 if told.group("night") else 0)
        return self.dated(told, lambda y: Period(date(y, number, dd), date(y, number, dd) + night, "day"))

    def week_of_day(self, told: Told) -> TimeMention | None:
        number, dd = self.month_of(told.group("m")), told.number("d")
        return self.dated(told, lambda y: week_of(date(y, number, dd)))

    def month_only(self, told: Told) -> TimeMention | None:
        number = self.month_of(told.group("m"))
        if told.published is not None and told.group("lead").lower() == "this":
            return self.near(told, month(told.published.year, number))
        return self.dated(told, lambda y: month(y, number))

    def year_only(self, told: Told) -> TimeMention | None:
        period = year(told.number("year"))
        return TimeMention(told.span, period, period, self.relation(told), False)

    def year_range(self, told: Told) -> TimeMention | None:
        first, last = told.number("y1"), told.number("y2")
        if first >= last:
            return None
        period = Period(date(first, 1, 1), date(last, 12, 31), "year")
        return TimeMention(told.span, period, period, "on", False, True)

    def weekday(self, told: Told) -> TimeMention | None:
        if told.published is None:
            return None
        number = self.weekday_numbers[told.group("w").lower()]
        past, future = weekday(number, told.published, self.steps.get(told.group("word").lower(), 0))
        if told.group("night"):
            past, future = (Period(p.first, p.last + timedelta(days=1), "day") for p in (past, future))
            if past.last > told.published and self.steps.get(told.group("word").lower(), 0) <= 0:
                past = Period(past.first - timedelta(days=7), past.last - timedelta(days=7), "day")
        elif told.group("before"):
            past, future = (Period(p.first - timedelta(days=1), p.last, "day") for p in (past, future))
        return TimeMention(told.span, past, future, self.relation(told), True)

    def weekday_range(self, told: Told) -> TimeMention | None:
        if told.published is None:
            return None
        n1 = self.weekday_numbers[told.group("w1").lower()]
        n2 = self.weekday_numbers[told.group("w2").lower()]
        back = timedelta(days=(n2 - n1) % 7)
        ends = weekday(n2, told.published, 0)
        past, future = (Period(end.first - back, end.last, "day") for end in ends)
        return TimeMention(told.span, past, future, "on", True, True)

    def near_day(self, told: Told) -> TimeMention | None:
        if told.published is None:
            return None
        first, last = (timedelta(days=n) for n in self.near_days[told.group("word").lower()])
        return self.near(told, Period(told.published + first, told.published + last, "day"))

    def near_unit(self, told: Told) -> TimeMention | None:
        if told.published is None:
            return None
        step = self.steps.get(told.group("word").lower(), 0)
        unit = self.units[told.group("unit").lower()]
        if unit == "weekend":
            return self.weekend(told, told.published, step)
        if unit in ("spring", "summer", "autumn", "winter"):
            return self.season_of(told, unit, step)
        if unit == "week":
            period = week_of(told.published + timedelta(days=7 * step))
        elif unit == "month":
            period = months_back(told.published, -step)
        else:
            period = year(told.published.year + step)
        return self.near(told, period)

    def weekend(self, told: Told, published: date, step: int) -> TimeMention:
        monday = week_of(published).first
        saturday = monday + timedelta(days=5)
        gone = monday - timedelta(days=2)
        past, future = (Period(d, d + timedelta(days=1), "day") for d in (gone, saturday))
        if published.weekday() >= 5 and step >= 0:
            past = future
        if step > 0:
            past = future
        return TimeMention(told.span, past, past if step < 0 else future, self.relation(told), True)

    def season_of(self, told: Told, name: str, step: int = 0) -> TimeMention | None:
        """A season of a year named, or the one before or after the publication."""
        if told.group("year"):
            return self.dated(told, lambda y: season(y, name))
        if told.published is None:
            return None
        if told.group("word").lower().endswith("this"):
            begins = told.published.year - (name == "winter" and told.published.month < 3)
            return self.near(told, season(begins, name))
        past, future = nearest(lambda y: season(y, name), told.published)
        if step < 0 and past.last >= told.published:
            past = season(past.first.year - 1, name)
        return TimeMention(told.span, past, past if step < 0 else future, self.relation(told), True)

    def coming_days(self, told: Told) -> TimeMention | None:
        """By the guide, the month of the publication."""
        if told.published is None:
            return None
        return self.near(told, month(told.published.year, told.published.month), "on")

    def same_day(self, told: Told) -> TimeMention | None:
        if told.last is None:
            return None
        return TimeMention(told.span, told.last.past, told.last.future, "on", True)


def week_in_month(whole: Period, index: int | None) -> Period:
    """The week of a month by its number from 0, None for the last."""
    first = whole.last - timedelta(days=6) if index is None else whole.first + timedelta(days=7 * index)
    return week(first)
