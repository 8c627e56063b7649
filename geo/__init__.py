"""Reading of reports: text in, toponyms, claims and geometries out. No database, no web, no environment.

`read` and `Gazetteer` are loaded when first asked for: the value types alone must stay cheap to import.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    Skipped,
    Span,
    Toponym,
    When,
)

if TYPE_CHECKING:
    from geo.gazetteer import Gazetteer
    from geo.read import read

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
    "Skipped",
    "Span",
    "Toponym",
    "When",
    "read",
]


def __getattr__(name: str) -> object:
    if name == "read":
        # importlib keeps the function from being shadowed by its module of the same name.
        from importlib import import_module

        return import_module("geo.read").read
    if name == "Gazetteer":
        from geo.gazetteer import Gazetteer

        return Gazetteer
    raise AttributeError(f"module 'geo' has no attribute {name!r}")
