"""Build the gazetteer: every source read, joined without doubles, and written as files to map into memory.

In: the packages and tables. Out: a folder that `geo.gazetteer.Gazetteer.open` takes. It is written beside its
place and moved there when complete, so a build that was killed leaves nothing that could be taken for whole.
"""

from __future__ import annotations

import math
import os
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import shapely

from geo.gazetteer.entry import Entry, Use
from geo.gazetteer.layout import fingerprint
from geo.gazetteer.names import fold_anew as fold
from geo.gazetteer.sources import airfields, aliases, boundaries, districts, geonames, rivers, sites
from geo.gazetteer.write import Progress, write
from geo.geometry.geodesy import WGS84

SAME_PLACE_M = 5_000.0
_OFFSHORE_DEG = 0.1
_RURAL = 0.7
"""Taken off a province's score by its people, in powers of ten: it is named less than a city as large."""
_LARGEST_PROVINCE = 6.0


def build(target: Path, progress: Progress = lambda _what, _share: None) -> None:
    """Make the gazetteer at `target`, in the place of one that stands there. Takes about half a minute.

    `progress` is told what is being done and the share, 0 to 1, of the work behind it.
    """
    stamp = fingerprint()
    entries = gather(progress)
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f".{target.name}.{os.getpid()}")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir()
    try:
        write(unfinished, entries, stamp, progress)
        put(unfinished, target)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    progress("done", 1.0)


def put(new: Path, target: Path) -> None:
    """In the place of what stands there."""
    replaced = target.with_name(f".{target.name}.replaced.{os.getpid()}")
    if target.exists():
        target.rename(replaced)
    new.rename(target)
    shutil.rmtree(replaced, ignore_errors=True)


def gather(progress: Progress) -> list[Entry]:
    """Every place once, with the first-level unit it lies in."""
    progress("boundaries", 0.0)
    borders = boundaries.Boundaries.read()
    outlines = borders.countries()
    provinces = list(boundaries.province_entries(borders))
    units = {**outlines, **{entry.admin: entry.geometry for entry in provinces if entry.admin}}
    areas = [*boundaries.country_entries(borders, outlines), *provinces, *boundaries.sea_entries(borders)]
    progress("sites and airfields", 0.1)
    ours = list(sites.entries({code: shape for code, shape in units.items() if shape is not None}))
    fields = airfields.entries()
    courses = rivers.entries({code: shape for code, shape in units.items() if shape is not None})
    progress("populated places", 0.15)
    points = [*ours, *joined(ours, fields, {"base", "airport"}), *joined(ours, geonames.entries(), {"city"})]
    points += courses
    progress("first-level units", 0.3)
    replaced = {entry.id for entry in ours}
    put_in_provinces(points, provinces)
    weigh_provinces(points, provinces)
    counties = list(districts.entries())
    put_in_provinces(counties, provinces, but=frozenset())
    every = [*(area for area in areas if area.id not in replaced), *points, *counties]
    aliases.rename(every)
    return every


def joined(ours: list[Entry], others: Iterable[Entry], kinds: set[str]) -> Iterator[Entry]:
    """The others but those that one of ours already is; such a one gives its names and ids to ours."""
    by_id = {other: entry for entry in ours for other in entry.other_ids}
    by_cell: dict[tuple[int, int], list[Entry]] = {}
    for entry in ours:
        if entry.kind in kinds:
            for x in (-1, 0, 1):
                for y in (-1, 0, 1):
                    by_cell.setdefault((round(entry.lon) + x, round(entry.lat) + y), []).append(entry)
    for other in others:
        near = by_cell.get((round(other.lon), round(other.lat)), ())
        same = by_id.get(other.id) or (_same(other, near) if near else None)
        if same is None:
            yield other
            continue
        for name, use in other.names.items():
            same.names.setdefault(name, use & ~Use.MAIN)
        same.names.setdefault(other.id, Use.LOOSE)
        same.other_ids = (*same.other_ids, other.id)


def _same(other: Entry, near: Sequence[Entry]) -> Entry | None:
    for entry in near:
        _, _, apart_m = WGS84.inv(entry.lon, entry.lat, other.lon, other.lat)
        if apart_m <= SAME_PLACE_M and not {fold(n) for n in entry.names}.isdisjoint(map(fold, other.names)):
            return entry
    return None


def put_in_provinces(
    points: list[Entry], provinces: list[Entry], *, but: frozenset[str] = frozenset({"region", "admin"})
) -> None:
    """Give each point the ISO 3166-2 code of the province it lies in, where that is of its country.

    `but` are kinds that may lie in several.
    """
    locations = shapely.points([entry.lon for entry in points], [entry.lat for entry in points])
    # Asked with the polygons, each of which is prepared once, it takes half the time.
    around, inside = shapely.STRtree(locations).query(
        [entry.geometry for entry in provinces], predicate="contains"
    )
    for i, j in zip(inside.tolist(), around.tolist(), strict=True):
        if provinces[j].country == points[i].country and points[i].kind not in but:
            points[i].admin = provinces[j].admin
    _put_in_nearest([p for p in points if p.admin is None and p.country and p.kind not in but], provinces)


def _put_in_nearest(points: list[Entry], provinces: list[Entry]) -> None:
    """Ports and river towns that the generalised outlines leave in the water."""
    shapes = [entry.geometry for entry in provinces]
    locations = shapely.points([entry.lon for entry in points], [entry.lat for entry in points])
    at, near = shapely.STRtree(shapes).query(locations, predicate="dwithin", distance=_OFFSHORE_DEG)
    nearest: dict[int, float] = {}
    for i, j in zip(at.tolist(), near.tolist(), strict=True):
        if provinces[j].country != points[i].country:
            continue
        apart = shapely.distance(shapes[j], locations[i])
        if apart < nearest.get(i, math.inf):
            nearest[i], points[i].admin = apart, provinces[j].admin


def weigh_provinces(points: Iterable[Entry], provinces: Iterable[Entry]) -> None:
    """A province counts by the people of its towns where that is more than by its area.

    So the Maryland of six millions goes before its small namesake; never so much that a province hides the
    great city of its name.
    """
    people: Counter[str] = Counter()
    for point in points:
        if point.admin and point.kind == "city":
            people[point.admin] += point.population or 0
    for province in provinces:
        if province.admin:
            by_people = math.log10(people[province.admin] + 1) - _RURAL
            province.prior = max(province.prior, min(_LARGEST_PROVINCE, by_people))
