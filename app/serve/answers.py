"""Answers out of the database: the state of the data as ETag, 304 where nothing changed, bodies streamed.

The connection is open for as long as the body is sent. The first batch is fetched before the status is
sent, so a fault until then becomes a problem document; a later one breaks the connection off, so that no
client takes half a layer for the whole. A client that leaves has its query cancelled.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import aclosing

from sqlalchemy.ext.asyncio import AsyncConnection
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from app.serve import queries
from app.serve.context import base_url, context

CACHE_CONTROL = "no-cache"
"""Kept by caches, asked after each time: a 304 costs one look at the revision."""

Body = Callable[[AsyncConnection, str], AsyncIterator[bytes]]
"""From an open connection and the state of the data to the chunks of a body."""


class Answer(Response):
    def __init__(
        self, request: Request, body: Body, *, media_type: str, headers: Mapping[str, str] | None = None
    ) -> None:
        self.request = request
        self.body_of = body
        self.status_code = 200
        self.media_type = media_type
        self.background = None
        self.extra = dict(headers or {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answering = asyncio.create_task(self._answer(scope, receive, send))
        leaving = asyncio.create_task(_left(receive))
        try:
            await asyncio.wait({answering, leaving}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            leaving.cancel()
            if not answering.done():
                answering.cancel()
            await asyncio.gather(answering, leaving, return_exceptions=True)
        if not answering.cancelled():
            answering.result()

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        async with context(self.request).engine.connect() as connection:
            state = await data_state(connection)
            tag = etag(self.request, state)
            headers = {"ETag": tag, "Cache-Control": CACHE_CONTROL, **self.extra}
            if is_known(tag, self.request.headers.get("if-none-match", "")):
                await Response(None, 304, headers)(scope, receive, send)
                return
            async with aclosing(self.body_of(connection, state)) as chunks:  # type: ignore[type-var]
                await self._send(chunks, headers, scope, receive, send)

    async def _send(
        self,
        chunks: AsyncIterator[bytes],
        headers: dict[str, str],
        scope: Scope,
        receive: Receive,
        send: Send,
    ) -> None:
        first, second = await anext(chunks, b""), await anext(chunks, None)
        if second is None:
            await Response(first, 200, headers, self.media_type)(scope, receive, send)
            return
        start = Response(None, 200, headers, self.media_type)
        del start.headers["content-length"]
        await send({"type": "http.response.start", "status": 200, "headers": start.raw_headers})
        for chunk in (first, second):
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
        async for chunk in chunks:
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def data_state(connection: AsyncConnection) -> str:
    """Changes with each change of the data. Why it is more than a number: revision.sql."""
    (row,) = await queries.rows(connection, "revision", {})
    return f"{row['last']}.{row['near']}.{row['at'].timestamp() if row['at'] else 0}"


def etag(request: Request, state: str) -> str:
    """Weak, since compression changes the bytes and not what they say."""
    scope = request.scope
    asked = (state, base_url(request), scope["path"], scope["query_string"], request.app.version)
    return f'W/"{hashlib.sha256(repr(asked).encode()).hexdigest()[:24]}"'


def is_known(tag: str, if_none_match: str) -> bool:
    """Whether the tag is among those listed. `*` lists none: if there is anything, only the query tells."""
    return tag.removeprefix("W/") in {part.strip().removeprefix("W/") for part in if_none_match.split(",")}


def to_json(document: object) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
