import pytest

from geo.gazetteer import Gazetteer
from geo.text.segment import document
from geo.toponyms import toponyms
from geo.toponyms.recognize import recognize


def places(text: str, gazetteer: Gazetteer) -> list[str]:
    return [t.text for t in toponyms(document(text), gazetteer)[0]]


def others(text: str, gazetteer: Gazetteer) -> list[tuple[str, str]]:
    return [(n.text, n.why) for n in recognize(document(text), gazetteer).non_places]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The convoy went from Mosul to Erbil.", ["Mosul", "Erbil"]),
        ("Two ships are in the Red Sea and the Gulf of Aden.", ["Red Sea", "Gulf of Aden"]),
        ("They met in Iraq's western province of Anbar.", ["Iraq", "Anbar"]),
        ("Shells fell on the road to Deir ez-Zor.", ["Deir ez-Zor"]),
        ("A drone was seen near Baghdad's International Airport.", ["Baghdad's International Airport"]),
        ("The brigade left Ramstein Air Base in Germany.", ["Ramstein Air Base", "Germany"]),
        ("Norway has hosted the exercise twice.", ["Norway"]),
        ("They toured Russia's Northern coast.", ["Russia"]),
        ("Rain fell on Russia mainly.", ["Russia"]),
        ("It rained in Kenya and several other states.", ["Kenya"]),
        ("They left Kenya and French troops stayed.", ["Kenya"]),
        ("Engineers repaired the Oldwater Bridge.", ["Oldwater Bridge"]),
        ("They held the village of Oldwater for a day.", ["Oldwater"]),
        ("Planes landed at Peter Oldwater airport.", ["Peter Oldwater airport"]),
        ("A patrol passed through Hit on the way.", ["Hit"]),
        ("Planes landed at Qamishli airport.", ["Qamishli airport"]),
        ("They trained at Hama air base.", ["Hama air base"]),
        ("They guard Trebil crossing.", ["Trebil"]),
        ("The unit came from Flint, Mich., and Austin, TX.", ["Flint", "Mich.", "Austin", "TX"]),
        ("Fires burn across NSW this week.", ["NSW"]),
        ("They crossed the Durand Line into North Waziristan.", ["Durand Line", "North Waziristan"]),
        ("The exercise on Palawan ends today.", ["Palawan"]),
        ("Peacekeepers are patrolling Mitrovica again.", ["Mitrovica"]),
        ("Japan will post a company on Yonaguni.", ["Yonaguni"]),
        ("Ships crossed the Atlantic to Europe.", ["Atlantic", "Europe"]),
        ("هبطت الطائرات في مطار البصرة الدولي.", ["مطار البصرة الدولي"]),
        ("The attack against Israel failed.", ["Israel"]),
        ("BAGHDAD (Newswire) — Rain fell.", ["BAGHDAD"]),
        ("دخلت القافلة إلى الموصل ثم غادرت نحو أربيل.", ["الموصل", "أربيل"]),
        ("وصلت السفن إلى البحر الأحمر.", ["البحر الأحمر"]),
        ("انتشر المقاتلون عند سد تشرين.", ["سد تشرين"]),
        ("انتشرت القوات بالأنبار وبغداد.", ["الأنبار", "بغداد"]),
    ],
)
def test_places_are_found(text: str, found: list[str], gazetteer: Gazetteer) -> None:
    assert places(text, gazetteer) == found


@pytest.mark.parametrize(
    "text",
    [
        "Jordan Miller scored twice.",
        "Reading is good for you.",
        "He said nothing, of course.",
        "The Mobile phones were sold.",
        "General Paris Hatcher spoke of the plan.",
        "The Long Range Bomber costs $US 5 million.",
        "The Justice Department opened a case.",
        "The University of California, they said, agreed.",
        "He sits on the Base of the statue.",
        "He said IN ALL of them, OK, ME too.",
        "A letter went to the White House.",
        "Aid from Europe and training from Poland came late.",
        "اليوم كانت الصورة جميلة",
        "على الجميع الحذر من السيول",
    ],
)
def test_words_and_names_of_people_are_no_places(text: str, gazetteer: Gazetteer) -> None:
    assert places(text, gazetteer) == []


@pytest.mark.parametrize(
    ("text", "name", "why"),
    [
        (
            "The Islamic State of Iraq and the Levant lost the town.",
            "Islamic State of Iraq and the Levant",
            "org",
        ),
        ("The Vermont Air National Guard sent ten jets.", "Vermont Air National Guard", "org"),
        ("Units of the Syrian Democratic Forces left.", "Syrian Democratic Forces", "org"),
        ("The Ministry of Defence of Ukraine said no.", "Ministry of Defence of Ukraine", "org"),
        ("HMS Sheffield sailed at noon.", "HMS Sheffield", "org"),
        ("The frigate Aleppo sailed at noon.", "Aleppo", "org"),
        ("Prime Minister Mohamed Shia al-Sudani spoke.", "Mohamed Shia al-Sudani", "person"),
        ("Khalid al-Iraqi, a spokesman, refused.", "Khalid al-Iraqi", "person"),
        ("Russian troops left.", "Russian", "demonym"),
        ("US-backed fighters left.", "US", "demonym"),
        ("UK troops left.", "UK", "demonym"),
        ("US and Philippine marines left.", "US", "demonym"),
        ("UK, South Korean and French troops left.", "UK", "demonym"),
        ("Egypt deploys two brigades.", "Egypt", "metonym"),
        ("Iraq's prime minister is abroad.", "Iraq", "metonym"),
        ("The deal with Iran is dead.", "Iran", "metonym"),
        ("Moscow denied the report.", "Moscow", "metonym"),
        ("The Pentagon declined to comment.", "Pentagon", "metonym"),
        ("The army of Burkina Faso has closed a post.", "Burkina Faso", "metonym"),
        ("Ships were sold to Taiwan.", "Taiwan", "metonym"),
        ("China mirrors the number.", "China", "metonym"),
        ("The review is focused mainly on Russia, as before.", "Russia", "metonym"),
        ("Kenya and several other African states sent police.", "Kenya", "metonym"),
        ("Two brigades Russia once kept have gone.", "Russia", "metonym"),
        ("Russia's Northern Fleet spoke of it.", "Russia", "metonym"),
        ("رفعت العقوبات على روسيا أمس.", "روسيا", "metonym"),
        ("على روسيا سحب قواتها.", "روسيا", "metonym"),
        ("إن دور تركيا كبير.", "تركيا", "metonym"),
        ("A spokesman for Ukraine's border guard spoke.", "Ukraine", "metonym"),
        ("Russia's Black Sea Fleet is at sea.", "Russia", "metonym"),
        ("تمتلك فرنسا سفناً كثيرة.", "فرنسا", "metonym"),
        ("أعلنت روسيا انسحاب قواتها.", "روسيا", "metonym"),
        ("قالت حكومة لبنان ذلك.", "لبنان", "metonym"),
        ("غادرت القوات الأمريكية.", "الأمريكية", "demonym"),
        ("أعلن حزب الله ذلك.", "حزب الله", "org"),
    ],
)
def test_names_that_hold_places_are_none(text: str, name: str, why: str, gazetteer: Gazetteer) -> None:
    assert places(text, gazetteer) == []
    assert (name, why) in others(text, gazetteer)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They patrol the Iraq-Syria border.", "Iraq-Syria border"),
        ("They patrol the Syrian-Iraqi borders.", "Syrian-Iraqi borders"),
        ("They patrol the border with Jordan.", "border with Jordan"),
        ("They patrol the border between Kenya and Somalia.", "border between Kenya and Somalia"),
        ("They patrol Syria's eastern borders.", "Syria's eastern borders"),
        ("Shells fell near the Finnish border.", "Finnish border"),
        ("They are in northern Syria.", "northern Syria"),
        ("They are in south-east Turkey.", "south-east Turkey"),
        ("They are in the eastern Mediterranean.", "eastern Mediterranean"),
        ("انتشروا على طول الشريط الحدودي بين العراق وسورية.", "الشريط الحدودي بين العراق وسورية"),
        ("انتشروا على الحدود السورية العراقية.", "الحدود السورية العراقية"),
        ("انتشروا قرب الحدود مع الأردن.", "الحدود مع الأردن"),
        ("انتشروا في شمال سوريا.", "شمال سوريا"),
    ],
)
def test_a_border_or_a_part_is_one_toponym(text: str, found: str, gazetteer: Gazetteer) -> None:
    assert places(text, gazetteer) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "Iraqi border guards were paid.",
        "South Korea is a country of its own.",
        "The order borders on the absurd.",
    ],
)
def test_other_senses_make_no_border_and_no_part(text: str, gazetteer: Gazetteer) -> None:
    found = recognize(document(text), gazetteer).mentions
    assert all(m.form == "name" for m in found)


def test_a_known_surname_is_no_place_when_it_comes_again(gazetteer: Gazetteer) -> None:
    text = "General Peter Lancaster spoke first. Lancaster then left the room."
    assert places(text, gazetteer) == []


@pytest.mark.parametrize(
    "unit", ["Iraq ", "Iraq-", "al-", "Baghdad, ", "border with Iraq ", "Mohamed al-", "في العراق "]
)
def test_time_is_linear_in_length(unit: str, gazetteer: Gazetteer) -> None:
    recognize(document(unit * 10_000), gazetteer)


def test_odd_text_is_read(gazetteer: Gazetteer) -> None:
    for text in (
        "",
        "-",
        "the the the",
        "Iraq-",
        "'s 's",
        "border with",
        "northern",
        "الحدود",
        "و",
        "قال ء هنا",  # a letter that folds to nothing
        "X" * 5000,
        "Al-" * 3000,
    ):
        recognize(document(text), gazetteer)


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("The French Ministry of Defence spoke.", "French Ministry of Defence", "FR"),
        ("The Royal Thai Army spoke.", "Royal Thai Army", "TH"),
        ("The Ministry of Defence spoke.", "Ministry of Defence", None),
        ("The Northgate Bus Company spoke.", "Northgate Bus Company", None),
    ],
)
def test_a_body_has_the_state_of_the_adjective_in_its_name(
    text: str, name: str, code: str | None, gazetteer: Gazetteer
) -> None:
    found = {n.text: n.country for n in recognize(document(text), gazetteer).non_places}
    assert found[name] == code
