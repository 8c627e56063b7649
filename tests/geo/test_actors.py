"""Whose force it is: the registry, states' forces, services, groups with a sponsor, units by their words."""

from __future__ import annotations

import pytest

from geo import Gazetteer
from geo.claims.actors import country_name, registry, same_side, state_forces
from geo.claims.lexicon import table
from geo.data import tables
from geo.gazetteer.names import fold
from tests.geo.claim_reading import claims_of


def actor_of(text: str, gazetteer: Gazetteer) -> str:
    claims = claims_of(text, gazetteer)
    assert claims, f"no claim in {text!r}"
    assert claims[0].actor is not None
    return claims[0].actor.actor.id


@pytest.mark.parametrize(
    "who",
    [
        "The US army",
        "American troops",
        "U.S. forces",
        "US soldiers",
        "The United States military",
        "American soldiers",
    ],
)
def test_a_states_army_troops_and_soldiers_are_one_actor(who: str, gazetteer: Gazetteer) -> None:
    verb = "has" if who.startswith("The") else "have"
    assert actor_of(f"{who} {verb} entered Iraq.", gazetteer) == "us-armed-forces"


def test_an_arabic_name_is_the_same_actor(gazetteer: Gazetteer) -> None:
    assert actor_of("انسحبت القوات الأمريكية من سوريا.", gazetteer) == "us-armed-forces"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenyan soldiers arrived in Goma.", "ke-armed-forces"),
        ("Benin sent soldiers to Niger.", "bj-armed-forces"),
        ("Hezbollah fighters entered Syria.", "hezbollah"),
        ("The Houthis have deployed missiles to Hodeidah.", "houthis"),
        ("Wagner fighters landed in Bamako.", "wagner"),
        ("The Rapid Support Forces withdrew from Omdurman.", "rsf"),
        ("Iran-backed militias have moved rocket launchers to Deir ez-Zor.", "iran-backed-militias"),
        ("The U.S.-led coalition withdrew its soldiers from Mosul.", "global-coalition"),
        ("The USS Nimitz entered the Persian Gulf.", "us-armed-forces"),
        ("HMS Diamond arrived in Gibraltar.", "gb-armed-forces"),
        ("The Black Sea Fleet moved two frigates to Novorossiysk.", "ru-black-sea-fleet"),
        ("The 3rd Infantry Brigade arrived in Kidal.", "text:3rd-infantry-brigade"),
        ("Moscow is sending more troops to Belarus.", "ru-armed-forces"),
    ],
)
def test_the_actor_is_whose_force_it_is(text: str, expected: str, gazetteer: Gazetteer) -> None:
    assert actor_of(text, gazetteer) == expected


def test_the_people_sent_are_their_own_states(gazetteer: Gazetteer) -> None:
    assert (
        actor_of("NATO has reinforced its mission in Kosovo with 200 British soldiers.", gazetteer)
        == "gb-armed-forces"
    )


def test_a_backer_is_a_sponsor_and_not_the_actor() -> None:
    assert registry()["iran-backed-militias"].sponsor == "ir-irgc"
    assert registry()["iran-backed-militias"].country is None


_KINDS = {"state_force", "coalition", "militia", "insurgent", "company"}


def test_the_registry_is_sound() -> None:
    actors = registry()
    countries = {row["id"] for row in tables.table("countries.tsv")}
    assert len(actors) >= 330
    for actor in actors.values():
        assert actor.kind in _KINDS
        assert actor.parent is None or actor.parent in actors or actor.parent.endswith("-armed-forces")
        assert actor.sponsor is None or actor.sponsor in actors
        assert actor.country is None or actor.country in countries
        assert actor.names


def test_no_id_is_given_twice() -> None:
    ids = [row["id"] for row in table("actors")["actor"]]
    assert len(ids) == len(set(ids))


def test_two_actors_of_one_name_are_of_two_countries() -> None:
    owners: dict[str, list[str | None]] = {}
    for row in table("actors")["actor"]:
        names = {fold(n) for key in ("en", "ar", "weak", "spoken") for n in row.get(key, ())}
        for name in names:
            owners.setdefault(name, []).append(row.get("country"))
    shared = {name: of for name, of in owners.items() if len(of) > 1}
    assert shared, "the rule has nothing to hold"
    assert all(len(set(of)) == len(of) for of in shared.values())


def test_names_that_lean_on_a_country_have_one() -> None:
    assert all(row.get("country") for row in table("actors")["actor"] if row.get("spoken"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SNA soldiers arrived in Baidoa, a Somali officer said.", "so-armed-forces"),
        ("SNA fighters arrived in Afrin in northern Syria.", "sna"),
        ("The SAF withdrew its troops from Omdurman in Sudan.", "sd-armed-forces"),
        ("The BIR has deployed troops to Maroua in Cameroon.", "cm-bir"),
        ("The IAF deployed fighter jets to Leh, Indian officials said.", "in-air-force"),
        ("The NRF sent troops to Romania.", "nato-response-force"),
    ],
)
def test_a_name_of_several_is_told_by_the_country_spoken_of(
    text: str, expected: str, gazetteer: Gazetteer
) -> None:
    assert actor_of(text, gazetteer) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Qassam Brigades deployed fighters to Rafah.", "qassam-brigades"),
        ("Harakat al-Nujaba fighters withdrew from Sinjar.", "harakat-al-nujaba"),
        ("SAMIDRC troops withdrew from Goma.", "samidrc"),
        ("UNISFA peacekeepers arrived in Abyei.", "unisfa"),
        ("The TNLA withdrew its fighters from Lashio.", "tnla"),
        ("Puntland forces have entered Bosaso.", "so-puntland-forces"),
        ("The 82nd Airborne Division deployed 800 soldiers to Poland.", "us-82nd-airborne-division"),
        ("UAE-backed forces withdrew from Hodeidah.", "emirati-backed-forces"),
        ("The Hellenic Navy sent a frigate to the Red Sea.", "gr-navy"),
        ("وصلت قوات الدعم السريع إلى بابنوسة.", "rsf"),
        ("انسحبت كتائب حزب الله من جرف الصخر.", "kataib-hezbollah"),
        ("نشرت القوات المسلحة الملكية مئات الجنود في الداخلة.", "ma-armed-forces"),
    ],
)
def test_groups_missions_and_services_are_known_by_name(
    text: str, expected: str, gazetteer: Gazetteer
) -> None:
    assert actor_of(text, gazetteer) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The FAA grounded 40 aircraft at Denver International Airport.",
        "The ZDF showed the film at its station in Mainz.",
        "The AFL moved its season opener to Perth.",
        "Let it be said: the far north of Norway has no troops to spare.",
    ],
)
def test_short_names_of_other_bodies_are_nobodys_forces(text: str, gazetteer: Gazetteer) -> None:
    known = {c.actor.actor.id for c in claims_of(text, gazetteer) if c.actor is not None}
    assert not known & {"ao-armed-forces", "zw-armed-forces", "lr-armed-forces", "ma-armed-forces"}


def test_a_state_outside_the_registry_is_made_from_its_code() -> None:
    made = state_forces("PW")
    assert made.id == "pw-armed-forces"
    assert made.id not in registry()
    assert country_name("PW") in made.name


def test_services_are_on_the_side_of_their_state() -> None:
    actors = registry()
    assert same_side(actors["us-navy"], actors["us-armed-forces"])
    assert not same_side(actors["us-navy"], actors["ru-navy"])
