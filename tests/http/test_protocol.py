"""What every client leans on: discovery, the definition, caching, headers, and the map's files."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import httpx2
import pytest
from openapi_spec_validator import validate
from sqlalchemy import insert
from starlette.routing import Route

from app.db.tables import revision
from app.serve.frontend import ROOT_FILES
from app.serve.main import routes
from tests.http.conftest import Served, serving
from tests.http.rows import Rows

ITEMS = "/collections/deployments/items"
OPENAPI = "application/vnd.oai.openapi+json;version=3.0"


def links(document: dict[str, Any]) -> dict[str, dict[str, str]]:
    return {link["rel"]: link for link in document["links"]}


def parameters_of(definition: dict[str, Any], path: str) -> set[str]:
    shared = definition["components"]["parameters"]
    listed = definition["paths"][path]["get"]["parameters"]
    return {shared[p["$ref"].rsplit("/", 1)[1]]["name"] if "$ref" in p else p["name"] for p in listed}


def test_the_landing_page_leads_to_everything(client: httpx2.Client) -> None:
    for path in ("", "/"):
        document = client.get(path).json()
        found = links(document)
        assert {"self", "service-desc", "service-doc", "conformance", "data"} <= found.keys()
        assert found["service-desc"]["type"] == OPENAPI
        for rel in ("service-desc", "service-doc", "conformance", "data"):
            answer = client.get(found[rel]["href"])
            assert answer.status_code == 200
            kind = answer.headers["content-type"].replace(" ", "").split(";charset")[0]
            assert kind == found[rel]["type"], rel


@pytest.mark.parametrize(
    ("accept", "is_page"),
    [
        ("*/*", False),
        ("application/json", False),
        ("application/geo+json, application/json", False),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", True),
        ("text/html;q=0.5, application/json", False),
        ("text/html;q=.9, application/json;q=0.8", True),
        ("text/html;q=\xb2", False),
    ],
)
def test_only_who_prefers_a_page_gets_one(client: httpx2.Client, accept: str, is_page: bool) -> None:
    answer = client.get("/", headers={b"Accept": accept.encode("latin-1")})
    assert answer.headers["content-type"].startswith("text/html" if is_page else "application/json")
    assert "Accept" in answer.headers["vary"]
    assert client.get("/?f=json", headers={b"Accept": accept.encode("latin-1")}).json()["links"]
    assert client.get("/?f=html").headers["content-type"].startswith("text/html")


def test_a_collection_says_where_and_when_its_features_lie(client: httpx2.Client, rows: Rows) -> None:
    rows.deployment(wkt="POINT(10 20)", first=date(2024, 1, 10), last=date(2024, 1, 20))
    rows.deployment(wkt="POINT(30 -5)", first=date(2023, 5, 1), last=date(2023, 5, 2))
    document = client.get("/collections/deployments").json()
    assert document["extent"]["spatial"]["bbox"] == [[10, -5, 30, 20]]
    assert document["extent"]["temporal"]["interval"] == [["2023-05-01T00:00:00Z", "2024-01-21T00:00:00Z"]]
    assert document["crs"] == ["http://www.opengis.net/def/crs/OGC/1.3/CRS84"]
    rows.deployment(wkt="POINT(60 0)", last=None)
    document = client.get("/collections/deployments").json()
    assert document["extent"]["spatial"]["bbox"] == [[10, -5, 60, 20]]
    assert document["extent"]["temporal"]["interval"] == [["2023-05-01T00:00:00Z", None]]


def test_every_link_of_every_collection_answers_in_its_type(client: httpx2.Client, rows: Rows) -> None:
    rows.claim(supports=rows.deployment())
    rows.place("gn:1", "Baghdad")
    for described in client.get("/collections").json()["collections"]:
        for link in described["links"]:
            answer = client.get(link["href"])
            assert answer.status_code == 200, link
            assert answer.headers["content-type"].split(";")[0] == link["type"], link


def test_the_definition_is_valid_openapi_3_0_and_names_every_route(client: httpx2.Client) -> None:
    answer = client.get("/api")
    definition = answer.json()
    validate(definition)
    assert answer.headers["content-type"] == OPENAPI
    assert definition["openapi"].startswith("3.0.")
    assert client.get("/openapi.json").json() == definition
    served = {route.path for route in routes(Path("nowhere")) if isinstance(route, Route)}
    served -= {f"/{name}" for name in ROOT_FILES}
    expected = {
        path.replace("{name}", layer).replace("{id:path}", "{featureId}")
        for path in served
        for layer in ("deployments", "claims", "places")
    }
    assert set(definition["paths"]) == expected


def test_the_definition_lists_the_parameters_that_are_taken_and_no_other(
    client: httpx2.Client, rows: Rows
) -> None:
    rows.deployment()
    definition = client.get("/api").json()
    for layer in ("deployments", "claims", "places"):
        items = f"/collections/{layer}/items"
        known = parameters_of(definition, items)
        refused = client.get(items, params={"no_such": "1"}).json()["detail"]
        assert known == set(refused.split("known: ")[1].split(", "))
        queryables = client.get(f"/collections/{layer}/queryables").json()["properties"]
        assert set(queryables) <= known
        schema = client.get(f"/collections/{layer}/schema").json()["properties"]
        assert set(queryables) <= set(schema)


def test_an_etag_lives_as_long_as_the_data(client: httpx2.Client, rows: Rows) -> None:
    rows.deployment("a")
    for path in (ITEMS, f"{ITEMS}/a", "/collections", "/timeline"):
        tag = client.get(path).headers["etag"]
        again = client.get(path, headers={"If-None-Match": f'"other", {tag}'})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
        rows.deployment()
        fresh = client.get(path, headers={"If-None-Match": tag})
        assert fresh.status_code == 200
        assert fresh.headers["etag"] != tag


def test_an_etag_belongs_to_one_question(client: httpx2.Client, rows: Rows) -> None:
    rows.deployment()
    tag = client.get(ITEMS).headers["etag"]
    assert client.get(f"{ITEMS}?limit=1", headers={"If-None-Match": tag}).status_code == 200


def test_what_is_not_there_is_not_found_whatever_is_known_of_it(client: httpx2.Client) -> None:
    assert client.get(f"{ITEMS}/none", headers={"If-None-Match": "*"}).status_code == 404


@pytest.mark.parametrize("revisions", [0, 2_000])
def test_a_revision_committed_late_changes_the_etag(
    client: httpx2.Client, rows: Rows, served: Served, revisions: int
) -> None:
    """Numbers of revisions are given out before the commit: the later one may be seen first."""
    if revisions:
        with served.engine.begin() as connection:
            connection.execute(insert(revision), [{"what": "rebuild"}] * revisions)
    with served.engine.connect() as slow:
        slow.execute(insert(revision).values(what="deployment", subject="slow"))
        rows.deployment("fast")
        tag = client.get(ITEMS).headers["etag"]
        slow.commit()
    assert client.get(ITEMS, headers={"If-None-Match": tag}).status_code == 200


def test_head_is_get_without_the_body(client: httpx2.Client, rows: Rows) -> None:
    rows.deployment()
    for path in (ITEMS, "/", "/collections", "/livez"):
        head, got = client.head(path), client.get(path)
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["content-type"] == got.headers["content-type"]


def test_a_slash_at_the_end_says_nothing(client: httpx2.Client, rows: Rows) -> None:
    rows.deployment()
    assert client.get("/collections/").json()["collections"]
    assert client.get(f"{ITEMS}/").json()["numberReturned"] == 1


def test_bodies_are_packed_for_who_can_unpack_them(client: httpx2.Client, rows: Rows) -> None:
    rows.deployments(20)
    with client.stream("GET", ITEMS, headers={"Accept-Encoding": "gzip"}) as answer:
        assert answer.headers["content-encoding"] == "gzip"
        raw = b"".join(answer.iter_raw())
    assert json.loads(gzip.decompress(raw))["numberReturned"] == 20
    assert "content-encoding" not in client.get(ITEMS, headers={"Accept-Encoding": "identity"}).headers


def test_answers_and_problems_carry_safe_headers(client: httpx2.Client) -> None:
    for path in ("/", "/?f=html", ITEMS, f"{ITEMS}?limit=x", "/nowhere", "/docs"):
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "default-src" in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "unsafe-inline" not in headers["content-security-policy"]


def test_a_page_elsewhere_may_read_and_not_write(client: httpx2.Client) -> None:
    origin = {"Origin": "https://elsewhere.example"}
    answer = client.get(ITEMS, headers=origin)
    assert answer.headers["access-control-allow-origin"] == "*"
    assert {"etag", "link", "content-crs"} <= {
        name.strip().lower() for name in answer.headers["access-control-expose-headers"].split(",")
    }
    asks = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    assert client.options("/read", headers=origin | asks).status_code == 400


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost@evil.example:80"])
def test_a_forged_host_reaches_no_link(client: httpx2.Client, host: str) -> None:
    answer = client.get(
        "/", headers={"Host": host, "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"}
    )
    assert "evil" not in answer.text
    assert "https://" not in answer.text


def test_links_name_a_forwarded_port_of_this_machine(client: httpx2.Client) -> None:
    document = client.get("/", headers={"Host": "localhost:18000"}).json()
    assert links(document)["data"]["href"] == "http://localhost:18000/collections"


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_a_server_that_listens_everywhere_links_to_the_address_that_was_reached(
    rows: Rows, served: Served, host: str
) -> None:
    with serving(served.settings.model_copy(update={"host": host})) as url:
        document = httpx2.get(f"{url}/", headers={"Host": "evil.example"}, trust_env=False).json()
    assert links(document)["data"]["href"] == f"{url}/collections"


def test_the_reference_page_loads_nothing_and_runs_nothing(client: httpx2.Client) -> None:
    answer = client.get("/docs")
    assert not re.search(r"<script|<link|<img|@import|url\(", answer.text)
    assert "https://" not in re.sub(r"https?://127\.0\.0\.1:\d+", "", answer.text)
    assert "script-src" not in answer.headers["content-security-policy"]
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_times_of_the_year_are_counted(client: httpx2.Client, rows: Rows) -> None:
    rows.deployment(first=date(2024, 1, 1), last=date(2024, 1, 7))
    rows.deployment(first=date(2024, 1, 8), last=date(2024, 1, 8), status="disputed")
    rows.deployment(first=date(2024, 1, 3), last=None, last_reported=date(2024, 1, 24))
    document = client.get("/timeline", params={"bin": "week"}).json()
    assert document["bin"] == "week"
    assert document["extent"] == ["2024-01-01", "2024-01-24"]
    assert document["total"] == 3
    assert document["bins"] == [
        {"start": "2024-01-01", "end": "2024-01-07", "count": 2, "by_status": {"reported": 2}},
        {"start": "2024-01-08", "end": "2024-01-14", "count": 2, "by_status": {"disputed": 1, "reported": 1}},
        {"start": "2024-01-15", "end": "2024-01-21", "count": 1, "by_status": {"reported": 1}},
        {"start": "2024-01-22", "end": "2024-01-28", "count": 1, "by_status": {"reported": 1}},
    ]


def test_the_timeline_counts_within_the_window_asked_for(client: httpx2.Client, rows: Rows) -> None:
    rows.deployment(first=date(2023, 6, 15), last=date(2024, 2, 3))
    rows.deployment(first=date(2020, 1, 1), last=date(2020, 1, 2))
    asks = {"bin": "month", "datetime": "2024-01-10/2024-03-01"}
    document = client.get("/timeline", params=asks).json()
    assert [(b["start"], b["count"]) for b in document["bins"]] == [
        ("2024-01-01", 1),
        ("2024-02-01", 1),
        ("2024-03-01", 0),
    ]
    assert (document["extent"], document["total"]) == (["2020-01-01", "2024-02-03"], 1)
    assert client.get("/timeline", params=asks | {"bbox": "-10,-10,0,0"}).json()["total"] == 0
    assert client.get("/timeline", params=asks | {"status": "denied"}).json()["total"] == 0


@pytest.mark.parametrize("size", ["day", "week", "month"])
def test_a_stay_to_the_end_of_the_calendar_is_counted(client: httpx2.Client, rows: Rows, size: str) -> None:
    rows.deployment(first=date(9999, 12, 1), last=date(9999, 12, 30))
    bins = client.get("/timeline", params={"bin": size}).json()["bins"]
    assert bins[0]["count"] == 1


def test_the_timeline_of_nothing_is_empty(client: httpx2.Client) -> None:
    document = client.get("/timeline").json()
    assert (document["bins"], document["extent"], document["total"]) == ([], [None, None], 0)


def test_every_bin_counts_what_the_items_of_its_days_count(client: httpx2.Client, rows: Rows) -> None:
    for n in range(25):
        first = date(2024, 1, 1 + n)
        rows.deployment(first=first, last=None if n % 5 == 0 else date(2024, 2, 1 + n % 20))
    for size in ("day", "week", "month"):
        for found in client.get("/timeline", params={"bin": size}).json()["bins"]:
            days = f"{found['start']}/{found['end']}"
            assert (
                client.get(ITEMS, params={"datetime": days, "limit": "1"}).json()["numberMatched"]
                == found["count"]
            )


def test_the_status_counts_what_is_held(client: httpx2.Client, rows: Rows, served: Served) -> None:
    document = client.get("/status").json()
    assert (document["deployments"], document["reports"], document["sample"]) == (0, 0, False)
    rows.claim(supports=rows.deployment(sample=True))
    document = client.get("/status").json()
    assert (document["deployments"], document["reports"], document["queued"]) == (1, 1, 0)
    assert document["sample"] is True
    assert document["revision"] > 0
    assert {"version", "quarantined", "basemap_url"} <= document.keys()


@pytest.fixture
def built(served: Served) -> Iterator[Path]:
    """A built map where the server looks for it."""
    folder = served.settings.data_dir / "dist"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html><title>the map</title>")
    (folder / "assets" / "main-1a2b.js").write_text("export {}")
    (folder / "favicon.svg").write_text("<svg/>")
    (folder / "secret.txt").write_text("secret")
    yield folder
    shutil.rmtree(folder)


def test_the_built_map_is_served_beside_the_api(client: httpx2.Client, built: Path) -> None:
    assert built.is_dir()
    assert "the map" in client.get("/", headers={"Accept": "text/html"}).text
    script = client.get("/assets/main-1a2b.js")
    assert script.headers["content-type"].startswith("text/javascript")
    assert "immutable" in script.headers["cache-control"]
    assert client.get("/favicon.svg").status_code == 200


@pytest.mark.parametrize(
    "path", ["/secret.txt", "/assets/../secret.txt", "/assets/%2e%2e/secret.txt", "/assets/none.js"]
)
def test_nothing_else_of_the_folder_is_served(client: httpx2.Client, built: Path, path: str) -> None:
    assert built.is_dir()
    answer = client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


def read_with_geopandas(url: str, **arguments: str) -> list[str]:
    """The ids that another process reads: GDAL holds this one's lock while it waits for the server in it."""
    code = (
        "import geopandas, json, sys; url, arguments = sys.argv[1], json.loads(sys.argv[2]); "
        "layer = geopandas.read_file('OAPIF:' + url, layer='deployments', **arguments); "
        "print(json.dumps(list(layer['id'])))"
    )
    command = [sys.executable, "-c", code, url, json.dumps(arguments)]
    told = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    read: list[str] = json.loads(told.stdout)
    return read


def test_geopandas_reads_the_layer_whole(client: httpx2.Client, rows: Rows, served: Served) -> None:
    assert client
    rows.deployments(1030)
    rows.deployment("disputed", status="disputed", actor="Navy", wkt="LINESTRING(1 1,2 2)")
    whole = read_with_geopandas(served.url)
    assert len(whole) == len(set(whole)) == 1031
    assert read_with_geopandas(served.url, where="actor = 'Navy'") == ["disputed"]
    assert len(read_with_geopandas(served.url, where="start = '2024-01-10'")) == 1031


@pytest.mark.skipif(shutil.which("ogrinfo") is None, reason="ogrinfo is not installed")
def test_ogrinfo_reads_the_layer(client: httpx2.Client, rows: Rows, served: Served) -> None:
    assert client
    rows.deployments(120)
    command = ["ogrinfo", "-ro", "-al", "-q", f"OAPIF:{served.url}", "deployments"]
    told = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert told.stdout.count("OGRFeature(deployments)") == 120
    assert "ERROR" not in told.stderr
