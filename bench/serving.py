"""Pages of deployments from the server against the same SQL run straight, in one run, on invented rows.

    .venv/bin/python bench/serving.py [--rows 100000] [--seconds 4]

Makes a cluster of its own in a temporary folder and takes it away again. `server CPU` is the web process
alone, from /proc; `of raw` compares the time of one request with that of its queries (the page, and the count
where the page is not all) without a server.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

import psycopg
from psycopg import sql
from sqlalchemy import Engine, create_engine, text

from app.db.embedded import Cluster
from app.db.schema import migrate
from app.serve import collections, queries
from app.serve.collections import DEPLOYMENTS
from app.serve.items import COUNT_CAP

ITEMS = "/collections/deployments/items"
TICKS_S = os.sysconf("SC_CLK_TCK")
FILL = """
WITH drawn AS (
  SELECT
    i,
    -- two thirds of all in four dense regions, as reports are
    CASE
      WHEN i % 3 = 0 THEN -170 + random() * 340
      ELSE (ARRAY[44, 36, 31, 120])[1 + i % 4] + random() * 6
    END AS x,
    CASE
      WHEN i % 3 = 0 THEN -55 + random() * 120
      ELSE (ARRAY[33, 34, 48, 22])[1 + i % 4] + random() * 5
    END AS y,
    date '2015-01-01' + (random() * 3600)::int AS first,
    (random() * 90)::int AS days
  FROM generate_series(1, :rows) AS i
)
INSERT INTO deployment (
  id, key, actor_id, actor, action, force, quantity_min, place, place_id, precision, relation, radius_m,
  point, geom, start, "end", start_precision, end_precision, dates_inferred, valid, status, confidence,
  origins, claims, denials, first_reported, last_reported, quote, source, url
)
SELECT
  substr(md5(i::text), 1, 16), 'key ' || i, 'actor-' || i % 12, 'Actor ' || i % 12, 'deploy', 'a battalion',
  i % 900, 'Place ' || i % 4000, 'gn:' || i % 4000,
  CASE WHEN i % 25 = 0 THEN 'district' ELSE 'settlement' END, 'at', 5000,
  ST_SetSRID(ST_MakePoint(x, y), 4326),
  CASE
    WHEN i % 25 = 0 THEN ST_Buffer(ST_SetSRID(ST_MakePoint(x, y), 4326), 0.2)
    ELSE ST_SetSRID(ST_MakePoint(x, y), 4326)
  END,
  first, first + days, 'day', 'day', false,
  tstzrange(first::timestamp AT TIME ZONE 'UTC', (first + days + 1)::timestamp AT TIME ZONE 'UTC'),
  (ARRAY['reported', 'alleged', 'disputed', 'confirmed'])[1 + i % 4], 0.7, 1, 1, 0, first, first + 1,
  'A battalion has been moved to the outskirts of the town, two officers said on Monday.', 'The Paper',
  'https://example.org/news/' || i
FROM drawn
"""
QUERIES: dict[str, dict[str, str]] = {
    "page of 100": {"limit": "100"},
    "page of 1000": {"limit": "1000"},
    "1000 in a box": {"limit": "1000", "bbox": "44,33,50,38"},
    "1000 in a box and month": {"limit": "1000", "bbox": "30,20,60,50", "datetime": "2020-03-01/2020-03-31"},
    "whole layer, 10000": {"limit": "10000"},
}


@dataclass(frozen=True, slots=True)
class Measured:
    p50_ms: float
    requests_s: float
    features: int
    cpu_ms_per_1000: float


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--rows", type=int, default=100_000)
    asked.add_argument("--seconds", type=float, default=4.0, help="for each figure")
    given = asked.parse_args()
    with cluster_with(given.rows) as (cluster, engine), served(cluster) as (port, pid):
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))
        print(f"{given.rows} deployments, {os.cpu_count()} cores, {given.seconds:.0f} s a figure")
        print(
            f"{'query':26}{'features':>9}{'p50 ms':>9}{'raw p50':>9}{'of raw':>8}{'req/s c=8':>11}"
            f"{'server CPU ms/1000':>20}"
        )
        for name, parameters in QUERIES.items():
            raw = raw_p50_ms(cluster, parameters, given.seconds)
            one = measure(port, pid, parameters, seconds=given.seconds, clients=1)
            many = measure(port, pid, parameters, seconds=given.seconds, clients=8)
            print(
                f"{name:26}{one.features:>9}{one.p50_ms:>9.1f}{raw:>9.1f}{raw / one.p50_ms:>8.0%}"
                f"{many.requests_s:>11.1f}{one.cpu_ms_per_1000:>20.2f}"
            )
        print_others(port, pid, given.seconds)


def print_others(port: int, pid: int, seconds: float) -> None:
    tag = fetch(port, ITEMS, {})[1]["etag"]
    first = next_page(port, {"limit": "1000"})
    deep = first
    for _ in range(60):
        deep = next_page(port, deep) or deep
    for name, path, headers in (
        ("304 on a known ETag", ITEMS, {"If-None-Match": tag}),
        ("landing page", "/", {}),
        ("first page by next", f"{ITEMS}?{urlencode(first or {})}", {}),
        ("60th page by next", f"{ITEMS}?{urlencode(deep or {})}", {}),
    ):
        before, times = cpu_s(pid), timed(lambda p=path, h=headers: fetch(port, p, h), seconds)  # type: ignore[misc]
        cost = (cpu_s(pid) - before) / len(times) * 1000
        print(f"{name:26}{'':>9}{statistics.median(times) * 1000:>9.1f}{'':>28}{cost:>20.2f}  (ms a request)")
    print(f"whole layer by pages: {download(port, pid)}")


@contextmanager
def cluster_with(rows: int) -> Iterator[tuple[Cluster, Engine]]:
    folder = Path(tempfile.mkdtemp(prefix="pm-bench-", dir="/tmp"))
    folder.chmod(0o755)
    cluster = Cluster(folder, fsync=False)
    try:
        cluster.start()
        engine = create_engine(cluster.url())
        migrate(engine)
        with engine.begin() as connection:
            connection.execute(
                text(
                    "INSERT INTO actor (id, name, kind) SELECT 'actor-' || i, 'Actor ' || i, 'state_force' "
                    "FROM generate_series(0, 11) AS i"
                )
            )
            connection.execute(text(FILL), {"rows": rows})
            connection.execute(text("INSERT INTO revision (what) VALUES ('rebuild')"))
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))
        yield cluster, engine
        engine.dispose()
    finally:
        cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def served(cluster: Cluster) -> Iterator[tuple[int, int]]:
    """Port and process id of a server of its own process."""
    port = free_port()
    address = cluster.url(user="posturemap_reader").render_as_string(hide_password=False)
    settings = {
        "POSTUREMAP_DATABASE_URL": address,
        "POSTUREMAP_PORT": str(port),
        "POSTUREMAP_DATA_DIR": "/nonexistent",
    }
    code = "from app.config import load; from app.server import run; run(load())"
    process = subprocess.Popen([sys.executable, "-c", code], env=os.environ | settings)
    try:
        wait_for(port)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(timeout=15)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(port: int) -> None:
    for _ in range(200):
        try:
            fetch(port, "/livez", {})
            return
        except OSError:
            time.sleep(0.05)
    raise SystemExit("the server did not start")


def fetch(port: int, path: str, headers: dict[str, str]) -> tuple[bytes, dict[str, str]]:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    line.request("GET", path, headers=headers)
    answer = line.getresponse()
    found = answer.read(), {name.lower(): value for name, value in answer.getheaders()}
    line.close()
    return found


def next_page(port: int, parameters: dict[str, str] | None) -> dict[str, str] | None:
    document = json.loads(fetch(port, f"{ITEMS}?{urlencode(parameters or {})}", {})[0])
    for link in document["links"]:
        if link["rel"] == "next":
            return dict(parse_qsl(urlsplit(link["href"]).query))
    return None


def cpu_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS_S


def rss_mb(pid: int) -> float:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def timed(work: Callable[[], object], seconds: float) -> list[float]:
    work()
    times: list[float] = []
    end = time.monotonic() + seconds
    while time.monotonic() < end or len(times) < 3:
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return times


def measure(port: int, pid: int, parameters: dict[str, str], *, seconds: float, clients: int) -> Measured:
    path = f"{ITEMS}?{urlencode(parameters)}"
    features = json.loads(fetch(port, path, {})[0])["numberReturned"]
    times: list[list[float]] = [[] for _ in range(clients)]

    def ask(number: int) -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

        def once() -> None:
            line.request("GET", path)
            line.getresponse().read()

        times[number] = timed(once, seconds)
        line.close()

    before, begun = cpu_s(pid), time.perf_counter()
    threads = [threading.Thread(target=ask, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    spent, cpu = time.perf_counter() - begun, cpu_s(pid) - before
    done = [value for part in times for value in part]
    answered = len(done) + clients
    return Measured(
        p50_ms=statistics.median(done) * 1000,
        requests_s=answered / spent,
        features=features,
        cpu_ms_per_1000=cpu * 1000 / (answered * features / 1000),
    )


def raw_p50_ms(cluster: Cluster, parameters: dict[str, str], seconds: float) -> float:
    """The page's and the count's query of one request, run by the driver with nothing round them."""
    asked = collections.items_query(DEPLOYMENTS, parameters)
    binds = collections.selection(DEPLOYMENTS, asked) | {
        "after": None,
        "limit": asked.limit + 1,
        "cap": COUNT_CAP + 1,
    }
    page, count = (bound(f"deployments_{name}") for name in ("items", "count"))
    address = cluster.url().set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True, prepare_threshold=None) as connection:

        def once() -> None:
            if len(connection.execute(page, binds).fetchall()) > asked.limit:
                connection.execute(count, binds).fetchall()

        return statistics.median(timed(once, seconds)) * 1000


def bound(name: str) -> sql.SQL:
    """A served query as the driver writes its binds."""
    lines = [line for line in str(queries.load_sql(name)).splitlines() if not line.lstrip().startswith("--")]
    return sql.SQL(re.sub(r"(?<![:\w]):(\w+)(?!:)", r"%(\1)s", "\n".join(lines).replace("%", "%%")))


def download(port: int, pid: int) -> str:
    """Every page of the layer, ten thousand features each."""
    before, size, begun = cpu_s(pid), rss_mb(pid), time.perf_counter()
    read, parameters = 0, {"limit": "10000"}
    following: dict[str, str] | None = parameters
    while following:
        document = json.loads(fetch(port, f"{ITEMS}?{urlencode(following)}", {})[0])
        read += document["numberReturned"]
        href = next((link["href"] for link in document["links"] if link["rel"] == "next"), None)
        following = dict(parse_qsl(urlsplit(href).query)) if href else None
    spent, cpu = time.perf_counter() - begun, cpu_s(pid) - before
    grown = rss_mb(pid) - size
    return f"{read} features in {spent:.1f} s, server CPU {cpu:.2f} s, memory grown by {grown:.0f} MB"


if __name__ == "__main__":
    main()
