"""The values that cross from one stage of the service to the next. Frozen; no database, no web."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from geo.types import Action, DatePrecision, Footprint, Quantity, Stance, When

Status = Literal[
    "planned",
    "alleged",
    "reported",
    "corroborated",
    "confirmed",
    "disputed",
    "denied",
    "ended",
    "retracted",
]

Role = Literal["supports", "contradicts"]


@dataclass(frozen=True, slots=True)
class Source:
    """A publisher. The fields are those of the table `source`."""

    id: str
    """Slug."""
    name: str
    homepage: str | None = None
    source_class: str = "unknown"
    """wire, paper, state, party, official, think tank; `class` in the table and in the API."""
    country: str | None = None
    """ISO 3166-1 alpha-2."""
    language: str | None = None
    licence: str | None = None
    parent_id: str | None = None
    reliability: str = "F"
    """Admiralty letter, A to F; F cannot be judged."""
    sample: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """One text as it came in, before it is stored. What `app.ingest` returns."""

    text: str
    source: str
    """Slug of the publisher; `unknown` where nobody said."""
    title: str | None = None
    url: str | None = None
    external_id: str | None = None
    published: date | None = None
    language: str | None = None
    sample: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """An input that gave no article, and why. Listed for the user, never dropped in silence."""

    where: str
    """Path, with the line number for JSONL: `reports.jsonl:17`."""
    why: str


@dataclass(frozen=True, slots=True)
class StoredClaim:
    """A claim as the fusion sees it: what `geo` read, with who published it."""

    id: int
    edition_id: int
    report_id: int
    source_id: str
    reliability: str
    """Admiralty letter of the source, A to F; F cannot be judged."""
    origin: str
    """Key of the independent line of reporting: reprints of one text share it."""
    published: date
    """Date of the report; the date of its arrival where it has none."""
    sample: bool
    actor_id: str
    actor_name: str
    action: Action
    stance: Stance
    holder: str | None
    """Name of who says it; None for the narrator."""
    own_side: bool
    routine: bool
    force: str | None
    equipment: str | None
    quantity: Quantity | None
    footprint: Footprint | None
    when: When | None
    quote: str
    confidence: float
    source_name: str
    url: str | None


@dataclass(frozen=True, slots=True)
class ClaimLink:
    claim_id: int
    role: Role
    weight: float


@dataclass(frozen=True, slots=True)
class Deployment:
    """The derived state of one actor in one area over one stay. A pure function of its claims.

    `start` and `end` None mean not known; `end_open` says that the stay is not known to have ended.
    Valid time for queries runs from `valid_from` to `valid_to` (None: open), both days inclusive.
    """

    id: str
    """Stable and public: the same claims give the same id, whatever the order of their arrival."""
    key: str
    """actor | family | area"""
    actor_id: str
    actor: str
    action: Action
    force: str | None
    equipment: str | None
    quantity_min: int | None
    quantity_max: int | None
    quantity_unit: str | None
    footprint: Footprint
    start: date | None
    end: date | None
    start_precision: DatePrecision | Literal["unknown"]
    end_precision: DatePrecision | Literal["open", "unknown"]
    dates_inferred: bool
    valid_from: date
    valid_to: date | None
    status: Status
    confidence: float
    origins: int
    claims: int
    denials: int
    first_reported: date
    last_reported: date
    quote: str
    source: str
    url: str | None
    sample: bool
    links: tuple[ClaimLink, ...]


@dataclass(frozen=True, slots=True)
class QueueItem:
    """An edition taken from the queue for reading."""

    edition_id: int
    report_id: int
    text: str
    title: str | None
    published: date | None
    received_at: datetime
    language: str | None
    home: str | None
    """Country of the source, ISO 3166-1 alpha-2."""
    attempts: int
