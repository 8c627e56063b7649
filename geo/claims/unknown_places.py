"""Names of places that the gazetteer does not know: their words, with the geometry of what they
lie in or none.

Comes in: a `Scene`, a range of its words and the places found there. Goes out: `Site`s.
"""

from __future__ import annotations

from functools import cache

from geo.claims.draft import Site
from geo.claims.function_words import PREPOSITIONS
from geo.claims.lexicon import table
from geo.claims.scene import Chunk, Scene


def unplaced(
    scene: Scene, region: tuple[int, int], allowed: set[str], known: tuple[Chunk, int] | None
) -> Site | None:
    """A name after a preposition of place that the gazetteer does not know: the words, with no geometry.

    known: the first place found, and its first word. Where it is what the name lies in ("at X in Lower
    Shabelle"), the geometry is that one's.
    """
    words = scene.words
    limit = known[1] if known is not None else region[1]
    for i in range(region[0], min(limit, len(words) - 1)):
        if words[i].low not in allowed or (
            words[i].low in ("for", "of", "from") and words[i].low not in allowed
        ):
            continue
        j = i + 1
        if words[j].low == "the":
            j += 1
        after = j
        while (
            after < region[1]
            and words[after].is_capitalised
            and scene.by_word.get(after) is None
            and scene.marks.actor[after] is None
            and not scene.marks.time[after]
            and not scene.marks.person[after]
            and not scene.marks.verb[after]
        ):
            after += 1
        if after == j or words[i].low in ("for", "against", "under", "up", "within", "over", "of"):
            continue
        if after < min(region[1], len(words)) and words[after].low in _name_nouns():
            after += 1
        elif (
            after < len(words)
            and words[after].low[0].isalpha()
            and not (
                words[after].low in PREPOSITIONS
                or words[after].low in ("further", "also", "again", "late", "early")
                or words[after].low
                in ("and", "or", "but", "as", "where", "which", "who", "when", "while", "that")
                or scene.marks.time[after]
                or (scene.marks.verb[after] and not words[after].low.endswith("ing"))
            )
        ):
            continue  # "in Counter-IED training": the name only qualifies another
        if words[j].low in _NO_PLACE_NAMES or words[after - 1].low in _NO_PLACE_NAMES:
            continue
        if known is not None and [w.low for w in words[after : known[1]]] not in (
            ["in"],
            [","],
            ["in", "the"],
        ):
            continue
        toponym = known[0].toponym if known is not None else None
        return Site(scene.phrase(j, after), toponym.footprint if toponym is not None else None, None)
    return None


@cache
def _name_nouns() -> frozenset[str]:
    return frozenset(table("references")["places"]["name_nouns"])


def listed_unplaced(scene: Scene, site: Site, region: tuple[int, int]) -> list[Site]:
    """The second of two unknown names: "on Etorofu and Kunashir"."""
    words = scene.words
    assert site.phrase is not None
    i = next(k for k, w in enumerate(words) if w.end == site.phrase.span.end) + 1
    if i + 1 >= region[1] or words[i].low != "and" or not words[i + 1].is_capitalised:
        return []
    if (
        scene.by_word.get(i + 1) is not None
        or scene.marks.actor[i + 1] is not None
        or scene.marks.person[i + 1]
    ):
        return []
    after = i + 2
    while after < region[1] and words[after].is_capitalised and scene.by_word.get(after) is None:
        after += 1
    return [Site(scene.phrase(i + 1, after), None, None)]


_NO_PLACE_NAMES = frozenset(
    [
        "exercise",
        "operation",
        "mission",
        "phase",
        "defense",
        "defence",
        "minister",
        "president",
        "general",
        "colonel",
        "us",
        "u.s.",
        "parliament",
        "council",
        "congress",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "operation",
        "twitter",
        "x",
        "facebook",
    ]
)
