"""The public names of `geo`: loaded at their first use, and the function `read` whoever loaded its module."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import geo

ROOT = Path(__file__).parents[2]


def python(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    return done.stdout.strip()


def test_what_only_stores_does_not_load_the_reader() -> None:
    loaded = "import sys, app.db.reports; print([m for m in sys.modules if m.startswith('geo.claims')])"
    assert python(loaded) == "[]"


@pytest.mark.parametrize("first", ["import geo.read", "from geo.read import read", "import geo.types"])
def test_read_stays_the_function(first: str) -> None:
    assert python(f"{first}\nimport geo\nprint(geo.read.__name__, callable(geo.read))") == "read True"


def test_every_public_name_is_there() -> None:
    for name in geo.__all__:
        assert getattr(geo, name).__name__ == name
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        geo.nothing  # noqa: B018
