"""Claims of one force -> its deployments over time.

1. Claims part into families: presence (with the departures that end it), exercise, patrol. One family never
   answers for another.
2. Their footprints part into places (`areas`), finest first.
3. At each place the claims part into stays: a reported departure closes one, the next sign of presence opens
   another. Exercises and patrols part where no sign of them is seen for a while.
4. A claim on a wider place joins a stay at a finer place inside it, if the times fit. It supports that stay,
   and makes no dot beside it; but what it says of strength and dates holds for the wider place, and is not
   carried over.
5. `judge` gives each stay its status from what was said.

Every step orders claims by what they say, never by when they came in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from app.fuse.areas import Area, area_key, areas
from app.fuse.credibility import Evidence, judge, weight
from app.fuse.dates import dates
from app.fuse.link import Force, Lineage, common
from app.fuse.origins import origins
from app.fuse.signs import Family, Sign, read
from app.fuse.stays import Stay, bouts, stays
from app.fuse.strength import Strength, strength
from app.types import ClaimLink, Deployment, StoredClaim
from geo.types import Action, Footprint

# Of actions said equally often, the one that tells more of what happens.
_TELLING: tuple[Action, ...] = (
    "reinforce", "emplace", "build_up", "deploy", "arrive", "reposition", "rotate", "exercise", "patrol",
    "withdraw", "close", "station",
)  # fmt: skip


def fuse(
    claims: Iterable[StoredClaim], *, lineages: Mapping[str, Lineage] | None = None
) -> tuple[Deployment, ...]:
    """The deployments that the claims tell of, by id. Claims without a footprint or an actor give none.

    `lineages` says which actors are branches of one force; an actor not in it stands alone.
    Invented sample claims and real ones never meet.
    """
    lines = dict(lineages or {})
    apart: dict[tuple[bool, str, Family], list[Sign]] = {}
    for claim in {claim.id: claim for claim in claims}.values():
        if claim.footprint is None or not claim.actor_id:
            continue
        line = lines.setdefault(claim.actor_id, (Force(claim.actor_id, claim.actor_name),))
        sign = read(claim, claim.footprint)
        apart.setdefault((claim.sample, line[-1].id, sign.family), []).append(sign)
    found = [
        _deployment(stay, lines=lines, sample=sample)
        for (sample, _, family), signs in sorted(apart.items())
        for stay in _stays(signs, family)
    ]
    return tuple(sorted(found, key=lambda deployment: deployment.id))


def _stays(signs: Sequence[Sign], family: Family) -> list[Stay]:
    """The stays of one force, each sign in at most one of them. The finest places come first, to take in the
    wider."""
    part = stays if family == "presence" else bouts
    found: list[Stay] = []
    places = _by_area(signs)
    for area, here in places:
        held = {other.key for other, _ in places if area.rank > other.rank and area.holds(other)}
        inside = [i for i, stay in enumerate(found) if stay.area.key in held]
        left_over = []
        for sign in here:
            fitting = [i for i in inside if found[i].can_be_of(sign)]
            if fitting:
                nearest = min(fitting, key=lambda i: _nearness(found[i], sign))
                found[nearest] = replace(found[nearest], wider=(*found[nearest].wider, sign))
            else:
                left_over.append(sign)
        found.extend(part(left_over, area=area, family=family))
    return found


def _nearness(stay: Stay, sign: Sign) -> tuple[int, int, str, str]:
    told_by = {own.claim.origin for own in stay.own}  # not how often: a reprint must not draw the sign over
    return (stay.days_from(sign), -len(told_by), stay.area.key, stay.anchor)


def _by_area(signs: Iterable[Sign]) -> list[tuple[Area, list[Sign]]]:
    """The places, finest first, each with its signs in their order."""
    ordered = sorted(signs, key=lambda sign: sign.order)
    found = areas(sign.footprint for sign in ordered)
    index = {area_key(footprint): i for i, area in enumerate(found) for footprint in area.footprints}
    here: list[list[Sign]] = [[] for _ in found]
    for sign in ordered:
        here[index[area_key(sign.footprint)]].append(sign)
    return sorted(zip(found, here, strict=True), key=lambda pair: (pair[0].rank, pair[0].key))


def _deployment(stay: Stay, *, lines: Mapping[str, Lineage], sample: bool) -> Deployment:
    told_of = [lines[sign.claim.actor_id] for sign in stay.own]
    force, whole = common(told_of), told_of[0][-1]
    stay = _by_origin(stay)
    supports = tuple(sign.claim for sign in stay.signs if not sign.is_denial)
    denials = tuple(sign.claim for sign in stay.signs if sign.is_denial)
    judged = judge(Evidence(supports, denials, ended=stay.end is not None))
    told = _headline([sign.claim for sign in stay.own], denied=not supports)
    days = dates(stay)
    figures = _strength(stay)
    key = " | ".join([whole.id, stay.family, stay.area.key, *(["sample"] if sample else [])])
    return Deployment(
        id=sha256(f"{key} | {stay.anchor}".encode()).hexdigest()[:12],
        key=key,
        actor_id=force.id,
        actor=force.name,
        action=_action(stay),
        force=_said(told, lambda claim: claim.force),
        equipment=_said(told, lambda claim: claim.equipment),
        quantity_min=figures.min,
        quantity_max=figures.max,
        quantity_unit=figures.unit,
        footprint=_drawn(stay),
        start=days.start,
        end=days.end,
        start_precision=days.start_precision,
        end_precision=days.end_precision,
        dates_inferred=days.inferred,
        valid_from=days.valid_from,
        valid_to=days.valid_to,
        status=judged.status,
        confidence=judged.confidence,
        origins=judged.origins,
        claims=len(supports),
        denials=len(denials),
        first_reported=min(claim.published for claim in supports + denials),
        last_reported=max(claim.published for claim in supports + denials),
        quote=told[0].quote,
        source=told[0].source_name,
        url=told[0].url,
        sample=sample,
        links=tuple(
            sorted(
                (
                    *(ClaimLink(claim.id, "supports", judged.weights[claim.id]) for claim in supports),
                    *(ClaimLink(claim.id, "contradicts", judged.weights[claim.id]) for claim in denials),
                ),
                key=lambda link: link.claim_id,
            )
        ),
    )


def _by_origin(stay: Stay) -> Stay:
    """The same stay, its claims with the origins that show when they are laid side by side."""
    origin_of = origins(sign.claim for sign in stay.signs)

    def told(sign: Sign) -> Sign:
        return replace(sign, claim=replace(sign.claim, origin=origin_of[sign.claim.id]))

    return replace(stay, own=tuple(map(told, stay.own)), wider=tuple(map(told, stay.wider)))


def _headline(claims: Sequence[StoredClaim], *, denied: bool) -> list[StoredClaim]:
    """The claims on the place itself, the one to quote first: weighty, then early."""
    telling = [claim for claim in claims if denied or claim.stance != "denied"]
    return sorted(
        telling, key=lambda c: (-weight(c), c.published, c.source_id, c.quote, c.holder or "", c.action, c.id)
    )


def _said(claims: Iterable[StoredClaim], field: Callable[[StoredClaim], str | None]) -> str | None:
    return next((value for value in map(field, claims) if value), None)


def _action(stay: Stay) -> Action:
    telling = stay.presences or [sign for sign in stay.own if not sign.is_denial] or list(stay.own)
    done = [sign for sign in telling if not sign.is_plan] or telling
    told_by = Counter(
        action for action, _ in {(s.claim.action, f"{s.claim.origin} {s.claim.holder}") for s in done}
    )
    return min(told_by, key=lambda action: (-told_by[action], _TELLING.index(action)))


def _drawn(stay: Stay) -> Footprint:
    """The footprint that the stay's own claims give most exactly."""
    own = {area_key(sign.footprint) for sign in stay.own}
    return next(f for f in stay.area.footprints if area_key(f) in own)


def _strength(stay: Stay) -> Strength:
    own = [sign for sign in stay.own if not sign.is_denial]
    done = [sign for sign in own if not sign.is_plan] or own
    there = [sign.claim for sign in done if not sign.is_departure]
    left = [sign.claim for sign in done if sign.is_departure]
    if stay.end is None:
        return strength(there, leaving=left).strength
    # Of a stay that is over one asks how many they were, not how few were left for the last bus.
    return (strength(there) if any(claim.quantity for claim in there) else strength(left)).strength
