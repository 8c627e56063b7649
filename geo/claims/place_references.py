"""References to places spoken of before: "there", "the country", "the base".

Comes in: a `Scene` and the memory of the text. Goes out: the `Site` meant, or none.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from geo.claims.countries import country_footprint
from geo.claims.draft import Memory, Site
from geo.claims.lexicon import table
from geo.claims.scene import Scene
from geo.gazetteer import Gazetteer

_OWN = frozenset({"border", "borders", "frontier", "capital"})
"""What "its" may bring: a state has one, and may have many bases."""
_REACH = 500
"""Characters within which a town named before is the one "the harbour" lies in."""


@cache
def _words() -> dict[str, Any]:
    return dict(table("references")["places"])


def kinds_of(noun: str) -> tuple[str, ...] | None:
    """Kinds of place that "the NOUN" may mean, None where it is no such noun; empty where any will do."""
    kinds = _words()["kinds"].get(noun)
    return tuple(kinds) if kinds is not None else None


def generic(
    scene: Scene,
    region: tuple[int, int],
    allowed: set[str],
    memory: Memory,
    gazetteer: Gazetteer,
    *,
    as_object: bool,
) -> list[Site]:
    """ "there", "the country", "the base": the place spoken of before that such words can mean."""
    words = scene.words
    for i in range(region[0], region[1]):
        low = words[i].low
        if low == "there" and not (i + 1 < len(words) and words[i + 1].low in ("is", "are", "was", "were")):
            site = there(scene, memory, i, gazetteer)
            if site is not None:
                return [Site(scene.phrase(i, i + 1), site.footprint, site.toponym)]
        if kinds_of(low) is None or not i:
            continue
        start = i
        while (
            start > max(region[0], i - 3)
            and words[start - 1].low not in allowed
            and words[start - 1].low[0].isalpha()
        ):
            start -= 1
        lead = words[start - 1].low if start else ""
        if lead not in allowed and not (as_object and start == region[0]):
            continue
        if words[start].low in ("its", "their") and low not in _OWN:
            continue
        site = referred(scene, memory, start, i + 1, gazetteer)
        if site is not None:
            return [Site(scene.phrase(start, i + 1), site.footprint, site.toponym)]
        if (
            i - start > 1
            and words[start].low in _DETERMINERS
            and low in ("region", "country", "province", "island", "town", "city")
        ):
            return [Site(scene.phrase(start, i + 1), None, None)]
    return []


_DETERMINERS = frozenset({"the", "its", "their", "this", "that", "same"})


def referred(scene: Scene, memory: Memory, first: int, after: int, gazetteer: Gazetteer) -> Site | None:
    """The place that words first to after ("the town", "the contested border") stand for, if one was told."""
    words = scene.words
    noun = words[after - 1].low
    kinds = kinds_of(noun)
    if kinds is None or words[first].low not in _DETERMINERS:
        return None
    if any(words[i].low not in _words()["adjectives"] for i in range(first + 1, after - 1)):
        return None
    site = _last(scene, memory, after - 1, kinds, _words()["named"].get(noun))
    if site is None and noun in ("country", "kingdom", "nation"):
        return _country_of_last(scene, memory, after - 1, gazetteer)
    if site is None and noun == "island":
        return _island_state(scene, memory, gazetteer)
    if site is None and noun in _words()["of_a_town"]:
        return _town_of(scene, memory, after - 1)
    return site


def _island_state(scene: Scene, memory: Memory, gazetteer: Gazetteer) -> Site | None:
    """The state that is an island, where one was named: "Taiwan tracked aircraft around the island"."""
    actors = [a for a in scene.marks.actor if a is not None]
    for country in (*(a.country for a in actors), memory.actor.country if memory.actor is not None else None):
        if country in _words()["island_states"] and country is not None:
            return Site(None, country_footprint(country, gazetteer), None)
    return None


def _town_of(scene: Scene, memory: Memory, before: int) -> Site | None:
    """The town or island whose harbour or airport is meant."""
    site = _last(scene, memory, before, ("city", "other", "base"))
    if site is None or site.toponym is None:
        return None
    return site if scene.words[before].start - site.toponym.span.end < _REACH else None


def there(scene: Scene, memory: Memory, i: int, gazetteer: Gazetteer) -> Site | None:
    """What "there" at word i means: the place the sentence is about, else the one told of last."""
    if kinds_of(scene.words[min(1, i)].low) is not None:
        topic = referred(scene, memory, 0, 2, gazetteer)
        if topic is not None:
            return topic
    return _last(scene, memory, i, ())


def _country_of_last(scene: Scene, memory: Memory, before: int, gazetteer: Gazetteer) -> Site | None:
    """The country that the last place lies in."""
    site = _last(scene, memory, before, ())
    place = site.toponym.place if site is not None and site.toponym is not None else None
    if place is None or place.country is None:
        return None
    footprint = country_footprint(place.country, gazetteer)
    return Site(None, footprint, None) if footprint is not None else None


def _last(
    scene: Scene, memory: Memory, before: int, kinds: tuple[str, ...], named: str | None = None
) -> Site | None:
    """The last place of these kinds before word `before`; any kind where none is given.

    named: a pattern of which the name must have something.
    """
    here = [
        Site(None, c.toponym.footprint, c.toponym)
        for c in scene.chunks
        if c.kind == "place"
        and c.toponym is not None
        and c.after <= before
        and c.toponym.footprint is not None
    ]
    if not kinds and len(here) > 1 and _lies_in(scene, here[-2], here[-1]):
        return here[-2]
    pool = [*memory.sites, *here]
    if not kinds and memory.claim_site is not None and not here:
        return memory.claim_site
    for site in reversed(pool):
        if site.toponym is None or (kinds and site.toponym.kind not in kinds):
            continue
        if named is None or re.search(named, site.toponym.text, re.IGNORECASE):
            return site
    return None


def _lies_in(scene: Scene, one: Site, other: Site) -> bool:
    """Whether the second only says where the first lies: "Duqm in Oman"."""
    if one.toponym is None or other.toponym is None or other.toponym.kind not in ("country", "admin"):
        return False
    a, b = one.toponym.place, other.toponym.place
    between = scene.text[one.toponym.span.end : other.toponym.span.start].strip()
    return a is not None and b is not None and a.country == b.country and between in ("in", ",")
