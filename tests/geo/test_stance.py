"""How surely it is said."""

from __future__ import annotations

import pytest

from geo import Gazetteer
from tests.geo.claim_reading import claims_of, shorts


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Turkey sent fighters to Libya.", "asserted"),
        ("A lawmaker said Turkey sent fighters to Libya.", "asserted"),
        ("Turkey allegedly sent fighters to Libya.", "alleged"),
        ("Turkey reportedly sent fighters to Libya.", "alleged"),
        ("Greece accuses Turkey of massing troops near Edirne.", "alleged"),
        ("Syrian activists claimed Turkish troops had entered Afrin.", "alleged"),
        ("Ethiopian soldiers are said to have entered Somalia.", "alleged"),
        ("Egypt denied that its troops were stationed in Sudan.", "denied"),
        ("Mali denies having sent soldiers to Niger.", "denied"),
        ("The Iranian defence ministry confirmed that it had deployed drones to Syria.", "confirmed"),
        ("Norway plans to send 200 soldiers to Finland.", "planned"),
        ("Norway will send 200 soldiers to Finland.", "planned"),
        ("US to send 500 troops to Somalia", "planned"),
        ("Russia is expected to withdraw its ships from Tartus.", "planned"),
        ("زعم ناشطون أن قوات تركية دخلت إدلب.", "alleged"),
    ],
)
def test_the_words_give_the_stance(text: str, stance: str, gazetteer: Gazetteer) -> None:
    (claim,) = claims_of(text, gazetteer)
    assert claim.stance == stance


@pytest.mark.parametrize(
    "text",
    [
        "France might send troops to Ukraine.",
        "Britain would deploy soldiers to Estonia if Moscow attacked.",
        "Did Poland send troops to Ukraine?",
        "Kenya has not sent troops to Somalia.",
        "No French soldiers are in Libya.",
        "Italy demanded that Turkey withdraw its troops from Libya.",
        "Syria calls for the withdrawal of Turkish forces from Idlib.",
        "Tehran will send its ships to Aden if the talks fail.",
        "Greece hopes that Italy will send soldiers to Cyprus.",
        "The parliament refused to send troops to Mali.",
    ],
)
def test_what_is_not_said_to_be_so_makes_no_claim(text: str, gazetteer: Gazetteer) -> None:
    assert shorts(text, gazetteer) == []


def test_a_purpose_makes_no_presence(gazetteer: Gazetteer) -> None:
    text = "US troops arrived in Jordan to seal the border with Syria."
    assert shorts(text, gazetteer) == ["us-armed-forces arrive Jordan"]


def test_a_dismissal_denies_what_was_told_before(gazetteer: Gazetteer) -> None:
    text = "Chad sent 300 soldiers to Darfur. A spokesman in Khartoum dismissed the claim as baseless."
    told, denied = claims_of(text, gazetteer)
    assert (told.stance, denied.stance) == ("asserted", "denied")
    assert denied.holder is not None
    assert denied.holder.name == "A spokesman in Khartoum"
    assert denied.footprint == told.footprint


def test_denying_it_denies_what_was_told_before(gazetteer: Gazetteer) -> None:
    assert [c.stance for c in claims_of("Russia has sent tanks to Belarus. Minsk denies it.", gazetteer)] == [
        "asserted",
        "denied",
    ]


def test_an_arabic_denial_carries_what_it_denies(gazetteer: Gazetteer) -> None:
    text = "نفت وزارة الدفاع المصرية ما ذكرته صحف سودانية عن وصول جنود مصريين إلى دنقلا."
    assert sorted(c.stance for c in claims_of(text, gazetteer)) == ["alleged", "denied"]


def test_an_allegation_told_again_by_another_stays_one(gazetteer: Gazetteer) -> None:
    text = (
        "Turkey is allegedly sending fighters to Libya. Turkey is sending fighters to Libya, a "
        "lawmaker in Tobruk said."
    )
    assert [c.stance for c in claims_of(text, gazetteer)] == ["alleged", "alleged"]


def test_what_the_own_side_calls_routine_is_marked_so(gazetteer: Gazetteer) -> None:
    text = (
        "Turkey reinforced its base in Idlib. The spokesman for the Turkish army described the "
        "measures as routine."
    )
    told, routine = claims_of(text, gazetteer)
    assert not told.routine
    assert routine.routine
    assert routine.stance == "confirmed"


def test_troops_that_have_not_left_are_still_there(gazetteer: Gazetteer) -> None:
    assert shorts("Turkish troops have not left Idlib.", gazetteer) == ["tr-armed-forces station Idlib"]


def test_the_same_source_telling_it_again_is_one_claim(gazetteer: Gazetteer) -> None:
    text = "France withdrew its soldiers from Niger. French soldiers have withdrawn from Niger."
    assert len(claims_of(text, gazetteer)) == 1


def test_a_confirmation_may_point_back(gazetteer: Gazetteer) -> None:
    text = "Danish soldiers arrived in Narva on Monday. The Danish Ministry of Defence confirmed the arrival."
    told, confirmed = claims_of(text, gazetteer)
    assert (told.stance, confirmed.stance) == ("asserted", "confirmed")
    assert confirmed.action == "arrive"
    assert confirmed.holder is not None
    assert confirmed.holder.own_side


def test_what_is_not_denied_is_not_confirmed(gazetteer: Gazetteer) -> None:
    text = "Danish soldiers arrived in Narva on Monday. Copenhagen does not deny it."
    assert [c.stance for c in claims_of(text, gazetteer)] == ["asserted"]


def test_an_accuser_goes_on(gazetteer: Gazetteer) -> None:
    text = "زعم مصدر أن القوات التركية وصلت إلى عفرين، واتهم أنقرة بإدخال عشرات العربات المدرعة إلى كركوك."
    assert {c.stance for c in claims_of(text, gazetteer)} == {"alleged"}
