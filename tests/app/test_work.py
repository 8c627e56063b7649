"""The way of a report through the stages, on a real database and the real gazetteer."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine, text

from app import intake, sample, work
from app.db import reports
from app.db.engine import transaction
from app.errors import DatabaseUnavailable
from app.types import Article
from geo.gazetteer import Gazetteer
from tests.served import current, standing

ARRIVAL = Article(
    text="About 300 US troops arrived at Ayn al-Asad air base in Iraq on 3 June, the Pentagon said.",
    source="wire",
    url="https://wire.example/arrival",
    published=date(2024, 6, 5),
)
DENIAL = Article(
    text="The Pentagon denied that US troops had been deployed to Ayn al-Asad air base in Iraq.",
    source="paper",
    url="https://paper.example/denial",
    published=date(2024, 6, 7),
)
NOTHING = Article(text="The weather in the capital was fine, and nobody moved.", source="paper")


@pytest.fixture
def read(engine: Engine, gazetteer: Gazetteer) -> Callable[..., None]:
    def save_and_read(*articles: Article) -> None:
        editions = intake.take(engine, articles).editions
        outcome = work.drain(engine, gazetteer, editions)
        assert outcome == work.Outcome(read=len(editions), waiting=0, failed=())

    return save_and_read


def test_a_report_becomes_a_deployment_with_its_claim(engine: Engine, read: Callable[..., None]) -> None:
    read(ARRIVAL)
    (deployment,) = current(engine)
    assert deployment["actor_id"] == "us-armed-forces"
    assert deployment["place"] == "Ayn al-Asad"
    assert (deployment["quantity_min"], deployment["quantity_unit"]) == (300, "personnel")
    assert deployment["start"] == date(2024, 6, 3)
    assert deployment["first_reported"] == date(2024, 6, 5)
    assert deployment["evidence"] == [("supports", ARRIVAL.text)]


def test_a_country_that_only_a_part_of_is_named_has_its_outline(
    engine: Engine, read: Callable[..., None]
) -> None:
    read(Article(text="Two Turkish brigades crossed into northern Syria on Monday.", source="wire"))
    with engine.connect() as conn:
        kind = conn.scalar(text("SELECT ST_GeometryType(geom) FROM place WHERE id = 'ne:SY'"))
    assert kind in ("ST_Polygon", "ST_MultiPolygon")


def test_a_denial_makes_the_same_deployment_disputed(engine: Engine, read: Callable[..., None]) -> None:
    read(ARRIVAL)
    read(DENIAL)
    (deployment,) = current(engine)
    assert deployment["status"] == "disputed"
    assert (deployment["claims"], deployment["denials"]) == (1, 1)


def test_the_order_of_reports_does_not_matter(engine: Engine, read: Callable[..., None]) -> None:
    read(DENIAL)
    read(ARRIVAL)
    (deployment,) = current(engine)
    assert deployment["status"] == "disputed"
    assert deployment["quote"] == ARRIVAL.text


def test_more_texts_than_a_statement_takes_binds_are_waited_for(engine: Engine, gazetteer: Gazetteer) -> None:
    assert work.drain(engine, gazetteer, range(1, 70_001)) == work.Outcome(read=0, waiting=0, failed=())


def test_a_report_that_says_nothing_is_read_and_done(engine: Engine, read: Callable[..., None]) -> None:
    read(NOTHING)
    assert current(engine) == []


def test_the_same_report_again_changes_nothing(engine: Engine, read: Callable[..., None]) -> None:
    read(ARRIVAL)
    before = current(engine)
    again = replace(ARRIVAL, text=f" {ARRIVAL.text}\n", url=f"{ARRIVAL.url}?utm_source=feed")
    assert intake.take(engine, [again]).known == 1
    assert current(engine) == before


def test_a_newer_edition_takes_the_place_of_the_older(engine: Engine, read: Callable[..., None]) -> None:
    read(ARRIVAL)
    read(replace(ARRIVAL, text=ARRIVAL.text.replace("300", "500")))
    (deployment,) = current(engine)
    assert deployment["quantity_min"] == 500
    assert deployment["claims"] == 1


def test_rebuilding_changes_nothing(engine: Engine, gazetteer: Gazetteer, read: Callable[..., None]) -> None:
    read(ARRIVAL, DENIAL)
    before, claims_before = current(engine), standing(engine)
    assert work.rebuild(engine) == 0
    assert work.rebuild(engine, gazetteer) == 0
    assert current(engine) == before
    assert standing(engine) == claims_before


def test_rebuilding_restores_what_was_lost(engine: Engine, read: Callable[..., None]) -> None:
    read(ARRIVAL, DENIAL)
    before = current(engine)
    with transaction(engine) as conn:
        conn.execute(text("DELETE FROM deployment"))
    assert work.rebuild(engine) == len(before)
    assert current(engine) == before


def test_the_sample_goes_out_as_if_it_had_never_been(
    engine: Engine, gazetteer: Gazetteer, read: Callable[..., None]
) -> None:
    read(ARRIVAL)
    before = current(engine)
    taken = intake.take_sample(engine)
    assert work.drain(engine, gazetteer, taken.editions[:12]).failed == ()
    assert len(current(engine)) > len(before)
    intake.remove_sample(engine)
    assert current(engine) == before
    assert [claim["quote"] for claim in standing(engine)] == [ARRIVAL.text]


def test_what_cannot_be_read_is_kept_with_its_cause_and_nothing_of_it_is_stored(
    engine: Engine, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("a defect")

    editions = intake.take(engine, [ARRIVAL]).editions
    with monkeypatch.context() as patch:
        patch.setattr("app.db.deployments.revise", fail)
        outcome = work.drain(engine, gazetteer, editions)
    assert outcome.failed == ((editions[0], "RuntimeError: a defect"),)
    assert (current(engine), standing(engine)) == ([], [])
    with transaction(engine) as conn:
        conn.execute(text("UPDATE edition SET not_before = now()"))
    assert work.run_once(engine, gazetteer)
    assert len(current(engine)) == 1


def test_a_text_that_is_too_long_rests_in_quarantine_at_once(engine: Engine, gazetteer: Gazetteer) -> None:
    intake.take(engine, [replace(ARRIVAL, text="word " * 1_000_000)])
    while work.run_once(engine, gazetteer):
        pass
    with engine.connect() as conn:
        (one,) = reports.quarantined(conn)
    assert one.attempts == 1


def test_several_workers_read_every_report_once(engine: Engine, gazetteer: Gazetteer) -> None:
    articles = sample.articles()[:12]
    intake.take(engine, articles)
    stop = threading.Event()
    workers = [
        threading.Thread(target=work.run, args=(engine, gazetteer), kwargs={"stop": stop, "poll_s": 0.05})
        for _ in range(3)
    ]
    for worker in workers:
        worker.start()
    with engine.connect() as conn:
        editions = [row[0] for row in conn.execute(text("SELECT id FROM edition"))]
    outcome = work.drain(engine, gazetteer, editions)
    stop.set()
    for worker in workers:
        worker.join(30)
        assert not worker.is_alive()
    assert outcome.read == len(editions)
    with engine.connect() as conn:
        assert conn.scalar(text("SELECT max(attempts) FROM edition")) == 1
        told_twice = "SELECT edition_id, ordinal FROM claim GROUP BY 1, 2 HAVING count(*) > 1"
        assert conn.execute(text(told_twice)).all() == []


def test_a_worker_waits_for_a_database_that_is_away(
    engine: Engine, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop = threading.Event()
    calls = []

    def away(*_: object, **__: object) -> bool:
        calls.append(1)
        if len(calls) < 3:
            raise DatabaseUnavailable("gone")
        stop.set()
        return False

    monkeypatch.setattr(work, "run_once", away)
    work.run(engine, gazetteer, stop=stop, poll_s=0.01)
    assert len(calls) == 3
