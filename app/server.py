"""The web server round the application."""

from __future__ import annotations

import uvicorn

from app.config import Settings
from app.serve.main import create_app
from app.stopping import on_parents_end

HEAD_LIMIT = 65_536
"""Bytes of a request's first line and headers."""
KEEP_ALIVE_S = 15
STOP_WAIT_S = 5
"""How long answers under way may take once the end is asked for."""


def run(settings: Settings, *, with_parent: bool = False) -> None:
    """Serve until SIGINT or SIGTERM."""
    config = uvicorn.Config(
        create_app(settings),
        host=settings.host,
        port=settings.port,
        log_level="warning" if settings.log_level == "info" else settings.log_level,
        access_log=settings.log_level == "debug",
        server_header=False,
        proxy_headers=False,  # links use the address in the settings, never what a request says
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=STOP_WAIT_S,
        h11_max_incomplete_event_size=HEAD_LIMIT,
        http="h11",
    )
    server = uvicorn.Server(config)
    if with_parent:
        on_parents_end(lambda: setattr(server, "should_exit", True))
    server.run()
