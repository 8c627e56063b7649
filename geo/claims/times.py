"""Time expressions of a sentence, and the valid time of a claim made from one.

Comes in: the words of a sentence and the date of publication. Goes out: `TimeMention`s with the days they may
mean, and from one of them, once the action is known, a `When`.

A date without its year, and a weekday, can lie before or after the publication: both readings are kept until
the tense of the clause is known. The dating conventions are those of the annotation guide: an action that
opens a stay is dated at its beginning, an event has both ends, a week is Monday to Sunday, a night the two
days it joins.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal

from geo.claims.lexicon import alternation, table
from geo.types import Action, DatePrecision, Language, Span, When

Relation = Literal["on", "from", "by"]

EVENTS: frozenset[Action] = frozenset({"arrive", "withdraw", "close", "patrol", "exercise"})
"""Actions that happen within a time; all others open a stay."""


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


def when(mention: TimeMention, action: Action, *, is_future: bool, begins: bool = False) -> When:
    """Valid time of a claim of this action at the time mentioned.

    begins: the verb says that the action began then ("started to leave").
    """
    period = mention.future if is_future else mention.past
    start: date | None = period.first
    end: date | None = period.last
    if mention.is_range:
        pass
    elif action in EVENTS:
        if mention.relation == "by":
            start = None
        elif mention.relation == "from" or begins:
            end = None
    else:
        if mention.relation == "by":
            start = start_of_last(period)
        end = None
    return When(
        start=start,
        end=end,
        precision=period.precision,
        bounds=("known" if start else "unknown", "known" if end else "open"),
        span=mention.span,
        inferred=mention.inferred,
    )


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


def mentions(
    text: str, *, offset: int, published: date | None, language: Language, last: TimeMention | None = None
) -> list[TimeMention]:
    """Time expressions of one sentence, left to right, none within another.

    offset is added to the spans. Expressions that need a publication date are left out where there is none.
    last: the time mentioned before in the text, for "the same day".
    """
    reader = _ArabicTimes if language == "ar" else _EnglishTimes
    found: list[TimeMention] = []
    taken: list[Span] = []
    present = _present(text, language)
    for pattern, method in reader.patterns():
        if _NEEDS.get(method.__name__, "word") not in present:
            continue
        for match in pattern.finditer(text):
            span = Span(offset + match.start("t"), offset + match.end("t"))
            if any(span.overlaps(other) for other in taken):
                continue
            taken.append(span)
            mention = method(match, span, published, last)
            if mention is not None:
                found.append(mention)
    return sorted(found, key=lambda mention: mention.span)


def has_time_words(text: str, language: Language) -> bool:
    """A cheap look whether `mentions` could find anything."""
    return bool(_hint(language).search(text))


_NEEDS = {
    "iso": "year",
    "year_only": "year",
    "weekday": "weekday",
    "day_range": "month",
    "two_month_range": "month",
    "month_range": "month",
    "week_of_month": "month",
    "day_month": "month",
    "month_only": "month",
}
"""What a reader's pattern cannot do without; "word" for the rest: a sentence is searched for few of them."""


def _present(text: str, language: Language) -> frozenset[str]:
    """Which of the kinds of time words of `_NEEDS` the text has."""
    months, weekdays = _names(language)
    found = {"word"}
    if re.search(r"\d{4}|[٠-٩]{4}", text):
        found.add("year")
    if months.search(text):
        found.add("month")
    if weekdays.search(text):
        found.add("weekday")
    return frozenset(found)


@cache
def _names(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = table("months")["arabic" if language == "ar" else "english"]
    capital = str.capitalize if language != "ar" else str
    return (
        re.compile(alternation(capital(n) for n in names["months"])),
        re.compile(alternation(capital(n) for n in names["weekdays"])),
    )


@cache
def _hint(language: Language) -> re.Pattern[str]:
    if language == "ar":
        words = [*table("months")["arabic"]["months"], *table("months")["arabic"]["weekdays"]]
        return re.compile(
            r"\d{4}|[٠-٩]{4}|أمس|اليوم|غد|أسبوع|شهر|الأيام|الشهر|عام|الليل|" + alternation(words)
        )
    words = [*table("months")["english"]["months"], *table("months")["english"]["weekdays"]]
    return re.compile(
        r"\d{4}|\b(?:today|tonight|tomorrow|yesterday|overnight|night|morning|weekend|week|month|year|ago|days?"
        r"|weeks|months|spring|summer|autumn|winter|" + alternation(words) + r")\b",
        re.IGNORECASE,
    )


def _nearest(make: Callable[[int], Period], published: date) -> tuple[Period, Period]:
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


def _weekday(number: int, published: date, word: str) -> tuple[Period, Period]:
    back = (published.weekday() - number) % 7
    ahead = (number - published.weekday()) % 7
    if word == "last":
        back = back or 7
        return day(published - timedelta(days=back)), day(published - timedelta(days=back))
    if word == "next":
        ahead = ahead or 7
        return day(published + timedelta(days=ahead)), day(published + timedelta(days=ahead))
    return day(published - timedelta(days=back)), day(published + timedelta(days=ahead))


def _months_back(published: date, count: int) -> Period:
    index = published.year * 12 + published.month - 1 - count
    return month(index // 12, index % 12 + 1)


Reader = Callable[["re.Match[str]", Span, "date | None", "TimeMention | None"], "TimeMention | None"]
"""Makes of a match, its span, the publication and the time mentioned before a mention, or nothing."""


class _EnglishTimes:
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
        cls = _EnglishTimes

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
        if lead in ("by", "before", "until", "till", "through", "up"):
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
            past, future = _nearest(make, published)
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
        past, future = _weekday(number, published, match["word"] or "")
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
            period = _months_back(published, -step)
            return TimeMention(span, period, period, relation, True)
        if unit == "year":
            period = year(published.year + step)
            return TimeMention(span, period, period, relation, True)
        first = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}[unit]

        def season(y: int) -> Period:
            start = date(y, first, 1)
            end = month(y + (first == 12), (first + 1) % 12 + 1).last
            return Period(start, end, "season")

        past, future = _nearest(season, published)
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
            period = _months_back(published, -step)
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
            period = _months_back(published, number)
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


class _ArabicTimes:
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
        cls = _ArabicTimes

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
                    rf"{lead}(?P<word>أمس|امس|البارحة|الليلة الماضية|اليوم|غدا|غداً|يوم غد|مساء اليوم"
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
            past, future = _nearest(make, published)
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
        past, future = _weekday(number, published, word)
        return TimeMention(span, past, future, cls.relation(match), True)

    @classmethod
    def near_day(
        cls, match: re.Match[str], span: Span, published: date | None, _last: TimeMention | None
    ) -> TimeMention | None:
        if published is None:
            return None
        word = match["word"]
        before = published - timedelta(days=1)
        if word in ("أمس", "امس", "البارحة"):
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
            period = _months_back(published, -step)
        else:
            period = year(published.year + step)
        return TimeMention(span, period, period, cls.relation(match), True)

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
