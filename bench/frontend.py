"""What the map costs the reader: bytes to fetch, time until it is there, work of a step of time.

    .venv/bin/python bench/frontend.py [--rows 10000,50000] [--steps 24]

Invented deployments (those of `serving.py`) on a real server, the built map in a headless Chromium.
A step moves a window of a year by a month, as the player does; zoom is a turn of the wheel, all its frames.
Milliseconds are CPU of the page's main thread by the browser's own count: what blocks input; a frame has
16. `script` and `layout` are the means of their shares, the rest is painting, here without a graphics card;
`idle` is the same measurement with no step.
"""

from __future__ import annotations

import argparse
import gzip
import os
import re
import shutil
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright
from serving import cluster_with, served
from sqlalchemy import text

BUILT = Path(__file__).parents[1] / "frontend" / "dist"
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
WINDOW = "#v=1&t=2018-01-01..2018-12-31"
MARKED = {"script": r'src="[^"]*?(assets/[^"]+\.js)"', "style": r'href="[^"]*?(assets/[^"]+\.css)"'}
WHEEL = "new WheelEvent('wheel', { deltaY: -90, clientX: 640, clientY: 300, bubbles: true })"
FRAMES = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--rows", default="10000,50000", help="how many deployments; several with commas")
    asked.add_argument("--steps", type=int, default=24)
    given = asked.parse_args()
    print_sizes()
    print(
        f"{'deployments':>11}{'drawn':>8}{'ready s':>9}{'heap MB':>9}"
        f"{'step ms p50':>13}{'p95':>7}{'script':>8}{'layout':>8}{'idle':>7}{'zoom ms':>9}"
    )
    with chromium() as browser:
        for rows in map(int, given.rows.split(",")):
            with cluster_with(rows) as (cluster, engine), served(cluster) as (port, _):
                with engine.connect() as connection:
                    connection.execute(text("SELECT 1"))
                measure(browser, f"http://127.0.0.1:{port}/", rows=rows, steps=given.steps)


def print_sizes() -> None:
    """Of what the first page needs; what is loaded when asked for stands apart."""
    page = (BUILT / "index.html").read_text(encoding="utf-8")
    for name, pattern in MARKED.items():
        for found in re.findall(pattern, page):
            content = (BUILT / found).read_bytes()
            packed = len(gzip.compress(content, 9)) / 1e3
            print(f"{name}: {packed:.0f} kB gzip ({len(content) / 1e3:.0f} kB)")
    basemap = [file for file in (BUILT / "basemap").rglob("*") if file.is_file()]
    packed = sum(len(gzip.compress(file.read_bytes(), 9)) for file in basemap) / 1e3
    print(f"basemap, all zooms: {packed:.0f} kB gzip in {len(basemap)} files")


@contextmanager
def chromium() -> Iterator[Browser]:
    program = os.environ.get("POSTUREMAP_CHROMIUM") or next(filter(None, map(shutil.which, PROGRAMS)), None)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield started
        started.close()


def measure(browser: Browser, url: str, *, rows: int, steps: int) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(url + WINDOW)
    page.wait_for_selector("#app[data-loading=ready]", timeout=180_000)
    ready_s = page.evaluate("performance.now()") / 1e3
    page.wait_for_timeout(1500)  # the last tiles and the first list
    line = page.context.new_cdp_session(page)
    line.send("Performance.enable", {"timeDomain": "threadTicks"})
    line.send("HeapProfiler.collectGarbage")
    heap = metrics(line)["JSHeapUsedSize"] / 1e6
    drawn = page.locator("#app").get_attribute("data-shown")
    idle = statistics.median(cost_ms(page, line, "0") for _ in range(8))
    stepping = "document.querySelector('.timeline-player button:last-child').click()"
    before = metrics(line)
    costs = sorted(cost_ms(page, line, stepping) for _ in range(steps))
    after = metrics(line)
    script, layout, style = (
        (after[f"{name}Duration"] - before[f"{name}Duration"]) * 1e3 / steps
        for name in ("Script", "Layout", "RecalcStyle")
    )
    moved = page.locator("#app").get_attribute("data-shown")
    if moved == drawn:
        raise SystemExit("the step moved nothing: the player's button is not where it was")
    zooming = f"document.querySelector('#map').dispatchEvent({WHEEL})"
    zoom = statistics.median(cost_ms(page, line, zooming, settle_ms=900) for _ in range(3))
    print(
        f"{rows:>11}{drawn:>8}{ready_s:>9.1f}{heap:>9.1f}{statistics.median(costs):>13.1f}"
        f"{costs[int(0.95 * len(costs))]:>7.1f}{script:>8.1f}{layout + style:>8.1f}{idle:>7.1f}{zoom:>9.1f}",
        flush=True,
    )
    page.close()


def cost_ms(page: Page, line: CDPSession, action: str, *, settle_ms: int = 0) -> float:
    """CPU of the main thread from the action until two frames are drawn."""
    before = metrics(line)["TaskDuration"]
    page.evaluate(f"() => {{ {action}; return {FRAMES}; }}")
    if settle_ms:
        page.wait_for_timeout(settle_ms)
    return (metrics(line)["TaskDuration"] - before) * 1e3


def metrics(line: CDPSession) -> dict[str, float]:
    return {one["name"]: one["value"] for one in line.send("Performance.getMetrics")["metrics"]}


if __name__ == "__main__":
    main()
