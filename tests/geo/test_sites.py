"""The project's own tables: every row right in form, in its country, and told once."""

from __future__ import annotations

from collections import Counter

import pytest
import shapely

from geo.data.tables import table
from geo.errors import UnreadableSource
from geo.gazetteer import Gazetteer
from geo.gazetteer.sources.sites import entries

SITES = table("sites.tsv")
COUNTRIES = table("countries.tsv")


def test_there_are_sites_enough_all_over_the_world() -> None:
    """What is wrong with a row is found by `geo.gazetteer.check`; see test_site_check.py."""
    military = [row for row in SITES if row["kind"] in ("base", "facility", "airport", "sea")]
    assert len(military) >= 1_000
    by_country = Counter(row["country"] for row in military)
    dense = "IQ SY YE IL PS LB JO EG TR IR SA AE UA RU BY TW CN KP KR JP PH IN PK LY SD SO US"
    assert min(by_country[country] for country in dense.split()) >= 6


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
