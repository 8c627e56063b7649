"""GET /timeline: how many deployments are valid in each day, week or month."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection
from starlette.requests import Request
from starlette.responses import Response

from app.errors import BadParameter
from app.serve import params, queries
from app.serve.answers import Answer, to_json
from app.serve.collections import STATUSES, boxes, moments
from app.serve.params import Interval

BINS = ("day", "week", "month")
PARAMETERS = frozenset({"bin", "datetime", "bbox", "actor_id", "status"})
BINS_MAXIMUM = 5_000


async def timeline(request: Request) -> Response:
    values = params.given(request.scope["query_string"], PARAMETERS)
    size = params.one_of("bin", values.get("bin", "week"), BINS)
    asked = params.interval(values["datetime"]) if "datetime" in values else params.ALWAYS
    filters = {
        **boxes(params.bbox(values["bbox"]) if "bbox" in values else params.EVERYWHERE),
        "actor_id": params.texts("actor_id", values["actor_id"]) if "actor_id" in values else None,
        "status": params.texts("status", values["status"], STATUSES) if "status" in values else None,
    }

    async def body(connection: AsyncConnection, _state: str) -> AsyncIterator[bytes]:
        (whole,) = await queries.rows(connection, "timeline_extent", filters)
        first, last = window(asked, whole["first"], whole["last"])
        binds = filters | moments(asked)
        total = await queries.scalar(connection, "timeline_total", binds)
        changes = await queries.rows(connection, "timeline", binds | {"bin": size})
        yield to_json(
            {
                "bin": size,
                "bins": list(counted(size, first, last, changes)) if first and last else [],
                "extent": [day.isoformat() if day else None for day in (whole["first"], whole["last"])],
                "total": total,
            }
        )

    return Answer(request, body, media_type="application/json")


def window(asked: Interval, first: date | None, last: date | None) -> tuple[date | None, date | None]:
    """First and last day to count: as asked, else those of the data; (None, None) where there is neither."""
    start = asked.start.date() if asked.start else first
    end = _last_day(asked) if asked.end else last
    if start is None or end is None:
        return None, None
    return start, max(start, end)


def _last_day(asked: Interval) -> date:
    assert asked.end is not None
    moment: datetime = asked.end.astimezone(UTC)
    return (moment - timedelta(microseconds=1)).date() if asked.bounds == "[)" else moment.date()


def counted(
    size: str, first: date, last: date, changes: Sequence[Mapping[str, Any]]
) -> Iterator[dict[str, object]]:
    """Every bin from the one that holds `first` to the one that holds `last`, empty ones too."""
    if _number_of_bins(size, first, last) > BINS_MAXIMUM:
        raise BadParameter("bin", f"would make more than {BINS_MAXIMUM} bins; ask for a wider one")
    waiting = deque(changes)
    valid: Counter[str] = Counter()
    day: date | None = bin_start(size, first)
    while day is not None and day <= last:
        while waiting and waiting[0]["bin"] <= day:
            change = waiting.popleft()
            valid[change["status"]] += change["by"]
        following = bin_after(size, day)
        yield {
            "start": day.isoformat(),
            "end": (following - timedelta(days=1) if following else date.max).isoformat(),
            "count": sum(valid.values()),
            "by_status": {status: n for status, n in sorted(valid.items()) if n},
        }
        day = following


def _number_of_bins(size: str, first: date, last: date) -> int:
    return (last - first).days // {"day": 1, "week": 7, "month": 28}[size]


def bin_start(size: str, day: date) -> date:
    """Weeks start on Monday."""
    if size == "week":
        return day - timedelta(days=min(day.weekday(), day.toordinal() - 1))
    return day.replace(day=1) if size == "month" else day


def bin_after(size: str, start: date) -> date | None:
    """First day of the next bin; None past the end of the calendar."""
    try:
        if size == "month":
            return (start + timedelta(days=31)).replace(day=1)
        return start + timedelta(days=7 if size == "week" else 1)
    except OverflowError:
        return None
