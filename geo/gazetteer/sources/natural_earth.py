"""Natural Earth's own files, 10m: countries, states and provinces, marine polygons, populated places.

Zipped shapefiles (or unzipped ones), told apart by their columns; a country file of any point of view. Public
domain. What a country, unit or sea is comes out as in the default pack, by the same id.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.errors import UnreadableSource
from geo.gazetteer.entry import Entry, Use
from geo.gazetteer.sources.boundaries import (
    Boundaries,
    Outlines,
    country_entries,
    province_entries,
    sea_entries,
)
from geo.gazetteer.sources.geonames import settlement_radius_m
from geo.gazetteer.tally import Tally

SOURCE = "Natural Earth"
LANGUAGES = ("ar", "fa", "he", "ru", "uk", "tr", "fr", "de", "es")


@dataclass(frozen=True, slots=True)
class Layer:
    """One file of Natural Earth."""

    path: Path

    def check(self) -> None:
        """UnreadableSource where it is none of the four kinds."""
        _read(self.path, rows=5)

    def rows(self, skip: int, tally: Tally) -> Iterator[tuple[int, Entry | None]]:
        records, shapes, layer = _read(self.path)
        kept, outlines = [], []
        for number, (record, given) in enumerate(zip(records, shapes, strict=True), 1):
            why = _why_bad(record, given)
            if why is None:
                kept.append(record)
                outlines.append(
                    shapely.make_valid(given, method="structure") if not given.is_valid else given
                )
            elif number > skip:
                tally.refuse(
                    why, f"{self.path.name}: row {number}", str(record.get("name") or record.get("admin"))
                )
        entries = layer(kept, np.array(outlines, dtype=object))
        for number, entry in islice(enumerate(entries, 1), skip, None):
            entry.source = SOURCE
            yield number, entry


Records = list[dict[str, Any]]


def _read(
    path: Path, *, rows: int | None = None
) -> tuple[Records, list[Any], Callable[..., Iterator[Entry]]]:
    import geopandas  # takes half a second, which only this needs
    from pyogrio.errors import DataLayerError, DataSourceError, FieldError

    try:
        # Some archives have no .cpg: without the encoding given, Arabic names come out garbled.
        frame = geopandas.read_file(path, encoding="utf-8", **({} if rows is None else {"rows": rows}))
    except (DataSourceError, DataLayerError, FieldError, UnicodeDecodeError, ValueError) as error:
        raise UnreadableSource(f"{path}: no shapefile that can be read: {error}") from error
    frame = frame.rename(
        columns={column: column.casefold() for column in frame.columns if column != "geometry"}
    )
    columns = set(frame.columns)
    for needed, layer in _LAYERS:
        if needed <= columns:
            records: Records = frame.drop(columns="geometry").to_dict("records")
            return records, list(frame.geometry.values), layer
    raise UnreadableSource(
        f"{path}: has not the columns of Natural Earth's countries, states and provinces, marine polygons or "
        "populated places"
    )


def _why_bad(record: Mapping[str, Any], given: BaseGeometry | None) -> str | None:
    if given is None or given.is_empty:
        return "no geometry"
    if not all(math.isfinite(bound) for bound in given.bounds):
        return "a geometry that is none"
    if not (text(record.get("name")) or text(record.get("name_en")) or text(record.get("admin"))):
        return "no name"
    return None


def _countries(records: Records, shapes: np.ndarray) -> Iterator[Entry]:
    rows = [country_row({key.upper(): value for key, value in record.items()}) for record in records]
    members: dict[str, list[BaseGeometry]] = {}
    for row, outline in zip(rows, shapes.tolist(), strict=True):
        members.setdefault(row["code"], []).append(outline)
    outlines = {code: shapely.union_all(parts) for code, parts in members.items()}
    return country_entries(Boundaries(rows, _NONE, _NONE), outlines)


def _provinces(records: Records, shapes: np.ndarray) -> Iterator[Entry]:
    rows = []
    for record in records:
        country = text(record.get("iso_a2"))
        record["country"] = country if len(country) == 2 and country.isalpha() else record["adm0_a3"]
        rows.append(province_row(record))
    return province_entries(Boundaries([], Outlines(rows, shapes), _NONE))


def _seas(records: Records, shapes: np.ndarray) -> Iterator[Entry]:
    local = {
        record["name"]: [
            text(record.get("namealt")),
            *(text(record.get(f"name_{lang}")) for lang in LANGUAGES),
        ]
        for record in records
    }
    rows = [{"name": record["name"]} for record in records]
    for entry in sea_entries(Boundaries([], _NONE, Outlines(rows, shapes))):
        for other in [other for name in list(entry.names) for other in local.get(name, ()) if other]:
            entry.names.setdefault(other, Use.TEXT)
        yield entry


def _towns(records: Records, shapes: np.ndarray) -> Iterator[Entry]:
    for record, given in zip(records, shapes.tolist(), strict=True):
        point = given.representative_point()
        people = _whole(record.get("pop_max"))
        number = _whole(record.get("geonameid") or record.get("gn_id"))
        country = text(record.get("iso_a2"))
        name = text(record.get("name")) or text(record.get("name_en"))
        names = {name: Use.MAIN | Use.TEXT}
        for other in [
            *text(record.get("namealt")).split("|"),
            text(record.get("nameascii")),
            *(text(record.get(f"name_{language}")) for language in LANGUAGES),
        ]:
            if other.strip():
                names.setdefault(other.strip(), Use.TEXT)
        yield Entry(
            id=f"gn:{number}" if number > 0 else f"ne:place-{_whole(record.get('ne_id'))}",
            name=name,
            kind="city",
            lon=point.x,
            lat=point.y,
            radius_m=settlement_radius_m(people),
            source=SOURCE,
            prior=math.log10(people + 30),
            names=names,
            country=country if len(country) == 2 and country.isalpha() else None,
            population=people or None,
        )


def _whole(value: Any) -> int:
    """0 for what is not said."""
    try:
        return max(0, int(value))
    except (TypeError, ValueError, OverflowError):
        return 0


_NONE = Outlines([], np.empty(0, dtype=object))
_LAYERS: tuple[tuple[frozenset[str], Callable[..., Iterator[Entry]]], ...] = (
    (frozenset({"adm1_code", "iso_3166_2", "adm0_a3"}), _provinces),
    (frozenset({"adm0_a3", "iso_a2_eh", "name_long", "pop_est"}), _countries),
    (frozenset({"pop_max", "namealt", "featurecla"}), _towns),
    (frozenset({"featurecla", "name", "namealt", "ne_id"}), _seas),
)


# --- rows as the boundaries of the default pack keep them


def country_code(row: dict[str, Any]) -> str:
    """ISO 3166-1 alpha-2; Natural Earth's own three letters for what has none (base areas, reefs)."""
    return str(row["ISO_A2_EH"] if row["ISO_A2_EH"] != "-99" else row["ADM0_A3"])


def country_row(row: dict[str, Any]) -> dict[str, Any]:
    return kept(
        code=country_code(row),
        name=text(row.get("NAME_EN")) or row["ADMIN"],
        names=[
            row["ADMIN"],
            row["NAME_LONG"],
            row.get("FORMAL_EN"),
            row.get("NAME_ALT"),
            row.get("NAME_CIAWF"),
        ],
        local={language: row.get(f"NAME_{language.upper()}") for language in LANGUAGES},
        wikidata=row.get("WIKIDATAID"),
        population=_whole(row["POP_EST"]),
        type=row.get("TYPE"),
        lon=round(row["LABEL_X"], 3),
        lat=round(row["LABEL_Y"], 3),
    )


def province_row(row: dict[str, Any]) -> dict[str, Any]:
    return kept(
        code=row["adm1_code"],
        country=row["country"],
        iso=row["iso_3166_2"],
        name=text(row["name"]) or row.get("name_en"),
        names=[row.get(key) for key in ("name_en", "name_local", "gn_name", "woe_name")],
        loose=text(row.get("name_alt")).split("|"),
        local={language: row.get(f"name_{language}") for language in LANGUAGES},
        type=row.get("type_en"),
        geonames=row.get("gn_a1_code"),
        wikidata=row.get("wikidataid"),
        lon=round(row["longitude"], 3),
        lat=round(row["latitude"], 3),
    )


def kept(**fields: Any) -> dict[str, Any]:
    """The fields that say something; a name that is absent reads as NaN."""
    if isinstance(fields.get("local"), dict):
        fields["local"] = {language: name for language, name in fields["local"].items() if is_said(name)}
    for key in ("names", "loose"):
        if key in fields:
            fields[key] = [
                name for name in dict.fromkeys(fields[key]) if is_said(name) and name != fields["name"]
            ]
    return {key: value for key, value in fields.items() if is_said(value)}


def is_said(value: Any) -> bool:
    return value == value and value not in (None, "", [], {})


def text(value: Any) -> str:
    return value if isinstance(value, str) else ""
