"""What a command prepares before it works."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.prepare import BuildEnded, build_gazetteer
from geo.gazetteer import Gazetteer


def test_a_build_that_is_killed_is_told_and_leaves_nothing_that_looks_built(tmp_path: Path) -> None:
    target = tmp_path / "gazetteer"
    with ThreadPoolExecutor(1) as thread:
        building = thread.submit(build_gazetteer, target)
        until = time.monotonic() + 30
        while not (children := multiprocessing.active_children()):
            assert time.monotonic() < until, "no process was started"
            time.sleep(0.02)
        children[0].kill()
        with pytest.raises(BuildEnded):
            building.result(timeout=30)
    assert not Gazetteer.is_current(target)


def test_a_target_that_cannot_be_written_is_an_error_of_the_caller(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError, match="file"):
        build_gazetteer(tmp_path / "file" / "gazetteer")


def test_reading_a_text_loads_neither_the_database_nor_the_log() -> None:
    asked = "import sys, app.cli, app.prepare, app.batch; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True).stdout
    assert {"geo", "app.batch"} <= set(loaded.split())
    assert not {"sqlalchemy", "alembic", "psycopg", "structlog", "fastapi"} & set(loaded.split())
