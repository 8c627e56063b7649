"""Adding packs: what a dump's rows become, what is left out and why, and going on after a stop."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from shapely.geometry import box

from geo.errors import UnreadableSource
from geo.gazetteer import Gazetteer, adding
from geo.gazetteer.added import folder_of_added
from geo.gazetteer.adding import Order, Source, add
from geo.gazetteer.entry import Entry
from geo.gazetteer.names import fold
from geo.gazetteer.pack import Pack
from geo.gazetteer.runs import merge, runs_in, write_run
from geo.gazetteer.sources.geonames_dump import Alternates, Dump
from geo.gazetteer.tally import Tally
from geo.gazetteer.write import Progress, sizes_in
from tests.geo.geonames_rows import name_row, place_row, zipped
from tests.geo.test_build import entry
from tests.geo.test_stack import packed


@pytest.fixture
def default(tmp_path: Path) -> Gazetteer:
    """With a province, a town of GeoNames that has a better name, and a site."""
    anbar = entry("ne:IQ-AN", "Anbar", kind="admin")
    anbar.admin, anbar.geometry = "IQ-AN", box(39, 31, 44, 35)
    anbar.other_ids = ("gn-admin:IQ.01",)
    town = entry("gn:7", "Haditha", "حديثة", lon=42.3)
    base = entry("site:base", "Ayn al-Asad", kind="base", prior=9.5, lon=42.4)
    packed(tmp_path / "gazetteer", anbar, town, base)
    return Gazetteer.open(tmp_path / "gazetteer")


def order(*files: Path, name: str = "geonames", **options: Any) -> Order:
    return Order(name=name, source="GeoNames", files=files, options=options, command="posturemap again")


def added(default: Gazetteer, places: Path, names: Path | None = None) -> Gazetteer:
    def opened(folder: Path, tally: Tally, progress: Progress) -> Source:
        if names is None:
            return Dump(places)
        Alternates.prepare(names, folder, tally, progress)
        return Dump(places, Alternates(folder))

    add(default, order(places), opened)
    return Gazetteer.open(default.path)


def tally_of(gazetteer: Gazetteer) -> dict[str, Any]:
    tally = gazetteer.packs[-1].meta.tally
    assert tally is not None
    return tally


def test_a_village_of_the_dump_is_found_and_lies_in_its_province(tmp_path: Path, default: Gazetteer) -> None:
    row = place_row(100, "Albu Hayat", others="Albu Hayat,البو حياة,albw hyat", lon=42.3, people=2_000)
    gazetteer = added(default, zipped(tmp_path / "IQ.zip", "IQ.txt", row))
    (village,) = gazetteer.lookup("البو حياة")
    assert (village.id, village.kind, village.country, village.admin) == ("gn:100", "city", "IQ", "IQ-AN")
    assert (village.population, village.source) == (2_000, "GeoNames")
    assert gazetteer.matches([fold("Albu"), fold("Hayat")], 0) == [2]
    assert [place.id for place in gazetteer.lookup("albw hyat")] == ["gn:100"], "a machine's spelling"
    assert gazetteer.matches(["albw", "hyat"], 0) == []


@pytest.mark.parametrize(
    ("feature", "kind"),
    [
        ("P.PPLA2", "city"),
        ("A.ADM2", "admin"),
        ("A.PCLI", "country"),
        ("L.MILB", "base"),
        ("S.AIRB", "base"),
        ("S.AIRP", "airport"),
        ("L.PRT", "facility"),
        ("S.BDG", "facility"),
        ("H.STRT", "sea"),
        ("H.BAY", "sea"),
        ("T.ISL", "other"),
        ("H.SHOL", "other"),
        ("T.PASS", "other"),
        ("H.STM", "other"),
        ("L.RGN", "region"),
        ("T.DSRT", "region"),
        ("S.HTL", "other"),
        ("X.NEW", "other"),
        (".", "other"),
    ],
)
def test_feature_codes_become_kinds(tmp_path: Path, default: Gazetteer, feature: str, kind: str) -> None:
    path = tmp_path / "allCountries.txt"
    path.write_text(place_row(100, "Wadi Hawran", feature=feature) + "\n", encoding="utf-8")
    assert added(default, path).by_id("gn:100").kind == kind


def test_hotels_and_schools_are_looked_up_but_not_searched_for_in_text(
    tmp_path: Path, default: Gazetteer
) -> None:
    path = zipped(tmp_path / "IQ.zip", "IQ.txt", place_row(100, "Palestine Hotel", feature="S.HTL"))
    gazetteer = added(default, path)
    assert [place.id for place in gazetteer.lookup("Palestine Hotel")] == ["gn:100"]
    assert gazetteer.matches(["palestine", "hotel"], 0) == []


def test_names_of_their_own_file_count_by_what_they_are(tmp_path: Path, default: Gazetteer) -> None:
    places = zipped(
        tmp_path / "allCountries.zip",
        "allCountries.txt",
        place_row(100, "Ramadi Field", others="Camp Manhattan", feature="S.AIRP"),
        place_row(101, "Tall Afar"),
    )
    names = zipped(
        tmp_path / "alternateNamesV2.zip",
        "alternateNamesV2.txt",
        name_row(101, "تلعفر", "ar"),
        name_row(100, "XRF", "iata"),
        name_row(100, "Camp Manhattan", "en", historic=True),
        name_row(101, "https://en.wikipedia.org/wiki/Tal_Afar", "link"),
        name_row(101, "Q243052", "wkdt"),
        name_row(101, "41003", "post"),
        name_row(101, "Tal Afar", "en", preferred=True),
        name_row(999, "Of a place that is not there", "en"),
    )
    gazetteer = added(default, places, names)
    assert [place.id for place in gazetteer.lookup("تلعفر")] == ["gn:101"]
    assert [place.id for place in gazetteer.lookup("Tal Afar")] == ["gn:101"]
    assert [place.id for place in gazetteer.lookup("XRF")] == ["gn:100"]
    assert [place.id for place in gazetteer.lookup("Camp Manhattan")] == ["gn:100"]
    assert gazetteer.matches(["camp", "manhattan"], 0) == [], "no longer called so"
    assert gazetteer.matches(["xrf"], 0) == []
    assert gazetteer.lookup("Q243052") == gazetteer.lookup("41003") == ()
    assert [field.id for field in gazetteer.airfields_near(44, 33, within_m=1_000)] == ["gn:100"]
    assert tally_of(gazetteer)["left_out"] == 3


def test_bad_rows_are_counted_by_reason_and_named_and_the_good_ones_kept(
    tmp_path: Path, default: Gazetteer
) -> None:
    places = tmp_path / "allCountries.txt"
    rows = [
        place_row(100, "Good Village"),
        "100\tcut short",
        place_row("x", "No Number"),
        place_row(101, " "),
        place_row(102, "Beyond", lat="91.5"),
        place_row(103, "Nowhere", lon="east"),
        place_row(104, "Uncounted", people="many"),
        place_row(105, "Stateless", country="IRQ"),
        "",
        place_row(106, "Last Village"),
    ]
    places.write_bytes(
        "\n".join(rows).encode() + b"\n" + place_row(107, "Ba\udcff").encode("utf-8", "surrogateescape")
    )
    names = tmp_path / "alternateNamesV2.txt"
    names.write_text(
        "\n".join([name_row(100, "Good Name"), "1\t2", name_row("y", "Whose")]) + "\n", encoding="utf-8"
    )
    gazetteer = added(default, places, names)
    tally = tally_of(gazetteer)
    assert {place.name for place in gazetteer.places() if place.id in ("gn:100", "gn:106")} == {
        "Good Village",
        "Last Village",
    }
    assert tally["places"] == 2
    assert tally["bad"] == {
        "not 19 columns": 2,
        "no number as its id": 1,
        "no name": 1,
        "no position on Earth": 2,
        "no number of people": 1,
        "no country code": 1,
        "not UTF-8": 1,
        "name: not 10 columns": 1,
        "name: of no place": 1,
    }
    assert tally["named"]["no position on Earth"] == [
        "allCountries.txt:5: '102 91.5 44.0'",
        "allCountries.txt:6: '103 33.0 east'",
    ]
    assert gazetteer.lookup("Good Name")


def test_more_people_than_32_bits_hold_are_kept(tmp_path: Path, default: Gazetteer) -> None:
    row = place_row(6295630, "Earth", feature="L.AREA", country="", people=6_814_400_000)
    gazetteer = added(default, zipped(tmp_path / "no-country.zip", "null.txt", row))
    assert gazetteer.by_id("gn:6295630").population == 6_814_400_000


def test_what_the_default_has_is_not_there_twice(tmp_path: Path, default: Gazetteer) -> None:
    path = zipped(
        tmp_path / "IQ.zip",
        "IQ.txt",
        place_row(7, "Hadithah", others="Al Hadithah", lon=42.35, people=30_000),
        place_row(200, "Ain al Assad", others="Al Asad Airfield", lon=42.41, feature="S.AIRB"),
        place_row(201, "Anbar", others="Al Anbar", feature="A.ADM1"),
        place_row(202, "Ayn al Asad", lon=45.0, feature="S.AIRB"),
    )
    gazetteer = added(default, path)
    town = gazetteer.by_id("gn:7")
    assert (town.name, town.lon, town.population) == ("Haditha", 42.35, 30_000), "newer facts, the name known"
    for name in ("Hadithah", "Al Hadithah", "حديثة"):
        assert [place.id for place in gazetteer.lookup(name)] == ["gn:7"]
    assert [place.id for place in gazetteer.lookup("Al Asad Airfield")] == ["site:base"]
    assert [place.id for place in gazetteer.lookup("Al Anbar")] == ["ne:IQ-AN"]
    assert "gn:200" not in gazetteer
    assert "gn:202" in gazetteer, "of that name, and elsewhere"
    assert (tally_of(gazetteer)["places"], tally_of(gazetteer)["known"]) == (2, 2)


class Breaking:
    """A dump of which reading ends at a row, as when the program is killed there."""

    def __init__(self, dump: Dump, last: int | None) -> None:
        self.dump, self.last = dump, last
        self.read: list[int] = []

    def rows(self, skip: int, tally: Tally) -> Iterator[tuple[int, Entry | None]]:
        for number, found in self.dump.rows(skip, tally):
            if number == self.last:
                raise KeyboardInterrupt
            self.read.append(number)
            yield number, found


def test_a_killed_add_goes_on_where_it_stopped(
    tmp_path: Path, default: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adding, "PLACES_A_RUN", 10)
    rows = [place_row(1_000 + i, f"Village {chr(97 + i % 26)}{i}") for i in range(45)]
    path = zipped(tmp_path / "IQ.zip", "IQ.txt", *rows[:20], "bad row", *rows[20:])
    first, second = Breaking(Dump(path), 35), Breaking(Dump(path), None)
    with pytest.raises(KeyboardInterrupt):
        add(default, order(path), lambda _folder, _tally, _progress: first)
    assert len(Gazetteer.open(default.path).packs) == 1, "what is unfinished is not opened"
    add(default, order(path), lambda _folder, _tally, _progress: second)
    assert second.read[0] == 32, "three runs of ten places and a bad row were done"
    resumed = Gazetteer.open(default.path)
    assert tally_of(resumed)["bad"] == {"not 19 columns": 1}
    assert tally_of(resumed)["places"] == 45
    assert [resumed.by_id(f"gn:{1_000 + i}").name for i in (0, 19, 20, 44)] == [
        "Village a0", "Village t19", "Village u20", "Village s44",
    ]  # fmt: skip
    assert [place.id for place in resumed.lookup("Village s44")] == ["gn:1044"]
    left = [path.name for path in folder_of_added(default.path).iterdir()]
    assert left == ["geonames"]


def test_an_add_killed_in_the_merge_reads_nothing_again(
    tmp_path: Path, default: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = zipped(tmp_path / "IQ.zip", "IQ.txt", place_row(100, "Albu Hayat"))

    def killed(*_arguments: object) -> tuple[int, int]:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(adding, "merge", killed)
        with pytest.raises(KeyboardInterrupt):
            add(default, order(path), lambda _folder, _tally, _progress: Dump(path))
    again = Breaking(Dump(path), None)
    add(default, order(path), lambda _folder, _tally, _progress: again)
    assert again.read == []
    assert Gazetteer.open(default.path).lookup("Albu Hayat")


def test_runs_of_another_file_are_not_gone_on_with(
    tmp_path: Path, default: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adding, "PLACES_A_RUN", 1)
    old = zipped(tmp_path / "old.zip", "IQ.txt", place_row(1, "Old A"), place_row(2, "Old B"))
    new = zipped(tmp_path / "new.zip", "IQ.txt", place_row(1, "New A"), place_row(2, "New B"))
    with pytest.raises(KeyboardInterrupt):
        add(default, order(old), lambda _folder, _tally, _progress: Breaking(Dump(old), 2))
    gazetteer = added(default, new)
    assert [gazetteer.by_id(f"gn:{i}").name for i in (1, 2)] == ["New A", "New B"]


def test_a_pack_added_again_replaces_itself_and_keeps_its_place(tmp_path: Path, default: Gazetteer) -> None:
    first = added(default, zipped(tmp_path / "a.zip", "IQ.txt", place_row(100, "Old Name")))
    again = added(default, zipped(tmp_path / "b.zip", "IQ.txt", place_row(100, "New Name")))
    assert again.by_id("gn:100").name == "New Name"
    assert again.lookup("Old Name") == ()
    assert [pack.meta.added for pack in again.packs] == [pack.meta.added for pack in first.packs]


@pytest.mark.parametrize("content", ["", "a,b,c\n1,2,3\n", "<html></html>\n", "\x00\x01" * 100])
def test_a_file_that_is_no_dump_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "things.txt"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UnreadableSource, match=r"things\.txt"):
        Dump(path).check()
    with pytest.raises(UnreadableSource, match=r"things\.txt"):
        Alternates.prepare(path, tmp_path / "names", Tally(), lambda _what, _share: None)


def test_a_zip_cut_short_or_of_other_things_is_refused(tmp_path: Path) -> None:
    whole = zipped(tmp_path / "IQ.zip", "IQ.txt", *(place_row(i, f"Village {i}") for i in range(100)))
    (tmp_path / "cut.zip").write_bytes(whole.read_bytes()[:900])
    with pytest.raises(UnreadableSource, match=r"cut\.zip"):
        Dump(tmp_path / "cut.zip").check()
    with pytest.raises(UnreadableSource, match="holds 0 tables"):
        Dump(zipped(tmp_path / "shapes.zip", "ne_10m.shp", "x")).check()


def test_the_same_runs_merged_give_what_one_write_gives(tmp_path: Path, gazetteer: Gazetteer) -> None:
    """Of real places: every key leads to the same rows, in the same order, with the same scores."""
    places = list(islice(gazetteer.places(), 20_000, 23_000))
    entries = [
        Entry(
            id=place.id,
            name=place.name,
            kind=place.kind,
            lon=place.lon,
            lat=place.lat,
            radius_m=place.radius_m,
            source="test",
            prior=(place.population or 0) / 1e6,
            names=dict.fromkeys((place.name, *place.names), 3),
            country=place.country,
        )
        for place in places
    ]
    whole = packed(tmp_path / "whole", *entries)
    for number in range(3):
        write_run(tmp_path / "runs", number, entries[number * 1000 : (number + 1) * 1000], {})
    merged_in = tmp_path / "merged"
    merged_in.mkdir()
    merge(runs_in(tmp_path / "runs"), merged_in, lambda _what, _share: None)
    replace(whole.meta, sizes=sizes_in(merged_in)).write(merged_in)
    merged = Pack.open(merged_in)
    assert list(whole.names.trie) == list(merged.names.trie)
    for key in whole.names.trie:
        assert whole.names.rows(key) == merged.names.rows(key)
        assert whole.names.text_rows(key) == merged.names.text_rows(key)
    assert [whole.place(row) for row in range(3_000)] == [merged.place(row) for row in range(3_000)]
    assert whole.row("gn:1") == merged.row("gn:1")
