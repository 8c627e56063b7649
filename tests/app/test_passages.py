"""Readings as lines of JSON: the offsets, dates and doubles of the form that annotated passages have."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.serve.formats.passages import in_document, passage
from geo.gazetteer import Gazetteer
from geo.read import read
from geo.text.segment import document
from geo.types import (
    Actor,
    ActorMention,
    Bound,
    Claim,
    DatePrecision,
    Holder,
    Phrase,
    Quantity,
    Reading,
    Span,
    Stance,
    When,
)

TEXT = "Around 800 US troops will arrive in Erbil in June, an officer said. He said it twice."


def phrase(words: str) -> Phrase:
    at = TEXT.index(words)
    return Phrase(words, Span(at, at + len(words)))


def claim(
    *,
    stance: Stance = "planned",
    precision: DatePrecision = "month",
    start: date | None = date(2024, 6, 1),
    end: date | None = date(2024, 6, 30),
    confidence: float = 0.8,
    quote: str = "Around 800 US troops will arrive in Erbil in June",
) -> Claim:
    known: Bound = "known"
    return Claim(
        actor=ActorMention(
            Actor("us-armed-forces", "United States", "state_force", "US"), phrase("US troops")
        ),
        action="arrive",
        action_span=phrase("arrive").span,
        force=phrase("Around 800 US troops"),
        equipment=None,
        quantity=Quantity(800, 800, "personnel", "around", phrase("Around 800").span),
        place=phrase("Erbil"),
        footprint=None,
        when=When(start, end, precision, (known, known), phrase("in June").span, inferred=True),
        stance=stance,
        stance_span=None,
        holder=Holder("an officer", phrase("an officer").span),
        quote=phrase(quote),
        rule="arrive",
        confidence=confidence,
    )


def deployments(*claims: Claim) -> list[dict[str, Any]]:
    row = passage("p", TEXT, Reading("en", (), (), (), claims, (), "1"))
    found: list[dict[str, Any]] = row["deployments"]
    return found


def test_a_claim_has_the_fields_of_the_schema() -> None:
    (found,) = deployments(claim())
    assert found["actor"] == "United States"
    assert TEXT[slice(*found["actor_span"])] == "US troops"
    assert found["force"] == "Around 800 US troops"
    assert found["quantity"] == {"min": 800, "max": 800, "unit": "personnel"}
    assert TEXT[slice(*found["place_span"])] == found["place_text"] == "Erbil"
    assert (found["lon"], found["lat"]) == (None, None)
    assert found["attributed_to"] == "an officer"
    assert TEXT[slice(*found["evidence_span"])] == "Around 800 US troops will arrive in Erbil in June"


@pytest.mark.parametrize(
    ("precision", "start", "end"),
    [
        ("day", "2024-06-01", "2024-06-30"),
        ("week", "2024-06-01", "2024-06-30"),
        ("month", "2024-06", "2024-06"),
        ("season", "2024-06", "2024-06"),
        ("year", "2024", "2024"),
    ],
)
def test_a_date_is_told_as_exactly_as_it_is_known(precision: DatePrecision, start: str, end: str) -> None:
    (found,) = deployments(claim(precision=precision))
    assert (found["start"], found["end"]) == (start, end)


def test_what_one_voice_says_twice_is_told_once_by_its_best_sentence() -> None:
    again = claim(confidence=0.4, quote="He said it twice.")
    (found,) = deployments(again, claim())
    assert found["confidence"] == 0.8


def test_a_claim_and_its_denial_are_two() -> None:
    assert [one["stance"] for one in deployments(claim(), claim(stance="denied"))] == ["planned", "denied"]


def test_spans_of_the_text_as_given_are_found_in_the_repaired_text() -> None:
    given = "Ìý The army said ÙˆØ§Ù„Ù‚ÙˆØ§Øª arrived in Mosul."
    made = document(given)
    at = given.index("Mosul")
    span = in_document(made, Span(at, at + 5))
    assert made.text[span.start : span.end] == "Mosul"
    assert made.given(span) == Span(at, at + 5)


def test_every_toponym_of_a_damaged_text_stands_where_it_says(gazetteer: Gazetteer) -> None:
    given = "Ìý Troops arrived in Mosul,ÌýÌý and others in “Erbil†on Monday."
    row = passage("d", given, read(given, gazetteer=gazetteer))
    assert {toponym["text"] for toponym in row["toponyms"]} == {"Mosul", "Erbil"}
    for toponym in row["toponyms"]:
        assert given[toponym["start"] : toponym["end"]] == toponym["text"]
