"""The sample: news reports composed for this project, and the invented outlets that publish them.

Nothing in it happened. Every article carries `sample=True`, every text says so in its first line.
"""

from __future__ import annotations

import json
import tomllib
from datetime import date
from importlib.resources import files

from app.types import Article, Source


def articles() -> tuple[Article, ...]:
    """All reports in the order of their publication; two of them are editions of one report."""
    lines = files(__name__).joinpath("reports.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(_article(json.loads(line)) for line in lines)


def sources() -> tuple[Source, ...]:
    """The six outlets, most reliable first."""
    tables = tomllib.loads(files(__name__).joinpath("sources.toml").read_text(encoding="utf-8"))
    return tuple(_source(row) for row in tables["source"])


def _article(row: dict[str, str]) -> Article:
    return Article(
        text=row["text"],
        source=row["source"],
        title=row["title"],
        url=row["url"],
        external_id=row["id"],
        published=date.fromisoformat(row["published"]),
        language=row["language"],
        sample=True,
    )


def _source(row: dict[str, str]) -> Source:
    return Source(
        id=row["id"],
        name=row["name"],
        homepage=row["homepage"],
        source_class=row["class"],
        country=row.get("country"),
        language=row["language"],
        licence=row["licence"],
        reliability=row["reliability"],
        sample=bool(row["sample"]),
    )
