"""Claims: what a reading finds is kept whole, and what it no longer finds is retired, never edited."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from shapely.geometry import MultiPolygon, Point
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from app.db import claims, deployments, judgements, sources
from app.types import Source
from geo.types import Quantity, When
from tests.app.builders import (
    FLEET,
    MILITIA,
    PORT,
    PROVINCE,
    TEXT,
    border,
    claim,
    deployment,
    footprint,
    queued,
    reading,
    supports,
    toponym,
)


def ids(conn: Connection, actor_id: str = FLEET.id) -> list[int]:
    return [stored.id for stored in claims.for_actor(conn, actor_id)]


def scalar(conn: Connection, statement: str) -> Any:
    return conn.scalar(text(statement))


def test_a_claim_comes_back_as_it_was_read(conn: Connection) -> None:
    item = queued(conn, url="https://wire.example/1")
    said = claim()
    assert claims.replace(conn, item, reading(said)) == {FLEET.id}
    (stored,) = claims.for_actor(conn, FLEET.id)
    assert (stored.quantity, stored.footprint, stored.when) == (said.quantity, said.footprint, said.when)
    assert (stored.actor_id, stored.actor_name) == (FLEET.id, "Fourth Fleet")
    assert (stored.action, stored.stance, stored.force, stored.equipment) == (
        "deploy",
        "asserted",
        "sailors",
        None,
    )
    assert (stored.holder, stored.own_side, stored.routine) == ("a spokesman", True, False)
    assert (stored.quote, stored.confidence) == (TEXT, 0.8)
    assert (stored.source_id, stored.source_name, stored.reliability) == ("the-wire", "The Wire", "F")
    assert (stored.published, stored.url) == (date(2023, 8, 15), "https://wire.example/1")
    assert (stored.edition_id, stored.report_id, stored.sample) == (item.edition_id, item.report_id, False)


def test_every_field_keeps_the_place_in_the_text_it_was_read_from(conn: Connection) -> None:
    item = queued(conn)
    claims.replace(conn, item, reading(claim()))
    spans = scalar(conn, "SELECT spans FROM claim")
    words = {name: TEXT[slice(*span)] for name, span in spans.items() if name != "holders"}
    assert words == {
        "actor": "4th Fleet",
        "action": "sent",
        "force": "sailors",
        "quantity": "3,000",
        "place": "Port Amsel",
        "when": "Monday",
        "quote": TEXT,
    }
    assert [TEXT[slice(*span)] for span in spans["holders"]] == ["a spokesman", "The"]
    assert scalar(conn, "SELECT holders FROM claim") == ["a spokesman", "The Wire"]


@pytest.mark.parametrize("shape", [footprint(PROVINCE), border(), footprint(MultiPolygon([PROVINCE]))])
def test_areas_and_lines_come_back_to_the_last_digit(conn: Connection, shape: Any) -> None:
    claims.replace(conn, queued(conn), reading(claim(footprint=shape)))
    (stored,) = claims.for_actor(conn, FLEET.id)
    assert stored.footprint == shape


def test_what_is_not_known_stays_unknown(conn: Connection) -> None:
    bare = claim(quantity=None, footprint=None, when=None, place=None, force=None, holder=None)
    claims.replace(conn, queued(conn), reading(bare, claim(None)))
    (stored,) = claims.for_actor(conn, FLEET.id)
    assert (stored.quantity, stored.footprint, stored.when, stored.holder) == (None, None, None, None)
    assert scalar(conn, "SELECT count(*) FROM claim WHERE actor_id IS NULL") == 1


def test_a_report_without_a_date_counts_from_its_arrival(conn: Connection) -> None:
    item = queued(conn, published=None)
    claims.replace(conn, item, reading(claim()))
    (stored,) = claims.for_actor(conn, FLEET.id)
    assert stored.published == item.received_at.date()


def test_reading_the_same_again_changes_nothing(conn: Connection) -> None:
    item = queued(conn)
    said = reading(claim(), claim(stance="denied"), claim(footprint=border()), claim(MILITIA, when=None))
    claims.replace(conn, item, said)
    before = ids(conn)
    assert claims.replace(conn, item, replace(said, version="2")) == set()
    assert ids(conn) == before


def test_a_claim_that_a_newer_reading_no_longer_finds_is_retired(conn: Connection) -> None:
    item = queued(conn)
    claims.replace(conn, item, reading(claim(), claim(MILITIA)))
    kept = ids(conn)
    assert claims.replace(conn, item, reading(claim())) == {MILITIA.id}
    assert ids(conn) == kept
    assert ids(conn, MILITIA.id) == []
    assert scalar(conn, "SELECT count(*) FROM claim WHERE retired_at IS NOT NULL") == 1


def test_a_claim_found_anew_joins_those_that_stand(conn: Connection) -> None:
    item = queued(conn)
    claims.replace(conn, item, reading(claim()))
    (first,) = ids(conn)
    assert claims.replace(conn, item, reading(claim(stance="alleged"), claim())) == {FLEET.id}
    assert [stored.stance for stored in claims.for_actor(conn, FLEET.id)] == ["asserted", "alleged"]
    assert ids(conn)[0] == first


def test_a_newer_edition_retires_the_claims_of_the_older_one(conn: Connection) -> None:
    url = "https://wire.example/1"
    old = queued(conn, url=url)
    claims.replace(conn, old, reading(claim(), claim(MILITIA)))
    new = queued(conn, f"{TEXT} Corrected.", url=url)
    assert claims.replace(conn, new, reading(claim())) == {FLEET.id, MILITIA.id}
    assert [stored.edition_id for stored in claims.for_actor(conn, FLEET.id)] == [new.edition_id]


def test_an_older_edition_read_late_changes_nothing(conn: Connection) -> None:
    url = "https://wire.example/1"
    old = queued(conn, url=url)
    new = queued(conn, f"{TEXT} Corrected.", url=url)
    claims.replace(conn, new, reading(claim()))
    assert claims.replace(conn, old, reading(claim(MILITIA))) == set()
    assert ids(conn, MILITIA.id) == []


def test_reprints_share_their_origin_and_other_texts_do_not(conn: Connection) -> None:
    for source, body in (("A", TEXT), ("B", TEXT), ("C", f"{TEXT} More.")):
        claims.replace(conn, queued(conn, body, source=source), reading(claim()))
    first, reprint, other = (stored.origin for stored in claims.for_actor(conn, FLEET.id))
    assert first == reprint != other
    conn.execute(text("UPDATE edition SET origin = 'wire:1'"))
    assert {stored.origin for stored in claims.for_actor(conn, FLEET.id)} == {"wire:1"}


def test_actors_that_are_fused_together_are_read_together(conn: Connection) -> None:
    claims.replace(conn, queued(conn), reading(claim(), claim(MILITIA)))
    both = claims.for_actor(conn, {FLEET.id, MILITIA.id})
    assert {stored.actor_id for stored in both} == {FLEET.id, MILITIA.id}
    assert [actor.id for actor in claims.actors(conn)] == [MILITIA.id, FLEET.id]


def test_the_row_of_an_actor_follows_the_registry(conn: Connection) -> None:
    claims.replace(conn, queued(conn), reading(claim()))
    renamed = replace(FLEET, name="4th Fleet", names=("4th Fleet",), parent="xx-navy")
    claims.keep_actors(conn, [renamed])
    assert claims.actors(conn) == (renamed,)


def test_places_are_kept_with_the_best_shape_that_was_seen(conn: Connection) -> None:
    province = replace(PORT, id="ne:XX-A", name="Amsel", kind="admin")
    kind = "SELECT ST_GeometryType(geom) FROM place WHERE id = 'ne:XX-A'"
    drawn = replace(reading(places=()), toponyms=(toponym(province, PROVINCE),))
    claims.replace(conn, queued(conn, "One"), reading(places=(province,)))
    assert scalar(conn, kind) == "ST_Point"
    claims.replace(conn, queued(conn, "Two"), drawn)
    assert scalar(conn, kind) == "ST_Polygon"
    claims.replace(conn, queued(conn, "Three"), reading(places=(replace(province, names=("Amzel",)),)))
    assert scalar(conn, kind) == "ST_Polygon", "a text that does not draw the place takes nothing away"
    assert scalar(conn, "SELECT names FROM place") == ["Amzel"]


def test_a_place_that_is_not_on_earth_is_refused(conn: Connection) -> None:
    swapped = replace(PORT, lon=45.0, lat=134.5)
    with pytest.raises(DBAPIError, match="point_in_range"), conn.begin_nested():
        claims.replace(conn, queued(conn), reading(places=(swapped,)))
    beyond = footprint(Point(200, 10))
    with pytest.raises(DBAPIError, match="point_in_range"), conn.begin_nested():
        claims.replace(conn, queued(conn, "Other"), reading(claim(footprint=beyond)))


def test_a_figure_that_runs_backwards_is_refused(conn: Connection) -> None:
    wrong = Quantity(min=5, max=3, unit="ship", qualifier=None, span=claim().quote.span)
    with pytest.raises(DBAPIError, match="quantity"), conn.begin_nested():
        claims.replace(conn, queued(conn), reading(claim(quantity=wrong)))


def test_the_language_that_was_read_is_noted_where_none_was_given(conn: Connection) -> None:
    claims.replace(conn, queued(conn, "One"), reading())
    claims.replace(conn, queued(conn, "Two", language="ar"), reading())
    assert list(conn.scalars(text("SELECT language FROM edition ORDER BY id"))) == ["en", "ar"]


def test_removing_the_sample_leaves_what_is_real(conn: Connection) -> None:
    claims.replace(
        conn, queued(conn, "Invented.", source="Invented", sample=True), reading(claim(), claim(MILITIA))
    )
    claims.replace(conn, queued(conn), reading(claim()))
    sample_claim, real_claim = ids(conn)
    leaning = [
        deployment("invented", sample=True, links=supports(sample_claim)),
        deployment("mixed", links=supports(sample_claim, real_claim)),
        deployment("real", links=supports(real_claim)),
    ]
    deployments.revise(conn, FLEET.id, leaning)
    assert claims.remove_sample(conn) == {FLEET.id, MILITIA.id}
    assert ids(conn) == [real_claim]
    assert list(conn.scalars(text("SELECT DISTINCT id FROM deployment"))) == ["real"]
    assert list(conn.scalars(text("SELECT id FROM source"))) == ["the-wire"]


def test_removing_the_sample_from_nothing_else_leaves_nothing(conn: Connection) -> None:
    claims.replace(conn, queued(conn, source="Invented", sample=True), reading(claim()))
    claims.remove_sample(conn)
    for table in ("source", "report", "edition", "claim", "place", "actor", "deployment"):
        assert scalar(conn, f"SELECT count(*) FROM {table}") == 0


def test_an_open_end_and_an_unknown_end_are_told_apart(conn: Connection) -> None:
    unknown = When(None, None, "month", ("unknown", "unknown"), claim().quote.span, inferred=False)
    claims.replace(conn, queued(conn), reading(claim(when=unknown)))
    (stored,) = claims.for_actor(conn, FLEET.id)
    assert stored.when == unknown


def test_sources_are_brought_up_to_date_with_their_parents(conn: Connection) -> None:
    owner = Source(id="zz-group", name="Group", source_class="official", reliability="B")
    paper = Source(id="aa-paper", name="Paper", source_class="paper", parent_id="zz-group", country="XX")
    sources.upsert(conn, [paper, owner])
    sources.upsert(conn, [replace(paper, reliability="C"), owner])
    rows = conn.execute(text("SELECT id, class, parent_id, reliability FROM source ORDER BY id"))
    assert [tuple(row) for row in rows] == [
        ("aa-paper", "paper", "zz-group", "C"),
        ("zz-group", "official", None, "B"),
    ]


def test_a_source_that_changes_raises_the_revision(conn: Connection) -> None:
    paper = Source(id="aa-paper", name="Paper")
    sources.upsert(conn, [paper])
    before = scalar(conn, "SELECT count(*) FROM revision")
    sources.upsert(conn, [paper])
    assert scalar(conn, "SELECT count(*) FROM revision") == before
    sources.upsert(conn, [replace(paper, reliability="C")])
    assert scalar(conn, "SELECT count(*) FROM revision") == before + 1


def test_judgements_are_only_added_to(conn: Connection) -> None:
    judgements.append(conn, subject="claim:1", verdict="wrong place", author="ann", reason="another town")
    judgements.append(conn, subject="claim:2", verdict="right", author="ben")
    judgements.append(conn, subject="claim:1", verdict="right", author="ben")
    assert [one.verdict for one in judgements.judgements(conn, "claim:1")] == ["wrong place", "right"]
    assert len(judgements.judgements(conn)) == 3
