"""The private cluster: made, started, found again, closed to others, and clear about what it lacks."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine, text

from app.db import embedded, programs
from app.db.embedded import READER, Cluster, running
from app.errors import DatabaseUnavailable, DataDirUnusable, PackagesMissing
from tests.conftest import short_dir

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root starts the server under another user")


@pytest.fixture
def folder() -> Iterator[Path]:
    with short_dir() as path:
        yield path


@pytest.fixture
def own(folder: Path) -> Iterator[Cluster]:
    """A cluster that is not made yet; stopped after the test."""
    made = Cluster(folder / "data", fsync=False)
    yield made
    made.stop()


def run_sql(cluster: Cluster, statement: str, *, user: str = embedded.OWNER) -> list[tuple[object, ...]]:
    engine = create_engine(cluster.url(user=user))
    with engine.begin() as connection:
        found = connection.execute(text(statement))
        rows = [tuple(row) for row in found] if found.returns_rows else []
    engine.dispose()
    return rows


def test_it_is_made_started_found_running_stopped_and_keeps_its_data(own: Cluster) -> None:
    assert not own.status().running
    assert own.status().version is None
    assert own.start() is True
    run_sql(own, "CREATE TABLE kept AS SELECT 42 AS answer")
    assert own.start() is False, "it runs already"
    status = own.status()
    assert status.running
    assert status.version is not None
    assert status.version >= 13
    assert own.stop() is True
    assert own.stop() is False
    assert not own.status().running
    assert own.start() is True
    assert run_sql(own, "SELECT answer FROM kept") == [(42,)]


def test_looking_at_it_makes_nothing(folder: Path) -> None:
    untouched = Cluster(folder / "data")
    assert not untouched.status().running
    assert untouched.stop() is False
    assert not (folder / "data").exists()


def test_real_use_keeps_data_on_power_loss(folder: Path) -> None:
    careful = Cluster(folder)
    careful.start()
    try:
        assert run_sql(careful, "SHOW fsync") == [("on",)]
        assert run_sql(careful, "SHOW data_checksums") == [("on",)]
        assert run_sql(careful, "SHOW full_page_writes") == [("on",)]
    finally:
        careful.stop()


def test_it_listens_in_a_closed_folder_and_nowhere_else(cluster: Cluster) -> None:
    assert run_sql(cluster, "SHOW listen_addresses") == [("",)]
    for path in (cluster.socket_dir, cluster.directory):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700
    assert run_sql(cluster, "SELECT current_setting('server_encoding'), current_setting('timezone')") == [
        ("UTF8", "UTC")
    ]


@as_root
def test_it_never_runs_as_root(cluster: Cluster) -> None:
    pid = cluster.status().pid
    assert Path(f"/proc/{pid}").stat().st_uid != 0
    assert cluster.directory.stat().st_uid == Path(f"/proc/{pid}").stat().st_uid


def test_the_reader_can_log_in_and_cannot_write(cluster: Cluster) -> None:
    run_sql(cluster, "CREATE TABLE kept AS SELECT 42 AS answer; GRANT ALL ON kept TO posturemap_reader")
    assert run_sql(cluster, "SELECT answer FROM kept", user=READER) == [(42,)]
    with pytest.raises(Exception, match="read-only transaction"):
        run_sql(cluster, "DELETE FROM kept", user=READER)
    run_sql(cluster, "DROP TABLE kept")


def test_a_stranger_is_not_let_in(cluster: Cluster) -> None:
    run_sql(cluster, "CREATE ROLE stranger LOGIN")
    with pytest.raises(psycopg.OperationalError, match="Peer authentication failed"):
        psycopg.connect(host=str(cluster.socket_dir), user="stranger", dbname="posturemap")
    run_sql(cluster, "DROP ROLE stranger")


def test_a_long_path_gets_its_socket_elsewhere(folder: Path) -> None:
    deep = Cluster(folder / "-".join(["long"] * 25), fsync=False)
    assert not str(deep.socket_dir).startswith(str(folder))
    assert len(f"{deep.socket_dir}/.s.PGSQL.{embedded.PORT}") <= embedded.SOCKET_PATH_LIMIT
    assert deep.socket_dir != Cluster(folder / "-".join(["deep"] * 25)).socket_dir
    deep.start()
    try:
        assert run_sql(deep, "SELECT 1") == [(1,)]
    finally:
        deep.stop()
        deep.socket_dir.rmdir()


def test_a_link_put_in_the_place_of_the_socket_folder_is_refused(folder: Path, own: Cluster) -> None:
    own.data_dir.mkdir(mode=0o755)
    own.socket_dir.symlink_to(folder)
    with pytest.raises(DataDirUnusable, match="must be a folder of the user"):
        own.start()


def test_variables_meant_for_another_server_do_not_lead_astray(
    own: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {
        "PGDATA": "/nowhere",
        "PGPORT": "1",
        "PGHOST": "/nowhere",
        "PGUSER": "nobody",
    }.items():
        monkeypatch.setenv(name, value)
    own.start()
    assert run_sql(own, "SELECT current_user") == [("posturemap",)]


def test_the_last_program_that_uses_it_stops_it(own: Cluster) -> None:
    first, second = running(own), running(own)
    assert first.__enter__().database == "posturemap"
    second.__enter__()
    first.__exit__(None, None, None)
    assert own.status().running, "the second, which did not start it, still uses it"
    second.__exit__(None, None, None)
    assert not own.status().running


def test_a_server_started_to_stay_is_stopped_by_no_program(own: Cluster) -> None:
    own.start()
    with running(own):
        pass
    assert own.status().running
    own.stop()
    with running(own):
        assert own.start(stay=True) is False
    assert own.status().running


def test_a_server_left_by_a_killed_program_is_stopped_by_the_next(own: Cluster) -> None:
    own.start()
    own.passing_mark.touch()
    with running(own):
        pass
    assert not own.status().running


@as_root
def test_a_parent_that_the_databases_user_cannot_enter_is_named(folder: Path) -> None:
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    with pytest.raises(DataDirUnusable, match=f"cannot enter {closed},"):
        Cluster(closed / "data").start()


@as_root
def test_a_closed_folder_given_as_data_directory_is_opened_for_passing_through(folder: Path) -> None:
    own = folder / "own"
    own.mkdir(mode=0o700)
    with running(Cluster(own, fsync=False)):
        assert stat.S_IMODE(own.stat().st_mode) == 0o701


@as_root
def test_a_cluster_that_belongs_to_root_is_refused(own: Cluster) -> None:
    own.directory.mkdir(parents=True)
    with pytest.raises(DataDirUnusable, match="belongs to root"):
        own.start()


def test_a_data_directory_that_cannot_be_made_is_named(folder: Path) -> None:
    (folder / "file").write_text("in the way")
    with pytest.raises(DataDirUnusable, match="file/data"):
        Cluster(folder / "file" / "data").start()


def test_a_server_that_cannot_start_says_why(own: Cluster) -> None:
    own.start()
    own.stop()
    with (own.directory / "postgresql.conf").open("a") as file:
        file.write("\nno_such_setting = 1\n")
    with pytest.raises(DatabaseUnavailable, match="no_such_setting"):
        own.start()


def fake_postgres(folder: Path, *, version: int, extensions: dict[str, str]) -> Path:
    """A folder that looks like an installation: programs that tell their version, and files of extensions."""
    bin_dir = folder / f"pg{version}" / "bin"
    share = folder / f"pg{version}" / "share" / "extension"
    for path in (bin_dir, share):
        path.mkdir(parents=True)
    for name in programs.NEEDED:
        (bin_dir / name).write_text(f"#!/bin/sh\necho '{name} (PostgreSQL) {version}.4'\n")
        (bin_dir / name).chmod(0o755)
    for name, default in extensions.items():
        (share / f"{name}.control").write_text(f"default_version = '{default}'\n")
    return bin_dir


WHOLE = {"postgis": "3.4.1", "btree_gist": "1.7"}


def test_missing_packages_are_named_with_the_command_that_installs_them(folder: Path) -> None:
    with pytest.raises(PackagesMissing) as caught:
        Cluster(folder / "data", search=(folder / "nothing-here",)).start()
    assert "not installed" in str(caught.value)
    assert "install" in str(caught.value).splitlines()[2]
    assert "POSTUREMAP_DATABASE_URL" in str(caught.value)
    assert not (folder / "data" / "postgres").exists()


@pytest.mark.skipif("debian" not in str(programs._os_release()), reason="the command is that of Debian")
def test_on_debian_the_packages_have_their_exact_names(folder: Path) -> None:
    half = fake_postgres(folder, version=91, extensions={"btree_gist": "1.7"})
    with pytest.raises(PackagesMissing, match="apt-get install postgresql-91 postgresql-91-postgis-3"):
        programs.find(search=[half])


@pytest.mark.parametrize(
    ("version", "extensions", "said"),
    [
        (91, {"btree_gist": "1.7"}, "lacks postgis"),
        (91, {"btree_gist": "1.7", "postgis": "2.5.5"}, "lacks postgis"),
        (91, {"postgis": "3.4.1"}, "lacks btree_gist"),
        (12, WHOLE, "PostgreSQL 12 is too old"),
    ],
)
def test_what_an_installation_lacks_is_said(
    folder: Path, version: int, extensions: dict[str, str], said: str
) -> None:
    with pytest.raises(PackagesMissing, match=said):
        programs.find(search=[fake_postgres(folder, version=version, extensions=extensions)])


def test_the_newest_whole_installation_is_taken(folder: Path) -> None:
    search = [
        fake_postgres(folder, version=91, extensions=WHOLE),
        fake_postgres(folder, version=93, extensions={}),
        fake_postgres(folder, version=92, extensions=WHOLE),
    ]
    found = programs.find(search=search)
    assert (found.version, found.postgis, found["initdb"]) == (92, "3.4.1", str(search[2] / "initdb"))
    assert programs.find(version=91, search=search).version == 91, "a cluster stays with its version"


def test_a_cluster_of_a_version_that_is_gone_says_which(folder: Path) -> None:
    search = [fake_postgres(folder, version=92, extensions=WHOLE)]
    with pytest.raises(PackagesMissing, match="made by PostgreSQL 91, which is not installed"):
        programs.find(version=91, search=search)
