"""Denials, in a sentence and across sentences, and what is no denial."""

from __future__ import annotations

import pytest

from geo import Gazetteer
from tests.geo.claim_reading import claims_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Sudan accused Chad of massing troops near Tina. Chad's foreign minister rejected the "
            "accusation.",
            [("alleged", "Sudan"), ("denied", "Chad's foreign minister")],
        ),
        (
            "Sudan accused Chad of massing troops near Tina. The claim was rejected by Chad's foreign "
            "minister.",
            [("alleged", "Sudan"), ("denied", "Chad's foreign minister")],
        ),
        (
            "Sudan said Chad had massed troops near Tina. N'Djamena said this was untrue.",
            [("asserted", "Sudan"), ("denied", "N'Djamena")],
        ),
        (
            "Sudan said Chad had massed troops near Tina. A Chadian general called it a lie.",
            [("asserted", "Sudan"), ("denied", "A Chadian general")],
        ),
        (
            "Sudan said Chad had massed troops near Tina. Chad has denied any such build-up.",
            [("asserted", "Sudan"), ("denied", "Chad")],
        ),
        (
            "Sudan said Chad had massed troops near Tina. Chad denies the allegations.",
            [("asserted", "Sudan"), ("denied", "Chad")],
        ),
        (
            "Sudan says Chadian troops have entered Tina; Chad denies it.",
            [("asserted", "Sudan"), ("denied", "Chad")],
        ),
        (
            "Sudan says Chadian troops have entered Tina, but Chad says they have not.",
            [("asserted", "Sudan"), ("denied", "Chad")],
        ),
        (
            "Chadian troops have entered Tina, the Sudanese army says. Chad has not commented.",
            [("asserted", "the Sudanese army")],
        ),
        (
            "Chadian troops have entered Tina, the Sudanese army says. Chad neither confirmed nor "
            "denied the report.",
            [("asserted", "the Sudanese army")],
        ),
        (
            "Chadian troops have entered Tina, the Sudanese army says. Chad declined to confirm the report.",
            [("asserted", "the Sudanese army")],
        ),
        (
            "Chadian troops have entered Tina, the Sudanese army says. There was no immediate reaction "
            "from Chad.",
            [("asserted", "the Sudanese army")],
        ),
        (
            "Chadian troops have entered Tina, the Sudanese army says. Chad's army confirmed the report.",
            [("asserted", "the Sudanese army"), ("confirmed", "Chad's army")],
        ),
        (
            "Chadian troops have entered Tina, the Sudanese army says. A Chadian officer acknowledged this.",
            [("asserted", "the Sudanese army"), ("confirmed", "A Chadian officer")],
        ),
        (
            "Chad denied reports that its troops had entered Tina.",
            [("denied", "Chad")],
        ),
        (
            "Chad denied a report by a Sudanese newspaper that its troops had entered Tina.",
            [("asserted", "a Sudanese newspaper"), ("denied", "Chad")],
        ),
        (
            "Chad denied having sent troops to Tina.",
            [("denied", "Chad")],
        ),
        (
            "Chad denied sending troops to Tina.",
            [("denied", "Chad")],
        ),
        (
            "Chad denied that it had any troops in Tina.",
            [("denied", "Chad")],
        ),
        (
            "Chad denied it was withdrawing from Tina.",
            [("denied", "Chad")],
        ),
        (
            "There are no Chadian troops in Tina, the governor said.",
            [("denied", "the governor")],
        ),
        (
            "There were no Chadian soldiers in Tina, the governor insisted.",
            [("denied", "the governor")],
        ),
        (
            "None of Chad's troops are in Tina, its president said.",
            [("denied", "its president")],
        ),
        (
            "Chad's troops never entered Tina, its army chief said.",
            [("denied", "its army chief")],
        ),
        (
            "Chad's troops are not in Tina, its army chief said.",
            [("denied", "its army chief")],
        ),
        (
            "Chadian troops have neither entered Tina nor shelled it, the army said.",
            [("denied", "the army")],
        ),
        (
            "Chad has not sent a single soldier to Tina, its foreign minister said.",
            [("denied", "its foreign minister")],
        ),
        (
            "Chadian soldiers have not left Tina, a resident said.",
            [("asserted", "a resident")],
        ),
        (
            "Chadian soldiers have yet to leave Tina, a resident said.",
            [("asserted", "a resident")],
        ),
        (
            "Chadian soldiers still have not been withdrawn from Tina, a resident said.",
            [("asserted", "a resident")],
        ),
        (
            "Chad insisted its troops had left Tina.",
            [("asserted", "Chad")],
        ),
        (
            "Chad claimed its troops had left Tina, a statement contradicted by residents.",
            [("alleged", "Chad"), ("denied", "residents")],
        ),
        (
            "Claims that Chadian troops have entered Tina are false, the ministry said.",
            [("denied", "the ministry")],
        ),
        (
            "The ministry described as false a report that Chadian troops had entered Tina.",
            [("denied", "The ministry")],
        ),
        (
            '"Reports that our troops have entered Tina are pure fiction," the Chadian army said.',
            [("denied", "the Chadian army")],
        ),
        (
            "Rumours that Chadian troops had entered Tina spread on Monday. The governor said they "
            "were unfounded.",
            [("alleged", None), ("denied", "The governor")],
        ),
        (
            "The Sudanese army's allegation that Chad had sent mercenaries to Tina was dismissed by "
            "N'Djamena as propaganda.",
            [("alleged", "The Sudanese army"), ("denied", "N'Djamena")],
        ),
        (
            "Contrary to Sudanese claims, Chad has no troops in Tina, its ambassador said.",
            [("denied", "its ambassador")],
        ),
        (
            "Chad's president, Idriss Moussa, denied on Monday that his soldiers were in Tina.",
            [("denied", "Idriss Moussa")],
        ),
        (
            'Asked if Chadian soldiers were in Tina, the minister said: "Absolutely not."',
            [],
        ),
        (
            "Chad dismissed suggestions that it was about to withdraw from Tina.",
            [("denied", "Chad")],
        ),
        (
            "Chad says its soldiers left Tina on Monday. Residents dispute that, saying they saw "
            "trucks on Tuesday.",
            [("asserted", "Chad"), ("denied", "Residents")],
        ),
        (
            "According to Sudan, Chadian troops are in Tina, which N'Djamena has repeatedly denied.",
            [("asserted", "Sudan"), ("denied", "N'Djamena")],
        ),
        (
            "Chad has repeatedly denied Sudanese accusations that its soldiers are in Tina.",
            [("alleged", "Sudanese"), ("denied", "Chad")],
        ),
    ],
)
def test_a_denial_is_held_by_who_denies(
    text: str, expected: list[tuple[str, str | None]], gazetteer: Gazetteer
) -> None:
    told = [(c.stance, c.holder.name if c.holder else None) for c in claims_of(text, gazetteer)]
    assert sorted(told, key=str) == sorted(expected, key=str)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Some of the Ugandan soldiers left Goma.", ["asserted"]),
        ("Most of Chad's troops have been withdrawn from Goma.", ["asserted"]),
        ("One of the Ugandan battalions left Goma on Friday.", ["asserted"]),
        ("Rwanda's army has denied that any of its soldiers are in the town of Bunagana.", ["denied"]),
        ("Some of the Ugandan newspapers left Goma out of the story.", []),
        ("Most of the guests at the Ugandan embassy left Goma.", []),
    ],
)
def test_a_part_of_a_force_is_a_force(text: str, expected: list[str], gazetteer: Gazetteer) -> None:
    assert [claim.stance for claim in claims_of(text, gazetteer)] == expected


def test_a_state_may_deny_leaving_its_base(gazetteer: Gazetteer) -> None:
    text = (
        "Russia's defence ministry rejected reports that it was preparing to leave its naval base at Tartus."
    )
    (claim,) = claims_of(text, gazetteer)
    assert (claim.action, claim.stance) == ("withdraw", "denied")
