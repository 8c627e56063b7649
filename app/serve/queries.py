"""Runs the files of app/sql on an open connection.

Rows come as the driver gives them; nothing is decoded twice.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from sqlalchemy import Row, TextClause, text
from sqlalchemy.ext.asyncio import AsyncConnection

Binds = Mapping[str, object]


@cache
def load_sql(name: str) -> TextClause:
    return text(files("app.sql").joinpath(f"{name}.sql").read_text(encoding="utf-8"))


async def rows(connection: AsyncConnection, name: str, binds: Binds) -> list[dict[str, Any]]:
    """All rows, each by its columns' names. For answers of few rows."""
    return [dict(row) for row in (await connection.execute(load_sql(name), binds)).mappings()]


async def scalar(connection: AsyncConnection, name: str, binds: Binds) -> Any:
    """The first column of the first row; None where there is no row."""
    return await connection.scalar(load_sql(name), binds)


async def stream(
    connection: AsyncConnection, name: str, binds: Binds, *, batch: int
) -> AsyncIterator[Sequence[Row[*tuple[Any, ...]]]]:
    """Rows in batches from a cursor in the server.

    Memory stays that of a batch whatever the number of rows.
    """
    async with connection.stream(
        load_sql(name), binds, execution_options={"max_row_buffer": batch, "yield_per": batch}
    ) as result:
        async for part in result.partitions(batch):
            yield part
