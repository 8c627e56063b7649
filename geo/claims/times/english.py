"""Time expressions in English.

Comes in: a match of one of the patterns and the date of publication. Goes out: a `TimeMention`, or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

from geo.claims.lexicon import alternation, table
from geo.claims.times.periods import (
    Period,
    Reader,
    Relation,
    TimeMention,
    day,
    month,
    months_back,
    nearest,
    week,
    weekday,
    year,
)
from geo.types import Span


class EnglishTimes:
    @staticmethod
    @cache
    def patterns() -> tuple[tuple[re.Pattern[str], Reader], ...]:
        names = table("months")["english"]
        m = rf"(?:{alternation(n.capitalize() for n in names['months'])})"
        w = rf"(?:{alternation(n.capitalize() for n in names['weekdays'])})"
        lead = (
            r"(?:(?P<lead>(?i:since|starting from|starting on|starting|beginning on|beginning in"
            r"|beginning|as of|from|by"
            r"|before|until|till|up until|through|on|in|during|over|throughout|at))\s+(?:at\s+)?(?:the\s+)?)?"
        )
        part = (
            r"(?:(?P<part>early|mid|late|the beginning of|the start of|the end of|beginning of|end of"
            r"|start of"
            r"|the first half of|the second half of|the middle of)[\s-]+(?:in\s+|of\s+)?)?"
        )
        yr = r"(?:,?\s+(?:of\s+)?(?P<year>\d{4}|last year|this year|next year))?"
        d = r"\d{1,2}(?:st|nd|rd|th)?"
        cls = EnglishTimes

        def rx(body: str) -> re.Pattern[str]:
            return re.compile(rf"(?<![\w$€£-])(?P<t>{body})(?![\w-])", re.UNICODE)

        return (
            (rx(lead + r"(?P<iso>\d{4}-\d{2}-\d{2})"), cls.iso),
            (
                rx(
                    rf"(?i:(?:from|between|on)\s+)?(?:the\s+)?(?P<d1>{d})\s*(?:to|and|until|through|-|–|—)\s*"
                    rf"(?:the\s+)?(?P<d2>{d})\s+(?:of\s+)?(?P<m>{m})\.?{yr}"
                ),
                cls.day_range,
            ),
            (
                rx(
                    rf"(?i:(?:from|between|on)\s+)?(?P<m>{m})\.?\s+(?P<d1>{d})\s*(?:to|and|until|through|-|–|—)\s*"
                    rf"(?P<d2>{d}){yr}"
                ),
                cls.day_range,
            ),
            (
                rx(
                    rf"(?i:(?:from|between)\s+)?(?:(?P<a1>{d})\s+(?:of\s+)?(?P<m1>{m})|(?P<m2>{m})\.?\s+(?P<a2>{d}))"
                    rf"\s*(?:to|and|until|through|-|–|—)\s*"
                    rf"(?:(?P<b1>{d})\s+(?:of\s+)?(?P<n1>{m})|(?P<n2>{m})\.?\s+(?P<b2>{d})){yr}"
                ),
                cls.two_month_range,
            ),
            (
                rx(
                    rf"{lead}(?P<part>first|second|third|last|1st|2nd|3rd)\s+week\s+(?:of|in)\s+(?P<m>{m}){yr}"
                ),
                cls.week_of_month,
            ),
            (rx(rf"{lead}(?P<d>{d})\s+(?:of\s+)?(?P<m>{m})\b\.?{yr}"), cls.day_month),
            (rx(rf"{lead}(?P<m>{m})\.?\s+(?P<d>{d})\b(?!\s*(?:troops|soldiers|,\d)){yr}"), cls.day_month),
            (
                rx(rf"(?:in\s+|between\s+|from\s+)(?P<m1>{m})\s+(?:and|to|-|–)\s+(?P<m2>{m}){yr}"),
                cls.month_range,
            ),
            (
                rx(
                    rf"(?:(?P<lead>(?i:since|starting from|starting in|starting|beginning in|as of|from|by"
                    rf"|before|until"
                    rf"|till|through|in|during|over|throughout|this|last|next))\s+(?:the\s+)?){part}(?P<m>{m}){yr}"
                ),
                cls.month_only,
            ),
            (
                rx(
                    rf"{lead}(?P<part>early|mid|late|the beginning of|the start of|the end of|beginning of"
                    rf"|end of"
                    rf"|start of|the middle of)[\s-]+(?P<m>{m}){yr}"
                ),
                cls.month_only,
            ),
            (rx(rf"(?P<m>{m})\s+(?P<year>\d{{4}})"), cls.month_only),
            (
                rx(
                    rf"{lead}(?:(?P<word>last|next|this)\s+)?(?P<w>{w})"
                    r"(?:\s+(?:morning|afternoon|evening|night|at dawn))?"
                ),
                cls.weekday,
            ),
            (
                rx(
                    r"(?:(?P<lead>(?i:since|from|by|before|until|till|up to|starting|as of|on))\s+)?"
                    r"(?P<word>(?i:today|tonight|tomorrow|yesterday|overnight|last night|during the night"
                    r"|this morning|this afternoon|this evening))"
                ),
                cls.near_day,
            ),
            (
                rx(
                    lead + r"(?:the\s+)?(?P<word>(?i:this|last|next|past|previous|coming|following))\s+"
                    r"(?P<unit>weekend|week|month|year|summer|winter|spring|autumn|fall)"
                ),
                cls.near_unit,
            ),
            (rx(r"(?i:at|over|on|during)\s+(?:the\s+)(?P<unit>weekend)(?P<word>)"), cls.near_unit),
            (
                rx(r"(?i:in|over|within|during)\s+(?:the\s+)?(?:coming|next few)\s+(?:days|weeks)"),
                cls.coming_days,
            ),
            (
                rx(
                    r"(?:(?P<lead>(?i:by|before|until|till|at|from|since))\s+)?(?:the\s+)?"
                    r"(?:end|close|beginning|start)\s+of\s+(?P<which>the|this|next|last)\s+(?P<unit>year|month|week)"
                ),
                cls.end_of_unit,
            ),
            (
                rx(
                    r"(?P<count>\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|several)\s+"
                    r"(?P<unit>day|week|month|year)s?\s+ago"
                ),
                cls.ago,
            ),
            (
                rx(
                    r"(?P<lead>(?i:since|starting from|starting in|as of|from|by|before|until|till|in|during"
                    r"|throughout"
                    r"|prior to))\s+(?:the\s+)?(?:(?P<part>early|mid|late|end of|beginning of|start of"
                    r"|spring of"
                    r"|summer of|autumn of|winter of|spring|summer|autumn|winter)[\s-]+)?"
                    r"(?P<year>(?:19|20)\d{2})(?!\s*(?:-|–|\s)(?:km|kilometre|mile|troops|soldiers|men|personnel))"
                ),
                cls.year_only,
            ),
            (rx(r"(?i:on\s+)?(?:the|that)\s+same\s+(?:day|night)"), cls.same_day),
        )

    @staticmethod
    def relation(match: re.Match[str]) -> Relation:
        lead = (match.groupdict().get("lead") or "").lower().split(" ")[0]
        if lead in ("since", "from", "starting", "beginning", "as"):
            return "from"
        if lead in ("until", "till", "up"):
            return "until"
        if lead in ("by", "before", "through"):
            return "by"
        return "on"

    @staticmethod
    def number_of(word: str) -> int:
        return int(re.sub(r"\D", "", word))

    @staticmethod
    def months(name: str) -> int:
        return int(table("months")["english"]["months"][name.lower().rstrip(".")])

    @staticmethod
    def year_of(match: re.Match[str], published: date | None) -> int | None:
        word = match.groupdict().get("year")
        if not word:
            return None
        if word.isdigit():
            return int(word)
        if published is None:
            return None
        return published.year + {"last year": -1, "this year": 0, "next year": 1}[word]

    @classmethod
    def dated(
        cls,
        match: re.Match[str],
        span: Span,
        published: date | None,
        make: Callable[[int], Period],
        *,
        is_range: bool = False,
    ) -> TimeMention | None:
        number = cls.year_of(match, published)
        given = (match.groupdict().get("year") or "").isdigit()
        try:
            if number is not None:
                period = make(number)
                return TimeMention(span, period, period, cls.relation(match), not given, is_range)
            if published is None:
                return None
            past, future = nearest(make, published)
        except ValueError:  # no such day
            return None
        return TimeMention(span, past, future, cls.relation(match), True, is_range)

    @classmethod
    def iso(
        cls, match: re.Match[str], span: Span, _published: date | None, _last: TimeMention | None
    ) -> TimeMention | None:
        try:
            period = day(date.fromisoformat(match["iso"]))
        except ValueError:
            return None
        return TimeMention(span, period, period, cls.relation(match), False)

    @classmethod
    def day_range(
        cls, match: re.Match[str], span: Span, published: date | None, _last: TimeMention | None
    ) -> TimeMention | None:
        number = cls.months(match["m"])
        first, end = cls.number_of(match["d1"]), cls.number_of(match["d2"])
        return cls.dated(
            match,
            span,
            published,
            lambda y: Period(date(y, number, first), date(y, number, end), "day"),
            is_range=True,
        )

    @classmethod
    def two_month_range(
        cls, match: re.Match[str], span: Span, published: date | None, _last: TimeMention | None
    ) -> TimeMention | None:
        m1, m2 = cls.months(match["m1"] or match["m2"]), cls.months(match["n1"] or match["n2"])
        d1, d2 = cls.number_of(match["a1"] or match["a2"]), cls.number_of(match["b1"] or match["b2"])
        return cls.dated(
            match,
            span,
            published,
            lambda y: Period(date(y - (m1 > m2), m1, d1), date(y, m2, d2), "day"),
            is_range=True,
        )

    @classmethod
    def month_range(
        cls, match: re.Match[str], span: Span, published: date | None, _last: TimeMention | None
    ) -> TimeMention | None:
        m1, m2 = cls.months(match["m1"]), cls.months(match["m2"])
        return cls.dated(
            match,
            span,
            published,
            lambda y: Period(month(y - (m1 > m2), m1).first, month(y, m2).last, "month"),
            is_range=True,
        )

    @classmethod
    def week_of_month(
        cls, match: re.Match[str], span: Span, published: date | None, _last: TimeMention | None
    ) -> TimeMention | None:
        number = cls.months(match["m"])
        index = {"first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2}.get(match["part"])

        def make(y: int) -> Period:
            whole = month(y, number)
            first = (
                whole.last - timedelta(days=6) if index is None else whole.first + timedelta(days=7 * index)
            )
            return Period(first, first + timedelta(days=6), "week")

        return cls.dated(match, span, published, make)

    @classmethod
    def day_month(
        cls, match: re.Match[str], span: Span, published: date | None, _last: TimeMention | None
    ) -> TimeMention | None:
        number, dd = cls.months(match["m"]), cls.number_of(match["d"])
        return cls.dated(match, span, published, lambda y: day(date(y, number, dd)))

    @classmethod
    def month_only(
        cls, match: re.Match[str], span: Span, published: date | None, _last: TimeMention | None
    ) -> TimeMention | None:
        number = cls.months(match["m"])
        return cls.dated(match, span, published, lambda y: month(y, number))

    @classmethod
    def year_only(
        cls, match: re.Match[str], span: Span, _published: date | None, _last: TimeMention | None
    ) -> TimeMention | None:
        period = year(int(match["year"]))
        return TimeMention(span, period, period, cls.relation(match), False)

    @classmethod
    def weekday(
        cls, match: re.Match[str], span: Span, published: date | None, _last: TimeMention | None
    ) -> TimeMention | None:
        if published is None:
            return None
        number = int(table("months")["english"]["weekdays"][match["w"].lower()])
        past, future = weekday(number, published, match["word"] or "")
        return TimeMention(span, past, future, cls.relation(match), True)

    @classmethod
    def near_day(
        cls, match: re.Match[str], span: Span, published: date | None, _last: TimeMention | None
    ) -> TimeMention | None:
        if published is None:
            return None
        word = match["word"].lower()
        before = published - timedelta(days=1)
        if word in ("overnight", "last night", "during the night"):
            period = Period(before, published, "day")
        elif word == "yesterday":
            period = day(before)
        elif word == "tomorrow":
            period = day(published + timedelta(days=1))
        else:
            period = day(published)
        return TimeMention(span, period, period, cls.relation(match), True)

    @classmethod
    def near_unit(
        cls, match: re.Match[str], span: Span, published: date | None, _last: TimeMention | None
    ) -> TimeMention | None:
        if published is None:
            return None
        if re.search(r"\btimes?\s+$", match.string[: match.start("t")]):
            return None  # "for the second time this year"
        word, unit = match["word"].lower(), match["unit"]
        step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}.get(word, 0)
        monday = published - timedelta(days=published.weekday())
        relation = cls.relation(match)
        if unit == "week":
            period = week(monday + timedelta(days=7 * step))
            return TimeMention(span, period, period, relation, True)
        if unit == "weekend":
            gone = monday - timedelta(days=2)
            saturday = monday + timedelta(days=5)
            past = Period(gone, gone + timedelta(days=1), "day")
            future = Period(saturday, saturday + timedelta(days=1), "day")
            if published.weekday() >= 5:
                past = future if step >= 0 else past
            if step > 0:
                past = future
            return TimeMention(span, past, past if step < 0 else future, relation, True)
        if unit == "month":
            period = months_back(published, -step)
            return TimeMention(span, period, period, relation, True)
        if unit == "year":
            period = year(published.year + step)
            return TimeMention(span, period, period, relation, True)
        first = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}[unit]

        def season(y: int) -> Period:
            start = date(y, first, 1)
            end = month(y + (first == 12), (first + 1) % 12 + 1).last
            return Period(start, end, "season")

        past, future = nearest(season, published)
        if step < 0 and past.last >= published:
            past = season(past.first.year - 1)
        return TimeMention(span, past, past if step < 0 else future, relation, True)

    @classmethod
    def coming_days(
        cls, _match: re.Match[str], span: Span, published: date | None, _last: TimeMention | None
    ) -> TimeMention | None:
        if published is None:
            return None
        period = month(published.year, published.month)
        return TimeMention(span, period, period, "on", True)

    @classmethod
    def end_of_unit(
        cls, match: re.Match[str], span: Span, published: date | None, _last: TimeMention | None
    ) -> TimeMention | None:
        if published is None:
            return None
        step = {"next": 1, "last": -1}.get(match["which"], 0)
        unit = match["unit"]
        if unit == "year":
            period = year(published.year + step)
        elif unit == "month":
            period = months_back(published, -step)
        else:
            period = week(published - timedelta(days=published.weekday()) + timedelta(days=7 * step))
        return TimeMention(span, period, period, cls.relation(match), True)

    @classmethod
    def ago(
        cls, match: re.Match[str], span: Span, published: date | None, _last: TimeMention | None
    ) -> TimeMention | None:
        if published is None or match["count"] == "several":
            return None
        words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
        count = match["count"]
        number = int(count) if count.isdigit() else 1 if count in ("a", "an") else words.index(count) + 1
        unit = match["unit"]
        if unit == "day":
            period = day(published - timedelta(days=number))
        elif unit == "week":
            then = published - timedelta(days=7 * number)
            period = week(then - timedelta(days=then.weekday()))
        elif unit == "month":
            period = months_back(published, number)
        else:
            period = year(published.year - number)
        return TimeMention(span, period, period, "on", True)

    @classmethod
    def same_day(
        cls, _match: re.Match[str], span: Span, _published: date | None, last: TimeMention | None
    ) -> TimeMention | None:
        if last is None:
            return None
        return TimeMention(span, last.past, last.future, "on", True)
