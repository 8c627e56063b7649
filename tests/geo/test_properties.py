"""What holds of reading for any text: folding, positions through repair, toponyms."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import ftfy.bad_codecs  # noqa: F401  (registers the sloppy-windows-1252 codec)
import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

import geo
from geo.gazetteer import Gazetteer
from geo.gazetteer.names import fold, skeleton, squash
from geo.text.clean import clean
from geo.text.segment import document
from geo.toponyms import resolve_given, toponyms
from geo.types import Document, Span

ANY = st.text(st.characters(exclude_categories=()), max_size=60)
"""Every code point, halves of pairs too."""
LETTERS = st.text(st.characters(categories=["Lu", "Ll", "Lo", "Zs"], max_codepoint=0x6FF), max_size=30)
MARKS = "\u0300\u0301\u0308\u0323\u0327\u064b\u064e\u0651\u0670"
HIDDEN = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2069\ufeff\u00ad\u061c\u0640"
SAME_ARABIC = ("اأإآٱ", "يىی", "هة", "كک")

# folding


@given(ANY)
@example("\ud800\x00\u202e" + "\u0301\u0323" * 30)
@example("ﷺ½ﬃ𝘼")
def test_folding_takes_any_text_and_folding_again_changes_nothing(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert once == once.strip()
    assert "  " not in once


@given(ANY)
def test_a_fold_is_no_longer_than_what_its_letters_stand_for(text: str) -> None:
    # Two letters of æ, þ, œ; all else only gets shorter once decomposed and in lower case.
    spelt_out = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    assert len(fold(text)) <= 2 * len(spelt_out)


@given(LETTERS)
def test_case_does_not_count(text: str) -> None:
    # ŉ and the like turn into two characters, the first of them no letter.
    assume(all(len(c.upper()) == len(c.lower()) == 1 for c in text))
    assert fold(text.upper()) == fold(text) == fold(text.lower())


@given(ANY, st.data())
def test_marks_and_hidden_characters_do_not_count(text: str, data: st.DataObject) -> None:
    assume(any(c.isalnum() for c in fold(text)))
    at = data.draw(st.integers(0, len(text)))
    put = data.draw(st.text(MARKS + HIDDEN, min_size=1, max_size=20))
    assert fold(text[:at] + put + text[at:]) == fold(text)


@given(st.lists(st.sampled_from("".join(SAME_ARABIC) + "بتدرسعنو "), max_size=20), st.data())
def test_the_ways_of_writing_an_arabic_letter_do_not_count(letters: list[str], data: st.DataObject) -> None:
    def another(letter: str) -> str:
        ways = next((ways for ways in SAME_ARABIC if letter in ways), letter)
        return data.draw(st.sampled_from(ways))

    written = "".join(letters)
    assert fold("".join(map(another, letters))) == fold(written)


@given(ANY, ANY)
def test_words_fold_one_by_one(one: str, other: str) -> None:
    folds = [fold(one), fold(other)]
    assume(all(any(c.isalnum() for c in f) for f in folds))
    assert fold(f"{one} {other}") == " ".join(folds)


@given(ANY)
def test_looser_keys_of_any_fold_are_keys_too(text: str) -> None:
    folded = fold(text)
    assert " " not in squash(folded)
    skeleton(folded)


# positions through repair

WORDS = (
    "Iraq", "the", "army’s", "“café”", "São", "Kraków", "said:", "في", "العراق،", "قوات", "عين", "2,500", "–",
    "Deir", "ez-Zor", "naïve", "Mosul.", "'we", "go'", "«Riga»", "…", "№", "Жук",
)  # fmt: skip


def misread(word: str) -> str:
    """UTF-8 taken for Windows-1252."""
    return word.encode().decode("sloppy-windows-1252")


@given(st.lists(st.sampled_from(WORDS), max_size=14), st.data())
def test_misread_words_are_read_as_they_were_written(words: list[str], data: st.DataObject) -> None:
    damaged = [data.draw(st.booleans()) for _ in words]
    given_text = " ".join(misread(w) if bad else w for w, bad in zip(words, damaged, strict=True))
    made = document(given_text)
    assert made.text == clean(" ".join(words)).text
    for token in tokens(made):
        span = made.given(token)
        assert clean(given_text[span.start : span.end]).text == made.text[token.start : token.end]
    assert bool(made.repairs) == (clean(given_text).text != given_text)


@given(ANY)
@example("a\x00b Ø\u00adعراق &amp; &#x41; â€œno")
def test_every_position_leads_back_to_what_was_given(text: str) -> None:
    made = document(text)
    at = 0
    for token in tokens(made):
        span = made.given(token)
        assert at <= span.start <= span.end <= len(text)
        at = span.start
        if not any(repair.span.start < span.end and span.start < repair.span.end for repair in made.repairs):
            assert text[span.start : span.end] == made.text[token.start : token.end]


def tokens(made: Document) -> list[Span]:
    return [token.span for sentence in made.sentences for token in sentence.tokens]


# toponyms

PIECES = (
    "Baghdad", "Bagh\u200bdad", "BAGHDAD", "Deir ez-Zor", "Ain al-Asad", "Springfield",
    "Paris, Texas", "Flint, Mich.", "northern Syria", "the Iraq-Syria border",
    "12 km north of Mosul", "between Homs and Hama", "Moscow said", "Russian troops",
    "Ali Hassan", "Washington", "the Islamic State of Iraq and Syria", "Georgia",
    "St. Petersburg", "University of Leeds", "بغداد", "في محافظة الأنبار", "شمال سوريا",
    "وبالموصل", "الحدود العراقية السورية", "near", "in", "the", ",", ".", "\n\n", "“",
    "”", "'s", "-", "\u202e", "e\u0301\u0323", "\ud800", "ÇáÚÑÇÞ", "â€œ", "Ｍｏｓｕｌ",
    "#Kyiv", "@Kyiv", "1,000", "",
)  # fmt: skip
NEWS = st.builds(
    lambda pieces, gap: gap.join(pieces),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=14),
    st.sampled_from([" ", "", "\n", ", "]),
)
reads = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@reads
@given(text=NEWS)
def test_a_toponym_stands_in_the_text_and_is_placed_or_says_why_not(text: str, gazetteer: Gazetteer) -> None:
    reading = geo.read(text, gazetteer=gazetteer)
    for toponym in reading.toponyms:
        assert 0 <= toponym.span.start < toponym.span.end <= len(text)
        assert text[toponym.span.start : toponym.span.end] == toponym.text
        assert 0 <= toponym.confidence <= 1
        assert (toponym.place is None) == (toponym.footprint is None) == (toponym.why_unplaced is not None)
        scores = [candidate.score for candidate in toponym.candidates]
        assert scores == sorted(scores, reverse=True)
    assert all(one.span.end <= other.span.start for one, other in pairwise(reading.toponyms))
    for other in reading.non_places:
        assert text[other.span.start : other.span.end] == other.text
        assert not any(other.span.overlaps(toponym.span) for toponym in reading.toponyms)


@reads
@given(text=NEWS)
def test_a_footprint_holds_its_own_point(text: str, gazetteer: Gazetteer) -> None:
    for toponym in geo.read(text, gazetteer=gazetteer).toponyms:
        shape = toponym.footprint
        if shape is not None:
            assert shape.geometry.is_valid
            assert not shape.geometry.is_empty
            assert shape.radius_m > 0
            assert -180 <= shape.lon <= 180
            assert -90 <= shape.lat <= 90


@reads
@given(text=NEWS, data=st.data())
def test_given_spans_come_back_one_by_one_and_in_order(
    text: str, data: st.DataObject, gazetteer: Gazetteer
) -> None:
    made = document(text)
    assume(made.text)
    starts = st.integers(0, len(made.text) - 1)
    spans = data.draw(
        st.lists(st.builds(lambda a, n: Span(a, min(len(made.text), a + n)), starts, st.integers(1, 30)))
    )
    found = resolve_given(made, spans, gazetteer)
    assert [toponym.span for toponym in found] == spans
    for toponym in found:
        assert made.text[toponym.span.start : toponym.span.end] == toponym.text
        assert (toponym.place is None) == (toponym.why_unplaced is not None)


@reads
@given(text=NEWS)
def test_the_same_text_is_read_the_same_twice(text: str, gazetteer: Gazetteer) -> None:
    assert geo.read(text, gazetteer=gazetteer) == geo.read(text, gazetteer=gazetteer)


PARAGRAPHS = (
    "Rain fell on Reykjavik and Akureyri all night.",
    "The market in Ouagadougou burnt down on Friday.",
    "A ferry from Piraeus to Heraklion was late.",
    "Bread is dear in Antananarivo, bakers say.",
    "Doctors in Ulaanbaatar want more beds.",
    "أغلقت المدارس في صنعاء بسبب الأمطار.",
)


@reads
@given(paragraphs=st.permutations(PARAGRAPHS))
def test_the_order_of_unrelated_paragraphs_changes_no_sure_place(
    paragraphs: list[str], gazetteer: Gazetteer
) -> None:
    assert places("\n\n".join(paragraphs), gazetteer) == places("\n\n".join(PARAGRAPHS), gazetteer)


def places(text: str, gazetteer: Gazetteer) -> dict[str, str | None]:
    found, _ = toponyms(document(text), gazetteer)
    return {t.text: t.place.id if t.place else None for t in found}


@pytest.mark.parametrize(
    "written", ["Bagh\u200bdad", "\u202eBaghdad\u202c", "Ｂａｇｈｄａｄ", "BAGHDAD", "Ba\u0301ghda\u0323d"]
)
def test_a_disguised_name_is_the_same_place(written: str, gazetteer: Gazetteer) -> None:
    (found,) = geo.read(f"Rain fell in {written} on Monday.", gazetteer=gazetteer).toponyms
    assert found.text.strip(HIDDEN) == written.strip(HIDDEN)
    assert found.place is not None
    assert found.place.name == "Baghdad"
