"""What a sentence takes from those before it: places and forces spoken of, and whose they are."""

from __future__ import annotations

import pytest

from geo import Gazetteer
from tests.geo.claim_reading import claims_of, shorts

PLACES = [
    # the place told of before is the subject
    (
        "The minister toured Rukla. The town hosts about 1,200 Dutch soldiers.",
        ["nl-armed-forces station The town"],
    ),
    (
        "Residents of Lalibela are afraid. The town had been held by Fano fighters since May.",
        ["fano station The town"],
    ),
    ("Gao was quiet on Friday. The city is guarded by Malian troops.", ["ml-armed-forces station The city"]),
    # a state that is an island
    (
        "Taiwan said 14 Chinese warships were operating around the island.",
        ["cn-armed-forces patrol the island"],
    ),
    # the harbour of the town told of
    (
        "A Danish frigate reached Mindelo. Two Danish corvettes are in the harbour.",
        ["dk-armed-forces arrive Mindelo", "dk-armed-forces station the harbour"],
    ),
    # names the gazetteer does not know, told by the noun that follows
    ("Poland sent a battalion to the Zubrowka area.", ["pl-armed-forces deploy Zubrowka area"]),
    ("The Philippine navy has stationed a corvette off Malasug island.", ["ph-navy station Malasug island"]),
    ("Kenya moved two companies to the Garbatulla front.", ["ke-armed-forces reposition Garbatulla front"]),
    (
        "Chad dispatched another company to Tessouma further north.",
        ["td-armed-forces deploy Tessouma"],
    ),
    # over a border, near a town
    ("Rwandan soldiers crossed the border near Gisenyi.", ["rw-armed-forces arrive Gisenyi"]),
]


@pytest.mark.parametrize(("text", "wanted"), PLACES)
def test_finds_the_place(gazetteer: Gazetteer, text: str, wanted: list[str]) -> None:
    assert shorts(text, gazetteer) == wanted


def test_the_harbour_is_that_of_the_town_told_of(gazetteer: Gazetteer) -> None:
    reached, stays = claims_of(
        "A Danish frigate reached Mindelo. Two Danish corvettes are in the harbour.", gazetteer
    )
    assert reached.footprint is not None
    assert stays.footprint == reached.footprint
