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
    scene: Scene,
    region: tuple[int, int],
    allowed: set[str],
    known: tuple[Chunk, int] | None,
    *,
    as_object: bool,
) -> Site | None:
    """A name after a preposition of place that the gazetteer does not know: the words, with no geometry.

    known: the first place found, and its first word. Where it is what the name lies in ("at X in Lower
    Shabelle"), the geometry is that one's. as_object: the name may follow the cue without a preposition.
    """
    words = scene.words
    told = _told_by_noun(scene, region, allowed, as_object=as_object)
    if told is not None:
        return told
    if as_object and known is None:
        after = _name_end(scene, region[0], region[1])
        if after > region[0] and _ends_phrase(scene, after) and words[region[0]].low not in _NO_PLACE_NAMES:
            return Site(scene.phrase(region[0], after), None, None)
    limit = known[1] if known is not None else region[1]
    for i in range(region[0], min(limit, len(words) - 1)):
        if words[i].low not in allowed or (
            words[i].low in ("for", "of", "from") and words[i].low not in allowed
        ):
            continue
        j = i + 1
        if words[j].low == "the":
            j += 1
        after = _name_end(scene, j, region[1])
        if after == j or words[i].low in ("for", "against", "under", "up", "within", "over", "of"):
            continue
        if after < min(region[1], len(words)) and words[after].low in _name_nouns():
            after += 1
        elif not _ends_phrase(scene, after):
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


def _name_end(scene: Scene, i: int, end: int) -> int:
    """Index after the unknown name that begins at word i; i itself where none does."""
    while (
        i < min(end, len(scene.words))
        and scene.words[i].is_capitalised
        and scene.by_word.get(i) is None
        and scene.marks.actor[i] is None
        and not scene.marks.time[i]
        and not scene.marks.person[i]
        and not scene.marks.verb[i]
    ):
        i += 1
    return i


def _ends_phrase(scene: Scene, i: int) -> bool:
    """Whether no noun follows at word i that a name before it would only qualify."""
    if i >= len(scene.words) or not scene.words[i].low[0].isalpha():
        return i >= len(scene.words) or not scene.words[i].is_possessive
    low = scene.words[i].low
    return (
        low in PREPOSITIONS
        or low in _AFTER_NAMES
        or scene.marks.time[i]
        or (scene.marks.verb[i] and not low.endswith("ing"))
    )


_AFTER_NAMES = frozenset(
    [
        *("further", "also", "again", "late", "early"),
        *("and", "or", "but", "as", "where", "which", "who", "when", "while", "that"),
    ]
)


def _told_by_noun(
    scene: Scene, region: tuple[int, int], allowed: set[str], *, as_object: bool
) -> Site | None:
    """ "to the Somali town of X": the noun says that the name is one of a place."""
    words = scene.words
    for i in range(region[0], min(region[1], len(words)) - 2):
        if words[i].low not in _name_nouns() or words[i + 1].low != "of":
            continue
        after = _name_end(scene, i + 2, region[1])
        if after == i + 2 or not _ends_phrase(scene, after):
            continue
        lead = i - 1
        while lead >= region[0] and lead > i - 5 and words[lead].low not in PREPOSITIONS:
            lead -= 1
        brought = lead >= region[0] and words[lead].low in allowed
        if brought or (as_object and lead < region[0]):
            return Site(scene.phrase(i + 2, after), None, None)
    return None


def listed_after(scene: Scene, i: int, end: int) -> list[Site]:
    """Unknown names that go on a list of places at word i: "in Baidoa, X and Y"."""
    words = scene.words
    found: list[Site] = []
    while i + 1 < min(end, len(words)) and words[i].low in (",", "and"):
        is_last = words[i].low == "and"
        first = i + 1
        after = _name_end(scene, first, end)
        if after == first:
            return []
        found.append(Site(scene.phrase(first, after), None, None))
        if is_last:
            return found if _ends_phrase(scene, after) else []
        i = after
    return []


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
