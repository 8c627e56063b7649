"""Who says so."""

from __future__ import annotations

import pytest

from geo import Gazetteer
from tests.geo.claim_reading import claims_of


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Ugandan soldiers arrived in Goma.", None),
        ("According to a local official, Ugandan soldiers arrived in Goma.", "a local official"),
        ("Ugandan soldiers arrived in Goma, according to a local official.", "a local official"),
        ("A diplomat in Cairo said that Egyptian tanks were deployed in Sinai.", "A diplomat in Cairo"),
        ("Egyptian tanks were deployed in Sinai, a diplomat said on Friday.", "a diplomat"),
        (
            '"Wagner fighters have landed in Bamako," Colonel Idris Traore, a spokesman for the army, '
            "told reporters.",
            "Colonel Idris Traore",
        ),
        ('"Wagner fighters have landed in Bamako," said Idris Traore.', "Idris Traore"),
        (
            "The newspaper, citing an officer, reports that 60 Chadian soldiers arrived in Nyala.",
            "an officer",
        ),
        ("Greece accuses Turkey of massing troops near Edirne.", "Greece"),
        ("A baker who came in this morning says that Greek troops are massed near Edirne.", "A baker"),
        ("Greek troops are massed near Edirne, and our readers are counting.", None),
    ],
)
def test_the_holder_is_the_innermost_voice(text: str, holder: str | None, gazetteer: Gazetteer) -> None:
    (claim,) = claims_of(text, gazetteer)
    assert (claim.holder.name if claim.holder else None) == holder


def test_he_added_is_who_spoke_before(gazetteer: Gazetteer) -> None:
    text = '"It is over," said Major Ali Hassan. "Malian troops withdrew from Kidal on Sunday," he added.'
    (claim,) = claims_of(text, gazetteer)
    assert claim.holder is not None
    assert claim.holder.name == "Major Ali Hassan"


def test_a_quotation_over_two_sentences_has_one_speaker(gazetteer: Gazetteer) -> None:
    text = (
        '"Malian troops withdrew from Kidal. They fear an attack," Ali Hassan, a teacher, '
        "told a radio station."
    )
    (claim,) = claims_of(text, gazetteer)
    assert claim.holder is not None
    assert claim.holder.name == "Ali Hassan"


def test_a_speaker_of_the_force_is_of_its_own_side(gazetteer: Gazetteer) -> None:
    (own,) = claims_of("The spokesman for the Turkish army said Turkish troops had entered Afrin.", gazetteer)
    (other,) = claims_of("A Kurdish official said Turkish troops had entered Afrin.", gazetteer)
    assert own.holder is not None
    assert own.holder.own_side
    assert other.holder is not None
    assert not other.holder.own_side


@pytest.mark.parametrize(
    ("text", "is_own"),
    [
        ("The Danish Ministry of Defence said that Danish troops had arrived in Narva.", True),
        ("Danish troops have arrived in Narva, the Danish armed forces said.", True),
        ("US Forces Korea said that American troops had arrived in Daegu.", True),
        ("Denmark confirmed that Danish troops had arrived in Narva.", True),
        ("The Danish Ministry of Defence said that Swedish troops had arrived in Narva.", False),
        ("A Danish newspaper said that Danish troops had arrived in Narva.", False),
        ("Our readers said that Danish troops had arrived in Narva.", False),
    ],
)
def test_a_body_of_the_state_speaks_for_its_force(text: str, is_own: bool, gazetteer: Gazetteer) -> None:
    (claim,) = claims_of(text, gazetteer)
    assert claim.holder is not None
    assert claim.holder.own_side is is_own


def test_every_field_is_in_the_text_as_given(gazetteer: Gazetteer) -> None:
    text = "Â “Around 400 Malian troops left Kidal on Sunday,â€ said Ali Hassan.Â "
    for claim in claims_of(text, gazetteer):
        for phrase in (claim.force, claim.place, claim.quote):
            assert phrase is None or text[phrase.span.start : phrase.span.end] == phrase.text


def test_the_issuer_of_a_notice_speaks_its_words(gazetteer: Gazetteer) -> None:
    text = (
        "The Danish Ministry of Defence has issued the following notice. Danish troops have arrived in Narva."
    )
    (claim,) = claims_of(text, gazetteer)
    assert claim.holder is not None
    assert claim.holder.name == "The Danish Ministry of Defence"
    assert claim.holder.own_side
