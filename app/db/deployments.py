"""Deployments: rows that the fusion derived. What differs is closed and followed by a new row."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.dialects.postgresql import Range

from app.db import tables
from app.db.claims import lock
from app.db.geometries import as_wkb, bound, point_wkb, to_wkb
from app.db.revisions import raise_revision
from app.types import ClaimLink, Deployment

Values = dict[str, Any]
GEOMETRIES = ("point", "geom")
WRITTEN = (
    "id", "key", "actor_id", "actor", "action", "force", "equipment", "quantity_min",
    "quantity_max", "quantity_unit", "place", "place_id", "precision", "relation", "radius_m",
    "point", "geom", "start", "end", "start_precision", "end_precision", "dates_inferred", "valid",
    "status", "confidence", "origins", "claims", "denials", "first_reported", "last_reported",
    "quote", "source", "url", "sample",
)  # fmt: skip


def revise(conn: Connection, actor_id: str | Collection[str], deployments: Sequence[Deployment]) -> int:
    """Make `deployments` the current ones of the actor, or of the actors that were fused together.

    How many rows were closed or written: 0 where nothing differs, and then the revision stays too.
    Raises ValueError for a deployment of an actor that is not among those given.
    """
    ids = {actor_id} if isinstance(actor_id, str) else set(actor_id)
    if strangers := sorted({deployment.actor_id for deployment in deployments} - ids):
        raise ValueError(f"deployments of {strangers}, given for {sorted(ids)}")
    lock(conn, ids)
    wanted = {deployment.id: (_values(deployment), frozenset(deployment.links)) for deployment in deployments}
    current = _current(conn, ids)
    closed = [
        row_id for row_id, (values, links) in current.items() if wanted.get(values["id"]) != (values, links)
    ]
    kept = {values["id"] for row_id, (values, _) in current.items() if row_id not in set(closed)}
    new = {id_: one for id_, one in wanted.items() if id_ not in kept}
    if not closed and not new:
        return 0
    now = _moment_after(conn, closed)
    _close(conn, closed, now)
    _write(conn, new, now)
    raise_revision(conn, what="deployment", subject=", ".join(sorted(ids))[:200])
    return len(closed) + len(new)


def actor_ids(conn: Connection) -> set[str]:
    """The actors that have current deployments."""
    deployment = tables.deployment.c
    return set(conn.scalars(select(deployment.actor_id).where(_is_current()).distinct()))


def _is_current() -> Any:
    return func.upper_inf(tables.deployment.c.recorded)


def _current(conn: Connection, ids: Collection[str]) -> dict[int, tuple[Values, frozenset[ClaimLink]]]:
    """By row id: the values and links of the current deployments."""
    deployment, link = tables.deployment.c, tables.deployment_claim.c
    ours = deployment.actor_id.in_(ids) & _is_current()
    columns = [as_wkb(deployment[name], name) if name in GEOMETRIES else deployment[name] for name in WRITTEN]
    rows = conn.execute(select(deployment.row_id, *columns).where(ours)).all()
    links: dict[int, set[ClaimLink]] = {row.row_id: set() for row in rows}
    for row in conn.execute(
        select(link.row_id, link.claim_id, link.role, link.weight)
        .join_from(tables.deployment_claim, tables.deployment)
        .where(ours)
    ):
        links[row.row_id].add(ClaimLink(row.claim_id, row.role, row.weight))
    return {
        row.row_id: ({name: row._mapping[name] for name in WRITTEN}, frozenset(links[row.row_id]))
        for row in rows
    }


def _moment_after(conn: Connection, closed: Collection[int]) -> datetime:
    """Now, or just after the youngest of the rows to close where the clock was set back since.

    The transaction's own time would not do: one that began earlier may get here later.
    """
    youngest = (
        select(func.max(func.lower(tables.deployment.c.recorded)))
        .where(tables.deployment.c.row_id.in_(closed))
        .scalar_subquery()
    )
    found: datetime = conn.execute(
        select(func.greatest(func.clock_timestamp(), youngest + timedelta(microseconds=1)))
    ).scalar_one()
    return found


def _close(conn: Connection, row_ids: Collection[int], now: datetime) -> None:
    recorded = tables.deployment.c.recorded
    conn.execute(
        update(tables.deployment)
        .where(tables.deployment.c.row_id.in_(row_ids))
        .values(recorded=func.tstzrange(func.lower(recorded), now))
    )


def _write(conn: Connection, new: dict[str, tuple[Values, frozenset[ClaimLink]]], now: datetime) -> None:
    if not new:
        return
    rows = [
        {
            **values,
            **{name: bound(values[name]) for name in GEOMETRIES},
            "recorded": Range(now, None, bounds="[)"),
            "updated": now,
        }
        for values, _ in new.values()
    ]
    deployment = tables.deployment.c
    given = conn.execute(insert(tables.deployment).returning(deployment.id, deployment.row_id), rows)
    row_ids = {row.id: row.row_id for row in given}
    links = [
        {"row_id": row_ids[id_], "claim_id": link.claim_id, "role": link.role, "weight": link.weight}
        for id_, (_, its_links) in new.items()
        for link in its_links
    ]
    if links:
        conn.execute(insert(tables.deployment_claim), links)


def _values(deployment: Deployment) -> Values:
    """The deployment as its row, geometries as WKB."""
    footprint = deployment.footprint
    return {
        "id": deployment.id,
        "key": deployment.key,
        "actor_id": deployment.actor_id,
        "actor": deployment.actor,
        "action": deployment.action,
        "force": deployment.force,
        "equipment": deployment.equipment,
        "quantity_min": deployment.quantity_min,
        "quantity_max": deployment.quantity_max,
        "quantity_unit": deployment.quantity_unit,
        "place": footprint.name,
        "place_id": footprint.place_ids[0] if footprint.place_ids else None,
        "precision": footprint.precision,
        "relation": footprint.relation,
        "radius_m": float(footprint.radius_m),
        "point": point_wkb(footprint.lon, footprint.lat),
        "geom": to_wkb(footprint.geometry),
        "start": deployment.start,
        "end": deployment.end,
        "start_precision": deployment.start_precision,
        "end_precision": deployment.end_precision,
        "dates_inferred": deployment.dates_inferred,
        "valid": _valid(deployment.valid_from, deployment.valid_to),
        "status": deployment.status,
        "confidence": float(deployment.confidence),
        "origins": deployment.origins,
        "claims": deployment.claims,
        "denials": deployment.denials,
        "first_reported": deployment.first_reported,
        "last_reported": deployment.last_reported,
        "quote": deployment.quote,
        "source": deployment.source,
        "url": deployment.url,
        "sample": deployment.sample,
    }


def _valid(first: date, last: date | None) -> Range[datetime]:
    """Whole UTC days, half-open. The last day that Python can name counts as open."""
    end = None if last is None or last == date.max else _midnight(last + timedelta(days=1))
    return Range(_midnight(first), end, bounds="[)")


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)
