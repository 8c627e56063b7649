"""Requests meant to break the service. Each gets a problem document; the next request is answered."""

from __future__ import annotations

import gzip
import json
import socket
import zlib
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from tests.http.conftest import Served
from tests.http.rows import Rows

ITEMS = "/collections/deployments/items"
INSIDE = ("Traceback", "psycopg", "sqlalchemy", "SELECT", "site-packages", ".py", "FROM ")


@pytest.fixture(autouse=True)
def _answers_after(client: httpx2.Client, rows: Rows) -> Iterator[None]:
    rows.deployment()
    yield
    assert client.get(ITEMS).json()["numberReturned"] == 1


def problem(answer: httpx2.Response, status: int) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert not any(word in answer.text for word in INSIDE)
    document: dict[str, Any] = answer.json()
    assert {"type", "title", "status", "detail", "instance"} <= document.keys()
    assert document["status"] == status
    return document


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("bbox", value) for value in ("nan,0,1,1", "0,0,inf,1", "1e999,0,1,1", "", "1,2,3", "1,2,3,4,5")),
        *(("bbox", value) for value in ("a,b,c,d", "0,10,1,-10", "0,0,1,91", "-181,0,1,1", "0,0,0,0,0,0,0")),
        *(("bbox", value) for value in ("1,,2,3", " 1,1,2,2", "1;1;2;2", "1_0,1,20,2", "٣,1,20,2")),
        *(("datetime", value) for value in ("2024-02-30", "2025-01-01/2024-01-01", "a/b/c", "//", "", "/")),
        *(("datetime", value) for value in ("10000-01-01", "-0044-03-15", "0000-01-01", "yesterday", "2024")),
        *(
            ("datetime", value)
            for value in ("2024-01-01T25:00:00Z", "2024-01-01T00:00:00+99:00", "2024-01-01Z/..")
        ),
        ("datetime", "0001-01-01T00:00:00+14:00"),
        *(("limit", value) for value in ("0", "-1", "1.5", "abc", "", "1e3", "+5", "٥", "9" * 40)),
        *(("next", value) for value in ("", "x", "AAAA", "A" * 4000, "é", "__proto__", "../../etc/passwd")),
        *(("status", value) for value in ("nonsense", "", "reported,", "reported,x", "REPORTED")),
        *(("sample", value) for value in ("yes", "", "2")),
        *(("actor", value) for value in ("", "a\x00b", "a\r\nSet-Cookie: x=1", "a" * 501)),
        ("actor_id", ",".join("x" * 60)),
        *(("start", value) for value in ("2024-13-01", "2024-1-1", "today")),
        *((name, "1") for name in ("nonsense", "__proto__", "constructor", 'a""b', "x" * 8_000, "")),
        *(("crs", value) for value in ("EPSG:4326", "http://www.opengis.net/def/crs/EPSG/0/999999", "")),
        ("bbox-crs", "http://www.opengis.net/def/crs/EPSG/0/4326"),
        ("f", "xml"),
        ("filter", "actor = 'x'"),
    ],
)
def test_a_wrong_parameter_is_named(client: httpx2.Client, name: str, value: str) -> None:
    document = problem(client.get(ITEMS, params={name: value}), 400)
    assert document["parameter"] == name[:100]
    assert document["instance"] == ITEMS


def test_a_parameter_given_twice_is_refused(client: httpx2.Client) -> None:
    assert problem(client.get(f"{ITEMS}?limit=1&limit=2"), 400)["parameter"] == "limit"
    assert problem(client.get(f"{ITEMS}?status=denied&status=denied"), 400)["parameter"] == "status"


@pytest.mark.parametrize(
    "query", ["%ff=1", "actor=%ff", "actor=%c0%af", "actor=%ed%a0%80", "actor=%00", "a=1&" * 100]
)
def test_a_query_that_is_no_text_is_refused(client: httpx2.Client, query: str) -> None:
    problem(client.get(f"{ITEMS}?{query}"), 400)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"{ITEMS}/none", 404),
        (f"{ITEMS}/%00", 400),
        (f"{ITEMS}/a%0d%0ab", 404),
        (f"{ITEMS}/%ff", 400),
        (f"{ITEMS}/{'x' * 2000}", 404),
        (f"{ITEMS}/' OR 1=1--", 404),
        ("/collections/claims/items/x", 404),
        ("/collections/claims/items/9223372036854775808", 404),
        ("/collections/claims/items/-1", 404),
        ("/collections/claims/items/١", 404),
        ("/collections/nonsense/items", 404),
        ("/collections/__proto__", 404),
        ("/collections/%00/schema", 404),
        ("/no/such/path", 404),
        ("/timeline?bin=year", 400),
        ("/timeline?bin=day&datetime=0001-01-01/9999-12-31", 400),
        ("/places", 400),
        ("/places?q=%00", 400),
    ],
)
def test_a_wrong_path_is_a_problem(client: httpx2.Client, path: str, status: int) -> None:
    problem(client.get(path), status)


def test_the_whole_calendar_can_be_counted_by_month(client: httpx2.Client) -> None:
    answer = client.get("/timeline?bin=month&datetime=9900-01-01/9999-12-31")
    assert answer.status_code == 200
    assert answer.json()["bins"][-1]["end"] == "9999-12-31"


def test_a_token_belongs_to_one_question(client: httpx2.Client, rows: Rows) -> None:
    rows.deployment(status="denied")
    document = client.get(ITEMS, params={"limit": "1"}).json()
    href = next(link["href"] for link in document["links"] if link["rel"] == "next")
    assert client.get(href).status_code == 200
    assert problem(client.get(f"{href}&status=denied"), 400)["parameter"] == "next"
    assert problem(client.get(href[:-1] + ("A" if href[-1] != "A" else "Q")), 400)["parameter"] == "next"
    rows.close("d0002")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_other_methods_are_a_problem(client: httpx2.Client, method: str) -> None:
    problem(client.request(method, ITEMS), 405)
    assert problem(client.get("/read"), 405)


def test_a_long_address_and_many_headers_are_refused(client: httpx2.Client) -> None:
    problem(client.get(f"{ITEMS}?actor={'x' * 30_000}"), 414)
    problem(client.get(ITEMS, headers=[(f"x-{n}", "1") for n in range(1000)]), 431)


def test_line_breaks_of_a_request_reach_no_header(client: httpx2.Client) -> None:
    answer = client.get(f"{ITEMS}?actor=a%0d%0aSet-Cookie:%20x=1")
    assert "set-cookie" not in answer.headers
    problem(answer, 400)


# --- bodies


def post(client: httpx2.Client, content: Any, **headers: str) -> httpx2.Response:
    sent = {"Content-Type": "application/json"} | {k.replace("_", "-"): v for k, v in headers.items()}
    return client.post("/read", content=content, headers=sent)


def chunked(*parts: bytes) -> Iterator[bytes]:
    yield from parts


BIG = json.dumps({"text": "a" * 30_000}).encode()


def test_a_body_over_the_cap_is_refused_with_and_without_a_length(client: httpx2.Client) -> None:
    problem(post(client, BIG), 413)
    problem(post(client, chunked(BIG[:15_000], BIG[15_000:])), 413)


def test_a_body_is_refused_by_its_length_alone(served: Served) -> None:
    host, port = served.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=5) as line:
        line.sendall(
            b"POST /read HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            b"Content-Length: 99999999999\r\n\r\n"
        )
        assert line.recv(200).startswith(b"HTTP/1.1 413")


def test_a_bomb_is_refused_when_it_has_unpacked_to_the_cap(client: httpx2.Client) -> None:
    bomb = zlib.compressobj(9, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    packed = bomb.compress(b'{"text":"' + b"a" * 15_000_000) + bomb.flush()
    assert len(packed) < 20_000
    problem(post(client, packed, Content_Encoding="gzip"), 413)


@pytest.mark.parametrize(
    ("content", "headers", "status"),
    [
        (b"{}", {"Content_Encoding": "gzip"}, 400),
        (gzip.compress(b'{"text":"x"}')[:-4], {"Content_Encoding": "gzip"}, 400),
        (gzip.compress(b"{}") + b"more", {"Content_Encoding": "gzip"}, 400),
        (gzip.compress(gzip.compress(b"{}")), {"Content_Encoding": "gzip, gzip"}, 415),
        (b"{}", {"Content_Encoding": "br"}, 415),
        (b"text=x", {"Content_Type": "application/x-www-form-urlencoded"}, 415),
        (b"{}", {"Content_Type": "text/plain"}, 415),
        (b"{}", {"Content_Type": "application/json; charset=utf-16"}, 415),
        ('{"text":"x"}'.encode("utf-16"), {}, 400),
        ("\ufeff{}".encode(), {}, 400),
        (b'{"text":"\xff"}', {}, 400),
        (b"", {}, 400),
        (b"[]", {}, 400),
        (b"null", {}, 400),
        (b"{}", {}, 400),
        (b'{"text":""}', {}, 400),
        (b'{"text":"  \\n "}', {}, 400),
        (b'{"text":1}', {}, 400),
        (b'{"text":["x"]}', {}, 400),
        (b'{"text":"x","text":"y"}', {}, 400),
        (b'{"text":"x","nonsense":1}', {}, 400),
        (b'{"text":"x","published":"yesterday"}', {}, 400),
        (b'{"text":"x","published":"2024-02-30"}', {}, 400),
        (b'{"text":"x","language":"xx"}', {}, 400),
        (b'{"text":"\\ud800"}', {}, 400),
        (b'{"text":NaN}', {}, 400),
        (b'{"text":1e400}', {}, 400),
        (b'{"text":' + b"[" * 9_000 + b"]" * 9_000 + b"}", {}, 400),
        (b'{"text":"x"', {}, 400),
    ],
)
def test_a_body_that_cannot_be_understood_is_refused(
    client: httpx2.Client, content: bytes, headers: dict[str, str], status: int
) -> None:
    problem(post(client, content, **headers), status)


def test_a_digit_of_thousands_is_refused(client: httpx2.Client) -> None:
    problem(post(client, b'{"text":' + b"9" * 15_000 + b"}"), 400)
