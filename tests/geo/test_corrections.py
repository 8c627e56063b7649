"""A user's corrections go before everything: each way of correcting shows in each way of asking."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from shapely.geometry import Point, box

from geo.errors import GazetteerDamaged, UnreadableSource
from geo.gazetteer import Gazetteer
from geo.gazetteer.corrections import read
from geo.read import read as read_text
from tests.geo.test_build import entry
from tests.geo.test_stack import packed


@pytest.fixture
def default(tmp_path: Path) -> Path:
    anbar = entry("ne:IQ-AN", "Anbar", kind="admin")
    anbar.admin, anbar.geometry = "IQ-AN", box(39, 31, 44, 35)
    nineveh = entry("ne:IQ-NI", "Nineveh", kind="admin")
    nineveh.admin, nineveh.geometry = "IQ-NI", box(41, 35, 44, 38)
    town = entry("gn:7", "Haditha", "حديثة", "Harbor", lon=42.3)
    town.admin = "IQ-AN"
    base = entry("site:base", "Ayn al-Asad", "Ain al-Asad", kind="base", prior=9.5, lon=42.4)
    field = entry("icao:XX01", "Qasr Field", kind="airport", prior=6.0, lon=43.0)
    packed(tmp_path / "gazetteer", anbar, nineveh, town, base, field)
    return tmp_path / "gazetteer"


def corrected(default: Path, *rows: str, header: str) -> Gazetteer:
    path = default.with_name("corrections.csv")
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return Gazetteer.open(default, corrections=path)


def ids(gazetteer: Gazetteer, name: str) -> list[str]:
    return [place.id for place in gazetteer.lookup(name)]


def test_an_added_place_is_found_everywhere(default: Path) -> None:
    gazetteer = corrected(
        default,
        "Camp Falcon Nine,مخيم الصقر|FOB Nine,base,42.9,36.1,800",
        header="name,names,kind,lon,lat,radius_m",
    )
    (place,) = gazetteer.lookup("مخيم الصقر")
    assert gazetteer.lookup("camp falcon nine") == gazetteer.lookup("FOB Nine") == (place,)
    assert (place.kind, place.radius_m, place.source) == ("base", 800.0, "corrections")
    assert (place.country, place.admin) == ("IQ", "IQ-NI"), "where it lies, since the row does not tell"
    assert gazetteer.matches(["camp", "falcon", "nine"], 0) == [3]
    assert gazetteer.by_id(place.id) == place
    assert gazetteer.geometry(place.id).equals(Point(42.9, 36.1))
    assert gazetteer.airfields_near(42.9, 36.1, within_m=1_000) == (place,)
    assert [found.place.id for found in gazetteer.complete("camp fal")] == [place.id]


def test_a_moved_place_is_where_the_row_says_and_in_its_unit(default: Path) -> None:
    gazetteer = corrected(default, "gn:7,42.5,36.5", header="id,lon,lat")
    for name in ("Haditha", "حديثة"):
        (place,) = gazetteer.lookup(name)
        assert (place.id, place.lon, place.lat, place.admin) == ("gn:7", 42.5, 36.5, "IQ-NI")
    assert gazetteer.geometry("gn:7").equals(Point(42.5, 36.5))
    assert place.names == ("حديثة", "Harbor")


def test_a_moved_airfield_is_near_its_new_place_only(default: Path) -> None:
    gazetteer = corrected(default, "icao:XX01,42.0,36.5", header="id,lon,lat")
    assert [field.id for field in gazetteer.airfields_near(42.0, 36.5, within_m=9_000)] == ["icao:XX01"]
    assert gazetteer.airfields_near(43.0, 33.0, within_m=9_000) == ()


def test_a_renamed_place_has_the_new_name_and_is_found_by_both(default: Path) -> None:
    gazetteer = corrected(default, "gn:7,Hadithah Town", header="id,name")
    assert gazetteer.by_id("gn:7").name == "Hadithah Town"
    assert ids(gazetteer, "Hadithah Town") == ids(gazetteer, "Haditha") == ["gn:7"]
    assert gazetteer.matches(["hadithah", "town"], 0) == [2]


def test_added_names_kind_and_radius_change_and_the_rest_stays(default: Path) -> None:
    gazetteer = corrected(default, "gn:7,Old Haditha,base,4000", header="id,names,kind,radius_m")
    place = gazetteer.by_id("gn:7")
    assert (place.name, place.kind, place.radius_m, place.lon) == ("Haditha", "base", 4_000.0, 42.3)
    assert ids(gazetteer, "Old Haditha") == ["gn:7"]
    assert gazetteer.prior("gn:7") == pytest.approx(9.5), "as likely as other bases"


def test_a_dropped_place_is_nowhere(default: Path) -> None:
    gazetteer = corrected(default, "drop,gn:7", "drop,icao:XX01", "drop,ne:IQ-NI", header="action,id")
    assert gazetteer.lookup("Haditha") == gazetteer.lookup("حديثة") == ()
    assert gazetteer.matches(["haditha"], 0) == []
    assert "gn:7" not in gazetteer
    with pytest.raises(KeyError):
        gazetteer.geometry("gn:7")
    assert gazetteer.airfields_near(43.0, 33.0, within_m=9_000) == ()
    assert gazetteer.admin_at(42, 36) is None
    assert gazetteer.complete("hadith") == ()


def test_a_dropped_name_leads_there_no_more_and_the_others_do(default: Path) -> None:
    gazetteer = corrected(default, "drop,gn:7,Harbor", "drop,site:base,Ain al-Asad", header="action,id,name")
    assert gazetteer.lookup("Harbor") == ()
    assert gazetteer.matches(["harbor"], 0) == []
    assert ids(gazetteer, "Haditha") == ["gn:7"]
    assert gazetteer.by_id("gn:7").names == ("حديثة",)
    assert ids(gazetteer, "Ayn al-Asad") == ["site:base"]


def test_a_name_passes_from_one_place_to_another(default: Path) -> None:
    gazetteer = corrected(
        default,
        "change,gn:7,,,Harbor,,,",
        "add,,Harbor Post,Harbor,,facility,42,34",
        header="action,id,name,names,drop_names,kind,lon,lat",
    )
    assert [place.name for place in gazetteer.lookup("Harbor")] == ["Harbor Post"]
    assert gazetteer.matches(["harbor"], 0) == [1]


def test_corrections_show_in_what_is_read(gazetteer_path: Path, tmp_path: Path) -> None:
    text = "Three battalions of the army arrived at Zorblat Camp near Mosul on 3 May, officials said."
    path = tmp_path / "own.geojson"
    feature = {
        "type": "Feature",
        "id": "own:zorblat",
        "properties": {"name": "Zorblat Camp", "kind": "base", "radius_m": 700},
        "geometry": {"type": "Point", "coordinates": [43.2, 36.4]},
    }
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    without = read_text(text, gazetteer=Gazetteer.open(gazetteer_path))
    reading = read_text(text, gazetteer=Gazetteer.open(gazetteer_path, corrections=path))
    assert "own:zorblat" in [t.place.id for t in reading.toponyms if t.place]
    assert "own:zorblat" not in [t.place.id for t in without.toponyms if t.place]


def test_areas_and_lines_of_geojson_keep_their_shape(default: Path, tmp_path: Path) -> None:
    path = tmp_path / "areas.geojson"
    ring = [[42, 33], [43, 33], [43, 34], [42, 34], [42, 33]]
    features = [
        {"type": "Feature", "properties": {"name": "Training Area", "kind": "region"},
         "geometry": {"type": "Polygon", "coordinates": [ring]}},
        {"type": "Feature", "properties": {"name": "Line Blue", "kind": "border"},
         "geometry": {"type": "LineString", "coordinates": [[42, 33], [43, 34]]}},
        {"type": "Feature", "properties": {"action": "change", "id": "ne:IQ-AN"},
         "geometry": {"type": "Polygon", "coordinates": [ring]}},
    ]  # fmt: skip
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    gazetteer = Gazetteer.open(default, corrections=path)
    (area,), (line,) = gazetteer.lookup("Training Area"), gazetteer.lookup("Line Blue")
    assert gazetteer.geometry(area.id).equals(box(42, 33, 43, 34))
    assert gazetteer.geometry(line.id).geom_type == "LineString"
    assert 60_000 < area.radius_m < 80_000, "holds the corners of a degree"
    assert gazetteer.admin_at(41, 32) is None, "no longer Anbar's ground"


HEADER = "action,id,name,drop_names,kind,lon,lat,radius_m,country,population"


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("burn,gn:7,,,,,,,,", "'burn'"),
        ("change,gn:8,,,,,,,,", "no place has the id 'gn:8'"),
        ("drop,,Haditha,,,,,,,", "drop needs an id"),
        ("drop,gn:7,Unknown,,,,,,,", "has no name 'Unknown'"),
        ("drop,gn:7,Haditha,,,,,,,", "is the name shown"),
        ("add,gn:7,Twice,,base,42,33,,,", "already"),
        ("add,,,,base,42,33,,,", "no name"),
        ("add,,No Position,,base,,,,,", "no position"),
        ("add,,Half,,base,42,,,,", "lon without lat"),
        ("add,,Beyond,,base,42,95,,,", "no position on Earth"),
        ("add,,Wordy,,base,east,33,,,", "lon 'east' is no number"),
        ("add,,Nan,,base,nan,33,,,", "lon 'nan'"),
        ("add,,Castle,,castle,42,33,,,", "kind 'castle'"),
        ("add,,Flat,,base,42,33,0,,", "no radius"),
        ("add,,Far,,base,42,33,,Iraq,", "country 'Iraq'"),
        ("add,,Crowd,,city,42,33,,,-5", "no number of people"),
        ("add,,...,,base,42,33,,,", "has no letters"),
        ("add,,Too,,base,42,33,1,IQ,1,more", "11 cells for 10 columns"),
    ],
)
def test_a_bad_row_is_named_and_the_good_ones_count(default: Path, row: str, why: str) -> None:
    gazetteer = corrected(default, row, "add,own:good,Good Place,,base,42,33,,,", header=HEADER)
    assert gazetteer.corrections is not None
    (refused,) = gazetteer.corrections.refused
    assert refused.startswith("corrections.csv:2: ")
    assert why in refused
    assert ids(gazetteer, "Good Place") == ["own:good"]
    assert ids(gazetteer, "Haditha") == ["gn:7"]


@pytest.mark.parametrize("content", ["", "just words\n", "a,b\n1,2\n", '{"type": "Topology"}', "{broken"])
def test_a_file_that_is_none_is_refused(default: Path, tmp_path: Path, content: str) -> None:
    path = tmp_path / "things.txt"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UnreadableSource, match=r"things\.txt"):
        read(path, Gazetteer.open(default))
    with pytest.raises(GazetteerDamaged, match=r"corrections.*things\.txt"):
        Gazetteer.open(default, corrections=path)


def test_tables_may_be_parted_by_tabs_or_semicolons_and_have_a_byte_order_mark(
    default: Path, tmp_path: Path
) -> None:
    for number, part in enumerate("\t;,"):
        path = tmp_path / f"own{number}.txt"
        lines = [part.join(["ID", "Name", "Lon", "Lat"]), part.join(["own:1", "Own Site", "42", "33"])]
        path.write_text("\ufeff" + "\r\n".join(lines), encoding="utf-8")
        assert ids(Gazetteer.open(default, corrections=path), "Own Site") == ["own:1"]


def test_corrections_go_before_added_packs(default: Path) -> None:
    from geo.gazetteer.added import folder_of_added

    packed(folder_of_added(default) / "mine", entry("gn:7", "Haditha New", lon=42.35))
    assert Gazetteer.open(default).by_id("gn:7").lon == 42.35
    gazetteer = corrected(default, "gn:7,41.0,33.0", header="id,lon,lat")
    assert gazetteer.by_id("gn:7").lon == 41.0
    assert [place.lon for place in gazetteer.lookup("Haditha New")] == [41.0]
