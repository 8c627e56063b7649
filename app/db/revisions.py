"""The revision: a row for every change of what is served. Its ids are what ETags and change feeds lean on."""

from __future__ import annotations

from typing import Literal

from sqlalchemy import Connection, insert

from app.db import tables

What = Literal["report", "deployment", "source", "sample", "rebuild"]


def raise_revision(conn: Connection, *, what: What, subject: str | None = None) -> int:
    """Its number. Numbers are given out before they are committed: a smaller one may become visible later."""
    given = insert(tables.revision).values(what=what, subject=subject).returning(tables.revision.c.id)
    return int(conn.execute(given).scalar_one())
