"""The check of sites: our own table is clean, and each kind of fault planted in one is found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from geo.data.tables import table
from geo.errors import UnreadableSource
from geo.gazetteer import Gazetteer
from geo.gazetteer.check import KNOWN, FaultKind, faults
from geo.gazetteer.sources.site_rows import COLUMNS, site_rows

GOOD = {
    "id": "camp-one",
    "name": "Camp One",
    "names": "Camp Uno",
    "local": "معسكر واحد",
    "kind": "base",
    "country": "IQ",
    "lon": "43.6",
    "lat": "33.3",
    "precision_m": "4000",
    "icao": "",
    "area": "",
    "source": "public knowledge",
}
OTHER = {**GOOD, "id": "camp-two", "name": "Camp Two", "names": "", "local": "معسكر اثنين", "lon": "44.9"}


def found(
    gazetteer: Gazetteer, *rows: dict[str, str], known: frozenset[str] = frozenset()
) -> set[tuple[str, str]]:
    return {(fault.site, fault.kind) for fault in faults(rows, gazetteer, known=known)}


def test_our_own_table_is_clean(gazetteer: Gazetteer) -> None:
    assert faults(table("sites.tsv"), gazetteer, known=KNOWN) == []


def test_every_row_looked_at_by_hand_is_there() -> None:
    assert {row["id"] for row in table("sites.tsv")} >= KNOWN


def test_sound_rows_have_no_fault(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, GOOD, OTHER) == set()


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"id": ""}, "form"),
        ({"name": ""}, "form"),
        ({"kind": "castle"}, "form"),
        ({"lat": "93"}, "form"),
        ({"lon": "east"}, "form"),
        ({"country": "ZZ"}, "form"),
        ({"area": "POLYGON((0 0, 1"}, "form"),
        ({"area": "POLYGON((44 33, 45 34, 44 34, 45 33, 44 33))"}, "form"),
        ({"source": ""}, "source"),
        ({"precision_m": ""}, "precision"),
        ({"precision_m": "10"}, "precision"),
        ({"precision_m": "nan"}, "precision"),
        ({"lon": "33.3", "lat": "43.6"}, "country"),  # told the wrong way round: the Black Sea
        ({"lon": "40.6", "lat": "35.5"}, "country"),  # Syria
        ({"name": "One Naval Base"}, "coast"),
        ({"country": "", "lon": "60", "lat": "15"}, "coast"),
        ({"kind": "sea", "name": "Sea of One"}, "coast"),
        ({"name": "Kyiv"}, "other place"),
        ({"names": "Camp Uno|Jordan"}, "other place"),
        ({"name": "معسكر"}, "script"),
        ({"local": "Camp Eins"}, "script"),
        ({"local": "معسكر واحد|База один"}, "script"),
        ({"local": "Bаза один"}, "script"),  # a Latin B
        ({"local": ""}, "script"),
    ],
)
def test_a_planted_fault_is_found(change: dict[str, str], kind: FaultKind, gazetteer: Gazetteer) -> None:
    row = {**GOOD, **change}
    assert (row["id"] or row["name"], kind) in found(gazetteer, row, OTHER)


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"id": "camp-one"}, "form"),
        ({"lon": "43.601"}, "twice"),
        ({"names": "Camp Uno"}, "shared name"),
        ({"local": "معسكر واحد"}, "shared name"),
    ],
)
def test_a_site_told_twice_is_found(change: dict[str, str], kind: FaultKind, gazetteer: Gazetteer) -> None:
    row = {**OTHER, **change}
    assert (row["id"], kind) in found(gazetteer, GOOD, row)


def test_one_airfield_told_twice_is_found(gazetteer: Gazetteer) -> None:
    pair = {**GOOD, "icao": "ORAT"}, {**OTHER, "icao": "ORAT"}
    assert found(gazetteer, *pair) == {("camp-two", "twice")}


def test_one_name_on_both_sides_of_a_border_is_found(gazetteer: Gazetteer) -> None:
    crossing = {**GOOD, "kind": "facility", "lon": "40.96", "lat": "34.38"}
    other = {**crossing, "id": "other-side", "country": "SY", "lon": "40.95", "local": "معبر"}
    assert ("other-side", "twice") in found(gazetteer, crossing, other)


def test_a_port_by_the_sea_and_a_strait_in_the_water_are_sound(gazetteer: Gazetteer) -> None:
    port = {**GOOD, "name": "Port of One", "lon": "47.95", "lat": "30.03"}
    strait = {
        **GOOD,
        "id": "s",
        "name": "Strait One",
        "names": "",
        "kind": "sea",
        "country": "",
        "local": "مضيق واحد",
    }
    assert found(gazetteer, port, {**strait, "lon": "56.5", "lat": "26.5"}) == set()


def test_a_row_looked_at_by_hand_is_not_held_against_the_outlines(gazetteer: Gazetteer) -> None:
    islet = {**GOOD, "lon": "51.3", "lat": "27.2"}
    assert found(gazetteer, islet) == {("camp-one", "country"), ("camp-one", "coast")}
    assert found(gazetteer, islet, known=frozenset({"camp-one"})) == set()


def test_a_table_of_fewer_columns_is_read_and_rows_without_id_are_numbered(tmp_path: Path) -> None:
    file = tmp_path / "mine.tsv"
    file.write_text("# mine\nname\tlon\tlat\nCamp One\t43.6\t33.3\n", encoding="utf-8")
    (row,) = site_rows(file)
    assert tuple(row) == COLUMNS
    assert (row["id"], row["name"], row["lon"], row["kind"]) == ("row 1", "Camp One", "43.6", "")


def test_geojson_is_read_with_points_and_areas(tmp_path: Path) -> None:
    file = tmp_path / "mine.geojson"
    point = {"type": "Point", "coordinates": [43.6, 33.3]}
    area = {"type": "Polygon", "coordinates": [[[44, 33], [45, 33], [45, 34], [44, 33]]]}
    features = [
        {"type": "Feature", "id": "a", "properties": {"name": "A", "names": ["B", "C"]}, "geometry": point},
        {"type": "Feature", "properties": {"id": "b", "name": "B"}, "geometry": area},
    ]
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    one, other = site_rows(file)
    assert (one["id"], one["names"], one["lon"]) == ("a", "B|C", "43.6")
    assert (other["id"], other["area"][:7]) == ("b", "POLYGON")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.tsv", b"title\tx\ty\n"),
        ("a.tsv", b"\xff\xfe\x00"),
        ("a.geojson", b"{}"),
        ("a.geojson", b"[1"),
        ("a.geojson", b'{"features": [{"geometry": {"type": "Ring"}}]}'),
    ],
)
def test_a_file_of_another_kind_is_refused_by_name(name: str, content: bytes, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(UnreadableSource, match=name):
        site_rows(file)
