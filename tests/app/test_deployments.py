"""Deployments: only what differs is written, and what was known before can still be asked."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from app.db import claims, deployments
from app.types import ClaimLink, Deployment
from tests.app.builders import (
    FLEET,
    MILITIA,
    PROVINCE,
    border,
    claim,
    deployment,
    footprint,
    queued,
    reading,
    supports,
)


@pytest.fixture
def claimed(conn: Connection) -> Connection:
    """A database in which the fleet and the militia have claims."""
    claims.replace(conn, queued(conn), reading(claim(), claim(stance="denied"), claim(MILITIA)))
    return conn


def current(conn: Connection) -> list[tuple[Any, ...]]:
    rows = conn.execute(text("SELECT id, status FROM deployment WHERE upper_inf(recorded) ORDER BY id"))
    return [tuple(row) for row in rows]


def count(conn: Connection, what: str) -> int:
    return int(conn.execute(text(f"SELECT count(*) FROM {what}")).scalar_one())


def test_what_is_the_same_is_not_written_again(claimed: Connection) -> None:
    first, second = (stored.id for stored in claims.for_actor(claimed, FLEET.id))
    wanted = [
        deployment("point", links=supports(first)),
        deployment("area", footprint=footprint(PROVINCE), confidence=1 / 3, valid_to=date(2023, 9, 1)),
        deployment("line", footprint=border(), links=(ClaimLink(second, "contradicts", 0.1),)),
    ]
    assert deployments.revise(claimed, FLEET.id, wanted) == 3
    revisions = count(claimed, "revision")
    assert deployments.revise(claimed, FLEET.id, list(reversed(wanted))) == 0
    assert count(claimed, "deployment") == 3
    assert count(claimed, "revision") == revisions


@pytest.mark.parametrize(
    "change",
    [
        {"status": "disputed"},
        {"quantity_max": 5000},
        {"footprint": footprint(PROVINCE)},
        {"valid_to": date(2023, 9, 1), "end": date(2023, 9, 1)},
        {"confidence": 0.62},
        {"links": ()},
        {"url": "https://wire.example/1"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_differs_closes_the_row_and_is_followed_by_a_new_one(claimed: Connection, change: Any) -> None:
    first, *_ = (stored.id for stored in claims.for_actor(claimed, FLEET.id))
    before = deployment("d1", links=supports(first))
    other = deployment("d2")
    deployments.revise(claimed, FLEET.id, [before, other])
    assert deployments.revise(claimed, FLEET.id, [replace(before, **change), other]) == 2
    assert count(claimed, "deployment WHERE id = 'd1'") == 2
    assert count(claimed, "deployment WHERE id = 'd1' AND upper_inf(recorded)") == 1
    assert count(claimed, "deployment WHERE id = 'd2'") == 1
    gap = text(
        "SELECT DISTINCT upper(old.recorded) = lower(new.recorded) "
        "FROM deployment old JOIN deployment new USING (id) "
        "WHERE NOT upper_inf(old.recorded) AND upper_inf(new.recorded)"
    )
    assert list(claimed.scalars(gap)) == [True], "known time has no gap"


def test_what_is_not_there_any_more_is_closed(claimed: Connection) -> None:
    deployments.revise(claimed, FLEET.id, [deployment("d1"), deployment("d2")])
    assert deployments.revise(claimed, FLEET.id, [deployment("d2")]) == 1
    assert current(claimed) == [("d2", "reported")]
    assert deployments.revise(claimed, FLEET.id, []) == 1
    assert current(claimed) == []
    assert count(claimed, "deployment") == 2


def test_the_state_of_knowledge_of_any_moment_can_be_asked(claimed: Connection) -> None:
    moments = []
    for status in ("alleged", "reported", "corroborated"):
        deployments.revise(claimed, FLEET.id, [deployment("d1", status=status)])
        moments.append(claimed.execute(text("SELECT clock_timestamp()")).scalar_one())
    known = text("SELECT status FROM deployment WHERE recorded @> CAST(:at AS timestamptz)")
    assert [claimed.scalar(known, {"at": at}) for at in moments] == ["alleged", "reported", "corroborated"]


def test_valid_time_is_whole_days_in_utc(claimed: Connection) -> None:
    day = deployment("day", valid_from=date(2023, 8, 14), valid_to=date(2023, 8, 14))
    open_end = deployment("open", valid_to=None)
    last_day = deployment("last", valid_to=date.max)
    deployments.revise(claimed, FLEET.id, [day, open_end, last_day])
    rows = claimed.execute(text("SELECT id, valid::text FROM deployment ORDER BY id")).all()
    assert [tuple(row) for row in rows] == [
        ("day", '["2023-08-14 00:00:00+00","2023-08-15 00:00:00+00")'),
        ("last", '["2023-08-14 00:00:00+00",)'),
        ("open", '["2023-08-14 00:00:00+00",)'),
    ]


def test_actors_do_not_touch_each_other(claimed: Connection) -> None:
    theirs = deployment("theirs", actor_id=MILITIA.id, actor=MILITIA.name)
    deployments.revise(claimed, MILITIA.id, [theirs])
    deployments.revise(claimed, FLEET.id, [])
    assert current(claimed) == [("theirs", "reported")]
    with pytest.raises(ValueError, match="reed-guard"):
        deployments.revise(claimed, FLEET.id, [theirs])
    assert deployments.actor_ids(claimed) == {MILITIA.id}


def test_actors_that_are_fused_together_are_revised_together(claimed: Connection) -> None:
    theirs = deployment("theirs", actor_id=MILITIA.id, actor=MILITIA.name)
    assert deployments.revise(claimed, {FLEET.id, MILITIA.id}, [theirs, deployment("ours")]) == 2
    assert deployments.revise(claimed, {FLEET.id, MILITIA.id}, [deployment("ours")]) == 1


def test_two_current_deployments_of_one_key_and_moment_are_refused(claimed: Connection) -> None:
    twins = [deployment("a", key="k"), deployment("b", key="k", valid_from=date(2023, 8, 20))]
    with pytest.raises(DBAPIError, match="ex_deployment_key_moment"), claimed.begin_nested():
        deployments.revise(claimed, FLEET.id, twins)
    one_after_the_other = [
        deployment("a", key="k", valid_to=date(2023, 8, 19)),
        deployment("b", key="k", valid_from=date(2023, 8, 20)),
    ]
    assert deployments.revise(claimed, FLEET.id, one_after_the_other) == 2


def test_a_clock_set_back_does_not_break_known_time(claimed: Connection) -> None:
    deployments.revise(claimed, FLEET.id, [deployment("d1")])
    claimed.execute(text("UPDATE deployment SET recorded = tstzrange(now() + interval '1 hour', NULL)"))
    assert deployments.revise(claimed, FLEET.id, [deployment("d1", status="disputed")]) == 2
    assert count(claimed, "deployment WHERE isempty(recorded)") == 0


days = st.dates(date(2023, 1, 1), date(2023, 12, 31))
states = st.lists(
    st.builds(
        lambda name, first, length, status, figure: deployment(
            name,
            valid_from=first,
            valid_to=None if length is None else first + timedelta(days=length),
            status=status,
            quantity_min=figure,
        ),
        st.sampled_from("abcd"),
        days,
        st.none() | st.integers(0, 40),
        st.sampled_from(["reported", "disputed", "ended"]),
        st.none() | st.integers(0, 2**40),
    ),
    max_size=4,
    unique_by=lambda one: one.id,
)


@hypothesis_settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(history=st.lists(states, min_size=1, max_size=4))
def test_the_current_rows_are_the_last_state_given_whatever_came_before(
    claimed: Connection, history: list[list[Deployment]]
) -> None:
    with claimed.begin_nested() as attempt:
        for state in history:
            deployments.revise(claimed, FLEET.id, state)
        assert current(claimed) == sorted((one.id, one.status) for one in history[-1])
        assert deployments.revise(claimed, FLEET.id, history[-1]) == 0
        attempt.rollback()


def test_workers_that_fuse_one_actor_at_once_lose_nothing(engine: Engine) -> None:
    """Each stores a claim, reads all that stand, and writes how many they are: the last has seen all."""
    problems: list[BaseException] = []
    with engine.begin() as conn:
        claims.keep_actors(conn, [FLEET, MILITIA])

    def work(number: int) -> None:
        try:
            with engine.begin() as conn:
                # Both orders of actors: locks are taken in one order all the same.
                actors = (FLEET, MILITIA) if number % 2 else (MILITIA, FLEET)
                item = queued(conn, f"Text {number}")
                touched = claims.replace(conn, item, reading(*(claim(actor) for actor in actors)))
                claims.lock(conn, touched)
                for actor in actors:
                    seen = len(claims.for_actor(conn, actor.id))
                    one = deployment(actor.id, actor_id=actor.id, actor=actor.name, claims=seen)
                    deployments.revise(conn, actor.id, [one])
        except BaseException as error:
            problems.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    with engine.connect() as conn:
        rows = conn.execute(text("SELECT id, claims FROM deployment WHERE upper_inf(recorded) ORDER BY id"))
        assert [tuple(row) for row in rows] == [(MILITIA.id, 8), (FLEET.id, 8)]
        assert count(conn, "deployment") == 16
