"""Finds the system's PostgreSQL programs: a version of 13 or later that has PostGIS 3 beside it.

`find()` gives the newest whole installation, or raises PackagesMissing with what to install.
"""

from __future__ import annotations

import platform
import re
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.errors import PackagesMissing

OLDEST_POSTGRESQL = 13
OLDEST_POSTGIS = 3
NEEDED = ("postgres", "initdb", "pg_ctl")
EXTENSIONS = ("postgis", "btree_gist")

PLACES = (
    "/usr/lib/postgresql/*/bin",  # Debian, Ubuntu
    "/usr/pgsql-*/bin",  # packages of postgresql.org for RHEL, Fedora
    "/usr/bin",  # Fedora, Arch, openSUSE
    "/usr/libexec/postgresql*",  # Alpine
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
    "/usr/local/pgsql/bin",
)

# The major version that the distribution itself ships, from its package archive.
DEBIAN_DEFAULT = {"bullseye": 13, "bookworm": 15, "trixie": 17, "jammy": 14, "noble": 16}


@dataclass(frozen=True, slots=True)
class Programs:
    bin_dir: Path
    version: int
    """Major version: 15."""
    postgis: str

    def __getitem__(self, name: str) -> str:
        return str(self.bin_dir / name)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A PostgreSQL that is installed, whole or not."""

    bin_dir: Path
    version: int
    postgis: str | None
    lacking: tuple[str, ...]

    @property
    def is_usable(self) -> bool:
        return self.version >= OLDEST_POSTGRESQL and not self.lacking


def find(*, version: int | None = None, search: Sequence[Path] | None = None) -> Programs:
    """The newest usable PostgreSQL, or the newest of major `version`: what a cluster already made needs.

    search replaces the places looked in. Raises PackagesMissing.
    """
    candidates = sorted(
        (found for path in (_places() if search is None else search) if (found := _look(path))),
        key=lambda found: found.version,
        reverse=True,
    )
    for found in candidates:
        if found.is_usable and version in (None, found.version):
            return Programs(found.bin_dir, found.version, found.postgis or "")
    raise PackagesMissing(_advice(candidates, version))


def _places() -> Iterable[Path]:
    """Folders that may hold the programs, each once."""
    on_path = shutil.which("postgres") or shutil.which("initdb")
    found = [Path(on_path).resolve().parent] if on_path else []
    if config := shutil.which("pg_config"):
        found.append(Path(_output(config, "--bindir") or "/nowhere"))
    for pattern in PLACES:
        found += sorted(Path("/").glob(pattern.lstrip("/")))
    return dict.fromkeys(found)


def _look(bin_dir: Path) -> Candidate | None:
    if not all((bin_dir / name).is_file() for name in NEEDED):
        return None
    match = re.search(r"\(PostgreSQL\) (\d+)", _output(str(bin_dir / "postgres"), "--version"))
    if match is None:
        return None
    version = int(match[1])
    controls = {name: _control(bin_dir, version, name) for name in EXTENSIONS}
    postgis = controls["postgis"]
    is_old = postgis is not None and int(postgis.split(".")[0]) < OLDEST_POSTGIS
    lacking = tuple(
        name for name, found in controls.items() if found is None or (name == "postgis" and is_old)
    )
    return Candidate(bin_dir, version, postgis, lacking)


def _control(bin_dir: Path, version: int, extension: str) -> str | None:
    """Default version of an extension that is installed, or None."""
    for share in _share_dirs(bin_dir, version):
        control = share / "extension" / f"{extension}.control"
        if control.is_file():
            match = re.search(r"default_version\s*=\s*'([^']+)'", control.read_text(encoding="utf-8"))
            return match[1] if match else None
    return None


def _share_dirs(bin_dir: Path, version: int) -> Iterable[Path]:
    # pg_config comes with the development package on some systems: guess where it is absent.
    if (bin_dir / "pg_config").is_file() and (told := _output(str(bin_dir / "pg_config"), "--sharedir")):
        yield Path(told)
    yield Path(f"/usr/share/postgresql/{version}")
    yield bin_dir.parent / "share" / "postgresql"
    yield bin_dir.parent / "share"


def _output(*command: str) -> str:
    """What the command prints, or nothing where it cannot be run."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False, cwd="/")
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip()


def _advice(candidates: Sequence[Candidate], version: int | None) -> str:
    wanted = version or _version_to_install(candidates)
    return (
        f"{_what_is_wrong(candidates, version)}\n"
        f"Install it:\n  {_install_command(wanted)}\n"
        "or set POSTUREMAP_DATABASE_URL to a PostgreSQL that has it."
    )


def _what_is_wrong(candidates: Sequence[Candidate], version: int | None) -> str:
    if version is not None and not any(found.version == version for found in candidates):
        return f"The database was made by PostgreSQL {version}, which is not installed any more."
    of_version = [found for found in candidates if version in (None, found.version)]
    new_enough = [found for found in of_version if found.version >= OLDEST_POSTGRESQL]
    if new_enough:
        return "; ".join(
            f"PostgreSQL {found.version} in {found.bin_dir} lacks {' and '.join(found.lacking)}"
            for found in new_enough
        )
    if of_version:
        return f"PostgreSQL {of_version[0].version} is too old: {OLDEST_POSTGRESQL} or later is needed."
    return f"PostgreSQL {OLDEST_POSTGRESQL} or later with PostGIS {OLDEST_POSTGIS} is not installed."


def _version_to_install(candidates: Sequence[Candidate]) -> int:
    installed = [found.version for found in candidates if found.version >= OLDEST_POSTGRESQL]
    return installed[0] if installed else DEBIAN_DEFAULT.get(_os_release().get("VERSION_CODENAME", ""), 15)


def _install_command(version: int) -> str:
    system = _os_release()
    family = {system.get("ID", ""), *system.get("ID_LIKE", "").split()}
    if platform.system() == "Darwin":
        return "brew install postgis"
    if family & {"fedora", "rhel", "centos"}:
        return "dnf install postgresql-server postgresql-contrib postgis"
    if "arch" in family:
        return "pacman -S postgresql postgis"
    if "alpine" in family:
        return f"apk add postgresql{version} postgresql{version}-contrib postgis"
    return f"apt-get install postgresql-{version} postgresql-{version}-postgis-3"


def _os_release() -> dict[str, str]:
    try:
        return platform.freedesktop_os_release()
    except OSError:
        return {}
