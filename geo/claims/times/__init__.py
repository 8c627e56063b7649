"""Time expressions of a sentence, and the valid time of a claim made from one.

Comes in: the words of a sentence and the date of publication. Goes out: `TimeMention`s with the days they may
mean, and from one of them, once the action is known, a `When`.

A date without its year, and a weekday, can lie before or after the publication: both readings are kept until
the tense of the clause is known. The dating conventions are those of the annotation guide: an action that
opens a stay is dated at its beginning, an event has both ends, a week is Monday to Sunday, a night the two
days it joins.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from geo.claims.lexicon import alternation, table
from geo.claims.times.arabic import ArabicTimes
from geo.claims.times.english import EnglishTimes
from geo.claims.times.periods import Period, TimeMention, start_of_last
from geo.types import Action, Language, Span, When

__all__ = ["Period", "TimeMention", "has_time_words", "mentions", "when"]

EVENTS: frozenset[Action] = frozenset({"arrive", "withdraw", "close", "patrol", "exercise"})
"""Actions that happen within a time; all others open a stay."""


def when(mention: TimeMention, action: Action, *, is_future: bool, begins: bool = False) -> When:
    """Valid time of a claim of this action at the time mentioned.

    begins: the verb says that the action began then ("started to leave").
    """
    period = mention.future if is_future else mention.past
    start: date | None = period.first
    end: date | None = period.last
    if mention.relation == "until":
        start = None
    elif mention.is_range:
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


def mentions(
    text: str, *, offset: int, published: date | None, language: Language, last: TimeMention | None = None
) -> list[TimeMention]:
    """Time expressions of one sentence, left to right, none within another.

    offset is added to the spans. Expressions that need a publication date are left out where there is none.
    last: the time mentioned before in the text, for "the same day".
    """
    reader = ArabicTimes if language == "ar" else EnglishTimes
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
