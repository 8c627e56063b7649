"""Time expressions in Arabic.

Comes in: a match of one of the patterns and the date of publication. Goes out: a `TimeMention`, or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, cast

from geo.claims.lexicon import alternation, table
from geo.claims.times.periods import Relation, TimeMention, gone_by
from geo.claims.times.reader import Pattern, Read, Times, Told


def _words() -> dict[str, Any]:
    return cast("dict[str, Any]", table("months")["arabic"])


class ArabicTimes(Times):
    month_numbers: Mapping[str, int] = _words()["months"]
    weekday_numbers: Mapping[str, int] = _words()["weekdays"]
    relations: Mapping[str, Relation] = _words()["relations"]
    steps: Mapping[str, int] = _words()["steps"]
    year_steps: Mapping[str, int] = {}
    units: Mapping[str, str] = _words()["units"]
    near_days: Mapping[str, tuple[int, int]] = _words()["near_days"]

    @cache  # noqa: B019 - one reader a process
    def patterns(self) -> tuple[Pattern, ...]:
        names = _words()
        one = rf"(?:{alternation(names['months'])})"
        m = rf"(?P<m>{one})(?:\s*[/(]\s*{one}\)?)?"
        w = rf"(?P<w>{alternation(names['weekdays'])})"
        lead = (
            r"(?:(?P<lead>منذ|اعتبارا من|اعتباراً من|ابتداء من|ابتداءً من|بحلول|قبل|حتى|لغاية|في|خلال|من)\s+)?"
        )
        part = r"(?:(?P<part>مطلع|أوائل|اوائل|بداية|أواخر|اواخر|نهاية|منتصف)\s+)?"
        yr = r"(?:\s+(?:عام\s+|من العام\s+)?(?P<year>\d{4}|[٠-٩]{4}|الماضي|الجاري|المقبل|القادم))?"
        d = r"[\d٠-٩]{1,2}"

        found: list[Pattern] = []

        def add(needs: str, read: Read, body: str) -> None:
            regex = re.compile(rf"(?<!\w)(?:[وف](?=في|منذ|خلال|يوم))?(?P<t>{body})(?!\w)")
            found.append(Pattern(regex, read, needs))

        add(
            "month",
            self.day_range,
            rf"(?:من|بين)\s+(?P<d1>{d})\s+(?:إلى|الى|حتى|و)\s*(?P<d2>{d})\s+(?:من\s+)?{m}{yr}",
        )
        add("month", self.day_month, rf"{lead}(?P<d>{d})\s+(?:من\s+)?(?:شهر\s+)?{m}{yr}")
        add("month", self.month_only, rf"{lead}{part}(?:شهر\s+)?{m}{yr}")
        add(
            "weekday",
            self.weekday,
            rf"{lead}(?:(?:ال)?يوم\s+|مساء\s+|فجر\s+|صباح\s+|ليل\s+|ليلة\s+|ظهر\s+|عصر\s+)*{w}"
            r"(?:\s+(?P<word>الماضي|المقبل|القادم|المنصرم))?",
        )
        add("word", self.near_day, rf"{lead}(?P<word>{alternation(names['near_days'])})")
        add(
            "word",
            self.near_unit,
            rf"{lead}(?:نهاية\s+|بداية\s+|مطلع\s+|أوائل\s+|أواخر\s+)?"
            rf"(?P<unit>{alternation(names['units'])})\s+(?P<word>{alternation(names['steps'])})",
        )
        add(
            "word",
            self.ago,
            rf"(?P<lead>قبل|منذ)\s+(?:نحو\s+|حوالي\s+)?(?:(?P<n>{alternation(names['counts'])}|\d{{1,2}})\s+)?"
            rf"(?P<unit>{alternation(names['spans'])})(?!\s+[\d٠-٩])",
        )
        add("word", self.near_unit, rf"(?:هذا)\s+(?P<unit>{alternation(names['units'])})")
        add(
            "word",
            self.coming_days,
            r"(?:خلال|في)\s+(?:الأيام|الايام|الأسابيع|الساعات)\s+(?:القليلة\s+)?(?:المقبلة|القادمة)"
            r"(?:\s+القليلة)?",
        )
        add(
            "year",
            self.year_only,
            r"(?:(?P<lead>منذ|في|خلال|بحلول|حتى|قبل|من)\s+)?(?:نهاية\s+|مطلع\s+|بداية\s+)?(?:ال)?"
            r"(?:عام|سنة|العام)\s+(?P<year>\d{4}|[٠-٩]{4})",
        )
        add("year", self.year_only, r"(?P<lead>منذ|حتى|بحلول)\s+(?P<year>(?:19|20)\d{2})")
        return tuple(found)

    def ago(self, told: Told) -> TimeMention | None:
        """ "two days ago", "for three weeks"."""
        if told.published is None:
            return None
        word = told.group("n")
        unit, size = _words()["spans"][told.group("unit")]
        count = (_words()["counts"].get(word) or int(word)) if word else 1
        relation: Relation = "from" if told.group("lead") == "منذ" else "on"
        return self.near(told, gone_by(told.published, unit, count * size), relation)

    def kinds_in(self, text: str) -> set[str]:
        return {kind for kind, needed in _needed() if needed.search(text)}


@cache
def _needed() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What each kind of pattern cannot do without."""
    names = _words()
    return (
        ("month", re.compile(alternation(names["months"]))),
        ("weekday", re.compile(alternation(names["weekdays"]))),
        ("year", re.compile(r"\d{4}|[٠-٩]{4}")),
        (
            "word",
            re.compile(
                alternation(
                    [
                        *names["near_days"],
                        *names["units"],
                        *names["spans"],
                        "الأيام",
                        "الايام",
                        "الأسابيع",
                        "الساعات",
                    ]
                )
            ),
        ),
    )
