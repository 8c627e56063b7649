"""A clean end: on Ctrl-C, on SIGTERM, and, for a child, when whoever started it is gone."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable


def on_signals(stop: Callable[[], None]) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: stop())


def on_parents_end(stop: Callable[[], None]) -> None:
    """Calls `stop` when standard input is closed: a parent holds its other end, and even kill -9 lets go of
    it."""

    def wait() -> None:
        while sys.stdin.buffer.read(1):
            pass
        stop()

    threading.Thread(target=wait, name="parent", daemon=True).start()
