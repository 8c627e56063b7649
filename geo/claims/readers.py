"""Claim readers by name: our rules, and those that other packages bring.

A package offers one as an entry point of the group `posturemap.claim_readers`. It gets the document with its
places found and gives claims with their spans; what it says passes the same gate as ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from importlib.metadata import entry_points
from typing import Protocol, cast

from geo.claims.assemble import claims
from geo.errors import UnknownReader
from geo.gazetteer import Gazetteer
from geo.types import Claim, Document, NonPlace, Skipped, Toponym

GROUP = "posturemap.claim_readers"
RULES = "rules"


class ClaimReader(Protocol):
    """Offsets of what it returns count in `document.text`, the repaired text."""

    def __call__(
        self,
        document: Document,
        toponyms: Sequence[Toponym],
        non_places: Sequence[NonPlace],
        gazetteer: Gazetteer,
        /,
    ) -> tuple[Iterable[Claim], Iterable[Skipped]]: ...


@cache
def reader(name: str = RULES) -> ClaimReader:
    """The reader of that name; "rules" is ours. UnknownReader, too, where its package cannot be loaded."""
    if name == RULES:
        return claims
    offered = {point.name: point for point in entry_points(group=GROUP)}
    if name not in offered:
        known = ", ".join(sorted({RULES, *offered}))
        raise UnknownReader(f"no claim reader {name!r}; known: {known}")
    try:
        found = offered[name].load()
    except Exception as error:  # somebody else's package, which may fail in any way
        raise UnknownReader(
            f"claim reader {name!r} ({offered[name].value}) cannot be loaded: {error}"
        ) from error
    if not callable(found):
        raise UnknownReader(f"claim reader {name!r} ({offered[name].value}) is not a function")
    return cast(ClaimReader, found)
