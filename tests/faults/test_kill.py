"""kill -9 of a worker, of the database and of all that `up` runs, while reports are being read.

Whatever dies, and whenever: started again, every report is read, nothing is lost and nothing stands twice.
What is served in the end is what an undisturbed run serves.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from sqlalchemy import URL, Engine, text

from app import intake, sample, work
from app.config import Settings
from app.db.embedded import Cluster
from app.db.engine import transaction, write_engine
from app.db.schema import migrate
from app.errors import DatabaseUnavailable
from geo.gazetteer import Gazetteer
from tests.conftest import clone, short_dir
from tests.served import current, standing

ROOT = Path(__file__).parents[2]
KILLS = 6


@pytest.fixture(scope="module")
def undisturbed(
    cluster: Cluster, template: str, gazetteer: Gazetteer
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Deployments and claims of the whole sample, read by one worker whom nobody disturbed."""
    with clone(cluster, template) as url:
        engine = write_engine(settings_for(url, ROOT))
        taken = intake.take_sample(engine)
        assert work.drain(engine, gazetteer, taken.editions).failed == ()
        served = current(engine), standing(engine)
        engine.dispose()
    assert len(served[0]) > 20
    return served


def settings_for(url: URL, data_dir: Path) -> Settings:
    return Settings(database_url=url.render_as_string(hide_password=False), data_dir=data_dir)


def environment(**given: object) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("POSTUREMAP_")}
    return kept | {f"POSTUREMAP_{name.upper()}": str(value) for name, value in given.items()}


@contextmanager
def command(*arguments: str, env: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A command of the program in a process of its own."""
    process = subprocess.Popen(
        [sys.executable, "-m", "app.cli", *arguments],
        cwd=ROOT,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def eventually(
    is_so: Callable[[], object],
    *,
    within_s: float = 150,
    else_say: Callable[[], object] = lambda: "it did not come about",
) -> None:
    deadline = time.monotonic() + within_s
    while not is_so():
        assert time.monotonic() < deadline, else_say()
        time.sleep(0.05)


def unread(engine: Engine) -> list[tuple[Any, ...]]:
    """What is left to read, and who holds it."""
    with engine.connect() as conn:
        editions = "SELECT id, state, attempts, not_before, now(), error FROM edition WHERE state <> 'done'"
        sessions = (
            "SELECT pid, state, wait_event, left(query, 80) FROM pg_stat_activity "
            "WHERE datname = current_database()"
        )
        return [tuple(row) for query in (editions, sessions) for row in conn.execute(text(query))]


def count_done(engine: Engine) -> int:
    try:
        with engine.connect() as conn:
            return int(conn.scalar(text("SELECT count(*) FROM edition WHERE state = 'done'")) or 0)
    except DatabaseUnavailable:
        return -1


def no_lease(engine: Engine) -> None:
    """Let what a dead worker held be taken at once: the test need not sit its lease out."""
    with transaction(engine) as conn:
        conn.execute(text("UPDATE edition SET not_before = now() WHERE state = 'queued'"))


def all_read_once(engine: Engine) -> bool:
    with engine.connect() as conn:
        left = conn.scalar(text("SELECT count(*) FROM edition WHERE state <> 'done'"))
        told_twice = "SELECT edition_id, ordinal FROM claim GROUP BY 1, 2 HAVING count(*) > 1"
        twice = conn.execute(text(told_twice)).all()
    return left == 0 and twice == []


def test_a_worker_killed_over_and_over_loses_nothing_and_does_nothing_twice(
    database: URL, gazetteer_path: Path, tmp_path: Path, undisturbed: tuple[Any, Any]
) -> None:
    engine = write_engine(settings_for(database, tmp_path))
    total = len(intake.take_sample(engine).editions)
    env = environment(
        database_url=database.render_as_string(hide_password=False),
        gazetteer_dir=gazetteer_path,
        data_dir=tmp_path,
    )
    for kill in range(KILLS):
        before = count_done(engine)
        with command("work", env=env) as worker:
            eventually(
                lambda before=before: count_done(engine) > before,  # type: ignore[misc]
                else_say=lambda: unread(engine),
            )
            time.sleep(0.013 * kill)  # another moment of the work each time
            worker.send_signal(signal.SIGKILL)
            worker.wait()
        assert count_done(engine) < total, "killed too late to tell anything"
        no_lease(engine)
    with command("work", env=env) as worker:
        eventually(lambda: count_done(engine) == total, else_say=lambda: unread(engine))
        worker.terminate()
        assert worker.wait(20) == 0
    assert all_read_once(engine)
    assert standing(engine) == undisturbed[1]
    assert current(engine) == undisturbed[0]
    engine.dispose()


def test_the_database_killed_under_a_worker_costs_nothing_and_the_worker_goes_on(
    gazetteer_path: Path, tmp_path: Path, undisturbed: tuple[Any, Any]
) -> None:
    with short_dir() as folder:
        own = Cluster(folder)
        own.start()
        try:
            url = own.url()
            engine = write_engine(settings_for(url, tmp_path))
            migrate(engine)
            total = len(intake.take_sample(engine).editions)
            env = environment(
                database_url=url.render_as_string(hide_password=False),
                gazetteer_dir=gazetteer_path,
                data_dir=tmp_path,
            )
            with command("work", env=env) as worker:
                eventually(lambda: count_done(engine) > 5)
                pid = own.status().pid
                assert pid is not None
                os.kill(pid, signal.SIGKILL)
                own.start()
                eventually(lambda: count_done(engine) >= 0)
                no_lease(engine)
                eventually(lambda: count_done(engine) == total)
                assert worker.poll() is None
            assert all_read_once(engine)
            assert standing(engine) == undisturbed[1]
            assert current(engine) == undisturbed[0]
            engine.dispose()
        finally:
            own.stop()


def test_up_starts_again_whatever_dies_and_ends_in_order(
    gazetteer_path: Path, undisturbed: tuple[Any, Any]
) -> None:
    port = free_port()
    with short_dir() as folder:
        own = Cluster(folder)
        env = environment(data_dir=folder, gazetteer_dir=gazetteer_path, port=port)
        try:
            with command("up", env=env) as up:
                eventually(lambda: answers(port, "/readyz"))
                server, worker = children(up.pid, "serve"), children(up.pid, "work")
                assert len(server) == len(worker) == 1
                for pid in (*server, *worker, own.status().pid or 0):
                    os.kill(pid, signal.SIGKILL)
                eventually(lambda: children(up.pid, "serve") not in ([], server))
                eventually(lambda: children(up.pid, "work") not in ([], worker))
                eventually(lambda: answers(port, "/readyz"))
                engine = write_engine(Settings(data_dir=folder))
                eventually(lambda: count_done(engine) == len(sample.articles()))
                assert all_read_once(engine)
                assert standing(engine) == undisturbed[1]
                assert current(engine) == undisturbed[0]
                engine.dispose()
                left = children(up.pid, "serve") + children(up.pid, "work")
                up.terminate()
                assert up.wait(40) == 0
                assert not any(Path(f"/proc/{pid}").exists() for pid in left)
                assert not own.status().running
        finally:
            own.stop()


def test_the_children_of_a_killed_up_end_with_it(gazetteer_path: Path) -> None:
    port = free_port()
    with short_dir() as folder:
        own = Cluster(folder)
        env = environment(data_dir=folder, gazetteer_dir=gazetteer_path, port=port)
        try:
            with command("up", "--no-sample", env=env) as up:
                eventually(lambda: answers(port, "/livez"))
                left = children(up.pid, "serve") + children(up.pid, "work")
                up.kill()
                up.wait()
                eventually(lambda: not any(Path(f"/proc/{pid}").exists() for pid in left))
            with command("up", "--no-sample", env=env) as up:
                eventually(lambda: answers(port, "/readyz"))
                up.terminate()
                assert up.wait(40) == 0
        finally:
            own.stop()


def test_a_second_up_says_that_the_port_is_taken(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        with command("up", "--port", port, env=environment(data_dir=tmp_path)) as up:
            said, _ = up.communicate(timeout=30)
    assert up.returncode == 1
    assert f"cannot listen on 127.0.0.1:{port}" in said.decode()
    assert "Traceback" not in said.decode()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int, path: str) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}{path}", timeout=2) as answer:
            return bool(json.load(answer))
    except OSError:
        return False


def children(parent: int, name: str) -> list[int]:
    """The living processes that `parent` started for a command of that name."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
            words = (entry / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if int(fields[1]) == parent and fields[0] != "Z" and name.encode() in words:
            found.append(int(entry.name))
    return found
