"""The gazetteer as built from its real sources."""

from __future__ import annotations

import json
import re
import shutil
import time
from pathlib import Path

import pytest
from shapely.geometry import LineString, MultiPolygon, Point, Polygon

from geo.errors import GazetteerDamaged, GazetteerMissing
from geo.gazetteer import Gazetteer
from geo.gazetteer.names import fold
from geo.geometry.geodesy import area_m2, distance_m, length_m


def first(gazetteer: Gazetteer, name: str) -> str:
    found = gazetteer.lookup(name)
    assert found, f"no place called {name}"
    return found[0].id


@pytest.mark.parametrize(
    ("name", "place_id"),
    [
        ("Ayn al-Asad", "site:ayn-al-asad"),
        ("Ain al Assad", "site:ayn-al-asad"),
        ("عين الأسد", "site:ayn-al-asad"),
        ("al-Tanf", "site:al-tanf"),
        ("Tower 22", "site:tower-22"),
        ("Camp Arifjan", "site:camp-arifjan"),
        ("Camp Lemonnier", "site:camp-lemonnier"),
        ("Erbil Airport", "site:erbil-air-base"),
        ("Strait of Hormuz", "sea:hormuz"),
        ("Bab al-Mandab", "sea:bab-el-mandeb"),
        ("Red Sea", "sea:red-sea"),
        ("البحر الأحمر", "sea:red-sea"),
        ("Persian Gulf", "sea:persian-gulf"),
        ("Taiwan Strait", "sea:taiwan-strait"),
        ("Scarborough Shoal", "site:scarborough-shoal"),
        ("Anbar", "ne:IQ-AN"),
        ("الأنبار", "ne:IQ-AN"),
        ("Anbar province", "ne:IQ-AN"),
        ("Kursk Oblast", "ne:RU-KRS"),
        ("Crimea", "site:crimea"),
        ("Syria", "ne:SY"),
        ("سورية", "ne:SY"),
        ("US", "ne:US"),
        ("Georgia", "ne:GE"),
        ("Djibouti", "ne:DJ"),
        ("Baghdad", "gn:98182"),
        ("Kaliningrad", "gn:554234"),
        ("Zaporizhzhia", "gn:687700"),
        ("Deir ez-Zor", "gn:170794"),
        ("Deir-ez-Zor", "gn:170794"),
        ("البوكمال", "gn:174448"),
        ("Ain Issa", "gn:172134"),
        ("Khan Younis", "gn:281124"),
        ("Qamishli", "gn:173377"),
        ("Rafah", "gn:281102"),
        ("Washington", "gn:4140963"),
    ],
)
def test_a_name_leads_to_the_place_most_likely_meant(gazetteer: Gazetteer, name: str, place_id: str) -> None:
    assert first(gazetteer, name) == place_id


def test_rivals_of_a_name_come_after_the_likeliest(gazetteer: Gazetteer) -> None:
    assert [place.id for place in gazetteer.lookup("Georgia")[:2]] == ["ne:GE", "ne:US-GA"]
    rivals = {place.id for place in gazetteer.lookup("Ayn al-Asad")}
    assert "gn:295290" in rivals  # the village of 'Ein el Asad in Galilee


def test_an_unknown_name_leads_nowhere(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("Xyzzyville Heights") == ()
    assert gazetteer.lookup("") == ()


def test_part_of_a_name_is_not_the_name(gazetteer: Gazetteer) -> None:
    assert "site:green-zone" not in {place.id for place in gazetteer.lookup("Green")}


def test_arabic_particles_are_peeled_when_nothing_else_fits(gazetteer: Gazetteer) -> None:
    assert first(gazetteer, "وبالأنبار") == "ne:IQ-AN"


def test_airfields_of_the_overlay_appear_once(gazetteer: Gazetteer) -> None:
    assert gazetteer.by_id("icao:ORAA").id == "site:ayn-al-asad"
    here = [p for p in gazetteer.lookup("Al Asad Air Base") if p.country == "IQ"]
    assert [place.id for place in here] == ["site:ayn-al-asad"]


def test_a_place_tells_what_is_known_of_it(gazetteer: Gazetteer) -> None:
    base = gazetteer.by_id("site:ayn-al-asad")
    assert (base.kind, base.country, base.admin) == ("base", "IQ", "IQ-AN")
    assert distance_m(Point(base.lon, base.lat), Point(42.441, 33.786)) < 1_000
    baghdad = gazetteer.by_id("gn:98182")
    assert baghdad.population is not None
    assert baghdad.population > 5_000_000
    assert gazetteer.by_id("sea:red-sea").country is None


def test_an_unknown_id_is_an_error(gazetteer: Gazetteer) -> None:
    with pytest.raises(KeyError, match="gn:0"):
        gazetteer.by_id("gn:0")
    assert "gn:0" not in gazetteer


def tokens(text: str) -> list[str]:
    return [fold(word) for word in re.findall(r"\w+|[^\w\s]", text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Deir ez-Zor city", {"Deir ez-Zor"}),
        ("St. Petersburg fell silent", {"St. Petersburg"}),
        ("Ain al-Assad base", {"Ain", "Ain al-Assad", "Ain al-Assad base"}),
        ("New York City today", {"New York", "New York City"}),
        ("عين الأسد في الأنبار", {"عين", "عين الأسد"}),
        ("والأنبار", {"والأنبار"}),
        ("البوكمال", {"البوكمال"}),
    ],
)
def test_names_are_found_at_a_token(gazetteer: Gazetteer, text: str, words: set[str]) -> None:
    ends = [match.end() for match in re.finditer(r"\w+|[^\w\s]", text)]
    found = {text[: ends[length - 1]] for length in gazetteer.matches(tokens(text), 0)}
    assert found == words


def test_the_longest_match_comes_last(gazetteer: Gazetteer) -> None:
    lengths = gazetteer.matches(tokens("New York City"), 0)
    assert lengths == sorted(lengths)


@pytest.mark.parametrize("text", ["I ran home", "Syria, Homs", "dyr alzwr", "ai er bi lei sheng"])
def test_names_are_not_found_across_words_commas_or_in_transliterations(
    gazetteer: Gazetteer, text: str
) -> None:
    folds = tokens(text)
    assert len(folds) not in gazetteer.matches(folds, 0)


def test_transliterations_can_be_looked_up(gazetteer: Gazetteer) -> None:
    assert first(gazetteer, "dyr alzwr") == "gn:170794"


def test_the_border_of_iraq_and_syria_is_one_line(gazetteer: Gazetteer) -> None:
    line = gazetteer.border("ne:IQ", "ne:SY")
    assert isinstance(line, LineString)
    assert length_m(line) == pytest.approx(598_000, rel=0.01)
    assert gazetteer.border("ne:SY", "ne:IQ") == line


@pytest.mark.parametrize(
    ("one", "other", "length_km"),
    # Natural Earth 10m at full resolution; ours is generalised to 0.01 degree.
    [("SY", "TR", 775.6), ("IQ", "IR", 1310), ("SA", "YE", 1222.8), ("UA", "RU", 1523.6)],
)
def test_borders_are_whole(gazetteer: Gazetteer, one: str, other: str, length_km: float) -> None:
    line = gazetteer.border(f"ne:{one}", f"ne:{other}")
    assert line is not None
    assert length_m(line) / 1000 == pytest.approx(length_km, rel=0.01)


def test_places_that_do_not_touch_share_no_border(gazetteer: Gazetteer) -> None:
    assert gazetteer.border("ne:IQ", "ne:EG") is None
    assert gazetteer.border("gn:98182", "ne:IQ") is None


def test_provinces_share_their_countrys_border(gazetteer: Gazetteer) -> None:
    whole = gazetteer.border("ne:IQ", "ne:SY")
    anbar = gazetteer.border("ne:IQ-AN", "ne:SY")
    nineveh = gazetteer.border("ne:IQ-NI", "ne:SY")
    assert whole is not None
    assert anbar is not None
    assert nineveh is not None
    assert length_m(anbar) + length_m(nineveh) <= length_m(whole) * 1.001


def test_neighbours_are_those_that_touch(gazetteer: Gazetteer) -> None:
    expected = {"ne:IR", "ne:JO", "ne:KW", "ne:SA", "ne:SY", "ne:TR"}
    assert set(gazetteer.neighbours("ne:IQ")) == expected
    assert "ne:IQ-BG" in gazetteer.neighbours("ne:IQ-AN")
    assert gazetteer.neighbours("gn:98182") == ()


@pytest.mark.parametrize(
    ("lon", "lat", "country"),
    [
        (44.4, 33.3, "IQ"),
        (34.1, 44.95, "UA"),  # Crimea
        (35.8, 33.0, "SY"),  # the Golan
        (21.0, 42.6, "XK"),
        (121.5, 25.0, "TW"),
        (50.0, 26.95, None),  # in the Gulf
        (179.9, -16.6, None),
    ],
)
def test_the_country_at_a_point(gazetteer: Gazetteer, lon: float, lat: float, country: str | None) -> None:
    assert gazetteer.country_at(lon, lat) == country


def test_outlines_are_whole_and_valid(gazetteer: Gazetteer) -> None:
    anbar = gazetteer.geometry("ne:IQ-AN")
    assert anbar.is_valid
    assert isinstance(anbar, Polygon | MultiPolygon)
    assert area_m2(anbar) / 1e6 == pytest.approx(138_500, rel=0.01)
    assert gazetteer.geometry("gn:98182").geom_type == "Point"


@pytest.mark.parametrize(
    ("sea", "inside", "ashore"),
    [
        ("sea:hormuz", (56.45, 26.55), (56.27, 27.18)),
        ("sea:bab-el-mandeb", (43.35, 12.62), (43.3, 13.2)),
        ("sea:red-sea", (38.0, 21.0), (36.0, 21.0)),
        ("sea:kerch-strait", (36.58, 45.25), (36.3, 45.3)),
        ("sea:taiwan-strait", (119.5, 24.5), (121.0, 24.0)),
    ],
)
def test_straits_hold_their_water_and_no_land(
    gazetteer: Gazetteer, sea: str, inside: tuple[float, float], ashore: tuple[float, float]
) -> None:
    shape = gazetteer.geometry(sea)
    assert shape.is_valid
    assert shape.contains(Point(inside))
    assert not shape.contains(Point(ashore))


def test_provinces_fill_their_country(gazetteer: Gazetteer) -> None:
    names = [
        "AN",
        "AR",
        "BA",
        "BB",
        "BG",
        "DA",
        "DI",
        "DQ",
        "KA",
        "MA",
        "MU",
        "NA",
        "NI",
        "QA",
        "SD",
        "SU",
        "TS",
    ]
    parts = sum(area_m2(gazetteer.geometry(f"ne:IQ-{name}")) for name in [*names, "WA"])
    assert parts == pytest.approx(area_m2(gazetteer.geometry("ne:IQ")), rel=1e-6)


def test_land_is_cut_to_the_bounds_asked_for(gazetteer: Gazetteer) -> None:
    land = gazetteer.land((35.0, 33.0, 36.5, 35.0))
    assert land.intersects(Point(36.0, 34.0))
    assert not land.intersects(Point(35.1, 34.5))
    assert gazetteer.land((60.0, 10.0, 61.0, 11.0)).is_empty


def test_opening_and_looking_up_are_fast(gazetteer: Gazetteer, gazetteer_path: Path) -> None:
    started = time.perf_counter()
    opened = Gazetteer.open(gazetteer_path)
    assert time.perf_counter() - started < 0.3
    names = ["Baghdad", "Kursk", "Ayn al-Asad", "Tal Tamr", "الأنبار", "Nowhere at all"]
    for name in names:
        opened.lookup(name)
    again = Gazetteer.open(gazetteer_path)  # nothing remembered, but the files in the system's memory
    started = time.perf_counter()
    for name in names:
        again.lookup(name)
    assert (time.perf_counter() - started) / len(names) < 0.001


def test_a_current_build_is_known_as_current(gazetteer_path: Path, tmp_path: Path) -> None:
    assert Gazetteer.is_current(gazetteer_path)
    assert not Gazetteer.is_current(tmp_path)


def test_nothing_built_is_an_error_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(GazetteerMissing):
        Gazetteer.open(tmp_path / "absent")


def test_a_build_cut_short_is_found_on_opening(gazetteer_path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(gazetteer_path, copy)
    with (copy / "texts.bin").open("r+b") as file:
        file.truncate(1000)
    with pytest.raises(GazetteerDamaged, match=r"texts\.bin"):
        Gazetteer.open(copy)


def test_another_format_is_found_on_opening(gazetteer_path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    meta = json.loads((gazetteer_path / "meta.json").read_text())
    (copy / "meta.json").write_text(json.dumps({**meta, "format": 0}))
    with pytest.raises(GazetteerDamaged, match="format 0"):
        Gazetteer.open(copy)
    (copy / "meta.json").write_text("{")
    with pytest.raises(GazetteerDamaged):
        Gazetteer.open(copy)


def test_airfields_of_a_town_come_nearest_first(gazetteer: Gazetteer) -> None:
    found = gazetteer.airfields_near(-0.1257, 51.5085, within_m=30_000)
    assert len(found) >= 2
    assert found[0].id == "icao:EGLC"
    assert gazetteer.airfields_near(-40.0, 40.0, within_m=30_000) == ()


def test_parts_of_the_united_kingdom_lie_over_its_counties(gazetteer: Gazetteer) -> None:
    england, scotland = gazetteer.by_id("site:england"), gazetteer.by_id("site:scotland")
    assert {england.country, scotland.country} == {"GB"}
    assert gazetteer.geometry(england.id).intersection(gazetteer.geometry(scotland.id)).area < 0.01
    at = gazetteer.admin_at(england.lon, england.lat)
    assert at is not None
    assert at.id != england.id
    assert england.id not in gazetteer.neighbours("ne:GB-CMA")


def test_lines_and_rivers_are_lines(gazetteer: Gazetteer) -> None:
    for id_ in (
        "site:durand-line",
        "site:loc",
        "site:lac",
        "site:blue-line",
        "site:dmz-korea",
        "river:euphrates",
    ):
        assert gazetteer.geometry(id_).geom_type in ("LineString", "MultiLineString")
        assert gazetteer.by_id(id_).radius_m > 20_000


def test_a_province_of_many_people_goes_before_a_wide_one(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("Maryland")[0].country == "US"


def test_a_sea_is_pointed_at_in_its_middle(gazetteer: Gazetteer) -> None:
    sea = gazetteer.lookup("Mediterranean")[0]
    assert 13 < sea.lon < 23


@pytest.mark.parametrize(
    ("name", "id_"),
    [("Pokrovsk", "gn:704422"), ("تل تمر", "gn:163434"), ("Sloviansk", "gn:693468"), ("Khafji", "gn:109380")],
)
def test_a_town_in_the_news_goes_before_its_namesakes(name: str, id_: str, gazetteer: Gazetteer) -> None:
    best = gazetteer.ranked(name)[0]
    assert best.place.id == id_
    assert best.score >= 4


def test_ports_lie_in_their_province_though_the_coast_is_drawn_roughly(gazetteer: Gazetteer) -> None:
    assert gazetteer.by_id("gn:706448").admin == "UA-65"
