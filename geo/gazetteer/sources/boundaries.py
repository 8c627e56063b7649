"""Countries, first-level units and seas with their outlines: `geo/data/boundaries.npz`.

The file is made from Natural Earth 5.1 by `scripts/boundaries.py`. The countries' points, further names and
demonyms come from `countries.tsv`, the seas' names from `seas.tsv`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from geo.data.tables import FOLDER, json_rows, several, table
from geo.gazetteer.entry import Entry, Use
from geo.gazetteer.names import fold, is_arabic
from geo.geometry.footprint import representative
from geo.geometry.geodesy import area_m2, reach_m

SOURCE = "Natural Earth 5.1"
_UNITS_PER_DEG = 10_000


class Outlines(NamedTuple):
    """Rows of attributes and their (multi)polygons, in step."""

    rows: list[dict[str, Any]]
    polygons: NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class Boundaries:
    country_rows: list[dict[str, Any]]
    provinces: Outlines
    seas: Outlines

    @classmethod
    def read(cls) -> Boundaries:
        with np.load(FOLDER / "boundaries.npz", allow_pickle=False) as arrays:
            return cls(
                country_rows=json_rows(arrays["country_rows"].tobytes()),
                provinces=Outlines(
                    json_rows(arrays["province_rows"].tobytes()), _polygons(arrays, "province")
                ),
                seas=Outlines(json_rows(arrays["sea_rows"].tobytes()), _polygons(arrays, "sea")),
            )

    def countries(self) -> dict[str, BaseGeometry]:
        """Each country's outline, the union of its provinces: so both share every vertex of a border."""
        members: dict[str, list[BaseGeometry]] = {}
        for row, polygon in zip(*self.provinces, strict=True):
            members.setdefault(row["country"], []).append(polygon)
        return {code: _union(polygons) for code, polygons in members.items()}


def _union(polygons: list[BaseGeometry]) -> BaseGeometry:
    try:
        return shapely.coverage_union_all(polygons)
    except shapely.GEOSException:
        # Rounding has crossed an edge somewhere (in Latvia's 119 parishes): ten times slower, same outline.
        return shapely.union_all(polygons)


def _polygons(arrays: Any, name: str) -> NDArray[np.object_]:
    coordinates = np.cumsum(arrays[f"{name}_steps"], axis=1).T / _UNITS_PER_DEG
    offsets = tuple(arrays[f"{name}_{level}"] for level in ("rings", "parts", "wholes"))
    polygons: NDArray[np.object_] = shapely.from_ragged_array(
        shapely.GeometryType.MULTIPOLYGON, np.ascontiguousarray(coordinates), offsets
    )
    valid = shapely.is_valid(polygons)
    polygons[~valid] = shapely.make_valid(polygons[~valid], method="structure")
    return polygons


def country_entries(boundaries: Boundaries, outlines: Mapping[str, BaseGeometry]) -> Iterator[Entry]:
    """One entry a country; where Natural Earth has several rows to a code, the most populous names it."""
    told = {row["id"]: row for row in table("countries.tsv")}
    rows: dict[str, dict[str, Any]] = {}
    for row in sorted(boundaries.country_rows, key=lambda row: row.get("population", 0)):
        rows[row["code"]] = row
    for code, row in rows.items():
        if code not in outlines or len(code) != 2:  # leased bases and reefs: rows of sites.tsv
            continue
        ours = told.get(code, {})
        point = Point(float(ours.get("lon") or row["lon"]), float(ours.get("lat") or row["lat"]))
        population = row.get("population", 0)
        names = {row["name"]: Use.MAIN | Use.TEXT}
        for name in [*row.get("names", ()), *row.get("local", {}).values()]:
            names.setdefault(name, Use.TEXT)
        for name in several(ours.get("names", "")) + several(ours.get("arabic", "")):
            names[name] = Use.MAIN | Use.TEXT
        yield Entry(
            id=f"ne:{code}",
            name=ours.get("name") or row["name"],
            kind="country",
            lon=point.x,
            lat=point.y,
            radius_m=reach_m(outlines[code], point),
            source=SOURCE,
            prior=10 + math.log10(population + 1) / 10,
            names=names,
            country=code if len(code) == 2 else None,
            population=population or None,
            geometry=outlines[code],
        )


_ARABIC_KINDS = (
    "محافظة ",
    "ولاية ",
    "إقليم ",
    "مقاطعة ",
    "منطقة ",
    "أوبلاست ",
    "جمهورية ",
    "مديرية ",
    "إمارة ",
)
_ARAB_STATES = frozenset({
    "AE", "BH", "DJ", "DZ", "EG", "EH", "IQ", "JO", "KM", "KW", "LB", "LY", "MA", "MR", "OM", "PS",
    "QA", "SA", "SD", "SO", "SY", "TN", "YE",
})  # fmt: skip
_OBLASTS = frozenset({
    "RU", "UA", "BY", "KZ", "KG",
})  # fmt: skip


def province_entries(boundaries: Boundaries) -> Iterator[Entry]:
    seen: set[str] = set()
    for row, polygon in zip(*boundaries.provinces, strict=True):
        code = row["iso"] if row.get("iso") and row["iso"] not in seen else row["code"]
        seen.add(code)
        if "name" not in row:
            continue
        inner = polygon.representative_point()
        point = Point(row.get("lon", inner.x), row.get("lat", inner.y))
        if not shapely.intersects_xy(polygon, point.x, point.y):
            point = inner
        country = row["country"] if len(row["country"]) == 2 else None
        size_km2 = area_m2(polygon) / 1e6
        yield Entry(
            id=f"ne:{code}",
            name=row["name"],
            kind="admin",
            lon=point.x,
            lat=point.y,
            radius_m=reach_m(polygon, point),
            source=SOURCE,
            prior=min(5.2, 2.5 + 0.6 * math.log10(size_km2 + 1)),
            names=_province_names(row),
            country=country,
            admin=code,
            geometry=polygon,
            other_ids=(f"gn-admin:{row['geonames']}",) if row.get("geonames") else (),
        )


def _province_names(row: dict[str, Any]) -> dict[str, int]:
    main = [row["name"], *row.get("names", ())[:1]]
    local = row.get("local", {})
    names = dict.fromkeys(main, Use.MAIN | Use.TEXT)
    for kind in _kinds(row):
        for name in main:
            if kind.casefold() not in name.casefold():
                names.setdefault(f"{name} {kind}", Use.MAIN | Use.TEXT)
    for language, name in local.items():
        names.setdefault(name, Use.MAIN | Use.TEXT if language == "ar" else Use.TEXT)
        for word in _ARABIC_KINDS:
            if is_arabic(name) and name.startswith(word):
                names.setdefault(name.removeprefix(word), Use.MAIN | Use.TEXT)
    for name in row.get("names", ())[1:]:
        names.setdefault(name, Use.TEXT)
    for name in row.get("loose", ()):
        # Loose indeed: the seat (Ramadi for Anbar), even a sea (Persian Gulf for Bushehr).
        names.setdefault(name, Use.LOOSE)
    return names


def _kinds(row: dict[str, Any]) -> list[str]:
    kinds = {row.get("type", ""): None, "province": None, "region": None}
    if row["country"] in _ARAB_STATES:
        kinds["governorate"] = None
    if row["country"] in _OBLASTS:
        kinds["oblast"] = None
    return [kind for kind in kinds if kind and "|" not in kind]


def sea_entries(boundaries: Boundaries) -> Iterator[Entry]:
    """Natural Earth's seas with the names of `seas.tsv`; rows of it say which to leave out."""
    told = {row["natural_earth"]: row for row in table("seas.tsv")}
    merged: dict[str, list[BaseGeometry]] = {}
    for row, polygon in zip(*boundaries.seas, strict=True):
        merged.setdefault(row["name"], []).append(polygon)
    for name, polygons in merged.items():
        ours = told.get(name, {})
        if ours.get("use") == "no":
            continue
        whole = shapely.union_all(polygons)
        point = representative(whole)
        size_km2 = area_m2(whole) / 1e6
        shown = ours.get("name") or (name.title() if name.isupper() else name)
        names = {shown: Use.MAIN | Use.TEXT}
        for other in [name, *several(ours.get("names", "")), *several(ours.get("local", ""))]:
            names.setdefault(other, Use.MAIN | Use.TEXT)
        yield Entry(
            id="sea:" + fold(shown).replace(" ", "-"),
            name=shown,
            kind="sea",
            lon=point.x,
            lat=point.y,
            radius_m=reach_m(whole, point),
            source=SOURCE,
            # Lagoons and sounds share names with the towns on them, oceans do not.
            prior=9.0 if ours else min(7.0, 1.0 + math.log10(size_km2 + 1)),
            names=names,
            geometry=whole,
        )
