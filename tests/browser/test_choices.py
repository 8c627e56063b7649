"""Filters, search, table and addresses."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Route, expect

from tests.browser.map_page import MapPage
from tests.browser.scene import Scene

Visit = Callable[..., MapPage]


def test_filters_hold_together_and_are_cleared_at_once(visit: Visit, scene: Scene) -> None:
    page = visit()
    page.open_filters()
    page.choose("United States Army")
    page.expect_shown(2)
    page.choose("Disputed")
    page.expect_shown(1)
    page.page.get_by_role("button", name="Clear filters").click()
    page.expect_shown(scene.total)


def test_one_press_shows_only_what_is_contested(visit: Visit) -> None:
    page = visit()
    page.open_filters()
    page.page.get_by_role("button", name="Only disputed or denied").click()
    page.expect_shown(2)


def test_an_actor_is_found_by_a_part_of_its_name(visit: Visit) -> None:
    page = visit()
    page.open_filters()
    page.page.get_by_label("Find an actor").fill("turk")
    expect(page.page.locator("[data-key^=actor-]")).to_have_count(1)
    page.choose("Turkish Army")
    page.expect_shown(2)


def test_the_legend_filters(visit: Visit) -> None:
    page = visit()
    legend = page.page.get_by_role("complementary", name="Legend")
    if legend.locator(".legend-body").is_hidden():
        legend.get_by_role("button", name="Legend").click()
    legend.get_by_role("button", name=re.compile("Planned")).click()
    page.expect_shown(1)


def test_words_narrow_the_list(visit: Visit) -> None:
    page = visit()
    search = page.page.get_by_role("combobox", name=re.compile("Search"))
    search.fill("ayn asad")
    search.press("Enter")
    page.expect_shown(1)
    page.page.get_by_role("button", name="Clear search").click()
    assert page.shown > 1


def test_a_place_is_found_and_gone_to(visit: Visit) -> None:
    page = visit()
    search = page.page.get_by_role("combobox", name=re.compile("Search"))
    search.fill("Erbil")
    place = page.page.get_by_role("option", name=re.compile("^Erbil")).first
    expect(place).to_be_visible(timeout=15_000)
    place.click()
    page.page.wait_for_url(re.compile(r"m=[\d.]+/36\.[12]\d*/4[34]"))


def test_the_table_sorts_and_opens(visit: Visit) -> None:
    page = visit()
    page.page.get_by_role("button", name="Table").click()
    table = page.page.get_by_role("table")
    table.get_by_role("button", name="Strength").click()
    expect(table.get_by_role("columnheader", name="Strength")).to_have_attribute("aria-sort", "descending")
    expect(table.locator("tbody tr").first).to_contain_text("3,000 or more")
    table.get_by_role("button", name="Actor").click()
    expect(table.locator("tbody tr").last).to_contain_text("United States Navy")
    table.get_by_role("button", name="United States Navy").click()
    expect(page.evidence).to_contain_text("Red Sea")


def test_an_address_brings_back_the_same_view(visit: Visit) -> None:
    first = visit()
    first.open_filters()
    first.choose("United States Army")
    first.drag(first.first_thumb, by=0.4)
    first.open_list()
    first.open("Ayn al-Asad")
    address = first.hash
    second = visit(address)
    assert second.shown == first.shown == 2
    assert second.thumb_date(second.first_thumb) == first.thumb_date(first.first_thumb)
    expect(second.evidence).to_contain_text("Ayn al-Asad")
    assert second.hash == address


@pytest.mark.parametrize(
    "hash",
    [
        "#__proto__[x]=1&m=1e9/NaN/x&t=..",
        "#m=%E0%A4%A&id=%00",
        "#s=friendly&t=2023-02-30..2023-03-01&a=" + "x" * 100_000,
    ],
)
def test_a_broken_address_shows_everything(visit: Visit, scene: Scene, hash: str) -> None:
    page = visit(hash)
    page.expect_shown(scene.total)
    assert page.page.evaluate("({}).x") is None


def test_what_is_chosen_can_be_downloaded(visit: Visit) -> None:
    page = visit("#s=disputed")
    address = page.page.get_by_role("link", name="GeoJSON of this selection").get_attribute("href")
    answer = page.page.request.get(f"{page.page.url.split('#')[0]}{address}")
    assert [feature["id"] for feature in json.loads(answer.text())["features"]] == ["asad"]


def test_nothing_in_view_offers_the_way_back(visit: Visit) -> None:
    page = visit("#m=9/-30/-120")
    page.page.get_by_role("button", name="Show the whole map").click()
    expect(page.row("Ayn al-Asad")).to_be_visible()


def test_pages_are_followed_to_the_last(visit: Visit, scene: Scene) -> None:
    page = visit()

    def small(route: Route) -> None:
        route.continue_(url=route.request.url.replace("limit=1000", "limit=5"))

    page.page.route("**/collections/deployments/items?limit=1000*", small)
    page.page.reload()
    page.wait_until_loaded()
    page.expect_shown(scene.total)


def test_a_server_that_fails_is_told_and_asked_again(visit: Visit, scene: Scene) -> None:
    page = visit()
    page.page.route(
        "**/collections/deployments/items?*", lambda route: route.fulfill(status=503, body="busy")
    )
    page.page.reload()
    expect(page.page.get_by_role("alert")).to_contain_text("HTTP 503")
    page.page.unroute("**/collections/deployments/items?*")
    page.page.get_by_role("button", name="Try again").click()
    page.expect_shown(scene.total)


def test_a_cut_off_answer_leaves_the_page_alive(visit: Visit) -> None:
    page = visit()
    page.page.route(
        "**/collections/deployments/items?*", lambda r: r.fulfill(status=200, body='{"features":[')
    )
    page.page.reload()
    expect(page.page.get_by_role("alert")).to_contain_text("broken answer")
