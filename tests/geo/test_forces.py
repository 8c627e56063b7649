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
    ],
)
def test_sums_shares_distances_and_years_are_no_numbers_of_forces(text: str) -> None:
    assert bounds(text) == []


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
