"""A user's own table of sites as rows with the columns of `geo/data/sites.tsv`: tab-separated, or GeoJSON."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import shapely
from shapely.errors import ShapelyError
from shapely.geometry import shape

from geo.errors import UnreadableSource

COLUMNS = (
    "id", "name", "names", "local", "kind", "country", "lon", "lat", "precision_m", "icao", "area", "source",
)  # fmt: skip
_REQUIRED = ("name", "lon", "lat")


def site_rows(path: Path) -> list[dict[str, str]]:
    """The rows of the file with every column, empty where the file lacks it; no id becomes the row's number.

    GeoJSON is known by its suffix; its properties bear the names of the columns, lists are taken for several
    names. Raises UnreadableSource.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableSource(f"{path}: {error}") from error
    given = _features(path, text) if path.suffix.lower() in (".geojson", ".json") else _lines(path, text)
    return [
        {column: row.get(column, "") for column in COLUMNS} | {"id": row.get("id") or f"row {number}"}
        for number, row in enumerate(given, 1)
    ]


def _lines(path: Path, text: str) -> list[dict[str, str]]:
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    table = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    if missing := [column for column in _REQUIRED if column not in (table.fieldnames or ())]:
        raise UnreadableSource(f"{path}: its first line names no column {', '.join(missing)}")
    return [{column: (cell or "").strip() for column, cell in row.items() if column} for row in table]


def _features(path: Path, text: str) -> list[dict[str, str]]:
    try:
        features = json.loads(text)["features"]
        return [_feature(feature) for feature in features]
    except (ValueError, KeyError, TypeError, AttributeError, ShapelyError) as error:
        raise UnreadableSource(f"{path}: no GeoJSON FeatureCollection ({error})") from error


def _feature(feature: dict[str, Any]) -> dict[str, str]:
    row = {str(key): _cell(value) for key, value in (feature.get("properties") or {}).items()}
    row.setdefault("id", _cell(feature.get("id")))
    if geometry := feature.get("geometry"):
        outline = shape(geometry)
        point = outline if outline.geom_type == "Point" else outline.representative_point()
        row |= {"lon": str(point.x), "lat": str(point.y)}
        if outline.geom_type != "Point":
            row["area"] = shapely.to_wkt(outline)
    return row


def _cell(value: object) -> str:
    if isinstance(value, list):
        return "|".join(str(each) for each in value)
    return "" if value is None else str(value)
