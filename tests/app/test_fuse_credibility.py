"""Status and confidence from what was said, line by line of the table in `app.fuse.credibility`."""

from __future__ import annotations

import pytest

from app.fuse.credibility import Evidence, judge
from app.types import Status, StoredClaim
from tests.app.told import claim, denied

FLAT = claim(source="gazette")
AGAIN = claim(source="gazette")
ELSEWHERE = claim(source="tribune")
OWN = claim(source="gazette", own_side=True, holder="army spokesman")
OWN_PLAN = claim(source="gazette", own_side=True, stance="planned")
WITNESS = claim(source="gazette", stance="confirmed")
CHARGE = claim(source="gazette", stance="alleged")
CHARGE_ELSEWHERE = claim(source="tribune", stance="alleged")
PLAN = claim(source="gazette", stance="planned")
DENIAL = denied(said=1)


@pytest.mark.parametrize(
    ("supports", "denials", "ended", "status"),
    [
        ([], [DENIAL], False, "denied"),
        ([FLAT], [], True, "ended"),
        ([FLAT, CHARGE], [DENIAL], True, "ended"),
        ([CHARGE], [DENIAL], False, "disputed"),
        ([OWN], [DENIAL], False, "disputed"),
        ([PLAN], [DENIAL], False, "disputed"),
        ([OWN, CHARGE], [], False, "confirmed"),
        ([OWN, FLAT, ELSEWHERE], [], False, "confirmed"),
        ([FLAT, ELSEWHERE], [], False, "corroborated"),
        ([WITNESS, ELSEWHERE], [], False, "corroborated"),
        ([FLAT, AGAIN], [], False, "reported"),
        ([FLAT, CHARGE_ELSEWHERE], [], False, "reported"),
        ([WITNESS], [], False, "reported"),
        ([FLAT, PLAN], [], False, "reported"),
        ([CHARGE, CHARGE_ELSEWHERE], [], False, "alleged"),
        ([CHARGE, PLAN], [], False, "alleged"),
        ([PLAN], [], False, "planned"),
        ([OWN_PLAN], [], False, "planned"),
    ],
)
def test_status(supports: list[StoredClaim], denials: list[StoredClaim], ended: bool, status: Status) -> None:
    assert judge(Evidence(tuple(supports), tuple(denials), ended=ended)).status == status


def confidence(*supports: StoredClaim, against: tuple[StoredClaim, ...] = ()) -> float:
    return judge(Evidence(supports, against)).confidence


def test_independent_origins_raise_the_confidence_and_reprints_do_not() -> None:
    assert confidence(FLAT, AGAIN) == confidence(FLAT)
    assert confidence(FLAT, ELSEWHERE) > confidence(FLAT)


def test_an_accusation_counts_less_than_a_report_and_a_report_less_than_an_admission() -> None:
    assert confidence(CHARGE) < confidence(FLAT) < confidence(OWN)


def test_a_denial_lowers_the_confidence_and_never_takes_it_all() -> None:
    assert 0 < confidence(FLAT, against=(DENIAL,)) < confidence(FLAT)


def test_a_source_that_nobody_judged_is_no_middle_grade() -> None:
    grades = {grade: confidence(claim(reliability=grade)) for grade in "ABCDEF"}
    assert grades["A"] > grades["B"] > grades["C"] > grades["D"] > grades["E"]
    assert grades["F"] <= grades["D"]


def test_confidence_is_a_share() -> None:
    many = [claim(source=f"s{n}", own_side=True, reliability="A") for n in range(30)]
    assert 0.99 <= confidence(*many) <= 1
