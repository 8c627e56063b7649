"""The Python environment: the venv, the packages of the locks, and the posturemap command."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from steps import ROOT, Step, command

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
REQUIREMENTS = ROOT / "requirements"


def python_steps(*locks: str) -> list[Step]:
    files = [REQUIREMENTS / f"{lock}.lock" for lock in locks]
    return [
        Step("Python environment", venv_is_whole, make_venv),
        Step("Python packages", lambda: locks_are_installed(files), lambda: install_locks(files)),
        Step("the posturemap command", command_is_whole, make_command),
    ]


def venv_is_whole() -> bool:
    if not PYTHON.exists():
        return False
    probe = "import sys; print(sys.prefix, *sys.version_info[:2]); import pip"
    result = subprocess.run([PYTHON, "-c", probe], capture_output=True, text=True)
    return result.returncode == 0 and result.stdout.split() == [str(VENV), *map(str, sys.version_info[:2])]


def make_venv() -> None:
    shutil.rmtree(VENV, ignore_errors=True)
    command([sys.executable, "-m", "venv", str(VENV)])


INSTALLED = r"""
import importlib.metadata as m, json, pathlib, sys
out = {}
for dist in m.distributions():
    files = dist.files or []
    whole = all(pathlib.Path(dist.locate_file(f)).exists() for f in files if not str(f).endswith(".pyc"))
    name = dist.metadata["Name"].lower().replace("_", "-").replace(".", "-")
    out[name] = dist.version if whole and files else None
from pip._vendor.packaging.markers import Marker
for line in sys.stdin:
    name, version, marker = json.loads(line)
    if marker and not Marker(marker).evaluate():
        continue
    if out.get(name) != version:
        print(name)
"""


def locks_are_installed(files: list[Path]) -> bool:
    """Every distribution of the locks is there in its version, with every file it came with."""
    wanted = "".join(json.dumps(pin) + "\n" for file in files for pin in pins(file))
    result = subprocess.run([PYTHON, "-c", INSTALLED], input=wanted, capture_output=True, text=True)
    return result.returncode == 0 and not result.stdout.strip()


def pins(lock: Path) -> Iterable[tuple[str, str, str]]:
    """(name, version, environment marker) of each line `name==version ; marker \\`."""
    for line in lock.read_text().splitlines():
        pin = re.match(r"([A-Za-z0-9._-]+)==([^ ;\\]+)(?: *; *([^\\]+?))? *\\?$", line)
        if pin:
            name = re.sub(r"[._]", "-", pin[1].lower())
            yield name, pin[2], pin[3] or ""


def install_locks(files: list[Path]) -> None:
    requirements = [word for file in files for word in ("-r", str(file))]
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--require-hashes", "--quiet"]
    command([*pip, *requirements], quiet=True)
    if not locks_are_installed(files):
        command([*pip, "--force-reinstall", *requirements], quiet=True)


def command_is_whole() -> bool:
    script = VENV / "bin" / "posturemap"
    if not script.exists() or not script.read_text().startswith(f"#!{PYTHON}"):
        return False
    probe = f"import app, geo, sys; sys.exit(not app.__file__.startswith({str(ROOT)!r}))"
    return subprocess.run([PYTHON, "-c", probe], cwd="/", capture_output=True).returncode == 0


def make_command() -> None:
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    command([*pip, "--no-deps", "--no-build-isolation", "--force-reinstall", "-e", str(ROOT)], quiet=True)
