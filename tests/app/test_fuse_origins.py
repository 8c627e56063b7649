"""Which claims are one independent line of reporting."""

from __future__ import annotations

import time

from app.fuse.origins import origins, same_text
from app.types import StoredClaim
from tests.app.told import claim

WIRE = (
    "Around 400 soldiers of the mechanised brigade moved into the valley on Tuesday and set up three camps "
    "along the road to the dam, two officers said."
)
REPRINT = (
    "AROUND 400 soldiers of the mechanised brigade moved into the valley Tuesday, and set up three camps "
    "along the road to the dam, two officers said"
)
OWN_WORDS = (
    "Our correspondent counted three new tented camps beside the dam road, where he put the number of men "
    "of the mechanised brigade at some 400."
)


def count(*claims: StoredClaim) -> int:
    return len(set(origins(claims).values()))


def test_a_reprint_with_a_word_changed_is_the_same_origin() -> None:
    assert count(claim(source="a", quote=WIRE), claim(source="b", quote=REPRINT)) == 1


def test_own_reporting_of_the_same_event_is_another_origin() -> None:
    assert count(claim(source="a", quote=WIRE), claim(source="b", quote=OWN_WORDS)) == 2


def test_short_sentences_that_are_alike_are_not_taken_for_reprints() -> None:
    short = "US troops arrived in Iraq on Monday."
    assert count(claim(source="a", quote=short), claim(source="b", quote=short)) == 2


def test_two_papers_that_name_one_agency_are_one_origin() -> None:
    assert count(claim(source="a", holder="AFP"), claim(source="b", holder="Agence France-Presse")) == 1
    assert count(claim(source="a", holder="رويترز"), claim(source="b", holder="Reuters")) == 1


def test_one_voice_in_two_papers_is_one_origin() -> None:
    assert count(claim(source="a", holder="Ann Other"), claim(source="b", holder="Ann Other")) == 1


def test_unnamed_officials_are_not_one_voice() -> None:
    assert (
        count(claim(source="a", holder="senior officials"), claim(source="b", holder="senior officials")) == 2
    )


def test_forty_reprints_are_one_origin() -> None:
    assert count(*[claim(source=f"paper-{n}", quote=WIRE if n % 2 else REPRINT) for n in range(40)]) == 1


def test_the_key_of_an_origin_does_not_depend_on_the_order() -> None:
    claims = [claim(source=s, quote=WIRE) for s in "cab"]
    assert origins(claims) == origins(reversed(claims))
    assert set(origins(claims).values()) == {"a"}


def test_texts_that_are_copies_are_found() -> None:
    assert same_text({"x": WIRE, "y": OWN_WORDS, "z": REPRINT}) == {"x": "x", "y": "y", "z": "x"}


def test_a_storm_of_two_thousand_reprints_is_sorted_within_seconds() -> None:
    storm = [claim(source=f"paper-{n}", quote=f"{WIRE} {'Again. ' * (n % 3)}") for n in range(2000)]
    began = time.perf_counter()
    assert count(*storm) == 1
    assert time.perf_counter() - began < 5
