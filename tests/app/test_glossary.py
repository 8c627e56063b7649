"""The glossary and the guides name what the API serves, and nothing it does not."""

from __future__ import annotations

import re
from pathlib import Path

from app.serve.collections import CLAIMS, DEPLOYMENTS, STATUSES

ROOT = Path(__file__).parents[2]


def section(document: str, heading: str) -> str:
    text = (ROOT / document).read_text(encoding="utf-8")
    return text.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]


def named(table: str) -> set[str]:
    """The code words of the first column of every table row."""
    rows = re.findall(r"^\| (`[^|]+) \|", table, flags=re.M)
    return {word for row in rows for word in re.findall(r"`([^`]+)`", row)}


def test_glossary_explains_every_property_of_a_deployment() -> None:
    assert named(section("GLOSSARY.md", "The properties of a deployment")) == {
        p.name for p in DEPLOYMENTS.properties
    }


def test_glossary_names_only_properties_that_claims_have() -> None:
    of_evidence = {"claim_id", "role"}
    served = {p.name for p in CLAIMS.properties} | of_evidence

    assert named(section("GLOSSARY.md", "The properties of a claim")) <= served


def test_glossary_explains_every_status() -> None:
    assert named(section("GLOSSARY.md", "What comes out")) == set(STATUSES)


def test_guide_explains_every_parameter_of_the_deployments() -> None:
    assert named(section("docs/api.md", "curl")) == DEPLOYMENTS.parameters - {"bbox-crs", "crs"}
