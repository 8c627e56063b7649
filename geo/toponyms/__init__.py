"""Document -> toponyms, resolved over the whole text, and the names that must not be mapped."""

from __future__ import annotations

from collections.abc import Sequence

from geo.gazetteer import Gazetteer
from geo.text.segment import document as segmented
from geo.toponyms.recognize import given, recognize
from geo.toponyms.resolve import resolve
from geo.types import Document, NonPlace, Span, Toponym

__all__ = ["resolve_given", "toponyms"]


def toponyms(document: Document, gazetteer: Gazetteer) -> tuple[tuple[Toponym, ...], tuple[NonPlace, ...]]:
    """Every name of the text that stands for a place, and every one that only looks so."""
    found = recognize(document, gazetteer)
    title = recognize(segmented(document.title), gazetteer) if document.title else None
    placed = resolve(document, found.mentions, found.non_places, gazetteer, beside=title)
    return placed, found.non_places


def resolve_given(document: Document, mentions: Sequence[Span], gazetteer: Gazetteer) -> tuple[Toponym, ...]:
    """The places of spans somebody else found: one toponym a span, in the order given.

    The spans count in the document's text.
    """
    found = given(document, mentions, gazetteer)
    resolved = {
        t.span: t for t in resolve(document, found.mentions, found.non_places, gazetteer, keep_all=True)
    }
    return tuple(resolved[span] for span in mentions)
