"""Counties and districts: `geo/data/districts.tsv`, made from GeoNames by `scripts/districts.py`.

Their bare names are those of towns and people, so in text only the whole name is theirs: "Wayne County".
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

from geo.data.tables import table
from geo.gazetteer.entry import Entry, Use
from geo.gazetteer.sources.geonames import SOURCE

_RURAL = 0.7
_LEAST, _MOST = 2.5, 5.0
"""Of the prior: a district never hides a great city, and one of no known people still counts."""
_SHARED = 3.0
"""The prior of those of one name in one country: none before the others, so that the text has to tell."""
_KINDS = {"Rayon": ("District", "Raion"), "Raion": ("District", "Rayon")}


def entries() -> Iterator[Entry]:
    rows = table("districts.tsv")
    bearers = Counter((row["country"], row["name"]) for row in rows)
    for row in rows:
        people = int(row["population"])
        bare, _, kind = row["name"].rpartition(" ")
        names = {row["name"]: Use.MAIN | Use.TEXT, bare: Use.LOOSE}
        for other in _KINDS.get(kind, ()):
            names.setdefault(f"{bare} {other}", Use.MAIN | Use.TEXT)
        yield Entry(
            id=f"gn:{row['id']}",
            name=row["name"],
            kind="admin",
            lon=float(row["lon"]),
            lat=float(row["lat"]),
            radius_m=float(row["radius_m"]),
            source=SOURCE,
            prior=_SHARED if bearers[row["country"], row["name"]] > 1 else _by_people(people),
            names=names,
            country=row["country"],
            population=people or None,
        )


def _by_people(people: int) -> float:
    return min(_MOST, max(_LEAST, math.log10(people + 1) - _RURAL))
