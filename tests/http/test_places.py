"""GET /places?q=: the search box's completion over the whole gazetteer, what reports refer to first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.http.conftest import Served, serving
from tests.http.rows import Rows


@pytest.fixture(scope="module")
def server(served: Served, gazetteer_path: Path) -> Iterator[httpx2.Client]:
    """Asks a server that has a gazetteer."""
    settings = served.settings.model_copy(update={"gazetteer_dir": gazetteer_path})
    with serving(settings) as url, httpx2.Client(base_url=url, timeout=60, trust_env=False) as client:
        yield client


def places(client: httpx2.Client, q: str, **asked: str) -> list[dict[str, Any]]:
    answer = client.get("/places", params={"q": q, **asked})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/geo+json"
    found: list[dict[str, Any]] = answer.json()["features"]
    return found


def refused(client: httpx2.Client, **asked: str) -> str:
    answer = client.get("/places", params=asked)
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
    parameter: str = answer.json()["parameter"]
    return parameter


@pytest.mark.parametrize(
    ("q", "label"),
    [
        ("baghd", "Baghdad, Iraq"),
        ("asad", "Ayn al-Asad, Anbar, Iraq"),
        ("عين الأ", "Ayn al-Asad, Anbar, Iraq"),
        ("انبار", "Anbar, Iraq"),
        ("Київ", "Kyiv, Kiev City, Ukraine"),
        ("kharkyv", "Kharkiv, Ukraine"),
        ("iraq", "Iraq"),
    ],
)
def test_a_beginning_finds_the_place(server: httpx2.Client, rows: Rows, q: str, label: str) -> None:
    assert rows
    assert places(server, q)[0]["properties"]["label"] == label


def test_a_place_says_what_a_search_box_shows(server: httpx2.Client, rows: Rows) -> None:
    assert rows
    [found] = places(server, "عين الاسد", limit="1")
    assert found["id"] == "site:ayn-al-asad"
    lon, lat = found["geometry"]["coordinates"]
    assert abs(lon - 42.44) < 0.1
    assert abs(lat - 33.79) < 0.1
    shown = found["properties"]
    assert (shown["name"], shown["matched"], shown["match"]) == ("Ayn al-Asad", "عين الأسد", "exact")
    assert (shown["kind"], shown["country"], shown["admin"]) == ("base", "IQ", "IQ-AN")
    assert shown["reported"] is False
    assert shown["radius_m"] > 0


def test_what_reports_refer_to_comes_first(server: httpx2.Client, rows: Rows) -> None:
    rows.place("gn:98182", "Baghdad")
    rows.place("site:old", "Baghdad Test Range", radius_m=9.0)
    found = places(server, "baghd")
    assert [f["id"] for f in found[:2]] == ["gn:98182", "site:old"]
    assert [f["properties"]["reported"] for f in found] == [True, True, *[False] * (len(found) - 2)]
    assert len({f["id"] for f in found}) == len(found)


def test_a_reported_place_is_found_by_any_spelling(server: httpx2.Client, rows: Rows) -> None:
    rows.place("site:ayn-al-asad", "Ayn al-Asad")
    for q in ("ain al", "AYN", "عين ال", "أسد"):
        assert places(server, q)[0]["id"] == "site:ayn-al-asad"


def test_country_kind_box_and_nearness(server: httpx2.Client, rows: Rows) -> None:
    rows.place("site:old", "Tripoli Test Range", country="LY", kind="base")
    everywhere = places(server, "tripoli", limit="50")
    assert {"LY", "LB"} <= {f["properties"]["country"] for f in everywhere}
    lebanese = places(server, "tripoli", country="lb")
    assert {f["properties"]["country"] for f in lebanese} == {"LB"}
    some = places(server, "tripoli", kind="city,base", limit="50")
    assert {f["properties"]["kind"] for f in some} == {"city", "base"}
    west, south, east, north = 35.0, 33.0, 37.0, 35.0
    boxed = places(server, "tripoli", bbox=f"{west},{south},{east},{north}")
    assert boxed
    for found in boxed:
        lon, lat = found["geometry"]["coordinates"]
        assert west <= lon <= east
        assert south <= lat <= north
    near = places(server, "tripoli", kind="city", near="35.8,34.4")
    assert near[0]["properties"]["country"] == "LB"
    assert {f["id"] for f in places(server, "tripoli", kind="city")} & {f["id"] for f in near}


def test_a_box_over_the_antimeridian_has_both_sides(server: httpx2.Client, rows: Rows) -> None:
    assert rows
    found = places(server, "a", bbox="170,-50,-170,70", limit="50")
    assert found
    assert all(abs(f["geometry"]["coordinates"][0]) >= 170 for f in found)


@pytest.mark.parametrize(
    "q", ["a", "ع", "я", "א", "-", " ", "%", "_", "'", "\\", "*", "​", "é" * 200, "x" * 500]
)
def test_any_text_is_answered(server: httpx2.Client, rows: Rows, q: str) -> None:
    assert rows
    assert len(places(server, q)) <= 10


@pytest.mark.parametrize(
    "q",
    ["'; DROP TABLE place; --", "%%%%", "\U0001f4a3" * 100, "ا" + "\u064b" * 400, "a " * 200, "zor\u202e"],
)
def test_hostile_text_is_only_a_name(server: httpx2.Client, rows: Rows, q: str) -> None:
    rows.place("site:kept", "Kept")
    places(server, q)
    assert places(server, "kept")[0]["id"] == "site:kept"


@pytest.mark.parametrize(
    ("asked", "parameter"),
    [
        ({}, "q"),
        ({"q": ""}, "q"),
        ({"q": "x" * 501}, "q"),
        ({"q": "a\x00"}, "q"),
        ({"q": "a", "limit": "0"}, "limit"),
        ({"q": "a", "limit": "ten"}, "limit"),
        ({"q": "a", "kind": "town"}, "kind"),
        ({"q": "a", "country": "Iraq"}, "country"),
        ({"q": "a", "country": "١٢"}, "country"),
        ({"q": "a", "near": "44.4"}, "near"),
        ({"q": "a", "near": "nan,33"}, "near"),
        ({"q": "a", "near": "181,33"}, "near"),
        ({"q": "a", "bbox": "1,2,3"}, "bbox"),
        ({"q": "a", "bbox": "x,2,3,4"}, "bbox"),
        ({"q": "a", "nonsense": "1"}, "nonsense"),
    ],
)
def test_the_parameter_that_is_wrong_is_named(
    server: httpx2.Client, asked: dict[str, str], parameter: str
) -> None:
    assert refused(server, **asked) == parameter


def test_the_answer_is_as_the_definition_says(server: httpx2.Client, rows: Rows) -> None:
    assert rows
    definition = server.get("/openapi.json").json()
    operation = definition["paths"]["/places"]["get"]
    names = {p.get("name", p.get("$ref", "").rpartition("/")[2]) for p in operation["parameters"]}
    assert names == {"q", "limit", "kind", "country", "near", "bbox"}
    schema = definition["components"]["schemas"]["place"]["properties"]["properties"]["properties"]
    assert places(server, "baghd")[0]["properties"].keys() == schema.keys()
