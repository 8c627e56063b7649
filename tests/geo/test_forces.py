"""Numbers and phrases of forces."""

from __future__ import annotations

import pytest

from geo import Gazetteer
from geo.claims.arabic.numbers import arabic_numbers
from geo.claims.quantities import numbers
from tests.geo.claim_reading import claims_of


def bounds(text: str) -> list[tuple[int | None, int | None]]:
    return [(n.min, n.max) for n in numbers(text, offset=0) if not n.is_article]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("around 800 troops", (800, 800)),
        ("more than 3,000 troops", (3000, None)),
        ("at least 40 troops", (40, None)),
        ("up to 9 ships", (None, 9)),
        ("fewer than 200 men", (None, 200)),
        ("900-1,000 troops", (900, 1000)),
        ("between 400 and 500 soldiers", (400, 500)),
        ("hundreds of vehicles", (200, 999)),
        ("several hundred soldiers", (300, 999)),
        ("thousands of soldiers", (2000, 9999)),
        ("tens of thousands of men", (20000, 99999)),
        ("dozens of tanks", (24, 99)),
        ("two dozen tanks", (24, 24)),
        ("twenty-five ships", (25, 25)),
        ("nearly 3,000 soldiers", (3000, 3000)),
        ("a hundred fighters", (100, 100)),
        ("another 3,000 soldiers", (3000, 3000)),
        ("between two and three thousand fighters", (2000, 3000)),
        ("two to three thousand fighters", (2000, 3000)),
        ("from 400 to 500 soldiers", (400, 500)),
        ("an estimated 10,000 to 12,000 men", (10000, 12000)),
        ("two or three tanks", (2, 3)),
        ("upwards of 15,000 men", (15000, None)),
        ("well over 600 men", (600, None)),
        ("500+ sailors", (500, None)),
        ("1,000 or more sailors", (1000, None)),
        ("no more than three planes", (None, 3)),
        ("a maximum of 40 jets", (None, 40)),
        ("as many as 300 gunmen", (None, 300)),
        ("500 sailors at most", (500, 500)),
        ("500 at most", (None, 500)),
        ("just under 300 men", (300, 300)),
        ("fifty-odd trucks", (50, 50)),
        ("200 or so men", (200, 200)),
        ("several dozen trucks", (36, 99)),
        ("scores of militiamen", (40, 99)),
        ("up to several hundred men", (None, 999)),
        ("a couple of hundred men", (200, 200)),
        ("half a dozen posts", (6, 6)),
        ("at least half a dozen posts", (6, None)),
        ("more than a dozen posts", (12, None)),
        ("two-and-a-half thousand men", (2500, 2500)),
        ("one and a half thousand men", (1500, 1500)),
        ("1.5 thousand men", (1500, 1500)),
        ("1.500 men", (1500, 1500)),
        ("12 500 men", (12500, 12500)),
        ("5k troops", (5000, 5000)),
        ("two hundred and fifty men", (250, 250)),
        ("one thousand two hundred men", (1200, 1200)),
        ("a 300-strong garrison", (300, 300)),
        ("a 5,000-man division", (5000, 5000)),
        ("2,000 troops", (2000, 2000)),
        ("2000 Chadian troops", (2000, 2000)),
    ],
)
def test_numbers_have_the_bounds_their_words_give(text: str, expected: tuple[int | None, int | None]) -> None:
    assert bounds(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "$400m in aid",
        "30 per cent of them",
        "12 km from the border",
        "in 2023 they met",
        "the 66th Division",
        "80 years old",
        "for six hours",
        "14 sorties",
        "a 10-day drill",
        "a 35-year-old",
        "at 6.30 p.m.",
        "on duty 24/7",
        "3 million dollars",
        "a Su-34",
        "four fifths of the men",
        "two-thirds of the men",
        "2024 will be worse",
    ],
)
def test_sums_shares_distances_and_years_are_no_numbers_of_forces(text: str) -> None:
    assert bounds(text) == []


def test_a_change_has_an_old_figure_and_a_new_one() -> None:
    assert bounds("will rise from 900 to 1,500 soldiers") == [(900, 900), (1500, 1500)]
    assert bounds("sent from 900 to 1,500 soldiers") == [(900, 1500)]


def test_two_counts_of_one_sentence_stay_apart() -> None:
    assert bounds("200 British and 100 Romanian soldiers") == [(200, 200), (100, 100)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("نحو 400 جندي", (400, 400)),
        ("أكثر من 50 آلية", (50, None)),
        ("ما بين 800 و1000 عسكري", (800, 1000)),
        ("نحو ألفي مقاتل", (2000, 2000)),
        ("أكثر من 100 ألف جندي", (100000, None)),
        ("مئات المقاتلين", (200, 999)),
        ("ثلاثة ألوية", (3, 3)),
    ],
)
def test_arabic_numbers(text: str, expected: tuple[int | None, int | None]) -> None:
    assert [(n.min, n.max) for n in arabic_numbers(text, offset=0)] == [expected]


@pytest.mark.parametrize(
    ("text", "force", "quantity"),
    [
        ("Germany sent 300 soldiers to Lithuania.", "300 soldiers", (300, 300, "personnel")),
        ("Two Italian frigates were dispatched to the Red Sea.", "Two Italian frigates", (2, 2, "ship")),
        (
            "Greece sent a brigade of 1,200 soldiers to Cyprus.",
            "a brigade of 1,200 soldiers",
            (1200, 1200, "personnel"),
        ),
        ("Jordan sent two squadrons of F-16s to Egypt.", "two squadrons of F-16s", (2, 2, "squadron")),
        (
            "Russia sent tanks, howitzers and 300 soldiers to Abkhazia.",
            "tanks, howitzers and 300 soldiers",
            (300, 300, "personnel"),
        ),
        ("Dozens of Sudanese vehicles entered Chad.", "Dozens of Sudanese vehicles", (24, 99, "vehicle")),
        ("Poland sent two Patriot batteries to Slovakia.", "two Patriot batteries", (2, 2, "battery")),
        ("Qatar sent its soldiers to Lebanon.", "its soldiers", None),
        (
            "A convoy of some 30 Turkish vehicles entered Idlib.",
            "A convoy of some 30 Turkish vehicles",
            (30, 30, "vehicle"),
        ),
        ("Four RAF Typhoon fighters landed at Siauliai.", "Four RAF Typhoon fighters", (4, 4, "aircraft")),
        (
            "Six Chinese bombers and twenty fighters flew over the Bashi Channel.",
            "Six Chinese bombers and twenty fighters",
            (6, 6, "aircraft"),
        ),
        ("Twenty Hezbollah fighters entered Qusayr.", "Twenty Hezbollah fighters", (20, 20, "personnel")),
        (
            "France has sent 14 aircraft including six fighters to Romania.",
            "14 aircraft including six fighters",
            (14, 14, "aircraft"),
        ),
        ("A 40-truck Turkish convoy entered Idlib.", "A 40-truck Turkish convoy", (40, 40, "vehicle")),
        (
            "Estonia hosts a 1,000-strong British battlegroup at Tapa.",
            "a 1,000-strong British battlegroup",
            (1000, 1000, "personnel"),
        ),
        (
            "Italy sent a battalion 500 strong to Latvia.",
            "a battalion 500 strong",
            (500, 500, "personnel"),
        ),
        (
            "A Turkish column of 25 to 30 pick-ups entered Idlib.",
            "A Turkish column of 25 to 30 pick-ups",
            (25, 30, "vehicle"),
        ),
        (
            "Poland deployed 20 tanks, along with 300 soldiers, to Suwalki.",
            "20 tanks, along with 300 soldiers",
            (300, 300, "personnel"),
        ),
        (
            "The Kenyan army sent 400 of its 1,000 troops to Haiti.",
            "400 of its 1,000 troops",
            (400, 400, "personnel"),
        ),
        ("India moved about half of its 900 troops to Ladakh.", "half of its 900 troops", None),
        ("Fiji's army sent “about 150” soldiers to Sinai.", "“about 150” soldiers", (150, 150, "personnel")),
        (
            "Two companies of EUFOR – some 240 soldiers – are on their way to Bosnia.",
            "Two companies of EUFOR – some 240 soldiers",
            (240, 240, "personnel"),
        ),
        (
            "Reserve companies of EUFOR – between 400 and 500 soldiers – are on their way to Bosnia.",
            "Reserve companies of EUFOR – between 400 and 500 soldiers",
            (400, 500, "personnel"),
        ),
    ],
)
def test_the_phrase_of_a_force_and_its_number(
    text: str, force: str, quantity: tuple[int, int, str] | None, gazetteer: Gazetteer
) -> None:
    (claim,) = claims_of(text, gazetteer)
    assert claim.force is not None
    assert claim.force.text == force
    found = claim.quantity
    assert (None if found is None else (found.min, found.max, found.unit)) == quantity


def test_equipment_is_named_in_the_words_of_the_text(gazetteer: Gazetteer) -> None:
    (claim,) = claims_of("Poland sent two Patriot batteries to Slovakia.", gazetteer)
    assert claim.equipment is not None
    assert claim.equipment.text.startswith("Patriot")


def test_who_takes_part_may_be_told_some_sentences_later(gazetteer: Gazetteer) -> None:
    text = (
        "Spain will hold an exercise near Almeria in June. It will train the defence of a port. "
        "The plan was drawn up in winter. About 700 marines, including staff, will support the exercise."
    )
    (claim,) = claims_of(text, gazetteer)
    assert claim.quantity is not None
    assert (claim.quantity.min, claim.quantity.unit) == (700, "personnel")
