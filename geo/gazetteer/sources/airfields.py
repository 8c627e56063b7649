"""Airports and air bases from the package airportsdata (MIT): names, codes, positions; no aliases."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from importlib.metadata import version
from importlib.resources import files

from geo.gazetteer.entry import Entry, Use

SOURCE = "airportsdata"
RADIUS_M = 2_500.0
"""From the point of a field to its farthest corner; runways are 2 to 4 km long."""

MILITARY = re.compile(
    r"\b(?:air base|airbase|AB|AFB|AAF|ARB|JB|NAS|NAF|NS|MCAS|RAF|RNAS|USAF|base a[eé]rea|base a[eé]rienne|"
    r"BA \d+|air force|army|naval|navy|military|militar|militaire|camp|fliegerhorst|heliport militar\w+)\b",
    re.IGNORECASE,
)
_CITY_THEN_FIELD = re.compile(r"^(?P<town>.+?) (?:International )?Airport$")


def release() -> str:
    return f"airportsdata {version('airportsdata')}"


def entries() -> Iterator[Entry]:
    with files("airportsdata").joinpath("airports.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if row["icao"] and row["name"]:
                yield _entry(row)


def _entry(row: dict[str, str]) -> Entry:
    name = row["name"]
    is_base = MILITARY.search(name) is not None
    is_large = bool(row["iata"])
    return Entry(
        id=f"icao:{row['icao']}",
        name=name,
        kind="base" if is_base else "airport",
        lon=float(row["lon"]),
        lat=float(row["lat"]),
        radius_m=RADIUS_M,
        source=SOURCE,
        prior=6.5 if is_base else 6.0 if is_large else 3.5,
        names=names_of(row),
        country=row["country"] or None,
    )


def names_of(row: dict[str, str]) -> dict[str, int]:
    name = row["name"]
    # One-word names are those of the town beside the field, which has the better claim to them.
    names = {name: Use.MAIN | Use.TEXT if " " in name else Use.LOOSE}
    for part in re.split(r"\s*/\s*", name):
        names.setdefault(part, Use.TEXT if " " in part else Use.LOOSE)
    if matched := _CITY_THEN_FIELD.match(name):
        town = matched["town"]
        for form in (f"{town} Airport", f"{town} International Airport", f"{town} International"):
            names.setdefault(form, Use.TEXT)
    for short, long in ((" AB", " Air Base"), (" AFB", " Air Force Base"), ("Air Base", "Airbase")):
        if name.endswith(short):
            names.setdefault(name.removesuffix(short) + long, Use.MAIN | Use.TEXT)
    for code in (row["icao"], row["iata"]):
        if code:
            names.setdefault(code, Use.LOOSE)
    return names
