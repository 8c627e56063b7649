"""What a process of the benchmarks spends: seconds of CPU, memory. Other programs disturb these least."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from geo.gazetteer import Gazetteer

PROGRAM = Path(sys.executable).with_name("posturemap")


def build_where_missing(path: Path) -> None:
    """In a process of its own: what building takes would stand in the memory measured here."""
    if not Gazetteer.is_current(path):
        environment = os.environ | {"POSTUREMAP_GAZETTEER_DIR": str(path)}
        subprocess.run([PROGRAM, "gazetteer", "build"], env=environment, check=True, stdout=sys.stderr)


def least(work: Callable[[], object], rounds: int) -> float:
    times = []
    for _ in range(rounds):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)


def status_mb(field: str) -> float:
    """VmRSS, resident now, or VmHWM, the most there was."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith(field + ":"))
