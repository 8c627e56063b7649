"""The project's own tables: every row right in form, in its country, and told once."""

from __future__ import annotations

from collections import Counter
from typing import get_args

import pytest
import shapely

from geo.data.tables import several, table
from geo.errors import UnreadableSource
from geo.gazetteer import Gazetteer
from geo.gazetteer.names import fold, is_arabic
from geo.gazetteer.sources.sites import entries
from geo.geometry.geodesy import WGS84
from geo.types import PlaceKind

SITES = table("sites.tsv")
COUNTRIES = table("countries.tsv")
NEAR_DEG = 0.3
"""Islets and piers that the generalised coast leaves out lie at most so far from their country."""
FAR_OUT = frozenset({
    "pratas", "matsu", "snake-island", "lesser-tunb", "kastellorizo", "dongyin", "nangan", "swallow-reef",
    "okinotorishima",
})  # fmt: skip
"""Islands farther out than that from any coast the boundaries keep."""


def test_there_are_sites_enough() -> None:
    assert len(SITES) >= 150


@pytest.mark.parametrize("row", SITES, ids=lambda row: str(row["id"]))
def test_a_site_is_told_rightly(row: dict[str, str]) -> None:
    assert row["id"] == fold(row["id"]).replace(" ", "-") or "-" in row["id"]
    assert row["name"]
    assert row["kind"] in get_args(PlaceKind)
    assert -180 <= float(row["lon"]) <= 180
    assert -90 <= float(row["lat"]) <= 90
    assert row["source"]
    assert row["area"] or 500 <= float(row["precision_m"]) <= 2_000_000
    assert not any(is_arabic(name) for name in [row["name"], *several(row["names"])])
    assert row["country"] == "" or row["country"] in {country["id"] for country in COUNTRIES}


def test_ids_and_airfields_are_told_once() -> None:
    for column in ("id", "icao"):
        counted = Counter(row[column] for row in SITES if row[column])
        assert [value for value, count in counted.items() if count > 1] == []


def test_no_two_sites_of_one_country_share_a_name() -> None:
    bearers: dict[tuple[str, str], set[str]] = {}
    for row in SITES:
        for name in [row["name"], *several(row["names"]), *several(row["local"])]:
            bearers.setdefault((row["country"], fold(name)), set()).add(row["id"])
    assert {key: ids for key, ids in bearers.items() if len(ids) > 1} == {}


def test_no_two_sites_stand_on_one_spot() -> None:
    points = [
        (row["id"], float(row["lon"]), float(row["lat"]))
        for row in SITES
        if row["kind"] in ("base", "facility", "airport")
    ]
    close = [
        (one, other)
        for i, (one, lon, lat) in enumerate(points)
        for other, other_lon, other_lat in points[i + 1 :]
        if abs(lat - other_lat) < 0.01 and WGS84.inv(lon, lat, other_lon, other_lat)[2] < 200
    ]
    assert close == []


def test_sites_lie_in_their_countries(gazetteer: Gazetteer) -> None:
    astray = []
    for row in SITES:
        if not row["country"] or row["kind"] in ("region", "sea") or row["id"] in FAR_OUT:
            continue
        lon, lat = float(row["lon"]), float(row["lat"])
        outline = gazetteer.geometry(f"ne:{row['country']}")
        if shapely.distance(outline, shapely.Point(lon, lat)) > NEAR_DEG:
            astray.append((row["id"], row["country"], gazetteer.country_at(lon, lat)))
    assert astray == []


def test_the_check_finds_a_site_in_the_wrong_country(gazetteer: Gazetteer) -> None:
    syria = gazetteer.geometry("ne:SY")
    assert shapely.distance(syria, shapely.Point(42.4412, 33.7856)) > NEAR_DEG


def test_an_area_of_unknown_units_is_refused() -> None:
    with pytest.raises(UnreadableSource, match="no outline"):
        list(entries({}))


def test_every_country_is_told_with_point_and_names(gazetteer: Gazetteer) -> None:
    assert len(COUNTRIES) > 235
    assert len({row["id"] for row in COUNTRIES}) == len(COUNTRIES)
    for row in COUNTRIES:
        place = gazetteer.by_id(f"ne:{row['id']}")
        assert (place.lon, place.lat) == (float(row["lon"]), float(row["lat"]))
        assert gazetteer.lookup(row["name"])[0].id in (place.id, *_bigger_namesakes(row["name"]))


def _bigger_namesakes(name: str) -> tuple[str, ...]:
    return {"Republic of the Congo": ("ne:CD",)}.get(name, ())


def test_countries_points_lie_near_their_land(gazetteer: Gazetteer) -> None:
    far = [
        row["id"]
        for row in COUNTRIES
        if shapely.distance(
            gazetteer.geometry(f"ne:{row['id']}"), shapely.Point(float(row["lon"]), float(row["lat"]))
        )
        > 1.0
    ]
    assert far == []
