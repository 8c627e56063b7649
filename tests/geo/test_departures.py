"""Leaving, closing, replacing: the constructions of English reports, and what only looks like them."""

from __future__ import annotations

import pytest

from geo import Gazetteer
from tests.geo.claim_reading import shorts

DK = "dk-armed-forces"

LEAVING = [
    # active: the force goes, or its state takes it away
    ("Danish troops left Bagram on Friday.", [f"{DK} withdraw Bagram"]),
    ("Danish troops have returned home from Mali.", [f"{DK} withdraw Mali"]),
    (
        "Danish soldiers withdrew to the north bank of the Euphrates.",
        [f"{DK} reposition north bank of the Euphrates"],
    ),
    ("Danish soldiers retreated from Narva to Tartu.", [f"{DK} withdraw Narva"]),
    ("Denmark ended its mission in Mali.", [f"{DK} withdraw Mali"]),
    ("Denmark has ended its military presence in Mali.", [f"{DK} withdraw Mali"]),
    ("Denmark recalled its instructors from Mali.", [f"{DK} withdraw Mali"]),
    ("Denmark is bringing its soldiers home from Mali.", [f"{DK} withdraw Mali"]),
    ("The Danish army evacuated its garrison at Narva.", [f"{DK} withdraw Narva"]),
    ("Denmark reduced its presence in Mali by half.", [f"{DK} withdraw Mali"]),
    ("Danish troops completed their withdrawal from Mali on Monday.", [f"{DK} withdraw Mali"]),
    ("Denmark has begun pulling its soldiers out of Mali.", [f"{DK} withdraw Mali"]),
    ("Danish soldiers began pulling out of Mali.", [f"{DK} withdraw Mali"]),
    ("The last Danish soldiers flew home from Mali on Friday.", [f"{DK} withdraw Mali"]),
    ("Danish paratroopers abandoned their positions near Narva.", [f"{DK} withdraw Narva"]),
    ("Danish soldiers have left their base in Gao.", [f"{DK} withdraw Gao"]),
    ("Danish soldiers have left the base at Gao.", [f"{DK} withdraw Gao"]),
    ("The Danish frigate has left the Red Sea for home.", [f"{DK} withdraw Red Sea"]),
    ("Half of the Danish soldiers in Mali have gone home.", [f"{DK} withdraw Mali"]),
    # passive
    ("The Danish soldiers were flown out of Mali.", [f"{DK} withdraw Mali"]),
    ("Danish tanks have been withdrawn from Narva.", [f"{DK} withdraw Narva"]),
    ("The Danish contingent in Mali has been halved.", [f"{DK} withdraw Mali"]),
    ("The Danish presence in Mali was cut to 90 soldiers.", [f"{DK} withdraw Mali"]),
    # nominal
    ("The withdrawal of Danish forces from Narva is complete.", [f"{DK} withdraw Narva"]),
    ("A drawdown of Danish troops in Mali to 90 is under way.", [f"{DK} withdraw Mali"]),
    ("Denmark announced the withdrawal of its soldiers from Mali.", [f"{DK} withdraw Mali planned"]),
    ("Denmark announced the end of its military mission in Mali.", [f"{DK} withdraw Mali planned"]),
    # headline
    ("Denmark pulls troops out of Mali", [f"{DK} withdraw Mali"]),
    ("Danish troops leave Mali", [f"{DK} withdraw Mali"]),
    ("Denmark cuts force in Mali to 90", [f"{DK} withdraw Mali"]),
    # lists, relatives, reduced relatives
    (
        "Danish soldiers withdrew from Narva, Tartu and Riga.",
        [f"{DK} withdraw Narva", f"{DK} withdraw Tartu", f"{DK} withdraw Riga"],
    ),
    ("Danish troops withdrawn from Mali arrived in Niger.", [f"{DK} withdraw Mali", f"{DK} arrive Niger"]),
    # who says no
    ("Denmark denied that it had withdrawn from Mali, its army said.", [f"{DK} withdraw Mali denied"]),
]

CLOSING = [
    ("Danish troops have been drawn down from 2,500 to 900 in Mali.", [f"{DK} withdraw Mali"]),
    ("Denmark shut down its forward operating base in Gao.", [f"{DK} close Gao"]),
    (
        "Denmark will end its mission in Mali in June and hand over its base in Gao.",
        [f"{DK} withdraw Mali planned", f"{DK} close Gao planned"],
    ),
    ("Danish soldiers abandoned the Narva garrison.", [f"{DK} withdraw Narva"]),
    ("Denmark shut its base in Gao.", [f"{DK} close Gao"]),
    ("Denmark has handed over its base in Gao to the Malian army.", [f"{DK} close Gao"]),
    ("Denmark handed its base in Gao over to the Malian army.", [f"{DK} close Gao"]),
    ("Danish troops dismantled an observation post near Narva.", [f"{DK} close Narva"]),
    ("The Danish army has mothballed its barracks in Narva.", [f"{DK} close Narva"]),
    ("The Danish base in Gao was closed in May.", [f"{DK} close Gao"]),
    ("The Danish military base at Gao closed in May.", [f"{DK} close Gao"]),
    ("The Danish army razed its outpost at Narva.", [f"{DK} close Narva"]),
    ("Two Danish watchtowers near Narva have been dismantled.", [f"{DK} close Narva"]),
    ("The closure of the Danish military base in Gao was completed on Friday.", [f"{DK} close Gao"]),
    ("The Danish army completed the handover of its base in Gao.", [f"{DK} close Gao"]),
    ("Denmark will hand back its air base in Gao by June.", [f"{DK} close Gao planned"]),
    ("Denmark closes military base in Gao", [f"{DK} close Gao"]),
    ("Denmark has decided to close its naval base in Narva.", [f"{DK} close Narva planned"]),
    ("Denmark returned its military base in Gao to Mali.", [f"{DK} close Gao"]),
]

REPLACING = [
    ("Danish troops relieved a Swedish company in Narva.", [f"{DK} rotate Narva"]),
    ("Danish marines replaced the Swedish battalion in Narva.", [f"{DK} rotate Narva"]),
    ("Swedish soldiers in Narva were replaced by Danish marines.", [f"{DK} rotate Narva"]),
    ("A Danish company took over the base at Narva from Swedish soldiers.", [f"{DK} rotate Narva"]),
    ("Swedish soldiers handed over to a Danish battalion in Narva.", [f"{DK} rotate Narva"]),
    ("The rotation of Danish forces in Narva took place on Monday.", [f"{DK} rotate Narva"]),
    ("Denmark will swap the battalion in Narva in June.", [f"{DK} rotate Narva planned"]),
    ("A fresh Danish company has rotated into Narva.", [f"{DK} rotate Narva"]),
    ("Denmark rotates troops in Narva", [f"{DK} rotate Narva"]),
]

LEFT_ALONE = [
    "A Danish officer took over command of the mission in Mali.",
    "Denmark could end its mission in Mali and hand over its base in Gao.",
    "Denmark withdrew from the arms treaty in Paris.",
    "Denmark withdrew from the race in Monaco.",
    "Denmark formally withdrew from the treaty on conventional forces in Europe.",
    "Danish soldiers evacuated 400 villagers from Goma.",
    "Denmark's government evacuated its citizens from Khartoum.",
    "The Danish fund ended its mission in Lusaka without a deal.",
    "The Danish company closed two plants near Toulouse.",
    "The Danish embassy in Kabul was closed on Monday.",
    "A retailer shut its shop at the former base in Gao.",
    "The striker was replaced by a Danish teenager in Narva.",
    "The Danish coach rotated his squad in Narva.",
    "The protesters demanded the withdrawal of Danish troops from Mali.",
    "If Denmark were to withdraw from Mali, the army would be alone.",
    "The lawyer took over the case in Narva from a Danish colleague.",
    "Danish police handed over a suspect in Narva.",
    "The border crossing at Narva closed at noon, Danish tourists said.",
    "Denmark reduced its debt in Mali by half.",
    "The Danish army cut the price of its tanks in Mali.",
    "Denmark recalled its ambassador from Mali.",
    "The end of the Danish festival in Narva was peaceful.",
    "Five Danish soldiers left hospital in Narva on Friday.",
    "The Danish general left Narva for talks.",
]


@pytest.mark.parametrize(("text", "expected"), LEAVING + CLOSING + REPLACING)
def test_found(text: str, expected: list[str], gazetteer: Gazetteer) -> None:
    assert shorts(text, gazetteer) == expected


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_left_alone(text: str, gazetteer: Gazetteer) -> None:
    assert shorts(text, gazetteer) == []
