"""What became of the rows of a source: how many, and of the bad ones how many for which reason, the first
named."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

_NAMED = 3


@dataclass(slots=True)
class Tally:
    rows: int = 0
    places: int = 0
    known: int = 0
    """Places another pack has already; their names were given to it."""
    left_out: int = 0
    """Rows that are in order and say nothing of use."""
    bad: dict[str, int] = field(default_factory=dict)
    """By reason."""
    named: dict[str, list[str]] = field(default_factory=dict)
    """The first few of each reason, with where they stand."""

    def refuse(self, reason: str, where: str, given: str) -> None:
        self.bad[reason] = self.bad.get(reason, 0) + 1
        examples = self.named.setdefault(reason, [])
        if len(examples) < _NAMED:
            examples.append(f"{where}: {given[:80]!r}")

    def as_dict(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}
