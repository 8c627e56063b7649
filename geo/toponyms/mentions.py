"""What one sentence is read into, and the reader the two languages share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from geo.gazetteer import Gazetteer
from geo.geometry.directions import Direction
from geo.toponyms.bodies import Mask, surnames
from geo.toponyms.line import Line
from geo.toponyms.phrases import Border
from geo.toponyms.roles import Role
from geo.types import NonPlace, Place, PlaceKind, Span

Form = Literal["name", "part", "border", "site"]

LARGE = 5.0
"""Score from which a name is taken for a place with nothing beside it to say so: about 100,000 people."""
CERTAIN = 6.0
_REMEMBERED = 12
KINDS_OF_NOTE: frozenset[PlaceKind] = frozenset(
    ["country", "sea", "base", "airport", "region", "border", "facility", "other"]
)


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that may be a place."""

    span: Span
    text: str
    name: str
    """What to look up; for a site, the town in its name. Empty for a border: its sides are known."""
    form: Form
    sentence: int
    first: int
    last: int
    direction: Direction | None = None
    kind: PlaceKind | None = None
    """What the words beside the name make of it: "province", "air base"."""
    has_cue: bool = False
    """A word beside it that only places have: "in", "near", "the town of"."""
    is_doubtful: bool = False
    """An ordinary word, a person's name, or small: wants a cue and a text that fits."""
    sides: tuple[str, ...] = ()
    side_of: str | None = None
    """For one side of a border: the id of the place it belongs to."""
    is_triple: bool = False
    """For where three borders meet."""
    owners: tuple[str, ...] = ()
    """For a border with one side: ids of countries the sentence names, nearest first."""


@dataclass(frozen=True, slots=True)
class Recognised:
    mentions: tuple[Mention, ...]
    non_places: tuple[NonPlace, ...]


@dataclass(slots=True)
class Read:
    """One sentence read."""

    mentions: list[Mention]
    non_places: list[NonPlace]
    surnames: set[str]


class Reader:
    """One sentence on its way through; holds what was found so far."""

    def __init__(self, line: Line, number: int, gazetteer: Gazetteer) -> None:
        self.line = line
        self.number = number
        self.gazetteer = gazetteer
        self.mentions: list[Mention] = []
        self.non_places: list[NonPlace] = []
        self.roles: dict[int, Role] = {}
        self.countries_said: list[str] = []

    def best(self, name: str) -> tuple[Place | None, float]:
        ranked = self.gazetteer.ranked(name)
        return (ranked[0].place, ranked[0].score) if ranked else (None, 0.0)

    def words(self, first: int, last: int) -> str:
        return self.line.text[self.line.tokens[first].start : self.line.tokens[last - 1].end]

    def span(self, first: int, last: int) -> Span:
        return Span(self.line.tokens[first].start, self.line.tokens[last - 1].end)

    def is_taken(self, i: int) -> bool:
        """Whether token i belongs to the name found last."""
        start = self.line.tokens[i].start
        return any(found[-1].span.end > start for found in (self.mentions, self.non_places) if found)

    def country_id(self, code: str | None) -> str | None:
        place_id = f"ne:{code}"
        return place_id if code and place_id in self.gazetteer else None

    def reject(self, first: int, last: int, why: str, country: str | None = None) -> None:
        span = self.span(first, last)
        text = self.words(first, last)
        if why == "demonym":
            self.non_places.append(NonPlace(span, text, "demonym", country))
        elif why == "metonym":
            self.non_places.append(NonPlace(span, text, "metonym", country))
        elif why == "person":
            self.non_places.append(NonPlace(span, text, "person"))
        else:
            self.non_places.append(NonPlace(span, text, "org", self._state_of(first, last)))
        said = self.country_id(country)
        if said:
            self.countries_said.append(said)

    def _state_of(self, first: int, last: int) -> str | None:
        """The state whose adjective stands in a body's name: "French Ministry of Defence"."""
        line = self.line
        codes = (line.lands.of_demonym(line.fold(i)) for i in range(first, last))
        return next((code for code in codes if code), None)

    def add_border(self, border: Border, start: int | None = None) -> None:
        span = self.span(border.first, border.last)
        if start is not None:
            span = Span(start, span.end)
        owners = tuple(dict.fromkeys(reversed(self.countries_said[-_REMEMBERED:])))
        self.mentions.append(
            Mention(
                span=span,
                text=self.line.text[span.start : span.end],
                name="",
                form="border",
                sentence=self.number,
                first=border.first,
                last=border.last,
                direction=border.direction,
                kind="border",
                has_cue=True,
                sides=border.sides,
                side_of=border.side_of,
                is_triple=border.is_triple,
                owners=owners,
            )
        )
        self.roles[border.last] = "place"

    def result(self, found: Sequence[Mask]) -> Read:
        return Read(self.mentions, self.non_places, surnames(self.line, found))
