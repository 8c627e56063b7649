"""`posturemap read --explain`: for each claim its rule, the words of each field, and how it was read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import StringIO
from typing import Any

import pytest
from rich.console import Console

import geo
from app.explain import explained, skipped_document
from app.show import explanations
from geo.claims.rules import ARABIC, ENGLISH
from geo.claims.rules.meaning import meaning
from geo.gazetteer import Gazetteer
from geo.types import Reading

TEXT = (
    "Estonia moved two infantry companies to Narva on 3 March, the defence ministry said. "
    "They allegedly left Narva on Sunday, according to a local paper. "
    "The paper asked whether a battalion may be sent to Tartu. "
    "Moscow denied that Russian troops had left Pskov. "
    "Belarus will deploy 300 soldiers to Brest on Friday."
)


@pytest.fixture(scope="module")
def reading(gazetteer: Gazetteer) -> Reading:
    return geo.read(TEXT, published=date(2026, 3, 12), gazetteer=gazetteer)


@pytest.fixture(scope="module")
def told(reading: Reading, gazetteer: Gazetteer) -> list[dict[str, Any]]:
    return [explained(claim, reading, TEXT, gazetteer).document(TEXT, gazetteer) for claim in reading.claims]


def fields(document: dict[str, Any]) -> dict[str, Any]:
    return {field["field"]: field for field in document["fields"]}


def test_a_rule_is_told_in_words(told: list[dict[str, Any]]) -> None:
    assert told[0]["rule"] == {
        "name": "redeploys",
        "what": (
            "reposition: a force does this, or an actor does it to a force "
            f"({', '.join(rule_cues('redeploys')[:6])}, ...); a place is needed"
        ),
        "confidence": 0.8,
    }


def rule_cues(name: str) -> tuple[str, ...]:
    return next(rule.cues for rule in ENGLISH if rule.name == name)


def test_each_field_has_its_words(told: list[dict[str, Any]]) -> None:
    words = {name: field["words"] for name, field in fields(told[0]).items()}
    assert words == {
        "actor": "Estonia",
        "action": "moved",
        "force": "two infantry companies",
        "quantity": "two",
        "place": "Narva",
        "when": "on 3 March",
        "stance": None,
        "says": "the defence ministry",
    }
    for document in told:
        for field in document["fields"]:
            if field["span"] is not None:
                assert TEXT[slice(*field["span"])] == field["words"]


def test_a_year_that_was_worked_out_is_told(told: list[dict[str, Any]]) -> None:
    how = fields(told[0])["when"]["how"]
    assert "completed from the date of publication: 'on 3 March'" in how
    assert "the verb tells what was: the nearest such day before it" in how


def test_a_carried_actor_says_from_where(told: list[dict[str, Any]]) -> None:
    left = next(fields(one) for one in told if fields(one)["action"]["words"] == "left")
    assert left["actor"]["value"] == "Estonian Defence Forces"
    assert left["actor"]["words"] == "They"
    assert "carried from the sentence before" in left["actor"]["how"]
    assert left["stance"]["how"] == ["a word of doubt: 'allegedly'"]


@pytest.mark.parametrize(
    ("place", "stance", "how"),
    [
        ("Pskov", "denied", "these words deny it: 'denied'"),
        ("Brest", "planned", "not yet done: 'deploy'"),
        ("Narva", "asserted", "nothing says otherwise"),
    ],
)
def test_the_words_of_a_stance_are_told(
    told: list[dict[str, Any]], place: str, stance: str, how: str
) -> None:
    found = next(fields(one) for one in told if fields(one)["place"]["words"] == place)
    assert (found["stance"]["value"], found["stance"]["how"]) == (stance, [how])


def test_the_places_weighed_are_told(told: list[dict[str, Any]]) -> None:
    brest = next(one for one in told if fields(one)["place"]["words"] == "Brest")
    how = fields(brest)["place"]["how"]
    assert how[0].startswith("settlement, ± ")
    assert how[1].startswith("chosen: Brest, BY (")
    assert any(line.startswith("weighed: Brest, FR (") for line in how)
    assert {c["country"] for c in brest["candidates"]} == {"BY", "FR"}


def test_what_was_left_out_is_told(reading: Reading) -> None:
    assert any(one["why"] and "Tartu" not in one["why"] for one in skipped_document(reading, TEXT))


def test_the_table_has_all_of_it(reading: Reading, gazetteer: Gazetteer) -> None:
    out = StringIO()
    explanations(reading, TEXT, gazetteer, Console(file=out, width=250))
    shown = out.getvalue()
    for words in (
        "rule redeploys, confidence 0.80",
        "carried from the sentence before",
        "Left out",
        "a word of doubt",
    ):
        assert words in shown


def all_rules() -> Iterator[str]:
    yield from {rule.name for rule in (*ENGLISH, *ARABIC)}
    yield from ("dismissal", "confirmation", "routine")


@pytest.mark.parametrize("name", sorted(all_rules()))
def test_every_rule_has_a_meaning(name: str) -> None:
    assert meaning(name) != meaning("of nobody")


def test_a_claim_about_a_claim_leans_on_what_was_told(gazetteer: Gazetteer) -> None:
    text = "Azerbaijan moved tanks to Ganja on Monday, Armenia said. Baku denies it."
    denied = [c for c in geo.read(text, gazetteer=gazetteer).claims if c.stance == "denied"]
    assert [reason.why for claim in denied for reason in claim.reasons] == [
        "what was told before is judged here"
    ]
