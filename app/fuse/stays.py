"""The signs at one place parted into stays, and which stay a sign of a wider place can speak of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from app.fuse.areas import Area
from app.fuse.credibility import is_flat, weight
from app.fuse.signs import Family, Sign
from app.fuse.strength import strength

QUIET_DAYS: Mapping[Family, int] = {"exercise": 14, "patrol": 7}
"""So long without a sign, and the next one is of another. Most exercises last one to three weeks."""
PLAN_DAYS = 30
"""An exercise announced without a date is taken for one that comes about within so many days."""
LEAD_DAYS = 180
"""A claim on a wider place can speak of a stay that is first seen, at its very place, so much later."""


@dataclass(frozen=True)
class Stay:
    """Signs of one stay at one place, and those of wider places that speak of it."""

    area: Area
    family: Family
    anchor: str
    """Tells the stay from others at the place: the departure before it, or an exercise's first day."""
    not_before: date | None
    """The day after the stay before it ended."""
    own: tuple[Sign, ...]
    wider: tuple[Sign, ...] = ()

    @property
    def signs(self) -> tuple[Sign, ...]:
        return self.own + self.wider

    @property
    def presences(self) -> list[Sign]:
        return [sign for sign in self.own if sign.shows_presence]

    @property
    def has_support(self) -> bool:
        return any(not sign.is_denial for sign in self.own)

    @property
    def first(self) -> date:
        return min(sign.first for sign in self.own)

    @property
    def last(self) -> date:
        return max(sign.seen for sign in self.own)

    @cached_property
    def end(self) -> Sign | None:
        """The sign that says that the stay ended, on the day of its `seen`. None for what is no stay."""
        if self.family != "presence":
            return None
        seen_last = max((sign.seen for sign in self.presences if not sign.is_plan), default=None)
        ends = [
            sign for sign in _leaving(self.own, self.wider) if seen_last is None or sign.seen >= seen_last
        ]
        if ends:
            return max(_dated_first(ends), key=_knows_the_end)
        stretches = [
            sign
            for sign in self.presences
            if sign.period_end is not None
            and is_flat(sign.claim)
            and sign.period_end == seen_last
            and sign.period_end <= sign.claim.published
        ]
        return stretches[0] if stretches else None

    def can_be_of(self, sign: Sign) -> bool:
        """Whether a sign of a wider place can speak of this stay, by its times."""
        if not self.has_support:
            return False
        if self.family != "presence":
            quiet = timedelta(days=QUIET_DAYS[self.family])
            return self.first - quiet <= sign.seen and sign.first <= self.last + quiet
        if self.end is not None and sign.seen > self.end.seen:
            return False
        if sign.is_reported_departure:
            return self.first <= sign.seen and all(own.seen <= sign.seen for own in self.presences)
        return sign.seen >= self.first - timedelta(days=LEAD_DAYS)

    def days_from(self, sign: Sign) -> int:
        if sign.seen < self.first:
            return (self.first - sign.seen).days
        return max(0, (sign.seen - self.last).days)


def _knows_the_end(sign: Sign) -> tuple[bool, float, int]:
    """The force itself knows best when its last men left; others see it begin. Then weight, then the day."""
    return (sign.claim.own_side, weight(sign.claim), -sign.seen.toordinal())


def _dated_first(ends: Sequence[Sign]) -> list[Sign]:
    """The departures without those whose own report also gives one with a date: "the force has withdrawn. The
    last lorries left on Friday" left on Friday, whoever says the first sentence."""
    dated = {sign.claim.edition_id for sign in ends if sign.claim.when is not None}
    return [sign for sign in ends if sign.claim.when is not None or sign.claim.edition_id not in dated]


def _leaving(own: Sequence[Sign], wider: Sequence[Sign]) -> list[Sign]:
    """The departures that end a stay: reported ones, but for those that leave a part behind by the figures.

    So many men out of a country are not the whole of a base in it.
    """
    left_behind = strength(
        [sign.claim for sign in own if sign.shows_presence],
        leaving=[sign.claim for sign in own if sign.is_reported_departure],
    ).lowered_by
    ending = [sign for sign in own if sign.is_reported_departure and sign.claim.id not in left_behind]
    return ending + [sign for sign in wider if sign.is_reported_departure and sign.claim.quantity is None]


def stays(signs: Sequence[Sign], *, area: Area, family: Family) -> list[Stay]:
    """Parts the signs of one place into stays that follow one another."""
    signs = sorted(_before_leaving(signs), key=lambda sign: sign.order)
    groups: list[list[Sign]] = []
    closed_by: list[date | None] = [None]
    for sign in signs:
        if sign.is_denial:
            continue
        closed = _closed(groups[-1], area=area) if groups else None
        if not groups or (closed is not None and sign.shows_presence and sign.seen > closed):
            groups.append([])
            if closed is not None:
                closed_by.append(closed)
        groups[-1].append(sign)
    denials = [sign for sign in signs if sign.is_denial]
    if not groups:
        return [Stay(area, family, "denied", None, tuple(denials))] if denials else []
    for denial in denials:
        _nearest(groups, denial).append(denial)
    return [
        Stay(
            area,
            family,
            anchor="first" if closed is None else f"after {closed}",
            not_before=None if closed is None else closed + timedelta(days=1),
            own=tuple(sorted(group, key=lambda sign: sign.order)),
        )
        for group, closed in zip(groups, closed_by, strict=True)
    ]


def _before_leaving(signs: Sequence[Sign]) -> list[Sign]:
    """The signs, those of a report that tells of a departure put before it.

    "The last troops left on Friday. France had stationed 1,500 soldiers there": the second sentence has no
    date, and does not mean that they are back.
    """
    left = {sign.claim.edition_id: sign.seen for sign in signs if sign.is_reported_departure}
    return [
        replace(sign, seen=min(sign.seen, left.get(sign.claim.edition_id, sign.seen)))
        if sign.shows_presence and not sign.is_plan and sign.seen == sign.claim.published
        else sign
        for sign in signs
    ]


def _closed(signs: Sequence[Sign], *, area: Area) -> date | None:
    """The day on which a departure closed the stay, None while it goes on."""
    if not any(sign.is_reported_departure for sign in signs):
        return None
    end = Stay(area, "presence", "", None, tuple(signs)).end
    return None if end is None else end.seen


def bouts(signs: Sequence[Sign], *, area: Area, family: Family) -> list[Stay]:
    """Parts the signs of one place into exercises or patrols, told apart by the quiet between them."""
    quiet = timedelta(days=QUIET_DAYS[family])
    groups: list[list[Sign]] = []
    until = date.min
    for sign in sorted((s for s in signs if not s.is_denial), key=lambda sign: (sign.first, sign.order)):
        if not groups or sign.first > until + quiet:
            groups.append([])
            until = date.min
        groups[-1].append(sign)
        undated_plan = sign.is_plan and sign.claim.when is None
        until = max(until, sign.seen + timedelta(days=PLAN_DAYS if undated_plan else 0))
    denials = [sign for sign in signs if sign.is_denial]
    if not groups:
        return [Stay(area, family, "denied", None, tuple(denials))] if denials else []
    for denial in denials:
        _nearest(groups, denial).append(denial)
    return [
        Stay(
            area,
            family,
            anchor=f"from {min(sign.first for sign in group if not sign.is_denial)}",
            not_before=None,
            own=tuple(sorted(group, key=lambda sign: sign.order)),
        )
        for group in groups
    ]


def _nearest(groups: Sequence[list[Sign]], denial: Sign) -> list[Sign]:
    def days_apart(group: list[Sign]) -> int:
        seen = [sign.seen for sign in group if not sign.is_denial]
        return max(0, (min(seen) - denial.seen).days, (denial.seen - max(seen)).days)

    return min(groups, key=days_apart)
