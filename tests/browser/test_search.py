"""The search field: places completed while they are typed, gone to and marked."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Route, expect

from tests.browser.map_page import PHONE, Look, MapPage

Visit = Callable[..., MapPage]


def test_a_place_is_found_by_keys_alone_and_marked_until_closed(visit: Visit) -> None:
    page = visit()
    page.search.press_sequentially("baghd", delay=20)
    expect(page.found.nth(1)).to_contain_text("town or city · Iraq")
    expect(page.search).to_have_attribute("aria-expanded", "true")
    page.search.press("ArrowDown")
    page.search.press("ArrowDown")
    chosen = page.page.locator("#search-option-1")
    expect(chosen).to_have_attribute("aria-selected", "true")
    expect(page.search).to_have_attribute("aria-activedescendant", "search-option-1")
    page.search.press("Enter")
    expect(page.place_card).to_contain_text("Baghdad")
    page.page.wait_for_url(re.compile(r"m=[\d.]+/33\.[23]\d*/44\.[34]"))
    expect(page.page.get_by_role("listbox")).to_be_hidden()
    page.place_card.get_by_role("button", name="Take the mark away").click()
    expect(page.place_card).to_have_count(0)
    expect(page.page.locator(".place-circle")).to_have_count(0)


def test_the_arrows_go_round_and_escape_closes_step_by_step(visit: Visit) -> None:
    page = visit()
    page.search.press_sequentially("erbil", delay=20)
    expect(page.found.nth(1)).to_be_visible()
    page.search.press("ArrowUp")
    last = page.found.count() - 1
    expect(page.found.nth(last)).to_have_attribute("aria-selected", "true")
    page.search.press("ArrowDown")
    expect(page.search).not_to_have_attribute("aria-activedescendant", re.compile("."))
    page.search.press("Escape")
    expect(page.page.get_by_role("listbox")).to_be_hidden()
    expect(page.search).to_have_value("erbil")
    page.search.press("Escape")
    expect(page.search).to_have_value("")


def test_arabic_finds_the_place_and_shows_it_in_arabic(visit: Visit) -> None:
    page = visit(look=Look(locale="ar"))
    page.search.fill("عين الاس")
    first = page.found.nth(1)
    expect(first).to_contain_text("عين الأسد")
    expect(first).to_contain_text("قاعدة عسكرية · العراق")
    first.click()
    expect(page.place_card).to_contain_text("العراق")
    assert page.place_card.get_attribute("dir") == "rtl"


def test_what_reports_speak_of_is_told(visit: Visit) -> None:
    page = visit()
    page.search.fill("reported har")
    expect(page.found.nth(1)).to_contain_text("in reports")


def test_a_name_nothing_has_says_so(visit: Visit) -> None:
    page = visit()
    page.search.fill("qqxqqxqq")
    expect(page.page.locator(".search-note")).to_have_text("No place has a name like that.")
    expect(page.found).to_have_count(1)


def test_only_the_last_letters_are_asked_for(visit: Visit) -> None:
    page = visit()
    asked: list[str] = []

    def note(route: Route) -> None:
        asked.extend(parse_qs(urlsplit(route.request.url).query)["q"])
        route.continue_()

    page.page.route("**/places?*", note)
    page.search.press_sequentially("damascus", delay=15)
    expect(page.found.nth(1)).to_contain_text("Damascus")
    assert asked[-1] == "damascus"
    assert len(asked) < len("damascus")


def test_a_late_answer_for_fewer_letters_is_not_shown(visit: Visit) -> None:
    page = visit()
    held: list[Route] = []
    page.page.route("**/places?q=bagh&*", lambda route: held.append(route))
    with page.page.expect_request("**/places?q=bagh&*"):
        page.search.fill("bagh")
    page.search.fill("mosul")
    expect(page.found.nth(1)).to_contain_text("Mosul")
    for route in held:
        route.abort()
    expect(page.found.nth(1)).to_contain_text("Mosul")


def test_places_near_the_map_are_asked_for(visit: Visit) -> None:
    page = visit("#m=8/34.4/35.8")
    with page.page.expect_request("**/places?*") as asked:
        page.search.fill("tripoli")
    assert parse_qs(urlsplit(asked.value.url).query)["near"] == ["35.80,34.40"]
    expect(page.found.nth(1)).to_contain_text("Lebanon")


@pytest.mark.parametrize("look", [Look(bypass_csp=True), Look(theme="dark", bypass_csp=True)])
def test_the_open_list_and_the_mark_can_be_used_by_all(visit: Visit, look: Look) -> None:
    page = visit(look=look)
    page.search.fill("baghd")
    expect(page.found.nth(1)).to_be_visible()
    assert page.violations() == []
    page.found.nth(1).click()
    expect(page.place_card).to_be_visible()
    assert page.violations() == []


def test_on_a_phone_the_place_lies_over_the_sheet(visit: Visit) -> None:
    page = visit(look=PHONE)
    page.search.fill("erbil")
    page.found.nth(1).tap()
    expect(page.place_card).to_be_visible()
    page.page.wait_for_url(re.compile(r"m=[\d.]+/3[56]"))
    card, sheet = page.place_card.bounding_box(), page.page.locator(".panel").bounding_box()
    assert card
    assert sheet
    assert card["y"] + card["height"] <= sheet["y"]
    assert card["x"] >= 0
    assert card["x"] + card["width"] <= 390
