"""The map as a reader uses it: found by role and by text, as people and their tools find it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Locator, Page, expect

AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@dataclass(frozen=True, slots=True)
class Look:
    width: int = 1280
    height: int = 800
    theme: Literal["light", "dark"] = "light"
    locale: str = "en-GB"
    still: bool = False
    """The reader has asked for less motion."""
    touch: bool = False
    bypass_csp: bool = False
    """Only to put the accessibility checker into the page."""

    def options(self) -> dict[str, Any]:
        return {
            "viewport": {"width": self.width, "height": self.height},
            "color_scheme": self.theme,
            "locale": self.locale,
            "reduced_motion": "reduce" if self.still else "no-preference",
            "has_touch": self.touch,
            "bypass_csp": self.bypass_csp,
        }


PHONE = Look(width=390, height=844, touch=True)


class MapPage:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.first_thumb = page.locator(".timeline-thumb-from")
        self.last_thumb = page.locator(".timeline-thumb-to")
        self.rows = page.locator(".panel .row")
        self.evidence = page.get_by_role("article")
        self.search = page.locator("input[role=combobox]")
        self.found = page.locator("#search-list [role=option]")
        self.place_card = page.locator(".place-card")

    def wait_until_loaded(self) -> None:
        self.page.wait_for_selector("#app[data-loading=ready]")

    @property
    def shown(self) -> int:
        """How many deployments fit the filters and the time."""
        return int(self.page.locator("#app").get_attribute("data-shown") or -1)

    def expect_shown(self, count: int) -> None:
        expect(self.page.locator("#app")).to_have_attribute("data-shown", str(count))

    def thumb_date(self, thumb: Locator) -> str:
        return thumb.get_attribute("aria-valuetext") or ""

    def drag(self, thumb: Locator, *, by: float) -> None:
        """Moves by a part of the track's width."""
        box, track = thumb.bounding_box(), self.page.locator(".timeline-track").bounding_box()
        assert box
        assert track
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + by * track["width"] / 2, y, steps=4)
        self.page.mouse.move(x + by * track["width"], y, steps=4)
        self.page.mouse.up()

    def row(self, words: str) -> Locator:
        return self.rows.filter(has_text=words)

    def open(self, words: str) -> None:
        self.row(words).first.click()
        expect(self.evidence).to_be_visible()

    def quote(self, words: str) -> Locator:
        return self.page.locator("blockquote", has_text=words)

    def open_filters(self) -> None:
        self.page.get_by_role("tab", name=re.compile("Filters")).click()

    def open_list(self) -> None:
        self.page.get_by_role("tab", name=re.compile("Deployments")).click()

    def choose(self, label: str) -> None:
        self.page.get_by_role("checkbox", name=re.compile(label)).check(force=True)

    @property
    def hash(self) -> str:
        self.page.wait_for_timeout(600)  # the address is written at most every 400 ms
        return self.page.evaluate("location.hash") or ""

    def map_pixel(self, x: float, y: float) -> list[int]:
        """Colour of the marks' canvas at a point of the map, in CSS pixels: [r, g, b, a]."""
        found: list[int] = self.page.evaluate(
            """([x, y]) => {
                const canvas = document.querySelector("canvas.marks");
                const box = canvas.getBoundingClientRect();
                const map = document.getElementById("map").getBoundingClientRect();
                const scale = canvas.width / box.width;
                const [left, top] = [map.left + x - box.left, map.top + y - box.top];
                return [...canvas.getContext("2d").getImageData(left * scale, top * scale, 1, 1).data];
            }""",
            [x, y],
        )
        return found

    def click_map_middle(self) -> None:
        box = self.page.locator("#map").bounding_box()
        assert box
        self.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    def violations(self) -> list[str]:
        """Serious faults of accessibility, by axe-core."""
        self.page.add_script_tag(path=AXE)
        result = self.page.evaluate(
            "levels => axe.run(document, { runOnly: { type: 'tag', values: levels } })", LEVELS
        )
        return [
            f"{fault['id']}: {fault['help']}: {fault['nodes'][0]['html'][:120]}"
            for fault in result["violations"]
            if fault["impact"] in ("serious", "critical")
        ]
