"""Whose force it is: the registry, states' forces, services, groups with a sponsor, units by their words."""

from __future__ import annotations

import pytest

from geo import Gazetteer
from geo.claims.actors import country_name, registry, same_side, state_forces
from tests.geo.claim_reading import claims_of


def actor_of(text: str, gazetteer: Gazetteer) -> str:
    claims = claims_of(text, gazetteer)
    assert claims, f"no claim in {text!r}"
    assert claims[0].actor is not None
    return claims[0].actor.actor.id


@pytest.mark.parametrize(
    "who",
    [
        "The US army",
        "American troops",
        "U.S. forces",
        "US soldiers",
        "The United States military",
        "American soldiers",
    ],
)
def test_a_states_army_troops_and_soldiers_are_one_actor(who: str, gazetteer: Gazetteer) -> None:
    verb = "has" if who.startswith("The") else "have"
    assert actor_of(f"{who} {verb} entered Iraq.", gazetteer) == "us-armed-forces"


def test_an_arabic_name_is_the_same_actor(gazetteer: Gazetteer) -> None:
    assert actor_of("انسحبت القوات الأمريكية من سوريا.", gazetteer) == "us-armed-forces"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenyan soldiers arrived in Goma.", "ke-armed-forces"),
        ("Benin sent soldiers to Niger.", "bj-armed-forces"),
        ("Hezbollah fighters entered Syria.", "hezbollah"),
        ("The Houthis have deployed missiles to Hodeidah.", "houthis"),
        ("Wagner fighters landed in Bamako.", "wagner"),
        ("The Rapid Support Forces withdrew from Omdurman.", "rsf"),
        ("Iran-backed militias have moved rocket launchers to Deir ez-Zor.", "iran-backed-militias"),
        ("The U.S.-led coalition withdrew its soldiers from Mosul.", "global-coalition"),
        ("The USS Nimitz entered the Persian Gulf.", "us-armed-forces"),
        ("HMS Diamond arrived in Gibraltar.", "gb-armed-forces"),
        ("The Black Sea Fleet moved two frigates to Novorossiysk.", "ru-black-sea-fleet"),
        ("The 3rd Infantry Brigade arrived in Kidal.", "text:3rd-infantry-brigade"),
        ("Moscow is sending more troops to Belarus.", "ru-armed-forces"),
    ],
)
def test_the_actor_is_whose_force_it_is(text: str, expected: str, gazetteer: Gazetteer) -> None:
    assert actor_of(text, gazetteer) == expected


def test_the_people_sent_are_their_own_states(gazetteer: Gazetteer) -> None:
    assert (
        actor_of("NATO has reinforced its mission in Kosovo with 200 British soldiers.", gazetteer)
        == "gb-armed-forces"
    )


def test_a_backer_is_a_sponsor_and_not_the_actor() -> None:
    assert registry()["iran-backed-militias"].sponsor == "ir-irgc"
    assert registry()["iran-backed-militias"].country is None


def test_the_registry_is_sound() -> None:
    actors = registry()
    assert len(actors) >= 120
    for actor in actors.values():
        assert actor.parent is None or actor.parent in actors or actor.parent.endswith("-armed-forces")
        assert actor.sponsor is None or actor.sponsor in actors
        assert actor.names


def test_a_state_outside_the_registry_is_made_from_its_code() -> None:
    made = state_forces("BJ")
    assert made.id == "bj-armed-forces"
    assert country_name("BJ") in made.name


def test_services_are_on_the_side_of_their_state() -> None:
    actors = registry()
    assert same_side(actors["us-navy"], actors["us-armed-forces"])
    assert not same_side(actors["us-navy"], actors["ru-navy"])
