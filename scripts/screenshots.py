#!/usr/bin/env python3
"""Take the pictures of the README from a running server into `docs/images/`.

scripts/screenshots.py http://127.0.0.1:8000
"""

from __future__ import annotations

import argparse
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]

WIDE = (1440, 900)
PHONE = (390, 844)


@dataclass(frozen=True, slots=True)
class Shot:
    name: str
    size: tuple[int, int] = WIDE
    hash: str = ""
    theme: str = "light"
    locale: str = "en-GB"
    opens: bool = False
    """Opens the first disputed deployment, or the first there is."""


SUMMER = "&t=2026-05-11..2026-08-09"
REGION = "#v=1&m=5/24.5/43.0" + SUMMER
SHOTS = (
    Shot("wide", opens=True, hash=REGION),
    Shot("dark", opens=True, hash=REGION, theme="dark"),
    Shot("phone", size=PHONE, hash="#v=1&m=4.5/24.5/44.0" + SUMMER),
    Shot("arabic", opens=True, hash=REGION + "&lang=ar", locale="ar"),
)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("url", help="address of the running server")
    parser.add_argument("--target", type=Path, default=ROOT / "docs" / "images")
    parser.add_argument("--only", help="name of one picture")
    arguments = parser.parse_args()
    arguments.target.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for shot in SHOTS:
            if arguments.only in (None, shot.name):
                take(browser, shot, arguments.url.rstrip("/"), arguments.target / f"{shot.name}.png")
        browser.close()
    return 0


def take(browser: Browser, shot: Shot, url: str, target: Path) -> None:
    width, height = shot.size
    is_phone = shot.size == PHONE
    context = browser.new_context(
        viewport={"width": width, "height": height},
        device_scale_factor=2 if is_phone else 1,
        has_touch=is_phone,
        color_scheme="dark" if shot.theme == "dark" else "light",
        locale=shot.locale,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(f"{url}/{shot.hash}")
    page.wait_for_selector("#app[data-loading=ready]")
    if shot.opens:
        disputed = page.locator(".row:has(.mark-disputed)")
        (disputed if disputed.count() else page.locator(".row")).first.click()
        page.wait_for_selector(".claim")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(700)  # the last tiles are painted after the last request
    page.screenshot(path=target)
    context.close()
    print(target)


if __name__ == "__main__":
    sys.exit(main())
