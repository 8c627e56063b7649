"""Texts in, readings out, a JSON object a line. One gazetteer for all, each answer written before the next is
read."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TextIO

import geo
from app.errors import UnreadableInput
from app.ingest.article import parsed_date
from app.ingest.files import parsed_object
from app.languages import readable
from app.serve.formats.passages import in_document, mentions, passage
from geo.claims.readers import RULES
from geo.errors import GeoError
from geo.gazetteer import Gazetteer
from geo.text.segment import document
from geo.toponyms import resolve_given, toponyms
from geo.types import Document, NonPlace, Span, Toponym

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class How:
    """What goes for all lines."""

    gazetteer: Gazetteer
    toponyms_only: bool = False
    claim_reader: str = RULES
    home: str | None = None
    """Where a text is at home whose line does not say."""


def read_lines(lines: Iterable[bytes], out: TextIO, how: How) -> int:
    """Answers every line that is not blank, in their order. How many of them could not be read.

    Such a line is answered by {"line", "error"}, and the rest goes on, whatever the cause.
    """
    answer = _mentions if how.toponyms_only else _passage
    broken = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        row = _answered(answer, line, how)
        if isinstance(row, str):
            broken += 1
            row = {"line": number, "error": row}
        out.write(json.dumps(row, ensure_ascii=False) + "\n")
        out.flush()
    return broken


def _answered(answer: Callable[[Row, How], Row], line: bytes, how: How) -> Row | str:
    try:
        return answer(parsed_object(line), how)
    except (UnreadableInput, GeoError) as error:
        return str(error)
    except Exception as error:  # a defect met in one text must not cost the other texts
        print(f"posturemap: {type(error).__name__}: {error}", file=sys.stderr)
        return f"{type(error).__name__}: {error}"


def _passage(row: Row, how: How) -> Row:
    text = _text(row)
    published = _optional(row, "published")
    reading = geo.read(
        text,
        published=parsed_date(published) if published else None,
        gazetteer=how.gazetteer,
        title=_optional(row, "title"),
        language=readable(_optional(row, "language")),
        claim_reader=how.claim_reader,
        home=_optional(row, "home") or how.home,
    )
    return passage(_name(row, "id"), text, reading)


def _mentions(row: Row, how: How) -> Row:
    text = _text(row)
    gazetteer, home = how.gazetteer, _optional(row, "home") or how.home
    doc = document(text, title=_optional(row, "title"), language=readable(_optional(row, "language")))
    if row.get("mentions") is None:
        return mentions(_name(row, "doc"), text, named(doc, gazetteer, home=home))
    given = [_span(mention, len(text)) for mention in _list(row, "mentions")]
    resolved = resolve_given(doc, [in_document(doc, span) for span in given], gazetteer, home=home)
    return mentions(_name(row, "doc"), text, zip(given, resolved, strict=True))


def named(doc: Document, gazetteer: Gazetteer, *, home: str | None = None) -> list[tuple[Span, Toponym]]:
    """Every place named, states and capitals that act ("Moscow denied", "US troops") too: corpora of place
    names count them, though not the adjectives ("American").

    A reading keeps those off the map, for what a state says happens elsewhere.
    """
    found, others = toponyms(doc, gazetteer, home=home)
    acting = [other.span for other in others if _is_named(other, gazetteer)]
    placed = (t for t in resolve_given(doc, acting, gazetteer, home=home) if t.place is not None)
    return [(doc.given(t.span), t) for t in sorted((*found, *placed), key=lambda t: t.span)]


def _is_named(other: NonPlace, gazetteer: Gazetteer) -> bool:
    """Whether it is a state's or capital's own name, or a continent's, that acts or stands before a noun."""
    best = next(iter(gazetteer.lookup(other.text)), None)
    if best is None or other.why not in ("demonym", "metonym") or best.country != other.country:
        return False
    return best.kind == "country" or (other.why == "metonym" and best.kind in ("city", "region"))


def _text(row: Row) -> str:
    text = row.get("text")
    if not isinstance(text, str):
        raise UnreadableInput("`text` is missing" if text is None else "`text` is not a text")
    return text


def _name(row: Row, field: str) -> Any:
    """The text's name as it was given, to give back."""
    return row.get(field)


def _optional(row: Row, field: str) -> str | None:
    value = row.get(field)
    if value is None or isinstance(value, str):
        return value
    raise UnreadableInput(f"`{field}` is not a text")


def _list(row: Row, field: str) -> list[Any]:
    value = row[field]
    if not isinstance(value, list):
        raise UnreadableInput(f"`{field}` is not a list")
    return value


def _span(mention: Any, length: int) -> Span:
    try:
        start, end = mention["start"], mention["end"]
        if 0 <= start < end <= length:
            return Span(start, end)
    except (TypeError, KeyError):
        pass
    raise UnreadableInput("`mentions`: each must have `start` and `end` within the text")
