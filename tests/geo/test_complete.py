"""Completion of names while they are typed: what is found, in which order, and what it costs to be wrong."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.gazetteer import Gazetteer, beginnings
from geo.gazetteer.beginnings import Beginnings, Wanted
from geo.gazetteer.complete import distances
from geo.gazetteer.layout import COLUMNS
from tests.geo.test_build import entry, written

LETTERS = st.text("ab سا", min_size=1, max_size=30).map(str.strip).filter(bool)


def ids(gazetteer: Gazetteer, text: str, **wanted: object) -> list[str]:
    return [found.place.id for found in gazetteer.complete(text, **wanted)]  # type: ignore[arg-type]


def first(gazetteer: Gazetteer, text: str) -> str:
    found = gazetteer.complete(text)
    return found[0].place.id if found else ""


@pytest.mark.parametrize(
    ("typed", "place_id"),
    [
        ("baghd", "gn:98182"),
        ("asad", "site:ayn-al-asad"),
        ("عين الاسد", "site:ayn-al-asad"),
        ("أسد", "site:ayn-al-asad"),
        ("الأنبا", "ne:IQ-AN"),
        ("انبار", "ne:IQ-AN"),
        ("بغدا", "gn:98182"),
        ("بَغْدَا", "gn:98182"),
        ("Київ", "gn:703448"),
        ("ירושל", "gn:281184"),
        ("istan", "gn:745044"),
        ("İSTANB", "gn:745044"),
        ("New Y", "gn:5128581"),
        ("iraq", "ne:IQ"),
        ("ira", "ne:IR"),
        ("kharkyv", "gn:706483"),
        ("mosool", "gn:99072"),
        ("الموصال", "gn:99072"),
        ("deir ez-z", "site:deir-ez-zor-airport"),
    ],
)
def test_the_place_meant_comes_first(typed: str, place_id: str, gazetteer: Gazetteer) -> None:
    assert first(gazetteer, typed) == place_id


@pytest.mark.parametrize(
    ("typed", "place_id"),
    [
        ("zor", "gn:170794"),
        ("bagdad", "gn:98182"),
        ("damscus", "gn:170654"),
        ("البوكم", "gn:174448"),
        ("deir ezzor", "gn:170794"),
        ("zaporizia", "gn:687700"),
    ],
)
def test_the_place_meant_is_among_the_first(typed: str, place_id: str, gazetteer: Gazetteer) -> None:
    assert place_id in ids(gazetteer, typed, limit=10)


def test_the_name_that_fits_is_told(gazetteer: Gazetteer) -> None:
    found = gazetteer.complete("عين الاسد")[0]
    assert (found.place.name, found.name, found.how) == ("Ayn al-Asad", "عين الأسد", "exact")


@pytest.mark.parametrize(
    "typed", ["", " ", "\0", "…", "-", "\u200f", "\ud800", "qqxqqxqq", "ա" * 200, "a" * 10_000]
)
def test_what_is_no_name_finds_nothing(typed: str, gazetteer: Gazetteer) -> None:
    assert ids(gazetteer, typed) == []


def test_a_place_of_just_the_name_goes_before_its_beginning(tmp_path: Path) -> None:
    gazetteer = written(tmp_path, entry("gn:1", "Ham", prior=3.0), entry("gn:2", "Hamlin", prior=5.0))
    assert ids(gazetteer, "ham") == ["gn:1", "gn:2"]
    assert ids(gazetteer, "haml") == ["gn:2"]


def test_a_later_word_counts_for_less_than_the_first(tmp_path: Path) -> None:
    later, begun = entry("gn:1", "Old Mill", prior=4.5), entry("gn:2", "Millbrook", prior=4.0)
    gazetteer = written(tmp_path, later, begun)
    assert ids(gazetteer, "mil") == ["gn:2", "gn:1"]
    assert ids(gazetteer, "old m") == ["gn:1"]


def test_an_article_is_no_first_word(tmp_path: Path) -> None:
    gazetteer = written(tmp_path, entry("gn:1", "Al Qasra", prior=4.5), entry("gn:2", "Qasrabad", prior=4.0))
    assert ids(gazetteer, "qas") == ["gn:1", "gn:2"]


def test_a_space_ends_the_word(tmp_path: Path) -> None:
    gazetteer = written(tmp_path, entry("gn:1", "Newark", prior=6.0), entry("gn:2", "New Delta", prior=4.0))
    assert ids(gazetteer, "new") == ["gn:1", "gn:2"]
    assert ids(gazetteer, "new ") == ["gn:2"]


def test_a_slip_is_only_forgiven_where_nothing_begins_so(tmp_path: Path) -> None:
    gazetteer = written(tmp_path, entry("gn:1", "Kharkov"), entry("gn:2", "Kharkab"))
    assert ids(gazetteer, "kharka") == ["gn:2"]
    assert sorted(ids(gazetteer, "kharkeb")) == ["gn:2"]
    assert ids(gazetteer, "karkov") == ["gn:1"]
    assert ids(gazetteer, "mharkov") == ["gn:1"]
    assert ids(gazetteer, "khraokv") == []


def test_what_lies_near_is_raised_and_nothing_left_out(tmp_path: Path) -> None:
    far = entry("gn:1", "Tripoli", prior=6.0, lon=13.2)
    near = entry("gn:2", "Tripoli", prior=5.0, lon=35.8)
    gazetteer = written(tmp_path, far, near)
    assert ids(gazetteer, "trip") == ["gn:1", "gn:2"]
    assert ids(gazetteer, "trip", near=(35.5, 33.9)) == ["gn:2", "gn:1"]


def test_country_kind_and_box_leave_out(tmp_path: Path) -> None:
    gazetteer = written(
        tmp_path,
        entry("gn:1", "Somewhere", country="IQ", lon=44.0),
        entry("gn:2", "Somewhere", country="SY", lon=38.0),
        entry("site:3", "Somewhere", country="SY", lon=38.5, kind="base"),
    )
    assert ids(gazetteer, "some", country="SY", kinds=["city"]) == ["gn:2"]
    assert ids(gazetteer, "some", kinds=["base"]) == ["site:3"]
    assert ids(gazetteer, "some", boxes=[(40.0, 30.0, 50.0, 35.0)]) == ["gn:1"]
    assert ids(gazetteer, "some", country="ZZ") == []


def test_a_machines_transliteration_completes_nothing(gazetteer: Gazetteer) -> None:
    assert all("ai er bi lei" not in found.name for found in gazetteer.complete("ai er bi"))


def test_many_places_of_one_beginning_give_the_best(tmp_path: Path) -> None:
    """More than are looked at in one go: the best stand in any block."""
    count = 20_000
    keys = [f"kar {number:05d}" for number in range(count)]
    scores = np.random.default_rng(7).random(count).astype(np.float32)
    rows = np.arange(count, dtype=np.int32)
    beginnings.write(tmp_path, "names", keys, starts=np.arange(count + 1), rows=rows, scores=scores)
    opened = Beginnings.open(tmp_path, "names")
    places = np.zeros(count, COLUMNS)
    places["country"][::97] = b"IQ"
    found = opened.best(opened.stretch("kar"), places, Wanted(limit=5))
    assert opened.rows[[e for e, _ in found]].tolist() == np.argsort(-scores)[:5].tolist()
    kept = opened.best(opened.stretch("kar"), places, Wanted(limit=5, country="IQ"))
    assert [int(opened.rows[e]) // 97 for e, _ in kept] == np.argsort(-scores[::97])[:5].tolist()


@given(st.lists(LETTERS, min_size=1, max_size=30, unique=True), LETTERS)
def test_every_word_that_begins_so_is_found(names: list[str], typed: str) -> None:
    import tempfile

    names = [" ".join(name.split()) for name in names]
    keys = {name: number for number, name in enumerate(dict.fromkeys(names))}
    count = len(keys)
    with tempfile.TemporaryDirectory() as folder:
        numbers = np.arange(count + 1)
        scores = np.zeros(count, np.float32)
        rows = numbers[:-1].astype(np.int32)
        beginnings.write(Path(folder), "names", keys, starts=numbers, rows=rows, scores=scores)
        opened = Beginnings.open(Path(folder), "names")
        suffixes = [opened.text(entry).encode() for entry in range(len(opened.at))]
        assert suffixes == sorted(suffixes)
        found = {int(opened.rows[entry]) for entry in opened.stretch(typed)}
        assert {keys[name] for name in keys if name.startswith(typed)} <= found
        assert all(f" {name}".find(typed) > 0 for name, number in keys.items() if number in found)


@pytest.mark.parametrize(
    ("typed", "name", "apart"),
    [
        ("bagdad", "baghdad", 1),
        ("bagdad", "baghdad airport", 1),
        ("abc", "abc", 0),
        ("acb", "abcd", 1),
        ("abxd", "abcd", 1),
        ("abcde", "ab", 3),
        ("kharkyv", "kharkiv", 1),
    ],
)
def test_slips_are_counted(typed: str, name: str, apart: int) -> None:
    assert distances(typed, [name, "zzzz"], 2).tolist() == [apart, 3]
