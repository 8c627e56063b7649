"""What a sentence takes from those before it: places and forces spoken of, and whose they are."""

from __future__ import annotations

import pytest

from geo import Gazetteer
from tests.geo.claim_reading import claims_of, shorts

PLACES = [
    # the place told of before is the subject
    (
        "The minister toured Rukla. The town hosts about 1,200 Dutch soldiers.",
        ["nl-armed-forces station The town"],
    ),
    (
        "Residents of Lalibela are afraid. The town had been held by Fano fighters since May.",
        ["fano station The town"],
    ),
    ("Gao was quiet on Friday. The city is guarded by Malian troops.", ["ml-armed-forces station The city"]),
    # a state that is an island
    (
        "Taiwan said 14 Chinese warships were operating around the island.",
        ["cn-armed-forces patrol the island"],
    ),
    # the harbour of the town told of
    (
        "A Danish frigate reached Mindelo. Two Danish corvettes are in the harbour.",
        ["dk-armed-forces arrive Mindelo", "dk-armed-forces station the harbour"],
    ),
    # names the gazetteer does not know, told by the noun that follows
    ("Poland sent a battalion to the Zubrowka area.", ["pl-armed-forces deploy Zubrowka area"]),
    ("The Philippine navy has stationed a corvette off Malasug island.", ["ph-navy station Malasug island"]),
    ("Kenya moved two companies to the Garbatulla front.", ["ke-armed-forces reposition Garbatulla front"]),
    (
        "Chad dispatched another company to Tessouma further north.",
        ["td-armed-forces reinforce Tessouma"],
    ),
    ("Ethiopian troops entered the Somali town of Luuqo.", ["et-armed-forces arrive Luuqo"]),
    ("Russian troops have left Zubrowka.", ["ru-armed-forces withdraw Zubrowka"]),
    (
        "Kenyan troops are in Baidoa, Dolowo and Luuqo.",
        [
            "ke-armed-forces station Baidoa",
            "ke-armed-forces station Dolowo",
            "ke-armed-forces station Luuqo",
        ],
    ),
    ("A Syrian division is stationed at Sweida's eastern edge.", ["sy-armed-forces station Sweida"]),
    # over a border, near a town
    (
        "Kinshasa said Rwanda had sent soldiers across the border to Rutshuru.",
        ["rw-armed-forces deploy Rutshuru"],
    ),
    # one verb tells one claim
    ("NATO warships sailed through the Bosphorus.", ["nato arrive Bosphorus"]),
    # there, where the unit will be
    (
        "Finnish soldiers moved to Ivalo. The unit will be there by 2027.",
        ["fi-armed-forces reposition Ivalo", "fi-armed-forces station there planned"],
    ),
    ("Rwandan soldiers crossed the border near Gisenyi.", ["rw-armed-forces arrive Gisenyi"]),
]


@pytest.mark.parametrize(("text", "wanted"), PLACES)
def test_finds_the_place(gazetteer: Gazetteer, text: str, wanted: list[str]) -> None:
    assert shorts(text, gazetteer) == wanted


def test_the_harbour_is_that_of_the_town_told_of(gazetteer: Gazetteer) -> None:
    reached, stays = claims_of(
        "A Danish frigate reached Mindelo. Two Danish corvettes are in the harbour.", gazetteer
    )
    assert reached.footprint is not None
    assert stays.footprint == reached.footprint


FORCES = [
    (
        "Russia sent a regiment to Belgorod. Its tanks reached Valuyki on Friday.",
        ["ru-armed-forces deploy Belgorod", "ru-armed-forces arrive Valuyki"],
    ),
    (
        "Two French frigates left Toulon. Egypt protested. The ships are now in the Red Sea.",
        ["fr-armed-forces withdraw Toulon", "fr-armed-forces station Red Sea"],
    ),
    (
        "Rwandan troops have crossed into Kibumba, Congolese officials said. Its soldiers are now in Sake.",
        ["rw-armed-forces arrive Kibumba", "rw-armed-forces station Sake"],
    ),
    (
        "A Greek convoy reached Orestiada. The trucks were moved to Kastanies.",
        ["gr-armed-forces arrive Orestiada", "gr-armed-forces reposition Kastanies"],
    ),
    # the subject changes with the sentence between, though it tells nothing
    (
        "Chinese ships anchored off Palawan. The Philippines protested. Its navy has moved two corvettes to "
        "Palawan.",
        ["cn-armed-forces station off Palawan", "ph-armed-forces reposition Palawan"],
    ),
    (
        "Azerbaijan said it had no plans to attack. Its troops remain in Lachin.",
        ["az-armed-forces station Lachin"],
    ),
    # whose side the speaker is
    ("The ministry in Baku said its forces had entered Lachin.", ["az-armed-forces arrive Lachin"]),
    (
        "Israeli fighters bombed a depot. Syria's army said its soldiers had left Quneitra.",
        ["sy-armed-forces withdraw Quneitra"],
    ),
    (
        '"We have moved two battalions to Gondar," said a spokesman for the Ethiopian army.',
        ["et-armed-forces reposition Gondar"],
    ),
    (
        "Russian forces are in Izium. Ukraine's staff said the enemy had withdrawn its artillery from "
        "Balakliia.",
        ["ru-armed-forces station Izium", "ru-armed-forces withdraw Balakliia"],
    ),
    # an armed group by what it is
    ("The M23 seized a radio station. The group's fighters are now stationed in Sake.", ["m23 station Sake"]),
    # the army of the country the sentence is set in
    ("In Mali, the army entered Gao on Sunday.", ["ml-armed-forces arrive Gao"]),
    ("The army in Myanmar has left Lashio.", ["mm-armed-forces withdraw Lashio"]),
    (
        "Witnesses in Sweida say government forces are entering the city from the north.",
        ["sy-armed-forces arrive the city"],
    ),
    # a verb between that nobody knows
    (
        "Ukraine's staff reported that Russian forces were grumbling and bringing up reserves near Orikhiv.",
        ["ru-armed-forces deploy Orikhiv"],
    ),
    # two states at once
    (
        "India and Pakistan exchanged fire on Sunday. Both armies have moved artillery to the Poonch sector.",
        ["in-armed-forces reposition Poonch sector", "pk-armed-forces reposition Poonch sector"],
    ),
    (
        "Egypt and Sudan signed an accord. The two countries will hold a joint exercise at Merowe in June.",
        ["eg-armed-forces exercise Merowe planned", "sd-armed-forces exercise Merowe planned"],
    ),
    # the army is the state's, though a militia was told of last
    (
        "The RSF took El Geneina. On Friday the army pulled its garrison out of Nyala.",
        ["sd-armed-forces withdraw Nyala"],
    ),
    # named by the one who speaks after
    (
        "A squadron of Rafales will be stationed at Tanagra, the Hellenic Air Force announced.",
        ["gr-air-force station Tanagra planned"],
    ),
    (
        "India moved a brigade to Tawang in April. A further 2,000 soldiers followed this week.",
        ["in-armed-forces reposition Tawang", "in-armed-forces arrive Tawang Town"],
    ),
    # where a force had been brought before it leaves
    (
        "Uganda has pulled back the soldiers it had sent to Bunia.",
        ["ug-armed-forces withdraw Bunia"],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), FORCES)
def test_finds_whose_force_it_is(gazetteer: Gazetteer, text: str, wanted: list[str]) -> None:
    assert shorts(text, gazetteer) == wanted


PARTS = [
    ("Uganda has sent 300 soldiers to Bunia. Half of them are stationed in Mahagi.", "ug-armed-forces", None),
    (
        "Turkey deployed 20 tanks to Afrin. Nine of them were moved to Idlib.",
        "tr-armed-forces",
        (9, "vehicle"),
    ),
    ("India moved a brigade to Tawang. Another 200 were sent to Leh.", "in-armed-forces", (200, "personnel")),
    ("Kenya deployed a battalion to Kismayo. Some of it remains in Dhobley.", "ke-armed-forces", None),
    ("Spanish soldiers are stationed in Marjayoun. The rest are in Naqoura.", "es-armed-forces", None),
    ("A Danish frigate reached Aden. The others were moved to Djibouti.", "dk-armed-forces", None),
    ("Italy sent two frigates to Aden. A third was moved to Djibouti.", "it-armed-forces", (1, "ship")),
    (
        "Egypt sent 200 soldiers to Baidoa. 50 more were moved to Kismayo.",
        "eg-armed-forces",
        (50, "personnel"),
    ),
    (
        "Taiwan tracked 22 Chinese aircraft on Wednesday. Nine of them were sent to Hainan.",
        "cn-armed-forces",
        (9, "aircraft"),
    ),
]


@pytest.mark.parametrize(("text", "actor", "counted"), PARTS)
def test_counts_a_part_of_the_force_told_of(
    gazetteer: Gazetteer, text: str, actor: str, counted: tuple[int, str] | None
) -> None:
    part = claims_of(text, gazetteer)[-1]
    assert part.actor is not None
    assert part.actor.actor.id == actor
    told = (part.quantity.min, part.quantity.unit) if part.quantity is not None else None
    assert told == counted


NOBODY = [
    # no antecedent fits: the force is nobody's, or there is none
    "The Houthis fired on a tanker. The frigate is in the Gulf of Aden.",
    "Iran and Russia held talks. The jets are in Hmeimim.",
    "The regiment is on its way to Poland. Its tanks arrived at the port of Gdynia on Monday.",
    "Another battery arrived in Narva.",
    "Ukraine's army said the enemy had left Kherson.",
    # another subject in between
    "Polish soldiers slept. The police closed the road in Suwalki. They remain there.",
    # what comes later in the text is not carried back
    "Two frigates are in Mindelo. Egypt sent no aid.",
    # no two states were told of
    "India, Nepal and China met in Leh. Both armies remain in Tawang.",
    # no force at all
    "Two soldiers followed the suspect to Leh.",
    "Further talks followed on Friday in Gao.",
    "The company opened an office in Basra. Half of them were sent to Erbil.",
    "The rest of the day was quiet in Goma.",
    "Two more were found in Gao.",
    "The team won in Narva. The others were sent to Tartu.",
    "Voters queued in Lome. Some of them were moved to Kara.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_carries_no_actor_that_does_not_fit(gazetteer: Gazetteer, text: str) -> None:
    assert [c.actor.actor.id for c in claims_of(text, gazetteer) if c.actor is not None] == []


NO_PLACE = [
    "Russian troops entered World War II museums.",
    "French soldiers left Facebook.",
    "Polish soldiers left Parliament.",
    "Denmark sent 200 soldiers to the weekend parade.",
    "Polish soldiers were sent to the Tauron company.",
    "The town hosts a festival. Danish visitors came to Esbjerg.",
    "The city is governed by a mayor and guarded by two lions of stone.",
]


@pytest.mark.parametrize("text", NO_PLACE)
def test_makes_no_place_of_other_nouns(gazetteer: Gazetteer, text: str) -> None:
    assert [c.place.text for c in claims_of(text, gazetteer) if c.place is not None] == []
