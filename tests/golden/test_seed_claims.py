"""The article the work began with: its claims, voice by voice.

Skipped where the shared material is not at hand.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from geo import Claim, Gazetteer, Reading, read

SHARED = os.environ.get("POSTUREMAP_SHARED")
ARTICLE = Path(SHARED or "") / "seed" / "article.txt"
pytestmark = pytest.mark.skipif(
    not SHARED or not ARTICLE.exists(), reason="POSTUREMAP_SHARED names no folder with the article"
)


@pytest.fixture(scope="module")
def reading(gazetteer: Gazetteer) -> Reading:
    return read(ARTICLE.read_text(encoding="utf-8"), published=date(2023, 8, 14), gazetteer=gazetteer)


def about(reading: Reading, actor: str, near: tuple[float, float]) -> list[Claim]:
    """Claims of the actor whose point lies within a fifth of a degree."""
    return [
        c
        for c in reading.claims
        if c.actor is not None
        and c.actor.actor.id == actor
        and c.footprint is not None
        and abs(c.footprint.lon - near[0]) < 0.2
        and abs(c.footprint.lat - near[1]) < 0.2
    ]


def test_the_base_is_alleged_denied_and_a_routine_replacement(reading: Reading) -> None:
    claims = about(reading, "us-armed-forces", (42.441, 33.786))
    alleged = [c.holder.name for c in claims if c.stance == "alleged" and c.holder is not None]
    assert any("militias" in name for name in alleged)
    assert any("Fartusi" in name for name in alleged)
    assert any("Shabandar" in name for name in alleged)
    denied = [c.holder.name for c in claims if c.stance == "denied" and c.holder is not None]
    assert len(denied) == 1
    assert "Sindi" in denied[0]
    assert [c.action for c in claims if c.routine] == ["rotate"]


def test_the_border_is_a_line_and_alleged_in_two_languages(reading: Reading) -> None:
    claims = [
        c
        for c in reading.claims
        if c.footprint is not None
        and c.footprint.precision == "line"
        and c.holder is not None
        and c.actor is not None
        and c.actor.actor.id == "us-armed-forces"
    ]
    assert {c.stance for c in claims} == {"alleged"}
    assert len(claims) == 2


def test_air_defence_is_set_up_and_called_normal_by_the_armys_spokesman(reading: Reading) -> None:
    claims = [c for c in reading.claims if c.action == "emplace"]
    assert {c.actor.actor.id for c in claims if c.actor} == {"iq-security-forces"}
    assert any(c.stance == "asserted" and c.holder is None for c in claims)
    (confirmed,) = [c for c in claims if c.stance == "confirmed"]
    assert confirmed.routine
    assert confirmed.holder is not None
    assert confirmed.holder.own_side


def test_three_thousand_or_more_arrive_in_the_sea_in_an_inferred_year(reading: Reading) -> None:
    (claim,) = [c for c in reading.claims if c.action == "arrive"]
    assert claim.quantity is not None
    assert (claim.quantity.min, claim.quantity.max) == (3000, None)
    assert claim.when is not None
    assert (claim.when.start, claim.when.end) == (date(2023, 8, 7), date(2023, 8, 7))
    assert claim.when.inferred
    assert claim.footprint is not None
    assert claim.footprint.precision == "sea"


def test_what_has_no_place_and_what_is_only_purpose_puts_nothing_on_the_map(reading: Reading) -> None:
    assert {c.actor.actor.id for c in reading.claims if c.actor} == {"us-armed-forces", "iq-security-forces"}
    assert all(c.footprint is not None for c in reading.claims)
    assert any(s.why.startswith("a purpose") for s in reading.skipped)
