"""The collections that are served: what a feature of each is, its properties, and what can be asked of them.

One table for the API definition, the schemas, the queryables, the check of parameters and the binds of the
SQL.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from app.errors import NotFound
from app.serve import params
from app.serve.params import CRS84, ItemsQuery
from app.types import Status
from geo.types import Action, PlaceKind, Precision, QuantityUnit, Stance

STATUSES: tuple[str, ...] = get_args(Status)
ACTIONS: tuple[str, ...] = get_args(Action)
PRECISIONS: tuple[str, ...] = get_args(Precision)
STANCES: tuple[str, ...] = get_args(Stance)
PLACE_KINDS: tuple[str, ...] = get_args(PlaceKind)
QUANTITY_UNITS: tuple[str, ...] = get_args(QuantityUnit)

Asking = Literal["list", "one"]


@dataclass(frozen=True, slots=True)
class Property:
    """A property of a feature.

    `asked` says how items can be asked for by it: one value, or several by commas.
    """

    name: str
    type: Literal["string", "integer", "number", "boolean"]
    description: str
    format: str | None = None
    values: tuple[str, ...] = ()
    asked: Asking | None = None

    @property
    def schema(self) -> dict[str, object]:
        document: dict[str, object] = {"type": self.type, "description": self.description}
        if self.format:
            document["format"] = self.format
        if self.values:
            document["enum"] = list(self.values)
        return document


@dataclass(frozen=True, slots=True)
class Collection:
    """A layer of features. Its SQL files are `{id}_items`, `{id}_count`, `{id}_item` and `{id}_extent`."""

    id: str
    title: str
    description: str
    properties: tuple[Property, ...]
    has_time: bool
    numeric_id: bool = False

    @property
    def queryables(self) -> tuple[Property, ...]:
        return tuple(p for p in self.properties if p.asked)

    @property
    def parameters(self) -> frozenset[str]:
        return COMMON_PARAMETERS | {p.name for p in self.queryables}


COMMON_PARAMETERS = frozenset({"bbox", "bbox-crs", "crs", "datetime", "limit", "next", "f"})

ACTOR = Property("actor", "string", "Whose force it is", asked="one")
ACTOR_ID = Property("actor_id", "string", "Its entry in the actor registry", asked="list")
ACTION = Property("action", "string", "What the force is said to do", values=ACTIONS, asked="list")
FORCE = Property("force", "string", "The words for the force")
EQUIPMENT = Property("equipment", "string", "The equipment that is named")
QUANTITY = (
    Property("quantity_min", "integer", "At least so many; null is an open or unknown end"),
    Property("quantity_max", "integer", "At most so many; null is an open or unknown end"),
    Property("quantity_unit", "string", "What is counted", values=QUANTITY_UNITS),
)
PRECISION = Property("precision", "string", "How exact the place is", values=PRECISIONS, asked="list")
RADIUS = Property("radius_m", "number", "Metres round the place that hold the truth 95 times in 100")
SAMPLE = Property("sample", "boolean", "True for invented sample data", asked="one")
UPDATED = Property("updated", "string", "When this was last written", format="date-time")

DEPLOYMENTS = Collection(
    id="deployments",
    title="Reported deployments",
    description=(
        "Who is reported where, since when, in what strength and with what standing. Derived from claims; "
        "each feature's own resource lists its evidence. `datetime` asks for the deployments whose valid "
        "time meets it. "
        "Areas are thinned to 0.01 degrees in lists and whole in their own resource."
    ),
    has_time=True,
    properties=(
        Property("id", "string", "Stable over revisions"),
        ACTOR,
        ACTOR_ID,
        ACTION,
        FORCE,
        EQUIPMENT,
        *QUANTITY,
        Property("place", "string", "The place, to show to people"),
        Property("place_id", "string", "Its entry in the gazetteer", asked="list"),
        PRECISION,
        RADIUS,
        Property("start", "string", "First day, null where not known", format="date", asked="one"),
        Property("end", "string", "Last day, null where open or not known", format="date", asked="one"),
        Property(
            "start_precision",
            "string",
            "How exact the start is",
            values=("day", "week", "month", "season", "year", "unknown"),
        ),
        Property(
            "end_precision",
            "string",
            "How exact the end is; open means no end is reported",
            values=("day", "week", "month", "season", "year", "open", "unknown"),
        ),
        Property(
            "status", "string", "The standing of the reports taken together", values=STATUSES, asked="list"
        ),
        Property("confidence", "number", "0 to 1"),
        Property("origins", "integer", "Independent lines of reporting that support it"),
        Property("claims", "integer", "Claims that support it"),
        Property("denials", "integer", "Claims that speak against it"),
        Property("first_reported", "string", "Date of the first report", format="date", asked="one"),
        Property("last_reported", "string", "Date of the last report", format="date", asked="one"),
        Property("quote", "string", "The sentence that says it best"),
        Property("source", "string", "Who published that sentence"),
        Property("url", "string", "Where it was published"),
        SAMPLE,
        UPDATED,
    ),
)

CLAIMS = Collection(
    id="claims",
    title="Claims",
    description=(
        "What single sentences say: holder, stance, actor, action, place and time, with the quote and its "
        "offsets. A claim without a stated place has no geometry. Its time is its own dates; where the text "
        "gives none at one "
        "end, that end is the day of the report."
    ),
    has_time=True,
    numeric_id=True,
    properties=(
        Property("id", "integer", "Number of the claim"),
        ACTOR,
        ACTOR_ID,
        ACTION,
        FORCE,
        EQUIPMENT,
        *QUANTITY,
        Property("quantity_qualifier", "string", "The words that soften the number: about, more than"),
        Property("place_text", "string", "The words for the place"),
        Property("place", "string", "The place, to show to people"),
        Property(
            "place_id", "string", "First of its entries in the gazetteer; asks for any of them", asked="list"
        ),
        PRECISION,
        RADIUS,
        Property("start", "string", "First day, null where not stated", format="date"),
        Property("end", "string", "Last day, null where not stated", format="date"),
        Property(
            "date_precision",
            "string",
            "How exact the dates are",
            values=("day", "week", "month", "season", "year"),
        ),
        Property(
            "dates_inferred", "boolean", "True where a part of the date was worked out from the publication"
        ),
        Property("stance", "string", "How it is said", values=STANCES, asked="list"),
        Property("holder", "string", "Who says it; null for the narrator"),
        Property("holders", "string", "All voices, innermost first, parted by ` < `"),
        Property("own_side", "boolean", "True where the holder speaks for the force"),
        Property("routine", "boolean", "True where it is called routine"),
        Property("quote", "string", "The sentence or clause"),
        Property("quote_start", "integer", "Its first character in the report"),
        Property("quote_end", "integer", "The character after its last"),
        Property("rule", "string", "The rule of the reader that found it"),
        Property("confidence", "number", "0 to 1"),
        Property("source_id", "string", "Slug of the publisher", asked="list"),
        Property("source", "string", "Name of the publisher"),
        Property("source_class", "string", "Kind of publisher"),
        Property("reliability", "string", "Admiralty letter A to F; F cannot be judged"),
        Property("title", "string", "Title of the report"),
        Property("url", "string", "Address of the report"),
        Property("published", "string", "Date of the report", format="date"),
        SAMPLE,
        Property("edition_id", "integer", "Number of the text it stands in"),
        Property("reader_version", "string", "Version of the rules that read it"),
        UPDATED,
    ),
)

PLACES = Collection(
    id="places",
    title="Places",
    description="Entries of the gazetteer that reports refer to. They have no time: `datetime` drops none.",
    has_time=False,
    properties=(
        Property("id", "string", "Entry of the gazetteer"),
        Property("name", "string", "Main name", asked="one"),
        Property("names", "string", "Other names, parted by semicolons"),
        Property("kind", "string", "Kind of place", values=PLACE_KINDS, asked="list"),
        Property("country", "string", "ISO 3166-1 alpha-2", asked="list"),
        Property("admin", "string", "ISO 3166-2 of the first-level unit"),
        Property("population", "integer", "Inhabitants"),
        Property("radius_m", "number", "Metres round its point that hold the place"),
        Property("source", "string", "Data source of the entry"),
    ),
)

COLLECTIONS: dict[str, Collection] = {c.id: c for c in (DEPLOYMENTS, CLAIMS, PLACES)}

PROFILE = "https://json-schema.org/draft/2020-12/schema"
QUERYABLES_REL = "http://www.opengis.net/def/rel/ogc/1.0/queryables"
SCHEMA_REL = "http://www.opengis.net/def/rel/ogc/1.0/schema"


def collection(name: str) -> Collection:
    try:
        return COLLECTIONS[name]
    except KeyError:
        raise NotFound(f"there is no collection {name[:60]!r}; there are {', '.join(COLLECTIONS)}") from None


def items_query(layer: Collection, values: Mapping[str, str]) -> ItemsQuery:
    """The question behind the parameters of an items request."""
    for name in ("crs", "bbox-crs"):
        if name in values:
            params.crs(name, values[name])
    if "f" in values:
        params.one_of("f", values["f"], ("json", "geojson"))
    last = params.after(values["next"], params.fingerprint(layer.id, values)) if "next" in values else None
    return ItemsQuery(
        windows=params.bbox(values["bbox"]) if "bbox" in values else params.EVERYWHERE,
        interval=params.interval(values["datetime"]) if "datetime" in values else params.ALWAYS,
        limit=params.limit(values["limit"]) if "limit" in values else params.LIMIT_DEFAULT,
        after=last,
        filters={p.name: value_of(p, values[p.name]) for p in layer.queryables if p.name in values},
    )


def value_of(asked: Property, value: str) -> object:
    if asked.type == "boolean":
        return params.truth(asked.name, value)
    if asked.format == "date":
        return params.day(asked.name, value)
    if asked.asked == "list":
        return params.texts(asked.name, value, asked.values)
    return params.text(asked.name, value)


def selection(layer: Collection, query: ItemsQuery) -> dict[str, object]:
    """The binds of a query's filter; every one the SQL names is there, None where nothing is asked."""
    binds: dict[str, object] = (
        {p.name: None for p in layer.queryables} | dict(query.filters) | boxes(query.windows)
    )
    if layer.has_time:
        binds |= moments(query.interval)
    return binds


def boxes(windows: tuple[params.Window, ...]) -> dict[str, object]:
    first, second = (*(w.ewkt for w in windows), None, None)[:2]
    return {"box": first, "box_east": second}


def moments(asked: params.Interval) -> dict[str, object]:
    return {"valid_from": asked.start, "valid_to": asked.end, "valid_bounds": asked.bounds}


def queryables_document(layer: Collection, base: str) -> dict[str, object]:
    """JSON Schema of what items can be asked by. `additionalProperties` false: nothing else is taken."""
    return {
        "$schema": PROFILE,
        "$id": f"{base}/collections/{layer.id}/queryables",
        "type": "object",
        "title": layer.title,
        "properties": {p.name: {"title": p.name, **p.schema} for p in layer.queryables},
        "additionalProperties": False,
    }


def schema_document(layer: Collection, base: str) -> dict[str, object]:
    """JSON Schema of a feature's properties and geometry, as GDAL 3.12 reads it for field types."""
    properties: dict[str, object] = {
        p.name: p.schema | ({"x-ogc-role": "id"} if p.name == "id" else {}) | {"x-ogc-propertySeq": i}
        for i, p in enumerate(layer.properties, 1)
    }
    properties["geometry"] = {"format": "geometry-any", "x-ogc-role": "primary-geometry"}
    return {
        "$schema": PROFILE,
        "$id": f"{base}/collections/{layer.id}/schema",
        "type": "object",
        "title": layer.title,
        "properties": properties,
        "additionalProperties": False,
    }


def description(layer: Collection, base: str, extent: Mapping[str, object]) -> dict[str, object]:
    """The collection as the standard describes it. `extent` as `app.serve.items.extent` gives it."""
    here = f"{base}/collections/{layer.id}"
    return {
        "id": layer.id,
        "title": layer.title,
        "description": layer.description,
        "itemType": "feature",
        "extent": extent,
        "crs": [CRS84],
        "storageCrs": CRS84,
        "links": [
            link(here, "self", "application/json", layer.title),
            link(f"{here}/items", "items", "application/geo+json", f"{layer.title} as GeoJSON"),
            link(f"{base}/?f=html", "alternate", "text/html", "The map"),
            link(f"{here}/queryables", QUERYABLES_REL, "application/schema+json", "What can be asked for"),
            link(f"{here}/schema", SCHEMA_REL, "application/schema+json", "The properties"),
            link(f"{here}/schema", "describedby", "application/schema+json", "The properties"),
        ],
    }


def link(href: str, rel: str, media_type: str, title: str | None = None) -> dict[str, str]:
    document = {"href": href, "rel": rel, "type": media_type}
    return document | {"title": title} if title else document
