"""Whose a force is that is not named beside it: possessives, speakers, the only state, the kit itself."""

from __future__ import annotations

import pytest

from geo import Gazetteer
from tests.geo.claim_reading import claims_of


def owner(text: str, gazetteer: Gazetteer) -> str | None:
    claims = claims_of(text, gazetteer)
    assert claims, f"no claim in {text!r}"
    return claims[0].actor.actor.id if claims[0].actor else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the country beside, or the one spoken of, says whose government it is
        ("The junta in Myanmar has sent two battalions to Sittwe.", "mm-armed-forces"),
        ("Government forces have entered Ariha, activists in Syria said.", "sy-armed-forces"),
        ("Overnight federal troops were deployed to Mekelle, Ethiopian officials said.", "et-armed-forces"),
        ("Regime forces withdrew from Palmyra.", "sy-armed-forces"),
        ("Libya's eastern-based forces sent a column to Ghadames.", "ly-armed-forces"),
        # the army or ministry that tells of it
        ("Two battalions have been moved to Chaman, the Pakistani army said.", "pk-armed-forces"),
        (
            "A squadron of Rafales will be stationed at Tanagra, the Hellenic Air Force announced.",
            "gr-air-force",
        ),
        ("An extra brigade will be sent to Rukla, Germany's defence minister said.", "de-armed-forces"),
        # the only state of the text
        (
            "Soldiers were deployed to Guayaquil after the riots. Ecuador has seen months of unrest.",
            "ec-armed-forces",
        ),
        # types that one state has
        ("Two B-52s landed at Moron in Spain on Monday.", "us-armed-forces"),
        ("Satellite images show four Tu-95 bombers parked at Olenya.", "ru-armed-forces"),
        ("Six H-6K bombers flew over the Bashi Channel.", "cn-armed-forces"),
        # what each state has one of
        ("The Republican Guard was deployed around Libreville.", "ga-armed-forces"),
        ("Security forces were deployed in Conakry on Monday.", "gn-armed-forces"),
        ("National Guard troops have been sent to Chicago.", "us-armed-forces"),
        # a unit by its number is not the side of the one who tells of it
        (
            "The 155th Separate Guards Marine Brigade arrived in Kurakhove, Ukraine's General Staff said.",
            "text:155th-separate-guards-marine-brigade",
        ),
        ("The US Army's 2nd Brigade, 1st Armored Division, will rotate to Poland.", "us-armed-forces"),
        ("Units of the Ukrainian 47th Mechanised Brigade withdrew from Avdiivka.", "ua-armed-forces"),
        # a unit by its name is kept by it
        ("The 14th Jaeger Battalion arrived in Kidal.", "text:14th-jaeger-battalion"),
        ("Tribal fighters have deployed near Tarin Kot.", "text:tribal-fighters"),
    ],
)
def test_the_owner_is_told(text: str, expected: str, gazetteer: Gazetteer) -> None:
    assert owner(text, gazetteer) == expected


@pytest.mark.parametrize(
    "text",
    [
        # a division of an army that is not named
        "The army's 7th Division moved to Mosul.",
        # two could be meant
        "Two battalions were moved to the border between Chad and Sudan.",
        # a place alone does not say whose the soldiers are
        "A company of 90 soldiers will be sent to Daugavpils, a teacher said.",
        # the kit is flown by many, and the place is not its owner's word
        "Eight Apaches landed at Rzeszow on Sunday.",
        "A convoy of armoured vehicles arrived in Bunagana from Uganda.",
        # those who tell of rebels are not their side
        "Several hundred gunmen have massed near Monguno, the Nigerian army said.",
    ],
)
def test_no_owner_is_guessed(text: str, gazetteer: Gazetteer) -> None:
    assert all(c.actor is None or c.actor.actor.kind != "state_force" for c in claims_of(text, gazetteer))


@pytest.mark.parametrize(
    "text",
    [
        "The junta in Myanmar has extended the state of emergency in Sittwe.",
        "Government forces of supply and demand moved prices in Lagos.",
        "The UN mission to Mars was simulated in Utah.",
        "Federal troops of actors toured Vienna with a comedy.",
    ],
)
def test_words_of_state_alone_make_no_claim(text: str, gazetteer: Gazetteer) -> None:
    assert claims_of(text, gazetteer) == ()
