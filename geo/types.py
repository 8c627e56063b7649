"""The value types of reading. All frozen; text in, these out.

Offsets are half-open character positions. Inside `geo` they count in the repaired text of the `Document`;
in a `Reading` they count in the text as given. Coordinates are lon, lat in WGS 84; lengths are metres.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from shapely.geometry.base import BaseGeometry

Language = Literal["en", "ar", "und"]

PlaceKind = Literal[
    "country", "admin", "city", "base", "airport", "sea", "region", "border", "facility", "other"
]

Precision = Literal["site", "settlement", "district", "province", "country", "region", "sea", "line"]

Relation = Literal[
    "at",  # the place itself
    "part",  # "northern Syria"
    "border",  # "the Iraq-Syria border"
    "near",
    "outskirts",
    "offset",  # "12 km north of", "east of"
    "between",
    "along",
    "off_coast",
]

Action = Literal[
    "deploy",
    "reinforce",
    "arrive",
    "station",
    "emplace",
    "build_up",
    "rotate",
    "reposition",
    "withdraw",
    "close",
    "exercise",
    "patrol",
]

Stance = Literal["asserted", "alleged", "denied", "confirmed", "planned"]

DatePrecision = Literal["day", "week", "month", "season", "year"]

Bound = Literal["known", "open", "unknown"]

QuantityUnit = Literal[
    "personnel",
    "aircraft",
    "ship",
    "vehicle",
    "convoy",
    "battlegroup",
    "facility",
    "battalion",
    "brigade",
    "squadron",
    "battery",
    "company",
]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"span {self.start}:{self.end} is not half-open and forward")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of the text and where they stand."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the gazetteer."""

    id: str
    """Stable, prefixed by its source: `gn:98182`, `ne:IQ-AN`, `icao:ORAA`, `site:ayn-al-asad`."""
    name: str
    kind: PlaceKind
    lon: float
    lat: float
    radius_m: float
    """Of the circle round lon, lat that holds it: half an area's width, the extent of a town or base."""
    source: str
    names: tuple[str, ...] = ()
    country: str | None = None
    """ISO 3166-1 alpha-2; None for seas and what lies in no country."""
    admin: str | None = None
    """ISO 3166-2 code of the first-level unit, where known."""
    population: int | None = None
    geometry: BaseGeometry | None = None
    """Point, LineString or (Multi)Polygon. None where only the point is kept."""


@dataclass(frozen=True, slots=True)
class Footprint:
    """Where, as geometry, with the doubt that belongs to it."""

    geometry: BaseGeometry
    precision: Precision
    radius_m: float
    """Round the geometry's representative point (`lon`, `lat`), holds the truth 95 times in 100."""
    relation: Relation
    place_ids: tuple[str, ...]
    name: str
    """To show to people: `Ayn al-Asad`, `Iraq–Syria border`, `northern Syria`."""
    lon: float
    lat: float


class Candidate(NamedTuple):
    place_id: str
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name in the text that stands for a place, resolved or not.

    A border or a direction is one toponym over all its words ("northern Syria"); `place` is then the place it
    is measured from and `footprint` the derived geometry.
    """

    span: Span
    text: str
    kind: PlaceKind
    place: Place | None
    candidates: tuple[Candidate, ...]
    confidence: float
    footprint: Footprint | None
    why_unplaced: str | None = None


NonPlaceWhy = Literal["demonym", "org", "person", "metonym"]


@dataclass(frozen=True, slots=True)
class NonPlace:
    """A name that must not be mapped: "Russian troops", a person's or body's name, "Washington said"."""

    span: Span
    text: str
    why: NonPlaceWhy
    country: str | None = None
    """ISO 3166-1 alpha-2 that a demonym or metonym stands for."""


ActorKind = Literal["state_force", "coalition", "militia", "insurgent", "company", "unknown"]


@dataclass(frozen=True, slots=True)
class Actor:
    """An entry of the actor registry (`geo/data/actors.toml`), or one made from words it does not hold."""

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    parent: str | None = None
    sponsor: str | None = None
    wikidata: str | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActorMention:
    actor: Actor
    phrase: Phrase | None
    """None where the actor is carried from the sentence before or from the title."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """`min` or `max` None is an open end: "more than 3,000" is 3000 to None."""

    min: int | None
    max: int | None
    unit: QuantityUnit
    qualifier: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class When:
    """Valid time of a claim. A date that is not known is None and its bound says `open` or `unknown`.

    Dates are the first day of a period at the start and its last day at the end.
    """

    start: date | None
    end: date | None
    precision: DatePrecision
    bounds: tuple[Bound, Bound]
    span: Span
    inferred: bool
    """True where a part of the date, mostly the year, was worked out from the date of publication."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who says it: a quoted person or body. The narrator is `None` in a claim."""

    name: str
    span: Span
    own_side: bool = False
    """True where the holder speaks for the force the claim is about."""
    outer: Holder | None = None
    """Who quotes the holder, where voices are nested."""


@dataclass(frozen=True, slots=True)
class Reason:
    """How a field of a claim was read, where its words alone do not show it."""

    field: str
    """actor, action, place, when or stance."""
    why: str
    span: Span | None = None
    """The words that say so, or those that it was carried from."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing somebody says about a force, its spans the proof."""

    actor: ActorMention | None
    action: Action
    action_span: Span
    force: Phrase | None
    """The words for the force: "US military personnel", "air defence systems"."""
    equipment: Phrase | None
    quantity: Quantity | None
    place: Phrase | None
    """The words for the place; None where it is carried from the sentence before, or not stated."""
    footprint: Footprint | None
    when: When | None
    stance: Stance
    stance_span: Span | None
    """The cue of the stance; None where it is the default."""
    holder: Holder | None
    quote: Phrase
    """The sentence or clause that says it."""
    rule: str
    confidence: float
    routine: bool = False
    """True where the text calls it routine, normal or a planned rotation."""
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Repair:
    """Damage mended: `given` stood at `span` of the text as given and was read as `read`."""

    span: Span
    given: str
    read: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A sentence that looked like a claim and was left out, and why."""

    span: Span
    why: str
    rule: str


@dataclass(frozen=True, slots=True)
class Reading:
    language: Language
    repairs: tuple[Repair, ...]
    toponyms: tuple[Toponym, ...]
    non_places: tuple[NonPlace, ...]
    claims: tuple[Claim, ...]
    skipped: tuple[Skipped, ...]
    version: str
    """Of the reader's rules and data: a reading made by another version may differ."""


class Token(NamedTuple):
    """A tuple, since a text has thousands and to make one of another class takes several times as long."""

    start: int
    end: int
    text: str
    fold: str
    """Key for matching: lower case, diacritics, tatweel and apostrophes off. `geo.gazetteer.names.fold`."""

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Sentence:
    span: Span
    tokens: tuple[Token, ...]
    paragraph: int
    language: Language


@dataclass(frozen=True, slots=True)
class QuoteSpan:
    """Words between quotation marks, marks not included; `level` 1 is the outermost."""

    span: Span
    level: int
    scare: bool
    """True for marks round a few words that are no sentence ("so-called" quotes)."""


@dataclass(frozen=True, slots=True)
class Document:
    """A text made ready for reading. All offsets count in `text`; `given` maps them back."""

    given_text: str
    text: str
    offsets: Sequence[int] = field(repr=False)
    """offsets[i] is where text[i] begins in `given_text`; len(text) + 1 entries."""
    language: Language
    sentences: tuple[Sentence, ...]
    quotes: tuple[QuoteSpan, ...]
    repairs: tuple[Repair, ...]
    published: date | None = None
    title: str | None = None

    def given(self, span: Span) -> Span:
        """The span of the text as given that was read as `span`, without direction marks dropped after it."""
        start, end = self.offsets[span.start], self.offsets[span.end]
        while end > start and unicodedata.category(self.given_text[end - 1]) == "Cf":
            end -= 1
        return Span(start, end)
