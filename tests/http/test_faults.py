"""A database that is gone, slow or full, and clients that leave: the server says so and works again."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx2
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from app.db.engine import read_engine
from app.serve.answers import data_state
from app.serve.collections import DEPLOYMENTS, items_query, selection
from app.serve.queries import AT_ONCE, plan_each_query, texts
from tests.asynchronous import run
from tests.http.conftest import Served, serving, wait_until
from tests.http.rows import Rows

ITEMS = "/collections/deployments/items"
OURS = "application_name = 'posturemap serve' AND datname = current_database()"


@contextmanager
def locked(engine: Engine) -> Iterator[None]:
    """The deployments held by a writer, so that every query of them waits."""
    with engine.begin() as connection:
        connection.execute(text("LOCK TABLE deployment IN ACCESS EXCLUSIVE MODE"))
        yield


def assert_unavailable(answer: httpx2.Response, slug: str) -> None:
    assert answer.status_code == 503, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert int(answer.headers["retry-after"]) >= 1
    assert answer.json()["type"].endswith(slug)
    assert "psycopg" not in answer.text


def assert_recovers(client: httpx2.Client) -> None:
    """Until it does, every answer is a problem that says when to ask again."""

    def works() -> bool:
        answers = [client.get(ITEMS) for _ in range(20)]
        for answer in answers:
            if answer.status_code != 200:
                assert_unavailable(answer, "database-unavailable")
        return all(answer.status_code == 200 for answer in answers)

    wait_until(works, seconds=5.0)


def test_a_slow_query_is_given_up_and_the_next_one_answered(
    client: httpx2.Client, rows: Rows, served: Served
) -> None:
    rows.deployment()
    with locked(served.engine):
        begun = time.monotonic()
        assert_unavailable(client.get(ITEMS), "database-busy")
        assert time.monotonic() - begun < served.settings.statement_timeout_s + 2
    assert client.get(ITEMS).json()["numberReturned"] == 1


def test_a_full_pool_is_a_problem_and_the_process_still_says_it_lives(rows: Rows, served: Served) -> None:
    rows.deployment()
    settings = served.settings.model_copy(update={"pool_size": 1, "pool_wait_s": 0.3})
    with serving(settings) as url, httpx2.Client(base_url=url, trust_env=False, timeout=20) as client:
        with locked(served.engine):
            first = threading.Thread(target=lambda: httpx2.get(url + ITEMS, timeout=20, trust_env=False))
            first.start()
            wait_until(lambda: waiting_queries(served.engine) > 0)
            assert_unavailable(client.get(ITEMS), "database-busy")
            assert client.get("/livez").status_code == 200
        first.join(timeout=20)
        assert client.get(ITEMS).json()["numberReturned"] == 1


def test_connections_that_were_cut_are_replaced(client: httpx2.Client, rows: Rows, served: Served) -> None:
    rows.deployment()
    assert client.get(ITEMS).status_code == 200
    with served.engine.begin() as connection:
        cut = f"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE {OURS}"
        assert connection.scalar(text(cut))
    assert {client.get(ITEMS).status_code for _ in range(20)} == {200}


def test_a_query_that_is_cut_in_the_middle_is_a_problem(
    client: httpx2.Client, rows: Rows, served: Served
) -> None:
    rows.deployment()
    answers: list[httpx2.Response] = []
    with locked(served.engine):
        asking = threading.Thread(target=lambda: answers.append(client.get(ITEMS)))
        asking.start()
        wait_until(lambda: waiting_queries(served.engine) > 0)
        with served.engine.connect() as connection:
            connection.execute(text(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {OURS}"))
        asking.join(timeout=10)
    assert_unavailable(answers[0], "database-unavailable")
    assert_recovers(client)


def test_a_database_that_is_not_there_is_named(served: Served) -> None:
    settings = served.settings.model_copy(
        update={"database_url": "postgresql://nobody@/none?host=/nonexistent"}
    )
    with serving(settings) as url, httpx2.Client(base_url=url, trust_env=False, timeout=20) as client:
        assert_unavailable(client.get(ITEMS), "database-unavailable")
        assert client.get("/livez").status_code == 200
        assert client.get("/").status_code == 200
        ready = client.get("/readyz")
        assert ready.status_code == 503
        assert ready.json()["checks"]["database"] == "database-unavailable"


def test_a_database_without_our_tables_is_named(rows: Rows, served: Served) -> None:
    rows.deployment()
    with served.engine.begin() as connection:
        connection.execute(text("ALTER TABLE revision RENAME TO revision_away"))
    try:
        with httpx2.Client(base_url=served.url, trust_env=False) as client:
            assert_unavailable(client.get(ITEMS), "schema-out-of-date")
    finally:
        with served.engine.begin() as connection:
            connection.execute(text("ALTER TABLE revision_away RENAME TO revision"))


def test_the_query_of_a_client_that_left_is_cancelled(rows: Rows, served: Served) -> None:
    rows.deployment()
    host, port = served.url.removeprefix("http://").split(":")
    with locked(served.engine):
        line = socket.create_connection((host, int(port)), timeout=5)
        line.sendall(f"GET {ITEMS} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        wait_until(lambda: waiting_queries(served.engine) > 0)
        line.close()
        wait_until(lambda: waiting_queries(served.engine) == 0, seconds=1.0)


def test_each_query_is_planned_for_its_own_values(client: httpx2.Client, rows: Rows, served: Served) -> None:
    """Else the seventh page of a large layer is many times slower than the first."""
    rows.deployments(3)
    settings = served.settings.model_copy(update={"pool_size": 1})
    generic = "SELECT sum(generic_plans) FROM pg_prepared_statements"

    async def asked() -> int:
        engine = read_engine(settings)
        plan_each_query(engine)
        binds = selection(DEPLOYMENTS, items_query(DEPLOYMENTS, {})) | {"after": None, "limit": 2}
        async with engine.connect() as connection:
            for _ in range(20):
                async for _batch in texts(connection, "deployments_items", binds, at_most=2, batch=2):
                    pass
            found: int = await connection.scalar(text(generic)) or 0
        await engine.dispose()
        return found

    assert client
    assert run(asked()) == 0


def test_an_answer_read_from_the_database_holds_no_transaction(rows: Rows, served: Served) -> None:
    rows.deployments(3)
    open_ones = f"SELECT count(*) FROM pg_stat_activity WHERE {OURS} AND state = 'idle in transaction'"
    binds = selection(DEPLOYMENTS, items_query(DEPLOYMENTS, {})) | {"after": None, "limit": 2}

    async def held(at_most: int) -> int:
        engine = read_engine(served.settings)
        async with engine.connect() as connection:
            await data_state(connection)
            async for _batch in texts(connection, "deployments_items", binds, at_most=at_most, batch=1):
                with served.engine.connect() as watching:
                    found: int = watching.scalar(text(open_ones)) or 0
        await engine.dispose()
        return found

    assert run(held(at_most=2)) == 0
    assert run(held(at_most=AT_ONCE + 1)) == 1  # a cursor needs one


def test_serving_cannot_write(served: Served) -> None:
    async def try_to_write() -> str | None:
        engine = read_engine(served.settings)
        try:
            async with engine.begin() as connection:
                await connection.execute(text("DELETE FROM deployment"))
        except DBAPIError as error:
            return str(getattr(error.orig, "sqlstate", None))
        finally:
            await engine.dispose()
        return None

    assert run(try_to_write()) in ("25006", "42501")


def waiting_queries(engine: Engine) -> int:
    with engine.connect() as connection:
        count = f"SELECT count(*) FROM pg_stat_activity WHERE {OURS} AND wait_event_type = 'Lock'"
        found: int = connection.scalar(text(count)) or 0
        return found
