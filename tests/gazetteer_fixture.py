"""The real gazetteer for tests, as a pytest plugin: built once and kept until its sources change."""

from __future__ import annotations

import fcntl
from pathlib import Path

import pytest

from geo.gazetteer import Gazetteer
from geo.gazetteer.build import build

BUILT = Path(__file__).parents[1] / "var" / "gazetteer"


@pytest.fixture(scope="session")
def gazetteer_path() -> Path:
    """The folder of a current build; the first test run builds it, which takes about half a minute."""
    BUILT.parent.mkdir(exist_ok=True)
    with BUILT.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not Gazetteer.is_current(BUILT):
            build(BUILT, lambda _what, _share: None)
    return BUILT


@pytest.fixture(scope="session")
def gazetteer(gazetteer_path: Path) -> Gazetteer:
    return Gazetteer.open(gazetteer_path)
