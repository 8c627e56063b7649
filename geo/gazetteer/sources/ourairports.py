"""Airfields of OurAirports, closed ones among them: its `airports.csv`, read by the names of its columns.

Data: OurAirports (ourairports.com), public domain. Columns were added and moved over the years; those used
here are in every edition.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator

from geo.errors import UnreadableSource
from geo.gazetteer.entry import Entry, Use
from geo.gazetteer.sources.airfields import MILITARY, RADIUS_M

SOURCE = "OurAirports"
COLUMNS = ("ident", "type", "name", "latitude_deg", "longitude_deg", "iso_country", "keywords")
"""Without these columns a file is not OurAirports'."""

Refuse = Callable[[str, str], None]
"""Told the reason and what was given, for a row that gives no place."""

_CIVIL_PRIORS = {"large_airport": 6.0, "medium_airport": 4.5, "small_airport": 2.5, "seaplane_base": 2.0}
_MILITARY_PRIOR = 6.0
_CLOSED = 2.0
"""Taken off for a field that is given up."""
_FIELD_WORD = re.compile(
    r"\b(?:airports?|airfield|air ?base|aerodrome|airstrip|air (?:force|naval|reserve) (?:base|station)|"
    r"air station|airpark|airdrome|AFB|AB|NAS|MCAS|RAF)\b",
    re.IGNORECASE,
)
_NOT_A_NAME = re.compile(r"https?:|^\W*$|\d{4,}|^.{0,2}$|^.{60,}$")
_CODE = re.compile(r"[A-Z0-9-]{2,8}")


def rows(lines: Iterable[str], refuse: Refuse) -> Iterator[tuple[int, Entry | None]]:
    """Number, from 1 for the first after the header, and entry of each row; None for what gives no place.

    Rows that are in order and left out on purpose (heliports that are not military, balloonports) are not
    told to `refuse`. Raises UnreadableSource where a column is missing.
    """
    table = csv.DictReader(lines)
    missing = [column for column in COLUMNS if column not in (table.fieldnames or ())]
    if missing:
        raise UnreadableSource(f"not OurAirports' airports.csv: no column {', '.join(missing)}")
    for number, row in enumerate(table, 1):
        yield (
            number,
            _entry({column: (row.get(column) or "").strip() for column in table.fieldnames or ()}, refuse),
        )


def _entry(row: dict[str, str], refuse: Refuse) -> Entry | None:
    ident, name = row["ident"], row["name"]
    if not ident or not name:
        refuse("no ident or no name", ident or name)
        return None
    try:
        lon, lat = float(row["longitude_deg"]), float(row["latitude_deg"])
    except ValueError:
        refuse("no position", f"{ident} {row['latitude_deg']} {row['longitude_deg']}")
        return None
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        refuse("no position on Earth", f"{ident} {lat} {lon}")
        return None
    country = row["iso_country"]
    if country and not re.fullmatch("[A-Z]{2}", country):
        refuse("no country code", f"{ident} {country}")
        return None
    is_military = MILITARY.search(f"{name} | {row['keywords']}") is not None
    is_closed = row["type"] == "closed"
    if not is_military and row["type"] not in _CIVIL_PRIORS and not is_closed:
        return None
    prior = _MILITARY_PRIOR if is_military else _CIVIL_PRIORS.get(row["type"], 2.5)
    codes = [code for code in (row.get("icao_code"), row.get("gps_code"), ident) if code]
    return Entry(
        id=f"oa:{ident}",
        name=name,
        kind="base" if is_military else "airport",
        lon=lon,
        lat=lat,
        radius_m=RADIUS_M,
        source=SOURCE,
        prior=prior - (_CLOSED if is_closed else 0.0),
        names=_names(row, is_known=is_military or (row["type"] in ("large_airport", "medium_airport"))),
        country=country or None,
        other_ids=tuple(f"icao:{code}" for code in dict.fromkeys(codes)),
    )


def _names(row: dict[str, str], *, is_known: bool) -> dict[str, int]:
    """`is_known`: whether news may name it; names of other fields (a ranch's) only serve for looking up."""
    name = row["name"]
    names = {name: Use.MAIN | (_text(name) if is_known else Use.LOOSE)}
    for part in re.split(r"\s+/\s+", name):
        names.setdefault(part.strip(), _text(part) if is_known else Use.LOOSE)
    for word in re.split(r"\s*[,;|]\s*", row["keywords"]):
        if not _NOT_A_NAME.search(word):
            names.setdefault(word, _text(word) if is_known else Use.LOOSE)
    for code in (row["ident"], row.get("gps_code"), row.get("icao_code"), row.get("iata_code")):
        if code:
            names.setdefault(code, Use.LOOSE)
    return names


def _text(name: str) -> int:
    """Only a name that says it is a field's: "Camp Sather" may also be a bakery, and one word is a town's."""
    return (
        Use.TEXT
        if _FIELD_WORD.search(name) and not _CODE.fullmatch(name) and " " in name.strip()
        else Use.LOOSE
    )
