"""The actor that a title names, for notes that name none: "United Kingdom: Military and Security"."""

from __future__ import annotations

from functools import cache

from geo.claims.actors import state_forces
from geo.data import tables
from geo.data.tables import several
from geo.gazetteer.names import fold
from geo.types import Actor


def actor(title: str) -> Actor | None:
    """The state before a title's colon or possessive, or the only one it names; None where there is none."""
    head, colon, _ = title.partition(":")
    names = _names()
    if colon and fold(head) in names:
        return state_forces(names[fold(head)])
    words = title.replace("’s ", " ").replace("'s ", " ").split()
    found: list[str] = []
    i = 0
    while i < len(words):
        for size in (4, 3, 2, 1):
            key = fold(" ".join(words[i : i + size]))
            if (
                key in names
                and words[i][:1].isupper()
                and (key != "us" or words[i].isupper() or "." in words[i])
            ):
                found.append(names[key])
                i += size - 1
                break
        i += 1
    return state_forces(found[0]) if found else None


@cache
def _names() -> dict[str, str]:
    made: dict[str, str] = {}
    for row in tables.table("countries.tsv"):
        for name in (row["name"], *several(row["names"]), *several(row["demonyms"])):
            made.setdefault(fold(name), row["id"])
    return made
