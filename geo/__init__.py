"""Reading of reports: text in, toponyms, claims and geometries out. No database, no web, no environment."""

from __future__ import annotations

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
