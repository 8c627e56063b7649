"""Holds the import table of the architecture against the code: which package may import which."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
STORES = ("sqlalchemy", "geoalchemy2", "psycopg", "alembic")
WEB = ("fastapi", "starlette", "uvicorn")
FETCH = ("httpx2", "trafilatura", "lxml", "feedparser", "urllib.request")

NEVER = {
    "geo": ("app", *STORES, *WEB, *FETCH, "os.environ", "os.getenv"),
    "app.ingest": ("geo", "app.db", "app.fuse", "app.serve", "app.work", "app.cli", *STORES, *WEB),
    "app.fuse": ("app.db", "app.ingest", "app.serve", "app.work", "app.cli", *STORES, *WEB, *FETCH),
    "app.db": ("app.ingest", "app.fuse", "app.serve", "app.work", "app.cli", *WEB, *FETCH),
    "app.serve": ("app.ingest", "app.fuse", "app.work", "app.cli", *FETCH),
    "app.work": ("app.serve", "app.cli", *WEB),
    "app.types": (
        "app.db",
        "app.ingest",
        "app.fuse",
        "app.serve",
        "app.work",
        "app.cli",
        *STORES,
        *WEB,
        *FETCH,
    ),
    "app.errors": ("geo", "app", *STORES, *WEB, *FETCH),
}


def imports(file: Path) -> set[str]:
    """Every module or name the file imports, anywhere, with full dotted names; and what it takes of a name by
    a dot, such as `os.environ`."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}:{node.lineno}: relative import"
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            found.add(f"{node.value.id}.{node.attr}")
    return found


def files(package: str) -> list[Path]:
    path = ROOT / package.replace(".", "/")
    return sorted(path.rglob("*.py")) if path.is_dir() else [path.with_suffix(".py")]


@pytest.mark.parametrize("package", NEVER)
def test_package_imports_only_what_the_table_allows(package: str) -> None:
    wrong = [
        f"{file.relative_to(ROOT)} imports {name}"
        for file in files(package)
        for name in imports(file)
        for banned in NEVER[package]
        if name == banned or name.startswith(banned + ".")
    ]
    assert wrong == []


def test_fusion_takes_only_types_and_geometry_from_geo() -> None:
    taken = {name for file in files("app.fuse") for name in imports(file) if name.split(".")[0] == "geo"}
    assert {name for name in taken if not name.startswith(("geo.types.", "geo.geometry"))} == set()


def test_migrations_import_nothing_of_the_program() -> None:
    taken = {name for file in (ROOT / "migrations" / "versions").glob("*.py") for name in imports(file)}
    assert {name for name in taken if name.split(".")[0] in ("app", "geo")} == set()
