"""Words that call what was said untrue: "baseless", "a lie", "not true".

Comes in: a `Scene` and words of it. Goes out: their spans.
"""

from __future__ import annotations

from functools import cache

from geo.claims.lexicon import table
from geo.claims.scene import Scene
from geo.types import Span


@cache
def _phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The phrases by their first word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in table("speech")["english"]["denial_words"]:
        parts = tuple(phrase.split(" "))
        found.setdefault(parts[0], []).append(parts)
    return {first: tuple(sorted(known, key=len, reverse=True)) for first, known in found.items()}


def denial_at(scene: Scene, i: int) -> Span | None:
    """The words at word i that call something untrue."""
    words = scene.words
    for parts in _phrases().get(words[i].low, ()):
        if tuple(w.low for w in words[i : i + len(parts)]) == parts:
            return Span(words[i].start, words[i + len(parts) - 1].end)
    return None


def denial_in(scene: Scene, first: int, after: int) -> Span | None:
    """The first such words from word `first` on."""
    if scene.lows.isdisjoint(_phrases()):
        return None
    return next((span for i in range(first, after) if (span := denial_at(scene, i)) is not None), None)
