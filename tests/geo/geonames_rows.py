"""Rows as they stand in GeoNames' dumps: 19 columns a place, 10 a name."""

from __future__ import annotations

import zipfile
from pathlib import Path


def place_row(
    number: int | str,
    name: str,
    *,
    others: str = "",
    lon: float | str = 44.0,
    lat: float | str = 33.0,
    feature: str = "P.PPL",
    country: str = "IQ",
    admin1: str = "01",
    people: int | str = 0,
) -> str:
    of_class, _, code = feature.partition(".")
    cells = [number, name, name, others, lat, lon, of_class, code, country, "", admin1, "", "", "",
             people, "", 34, "Asia/Baghdad", "2024-05-01"]  # fmt: skip
    return "\t".join(map(str, cells))


def name_row(
    place: int | str, name: str, language: str = "", *, preferred: bool = False, historic: bool = False
) -> str:
    cells = [1, place, language, name, "1" if preferred else "", "", "", "1" if historic else "", "", ""]
    return "\t".join(map(str, cells))


def zipped(path: Path, member: str, *rows: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "The Data is provided as is")
        archive.writestr(member, "".join(f"{row}\n" for row in rows))
    return path
