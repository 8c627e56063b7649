"""A clean end: on Ctrl-C, on SIGTERM, and, for a child, when whoever started it is gone."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable


def on_signals(stop: Callable[[], None]) -> None:
    """Ctrl-C and SIGTERM call `stop`, and what is under way comes to its end."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: stop())


def interrupt_on_term() -> None:
    """SIGTERM ends what is under way as Ctrl-C does, so that what was begun is undone."""

    def interrupt(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, interrupt)


def on_parents_end(stop: Callable[[], None]) -> None:
    """Calls `stop` when standard input is closed: a parent holds its other end, and even kill -9 lets go of
    it."""

    def wait() -> None:
        while os.read(0, 1):  # not sys.stdin, whose lock would be held when the interpreter ends
            pass
        stop()

    threading.Thread(target=wait, name="parent", daemon=True).start()
