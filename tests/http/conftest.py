"""A real server on a free port of the loopback, over a real database that is emptied before each test."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx2
import pytest
import uvicorn
from sqlalchemy import Engine, text

from app.config import Settings
from app.db.embedded import Cluster
from app.db.engine import write_engine
from app.serve.main import create_app
from tests.conftest import clone
from tests.http.rows import Rows

TABLES = "deployment_claim, deployment, claim, edition, report, source, place, actor, revision"


@dataclass(frozen=True)
class Served:
    url: str
    settings: Settings
    engine: Engine


@contextmanager
def serving(settings: Settings) -> Iterator[str]:
    """The address of the application over `settings`, served by uvicorn in a thread."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
        app = create_app(settings.model_copy(update={"port": port}))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", server_header=False, lifespan="on"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        wait_until(lambda: server.started or not thread.is_alive())
        assert server.started
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.should_exit = True
            thread.join(timeout=10)


def wait_until(is_so: object, *, seconds: float = 10.0) -> None:
    assert callable(is_so)
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)


@pytest.fixture(scope="session")
def served(cluster: Cluster, template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with clone(cluster, template) as database:
        address = database.render_as_string(hide_password=False)
        folder = tmp_path_factory.mktemp("served")
        settings = Settings(
            database_url=address,
            data_dir=folder,
            frontend_dir=folder / "dist",
            statement_timeout_s=2,
            body_limit=20_000,
        )
        engine = write_engine(settings)
        with serving(settings) as url:
            yield Served(url, settings, engine)
        engine.dispose()


@pytest.fixture
def rows(served: Served) -> Rows:
    """Writes rows with defaults; nothing is there before."""
    with served.engine.begin() as connection:
        connection.execute(text(f"TRUNCATE {TABLES} CASCADE"))
    return Rows(served.engine)


@pytest.fixture
def client(served: Served, rows: Rows) -> Iterator[httpx2.Client]:
    """Asks the server; the database is empty but for what `rows` writes."""
    assert rows
    with httpx2.Client(base_url=served.url, timeout=20, trust_env=False) as made:
        yield made
