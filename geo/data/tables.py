"""Reader of this folder's tables: tab-separated UTF-8, a first line of column names, # before a comment."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from geo.errors import UnreadableSource

FOLDER = Path(__file__).parent


def table(name: str) -> list[dict[str, str]]:
    """The rows of the file `name`, by column. UnreadableSource for a row with cells too many or too few."""
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    numbered = [(n, line) for n, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    columns = numbered[0][1].split("\t")
    rows = []
    for number, line in numbered[1:]:
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) != len(columns):
            raise UnreadableSource(f"{name}:{number}: {len(cells)} cells for {len(columns)} columns")
        rows.append(dict(zip(columns, cells, strict=True)))
    return rows


def several(cell: str) -> list[str]:
    """The parts of a cell that holds more than one value, parted by |."""
    return [part.strip() for part in cell.split("|") if part.strip()]


def json_rows(content: bytes) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(content)
    return rows
