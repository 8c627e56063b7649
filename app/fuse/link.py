"""Which actors are one force, so that what is said of the one can be said of the other.

A branch of a state's forces is part of them: "US Marines", "the US Navy" and "US troops" in one base at one
time are one deployment, told under the name that fits them all. A militia is not part of its parent or its
sponsor: that Iran backs a group does not put Iran where the group is; and a coalition is more than any of its
members.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from geo.types import Actor


@dataclass(frozen=True, slots=True)
class Force:
    id: str
    name: str


Lineage = tuple[Force, ...]
"""A force and those it is a branch of, itself first, the whole of the state's forces last."""


def lineages(actors: Iterable[Actor]) -> dict[str, Lineage]:
    by_id = {actor.id: actor for actor in actors}
    return {id_: _lineage(actor, by_id) for id_, actor in by_id.items()}


def branches(force_id: str, lines: Mapping[str, Lineage]) -> set[str]:
    """The actors that are the whole force `force_id` or a branch of it."""
    return {force_id} | {actor_id for actor_id, line in lines.items() if line[-1].id == force_id}


def common(lines: Sequence[Lineage]) -> Force:
    """The narrowest force that all are, or are branches of. `lines` share their last force."""
    first, *others = lines
    return next(force for force in first if all(force in line for line in others))


def _lineage(actor: Actor, by_id: Mapping[str, Actor]) -> Lineage:
    line = [actor]
    while (
        (parent := by_id.get(line[-1].parent or "")) and parent not in line and _is_branch(line[-1], parent)
    ):
        line.append(parent)
    return tuple(Force(member.id, member.name) for member in line)


def _is_branch(actor: Actor, parent: Actor) -> bool:
    return (
        actor.kind == parent.kind == "state_force"
        and actor.country is not None
        and actor.country == parent.country
    )
