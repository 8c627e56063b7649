"""OurAirports, Natural Earth and a user's GeoJSON as packs: their real columns, and what is wrong in them."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import geopandas
import pytest
from shapely.geometry import Point, box

from geo.errors import UnreadableSource
from geo.gazetteer import Gazetteer
from geo.gazetteer.adding import Source, add
from geo.gazetteer.sources.geojson import Sites
from geo.gazetteer.sources.natural_earth import Layer
from geo.gazetteer.sources.ourairports import Airports
from tests.geo.test_adding import order, tally_of
from tests.geo.test_build import entry
from tests.geo.test_stack import packed

OLD = [
    "id",
    "ident",
    "type",
    "name",
    "latitude_deg",
    "longitude_deg",
    "elevation_ft",
    "continent",
    "iso_country",
    "iso_region",
    "municipality",
    "scheduled_service",
    "gps_code",
    "iata_code",
    "local_code",
    "home_link",
    "wikipedia_link",
    "keywords",
]
NEW = [*OLD[:12], "icao_code", "iata_code", "gps_code", *OLD[14:]]


@pytest.fixture
def default(tmp_path: Path) -> Gazetteer:
    anbar = entry("ne:IQ-AN", "Anbar", kind="admin")
    anbar.admin, anbar.geometry = "IQ-AN", box(39, 31, 44, 35)
    asad = entry("site:asad", "Ayn al-Asad", kind="base", prior=9.5, lon=42.44, other_ids=("icao:ORAA",))
    packed(tmp_path / "gazetteer", anbar, asad)
    return Gazetteer.open(tmp_path / "gazetteer")


def with_pack(default: Gazetteer, source: Source, path: Path, name: str = "added") -> Gazetteer:
    add(default, order(path, name=name), lambda _folder, _tally, _progress: source)
    return Gazetteer.open(default.path)


def airports(path: Path, columns: list[str], *rows: dict[str, Any]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, columns, restval="", extrasaction="ignore", quoting=csv.QUOTE_NONNUMERIC)
        writer.writeheader()
        writer.writerows(rows)
    return path


def airport(ident: str, name: str, of_type: str = "medium_airport", **cells: Any) -> dict[str, Any]:
    plain = {
        "latitude_deg": 33.5,
        "longitude_deg": 43.0,
        "iso_country": "IQ",
        "icao_code": ident,
        "gps_code": ident,
    }
    return {"ident": ident, "name": name, "type": of_type, **plain, **cells}


@pytest.mark.parametrize("columns", [OLD, NEW])
def test_airports_are_read_by_the_names_of_their_columns(
    tmp_path: Path, default: Gazetteer, columns: list[str]
) -> None:
    path = airports(
        tmp_path / "airports.csv",
        columns,
        airport("ORAT", "Al Taqaddum Air Base", iata_code="TQD", keywords="Al Tuqaddum, TQ, Camp Taqaddum"),
        airport("ORAA", "Ain Al Asad Air Base", longitude_deg=42.44, latitude_deg=33.0),
        airport("IQ-0021", "Old Qadisiyah Strip", "closed", icao_code="", gps_code=""),
        airport("IQ-H1", "Baghdad Hospital Heliport", "heliport", icao_code="", gps_code=""),
    )
    gazetteer = with_pack(default, Airports(path), path)
    base = gazetteer.by_id("icao:ORAT")
    assert (base.kind, base.country, base.admin, base.lon) == ("base", "IQ", "IQ-AN", 43.0)
    assert gazetteer.lookup("Camp Taqaddum") == gazetteer.lookup("TQD") == (base,)
    assert "icao:ORAT" in [field.id for field in gazetteer.airfields_near(43, 33.5, within_m=1_000)]
    assert [place.id for place in gazetteer.lookup("Ain Al Asad Air Base")] == ["site:asad"], "known already"
    assert [place.id for place in gazetteer.lookup("Old Qadisiyah Strip")] == ["oa:IQ-0021"]
    assert gazetteer.matches(["old", "qadisiyah", "strip"], 0) == [], "closed: only looked up"
    assert gazetteer.by_id("oa:IQ-H1").kind == "airport"


def test_bad_airports_are_named(tmp_path: Path, default: Gazetteer) -> None:
    path = airports(
        tmp_path / "airports.csv",
        NEW,
        airport("XX01", "Good Field"),
        airport("XX02", ""),
        airport("XX03", "No Place", latitude_deg="north"),
        airport("XX04", "Space Port", "spaceport"),
    )
    with path.open("a", encoding="utf-8") as out:
        out.write('"9","XX05"\n')
    with path.open("ab") as out:
        out.write(b'"9","XX06","closed","Caf\xe9 Field",33,43' + b"," * 13 + b"\n")
    tally = tally_of(with_pack(default, Airports(path), path))
    assert tally["places"] == 1
    assert tally["bad"] == {
        "no ident or no name": 1,
        "no position on Earth": 1,
        "an unknown type": 1,
        "not as many cells as columns": 1,
        "not UTF-8": 1,
    }
    assert tally["named"]["an unknown type"] == ["airports.csv:5: 'XX04 spaceport'"]


def test_a_table_that_is_not_of_airports_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(UnreadableSource, match="lacks ident, type"):
        Airports(path).check()


def shapefile(folder: Path, name: str, *rows: dict[str, Any]) -> Path:
    """Zipped as Natural Earth gives it out."""
    inner = folder / name
    inner.mkdir()
    frame = geopandas.GeoDataFrame(list(rows), geometry="geometry", crs="EPSG:4326")
    frame.to_file(inner / f"{name}.shp", encoding="utf-8")
    return Path(shutil.make_archive(str(folder / name), "zip", inner))


def test_countries_of_another_point_of_view_replace_the_default_ones(
    tmp_path: Path, default: Gazetteer
) -> None:
    row = {
        "FEATURECLA": "Admin-0 country",
        "SOV_A3": "IRQ",
        "ADM0_A3": "IRQ",
        "ADMIN": "Iraq",
        "TYPE": "Sovereign country",
        "NAME_LONG": "Iraq",
        "FORMAL_EN": "Republic of Iraq",
        "NAME_ALT": "",
        "ISO_A2_EH": "IQ",
        "POP_EST": 39309783.0,
        "LABEL_X": 43.3,
        "LABEL_Y": 33.1,
        "NAME_EN": "Iraq",
        "NAME_AR": "العراق",
        "WIKIDATAID": "Q796",
        "geometry": box(38, 29, 49, 38),
    }
    path = shapefile(tmp_path, "ne_10m_admin_0_countries_deu", row, {**row, "geometry": None})
    gazetteer = with_pack(default, Layer(path), path)
    country = gazetteer.by_id("ne:IQ")
    assert (country.kind, country.country, country.population) == ("country", "IQ", 39_309_783)
    assert gazetteer.geometry("ne:IQ").equals(box(38, 29, 49, 38))
    assert country in gazetteer.lookup("Republic of Iraq")
    assert tally_of(gazetteer)["bad"] == {"no geometry": 1}


def test_provinces_replace_the_default_ones_on_their_ground(tmp_path: Path, default: Gazetteer) -> None:
    row = {
        "featurecla": "Admin-1 states provinces",
        "adm1_code": "IRQ-3282",
        "iso_3166_2": "IQ-AN",
        "iso_a2": "IQ",
        "name": "Al-Anbar",
        "name_alt": "Dulaim",
        "name_local": "",
        "name_en": "Al Anbar",
        "type_en": "Governorate",
        "adm0_a3": "IRQ",
        "admin": "Iraq",
        "gn_a1_code": "IQ.01",
        "gn_name": "",
        "woe_name": "",
        "longitude": 41.8,
        "latitude": 32.8,
        "name_ar": "الأنبار",
        "wikidataid": "Q1",
        "geometry": box(39, 31, 43, 35),
    }
    path = shapefile(tmp_path, "ne_10m_admin_1_states_provinces", row)
    gazetteer = with_pack(default, Layer(path), path)
    unit = gazetteer.admin_at(42, 33)
    assert unit is not None
    assert unit.id == "ne:IQ-AN"
    assert gazetteer.admin_at(43.5, 33) is None
    assert [place.id for place in gazetteer.lookup("الأنبار")] == ["ne:IQ-AN"]


def test_seas_and_towns_of_natural_earth(tmp_path: Path, default: Gazetteer) -> None:
    sea = {
        "featurecla": "sea",
        "name": "Example Sea",
        "namealt": "Sample Sea",
        "label": "",
        "ne_id": 1.0,
        "name_ar": "بحر المثال",
        "geometry": box(10, 10, 12, 12),
    }
    town = {
        "FEATURECLA": "Populated place",
        "NAME": "Exampletown",
        "NAMEALT": "Sampletown",
        "NAMEASCII": "Exampletown",
        "ADM0NAME": "Iraq",
        "ISO_A2": "IQ",
        "POP_MAX": 5000.0,
        "GEONAMEID": 55.0,
        "NE_ID": 7.0,
        "geometry": Point(42, 33),
    }
    seas, towns = shapefile(tmp_path, "marine", sea), shapefile(tmp_path, "places", town)
    with_pack(default, Layer(seas), seas, "seas")
    gazetteer = with_pack(default, Layer(towns), towns, "towns")
    assert [place.kind for place in gazetteer.lookup("بحر المثال")] == ["sea"]
    assert [place.id for place in gazetteer.lookup("Sampletown")] == ["gn:55"]
    assert gazetteer.by_id("gn:55").admin == "IQ-AN"


def test_another_shapefile_is_refused(tmp_path: Path) -> None:
    path = shapefile(tmp_path, "roads", {"surface": "gravel", "geometry": Point(1, 1)})
    with pytest.raises(UnreadableSource, match="has not the columns"):
        Layer(path).check()
    (tmp_path / "no.zip").write_bytes(b"PK nonsense")
    with pytest.raises(UnreadableSource, match=r"no\.zip: no shapefile"):
        Layer(tmp_path / "no.zip").check()


def test_own_sites_by_mapped_properties(tmp_path: Path, default: Gazetteer) -> None:
    path = tmp_path / "depots.geojson"
    features = [
        {
            "type": "Feature",
            "properties": {"label": "Depot Nine", "aka": ["Store 9", "مستودع ٩"], "nr": 17, "r": 400},
            "geometry": {"type": "Point", "coordinates": [42, 33]},
        },
        {
            "type": "Feature",
            "properties": {"label": "Belt Road", "what": "border"},
            "geometry": {"type": "LineString", "coordinates": [[42, 33], [43, 34]]},
        },
        {"type": "Feature", "properties": {"label": "Nowhere"}, "geometry": None},
        {
            "type": "Feature",
            "properties": {"label": "Odd", "what": "castle"},
            "geometry": {"type": "Point", "coordinates": [42, 33]},
        },
        {
            "type": "Feature",
            "properties": {"label": "Broken"},
            "geometry": {"type": "Point", "coordinates": ["x"]},
        },
        "nothing",
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    properties = {"name": "label", "names": "aka", "id": "nr", "radius_m": "r", "kind": "what"}
    gazetteer = with_pack(default, Sites(path, "depots", properties, "facility"), path)
    (depot,) = gazetteer.lookup("Store 9")
    assert (depot.id, depot.kind, depot.radius_m, depot.country) == ("depots:17", "facility", 400.0, None)
    (road,) = gazetteer.lookup("Belt Road")
    assert road.id.startswith("depots:belt-road@")
    assert gazetteer.geometry(road.id).geom_type == "LineString"
    tally = tally_of(gazetteer)
    assert tally["places"] == 2
    assert sorted(reason[:8] for reason in tally["bad"]) == ["a geomet", "kind 'ca", "no featu", "no posit"]
    assert tally["named"]["no position"] == ["depots.geojson: feature 3: 'Nowhere'"]


def test_what_is_no_geojson_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.geojson"
    path.write_text("name,lon\n", encoding="utf-8")
    with pytest.raises(UnreadableSource, match="no GeoJSON"):
        Sites(path, "x", {}).check()
