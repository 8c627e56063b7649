"""The cheap look at a sentence: it may let too much through, and must hold nothing back."""

from __future__ import annotations

import pytest

import geo
from geo.claims.cues import may_name_force
from geo.gazetteer import Gazetteer
from geo.gazetteer.names import fold


def folds(sentence: str) -> set[str]:
    return {fold(word) for word in sentence.replace("-", " - ").replace(".", " .").split()}


@pytest.mark.parametrize(
    "sentence",
    [
        "Six F-16s were moved to Amman.",
        "A frigate put into Limassol.",
        "USS Example put into Limassol.",
        "Al-Shabaab moved into the valley.",
        "Hezbollah put up posts on the ridge.",
        "The garrison left.",
        "An anti-aircraft battery was set up on the hill.",
    ],
)
def test_a_name_of_a_force_is_seen(sentence: str) -> None:
    assert may_name_force(folds(sentence))


@pytest.mark.parametrize(
    "sentence",
    ["The orchestra moved to a new hall.", "He put the kettle on.", "Prices opened higher in Tokyo."],
)
def test_plain_words_name_no_force(sentence: str) -> None:
    assert not may_name_force(folds(sentence))


def test_a_pronoun_waits_for_the_force_that_was_named(gazetteer: Gazetteer) -> None:
    begun = "The festival opened in Tabuk. "
    told = "Two frigates arrived in Limassol on Monday. The crowd cheered. They left Limassol on Friday."
    assert [claim.action for claim in geo.read(begun + told, gazetteer=gazetteer).claims][:1] == ["arrive"]
    assert geo.read(begun + "They left Limassol on Friday.", gazetteer=gazetteer).claims == ()
