"""Fixtures of all tests: a real PostGIS, migrated by the real migrations, and the gazetteer.

One cluster a run, made in a temporary folder. `conn` is the cheap way to a database: a connection that is
rolled back. Code that commits, or that needs several connections, takes `database` (a clone of its own),
`settings` or `engine`.
"""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, text

from app.config import Settings
from app.db.embedded import Cluster
from app.db.engine import write_engine
from app.db.schema import migrate

pytest_plugins = ["tests.gazetteer_fixture"]

TEMPLATE = "template_posturemap"
WATCHER = """
import sys
sys.stdin.read()
import shutil
from pathlib import Path
from app.db.embedded import Cluster
if Path(sys.argv[1]).exists():
    Cluster(Path(sys.argv[1])).stop()
    shutil.rmtree(sys.argv[1], ignore_errors=True)
"""
_numbers = itertools.count(1)


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test may reach the data of whoever runs it."""
    for name in ("POSTUREMAP_DATABASE_URL", "POSTUREMAP_DATA_DIR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A running cluster of this run's own. fsync is off: its data are worth nothing after."""
    with short_dir() as folder, stopped_if_killed(folder):
        made = Cluster(folder, fsync=False)
        made.start()
        yield made
        made.stop()


@pytest.fixture(scope="session")
def template(cluster: Cluster) -> str:
    """Name of the database that is cloned for tests: the real migrations, no rows."""
    with maintenance(cluster) as connection:
        connection.execute(text(f"CREATE DATABASE {TEMPLATE}"))
    engine = create_engine(cluster.url(database=TEMPLATE), poolclass=NullPool)
    migrate(engine)
    engine.dispose()
    return TEMPLATE


@pytest.fixture(scope="session")
def rolled_back_engine(cluster: Cluster, template: str) -> Iterator[Engine]:
    with clone(cluster, template) as url:
        engine = create_engine(url, connect_args={"options": "-c timezone=UTC"})
        yield engine
        engine.dispose()


@pytest.fixture
def conn(rolled_back_engine: Engine) -> Iterator[Connection]:
    """A connection inside a transaction that is never committed."""
    with rolled_back_engine.connect() as connection:
        yield connection
        connection.rollback()


@pytest.fixture
def database(cluster: Cluster, template: str) -> Iterator[URL]:
    """Address of an empty, migrated database that this test has for itself."""
    with clone(cluster, template) as url:
        yield url


@pytest.fixture
def settings(database: URL, tmp_path: Path) -> Settings:
    """Settings that point to `database`."""
    address = database.render_as_string(hide_password=False)
    return Settings(database_url=address, data_dir=tmp_path, gazetteer_dir=None)


@pytest.fixture
def engine(settings: Settings) -> Iterator[Engine]:
    made = write_engine(settings)
    yield made
    made.dispose()


@pytest.fixture(scope="session")
def shared() -> Path:
    """Folder of material outside the project, POSTUREMAP_SHARED. Without it the test is skipped."""
    folder = Path(os.environ.get("POSTUREMAP_SHARED", "/nonexistent"))
    if not folder.is_dir():
        pytest.skip("POSTUREMAP_SHARED is not set, or is no folder")
    return folder


@contextmanager
def short_dir() -> Iterator[Path]:
    """A temporary folder whose path leaves room for a socket's name, open to the database's user."""
    folder = Path(tempfile.mkdtemp(prefix="pm-", dir="/tmp"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def stopped_if_killed(folder: Path) -> Iterator[None]:
    """A watcher that stops the cluster should this run be killed: the end of a run, however it comes, closes
    the watcher's input."""
    watcher = subprocess.Popen(
        [sys.executable, "-c", WATCHER, str(folder)],
        stdin=subprocess.PIPE,
        start_new_session=True,
        cwd=Path(__file__).parents[1],
    )
    try:
        yield
    finally:
        watcher.communicate()


@contextmanager
def clone(cluster: Cluster, template: str) -> Iterator[URL]:
    name = f"test_{next(_numbers)}"
    with maintenance(cluster) as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    try:
        yield cluster.url(database=name)
    finally:
        with maintenance(cluster) as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


@contextmanager
def maintenance(cluster: Cluster) -> Iterator[Connection]:
    engine = create_engine(cluster.url(database="postgres"), poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield connection
