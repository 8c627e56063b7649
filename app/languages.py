"""Which of the languages that a text may claim to be in can be read."""

from __future__ import annotations

from geo.types import Language


def readable(language: str | None) -> Language | None:
    """None for any other, and where nothing is said: then the text itself is asked."""
    match (language or "").lower()[:2]:
        case "en":
            return "en"
        case "ar":
            return "ar"
    return None
