"""Playing, dragging and stepping through time."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.map_page import Look, MapPage
from tests.browser.scene import Scene

Visit = Callable[..., MapPage]
SPRING = "#v=1&t=2023-03-01..2023-04-10"


def test_everything_is_shown_at_first(visit: Visit, scene: Scene) -> None:
    page = visit()
    page.expect_shown(scene.total)
    assert page.thumb_date(page.first_thumb) == "1 February 2023"
    assert page.thumb_date(page.last_thumb) == "20 September 2023"


def test_dragging_a_thumb_narrows_the_time(visit: Visit, scene: Scene) -> None:
    page = visit()
    page.drag(page.last_thumb, by=-0.75)
    assert page.thumb_date(page.last_thumb).endswith("March 2023")
    assert page.shown < scene.total
    assert page.row("Ayn al-Asad").count() == 0


def test_a_thumb_does_not_pass_the_other(visit: Visit) -> None:
    page = visit(SPRING)
    page.drag(page.first_thumb, by=0.9)
    assert page.thumb_date(page.first_thumb) == page.thumb_date(page.last_thumb) == "10 April 2023"


def test_the_window_is_dragged_whole(visit: Visit) -> None:
    page = visit(SPRING)
    page.drag(page.page.locator(".timeline-window"), by=0.3)
    first, last = page.thumb_date(page.first_thumb), page.thumb_date(page.last_thumb)
    assert first.endswith(("May 2023", "April 2023"))
    days = page.page.evaluate("([a, b]) => (new Date(b) - new Date(a)) / 864e5", [first, last])
    assert round(days) == 40


def test_thumbs_are_moved_by_keys(visit: Visit) -> None:
    page = visit(SPRING)
    page.first_thumb.focus()
    page.page.keyboard.press("ArrowRight")
    assert page.thumb_date(page.first_thumb) == "8 March 2023"
    page.page.keyboard.press("Home")
    assert page.thumb_date(page.first_thumb) == "1 February 2023"
    page.last_thumb.focus()
    page.page.keyboard.press("PageUp")
    assert page.thumb_date(page.last_thumb) == "19 June 2023"


def test_playing_moves_the_window_until_it_is_stopped(visit: Visit) -> None:
    page = visit(SPRING)
    before = page.thumb_date(page.first_thumb)
    page.page.get_by_role("combobox", name="Speed").select_option("4")
    page.page.get_by_role("button", name="Play").click()
    expect(page.first_thumb).not_to_have_attribute("aria-valuetext", before)
    page.page.get_by_role("button", name="Pause").click()
    stopped = page.thumb_date(page.first_thumb)
    page.page.wait_for_timeout(700)
    assert page.thumb_date(page.first_thumb) == stopped


def test_playing_stops_at_the_end(visit: Visit) -> None:
    page = visit("#v=1&t=2023-08-20..2023-09-10")
    page.page.get_by_role("combobox", name="Speed").select_option("4")
    page.page.get_by_role("button", name="Play").click()
    expect(page.page.get_by_role("button", name="Play")).to_be_visible()
    assert page.thumb_date(page.last_thumb) == "20 September 2023"


def test_what_lasted_a_day_lingers_while_time_plays(visit: Visit) -> None:
    page = visit("#v=1&m=5/33/44&t=2023-05-11..2023-05-12")
    assert page.row("Reed Guard").count() == 0
    page.page.get_by_role("combobox", name="Step", exact=True).select_option("day")
    page.page.get_by_role("combobox", name="Speed").select_option("0.5")
    page.page.get_by_role("button", name="Play").click()
    expect(page.row("Reed Guard")).to_be_visible()
    page.page.get_by_role("button", name="Pause").click()
    expect(page.row("Reed Guard")).to_have_count(0)


def test_up_to_the_date_shows_what_has_ended(visit: Visit) -> None:
    page = visit("#v=1&m=5/34/42&t=2023-04-01..2023-04-10")
    assert page.row("Erbil").count() == 0
    page.page.get_by_role("button", name="Up to the date").click()
    expect(page.row("Erbil")).to_be_visible()
    assert page.row("Ayn al-Asad").count() == 0


def test_stepping_back_and_forth_comes_home(visit: Visit) -> None:
    page = visit(SPRING)
    before = page.thumb_date(page.first_thumb)
    page.page.get_by_role("button", name="One step forward").click()
    expect(page.first_thumb).to_have_attribute("aria-valuetext", "8 March 2023")
    page.page.get_by_role("button", name="One step back").click()
    expect(page.first_thumb).to_have_attribute("aria-valuetext", before)


def test_all_time_brings_everything_back(visit: Visit, scene: Scene) -> None:
    page = visit(SPRING)
    page.page.get_by_role("button", name="All time").click()
    page.expect_shown(scene.total)


def test_with_less_motion_play_takes_one_step(visit: Visit) -> None:
    page = visit(SPRING, Look(still=True))
    page.page.get_by_role("button", name="Play").click()
    expect(page.first_thumb).to_have_attribute("aria-valuetext", "8 March 2023")
    page.page.wait_for_timeout(1500)
    assert page.thumb_date(page.first_thumb) == "8 March 2023"


def test_a_screen_reader_is_told_once_what_is_shown(visit: Visit) -> None:
    page = visit(SPRING)
    expect(page.page.locator("#announcer")).to_contain_text("1 Mar – 10 Apr 2023: ", timeout=4000)
    expect(page.page.locator("#announcer")).to_contain_text("actors")
