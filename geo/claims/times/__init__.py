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
from dataclasses import replace
from datetime import date

from geo.claims.times.arabic import ArabicTimes
from geo.claims.times.english import EnglishTimes
from geo.claims.times.periods import Period, TimeMention, start_of_last
from geo.claims.times.reader import Told
from geo.types import Action, Language, Span, When

__all__ = ["Period", "TimeMention", "is_history", "mentions", "when"]

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


_HISTORY = 25  # years
_NO_SOONER_THAN = 2015  # what a text without a date of publication was published in


def is_history(mention: TimeMention, published: date | None) -> bool:
    """Whether what happened then is no news: over 25 years before the publication, or before 1990."""
    year = (published.year if published is not None else _NO_SOONER_THAN) - _HISTORY
    return mention.relation != "from" and mention.past.last.year < year


def mentions(
    text: str, *, offset: int, published: date | None, language: Language, last: TimeMention | None = None
) -> list[TimeMention]:
    """Time expressions of one sentence, left to right, none within another.

    offset is added to the spans. Expressions that need a publication date are left out where there is none.
    last: the time mentioned before in the text, for "the same day".
    """
    reader = _ARABIC if language == "ar" else _ENGLISH
    kinds = reader.kinds_in(text)
    if not kinds:
        return []
    found: list[TimeMention] = []
    taken: list[Span] = []
    for pattern in reader.patterns():
        if pattern.needs not in kinds:
            continue
        for match in pattern.regex.finditer(text):
            span = Span(offset + match.start("t"), offset + match.end("t"))
            if any(span.overlaps(other) for other in taken):
                continue
            taken.append(span)
            mention = pattern.read(Told(match, span, published, last))
            if mention is not None:
                found.append(_gone(mention) if _SINCE.match(match["t"]) else mention)
    return sorted(found, key=lambda mention: mention.span)


_SINCE = re.compile("since|منذ", re.IGNORECASE)


def _gone(mention: TimeMention) -> TimeMention:
    """ "Since Friday" is past in whatever tense."""
    return replace(mention, future=mention.past)


_ENGLISH = EnglishTimes()
_ARABIC = ArabicTimes()
