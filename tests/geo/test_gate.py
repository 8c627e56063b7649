"""The grounding gate, and claim readers that other packages bring."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import geo
from app.sample import articles
from geo.claims import claims
from geo.claims.gate import faults, gate
from geo.claims.readers import GROUP, reader
from geo.errors import UnknownReader
from geo.gazetteer import Gazetteer
from geo.text.segment import document
from geo.toponyms import toponyms
from geo.types import Claim, Document, Holder, Phrase, Quantity, Reason, Span

TEXT = "The army said on Monday that it had sent more than 3,000 troops and Patriot batteries to Tabuk."


@pytest.fixture(scope="module")
def told(gazetteer: Gazetteer) -> tuple[Document, Claim]:
    made = document(TEXT)
    places, others = toponyms(made, gazetteer)
    found, _ = claims(made, places, others, gazetteer)
    assert len(found) == 1
    return made, found[0]


def test_a_grounded_claim_passes_whole(told: tuple[Document, Claim]) -> None:
    made, claim = told
    assert gate([claim], made) == ((claim,), ())


def _moved(claim: Claim, field: str) -> Claim:
    """The claim with one value that the text does not have."""
    beyond = Span(len(TEXT) - 3, len(TEXT) + 4)
    assert claim.quantity is not None
    changed: dict[str, object] = {
        "force": Phrase("five divisions", Span(0, 14)),
        "equipment": Phrase("S-400", Span(4, 9)),
        "place": Phrase("Tehran", Span(4, 10)),
        "quote": Phrase(TEXT + " More.", Span(0, len(TEXT) + 6)),
        "holder": Holder("the president", Span(0, 13)),
        "action": beyond,
        "stance": Span(7, 7),
        "quantity": replace(claim.quantity, min=30_000),
    }
    name = {"action": "action_span", "stance": "stance_span"}.get(field, field)
    return replace(claim, **{name: changed[field]})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "field", ["force", "equipment", "place", "quote", "holder", "action", "stance", "quantity"]
)
def test_a_value_the_text_does_not_have_is_refused_and_named(
    told: tuple[Document, Claim], field: str
) -> None:
    made, claim = told
    kept, refused = gate([_moved(claim, field), claim], made)
    assert kept == (claim,)
    assert [one.why.partition(":")[0] for one in refused] == [field]
    assert refused[0].span.end <= len(made.text)


def test_an_outer_voice_is_held_to_the_text_too(told: tuple[Document, Claim]) -> None:
    made, claim = told
    inner = claim.holder or Holder("The army", Span(0, 8))
    quoted = replace(claim, holder=replace(inner, outer=Holder("a daily paper", Span(0, 13))))
    assert list(faults(quoted, made)) == ["holder: the text has no 'a daily paper' at 0:13"]


def test_a_reason_is_held_to_the_text_too(told: tuple[Document, Claim]) -> None:
    made, claim = told
    invented = replace(claim, reasons=(Reason("actor", "named here", Span(0, len(TEXT) + 1)),))
    assert list(faults(invented, made)) == [f"reason of actor: 0:{len(TEXT) + 1} is not within the text"]


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("up to 9", None, 9),
        ("between 900 and 1,000", 900, 1000),
        ("several hundred", 300, 999),
        ("نحو ألفي", 2000, 2000),
        ("a battalion", 1, 1),
    ],
)
def test_figures_are_held_to_what_the_words_say(
    told: tuple[Document, Claim], words: str, low: int | None, high: int | None
) -> None:
    _, claim = told
    made = document(words)
    whole = Span(0, len(words))
    quantity = Quantity(low, high, "personnel", None, whole)
    only = replace(
        claim,
        actor=None,
        force=None,
        equipment=None,
        place=None,
        when=None,
        holder=None,
        stance_span=None,
        reasons=(),
        action_span=whole,
        quote=Phrase(words, whole),
        quantity=quantity,
    )
    assert list(faults(only, made)) == []
    wrong = replace(quantity, min=77, max=77)
    assert list(faults(replace(only, quantity=wrong), made)) == [f"quantity: {words!r} does not say 77"]


def test_our_rules_never_meet_the_gate(gazetteer: Gazetteer) -> None:
    passed = 0
    for report in articles():
        made = document(report.text, title=report.title, published=report.published)
        places, others = toponyms(made, gazetteer)
        found, _ = claims(made, places, others, gazetteer)
        kept, refused = gate(found, made)
        assert refused == ()
        passed += len(kept)
    assert passed > 50


PLUGIN = '''
from geo.types import Claim, Phrase, Skipped, Span

def read(document, toponyms, non_places, gazetteer):
    """One claim a place named, and one whose words are invented."""
    whole = Phrase(document.text, Span(0, len(document.text)))
    made = []
    for toponym in toponyms:
        word = Phrase(toponym.text, toponym.span)
        for place in (word, Phrase("Atlantis", toponym.span)):
            made.append(Claim(None, "station", toponym.span, None, None, None, place, toponym.footprint,
                              None, "asserted", None, None, whole, "plugin", 0.5))
    return made, [Skipped(Span(0, 3), "looked at", "plugin")]

answer = 42
'''


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A package with readers, as pip would have put it there."""
    (tmp_path / "outside_reader.py").write_text(PLUGIN, encoding="utf-8")
    info = tmp_path / "outside_reader-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: outside-reader\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(
        f"[{GROUP}]\noutside = outside_reader:read\nnumber = outside_reader:answer\n"
        "gone = outside_reader:gone\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    reader.cache_clear()
    yield
    reader.cache_clear()
    sys.modules.pop("outside_reader", None)


@pytest.mark.usefixtures("installed")
def test_a_reader_of_another_package_reads_through_the_same_gate(gazetteer: Gazetteer) -> None:
    # Damage before the name: the plug-in counts in the repaired text, the answer in the text as given.
    reading = geo.read("Itâ€™s quiet in Tabuk.", gazetteer=gazetteer, claim_reader="outside")
    assert [(c.place.text, c.rule) for c in reading.claims if c.place] == [("Tabuk", "plugin")]
    assert reading.claims[0].footprint is not None
    assert [s.why.partition(":")[0] for s in reading.skipped] == ["looked at", "place"]
    assert reading.version.endswith("+outside")


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nobody", "no claim reader 'nobody'; known: gone, number, outside, rules"),
        ("number", "is not a function"),
        ("gone", "cannot be loaded"),
    ],
)
def test_a_reader_that_is_not_there_is_named(gazetteer: Gazetteer, name: str, said: str) -> None:
    with pytest.raises(UnknownReader, match=said):
        geo.read(TEXT, gazetteer=gazetteer, claim_reader=name)
