"""Text -> `Document`: paragraphs, sentences, tokens, quotations. Public: `document`.

Every step is a walk from left to right, so that time is linear in the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from itertools import accumulate, chain

from geo.gazetteer.names import fold
from geo.text.clean import clean
from geo.text.language import language as language_of
from geo.text.lexicon import words
from geo.types import Document, Language, QuoteSpan, Sentence, Span, Token


def document(
    text: str,
    *,
    published: date | None = None,
    title: str | None = None,
    language: Language | None = None,
) -> Document:
    """The text repaired and cut. Raises TextTooLong; reads everything else, nonsense too."""
    cleaned = clean(text)
    main = language or language_of(cleaned.text)
    sentences: list[Sentence] = []
    paragraphs = list(_paragraphs(cleaned.text))
    for number, span in enumerate(paragraphs):
        for tokens in _sentences(_tokens(cleaned.text, span)):
            where = Span(tokens[0].start, tokens[-1].end)
            sentences.append(
                Sentence(where, tuple(tokens), number, _sentence_language(cleaned.text, where, main))
            )
    return Document(
        given_text=text,
        text=cleaned.text,
        offsets=cleaned.offsets,
        language=main,
        sentences=tuple(sentences),
        quotes=_quotes(cleaned.text, paragraphs),
        repairs=cleaned.repairs,
        published=published,
        title=title,
    )


_ARABIC_LETTER = re.compile("[\u0621-\u064a]")
_LATIN_LETTER = re.compile("[A-Za-z]")


def _sentence_language(text: str, span: Span, main: Language) -> Language:
    """The text's own language, unless the sentence is in another script."""
    words = text[span.start : span.end]
    if main == "ar" and not _LATIN_LETTER.search(words):
        return main
    if main == "en" and (words.isascii() or not _ARABIC_LETTER.search(words)):
        return main
    arabic, latin = len(_ARABIC_LETTER.findall(words)), len(_LATIN_LETTER.findall(words))
    if arabic > latin:
        return "und" if main == "und" else "ar"
    return "en" if main == "ar" and latin else main


# paragraphs

_BLOCK_BREAK = re.compile(r"\n[ \t]*\n\s*")
_ENDS = '.!?:;…؟۔"”»)]'
_BULLET = re.compile(r"[ \t]*(?:[-*•‣◦▪·–—o]|\(?\d{1,2}[.)]|\(?[a-z]\))[ \t]+")
_OPEN_END = re.compile(
    r"(?:[,\-–—(،]|\b(?:the|an?|of|in|on|at|to|by|for|from|with|and|or|as|that|its|their|near|between|into|over))"
    r"[ \t]*$",
    re.IGNORECASE,
)
_WRAP_COLUMNS = range(50, 121)


def _paragraphs(text: str) -> Iterator[Span]:
    """Blocks between blank lines, cut at the line ends that end a thought; wrapped lines stay together."""
    at = 0
    for block_end, next_start in [
        *((m.start(), m.end()) for m in _BLOCK_BREAK.finditer(text)),
        (len(text),) * 2,
    ]:
        yield from _lines_joined(text, at, block_end)
        at = next_start


def _lines_joined(text: str, start: int, end: int) -> Iterator[Span]:
    lines = _lines(text, start, end)
    wrapped = _is_wrapped(lines)
    begin: int | None = None
    for i, (a, b) in enumerate(lines):
        begin = a if begin is None else begin
        following = lines[i + 1] if i + 1 < len(lines) else None
        if following is None or _breaks(text, (a, b), following, wrapped=wrapped):
            yield Span(begin, b)
            begin = None


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Lines that are not blank, without the white space round them."""
    lines: list[tuple[int, int]] = []
    for line in text[start:end].split("\n"):
        stripped = line.strip()
        if stripped:
            a = start + len(line) - len(line.lstrip())
            lines.append((a, a + len(stripped)))
        start += len(line) + 1
    return lines


def _is_wrapped(lines: Sequence[tuple[int, int]]) -> bool:
    """Whether the lines were cut at a column: all but the last nearly as long as the longest."""
    if len(lines) < 3:
        return False
    widths = [b - a for a, b in lines]
    longest = max(widths)
    full = sum(w > longest - 16 for w in widths[:-1])
    return longest in _WRAP_COLUMNS and full >= 0.8 * (len(widths) - 1)


def _breaks(text: str, line: tuple[int, int], following: tuple[int, int], *, wrapped: bool) -> bool:
    if _BULLET.match(text, following[0]):
        return True
    if wrapped:
        return False
    if text[following[0]].islower() or text[following[0]] in ",.;)":
        return False
    if text[line[1] - 1] in _ENDS:
        return True
    return not _OPEN_END.search(text, max(line[0], line[1] - 12), line[1])


# tokens

_TITLES = words("text", "abbreviations", "titles")
_CLOSERS = words("text", "abbreviations", "closers")
_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670"
# No run is longer than a bound: no name is so long, and what remembers words by their letters stays small.
_TOKEN = re.compile(
    # Most words are letters before a space or comma; none of the other forms can be meant there.
    r"([A-Za-zء-ي]{1,200}+(?=[\s,،])"
    r"|https?://[^\s<>\"”]{1,2000}|www\.[^\s<>\"”]{1,2000}"  # an address
    r"|(?:[A-Za-zÀ-Þ]\.){2,12}"  # initials
    r"|(?<![\w'’-])(?:"
    + "|".join(map(re.escape, sorted({*_TITLES, *_CLOSERS}, key=len, reverse=True)))
    + r")\.(?!\w\w\.)"
    r"|(?<=\w)['’ʼ`]s(?!\w)"  # the possessive
    r"|\d{1,40}(?:[.,:٫٬]\d{1,40}){0,9}(?:st|nd|rd|th)?(?!\w)"
    rf"|@?[\w{_MARKS}]{{1,200}}(?:['’ʼ‘`](?!s(?!\w))[^\W\d_][\w{_MARKS}]{{0,200}}){{0,4}}"
    r"|\.\.\.|--|[^\w\s])"
    r"(\s*)"
)
_made = partial(tuple.__new__, Token)


def _tokens(text: str, span: Span) -> list[Token]:
    # Words and gaps follow without a break, so lengths tell where each begins, and no step is a Python loop.
    found = _TOKEN.findall(text, span.start, span.end)
    edges = list(accumulate(map(len, chain.from_iterable(found)), initial=span.start))
    words = [word for word, _ in found]
    return list(map(_made, zip(edges[::2], edges[1::2], words, map(fold, words), strict=False)))


# sentences

_TERMINAL = frozenset([".", "!", "?", "؟", "۔", "…", "...", "。"])
_STOP_SIGNS = frozenset(".!?؟۔…。")
"""What the last token of a sentence ends with, a shortened word too."""
_DASHES = frozenset(["—", "–", "--", "-"])
_SEMICOLONS = frozenset(";؛")
_LOOK_AHEAD = 8
"""Marks passed over at a sentence's end: more are noise, and the bound keeps time linear."""
_CLOSING = frozenset("”»’)]\"'›")
_TITLE_TOKENS = frozenset(w + "." for w in _TITLES)
_CLOSER_TOKENS = frozenset(w + "." for w in _CLOSERS)
_STARTERS = frozenset(words("text", "sentence", "starters"))


_LONGEST = 400
"""Tokens of a sentence. What is longer is a list or noise and is cut, so that reading may look at a sentence
as often as it needs and still takes time in proportion to the text."""
_PAUSES = frozenset(",،;؛:|")


def _sentences(tokens: list[Token]) -> Iterator[list[Token]]:
    for begin, end in _bounds(tokens):
        while end - begin > _LONGEST:
            cut = begin + _LONGEST
            cut = next((i for i in range(cut, cut - _LONGEST // 2, -1) if tokens[i - 1].text in _PAUSES), cut)
            yield tokens[begin:cut]
            begin = cut
        yield tokens[begin:end]


def _bounds(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    stops = [i for i, token in enumerate(tokens) if token.text[-1] in _STOP_SIGNS]
    ends = [i for i in stops if _ends_sentence(tokens, i)]
    # Telegraphic notes set apart by semicolons, as country handbooks have them: no sentence stop inside.
    is_notes = not ends
    if is_notes:
        ends = [i for i, token in enumerate(tokens) if token.text in _SEMICOLONS]
    begin = 0
    for i in ends:
        if i < begin or (is_notes and not _ends_note(tokens, i, begin)):
            continue
        after = _past_closing(tokens, i)
        yield begin, after
        begin = after
    if begin < len(tokens):
        yield begin, len(tokens)


def _past_closing(tokens: Sequence[Token], i: int) -> int:
    """The index after the sentence: stops, closing marks and a note number that touch it belong to it."""
    i += 1
    limit = min(len(tokens), i + _LOOK_AHEAD)
    while (
        i < limit
        and tokens[i].start == tokens[i - 1].end
        and (tokens[i].text in _CLOSING or tokens[i].text in _TERMINAL)
    ):
        i += 1
    if (
        i + 2 < len(tokens)
        and tokens[i].text == "["
        and tokens[i + 1].text.isdigit()
        and tokens[i + 2].text == "]"
    ):
        i += 3
    return i


def _ends_sentence(tokens: Sequence[Token], i: int) -> bool:
    token = tokens[i]
    if token.text in _TERMINAL:
        return _next_may_start(tokens, _past_closing(tokens, i), token) and not (
            token.text == "." and i > 0 and _is_initial(tokens, i)
        )
    if not token.text.endswith(".") or token.text in _TITLE_TOKENS:
        return False
    if token.text in _CLOSER_TOKENS or _is_dotted(token.text):
        after = _past_closing(tokens, i)
        if after == len(tokens) or tokens[after].text in _DASHES:  # "FRESNO, Calif. — The", of a dateline
            return False
        return _opens(tokens, after).text in _STARTERS
    return False


def _is_dotted(word: str) -> bool:
    return len(word) >= 4 and word[1] == "." and word[-1] == "."


def _is_initial(tokens: Sequence[Token], i: int) -> bool:
    """A single capital before the stop, and a name after it: "J. Smith"."""
    letter = tokens[i - 1]
    if len(letter.text) != 1 or not letter.text.isupper() or letter.end != tokens[i].start:
        return False
    return i + 1 < len(tokens) and tokens[i + 1].text not in _STARTERS


def _opens(tokens: Sequence[Token], i: int) -> Token:
    """The first word at or after i, past opening marks."""
    limit = min(len(tokens) - 1, i + _LOOK_AHEAD)
    while i < limit and not tokens[i].text[0].isalnum():
        i += 1
    return tokens[i]


def _next_may_start(tokens: Sequence[Token], after: int, stop: Token) -> bool:
    if after >= len(tokens):
        return True
    word = _opens(tokens, after)
    if word.text[0].islower():
        return False
    touching = tokens[after].start == tokens[after - 1].end
    if touching and (tokens[after].text in ",;:،؛" or word.text[0].isdigit()):
        return False
    return not (stop.text in ("…", "...") and touching)


def _ends_note(tokens: Sequence[Token], i: int, begin: int) -> bool:
    return i - begin >= 4 and len(tokens) - i > 4


# quotations

# Begins with one class of all marks, which is quick to look for.
_MARK = re.compile(
    "[“”„«»\"‟‹›‘’'](?:(?<=[“”„«»\"‟‹›])|(?<=[‘'])(?<!\\w.)(?=\\w)|(?<=[’'])(?<=[\\w.,!?].)(?!\\w))"
)
_OPENING = frozenset("“„«‟‹")
_PAIR = {"”": "“„‟", "»": "«", "›": "‹", "“": "„"}
_SCARE_WORDS = 4
_DEEPEST = 6
_WORD = re.compile(r"\w+")


def _quotes(text: str, paragraphs: Sequence[Span]) -> tuple[QuoteSpan, ...]:
    """Quotations, outer before inner. One left open ends with its paragraph: the next opens it anew."""
    starts = [p.start for p in paragraphs]
    found: list[QuoteSpan] = []
    open_at: list[tuple[str, int]] = []
    current = 0
    for mark in _MARK.finditer(text):
        paragraph = bisect_right(starts, mark.start()) - 1
        if paragraph != current:
            _close_all(text, open_at, paragraphs, current, found)
            current = paragraph
        _take(text, mark, open_at, found)
    _close_all(text, open_at, paragraphs, current, found)
    return tuple(sorted(found, key=lambda q: (q.span.start, q.level)))


def _take(text: str, mark: re.Match[str], open_at: list[tuple[str, int]], found: list[QuoteSpan]) -> None:
    sign = mark.group()
    depth = _closes(sign, open_at)
    before = text[mark.start() - 1] if mark.start() else " "
    after = text[mark.end()] if mark.end() < len(text) else " "
    may_open = (before.isspace() or before in "([—–-\"“'‘«,،:") and not after.isspace()
    if depth is not None and not (sign == '"' and may_open and not before.isalnum() and before.isspace()):
        level = depth + 1
        start = open_at[depth][1]
        del open_at[depth:]
        _add(text, Span(start, mark.start()), level, found)
    elif len(open_at) < _DEEPEST and (sign in _OPENING or (sign in "\"'‘" and may_open)):
        open_at.append((sign, mark.end()))


def _closes(sign: str, open_at: Sequence[tuple[str, int]]) -> int | None:
    """The index of the open mark that this one closes, if any."""
    if sign in ("'", "’"):
        wanted = "'‘"
    elif sign == '"':
        wanted = '"“'
    else:
        wanted = _PAIR.get(sign, "") + ('"' if sign == "”" else "")
    for depth in range(len(open_at) - 1, -1, -1):
        if open_at[depth][0] in wanted:
            return depth
    return None


def _close_all(
    text: str,
    open_at: list[tuple[str, int]],
    paragraphs: Sequence[Span],
    current: int,
    found: list[QuoteSpan],
) -> None:
    for level, (sign, start) in enumerate(open_at, 1):
        end = paragraphs[current].end if paragraphs else len(text)
        if (
            sign not in "'‘" and start < end
        ):  # a lone single mark is an apostrophe more often than a quotation
            _add(text, Span(start, end), level, found)
    open_at.clear()


def _add(text: str, span: Span, level: int, found: list[QuoteSpan]) -> None:
    words = text[span.start : span.end].strip()
    if not words:
        return
    is_short = len(_WORD.findall(words[:200])) <= _SCARE_WORDS and len(words) <= 60
    found.append(QuoteSpan(span, level, scare=is_short and words[-1] not in ".,!?،؟…"))
