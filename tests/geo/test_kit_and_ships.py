"""Equipment by types and designations, ships by name, units by number: what they are and whose."""

from __future__ import annotations

import pytest

from geo import Gazetteer
from tests.geo.claim_reading import claims_of


@pytest.mark.parametrize(
    ("text", "equipment", "unit"),
    [
        ("Italy sent an E-7A Wedgetail to Amari.", "E-7A", "aircraft"),
        ("Sweden sent six Gripens to Malbork.", "Gripens", "aircraft"),
        ("Poland sent eight Apaches to Rzeszow.", "Apaches", "aircraft"),
        ("Brazil moved four Super Tucano aircraft to Boa Vista.", "Super Tucano", "aircraft"),
        ("China deployed two WZ-7 drones to Shigatse.", "WZ-7", "aircraft"),
        ("Russia moved twelve Su-57s to Akhtubinsk.", "Su-57s", "aircraft"),
        ("Poland sent 24 K9 howitzers to Suwalki.", "K9", "vehicle"),
        ("Russia sent 30 BTR-82A vehicles to Gyumri.", "BTR-82A", "vehicle"),
        ("Russia has deployed an S-350 battery to Kursk.", "S-350", "battery"),
        ("India sent a BrahMos battery to Tezpur.", "BrahMos", "battery"),
        ("Germany sent 14 Leopard 2 tanks to Rukla.", "Leopard 2", "vehicle"),
        ("Turkey sent three landing craft to Famagusta.", "landing craft", "ship"),
        ("Three Vietnamese coast guard cutters are patrolling off Da Nang.", "coast guard cutters", "ship"),
    ],
)
def test_types_are_read_with_their_unit(text: str, equipment: str, unit: str, gazetteer: Gazetteer) -> None:
    claim = claims_of(text, gazetteer)[0]
    assert claim.equipment is not None
    assert claim.equipment.text.startswith(equipment)
    assert claim.quantity is not None
    assert claim.quantity.unit == unit


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The carrier Charles de Gaulle has arrived in Souda Bay.", "fr-armed-forces"),
        ("The aircraft carrier Shandong entered the South China Sea.", "cn-armed-forces"),
        ("The Gerald R. Ford carrier strike group has entered the Mediterranean.", "us-armed-forces"),
        ("The Nimitz strike group arrived in the Gulf of Oman.", "us-armed-forces"),
        ("The frigate Admiral Gorshkov arrived in Tartus.", "ru-armed-forces"),
        ("The Danish frigate Iver Huitfeldt entered the Red Sea.", "dk-armed-forces"),
        ("The Dutch minehunter Schiedam arrived in Riga.", "nl-armed-forces"),
        ("INS Vikrant has been deployed to the Arabian Sea.", "in-armed-forces"),
        ("The USS Gerald R. Ford and her escorts have been sent to the Caribbean.", "us-armed-forces"),
        ("The Argentine navy has sent the corvette Espora to Ushuaia.", "ar-armed-forces"),
        ("HDMS Triton arrived in Nuuk.", "dk-armed-forces"),
    ],
)
def test_a_ships_name_tells_whose_she_is(text: str, actor: str, gazetteer: Gazetteer) -> None:
    claims = claims_of(text, gazetteer)
    assert claims, f"no claim in {text!r}"
    assert claims[0].actor is not None
    assert claims[0].actor.actor.id == actor


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Sudan's RSF is massing fighters near Babanusa.", "rsf"),
        ("Lebanon's Hezbollah has moved fighters to Nabatieh.", "hezbollah"),
        ("The Russian Wagner Group sent instructors to Bangui.", "wagner"),
        ("Colombia's ELN has withdrawn from Tibu.", "eln"),
        (
            "Japan's Ground Self-Defense Force will station a regiment at Yufuin.",
            "jp-ground-self-defense-force",
        ),
        ("Turkey's army sent troops to Misrata.", "tr-armed-forces"),
        ("Rwandan soldiers and M23 fighters entered Sake.", "rw-armed-forces"),
    ],
)
def test_a_state_before_a_groups_name_is_its_home_only(text: str, actor: str, gazetteer: Gazetteer) -> None:
    claim = claims_of(text, gazetteer)[0]
    assert claim.actor is not None
    assert claim.actor.actor.id == actor


@pytest.mark.parametrize(
    "text",
    [
        "The M-25 motorway near Heathrow was closed on Monday.",
        "Charles de Gaulle arrived in Algiers in June 1958.",
        "The Harry S. Truman library moved its archive to Independence.",
        "An H-1B holder moved to Austin in March.",
        "The T-20 side arrived in Karachi on Sunday.",
        "The Gerald R. Ford museum opened a new hall in Grand Rapids.",
        "Typhoon Lekima moved towards Shanghai on Friday.",
    ],
)
def test_names_and_numbers_of_other_things_are_no_arms(text: str, gazetteer: Gazetteer) -> None:
    assert claims_of(text, gazetteer) == ()
