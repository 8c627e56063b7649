#!/usr/bin/env python3
"""Make geo/data/rivers.npz: the courses of the world's larger rivers, from Natural Earth.

Nobody who runs or tests the program needs this: its result is kept in the repository. To make it anew:

    python scripts/rivers.py [--source FILE.deb]

Natural Earth 10m "rivers and lake centerlines" 3.0 (public domain) comes from Debian's package
libmagics++-data, fetched with apt and only unpacked, never installed. Sections of one name that lie near
each other are one river; which names make one river, and what else it is called, stands in rivers.tsv.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import geopandas
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

TARGET = Path(__file__).parents[1] / "geo" / "data" / "rivers.npz"
LAYER = "usr/share/magics/10m/ne_10m_rivers_lake_centerlines.shp"
TOLERANCE_DEG = 0.01
UNITS_PER_DEG = 1_000
"""Coordinates are kept as whole numbers of 1/1,000 degree, 111 m at the equator: the source is no finer."""
NEAR_DEG = 1.0
"""How far apart sections of one river may lie: lakes part them."""


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--source", type=Path, help="the Debian package; fetched when absent")
    given = parser.parse_args().source
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        package = given.resolve() if given else fetch(folder)
        subprocess.run(["dpkg", "-x", package, folder / "unpacked"], check=True)
        write(geopandas.read_file(folder / "unpacked" / LAYER))


def fetch(folder: Path) -> Path:
    subprocess.run(["apt-get", "download", "libmagics++-data"], cwd=folder, check=True)
    (package,) = folder.glob("libmagics*.deb")
    return package


def write(layer: geopandas.GeoDataFrame) -> None:
    rows, lines = [], []
    for name, rank, course in courses(layer):
        rows.append({"name": name, "rank": rank})
        lines.append(shapely.multilinestrings(shapely.get_parts(course)))
    _, coordinates, (ends, wholes) = shapely.to_ragged_array(lines)
    steps = np.diff(np.round(coordinates * UNITS_PER_DEG).astype(np.int32), axis=0, prepend=np.int32(0))
    np.savez_compressed(
        TARGET,
        allow_pickle=False,
        rows=np.frombuffer(json.dumps(rows, ensure_ascii=False).encode(), np.uint8),
        steps=steps.T.copy(),
        ends=np.asarray(ends, np.int32),
        wholes=np.asarray(wholes, np.int32),
    )
    print(f"{TARGET}: {len(rows)} rivers, {TARGET.stat().st_size / 1e6:.2f} MB")


def courses(layer: geopandas.GeoDataFrame) -> Iterator[tuple[str, int, BaseGeometry]]:
    """Name, rank (0 the largest, 10 the least) and course, by name."""
    named = layer[layer.name.notna()]
    for name, sections in named.groupby("name", sort=True):
        shapes = sections.geometry.values
        # Names whose letters the source has lost are of use only where rivers.tsv asks for them.
        for group in near_groups(shapes):
            course = shapely.line_merge(shapely.union_all(shapes[group]))
            course = shapely.simplify(course, TOLERANCE_DEG)
            yield re.sub(r"\s+", " ", str(name)), int(sections.scalerank.iloc[group].min()), course


def near_groups(shapes: np.ndarray) -> list[list[int]]:
    groups: list[list[int]] = []
    for i, shape in enumerate(shapes):
        touching = [g for g in groups if any(shapes[k].distance(shape) <= NEAR_DEG for k in g)]
        for g in touching:
            groups.remove(g)
        groups.append([*(k for g in touching for k in g), i])
    return groups


if __name__ == "__main__":
    main()
