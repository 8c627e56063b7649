"""Progress on standard error: a bar where people look on, a line at the start and the end where they do
not."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_SECONDS_A_LINE = 15.0


@contextmanager
def step(title: str) -> Iterator[Callable[[str, float], None]]:
    """A step of which the share done is known; told what is being done and the share, 0 to 1."""
    with _progress(title) as update:
        yield lambda what, share: update(what, share, 1.0)


@contextmanager
def count(title: str) -> Iterator[Callable[[str, int, int | None], None]]:
    """Things done one by one; told what, how many are done and, where it is known, of how many."""
    with _progress(title) as update:
        yield update


class _Lines:
    """Long work tells of itself every now and then."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._told = time.monotonic()

    def __call__(self, what: str, _done: float, _total: float | None) -> None:
        if time.monotonic() - self._told >= _SECONDS_A_LINE:
            self._told = time.monotonic()
            print(f"{self._title}: {what} …", file=sys.stderr, flush=True)


@contextmanager
def _progress(title: str) -> Iterator[Callable[[str, float, float | None], None]]:
    began = time.monotonic()
    if not sys.stderr.isatty():
        print(f"{title} …", file=sys.stderr, flush=True)
        yield _Lines(title)
        print(f"{title}: done in {time.monotonic() - began:.1f} s", file=sys.stderr, flush=True)
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[what]}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(title, total=None, what="")
        yield lambda what, done, total: bar.update(task, completed=done, total=total, what=what)
        bar.update(task, total=1.0, completed=1.0, what="")
