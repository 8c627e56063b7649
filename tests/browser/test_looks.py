"""Wide and narrow, light and dark, from the left and from the right, for every reader."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from tests.browser.map_page import PHONE, Look, MapPage
from tests.browser.scene import DISPUTED_QUOTE

Visit = Callable[..., MapPage]
ASAD = "#m=9/33.786/42.441&t=2023-08-01..2023-08-14"


def test_marks_are_drawn_where_the_deployments_are(visit: Visit) -> None:
    page = visit(ASAD)
    box = page.page.locator("#map").bounding_box()
    assert box
    x, y = box["width"] / 2, box["height"] / 2
    # The disputed mark: its left half in its colour, its right half in the ground's.
    assert page.map_pixel(x - 3, y)[:3] == [0xA3, 0x42, 0x7F]
    assert page.map_pixel(x + 3, y)[:3] == [255, 255, 255]
    assert page.map_pixel(x + 300, y)[3] == 0


def test_dark_follows_the_system_and_can_be_chosen(visit: Visit) -> None:
    page = visit(ASAD, Look(theme="dark"))
    box = page.page.locator("#map").bounding_box()
    assert box
    assert page.map_pixel(box["width"] / 2 - 3, box["height"] / 2)[:3] == [0xD1, 0x84, 0xC4]
    page.page.get_by_role("button", name="Appearance: As the system").click()
    expect(page.page.locator("html")).to_have_attribute("data-theme", "light")
    page.page.get_by_role("button", name="Appearance: Light").click()
    page.page.reload()
    expect(page.page.locator("html")).to_have_attribute("data-theme", "dark")


def test_a_phone_has_the_panel_as_a_sheet(visit: Visit) -> None:
    page = visit("#t=2023-08-01..2023-08-31", PHONE)
    panel, stage = page.page.locator(".panel"), page.page.locator(".stage")
    low = panel.bounding_box()
    assert low
    assert low["height"] < 100
    page.page.locator(".sheet-handle").click()
    page.open("Ayn al-Asad")
    expect(page.quote(DISPUTED_QUOTE)).to_be_attached()
    high, map_box = panel.bounding_box(), stage.bounding_box()
    assert high
    assert map_box
    assert high["y"] > map_box["y"] + 60, "the map stays in sight"


@pytest.mark.parametrize("width", [320, 390, 760, 844, 1024, 1180, 1280, 1600])
def test_nothing_runs_out_of_the_page(visit: Visit, width: int) -> None:
    page = visit("#id=asad", replace(Look(), width=width, height=800))
    # The widest of the fonts one may meet: where it fits, others do.
    page.page.evaluate("""document.documentElement.style.setProperty('--font', '"DejaVu Sans"')""")
    assert page.page.evaluate("document.documentElement.scrollWidth") <= width
    for part in (".timeline-options", ".header-tools", ".map-buttons"):
        box = page.page.locator(part).bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
    clipped = "one => one.scrollWidth > one.clientWidth"
    assert not page.page.locator(".timeline-range").evaluate(clipped), "the days shown are legible"


def test_arabic_runs_from_the_right_and_the_map_does_not(visit: Visit) -> None:
    page = visit("", Look(locale="ar"))
    expect(page.page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.page.locator("#map")).to_have_attribute("dir", "ltr")
    expect(page.page.get_by_role("tab", name=re.compile("الانتشارات"))).to_be_visible()
    panel, stage = page.page.locator(".panel").bounding_box(), page.page.locator(".stage").bounding_box()
    assert panel
    assert stage
    assert panel["x"] > stage["x"]
    first, last = page.first_thumb.bounding_box(), page.last_thumb.bounding_box()
    assert first
    assert last
    assert first["x"] > last["x"], "time runs with the line of reading"


def test_the_language_is_changed_and_kept(visit: Visit) -> None:
    page = visit()
    page.page.get_by_role("button", name="ع – العربية").click()
    expect(page.page.locator("html")).to_have_attribute("lang", "ar")
    page.drag(page.first_thumb, by=-0.3)
    assert page.shown > 0
    assert "lang=ar" in page.hash


@pytest.mark.parametrize(
    ("hash", "look"),
    [
        ("", Look()),
        ("#id=asad", Look()),
        ("#id=asad", Look(theme="dark")),
        ("", PHONE),
        ("#id=asad&lang=ar", Look()),
    ],
    ids=["list", "evidence", "dark", "phone", "arabic"],
)
def test_there_is_no_serious_fault_of_accessibility(visit: Visit, hash: str, look: Look) -> None:
    page = visit(hash, replace(look, bypass_csp=True))
    if "id=" in hash:
        expect(page.quote(DISPUTED_QUOTE)).to_be_attached()
    assert page.violations() == []


@pytest.mark.parametrize("part", ["filters", "table", "about"])
def test_the_other_parts_have_none_either(visit: Visit, part: str) -> None:
    page = visit("", Look(bypass_csp=True))
    if part == "filters":
        page.open_filters()
    else:
        page.page.get_by_role("button", name=part.title()).click()
    assert page.violations() == []


def test_the_page_keeps_to_its_policy(visit: Visit) -> None:
    """No request leaves the server, and the page's own policy refuses nothing it does."""
    page = visit()
    asked: list[str] = []
    page.page.on("request", lambda request: asked.append(request.url))
    page.page.reload()
    page.wait_until_loaded()
    page.page.wait_for_load_state("networkidle")
    home = page.page.url.split("#")[0]
    assert asked
    assert [url for url in asked if not url.startswith(home)] == []
