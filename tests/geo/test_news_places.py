"""Invented news of many manners and lands, every place in it marked: floors of recognition and placing.

In `tests/data/news_places.jsonl`, `marked` is the text, with `{Name @where}` for a place to be found,
`{Name ~where}` for one named that belongs off the map (a state that acts, a place in a body's name) and
`{Name ?where}` where both readings will do. `where` is lon,lat or an id of the gazetteer; `home` is where the
paper is at home. Papers and people are made up, places are real.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import pytest

from geo.errors import UnknownHome
from geo.gazetteer import Gazetteer
from geo.text.segment import document
from geo.toponyms import resolve_given, toponyms
from geo.toponyms.evidence import distance_km
from geo.types import Place, Span, Toponym

FILE = Path(__file__).parents[1] / "data" / "news_places.jsonl"
MARK = re.compile(r"\{([^{}]+?) ([@~?])([^{}]*)\}")
NEAR_KM = 161.0
WIDEST_KM = 900.0


class Mark(NamedTuple):
    span: Span
    sign: str
    where: str


@dataclass(frozen=True)
class News:
    manner: str
    home: str | None
    text: str
    marks: tuple[Mark, ...]


@dataclass
class Tally:
    wanted: int = 0
    found: int = 0
    exact: int = 0
    placed: int = 0
    given: int = 0
    given_placed: int = 0

    @property
    def f1(self) -> float:
        return 2 * self.exact / (self.wanted + self.found)

    @property
    def end_to_end(self) -> float:
        return 2 * self.placed / (self.wanted + self.found)


def unmarked(marked: str) -> tuple[str, tuple[Mark, ...]]:
    text, at, marks = "", 0, []
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        marks.append(Mark(Span(len(text), len(text) + len(match[1])), match[2], match[3]))
        text, at = text + match[1], match.end()
    return text + marked[at:], tuple(marks)


def news() -> Iterator[News]:
    for line in FILE.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text, marks = unmarked(row["marked"])
        yield News(row["manner"], row["home"], text, marks)


def is_right(place: Place | None, where: str, gazetteer: Gazetteer) -> bool:
    """Within 161 km; for what is wide, a sea or a province, within its own radius."""
    if place is None:
        return False
    if ":" in where:
        return place.id == where or distance_km(place, gazetteer.by_id(where)) <= NEAR_KM
    lon, lat = map(float, where.split(","))
    is_wide = place.kind in ("sea", "region", "other", "country", "admin")
    reach_km = max(NEAR_KM, min(place.radius_m / 1000, WIDEST_KM)) if is_wide else NEAR_KM
    return distance_km(place, replace(place, lon=lon, lat=lat)) <= reach_km


def tallied(texts: list[News], gazetteer: Gazetteer) -> Tally:
    tally = Tally()
    for one in texts:
        made = document(one.text)
        assert made.text == one.text
        found = {t.span: t for t in toponyms(made, gazetteer, home=one.home)[0]}
        count_found(tally, one, found, gazetteer)
        spans = [mark.span for mark in one.marks]
        placed = resolve_given(made, spans, gazetteer, home=one.home)
        tally.given += len(spans)
        tally.given_placed += sum(
            is_right(t.place, m.where, gazetteer) for m, t in zip(one.marks, placed, strict=True)
        )
    return tally


def count_found(tally: Tally, one: News, found: dict[Span, Toponym], gazetteer: Gazetteer) -> None:
    free = [mark.span for mark in one.marks if mark.sign == "?"]
    tally.found += sum(not any(span.overlaps(other) for other in free) for span in found)
    for mark in one.marks:
        if mark.sign != "@":
            continue
        tally.wanted += 1
        if mark.span in found:
            tally.exact += 1
            tally.placed += is_right(found[mark.span].place, mark.where, gazetteer)


def test_places_of_everyday_news_are_found_and_placed(gazetteer: Gazetteer) -> None:
    tally = tallied(list(news()), gazetteer)
    assert tally.f1 >= 0.965, tally
    assert tally.end_to_end >= 0.925, tally
    assert tally.given_placed / tally.given >= 0.93, tally


@pytest.mark.parametrize(
    "manner",
    [
        "us-local",
        "uk",
        "au",
        "ca",
        "in",
        "africa",
        "latam",
        "asia",
        "mideast",
        "europe",
        "world",
        "military",
    ],
)
def test_no_part_of_the_world_is_read_badly(manner: str, gazetteer: Gazetteer) -> None:
    tally = tallied([one for one in news() if one.manner == manner], gazetteer)
    assert tally.f1 >= 0.92, tally
    assert tally.end_to_end >= 0.88, tally


def placed(text: str, gazetteer: Gazetteer, *, home: str | None = None) -> dict[str, str]:
    """The text's places by their names there, the last of equal ones."""
    return {t.text: t.place.id for t in toponyms(document(text), gazetteer, home=home)[0] if t.place}


def test_a_name_placed_once_in_so_many_words_has_that_sense_in_the_whole_text(gazetteer: Gazetteer) -> None:
    text = "A barn burned in Moscow, Idaho, on Monday. Crews from Moscow put the fire out."
    assert placed(text, gazetteer)["Moscow"] == "gn:5601538"
    assert placed("Crews left Moscow for Kursk.", gazetteer)["Moscow"] == "gn:524901"


def test_a_paper_means_the_places_of_its_home(gazetteer: Gazetteer) -> None:
    text = "The bridge in Salem was closed."
    assert placed(text, gazetteer, home="ne:US-MA")["Salem"] == "gn:4950065"
    assert placed(text, gazetteer, home="ne:US-OR")["Salem"] == "gn:5750162"
    assert placed("The talks in Paris failed.", gazetteer, home="us")["Paris"] == "gn:2988507"


def test_a_home_nobody_knows_is_an_error(gazetteer: Gazetteer) -> None:
    with pytest.raises(UnknownHome, match="Nowhere"):
        placed("Rain fell in Salem.", gazetteer, home="Nowhere")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("TROY — A main broke on Thursday.", ["TROY"]),
        ("Ann Pohl, 41, of Canton, drove home.", ["Canton"]),
        ("He took a ferry for Marmaris.", ["Marmaris"]),
        ("The ships were heading for Cyprus.", ["Cyprus"]),
        ("A cable between Finland and Estonia was cut.", ["Finland", "Estonia"]),
        ("Snow fell on Mount Kenya.", ["Mount Kenya"]),
        ("Tankers wait in the Gulf, Iran said.", ["Gulf"]),
        ("In Jindires, hardly anything was built.", ["Jindires"]),
        ("A house fell in Oldwaterby, her home.", ["Oldwaterby"]),
        ("The governor, Rosa Durango, blamed a gang.", []),
        ("Beth Raleigh spoke. Raleigh, a senator, won.", []),
        ("The Jordan Phosphate Company closed.", []),
        ("The Dallas Cowboys lost again.", []),
        ("Riot police came to the square.", []),
        ("The book is in Spanish and in Oldwaterby's drawer.", []),
    ],
)
def test_small_towns_and_people_are_told_apart(text: str, found: list[str], gazetteer: Gazetteer) -> None:
    assert [t.text for t in toponyms(document(text), gazetteer)[0]] == found


def test_a_river_is_not_put_at_the_town_of_its_name(gazetteer: Gazetteer) -> None:
    text = "The Salina River rose in Kansas, and so did the water in Salina."
    assert placed(text, gazetteer).keys() == {"Kansas", "Salina"}


def test_which_gulf_is_told_by_the_countries_of_the_text(gazetteer: Gazetteer) -> None:
    (gulf,) = (t for t in toponyms(document("Storms in the Gulf."), gazetteer)[0] if t.text == "Gulf")
    assert gulf.why_unplaced == "nothing in the text lies by that sea"
    assert "Gulf" in placed("Tankers wait in the Gulf off Qatar.", gazetteer)
