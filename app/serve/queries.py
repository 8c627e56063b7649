"""Runs the files of app/sql on an open connection.

Rows come as the driver gives them; nothing is decoded twice.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from sqlalchemy import TextClause, event, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

Binds = Mapping[str, object]
AT_ONCE = 1_001


def plan_each_query(engine: AsyncEngine) -> None:
    """Have the engine's connections plan each query for its own values.

    The files leave out what is not asked for by `:x IS NULL OR ...`. A plan for all values, which PostgreSQL
    takes from the sixth run on, can use no index then: a page of 100 took 22 ms, not 3, among 12,000 rows.
    Compiling such short queries costs more than it saves.
    """

    @event.listens_for(engine.sync_engine, "connect")
    def _set(connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        cursor.execute("SET plan_cache_mode = force_custom_plan")
        cursor.execute("SET jit = off")
        cursor.close()
        connection.commit()


@cache
def load_sql(name: str) -> TextClause:
    return text(files("app.sql").joinpath(f"{name}.sql").read_text(encoding="utf-8"))


@cache
def load_lines(name: str) -> TextClause:
    """The query of one column with all its rows in one text, a line each. JSON has no line breaks of its own.

    Rows sent one by one wake the reader at every 8 kB, eighty times for a page of a thousand.
    """
    return text(f"SELECT string_agg(feature, E'\\n') FROM ({load_sql(name)}) AS page")


async def rows(connection: AsyncConnection, name: str, binds: Binds) -> list[dict[str, Any]]:
    """All rows, each by its columns' names. For answers of few rows."""
    return [dict(row) for row in (await connection.execute(load_sql(name), binds)).mappings()]


async def scalar(connection: AsyncConnection, name: str, binds: Binds) -> Any:
    """The first column of the first row; None where there is no row."""
    return await connection.scalar(load_sql(name), binds)


async def texts(
    connection: AsyncConnection, name: str, binds: Binds, *, at_most: int, batch: int
) -> AsyncIterator[Sequence[str]]:
    """The one column of a query in batches. Memory stays that of a batch, or of `AT_ONCE` rows.

    A cursor in the server costs four more turns to it: few rows are fetched at once. One column without row
    objects takes two thirds of the time that two columns take.
    """
    if at_most <= AT_ONCE:
        lines = await connection.scalar(load_lines(name), binds)
        yield lines.split("\n") if lines else []
        return
    # A cursor in the server needs a transaction. Back in the pool, the connection has its usual way again.
    await connection.rollback()
    connection = await connection.execution_options(isolation_level="READ COMMITTED")
    async with connection.stream(
        load_sql(name), binds, execution_options={"max_row_buffer": batch, "yield_per": batch}
    ) as result:
        async for part in result.scalars().partitions(batch):
            yield part
