"""The private PostgreSQL cluster under the data directory: made, started, stopped and looked at from here.

It listens on a unix socket only, in a folder that only its user may enter, and runs under that user: the
one who runs the program, or `postgres` (else `nobody`) where that one is root. It outlives the program that
started it.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import pwd
import shutil
import signal
import stat
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import psycopg
from psycopg import sql
from sqlalchemy import URL

from app.db.programs import Programs, find
from app.errors import DatabaseUnavailable, DataDirUnusable

DATABASE = "posturemap"
OWNER = "posturemap"
READER = "posturemap_reader"
PORT = 5432  # names the socket file only
PROC = Path("/proc")

SOCKET_PATH_LIMIT = 103  # bytes: sun_path holds 104 on macOS and 108 on Linux, with its closing NUL
LOCK_WAIT_S = 120.0
START_WAIT_S = 90.0
ORPHAN_WAIT_S = 30.0
START_LOG_LIMIT = 1_000_000

CONFIGURATION = """\
# Written by Posturemap at every start: changes made here are lost.
listen_addresses = ''
port = {port}
unix_socket_directories = '{socket_dir}'
unix_socket_permissions = 0700
max_connections = 60
shared_buffers = 128MB
timezone = 'UTC'
log_timezone = 'UTC'
# One row a request, many requests: compiling and parallel workers cost more than they save.
jit = off
max_parallel_workers_per_gather = 0
random_page_cost = 1.1
# A week of logs, each day over that of the week before.
logging_collector = on
log_directory = '{log_dir}'
log_filename = 'postgresql-%a.log'
log_truncate_on_rotation = on
log_rotation_age = 1d
log_rotation_size = 0
{durability}
"""
DURABLE = "fsync = on"
FLEETING = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\nautovacuum = off"

ACCESS = """\
# TYPE  DATABASE  USER  METHOD
local   all       all   peer map=posturemap
local   replication all peer map=posturemap
"""


@dataclass(frozen=True, slots=True)
class Account:
    """The user of the operating system that the server runs under."""

    name: str
    uid: int
    gid: int


@dataclass(frozen=True, slots=True)
class Status:
    running: bool
    pid: int | None
    directory: Path
    socket_dir: Path
    log: Path
    version: int | None
    """Major version the cluster was made by; None before the first start."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where the cluster of a data directory lies. Making this object touches nothing."""

    data_dir: Path
    fsync: bool = True
    search: tuple[Path, ...] | None = field(default=None, repr=False)
    """Folders to look for the programs in; None is the system's own."""

    @property
    def directory(self) -> Path:
        return self.data_dir / "postgres"

    @property
    def log_dir(self) -> Path:
        return self.directory / "log"

    @property
    def passing_mark(self) -> Path:
        """There while the server was started by a program for its own use."""
        return self.data_dir / "postgres.passing"

    @property
    def socket_dir(self) -> Path:
        """Under the data directory where that is short enough for a socket, else under /tmp by its hash."""
        near = self.data_dir / "run"
        if len(os.fsencode(near / f".s.PGSQL.{PORT}")) <= SOCKET_PATH_LIMIT:
            return near
        digest = hashlib.sha256(os.fsencode(self.data_dir)).hexdigest()[:12]
        return Path("/tmp") / f"posturemap-{digest}"

    def url(self, *, user: str = OWNER, database: str = DATABASE) -> URL:
        return URL.create(
            "postgresql+psycopg",
            username=user,
            database=database,
            query={"host": str(self.socket_dir), "port": str(PORT)},
        )

    def status(self) -> Status:
        pid = _server_pid(self.directory)
        return Status(
            running=pid is not None,
            pid=pid,
            directory=self.directory,
            socket_dir=self.socket_dir,
            log=self.log_dir,
            version=_version_of(self.directory),
        )

    def start(self, *, stay: bool = False) -> bool:
        """Make the cluster if there is none, start it, wait until it takes connections.

        True if this call started it, False if it ran already. `stay`: programs that use it (`running`) leave
        it running at their end. Raises PackagesMissing, DataDirUnusable, DatabaseUnavailable.
        """
        _make_data_dir(self.data_dir)
        with _lock(self.data_dir / "postgres.lock"):
            if stay:
                self.passing_mark.unlink(missing_ok=True)
            account = _account(self.directory)
            if _joined(self):
                _make_database(self)
                return False
            programs = find(version=_version_of(self.directory), search=self.search)
            _check_reach(self.data_dir, account)
            _private_dir(self.socket_dir, account)
            _clear_unfinished(self)
            if not self.directory.exists():
                _initialise(self, programs, account)
            _configure(self, account)
            _clear_remains(self)
            _launch(self, programs, account)
            _make_database(self)
            return True

    def stop(self) -> bool:
        """Stop the server, ending open sessions. True if it ran."""
        if not self.data_dir.is_dir():
            return False
        with _lock(self.data_dir / "postgres.lock"):
            pid = _server_pid(self.directory)
            if pid is None:
                return False
            os.kill(pid, signal.SIGINT)  # "fast" shutdown: sessions are ended, data are written
            _wait_until_gone(pid)
            self.passing_mark.unlink(missing_ok=True)
            return True


@contextmanager
def running(cluster: Cluster) -> Iterator[URL]:
    """The cluster's address while it runs. A server that a program started in this way is stopped by the last
    program that used it in this way, not by the first that ends."""
    _make_data_dir(cluster.data_dir)
    with (cluster.data_dir / "postgres.users").open("a") as users:
        fcntl.flock(users, fcntl.LOCK_SH)  # waits while the last of the others stops the server
        if cluster.start():
            cluster.passing_mark.touch()
        try:
            yield cluster.url()
        finally:
            if _is_alone(users) and cluster.passing_mark.exists():
                cluster.stop()


def _is_alone(users: IO[str]) -> bool:
    """Whether no other program holds the file. If so, none gets it before it is closed."""
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _make_data_dir(data_dir: Path) -> None:
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DataDirUnusable(f"{data_dir} cannot be made: {error.strerror}") from error
    if not os.access(data_dir, os.W_OK | os.X_OK):
        raise DataDirUnusable(f"{data_dir} cannot be written by {_user_name(os.geteuid())}")


@contextmanager
def _lock(path: Path) -> Iterator[None]:
    """Held by one process at a time; the system frees it when the process ends, however it ends."""
    with path.open("a") as file:
        deadline = time.monotonic() + LOCK_WAIT_S
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise DatabaseUnavailable(
                        f"another start or stop of the database holds {path} for over {LOCK_WAIT_S:.0f} s"
                    ) from None
                time.sleep(0.05)
        yield


def _account(directory: Path) -> Account:
    """Whom the server runs under. A cluster that exists stays with its owner."""
    me = os.geteuid()
    if directory.exists():
        owner = directory.stat().st_uid
        if owner == 0:
            raise DataDirUnusable(f"{directory} belongs to root, and PostgreSQL refuses to run as root")
        if me not in (0, owner):
            raise DataDirUnusable(
                f"{directory} belongs to {_user_name(owner)}: run as that user or set POSTUREMAP_DATA_DIR"
            )
        return _account_of(pwd.getpwuid(owner))
    if me != 0:
        return _account_of(pwd.getpwuid(me))
    for name in ("postgres", "nobody"):
        try:
            return _account_of(pwd.getpwnam(name))
        except KeyError:
            continue
    raise DataDirUnusable("PostgreSQL refuses to run as root, and there is no user `postgres` or `nobody`")


def _account_of(entry: pwd.struct_passwd) -> Account:
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _user_name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user {uid}"


def _run(command: list[str], account: Account) -> subprocess.CompletedProcess[str]:
    """Run as the account, without the caller's PG* variables, which would point the programs elsewhere."""
    is_root = os.geteuid() == 0
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_"))}
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        env={**environment, "LC_ALL": "C", "HOME": "/"},
        user=account.uid if is_root else None,
        group=account.gid if is_root else None,
        extra_groups=[account.gid] if is_root else None,
    )


def _check_reach(data_dir: Path, account: Account) -> None:
    """The account must be able to enter the data directory. Asked of the system, which knows ACLs too."""
    if os.geteuid() != 0:
        return
    if data_dir.stat().st_uid == 0 and not data_dir.stat().st_mode & stat.S_IXOTH:
        data_dir.chmod(data_dir.stat().st_mode | stat.S_IXOTH)  # ours: passing through it shows nothing
    parents = [str(path) for path in (*reversed(data_dir.resolve().parents), data_dir.resolve())]
    script = 'for path in "$@"; do [ -x "$path" ] || { echo "$path"; exit 1; }; done'
    done = _run(["/bin/sh", "-c", script, "sh", *parents], account)
    if done.returncode != 0:
        raise DataDirUnusable(
            f"the database's user {account.name} cannot enter {done.stdout.strip()}, "
            f"which the data directory {data_dir} lies in: set POSTUREMAP_DATA_DIR to another place, "
            f"for instance /var/lib/posturemap"
        )


def _private_dir(path: Path, account: Account) -> None:
    """A folder the account alone may enter. Never a link or folder that somebody else put there first."""
    try:
        path.mkdir(mode=0o700)
        os.chown(path, account.uid, account.gid)
    except FileExistsError:
        pass
    except OSError as error:
        raise DataDirUnusable(f"{path} cannot be made: {error.strerror}") from error
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != account.uid:
        raise DataDirUnusable(f"{path} must be a folder of the user {account.name}")
    path.chmod(0o700)


def _clear_unfinished(cluster: Cluster) -> None:
    """What a killed start left. Its initdb may outlive it and write on: what escapes now goes next time."""
    for remains in cluster.data_dir.glob("postgres.new-*"):
        shutil.rmtree(remains, ignore_errors=True)


def _initialise(cluster: Cluster, programs: Programs, account: Account) -> None:
    """Make the cluster under another name first: a folder called `postgres` is always whole."""
    new = cluster.data_dir / f"postgres.new-{os.getpid()}-{time.monotonic_ns()}"
    _private_dir(new, account)
    command = [programs["initdb"], "--pgdata", str(new), "--username", OWNER, "--auth", "peer"]
    command += ["--encoding", "UTF8", "--no-locale", "--no-instructions"]
    command += ["--data-checksums"] if cluster.fsync else ["--no-sync"]
    done = _run(command, account)
    if done.returncode != 0:
        shutil.rmtree(new, ignore_errors=True)
        raise DatabaseUnavailable(f"initdb failed:\n{(done.stderr or done.stdout).strip()}")
    with (new / "postgresql.conf").open("a", encoding="utf-8") as file:
        file.write("\ninclude 'posturemap.conf'\n")
    (new / "pg_hba.conf").write_text(ACCESS, encoding="utf-8")
    # initdb has brought its files to the disk; the rename must not get there before these two.
    for name in ("postgresql.conf", "pg_hba.conf"):
        _to_disk(new / name)
    new.rename(cluster.directory)
    _to_disk(cluster.data_dir)


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _configure(cluster: Cluster, account: Account) -> None:
    """Settings and who may connect as whom: the server's user, root, and the one who runs the program."""
    settings = CONFIGURATION.format(
        port=PORT,
        socket_dir=_quoted(cluster.socket_dir),
        log_dir=_quoted(cluster.log_dir),
        durability=DURABLE if cluster.fsync else FLEETING,
    )
    people = dict.fromkeys((account.name, _user_name(os.geteuid()), "root"))
    names = "".join(f'posturemap "{person}" {role}\n' for person in people for role in (OWNER, READER))
    for name, content in (("posturemap.conf", settings), ("pg_ident.conf", names)):
        path = cluster.directory / name
        path.write_text(content, encoding="utf-8")
        path.chmod(0o600)
        os.chown(path, account.uid, account.gid)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _clear_remains(cluster: Cluster) -> None:
    """Make way after a crash: wait for orphans of a killed server, drop lock files that name a stranger.

    A backend may outlive its killed postmaster for a moment; a second server beside it would destroy data,
    so the files are removed only when nothing works in the directory any more. The server would not start
    beside them: their pid may by now be that of another process, or of one that nobody has reaped.
    """
    deadline = time.monotonic() + ORPHAN_WAIT_S
    while left := _processes_in(cluster.directory):
        if time.monotonic() > deadline:
            pids = ", ".join(map(str, left))
            raise DatabaseUnavailable(f"processes of a killed server still use {cluster.directory}: {pids}")
        time.sleep(0.1)
    socket = cluster.socket_dir / f".s.PGSQL.{PORT}"
    for path in (cluster.directory / "postmaster.pid", socket, socket.with_name(f"{socket.name}.lock")):
        path.unlink(missing_ok=True)


def _launch(cluster: Cluster, programs: Programs, account: Account) -> None:
    """Start the server and wait until it takes connections: after a crash it first replays its log."""
    log = cluster.directory / "start.log"
    if log.exists() and log.stat().st_size > START_LOG_LIMIT:
        log.unlink()
    command = [programs["pg_ctl"], "start", "--wait", "--timeout", f"{START_WAIT_S:.0f}", "--silent"]
    done = _run([*command, "--pgdata", str(cluster.directory), "--log", str(log)], account)
    if done.returncode != 0 or not _joined(cluster):
        raise DatabaseUnavailable(
            f"the database in {cluster.directory} did not start: {done.stderr.strip()}\n"
            f"{_last_words(cluster)}"
        )


def _joined(cluster: Cluster) -> bool:
    """True once a server that is there already takes connections; False if there is none, or it went away.

    One in another container over the same folder has no pid here, and answers all the same.
    """
    deadline = time.monotonic() + START_WAIT_S
    while (error := _connection_error(cluster)) is not None:
        if _server_pid(cluster.directory) is None:
            return False
        if time.monotonic() > deadline:
            raise DatabaseUnavailable(
                f"the database in {cluster.directory} runs and takes no connections: {error}"
            )
        time.sleep(0.05)
    return True


def _connection_error(cluster: Cluster) -> psycopg.OperationalError | None:
    try:
        _connect(cluster).close()
    except psycopg.OperationalError as error:
        return error
    return None


def _connect(cluster: Cluster) -> psycopg.Connection:
    return psycopg.connect(
        host=str(cluster.socket_dir),
        port=PORT,
        user=OWNER,
        dbname="postgres",
        connect_timeout=5,
        autocommit=True,
    )


def _last_words(cluster: Cluster) -> str:
    logs = sorted(
        (*cluster.log_dir.glob("*.log"), *cluster.directory.glob("start.log")),
        key=lambda f: f.stat().st_mtime,
    )
    tail = [line for log in logs[-2:] for line in log.read_text(errors="replace").splitlines()[-6:]]
    return "\n".join(tail)


def _make_database(cluster: Cluster) -> None:
    """The roles and the empty database, where they are missing: each step may have been cut short before."""
    with _connect(cluster) as connection:
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (READER,)).fetchone():
            connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(READER)))
        connection.execute(
            sql.SQL("ALTER ROLE {} SET default_transaction_read_only = on").format(sql.Identifier(READER))
        )
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (DATABASE,)).fetchone():
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))


def _version_of(directory: Path) -> int | None:
    try:
        return int((directory / "PG_VERSION").read_text(encoding="ascii"))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except PermissionError:
        raise DataDirUnusable(f"{directory} cannot be entered by {_user_name(os.geteuid())}") from None


def _server_pid(directory: Path) -> int | None:
    """Pid of the server of this directory if it lives. The pid of a stale file may by now be anybody's."""
    try:
        first = (directory / "postmaster.pid").read_text(encoding="ascii", errors="replace").split("\n", 1)[0]
        pid = int(first)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None
    return pid if _works_in(pid, directory) and _is_alive(pid) else None


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return not _is_zombie(pid)


def _is_zombie(pid: int) -> bool:
    try:
        return (PROC / str(pid) / "stat").read_text(errors="replace").rpartition(")")[2].split()[0] == "Z"
    except (OSError, IndexError):
        return False


def _works_in(pid: int, directory: Path) -> bool:
    """PostgreSQL's processes have the cluster as their working directory."""
    if PROC.is_dir():
        try:
            return (PROC / str(pid) / "cwd").samefile(directory)
        except OSError:
            return False
    listing = subprocess.run(
        ["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return str(directory) in listing.stdout


def _processes_in(directory: Path) -> list[int]:
    """All living processes of the cluster. Empty where the system has no /proc to tell."""
    if not PROC.is_dir():
        return []
    pids = [int(entry.name) for entry in PROC.iterdir() if entry.name.isdigit()]
    return [pid for pid in pids if _works_in(pid, directory) and not _is_zombie(pid)]


def _wait_until_gone(pid: int) -> None:
    deadline = time.monotonic() + START_WAIT_S
    while _is_alive(pid):
        if time.monotonic() > deadline:
            raise DatabaseUnavailable(f"the database's server {pid} does not end")
        time.sleep(0.05)
