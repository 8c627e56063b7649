"""Is the process there, can it work, what does it hold: /livez, /readyz, /status."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

from app.db.schema import require_current
from app.serve import params, problems, queries
from app.serve.answers import to_json
from app.serve.context import Context, context

CHECK_S = 3.0
JSON = "application/json"
NO_STORE = {"Cache-Control": "no-store"}


async def livez(request: Request) -> Response:
    """Asks nobody: a process that answers is alive."""
    params.given(request.scope["query_string"], ())
    return Response(to_json({"status": "ok"}), media_type=JSON, headers=NO_STORE)


async def readyz(request: Request) -> Response:
    """Names each thing the service depends on; 503 while one of them is not ready."""
    params.given(request.scope["query_string"], ())
    here = context(request)
    names = ("database", "schema", "gazetteer")
    states = await asyncio.gather(*(_state(check, here) for check in (_database, _schema, _gazetteer)))
    is_ready = all(state == "ok" for state in states)
    headers = NO_STORE if is_ready else NO_STORE | {"Retry-After": str(problems.RETRY_AFTER_S)}
    document = {"status": "ok" if is_ready else "not ready", "checks": dict(zip(names, states, strict=True))}
    return Response(to_json(document), 200 if is_ready else 503, headers, JSON)


async def _state(check: Callable[[Context], Awaitable[None]], here: Context) -> str:
    try:
        async with asyncio.timeout(CHECK_S):
            await check(here)
    except TimeoutError:
        return "does not answer"
    except Exception as error:
        return problems.kind_of(error).slug
    return "ok"


async def _database(here: Context) -> None:
    async with here.engine.connect() as connection:
        await queries.scalar(connection, "ping", {})


async def _schema(here: Context) -> None:
    async with here.engine.connect() as connection:
        await connection.run_sync(require_current)


async def _gazetteer(here: Context) -> None:
    await here.gazetteer.get()


async def status(request: Request) -> Response:
    """GET /status.

    Version, revision and counts, for the map's frame. The queue moves without a revision: no ETag.
    """
    params.given(request.scope["query_string"], ())
    here = context(request)
    async with here.engine.connect() as connection:
        (row,) = await queries.rows(connection, "status", {})
    document = {
        "version": request.app.version,
        **row,
        "basemap_url": here.settings.basemap_url,
        "basemap_attribution": here.settings.basemap_attribution,
    }
    return Response(to_json(document), media_type=JSON, headers=NO_STORE)
