"""Where a claim is: place phrases among the words of a clause, with their relations, as sites.

Comes in: a `Scene` and a range of its words. Goes out: `Site`s, one for each place of a list ("in Niger,
Chad and Mali"), the closest one where a chain narrows down ("at Rukla in Lithuania"). "There", "the
country", "the base" are looked up in the memory of the text.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from geo.claims import place_references, unknown_places
from geo.claims.draft import Memory, Site
from geo.claims.scene import Chunk, Scene
from geo.claims.words import OF_PLACE
from geo.gazetteer import Gazetteer
from geo.geometry import footprint as shapes
from geo.toponyms.relations import relation_at

RANK = {
    "base": 5,
    "airport": 5,
    "facility": 5,
    "city": 4,
    "other": 4,
    "admin": 3,
    "border": 3.5,
    "sea": 3,
    "region": 2,
    "country": 1,
}
"""How close a kind of place is: of a chain the highest is meant."""

_DIRECTIONS = frozenset(
    [
        "north",
        "south",
        "east",
        "west",
        "northeast",
        "north-east",
        "northwest",
        "north-west",
        "southeast",
        "south-east",
        "southwest",
        "south-west",
    ]
)


def sites(
    scene: Scene,
    region: tuple[int, int],
    prepositions: Sequence[str],
    gazetteer: Gazetteer,
    memory: Memory,
    *,
    as_object: bool,
    is_departure: bool,
) -> list[Site]:
    """The places among words region[0] to region[1] that one of the prepositions brings.

    as_object: the place may stand without a preposition, as the object of the cue. is_departure: "from" is
    the place and "to", "for" are not.
    """
    allowed = set(prepositions)
    if not is_departure:
        allowed.discard("from")
    else:
        allowed -= {"to", "for", "into"}
    found: list[tuple[Chunk, int, int, str]] = []
    for chunk in scene.chunks:
        if chunk.kind != "place" or chunk.first < region[0] or chunk.after > region[1]:
            continue
        if (
            chunk.after < len(scene.words)
            and scene.words[chunk.after].is_possessive
            and _owned_is_other(scene, chunk, region)
        ):
            continue
        brought = _brought_by(scene, chunk, region, as_object=as_object)
        if brought is None:
            continue
        word, first = brought
        if (
            word in allowed
            or (word == "" and as_object)
            or word == "same"
            or (word == "of" and "of" in allowed)
        ):
            found.append((chunk, first, chunk.after, word))
    found = _past_the_border(found)
    known = (found[0][0], found[0][1]) if found else None
    unplaced = unknown_places.unplaced(scene, region, allowed, known, as_object=as_object)
    if unplaced is not None:
        return [unplaced, *unknown_places.listed_unplaced(scene, unplaced, region)]
    if not found:
        return place_references.generic(scene, region, allowed, memory, gazetteer, as_object=as_object)
    listed = unknown_places.listed_after(scene, found[-1][2], region[1])
    return [*(_site(scene, group) for group in _groups(scene, found)), *listed]


def _past_the_border(found: list[tuple[Chunk, int, int, str]]) -> list[tuple[Chunk, int, int, str]]:
    """The places without the border crossed on the way: "across the border to Rutshuru"."""
    if len(found) > 1 and found[0][3] in ("across", "over") and found[1][3] in ("to", "into"):
        return found[1:]
    return found


def _owned_is_other(scene: Scene, chunk: Chunk, region: tuple[int, int]) -> bool:
    """ "Iraq's prime minister": the owner is no place here, unless a place or a coast follows."""
    i = chunk.after + 1
    for j in range(i, min(i + 5, len(scene.words), region[1])):
        low = scene.words[j].low
        nxt = scene.by_word.get(j)
        if nxt is not None and nxt.kind == "place":
            return False
        if low in (
            "coast",
            "border",
            "borders",
            "frontier",
            "capital",
            "north",
            "south",
            "east",
            "west",
            "shore",
            "territory",
            "waters",
            "airspace",
            "province",
            "region",
            "coastline",
            "interior",
            "centre",
            "center",
            "outskirts",
            "edge",
            "side",
            "suburb",
            "suburbs",
            "countryside",
            "harbour",
            "harbor",
            "entrance",
        ):
            return False
    return True


def _brought_by(
    scene: Scene, chunk: Chunk, region: tuple[int, int], *, as_object: bool
) -> tuple[str, int] | None:
    """The preposition that brings the place, and the first word of the place phrase."""
    words = scene.words
    i = chunk.first - 1
    first = chunk.first
    hops = 0
    sided: tuple[str, int] | None = None
    """ "moved its men north of the river": the direction brings the place, where nothing else does."""
    while i >= region[0] and hops < 9:
        low = words[i].low
        if low == "of" and i and words[i - 1].low == "out":
            return "from", first  # "pulled its helicopters out of Qamishli"
        if low == "of" and i == region[0]:
            return "of", first  # "pulled out | of Lachin"
        if low == "of":
            i -= 1
            first = i + 1
            hops += 1
            continue
        if low == "from" and _is_measured(scene, i):
            j = _measure_start(scene, i)
            return "near", j
        if low in _LENGTHS and words[i - 1].fold[:1].isdigit():
            return "near", i - 1  # "were sent 12 km north of the town"
        if low in _DIRECTIONS and i + 1 < len(words) and words[i + 1].low == "of":
            sided = "near", i
            first = i
            i -= 1
            hops += 1
            continue
        if low in ("and", ",", "or"):
            before = scene.ending(i - 1)
            if before is None and i and words[i - 1].low == ",":
                before = scene.ending(i - 2)
            if before is not None and before.kind == "place":
                return None if _has_share(scene, chunk) else ("same", first)
            if low == "and" and i + 1 < len(words):
                return None
            if low == ",":
                return None
        if low in _PREPOSITIONS_OF_PLACE:
            if low in ("of",):
                continue
            return low, first
        if scene.marks.verb[i] and scene.verb_at.get(i) is None:
            return sided
        verb = scene.verb_at.get(i)
        if verb is not None:
            return sided
        if low in (";", ":", "(", ")", '"') or scene.marks.time[i]:
            return None
        first = i
        i -= 1
        hops += 1
    if i < region[0] and as_object and hops <= 6:
        return "", first
    return sided


def _has_share(scene: Scene, chunk: Chunk) -> bool:
    """Whether a country acts in a clause whose verb is left out: "sent a frigate, and Norway a corvette"."""
    i = chunk.after
    if chunk.toponym is None or chunk.toponym.kind != "country" or i >= len(scene.words):
        return False
    return i in scene.marks.number or scene.words[i].low in ("a", "an", "another", "its")


_LENGTHS = frozenset({"km", "kilometres", "kilometers", "miles"})
_PREPOSITIONS_OF_PLACE = frozenset(
    (
        *OF_PLACE,
        *[
            "aboard",
            "about",
            "after",
            "amid",
            "before",
            "behind",
            "beyond",
            "bordering",
            "by",
            "during",
            "facing",
            "from",
            "past",
        ],
        *["surrounding", "through", "via", "with"],
    )
)


def _is_measured(scene: Scene, i: int) -> bool:
    before = " ".join(w.low for w in scene.words[max(0, i - 4) : i])
    return bool(
        re.search(r"(?:km|kms|kilomet(?:re|er)s?|miles?|met(?:re|er)s?|distance|away|close)$", before)
    )


def _measure_start(scene: Scene, i: int) -> int:
    j = i - 1
    while j > 0 and j > i - 6 and not scene.words[j].fold[:1].isdigit():
        if scene.words[j].low in (",", "and") or scene.words[j].low in _PREPOSITIONS_OF_PLACE:
            return j + 1
        j -= 1
    return j


def _groups(
    scene: Scene, found: list[tuple[Chunk, int, int, str]]
) -> list[list[tuple[Chunk, int, int, str]]]:
    """Places that are meant, each with the chain it heads; lists give several."""
    chains: list[list[tuple[Chunk, int, int, str]]] = [[found[0]]]
    for previous, item in itertools.pairwise(found):
        between = [w.low for w in scene.words[previous[2] : item[0].first]]
        if (
            (item[3] == "same" and between and between[0] != ",")
            or (item[3] == "same" and between == [","] and _rank(item[0]) == _rank(previous[0]))
            or (item[3] == "same" and "and" in between)
            or ("and" in between and item[3] not in ("same", "of", "") and len(between) <= 6)
        ):
            chains.append([item])
        else:
            chains[-1].append(item)
    if chains[0][0][3] == "between" and len(chains) > 1:
        return [[chains[0][0], chains[1][0]]]
    return chains


def _rank(chunk: Chunk) -> float:
    return RANK.get(chunk.toponym.kind if chunk.toponym is not None else "other", 0)


def _may_lie_in_one(one: Chunk, other: Chunk) -> bool:
    """Whether two places of a chain can be nested: not where both lie in countries, and different ones.

    A border lies in two, and may be cut to the place beside it.
    """
    if _is_cut_by(one, other) or _is_cut_by(other, one):
        return True
    a = one.toponym.place.country if one.toponym is not None and one.toponym.place is not None else None
    b = other.toponym.place.country if other.toponym is not None and other.toponym.place is not None else None
    return a is None or b is None or a == b


def _site(scene: Scene, chain: list[tuple[Chunk, int, int, str]]) -> Site:
    if chain[0][3] == "between" and len(chain) == 2:
        one, other = chain[0][0].toponym, chain[1][0].toponym
        phrase = scene.phrase(_with(scene, chain[0][1]), chain[1][2])
        if one is not None and other is not None and one.place is not None and other.place is not None:
            return Site(phrase, shapes.between(one.place, other.place), one)
        return Site(phrase, None, one)
    chain = [item for item in chain if _may_lie_in_one(chain[0][0], item[0])]
    best = max(chain, key=lambda item: (_rank(item[0]), -item[1]))
    best = next((item for item in chain if _is_cut_by(item[0], best[0])), best)
    chunk = best[0]
    toponym = chunk.toponym
    assert toponym is not None
    related = _related(scene, chunk)
    if related is not None:
        return related
    return Site(scene.phrase(chunk.first, chunk.after), toponym.footprint, toponym)


def _is_cut_by(line: Chunk, by: Chunk) -> bool:
    """Whether the first is a line of which only the piece at the second is meant: "the bank near Kherson"."""
    if (
        line.toponym is None
        or line.toponym.footprint is None
        or by.toponym is None
        or by.toponym.place is None
    ):
        return False
    return line is not by and by.toponym.place.id in line.toponym.footprint.place_ids[1:]


def _with(scene: Scene, first: int) -> int:
    return first - 1 if first and scene.words[first - 1].low == "between" else first


def _related(scene: Scene, chunk: Chunk) -> Site | None:
    """The site with the words before the name that move it: "12 km from", "east of", "off the coast of"."""
    toponym = chunk.toponym
    assert toponym is not None
    relation = relation_at(scene.text, scene.sentence.span, toponym.span)
    if relation is None or relation.kind in _OF_THE_PLACE:
        return None
    first = next((j for j in range(chunk.first) if scene.words[j].start >= relation.start), chunk.first)
    return Site(scene.phrase(first, chunk.after), toponym.footprint, toponym)


_OF_THE_PLACE = frozenset(["near", "outskirts", "along", "between"])
"""Relations whose words are left out of the words for the place."""
