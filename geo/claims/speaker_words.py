"""The words of a speaker: pieces between commas, the one that is his name, and what he only points back to.

Comes in: a `Scene` and where to look. Goes out: spans and indices of words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from geo.claims.function_words import PREPOSITIONS
from geo.claims.lexicon import table
from geo.claims.scene import Scene
from geo.types import Span


def comma_pieces(scene: Scene, first: int, after: int) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    at = first
    for cut in [*(k for k in range(first, after) if scene.words[k].low == ","), after]:
        if cut > at:
            pieces.append((at, cut))
        at = cut + 1
    return pieces


def text_of(scene: Scene, span: Span) -> str:
    return scene.text[span.start : span.end]


def is_pronoun_at(scene: Scene, span: Span) -> bool:
    """Whether the words only point back to a speaker named before: "he", "the same source"."""
    return _POINTS_BACK.fullmatch(scene.text[span.start : span.end].lower()) is not None


_POINTS_BACK = re.compile(
    r"he|she|they|it|the same \w+(?: \w+)?"
    r"|the (?:spokesman|spokeswoman|spokesperson|official|source|minister|sources|officials)"
)


def said_begins(scene: Scene, speaker_first: int) -> int:
    """Index of the first word said before a speaker: after a semicolon that ends something else."""
    words = scene.words
    for i in range(speaker_first - 1, -1, -1):
        if words[i].low == ";" and speaker_first - i > 3:
            return i + 1
    return 0


def scope_end(scene: Scene, begin: int) -> int:
    """Index after the words said: to the end, or to a semicolon that starts something else."""
    words = scene.words
    for i in range(begin, len(words)):
        if words[i].low == ";":
            return i
    return len(words)


def strip_leading(scene: Scene, pieces: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Without openings that are no speaker: "On Monday,", "In Baghdad,", "Meanwhile,"."""
    kept = list(pieces)
    while len(kept) > 1:
        first, after = kept[0]
        low = scene.words[first].low
        if (
            low in PREPOSITIONS
            or low.endswith("ly")
            or scene.marks.time[first]
            or low in ("meanwhile", "however", "but", "still", "then", "yet", "elsewhere")
        ):
            kept.pop(0)
        else:
            break
    if kept:
        first, after = kept[0]
        while first < after and (
            scene.marks.time[first]
            or scene.words[first].low in ("and", "but", "while", "also", "as", "then", "yet")
        ):
            first += 1
        if first >= after:
            return kept[1:]
        if len(kept) == 1 and scene.words[first].low in PREPOSITIONS:
            for k in range(first + 1, after):
                chunk = scene.by_word.get(k)
                if chunk is not None and chunk.kind == "place" and chunk.after < after:
                    first = chunk.after
                    break
        kept[0] = (first, after)
    return kept


def main_piece(scene: Scene, pieces: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The piece that is the person's name, else the one nearest the verb."""
    for first, after in pieces:
        capitals = sum(w.is_capitalised for w in scene.words[first:after])
        if (
            capitals >= 2
            and capitals >= 0.6 * (after - first)
            and scene.words[first].low not in ("the", "a", "an")
        ):
            return first, after
    for first, after in pieces:
        if (
            scene.words[first].is_capitalised
            and scene.words[first].low not in ("the", "a", "an", "its", "their")
            and len(pieces) > 1
        ):
            return first, after
    return (
        pieces[0] if len(pieces) == 1 else pieces[-1] if not _is_noun_piece(scene, pieces[0]) else pieces[0]
    )


def _is_noun_piece(scene: Scene, piece: tuple[int, int]) -> bool:
    nouns = speaker_nouns()
    return any(w.low in nouns for w in scene.words[piece[0] : piece[1]])


@cache
def speaker_nouns() -> frozenset[str]:
    return frozenset(table("speech")["english"]["speaker_nouns"])


NOUNS_IN_LY = frozenset({"daily", "weekly", "monthly", "quarterly", "assembly", "ally", "family", "bully"})


def name_in(scene: Scene, first: int, after: int) -> Span | None:
    words = scene.words
    while first < after and (
        words[first].low
        in (",", '"', "”", "“", "and", "but", "as", "also", "while", "further", "then", "when")
        or scene.marks.time[first]
    ):
        first += 1
    if words[first : first + 1] and words[first].text[0].isdigit() and ":" in words[first].text:
        first += 1  # the hour of an entry: "14:35 The ministry says"
    while after > first and (
        words[after - 1].low
        in (",", "also", "further", "later", "again", "had", "has", "have", "itself", "now")
        or (
            (scene.marks.time[after - 1] or words[after - 1].low.endswith("ly"))
            and words[after - 1].low not in NOUNS_IN_LY
        )
    ):
        after -= 1
    if first >= after or after - first > 22:
        return None
    return Span(words[first].start, words[after - 1].end)
