"""Texts made to be slow: the work grows no faster than the text, and 10^6 characters are read."""

from __future__ import annotations

import sys
import tracemalloc
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

import geo
from geo.gazetteer import Gazetteer
from geo.text.segment import document
from geo.toponyms import toponyms
from tests.geo.hostile_texts import TEXTS

READER = "/geo/"
LENGTH = 4_000
SLACK = 3_000
"""Steps that come once a text."""


def steps(work: Callable[[], object]) -> int:
    """Lines of the reader that are run, each turn of a loop anew."""
    count = 0

    def within(_frame: FrameType, event: str, _arg: Any) -> Any:
        nonlocal count
        count += event == "line"
        return within

    def at_call(frame: FrameType, _event: str, _arg: Any) -> Any:
        return within if READER in frame.f_code.co_filename else None

    before = sys.gettrace()
    sys.settrace(at_call)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def test_steps_tell_a_loop_in_a_loop_from_a_loop() -> None:
    def square(n: int) -> int:
        return sum(1 for _ in range(n) for _ in range(n))

    code = compile(
        "def square(n):\n    return sum([1 for a in range(n) for b in range(n)])", "/geo/x.py", "exec"
    )
    scope: dict[str, Any] = {}
    exec(code, scope)
    assert scope["square"](5) == square(5)
    assert steps(lambda: scope["square"](80)) > 3.5 * steps(lambda: scope["square"](40))


@pytest.mark.parametrize("name", TEXTS)
def test_twice_the_text_is_at_most_twice_the_work(name: str, gazetteer: Gazetteer) -> None:
    once, twice = TEXTS[name](LENGTH), TEXTS[name](2 * LENGTH)
    geo.read(twice, gazetteer=gazetteer)  # what is remembered of names is then known to both
    work = [steps(lambda text=text: geo.read(text, gazetteer=gazetteer)) for text in (once, twice)]  # type: ignore[misc]
    assert work[1] <= 2.5 * work[0] + SLACK


@pytest.mark.parametrize("name", ["claims", "names with commas", "Arabic names", "marks in marks", "misread"])
def test_twice_the_text_is_at_most_twice_the_memory(name: str, gazetteer: Gazetteer) -> None:
    def peak(text: str) -> int:
        tracemalloc.start()
        try:
            geo.read(text, gazetteer=gazetteer)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    once, twice = TEXTS[name](8_000), TEXTS[name](16_000)
    geo.read(twice, gazetteer=gazetteer)
    assert peak(twice) <= 2.5 * peak(once)


@pytest.mark.parametrize(
    "name",
    [
        "a line without spaces",
        "a line of capitals",
        "a hashtag",
        "spaces",
        "line ends",
        "marks on one letter",
        "vowel signs on one letter",
        "digits",
        "digits and commas",
        "stops",
        "hidden characters",
    ],
)
def test_a_million_characters_are_read(name: str, gazetteer: Gazetteer) -> None:
    # In the square of its length, any of these would take hours.
    reading = geo.read(TEXTS[name](1_000_000), gazetteer=gazetteer)
    assert len(reading.toponyms) <= 1
    assert reading.claims == ()


def test_a_hundred_thousand_names_are_found(gazetteer: Gazetteer) -> None:
    made = document("Basra, " * 100_000)
    found, _ = toponyms(made, gazetteer)
    assert len(found) == 100_000
    assert {t.place.name for t in found if t.place} == {"Basra"}


def test_a_sentence_of_a_hundred_thousand_words_is_cut_at_pauses(gazetteer: Gazetteer) -> None:
    text = "the army is near the town, " * 17_000
    made = document(text)
    assert max(len(sentence.tokens) for sentence in made.sentences) <= 400
    assert {made.text[s.span.end - 1] for s in made.sentences} == {","}
    assert geo.read(text, gazetteer=gazetteer).toponyms == ()
