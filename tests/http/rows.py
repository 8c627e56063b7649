"""Builders of rows with defaults, so that a test shows only what matters to it."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from psycopg.types.range import TimestamptzRange
from sqlalchemy import Engine, func, insert, text
from sqlalchemy.dialects.postgresql import insert as upsert

from app.db.tables import (
    actor,
    claim,
    deployment,
    deployment_claim,
    edition,
    place,
    report,
    revision,
    source,
)


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def shape(wkt: str) -> Any:
    return func.ST_GeomFromText(wkt, 4326)


@dataclass
class Rows:
    engine: Engine
    numbers: Any = field(default_factory=lambda: itertools.count(1))

    def deployment(self, id: str | None = None, **given: Any) -> int:
        """One current deployment; gives its row number.

        `wkt`, `first` and `last` stand for geometry and valid time.
        """
        n = next(self.numbers)
        wkt = given.pop("wkt", "POINT(44.4 33.3)")
        first, last = given.pop("first", date(2024, 1, 10)), given.pop("last", date(2024, 1, 20))
        row = {
            "id": id or f"d{n:04d}",
            "key": f"key {n}",
            "actor_id": "us-army",
            "actor": "United States Army",
            "action": "deploy",
            "force": "a battalion",
            "place": "Baghdad",
            "place_id": "gn:98182",
            "precision": "settlement",
            "relation": "at",
            "radius_m": 5000.0,
            "geom": shape(wkt),
            "point": func.ST_PointOnSurface(shape(wkt)),
            "start": first,
            "end": last,
            "start_precision": "day",
            "end_precision": "day" if last else "open",
            "dates_inferred": False,
            "valid": TimestamptzRange(midnight(first), midnight(last + timedelta(days=1)) if last else None),
            "status": "reported",
            "confidence": 0.7,
            "origins": 1,
            "claims": 1,
            "denials": 0,
            "first_reported": first,
            "last_reported": first,
            "quote": "A battalion arrived in Baghdad.",
            "source": "The Paper",
        } | given
        with self.engine.begin() as connection:
            known = {"id": row["actor_id"], "name": row["actor"], "kind": "state_force"}
            connection.execute(upsert(actor).values(known).on_conflict_do_nothing())
            made = connection.execute(insert(deployment).values(row).returning(deployment.c.row_id))
            number: int = made.scalar_one()
            connection.execute(insert(revision).values(what="deployment", subject=row["id"]))
        return number

    def deployments(self, count: int, **given: Any) -> None:
        for _ in range(count):
            self.deployment(**given)

    def claim(self, *, supports: int | None = None, contradicts: int | None = None, **given: Any) -> int:
        """One standing claim in a report of its own, linked to a deployment's row where that is given."""
        n = next(self.numbers)
        published = given.pop("published", date(2024, 1, 12))
        url, title = given.pop("url", f"https://example.org/{n}"), given.pop("title", "Troops arrive")
        body = "A battalion arrived in Baghdad, an officer said."
        wkt = given.pop("wkt", "POINT(44.4 33.3)")
        row = {
            "ordinal": 1,
            "actor_id": "us-army",
            "actor_name": "United States Army",
            "action": "arrive",
            "place_text": "Baghdad",
            "place_name": "Baghdad",
            "place_ids": ["gn:98182"],
            "precision": "settlement" if wkt else None,
            "relation": "at" if wkt else None,
            "radius_m": 5000.0 if wkt else None,
            "geom": shape(wkt) if wkt else None,
            "point": func.ST_PointOnSurface(shape(wkt)) if wkt else None,
            "start": None,
            "end": None,
            "stance": "asserted",
            "holder": "an officer",
            "holders": ["an officer", "the ministry"],
            "quote": body,
            "quote_start": 0,
            "quote_end": len(body),
            "spans": {"quote": [0, len(body)]},
            "rule": "arrive.active",
            "confidence": 0.8,
            "reader_version": "test",
        } | given
        with self.engine.begin() as connection:
            known = {"id": row["actor_id"], "name": row["actor_name"], "kind": "state_force"}
            connection.execute(upsert(actor).values(known).on_conflict_do_nothing())
            paper = {"id": "paper", "name": "The Paper", "class": "paper", "reliability": "C"}
            connection.execute(upsert(source).values(paper).on_conflict_do_nothing())
            report_id = connection.scalar(
                insert(report).values(source_id="paper", key=f"k{n}", url=url).returning(report.c.id)
            )
            edition_id = connection.scalar(
                insert(edition)
                .values(
                    report_id=report_id,
                    hash=f"h{n}",
                    title=title,
                    text=body,
                    published=published,
                    state="done",
                )
                .returning(edition.c.id)
            )
            made = connection.scalar(
                insert(claim).values(row | {"edition_id": edition_id}).returning(claim.c.id)
            )
            for row_id, role in ((supports, "supports"), (contradicts, "contradicts")):
                if row_id is not None:
                    link = {"row_id": row_id, "claim_id": made, "role": role, "weight": 1.0}
                    connection.execute(insert(deployment_claim).values(link))
            connection.execute(insert(revision).values(what="report", subject=str(report_id)))
        assert isinstance(made, int)
        return made

    def place(self, id: str, name: str, **given: Any) -> None:
        wkt = given.pop("wkt", "POINT(44.4 33.3)")
        row = {
            "id": id,
            "name": name,
            "kind": "city",
            "radius_m": 5000.0,
            "source": "GeoNames",
            "geom": shape(wkt),
            "point": func.ST_PointOnSurface(shape(wkt)),
        } | given
        with self.engine.begin() as connection:
            connection.execute(insert(place).values(row))
            connection.execute(insert(revision).values(what="report", subject=id))

    def close(self, id: str) -> None:
        """A deployment that is no longer so, as a revision leaves it."""
        with self.engine.begin() as connection:
            connection.execute(
                text(
                    "UPDATE deployment "
                    "SET recorded = tstzrange(lower(recorded), lower(recorded) + interval '1s') "
                    "WHERE id = :id AND upper_inf(recorded)"
                ),
                {"id": id},
            )
            connection.execute(insert(revision).values(what="deployment", subject=id))
