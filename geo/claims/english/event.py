"""An event: a cue with the roles found for it, before claims are made for each actor and place."""

from __future__ import annotations

from dataclasses import dataclass, field

from geo.claims.quantities import Number
from geo.claims.rules import Rule
from geo.claims.scene import Chunk
from geo.claims.verb_groups import Verb


@dataclass(slots=True)
class Event:
    """A cue with its roles, before claims are made for each actor and place."""

    rule: Rule
    first: int
    after: int
    agent: list[Chunk]
    theme: Chunk | None
    theme_pronoun: Chunk | None
    region: tuple[int, int]
    """Words after the cue that belong to it."""
    left: tuple[int, int]
    """Words of the clause before the cue."""
    verb: Verb | None
    is_negated: bool
    is_future: bool
    begins: bool = False
    place_object: bool = False
    force_place: Chunk | None = None
    doubtful: bool = False
    agent_is_other: bool = False
    needs_told: bool = False
    """The force is a pronoun: only where one was told of just before is it a force."""
    falls_back: bool = False
    """A withdrawal told by where it leads: "retreated to X"."""
    site_left: Chunk | None = None
    """The site that is left: its place is the event's."""
    listed: Number | None = None
    """The count of a list, where no noun carries it."""
    partners: list[Chunk] = field(default_factory=list)
    """Those who take part beside the agent: one claim each."""
    told: Number | None = None
    """How many there are, where the verb tells it and no phrase: "has grown to 1,500"."""
