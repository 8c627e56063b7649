"""Plain news full of names that are no places: how many of them reach the map.

The figures are floors: raise or lower them to what is reached when reading gets better, never the other way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

import geo
from geo.gazetteer import Gazetteer
from geo.types import Span, Toponym

NEWS = Path(__file__).with_name("plain_news.txt")
MARK = re.compile(r"\[(?P<place>[^\]]+)\]|\{(?P<none>[^}]+)\}|<(?P<either>[^>]+)>")

MOST_WRONG = 32
LEAST_FOUND = 43


@dataclass(frozen=True)
class Marked:
    text: str
    spans: tuple[tuple[str, Span], ...]
    """`place`, `none` or `either`, and where."""

    def what(self, span: Span) -> set[str]:
        return {what for what, marked in self.spans if marked.overlaps(span)}


def marked(raw: str) -> Marked:
    parts: list[str] = []
    spans: list[tuple[str, Span]] = []
    at = length = 0
    for found in MARK.finditer(raw):
        kind = str(found.lastgroup)
        before, name = raw[at : found.start()], found[kind]
        spans.append((kind, Span(length + len(before), length + len(before) + len(name))))
        parts += (before, name)
        length += len(before) + len(name)
        at = found.end()
    return Marked("".join([*parts, raw[at:]]), tuple(spans))


def news() -> list[Marked]:
    lines = [line for line in NEWS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [marked(text.strip()) for text in "\n".join(lines).split("\n\n") if text.strip()]


@pytest.fixture(scope="module")
def mapped(gazetteer: Gazetteer) -> list[tuple[Marked, list[Toponym]]]:
    def placed(text: str) -> list[Toponym]:
        return [t for t in geo.read(text, gazetteer=gazetteer).toponyms if t.footprint is not None]

    return [(text, placed(text.text)) for text in news()]


def test_there_are_forty_texts_with_as_many_traps_as_told() -> None:
    texts = news()
    assert len(texts) == 40
    assert sum(what == "none" for text in texts for what, _ in text.spans) >= 150


def test_names_that_are_no_places_stay_off_the_map(mapped: list[tuple[Marked, list[Toponym]]]) -> None:
    wrong = [t.text for text, found in mapped for t in found if not text.what(t.span) & {"place", "either"}]
    assert len(wrong) <= MOST_WRONG, wrong


def test_the_places_among_them_are_found(mapped: list[tuple[Marked, list[Toponym]]]) -> None:
    missed = [
        text.text[span.start : span.end]
        for text, found in mapped
        for what, span in text.spans
        if what == "place" and not any(t.span.overlaps(span) for t in found)
    ]
    assert (
        sum(what == "place" for text, _ in mapped for what, _ in text.spans) - len(missed) >= LEAST_FOUND
    ), missed


def test_no_force_is_reported_in_them(gazetteer: Gazetteer) -> None:
    assert [claim for text in news() for claim in geo.read(text.text, gazetteer=gazetteer).claims] == []
