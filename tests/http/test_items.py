"""Pages of features: what is on them, how they are filtered, and how one page leads to the next."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest

from tests.http.rows import Rows

ITEMS = "/collections/deployments/items"
PROPERTIES = [
    "id",
    "actor",
    "actor_id",
    "action",
    "force",
    "equipment",
    "quantity_min",
    "quantity_max",
    "quantity_unit",
    "place",
    "place_id",
    "precision",
    "radius_m",
    "start",
    "end",
    "start_precision",
    "end_precision",
    "status",
    "confidence",
    "origins",
    "claims",
    "denials",
    "first_reported",
    "last_reported",
    "quote",
    "source",
    "url",
    "sample",
    "updated",
]
EVIDENCE = {
    "claim_id",
    "role",
    "stance",
    "action",
    "actor",
    "holder",
    "holders",
    "own_side",
    "routine",
    "quote",
    "quote_start",
    "quote_end",
    "place_text",
    "force",
    "equipment",
    "quantity_min",
    "quantity_max",
    "quantity_unit",
    "start",
    "end",
    "date_precision",
    "dates_inferred",
    "source_id",
    "source",
    "source_class",
    "reliability",
    "title",
    "url",
    "published",
    "sample",
}
AWKWARD_QUOTE = 'He said: "نقلت القوات" \\ and <b>left</b>.'


def asked(client: httpx2.Client, path: str = ITEMS, **parameters: str) -> dict[str, Any]:
    answer = client.get(path, params=parameters)
    assert answer.status_code == 200, answer.text
    document: dict[str, Any] = answer.json()
    return document


def ids(document: dict[str, Any]) -> list[Any]:
    return [feature["id"] for feature in document["features"]]


def next_link(document: dict[str, Any]) -> str | None:
    return next((link["href"] for link in document["links"] if link["rel"] == "next"), None)


def walk(client: httpx2.Client, document: dict[str, Any]) -> list[Any]:
    found = ids(document)
    while href := next_link(document):
        document = client.get(href).json()
        found += ids(document)
    return found


def test_a_page_is_geojson_with_exactly_the_agreed_flat_properties(client: httpx2.Client, rows: Rows) -> None:
    rows.deployment("d1", quote=AWKWARD_QUOTE, quantity_min=3000)
    answer = client.get(ITEMS)
    assert answer.headers["content-type"] == "application/geo+json"
    assert answer.headers["content-crs"] == "<http://www.opengis.net/def/crs/OGC/1.3/CRS84>"
    (feature,) = answer.json()["features"]
    properties = feature["properties"]
    assert feature["id"] == properties["id"] == "d1"
    assert feature["geometry"] == {"type": "Point", "coordinates": [44.4, 33.3]}
    assert list(properties) == PROPERTIES
    assert not any(isinstance(value, dict | list) for value in properties.values())
    assert properties["quote"] == AWKWARD_QUOTE
    assert (properties["quantity_min"], properties["quantity_max"]) == (3000, None)
    assert (properties["start"], properties["end"]) == ("2024-01-10", "2024-01-20")
    assert properties["updated"].endswith("Z")


def test_an_empty_layer_is_a_whole_document(client: httpx2.Client) -> None:
    document = asked(client)
    assert (document["type"], document["features"]) == ("FeatureCollection", [])
    assert (document["numberMatched"], document["numberReturned"]) == (0, 0)
    assert next_link(document) is None


def test_what_was_revised_is_not_served_any_more(client: httpx2.Client, rows: Rows) -> None:
    rows.deployment("old")
    rows.close("old")
    rows.deployment("new")
    assert ids(asked(client)) == ["new"]
    assert client.get(f"{ITEMS}/old").status_code == 404


@pytest.mark.parametrize("limit", ["1", "3", "7", "100"])
def test_next_links_give_every_feature_once_in_order(client: httpx2.Client, rows: Rows, limit: str) -> None:
    rows.deployments(7)
    document = asked(client, limit=limit)
    assert document["numberMatched"] == 7
    assert walk(client, document) == [f"d{n:04d}" for n in range(1, 8)]


def test_pages_neither_repeat_nor_skip_while_rows_come_in(client: httpx2.Client, rows: Rows) -> None:
    for n in range(0, 20, 2):
        rows.deployment(f"d{n:02d}")
    document = asked(client, limit="3")
    found = ids(document)
    for n in range(1, 20, 2):
        rows.deployment(f"d{n:02d}")
        href = next_link(document)
        if href is None:
            break
        document = client.get(href).json()
        found += ids(document)
    while href := next_link(document):
        document = client.get(href).json()
        found += ids(document)
    assert len(found) == len(set(found))
    assert set(found) >= {f"d{n:02d}" for n in range(0, 20, 2)}


def test_the_next_link_keeps_the_question(client: httpx2.Client, rows: Rows) -> None:
    rows.deployments(3, status="disputed")
    href = next_link(
        asked(client, limit="1", bbox="40,30,50,40", datetime="2024-01-01/..", status="disputed,denied")
    )
    assert href is not None
    kept = parse_qs(urlsplit(href).query)
    assert kept.pop("next")
    assert kept == {
        "limit": ["1"],
        "bbox": ["40,30,50,40"],
        "datetime": ["2024-01-01/.."],
        "status": ["disputed,denied"],
    }


def test_a_limit_over_the_maximum_is_cut(client: httpx2.Client, rows: Rows) -> None:
    rows.deployment()
    assert asked(client, limit="1000000000")["numberReturned"] == 1


@pytest.mark.parametrize(
    ("asked_time", "found"),
    [
        ("2024-01-10", True),
        ("2024-01-20", True),
        ("2024-01-09", False),
        ("2024-01-21", False),
        ("2024-01-20T23:59:59Z", True),
        ("2024-01-21T00:00:00Z", False),
        ("2024-01-21T01:00:00+02:00", True),
        ("2024-01-01/2024-01-09", False),
        ("2024-01-01/2024-01-10", True),
        ("2024-01-12/2024-01-13", True),
        ("2023-01-01/2025-01-01", True),
        ("../2024-01-10T00:00:00Z", True),
        ("../2024-01-09", False),
        ("2024-01-20/..", True),
        ("2024-01-21/..", False),
        ("2024-01-05T/..", True),
        ("2024-01-21T/..", False),
        ("../..", True),
        ("/2024-01-10", True),
        ("9999-12-31", False),
        ("0001-01-01/9999-12-31", True),
    ],
)
def test_datetime_finds_what_was_so_at_some_moment_of_it(
    client: httpx2.Client, rows: Rows, asked_time: str, found: bool
) -> None:
    rows.deployment(first=date(2024, 1, 10), last=date(2024, 1, 20))
    assert (asked(client, datetime=asked_time)["numberMatched"] == 1) is found


def test_an_open_stay_goes_on(client: httpx2.Client, rows: Rows) -> None:
    rows.deployment(first=date(2024, 1, 10), last=None)
    assert asked(client, datetime="2031-05-05")["numberMatched"] == 1
    assert asked(client, datetime="2024-01-09")["numberMatched"] == 0


@pytest.mark.parametrize(
    ("box", "found"),
    [
        ("44,33,45,34", ["land"]),
        ("44.4,33.3,44.4,33.3", ["land"]),
        ("44,33.3,45,33.3", ["land"]),
        ("170,-10,-170,10", ["dateline-east", "dateline-west"]),
        ("170,-10,180,10", ["dateline-west"]),
        ("-180,-90,180,90", ["area", "dateline-east", "dateline-west", "land"]),
        ("-180,-90,0,180,90,1000", ["area", "dateline-east", "dateline-west", "land"]),
        ("10.5,1e1,2e1,20", ["area"]),
        ("-45,-45,-40,-40", []),
    ],
)
def test_bbox_finds_what_meets_it_across_the_antimeridian_too(
    client: httpx2.Client, rows: Rows, box: str, found: list[str]
) -> None:
    rows.deployment("land", wkt="POINT(44.4 33.3)")
    rows.deployment("dateline-west", wkt="POINT(179 0)")
    rows.deployment("dateline-east", wkt="POINT(-179 0)")
    rows.deployment("area", wkt="POLYGON((10 10,20 10,20 20,10 20,10 10))", precision="sea")
    document = asked(client, bbox=box)
    assert ids(document) == found
    assert document["numberMatched"] == len(found)


@pytest.mark.parametrize(
    ("parameter", "value", "found"),
    [
        ("actor_id", "ru-army", ["b"]),
        ("actor_id", "ru-army,us-army", ["a", "b"]),
        ("actor", "Russian Army", ["b"]),
        ("status", "denied,disputed", ["b"]),
        ("action", "deploy", ["a"]),
        ("precision", "sea", ["b"]),
        ("place_id", "sea:red-sea", ["b"]),
        ("sample", "true", ["b"]),
        ("sample", "0", ["a"]),
        ("start", "2024-03-01", ["b"]),
        ("last_reported", "2024/01/10", ["a"]),
        ("actor", "' OR 1=1--", []),
        ("actor_id", "'; DROP TABLE deployment", []),
    ],
)
def test_filters(client: httpx2.Client, rows: Rows, parameter: str, value: str, found: list[str]) -> None:
    rows.deployment("a")
    rows.deployment(
        "b",
        actor_id="ru-army",
        actor="Russian Army",
        status="disputed",
        action="patrol",
        precision="sea",
        place_id="sea:red-sea",
        sample=True,
        first=date(2024, 3, 1),
        last=None,
    )
    assert ids(asked(client, **{parameter: value})) == found


def test_lists_thin_areas_and_the_single_feature_has_them_whole(client: httpx2.Client, rows: Rows) -> None:
    rows.deployment("sea", wkt="POLYGON((10 10,15 10.004,20 10,20 20,10 20,10 10))", precision="sea")
    rows.deployment("border", wkt="LINESTRING(10 10,15 10.004,20 10)", precision="line")
    sea, border = asked(client)["features"][1], asked(client)["features"][0]
    assert len(sea["geometry"]["coordinates"][0]) == 5
    assert len(border["geometry"]["coordinates"]) == 3
    assert len(asked(client, f"{ITEMS}/sea")["geometry"]["coordinates"][0]) == 6


def test_a_deployment_comes_with_the_claims_for_and_against_it(client: httpx2.Client, rows: Rows) -> None:
    row = rows.deployment("d1")
    denial = rows.claim(contradicts=row, stance="denied", holder="the army", published=date(2024, 1, 14))
    support = rows.claim(supports=row, quantity_min=3000, start=date(2024, 1, 10))
    rows.claim()
    document = asked(client, f"{ITEMS}/d1")
    assert list(document["properties"]) == PROPERTIES
    first, second = document["evidence"]
    assert (first["claim_id"], first["role"], first["stance"]) == (support, "supports", "asserted")
    assert (second["claim_id"], second["role"], second["holder"]) == (denial, "contradicts", "the army")
    assert first["holders"] == ["an officer", "the ministry"]
    assert (first["quantity_min"], first["start"], first["published"]) == (3000, "2024-01-10", "2024-01-12")
    assert (first["source"], first["source_class"], first["reliability"]) == ("The Paper", "paper", "C")
    assert first["quote"][: first["quote_end"]] == first["quote"]
    assert set(first) == EVIDENCE


def test_claims_are_served_with_and_without_a_place(client: httpx2.Client, rows: Rows) -> None:
    placed, unplaced = rows.claim(), rows.claim(wkt=None, holder=None, stance="alleged")
    rows.claim(retired_at=date(2024, 2, 1))
    first, second = asked(client, "/collections/claims/items")["features"]
    assert (first["id"], second["id"]) == (placed, unplaced)
    assert second["geometry"] is None
    assert first["properties"]["holders"] == "an officer < the ministry"
    assert not any(isinstance(value, dict | list) for value in first["properties"].values())
    assert ids(asked(client, "/collections/claims/items", stance="alleged")) == [unplaced]
    assert ids(asked(client, "/collections/claims/items", place_id="gn:98182", bbox="44,33,45,34")) == [
        placed
    ]
    assert asked(client, f"/collections/claims/items/{unplaced}")["id"] == unplaced
    assert walk(client, asked(client, "/collections/claims/items", limit="1")) == [placed, unplaced]


@pytest.mark.parametrize(
    ("asked_time", "found"),
    [
        ("2024-01-04", False),
        ("2024-01-05", True),
        ("2024-01-12", True),
        ("2024-01-13", False),
        ("../..", True),
    ],
)
def test_a_claim_without_an_end_reaches_to_its_report(
    client: httpx2.Client, rows: Rows, asked_time: str, found: bool
) -> None:
    rows.claim(start=date(2024, 1, 5), published=date(2024, 1, 12))
    assert bool(ids(asked(client, "/collections/claims/items", datetime=asked_time))) is found


def test_places_are_served_whatever_the_time(client: httpx2.Client, rows: Rows) -> None:
    rows.place("gn:98182", "Baghdad", country="IQ", names=["بغداد", "Bagdad"])
    rows.place("ne:IQ-AN", "Anbar", kind="admin", wkt="POLYGON((40 31,43 31,43 34,40 34,40 31))")
    document = asked(client, "/collections/places/items", datetime="2020-01-01")
    assert ids(document) == ["gn:98182", "ne:IQ-AN"]
    assert document["features"][0]["properties"]["names"] == "بغداد; Bagdad"
    assert ids(asked(client, "/collections/places/items", kind="admin")) == ["ne:IQ-AN"]
    assert asked(client, "/collections/places/items/ne:IQ-AN")["properties"]["name"] == "Anbar"


def test_more_matches_than_are_counted_leave_the_number_out(
    client: httpx2.Client, rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.serve.items.COUNT_CAP", 2)
    rows.deployments(2)
    assert asked(client, limit="1")["numberMatched"] == 2
    rows.deployment()
    assert "numberMatched" not in asked(client, limit="1")


def test_a_large_page_is_whole(client: httpx2.Client, rows: Rows) -> None:
    rows.deployments(1_300)
    document = asked(client, limit="1250")
    assert document["numberReturned"] == len(set(ids(document))) == 1_250
    assert document["numberMatched"] == len(walk(client, document)) == 1_300


def test_line_breaks_in_a_text_part_no_features(client: httpx2.Client, rows: Rows) -> None:
    quotes = ["two\nlines", "three\r\nof\n\nthem", "another\u2028kind, and \\n spelt"]
    for quote in quotes:
        rows.deployment(quote=quote)
    document = client.get("/collections/deployments/items").json()
    assert [feature["properties"]["quote"] for feature in document["features"]] == quotes
    assert client.get("/collections/deployments/items?limit=2").json()["numberReturned"] == 2
