"""A name that is resolved -> where what is said of it is: the place, or what the words round it make of it.

"Aleppo" is the city; "12 km north of Aleppo", "the road between Aleppo and Idlib" are not. The toponym keeps
the place it names; only its footprint moves.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

import shapely
from shapely.geometry import MultiPolygon
from shapely.geometry.base import BaseGeometry

from geo.gazetteer import Gazetteer
from geo.gazetteer.names import fold
from geo.geometry import footprint, lines
from geo.geometry.directions import Direction
from geo.toponyms.evidence import Context
from geo.toponyms.lexicon import countries
from geo.toponyms.mentions import Mention
from geo.toponyms.relations import Relation, is_between, relation_at
from geo.types import Candidate, Document, Footprint, Place, Sentence, Span, Toponym

_NEAR_MAINLAND_DEG = 2.0
_LONG_M = 150_000.0
"""Radius from which a line is too long to be meant whole: it is cut to the countries the text names."""
_LAND_AROUND_DEG = 2.0
_OCEAN_M = 1_500_000.0
"""Radius from which a sea has coasts too far apart to be one."""
_TOWNS = frozenset(["city", "base", "airport", "facility"])


def drawn(
    decided: Sequence[Toponym | None],
    mentions: Sequence[Mention],
    document: Document,
    context: Context,
    gazetteer: Gazetteer,
) -> tuple[Toponym, ...]:
    """The toponyms in the order of the text, each with its footprint."""
    made = [
        replace(toponym, footprint=_footprint(toponym, mention, document, context, gazetteer))
        for toponym, mention in zip(decided, mentions, strict=True)
        if toponym is not None
    ]
    return joined(sorted(made, key=lambda t: t.span), document, gazetteer)


def _footprint(
    toponym: Toponym, mention: Mention, document: Document, context: Context, gazetteer: Gazetteer
) -> Footprint | None:
    place = toponym.place
    if place is None:
        return None
    relation = _without_start(relation_at(document.text, _sentence(document, mention), mention.span))
    if mention.form == "border":
        line = toponym.footprint
        return _beside_border(line, place, relation) if line is not None and relation is not None else line
    if mention.form == "site":
        relation = None
    if mention.form == "part" and mention.direction is not None:
        if not footprint.is_line(gazetteer.geometry(place.id)):
            return _part(gazetteer, place, mention.direction, _is_far(document, mention))
        relation = Relation("beyond", 0, direction=mention.direction)
    codes = _codes(place, context) if place.kind == "region" else ()
    return _related(gazetteer, place, codes, relation)


def _is_far(document: Document, mention: Mention) -> bool:
    before = document.text[max(0, mention.span.start - 10) : mention.span.start]
    return before.rstrip().lower().endswith(("far", "extreme"))


def _sentence(document: Document, mention: Mention) -> Span:
    if 0 <= mention.sentence < len(document.sentences):
        return document.sentences[mention.sentence].span
    return mention.span


def _without_start(relation: Relation | None) -> Relation | None:
    return replace(relation, start=0) if relation is not None else None


def _codes(place: Place, context: Context) -> tuple[str, ...]:
    """Of the countries the text names, for a line too long to be meant whole."""
    return tuple(sorted(context.countries)) if place.radius_m > _LONG_M else ()


@lru_cache(maxsize=4096)
def _related(
    gazetteer: Gazetteer, place: Place, codes: tuple[str, ...], relation: Relation | None
) -> Footprint:
    outline = gazetteer.geometry(place.id)
    whole = footprint.at(place, outline)
    within: BaseGeometry | None = None
    if footprint.is_line(outline) and codes:
        within = _land_along(gazetteer, outline, codes)
        piece = lines.within(outline, within) if within is not None else None
        if piece is not None and within is not None:
            ids = tuple(f"ne:{code}" for code in codes)
            whole = footprint.of_piece(place, piece, ids)
            outline = piece
    if relation is None:
        return whole
    return _moved(gazetteer, place, outline, within, relation) or whole


def _land_along(gazetteer: Gazetteer, line: BaseGeometry, codes: tuple[str, ...]) -> BaseGeometry | None:
    """Of the countries, the land on and near the line; None where it touches none of them."""
    west, south, east, north = line.bounds
    room = _LAND_AROUND_DEG
    found = []
    for code in codes:
        if f"ne:{code}" not in gazetteer:
            continue
        outline = gazetteer.geometry(f"ne:{code}")
        if outline.intersects(line):
            found.append(shapely.clip_by_rect(outline, west - room, south - room, east + room, north + room))
    return shapely.union_all(found) if found else None


def _moved(
    gazetteer: Gazetteer,
    place: Place,
    outline: BaseGeometry,
    within: BaseGeometry | None,
    relation: Relation,
) -> Footprint | None:
    """None where the words mean nothing for such a place: "along Syria"."""
    is_line, is_area = footprint.is_line(outline), outline.area > 0
    if is_line and within is None and place.country is not None and f"ne:{place.country}" in gazetteer:
        within = gazetteer.geometry(f"ne:{place.country}")
    is_town = place.kind in _TOWNS or not (is_line or is_area)
    turn = relation.direction
    match relation.kind:
        case "offset" if relation.is_at_sea and place.kind != "sea" and not is_line:
            return footprint.off_coast(
                place,
                outline,
                _land_around(gazetteer, outline, out_m=relation.most_m),
                turn,
                least_m=relation.least_m,
                most_m=relation.most_m,
            )
        case "offset":
            return footprint.offset(
                place,
                distance_m=relation.most_m,
                least_m=relation.least_m,
                direction=turn,
                outline=outline,
                is_inside=relation.is_inside,
            )
        case "near" if place.kind not in ("sea", "country"):
            return footprint.near(place, outline)
        case "outskirts" if is_town or place.kind == "admin":
            return footprint.outskirts(place, turn) if is_town else None
        case "beyond" if turn is not None and (is_line or place.kind != "sea"):
            return footprint.beyond(place, _mainland(outline), turn, within=within)
        case "part" if turn is not None and not is_line and place.radius_m > 0:
            return _part(gazetteer, place, turn, relation.far)
        case "bank" if is_line:
            return footprint.bank(place, outline, turn, within=within)
        case "bank" if turn is not None and place.radius_m > 0:
            return _part(gazetteer, place, turn, False)
        case "along" if is_line:
            return footprint.along(place, outline)
        case "coast" if place.kind == "sea":
            if not is_area or place.radius_m > _OCEAN_M:
                return None
            return footprint.along(place, outline.boundary)
        case "coast" if not is_line:
            return _coast(gazetteer, place, turn)
        case "off_coast" if place.kind != "sea" and not is_line:
            return footprint.off_coast(place, outline, _land_around(gazetteer, outline), turn)
    return None


@lru_cache(maxsize=256)
def _coast(gazetteer: Gazetteer, place: Place, direction: Direction | None) -> Footprint | None:
    outline = gazetteer.geometry(place.id)
    if place.kind not in ("country", "admin"):
        return footprint.coast(place, outline, _land_around(gazetteer, outline), direction)
    shared = [gazetteer.border(place.id, other) for other in gazetteer.neighbours(place.id)]
    inland = shapely.union_all([line.buffer(_INLAND_DEG) for line in shared if line is not None])
    return footprint.coast(place, outline, inland, direction)


_INLAND_DEG = 0.03


def _land_around(gazetteer: Gazetteer, outline: BaseGeometry, *, out_m: float = 0.0) -> BaseGeometry:
    west, south, east, north = outline.bounds
    room = _LAND_AROUND_DEG + out_m / 70_000  # a degree of longitude, at latitude 51
    return gazetteer.land((west - room, south - room, east + room, north + room))


@lru_cache(maxsize=2048)
def _part(gazetteer: Gazetteer, place: Place, direction: Direction, is_far: bool) -> Footprint:
    return footprint.part(place, _mainland(gazetteer.geometry(place.id)), direction, far=is_far)


def _mainland(outline: BaseGeometry) -> BaseGeometry:
    """Without islands far off the main body: "northern Norway" is not Svalbard."""
    if not isinstance(outline, MultiPolygon):
        return outline
    parts = list(outline.geoms)
    main = max(parts, key=lambda p: p.area)
    hull = main.envelope.buffer(_NEAR_MAINLAND_DEG)
    return MultiPolygon([p for p in parts if hull.intersects(p)])


# Borders


def border(mention: Mention, context: Context, gazetteer: Gazetteer) -> Toponym:
    one = gazetteer.by_id(mention.sides[0])
    other_id = mention.sides[1] if len(mention.sides) > 1 else _other_side(mention, context, gazetteer)
    ids = tuple(i for i in (one.id, other_id, *mention.sides[2:]) if i)
    candidates = tuple(Candidate(i, 1.0, ("named as a side of the border",)) for i in ids)
    shape: Footprint | None = None
    if mention.is_triple:
        shape = _where_three_meet(gazetteer, _three(ids, context, gazetteer))
    elif other_id is not None:
        shape = _shared(gazetteer, one.id, other_id)
        if shape is not None and mention.side_of is not None:
            shape = _on_one_side(gazetteer, mention.side_of, *ids[:2])
    if shape is None and len(mention.sides) == 1:
        shape = _own(gazetteer, one.id, mention.direction)
    if shape is None or shape.geometry.is_empty:
        return unplaced(mention, candidates, "the two share no border")
    return Toponym(
        span=mention.span,
        text=mention.text,
        kind="border",
        place=one,
        candidates=candidates,
        confidence=0.95 if len(mention.sides) > 1 else (0.75 if other_id else 0.5),
        footprint=shape,
    )


@lru_cache(maxsize=2048)
def _beside_border(line: Footprint, one: Place, relation: Relation) -> Footprint:
    if not footprint.is_line(line.geometry):
        return line
    match relation.kind:
        case "near" | "bank" if relation.direction is None:
            return footprint.beside_line(line, relation="near" if relation.kind == "near" else "along")
        case "along":
            return replace(line, relation="along")
        case "beyond" | "bank" if relation.direction is not None:
            named = replace(one, name=line.name)
            moved = footprint.beyond(named, line.geometry, relation.direction)
            return replace(moved, place_ids=line.place_ids)
        case "offset":
            named = replace(one, name=f"the {line.name}", kind="border")
            moved = footprint.offset(
                named,
                distance_m=relation.most_m,
                least_m=relation.least_m,
                direction=relation.direction,
                outline=line.geometry,
            )
            return replace(moved, place_ids=line.place_ids)
    return line


@lru_cache(maxsize=2048)
def _shared(gazetteer: Gazetteer, one_id: str, other_id: str) -> Footprint | None:
    """One footprint for a border, whichever side is named first."""
    line = gazetteer.border(one_id, other_id)
    if line is None:
        return None
    one, other = sorted((gazetteer.by_id(one_id), gazetteer.by_id(other_id)), key=lambda p: p.name)
    return footprint.border(one, other, line)


@lru_cache(maxsize=1024)
def _on_one_side(gazetteer: Gazetteer, side_id: str, one_id: str, other_id: str) -> Footprint | None:
    """ "the Syrian side of the border with Iraq"."""
    line = gazetteer.border(one_id, other_id)
    if line is None or side_id not in (one_id, other_id):
        return None
    across_id = other_id if side_id == one_id else one_id
    side, across = gazetteer.by_id(side_id), gazetteer.by_id(across_id)
    return footprint.border_side(side, gazetteer.geometry(side_id), across, line)


@lru_cache(maxsize=1024)
def _own(gazetteer: Gazetteer, place_id: str, direction: Direction | None) -> Footprint | None:
    outline = gazetteer.geometry(place_id)
    return footprint.own_border(gazetteer.by_id(place_id), outline, direction) if outline.area > 0 else None


def _three(ids: Sequence[str], context: Context, gazetteer: Gazetteer) -> tuple[str, ...]:
    """The three that meet: those named; of a country alone, the neighbours the text names most."""
    if len(ids) >= 3:
        return tuple(ids[:3])
    votes = [f"ne:{code}" for code, _ in context.countries.most_common()]
    others = [
        v
        for v in votes
        if v in gazetteer and v not in ids and all(gazetteer.border(v, i) is not None for i in ids)
    ]
    return (*ids, *others)[:3]


@lru_cache(maxsize=256)
def _where_three_meet(gazetteer: Gazetteer, ids: tuple[str, ...]) -> Footprint | None:
    if len(ids) < 3:
        return None
    pairs = [(ids[0], ids[1]), (ids[1], ids[2]), (ids[0], ids[2])]
    shared = [line for line in (gazetteer.border(a, b) for a, b in pairs) if line is not None]
    meeting = lines.meeting_point(list(shared))
    if meeting is None:
        return None
    return footprint.tri_border([gazetteer.by_id(i) for i in ids], meeting)


def _other_side(mention: Mention, context: Context, gazetteer: Gazetteer) -> str | None:
    """The neighbour the text names: in the sentence before the border, else most often in the text."""
    if mention.direction is not None:
        return None
    neighbours = gazetteer.neighbours(mention.sides[0])
    if len(neighbours) == 1:
        return neighbours[0]
    for owner in mention.owners:
        if owner in neighbours:
            return owner
    votes: Counter[str] = Counter()
    for code, n in context.countries.items():
        if f"ne:{code}" in neighbours:
            votes[f"ne:{code}"] += n
    return votes.most_common(1)[0][0] if votes else None


# Two names together


def joined(found: Sequence[Toponym], document: Document, gazetteer: Gazetteer) -> tuple[Toponym, ...]:
    """Lines cut to the town or area named right after them; the two ends of "the road between A and B"."""
    made = list(found)
    starts = [sentence.span.start for sentence in document.sentences]
    for i, (one, other) in enumerate(pairwise(found)):
        gap = document.text[one.span.end : other.span.start]
        if len(gap) > _LONGEST_GAP or one.footprint is None or other.place is None or other.footprint is None:
            continue
        if _is_shore(one, other, gap):
            sea, land = (one, other) if one.kind == "sea" else (other, one)
            if sea.place is None or land.place is None:
                continue
            shore = _sea_coast(gazetteer, land.place, sea.place)
            if shore is not None:
                made[i], made[i + 1] = replace(made[i], footprint=shore), replace(other, footprint=shore)
        elif _is_cut(one) and other.kind != "border":
            made[i] = replace(one, footprint=_cut(gazetteer, one.footprint, other.place, gap))
        elif _is_cut(other) and one.place is not None and one.place.kind == "admin" and _leads_to_line(gap):
            made[i + 1] = replace(other, footprint=_cut(gazetteer, other.footprint, one.place, "in"))
        elif one.place is not None and _is_plain(one) and _is_plain(other):
            sentence = _sentence_at(document.sentences, starts, one.span)
            small = _is_small(one) and _is_small(other)
            if sentence.covers(other.span) and is_between(
                document.text, sentence, one.span, other.span, is_small=small
            ):
                way = _between(one.place, other.place)
                made[i] = replace(made[i], footprint=way)
                made[i + 1] = replace(made[i + 1], footprint=way)
    return tuple(made)


def _is_shore(one: Toponym, other: Toponym, gap: str) -> bool:
    """ "the Pacific coast of Mexico", "Colombia's Pacific coast"."""
    if one.kind == "sea" and other.kind in ("country", "admin"):
        return _SHORE_OF.match(gap) is not None
    is_owned = one.kind in ("country", "admin") and other.kind == "sea" and _OWNED.fullmatch(gap) is not None
    return is_owned and other.footprint is not None and other.footprint.relation in ("along", "at")


_SHORE_OF = re.compile(r"\s(?:coasts?|coastline|shores?|seaboard)\sof\s(?:the\s)?$", re.IGNORECASE)
_OWNED = re.compile(r"['’]s?\s(?:\w+ern\s)?")


@lru_cache(maxsize=256)
def _sea_coast(gazetteer: Gazetteer, land: Place, sea: Place) -> Footprint | None:
    shore = _coast(gazetteer, land, None)
    if shore is None:
        return None
    west, south, east, north = shore.geometry.bounds
    water = shapely.clip_by_rect(gazetteer.geometry(sea.id), west - 1, south - 1, east + 1, north + 1)
    beach = footprint.of_line_in(shore, sea, water) if water.area > 0 else shore
    return replace(beach, name=f"{sea.name} coast of {land.name}", place_ids=(land.id, sea.id))


def _leads_to_line(gap: str) -> bool:
    """ "in Anbar, on the border with Syria"."""
    return _TO_LINE.match(gap) is not None


_TO_LINE = re.compile(
    r"(?:\s(?:province|governorate|oblast|region|state|district))?,?\s"
    r"(?:on|near|along|at|by|close to|adjacent to"
    r"|على|قرب|عند|بالقرب من)\s",
    re.IGNORECASE,
)
_LONGEST_GAP = 48
_AT_TOWN = ("near", "at", "around", "close to", "opposite", "by", "outside", "قرب", "عند", "بالقرب من", "في")
_IN_AREA = ("in", "through", "within", "across", "في", "ضمن", "inside")


def _is_cut(toponym: Toponym) -> bool:
    place = toponym.footprint
    if place is None or place.relation == "between":
        return False
    return place.precision == "line" or toponym.kind == "border"


def _is_small(toponym: Toponym) -> bool:
    """A town or site that does not stand for a government."""
    place = toponym.place
    if place is None or place.kind not in _TOWNS:
        return False
    return countries().capitals.get(fold(place.name)) != place.country


def _is_plain(toponym: Toponym) -> bool:
    return (
        toponym.place is not None
        and toponym.place.kind not in ("country", "sea", "border")
        and toponym.footprint is not None
        and toponym.footprint.relation in ("at", "near")
    )


def _cut(gazetteer: Gazetteer, line: Footprint, by: Place, gap: str) -> Footprint:
    said = " ".join(gap.lower().strip(" ,،").split())
    if by.kind in _TOWNS and said.startswith((*_AT_TOWN, "in")):
        return footprint.of_line_near(line, by)
    if by.kind in ("admin", "country", "region") and said.startswith(_IN_AREA):
        outline = gazetteer.geometry(by.id)
        return footprint.of_line_in(line, by, outline) if outline.area > 0 else line
    return line


@lru_cache(maxsize=512)
def _between(one: Place, other: Place) -> Footprint:
    return footprint.between(one, other)


def _sentence_at(sentences: Sequence[Sentence], starts: Sequence[int], span: Span) -> Span:
    found = sentences[max(0, bisect_right(starts, span.start) - 1)].span
    return found if found.covers(span) else span


def unplaced(mention: Mention, candidates: tuple[Candidate, ...], why: str) -> Toponym:
    return Toponym(
        span=mention.span,
        text=mention.text,
        kind=mention.kind or "other",
        place=None,
        candidates=candidates,
        confidence=0.0,
        footprint=None,
        why_unplaced=why,
    )
