"""The forms of a name: the key two spellings share, and the looser keys tried when that one finds nothing.

Three keys, each looser than the one before:

- `fold`: case, diacritics, apostrophes, hyphens and the ways of writing Arabic letters do not count. Exact.
- `squash`: spaces do not count either, for Arabic, where البو كمال and البوكمال are both written.
- `skeleton`: the ways of writing Arabic in Latin letters do not count: Ain al-Asad, Ayn ul-Assad.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

# Glue: dropped without leaving a space, so that "ez-Zor" is one word whichever way it was cut into tokens.
_DROPPED = "'’‘‛`´ʼʻʿʾ′ʹ-‐‑־\u00ad.\u0640ء"
_LETTERS = {
    # letters that NFKD leaves whole
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŋ": "n",
    "ə": "a",
    # Arabic letters written in more than one way, and those of Persian and Kurdish keyboards
    "ى": "ي", "ی": "ي", "ې": "ي", "ة": "ه", "ە": "ه", "ہ": "ه", "ک": "ك", "ٱ": "ا",
}  # fmt: skip


class _FoldTable(dict[int, str]):
    """What each code point becomes; filled as code points are met.

    Each alone: to decompose a text whole takes time in the square of the marks heaped on one letter.
    """

    def __missing__(self, code: int) -> str:
        # Twice, for letters such as 𝘼 have a small form only once they are decomposed.
        lower = unicodedata.normalize("NFKD", chr(code)).casefold()
        folded = "".join(map(_fold_character, unicodedata.normalize("NFKD", lower)))
        self[code] = folded
        return folded


def _fold_character(char: str) -> str:
    if char in _LETTERS:
        return _LETTERS[char]
    if char in _DROPPED or unicodedata.combining(char):
        return ""
    category = unicodedata.category(char)
    if category == "Cf":  # zero-width joiners and direction marks, common in Arabic copied from the web
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(char))
    return char if category[0] in "LNM" else " "


_TABLE = _FoldTable()


def fold_anew(text: str) -> str:
    """`fold` without its memory, which only slows down a million different names."""
    folded = text.translate(_TABLE)
    words = folded.split()
    if not words and " " in folded:
        return text.strip()
    return " ".join(words)


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Key under which spellings of one name meet; words keep single spaces between them.

    Hyphens, apostrophes and full stops vanish ("Deir ez-Zor" -> "deir ezzor"), other punctuation parts words.
    A lone hyphen folds to "", a lone comma to itself: so a walk over tokens can tell glue from a boundary.
    """
    return fold_anew(text)


def squash(folded: str) -> str:
    """The fold without its spaces."""
    return folded.replace(" ", "")


_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f]")


def is_arabic(text: str) -> bool:
    """Whether any letter is of the Arabic script (Persian and Kurdish included)."""
    return _ARABIC.search(text) is not None


_CLITICS = ("وبال", "فبال", "وكال", "ولل", "فلل", "وال", "فال", "بال", "كال", "لل", "و", "ف", "ب", "ل", "ك")


def arabic_peelings(folded: str) -> tuple[str, ...]:
    """Other readings of an Arabic fold, nearest first: particles written onto it, and its article, peeled.

    "وبالانبار" gives "الانبار" and "انبار". Empty for what is not Arabic. Three letters at least stay.
    """
    if not is_arabic(folded):
        return ()
    found: dict[str, None] = {}
    for clitic in _CLITICS:
        if not folded.startswith(clitic):
            continue
        rest = folded[len(clitic) :]
        if len(rest) < 3:
            continue
        if clitic.endswith(("ال", "لل")):
            found["ال" + rest] = None
        else:
            found[rest] = None
            if rest.startswith("ال") and len(rest) > 4:
                found[rest[2:]] = None
        if clitic.endswith(("ال", "لل")):
            found[rest] = None
    if folded.startswith("ال") and len(folded) > 4:
        found[folded[2:]] = None
    found.pop(folded, None)
    return tuple(found)


def spellings(name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The keys to look a name up by, those to try first before the others, each with how it is read then."""
    key = fold(name)
    if not key:
        return
    yield "as written", (key,)
    yield "its hyphens read as spaces", (fold(name.replace("-", " ")),)
    if is_arabic(key):
        yield "its spaces left out", (squash(key),)
        for peeled in arabic_peelings(key):
            yield "an article or particle taken off", (peeled, squash(peeled))


# The article before "sun letters" is written as spoken: ash-Shaddadi, ad-Dumayr, ez-Zor.
_ARTICLE = re.compile(r"^(?:[aeu]l|[ae](?:sh|th|dh|ch|d|n|r|s|t|z)|[aeu]ll)$")
_JOINED_ARTICLE = re.compile(
    r"^(?:[aeu]l(?=[^l]{1}\w{3})|[ae]sh(?=sh\w{2})|[ae]dh(?=dh\w{2})|[ae]th(?=th\w{2})"
    r"|[ae]([drz])(?=\1\w{2})|[ae]([nst])(?=\2\w{4}))"  # not "Assad"
)
_WORDS = {
    "ayn": "ain", "ein": "ain", "ayin": "ain", "eyn": "ain", "aayn": "ain", "aain": "ain",
    "tell": "tal", "tel": "tal", "tall": "tal", "dayr": "dair", "deir": "dair", "der": "dair", "deyr": "dair",
    "jebel": "jabal", "gebel": "jabal", "djebel": "jabal", "jabel": "jabal",
    "abou": "abu", "aboo": "abu", "oum": "um", "umm": "um", "oumm": "um", "bayt": "bait", "beit": "bait",
    "beyt": "bait", "beth": "bait", "beer": "bir", "bier": "bir", "kasr": "qasr",
    "wady": "wadi", "ouadi": "wadi", "oued": "wadi", "kfar": "kafr", "kefar": "kafr",
    "rass": "ras", "khirbet": "khirbat",
}  # fmt: skip
_SOUNDS = (
    (re.compile(r"ou|oo|o"), "u"),
    (re.compile(r"ee|ie|y$"), "i"),
    (re.compile(r"ay|ey|ei"), "ai"),
    (re.compile(r"aw|au"), "u"),
    (re.compile(r"iyy"), "i"),
    (re.compile(r"y(?=[^aeiu]|$)"), "i"),
    (re.compile(r"e"), "i"),
    (re.compile(r"dh|dz"), "z"),
    (re.compile(r"dj"), "j"),
    (re.compile(r"gh"), "g"),
    (re.compile(r"([a-z])\1+"), r"\1"),
    (re.compile(r"(?<=..)[ai]h?$"), "a"),
)


@lru_cache(maxsize=1 << 16)
def skeleton(folded: str) -> str:
    """Key under which Latin spellings of an Arabic name meet: no article, few vowels, no doubled letters.

    Takes and gives folded words. Only for comparing: two different places can share a skeleton, so a match by
    skeleton is worth less than one by fold. Text in other scripts comes back as given.
    """
    if not folded.isascii():
        return folded
    words = folded.split()
    kept = [w for w, following in pairwise([*words, ""]) if not (following and _ARTICLE.match(w))]
    return " ".join(_word_skeleton(word) for word in kept)


def _word_skeleton(word: str) -> str:
    word = _JOINED_ARTICLE.sub("", word)
    word = _WORDS.get(word, word)
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


def is_transliteration(name: str) -> bool:
    """Whether a GeoNames alternate name looks written by a machine: "dyr alzwr", "ai er bi lei sheng".

    Such names are good for looking up and wrong to search a text for. They are in lower case throughout.
    """
    return name.isascii() and name.islower()
