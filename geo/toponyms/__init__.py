"""Document -> toponyms, resolved over the whole text, and the names that must not be mapped."""

from __future__ import annotations

from collections.abc import Sequence

from geo.errors import UnknownHome
from geo.gazetteer import Gazetteer
from geo.text.segment import document as segmented
from geo.toponyms.evidence import Home
from geo.toponyms.recognize import given, recognize
from geo.toponyms.resolve import resolve
from geo.types import Document, NonPlace, Span, Toponym

__all__ = ["knows_home", "resolve_given", "toponyms"]


def toponyms(
    document: Document, gazetteer: Gazetteer, *, home: str | None = None
) -> tuple[tuple[Toponym, ...], tuple[NonPlace, ...]]:
    """Every name of the text that stands for a place, and every one that only looks so.

    `home` is where its publisher is at home: an ISO 3166-1 code or the id of a place. Raises UnknownHome.
    """
    at_home = _home(home, gazetteer)
    found = recognize(document, gazetteer)
    title = recognize(segmented(document.title), gazetteer) if document.title else None
    placed = resolve(document, found.mentions, found.non_places, gazetteer, beside=title, home=at_home)
    return placed, found.non_places


def resolve_given(
    document: Document, mentions: Sequence[Span], gazetteer: Gazetteer, *, home: str | None = None
) -> tuple[Toponym, ...]:
    """The places of spans somebody else found: one toponym a span, in the order given.

    The spans count in the document's text; `home` as in `toponyms`.
    """
    found = given(document, mentions, gazetteer)
    placed = resolve(
        document,
        found.mentions,
        found.non_places,
        gazetteer,
        home=_home(home, gazetteer),
        keep_all=True,
    )
    resolved = {t.span: t for t in placed}
    return tuple(resolved[span] for span in mentions)


def knows_home(home: str, gazetteer: Gazetteer) -> bool:
    """Whether it is a country's code, or the id of a place in a country."""
    return _found_home(home, gazetteer) is not None


def _home(home: str | None, gazetteer: Gazetteer) -> Home | None:
    if home is None:
        return None
    found = _found_home(home, gazetteer)
    if found is None:
        raise UnknownHome(f"home {home!r}: neither a country's code nor a place of the gazetteer in one")
    return found


def _found_home(home: str, gazetteer: Gazetteer) -> Home | None:
    place_id = home if home in gazetteer else f"ne:{home.upper()}"
    place = gazetteer.by_id(place_id) if place_id in gazetteer else None
    return Home(place.country, place.admin) if place is not None and place.country is not None else None
