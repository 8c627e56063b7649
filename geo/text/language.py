"""Which language a text is in, by script and a few function words: `en`, `ar` or `und`."""

from __future__ import annotations

import re

from geo.text.lexicon import words
from geo.types import Language

_ARABIC = re.compile("[\u0621-\u064a\u0671-\u06d3]+")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]+")
_OTHER_SCRIPT = re.compile("[\u0370-\u05ff\u0900-\u1cff\u2e80-\ud7ff]+")
# Letters of Persian, Urdu, Pashto and Kurdish that Arabic has not, and a short word each of them lives on.
_NOT_ARABIC = re.compile("[\u067e\u0686\u0698\u06af\u06cc\u06a9\u06d5\u0679\u0688\u0691\u06be\u06c1\u06d2]")
_ENGLISH = frozenset(words("text", "language", "english"))
_NOT_ENGLISH = frozenset(words("text", "language", "others"))
_SHARE = 0.03
"""Of Persian letters among Arabic ones: names borrow a few, a language has one in eight."""
_SAMPLE = 4000
"""Words looked at: enough to tell, and long texts cost no more."""


def language(text: str) -> Language:
    """The language most of the text is in; `und` where there is no telling, or it is none we read."""
    arabic = _letters(_ARABIC, text)
    other = _letters(_OTHER_SCRIPT, text)
    # Latin letters are the most: where they have no rivals it is enough that there are any.
    latin = _letters(_LATIN, text) if arabic or other else bool(_LATIN.search(text))
    if other > max(arabic, latin):
        return "und"
    if arabic > latin:
        return "ar" if len(_NOT_ARABIC.findall(text)) <= _SHARE * arabic else "und"
    return "en" if latin and _is_english(text) else "und"


def _letters(script: re.Pattern[str], text: str) -> int:
    return sum(map(len, script.findall(text)))


def _is_english(text: str) -> bool:
    said = list(map(str.lower, _LATIN.findall(text[: _SAMPLE * 6])))
    english = sum(map(_ENGLISH.__contains__, said))
    others = sum(map(_NOT_ENGLISH.__contains__, said))
    return english >= others if len(said) >= 8 else others <= english + 1
