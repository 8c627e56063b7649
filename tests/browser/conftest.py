"""A real Chromium on a real server over a real database, filled by builders."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page, sync_playwright

from app.config import Settings
from app.db.embedded import Cluster
from app.db.engine import write_engine
from tests.browser.map_page import Look, MapPage
from tests.browser.scene import Scene
from tests.conftest import clone
from tests.http.conftest import serving

FRONTEND = Path(__file__).parents[2] / "frontend"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = os.environ.get("POSTUREMAP_CHROMIUM") or next(filter(None, map(shutil.which, PROGRAMS)), None)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def scene(
    cluster: Cluster, template: str, gazetteer_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Scene]:
    """A served map with the deployments of `Scene`, the same for all tests: none of them writes."""
    built = FRONTEND / "dist"
    assert (built / "index.html").is_file(), "the map is not built: npm run build in frontend/"
    with clone(cluster, template) as database:
        settings = Settings(
            database_url=database.render_as_string(hide_password=False),
            data_dir=tmp_path_factory.mktemp("browser"),
            gazetteer_dir=gazetteer_path,
            frontend_dir=built,
        )
        engine = write_engine(settings)
        made = Scene.write(engine)
        with serving(settings) as url:
            yield replace(made, url=url)
        engine.dispose()


@pytest.fixture
def visit(browser: Browser, scene: Scene) -> Iterator[Callable[..., MapPage]]:
    """Opens the map at a hash in a fresh browser profile. A test in which the page reports an error fails."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def opened(hash: str = "", look: Look | None = None) -> MapPage:
        context = browser.new_context(**(look or Look()).options())
        contexts.append(context)
        page = context.new_page()
        listen(page, errors)
        page.goto(f"{scene.url}/{hash}")
        shown = MapPage(page)
        shown.wait_until_loaded()
        return shown

    yield opened
    for context in contexts:
        context.close()
    assert errors == []


def listen(page: Page, errors: list[str]) -> None:
    def heard(message: ConsoleMessage) -> None:
        # What a test breaks on purpose, the browser tells as a failed resource.
        if message.type == "error" and "Failed to load resource" not in message.text:
            errors.append(message.text)

    def asked(dialog: Dialog) -> None:
        errors.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    page.on("console", heard)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("dialog", asked)
