"""References to places spoken of before: "there", "the country", "the base".

Comes in: a `Scene` and the memory of the text. Goes out: the `Site` meant, or none.
"""

from __future__ import annotations

import re

from geo.claims.countries import country_footprint
from geo.claims.draft import Memory, Site
from geo.claims.scene import Scene
from geo.gazetteer import Gazetteer

_GENERIC = {
    "country": ("country",),
    "kingdom": ("country",),
    "nation": ("country",),
    "region": ("region", "admin", "country"),
    "area": (),
    "zone": (),
    "town": ("city",),
    "city": ("city",),
    "village": ("city",),
    "capital": ("city",),
    "base": ("base", "airport", "facility", "city"),
    "airbase": ("base", "airport"),
    "island": ("other", "city", "admin"),
    "islands": ("other", "region"),
    "airport": ("airport", "base"),
    "airfield": ("airport", "base"),
    "border": ("border",),
    "frontier": ("border",),
    "borders": ("border",),
    "province": ("admin",),
    "peninsula": ("region", "other", "admin"),
    "port": ("city", "facility"),
    "camp": ("base", "facility"),
    "territory": ("country", "region"),
    "strait": ("sea",),
    "sea": ("sea",),
    "district": ("admin", "city"),
    "site": ("base", "facility"),
}


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
            site = _last(scene, memory, i, ())
            if site is not None:
                return [Site(scene.phrase(i, i + 1), site.footprint, site.toponym)]
        if low in _GENERIC and i:
            start = i
            while (
                start > max(region[0], i - 3)
                and words[start - 1].low not in allowed
                and words[start - 1].low[0].isalpha()
            ):
                start -= 1
            if words[start].low not in ("the", "its", "their", "this", "that", "same"):
                continue
            lead = words[start - 1].low if start else ""
            if lead not in allowed and not (as_object and start == region[0]):
                continue
            kinds = _GENERIC[low]
            if words[start].low in ("its", "their") and low not in (
                "border",
                "borders",
                "frontier",
                "capital",
            ):
                continue
            site = _last(scene, memory, i, kinds) if i - start == 1 else None
            if low == "strait" and site is not None and not _is_strait(site):
                continue
            if site is None and low in ("country", "kingdom", "nation"):
                site = _country_of_last(scene, memory, i, gazetteer)
            if site is not None:
                return [Site(scene.phrase(start, i + 1), site.footprint, site.toponym)]
            if i - start > 1 and low in ("region", "country", "province", "island", "town", "city"):
                return [Site(scene.phrase(start, i + 1), None, None)]
    return []


def _is_strait(site: Site) -> bool:
    """Whether "the strait" may mean the sea spoken of: a strait by its name."""
    name = site.toponym.text if site.toponym is not None else ""
    return (
        re.search(r"strait|mandab|mandeb|hormuz|bosph|dardanelles|channel", name, re.IGNORECASE) is not None
    )


def _country_of_last(scene: Scene, memory: Memory, before: int, gazetteer: Gazetteer) -> Site | None:
    """The country that the last place lies in."""
    site = _last(scene, memory, before, ())
    place = site.toponym.place if site is not None and site.toponym is not None else None
    if place is None or place.country is None:
        return None
    footprint = country_footprint(place.country, gazetteer)
    return Site(None, footprint, None) if footprint is not None else None


def _last(scene: Scene, memory: Memory, before: int, kinds: tuple[str, ...]) -> Site | None:
    """The last place of these kinds before word `before`; any kind where none is given."""
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
        if site.toponym is not None and (not kinds or site.toponym.kind in kinds):
            return site
    return None


def _lies_in(scene: Scene, one: Site, other: Site) -> bool:
    """Whether the second only says where the first lies: "Duqm in Oman"."""
    if one.toponym is None or other.toponym is None or other.toponym.kind not in ("country", "admin"):
        return False
    a, b = one.toponym.place, other.toponym.place
    between = scene.text[one.toponym.span.end : other.toponym.span.start].strip()
    return a is not None and b is not None and a.country == b.country and between in ("in", ",")
