"""Parties: the forces that take part in an exercise or a patrol beside the one that holds it.

Comes in: the words after the noun of an exercise. Goes out: the phrases of those who take part.
"""

from __future__ import annotations

from geo.claims.english.clauses import Clauses
from geo.claims.english.subjects import Subjects
from geo.claims.scene import Chunk

_BRING = frozenset({"with", "by", "between", "involving", "including", "alongside", "among", "from"})


def parties(clauses: Clauses, subjects: Subjects, region: tuple[int, int]) -> list[Chunk]:
    """Those whom "with", "by", "involving" bring among words region[0] to region[1]."""
    found: list[Chunk] = []
    scene, words = clauses.s, clauses.w
    for i in range(region[0], min(region[1], len(words) - 1)):
        if words[i].low not in _BRING or (words[i].low == "from" and not _follows_force(clauses, i)):
            continue
        j = i + 1
        while j < region[1] and words[j].low in ("the", "both"):
            j += 1
        chunk = scene.by_word.get(j)
        if chunk is None or chunk.first > j or not is_party(chunk):
            continue
        if chunk.after < len(words) and words[chunk.after].is_possessive:
            continue
        found.extend(c for c in subjects.coordinated(chunk, region[1]) if is_party(c))
    return found


def is_party(chunk: Chunk) -> bool:
    """Whether the phrase names a side: an actor, a force with its actor, a country."""
    if chunk.kind == "actor":
        return True
    if chunk.kind == "force":
        return chunk.force is not None and bool(chunk.force.actors())
    return chunk.kind == "place" and chunk.toponym is not None and chunk.toponym.kind == "country"


def _follows_force(clauses: Clauses, i: int) -> bool:
    """Whether "from" follows a force: "with 900 troops from Denmark and Sweden"."""
    before = clauses.s.ending(i - 1)
    return before is not None and before.kind == "force"
