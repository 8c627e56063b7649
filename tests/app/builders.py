"""Claims, readings and deployments with defaults, so that a test shows only what matters to it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry
from sqlalchemy import Connection

from app.db import reports
from app.types import Article, ClaimLink, Deployment, QueueItem
from geo.types import (
    Actor,
    ActorMention,
    Claim,
    Footprint,
    Holder,
    Phrase,
    Place,
    Quantity,
    Reading,
    Span,
    Toponym,
    When,
)

TEXT = "The 4th Fleet sent 3,000 sailors to Port Amsel on Monday, a spokesman said."
FLEET = Actor(id="xx-fourth-fleet", name="Fourth Fleet", kind="state_force", country="XX")
MILITIA = Actor(id="reed-guard", name="Reed Guard", kind="militia")
PORT = Place(
    id="gn:1", name="Port Amsel", kind="city", lon=34.5, lat=45.0, radius_m=4000.0, source="geonames"
)
PROVINCE = Polygon([(34, 44), (36, 44), (36, 46), (34, 46)])


def footprint(geometry: BaseGeometry | None = None, **given: Any) -> Footprint:
    shape = geometry if geometry is not None else Point(PORT.lon, PORT.lat)
    middle = shape.representative_point()
    defaults: dict[str, Any] = {
        "precision": {"Point": "settlement", "LineString": "line"}.get(shape.geom_type, "province"),
        "radius_m": 4000.0,
        "relation": "at",
        "place_ids": (PORT.id,),
        "name": PORT.name,
        "lon": middle.x,
        "lat": middle.y,
    }
    return Footprint(geometry=shape, **{**defaults, **given})


def border() -> Footprint:
    return footprint(LineString([(30, 40), (31, 41), (32, 40.5)]), relation="border", place_ids=("a", "b"))


def claim(actor: Actor | None = FLEET, **given: Any) -> Claim:
    defaults: dict[str, Any] = {
        "actor": ActorMention(actor, Phrase("4th Fleet", Span(4, 13))) if actor else None,
        "action": "deploy",
        "action_span": Span(14, 18),
        "force": Phrase("sailors", Span(25, 32)),
        "equipment": None,
        "quantity": Quantity(min=3000, max=None, unit="personnel", qualifier=None, span=Span(19, 24)),
        "place": Phrase("Port Amsel", Span(36, 46)),
        "footprint": footprint(),
        "when": When(
            start=date(2023, 8, 14),
            end=None,
            precision="day",
            bounds=("known", "open"),
            span=Span(50, 56),
            inferred=True,
        ),
        "stance": "asserted",
        "stance_span": None,
        "holder": Holder("a spokesman", Span(58, 69), own_side=True, outer=Holder("The Wire", Span(0, 3))),
        "quote": Phrase(TEXT, Span(0, len(TEXT))),
        "rule": "send.to",
        "confidence": 0.8,
    }
    return Claim(**{**defaults, **given})


def reading(*claims: Claim, places: Iterable[Place] = (PORT,), version: str = "1") -> Reading:
    return Reading(
        language="en",
        repairs=(),
        toponyms=tuple(toponym(place) for place in places),
        non_places=(),
        claims=claims,
        skipped=(),
        version=version,
    )


def toponym(place: Place, shape: BaseGeometry | None = None) -> Toponym:
    return Toponym(
        span=Span(36, 46),
        text=place.name,
        kind=place.kind,
        place=place,
        candidates=(),
        confidence=0.9,
        footprint=footprint(shape, place_ids=(place.id,)) if shape is not None else None,
    )


def queued(conn: Connection, body: str = TEXT, **given: Any) -> QueueItem:
    """The item of an article just saved, as `take_next` gives it; `conn` may be one that is rolled back."""
    article = Article(**{"text": body, "source": "The Wire", "published": date(2023, 8, 15), **given})
    edition_id = reports.save(conn, article)
    assert edition_id is not None
    row = conn.exec_driver_sql("SELECT * FROM edition WHERE id = %s", (edition_id,)).one()
    return QueueItem(
        edition_id=row.id,
        report_id=row.report_id,
        text=row.text,
        title=row.title,
        published=row.published,
        received_at=row.received_at,
        language=row.language,
        home=None,
        attempts=row.attempts,
    )


def deployment(id_: str = "d1", **given: Any) -> Deployment:
    defaults: dict[str, Any] = {
        "id": id_,
        "key": f"{FLEET.id} | presence | {id_}",
        "actor_id": FLEET.id,
        "actor": FLEET.name,
        "action": "deploy",
        "force": "sailors",
        "equipment": None,
        "quantity_min": 3000,
        "quantity_max": None,
        "quantity_unit": "personnel",
        "footprint": footprint(),
        "start": date(2023, 8, 14),
        "end": None,
        "start_precision": "day",
        "end_precision": "open",
        "dates_inferred": True,
        "valid_from": date(2023, 8, 14),
        "valid_to": None,
        "status": "reported",
        "confidence": 0.61,
        "origins": 1,
        "claims": 1,
        "denials": 0,
        "first_reported": date(2023, 8, 15),
        "last_reported": date(2023, 8, 15),
        "quote": TEXT,
        "source": "The Wire",
        "url": None,
        "sample": False,
        "links": (),
    }
    return Deployment(**{**defaults, **given})


def supports(*claim_ids: int) -> tuple[ClaimLink, ...]:
    return tuple(ClaimLink(id_, "supports", 0.5) for id_ in claim_ids)
