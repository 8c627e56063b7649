"""Time expressions in Arabic.

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

_COUNTS = {
    word: number
    for number, words in enumerate(
        (
            "ثلاثة ثلاث",
            "أربعة أربع",
            "خمسة خمس",
            "ستة ست",
            "سبعة سبع",
            "ثمانية ثماني",
            "تسعة تسع",
            "عشرة عشر",
        ),
        3,
    )
    for word in words.split("/")
}
_SPANS = {
    word: (unit, size)
    for unit, forms in {
        "day": "يوم يومين أيام",
        "week": "أسبوع أسبوعين أسابيع",
        "month": "شهر شهرين أشهر",
        "year": "عام عامين أعوام",
    }.items()
    for word, size in zip(forms.split(), (1, 2, 1), strict=True)
} | {"سنة": ("year", 1), "سنتين": ("year", 2), "سنوات": ("year", 1), "شهور": ("month", 1)}
"""Words for spans of time to their unit and how many of it each is."""


class ArabicTimes:
    @staticmethod
    @cache
    def patterns() -> tuple[tuple[re.Pattern[str], Reader], ...]:
        names = table("months")["arabic"]
        one = rf"(?:{alternation(names['months'])})"
        m = rf"(?P<m>{one})(?:\s*[/(]\s*{one}\)?)?"
        w = rf"(?P<w>{alternation(names['weekdays'])})"
        lead = (
            r"(?:(?P<lead>منذ|اعتبارا من|اعتباراً من|ابتداء من|ابتداءً من|بحلول|قبل|حتى|لغاية|في|خلال|من)\s+)?"
        )
        part = r"(?:(?P<part>مطلع|أوائل|اوائل|بداية|أواخر|اواخر|نهاية|منتصف)\s+)?"
        yr = r"(?:\s+(?:عام\s+|من العام\s+)?(?P<year>\d{4}|[٠-٩]{4}|الماضي|الجاري|المقبل|القادم))?"
        d = r"[\d٠-٩]{1,2}"
        cls = ArabicTimes

        def rx(body: str) -> re.Pattern[str]:
            return re.compile(rf"(?<!\w)(?:[وف](?=في|منذ|خلال|يوم))?(?P<t>{body})(?!\w)")

        return (
            (
                rx(rf"(?:من|بين)\s+(?P<d1>{d})\s+(?:إلى|الى|حتى|و)\s*(?P<d2>{d})\s+(?:من\s+)?{m}{yr}"),
                cls.day_range,
            ),
            (rx(rf"{lead}(?P<d>{d})\s+(?:من\s+)?(?:شهر\s+)?{m}{yr}"), cls.day_month),
            (rx(rf"{lead}{part}(?:شهر\s+)?{m}{yr}"), cls.month_only),
            (
                rx(
                    rf"{lead}(?:(?:ال)?يوم\s+|مساء\s+|فجر\s+|صباح\s+|ليل\s+|ليلة\s+|ظهر\s+|عصر\s+)*{w}"
                    r"(?:\s+(?P<word>الماضي|المقبل|القادم|المنصرم))?"
                ),
                cls.weekday,
            ),
            (
                rx(
                    rf"{lead}(?P<word>أول أمس|أول من أمس|أمس الأول|أمس|امس"
                    r"|البارحة|الليلة الماضية|اليوم|غدا|غداً|يوم غد|مساء اليوم"
                    rf"|صباح اليوم)"
                ),
                cls.near_day,
            ),
            (
                rx(
                    rf"{lead}(?:نهاية\s+|بداية\s+|مطلع\s+|أوائل\s+|أواخر\s+)?"
                    r"(?P<unit>الأسبوع|الاسبوع|الشهر|العام|السنة)\s+"
                    r"(?P<word>الماضي|الماضية|المنصرم|الحالي|الجاري|الحالية|الجارية|المقبل|المقبلة|القادم|القادمة)"
                ),
                cls.near_unit,
            ),
            (
                rx(
                    rf"(?P<lead>قبل|منذ)\s+(?:نحو\s+|حوالي\s+)?(?:(?P<n>{alternation(_COUNTS)}|\d{{1,2}})\s+)?"
                    rf"(?P<unit>{alternation(_SPANS)})(?!\s+[\d٠-٩])"
                ),
                cls.ago,
            ),
            (rx(r"(?:هذا)\s+(?P<unit>الأسبوع|الاسبوع|الشهر|العام)(?P<word>)"), cls.near_unit),
            (
                rx(
                    r"(?:خلال|في)\s+(?:الأيام|الايام|الأسابيع|الساعات)\s+(?:القليلة\s+)?(?:المقبلة|القادمة)"
                    r"(?:\s+القليلة)?"
                ),
                cls.coming_days,
            ),
            (
                rx(
                    r"(?P<lead>منذ|في|خلال|بحلول|حتى|قبل|من)\s+(?:نهاية\s+|مطلع\s+|بداية\s+)?(?:ال)?"
                    r"(?:عام|سنة|العام)\s+(?P<year>\d{4}|[٠-٩]{4})"
                ),
                cls.year_only,
            ),
            (rx(r"(?P<lead>منذ|حتى|بحلول)\s+(?P<year>(?:19|20)\d{2})"), cls.year_only),
        )

    @staticmethod
    def relation(match: re.Match[str]) -> Relation:
        lead = (match.groupdict().get("lead") or "").split(" ")[0]
        if lead in ("منذ", "اعتبارا", "اعتباراً", "ابتداء", "ابتداءً", "من"):
            return "from"
        if lead in ("بحلول", "قبل", "حتى", "لغاية"):
            return "by"
        return "on"

    @staticmethod
    def months(name: str) -> int:
        return int(table("months")["arabic"]["months"][name])

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
        word = match.groupdict().get("year")
        try:
            if word and word.isdigit():
                period = make(int(word))
                return TimeMention(span, period, period, cls.relation(match), False, is_range)
            if published is None:
                return None
            past, future = nearest(make, published)
        except ValueError:
            return None
        if word == "الماضي":
            future = past
        elif word in ("المقبل", "القادم"):
            past = future
        return TimeMention(span, past, future, cls.relation(match), True, is_range)

    @classmethod
    def day_range(
        cls, match: re.Match[str], span: Span, published: date | None, _last: TimeMention | None
    ) -> TimeMention | None:
        number, first, end = cls.months(match["m"]), int(match["d1"]), int(match["d2"])
        return cls.dated(
            match,
            span,
            published,
            lambda y: Period(date(y, number, first), date(y, number, end), "day"),
            is_range=True,
        )

    @classmethod
    def day_month(
        cls, match: re.Match[str], span: Span, published: date | None, _last: TimeMention | None
    ) -> TimeMention | None:
        number, dd = cls.months(match["m"]), int(match["d"])
        return cls.dated(match, span, published, lambda y: day(date(y, number, dd)))

    @classmethod
    def month_only(
        cls, match: re.Match[str], span: Span, published: date | None, _last: TimeMention | None
    ) -> TimeMention | None:
        number = cls.months(match["m"])
        return cls.dated(match, span, published, lambda y: month(y, number))

    @classmethod
    def weekday(
        cls, match: re.Match[str], span: Span, published: date | None, _last: TimeMention | None
    ) -> TimeMention | None:
        if published is None:
            return None
        number = int(table("months")["arabic"]["weekdays"][match["w"]])
        word = {"الماضي": "last", "المنصرم": "last", "المقبل": "next", "القادم": "next"}.get(
            match["word"] or "", ""
        )
        past, future = weekday(number, published, word)
        return TimeMention(span, past, future, cls.relation(match), True)

    @classmethod
    def near_day(
        cls, match: re.Match[str], span: Span, published: date | None, _last: TimeMention | None
    ) -> TimeMention | None:
        if published is None:
            return None
        word = match["word"]
        before = published - timedelta(days=1)
        if word in ("أول أمس", "أول من أمس", "أمس الأول"):
            period = day(published - timedelta(days=2))
        elif word in ("أمس", "امس", "البارحة"):
            period = day(before)
        elif word == "الليلة الماضية":
            period = Period(before, published, "day")
        elif "غد" in word:
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
        word, unit = match["word"], match["unit"]
        step = (
            -1 if word.startswith(("الماض", "المنصرم")) else 1 if word.startswith(("المقبل", "القادم")) else 0
        )
        if "سبوع" in unit:
            monday = published - timedelta(days=published.weekday())
            period = week(monday + timedelta(days=7 * step))
        elif "شهر" in unit:
            period = months_back(published, -step)
        else:
            period = year(published.year + step)
        return TimeMention(span, period, period, cls.relation(match), True)

    @classmethod
    def ago(
        cls, match: re.Match[str], span: Span, published: date | None, _last: TimeMention | None
    ) -> TimeMention | None:
        """ "two days ago", "for three weeks"."""
        if published is None:
            return None
        unit, size = _SPANS[match["unit"]]
        count = size * (_COUNTS.get(match["n"]) or int(match["n"]) if match["n"] else 1)
        if unit == "day":
            period = day(published - timedelta(days=count))
        elif unit == "week":
            monday = published - timedelta(days=published.weekday())
            period = week(monday - timedelta(days=7 * count))
        elif unit == "month":
            period = months_back(published, count)
        else:
            period = year(published.year - count)
        return TimeMention(span, period, period, "from" if match["lead"] == "منذ" else "on", True)

    @classmethod
    def coming_days(
        cls, _match: re.Match[str], span: Span, published: date | None, _last: TimeMention | None
    ) -> TimeMention | None:
        if published is None:
            return None
        period = month(published.year, published.month)
        return TimeMention(span, period, period, "on", True)

    @classmethod
    def year_only(
        cls, match: re.Match[str], span: Span, _published: date | None, _last: TimeMention | None
    ) -> TimeMention | None:
        period = year(int(match["year"]))
        return TimeMention(span, period, period, cls.relation(match), False)
