"""What `up` starts and how it looks after it, apart from deaths: those are in tests/faults."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from app import up


class Alive(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def address() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Alive)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_proxy_of_the_environment_does_not_hide_our_server(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    for name in ("http_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert up._answers(f"{address}/livez")


def test_a_server_that_is_not_there_does_not_answer() -> None:
    assert not up._answers(f"http://127.0.0.1:{up._free_port('127.0.0.1')}/livez")


def test_a_folder_called_app_where_it_is_started_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "__init__.py").write_text("raise SystemExit('not ours')")
    monkeypatch.chdir(tmp_path)
    child = up._Child("worker", ("work", "--help"))
    child.start()
    assert child.process is not None
    assert child.process.wait(60) == 0


def test_a_port_that_is_taken_is_named_with_what_to_do(address: str) -> None:
    port = int(address.rsplit(":", 1)[1])
    with pytest.raises(up.CannotListen, match=f"127.0.0.1:{port}.*--port {port + 1}"):
        up.check_port("127.0.0.1", port)


def test_an_address_of_no_machine_is_not_taken_for_a_taken_port() -> None:
    with pytest.raises(up.CannotListen) as raised:
        up.check_port("192.0.2.1", 8000)
    assert "another port" not in str(raised.value)


@pytest.mark.parametrize(("given", "told"), [(None, "warning"), ("debug", "debug")])
def test_a_terminal_shows_no_line_a_report_unless_asked_for(
    given: str | None, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("POSTUREMAP_LOG_LEVEL", raising=False)
    if given:
        monkeypatch.setenv("POSTUREMAP_LOG_LEVEL", given)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    started: dict[str, Any] = {}
    monkeypatch.setattr("subprocess.Popen", lambda words, **options: started.update(options))
    up._Child("worker", ("work",)).start()
    assert started["env"]["POSTUREMAP_LOG_LEVEL"] == told
