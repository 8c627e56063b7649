"""All of it from one command: database, schema, gazetteer, sample, then a server and a worker, watched over.

The server and the worker are processes of their own, so that reading never holds up an answer. A child that
dies is started again; one that keeps dying ends the whole. They end when this process does, however it ends.
"""

from __future__ import annotations

import errno
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from threading import Event
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

from app import intake
from app.config import Settings
from app.db.engine import cluster, database, transaction, write_engine
from app.db.schema import migrate
from app.errors import PosturemapError
from app.prepare import gazetteer, require_reader
from app.progress import count
from app.stopping import interrupt_on_term, on_signals

WATCH_S = 0.5
READY_WAIT_S = 60.0
STOP_WAIT_S = 15.0
DEATHS = 5
"""So many deaths of one child within `DEATHS_WITHIN_S` and it is not started again."""
DEATHS_WITHIN_S = 60.0


class CannotListen(PosturemapError):
    """The port is taken, or the address is not one of this machine."""


class ChildKeepsDying(PosturemapError):
    """The server or the worker ends again as soon as it is started."""


def up(settings: Settings, *, with_sample: bool) -> None:
    """Runs until SIGINT or SIGTERM. Raises CannotListen, BadSetting, ChildKeepsDying, and what the stages
    raise."""
    settings = settings.model_copy(update={"port": settings.port or _free_port(settings.host)})
    check_port(settings.host, settings.port)
    require_reader(settings)
    interrupt_on_term()
    with ExitStack() as held:
        with count("Starting the database"):
            held.enter_context(database(settings))
        _prepare(settings, with_sample=with_sample)
        stop = Event()
        on_signals(stop.set)
        _watch(settings, stop)
        _say("Stopping")


def check_port(host: str, port: int) -> None:
    """Raises CannotListen."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            hint = (
                f". Does Posturemap run already? Else choose another port: `posturemap up --port {port + 1}`"
                if error.errno == errno.EADDRINUSE
                else ""
            )
            raise CannotListen(f"cannot listen on {host}:{port}: {error.strerror}{hint}") from None


def _free_port(host: str) -> int:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])


def _prepare(settings: Settings, *, with_sample: bool) -> None:
    engine = write_engine(settings)
    try:
        with count("Bringing the schema up to date"):
            migrate(engine)
        gazetteer(settings.gazetteer_path, settings.corrections_path)
        with transaction(engine) as conn:
            is_empty = intake.is_empty(conn)
        if with_sample and is_empty:
            with count("Loading the sample"):
                intake.take_sample(engine)
    finally:
        engine.dispose()


@dataclass
class _Child:
    """One process of ours, started again when it dies."""

    name: str
    arguments: tuple[str, ...]
    process: subprocess.Popen[bytes] | None = None
    deaths: list[float] = field(default_factory=list)

    def start(self) -> None:
        # Its standard input is a pipe we never write to: when we are gone, it is closed, and the child ends.
        # A session of its own: Ctrl-C is for us, and we stop it in our order.
        self.process = subprocess.Popen(
            # -P: a folder `app` where the program is started is not ours.
            [sys.executable, "-P", "-m", "app.cli", *self.arguments, "--with-parent"],
            stdin=subprocess.PIPE,
            start_new_session=True,
            env={
                "POSTUREMAP_LOG_LEVEL": log_level(on_terminal=sys.stderr.isatty()),
                **os.environ,
                "PYTHONUNBUFFERED": "1",
            },
        )

    def revive(self) -> None:
        """Start it again if it has died. Raises ChildKeepsDying."""
        if self.process is None or self.process.poll() is None:
            return
        now = time.monotonic()
        self.deaths = [died for died in self.deaths if now - died < DEATHS_WITHIN_S] + [now]
        _say(f"{self.name} ended with {_ending(self.process.returncode)}")
        if len(self.deaths) >= DEATHS:
            raise ChildKeepsDying(f"the {self.name} died {DEATHS} times within {DEATHS_WITHIN_S:.0f} s")
        self.start()

    def stop(self, *, within_s: float) -> None:
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(within_s)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def log_level(*, on_terminal: bool) -> str:
    """Of the children, where the settings name none. A person at the terminal wants to see the address, which
    was said last, and not a line for every report read."""
    return "warning" if on_terminal else "info"


def _watch(settings: Settings, stop: Event) -> None:
    address = ("--host", settings.host, "--port", str(settings.port))
    children = (
        _Child("server", ("serve", *address)),
        _Child("worker", ("work",)),
    )
    try:
        for child in children:
            child.start()
        _wait_until_ready(settings, children, stop)
        while not stop.wait(WATCH_S):
            if settings.is_embedded and not cluster(settings).status().running:
                _say("database is gone, starting it again")
                cluster(settings).start()
            for child in children:
                child.revive()
    finally:
        for child in reversed(children):
            child.stop(within_s=STOP_WAIT_S)


def _wait_until_ready(settings: Settings, children: tuple[_Child, ...], stop: Event) -> None:
    """Until the server answers. The worker reads meanwhile."""
    address = _address(settings)
    deadline = time.monotonic() + READY_WAIT_S
    while not stop.is_set() and not _answers(f"{address}/livez"):
        if time.monotonic() > deadline:
            raise ChildKeepsDying(f"the server does not answer at {address} after {READY_WAIT_S:.0f} s")
        for child in children:
            child.revive()
        stop.wait(0.1)
    if not stop.is_set():
        _say(f"Posturemap is at {settings.public_url or address} (Ctrl-C stops it)")


def _address(settings: Settings) -> str:
    """Where this machine reaches the server: one that listens everywhere is reached at home."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)
    return f"http://{f'[{host}]' if ':' in host else host}:{settings.port}"


def _answers(url: str) -> bool:
    """Asked straight: a proxy that the environment names for the web does not lead to this machine."""
    try:
        with build_opener(ProxyHandler({})).open(url, timeout=1) as answer:
            return bool(answer.status == 200)
    except (OSError, URLError):
        return False


def _ending(code: int) -> str:
    if code >= 0:
        return f"exit code {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
