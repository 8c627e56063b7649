"""Document -> the names in it that may be places, and those that are none. Nothing is resolved here.

Order matters: bodies, persons and ships first, then borders and parts, then plain names with their role.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from geo.gazetteer import Gazetteer
from geo.gazetteer.names import fold
from geo.toponyms.arabic import Arabic
from geo.toponyms.english import English
from geo.toponyms.lexicon import Lexicon, lexicon
from geo.toponyms.line import Line, line
from geo.toponyms.mentions import Form, Mention, Read, Recognised
from geo.types import Document, NonPlace, Sentence, Span


def recognize(document: Document, gazetteer: Gazetteer) -> Recognised:
    found = [_read(document.text, s, n, gazetteer) for n, s in enumerate(document.sentences)]
    known = set().union(*(f.surnames for f in found)) if found else set()
    mentions: list[Mention] = []
    non_places: list[NonPlace] = []
    for read in found:
        non_places += read.non_places
        for mention in read.mentions:
            if mention.form == "name" and not mention.has_cue and fold(mention.name) in known:
                non_places.append(NonPlace(mention.span, mention.text, "person"))
            else:
                mentions.append(mention)
    return Recognised(tuple(mentions), tuple(sorted(non_places, key=lambda n: n.span)))


def _read(text: str, sentence: Sentence, number: int, gazetteer: Gazetteer) -> Read:
    made = line(text, sentence)
    if sentence.language == "ar" or (sentence.language == "und" and _is_arabic(made)):
        return Arabic(made, number, gazetteer).read()
    return English(made, number, gazetteer).read()


def _is_arabic(line: Line) -> bool:
    return any("\u0621" <= t.text[0] <= "\u06d3" for t in line.tokens[:8])


def given(document: Document, spans: Sequence[Span], gazetteer: Gazetteer) -> Recognised:
    """The spans as mentions, with what recognition makes of the words there: a border, a part, a kind."""
    found = recognize(document, gazetteer)
    by_span = {m.span: m for m in found.mentions if m.form != "name" or gazetteer.ranked(m.name)}
    mentions = tuple(
        by_span.get(span) or _given(document, span, found.mentions, gazetteer)
        for span in dict.fromkeys(spans)
    )
    return Recognised(mentions, found.non_places)


def _is_same(one: Span, other: Span) -> bool:
    """Whether they cover most of each other: "Syria" is not "northern Syria"."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared >= _MOST * len(one) and 2 * shared > len(other)


_MOST = 0.8
_KNOWN_WELL = 4.5
"""Score from which a name inside a longer one may stand for it."""
_KNOWN = 2.0
"""The same after a word like "town"."""


def _held(name: str, gazetteer: Gazetteer) -> str | None:
    """The best known place in a name nobody knows: "Cairo University", "مرفأ بيروت".

    The longest name, and of those the last. Somebody says the words are a place: the town they name is where
    it is, or near.
    """
    lex = lexicon()
    parts = _WORDS.findall(name)
    for length in range(min(len(parts), 4), 0, -1):
        for first in range(len(parts) - length, -1, -1):
            if length == len(parts):
                continue
            words = parts[first : first + length]
            if length == 1 and (fold(words[0]) in lex.ordinary or fold(words[0]) in lex.ar_ordinary):
                continue
            found = gazetteer.ranked(" ".join(words))
            is_called = first > 0 and first + length == len(parts) and _is_kind(parts[first - 1], lex)
            if found and found[0].score >= (_KNOWN if is_called else _KNOWN_WELL):
                return " ".join(words)
    return None


def _is_kind(word: str, lex: Lexicon) -> bool:
    folded = fold(word)
    return any(peeled in lex.ar_settlement for peeled in (folded, folded[1:])) or folded in lex.settlement


_WORDS = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_EDGES = re.compile(r"^(?:the\s+|#|\W)+|(?:['’]s|\W)+$", re.IGNORECASE)


def _given(document: Document, span: Span, found: Sequence[Mention], gazetteer: Gazetteer) -> Mention:
    text = document.text[span.start : span.end]
    for mention in found:
        if mention.form != "name" and _is_same(mention.span, span):
            return replace(mention, span=span, text=text)
    kinds = [m.kind for m in found if m.span.overlaps(span) and m.kind]
    form: Form = "name"
    name = _EDGES.sub("", text).replace("_", " ") or text
    if (unit := lexicon().abbreviations.get(text)) is not None:
        name, kinds = unit, ["admin"]
    elif not gazetteer.ranked(name):
        held = _held(name, gazetteer)
        form, name, kinds = ("name", held, []) if held is not None else ("site", "", [])
    sentence = next((n for n, s in enumerate(document.sentences) if s.span.covers(span)), -1)
    return Mention(
        span=span,
        text=text,
        name=name,
        form=form,
        sentence=sentence,
        first=0,
        last=0,
        kind=kinds[0] if kinds else None,
        has_cue=True,
    )
