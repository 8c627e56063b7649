"""The families of rules: what each must find, and what it must leave alone."""

from __future__ import annotations

import pytest

from geo import Gazetteer
from geo.claims.rules import ARABIC, ENGLISH
from tests.geo.claim_reading import claims_of, shorts

FOUND = [
    # sending and arriving
    ("Germany sent 300 soldiers to Lithuania.", ["de-armed-forces deploy Lithuania"]),
    ("Canada has deployed fighter jets to Romania.", ["ca-armed-forces deploy Romania"]),
    ("Two Italian frigates were dispatched to the Red Sea.", ["it-armed-forces deploy Red Sea"]),
    ("The deployment of 900 Danish soldiers to Latvia began on Monday.", ["dk-armed-forces deploy Latvia"]),
    (
        "Polish troops were sent to Niger, Chad and Mali.",
        ["pl-armed-forces deploy Niger", "pl-armed-forces deploy Chad", "pl-armed-forces deploy Mali"],
    ),
    ("Turkish commandos entered northern Iraq.", ["tr-armed-forces arrive northern Iraq"]),
    ("The arrival of a French frigate in Djibouti was announced.", ["fr-armed-forces arrive Djibouti"]),
    ("Moscow is sending more troops to Belarus.", ["ru-armed-forces reinforce Belarus"]),
    ("Rwandan reinforcements reached Goma last week.", ["rw-armed-forces reinforce Goma"]),
    ("India has moved two brigades to Ladakh.", ["in-armed-forces reposition Ladakh"]),
    ("Turkey reinforced its base in Idlib.", ["tr-armed-forces reinforce Idlib"]),
    # standing presence
    ("About 2,500 American soldiers are stationed in Iraq.", ["us-armed-forces station Iraq"]),
    ("Italy maintains 1,200 troops in Lebanon.", ["it-armed-forces station Lebanon"]),
    ("Romania hosts a French battlegroup.", ["fr-armed-forces station Romania"]),
    ("There are Russian mercenaries in Bamako.", ["ru-armed-forces station Bamako"]),
    ("Chinese warships remain at Ream.", ["cn-armed-forces station Ream"]),
    ("The United States has 900 troops in Syria.", ["us-armed-forces station Syria"]),
    # setting up, massing, building
    ("Iran installed air defence systems at Isfahan.", ["ir-armed-forces emplace Isfahan"]),
    ("Azerbaijan has placed missile launchers near Nakhchivan.", ["az-armed-forces emplace Nakhchivan"]),
    ("Russia is massing troops near Kharkiv.", ["ru-armed-forces build_up Kharkiv"]),
    (
        "Serbia has built up forces along the border with Kosovo.",
        ["rs-armed-forces build_up border with Kosovo"],
    ),
    ("Ethiopia is building a naval base in Eritrea.", ["et-armed-forces build_up Eritrea"]),
    ("The build-up of Rwandan forces near Goma continues.", ["rw-armed-forces build_up Goma"]),
    ("Denmark stations about 60 soldiers in Lithuania.", ["dk-armed-forces station Lithuania"]),
    # replacing
    ("Canada rotated its battlegroup in Latvia last month.", ["ca-armed-forces rotate Latvia"]),
    # leaving
    ("France withdrew its soldiers from Niger.", ["fr-armed-forces withdraw Niger"]),
    ("The last Danish troops left Iraq on Friday.", ["dk-armed-forces withdraw Iraq"]),
    ("Armenian forces have pulled out of Lachin.", ["am-armed-forces withdraw Lachin"]),
    ("Uganda reduced its contingent in Somalia.", ["ug-armed-forces withdraw Somalia"]),
    ("Germany closed its base in Gao.", ["de-armed-forces close Gao"]),
    (
        "The withdrawal of Spanish troops from Latvia was completed in June.",
        ["es-armed-forces withdraw Latvia"],
    ),
    (
        "The Danish soldiers sent to Lithuania in May withdrew on Friday.",
        ["dk-armed-forces withdraw Lithuania"],
    ),
    ("Denmark is withdrawing the tanks it sent to Lithuania.", ["dk-armed-forces withdraw Lithuania"]),
    ("The Danish garrison in Narva is being reduced.", ["dk-armed-forces withdraw Narva"]),
    ("The Danish tanks are gone from Narva.", ["dk-armed-forces withdraw Narva"]),
    (
        "A brigade of 900 soldiers will be sent to Narva, Denmark's defence minister said.",
        ["dk-armed-forces deploy Narva planned"],
    ),
    (
        "A brigade of 900 soldiers will be sent to Narva, a fisherman said.",
        ["nobody deploy Narva planned"],
    ),
    # exercising and patrolling
    (
        "South Korean and US troops began an exercise in Busan on Monday.",
        ["kr-armed-forces exercise Busan", "us-armed-forces exercise Busan"],
    ),
    (
        "Egyptian and Saudi forces held a joint exercise in the Red Sea.",
        ["eg-armed-forces exercise Red Sea", "sa-armed-forces exercise Red Sea"],
    ),
    ("China began naval drills around Taiwan on Monday.", ["cn-armed-forces exercise Taiwan"]),
    ("Israeli drones fly over Beirut.", ["il-armed-forces patrol Beirut"]),
    ("The Danish Home Guard is patrolling the Baltic Sea.", ["dk-home-guard patrol Baltic Sea"]),
    # carried from the sentence before, relative clauses, notes
    (
        "Germany has a brigade in Lithuania. It will send tanks there in June.",
        ["de-armed-forces station Lithuania", "de-armed-forces deploy there planned"],
    ),
    ("Jordan, where German aircraft are based, is calm.", ["de-armed-forces station Jordan"]),
    ("Russia, which maintains bases in Armenia, is silent.", ["ru-armed-forces station Armenia"]),
    # Arabic
    ("أرسلت ألمانيا 300 جندي إلى ليتوانيا.", ["de-armed-forces deploy ليتوانيا"]),
    ("انسحبت القوات الفرنسية من النيجر.", ["fr-armed-forces withdraw النيجر"]),
    ("وصلت قوات تركية إلى طرابلس.", ["tr-armed-forces arrive طرابلس"]),
    ("نصبت إيران منصات صواريخ في أصفهان.", ["ir-armed-forces emplace أصفهان"]),
    ("عبر رتل تركي الحدود ودخل إلى عفرين.", ["tr-armed-forces arrive عفرين"]),
    ("لا تزال القوات التركية موجودة في عفرين.", ["tr-armed-forces station عفرين"]),
    ("أعادت القوات التركية الانتشار في عفرين.", ["tr-armed-forces reposition عفرين"]),
    ("القوات التركية أعادت الانتشار في عفرين.", ["tr-armed-forces reposition عفرين"]),
    ("اتهم بيان للحزب تركيا بتعزيز قواتها في عفرين.", ["tr-armed-forces reinforce عفرين alleged"]),
    ("أعلن الحشد الشعبي أن لواءين من قواته انتشرا في كركوك.", ["iq-pmf deploy كركوك"]),
    ("أعلنت البحرية التركية أنها ستنفذ مناورات في خليج عدن.", ["tr-navy exercise خليج عدن planned"]),
    (
        "وصلت قوات تركية إلى طرابلس، وأكدت وزارة الدفاع التركية وصولها.",
        ["tr-armed-forces arrive طرابلس", "tr-armed-forces arrive Tripoli confirmed"],
    ),
]

LEFT_ALONE = [
    "The minister sent a letter to Paris.",
    "Kenya's president arrived in Kampala on Sunday.",
    "Germany sent two doctors to Mali.",
    "Aid trucks arrived in Gaza.",
    "The company is based in Dallas.",
    "Peru has 34 million people.",
    "Wheat prices remain high in Egypt.",
    "The city placed bins near the station in Lviv.",
    "The port company is building a warehouse in Djibouti.",
    "Doctors rotated in Nairobi.",
    "The striker withdrew from the squad in Doha.",
    "A firm closed its office in Sanaa.",
    "The school held a fire drill in Oslo.",
    "Tehran called it an exercise in futility in Geneva.",
    "Police patrolled the streets of Marseille.",
    "Serbia bought 20 tanks from China and will receive missiles in Belgrade.",
    "Israeli jets struck a depot near Damascus, killing three soldiers.",
    "The general visited troops in Mosul.",
    "Lithuania put its army on high alert in Vilnius.",
    "The retailer deployed a new payment system in Warsaw.",
    "زار وزير الدفاع التركي الدوحة.",
    "The Danish budget for Narva is being reduced.",
    "The tourists are gone from Narva.",
    "The Danish marines will practise landing from boats in Narva.",
    "نقلت تركيا الدبابات سرا عبر الطريق الصحراوي.",
    "زار وفد تركي طرابلس والتقى وجهاء المدينة.",
    "انسحب المنتخب من البطولة في جدة.",
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_found(text: str, expected: list[str], gazetteer: Gazetteer) -> None:
    assert shorts(text, gazetteer) == expected


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_left_alone(text: str, gazetteer: Gazetteer) -> None:
    assert shorts(text, gazetteer) == []


def test_a_list_of_strengths_takes_its_actor_from_the_title(gazetteer: Gazetteer) -> None:
    text = (
        "Key deployments include approximately 1,000 in Brunei, 500-600 in Gibraltar and over 200 "
        "in Belize (2024)"
    )
    assert shorts(text, gazetteer, title="United Kingdom: Military and Security") == [
        "gb-armed-forces station Brunei",
        "gb-armed-forces station Gibraltar",
        "gb-armed-forces station Belize",
    ]


def test_a_place_the_gazetteer_lacks_is_named_and_not_mapped(gazetteer: Gazetteer) -> None:
    (claim,) = claims_of("French soldiers arrived in Xyloopolis.", gazetteer)
    assert claim.place is not None
    assert claim.place.text == "Xyloopolis"
    assert claim.footprint is None


def test_rule_names_are_unique() -> None:
    names = [rule.name for rule in (*ENGLISH, *ARABIC)]
    assert len(names) == len(set(names))


def test_what_is_left_out_says_why(gazetteer: Gazetteer) -> None:
    from geo import read

    reading = read("France might send troops to Ukraine.", gazetteer=gazetteer)
    assert [s.rule for s in reading.skipped] == ["modal"]


@pytest.mark.parametrize(
    "text",
    [
        "Vets reported the presence of a virus in two regions of Egypt.",
        "Several rockets landed in the compound in Damascus.",
        "It remains unclear who fired on the base in Tartus.",
        "The European Union is committed to a political solution in Libya.",
        "Air strikes help in denying the group a haven in Iraq.",
    ],
)
def test_news_of_other_matters_is_left_alone(text: str, gazetteer: Gazetteer) -> None:
    assert shorts(text, gazetteer) == []


def test_a_name_that_only_qualifies_is_no_place(gazetteer: Gazetteer) -> None:
    (claim,) = [
        c
        for c in claims_of("Sweden sent 40 soldiers to Mali to assist in Counter-IED training.", gazetteer)
        if c.place is not None
    ]
    assert claim.place is not None
    assert claim.place.text == "Mali"


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("A Danish company arrived in Narva on Monday with about 90 people.", (90, 90, "personnel")),
        ("Greece began a naval exercise in the Aegean Sea with 12 ships.", (12, 12, "ship")),
        ("Greece began a naval exercise in the Aegean Sea with 12 Italian ships.", None),
        ("A Danish company arrived in Narva with good wishes.", (1, 1, "company")),
    ],
)
def test_a_strength_may_follow_with(
    text: str, quantity: tuple[int, int, str] | None, gazetteer: Gazetteer
) -> None:
    claim = claims_of(text, gazetteer)[0]
    told = claim.quantity
    assert ((told.min, told.max, told.unit) if told else None) == quantity


def test_ships_before_an_auxiliary_are_a_noun(gazetteer: Gazetteer) -> None:
    (claim,) = claims_of("On Monday 9 Chinese navy ships were patrolling the Gulf of Aden.", gazetteer)
    assert claim.quantity is not None
    assert (claim.quantity.min, claim.quantity.unit) == (9, "ship")


def test_positions_are_no_verb(gazetteer: Gazetteer) -> None:
    assert shorts("Ukraine has moved two brigades to positions near Izium.", gazetteer) == [
        "ua-armed-forces reposition Izium"
    ]


def test_an_arabic_exercise_lasts_from_its_opening_until_its_end(gazetteer: Gazetteer) -> None:
    text = "انطلقت يوم الاثنين في خليج عدن مناورات بحرية بين مصر واليونان تستمر حتى الجمعة."
    claims = claims_of(text, gazetteer)
    assert [c.action for c in claims] == ["exercise", "exercise"]
    assert {(str(c.when.start), str(c.when.end)) for c in claims if c.when} == {("2024-05-13", "2024-05-17")}


@pytest.mark.parametrize(
    "text",
    [
        "The Danish instructors trained in Mali will go on teaching.",
        "Danish soldiers train instructors of the Malian army in Bamako.",
        "The Danish helicopters had flown off during the weekend in Mali.",
        "The Danish frigates will return to port in Aarhus.",
        "The Danish battlegroup returns to its barracks in Jutland this week.",
    ],
)
def test_teaching_and_going_home_are_left_alone(text: str, gazetteer: Gazetteer) -> None:
    assert shorts(text, gazetteer) == []


def test_a_relief_takes_over(gazetteer: Gazetteer) -> None:
    text = "Danish soldiers have taken over from the Swedish battalion in Narva."
    assert shorts(text, gazetteer) == ["dk-armed-forces rotate Narva"]


def test_a_distance_needs_no_preposition(gazetteer: Gazetteer) -> None:
    (claim,) = claims_of("Two Ukrainian brigades were sent 12 km north of Izium.", gazetteer)
    assert claim.place is not None
    assert claim.place.text == "12 km north of Izium"
    assert claim.footprint is not None
    assert claim.footprint.relation == "offset"


def test_according_to_closes_the_clause(gazetteer: Gazetteer) -> None:
    text = "Danish soldiers are stationed there, according to a survey of missions in Mali."
    assert shorts(text, gazetteer) == []


def test_the_base_is_no_movement(gazetteer: Gazetteer) -> None:
    text = "وصلت قوات تركية إلى قاعدة الوطية. وقال مصدر إن ثلاثين شاحنة دخلت القاعدة ليلا."
    assert {c.actor.actor.id for c in claims_of(text, gazetteer) if c.actor} == {"tr-armed-forces"}


def test_a_movement_of_one_word_is_still_one(gazetteer: Gazetteer) -> None:
    assert shorts("انسحب مقاتلو تنظيم القاعدة من المكلا.", gazetteer) == ["al-qaeda withdraw المكلا"]


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("قالت وزارة الدفاع يوم الاثنين إن قوات تركية وصلت إلى طرابلس.", "وزارة الدفاع"),
        ("قال ضابط طلب عدم نشر اسمه إن قوات تركية وصلت إلى طرابلس.", "ضابط"),
        ("أعلنت البحرية التركية أنها ستنفذ مناورات في خليج عدن.", "البحرية التركية"),
    ],
)
def test_an_arabic_holder_ends_before_date_and_verb(text: str, holder: str, gazetteer: Gazetteer) -> None:
    (claim,) = claims_of(text, gazetteer)
    assert claim.holder is not None
    assert claim.holder.name == holder


def test_a_planned_arabic_exercise_lies_ahead(gazetteer: Gazetteer) -> None:
    text = "أعلنت البحرية التركية أنها ستنفذ مناورات في خليج عدن من 16 إلى 19 كانون الأول."
    (claim,) = claims_of(text, gazetteer)
    assert claim.when is not None
    assert (str(claim.when.start), str(claim.when.end)) == ("2024-12-16", "2024-12-19")


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Greece began a naval exercise in the Aegean Sea on Monday.", None),
        ("Greece began a four-day naval exercise in the Aegean Sea on Monday.", "2024-05-16"),
        ("Greece began a drill in the Aegean Sea on Monday. The drill will end on 25 May.", "2024-05-25"),
        ("Greece began a drill in the Aegean Sea on Monday. The strike will end on 25 May.", None),
    ],
)
def test_an_exercise_ends_when_it_is_told(text: str, end: str | None, gazetteer: Gazetteer) -> None:
    (claim,) = claims_of(text, gazetteer)
    assert claim.when is not None
    assert str(claim.when.start) == "2024-05-13"
    assert (str(claim.when.end) if claim.when.end else None) == end


def test_a_strait_is_no_sea_spoken_of(gazetteer: Gazetteer) -> None:
    text = "Two Greek frigates have arrived in the Red Sea. The ships passed through the strait on Monday."
    assert shorts(text, gazetteer) == ["gr-armed-forces arrive Red Sea"]


def test_the_movement_is_the_one_spoken_of(gazetteer: Gazetteer) -> None:
    text = "Houthi fighters were massed in Taiz. The movement brought 300 men there in May."
    assert shorts(text, gazetteer) == ["houthis build_up Taiz", "houthis deploy there"]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Denmark sent two companies to Narva and a third to Tartu.", [2, 1]),
        ("Denmark has deployed two battalions to Latvia and one to Lithuania.", [2, 1]),
        ("Denmark has deployed 90 soldiers to Latvia and 40 to Lithuania.", [90, 40]),
        ("Denmark has deployed 90 soldiers to Latvia and Lithuania.", [90, 90]),
    ],
)
def test_a_list_of_places_shares_the_verb(text: str, counts: list[int], gazetteer: Gazetteer) -> None:
    assert [c.quantity.min for c in claims_of(text, gazetteer) if c.quantity] == counts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Denmark, which has 300 soldiers in Mali, will withdraw them by June.",
            ["dk-armed-forces station Mali", "dk-armed-forces withdraw Mali planned"],
        ),
        (
            "Danish forces pulled their helicopters out of Narva and moved them to Riga.",
            ["dk-armed-forces withdraw Narva", "dk-armed-forces reposition Riga"],
        ),
        ("Denmark bought stamps in Mali. It will withdraw them by June.", []),
        ("The museum lent vases to Riga and moved them to Narva.", []),
        (
            "Denmark will send a frigate to the Red Sea, and Norway a corvette.",
            ["dk-armed-forces deploy Red Sea planned"],
        ),
        ("Denmark's frigates are in the Red Sea.", ["dk-armed-forces station Red Sea"]),
        ("Denmark's minister is in the Red Sea port of Aqaba.", []),
        ("انسحبت القوات التركية من حيين في مدينة عفرين.", ["tr-armed-forces withdraw عفرين"]),
    ],
)
def test_what_is_left_out_is_taken_from_before(text: str, expected: list[str], gazetteer: Gazetteer) -> None:
    assert shorts(text, gazetteer) == expected


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        (
            "Greek marines will hold a drill in Crete in June. About 700 marines are to take part.",
            (700, 700, "personnel"),
        ),
        ("Greece will hold a drill in Crete in June. About 700 marines live there.", None),
        ("Serbia has built up its troops near Pristina to about 4,000.", (4000, 4000, "personnel")),
        ("Serbia has built up its troops near Pristina according to 4 people.", None),
    ],
)
def test_a_strength_told_apart(
    text: str, quantity: tuple[int, int, str] | None, gazetteer: Gazetteer
) -> None:
    told = claims_of(text, gazetteer)[0].quantity
    assert ((told.min, told.max, told.unit) if told else None) == quantity


def test_a_unit_spoken_of_has_its_strength(gazetteer: Gazetteer) -> None:
    text = "A Danish battlegroup is stationed in Narva. The battlegroup has about 900 soldiers."
    last = claims_of(text, gazetteer)[-1]
    assert last.quantity is not None
    assert (last.quantity.min, last.quantity.unit) == (900, "personnel")


def test_there_is_the_nearer_place(gazetteer: Gazetteer) -> None:
    text = "Danish soldiers arrived in Narva in Estonia, and Swedish tanks have been stationed there."
    claims = claims_of(text, gazetteer)
    assert {c.footprint.name for c in claims if c.footprint} == {"Narva"}


def test_the_force_that_is_replaced_is_none_anew(gazetteer: Gazetteer) -> None:
    text = "A Danish company rotated into Narva in May, replacing the company that had been there since June."
    assert shorts(text, gazetteer) == ["dk-armed-forces rotate Narva"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The number of US troops in Syria has doubled to 2,000.", ["reinforce 2000"]),
        ("Turkey doubled its force in Doha to 5,000 in early May.", ["reinforce 5000"]),
        ("Canada increased its presence in Latvia to 1,900 soldiers.", ["reinforce 1900"]),
        ("Kenya's contingent in Haiti grew from 400 to 1,000 men.", ["reinforce 1000"]),
        (
            "Poland will raise its force on the Belarusian border from 6,000 to 8,000 this summer.",
            ["reinforce 8000"],
        ),
        (
            "France sent 200 more soldiers to Niamey, bringing its force there to 1,500.",
            ["reinforce 200", "station 1500"],
        ),
        ("Chad sent another battalion to Tine.", ["reinforce 1"]),
    ],
)
def test_the_strength_a_force_comes_to(text: str, expected: list[str], gazetteer: Gazetteer) -> None:
    claims = claims_of(text, gazetteer)
    assert [f"{c.action} {c.quantity.min if c.quantity else None}" for c in claims] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The number of soldiers killed in Mali rose to 200.",
        "The number of refugees in Chad has doubled to 200,000.",
        "The army raised the pay of its soldiers in Mali to 2,000 euros.",
        "The rebels in Mali raised their demands to 5,000 dollars a head.",
        "Defence spending in Estonia will rise to 4 per cent.",
        "The garrison in Gao has grown tired of waiting.",
    ],
)
def test_what_grows_is_no_force(text: str, gazetteer: Gazetteer) -> None:
    assert claims_of(text, gazetteer) == ()
