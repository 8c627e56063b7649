"""Setting up, building, exercising, patrolling: the constructions of English reports, and what only looks
like them.
"""

from __future__ import annotations

import pytest

from geo import Gazetteer
from tests.geo.claim_reading import shorts

DK, SE = "dk-armed-forces", "se-armed-forces"

SETTING_UP = [
    ("Denmark activated a Patriot battery at Narva.", [f"{DK} emplace Narva"]),
    ("A Danish Patriot battery was activated at Narva on Monday.", [f"{DK} emplace Narva"]),
    ("Denmark has put an S-400 regiment on combat duty in Narva.", [f"{DK} emplace Narva"]),
    ("Two Danish air defence systems went on combat duty near Narva.", [f"{DK} emplace Narva"]),
    ("Danish engineers set up a radar on Bornholm.", [f"{DK} emplace Bornholm"]),
    (
        "Denmark is siting missile launchers along the border with Germany.",
        [f"{DK} emplace border with Germany"],
    ),
    ("The installation of Danish radars on Bornholm began in May.", [f"{DK} emplace Bornholm"]),
    ("Danish missile batteries set up near Narva were seen in May.", [f"{DK} emplace Narva"]),
    ("Danish sappers laid mines along the road to Narva.", [f"{DK} emplace Narva"]),
    ("Denmark installs air defence missiles on Bornholm", [f"{DK} emplace Bornholm"]),
    ("Denmark will place Patriot batteries at Narva, the minister said.", [f"{DK} emplace Narva planned"]),
]

BUILDING = [
    ("Denmark massed artillery opposite Narva.", [f"{DK} build_up Narva"]),
    ("Danish troops are massing near Narva.", [f"{DK} build_up Narva"]),
    ("Danish forces have gathered near Narva.", [f"{DK} build_up Narva"]),
    ("Danish soldiers dug in around Narva.", [f"{DK} build_up Narva"]),
    ("Danish soldiers are digging trenches near Narva.", [f"{DK} build_up Narva"]),
    ("Danish engineers are erecting watchtowers near Narva.", [f"{DK} build_up Narva"]),
    (
        "The Danish army has put up fences along the border with Germany.",
        [f"{DK} build_up border with Germany"],
    ),
    ("Danish forces have fortified their positions in Narva.", [f"{DK} build_up Narva"]),
    ("Denmark is extending the runway at the Narva air base.", [f"{DK} build_up Narva"]),
    ("Denmark has built three hangars and a jetty on Bornholm.", [f"{DK} build_up Bornholm"]),
    ("A new Danish military base has been built near Narva.", [f"{DK} build_up Narva"]),
    ("Denmark unveiled an underground missile base near Narva.", [f"{DK} build_up Narva"]),
    ("The construction of a Danish naval base in Narva began in May.", [f"{DK} build_up Narva"]),
    ("Danish troops set up new positions east of Narva.", [f"{DK} build_up positions east of Narva"]),
    ("The concentration of Danish helicopters at Narva continues.", [f"{DK} build_up Narva"]),
    ("Danish build-up near Narva continues", [f"{DK} build_up Narva"]),
    ("Denmark builds radar station on Bornholm", [f"{DK} build_up Bornholm"]),
    ("Danish tanks massed near Narva have not moved.", [f"{DK} build_up Narva"]),
]

EXERCISING = [
    ("Danish and Swedish marines are training in Crete.", [f"{DK} exercise Crete", f"{SE} exercise Crete"]),
    (
        "Denmark and Sweden concluded their annual naval war games in the Baltic Sea.",
        [f"{DK} exercise Baltic Sea", f"{SE} exercise Baltic Sea"],
    ),
    ("Danish marines fired rockets in a live-fire drill on Bornholm.", [f"{DK} exercise Bornholm"]),
    ("Danish soldiers are taking part in Defender 25 in Poland.", [f"{DK} exercise Poland"]),
    (
        "Exercise Arctic Shield began in Narva on Monday with troops from Denmark and Sweden.",
        [f"{DK} exercise Narva", f"{SE} exercise Narva"],
    ),
    (
        "A joint exercise by Danish and Swedish forces opened in Narva.",
        [f"{DK} exercise Narva", f"{SE} exercise Narva"],
    ),
    (
        "Denmark hosts an exercise with Sweden on Bornholm.",
        [f"{DK} exercise Bornholm", f"{SE} exercise Bornholm"],
    ),
    ("An exercise was held by Danish forces in Narva.", [f"{DK} exercise Narva"]),
    ("Danish army holds live-fire exercise near Narva", [f"{DK} exercise Narva"]),
    ("Denmark will hold naval drills off Bornholm in June.", [f"{DK} exercise off Bornholm planned"]),
    ("Danish tank crews are exercising at Adazi.", [f"{DK} exercise Adazi"]),
    (
        "Danish troops joined Swedish forces for a drill in Narva.",
        [f"{DK} exercise Narva", f"{SE} exercise Narva"],
    ),
]

PATROLLING = [
    ("Danish bombers flew over the Baltic Sea.", [f"{DK} patrol over the Baltic Sea"]),
    ("A Danish frigate shadowed a tanker in the Baltic Sea.", [f"{DK} patrol Baltic Sea"]),
    ("The Danish frigate is escorting merchant ships in the Red Sea.", [f"{DK} patrol Red Sea"]),
    ("Danish jets police the skies over Estonia.", [f"{DK} patrol over Estonia"]),
    ("Danish jets took over air policing at Siauliai.", [f"{DK} patrol Siauliai"]),
    ("Danish drones have been circling over Narva.", [f"{DK} patrol Narva"]),
    (
        "Twelve Chinese aircraft crossed the median line of the Taiwan Strait.",
        ["cn-armed-forces patrol Taiwan Strait"],
    ),
    (
        "Danish and Swedish ships held a joint patrol in the Baltic Sea.",
        [f"{DK} patrol Baltic Sea", f"{SE} patrol Baltic Sea"],
    ),
    ("The Danish navy resumed patrols in the Red Sea.", [f"{DK} patrol Red Sea"]),
    ("Danish patrols along the border with Germany were stepped up.", [f"{DK} patrol border with Germany"]),
    ("Danish overflights of the Baltic Sea continued.", [f"{DK} patrol Baltic Sea"]),
    ("The Baltic Sea is patrolled by Danish frigates.", [f"{DK} patrol Baltic Sea"]),
    ("Danish aircraft carried out a reconnaissance flight over Narva.", [f"{DK} patrol Narva"]),
    (
        "A Danish destroyer conducted a freedom of navigation operation in the South China Sea.",
        [f"{DK} patrol South China Sea"],
    ),
    ("Danish frigates patrolling the Red Sea fired at drones.", [f"{DK} patrol Red Sea"]),
    ("Two Danish jets buzzed the island of Gotland.", [f"{DK} patrol Gotland"]),
    ("Danish jets violated Swedish airspace near Gotland.", [f"{DK} patrol Gotland"]),
]

TOGETHER = [
    ("Danish jets intercepted a Russian bomber over the Baltic Sea.", [f"{DK} patrol over the Baltic Sea"]),
    (
        "A Danish frigate and two Swedish corvettes are patrolling the Baltic Sea.",
        [f"{DK} patrol Baltic Sea", f"{SE} patrol Baltic Sea"],
    ),
    ("Danish marines completed cold-weather training in Narva on Friday.", [f"{DK} exercise Narva"]),
    ("Denmark has reinforced patrols along the border with Germany.", [f"{DK} patrol border with Germany"]),
    ("Sweden tracked 12 Danish ships around Gotland.", [f"{DK} patrol Gotland"]),
    ("Danish soldiers have surrounded the base at Narva.", [f"{DK} build_up Narva"]),
    ("Denmark has laid mines along the border with Germany.", [f"{DK} emplace border with Germany"]),
    (
        "Denmark put up anti-tank barriers along the border with Germany.",
        [f"{DK} build_up border with Germany"],
    ),
    ("A Danish destroyer joined NATO patrols in the Baltic Sea.", [f"{DK} patrol Baltic Sea"]),
]

LEFT_ALONE = [
    "Danish jets intercepted three drones over Narva.",
    "Workers dug trenches for cables near Narva.",
    "Danish navies will gather in Narva for a conference on 3 June.",
    "Danish instructors completed the training of recruits in Narva.",
    "The Danish ministry completed the training of clerks in Narva.",
    "The missiles on Bornholm put ships within reach of Danish guns in Narva.",
    "Police stepped up patrols in Malmö after the shooting.",
    "Danish police in patrol cars circled the square in Narva.",
    "The coach and the Danish squad are training in Crete.",
    "Denmark's government urged both sides in Tripoli to exercise restraint.",
    "The build-up of debt in Zambia has alarmed Danish lenders.",
    "Denmark is building a power station in Mali.",
    "Denmark built a pier on Bornholm.",
    "Danish engineers laid a cable along the road to Narva.",
    "Danish soldiers took part in the parade in Narva.",
    "A Danish soldier was killed during a drill in Narva.",
    "Danish police escorted the minister to the airport in Narva.",
    "Danish athletes are taking part in the Invictus Games in Narva.",
    "The installation of a new mayor in Narva was put off.",
    "Denmark unveiled plans for a military base in Narva.",
    "The Danish firm installed solar panels in Narva.",
    "Denmark is building a hospital in Mali.",
    "The Danish parliament passed a law on military bases in Narva.",
    "Danish fans gathered near Narva.",
    "Thousands of protesters massed outside the Danish embassy in Baghdad.",
    "Danish tourists flew over the Baltic Sea.",
    "The airline flies from Copenhagen over the Baltic Sea.",
    "The Danish school held a fire drill in Narva.",
    "Danish instructors taught recruits in Narva.",
    "The Danish team ended its exercise programme in Oslo.",
    "The museum at the former Danish air base in Bornholm reopened.",
    "Denmark placed an order for missiles in Washington.",
    "The Danish authorities put up posters in Narva.",
    "Denmark activated its emergency plan in Narva.",
    "Danish miners dug in Narva for gold.",
    "The ferry sails through the Bosphorus every day.",
    "Denmark has monitored prices in Narva.",
    "Danish doctors set up a clinic near Narva.",
]


@pytest.mark.parametrize(("text", "expected"), SETTING_UP + BUILDING + EXERCISING + PATROLLING + TOGETHER)
def test_found(text: str, expected: list[str], gazetteer: Gazetteer) -> None:
    assert shorts(text, gazetteer) == expected


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_left_alone(text: str, gazetteer: Gazetteer) -> None:
    assert shorts(text, gazetteer) == []
