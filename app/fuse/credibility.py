"""What a set of claims makes of a deployment: its status, and how sure one may be of it.

Neither looks at the footprint: how sure we are that something is so does not depend on how exactly we know
where.

Status, the first line that fits. Support is a claim that says the force is there, denial one that says it is
not.

| status | when |
| --- | --- |
| denied | denials and no support |
| ended | its end is reported, by a voice that does not merely accuse |
| disputed | support and denials |
| confirmed | the force's own side says so |
| corroborated | asserted by two or more independent origins |
| reported | asserted by one |
| alleged | only accused or doubted |
| planned | only announced |
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import prod

from app.types import Status, StoredClaim
from geo.types import Stance

# Share of the time one would lean on the word of such a source, after the Admiralty scale's own words. F is
# no middle grade: nobody has judged the source, so it counts no more than one that is "not usually reliable".
_RELIABILITY = {"A": 0.95, "B": 0.8, "C": 0.6, "D": 0.4, "E": 0.2, "F": 0.4}

_STANCE: dict[Stance, float] = {
    "confirmed": 0.9,
    "asserted": 0.8,
    "denied": 0.8,
    "alleged": 0.4,
    "planned": 0.3,
}
_OWN_SIDE = 1.0
"""Who admits or announces the moves of his own force knows of them, whatever else he may hide."""

_DENIAL_TAKES = 0.5
"""A denial, however strong, halves the confidence at most: it never deletes."""
_MERELY_DENIED = 0.1
"""That somebody saw a need to deny it is a weak sign that somebody says it."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The claims on one deployment, parted by what they say of it. Those with one `origin` are of one
    origin."""

    supports: tuple[StoredClaim, ...]
    denials: tuple[StoredClaim, ...]
    ended: bool = False

    @property
    def claims(self) -> tuple[StoredClaim, ...]:
        return self.supports + self.denials


@dataclass(frozen=True, slots=True)
class Judgement:
    status: Status
    confidence: float
    """0 to 1, to two decimals."""
    origins: int
    """Independent lines of reporting among the supports."""
    weights: Mapping[int, float]
    """Claim id -> what the claim weighs by itself."""


def judge(evidence: Evidence) -> Judgement:
    return Judgement(
        status=_status(evidence),
        confidence=_confidence(evidence),
        origins=len({claim.origin for claim in evidence.supports}),
        weights={claim.id: round(weight(claim), 3) for claim in evidence.claims},
    )


def weight(claim: StoredClaim) -> float:
    """How much one claim counts, 0 to 1: how it is said, by whom it is printed, how surely it was read."""
    said = _OWN_SIDE if claim.own_side and is_flat(claim) else _STANCE[claim.stance]
    return said * _RELIABILITY[claim.reliability] * claim.confidence


def is_flat(claim: StoredClaim) -> bool:
    """Whether the claim is said straight out, neither accused, planned nor denied."""
    return claim.stance in ("asserted", "confirmed")


def _status(evidence: Evidence) -> Status:
    flat = [claim for claim in evidence.supports if is_flat(claim)]
    if not evidence.supports:
        return "denied"
    if evidence.ended:
        return "ended"
    if evidence.denials:
        return "disputed"
    if any(claim.own_side for claim in flat):
        return "confirmed"
    if len({claim.origin for claim in flat}) >= 2:
        return "corroborated"
    if flat:
        return "reported"
    if any(claim.stance == "alleged" for claim in evidence.supports):
        return "alleged"
    return "planned"


def _confidence(evidence: Evidence) -> float:
    for_it = _together(evidence.supports) if evidence.supports else _MERELY_DENIED
    against = _together(evidence.denials)
    return round(for_it * (1 - _DENIAL_TAKES * against), 2)


def _together(claims: Iterable[StoredClaim]) -> float:
    """The chance that at least one origin is right, were they independent; each counts once, by its best
    claim."""
    best: dict[str, float] = {}
    for claim in claims:
        best[claim.origin] = max(weight(claim), best.get(claim.origin, 0.0))
    return 1 - _product(1 - share for share in best.values())


def _product(factors: Iterable[float]) -> float:
    ordered: Collection[float] = sorted(factors)  # floats multiply to other last digits in another order
    return prod(ordered)
