"""What is round every answer: safe headers, problems for errors, HEAD, paths with a trailing slash."""

from __future__ import annotations

import structlog
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.serve import problems

ADDRESS_LIMIT = 16_000
HEADERS_LIMIT = 100

log = structlog.get_logger(__name__)


class Envelope:
    """The outermost layer; nothing leaves the application but through it."""

    def __init__(self, app: ASGIApp, *, content_security_policy: str) -> None:
        self.app = app
        self.headers = {
            "Content-Security-Policy": content_security_policy,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cross-Origin-Opener-Policy": "same-origin",
            "X-Frame-Options": "DENY",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        is_head = scope["method"] == "HEAD"
        scope = _as_asked(scope)
        started = False

        async def outward(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers.setdefault(name, value)
            elif is_head and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        try:
            _refuse_oversize(scope)
            await self.app(scope, receive, outward)
        except Exception as error:
            if started:
                # Half of the body is out. Only a broken connection tells the client that the rest is missing.
                log.error("broken off", path=scope["path"], exc_info=error)
                raise
            answer = problems.response(error, instance=scope["path"])
            await answer(scope, receive, outward)


def _refuse_oversize(scope: Scope) -> None:
    if len(scope["raw_path"]) + len(scope["query_string"]) > ADDRESS_LIMIT:
        raise HTTPException(414, f"the address is longer than {ADDRESS_LIMIT} bytes")
    if len(scope["headers"]) > HEADERS_LIMIT:
        raise HTTPException(431, f"there are more than {HEADERS_LIMIT} header fields")


def _as_asked(scope: Scope) -> Scope:
    """HEAD is answered as GET is, the body left away; a slash at the end of a path says nothing."""
    path: str = scope["path"]
    changed = dict(scope)
    if scope["method"] == "HEAD":
        changed["method"] = "GET"
    if len(path) > 1 and path.endswith("/"):
        changed["path"] = path.rstrip("/") or "/"
    return changed
