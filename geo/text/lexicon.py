"""The word lists of `geo/data/*.toml`, read once a process."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from geo.errors import UnreadableSource


def words(table: str, section: str, key: str) -> tuple[str, ...]:
    """The words, parted by white space, of one key. Raises UnreadableSource where there is no such list."""
    listed = _table(table).get(section, {}).get(key)
    if not isinstance(listed, str):
        raise UnreadableSource(f"geo/data/{table}.toml has no list {section}.{key}")
    return tuple(listed.split())


def phrases(table: str, section: str, key: str) -> tuple[str, ...]:
    """The same where entries are of several words: one a line, or parted by semicolons."""
    listed = _table(table).get(section, {}).get(key)
    if not isinstance(listed, str):
        raise UnreadableSource(f"geo/data/{table}.toml has no list {section}.{key}")
    return tuple(p.strip() for line in listed.splitlines() for p in line.split(";") if p.strip())


def mapping(table: str, section: str) -> dict[str, str]:
    """A section whose keys map to words."""
    return {k: v for k, v in _table(table).get(section, {}).items() if isinstance(v, str)}


@cache
def _table(name: str) -> dict[str, dict[str, object]]:
    return tomllib.loads((files("geo.data") / f"{name}.toml").read_text(encoding="utf-8"))
