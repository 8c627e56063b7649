from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.text.segment import document


def sentences(text: str) -> list[str]:
    read = document(text)
    return [" ".join(read.text[s.span.start : s.span.end].split()) for s in read.sentences]


def tokens(text: str) -> list[str]:
    return [t.text for s in document(text).sentences for t in s.tokens]


@pytest.mark.parametrize(
    "parts",
    [
        ["Lt. Gen. Ann Bell of the U.S. Army left on Oct. 4.", "No. 3 Squadron stayed."],
        ["He came from the U.S.", "The base closed."],
        ["About 2.5 million stayed.", "3,000 left."],
        ["“We are leaving.”", "Nobody believed it."],
        ['"Will they go?" she asked.', "They will."],
        ["J. R. Smith spoke.", "K. Lund did not."],
        ["انسحبت القوات من القاعدة.", "هل تعود؟", "لا أحد يعلم!"],
        ["It ended in 2021.[4]", "Nothing came after."],
        [
            "since 2017, the country has hosted a battlegroup;",
            "the navy has two frigates at sea in the Gulf (2024)",
        ],
        ["The fleet moved north on Monday; two ships stayed behind at the old base."],
    ],
)
def test_sentences_end_where_they_should(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == parts


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Troops leave the north\nThe army said so on Monday.", 2),
        ("led by the U.S.-led\ncoalition\nforces.", 1),
        ("posts:\n- one near the river\n- two on the hill", 3),
        ("First thought.\n\nSecond thought.", 2),
    ],
)
def test_paragraphs_break_where_a_thought_ends(text: str, count: int) -> None:
    assert len({s.paragraph for s in document(text).sentences}) == count


def test_wrapped_lines_stay_together() -> None:
    text = (
        "The ministry said that the brigade would leave its garrison in the\n"
        "Northern Province by the end of the month and return to the city of\n"
        "Oldtown, where a new base had been built over the last two years by\n"
        "engineers."
    )
    assert len(document(text).sentences) == 1


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Iraq's al-Asad", ["Iraq", "'s", "al", "-", "Asad"]),
        ("U.S.-led", ["U.S.", "-", "led"]),
        ("Sha'ab, 3,000 men.", ["Sha'ab", ",", "3,000", "men", "."]),
        ("مستعمَرة عين", ["مستعمَرة", "عين"]),
    ],
)
def test_words_are_cut_so_that_names_can_be_matched(text: str, cut: list[str]) -> None:
    assert tokens(text) == cut


def test_quotations_nest_and_short_ones_are_scare_quotes() -> None:
    read = document("He said: “They called it ‘normal’ and then the whole brigade left.” It was “routine”.")
    found = [(read.text[q.span.start : q.span.end], q.level, q.scare) for q in read.quotes]
    assert found == [
        ("They called it ‘normal’ and then the whole brigade left.", 1, False),
        ("normal", 2, True),
        ("routine", 1, True),
    ]


def test_a_quotation_left_open_ends_with_its_paragraph() -> None:
    read = document('"They are there.\n\n"And they will stay," he said.')
    assert [read.text[q.span.start : q.span.end] for q in read.quotes] == [
        "They are there.",
        "And they will stay,",
    ]


def test_apostrophes_open_no_quotation() -> None:
    assert document("The soldiers' base isn't Iraq's.").quotes == ()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The army has left the valley and it is not back.", "en"),
        ("غادر الجيش الوادي ولم يعد", "ar"),
        ("Die Armee hat das Tal verlassen und ist nicht mehr da", "und"),
        ("ارتش از دره خارج شد و دیگر برنگشت گفت که", "und"),
        ("Армия покинула долину", "und"),
        ("", "und"),
    ],
)
def test_language_is_told_by_script_and_small_words(text: str, language: str) -> None:
    assert document(text).language == language


def test_a_sentence_in_another_script_has_its_own_language() -> None:
    read = document("The army has left the valley.\nغادر الجيش الوادي.\nIt is not coming back.")
    assert [s.language for s in read.sentences] == ["en", "ar", "en"]


def test_what_is_given_is_kept() -> None:
    read = document("x", published=date(2024, 1, 2), title="Title", language="ar")
    assert (read.published, read.title, read.language) == (date(2024, 1, 2), "Title", "ar")


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from(".\"'“”‘’\n;-A a،")), max_size=120))
def test_any_text_is_cut_and_tokens_say_what_the_text_says(text: str) -> None:
    read = document(text)
    last = 0
    for sentence in read.sentences:
        for token in sentence.tokens:
            assert read.text[token.start : token.end] == token.text
            assert token.start >= last
            last = token.end
    assert all(0 <= q.span.start < q.span.end <= len(read.text) for q in read.quotes)


@pytest.mark.parametrize("unit", ['"a ', ". ", "A. ", "“", "x;", "(", "\n"])
def test_time_is_linear_in_length(unit: str) -> None:
    document((unit * 200_000)[:200_000])
