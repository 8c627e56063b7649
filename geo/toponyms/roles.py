"""Whether a name of a country or capital stands for the land or for the state that acts: `role`.

"in Poland" is a place; "Poland says", "Iraq's prime minister", "a deal with Iran" are states; "US-backed" and
"US troops" say whose. The rules look at the words next to the name, and go by the first that speaks.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from geo.toponyms.lexicon import listed
from geo.toponyms.line import Line

Role = Literal["place", "power", "demonym"]

_SHORT = frozenset(["us", "uk", "uae", "eu", "usa"])
_AUXILIARIES = listed("auxiliaries")
WAY = listed("way")
_GIVEN = listed("given")
_NEAR = 5
_STATES = listed("states")
_FEW = 4
_FAR = 16
_CLAUSE = listed("clause")
_STRIKES = listed("strikes")
_LINKS = listed("links")
_PLAIN = frozenset(["the", "neighbouring", "neighboring", "nearby", "both", "mainland", "middle", "rural"])
_SALES = listed("sales")


def role(line: Line, first: int, last: int, ends: Mapping[int, Role], *, is_country: bool) -> Role:
    """`first`, `last` (half-open): the name's tokens; `ends`: the roles of names before, by their end."""
    joined = _joined(line, first, last)
    if joined is not None:
        return joined
    before = first - 1
    while line.fold(before) in _PLAIN:
        before -= 1
    if line.possessive(last):
        return _possessive(line, before, last, is_country=is_country)
    if is_country and _modifies(line, first, last):
        return "demonym"
    preposed = _preposed(line, before, is_country=is_country)
    if preposed is not None:
        return preposed
    shared = _shared(line, first, ends)
    if shared is not None:
        return shared
    if _hosts(line, last):
        return "place"
    if _acts(line, last) or _begins_clause(line, before, last):
        return "power"
    if line.fold(before) in line.lex.acting and not line.is_headline:
        return "power"
    return "place"


def _joined(line: Line, first: int, last: int) -> Role | None:
    if line.hyphen(last):
        word = line.fold(last + 1)
        if word in line.lex.joined:
            return "demonym"
        if word == "based":
            return "place"
        return "power" if line.cap(last + 1) else None
    if line.hyphen(first - 1):
        return "power" if line.fold(first - 2) not in ("mid", "cross", "intra") else None
    return None


def _possessive(line: Line, before: int, last: int, *, is_country: bool) -> Role:
    j = last + 1
    while j < min(last + 1 + _FEW, len(line.tokens)):
        word = line.fold(j)
        if word == "border" and line.fold(j + 1) in line.lex.power:
            return "power"
        if line.cap(j) and _head_ahead(line, j):
            return "power"  # "Russia's Northern Fleet"
        if word in line.lex.ground or (word in line.lex.place_kinds and not line.cap(j)):
            return "place"
        if word in line.lex.power or word in line.lex.heads:
            return "power"
        if not word or not word[0].isalnum() or word in line.lex.function:
            break
        if line.cap(j):  # "Lithuania's Šiauliai Air Base", "Lebanon's Hezbollah": told by who stands there
            return "place" if _kind_ahead(line, j) or line.fold(before) in line.lex.locative else "power"
        j += 1
    if not is_country:
        return "place"
    return "place" if line.fold(before) in line.lex.locative else "power"


def _head_ahead(line: Line, i: int) -> bool:
    """Whether the capitalised words from i on end as the names of bodies do."""
    last = i
    while line.cap(last) and last - i < 6:
        last += 1
    return last - i > 1 and line.fold(last - 1) in line.lex.heads


def _kind_ahead(line: Line, i: int) -> bool:
    last = i
    while (line.cap(last) or line.hyphen(last)) and last - i < 6:
        last += 1
    return any(
        " ".join(line.folds[k:last]) in line.lex.place_kinds for k in range(max(i, last - 2), last)
    ) or (line.fold(last) in line.lex.place_kinds and not line.cap(last))


def _modifies(line: Line, first: int, last: int) -> bool:
    """ "US troops", "UK government": the name stands before a noun as an adjective does."""
    following = line.fold(last)
    if following in ("and", "or") and line.fold(last + 1) in ("other", "allied", "coalition", "partner"):
        return any(line.fold(k) in line.lex.power for k in (last + 2, last + 3))
    is_short = line.fold(first) in _SHORT and last - first == 1
    if is_short and _shares_noun(line, last):
        return True
    if not following or not following[0].isalpha() or following in line.lex.function:
        return False
    if line.cap(last):
        return is_short or following in line.lex.titles or following in line.lex.heads
    if following in line.lex.place_kinds or following in line.lex.border:
        return False
    if is_short:
        return following not in line.lex.acting or following in line.lex.power
    return following in line.lex.power and following not in line.lex.acting


def _shares_noun(line: Line, last: int) -> bool:
    """ "US and Philippine marines", "US, British and French ships": adjectives after it share its noun."""
    j, adjectives = last, 0
    while j < last + 8 and (line.word(j) == "," or line.fold(j) in ("and", "or")):
        while line.word(j) == "," or line.fold(j) in ("and", "or"):
            j += 1
        n = next((k for k in (2, 1) if line.lands.of_demonym(" ".join(line.folds[j : j + k]))), 0)
        if not n:
            return False
        j, adjectives = j + n, adjectives + 1
    return adjectives > 0 and line.fold(j) in line.lex.power and line.fold(j) not in line.lex.acting


def _preposed(line: Line, before: int, *, is_country: bool) -> Role | None:
    word = line.fold(before)
    if word == "from" and is_country and any(line.fold(k) in _GIVEN for k in range(before - _NEAR, before)):
        return "power"
    if word in line.lex.locative:
        return "place"
    if word in line.lex.dealing:
        if word == "between" and not is_country:
            return None
        if word == "between" and any(line.fold(k) in _LINKS for k in range(before - _NEAR, before)):
            return "place"
        if word == "against" and line.fold(before - 1) in _STRIKES:
            return "place"
        return "power"
    if word == "to":
        near = {line.fold(k) for k in range(max(0, before - 3), before)}
        far = {line.fold(k) for k in range(max(0, before - 8), before)}
        return "power" if near & line.lex.told or far & _SALES else "place"
    if word in ("of", "on"):
        governor = line.fold(before - 2 if line.fold(before - 1).endswith("ly") else before - 1)
        if governor in line.lex.against or (
            word == "of" and is_country and governor in line.lex.power | line.lex.heads
        ):
            return "power"
        return "place"
    if word == "for":
        near = {line.fold(k) for k in range(max(0, before - 5), before)}
        return "place" if near & WAY or not is_country else "power"
    return None


def _shared(line: Line, first: int, ends: Mapping[int, Role]) -> Role | None:
    """In a list, the role of the name before: "in Iraq, Syria and Lebanon"."""
    k = first - 1
    if line.fold(k) == "the":
        k -= 1
    while k >= 0 and (line.fold(k) in ("and", "or", "both") or line.word(k) in (",", "/")):
        k -= 1
    if k == first - 1:
        return None
    # A comma alone may part clauses: "In Syria, Russia said".
    has_word = any(line.fold(m) in ("and", "or") for m in range(k + 1, first))
    found = ends.get(k + 1)
    if found is None or (not has_word and k + 1 < first and _acts_here(line, first)):
        return None
    return found


def _begins_clause(line: Line, before: int, last: int) -> bool:
    """ "China mirrors the number": at the head of a clause, with a verb after it that no list has."""
    head = line.fold(before)
    if (
        before >= 0
        and head not in _CLAUSE
        and line.word(before) not in (".", ";", ":", ",", '"', "“", "–", "—")
    ):
        return False
    j = last
    while (
        line.word(j) in ('"', "“", "”")
        or line.fold(j) in _AUXILIARIES
        or line.fold(j) in ("once", "itself", "alone")
    ):
        j += 1
    word = line.word(j)
    if j > last and line.fold(j - 1) in _AUXILIARIES:
        return bool(word) and word[0].islower()
    return (
        len(word) > 3
        and word.islower()
        and word.isalpha()
        and word.endswith(("s", "ed"))
        and not word.endswith("ss")
    )


def _acts_here(line: Line, first: int) -> bool:
    j = first
    while line.cap(j) or line.hyphen(j):
        j += 1
    return line.fold(j) in line.lex.acting


def _past_others(line: Line, i: int) -> int:
    """Past "and several other states", for the verb they share; past the "and" at i without them."""
    for j in range(i + 1, min(i + 6, len(line.tokens))):
        if line.fold(j) in _STATES:
            return j + 1
        if not line.word(j)[0].isalpha() or line.fold(j) in line.lex.acting:
            break
    return i + 1


def _hosts(line: Line, last: int) -> bool:
    return any(
        line.fold(k) in line.lex.hosting
        for k in range(last, min(last + 3, len(line.tokens)))
        if all(line.fold(m) in _AUXILIARIES for m in range(last, k))
    )


def _acts(line: Line, last: int) -> bool:
    """Whether a verb of acting follows, past a list of names, an apposition or an adverb."""
    j = last
    limit = min(len(line.tokens), last + _FAR)
    for _ in range(3):
        while j < limit and (
            (line.cap(j) and line.fold(j) not in line.lex.acting)
            or line.fold(j) in ("and", "or", "also", "now", "both", "once", "still")
            or line.fold(j).endswith("ly")
        ):
            j = _past_others(line, j) if line.fold(j) == "and" else j + 1
        if line.fold(j) in line.lex.acting:
            return True
        if line.word(j) != "," or not line.fold(j + 1):
            return False
        after = next((k for k in range(j + 1, min(j + 12, len(line.tokens))) if line.word(k) == ","), None)
        if line.cap(j + 1):
            j += 1
        elif after is not None:
            j = after + 1
            if line.fold(j) not in line.lex.acting:
                return False
        else:
            return False
    return False
