"""Bringing and standing in English: what each construction must find, and what it must leave alone."""

from __future__ import annotations

import pytest

from geo import Gazetteer
from tests.geo.claim_reading import claims_of, shorts

FOUND = [
    # a count that grows, or is told by a verb
    ("The Danish battlegroup in Narva has grown to 900 troops.", ["dk-armed-forces reinforce Narva"]),
    (
        "The number of Turkish soldiers in Mogadishu has doubled to 600.",
        ["tr-armed-forces reinforce Mogadishu"],
    ),
    ("Canada will double its contingent in Latvia to 2,200.", ["ca-armed-forces reinforce Latvia planned"]),
    ("The garrison of Italian soldiers in Erbil swelled to 400.", ["it-armed-forces reinforce Erbil"]),
    ("Spanish troops in Latvia number about 600.", ["es-armed-forces station Latvia"]),
    ("The French contingent in Djibouti numbers 1,500.", ["fr-armed-forces station Djibouti"]),
    # being seen
    ("Two Chinese frigates were spotted off Palawan on Monday.", ["cn-armed-forces station off Palawan"]),
    ("Satellite images show 12 Russian bombers at Engels.", ["ru-armed-forces station Engels"]),
    ("Fishermen counted six Vietnamese warships near Da Nang.", ["vn-armed-forces station Da Nang"]),
    ("An Egyptian convoy was seen driving towards Rafah.", ["eg-armed-forces deploy Rafah"]),
    # houses and guards
    ("Bulgaria is home to an Italian battlegroup.", ["it-armed-forces station Bulgaria"]),
    ("Sigonella is now home to four American drones.", ["us-armed-forces station Sigonella"]),
    ("Baidoa is garrisoned by Ethiopian troops.", ["et-armed-forces station Baidoa"]),
    ("With 700 soldiers in Lebanon, Spain leads the force there.", ["es-armed-forces station Lebanon"]),
    # left behind
    ("France left 300 soldiers in Abidjan.", ["fr-armed-forces station Abidjan"]),
    (
        "Belgium withdrew its jets from Siauliai, leaving four Portuguese F-16s there.",
        ["be-armed-forces withdraw Siauliai", "pt-armed-forces station there"],
    ),
    # bringing in and moving up
    ("Ethiopia has brought in 400 soldiers from Harar to Baidoa.", ["et-armed-forces deploy Baidoa"]),
    ("Uganda flew in 200 commandos to Bunia.", ["ug-armed-forces deploy Bunia"]),
    ("Norway will send an additional 150 soldiers to Rukla.", ["no-armed-forces reinforce Rukla planned"]),
    ("Another Danish company was sent to Tapa.", ["dk-armed-forces reinforce Tapa"]),
    ("Greece landed 80 marines on Kastellorizo.", ["gr-armed-forces deploy Kastellorizo"]),
    # taking up positions
    ("Armenian troops have dug in near Goris.", ["am-armed-forces build_up Goris"]),
    ("Sudanese soldiers took up firing positions in Kassala.", ["sd-armed-forces deploy Kassala"]),
    ("Serbian soldiers set up camp outside Raska.", ["rs-armed-forces deploy Raska"]),
    ("Azerbaijani troops are dug in on a hill above Jermuk.", ["az-armed-forces station Jermuk"]),
    # coming and going
    ("Rwandan soldiers drove into Bukavu.", ["rw-armed-forces arrive Bukavu"]),
    ("Burundian troops marched into Uvira.", ["bi-armed-forces arrive Uvira"]),
    ("Four British Typhoons flew to Malbork.", ["gb-armed-forces arrive Malbork"]),
    ("A Turkish frigate pulled in at Durres.", ["tr-armed-forces arrive Durres"]),
    ("Polish tanks rolled towards Suwalki.", ["pl-armed-forces deploy Suwalki"]),
    ("Three Indian destroyers set sail for Djibouti.", ["in-armed-forces deploy Djibouti"]),
    ("Ugandan soldiers camped near Mbale.", ["ug-armed-forces station Mbale"]),
    # nouns
    (
        "The presence of 1,500 Burundian soldiers in Uvira has angered the town.",
        ["bi-armed-forces station Uvira"],
    ),
    ("The stationing of German troops in Lithuania is costly.", ["de-armed-forces station Lithuania"]),
]


@pytest.mark.parametrize(("text", "expected"), FOUND, ids=[t for t, _ in FOUND])
def test_what_is_found(text: str, expected: list[str], gazetteer: Gazetteer) -> None:
    assert shorts(text, gazetteer) == expected


LEFT_ALONE = [
    # another sense of the verb
    "Sales in Narva have grown to 900 units.",
    "The number of tourists in Riga has doubled to 4,000.",
    "Greece doubled its budget for Crete to 900 million euros.",
    "Bulgaria is home to 6 million people.",
    "A rare eagle was spotted off Palawan on Monday.",
    "Satellite images show new roads at Engels.",
    "The club in Narva numbers 300 members.",
    "The town of Baidoa is run by elders.",
    "With 700 doctors in Lebanon, Spain leads the mission there.",
    # harm, not presence
    "The attack left nine soldiers dead in Gao.",
    "The blast left 12 Malian soldiers wounded in Gao.",
    "Russian artillery shelled positions near Kupiansk.",
    "Rebels stormed the barracks in Bambari and seized two vehicles.",
    "The drone was shot down by Romanian soldiers over Tulcea.",
    "Russia sent assault groups towards Vovchansk.",
    # off duty
    "The army's football team arrived in Lagos on Saturday.",
    # trade, speech, thought
    "Poland paid for 30 tanks built in South Korea.",
    "The minister discussed the 900 soldiers with his Danish guest in Copenhagen.",
    "He took up a post in Brussels.",
    "The villagers took up arms in Darfur.",
    "The author wrote about soldiers and generals in Prague.",
    "Students from Kenya landed in Kigali.",
    "The ship Evergreen anchored off Port Said.",
    "Engineers are dug in for talks in Geneva.",
]


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_is_left_alone(text: str, gazetteer: Gazetteer) -> None:
    assert shorts(text, gazetteer) == []


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("The Danish battlegroup in Narva has grown to 900 troops.", (900, 900, "personnel")),
        ("Spanish troops in Latvia number about 600.", (600, 600, "personnel")),
        ("Canada will double its contingent in Latvia to 2,200.", (2200, 2200, "personnel")),
        ("The presence of 1,500 Burundian soldiers in Uvira angers many.", (1500, 1500, "personnel")),
        ("Satellite images show 12 Russian bombers at Engels.", (12, 12, "aircraft")),
    ],
)
def test_how_many_the_verb_tells(
    text: str, quantity: tuple[int, int, str] | None, gazetteer: Gazetteer
) -> None:
    told = claims_of(text, gazetteer)[0].quantity
    assert ((told.min, told.max, told.unit) if told else None) == quantity
