from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.gazetteer import Gazetteer
from geo.text.segment import document
from geo.toponyms import resolve_given, toponyms
from geo.types import Span, Toponym


def read(text: str, gazetteer: Gazetteer) -> dict[str, Toponym]:
    return {t.text: t for t in toponyms(document(text), gazetteer)[0]}


def country(toponym: Toponym) -> str | None:
    return toponym.place.country if toponym.place else None


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("He lives in Paris.", "Paris", "FR"),
        ("He lives in Paris, Texas.", "Paris", "US"),
        ("He lives in Paris, Tex. these days.", "Paris", "US"),
        ("The battlegroup returns to England.", "England", "GB"),
        ("They trained in Scotland and Wales.", "Wales", "GB"),
        ("A bridge fell in Maryland on Monday.", "Maryland", "US"),
        ("Shelling went on near Pokrovsk.", "Pokrovsk", "UA"),
        ("In Syria, a convoy from Damascus reached Tripoli in Lebanon.", "Tripoli", "LB"),
        ("Libya's army took the road from Benghazi to Tripoli.", "Tripoli", "LY"),
        ("In Jordan, rain fell on عمان والزرقاء.", "Jordan", "JO"),
        ("سيول في الأردن، وتضررت عمان والزرقاء وإربد", "عمان", "JO"),
        ("وصل الوفد إلى سلطنة عمان", "سلطنة عمان", "OM"),
    ],
)
def test_the_text_tells_namesakes_apart(text: str, name: str, code: str, gazetteer: Gazetteer) -> None:
    assert country(read(text, gazetteer)[name]) == code


def test_where_troops_are_the_base_is_meant(gazetteer: Gazetteer) -> None:
    found = read("US troops were sent to Ayn al-Asad in Iraq.", gazetteer)["Ayn al-Asad"]
    assert found.place is not None
    assert found.place.kind == "base"
    assert found.place.country == "IQ"


def test_a_border_is_a_line_of_its_length(gazetteer: Gazetteer) -> None:
    found = read("Units are along the Iraq-Syria border.", gazetteer)["Iraq-Syria border"]
    assert found.kind == "border"
    assert found.footprint is not None
    assert found.footprint.precision == "line"
    assert set(found.footprint.place_ids) == {"ne:IQ", "ne:SY"}
    assert 41 < found.footprint.lon < 43


def test_the_other_side_of_a_border_is_the_country_that_speaks(gazetteer: Gazetteer) -> None:
    found = read("Poland has sent two brigades to the border with Belarus.", gazetteer)["border with Belarus"]
    assert found.footprint is not None
    assert set(found.footprint.place_ids) == {"ne:PL", "ne:BY"}


def test_a_part_lies_in_its_half_of_the_country(gazetteer: Gazetteer) -> None:
    found = read("They are in northern Syria.", gazetteer)["northern Syria"]
    whole = gazetteer.by_id("ne:SY")
    assert found.kind == "region"
    assert found.footprint is not None
    assert found.footprint.relation == "part"
    assert found.footprint.lat > whole.lat


def test_a_part_leaves_out_islands_far_off(gazetteer: Gazetteer) -> None:
    found = read("They train in northern Norway.", gazetteer)["northern Norway"]
    assert found.footprint is not None
    assert found.footprint.lat < 72


def test_a_place_nobody_knows_stays_unplaced_and_says_why(gazetteer: Gazetteer) -> None:
    found = read("Engineers repaired the Oldwater Bridge.", gazetteer)["Oldwater Bridge"]
    assert found.place is None
    assert found.footprint is None
    assert found.why_unplaced


def test_a_decision_keeps_its_candidates_and_reasons(gazetteer: Gazetteer) -> None:
    found = read("Syria said that two tanks were lost near Hasakah.", gazetteer)["Hasakah"]
    assert found.candidates[0].score >= found.candidates[-1].score
    assert any("SY" in reason for reason in found.candidates[0].reasons)


def test_what_lies_after_a_comma_holds_what_lies_before(gazetteer: Gazetteer) -> None:
    found = read("Crews came from Lebanon, Oregon.", gazetteer)["Lebanon"]
    assert found.place is not None
    assert found.place.admin == "US-OR"


def test_countries_in_a_list_do_not_hold_each_other(gazetteer: Gazetteer) -> None:
    assert country(read("There was rain in Iraq, Iran and Syria.", gazetteer)["Iraq"]) == "IQ"


def test_the_title_votes(gazetteer: Gazetteer) -> None:
    text = "A convoy reached Tripoli at noon."
    alone, _ = toponyms(document(text), gazetteer)
    titled, _ = toponyms(document(text, title="Lebanon: aid arrives from Beirut"), gazetteer)
    assert [country(t) for t in alone] == ["LY"]
    assert [country(t) for t in titled] == ["LB"]


def test_a_river_is_not_the_village_of_its_name(gazetteer: Gazetteer) -> None:
    found = read("They crossed the Vistula River in Poland.", gazetteer)
    assert all(t.place is None or t.place.country != "US" for t in found.values())


def test_both_names_of_a_border_give_one_footprint(gazetteer: Gazetteer) -> None:
    found = read("The Iraq-Syria border is long. They left the Syrian-Iraqi border.", gazetteer)
    assert found["Iraq-Syria border"].footprint == found["Syrian-Iraqi border"].footprint


def test_spans_given_come_back_in_their_order(gazetteer: Gazetteer) -> None:
    read_text = document("From Mosul and the Iraq-Syria border to Erbil.")
    text = read_text.text
    wanted = ["Erbil", "Iraq-Syria border", "Mosul"]
    spans = [Span(text.index(w), text.index(w) + len(w)) for w in wanted]
    found = resolve_given(read_text, spans, gazetteer)
    assert [t.text for t in found] == wanted
    assert all(t.footprint for t in found)


def test_the_same_text_gives_the_same_places(gazetteer: Gazetteer) -> None:
    text = "Troops went from Tartus to Qamishli, Hasakah and Raqqa in Syria."
    once, again = (toponyms(document(text), gazetteer)[0] for _ in range(2))
    assert once == again


PIECES = [
    *("Iraq", "-", "'s", "border", "with", "northern", "Syria", "al-", "the", "of", "(", ")", ",", ".", "US"),
    *("الحدود", "مع", "السورية", "شمال", "Camp", "Lake", "Mohamed", "in", "airport"),
    *("Bab al-Hawa", "New York", "Islamic State", "University of", "\n", "“", "”", "\x00", "Ìý"),
]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=10), spaced=st.booleans())
def test_toponyms_say_what_the_text_says_and_do_not_overlap(
    pieces: list[str], spaced: bool, gazetteer: Gazetteer
) -> None:
    read_text = document((" " if spaced else "").join(pieces))
    found, _ = toponyms(read_text, gazetteer)
    assert all(read_text.text[t.span.start : t.span.end] == t.text for t in found)
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("text", "name", "id_"),
    [
        ("Planes landed at Qamishli airport.", "Qamishli airport", "site:qamishli-airport"),
        ("Planes landed at Niamey airport.", "Niamey", "site:niamey-101"),
        ("هبطت الطائرات في مطار البصرة الدولي.", "مطار البصرة الدولي", "site:basra-airport"),
        ("He flew to Washington on Monday.", "Washington", "gn:4140963"),
        ("Planes left Kuwait airport.", "Kuwait", "site:kuwait-airport"),
        ("They met in Cambridge, England.", "Cambridge", "gn:2653941"),
        ("Rain fell in Kyiv.", "Kyiv", "gn:703448"),
    ],
)
def test_the_place_itself_is_meant(text: str, name: str, id_: str, gazetteer: Gazetteer) -> None:
    place = read(text, gazetteer)[name].place
    assert place is not None
    assert place.id == id_


def test_an_airport_of_a_town_with_several_stays_at_the_town(gazetteer: Gazetteer) -> None:
    found = read("A flight left from London airport.", gazetteer)
    (toponym,) = found.values()
    assert toponym.place is not None
    assert toponym.place.kind == "city"
    assert toponym.place.radius_m >= 15_000


def test_a_county_is_not_the_town_of_its_name(gazetteer: Gazetteer) -> None:
    found = read("Schools in Scott County closed.", gazetteer)["Scott County"]
    assert found.place is None
    assert found.why_unplaced == "several places of the name fit as well"


@pytest.mark.parametrize(
    ("words", "id_"),
    [
        ("Syria", "ne:SY"),  # in "northern Syria"
        ("northern Syria", "ne:SY"),
        ("Mosul University", "gn:99072"),
        ("مدينة الرطبة", "gn:98677"),
        ("Xyzzyq House", None),
    ],
)
def test_spans_given_are_taken_as_given(words: str, id_: str | None, gazetteer: Gazetteer) -> None:
    text = "In northern Syria and at Mosul University and Xyzzyq House they waited. مدينة الرطبة"
    at = text.index(words)
    (found,) = resolve_given(document(text), [Span(at, at + len(words))], gazetteer)
    assert (found.place.id if found.place else None) == id_
    if words == "Syria":
        assert found.kind == "country"


def test_a_town_said_to_lie_where_none_of_its_name_is_stays_unplaced(gazetteer: Gazetteer) -> None:
    found = read("Units dug in around Toulouse, in the Brandenburg region.", gazetteer)["Toulouse"]
    assert found.place is None
    assert found.why_unplaced == "no place of the name lies where the text says"
    found = read("Units dug in around Potsdam, in the Brandenburg region.", gazetteer)["Potsdam"]
    assert country(found) == "DE"


def test_a_town_is_meant_before_the_province_of_its_name(gazetteer: Gazetteer) -> None:
    found = read("Two brigades came from Kherson.", gazetteer)["Kherson"]
    assert found.place is not None
    assert found.place.kind == "city"
