"""The migrations and the data model say the same, and go both ways over data."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, text

from app.config import Settings
from app.db.embedded import Cluster
from app.db.engine import write_engine
from app.db.schema import downgrade, head, migrate, require_current, schema_state
from app.db.tables import metadata
from app.errors import DatabaseUnavailable, SchemaOutOfDate
from tests.conftest import clone, maintenance

# What PostgreSQL itself says of the schema: Alembic does not compare checks, exclusions and partial indexes.
CONSTRAINTS = """
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
FROM pg_constraint
WHERE connamespace = 'public'::regnamespace AND conrelid <> 0
  AND conrelid::regclass::text NOT IN ('spatial_ref_sys', 'alembic_version')
ORDER BY 1, 2
"""
INDEXES = """
SELECT indexname, indexdef
FROM pg_indexes
WHERE schemaname = 'public' AND tablename NOT IN ('spatial_ref_sys', 'alembic_version')
ORDER BY 1
"""
COLUMNS = """
SELECT attrelid::regclass::text, attnum, attname, format_type(atttypid, atttypmod), attnotnull, attidentity,
  pg_get_expr(adbin, adrelid), col_description(attrelid, attnum)
FROM pg_attribute
JOIN pg_class ON pg_class.oid = attrelid AND relkind = 'r' AND relnamespace = 'public'::regnamespace
LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
WHERE attnum > 0 AND NOT attisdropped AND relname NOT IN ('spatial_ref_sys', 'alembic_version')
ORDER BY 1, 2
"""

FILLED = """
INSERT INTO source (id, name) VALUES ('wire', 'Wire');
INSERT INTO report (source_id, key) VALUES ('wire', 'text:1');
INSERT INTO edition (report_id, hash, text) SELECT id, 'aa', 'Troops arrived.' FROM report;
INSERT INTO actor (id, name, kind) VALUES ('a', 'A', 'state_force');
INSERT INTO claim (edition_id, ordinal, actor_id, action, stance, quote, quote_start, quote_end, spans, rule,
  confidence, reader_version)
SELECT id, 0, 'a', 'arrive', 'asserted', 'Troops arrived.', 0, 15, '{}', 'r', 0.5, '1' FROM edition;
INSERT INTO deployment (id, key, actor_id, actor, action, place, precision, relation, radius_m, point, geom,
  start_precision, end_precision, dates_inferred, valid, status, confidence, origins, claims, denials,
  first_reported, last_reported, quote, source)
VALUES ('d1', 'a|presence|x', 'a', 'A', 'arrive', 'X', 'site', 'at', 1000, 'SRID=4326;POINT(44 33)',
  'SRID=4326;POINT(44 33)', 'day', 'open', false, '[2023-08-01, 2023-08-05)', 'reported', 0.5, 1, 1, 0,
  '2023-08-01', '2023-08-01', 'Troops arrived.', 'wire');
"""

AGAIN = """
INSERT INTO deployment (id, key, actor_id, actor, action, place, precision, relation, radius_m, point, geom,
  start_precision, end_precision, dates_inferred, valid, status, confidence, origins, claims, denials,
  first_reported, last_reported, quote, source)
SELECT 'd2', key, actor_id, actor, action, place, precision, relation, radius_m, point, geom,
  start_precision, end_precision, dates_inferred, CAST(:valid AS tstzrange), status, confidence, origins,
  claims, denials, first_reported, last_reported, quote, source
FROM deployment
"""


def catalogue(engine: Engine) -> dict[str, list[Any]]:
    with engine.connect() as connection:
        return {
            name: [tuple(row) for row in connection.execute(text(query))]
            for name, query in (("constraints", CONSTRAINTS), ("indexes", INDEXES), ("columns", COLUMNS))
        }


def test_migrations_make_the_tables_of_the_data_model(conn: Connection) -> None:
    options = {"compare_type": True, "include_name": lambda name, *_: name != "spatial_ref_sys"}
    context = MigrationContext.configure(conn, opts=options)
    assert compare_metadata(context, metadata) == []


def test_migrations_and_data_model_give_the_same_catalogue(engine: Engine, cluster: Cluster) -> None:
    with clone(cluster, "template0") as url:
        drawn = create_engine(url, poolclass=NullPool)
        with drawn.begin() as connection:
            connection.execute(text("CREATE EXTENSION postgis; CREATE EXTENSION btree_gist"))
            metadata.create_all(connection)
        assert catalogue(engine) == catalogue(drawn)
        drawn.dispose()


def test_each_migration_goes_down_and_up_again_on_a_filled_database(engine: Engine) -> None:
    before = catalogue(engine)
    with engine.begin() as connection:
        connection.execute(text(FILLED))
    assert downgrade(engine, "-1").current != head()
    assert migrate(engine).is_current
    assert downgrade(engine, "base").current is None
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT to_regclass('deployment')")) is None
    assert migrate(engine).is_current
    assert catalogue(engine) == before


def test_a_second_migration_changes_nothing(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text(FILLED))
    migrate(engine)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM deployment")) == 1


def test_migrations_started_by_several_at_once_run_once(cluster: Cluster) -> None:
    with clone(cluster, "template0") as url:
        problems: list[BaseException] = []

        def one() -> None:
            engine = create_engine(url, poolclass=NullPool)
            try:
                assert migrate(engine).is_current
            except BaseException as error:
                problems.append(error)
            finally:
                engine.dispose()

        threads = [threading.Thread(target=one) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert problems == []


def test_a_migration_cut_short_leaves_the_schema_before_it(cluster: Cluster) -> None:
    with clone(cluster, "template0") as url:
        engine = create_engine(url, poolclass=NullPool)
        with (
            engine.begin() as connection
        ):  # a table in the way makes the migration fail after half its statements
            connection.execute(text("CREATE TABLE deployment (id int)"))
        with pytest.raises(Exception, match="already exists"):
            migrate(engine)
        with engine.begin() as connection:
            assert schema_state(connection).current is None
            assert connection.scalar(text("SELECT to_regclass('actor')")) is None
            connection.execute(text("DROP TABLE deployment"))
        assert migrate(engine).is_current
        engine.dispose()


def test_a_database_without_the_schema_is_told_what_to_run(cluster: Cluster) -> None:
    with clone(cluster, "template0") as url:
        engine = create_engine(url, poolclass=NullPool)
        with engine.connect() as connection, pytest.raises(SchemaOutOfDate, match="posturemap db migrate"):
            require_current(connection)
        engine.dispose()


def test_one_moment_of_a_key_has_one_current_deployment(conn: Connection) -> None:
    conn.execute(text(FILLED))
    again = text(AGAIN)
    with pytest.raises(Exception, match="ex_deployment_key_moment"), conn.begin_nested():
        conn.execute(again, {"valid": "[2023-08-04, 2023-08-09)"})
    conn.execute(again, {"valid": "[2023-08-05, 2023-08-09)"})


def test_the_reading_role_reads_and_cannot_write(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL ROLE posturemap_reader"))
        assert connection.scalar(text("SELECT count(*) FROM deployment")) == 0
        with pytest.raises(Exception, match="permission denied"), connection.begin_nested():
            connection.execute(text("DELETE FROM revision"))


def test_an_owner_without_rights_on_roles_can_migrate(cluster: Cluster) -> None:
    with clone(cluster, "template0") as url:
        with maintenance(cluster) as connection:
            connection.execute(text("DROP ROLE IF EXISTS plain"))
            connection.execute(text("CREATE ROLE plain"))
            connection.execute(text(f"ALTER DATABASE {url.database} OWNER TO plain"))
        owner = create_engine(url, poolclass=NullPool)
        with owner.begin() as connection:
            connection.execute(text("CREATE EXTENSION postgis; CREATE EXTENSION btree_gist"))
            connection.execute(text("GRANT ALL ON SCHEMA public TO plain"))
        plain = create_engine(url, poolclass=NullPool, connect_args={"options": "-c role=plain"})
        assert migrate(plain).is_current
        plain.dispose()
        owner.dispose()
    with maintenance(cluster) as connection:
        connection.execute(text("DROP ROLE plain"))


def test_a_database_that_is_not_there_is_reported_as_unavailable(settings: Settings) -> None:
    address = URL.create("postgresql", host="127.0.0.1", port=1, database="none").render_as_string()
    engine = write_engine(settings.model_copy(update={"database_url": address}))
    with pytest.raises(DatabaseUnavailable, match=r"127\.0\.0\.1"):
        migrate(engine)
