"""POST /read: a text in, GeoJSON out; and the search for places, which needs the gazetteer too."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.http.conftest import Served, serving
from tests.http.rows import Rows

TEXT = (
    "BERLIN — Germany deployed 200 troops to Gao in northern Mali on Monday, a spokesman said.\n"
    "The defence ministry denied that more soldiers would follow.\n"
)


@pytest.fixture(scope="module")
def reader(served: Served, gazetteer_path: Path) -> Iterator[httpx2.Client]:
    """Asks a server that has a gazetteer."""
    settings = served.settings.model_copy(update={"gazetteer_dir": gazetteer_path})
    with serving(settings) as url, httpx2.Client(base_url=url, timeout=60, trust_env=False) as client:
        yield client


def read(client: httpx2.Client, **body: Any) -> dict[str, Any]:
    answer = client.post("/read", json=body)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/geo+json"
    document: dict[str, Any] = answer.json()
    return document


def test_a_text_becomes_features_with_spans_into_it(reader: httpx2.Client) -> None:
    document = read(reader, text=TEXT, published="2024-03-06")
    assert document["type"] == "FeatureCollection"
    assert document["features"]
    feature = document["features"][0]
    properties = feature["properties"]
    assert TEXT[properties["quote_start"] : properties["quote_end"]] == properties["quote"]
    assert not any(isinstance(value, dict | list) for value in properties.values())
    for start, end in feature["spans"].values():
        assert 0 <= start < end <= len(TEXT)
    start, end = feature["spans"]["quantity"]
    assert "200" in TEXT[start:end]
    lon, lat = feature["geometry"]["coordinates"]
    assert abs(lon - -0.04) < 0.5
    assert abs(lat - 16.27) < 0.5


def test_toponyms_come_with_a_reading(reader: httpx2.Client) -> None:
    found = {t["text"]: t for t in read(reader, text=TEXT)["toponyms"]}
    assert {"Gao", "northern Mali"} <= found.keys()
    for text, toponym in found.items():
        assert TEXT[toponym["start"] : toponym["end"]] == text
    assert abs(found["Gao"]["lat"] - 16.27) < 0.5


def test_a_toponym_tells_what_was_weighed(reader: httpx2.Client) -> None:
    text = "Troops reached Tripoli in northern Lebanon, near Zgharta and Batroun. Others went to Qwertzingen."
    found = {t["text"]: t for t in read(reader, text=text)["toponyms"]}
    tripoli = found["Tripoli"]
    weighed = tripoli["candidates"]
    assert 2 <= len(weighed) <= 5
    assert weighed[0]["place_id"] == tripoli["place_id"]
    assert [c["score"] for c in weighed] == sorted((c["score"] for c in weighed), reverse=True)
    assert weighed[0]["country"] == "LB"
    assert weighed[0]["reasons"]
    assert "LY" in {c["country"] for c in weighed[1:]}
    assert 0 < tripoli["confidence"] <= 1
    assert tripoli["why_unplaced"] is None
    for toponym in found.values():
        assert (toponym["place_id"] is None) == (toponym["why_unplaced"] is not None)


def test_a_reading_is_as_the_definition_says(reader: httpx2.Client) -> None:
    schemas = reader.get("/openapi.json").json()["components"]["schemas"]
    document = read(reader, text=TEXT)
    assert document.keys() == schemas["reading"]["properties"].keys()
    toponym = document["toponyms"][0]
    assert toponym.keys() == schemas["toponym"]["properties"].keys()
    weighed = schemas["toponym"]["properties"]["candidates"]["items"]["properties"]
    assert toponym["candidates"][0].keys() == weighed.keys()


def test_offsets_count_in_the_text_as_given(reader: httpx2.Client) -> None:
    given = "\ufeffGermany&#39;s army deployed 200 troops to Gao on Monday.\r\n"
    document = read(reader, text=given)
    for toponym in document["toponyms"]:
        assert given[toponym["start"] : toponym["end"]] == toponym["text"]


def test_nothing_is_stored(reader: httpx2.Client, rows: Rows) -> None:
    assert rows
    before = reader.get("/status").json()
    read(reader, text=TEXT)
    assert reader.get("/status").json() == before


def test_a_reading_may_be_sent_in_gzip_and_comes_back_in_arabic(reader: httpx2.Client) -> None:
    import gzip

    text = "انتشرت قوات في بغداد يوم الاثنين."
    packed = gzip.compress(json.dumps({"text": text, "language": "ar"}).encode())
    headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    answer = reader.post("/read", content=packed, headers=headers)
    assert answer.status_code == 200
    assert "بغداد" in answer.text
    assert answer.json()["language"] == "ar"


def test_a_text_without_places_is_an_empty_collection(reader: httpx2.Client) -> None:
    document = read(reader, text="Nothing happened.")
    assert (document["features"], document["toponyms"]) == ([], [])


def test_places_are_found_by_name_those_of_reports_first(reader: httpx2.Client, rows: Rows) -> None:
    rows.place("site:test", "Baghdad Test Range", radius_m=9.0)
    found = reader.get("/places", params={"q": "baghdad"}).json()["features"]
    assert found[0]["id"] == "site:test"
    assert "Baghdad" in {feature["properties"]["name"] for feature in found}
    assert all(feature["geometry"]["type"] == "Point" for feature in found)
    assert len(reader.get("/places", params={"q": "baghdad", "limit": "1"}).json()["features"]) == 1


def test_a_server_without_a_gazetteer_says_so(client: httpx2.Client) -> None:
    answer = client.post("/read", json={"text": TEXT})
    assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")
    assert answer.headers["retry-after"]
    ready = client.get("/readyz")
    assert ready.status_code == 503
    assert ready.json()["checks"] == {"database": "ok", "schema": "ok", "gazetteer": "gazetteer-missing"}


def test_a_server_with_all_it_needs_is_ready(reader: httpx2.Client) -> None:
    answer = reader.get("/readyz")
    assert answer.json() == {
        "status": "ok",
        "checks": {"database": "ok", "schema": "ok", "gazetteer": "ok"},
    }
    assert answer.status_code == 200
