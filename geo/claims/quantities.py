"""Numbers of an English sentence: "around 800", "more than 3,000", "900-1,000", "hundreds", "300-strong".

Comes in: the words of a sentence. Goes out: `Number`s with their bounds, money, distances, percentages, ages
and dates left out. The bounds of vague words are those of the annotation guide.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from geo.claims.lexicon import alternation, table
from geo.types import QuantityUnit, Span


@dataclass(frozen=True, slots=True)
class Number:
    span: Span
    min: int | None
    max: int | None
    qualifier: str | None
    is_article: bool = False
    """True for "a", "an", "another": one, but only of things that can be counted so."""
    unit: QuantityUnit | None = None
    """What is counted, where the number says so itself: "300-strong", "a 40-truck convoy"."""


_FIGURE = r"(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+(?:\.\d+)?)"
_DASH = r"(?:(?<=[\dk])\s*[-–—]\s*(?=\d)|\s+(?:to|or)\s+|(?(fromto)\s+and\s+|(?!)))"
_NOT_AFTER = (
    r"(?!\s*(?:%|per\s?cent|percent|km\b|kms\b|kilomet|mile|metre|meter|m\b|mm\b|cm\b|feet|foot|nautical|tonne|ton\b|tons\b|kg|hours?\b"
    r"|minutes?\b|days?\b|weeks?\b|months?\b|years?\b|a\.m|p\.m|am\b|pm\b|o'clock|dollars|euros|pounds|people\s+(?:were\s+)?(?:killed|wounded)"
    r"|(?:million|billion|m|bn)\b|degrees|sorties|flights|missions|times\b|knots|acres|hectares"
    r"|[ -](?:thirds|quarters|fifths|tenths)\b"
    r"|[-–]year|[-–]day|[-–]hour|[-–]km|[-–]mile|[-–]month|[-–]kilom|[-–]week|[-–]point|[:/]\d|[.,]\d))"
)


@cache
def _spelled() -> str:
    """A number in words: "two hundred and fifty", "twenty-five", "half a dozen", "a couple of hundred"."""
    words = table("numbers")["english"]
    units, tens, scales = (alternation(words[kind]) for kind in ("units", "tens", "scales"))
    small = rf"(?:(?:{tens})(?:-(?:{units}))?|{units})"
    half = rf"(?:{small}[ -]and[ -]a[ -]half[ -](?:{scales}))"
    scaled = rf"(?:(?:{small}|half an?|an?|an?\s+couple\s+of|an?\s+couple)(?:[ -](?:{scales}))+)"
    return rf"(?:{half}|{scaled}(?:[ -](?:and[ -])?{small}(?:[ -](?:{scales}))*(?![\w-]))*|{small})"


@cache
def _pattern() -> re.Pattern[str]:
    words = table("numbers")["english"]
    scales = alternation(words["scales"])
    value = rf"(?:{_FIGURE}(?:k\b|(?:[ -]and[ -]a[ -]half)?[ -](?:{scales})(?!\w)|)|{_spelled()}(?!\w))"
    vague, built = alternation(words["vague"]), alternation(words["built"])
    least, most, about = (alternation(words[kind]) for kind in ("least", "most", "about"))
    after_least, after_most, after_about = (
        alternation(words[kind]) for kind in ("after_least", "after_most", "after_about")
    )
    return re.compile(
        rf"(?<![\w$€£.,:/-])(?:"
        rf"(?:(?:somewhere\s+|anywhere\s+)?(?P<fromto>between|from)\s+)?(?:(?:{about})\s+)?"
        rf"(?P<a>{value})(?P<dash>{_DASH})(?:(?:{about})\s+)?(?P<b>{value})(?![\w%-]){_NOT_AFTER}"
        rf"|(?:(?P<vleast>{least})\s+|(?P<vmost>{most})\s+|(?:{about})\s+)?(?P<vague>{vague})(?![\w])"
        rf"(?!\s+(?:hundred|thousand|dozen)\b)"
        rf"|(?:(?:(?P<least>{least})|(?P<most>{most})|(?P<about>{about}))\s+)?(?:the\s+|a\s+further\s+|an\s+additional\s+)?"
        rf"(?P<one>{value})"
        rf"(?:[- ](?P<strong>strong)(?!\w)|-(?P<built>{built})(?!\w)"
        rf"|(?:(?P<plus>\+|\s*(?:{after_least}))|\s*(?P<minus>{after_most})|\s*(?:{after_about}))?"
        rf"(?![\w])(?!-\w){_NOT_AFTER})"
        rf"|(?P<article>an?|another)(?=\s)"
        r")",
        re.IGNORECASE,
    )


@cache
def _first_words() -> frozenset[str]:
    """The words a number can begin with, figures aside."""
    words = table("numbers")["english"]
    phrases = [
        *(word for kind in ("least", "most", "about", "articles") for word in words[kind]),
        *(word for kind in ("units", "tens", "vague") for word in words[kind]),
        *("between", "from", "somewhere", "anywhere", "half", "the"),
    ]
    return frozenset(re.match(r"\w+", phrase).group() for phrase in phrases)  # type: ignore[union-attr]


_WORD = re.compile(r"\w+")


def numbers(text: str, *, offset: int) -> list[Number]:
    """Numbers of an English sentence, left to right; offset is added to the spans."""
    found: list[Number] = []
    first_words, pattern = _first_words(), _pattern()
    after = 0
    for word in _WORD.finditer(text):
        if word.start() < after:
            continue
        if not word[0][0].isdigit() and word[0].lower() not in first_words:
            continue
        match = pattern.match(text, word.start())
        if match is None:
            continue
        after = match.end()
        found.extend(_read(match, text, offset))
    return found


def _read(match: re.Match[str], text: str, offset: int) -> list[Number]:
    span = Span(offset + match.start(), offset + match.end())
    if match["vague"]:
        low, high = table("numbers")["english"]["vague"][match["vague"].lower()]
        qualifier = match["vleast"] or match["vmost"] or match["vague"]
        return [
            Number(
                span, None if match["vmost"] else low, None if match["vleast"] else high, qualifier.lower()
            )
        ]
    if match["article"]:
        more = "another" if match["article"].lower() == "another" else None
        return [Number(span, 1, 1, more, is_article=True)]
    if match["a"]:
        return _range(match, offset)
    value = _value(match["one"])
    if value is None or _is_year(match, text):
        return []
    built = table("numbers")["english"]["built"].get((match["built"] or match["strong"] or "").lower())
    qualifier = match["least"] or match["most"] or match["about"]
    low_end = None if match["most"] or match["minus"] else value
    high_end = None if match["least"] or match["plus"] else value
    return [Number(span, low_end, high_end, qualifier.lower() if qualifier else None, unit=built)]


_CHANGE = re.compile(
    r"\b(?:ris|rose|gr[eo]w|increas|rais|boost|expan|cut|reduc|drop|f[ae]ll|shr[iu]n|doubl|tripl|quadrupl|climb|jump|sw[eo]l|trim"
    r"|up\b|down\b|went\b|goes\b|go\b)",
    re.IGNORECASE,
)
"""What makes of "from 900 to 1,500" an old figure and a new one."""


def _range(match: re.Match[str], offset: int) -> list[Number]:
    first, second = _value(match["a"]), _value(match["b"])
    if first is None or second is None:
        return []
    joint = match["dash"].strip().lower()
    first = _scaled_alike(match["a"], first, match["b"], second)
    is_change = (match["fromto"] or "").lower() == "from" and (
        second > 3 * first
        or _CHANGE.search(match.string, max(0, match.start() - 60), match.start()) is not None
    )
    if first < second and not is_change and not (joint == "or" and second > 2 * first):
        return [Number(Span(offset + match.start(), offset + match.end()), first, second, "range")]
    return [
        Number(Span(offset + match.start("a"), offset + match.end("a")), first, first, None),
        Number(Span(offset + match.start("b"), offset + match.end("b")), second, second, None),
    ]


def _scaled_alike(first: str, value: int, second: str, upper: int) -> int:
    """The first of "two to three thousand" shares the scale of the second."""
    scales = table("numbers")["english"]["scales"]
    scale = scales.get(re.split(r"[ -]", second.lower())[-1], 1)
    is_scaled = re.split(r"[ -]", first.lower())[-1] in scales
    return value * scale if scale > 1 and not is_scaled and value < upper // scale else value


def _is_year(match: re.Match[str], text: str) -> bool:
    """A bare 19xx or 20xx that a noun for forces does not follow."""
    word = match["one"]
    if not re.fullmatch(r"(?:19|20)\d\d", word) or match["least"] or match["most"] or match["about"]:
        return False
    if match["built"] or match["strong"] or match["plus"]:
        return False
    after = text[match.end() : match.end() + 40]
    return not re.match(
        r"\s+(?:(?!(?:in|and|the|of|to|with|on|at|by|for|after|when)\b)[\w.-]+\s+){0,2}"
        r"(?:troops|soldiers|personnel|men|marines|fighters|vehicles|sailors|servicem[ae]n|peacekeepers|paratroopers)\b",
        after,
    )


def _value(words: str) -> int | None:
    words = words.lower()
    scales = table("numbers")["english"]["scales"]
    match = re.match(_FIGURE, words)
    if match:
        figure = re.sub(r"[,\s]", "", match.group())
        rest = words[match.end() :]
        scale = 1000 if rest == "k" else scales.get(re.split(r"[ -]", rest)[-1], 1)
        if scale == 1 and re.fullmatch(r"\d{1,3}\.\d{3}", figure):
            figure = figure.replace(".", "")  # "1.500 soldiers": the point parts thousands
        value = (float(figure) + (0.5 if "half" in rest else 0)) * scale
        return int(value) if value == int(value) else None
    english = table("numbers")["english"]
    small = {**english["units"], **english["tens"]}
    total = 0.0
    current = 0.0
    for word in re.split(r"[\s-]+", words):
        if word in ("a", "an"):
            current = current or 1
        elif word == "half":
            current += 0.5
        elif word == "couple":
            current = 2
        elif word in scales:
            current = (current or 1) * scales[word]
            if scales[word] >= 1000:
                total, current = total + current, 0
        elif word in small:
            current += small[word]
    value = total + current
    return int(value) if value == int(value) else None
