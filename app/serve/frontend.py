"""The built map: its page, its assets, its basemap. Files only, from one folder."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from app.errors import NotFound
from app.serve.context import context

CHECKOUT = Path(__file__).parents[2] / "frontend" / "dist"
PACKAGED = Path(__file__).parents[1] / "frontend"
ROOT_FILES = frozenset(
    {"favicon.ico", "favicon.svg", "robots.txt", "site.webmanifest", "manifest.webmanifest"}
)
NOT_BUILT = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Posturemap</title>
<h1>The map is not built</h1>
<p>The service runs; its map was not found. In a checkout, <code>make front</code> builds it.</p>
<ul>
<li><a href="/docs">The API, explained</a></li>
<li><a href="/?f=json">The landing page of the API</a></li>
<li><a href="/collections/deployments/items?limit=10">Ten deployments as GeoJSON</a></li>
</ul></html>
"""


def folder() -> Path:
    """Where the built map is looked for: in the installed package, else in the checkout."""
    return PACKAGED if (PACKAGED / "index.html").is_file() else CHECKOUT


def index(request: Request) -> Response:
    page = context(request).frontend / "index.html"
    headers = {"Vary": "Accept", "Cache-Control": "no-cache"}
    if not page.is_file():
        return HTMLResponse(NOT_BUILT, headers=headers)
    return FileResponse(page, media_type="text/html; charset=utf-8", headers=headers)


async def root_file(request: Request) -> Response:
    """GET of one of the few files that browsers look for at the root."""
    path = context(request).frontend / request.scope["path"].removeprefix("/")
    if path.name not in ROOT_FILES or not path.is_file():
        raise NotFound("the map that was built has no such file")
    return FileResponse(path)


class Assets(StaticFiles):
    """Files whose names carry their content's hash: they may be kept for good."""

    def __init__(self, directory: Path, *, lasting: bool) -> None:
        super().__init__(directory=directory, check_dir=False)
        self.cache_control = "public, max-age=31536000, immutable" if lasting else "no-cache"

    async def check_config(self) -> None:
        """The folder may be made after the start; until then each file is simply not found."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = self.cache_control
        return response


def content_security_policy(basemap_url: str | None) -> str:
    """What the pages may load: their own files, and pictures of the basemap where another one is set."""
    parts = urlsplit(basemap_url or "")
    host = parts.netloc.replace("{s}", "*")
    pictures = f" {parts.scheme}://{host}" if host else ""
    return (
        "default-src 'self'; script-src 'self'; style-src 'self'; "
        f"img-src 'self' data: blob:{pictures}; connect-src 'self'; object-src 'none'; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
    )
