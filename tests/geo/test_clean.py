import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import TextTooLong
from geo.text.clean import MAX_CHARACTERS, clean


@pytest.mark.parametrize(
    ("given_text", "read"),
    [
        ("The brigade left.ÌýÌý", "The brigade left. "),
        ("Ukraineâ€™s staff said â€œnoâ€\x9d", "Ukraine’s staff said “no”"),
        ("Ukraineâ€™s staff said â€œnoâ€ again", "Ukraine’s staff said “no” again"),
        ("UkraineÃ¢â‚¬â„¢s Ã¢â‚¬Å“no", "Ukraine’s “no"),
        ("الØدود الشرقية", "الحدود الشرقية"),
        ("قوات تØت القيادة Ùي الميدان", "قوات تحت القيادة في الميدان"),
        ("Ø§Ù„Ø¹Ø±Ø§Ù‚", "العراق"),
        ("Ð–ÑƒÐº", "Жук"),
        ("ÇáÞæÇÊ ÇáÚÑÇÞíÉ", "القوات العراقية"),
        ("Iraq¡¯s army", "Iraq’s army"),
        ("in KharkivÂ on", "in Kharkiv on"),
        ("armour &amp; guns", "armour & guns"),
        ("a\x00b\u200fc", "abc"),
        ("العـــراق", "العراق"),
        ("one\r\ntwo\u00a0three", "one\ntwo three"),
        ("half \ud800 pair", "half \ufffd pair"),
    ],
)
def test_damage_is_repaired(given_text: str, read: str) -> None:
    assert clean(given_text).text == read


@pytest.mark.parametrize(
    "text",
    [
        "told °®Âþµº in a call",
        "Ørland, Šiauliai and Čakovec",
        "the “CAFÉ” – closed",
        "SÃO PAULO",
        "AT&T and R&D; done",
        "قوات في الأنبار، العراق",
        "",
    ],
)
def test_sound_text_is_left_alone(text: str) -> None:
    assert clean(text).text == text
    assert clean(text).repairs == ()


def test_repairs_say_what_stood_where() -> None:
    cleaned = clean("He said â€œgo")
    assert [(r.given, r.read, r.span.start) for r in cleaned.repairs] == [("â€œ", "“", 8)]


def test_positions_lead_back_to_the_text_as_given() -> None:
    given_text = "NATOâ€™s base at Â\xa0Å iauliai, الØدود"
    cleaned = clean(given_text)
    at = cleaned.text.index("base")
    assert given_text[cleaned.offsets[at] : cleaned.offsets[at + 4]] == "base"
    at = cleaned.text.index("الحدود")
    assert given_text[cleaned.offsets[at] : cleaned.offsets[at + 6]] == "الØدود"


@given(
    st.text(
        alphabet=st.one_of(st.characters(), st.sampled_from("ØÙÃÂâ€œ\x9dÌý\u0640&;\x00\nحا")), max_size=80
    )
)
def test_any_text_is_read_and_positions_never_step_back(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned.offsets) == len(cleaned.text) + 1
    assert list(cleaned.offsets) == sorted(cleaned.offsets)
    assert cleaned.offsets[-1] == len(text)
    assert all(text[r.span.start : r.span.end] == r.given for r in cleaned.repairs)


@pytest.mark.parametrize("unit", ["a", "(", "Ã", "â€", "&#1", "Ø", "Ìý"])
def test_time_is_linear_in_length(unit: str) -> None:
    clean((unit * 1_000_000)[:1_000_000])


def test_text_over_the_cap_is_refused() -> None:
    with pytest.raises(TextTooLong):
        clean("x" * (MAX_CHARACTERS + 1))
