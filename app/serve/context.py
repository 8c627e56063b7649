"""What the routes are given.

Settings, database, gazetteer and the built frontend. One object an application.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.requests import Request

from app.config import Settings

if TYPE_CHECKING:
    from geo.gazetteer import Gazetteer

EVERYWHERE = ("0.0.0.0", "::")
LOOPBACK_HOST = re.compile(r"(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?")


class OpenGazetteer:
    """The gazetteer, opened at the first use and kept. Opening again is tried at each use until it works."""

    def __init__(self, path: Path, corrections: Path | None = None) -> None:
        self._path = path
        self._corrections = corrections
        self._opened: Gazetteer | None = None
        self._lock = asyncio.Lock()

    async def get(self) -> Gazetteer:
        """Raises GazetteerMissing or GazetteerDamaged."""
        async with self._lock:
            if self._opened is None:
                # The text libraries are loaded with it: a server that is only asked for the map never needs
                # them.
                from geo.gazetteer import Gazetteer

                self._opened = await asyncio.to_thread(
                    Gazetteer.open, self._path, corrections=self._corrections
                )
            return self._opened


@dataclass(frozen=True, slots=True)
class Context:
    settings: Settings
    engine: AsyncEngine
    gazetteer: OpenGazetteer
    frontend: Path
    """Folder of the built frontend; may not be there."""
    readers: asyncio.Semaphore
    """Places for texts that are read at the same time."""
    extents: dict[str, tuple[str, dict[str, object]]] = field(default_factory=dict)
    """By collection: the state of the data, and the extent it had."""


def context(request: Request) -> Context:
    found: Context = request.app.state.context
    return found


def base_url(request: Request) -> str:
    """What links begin with: the public address that is set, else the one listened on.

    A Host header is believed only where it names this machine itself (a forwarded port): any other could be
    made up to plant links in caches. A server that listens everywhere names the address that was reached.
    """
    settings = context(request).settings
    if settings.public_url:
        return settings.public_url
    host = request.headers.get("host", "")
    if LOOPBACK_HOST.fullmatch(host):
        return f"http://{host}"
    listened, port = settings.host, settings.port
    if listened in EVERYWHERE and request.scope.get("server"):
        listened, port = request.scope["server"]
    return f"http://{f'[{listened}]' if ':' in listened else listened}:{port}"
