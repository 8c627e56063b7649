"""A request's body, bounded while it arrives.

In bytes sent, in bytes unpacked, in time, and in what JSON may hold.
"""

from __future__ import annotations

import asyncio
import json
import zlib
from collections.abc import AsyncIterator
from typing import Any, NoReturn

from starlette.requests import ClientDisconnect, Request

from app.errors import BadBody, BodyTooLarge
from app.serve.problems import SlowBody, UnsupportedBody

ARRIVAL_S = 30.0


async def json_object(request: Request, *, limit: int) -> dict[str, Any]:
    """The body as a JSON object. Raises BadBody, BodyTooLarge, SlowBody or UnsupportedBody."""
    kind, *settings = (p.strip().lower() for p in request.headers.get("content-type", "").split(";"))
    if kind != "application/json":
        raise UnsupportedBody("send the body as application/json")
    if any(
        s.startswith("charset=") and s.removeprefix("charset=").strip('"') not in ("utf-8", "utf8")
        for s in settings
    ):
        raise UnsupportedBody("send the body in UTF-8")
    raw = await _received(request, limit=limit)
    try:
        document = json.loads(raw.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_constant)
    except UnicodeDecodeError:
        raise BadBody("the body is not UTF-8") from None
    except RecursionError:
        raise BadBody("the body is nested too deeply") from None
    except ValueError as error:
        raise BadBody(f"the body is not JSON: {error}") from None
    if not isinstance(document, dict):
        raise BadBody("the body is not a JSON object")
    return document


async def _received(request: Request, *, limit: int) -> bytes:
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > limit:
        raise BodyTooLarge(f"the body is over {limit} bytes")
    body = bytearray()
    try:
        async with asyncio.timeout(ARRIVAL_S):
            async for chunk in _unpacked(request, limit=limit):
                body += chunk
                if len(body) > limit:
                    raise BodyTooLarge(f"the body is over {limit} bytes")
    except TimeoutError:
        raise SlowBody(f"the body did not arrive within {ARRIVAL_S:.0f} s") from None
    except ClientDisconnect:
        raise BadBody("the body was not sent to its end") from None
    return bytes(body)


async def _unpacked(request: Request, *, limit: int) -> AsyncIterator[bytes]:
    coding = request.headers.get("content-encoding", "identity").strip().lower()
    if coding == "identity":
        async for chunk in request.stream():
            yield chunk
        return
    if coding != "gzip":
        raise UnsupportedBody("the body may be sent as it is, or once in gzip")
    # Never more is unpacked than one byte over the limit, however small the bomb.
    unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
    unpacked = 0
    try:
        async for chunk in request.stream():
            part = unpacker.decompress(chunk, limit + 1 - unpacked)
            unpacked += len(part)
            yield part
            if unpacker.unconsumed_tail:
                raise BodyTooLarge(f"the body is over {limit} bytes when unpacked")
    except zlib.error:
        raise BadBody("the body is not gzip") from None
    if not unpacker.eof or unpacker.unused_data:
        raise BadBody("the body is not one whole gzip stream")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    document = dict(pairs)
    if len(document) != len(pairs):
        raise ValueError("a key stands twice in one object")
    return document


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")
