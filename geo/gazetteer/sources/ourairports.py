"""OurAirports' airports.csv (public domain): airports, air bases, heliports and closed fields of the world.

Read by the names of its columns, which were added to and put in another order over the years.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from geo.errors import UnreadableSource
from geo.gazetteer.entry import Entry, Use
from geo.gazetteer.sources.airfields import MILITARY, RADIUS_M, names_of
from geo.gazetteer.sources.geonames_dump import point_of
from geo.gazetteer.tally import Tally

SOURCE = "OurAirports"
_NEEDED = ("ident", "type", "name", "latitude_deg", "longitude_deg", "iso_country")
_SMALL = frozenset({"heliport", "seaplane_base", "balloonport"})
_SMALL_RADIUS_M = 500.0
_TYPES = frozenset({"large_airport", "medium_airport", "small_airport", "closed", *_SMALL})
_ICAO = re.compile(r"[A-Z]{4}")


@dataclass(frozen=True, slots=True)
class Airports:
    path: Path

    def check(self) -> None:
        """UnreadableSource where it is no such table."""
        with self.path.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
            columns = next(csv.reader(lines), [])
        if missing := [column for column in _NEEDED if column not in columns]:
            raise UnreadableSource(f"{self.path}: its first line lacks {', '.join(missing)}")

    def rows(self, skip: int, tally: Tally) -> Iterator[tuple[int, Entry | None]]:
        # A byte that is not UTF-8 spoils its own row only.
        with self.path.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
            reader = csv.DictReader(lines)
            for number, row in islice(enumerate(reader, 1), skip, None):
                yield number, _entry(row, f"{self.path.name}:{reader.line_num}", tally)


def _entry(row: Mapping[str | None, str | None], where: str, tally: Tally) -> Entry | None:
    cells = {key: (value or "").strip() for key, value in row.items() if isinstance(key, str)}
    if None in row or None in row.values():
        tally.refuse("not as many cells as columns", where, cells.get("ident", ""))
        return None
    ident, name, of_type = cells["ident"], cells["name"], cells["type"]
    if not ident or not name:
        tally.refuse("no ident or no name", where, ident or name)
        return None
    if "\ufffd" in name:
        tally.refuse("not UTF-8", where, ident)
        return None
    if of_type not in _TYPES:
        tally.refuse("an unknown type", where, f"{ident} {of_type}")
        return None
    point = point_of(cells["longitude_deg"], cells["latitude_deg"])
    if point is None:
        tally.refuse("no position on Earth", where, ident)
        return None
    icao = next(
        (
            code
            for code in (cells.get("icao_code"), cells.get("gps_code"), ident)
            if code and _ICAO.fullmatch(code)
        ),
        "",
    )
    # Codes of closed fields go to their successors.
    is_closed = of_type == "closed"
    is_base = MILITARY.search(name) is not None
    country = cells["iso_country"]
    return Entry(
        id=f"icao:{icao}" if icao and not is_closed else f"oa:{ident}",
        name=name,
        kind="base" if is_base else "airport",
        lon=point[0],
        lat=point[1],
        radius_m=_SMALL_RADIUS_M if of_type in _SMALL else RADIUS_M,
        source=SOURCE,
        prior=_prior(cells, is_base=is_base),
        names=_names(cells, icao, is_closed=is_closed),
        country=country if len(country) == 2 and country.isalpha() else None,
    )


def _prior(cells: Mapping[str, str], *, is_base: bool) -> float:
    """As in the default pack; heliports and what is closed below."""
    if cells["type"] == "closed" or cells["type"] in _SMALL:
        return 2.5
    if is_base:
        return 6.5
    return 6.0 if cells.get("iata_code") or cells.get("scheduled_service") == "yes" else 3.5


def _names(cells: Mapping[str, str], icao: str, *, is_closed: bool) -> dict[str, int]:
    names = names_of({"name": cells["name"], "icao": icao, "iata": cells.get("iata_code", "")})
    names.setdefault(cells["ident"], Use.LOOSE)
    for word in cells.get("keywords", "").split(","):
        if word.strip():
            names.setdefault(word.strip(), Use.TEXT if " " in word.strip() else Use.LOOSE)
    if is_closed:
        return {name: use & ~Use.TEXT for name, use in names.items()}
    return names
