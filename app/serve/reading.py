"""POST /read: a text in, what it says as GeoJSON out. Nothing is stored."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from starlette.requests import Request
from starlette.responses import Response

from app.errors import BadBody
from app.serve import params
from app.serve.answers import to_json
from app.serve.body import json_object
from app.serve.context import context
from app.serve.features import reading_geojson
from app.serve.formats.geojson import MEDIA_TYPE
from app.serve.problems import Busy
from geo.types import Language

LANGUAGES: tuple[Language, ...] = get_args(Language)
FIELDS = frozenset({"text", "published", "title", "language"})
TITLE_MAXIMUM = 1_000
QUEUE_S = 10.0


@dataclass(frozen=True, slots=True)
class Given:
    text: str
    published: date | None
    title: str | None
    language: Language | None


async def read(request: Request) -> Response:
    params.given(request.scope["query_string"], ())
    settings = context(request).settings
    given = checked(await json_object(request, limit=settings.body_limit))
    gazetteer = await context(request).gazetteer.get()
    # Loaded at the first text: a server that is only asked for the map never needs it.
    from geo.read import read as read_text

    def work() -> bytes:
        reading = read_text(
            given.text,
            published=given.published,
            gazetteer=gazetteer,
            title=given.title,
            language=given.language,
            claim_reader=settings.claim_reader,
        )
        return to_json(reading_geojson(reading, gazetteer))

    async with _place_among_readers(request):
        return Response(
            await asyncio.to_thread(work), media_type=MEDIA_TYPE, headers={"Cache-Control": "no-store"}
        )


@asynccontextmanager
async def _place_among_readers(request: Request) -> AsyncIterator[None]:
    """Reading is work for a processor; more texts at once than processors only make each slower."""
    readers = context(request).readers
    try:
        async with asyncio.timeout(QUEUE_S):
            await readers.acquire()
    except TimeoutError:
        raise Busy("too many texts are being read; ask again shortly") from None
    try:
        yield
    finally:
        readers.release()


def checked(document: Mapping[str, Any]) -> Given:
    """What is to be read. Raises BadBody with the name of the field."""
    if unknown := sorted(document.keys() - FIELDS):
        raise BadBody(f"{unknown[0][:60]!r} is not a field; known: {', '.join(sorted(FIELDS))}")
    text = _text(document, "text")
    if text is None or not text.strip():
        raise BadBody("'text' is missing or empty")
    title = _text(document, "title")
    if title is not None and len(title) > TITLE_MAXIMUM:
        raise BadBody(f"'title' is longer than {TITLE_MAXIMUM} characters")
    return Given(text, _day(_text(document, "published")), title, _language(_text(document, "language")))


def _text(document: Mapping[str, Any], name: str) -> str | None:
    value = document.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise BadBody(f"{name!r} is not a text")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise BadBody(f"{name!r} has half of a surrogate pair") from None
    return value


def _day(value: str | None) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise BadBody("'published' is not a date as YYYY-MM-DD") from None


def _language(value: str | None) -> Language | None:
    for language in LANGUAGES:
        if value == language:
            return language
    if value is not None:
        raise BadBody(f"'language' is not one of {', '.join(LANGUAGES)}")
    return None
