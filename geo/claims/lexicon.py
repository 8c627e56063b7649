"""The word lists of the claim reader, read once from `geo/data/*.toml`.

Comes in: a file name. Goes out: its table, as plain dicts, kept for the life of the process.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The parsed file `geo/data/{name}.toml`."""
    return tomllib.loads(files("geo.data").joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def alternation(words: Iterable[str]) -> str:
    """A regular expression that matches any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))
