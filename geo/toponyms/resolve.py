"""Names found -> places, over the whole text: votes, anchors, then each name by the sum of its evidence.

Every decision keeps its candidates, scores and reasons. Where nothing is sure enough there is no place, and
the toponym says why: a wrong dot is worse than none.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from shapely.geometry import Point

from geo.gazetteer import Gazetteer
from geo.gazetteer.names import fold, is_arabic
from geo.toponyms import evidence, sites
from geo.toponyms.evidence import NONE, Context, Home
from geo.toponyms.lexicon import countries, lexicon, listed
from geo.toponyms.mentions import LARGE, Mention, Recognised
from geo.toponyms.placing import border, drawn, unplaced
from geo.types import Candidate, Document, NonPlace, Place, Toponym

_CANDIDATES = 24
_CODE = 3
"""Letters of an airport's code; it is written in capitals."""
_KEPT = 5
_SMALLEST = 2.0
"""Total score under which a name without a cue is no place."""
_DOUBTFUL = 6.0
"""Total score a doubtful name needs: a small place in a country the text is about, near others of it."""
_TIE = 0.1
_LEAST_CONFIDENCE = 0.4
"""Of 1,951 places measured none under it was right, three in five up to 0.6, 99 in 100 from 0.95 on."""
_FAR_KM = 161.0
_OUT_OF_THE_WAY_KM = 1000.0
_WELL_KNOWN = 5.5
_SURE_MARGIN = 1.0
_NEAR_ENOUGH = 0.5
_BY_THE_SEA_KM = 1_500.0
_ASTRAY_DEG = 1.0
_AT_TOWN_M = 30_000.0
"""How far the airport of a town may be from its middle."""
_AT_HOLDER = 0.5
"""Confidence that a site is within the radius of the place said to hold it."""
_IN_COUNTRY = 0.3
"""Of a name nobody knows that is said to be a place, put no nearer than its country."""
_LARGEST_ANCHOR_M = 400_000.0
_MOST_ANCHORS = 128


@dataclass(slots=True)
class _Case:
    mention: Mention
    ranked: list[tuple[Place, float]]
    parent: Place | None = None
    is_astray: bool = False
    """Said to lie where no place of the name is."""
    held: frozenset[str] = frozenset()
    """Ids of the candidates that lie in the parent."""
    is_bound: bool = False
    """Nothing outside the parent is left among the candidates."""
    holds: frozenset[str] = frozenset()
    """Ids of what the name before says it lies in: B of "A, B"."""
    is_military: bool = False


_said_beside = attrgetter(*(f.name for f in fields(_Case) if f.name not in ("mention", "ranked")))


def resolve(
    document: Document,
    mentions: Sequence[Mention],
    non_places: Sequence[NonPlace],
    gazetteer: Gazetteer,
    *,
    beside: Recognised | None = None,
    home: Home | None = None,
    keep_all: bool = False,
) -> tuple[Toponym, ...]:
    """The toponyms among the mentions, in the order of the text. `beside` is the title: it votes, no more.

    `home` is where the text's publisher is at home. Names that look like no place after all are left out,
    unless `keep_all`: then they stay, unplaced.
    """
    military = _military_sentences(document)
    cases = [
        _Case(m, _ranked(m, gazetteer), is_military=0 <= m.sentence < len(military) and military[m.sentence])
        for m in mentions
    ]
    context = _votes(cases, non_places, gazetteer, home)
    _find_parents(document, cases, context, gazetteer)
    if _share_bonds(cases):
        context = _votes(cases, non_places, gazetteer, home)
    if beside is not None:
        title = [_Case(m, _ranked(m, gazetteer)) for m in beside.mentions]
        context.countries += _votes(title, beside.non_places, gazetteer, None).countries
    context.anchors = _anchors(cases, context)
    chosen: dict[str, str] = {}
    decided: list[Toponym | None] = [None] * len(cases)
    # Those with a parent or a strong reading first: their sense then serves the same name elsewhere.
    holders = sites.holders(document, mentions)
    land = _land(context, gazetteer) if keep_all else None
    for i in sorted(
        range(len(cases)),
        key=lambda k: (
            cases[k].mention.form == "site",
            cases[k].parent is None,
            not cases[k].mention.has_cue,
            k,
        ),
    ):
        if mentions[i].form == "site":
            holder = decided[holders[i]] if i in holders else None
            at = sites.where(mentions[i], holder, decided, land=land)
            decided[i] = _site(cases[i], at, context)
        else:
            decided[i] = _decide(cases[i], context, chosen, gazetteer, keep_all=keep_all)
    return drawn(decided, mentions, document, context, gazetteer)


def _ranked(mention: Mention, gazetteer: Gazetteer) -> list[tuple[Place, float]]:
    if mention.form == "border":
        return []
    found = [(r.place, r.score) for r in gazetteer.ranked(mention.name)[:_CANDIDATES]]
    if fold(mention.name).endswith(" river"):  # not the province or the town that bears the river's name
        found = [(p, s) for p, s in found if p.kind != "admin"] or found
    if len(mention.name) <= _CODE and mention.name.isascii() and not mention.name.isupper():
        # BER is Berlin's airport; "Ber" is a town.
        key = fold(mention.name)
        found = [(p, s) for p, s in found if any(fold(name) == key for name in (p.name, *p.names))]
    if mention.form == "part":
        return [(p, s + (1.0 if p.kind in ("country", "admin", "region", "sea") else 0.0)) for p, s in found]
    return found


# The text as a whole


def _military_sentences(document: Document) -> list[bool]:
    return [not _MILITARY.isdisjoint([t.fold for t in s.tokens]) for s in document.sentences]


_MILITARY = listed("military")


def _votes(
    cases: Sequence[_Case], non_places: Sequence[NonPlace], gazetteer: Gazetteer, home: Home | None
) -> Context:
    context = Context(home=home)
    for other in non_places:
        if other.country is not None:
            context.countries[other.country] += 1
    for case in cases:
        for side in case.mention.sides:
            code = gazetteer.by_id(side).country
            if code:
                context.countries[code] += 1
        if not case.ranked:
            continue
        place, score = case.ranked[0]
        if place.country is None or _namesakes(case) or _may_be_any(case):
            continue
        if place.kind == "country":
            context.countries[place.country] += 2
        elif _is_sure(case, score):
            context.countries[place.country] += 1
        if place.admin is not None and place.kind == "admin" and _is_sure(case, score):
            context.units[place.admin] += 1
    return context


def _namesakes(case: _Case) -> list[Place]:
    """Well-known places of other countries that share a country's name: Amman and Oman, Georgia twice."""
    place = case.ranked[0][0]
    if place.kind != "country":
        return []
    capitals = countries().capitals
    return [
        p
        for p, s in case.ranked[1:]
        if p.country != place.country
        and ((p.kind == "admin" and s >= LARGE) or (capitals.get(fold(p.name)) == p.country and s >= LARGE))
    ]


def _may_be_any(case: _Case) -> bool:
    """A word for several states, "المملكة": which is meant is for the text to tell."""
    return len({p.country for p, _ in case.ranked if p.kind == "country"}) > 2


def _is_sure(case: _Case, score: float) -> bool:
    """By its name alone: large, and no other place of the name a tenth as large somewhere else."""
    if case.mention.is_doubtful or score < LARGE - 0.5:
        return False
    place = case.ranked[0][0]
    return not any(
        score - s < _SURE_MARGIN and evidence.distance_km(p, place) > _FAR_KM for p, s in case.ranked[1:]
    )


def _anchors(cases: Sequence[_Case], context: Context) -> list[Place]:
    """The places there is no doubt of, the most named first; no more than keep time linear in long texts."""
    anchors: Counter[Place] = Counter()
    for case in cases:
        if not case.ranked:
            continue
        place, score = case.ranked[0]
        if place.kind == "country" or place.radius_m > _LARGEST_ANCHOR_M:
            continue
        if _is_sure(case, score) or (len(case.ranked) == 1 and case.mention.has_cue):
            anchors[place] += 1
        elif case.parent is not None:
            best, _ = max(case.ranked, key=lambda r: r[1] + evidence.country(r[0], context).score)
            if _chain(case, best).score:
                anchors[best] += 1
    return [place for place, _ in anchors.most_common(_MOST_ANCHORS)]


def _find_parents(document: Document, cases: Sequence[_Case], context: Context, gazetteer: Gazetteer) -> None:
    """ "A, B" and "A in B" and "B's A": B holds A where one of A's candidates lies in B."""
    for one, other in pairwise(cases):
        between = document.text[one.mention.span.end : other.mention.span.start]
        if len(between) > 24 or not {one.mention.form, other.mention.form}.isdisjoint(("border", "site")):
            continue
        gap = between.strip(" \n").lower()
        if gap in _HELD_BY:
            holder = _holder(other, context)
            _bind(
                one,
                holder,
                gazetteer,
                is_next=gap in (",", "،"),
                is_called_area=other.mention.kind == "admin",
            )
            if holder is not None and one.parent is holder:
                other.holds = frozenset([holder.id])
        elif gap.startswith(("'s", "’s")):
            _bind(other, _holder(one, context), gazetteer, is_next=False)


_UNLIKE_TOWNS = listed("unlike_towns")
_HELD_BY = frozenset(
    [
        ",",
        "،",
        "in",
        ", in the",
        "(",
        ", in",
        "in the",
        "في",
        "province of",
        "of",
        "in southern",
        "in northern",
    ]
)


def _is_far(case: _Case, holder: Place, gazetteer: Gazetteer) -> bool:
    """ "X, in the Y region", and every town X known lies far from Y: it is some X we do not know."""
    outline = gazetteer.geometry(holder.id)
    return all(
        p.kind == "city" and outline.distance(Point(p.lon, p.lat)) > _ASTRAY_DEG for p, _ in case.ranked
    )


def _bind(
    case: _Case, holder: Place | None, gazetteer: Gazetteer, *, is_next: bool, is_called_area: bool = False
) -> None:
    """The holder is the parent if a candidate lies in it. Right after a comma nothing outside it stays.

    A country is not held by another: "Iraq, Iran" is a list, "Lebanon, Oregon" is not.
    """
    if holder is None or (case.ranked and case.ranked[0][0].kind == "country" == holder.kind):
        return
    inside = [(p, s) for p, s in case.ranked if _lies_in(p, holder, gazetteer)]
    if not inside:
        case.is_astray = is_called_area and holder.kind == "admin" and _is_far(case, holder, gazetteer)
        return
    case.parent, case.held = holder, frozenset(p.id for p, _ in inside)
    if is_next:
        case.ranked, case.is_bound = inside, True


def _share_bonds(cases: Sequence[_Case]) -> bool:
    """ "Moscow, Idaho" makes every bare "Moscow" of the text the one in Idaho. Whether one was bound so.

    Not where the text also has "Moscow, Russia".
    """
    bonds: dict[str, list[_Case]] = {}
    for case in cases:
        if case.is_bound:
            bonds.setdefault(fold(case.mention.name), []).append(case)
    shared = False
    for case in cases:
        bound = bonds.get(fold(case.mention.name), [])
        if case.parent is not None or not bound or len({b.ranked[0][0].id for b in bound}) > 1:
            continue
        if case.mention.form == "name" and _allows(case.mention, bound[0].ranked[0][0]):
            case.ranked, case.parent, case.held = bound[0].ranked, bound[0].parent, bound[0].held
            shared = True
    return shared


def _allows(mention: Mention, place: Place) -> bool:
    return mention.kind is None or _fits(place, mention)


def _lies_in(place: Place, holder: Place, gazetteer: Gazetteer) -> bool:
    if holder.kind == "admin" and holder.admin is None:  # a part of a country over its units: England
        return place.id != holder.id and gazetteer.geometry(holder.id).intersects(Point(place.lon, place.lat))
    return evidence.chain(place, holder, is_inside=False).score >= 4


def _chain(case: _Case, place: Place) -> evidence.Evidence:
    return evidence.chain(place, case.parent, is_inside=place.id in case.held)


def _holder(case: _Case, context: Context) -> Place | None:
    areas = [
        (p, s + evidence.country(p, context).score) for p, s in case.ranked if p.kind in ("country", "admin")
    ]
    return max(areas, key=lambda r: r[1])[0] if areas else None


# One name


def _decide(
    case: _Case, context: Context, chosen: dict[str, str], gazetteer: Gazetteer, *, keep_all: bool
) -> Toponym | None:
    mention = case.mention
    if mention.form == "border":
        return border(mention, context, gazetteer)
    if not case.ranked:
        return unplaced(mention, (), "not in the gazetteer")
    scored, candidates, margin = _weighed(case, context, chosen.get(fold(mention.name)))
    place, best, _ = scored[0]
    if not keep_all and _is_no_place(case, best, context, place, chosen.get(fold(mention.name))):
        return None
    confidence = round(_confidence(best, margin, has_cue=mention.has_cue), 3)
    why = None if keep_all else _why_not(case, place, best, margin, context, gazetteer)
    if why is None and confidence < _LEAST_CONFIDENCE and not keep_all:
        is_close = margin < _SURE_MARGIN
        why = (
            "several places of the name fit as well" if is_close else "no place of the name is likely enough"
        )
    if why is None and _may_be_any(case) and not context.countries[place.country or ""]:
        why = "the text does not say which country is meant"
    if why is not None:
        return unplaced(mention, candidates, why)
    if mention.kind in ("facility", "base", "airport", "other", "region", "sea") and not _fits(
        place, mention
    ):
        nearby = _airfield(scored, mention, gazetteer) or _inside(place, mention, context)
        if nearby is None:
            return unplaced(mention, candidates, f"no {mention.kind} of the name is known")
        if nearby.id != place.id:
            candidates = (Candidate(nearby.id, round(best, 3), (f"lies at {place.name}",)), *candidates)
        place, confidence = nearby, round(confidence * 0.7, 3)
    chosen.setdefault(fold(mention.name), place.id)
    return Toponym(
        span=mention.span,
        text=mention.text,
        kind="region" if mention.form == "part" else place.kind,
        place=place,
        candidates=candidates,
        confidence=confidence,
        footprint=None,
    )


def _why_not(
    case: _Case, place: Place, best: float, margin: float, context: Context, gazetteer: Gazetteer
) -> str | None:
    """Why the likeliest place of the name is not taken all the same; None where it is."""
    mention = case.mention
    if case.is_astray:
        return "no place of the name lies where the text says"
    if _is_out_of_the_way(case, place, context):
        return "no place of the name lies near the others of the text"
    if margin < _TIE and best < LARGE:
        return "several places of the name fit as well"
    if _is_far_sea(mention, place, context, gazetteer):
        return "nothing in the text lies by that sea"
    is_alone = case.parent is None and not evidence.unit(place, context).score
    is_foreign = place.kind != "city" and not context.countries[place.country or ""]
    if _is_county(mention) and (place.kind == "city" or is_foreign) and is_alone:
        return "no county of the name is known"
    return None


def _land(context: Context, gazetteer: Gazetteer) -> Place | None:
    """The country the text is about; None where two are."""
    first, second = [*context.countries.most_common(2), ("", 0), ("", 0)][:2]
    if first[1] <= second[1] or f"ne:{first[0]}" not in gazetteer:
        return None
    return gazetteer.by_id(f"ne:{first[0]}")


def _site(case: _Case, at: Place | None, context: Context) -> Toponym:
    """A building or street nobody lists: at its holder, else in the town it is named after if that fits."""
    mention = case.mention
    if at is None and case.ranked:
        best = _weighed(case, context, None).scored[0][0]
        if not context.countries or context.countries[best.country or ""]:
            at = best
    if at is None:
        return unplaced(mention, (), "not in the gazetteer")
    is_guess = at.kind == "country"
    reason = "the country the text is about" if is_guess else "the place said beside it"
    return Toponym(
        span=mention.span,
        text=mention.text,
        kind="facility",
        place=at,
        candidates=(Candidate(at.id, 0.0, (reason,)),),
        confidence=_IN_COUNTRY if is_guess else _AT_HOLDER,
        footprint=None,
    )


class _Weighed(NamedTuple):
    scored: list[tuple[Place, float, tuple[str, ...]]]
    """The likeliest first."""
    candidates: tuple[Candidate, ...]
    margin: float
    """Between the first and the best that lies far from it."""


def _weighed(case: _Case, context: Context, sense: str | None) -> _Weighed:
    """A name that comes again in the same way is not weighed again: the key is all `_scored` looks at."""
    mention = case.mention
    way = mention.name, mention.form, mention.kind, len(case.ranked), sense, _said_beside(case)
    known = context.weighed.get(way)
    if known is None:
        known = context.weighed[way] = _weighed_anew(case, context, sense)
    return known


def _weighed_anew(case: _Case, context: Context, sense: str | None) -> _Weighed:
    scored = _scored(case, context, sense)
    place, best, _ = scored[0]
    far = (s for p, s, _ in scored[1:] if evidence.distance_km(p, place) > _FAR_KM)
    second = next(far, None)
    return _Weighed(
        scored=scored,
        candidates=tuple([Candidate(p.id, round(s, 3), why) for p, s, why in scored[:_KEPT]]),
        margin=3.0 if second is None else best - second,
    )


def _scored(case: _Case, context: Context, sense: str | None) -> list[tuple[Place, float, tuple[str, ...]]]:
    found = []
    others = _namesakes(case)
    is_elsewhere = bool(others) and not context.countries[case.ranked[0][0].country or ""]
    is_elsewhere = is_elsewhere and any(context.countries[p.country or ""] for p in others)
    is_elsewhere = is_elsewhere or _may_be_any(case)
    wanted, capitals = case.mention.kind, countries().capitals
    for place, prior in case.ranked:
        if is_elsewhere and place.kind == "country":
            prior = LARGE
        # What cannot speak in this case is not asked: there may be two dozen candidates.
        score, reasons = evidence.summed(
            (
                evidence.country(place, context),
                evidence.unit(place, context) if context.units else NONE,
                evidence.capital(place, capitals),
                evidence.town(place, case.ranked, wanted, capitals),
                _chain(case, place) if case.parent is not None else NONE,
                evidence.holds(place, case.holds) if case.holds else NONE,
                evidence.near(place, context) if context.anchors else NONE,
                evidence.home(place, context, case.ranked) if context.home is not None else NONE,
                evidence.own_name(place, case.mention.name, case.ranked),
                evidence.kind(place, wanted) if wanted is not None else NONE,
                evidence.military(place, is_military=True) if case.is_military else NONE,
                evidence.same_sense(place, sense) if sense is not None else NONE,
            )
        )
        found.append((place, prior + score, reasons or _by_name(place, case.ranked)))
    found.sort(key=lambda f: (-f[1], f[0].id))
    return found


def _by_name(place: Place, ranked: Sequence[tuple[Place, float]]) -> tuple[str, ...]:
    """The reason of a place for which nothing in the text speaks."""
    if len(ranked) == 1:
        return ("the only place of the name",)
    return ("the best known of the name",) if place is ranked[0][0] else ("has the name",)


def _is_no_place(case: _Case, best: float, context: Context, place: Place, sense: str | None) -> bool:
    mention = case.mention
    if mention.form == "part" or mention.kind is not None:
        return False
    if sense is not None and place.id == sense and mention.first > 0:
        return False  # said to be a place elsewhere in the text
    if mention.is_doubtful and not mention.has_cue:
        support = evidence.near(place, context).score + evidence.unit(place, context).score
        is_word = len(mention.name.split()) == 1 and fold(mention.name) in lexicon().ordinary
        if is_word:
            return True
        return best < _DOUBTFUL or (support < 0.4 and case.parent is None)
    if mention.is_doubtful:
        return best < _SMALLEST
    return False


def _is_out_of_the_way(case: _Case, place: Place, context: Context) -> bool:
    """A town of a country not named, far from all the text is sure of: where names are written in another
    script than their own, a namesake more often than not.
    """
    prior = next(s for p, s in case.ranked if p.id == place.id)
    return (
        is_arabic(case.mention.name)
        and place.kind == "city"
        and prior < _WELL_KNOWN
        and bool(context.anchors)
        and case.parent is None
        and not context.countries[place.country or ""]
        and all(evidence.distance_km(place, anchor) > _OUT_OF_THE_WAY_KM for anchor in context.anchors)
    )


def _confidence(best: float, margin: float, *, has_cue: bool) -> float:
    """Rises with the lead over the next place of the name and with what speaks for a place at all."""
    by_margin = 1 / (1 + math.exp(-1.6 * (margin - 0.3)))
    by_score = 1 / (1 + math.exp(-0.8 * (best - (2.0 if has_cue else 4.0))))
    return max(0.05, min(0.99, by_margin * by_score))


def _is_far_sea(mention: Mention, place: Place, context: Context, gazetteer: Gazetteer) -> bool:
    """ "the Gulf", "the Channel": which one, the countries of the text tell."""
    if place.kind != "sea" or fold(mention.name) not in lexicon().place_kinds:
        return False
    ids = [f"ne:{code}" for code, votes in context.countries.items() if votes]
    return not any(
        evidence.distance_km(gazetteer.by_id(i), place) < _BY_THE_SEA_KM for i in ids if i in gazetteer
    )


def _is_county(mention: Mention) -> bool:
    """ "Scott County": seldom where the town of its name is."""
    return mention.kind == "admin" and fold(mention.text).endswith((" county", " parish"))


def _fits(place: Place, mention: Mention) -> bool:
    return evidence.kind(place, mention.kind).score > 0


def _airfield(
    scored: Sequence[tuple[Place, float, tuple[str, ...]]], mention: Mention, gazetteer: Gazetteer
) -> Place | None:
    """ "Basra airport": the one airfield at the town, where there is one and no more."""
    best = scored[0][0]
    if mention.kind not in ("airport", "base") or best.kind not in ("city", "admin", "country"):
        return None
    place = best if best.kind == "city" else next((p for p, _, _ in scored if _is_town_of(p, best)), best)
    if place.kind != "city":
        return None
    if mention.kind == "base" and fold(mention.name) != fold(mention.text):
        return None  # "Camp X": a base named after the town may be elsewhere
    found = _airfields(gazetteer, place)
    exact = [field for field in found if field.kind == mention.kind]
    return exact[0] if len(exact) == 1 else found[0] if len(found) == 1 else None


def _is_town_of(town: Place, area: Place) -> bool:
    """The town that bears its province's or country's name: Basra, Djibouti."""
    same = town.admin == area.admin if area.kind == "admin" else town.country == area.country
    return same and town.kind == "city"


@lru_cache(maxsize=2048)
def _airfields(gazetteer: Gazetteer, town: Place) -> tuple[Place, ...]:
    return gazetteer.airfields_near(town.lon, town.lat, within_m=_AT_TOWN_M)


def _inside(place: Place, mention: Mention, context: Context) -> Place | None:
    """ "Mosul airport", where only Mosul is known: somewhere at Mosul, with room for the doubt."""
    if place.kind not in ("city", "admin") or mention.kind in ("sea",):
        return None
    is_named_so = not fold(mention.text).startswith(fold(mention.name))  # "Camp X", "Joint Base X"
    if is_named_so and mention.kind == "base" and evidence.near(place, context).score < _NEAR_ENOUGH:
        return None
    words = fold(mention.text).split()
    if place.kind == "city" and not _UNLIKE_TOWNS.isdisjoint((words[0], words[-1])):
        return None  # a river, an island or a street is not where the town of its name is
    if (
        mention.kind in ("region", "other")
        and place.kind == "city"
        and not context.countries[place.country or ""]
    ):
        return None
    if place.kind == "admin" and mention.kind in ("base", "airport", "facility"):
        return place
    radius_m = max(place.radius_m, 15_000.0 if mention.kind in ("base", "airport") else place.radius_m)
    return replace(place, radius_m=radius_m)
