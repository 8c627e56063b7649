"""Numbers of a sentence: "around 800", "more than 3,000", "900-1,000", "hundreds", نحو ألفي.

Comes in: the words of a sentence. Goes out: `Number`s with their bounds, money, distances, percentages, ages
and dates left out. The bounds of vague words are those of the annotation guide.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from geo.claims.lexicon import alternation
from geo.types import Span


@dataclass(frozen=True, slots=True)
class Number:
    span: Span
    min: int | None
    max: int | None
    qualifier: str | None
    is_article: bool = False
    """True for "a", "an": one, but only of things that can be counted so."""


_UNITS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
}
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_SCALES = {"hundred": 100, "thousand": 1000, "dozen": 12, "million": 1_000_000}
_VAGUE = {
    "tens of thousands": (20_000, 99_999),
    "hundreds of thousands": (200_000, 999_999),
    "several thousand": (3000, 9999),
    "a few thousand": (2000, 9999),
    "thousands": (2000, 9999),
    "several hundred": (300, 999),
    "a few hundred": (200, 999),
    "hundreds": (200, 999),
    "several dozen": (36, 99),
    "a few dozen": (24, 99),
    "dozens": (24, 99),
    "scores": (40, 99),
    "a couple of": (2, 2),
    "a handful of": (3, 6),
}
_LEAST = (
    "more than",
    "over",
    "at least",
    "no fewer than",
    "no less than",
    "not less than",
    "upwards of",
    "in excess of",
)
_MOST = (
    "up to",
    "at most",
    "no more than",
    "not more than",
    "fewer than",
    "less than",
    "under",
    "a maximum of",
    "as many as",
)
_ABOUT = (
    "around",
    "about",
    "some",
    "approximately",
    "roughly",
    "nearly",
    "almost",
    "close to",
    "an estimated",
    "a total of",
    "another",
    "just",
    "only",
    "approx.",
    "an additional",
    "just over",
    "just under",
)

_FIGURE = r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?"
_SPELLED = (
    rf"(?:(?:{alternation(_TENS)})(?:-(?:{alternation(_UNITS)}))?|{alternation(_UNITS)}|a|an|half a)"
    rf"(?:[ -](?:{alternation(_SCALES)}))+"
    rf"|(?:{alternation(_TENS)})(?:-(?:{alternation(_UNITS)}))?|{alternation(_UNITS)}"
)
_VALUE = rf"(?:(?:{_FIGURE})(?:[ -](?:thousand|hundred|million|dozen))?|{_SPELLED})"
_NOT_AFTER = (
    r"(?!\s*(?:%|per\s?cent|percent|km\b|kms\b|kilomet|mile|metre|meter|m\b|mm\b|cm\b|feet|foot|nautical|tonne|ton\b|tons\b|kg|hours?\b"
    r"|minutes?\b|days?\b|weeks?\b|months?\b|years?\b|a\.m|p\.m|am\b|pm\b|o'clock|dollars|euros|pounds|people\s+(?:were\s+)?(?:killed|wounded)"
    r"|(?:million|billion|m|bn)\b|degrees|[-–]year|[-–]day|[-–]hour|[-–]km|[-–]mile|[-–]month|[-–]kilom|[-–]week|[:/]\d|[.,]\d))"
)


@cache
def _pattern() -> re.Pattern[str]:
    least, most, about = alternation(_LEAST), alternation(_MOST), alternation(_ABOUT)
    return re.compile(
        rf"(?<![\w$€£.,:/-])(?:"
        rf"(?:(?P<fromto>between|from)\s+)?(?P<a>{_VALUE})\s*(?P<dash>(?<=\d)\s*[-–—]\s*(?=\d)|\s+to\s+|\s+and\s+)\s*(?P<b>{_VALUE})(?![\w%-]){_NOT_AFTER}"
        rf"|(?P<vague>{alternation(_VAGUE)})(?!\w)"
        rf"|(?:(?P<least>{least})|(?P<most>{most})|(?P<about>{about}))?\s*(?:the\s+|a\s+further\s+|an\s+additional\s+)?"
        rf"(?P<one>{_VALUE})(?P<plus>\s*\+|\s+or\s+more|-plus)?(?![\w])(?!-\w){_NOT_AFTER}"
        rf"|(?P<article>an?)(?=\s)"
        r")",
        re.IGNORECASE,
    )


def numbers(text: str, *, offset: int) -> list[Number]:
    """Numbers of an English sentence, left to right; offset is added to the spans."""
    found: list[Number] = []
    for match in _pattern().finditer(text):
        span = Span(offset + match.start(), offset + match.end())
        if match["vague"]:
            low, high = _VAGUE[match["vague"].lower()]
            found.append(Number(span, low, high, match["vague"].lower()))
        elif match["article"]:
            found.append(Number(span, 1, 1, None, is_article=True))
        elif match["a"]:
            found.extend(_range(match, offset))
        elif match["one"]:
            value = _value(match["one"])
            if value is None or _is_year(match, text):
                continue
            qualifier = match["least"] or match["most"] or match["about"]
            low_end = None if match["most"] else value
            high_end = None if match["least"] or match["plus"] else value
            found.append(Number(span, low_end, high_end, qualifier.lower() if qualifier else None))
    return found


def _range(match: re.Match[str], offset: int) -> list[Number]:
    first, second = _value(match["a"]), _value(match["b"])
    if first is None or second is None:
        return []
    is_and = match["dash"].strip() == "and"
    if first < second and not (is_and and (match["fromto"] or "").lower() != "between"):
        # "from 400 to 500 soldiers" is a range; where the ends are far apart, it is a change.
        if (match["fromto"] or "").lower() == "from" and second > 3 * first:
            return []
        return [Number(Span(offset + match.start(), offset + match.end()), first, second, "range")]
    return [
        Number(Span(offset + match.start("a"), offset + match.end("a")), first, first, None),
        Number(Span(offset + match.start("b"), offset + match.end("b")), second, second, None),
    ]


def _is_year(match: re.Match[str], text: str) -> bool:
    """A bare 19xx or 20xx that a noun for forces does not follow."""
    word = match["one"]
    if not re.fullmatch(r"(?:19|20)\d\d", word) or match["least"] or match["most"] or match["about"]:
        return False
    after = text[match.end() : match.end() + 24]
    return not re.match(
        r"\s+(?:more\s+|additional\s+|US\s+|U\.S\.\s+)?(?:troops|soldiers|personnel|men|marines|fighters|vehicles)",
        after,
    )


def _value(words: str) -> int | None:
    words = words.lower()
    match = re.match(_FIGURE, words)
    if match:
        base = float(match.group().replace(",", ""))
        scale = _SCALES.get(words[match.end() :].strip(" -"), 1)
        value = base * scale
        return int(value) if value == int(value) else None
    total = 0
    current = 0
    for word in re.split(r"[ -]", words):
        if word in ("a", "an"):
            current = 1
        elif word == "half":
            return None if "dozen" not in words else 6
        elif word in _SCALES:
            current = max(current, 1) * _SCALES[word]
        else:
            current += _UNITS.get(word, 0) or _TENS.get(word, 0)
    return total + current
