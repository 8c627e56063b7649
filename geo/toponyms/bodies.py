"""Names that hold places and are none: bodies, armed groups, operations, persons, ships.

They are looked for before places are, so that "Islamic State of Iraq and the Levant", "Vermont Air National
Guard", "HMS Belfast" and "Mohamed Shia al-Sudani" put nothing on the map.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from geo.gazetteer.names import fold
from geo.toponyms.lexicon import listed
from geo.toponyms.line import Line
from geo.types import NonPlaceWhy

_LONGEST_PERSON = 5
_LONGEST_RUN = 14
"""Tokens looked at as one name; the bound keeps time linear on text all in capitals."""


@dataclass(frozen=True, slots=True)
class Mask:
    """Tokens first to last (half-open) of a sentence that are one name."""

    first: int
    last: int
    why: NonPlaceWhy


def masks(line: Line, places: Mapping[int, int]) -> list[Mask]:
    """The names in the sentence that are no places, left to right, none inside another.

    `places` has, for each token at which a name of the gazetteer begins, how many tokens the longest has.
    """
    found: list[Mask] = []
    done = 0
    for i in line.openings:
        if i < done:
            continue
        n = places.get(i, 0)
        mask = _body(line, i, places) or _ship(line, i)
        if mask is None and n < 2:
            mask = _person(line, i, places)
            if mask is not None and _names_a_place(line, mask.last):
                mask = None
        mask = mask or _organisation(line, i, places)
        if mask is None:
            done = i + n
            continue
        found.append(mask)
        done = mask.last
    return found


def _body(line: Line, i: int, places: Mapping[int, int]) -> Mask | None:
    """A name of the lists. Buildings that stand for governments are told from places later."""
    if not (line.tokens[i].text[0].isupper() or line.fold(i) in line.lex.particles):
        return None
    n = line.lex.bodies.longest(line.folds, i)
    if n == 1 and len(line.word(i)) <= 3 and not line.word(i).isupper():
        return None
    if not n or places.get(i, 0) > n:
        return None
    last = i + n
    while line.cap(last) and line.fold(last) in line.lex.heads:
        last += 1
    return Mask(i, last, "org")


def _ship(line: Line, i: int) -> Mask | None:
    word = line.word(i)
    if word in line.lex.ship_prefixes and line.cap(i + 1):
        return Mask(i, _run_end(line, i + 1), "org")
    if line.fold(i) in line.lex.vessels and not line.cap(i):
        first = i + 1
        if line.fold(first) in ("called", "named"):
            first += 1
        if line.cap(first) and not line.is_headline and line.lands.of_demonym(line.fold(first)) is None:
            return Mask(first, _run_end(line, first), "org")
    return None


def _run_end(line: Line, i: int, *, most: int = 4) -> int:
    """Past the capitalised words from i on; particles and hyphens between them go along."""
    last = i + 1
    while last < len(line.tokens) and last - i < most * 2:
        if (
            (line.cap(last) and line.fold(last) not in line.lex.titles)
            or (line.hyphen(last) and (line.cap(last + 1) or line.fold(last - 1) in line.lex.particles))
            or (line.fold(last) in line.lex.particles and _goes_on(line, last))
        ):
            last += 1
        else:
            break
    return last


def _goes_on(line: Line, i: int) -> bool:
    return line.cap(i + 1) or (line.hyphen(i + 1) and line.cap(i + 2))


# Persons


def _names_a_place(line: Line, last: int) -> bool:
    """ "Charles de Gaulle Airport", "Peter Oldwater airport": a person's name given to a place."""
    return line.fold(last) in ("airport", "airbase") or line.fold(last - 1) in line.lex.place_kinds


def _person(line: Line, i: int, places: Mapping[int, int]) -> Mask | None:
    if line.is_headline and line.fold(i) not in line.lex.first_names:
        return None
    folded = line.fold(i)
    if folded in line.lex.titles and not line.possessive(i + 1):
        return _after_title(line, i + 1, places)
    if not line.cap(i):
        return None
    if folded in line.lex.first_names and _surname_follows(line, i, places) and not _is_body(line, i):
        return Mask(i, min(_run_end(line, i), i + 2 * _LONGEST_PERSON), "person")
    return _by_apposition(line, i, places)


def _is_body(line: Line, i: int) -> bool:
    """ "Jordan Phosphate Company": a first name at the head of a body's name."""
    last = _run_end(line, i)
    return last - i > 2 and line.fold(last - 1) in line.lex.heads and line.fold(last - 1) not in _SURNAMES


def _after_title(line: Line, i: int, places: Mapping[int, int]) -> Mask | None:
    """ "Gen. Votel", "defence minister Thabet al-Abbasi"; not "commander Baghdad" nor "President of X"."""
    if not line.cap(i) or line.fold(i) in line.lex.titles or line.fold(i) in line.lex.heads:
        return None
    if line.lands.of_demonym(line.fold(i)) or _is_place_run(line, i, places):
        return None
    last = _run_end(line, i)
    is_lower = not line.tokens[i - 1].text[0].isupper()
    if is_lower and last - i < 2 and places.get(i):
        return None
    return Mask(i, last, "person")


def _is_place_run(line: Line, i: int, places: Mapping[int, int]) -> bool:
    """Whether a name of the gazetteer of several words, or one before a kind of place, begins at i."""
    n = places.get(i, 0)
    return n > 1 or (n == 1 and line.fold(i + 1) in line.lex.place_kinds)


def _surname_follows(line: Line, i: int, places: Mapping[int, int]) -> bool:
    if _is_place_run(line, i, places):
        return False
    j = i + 1
    if line.hyphen(j):
        return False
    if line.fold(j) in line.lex.particles and _goes_on(line, j):
        return True
    if not line.cap(j) or line.touches(j):
        return False
    following = line.fold(j)
    if following in line.lex.heads or following in line.lex.place_kinds or line.lands.of_demonym(following):
        return following in line.lex.particles
    return following not in _DAYS


_DAYS = listed("days")


def _by_apposition(line: Line, i: int, places: Mapping[int, int]) -> Mask | None:
    """Two or three unknown capitalised words before a comma and a role, or before a verb of speech."""
    if line.cap(i - 1) and not line.touches(i) and line.fold(i - 1) not in line.lex.titles:
        return None
    last = _run_end(line, i, most=3)
    words = [k for k in range(i, last) if line.cap(k)]
    if not 2 <= len(words) <= 4 or any(
        line.fold(k) in line.lex.heads
        or line.fold(k) in line.lex.place_kinds
        or line.fold(k) in line.lex.directions
        or line.fold(k) in line.lex.leading_kinds
        or line.fold(k) in line.lex.peoples
        or line.fold(k) in _DAYS
        or line.lands.of_demonym(line.fold(k))
        for k in words
    ):
        return None
    if any(places.get(k, 0) > 1 for k in words) or places.get(i, 0) >= last - i:
        return None
    j = last
    if _is_introduced(line, i) and (line.word(j) == "," or line.fold(j) in _SPEECH):
        return Mask(i, last, "person")
    if line.word(j) == ",":
        j += 1
        if line.fold(j) in ("who", "whose") or (line.word(j).isdigit() and line.word(j + 1) == ","):
            return Mask(i, last, "person")
        while line.fold(j) in ("the", "a", "an") or (line.cap(j) and line.fold(j) in line.lex.heads):
            j += 1
        for k in range(j, min(j + 3, len(line.tokens))):
            if line.fold(k) in line.lex.titles:
                return Mask(i, last, "person")
        return None
    if line.fold(j) in _SPEECH:
        return Mask(i, last, "person")
    return None


def _is_introduced(line: Line, i: int) -> bool:
    """ "The governor, Rosa Durango,", "my lawyer, Tess Jordan,": named after the comma of a title."""
    return line.word(i - 1) == "," and line.fold(i - 2) in line.lex.titles and not line.cap(i - 2)


_SPEECH = listed("speech")
_SURNAMES = listed("surnames")


# Bodies by their grammar


def _organisation(line: Line, i: int, places: Mapping[int, int]) -> Mask | None:
    if not line.cap(i) or line.is_headline:
        return _kataeb(line, i)
    if line.cap(i - 1) and not line.touches(i):
        return None  # inside a run that was looked at from its beginning
    begun = line.lex.begins.longest(line.folds, i)
    if begun and line.cap(i + begun):
        return Mask(i, _run_end(line, i + begun), "org")
    last = _capital_run(line, i)
    heads = [k for k in range(i, last) if line.fold(k) in line.lex.heads and line.cap(k)]
    if heads:
        end = _of_phrase(line, heads[-1])
        is_place = _ends_in_place(line, i, last)
        begins_place = places.get(i, 0) >= end - i
        if end > i + 1 and not is_place and not begins_place:
            return Mask(i, end, "org")
    for k in range(i + 1, last + 1):
        n = line.lex.lower_heads.longest(line.folds, k)
        if n and k - i <= 3:
            return Mask(i, k + n, "org")
    return None


def _kataeb(line: Line, i: int) -> Mask | None:
    begun = line.lex.begins.longest(line.folds, i) if line.cap(i) else 0
    return Mask(i, _run_end(line, i + begun), "org") if begun and line.cap(i + begun) else None


def _capital_run(line: Line, i: int) -> int:
    last = i + 1
    limit = min(len(line.tokens), i + _LONGEST_RUN)
    while last < limit:
        if (
            line.cap(last)
            or (line.hyphen(last) and line.cap(last + 1))
            or (line.word(last) in ("&", "and") and line.cap(last + 1) and _head_ahead(line, last + 1))
        ):
            last += 1
        else:
            break
    return last


def _head_ahead(line: Line, i: int) -> bool:
    """ "Security and Defence Committee": the words after "and" run into a head."""
    for k in range(i, min(i + 3, len(line.tokens))):
        if not line.cap(k):
            return False
        if line.fold(k) in line.lex.heads:
            return True
    return False


def _of_phrase(line: Line, head: int) -> int:
    """Past "of X", "for X and Y" where the head goes on so."""
    last = head + 1
    if line.fold(head) not in line.lex.heads_of:
        return last
    while line.fold(last) in ("of", "for"):
        j = last + 1
        while line.fold(j) in ("the", "and"):
            j += 1
        if not line.cap(j):
            break
        last = _capital_run(line, j)
        while line.fold(last) == "and" and (
            line.cap(last + 1) or (line.fold(last + 1) == "the" and line.cap(last + 2))
        ):
            last = _capital_run(line, last + 2 if line.fold(last + 1) == "the" else last + 1)
    return last


def _ends_in_place(line: Line, i: int, last: int) -> bool:
    """ "Ramstein Air Force Base": a kind of place at the end outweighs the head before it."""
    for first in range(max(i, last - 3), last):
        if (
            " ".join(line.folds[first:last]) in line.lex.place_kinds
            and line.fold(last - 1) not in line.lex.heads
        ):
            return True
    return False


# Arabic


def arabic_masks(line: Line) -> list[Mask]:
    """Bodies of the lists, and persons after a title or a first name."""
    found: list[Mask] = []
    i = 0
    while i < len(line.tokens):
        mask = _arabic_body(line, i) or _arabic_person(line, i)
        if mask is None:
            i += 1
            continue
        found.append(mask)
        i = mask.last
    return found


def _arabic_body(line: Line, i: int) -> Mask | None:
    folds = line.folds
    for peeled in _peelings(folds[i]):
        n = line.lex.ar_bodies.longest([peeled, *folds[i + 1 : i + 8]], 0)
        if n:
            return Mask(i, i + n, "org")
    return None


def _peelings(folded: str) -> list[str]:
    found = [folded]
    if len(folded) > 4 and folded[0] in "وفبلك":
        found.append(folded[1:])
        if folded.startswith("لل"):
            found.append("ال" + folded[2:])
    return found


def _arabic_person(line: Line, i: int) -> Mask | None:
    if line.word(i).endswith("على"):  # the preposition; it folds to the name علي
        return None
    if line.fold(i) in line.lex.ar_titles and line.fold(i + 1) in line.lex.ar_first:
        surname = line.fold(i + 2)
        is_surname = (
            surname[:1].isalpha() and not surname.startswith("و") and surname not in line.lex.ar_locative
        )
        return Mask(i + 1, i + 3 if is_surname else i + 2, "person")
    is_name = line.fold(i) in line.lex.ar_first and i + 1 < len(line.tokens)
    follows = line.fold(i + 1)
    if is_name and (follows.startswith("ال") or follows in line.lex.ar_first):
        return Mask(i, i + 2, "person")  # "محمد السوداني" too: after a first name the adjective is a surname
    return None


def surnames(line: Line, found: Sequence[Mask]) -> set[str]:
    """The last names of the persons, as they may come again alone."""
    return {
        fold(line.tokens[m.last - 1].text) for m in found if m.why == "person" and m.last - m.first > 1
    } - {""}
