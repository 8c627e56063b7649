"""Several packs as one gazetteer: which place stands for an id, and what a pack that cannot be used says."""

from __future__ import annotations

from pathlib import Path

import pytest
from shapely.geometry import box

from geo.errors import GazetteerDamaged
from geo.gazetteer import Gazetteer
from geo.gazetteer.added import folder_of_added, folding
from geo.gazetteer.entry import Entry
from geo.gazetteer.names import fold
from geo.gazetteer.pack import Pack
from geo.gazetteer.stack import Hidden
from geo.gazetteer.write import write
from tests.geo.test_build import entry, quiet


def packed(folder: Path, *entries: Entry) -> Pack:
    folder.mkdir(parents=True)
    write(folder, list(entries), folding(), quiet)
    return Pack.open(folder)


def test_a_place_of_a_later_pack_stands_for_its_id(tmp_path: Path) -> None:
    first = packed(tmp_path / "a", entry("gn:1", "Tell Example", lon=44.0), entry("gn:2", "Other Example"))
    later = packed(tmp_path / "b", entry("gn:1", "Tall Mithal", lon=45.0))
    gazetteer = Gazetteer.of(tmp_path, [first, later])
    assert gazetteer.by_id("gn:1").lon == 45.0
    assert [place.lon for place in gazetteer.lookup("Tell Example")] == [45.0]
    assert [place.lon for place in gazetteer.lookup("Tall Mithal")] == [45.0]
    assert gazetteer.geometry("gn:1").x == 45.0
    assert gazetteer.by_id("gn:2").lon == 44.0
    assert "gn:2" in gazetteer
    assert "gn:3" not in gazetteer


def test_names_of_both_packs_are_found_in_text(tmp_path: Path) -> None:
    first = packed(tmp_path / "a", entry("gn:1", "Tell Example"))
    later = packed(tmp_path / "b", entry("gn:5", "Tell Example Junction"))
    gazetteer = Gazetteer.of(tmp_path, [first, later])
    assert gazetteer.matches([fold(word) for word in ["Tell", "Example", "Junction"]], 0) == [2, 3]


def test_the_unit_of_a_later_pack_rules_its_ground(tmp_path: Path) -> None:
    old = entry("ne:IQ-XX", "Example", kind="admin")
    old.admin, old.geometry = "IQ-XX", box(40, 30, 44, 34)
    new = entry("ne:IQ-XX", "Example", kind="admin")
    new.admin, new.geometry = "IQ-XX", box(40, 30, 42, 34)
    gazetteer = Gazetteer.of(tmp_path, [packed(tmp_path / "a", old), packed(tmp_path / "b", new)])
    assert gazetteer.admin_at(41, 31) is not None
    assert gazetteer.admin_at(43, 31) is None


def test_an_airfield_in_two_packs_is_near_once(tmp_path: Path) -> None:
    first = packed(tmp_path / "a", entry("icao:XX01", "Example Air Base", kind="base", prior=6.5, lon=44.0))
    later = packed(tmp_path / "b", entry("icao:XX01", "Example Air Base", kind="base", prior=6.5, lon=44.01))
    gazetteer = Gazetteer.of(tmp_path, [first, later])
    assert [field.lon for field in gazetteer.airfields_near(44, 33, within_m=5_000)] == [44.01]


def test_what_is_hidden_is_neither_found_nor_read(tmp_path: Path) -> None:
    pack = packed(tmp_path / "a", entry("gn:1", "Tell Example", "Harbor"), entry("gn:2", "Tall Mithal"))
    hidden = Hidden(places=frozenset({"gn:2"}), names={"gn:1": frozenset({fold("Harbor")})})
    gazetteer = Gazetteer.of(tmp_path, [pack], hidden)
    assert gazetteer.lookup("Tall Mithal") == ()
    assert "gn:2" not in gazetteer
    assert gazetteer.lookup("Harbor") == ()
    assert gazetteer.matches(["harbor"], 0) == []
    assert [place.id for place in gazetteer.lookup("Tell Example")] == ["gn:1"]
    with pytest.raises(KeyError):
        gazetteer.by_id("gn:2")


def test_a_damaged_pack_is_named_with_what_mends_it(tmp_path: Path) -> None:
    default = tmp_path / "gazetteer"
    packed(default, entry("gn:1", "Tell Example"))
    added = folder_of_added(default) / "mine"
    packed(added, entry("my:1", "Own Site"))
    assert [place.id for place in Gazetteer.open(default).lookup("Own Site")] == ["my:1"]
    (added / "texts.bin").write_bytes(b"short")
    with pytest.raises(GazetteerDamaged, match=r"mine/texts\.bin.*posturemap gazetteer remove mine"):
        Gazetteer.open(default)


def test_a_pack_whose_names_were_folded_otherwise_is_named_with_what_mends_it(tmp_path: Path) -> None:
    default = tmp_path / "gazetteer"
    packed(default, entry("gn:1", "Tell Example"))
    added = folder_of_added(default) / "mine"
    added.mkdir(parents=True)
    write(added, [entry("my:1", "Own Site")], "of another version", quiet)
    with pytest.raises(GazetteerDamaged, match=r"mine .* folds names otherwise.*gazetteer remove mine"):
        Gazetteer.open(default)


def test_pages_given_back_are_read_again(gazetteer: Gazetteer) -> None:
    (pack, *_) = gazetteer.packs
    rows = range(0, len(pack.columns), 5_000)
    before = [(pack.place(row), pack.names.rows(fold(pack.place(row).name))) for row in rows]
    pack.give_back()
    assert [(pack.place(row), pack.names.rows(fold(pack.place(row).name))) for row in rows] == before
