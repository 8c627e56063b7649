"""Text as given -> text as read: damage of scraping repaired, every position kept.

Public: `clean`. Comes in: any string. Goes out: the repaired text, where each of its characters begins in the
text as given, and the list of repairs. Whitespace is made plain in silence; all other changes are repairs.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import ftfy.bad_codecs  # noqa: F401  (registers the sloppy-windows-1252 codec)

from geo.errors import TextTooLong
from geo.types import Repair, Span

MAX_CHARACTERS = 2_000_000


@dataclass(frozen=True, slots=True)
class Cleaned:
    text: str
    offsets: Sequence[int]
    """offsets[i] is where text[i] begins in the text as given; len(text) + 1 entries."""
    repairs: tuple[Repair, ...]


def clean(given: str) -> Cleaned:
    """The text with damage repaired.

    Raises TextTooLong over MAX_CHARACTERS. Never raises on odd text; time is linear in its length.
    """
    if len(given) > MAX_CHARACTERS:
        raise TextTooLong(f"{len(given)} characters, the cap is {MAX_CHARACTERS}")
    text = given
    offsets: Sequence[int] = range(len(given) + 1)
    repairs: list[Repair] = []
    for find in _ROUNDS:
        edits = find(text)
        if not edits:
            continue
        repairs += (_repair(edit, given, offsets) for edit in edits if not edit.is_layout)
        text, offsets = _apply(edits, text, offsets)
    return Cleaned(text, offsets, _merged(repairs, given))


@dataclass(frozen=True, slots=True)
class _Edit:
    start: int
    end: int
    read: str
    is_layout: bool = False
    """White space for white space: not worth telling."""


def _apply(edits: Sequence[_Edit], text: str, offsets: Sequence[int]) -> tuple[str, Sequence[int]]:
    parts: list[str] = []
    kept: list[int] = []
    at = 0
    for edit in edits:
        parts += (text[at : edit.start], edit.read)
        kept += offsets[at : edit.start]
        last = max(edit.end - 1, edit.start)
        kept += (offsets[min(edit.start + i, last)] for i in range(len(edit.read)))
        at = edit.end
    parts.append(text[at:])
    kept += offsets[at:]
    return "".join(parts), kept


def _repair(edit: _Edit, given: str, offsets: Sequence[int]) -> Repair:
    span = Span(offsets[edit.start], offsets[edit.end])
    return Repair(span, given[span.start : span.end], edit.read)


def _merged(repairs: Iterable[Repair], given: str) -> tuple[Repair, ...]:
    """In order of the text; a repair of what an earlier round repaired takes its place."""
    out: list[Repair] = []
    for repair in sorted(repairs, key=lambda r: (r.span.start, -r.span.end)):
        if out and repair.span.start < out[-1].span.end:
            span = Span(out[-1].span.start, max(out[-1].span.end, repair.span.end))
            read = repair.read if len(repair.span) >= len(out[-1].span) else out[-1].read
            out[-1] = Repair(span, given[span.start : span.end], read)
        else:
            out.append(repair)
    return tuple(out)


# letters that were read in the wrong encoding

# Each byte 0x80-0xFF as it looks when read as Windows-1252, or as Latin-1 where a C1 control stands for it.
_BYTE = {bytes([b]).decode("sloppy-windows-1252"): b for b in range(0x80, 0x100)}
_BYTE |= {chr(b): b for b in range(0x80, 0x100)}
_BYTE_CLASS = "".join(re.escape(c) for c in _BYTE)
_BYTE_RUN = re.compile(f"[{_BYTE_CLASS}]{{2,}}")
_TYPOGRAPHIC = frozenset("‘’“”–—…•„‚«»›‹")

_LENGTH = {**dict.fromkeys(range(0xC2, 0xE0), 2), **dict.fromkeys(range(0xE0, 0xF0), 3), 0xF0: 4}
# What news holds: Latin, Greek, Cyrillic, Hebrew and Arabic letters, signs, punctuation, pictures.
_PLAUSIBLE = re.compile(
    "[\u00a0-\u017f\u0192\u02c6-\u02dd\u0218-\u021b\u0370-\u03ff\u0400-\u045f\u0490\u0491\u05d0-\u05ea"
    "\u0600-\u06ff\u1e00-\u1eff\u2000-\u206f\u20a0-\u20bf\u2100-\u2122\u2190-\u21ff\u2500-\u27bf\u3000"
    "\ufb50-\ufdff\ufe70-\ufeff\U0001f300-\U0001faff]"
)


def _misread_utf8(text: str) -> list[_Edit]:
    """UTF-8 that was read byte by byte: `â€œ` for `“`, `Ø§Ù„` for `ال`."""
    if text.isascii():
        return []
    edits: list[_Edit] = []
    for run in _BYTE_RUN.finditer(text):
        edits += _decoded(run.group(), run.start())
    return edits


def _decoded(run: str, start: int) -> list[_Edit]:
    data = bytes(_BYTE[c] for c in run)
    edits: list[_Edit] = []
    i = 0
    while i < len(data):
        length = _LENGTH.get(data[i], 0)
        try:
            char = data[i : i + length].decode("utf-8")
        except UnicodeDecodeError:
            char = ""
        # A capital before a closing mark ("CAFÉ”") or a dash is no damage, unless damage stands right beside.
        lone_letter = length == 2 and run[i] not in "ÂÃØÙ" and run[i + 1 : i + 2] in _TYPOGRAPHIC
        lone_letter = lone_letter and not (edits and edits[-1].end == start + i)
        lone_letter = lone_letter and not _is_letter_of_two(data[i + 2 : i + 4])
        if char and not lone_letter and _PLAUSIBLE.match(char):
            edits.append(_Edit(start + i, start + i + length, char))
            i += length
        else:
            i += 1
    return edits


def _is_letter_of_two(data: bytes) -> bool:
    return len(data) == 2 and _LENGTH.get(data[0]) == 2 and 0x80 <= data[1] < 0xC0


# D8 and D9 lead the Arabic letters. Where the second byte was no printable character (AD, the soft hyphen;
# 81) scrapers drop it, and only the lead byte's Latin face is left. D8 AD is ح and D9 81 is ف: all others
# that can be lost so are vowel signs and letters of other languages.
_ARABIC = "\u0621-\u064a\u066e-\u06d3"
_LOST_BYTE = re.compile(f"[ØÙ](?=[{_ARABIC}])|(?<=[{_ARABIC}])[ØÙ]")
_LOST_LETTER = {"Ø": "ح", "Ù": "ف"}


def _lost_second_byte(text: str) -> list[_Edit]:
    if "Ø" not in text and "Ù" not in text:
        return []
    return [_Edit(m.start(), m.end(), _LOST_LETTER[m.group()]) for m in _LOST_BYTE.finditer(text)]


_ARABIC_1256 = {}
for _b in range(0x80, 0x100):
    _c = bytes([_b]).decode("windows-1256")
    if "\u0621" <= _c <= "\u064a" and _c != "\u0640":
        _ARABIC_1256[bytes([_b]).decode("sloppy-windows-1252")] = _c
_WORD_1256 = re.compile("(?<![A-Za-z])[" + "".join(map(re.escape, _ARABIC_1256)) + "]{3,}(?![A-Za-z])")


def _misread_1256(text: str) -> list[_Edit]:
    """Windows-1256 read as Windows-1252: `ÇáÚÑÇÞ` for `العراق`.

    No Latin orthography writes five accented letters in a row; shorter words follow where such words stand.
    """
    if text.isascii():
        return []
    words = list(_WORD_1256.finditer(text))
    if sum(len(m.group()) >= 5 for m in words) < 2:
        return []
    return [_Edit(m.start(), m.end(), "".join(_ARABIC_1256[c] for c in m.group())) for m in words]


# single damaged signs

_SIGNS = {
    "â€": "”",  # its third byte, 9D, is no character of Windows-1252 and gets lost
    "¡¯": "’",  # GBK read as Latin-1, as the next three
    "¡°": "“",
    "¡±": "”",
    "¡ª": "—",
    "‚Äô": "’",  # UTF-8 read as Mac Roman, as the rest
    "‚Äú": "“",
    "‚Äù": "”",
    "‚Äî": "—",
    "‚Äì": "–",
}
# `Ìý` is a non-breaking space that went through Latin-1 and back through another code page; a lone `Â` before
# white space is the first byte of one.
_SIGN = re.compile(
    "(?P<space>(?:Ìý)+)|(?P<orphan>(?<![A-ZÀ-Þ])Â(?=[\\s\u00a0]|$))|(?P<sign>"
    + "|".join(map(re.escape, _SIGNS))
    + ")|(?P<entity>&(?:[A-Za-z]{2,8}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});)"
)


_SIGN_BEGINS = re.compile("[&ÌÂ" + "".join({sign[0] for sign in _SIGNS}) + "]")


def _damaged_signs(text: str) -> list[_Edit]:
    if not _SIGN_BEGINS.search(text):
        return []
    edits: list[_Edit] = []
    for m in _SIGN.finditer(text):
        edit = _sign_edit(m)
        if edit is not None:
            edits.append(edit)
    return edits


def _sign_edit(m: re.Match[str]) -> _Edit | None:
    if m["space"]:
        return _Edit(m.start(), m.end(), " ")
    if m["orphan"]:
        return _Edit(m.start(), m.end(), "")
    if m["sign"]:
        return _Edit(m.start(), m.end(), _SIGNS[m["sign"]])
    read = html.unescape(m["entity"])
    return None if read == m["entity"] else _Edit(m.start(), m.end(), read)


# Control characters, soft hyphens, zero-width and direction marks, tatweel, half a surrogate pair.
_SILENT = re.compile(
    "(?P<line>\r\n?|[\u2028\u2029\u0085\x0b\x0c])|(?P<blank>[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000])"
    "|(?P<silent>[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u0640\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]+)|(?P<half>[\ud800-\udfff])"
)


# One class of all that may match is many times faster to look for than the groups.
_NOT_PLAIN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\xa0\u00ad\u034f\u061c\u0640\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f"
    "\u3000\ud800-\udfff\ufeff\ufff9-\ufffb]"
)


def _silent_characters(text: str) -> list[_Edit]:
    if not _NOT_PLAIN.search(text):
        return []
    edits: list[_Edit] = []
    for m in _SILENT.finditer(text):
        if m["line"]:
            edits.append(_Edit(m.start(), m.end(), "\n", is_layout=True))
        elif m["blank"]:
            edits.append(_Edit(m.start(), m.end(), " ", is_layout=True))
        else:
            edits.append(_Edit(m.start(), m.end(), "" if m["silent"] else "\ufffd"))
    return edits


# Text can be misread twice, hence the second and third go; a sign can come out of either.
_ROUNDS: tuple[Callable[[str], list[_Edit]], ...] = (
    _misread_utf8,
    _misread_utf8,
    _misread_utf8,
    _lost_second_byte,
    _misread_1256,
    _damaged_signs,
    _silent_characters,
)
