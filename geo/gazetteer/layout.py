"""The files of a built gazetteer, as the build writes them and the index maps them into memory."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, get_args

import numpy as np

from geo.data.tables import FOLDER
from geo.gazetteer.sources import airfields, geonames
from geo.types import PlaceKind

FORMAT = 3
TABLES = (
    "boundaries.npz",
    "aliases.tsv",
    "countries.tsv",
    "districts.tsv",
    "rivers.npz",
    "rivers.tsv",
    "seas.tsv",
    "sites.tsv",
)
META = "meta.json"
KINDS: tuple[str, ...] = get_args(PlaceKind)
SEPARATOR = "\x1f"
"""Between id, name and further names in a row's string."""

COLUMNS = np.dtype(
    [
        ("lon", "f8"),
        ("lat", "f8"),
        ("radius_m", "f4"),
        ("prior", "f4"),
        ("population", "i8"),
        ("geometry", "i4"),
        ("kind", "u1"),
        ("source", "u2"),
        ("country", "S3"),
        ("admin", "S12"),
    ]
)
"""One record a place. population 0 and geometry -1 are none; source counts in the list of meta.json."""


@dataclass(frozen=True, slots=True)
class Meta:
    format: int
    fingerprint: str
    places: int
    names: int
    sources: list[str]
    """What a row's source number means."""
    releases: dict[str, str]
    sizes: dict[str, int]
    """Bytes of every other file: one that is cut short is found on opening."""
    added: int | None = None
    """When it was first added, nanoseconds since 1970: packs lie in this order. None for the default one."""
    command: str | None = None
    """What a user ran to add it, and runs again to mend it."""
    tally: dict[str, Any] | None = None
    """What became of the rows of an added source: a `Tally`."""

    def write(self, folder: Path) -> None:
        (folder / META).write_text(json.dumps(asdict(self), indent=1, sort_keys=True), encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> Meta:
        return cls(**json.loads((folder / META).read_text(encoding="utf-8")))


_NOT_OF_THE_DEFAULT = frozenset({
    "index.py", "stack.py", "search.py", "pack.py", "added.py", "adding.py", "runs.py", "tally.py",
    "corrections.py", "geonames_dump.py", "natural_earth.py", "ourairports.py", "geojson.py",
})  # fmt: skip
"""Code that reads what was built, or builds what users add."""


def releases() -> dict[str, str]:
    return {"GeoNames": geonames.release(), "airportsdata": airfields.release(), "Natural Earth": "5.1"}


def fingerprint() -> str:
    """Of all that the default pack depends on: packages, tables, and the code that reads them."""
    digest = hashlib.sha256(json.dumps([FORMAT, releases()]).encode())
    code = Path(__file__).parent
    tables = [FOLDER / name for name in TABLES]
    for path in [*tables, *sorted(code.rglob("*.py"))]:
        if path.name in _NOT_OF_THE_DEFAULT:
            continue
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
