"""Reading of reports: text in, toponyms, claims and geometries out. No database, no web, no environment.

The names are loaded at their first use: a command that only asks the database need not wait for the reader.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.gazetteer import Gazetteer
    from geo.read import read
    from geo.types import (
        Actor,
        Claim,
        Footprint,
        Holder,
        NonPlace,
        Phrase,
        Place,
        Quantity,
        Reading,
        Reason,
        Skipped,
        Span,
        Toponym,
        When,
    )

__all__ = [
    "Actor",
    "Claim",
    "Footprint",
    "Gazetteer",
    "Holder",
    "NonPlace",
    "Phrase",
    "Place",
    "Quantity",
    "Reading",
    "Reason",
    "Skipped",
    "Span",
    "Toponym",
    "When",
    "read",
]

_ELSEWHERE = {"Gazetteer": "geo.gazetteer", "read": "geo.read"}
"""Where a name lives that is not in `geo.types`."""


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'geo' has no attribute {name!r}")
    found = getattr(import_module(_ELSEWHERE.get(name, "geo.types")), name)
    globals()[name] = found
    return found


class _Package(ModuleType):
    """Python puts a module that was loaded into its package; `geo.read` is to stay the function."""

    def __setattr__(self, name: str, value: object) -> None:
        super().__setattr__(name, value.read if name == "read" and isinstance(value, ModuleType) else value)


sys.modules[__name__].__class__ = _Package
