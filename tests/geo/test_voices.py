"""Who says it, and how surely: the constructions of reported speech, over plain movements."""

from __future__ import annotations

import pytest

from geo import Gazetteer
from tests.geo.claim_reading import claims_of

Told = tuple[str, str | None]
"""Stance and holder of a claim."""


def told(text: str, gazetteer: Gazetteer) -> list[Told]:
    return [(c.stance, c.holder.name if c.holder else None) for c in claims_of(text, gazetteer)]


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        # A speaker after a comma, before a colon, after a dash.
        ("Turkish troops entered Afrin, residents say.", "residents"),
        ("Malian troops leave Kidal, residents say", "residents"),
        ("Turkish troops entered Afrin, the mayor's office told the agency by phone.", "the mayor's office"),
        ("Damascus: Turkish troops have entered Afrin.", "Damascus"),
        ("Interior ministry: Turkish troops have entered Afrin.", "Interior ministry"),
        ("Turkish troops entered Afrin - ministry", "ministry"),
        ("Turkish troops enter Afrin: monitors", "monitors"),
        ("Turkish troops entered Afrin, claims of looting followed.", None),
        # Anonymous and many.
        ("Two officials, who asked not to be named, said Turkish troops had entered Afrin.", "Two officials"),
        ("Turkish troops entered Afrin, said two officials who asked not to be named.", "two officials"),
        (
            "An official, speaking on condition of anonymity, said Turkish troops had entered Afrin.",
            "An official",
        ),
        (
            "Witnesses and a security source said Turkish troops had entered Afrin.",
            "Witnesses and a security source",
        ),
        ("Residents reached by phone said Turkish troops had entered Afrin.", "Residents"),
        ("Witnesses in Aleppo say Turkish troops have entered Afrin.", "Witnesses in Aleppo"),
        # Titles and names.
        (
            "A spokesman for the governor, Adel Nasser, said Turkish troops had entered Afrin.",
            "Adel Nasser",
        ),
        (
            "Turkish troops have entered Afrin, Defence Minister Omar Khalil told parliament.",
            "Defence Minister Omar Khalil",
        ),
        ("Turkish troops have entered Afrin, Omar Khalil, a shopkeeper, told the paper.", "Omar Khalil"),
        # According to, citing, in the words of.
        ("In the words of a local teacher, Turkish troops entered Afrin.", "a local teacher"),
        ("Turkish troops entered Afrin, according to a report by the Levant Monitor.", "the Levant Monitor"),
        (
            "Turkish troops entered Afrin, according to a confidential report seen by the paper.",
            "a confidential report",
        ),
        ("Per two diplomats, Turkish troops entered Afrin.", "two diplomats"),
        ("The agency, quoting a police officer, said Turkish troops had entered Afrin.", "a police officer"),
        ("Local media, citing a shepherd, reported that Turkish troops had entered Afrin.", "a shepherd"),
        # Nouns that report.
        ("In a statement, the Kurdish council said Turkish troops had entered Afrin.", "the Kurdish council"),
        (
            "A statement by the Kurdish council said that Turkish troops had entered Afrin.",
            "the Kurdish council",
        ),
        (
            "A report in the Lebanese press says Turkish troops have entered Afrin.",
            "A report in the Lebanese press",
        ),
        # Pictures, trackers, data.
        ("Satellite images show Turkish troops massed near Afrin.", "Satellite images"),
        ("Images taken by Planet on 2 May show Turkish tanks massed near Afrin.", "Images taken by Planet"),
        (
            "Flight trackers showed four Turkish bombers arriving at Incirlik Air Base on Sunday.",
            "Flight trackers",
        ),
        (
            "Data reviewed by a think tank suggest that Turkish troops have entered Afrin.",
            "Data reviewed by a think tank",
        ),
        ("Footage posted online shows Turkish troops entering Afrin.", "Footage"),
        # Passives.
        (
            "The mayor was quoted by a newspaper as saying that Turkish troops had entered Afrin.",
            "The mayor",
        ),
        ("The governor was cited as saying that Turkish troops had entered Afrin.", "The governor"),
        ("A newspaper quoted the mayor as saying that Turkish troops had entered Afrin.", "the mayor"),
        # What follows the verb is not said.
        ("Turkish troops entered Afrin after repeated militia attacks, the minister said.", "the minister"),
        ("Turkish troops have entered Afrin, the minister said on television.", "the minister"),
        ("Turkish troops entered Afrin, a Beirut daily reported on Friday.", "a Beirut daily"),
        ("Turkish troops entered Afrin, local radio reported the next morning.", "local radio"),
        ("Turkish troops entered Afrin, despite a pledge to pull back, the council said.", "the council"),
        # Another speaks, of something else.
        ("Turkish troops entered Afrin, a trader said, while Ankara spoke of a drill.", "a trader"),
        ("Turkish troops entered Afrin, the mayor says; the army itself speaks of a drill.", "the mayor"),
        # Innermost.
        (
            "The newspaper, quoting a diplomat, says villagers claim that Turkish troops entered Afrin.",
            "villagers",
        ),
        ("Ankara is angry with an aid worker, who said Turkish troops had entered Afrin.", "an aid worker"),
        (
            "State television said the governor had told it that Turkish troops had entered Afrin.",
            "the governor",
        ),
        # Of an aside only.
        ("The Turkish troops, backed by militias according to a trader, have entered Afrin.", None),
        ("14:35 The council says Turkish troops have entered Afrin.", "The council"),
        # More verbs.
        ("Aid workers described how Turkish troops had entered Afrin.", "Aid workers"),
        ("The council maintains that Turkish troops have entered Afrin.", "The council"),
        ("Observers noted that Turkish troops had entered Afrin.", "Observers"),
        ("A lawmaker testified that Turkish troops had entered Afrin.", "A lawmaker"),
        ("The Kurdish council complained that Turkish troops had entered Afrin.", "The Kurdish council"),
        ("Officials briefed reporters that Turkish troops had entered Afrin.", "Officials"),
    ],
)
def test_the_speaker_is_found_in_every_construction(
    text: str, holder: str | None, gazetteer: Gazetteer
) -> None:
    assert [h for _, h in told(text, gazetteer)] == [holder]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Accusations and doubts.
        (
            "The Kurdish council alleges that Turkish troops have entered Afrin.",
            ("alleged", "The Kurdish council"),
        ),
        (
            "Turkish troops have entered Afrin, claims the Kurdish council.",
            ("alleged", "the Kurdish council"),
        ),
        ("Greece charged that Turkish troops had entered Kos.", ("alleged", "Greece")),
        ("Turkish troops are believed to have entered Afrin.", ("alleged", None)),
        ("Turkish troops are said to have entered Afrin, according to a trader.", ("alleged", "a trader")),
        ("Turkish troops are understood to be gathering near Afrin.", ("alleged", None)),
        ("Unconfirmed reports say Turkish troops have entered Afrin.", ("alleged", "Unconfirmed reports")),
        # The force's own side.
        ("Ankara admitted that Turkish troops had entered Afrin.", ("confirmed", "Ankara")),
        (
            "Turkey acknowledged for the first time that it had stationed tanks in Afrin.",
            ("confirmed", "Turkey"),
        ),
        (
            "Turkish troops have entered Afrin, a Turkish army spokesman confirmed.",
            ("confirmed", "a Turkish army spokesman"),
        ),
        ("A trader confirmed that Turkish troops had entered Afrin.", ("confirmed", "A trader")),
        # Denials.
        ("Ankara denied that Turkish troops had entered Afrin.", ("denied", "Ankara")),
        (
            "No Turkish troops have been sent to Afrin, the ministry in Ankara said.",
            ("denied", "the ministry in Ankara"),
        ),
        ("The minister said Turkish troops would not be sent to Afrin.", ("denied", "The minister")),
        ("Turkey has no troops in Afrin, its ambassador insisted.", ("denied", "its ambassador")),
        (
            "Reports that Turkish troops had entered Afrin were untrue, a spokesman said.",
            ("denied", "a spokesman"),
        ),
        (
            "A spokesman said reports that Turkish troops had entered Afrin were untrue.",
            ("denied", "A spokesman"),
        ),
        (
            "It is not true that Turkish troops have entered Afrin, the governor said.",
            ("denied", "the governor"),
        ),
        ("Ankara called reports that Turkish troops had entered Afrin baseless.", ("denied", "Ankara")),
        # Still there.
        ("Turkish troops have not withdrawn from Afrin, a trader said.", ("asserted", "a trader")),
        # Plans.
        (
            "Turkey has ordered a second frigate to the Black Sea, the minister announced.",
            ("planned", "the minister"),
        ),
        (
            "Turkish troops are expected to arrive in Afrin next week, residents said.",
            ("planned", "residents"),
        ),
        ("Turkey is preparing to send troops to Afrin, officials say.", ("planned", "officials")),
        (
            "The planned deployment of Turkish troops to Afrin has been postponed, the ministry said.",
            ("planned", "the ministry"),
        ),
        (
            "The ministry announced the deployment of 300 Turkish soldiers to Afrin from July.",
            ("planned", "The ministry"),
        ),
        ("Turkey has agreed to station 300 soldiers in Afrin, the envoy said.", ("planned", "the envoy")),
        (
            "Turkish troops will be stationed in Afrin by 2027, the minister said.",
            ("planned", "the minister"),
        ),
    ],
)
def test_the_stance_and_who_takes_it(text: str, expected: Told, gazetteer: Gazetteer) -> None:
    assert told(text, gazetteer) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Damascus has accused Turkey of sending troops to Afrin, which Ankara denies.",
            [("alleged", "Damascus"), ("denied", "Ankara")],
        ),
        (
            "Damascus said Turkish troops had entered Afrin, a claim Kurdish commanders dispute.",
            [("asserted", "Damascus"), ("denied", "Kurdish commanders")],
        ),
        (
            "Damascus said Turkish troops had entered Afrin, an accusation rejected by Ankara.",
            [("asserted", "Damascus"), ("denied", "Ankara")],
        ),
        (
            "Ankara rejected Damascus's claim that Turkish troops had entered Afrin.",
            [("alleged", "Damascus"), ("denied", "Ankara")],
        ),
        (
            "Ankara dismissed reports in the Lebanese press that Turkish troops had entered Afrin.",
            [("asserted", "the Lebanese press"), ("denied", "Ankara")],
        ),
        (
            "Damascus's claim that Turkish troops had entered Afrin was rejected by Ankara.",
            [("alleged", "Damascus"), ("denied", "Ankara")],
        ),
        (
            "Ankara denied that Turkish troops had entered Afrin, as a newspaper in Beirut had reported.",
            [("alleged", "a newspaper in Beirut"), ("denied", "Ankara")],
        ),
        (
            "Damascus has accused Turkey of sending troops to Afrin, which the governor called false.",
            [("alleged", "Damascus"), ("denied", "the governor")],
        ),
        (
            "The rebels' claim that Turkish troops had entered Afrin was ridiculed by a Turkish official.",
            [("alleged", "The rebels"), ("denied", "a Turkish official")],
        ),
        (
            "Turkish troops have reportedly entered Afrin, although Ankara denied this.",
            [("alleged", None), ("denied", "Ankara")],
        ),
        (
            "Turkish troops have entered Afrin, residents said, but the army denied it.",
            [("asserted", "residents"), ("denied", "the army")],
        ),
        (
            "Kurdish officials allege that Turkish troops have entered Afrin. "
            "Ankara calls the allegation baseless.",
            [("alleged", "Kurdish officials"), ("denied", "Ankara")],
        ),
        (
            "Turkish troops have entered Afrin, a Kurdish commander claimed. A spokesman dismissed the claim "
            "as propaganda.",
            [("alleged", "a Kurdish commander"), ("denied", "A spokesman")],
        ),
        (
            "Residents said Turkish troops had entered Afrin. Ankara denied the accusation.",
            [("asserted", "Residents"), ("denied", "Ankara")],
        ),
        (
            'Residents said Turkish troops had entered Afrin. "That is a lie," a Turkish official said.',
            [("asserted", "Residents"), ("denied", "a Turkish official")],
        ),
        (
            "Residents said Turkish troops had entered Afrin. The army later confirmed the move.",
            [("asserted", "Residents"), ("confirmed", "The army")],
        ),
    ],
)
def test_a_claim_and_its_denial_are_two_records(
    text: str, expected: list[Told], gazetteer: Gazetteer
) -> None:
    assert sorted(told(text, gazetteer), key=str) == sorted(expected, key=str)


@pytest.mark.parametrize(
    "text",
    [
        "A plan to send Turkish troops to Afrin was scrapped, the ministry said.",
        "The deployment of Turkish troops to Afrin was cancelled, the ministry said.",
        "Turkey scrapped plans to send troops to Afrin, a spokesman said.",
        "A possible deployment of Turkish troops to Afrin was discussed, a diplomat said.",
        "The council was unable to confirm that Turkish troops had entered Afrin.",
        "Ankara declined to confirm that Turkish troops had entered Afrin.",
        "Asked whether Turkish troops had entered Afrin, a spokeswoman declined to comment.",
        "The ministry would not say whether Turkish troops had entered Afrin.",
        "The coalition said it could not confirm that Turkish troops had entered Afrin.",
        "Damascus wants Turkish troops to leave Afrin, a diplomat said.",
        "Damascus demanded that Turkish troops leave Afrin and threatened to send its own.",
        "Turkey offered to host a French frigate at Aksaz, a diplomat said.",
        "If the talks fail, Turkey could send more troops to Afrin, analysts say.",
        "Turkey has threatened to send troops to Afrin.",
        "Turkey has no plans to station warships in Tartus, a spokesman said.",
        "Turkish troops entered Afrin? Nobody in the town has seen them.",
        "The question is whether Turkish troops will enter Afrin, a columnist wrote.",
        "Parliament is debating whether to send Turkish troops to Libya.",
        "Turkey is considering sending troops to Afrin, an official said.",
        "A Turkish general once dreamt of sending troops to Afrin.",
        "Damascus urged Ankara not to send troops to Afrin.",
    ],
)
def test_what_nobody_says_is_so_makes_no_claim(text: str, gazetteer: Gazetteer) -> None:
    assert told(text, gazetteer) == []


def test_words_in_scare_quotes_part_no_phrase(gazetteer: Gazetteer) -> None:
    text = 'A "peacekeeping" contingent of 600 Turkish soldiers is deployed in Afrin, the council said.'
    assert told(text, gazetteer) == [("asserted", "the council")]


def test_a_quotation_of_several_sentences_belongs_to_who_is_named_after(gazetteer: Gazetteer) -> None:
    text = (
        '"We are afraid. Turkish troops have entered Afrin. They are in every street," a shopkeeper '
        "told the paper."
    )
    assert told(text, gazetteer) == [("asserted", "a shopkeeper")]


def test_a_quotation_of_several_sentences_belongs_to_who_is_named_before(gazetteer: Gazetteer) -> None:
    text = (
        'A shopkeeper, Hamid Said, told the paper: "We are afraid. Turkish troops have entered Afrin. '
        'They are in every street."'
    )
    assert told(text, gazetteer) == [("asserted", "Hamid Said")]


@pytest.mark.parametrize(
    ("again", "holder"),
    [
        ("He added that Turkish tanks were massed near Tell Rifaat.", "the mayor of Azaz"),
        ("The same source said Turkish tanks were massed near Tell Rifaat.", "the mayor of Azaz"),
        ("The mayor said Turkish tanks were massed near Tell Rifaat.", "The mayor"),
        ("The council said Turkish tanks were massed near Tell Rifaat.", "The council"),
        ("Turkish tanks were massed near Tell Rifaat, he added.", "the mayor of Azaz"),
    ],
)
def test_who_goes_on_speaking(again: str, holder: str, gazetteer: Gazetteer) -> None:
    text = f"Turkish troops have entered Afrin, the mayor of Azaz said. {again}"
    assert told(text, gazetteer)[-1] == ("asserted", holder)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '"Egyptian tanks are massed near Rafah," says Yossi Levin, who farms next to the '
            'fence. "I count more every morning."',
            ("asserted", "Yossi Levin"),
        ),
        (
            "The Ethiopian army entered Lalibela on Friday, a deacon told AFP by telephone from the town.",
            ("asserted", "a deacon"),
        ),
        (
            '"They came at dawn. Ethiopian soldiers have entered Lalibela and closed the bank. '
            'Nobody is allowed out," the deacon said.',
            ("asserted", "the deacon"),
        ),
        (
            "Ethiopian soldiers entered Lalibela on Friday, according to three residents, two of "
            "whom asked for anonymity.",
            ("asserted", "three residents"),
        ),
        (
            "Ethiopian soldiers have entered Lalibela, the BBC reported, citing a Western official.",
            ("asserted", "a Western official"),
        ),
        (
            "Reuters: Ethiopian soldiers have entered Lalibela",
            ("asserted", "Reuters"),
        ),
        (
            "Ethiopian army enters Lalibela: residents",
            ("asserted", "residents"),
        ),
        (
            "Ethiopian soldiers have entered Lalibela, it was reported on Friday.",
            ("asserted", None),
        ),
        (
            "Ethiopian soldiers were reported to have entered Lalibela.",
            ("alleged", None),
        ),
        (
            "It emerged on Friday that Ethiopian soldiers had entered Lalibela.",
            ("asserted", None),
        ),
        (
            "The UN said it had received credible reports that Ethiopian soldiers had entered Lalibela.",
            ("asserted", "The UN"),
        ),
        (
            "The UN voiced concern over reports that Ethiopian soldiers had entered Lalibela.",
            ("asserted", None),
        ),
        (
            "A monitoring group affiliated with the opposition, the Amhara Watch, said that "
            "Ethiopian soldiers had entered Lalibela.",
            ("asserted", "the Amhara Watch"),
        ),
        (
            "Getachew Alemu, a spokesman for the militia, told the Sudan Tribune on Saturday that "
            "Ethiopian soldiers had entered Lalibela.",
            ("asserted", "Getachew Alemu"),
        ),
        (
            "Speaking to parliament, the prime minister said that Ethiopian soldiers had entered Lalibela.",
            ("asserted", "the prime minister"),
        ),
        (
            "In an interview with state radio, General Tefera Mamo confirmed that Ethiopian "
            "soldiers had entered Lalibela.",
            ("confirmed", "General Tefera Mamo"),
        ),
        (
            "Ethiopian soldiers, residents say, have entered Lalibela.",
            ("asserted", "residents"),
        ),
        (
            "A map published by the Institute for War Studies shows Ethiopian soldiers deployed in Lalibela.",
            ("asserted", "A map published by the Institute for War Studies"),
        ),
        (
            "Satellite images seen by the BBC suggest Ethiopian soldiers are deployed in Lalibela.",
            ("asserted", "Satellite images seen by the BBC"),
        ),
        (
            "Video verified by the agency shows Ethiopian soldiers entering Lalibela.",
            ("asserted", "Video verified by the agency"),
        ),
        (
            "Diplomats say they have been told that Ethiopian soldiers have entered Lalibela.",
            ("asserted", "Diplomats"),
        ),
        (
            "The embassy advised its citizens that Ethiopian soldiers had entered Lalibela.",
            ("asserted", "The embassy"),
        ),
        (
            "An army statement said Ethiopian soldiers had entered Lalibela.",
            ("asserted", "An army statement"),
        ),
        (
            "The army said in a statement on its website that Ethiopian soldiers had entered Lalibela.",
            ("asserted", "The army"),
        ),
        (
            "Ethiopian soldiers have entered Lalibela, the army announced on X.",
            ("asserted", "the army"),
        ),
        (
            'The army wrote on X: "Our soldiers have entered Lalibela."',
            ("asserted", "The army"),
        ),
        (
            "The alleged deployment of Ethiopian soldiers to Lalibela has angered the militia.",
            ("alleged", None),
        ),
        (
            "The militia accuses the Ethiopian army of deploying tanks in Lalibela.",
            ("alleged", "The militia"),
        ),
        (
            "The Ethiopian army stands accused of deploying tanks in Lalibela.",
            ("alleged", None),
        ),
        (
            "The Ethiopian army was accused by the militia of deploying tanks in Lalibela.",
            ("alleged", "the militia"),
        ),
        (
            "Ethiopia has admitted deploying tanks in Lalibela.",
            ("confirmed", "Ethiopia"),
        ),
        (
            "Addis Ababa acknowledges the deployment of tanks in Lalibela but says they are for training.",
            ("confirmed", "Addis Ababa"),
        ),
        (
            "Ethiopian officials have confirmed the arrival of 200 soldiers in Lalibela.",
            ("confirmed", "Ethiopian officials"),
        ),
        (
            "The arrival of 200 Ethiopian soldiers in Lalibela was confirmed by the army.",
            ("confirmed", "the army"),
        ),
        (
            "Analysts doubt that Ethiopian soldiers have entered Lalibela.",
            ("alleged", "Analysts"),
        ),
        (
            "State media have not mentioned the Ethiopian soldiers deployed in Lalibela.",
            ("asserted", None),
        ),
        (
            "Ethiopian soldiers have entered Lalibela, but the army would not say how many.",
            ("asserted", None),
        ),
    ],
)
def test_reports_of_every_manner_have_their_holder(text: str, expected: Told, gazetteer: Gazetteer) -> None:
    assert told(text, gazetteer) == [expected]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The Kremlin said its forces had withdrawn from Kupiansk.", "ru-armed-forces"),
        ("Downing Street said its troops would leave Erbil.", "gb-armed-forces"),
        ("The White House denied that Iranian troops had entered Erbil.", "ir-armed-forces"),
    ],
)
def test_a_house_that_speaks_for_a_state_is_that_state(text: str, actor: str, gazetteer: Gazetteer) -> None:
    (claim,) = claims_of(text, gazetteer)
    assert claim.actor is not None
    assert claim.actor.actor.id == actor
    assert claim.holder is not None
    assert claim.holder.own_side is (actor != "ir-armed-forces")


def test_a_denial_by_nobody_named_is_left_out(gazetteer: Gazetteer) -> None:
    text = "Damascus's claim that Turkish troops had entered Afrin was rejected."
    assert told(text, gazetteer) == [("alleged", "Damascus")]


def test_what_an_alleged_deployment_has_done_is_no_presence(gazetteer: Gazetteer) -> None:
    text = "The alleged deployment of Ethiopian soldiers to Lalibela has angered the militia."
    assert [(c.action, c.stance) for c in claims_of(text, gazetteer)] == [("deploy", "alleged")]
