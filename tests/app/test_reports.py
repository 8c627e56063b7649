"""Reports: stored once, queued, handed to one worker at a time, never lost."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, text

from app.db import reports
from app.types import Article

FIRST = "Troops arrived in the port town on Monday, the ministry said."


def article(body: str = FIRST, **given: Any) -> Article:
    return Article(**{"text": body, "source": "The Wire", "url": None, **given})


def saved(engine: Engine, *articles: Article) -> list[int | None]:
    ids = []
    for one in articles:
        with engine.begin() as conn:
            ids.append(reports.save(conn, one))
    return ids


def scalar(conn: Connection, statement: str) -> Any:
    return conn.scalar(text(statement))


def make_due(engine: Engine) -> None:
    """Let the time of waiting pass."""
    with engine.begin() as conn:
        conn.execute(text("UPDATE edition SET not_before = now() - interval '1 hour' WHERE state = 'queued'"))


def test_the_same_text_at_the_same_address_is_stored_once(conn: Connection) -> None:
    url = "https://wire.example/story/17"
    assert reports.save(conn, article(url=url)) is not None
    assert reports.save(conn, article(url=url)) is None
    assert reports.save(conn, article(FIRST.replace(" ", "\n "), url=f"{url}?utm_source=x#top")) is None
    assert scalar(conn, "SELECT count(*) FROM edition") == 1


def test_a_changed_text_is_a_new_edition_of_the_same_report(conn: Connection) -> None:
    url = "https://wire.example/story/17"
    first = reports.save(conn, article(url=url))
    second = reports.save(conn, article(f"{FIRST} It was corrected.", url=url))
    assert second is not None
    assert scalar(conn, "SELECT count(*) FROM report") == 1
    states = dict(tuple(row) for row in conn.execute(text("SELECT id, state FROM edition")))
    assert states == {first: "done", second: "queued"}, "the older one need not be read any more"


def test_without_an_address_the_publishers_id_tells_reports_apart(conn: Connection) -> None:
    assert reports.save(conn, article(external_id="a1")) is not None
    assert reports.save(conn, article(external_id="a2")) is not None
    assert reports.save(conn, article(external_id="a1")) is None
    assert reports.save(conn, article(external_id="a1", source="Other")) is not None


def test_a_reprint_by_another_publisher_is_a_report_of_its_own_with_the_same_hash(conn: Connection) -> None:
    assert reports.save(conn, article()) is not None
    assert reports.save(conn, article()) is None
    assert reports.save(conn, article(source="Other")) is not None
    assert scalar(conn, "SELECT count(DISTINCT hash) FROM edition") == 1


def test_an_unknown_publisher_gets_a_row_that_cannot_be_judged(conn: Connection) -> None:
    reports.save(conn, article(source="Al-Furat TV"))
    row = conn.execute(text("SELECT id, name, reliability FROM source")).one()
    assert tuple(row) == ("al-furat-tv", "Al-Furat TV", "F")


@pytest.mark.parametrize(
    ("given_url", "canonical"),
    [
        ("HTTPS://News.Example:443/a?utm_source=rss&b=2&a=1#part", "https://news.example/a?a=1&b=2"),
        ("http://news.example:80", "http://news.example/"),
        ("https://news.example/a?fbclid=x", "https://news.example/a"),
        ("https://news.example/#!/story/17", "https://news.example/#!/story/17"),
        ("https://user:secret@news.example/a", "https://news.example/a"),
        ("https://пример.example/путь", "https://xn--e1afmkfd.example/%D0%BF%D1%83%D1%82%D1%8C"),
        ("https://[2001:DB8::1]/a", "https://[2001:db8::1]/a"),
        ("javascript:alert(1)", None),
        ("https://[broken/a", None),
        ("https://news.example:port/a", None),
        ("no address", None),
    ],
)
def test_addresses_lose_what_differs_between_sightings(given_url: str, canonical: str | None) -> None:
    assert reports.canonical_url(given_url) == canonical


@given(url=st.text(max_size=60).map(lambda rest: f"https://news.example/{rest}"))
def test_the_canonical_address_is_its_own(url: str) -> None:
    once = reports.canonical_url(url)
    assert once is None or reports.canonical_url(once) == once


@hypothesis_settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(body=st.text(min_size=1, max_size=80), title=st.text(max_size=20), url=st.text(max_size=80))
def test_any_text_can_be_stored(conn: Connection, body: str, title: str, url: str) -> None:
    with conn.begin_nested() as attempt:
        edition_id = reports.save(conn, article(body, title=title, url=url, external_id=title))
        stored = conn.scalar(text("SELECT text FROM edition WHERE id = :id"), {"id": edition_id})
        assert stored == reports.storable(body)
        attempt.rollback()


def test_what_postgresql_cannot_hold_is_taken_out(conn: Connection) -> None:
    edition_id = reports.save(conn, article("NUL \x00 here, half a pair \ud83d there", title="a\x00b"))
    row = conn.execute(text("SELECT text, title FROM edition WHERE id = :id"), {"id": edition_id}).one()
    assert tuple(row) == ("NUL  here, half a pair  there", "ab")


def test_an_address_of_any_length_can_be_a_key(conn: Connection) -> None:
    long = f"https://news.example/{'a' * 60_000}"
    assert reports.save(conn, article(url=long)) is not None
    assert reports.save(conn, article(url=long)) is None
    assert reports.save(conn, article(url=f"{long}b")) is not None


def test_twenty_workers_that_save_one_article_at_once_make_one_row(engine: Engine) -> None:
    ids: list[int | None] = []
    problems: list[BaseException] = []
    start = threading.Barrier(20)

    def one() -> None:
        try:
            start.wait()
            ids.extend(saved(engine, article(url="https://wire.example/1", source="New Source")))
        except BaseException as error:
            problems.append(error)

    together([one] * 20)
    assert problems == []
    assert len([id_ for id_ in ids if id_ is not None]) == 1
    with engine.connect() as conn:
        assert scalar(conn, "SELECT count(*) FROM edition") == 1


def together(works: list[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_an_edition_is_handed_to_one_worker_and_comes_back_when_it_goes_away(engine: Engine) -> None:
    (edition_id,) = saved(engine, article(title="T", published=date(2023, 8, 14)))
    with engine.connect() as first, engine.connect() as second:
        item = reports.take_next(first)
        assert item is not None
        assert (item.edition_id, item.text, item.title, item.attempts) == (edition_id, FIRST, "T", 1)
        make_due_but_locked = text("UPDATE edition SET not_before = now() WHERE id = :id")
        assert reports.take_next(second) is None
        first.invalidate()  # the connection of a worker that was killed
        with engine.begin() as conn:
            conn.execute(make_due_but_locked, {"id": edition_id})
        again = reports.take_next(second)
        assert again is not None
        assert (again.edition_id, again.attempts) == (edition_id, 2)


def test_a_worker_that_takes_longer_than_the_lease_keeps_its_edition(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports, "LEASE", timedelta(hours=-1))
    saved(engine, article())
    with engine.connect() as first, engine.connect() as second:
        assert reports.take_next(first) is not None
        assert reports.take_next(second) is None, (
            "the lease is over, and the lock of the row holds others off"
        )
        first.rollback()
        assert reports.take_next(second) is not None


def test_several_workers_share_the_queue_without_taking_anything_twice(engine: Engine) -> None:
    expected = saved(engine, *(article(f"{FIRST} {n}") for n in range(100)))
    taken: list[int] = []

    def work() -> None:
        while True:
            with engine.begin() as conn:
                item = reports.take_next(conn)
                if item is None:
                    return
                taken.append(item.edition_id)
                reports.finish(conn, item.edition_id, "1")

    together([work] * 4)
    assert sorted(taken) == sorted(id_ for id_ in expected if id_ is not None)
    with engine.connect() as conn:
        assert reports.counts(conn) == reports.Counts(
            reports=100, queued=0, done=100, quarantined=0, next_at=None
        )
        assert scalar(conn, "SELECT max(attempts) FROM edition") == 1, "looking for work is no attempt"


def test_a_text_that_kills_its_worker_rests_in_quarantine_after_five_attempts(engine: Engine) -> None:
    saved(engine, article())
    for attempt in range(1, reports.MAX_ATTEMPTS + 1):
        make_due(engine)
        conn = engine.connect()
        item = reports.take_next(conn)
        assert item is not None
        assert item.attempts == attempt
        conn.invalidate()  # killed: neither finish nor fail
        conn.close()
    make_due(engine)
    with engine.connect() as conn:
        assert reports.take_next(conn) is None
        (poison,) = reports.quarantined(conn)
        assert poison.error == reports.DIED
        assert poison.attempts == reports.MAX_ATTEMPTS


def test_a_failed_edition_waits_longer_each_time_and_keeps_its_cause(engine: Engine) -> None:
    (edition_id,) = saved(engine, article())
    assert edition_id is not None
    waits = []
    for _ in range(reports.MAX_ATTEMPTS):
        make_due(engine)
        with engine.connect() as conn:
            assert reports.take_next(conn) is not None
            conn.rollback()
        with engine.begin() as conn:
            reports.fail(conn, edition_id, "no sentence ends\x00")
            waits.append(
                scalar(conn, "SELECT extract(epoch FROM not_before - clock_timestamp())::int FROM edition")
            )
    assert waits[:4] == sorted(waits[:4])
    assert waits[3] > 500
    with engine.begin() as conn:
        (poison,) = reports.quarantined(conn)
        assert (poison.error, poison.source_id) == ("no sentence ends", "the-wire")
        assert reports.take_next(conn) is None
        assert reports.replay(conn, [edition_id + 1]) == 0
        assert reports.replay(conn) == 1
    with engine.begin() as conn:
        item = reports.take_next(conn)
        assert item is not None
        assert item.attempts == 1


def test_a_cause_that_nothing_cures_quarantines_at_once(engine: Engine) -> None:
    (edition_id,) = saved(engine, article())
    assert edition_id is not None
    with engine.begin() as conn:
        reports.fail(conn, edition_id, "not a language", final=True)
        assert [one.error for one in reports.quarantined(conn)] == ["not a language"]


def test_one_broken_text_does_not_hold_up_the_others(engine: Engine) -> None:
    broken, good = saved(engine, article("broken"), article("good"))
    with engine.connect() as conn:
        item = reports.take_next(conn)
        assert item is not None
        assert item.edition_id == broken
        conn.rollback()
    with engine.connect() as conn:
        item = reports.take_next(conn)
        assert item is not None
        assert item.edition_id == good


def test_rebuilding_queues_the_newest_edition_of_each_report(engine: Engine) -> None:
    url = "https://wire.example/1"
    _, corrected, other = saved(engine, article(url=url), article("Corrected.", url=url), article("Other."))
    with engine.begin() as conn:
        while item := reports.take_next(conn):
            reports.finish(conn, item.edition_id, "1")
    with engine.begin() as conn:
        assert reports.requeue_all(conn) == 2
    taken = set()
    with engine.begin() as conn:
        while item := reports.take_next(conn):
            taken.add(item.edition_id)
            reports.finish(conn, item.edition_id, "2")
    assert taken == {corrected, other}


def test_finishing_raises_the_revision(engine: Engine) -> None:
    saved(engine, article())
    with engine.begin() as conn:
        item = reports.take_next(conn)
        assert item is not None
        reports.finish(conn, item.edition_id, "1")
        assert tuple(conn.execute(text("SELECT what, subject FROM revision")).one()) == (
            "report",
            str(item.edition_id),
        )
