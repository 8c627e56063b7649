import pytest

from geo.gazetteer import Gazetteer
from geo.text.segment import document
from geo.toponyms import resolve_given, toponyms
from geo.types import Span


def placed(text: str, gazetteer: Gazetteer) -> list[tuple[str, str | None]]:
    return [(t.text, t.place.name if t.place else None) for t in toponyms(document(text), gazetteer)[0]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("انتشر الجنود قرب مستشفى الرازي في حلب.", [("مستشفى الرازي", "Aleppo"), ("حلب", "Aleppo")]),
        ("انتشر الجنود قرب مستشفى دمشق في حلب.", [("مستشفى دمشق", "Aleppo"), ("حلب", "Aleppo")]),
        ("سقطت قذيفتان في حي الوادي بمدينة درعا.", [("حي الوادي", "Daraa"), ("درعا", "Daraa")]),
        ("وقفت المدرعات في شارع القدس وسط بغداد.", [("شارع القدس", "Baghdad"), ("بغداد", "Baghdad")]),
        ("عبرت الشاحنات على جسر الرستن.", [("جسر الرستن", "Ar Rastan")]),
        ("زار الوفد جامعة الموصل أمس.", [("جامعة الموصل", "Mosul")]),
        ("دخل الجنود مستشفى الملك خالد فجرا.", [("مستشفى الملك خالد", None)]),
        ("حريق في #معهد_الأورام صباحا", [("معهد_الأورام", None)]),
    ],
)
def test_a_site_is_where_the_words_beside_it_say(
    text: str, found: list[tuple[str, str | None]], gazetteer: Gazetteer
) -> None:
    assert placed(text, gazetteer) == found


@pytest.mark.parametrize(
    "text",
    [
        "أقيم جسر جوي لنقل المساعدات.",
        "قال معهد واشنطن إن الهدنة هشة.",
        "تحدث عن طريق مسدود أمام المفاوضات.",
        "دخلت القوات ساحة القتال مبكرا.",
        "يحتاج سد العجز إلى ضرائب جديدة.",
        "عاد السكان إلى قرية صغيرة مهجورة.",
    ],
)
def test_a_kind_word_before_a_plain_noun_names_nothing(text: str, gazetteer: Gazetteer) -> None:
    assert placed(text, gazetteer) == []


def test_an_event_s_hashtag_is_no_place_but_tells_the_country(gazetteer: Gazetteer) -> None:
    text = "#سيول_الأردن تغلق طرقا قرب الكرك"
    (found,), (event,) = toponyms(document(text), gazetteer)
    assert (found.text, event.text, event.country) == ("الكرك", "سيول_الأردن", "JO")


def test_a_given_name_nobody_knows_is_in_the_country_of_the_text(gazetteer: Gazetteer) -> None:
    text = "أمطار غزيرة على خرشفوطة #أمطار_الكويت"
    (found,) = resolve_given(document(text), [Span(16, 23)], gazetteer)
    assert found.place is not None
    assert found.place.id == "ne:KW"


def test_direction_marks_around_a_hashtag_are_not_part_of_the_name(gazetteer: Gazetteer) -> None:
    text = "سيول في \u2067#مادبا\u2069 اليوم"
    cut = document(text)
    (found,) = toponyms(cut, gazetteer)[0]
    assert text[cut.given(found.span).start : cut.given(found.span).end] == "مادبا"
