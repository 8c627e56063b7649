"""Why a name leads to a place, told: the parts of a score."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.gazetteer import Gazetteer
from geo.gazetteer.explain import explain
from tests.geo.test_build import entry, written


@pytest.mark.parametrize(
    "name",
    [
        "Tripoli",
        "عين الأسد",
        "Ain al Assad",
        "Ramadi",
        "انبار",
        "Iraq",
        "Red Sea",
        "Deir ez-Zor",
        "وبالانبار",
    ],
)
def test_the_parts_add_up_and_the_order_is_that_of_the_ranking(name: str, gazetteer: Gazetteer) -> None:
    told = explain(gazetteer, name)
    assert [(one.place, one.score) for one in told] == [tuple(ranked) for ranked in gazetteer.ranked(name)]
    assert told
    for one in told:
        assert sum(part.score for part in one.parts) == pytest.approx(one.score)
        assert all(part.why for part in one.parts)


def test_each_way_to_a_name_is_told(gazetteer: Gazetteer) -> None:
    def why(name: str, place_id: str) -> str:
        return next(one.parts[-1].why for one in explain(gazetteer, name) if one.place.id == place_id)

    assert why("Baghdad", "gn:98182") == "a name it is known by, as written"
    assert why("Bagdad", "gn:98182") == "one of its other names, as written"
    assert "transliteration" in why("Ain al Assad", "gn:295290")
    assert "article or particle" in why("وبالانبار", "ne:IQ-AN")


def test_an_unknown_name_has_nothing_to_tell(tmp_path: Path) -> None:
    gazetteer = written(tmp_path, entry("gn:1", "Somewhere"))
    assert explain(gazetteer, "Elsewhere") == ()
    assert explain(gazetteer, "") == ()
