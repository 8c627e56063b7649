"""Every decision about a place can be looked into: candidates, scores, reasons, and why there is no place."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from geo.gazetteer import Gazetteer
from geo.text.segment import document
from geo.toponyms import resolve_given, toponyms
from geo.types import Span, Toponym
from tests.geo.test_news_places import is_right, news


def found(text: str, gazetteer: Gazetteer) -> dict[str, Toponym]:
    return {t.text: t for t in toponyms(document(text), gazetteer)[0]}


def all_found(gazetteer: Gazetteer) -> Iterator[Toponym]:
    for one in news():
        made = document(one.text)
        yield from toponyms(made, gazetteer, home=one.home)[0]
        yield from resolve_given(made, [mark.span for mark in one.marks], gazetteer, home=one.home)


def test_what_is_placed_says_why_and_what_is_not_says_why_not(gazetteer: Gazetteer) -> None:
    for one in all_found(gazetteer):
        assert (one.place is None) == bool(one.why_unplaced), one
        assert (one.place is None) == (one.confidence == 0), one
        assert (one.place is None) == (one.footprint is None), one
        assert all(c.reasons and all(c.reasons) for c in one.candidates), one
        if one.place is not None:
            assert one.place.id in {c.place_id for c in one.candidates}, one


@pytest.mark.parametrize(
    ("text", "name", "why"),
    [
        ("They held the village of Oldwaterby.", "Oldwaterby", "not in the gazetteer"),
        ("Storms in the Gulf.", "Gulf", "nothing in the text lies by that sea"),
        ("The Salina River rose in Kansas.", "Salina River", "no region of the name is known"),
        ("Rain fell in Springfield.", "Springfield", "several places of the name fit as well"),
        ("Fire in Oldwaterby County and snow.", "Oldwaterby County", "not in the gazetteer"),
    ],
)
def test_the_cause_is_told_in_plain_words(text: str, name: str, why: str, gazetteer: Gazetteer) -> None:
    assert found(text, gazetteer)[name].why_unplaced == why


def test_what_nothing_speaks_for_is_told_so(gazetteer: Gazetteer) -> None:
    (sea,) = found("Fog lay on the Red Sea.", gazetteer)["Red Sea"].candidates[:1]
    assert sea.reasons[0] in ("the only place of the name", "the best known of the name")


def test_the_surer_are_the_righter(gazetteer: Gazetteer) -> None:
    sure: list[bool] = []
    unsure: list[bool] = []
    for one in news():
        where = {mark.span: mark.where for mark in one.marks}
        for t in toponyms(document(one.text), gazetteer)[0]:
            if t.place is not None and t.span in where:
                right = is_right(t.place, where[t.span], gazetteer)
                (sure if t.confidence >= 0.95 else unsure).append(right)
    assert sum(sure) / len(sure) >= 0.95
    assert sum(sure) / len(sure) > sum(unsure) / len(unsure)


def test_spans_given_are_answered_in_their_order(gazetteer: Gazetteer) -> None:
    made = document("From Mosul to Erbil.")
    spans = [Span(14, 19), Span(5, 10)]
    assert [t.text for t in resolve_given(made, spans, gazetteer)] == ["Erbil", "Mosul"]
