"""Counties and districts: found by their whole name, in the state the text names, and never for a town."""

from __future__ import annotations

from datetime import date

import pytest

import geo
from geo.data.tables import table
from geo.gazetteer import Gazetteer
from geo.gazetteer.entry import Use
from geo.gazetteer.sources.districts import entries
from geo.types import Place

DAY = date(2024, 5, 1)


def placed(text: str, gazetteer: Gazetteer) -> dict[str, Place | None]:
    return {found.text: found.place for found in geo.read(text, published=DAY, gazetteer=gazetteer).toponyms}


def test_every_district_is_told_once_with_a_sound_circle() -> None:
    rows = table("districts.tsv")
    assert len(rows) > 4_000
    assert len({row["id"] for row in rows}) == len(rows)
    assert all(15_000 <= float(row["radius_m"]) <= 250_000 for row in rows)


def test_a_bare_name_is_left_to_towns_and_people() -> None:
    wayne = next(entry for entry in entries() if entry.name == "Wayne County")
    assert wayne.names["Wayne County"] & Use.TEXT
    assert wayne.names["Wayne"] == Use.LOOSE


def test_a_district_knows_the_state_it_lies_in(gazetteer: Gazetteer) -> None:
    detroit = gazetteer.by_id("gn:5014227")
    assert (detroit.name, detroit.kind, detroit.country, detroit.admin) == (
        "Wayne County",
        "admin",
        "US",
        "US-MI",
    )


@pytest.mark.parametrize(
    ("text", "name", "admin"),
    [
        ("A fire burned in Orange County on Friday, California officials said.", "Orange County", "US-CA"),
        ("A fire burned in Orange County on Friday, Florida officials said.", "Orange County", "US-FL"),
        ("Shells fell in the Pokrovsk District of Donetsk.", "Pokrovsk District", "UA-14"),
    ],
)
def test_the_state_named_tells_counties_of_one_name_apart(
    text: str, name: str, admin: str, gazetteer: Gazetteer
) -> None:
    place = placed(text, gazetteer)[name]
    assert place is not None
    assert place.admin == admin


def test_a_county_does_not_hide_the_town_of_its_name(gazetteer: Gazetteer) -> None:
    place = placed("Crowds gathered in Buffalo, New York, on Sunday.", gazetteer)["Buffalo"]
    assert place is not None
    assert place.kind == "city"


def test_first_level_units_alone_hold_points(gazetteer: Gazetteer) -> None:
    unit = gazetteer.admin_at(-83.05, 42.33)
    assert unit is not None
    assert unit.id == "ne:US-MI"
