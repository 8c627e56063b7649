"""The web application: its routes, and what is round them."""

from __future__ import annotations

import asyncio
import base64
import hashlib
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from importlib.metadata import version
from pathlib import Path

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from app.config import Settings
from app.db.engine import read_engine
from app.serve import frontend, health, items, landing, params, places, problems, reading, reference, timeline
from app.serve.answers import to_json
from app.serve.context import Context, OpenGazetteer, base_url, context
from app.serve.definition import definition
from app.serve.envelope import Envelope
from app.serve.queries import plan_each_query

READERS = 2
"""Texts read at the same time by POST /read."""
DOCS_STYLE = "sha256-" + base64.b64encode(hashlib.sha256(reference.STYLE.encode()).digest()).decode()
DOCS_POLICY = f"default-src 'none'; style-src '{DOCS_STYLE}'; base-uri 'none'; frame-ancestors 'none'"


def create_app(settings: Settings) -> FastAPI:
    """The application over the database of `settings`, which must be there; nothing is started but a pool."""
    built = settings.frontend_dir or frontend.folder()
    app = FastAPI(
        title=landing.TITLE,
        version=version("posturemap"),
        lifespan=_lifespan(settings, built),
        routes=routes(built),
        # The definition is made here, in OpenAPI 3.0, and its page loads nothing from elsewhere.
        openapi_url=None,
        redirect_slashes=False,
        middleware=[
            Middleware(
                Envelope, content_security_policy=frontend.content_security_policy(settings.basemap_url)
            ),
            Middleware(
                CORSMiddleware,
                allow_origins=["*"],
                allow_methods=["GET", "HEAD"],
                allow_headers=["*"],
                expose_headers=["Link", "Content-Crs", "ETag"],
            ),
            Middleware(GZipMiddleware, minimum_size=1_000, compresslevel=5),
        ],
    )
    app.add_exception_handler(HTTPException, _problem)
    app.add_exception_handler(RequestValidationError, _problem)
    return app


def routes(built: Path) -> list[BaseRoute]:
    here = "/collections/{name}"
    return [
        Route("/", landing.landing),
        Route("/conformance", landing.conformance),
        Route("/api", api),
        Route("/openapi.json", api),
        Route("/docs", docs),
        Route("/livez", health.livez),
        Route("/readyz", health.readyz),
        Route("/status", health.status),
        Route("/collections", landing.collections),
        Route(here, landing.one_collection),
        Route(f"{here}/queryables", landing.queryables),
        Route(f"{here}/schema", landing.schema),
        Route(f"{here}/items", items.items),
        Route(f"{here}/items/{{id:path}}", items.item),
        Route("/timeline", timeline.timeline),
        Route("/places", places.places),
        Route("/read", reading.read, methods=["POST"]),
        Mount("/assets", frontend.Assets(built / "assets", lasting=True)),
        Mount("/basemap", frontend.Assets(built / "basemap", lasting=False)),
        *(Route(f"/{name}", frontend.root_file) for name in sorted(frontend.ROOT_FILES)),
    ]


def _lifespan(settings: Settings, built: Path) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        engine = read_engine(settings)
        plan_each_query(engine)
        app.state.context = Context(
            settings=settings,
            engine=engine,
            gazetteer=OpenGazetteer(settings.gazetteer_path, settings.corrections_path),
            frontend=built,
            readers=asyncio.Semaphore(READERS),
        )
        try:
            yield
        finally:
            await engine.dispose()

    return lifespan


async def _problem(request: Request, error: Exception) -> Response:
    return problems.response(error, instance=request.scope["path"])


async def api(request: Request) -> Response:
    """GET /api and /openapi.json"""
    params.given(request.scope["query_string"], {"f"})
    media_type = landing.OPENAPI if request.scope["path"] == "/api" else landing.JSON
    return Response(to_json(_definition(request)), media_type=media_type)


async def docs(request: Request) -> Response:
    """GET /docs"""
    params.given(request.scope["query_string"], ())
    return HTMLResponse(
        reference.page(_definition(request)), headers={"Content-Security-Policy": DOCS_POLICY}
    )


def _definition(request: Request) -> dict[str, object]:
    return definition(
        base=base_url(request),
        version=request.app.version,
        body_limit=context(request).settings.body_limit,
    )
