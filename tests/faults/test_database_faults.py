"""What the database may suffer: kill -9 at any moment, stale files, two starts at once. Nothing is lost."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL, NullPool, create_engine, text
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncEngine

from app.config import Settings
from app.db import reports
from app.db.embedded import Cluster
from app.db.engine import read_engine, write_engine
from app.db.schema import migrate
from app.errors import DatabaseUnavailable
from app.types import Article
from tests.asynchronous import run
from tests.conftest import clone, short_dir

ROOT = Path(__file__).parents[2]


@pytest.fixture
def own() -> Iterator[Cluster]:
    """A cluster of this test's own, not made yet; fsync as in real use."""
    with short_dir() as folder:
        made = Cluster(folder)
        yield made
        made.stop()


def python(program: str, *arguments: object) -> subprocess.Popen[str]:
    """A process of its own, as a user's would be."""
    command = [sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT)


def first_line(program: subprocess.Popen[str]) -> str:
    assert program.stdout is not None
    assert program.stderr is not None
    return program.stdout.readline().strip() or f"nothing said, but: {program.stderr.read()}"


def kill(pid: int | None) -> None:
    assert pid is not None
    os.kill(pid, signal.SIGKILL)


def eventually(is_so: Callable[[], bool], *, within_s: float = 30) -> None:
    deadline = time.monotonic() + within_s
    while not is_so():
        assert time.monotonic() < deadline, "did not come to pass"
        time.sleep(0.01)


START = "import sys; from pathlib import Path; from app.db.embedded import Cluster; "
START += "print(Cluster(Path(sys.argv[1])).start())"


def test_what_was_committed_survives_a_kill_of_the_server_while_it_writes(own: Cluster) -> None:
    own.start()
    engine = create_engine(own.url(), poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE kept (n int)"))
    committed = 0

    def write() -> None:
        nonlocal committed
        try:
            while True:
                with engine.begin() as connection:
                    connection.execute(text("INSERT INTO kept VALUES (:n)"), {"n": committed + 1})
                committed += 1
        except Exception:
            return

    writer = threading.Thread(target=write)
    writer.start()
    eventually(lambda: committed >= 20)
    kill(own.status().pid)
    writer.join()
    assert own.start() is True
    with engine.connect() as connection:
        assert list(connection.scalars(text("SELECT n FROM kept ORDER BY n")))[:committed] == list(
            range(1, committed + 1)
        )


@pytest.mark.parametrize("names", ["nobody", "a stranger"])
def test_a_stale_pid_file_does_not_stop_the_start(own: Cluster, names: str) -> None:
    own.start()
    pid_file = own.directory / "postmaster.pid"
    content = pid_file.read_text()
    own.stop()
    stranger = subprocess.Popen(["/bin/sleep", "60"])
    if names == "nobody":
        stranger.kill()
        stranger.wait()
    try:
        pid_file.write_text("\n".join([str(stranger.pid), *content.split("\n")[1:]]))
        os.chown(pid_file, own.directory.stat().st_uid, own.directory.stat().st_gid)
        assert not own.status().running
        assert own.start() is True
        assert stranger.poll() is (None if names == "a stranger" else stranger.returncode)
    finally:
        stranger.kill()
        stranger.wait()


def test_two_starts_at_once_make_one_server(own: Cluster) -> None:
    starts = [python(START, own.data_dir) for _ in range(3)]
    said = [one.communicate(timeout=120) for one in starts]
    assert sorted(out.strip() for out, _ in said) == ["False", "False", "True"], said
    assert own.status().running


def test_a_start_killed_in_the_middle_of_making_the_cluster_leaves_no_half_of_it(own: Cluster) -> None:
    start = python(START, own.data_dir)
    eventually(lambda: any(own.data_dir.glob("postgres.new-*/PG_VERSION")))
    start.kill()
    start.communicate()
    assert not own.directory.exists()
    assert own.start() is True
    with create_engine(own.url(), poolclass=NullPool).connect() as connection:
        assert connection.scalar(text("SELECT 1")) == 1

    def is_cleared_by_a_start() -> bool:
        """The killed program's initdb may work on for a while."""
        own.stop()
        own.start()
        return not any(own.data_dir.glob("postgres.new-*"))

    eventually(is_cleared_by_a_start)


def test_the_server_outlives_the_program_that_started_it(own: Cluster) -> None:
    program = python(f"{START}; import time; sys.stdout.flush(); time.sleep(60)", own.data_dir)
    assert first_line(program) == "True"
    program.kill()
    program.communicate()
    assert own.status().running
    assert own.start() is False


def test_a_start_killed_before_the_database_is_made_is_completed_by_the_next(own: Cluster) -> None:
    own.start()
    with create_engine(own.url(database="postgres"), isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text("DROP DATABASE posturemap"))
        connection.execute(text("DROP ROLE posturemap_reader"))
    assert own.start() is False
    with create_engine(own.url(user="posturemap_reader"), poolclass=NullPool).connect() as connection:
        assert connection.scalar(text("SELECT 1")) == 1


MIGRATE = """
import sys
from sqlalchemy import create_engine
from app.db.schema import migrate
engine = create_engine(sys.argv[1])
engine.connect().close()
print("ready", flush=True)
migrate(engine)
"""


def test_a_migration_killed_at_any_moment_is_completed_by_the_next(cluster: Cluster, template: str) -> None:
    for wait_s in (0.0, 0.05, 0.1, 0.2, 0.3):
        with clone(cluster, "template0") as url:
            program = python(MIGRATE, url.render_as_string())
            assert first_line(program) == "ready"
            time.sleep(wait_s)
            program.kill()
            program.communicate()
            engine = create_engine(url, poolclass=NullPool)
            assert migrate(engine).is_current
            with engine.connect() as connection:
                assert connection.scalar(text("SELECT count(*) FROM deployment_claim")) == 0


TAKE = """
import sys, time
from sqlalchemy import create_engine
from app.db import reports
with create_engine(sys.argv[1]).begin() as conn:
    print(reports.take_next(conn).edition_id, flush=True)
    time.sleep(60)
"""


def test_a_killed_worker_gives_its_edition_back_by_itself(database: URL) -> None:
    engine = create_engine(database, poolclass=NullPool)
    with engine.begin() as conn:
        edition_id = reports.save(conn, Article(text="Troops arrived.", source="wire"))
    worker = python(TAKE, database.render_as_string())
    assert first_line(worker) == str(edition_id)
    with engine.connect() as conn:
        assert reports.take_next(conn) is None
    worker.kill()
    worker.communicate()
    taken = []

    def comes_back() -> bool:
        with engine.begin() as conn:
            item = reports.take_next(conn)
            if item is not None:
                taken.append(item)
                reports.finish(conn, item.edition_id, "1")
        return item is not None

    eventually(comes_back, within_s=3 * reports.LEASE.total_seconds())
    assert [(item.edition_id, item.attempts) for item in taken] == [(edition_id, 2)]


async def one(engine: AsyncEngine, statement: str = "SELECT 1") -> object:
    async with engine.connect() as connection:
        return await connection.scalar(text(statement))


def test_reading_recovers_by_itself_from_a_restart_of_the_server(own: Cluster) -> None:
    own.start()
    engine = read_engine(Settings(data_dir=own.data_dir))

    async def story() -> None:
        assert await one(engine) == 1
        slow = asyncio.create_task(one(engine, "SELECT pg_sleep(4)"))
        await asyncio.sleep(0.3)
        kill(own.status().pid)
        with pytest.raises(DatabaseUnavailable):
            await slow
        with pytest.raises(DatabaseUnavailable):
            await one(engine)
        await asyncio.to_thread(own.start)
        assert await one(engine) == 1
        await engine.dispose()

    run(story())


def test_a_taken_pool_is_waited_for_no_longer_than_set(settings: Settings) -> None:
    engine = read_engine(settings.model_copy(update={"pool_size": 1, "pool_wait_s": 0.3}))

    async def story() -> float:
        async with engine.connect():
            began = time.monotonic()
            with pytest.raises(PoolTimeout):
                await one(engine)
            waited = time.monotonic() - began
        await engine.dispose()
        return waited

    assert 0.25 < run(story()) < 2


def test_a_slow_query_is_given_up(settings: Settings) -> None:
    engine = read_engine(settings.model_copy(update={"statement_timeout_s": 0.2}))

    async def story() -> None:
        with pytest.raises(DatabaseUnavailable, match="statement timeout"):
            await one(engine, "SELECT pg_sleep(10)")
        assert await one(engine) == 1, "the connection serves the next request"
        await engine.dispose()

    run(story())


def test_the_engine_for_reading_cannot_write_in_any_database(settings: Settings) -> None:
    engine = read_engine(settings)

    async def story() -> None:
        assert await one(engine, "SELECT current_user") == "posturemap_reader"
        for statement in ("DELETE FROM revision", "CREATE TABLE t (n int)"):
            with pytest.raises(Exception, match="read-only transaction"):
                await one(engine, statement)
        await engine.dispose()

    run(story())


def test_writing_recovers_by_itself_from_a_restart_of_the_server(own: Cluster) -> None:
    own.start()
    engine = write_engine(Settings(data_dir=own.data_dir))
    migrate(engine)
    kill(own.status().pid)

    def is_away() -> bool:
        """A process that serves a connection may outlive the server for a moment."""
        try:
            with engine.begin() as connection:
                connection.execute(text("SELECT 1"))
        except DatabaseUnavailable:
            return True
        return False

    eventually(is_away)
    own.start()
    with engine.begin() as connection:
        assert connection.scalar(text("SELECT 1")) == 1
    engine.dispose()
