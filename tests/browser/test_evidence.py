"""From a mark to the sentences it rests on."""

from __future__ import annotations

import json
from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.map_page import MapPage
from tests.browser.scene import ARABIC_QUOTE, DENIAL_QUOTE, DISPUTED_QUOTE, SCRIPT

Visit = Callable[..., MapPage]


def test_a_deployment_shows_who_says_it_and_who_denies_it(visit: Visit) -> None:
    page = visit()
    page.open("Ayn al-Asad")
    said, denied = page.quote(DISPUTED_QUOTE), page.quote(DENIAL_QUOTE)
    expect(said).to_be_visible()
    expect(denied).to_be_visible()
    expect(page.page.locator("figure", has=said)).to_contain_text("the spokesman, quoted by Gulf Lantern")
    expect(page.page.locator("figure", has=said)).to_contain_text("Alleges")
    expect(page.page.locator("figure", has=denied)).to_contain_text("Contradicts")
    expect(page.page.locator("figure", has=denied)).to_contain_text("called routine")


def test_facts_are_told_in_words(visit: Visit) -> None:
    page = visit("#id=asad")
    for words in (
        "3,000 or more personnel",
        "since 10 August 2023, no end reported; partly worked out from the date of the report",
        "Exact site; true position within about 2.5 km, 95 times in 100",
        "Some say so and others deny it",
        "2 independent origins · 2 claims · 1 denial",
    ):
        expect(page.evidence).to_contain_text(words)


def test_sources_carry_their_grade_and_a_safe_link(visit: Visit) -> None:
    page = visit("#id=asad")
    card = page.page.locator("figure", has=page.quote(DISPUTED_QUOTE))
    expect(card.get_by_role("img", name="Source reliability C: fairly reliable")).to_be_visible()
    link = card.get_by_role("link", name="Open the report")
    expect(link).to_have_attribute("href", "https://example.org/asad")
    expect(link).to_have_attribute("rel", "noopener noreferrer nofollow")


def test_an_arabic_quote_runs_from_the_right(visit: Visit) -> None:
    page = visit("#id=asad")
    assert page.quote(ARABIC_QUOTE).evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert page.quote(DENIAL_QUOTE).evaluate("e => getComputedStyle(e).direction") == "ltr"


def test_clicking_a_mark_on_the_map_opens_it(visit: Visit) -> None:
    page = visit("#m=9/33.786/42.441&t=2023-08-01..2023-08-31")
    page.click_map_middle()
    expect(page.quote(DISPUTED_QUOTE)).to_be_visible()


def test_a_number_counts_those_at_one_spot_and_lists_them(visit: Visit) -> None:
    page = visit("#m=11/33.315/44.366")
    page.click_map_middle()
    expect(page.page.get_by_role("heading", name="4 deployments at this spot")).to_be_visible()
    assert page.rows.count() == 4
    page.rows.first.click()
    expect(page.evidence).to_be_visible()


def test_an_area_is_opened_by_a_click_inside_it(visit: Visit) -> None:
    page = visit("#m=7/32.4/42.9&t=2023-04-10..2023-04-20")
    page.click_map_middle()
    expect(page.evidence).to_contain_text("Anbar")
    expect(page.evidence).to_contain_text("Province")


def test_a_line_is_opened_by_a_click_on_it(visit: Visit) -> None:
    page = visit("#m=9/33.9/39.9&t=2023-08-14..2023-08-20")
    page.click_map_middle()
    expect(page.evidence).to_contain_text("Iraq–Syria border")


def test_back_leads_to_the_list_and_escape_too(visit: Visit) -> None:
    page = visit("#id=asad")
    expect(page.evidence).to_be_visible()
    page.page.get_by_role("button", name="Back to the list").click()
    expect(page.row("Ayn al-Asad")).to_be_visible()
    page.open("Ayn al-Asad")
    page.page.keyboard.press("Escape")
    expect(page.evidence).to_have_count(0)


def test_the_keyboard_alone_reaches_a_quote(visit: Visit) -> None:
    page = visit()
    page.page.keyboard.press("Tab")
    page.page.keyboard.press("Enter")  # the link that skips to the list
    page.row("Ayn al-Asad").focus()
    page.page.keyboard.press("Enter")
    expect(page.quote(DISPUTED_QUOTE)).to_be_visible()
    focused = page.page.evaluate("document.activeElement.id")
    assert focused == "evidence-title"


def test_scripts_in_the_data_are_shown_as_text(visit: Visit) -> None:
    page = visit("#m=9/33.5/36.3")
    expect(page.row(f"{SCRIPT} force")).to_contain_text(f"{SCRIPT} place")
    box = page.page.locator("#map").bounding_box()
    assert box
    page.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.page.locator(".tooltip")).to_contain_text(f"{SCRIPT} place")
    page.page.get_by_role("button", name="Table").click()
    expect(page.page.get_by_role("dialog")).to_contain_text(f"{SCRIPT} force")
    page.page.keyboard.press("Escape")
    page.open("place")
    for words in (SCRIPT, "<script>alert(5)</script> they came", "<svg onload=alert(2)>"):
        expect(page.evidence).to_contain_text(words)
    assert page.page.locator("img, svg[onload], .evidence script").count() == 0
    assert page.page.locator("a[href^='javascript']").count() == 0
    expect(page.evidence.get_by_text("No link")).to_be_visible()


def test_an_item_is_there_as_geojson(visit: Visit) -> None:
    page = visit("#id=asad")
    address = page.evidence.get_by_role("link", name="GeoJSON").get_attribute("href")
    answer = page.page.request.get(f"{page.page.url.split('#')[0]}{address}")
    assert json.loads(answer.text())["properties"]["place"] == "Ayn al-Asad"


def test_a_deployment_that_is_gone_says_so(visit: Visit) -> None:
    page = visit("#id=nowhere")
    expect(page.page.get_by_text("no longer in the data")).to_be_visible()


def test_moving_the_map_leaves_the_reader_in_place(visit: Visit) -> None:
    page = visit("#m=7/33.8/42.4&id=asad")
    copy = page.page.get_by_role("button", name="Copy link")
    expect(page.quote(DENIAL_QUOTE)).to_be_attached()
    copy.focus()
    page.page.evaluate("document.getElementById('panel-content').scrollTop = 120")
    page.page.get_by_role("button", name="Zoom in").evaluate("e => e.click()")
    page.page.wait_for_timeout(700)
    expect(copy).to_be_focused()
    assert page.page.evaluate("document.getElementById('panel-content').scrollTop") == 120
