"""Claims: what a reading found in an edition, kept for as long as a newer reading finds the same.

`replace` stores a reading in one transaction with `reports.finish`; `for_actor` gives the fusion what stands.
A claim is never edited: one that a reading no longer finds is retired, one that it still finds keeps its id.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Date, Select, Table, cast, delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as insert_or

from app.db import tables
from app.db.geometries import as_wkb, bound, from_wkb, point_wkb, to_wkb
from app.db.revisions import raise_revision
from app.types import QueueItem, StoredClaim
from geo.types import Actor, Claim, Footprint, Holder, Place, Quantity, Reading, Span, Toponym, When

Values = dict[str, Any]
GEOMETRIES = ("point", "geom")
WRITTEN = (
    "actor_id", "actor_name", "action", "force", "equipment", "quantity_min", "quantity_max",
    "quantity_unit", "quantity_qualifier", "place_text", "place_name", "place_ids", "precision",
    "relation", "radius_m", "point", "geom", "start", "end", "date_precision", "start_bound",
    "end_bound", "dates_inferred", "stance", "holder", "holders", "own_side", "routine", "quote",
    "quote_start", "quote_end", "spans", "rule", "confidence",
)  # fmt: skip
"""Columns of a claim that a reading fills; two claims that agree in them are the same claim."""
PLACE_WRITTEN = (
    "id", "name", "names", "kind", "country", "admin", "population", "radius_m", "source", "point",
    "geom",
)  # fmt: skip
ACTOR_WRITTEN = (
    "id", "name", "names", "kind", "country", "parent_id", "sponsor", "wikidata",
)  # fmt: skip


def replace(conn: Connection, item: QueueItem, reading: Reading) -> set[str]:
    """Make the reading's claims the standing claims of the item's report.

    The ids of actors whose standing claims changed, old and new ones: what has to be fused again. A reading
    of an edition that has been followed by a newer one changes nothing.
    """
    conn.execute(
        select(tables.report.c.id)
        .where(tables.report.c.id == item.report_id)
        .with_for_update(key_share=True)  # two editions of one report are stored one after the other
    )
    newest = select(func.max(tables.edition.c.id)).where(tables.edition.c.report_id == item.report_id)
    if conn.scalar(newest) != item.edition_id:
        return set()
    keep_actors(
        conn, {claim.actor.actor.id: claim.actor.actor for claim in reading.claims if claim.actor}.values()
    )
    _keep_places(conn, reading.toponyms)
    _note_language(conn, item, reading)
    found = [_values(claim) for claim in reading.claims]
    standing = _standing(conn, item.edition_id)
    touched = _retire(conn, item, [id_ for id_, values in standing.items() if values not in found])
    known = list(standing.values())
    new = []
    for ordinal, values in enumerate(found):
        if values not in known:
            known.append(values)
            new.append({**values, **_bound(values), "ordinal": ordinal})
    if new:
        same = {"edition_id": item.edition_id, "reader_version": reading.version}
        conn.execute(insert(tables.claim), [{**values, **same} for values in new])
    return touched | {values["actor_id"] for values in new if values["actor_id"] is not None}


def for_actor(conn: Connection, actor_id: str | Collection[str]) -> list[StoredClaim]:
    """The standing claims about an actor, or about several that are fused together, by id.

    The actors stay locked until the transaction ends: who fuses them next sees what this one wrote. Who needs
    several sets in one transaction locks all of them first (`lock`).
    """
    ids = _ids(actor_id)
    lock(conn, ids)
    claim, edition, report, source = (
        t.c for t in (tables.claim, tables.edition, tables.report, tables.source)
    )
    arrived = cast(func.timezone("UTC", edition.received_at), Date)
    statement = (
        select(
            *(claim[name] for name in WRITTEN if name not in GEOMETRIES),
            claim.id,
            claim.edition_id,
            as_wkb(claim.geom, "geom"),
            func.ST_X(claim.point).label("lon"),
            func.ST_Y(claim.point).label("lat"),
            edition.report_id,
            func.coalesce(edition.published, arrived).label("published"),
            func.coalesce(edition.origin, edition.hash).label("origin"),
            report.source_id,
            report.url,
            report.sample,
            source.reliability,
            source.name.label("source_name"),
        )
        .join_from(tables.claim, tables.edition)
        .join(tables.report)
        .join(tables.source)
        .where(claim.actor_id.in_(ids), claim.retired_at.is_(None))
        .order_by(claim.id)
    )
    shapes: dict[bytes, Any] = {}
    return [_stored(row, shapes) for row in conn.execute(statement)]


def lock(conn: Connection, actor_ids: Iterable[str]) -> None:
    """Hold the actors until the transaction ends, in the order of their ids: nobody then waits in a ring."""
    conn.execute(
        select(tables.actor.c.id)
        .where(tables.actor.c.id.in_(list(actor_ids)))
        .order_by(tables.actor.c.id)
        .with_for_update(key_share=True)
    ).all()


def actors(conn: Connection) -> tuple[Actor, ...]:
    """All actors that claims were made about, by id."""
    columns = [tables.actor.c[name] for name in ACTOR_WRITTEN]
    return tuple(
        Actor(
            id=row.id,
            name=row.name,
            kind=row.kind,
            country=row.country,
            parent=row.parent_id,
            sponsor=row.sponsor,
            wikidata=row.wikidata,
            names=tuple(row.names),
        )
        for row in conn.execute(select(*columns).order_by(tables.actor.c.id))
    )


def keep_actors(conn: Connection, kept: Iterable[Actor]) -> None:
    """Make or bring up to date the rows of the actors."""
    rows = [
        {
            "id": actor.id,
            "name": actor.name,
            "names": list(actor.names),
            "kind": actor.kind,
            "country": actor.country,
            "parent_id": actor.parent,
            "sponsor": actor.sponsor,
            "wikidata": actor.wikidata,
        }
        for actor in kept
    ]
    known = select(*(tables.actor.c[name] for name in ACTOR_WRITTEN))
    _keep(conn, tables.actor, rows, known)


def remove_sample(conn: Connection) -> set[str]:
    """Delete the sample reports, their claims, and every deployment that leans on one of them.

    The ids of the actors they were about: their deployments are to be fused again from what is left. Where no
    report is left, places, actors and sample sources go as well.
    """
    claim, report = tables.claim.c, tables.report.c
    sample_claims = (
        select(claim.id).join_from(tables.claim, tables.edition).join(tables.report).where(report.sample)
    )
    touched = set(
        conn.scalars(
            select(claim.actor_id).where(claim.id.in_(sample_claims), claim.actor_id.is_not(None)).distinct()
        )
    )
    lock(conn, touched)
    leaning = select(tables.deployment_claim.c.row_id).where(
        tables.deployment_claim.c.claim_id.in_(sample_claims)
    )
    deployment = tables.deployment.c
    conn.execute(delete(tables.deployment).where(deployment.sample | deployment.row_id.in_(leaning)))
    conn.execute(delete(tables.report).where(report.sample))
    still_used = select(report.source_id)
    conn.execute(delete(tables.source).where(tables.source.c.sample, tables.source.c.id.not_in(still_used)))
    if conn.scalar(select(func.count()).select_from(tables.report)) == 0:
        conn.execute(delete(tables.actor))
        conn.execute(delete(tables.place))
        touched = set()
    raise_revision(conn, what="sample")
    return touched


def _ids(actor_id: str | Collection[str]) -> list[str]:
    return [actor_id] if isinstance(actor_id, str) else sorted(actor_id)


def _standing(conn: Connection, edition_id: int) -> dict[int, Values]:
    """The claims of the edition that stand, by id, each with the values a reading would fill."""
    claim = tables.claim.c
    columns = [as_wkb(claim[name], name) if name in GEOMETRIES else claim[name] for name in WRITTEN]
    rows = conn.execute(
        select(claim.id, *columns).where(claim.edition_id == edition_id, claim.retired_at.is_(None))
    )
    return {row.id: {name: row._mapping[name] for name in WRITTEN} for row in rows}


def _retire(conn: Connection, item: QueueItem, ids: Collection[int]) -> set[str]:
    """Retire claims of the edition, and all of older editions of its report. The actors they were about."""
    claim, edition = tables.claim.c, tables.edition.c
    older = select(edition.id).where(edition.report_id == item.report_id, edition.id != item.edition_id)
    retired = conn.scalars(
        update(tables.claim)
        .where(claim.retired_at.is_(None), claim.id.in_(ids) | claim.edition_id.in_(older))
        .values(retired_at=func.clock_timestamp())
        .returning(claim.actor_id)
    )
    return {actor_id for actor_id in retired if actor_id is not None}


def _note_language(conn: Connection, item: QueueItem, reading: Reading) -> None:
    edition = tables.edition.c
    conn.execute(
        update(tables.edition)
        .where(edition.id == item.edition_id, edition.language.is_(None))
        .values(language=reading.language)
    )


def _values(claim: Claim) -> Values:
    """The claim as its row, geometries as WKB."""
    footprint, when, quantity = claim.footprint, claim.when, claim.quantity
    holders = list(_chain(claim.holder))
    return {
        "actor_id": claim.actor.actor.id if claim.actor else None,
        "actor_name": claim.actor.actor.name if claim.actor else None,
        "action": claim.action,
        "force": claim.force.text if claim.force else None,
        "equipment": claim.equipment.text if claim.equipment else None,
        "quantity_min": quantity.min if quantity else None,
        "quantity_max": quantity.max if quantity else None,
        "quantity_unit": quantity.unit if quantity else None,
        "quantity_qualifier": quantity.qualifier if quantity else None,
        "place_text": claim.place.text if claim.place else None,
        "place_name": footprint.name if footprint else None,
        "place_ids": list(footprint.place_ids) if footprint else [],
        "precision": footprint.precision if footprint else None,
        "relation": footprint.relation if footprint else None,
        "radius_m": float(footprint.radius_m) if footprint else None,
        "point": point_wkb(footprint.lon, footprint.lat) if footprint else None,
        "geom": to_wkb(footprint.geometry) if footprint else None,
        "start": when.start if when else None,
        "end": when.end if when else None,
        "date_precision": when.precision if when else None,
        "start_bound": when.bounds[0] if when else None,
        "end_bound": when.bounds[1] if when else None,
        "dates_inferred": when.inferred if when else False,
        "stance": claim.stance,
        "holder": claim.holder.name if claim.holder else None,
        "holders": [holder.name for holder in holders],
        "own_side": claim.holder.own_side if claim.holder else False,
        "routine": claim.routine,
        "quote": claim.quote.text,
        "quote_start": claim.quote.span.start,
        "quote_end": claim.quote.span.end,
        "spans": dict(_spans(claim, holders)),
        "rule": claim.rule,
        "confidence": float(claim.confidence),
    }


def _chain(holder: Holder | None) -> Iterator[Holder]:
    """The voices from the innermost outwards."""
    while holder is not None:
        yield holder
        holder = holder.outer


def _spans(claim: Claim, holders: Iterable[Holder]) -> Iterator[tuple[str, Any]]:
    """Where each field was read, for those that were. JSON: [start, end], a list of these for the holders."""
    single: dict[str, Span | None] = {
        "actor": claim.actor.phrase.span if claim.actor and claim.actor.phrase else None,
        "action": claim.action_span,
        "force": claim.force.span if claim.force else None,
        "equipment": claim.equipment.span if claim.equipment else None,
        "quantity": claim.quantity.span if claim.quantity else None,
        "place": claim.place.span if claim.place else None,
        "when": claim.when.span if claim.when else None,
        "stance": claim.stance_span,
        "quote": claim.quote.span,
    }
    for name, span in single.items():
        if span is not None:
            yield name, [span.start, span.end]
    if said := [[holder.span.start, holder.span.end] for holder in holders]:
        yield "holders", said


def _bound(values: Mapping[str, Any]) -> Values:
    """The geometries of the row as binds."""
    return {name: bound(values[name]) for name in GEOMETRIES if name in values}


def _stored(row: Any, shapes: dict[bytes, Any]) -> StoredClaim:
    return StoredClaim(
        id=row.id,
        edition_id=row.edition_id,
        report_id=row.report_id,
        source_id=row.source_id,
        reliability=row.reliability,
        origin=row.origin,
        published=row.published,
        sample=row.sample,
        actor_id=row.actor_id,
        actor_name=row.actor_name,
        action=row.action,
        stance=row.stance,
        holder=row.holder,
        own_side=row.own_side,
        routine=row.routine,
        force=row.force,
        equipment=row.equipment,
        quantity=_quantity(row),
        footprint=_footprint(row, shapes),
        when=_when(row),
        quote=row.quote,
        confidence=row.confidence,
        source_name=row.source_name,
        url=row.url,
    )


def _quantity(row: Any) -> Quantity | None:
    if row.quantity_unit is None:
        return None
    return Quantity(
        min=row.quantity_min,
        max=row.quantity_max,
        unit=row.quantity_unit,
        qualifier=row.quantity_qualifier,
        span=Span(*row.spans["quantity"]),
    )


def _footprint(row: Any, shapes: dict[bytes, Any]) -> Footprint | None:
    """Claims on one country share its polygon: each shape is built once."""
    if row.geom is None:
        return None
    if row.geom not in shapes:
        shapes[row.geom] = from_wkb(row.geom)
    return Footprint(
        geometry=shapes[row.geom],
        precision=row.precision,
        radius_m=row.radius_m,
        relation=row.relation,
        place_ids=tuple(row.place_ids),
        name=row.place_name,
        lon=row.lon,
        lat=row.lat,
    )


def _when(row: Any) -> When | None:
    if row.date_precision is None:
        return None
    return When(
        start=row.start,
        end=row.end,
        precision=row.date_precision,
        bounds=(row.start_bound, row.end_bound),
        span=Span(*row.spans["when"]),
        inferred=row.dates_inferred,
    )


def _keep_places(conn: Connection, toponyms: Iterable[Toponym]) -> None:
    """Rows for the places that the text names."""
    places: dict[str, Values] = {}
    for toponym in toponyms:
        if toponym.place is None:
            continue
        values = _place_values(toponym.place, toponym.footprint)
        if "geom" in values or toponym.place.id not in places:
            places[toponym.place.id] = values
    place = tables.place.c
    known = select(*(as_wkb(place[n], n) if n in GEOMETRIES else place[n] for n in PLACE_WRITTEN))
    _keep(conn, tables.place, list(places.values()), known)


def _place_values(place: Place, footprint: Footprint | None) -> Values:
    """The place as its row; without `geom` where the text gave no occasion to draw it."""
    shape = place.geometry
    if shape is None and footprint and footprint.relation == "at" and footprint.place_ids == (place.id,):
        shape = footprint.geometry
    values = {
        "id": place.id,
        "name": place.name,
        "names": list(place.names),
        "kind": place.kind,
        "country": place.country,
        "admin": place.admin,
        "population": place.population,
        "radius_m": float(place.radius_m),
        "source": place.source,
        "point": point_wkb(place.lon, place.lat),
    }
    return values if shape is None else {**values, "geom": to_wkb(shape)}


def _keep(conn: Connection, table: Table, rows: Collection[Values], known: Select[Any]) -> None:
    """Insert the rows that are missing, update those that differ, leave the rest alone.

    In the order of their ids: two workers that keep the same rows then wait for each other, never in a ring.
    """
    by_id = {row["id"]: row for row in sorted(rows, key=lambda row: str(row["id"]))}
    found = conn.execute(known.where(table.c.id.in_(list(by_id))))
    standing = {row.id: dict(row._mapping) for row in found}
    missing = [_to_insert(row) for id_, row in by_id.items() if id_ not in standing]
    if missing:
        conn.execute(insert_or(table).on_conflict_do_nothing(), missing)
    for id_, row in by_id.items():
        if id_ in standing and any(standing[id_][name] != value for name, value in row.items()):
            conn.execute(update(table).where(table.c.id == id_).values({**row, **_bound(row)}))


def _to_insert(row: Values) -> Values:
    whole = {"geom": row["point"], **row} if "point" in row else row
    return {**whole, **_bound(whole)}
