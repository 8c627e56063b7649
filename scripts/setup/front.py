"""The map's pages: Node, the npm packages, and the build with its seal."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from python import PYTHON, REQUIREMENTS, VENV
from steps import ROOT, Step, command

FRONTEND = ROOT / "frontend"
NODE_NEEDED = (20, 19)


def front_steps() -> list[Step]:
    return [
        Step("Node.js", node_is_there, install_node),
        Step("npm packages", npm_is_whole, install_npm),
        Step("the map's pages", front_is_built, build_front),
    ]


def node_environment() -> dict[str, str]:
    """The environment with a Node that is new enough first on the path."""
    path = os.environ.get("PATH", "")
    return {**os.environ, "PATH": path if system_node_serves() else f"{VENV / 'bin'}{os.pathsep}{path}"}


def node_version(path: str | None = None) -> tuple[int, ...]:
    node = shutil.which("node", path=path)
    if not node or not shutil.which("npm", path=path):
        return (0,)
    said = subprocess.run([node, "--version"], capture_output=True, text=True).stdout
    return tuple(int(part) for part in re.findall(r"\d+", said)[:2]) or (0,)


def system_node_serves() -> bool:
    return node_version() >= NODE_NEEDED


def node_is_there() -> bool:
    return system_node_serves() or node_version(str(VENV / "bin")) >= NODE_NEEDED


def install_node() -> None:
    """Node from the Python package that carries it: the system's lacks npm or is too old for Vite."""
    lock = REQUIREMENTS / "node.lock"
    command(
        [
            str(PYTHON),
            "-m",
            "pip",
            "--disable-pip-version-check",
            "install",
            "--quiet",
            "--require-hashes",
            "-r",
            str(lock),
        ]
    )


def npm_is_whole() -> bool:
    seal = FRONTEND / "node_modules" / ".package-lock.json"
    try:
        installed = json.loads(seal.read_text())["packages"]
        wanted = json.loads((FRONTEND / "package-lock.json").read_text())["packages"]
    except (OSError, ValueError, KeyError):
        return False
    present = {name for name in installed if (FRONTEND / name / "package.json").exists()}
    needed = {name for name, entry in wanted.items() if name and not entry.get("optional")}
    return needed <= present and all(installed[n]["version"] == wanted[n]["version"] for n in needed)


def install_npm() -> None:
    shutil.rmtree(FRONTEND / "node_modules", ignore_errors=True)
    command(
        ["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"], cwd=FRONTEND, env=node_environment()
    )


def front_sources() -> list[Path]:
    kept = [
        FRONTEND / name for name in ("index.html", "package-lock.json", "vite.config.ts", "tsconfig.json")
    ]
    trees = [FRONTEND / "src", FRONTEND / "public"]
    found = [f for tree in trees for f in tree.rglob("*") if f.is_file() and "basemap" not in f.parts]
    data = [f for name in ("boundaries*", "countries*", "seas*") for f in (ROOT / "geo" / "data").glob(name)]
    basemap = [ROOT / "scripts" / "basemap.py", *data]
    return sorted(f for f in [*kept, *found, *basemap] if f.exists())


def digest(files: Iterable[Path], base: Path) -> str:
    total = hashlib.sha256()
    for file in sorted(files):
        total.update(f"{file.relative_to(base)}\0".encode())
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def front_is_built() -> bool:
    """The pages were built from these very sources, and every file of them is as the build left it."""
    dist = FRONTEND / "dist"
    try:
        sources, output = (dist / ".seal").read_text().split()
    except (OSError, ValueError):
        return False
    made = [f for f in dist.rglob("*") if f.is_file() and f.name != ".seal"]
    return sources == digest(front_sources(), ROOT) and output == digest(made, dist)


def build_front() -> None:
    shutil.rmtree(FRONTEND / "dist", ignore_errors=True)
    sources = digest(front_sources(), ROOT)
    command([str(PYTHON), str(ROOT / "scripts" / "basemap.py"), str(FRONTEND / "public" / "basemap")])
    command(["npm", "run", "--silent", "build"], cwd=FRONTEND, env=node_environment(), quiet=True)
    made = [f for f in (FRONTEND / "dist").rglob("*") if f.is_file()]
    (FRONTEND / "dist" / ".seal").write_text(f"{sources} {digest(made, FRONTEND / 'dist')}\n")
