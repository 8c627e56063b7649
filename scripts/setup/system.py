"""The system's packages: which are missing, and their installation by apt."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from steps import SetupError, Step, command


@dataclass(frozen=True)
class SystemPackage:
    what: str
    debian: tuple[str, ...]
    is_there: Callable[[], bool]


def has_postgis() -> bool:
    if os.environ.get("POSTUREMAP_DATABASE_URL"):
        return True
    roots = [
        Path("/usr/share/postgresql"),
        Path("/usr/pgsql-*/share"),
        Path("/opt/homebrew/share"),
        Path("/usr/local/share"),
    ]
    controls = (c for root in roots for c in Path("/").glob(f"{str(root)[1:]}/**/extension/postgis.control"))
    return any(True for _ in controls) and bool(
        shutil.which("postgres")
        or shutil.which("pg_config")
        or list(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    )


def has_venv() -> bool:
    probe = subprocess.run([sys.executable, "-c", "import ensurepip, venv"], capture_output=True)
    return probe.returncode == 0


def has_program(*names: str) -> Callable[[], bool]:
    return lambda: any(shutil.which(name) for name in names)


def has_font(name: str) -> Callable[[], bool]:
    return lambda: any(Path("/usr/share/fonts").rglob(name)) or sys.platform == "darwin"


def has_library(name: str) -> Callable[[], bool]:
    def loads() -> bool:
        try:
            ctypes.CDLL(name)
        except OSError:
            return sys.platform != "linux"
        return True

    return loads


RUN_PACKAGES = [
    SystemPackage("PostgreSQL with PostGIS", ("postgresql-15", "postgresql-15-postgis-3"), has_postgis),
    SystemPackage("Python's venv module", ("python3-venv",), has_venv),
]
DEV_PACKAGES = [
    SystemPackage("Chromium", ("chromium",), has_program("chromium", "chromium-browser", "google-chrome")),
    SystemPackage("GDAL's command-line tools", ("gdal-bin",), has_program("ogrinfo")),
    SystemPackage("libatomic, for Playwright's driver", ("libatomic1",), has_library("libatomic.so.1")),
    SystemPackage("fonts with Arabic letters", ("fonts-dejavu-core",), has_font("DejaVuSans.ttf")),
]


def packages_step(wanted: list[SystemPackage]) -> Step:
    def lacking() -> list[SystemPackage]:
        return [package for package in wanted if not package.is_there()]

    return Step("system packages", lambda: not lacking(), lambda: install(lacking()))


def install(missing: list[SystemPackage]) -> None:
    names = [name for package in missing for name in package.debian]
    what = ", ".join(package.what for package in missing)
    if not shutil.which("apt-get"):
        raise SetupError(
            f"missing: {what}. Install them with your system's packages (Debian: {' '.join(names)})"
        )
    if os.geteuid() != 0 and not may_sudo():
        raise SetupError(
            f"missing: {what}. Run:  sudo apt-get install --no-install-recommends {' '.join(names)}"
        )
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-o", "Dpkg::Use-Pty=0"]
    print(f"      installing {' '.join(names)}", flush=True)
    command([*apt, "update"], quiet=True)
    command([*apt, "install", "-y", "--no-install-recommends", *available(names)], quiet=True)


def available(names: list[str]) -> list[str]:
    """The names as this release has them: where PostgreSQL 15 is not the release's own, the one that is."""
    found = []
    for name in names:
        known = subprocess.run(["apt-cache", "show", name], capture_output=True).returncode == 0
        if known or not name.startswith("postgresql-15"):
            found.append(name)
        else:
            found.append("postgis" if name.endswith("postgis-3") else "postgresql-postgis")
    return found


def may_sudo() -> bool:
    return (
        bool(shutil.which("sudo"))
        and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0
    )
