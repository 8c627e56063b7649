"""A step of the set-up, and the running of steps."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


class SetupError(Exception):
    """The set-up cannot go on; the message says what the user has to do."""


@dataclass(frozen=True)
class Step:
    name: str
    is_done: Callable[[], bool]
    make: Callable[[], None]


def run(steps: list[Step]) -> None:
    """Make what is not whole, in order. Raises SetupError where a step cannot be made whole."""
    begun = time.monotonic()
    for number, step in enumerate(steps, start=1):
        head = f"[{number}/{len(steps)}] {step.name}"
        if step.is_done():
            print(f"{head}: ready", flush=True)
            continue
        print(f"{head}: making ...", flush=True)
        since = time.monotonic()
        step.make()
        if not step.is_done():
            raise SetupError(f"{step.name}: made, but still not whole")
        print(f"{head}: made in {time.monotonic() - since:.0f} s", flush=True)
    print(f"set-up is whole ({time.monotonic() - begun:.0f} s)", flush=True)


def missing(steps: list[Step]) -> list[str]:
    return [step.name for step in steps if not step.is_done()]


def command(
    words: list[str], *, cwd: Path = ROOT, env: dict[str, str] | None = None, quiet: bool = False
) -> None:
    """Run it; where `quiet`, its output is shown only when it failed. Raises SetupError where it fails."""
    output = subprocess.PIPE if quiet else None
    result = subprocess.run(
        words, cwd=cwd, env=env, stdout=output, stderr=subprocess.STDOUT if quiet else None
    )
    if result.returncode == 0:
        return
    if quiet:
        sys.stderr.buffer.write(result.stdout)
    raise SetupError(f"this command failed with status {result.returncode}: {' '.join(words)}")
