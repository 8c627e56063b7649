"""Runs the migrations on the connection that `app.db.schema` hands over, one transaction a migration.

Alembic is called from code only; there is no alembic.ini. `app.db.schema.new_revision("what it does")`
writes a new file.
"""

from __future__ import annotations

from typing import Any

from alembic import context
from sqlalchemy import Connection


def is_ours(_object: Any, name: str | None, kind: str, _reflected: bool, _compared: Any) -> bool:
    """Leave out what PostGIS brings along."""
    return not (kind == "table" and name == "spatial_ref_sys")


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        transaction_per_migration=True,
        include_object=is_ours,
    )
    with context.begin_transaction():
        context.run_migrations()


run(context.config.attributes["connection"])
