"""Builders of claims for tests of the fusion, and pictures of what comes out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import count
from typing import Any

from shapely.geometry import LineString, Point, box

from app.types import Deployment, StoredClaim
from geo.types import Action, DatePrecision, Footprint, Precision, Quantity, Span, Stance, When

DAY_ONE = date(2024, 3, 1)
SPAN = Span(0, 1)
"""Where words stand in the text does not matter to the fusion."""


def day(number: int) -> date:
    return DAY_ONE + timedelta(days=number - 1)


def spot(
    place_id: str, lon: float, lat: float, *, precision: Precision = "site", radius_m: float = 3_000
) -> Footprint:
    return Footprint(Point(lon, lat), precision, radius_m, "at", (place_id,), place_id, lon, lat)


def area(
    place_id: str, *, west: float, south: float, east: float, north: float, precision: Precision
) -> Footprint:
    shape = box(west, south, east, north)
    lon, lat = (west + east) / 2, (south + north) / 2
    return Footprint(shape, precision, 200_000, "at", (place_id,), place_id, lon, lat)


BASE = spot("base", 42.44, 33.79)
TOWN = spot("town", 42.60, 33.80, precision="settlement", radius_m=5_000)
CAPITAL = spot("capital", 44.36, 33.31, precision="settlement", radius_m=18_000)
AIRPORT = spot("airport", 44.23, 33.26)
PROVINCE = area("province", west=39, south=31, east=43.5, north=34.5, precision="province")
COUNTRY = area("country", west=39, south=29, east=48, north=37, precision="country")
SEA = area("sea", west=34, south=14, east=42, north=28, precision="sea")
BORDER = Footprint(
    LineString([(41.0, 33.0), (41.2, 34.5), (42.4, 37.0)]), "line", 300_000, "border",
    ("country", "neighbour"), "border", 41.2, 34.5,
)  # fmt: skip

_ids = count(1)


def claim(
    place: Footprint | None = BASE,
    *,
    said: int = 1,
    action: Action = "deploy",
    stance: Stance = "asserted",
    source: str = "gazette",
    **fields: Any,
) -> StoredClaim:
    """A claim printed on day `said`, each in a report of its own; one source is one origin."""
    number = next(_ids)
    given: dict[str, Any] = {
        "id": number,
        "edition_id": number,
        "report_id": number,
        "source_id": source,
        "reliability": "C",
        "origin": source,
        "published": day(said),
        "sample": False,
        "actor_id": "us-armed-forces",
        "actor_name": "US forces",
        "action": action,
        "stance": stance,
        "holder": None,
        "own_side": False,
        "routine": False,
        "force": None,
        "equipment": None,
        "quantity": None,
        "footprint": place,
        "when": None,
        "quote": f"Sentence {number}.",
        "confidence": 0.9,
        "source_name": source.title(),
        "url": None,
    }
    return StoredClaim(**(given | fields))


def on(
    first: int, last: int | None = None, *, precision: DatePrecision = "day", inferred: bool = False
) -> When:
    """Dated: on one day, or from one to the other."""
    return When(day(first), day(last or first), precision, ("known", "known"), SPAN, inferred)


def since(first: int) -> When:
    return When(day(first), None, "day", ("known", "open"), SPAN, False)


def people(low: int | None, high: int | None = None) -> Quantity:
    return Quantity(low, high, "personnel", None, SPAN)


def left(place: Footprint = BASE, *, said: int, **fields: Any) -> StoredClaim:
    return claim(place, said=said, action="withdraw", **fields)


def denied(place: Footprint = BASE, *, said: int, **fields: Any) -> StoredClaim:
    return claim(place, said=said, stance="denied", **fields)


def picture(deployments: Iterable[Deployment], *, days: int = 20) -> str:
    """A line a deployment, a column a day: `|` a known start, `=` there, `~` only planned, `.` not there."""
    lines = []
    for d in sorted(deployments, key=lambda d: (d.footprint.name, d.valid_from, d.key)):
        row = "".join(_column(d, day(n)) for n in range(1, days + 1))
        lines.append(f"{d.footprint.name} {row} {d.status}")
    return "\n".join(lines)


def _column(d: Deployment, today: date) -> str:
    if today < d.valid_from or (d.valid_to is not None and today > d.valid_to):
        return "."
    if d.status == "planned":
        return "~"
    return "|" if today == d.start else "="
