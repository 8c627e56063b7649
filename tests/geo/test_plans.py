"""What is to come, what is put off, and what is only thought of."""

from __future__ import annotations

import pytest

from geo import Gazetteer
from tests.geo.claim_reading import claims_of


@pytest.mark.parametrize(
    "text",
    [
        "Kenya is to send 300 soldiers to Haiti.",
        "Kenyan troops are due to arrive in Haiti next week.",
        "Kenya is due to send troops to Haiti.",
        "Kenya is set to deploy 300 soldiers to Haiti.",
        "Kenya intends to deploy troops to Haiti.",
        "Kenya has decided to send 300 soldiers to Haiti.",
        "Kenya is poised to send troops to Haiti.",
        "Kenyan troops are scheduled to leave Haiti in June.",
        "Kenya announced plans to send 300 soldiers to Haiti.",
        "Kenya announced it would send 300 soldiers to Haiti.",
        "Kenya has pledged to send 300 soldiers to Haiti.",
        "Kenya promised to deploy troops to Haiti.",
        "Kenya committed to sending 300 soldiers to Haiti.",
        "Kenyan troops are about to enter Haiti, a diplomat said.",
        "The president ordered 300 Kenyan soldiers to Haiti.",
        "The president has ordered the deployment of 300 Kenyan soldiers to Haiti.",
        "Kenya's president ordered the army to withdraw from Haiti.",
        "Kenyan troops have been ordered to leave Haiti.",
        "Kenyan soldiers will be deployed in Haiti by 2027.",
        "Kenya is expected to withdraw its soldiers from Haiti by June.",
        "The withdrawal of Kenyan troops from Haiti is expected to begin on Monday.",
        "The withdrawal of Kenyan troops from Haiti will begin on Monday.",
        "The withdrawal of Kenyan troops from Haiti is to be completed by June.",
        "Kenyan troops were to leave Haiti by the end of the month, the minister said.",
        "Kenya to withdraw troops from Haiti",
        "Kenyan troops to leave Haiti by June: minister",
        "A decision to deploy Kenyan troops to Haiti was announced on Monday.",
        "Kenya's plan to deploy 300 soldiers to Haiti was unveiled on Monday.",
        "Kenya is preparing for the deployment of 300 soldiers to Haiti.",
        "Preparations are under way to deploy Kenyan troops to Haiti.",
        "Kenya says it is ready to deploy soldiers in Haiti.",
        "Kenya has delayed the deployment of 300 soldiers to Haiti.",
        "Kenya has postponed sending troops to Haiti.",
        "Kenyan forces are gearing up to leave Haiti.",
        "Kenya will keep its troops in Haiti until June.",
        "Kenyan troops will remain in Haiti, the minister said.",
        "Kenya will station 300 soldiers in Haiti under an agreement signed on Monday.",
        "An agreement under which Kenya will station soldiers in Haiti was signed on Monday.",
        "Kenya vowed to send troops to Haiti.",
        "Kenya expects to deploy 300 soldiers to Haiti in June.",
        "Kenya is planning to withdraw its troops from Haiti.",
        "Kenya plans the withdrawal of its troops from Haiti by June.",
        "Kenya will soon deploy soldiers to Haiti.",
        "The first 100 Kenyan soldiers are expected in Haiti next week.",
        "Kenyan soldiers are expected to be deployed to Haiti in June.",
        "Kenya's cabinet said troops would be sent to Haiti.",
    ],
)
def test_what_is_to_come_is_planned(text: str, gazetteer: Gazetteer) -> None:
    assert [claim.stance for claim in claims_of(text, gazetteer)] == ["planned"]


@pytest.mark.parametrize(
    "text",
    [
        "Kenya may send troops to Haiti.",
        "Kenya is considering sending troops to Haiti.",
        "Kenya offered to send troops to Haiti.",
        "Kenya refused to send troops to Haiti.",
        "Kenya will not send troops to Haiti unless it is paid.",
        "Haiti wants Kenya to send troops.",
        "Haiti asked Kenya to send 300 soldiers to Port-au-Prince.",
        "Kenya threatened to withdraw its troops from Haiti.",
        "Kenya would send troops to Haiti if asked.",
        "Kenya urged Uganda to send troops to Haiti.",
        "The Senate voted on whether Kenya should send troops to Haiti.",
        "Kenya's parliament debated sending troops to Haiti.",
        "Parliament authorised sending Kenyan troops to Haiti.",
        "Kenya hopes to send troops to Haiti.",
        "Kenya ruled out sending troops to Haiti.",
        "Talk of Kenyan troops entering Haiti is premature, an analyst wrote.",
        "Had Kenya sent troops to Haiti, the gangs would have fled.",
        "Kenya could withdraw its troops from Haiti, the paper speculated.",
        "Kenya needs to send more troops to Haiti, a critic said.",
        "The gangs warned Kenya against sending troops to Haiti.",
        "Kenya was asked to keep its troops out of Haiti.",
        "A Kenyan withdrawal from Haiti would be a mistake, a senator said.",
        "Haiti's plea for Kenyan troops to be sent to Haiti went unheard.",
        "Kenya should deploy troops in Haiti, its opposition leader said.",
        "Nobody in Haiti expects Kenyan troops to leave.",
        "In a scenario written by students, Kenyan troops enter Haiti.",
        "It is unclear whether Kenyan troops have entered Haiti.",
        "Kenya is under pressure to withdraw its troops from Haiti.",
        "Kenya's call for troops to be sent to Haiti was ignored.",
        "If Kenya had not sent troops to Haiti, the port would be lost.",
    ],
)
def test_what_is_only_thought_of_makes_no_claim(text: str, gazetteer: Gazetteer) -> None:
    assert claims_of(text, gazetteer) == ()
