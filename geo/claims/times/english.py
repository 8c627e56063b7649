"""Time expressions in English.

Comes in: a match of one of the patterns and the date of publication. Goes out: a `TimeMention`, or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from typing import Any, cast

from geo.claims.lexicon import alternation, table
from geo.claims.times.periods import (
    Period,
    Relation,
    TimeMention,
    day,
    gone_by,
    month,
    months_back,
    moved,
    week_of,
    year,
)
from geo.claims.times.reader import Pattern, Read, Times, Told, week_in_month


def _words() -> dict[str, Any]:
    return cast("dict[str, Any]", table("months")["english"])


class EnglishTimes(Times):
    month_numbers: Mapping[str, int] = _words()["months"]
    weekday_numbers: Mapping[str, int] = _words()["weekdays"]
    relations: Mapping[str, Relation] = _words()["relations"]
    steps: Mapping[str, int] = _words()["steps"]
    year_steps: Mapping[str, int] = _words()["year_steps"]
    units: Mapping[str, str] = _words()["units"]
    near_days: Mapping[str, tuple[int, int]] = _words()["near_days"]

    @cache  # noqa: B019 - one reader a process
    def patterns(self) -> tuple[Pattern, ...]:
        words = _words()
        m = rf"(?:{alternation(n.capitalize() for n in words['months'])})"
        w = rf"(?:{alternation(n.capitalize() for n in words['weekdays'])})"
        lead = rf"(?:(?P<lead>(?i:{alternation(words['leads'])}))\s+(?:at\s+)?(?:the\s+)?)?"
        near_lead = rf"(?:(?P<lead>(?i:{alternation(words['near_leads'])}))\s+)?"
        part = rf"(?:(?:{alternation(words['parts'])})[\s-]+(?:in\s+|of\s+)?)?"
        some_part = part.removesuffix("?")
        yr = r"(?:,?\s+(?:of\s+|in\s+)?(?P<year>\d{4}|last year|this year|next year))?"
        d = r"\d{1,2}(?:st|nd|rd|th)?"
        to = r"\s*(?:to|and|until|till|through|-|–|—)\s*"
        clock = (
            r"(?:(?:at\s+)?(?:\d{1,2}(?:[:.]\d{2})?\s*(?:a\.?m\.?|p\.?m\.?)?|noon|midnight)\s+(?:on\s+)?)?"
        )
        day_part = alternation(words["day_parts"])
        of_day = rf"(?:(?:(?P<night>night|overnight)|{day_part})\s+(?:of|on)\s+(?:the\s+)?)?"
        year_named = r"(?P<year>\d{4}|last year|this year|next year|the year)"
        on_weekday = rf"(?:{w},?\s+)?"
        unit = alternation(words["units"])
        count = rf"(?P<count>\d{{1,3}}|(?i:{alternation(words['counts'])}))"
        seasons = r"(?P<unit>spring|summer|autumn|fall|winter)"
        found: list[Pattern] = []

        def add(needs: str, read: Read, body: str) -> None:
            regex = re.compile(rf"(?<![\w$€£-])(?P<t>{body})(?![\w-])")
            found.append(Pattern(regex, read, needs))

        add("year", self.iso, lead + r"(?P<y>\d{4})-(?P<n>\d{2})-(?P<d>\d{2})")
        add("year", self.iso, lead + r"(?P<y>\d{4})/(?P<n>\d{1,2})/(?P<d>\d{1,2})")
        add("year", self.numeric, lead + r"(?P<d>\d{1,2})(?P<sep>[./])(?P<n>\d{1,2})(?P=sep)(?P<y>\d{4})")
        add(
            "month",
            self.day_range,
            rf"(?i:(?:from|between|on|in)\s+)?(?:the\s+)?{of_day}{on_weekday}(?P<d1>{d}){to}{on_weekday}"
            rf"(?:the\s+)?(?P<d2>{d})\s+(?:of\s+)?(?P<m>{m})\.?{yr}",
        )
        add(
            "month",
            self.day_range,
            rf"(?i:(?:from|between|on)\s+)?(?P<m>{m})\.?\s+(?P<d1>{d}){to}(?P<d2>{d}){yr}",
        )
        add(
            "month",
            self.two_month_range,
            rf"(?i:(?:from|between)\s+)?{on_weekday}(?:(?P<a1>{d})\s+(?:of\s+)?(?P<m1>{m})|(?P<m2>{m})\.?\s+(?P<a2>{d}))"
            rf"{to}{on_weekday}(?:(?P<b1>{d})\s+(?:of\s+)?(?P<n1>{m})|(?P<n2>{m})\.?\s+(?P<b2>{d})){yr}",
        )
        add(
            "hour",
            self.hours_to_day,
            rf"(?i:in|over|during|for|within)\s+(?:the|a)\s+(?P<count>\d{{1,2}})\s+hours\s+"
            rf"(?:to|until|till|up\s+to|ending|through)\s+{clock}{on_weekday}"
            rf"(?:(?P<d>{d})\s+(?P<m>{m})|(?P<m_>{m})\s+(?P<d_>{d})|(?P<near>today|yesterday))",
        )
        add(
            "hour",
            self.hours_to_day,
            rf"(?i:in|over|during|for|within)\s+(?:the|a)\s+(?P<count>\d{{1,2}})\s+hours\s+"
            rf"(?:to|until|till|up\s+to|ending|through)\s+{clock}(?P<w>{w})(?:\s+(?:morning|evening))?",
        )
        add(
            "month",
            self.week_of_day,
            rf"{lead}week\s+(?:of|beginning|starting|from)\s+(?:the\s+)?{on_weekday}(?:(?P<m>{m})\s+)?(?P<d>{d})"
            rf"(?(m)|\s+(?P<m_>{m})){yr}",
        )
        add(
            "month",
            self.week_of_month,
            rf"{lead}(?P<part>first|second|third|fourth|last|final|1st|2nd|3rd)\s+week\s+(?:of|in)\s+(?P<m>{m}){yr}",
        )
        add(
            "month",
            self.day_month,
            rf"{lead}{clock}{of_day}{on_weekday}(?:the\s+)?(?P<d>{d})\s+(?:of\s+)?(?P<m>{m})\b\.?{yr}",
        )
        add(
            "month",
            self.day_month,
            rf"{lead}{clock}{of_day}{on_weekday}(?P<m>{m})\.?\s+(?P<d>{d})\b(?!\s*(?:troops|soldiers|,\d)){yr}",
        )
        add(
            "month",
            self.month_range,
            rf"(?i:in|between|from|during)\s+(?:(?:early|mid|late)[\s-]+)?(?P<m1>{m})\s*(?:and|to|until|through|-|–)\s*"
            rf"(?:(?:early|mid|late)[\s-]+)?(?P<m2>{m}){yr}",
        )
        add(
            "month",
            self.month_only,
            rf"(?P<lead>(?i:{alternation(words['month_leads'])}))\s+(?:the\s+)?(?:month\s+of\s+)?{part}(?P<m>{m}){yr}",
        )
        add("month", self.month_only, rf"{lead}(?:the\s+)?{some_part}(?P<m>{m}){yr}")
        add("month", self.month_only, r"(?P<m>" + m + r"),?\s+(?P<year>\d{4})")
        add(
            "weekday",
            self.weekday_range,
            rf"(?i:from|between)\s+{clock}(?P<w1>{w})(?:\s+(?:morning|evening|night))?\s+(?:to|until|till|through|and)\s+"
            rf"{clock}(?P<w2>{w})(?:\s+(?:morning|evening|night))?",
        )
        add(
            "weekday",
            self.weekday,
            rf"(?:(?P<before>(?i:overnight)\s+(?:in)?to|(?:in|during)\s+the\s+night\s+to)|(?P<night>(?i:overnight)(?:\s+on)?))\s+(?P<w>{w})",
        )
        add(
            "weekday",
            self.weekday,
            rf"{lead}{clock}(?:(?:(?P<night_>night|overnight)|{day_part})\s+(?:of|on)\s+)?"
            rf"(?:(?P<word>{alternation(words['steps'])})\s+)?(?P<w>{w})"
            rf"(?:\s+(?:(?P<night>night)|at\s+dawn|{day_part}))?",
        )
        add("near", self.near_day, rf"{near_lead}{clock}(?P<word>(?i:{alternation(words['near_days'])}))")
        add(
            "unit",
            self.end_of_unit,
            rf"{lead}(?:{alternation(words['edges'])})\s+of\s+(?P<which>the|this|next|last)\s+(?P<unit>year|month|week)",
        )
        add("unit", self.end_of_unit, rf"{lead}(?P<unit>year|month|week)(?:-|'s\s+|’s\s+|\s+)end(?P<which>)")
        add(
            "unit",
            self.past_units,
            rf"(?P<lead>(?i:in|over|during|for|within|throughout))\s+(?:the\s+|these\s+)?(?P<word>past|last|previous|next|coming|following)\s+{count}\s+(?P<unit>hour|day|week|month|year)s",
        )
        add(
            "unit",
            self.half_year,
            rf"{lead}(?:the\s+)?(?P<part>first|second|third|fourth|last)\s+(?P<size>half|quarter)\s+of\s+{year_named}",
        )
        add(
            "unit",
            self.near_unit,
            rf"{lead}(?:the\s+)?{part}(?P<word>(?i:{alternation(words['steps'])}))\s+(?P<unit>{unit})(?!\s+and\s+a\s+half)",
        )
        add(
            "unit",
            self.near_unit,
            rf"{lead}(?:later|earlier|early|late)\s+in\s+the\s+(?P<unit>week|month|year)",
        )
        add(
            "year",
            self.half_year,
            rf"{lead}(?:the\s+)?(?P<size>[QH])(?P<part>[1-4])\s+(?:of\s+)?(?P<year>\d{{4}})",
        )
        add(
            "season",
            self.season_named,
            rf"{lead}(?:the\s+)?{part}{seasons}(?:\s+of)?\s+(?P<year>\d{{4}}|last year|this year|next year)",
        )
        add(
            "season",
            self.season_named,
            rf"(?P<lead>(?i:in|by|since|until|before|during|from|over|through))\s+(?:the\s+)?{part}{seasons}(?!\s+(?:offensive|war|camp|break|uniform))",
        )
        add(
            "unit",
            self.near_unit,
            r"(?P<lead>(?i:at|over|on|during|since|before|by|after|from|until))\s+(?:the\s+)(?P<unit>weekend)(?!\s+of)",
        )
        add(
            "unit",
            self.coming_days,
            rf"(?i:in|over|within|during)\s+(?:the\s+)?(?:{alternation(words['coming'])})",
        )
        add("unit", self.within, rf"(?i:within)\s+{count}\s+(?P<unit>hour|day|week|month)s?(?!\s+of)")
        add("unit", self.within, rf"(?i:in)\s+{count}\s+(?P<unit>day|week|month)s?(?:'|’|'s|’s)?\s+time")
        add("ago", self.ago, rf"{lead}{count}\s+(?P<unit>hour|day|week|fortnight|month|year)s?\s+ago")
        add(
            "year",
            self.year_range,
            r"(?i:from|between|in)\s+(?P<y1>(?:19|20)\d{2})\s*(?:to|and|until|through|-|–)\s*(?P<y2>(?:19|20)\d{2})",
        )
        add(
            "year",
            self.year_only,
            rf"(?P<lead>(?i:{alternation(words['year_leads'])}))\s+(?:the\s+)?{part}(?P<year>(?:19|20)\d{{2}})"
            r"(?!\s*(?:-|–|\s)(?:km|kilometre|mile|troops|soldiers|men|personnel))",
        )
        add("year", self.year_only, rf"(?:the\s+)?{some_part}(?P<year>(?:19|20)\d{{2}})")
        add("near", self.same_day, r"(?i:on\s+)?(?i:the|that)\s+same\s+(?:day|night|evening|morning)")
        add(
            "near",
            self.day_beside,
            r"(?i:(?:on|by)\s+)?(?i:the)\s+(?P<word>next|following|previous)\s+(?:day|morning|evening|night)",
        )
        add(
            "near",
            self.day_beside,
            r"(?i:a|one|the)\s+day\s+(?P<word>before|earlier|later|after)(?!\s+\w+ing)",
        )
        return tuple(found)

    def kinds_in(self, text: str) -> set[str]:
        kinds = _kinds()
        found = {kind for word in _WORD.findall(text) if (kind := kinds.get(word) or kinds.get(word.lower()))}
        if _YEAR.search(text):
            found.add("year")
        if not found.isdisjoint(("ago", "season", "hour")):
            found.add("unit")
        return found

    def numeric(self, told: Told) -> TimeMention | None:
        """12/03/2025: the day first, unless that cannot be, or lies ahead where the other does not."""
        one, two, y = told.number("d"), told.number("n"), told.number("y")
        readings = []
        for dd, number in ((one, two), (two, one)):
            try:
                readings.append(day(month(y, number).first.replace(day=dd)))
            except ValueError:
                continue
        if not readings:
            return None
        gone = [p for p in readings if told.published is not None and p.first <= told.published]
        period = (gone or readings)[0]
        return TimeMention(told.span, period, period, self.relation(told), False)

    def hours_to_day(self, told: Told) -> TimeMention | None:
        if told.published is None:
            return None
        back = timedelta(days=max(1, round(told.number("count") / 24)))
        if told.group("w"):
            ends = self.weekday(told)
        elif told.group("near"):
            days = -1 if told.group("near") == "yesterday" else 0
            ends = self.near(told, day(told.published + timedelta(days=days)))
        else:
            ends = self.day_month(told)
        if ends is None:
            return None
        past, future = (Period(p.last - back, p.last, "day") for p in (ends.past, ends.future))
        return TimeMention(told.span, past, future, "on", True, True)

    def week_of_month(self, told: Told) -> TimeMention | None:
        number = self.month_of(told.group("m"))
        index = {"first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3}.get(
            told.group("part")
        )
        return self.dated(told, lambda y: week_in_month(month(y, number), index))

    def weekday(self, told: Told) -> TimeMention | None:
        return None if _EACH.search(told.before) else super().weekday(told)

    def near_unit(self, told: Told) -> TimeMention | None:
        return None if _TIMES.search(told.before) else super().near_unit(told)

    def end_of_unit(self, told: Told) -> TimeMention | None:
        if told.published is None:
            return None
        step = self.steps.get(told.group("which"), 0)
        unit = told.group("unit")
        if unit == "year":
            period = year(told.published.year + step)
        elif unit == "month":
            period = months_back(told.published, -step)
        else:
            period = week_of(told.published + timedelta(days=7 * step))
        return self.near(told, period)

    def count(self, told: Told) -> int | None:
        """ "two", "a", "12"; None for "several" and "a few"."""
        word = told.group("count").lower()
        return int(word) if word.isdigit() else cast("int", _words()["counts"][word]) or None

    def past_units(self, told: Told) -> TimeMention | None:
        number = self.count(told)
        if told.published is None:
            return None
        ahead = self.steps[told.group("word")] > 0
        unit = told.group("unit")
        if number is None:
            return self.coming_days(told) if ahead and unit in ("day", "week") else None
        other = moved(told.published, unit, number if ahead else -number)
        first, last = sorted((told.published, other))
        is_within = told.group("lead").lower() == "within"
        relation: Relation = (
            "by" if ahead and is_within else "from" if told.group("lead").lower() == "for" else "on"
        )
        return self.near(told, Period(last if relation == "by" else first, last, "day"), relation)

    def within(self, told: Told) -> TimeMention | None:
        number = self.count(told)
        if told.published is None or number is None:
            return None
        relation: Relation = "by" if told.match["t"].lower().startswith("within") else "on"
        period = day(moved(told.published, told.group("unit"), number))
        return TimeMention(told.span, period, period, relation, True, is_ahead=True)

    def half_year(self, told: Told) -> TimeMention | None:
        names = {
            "first": 1,
            "second": 2,
            "third": 3,
            "fourth": 4,
            "last": 4 if told.group("size") == "quarter" else 2,
        }
        part = told.group("part")
        index = int(part) if part.isdigit() else names[part]
        months = 6 if told.group("size") in ("half", "H") else 3
        if index * months > 12:
            return None

        def make(y: int) -> Period:
            return Period(month(y, (index - 1) * months + 1).first, month(y, index * months).last, "month")

        return self.dated(told, make)

    def season_named(self, told: Told) -> TimeMention | None:
        return self.season_of(told, self.units[told.group("unit")])

    def ago(self, told: Told) -> TimeMention | None:
        number = self.count(told)
        if told.published is None or number is None or _COMPARED.search(told.before):
            return None
        return self.near(told, gone_by(told.published, told.group("unit"), number))

    def day_beside(self, told: Told) -> TimeMention | None:
        """The day before or after the time told before."""
        if told.last is None or told.last.past.precision != "day":
            return None
        step = timedelta(days=-1 if told.group("word") in ("before", "earlier", "previous") else 1)
        past, future = (
            day((p.first if step.days < 0 else p.last) + step) for p in (told.last.past, told.last.future)
        )
        return TimeMention(told.span, past, future, "on", True)


_WORD = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"\d{4}")
_EACH = re.compile(r"\b(?:every|each)\s+$", re.IGNORECASE)
_TIMES = re.compile(r"\btimes?\s+$")
"""What "this year" follows in "for the second time this year": how often, not when."""
_COMPARED = re.compile(r"\b(?:up|down|than|compared|from)\b[^.;]{0,40}$")
"""Before the time of an older figure: "up from 1,000 a year ago"."""


@cache
def _kinds() -> dict[str, str]:
    """The kind of each time word."""
    words = _words()
    return {
        **dict.fromkeys((name.capitalize() for name in words["months"]), "month"),
        **dict.fromkeys((name.capitalize() for name in words["weekdays"]), "weekday"),
        **dict.fromkeys(("spring", "summer", "autumn", "fall", "winter"), "season"),
        **dict.fromkeys(("today", "yesterday", "tomorrow", "overnight", "tonight", "night", "day"), "near"),
        **dict.fromkeys(("morning", "afternoon", "evening"), "near"),
        **dict.fromkeys(("week", "weeks", "month", "months", "year", "years", "weekend", "days"), "unit"),
        **dict.fromkeys(("quarter", "half"), "unit"),
        "hours": "hour",
        "ago": "ago",
    }
