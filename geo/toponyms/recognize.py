"""Document -> the names in it that may be places, and those that are none. Nothing is resolved here.

Order matters: bodies, persons and ships first, then borders and parts, then plain names with their role.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from geo.gazetteer import Gazetteer
from geo.gazetteer.names import fold
from geo.geometry.directions import Direction
from geo.toponyms.bodies import Line, Mask, arabic_masks, masks, surnames
from geo.toponyms.lexicon import countries, lexicon
from geo.toponyms.phrases import (
    Border,
    Side,
    arabic_border_at,
    arabic_heading_at,
    border_at,
    heading_at,
)
from geo.toponyms.roles import Role, role
from geo.types import Document, NonPlace, Place, PlaceKind, Sentence, Span

Form = Literal["name", "part", "border"]

LARGE = 5.0
"""Score from which a name is taken for a place with nothing beside it to say so: about 100,000 people."""
CERTAIN = 6.0
_KINDS_OF_NOTE: frozenset[PlaceKind] = frozenset(
    ["country", "sea", "base", "airport", "region", "border", "facility", "other"]
)


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that may be a place."""

    span: Span
    text: str
    name: str
    """What to look up; empty for a border, whose sides are known."""
    form: Form
    sentence: int
    first: int
    last: int
    direction: Direction | None = None
    kind: PlaceKind | None = None
    """What the words beside the name make of it: "province", "air base"."""
    has_cue: bool = False
    """A word beside it that only places have: "in", "near", "the town of"."""
    is_doubtful: bool = False
    """An ordinary word, a person's name, or small: wants a cue and a text that fits."""
    sides: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    """For a border with one side: ids of countries the sentence names, nearest first."""


@dataclass(frozen=True, slots=True)
class Recognised:
    mentions: tuple[Mention, ...]
    non_places: tuple[NonPlace, ...]


def recognize(document: Document, gazetteer: Gazetteer) -> Recognised:
    lines = [_line(document, s) for s in document.sentences]
    found = [
        _read_line(line, s, n, gazetteer)
        for n, (line, s) in enumerate(zip(lines, document.sentences, strict=True))
    ]
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


@dataclass(slots=True)
class _Read:
    mentions: list[Mention]
    non_places: list[NonPlace]
    surnames: set[str]


def _line(document: Document, sentence: Sentence) -> Line:
    tokens = sentence.tokens
    words = [t.text for t in tokens if t.text[0].isalpha() and len(t.text) > 3]
    capitals = sum(w[0].isupper() for w in words)
    return Line(
        tokens=tokens,
        folds=[t.fold for t in tokens],
        text=document.text,
        lex=lexicon(),
        lands=countries(),
        is_headline=len(words) >= 4 and capitals >= 0.75 * len(words),
    )


def _read_line(line: Line, sentence: Sentence, number: int, gazetteer: Gazetteer) -> _Read:
    if sentence.language == "ar" or (sentence.language == "und" and _is_arabic(line)):
        return _Arabic(line, number, gazetteer).read()
    return _English(line, number, gazetteer).read()


def _is_arabic(line: Line) -> bool:
    return any("\u0621" <= t.text[0] <= "\u06d3" for t in line.tokens[:8])


class _Reader:
    """One sentence on its way through; holds what was found so far."""

    def __init__(self, line: Line, number: int, gazetteer: Gazetteer) -> None:
        self.line = line
        self.number = number
        self.gazetteer = gazetteer
        self.mentions: list[Mention] = []
        self.non_places: list[NonPlace] = []
        self.roles: dict[int, Role] = {}
        self.countries_said: list[str] = []

    def best(self, name: str) -> tuple[Place | None, float]:
        ranked = self.gazetteer.ranked(name)
        return (ranked[0].place, ranked[0].score) if ranked else (None, 0.0)

    def words(self, first: int, last: int) -> str:
        return self.line.text[self.line.tokens[first].start : self.line.tokens[last - 1].end]

    def span(self, first: int, last: int) -> Span:
        return Span(self.line.tokens[first].start, self.line.tokens[last - 1].end)

    def country_id(self, code: str | None) -> str | None:
        place_id = f"ne:{code}"
        return place_id if code and place_id in self.gazetteer else None

    def reject(self, first: int, last: int, why: str, country: str | None = None) -> None:
        span = self.span(first, last)
        text = self.words(first, last)
        if why == "demonym":
            self.non_places.append(NonPlace(span, text, "demonym", country))
        elif why == "metonym":
            self.non_places.append(NonPlace(span, text, "metonym", country))
        elif why == "person":
            self.non_places.append(NonPlace(span, text, "person"))
        else:
            self.non_places.append(NonPlace(span, text, "org"))
        said = self.country_id(country)
        if said:
            self.countries_said.append(said)

    def add_border(self, border: Border, start: int | None = None) -> None:
        span = self.span(border.first, border.last)
        if start is not None:
            span = Span(start, span.end)
        owners = tuple(dict.fromkeys(reversed(self.countries_said)))
        self.mentions.append(
            Mention(
                span=span,
                text=self.line.text[span.start : span.end],
                name="",
                form="border",
                sentence=self.number,
                first=border.first,
                last=border.last,
                direction=border.direction,
                kind="border",
                has_cue=True,
                sides=border.sides,
                owners=owners,
            )
        )
        self.roles[border.last] = "place"

    def result(self, found: Sequence[Mask]) -> _Read:
        return _Read(self.mentions, self.non_places, surnames(self.line, found))


class _English(_Reader):
    def read(self) -> _Read:
        line = self.line
        places = dict(self._candidates())
        found = masks(line, places)
        by_first = {m.first: m for m in found}
        i = 0
        while i < len(line.tokens):
            mask = by_first.get(i)
            if mask is not None:
                self._reject_mask(mask)
                i = mask.last
                continue
            i = self._step(i, places, by_first)
        return self.result(found)

    def _candidates(self) -> Iterator[tuple[int, int]]:
        """Where names of the gazetteer begin that are written as names, with the length of the longest."""
        for i, token in enumerate(self.line.tokens):
            if not self._may_begin(i) or not token.fold:
                continue
            for n in reversed(self.gazetteer.matches(self.line.folds, i)):
                if self._is_name(i, n):
                    yield i, n
                    break

    def _may_begin(self, i: int) -> bool:
        line = self.line
        word = line.tokens[i].text
        if not word[0].isalpha():
            return False
        if word[0].isupper():
            return not (line.hyphen(i - 1) and line.fold(i - 2) in line.lex.particles)
        return line.fold(i) in line.lex.particles and (line.hyphen(i + 1) or line.cap(i + 1))

    def _is_name(self, i: int, n: int) -> bool:
        line = self.line
        if n == 1:
            return self._is_single(i)
        inner = range(i, i + n)
        if not line.tokens[i + n - 1].text[0].isupper() and not line.tokens[i + n - 1].text[0].isdigit():
            return False
        if any(line.word(k) in (",", ".", ";", ":", "(", ")") for k in inner):
            return False
        if line.fold(i) == "the":
            return False
        lower = [k for k in inner if line.tokens[k].text[0].islower()]
        return all(line.fold(k) in line.lex.particles or line.fold(k) in _JOINERS for k in lower)

    def _is_single(self, i: int) -> bool:
        line = self.line
        word, folded = line.tokens[i].text, line.fold(i)
        if not word[0].isupper():
            return False
        if word.isupper() and len(folded) <= 4:
            place, _ = self.best(word)
            return place is not None and (place.kind == "country" or (len(folded) == 4 and line.is_headline))
        return not line.is_function(i) and len(folded) > 2

    def _reject_mask(self, mask: Mask) -> None:
        self.reject(mask.first, mask.last, mask.why)

    def _step(self, i: int, places: dict[int, int], masked: dict[int, Mask]) -> int:
        line = self.line
        border = border_at(line, i, lambda k: self._side(k, places))
        if border is not None and not any(k in masked for k in range(i, border.last)):
            self.add_border(border)
            return border.last
        turn = heading_at(line, i)
        if turn is not None and places.get(i, 0) <= turn.last - i:
            part = self._part(i, turn.last, turn.direction, places)
            if part is not None:
                return part
        building = line.lex.buildings.longest(line.folds, i) if line.cap(i) else 0
        if building:
            return self._building(i, i + building)
        demonym = self._demonym(i, places)
        if demonym is not None:
            return demonym
        if i in places and not any(k in masked for k in range(i, i + places[i])):
            return self._name(i, i + places[i], places)
        unknown = self._unknown(i, masked)
        return unknown if unknown is not None else i + 1

    # Sides of borders

    def _side(self, i: int, places: dict[int, int]) -> Side | None:
        line = self.line
        if not line.cap(i):
            return None
        for n in (2, 1):
            code = line.lands.of_demonym(" ".join(line.folds[i : i + n]))
            place_id = self.country_id(code)
            if place_id and i + n <= len(line.tokens):
                return Side(place_id, i + n)
        if i in places:
            place, _ = self.best(self.words(i, i + places[i]))
            if place is not None and place.kind in ("country", "admin", "region"):
                return Side(place.id, i + places[i])
        return None

    # Names

    def _part(self, i: int, at: int, direction: Direction, places: dict[int, int]) -> int | None:
        if at not in places:
            return None
        last = at + places[at]
        name = self.words(at, last)
        place, score = self.best(name)
        if place is None or (place.kind == "city" and score < LARGE):
            return None
        line = self.line
        if line.possessive(last) or line.hyphen(last):
            return None
        if line.cap(last) and line.fold(last) in line.lex.heads:
            return None
        span = self.span(i, last)
        self.mentions.append(
            Mention(
                span=span,
                text=line.text[span.start : span.end],
                name=name,
                form="part",
                sentence=self.number,
                first=i,
                last=last,
                direction=direction,
                kind=None,
                has_cue=True,
            )
        )
        self.roles[last] = "place"
        return last

    def _building(self, i: int, last: int) -> int:
        """ "the Pentagon said" is a government; "at the White House" is a house, if the gazetteer knows it."""
        line = self.line
        before = i - 2 if line.fold(i - 1) == "the" else i - 1
        if line.fold(before) in ("at", "inside", "outside", "near", "in", "to", "around"):
            name = self.words(i, last)
            if any(p.kind in ("facility", "other", "base") for p in self.gazetteer.lookup(name)):
                self._add(i, last, name, kind="facility", has_cue=True)
                return last
        self.reject(i, last, "metonym")
        return last

    def _demonym(self, i: int, places: dict[int, int]) -> int | None:
        line = self.line
        if not line.tokens[i].text[0].isupper():
            return None
        for n in (3, 2, 1):
            if i + n > len(line.tokens) or not line.folds[i + n - 1]:
                continue
            folded = " ".join(f for f in line.folds[i : i + n] if f)
            code = line.lands.of_demonym(folded)
            if code is None and not (n == 1 and folded in line.lex.peoples):
                continue
            longer = places.get(i, 0)
            if longer > n or (longer == n and self._is_country(i, n)):
                return None
            self.reject(i, i + n, "demonym", code)
            self.roles[i + n] = "demonym"
            return i + n
        return None

    def _is_country(self, i: int, n: int) -> bool:
        place, _ = self.best(self.words(i, i + n))
        return place is not None and place.kind == "country"

    def _name(self, i: int, last: int, places: dict[int, int]) -> int:
        line = self.line
        name = self.words(i, last)
        place, score = self.best(name)
        if place is None:
            return i + 1
        if self._reads_as_other(i, last, place, score, places):
            return last
        capital = line.lands.capitals.get(fold(name))
        code = place.country if place.kind == "country" else capital
        if code is not None or place.kind == "country":
            found = role(line, i, last, self.roles, is_country=place.kind == "country")
            if place.kind != "country" and found == "demonym":
                found = "power"
            self.roles[last] = found
            if found != "place":
                self.reject(i, last, "metonym" if found == "power" else "demonym", code)
                return last
            if place.kind == "country":
                self.countries_said.append(place.id)
        else:
            self.roles[last] = "place"
        end, kind = self._with_kind(i, last)
        start = self._with_leading(i)
        self._add(
            start,
            end,
            self._best_name(start, i, last, end, kind),
            kind=kind,
            has_cue=self._has_cue(start, end, places),
            is_doubtful=self._is_doubtful(i, last, place, score),
        )
        return end

    def _best_name(self, start: int, i: int, last: int, end: int, kind: PlaceKind | None) -> str:
        """The whole name where the gazetteer has it, else the part it has."""
        for first, stop in ((start, end), (i, end), (start, last)):
            if (first, stop) != (i, last):
                whole = self._words_without_possessive(first, stop)
                if any(kind is None or p.kind == kind for p in self.gazetteer.lookup(whole)):
                    return whole
        return self.words(i, last)

    def _words_without_possessive(self, first: int, last: int) -> str:
        return " ".join(
            self.words(k, k + 1) for k in range(first, last) if not self.line.possessive(k)
        ).replace(" - ", "-")

    def _add(
        self,
        first: int,
        last: int,
        name: str,
        *,
        kind: PlaceKind | None,
        has_cue: bool,
        is_doubtful: bool = False,
    ) -> None:
        span = self.span(first, last)
        self.mentions.append(
            Mention(
                span=span,
                text=self.line.text[span.start : span.end],
                name=name,
                form="name",
                sentence=self.number,
                first=first,
                last=last,
                kind=kind,
                has_cue=has_cue,
                is_doubtful=is_doubtful,
            )
        )
        self.roles[last] = "place"

    def _with_kind(self, i: int, last: int) -> tuple[int, PlaceKind | None]:
        """The end past a kind of place that belongs to the name, and the kind it or a word beside it gives."""
        line = self.line
        at = last + 1 if line.possessive(last) else last
        for n in (3, 2, 1):
            words_ = " ".join(line.folds[at : at + n])
            kind = line.lex.place_kinds.get(words_)
            if kind is None or at + n > len(line.tokens):
                continue
            if line.cap(at):
                return at + n, kind
            if at == last:
                return (at + n if words_ in _KEPT_KINDS else last), kind
        before = line.fold(i - 2) if line.fold(i - 1) == "of" else ""
        if before in line.lex.settlement:
            return last, line.lex.place_kinds.get(before) or ("city" if before in _TOWNS else None)
        return last, None

    def _with_leading(self, i: int) -> int:
        line = self.line
        before = i - 1
        if line.cap(before) and line.fold(before) in line.lex.leading_kinds and not line.cap(before - 1):
            return before
        return i

    def _has_cue(self, i: int, last: int, places: dict[int, int]) -> bool:
        line = self.line
        before = i - 1
        while line.fold(before) in ("the", "nearby", "downtown", "neighbouring", "neighboring", "central"):
            before -= 1
        if line.fold(before) in line.lex.locative or line.fold(before) in line.lex.settlement:
            return True
        if line.fold(before) in ("to", "of", "for", "between", "and", "or") or line.word(before) == ",":
            if line.fold(before) == "of":
                return line.fold(before - 1) in _OF_CUES or line.fold(before - 1) in line.lex.settlement
            if line.fold(before) in ("to", "between"):
                return True
            if self.mentions and self.mentions[-1].last in (before, before - 1) and self.mentions[-1].has_cue:
                return True
        if line.lex.directions.get(line.fold(before)) is not None:
            return True
        if line.word(last) == "," and last + 1 in places:
            place, _ = self.best(self.words(last + 1, last + 1 + places[last + 1]))
            if place is not None and place.kind in ("country", "admin"):
                return True
        if line.fold(last) in line.lex.place_kinds or line.fold(last) in line.lex.settlement:
            return True
        return self._is_dateline(i, last)

    def _is_dateline(self, i: int, last: int) -> bool:
        """ "BAGHDAD (AP) —", "Baghdad, 5 May —" at the head of a paragraph."""
        line = self.line
        if i != 0:
            return False
        return any(
            line.word(k) in ("—", "–", "--") for k in range(last, min(last + 9, len(line.tokens)))
        ) or (line.word(last) == "(")

    def _is_doubtful(self, i: int, last: int, place: Place, score: float) -> bool:
        line = self.line
        if last - i == 1 and (line.fold(i) in line.lex.ordinary or line.fold(i) in line.lex.first_names):
            return place.kind not in ("country",) and score < 7.5
        if place.kind in _KINDS_OF_NOTE:
            return False
        return score < LARGE

    def _reads_as_other(self, i: int, last: int, place: Place, score: float, places: dict[int, int]) -> bool:
        """Whether capitalised neighbours show that the name is a piece of some other name."""
        line = self.line
        if line.is_headline:
            return False
        if line.word(i - 1) in ("@", "#") and line.word(i - 1) == "@":
            return True
        is_strong = place.kind in ("country", "sea") or score >= CERTAIN
        if line.fold(i) in line.lex.ordinary and last - i == 1 and i == 0:
            return not is_strong
        if line.cap(i - 1) and not line.touches(i) and not self._is_plain_before(i - 1, places):
            return not is_strong or line.fold(i - 1) in line.lex.first_names
        if line.hyphen(i - 1) and line.cap(i - 2) and not is_strong and i - 2 not in places:
            return True
        if not line.cap(last) or line.touches(last):
            return line.hyphen(last) and line.cap(last + 1) and not is_strong
        following = line.fold(last)
        if self._is_plain_after(last, places):
            return False
        if following in line.lex.heads or " ".join(line.folds[last : last + 2]) in line.lex.place_kinds:
            return not is_strong and following not in line.lex.place_kinds
        return not is_strong or line.fold(i) in line.lex.first_names

    def _is_plain_before(self, k: int, places: dict[int, int]) -> bool:
        line = self.line
        folded = line.fold(k)
        return (
            folded in line.lex.locative
            or folded in line.lex.directions
            or folded in line.lex.leading_kinds
            or folded in line.lex.settlement
            or folded in line.lex.peoples
            or line.lands.of_demonym(folded) is not None
            or folded in _DATES
            or k in places
            or k in self.roles
            or k + 1 in self.roles
            or folded.endswith("ern")
        )

    def _is_plain_after(self, k: int, places: dict[int, int]) -> bool:
        line = self.line
        folded = line.fold(k)
        if line.lex.place_kinds.get(folded) or line.lex.place_kinds.get(" ".join(line.folds[k : k + 2])):
            return True
        if line.lex.place_kinds.get(" ".join(line.folds[k : k + 3])):
            return True
        return folded in _DATES or line.lands.of_demonym(folded) is not None or k in places

    def _unknown(self, i: int, masked: dict[int, Mask]) -> int | None:
        """ "the Antonivskyi Bridge": capitals before a kind of place make a place, though none we know."""
        line = self.line
        if not line.cap(i) or line.is_headline or (line.cap(i - 1) and not line.touches(i)):
            return None
        last = i
        while (line.cap(last) or line.hyphen(last)) and last not in masked and last - i < 6:
            last += 1
        for n in (2, 1):
            kind = line.lex.place_kinds.get(" ".join(line.folds[last - n : last]))
            if kind is None or last - n <= i or line.fold(last - 1) in line.lex.heads:
                continue
            if line.fold(last - 1) in _PLACE_ENDINGS and not (line.fold(i) in line.lex.ordinary and i == 0):
                self._add(i, last, self._words_without_possessive(i, last), kind=kind, has_cue=True)
                return last
        return None


_JOINERS = frozenset(["of", "the", "and", "on", "upon", "sur", "in", "", "y", "e", "aan"])
_KEPT_KINDS = frozenset(
    ["region", "oblast", "corridor", "governorate", "peninsula", "strip", "district", "province"]
) - {
    "governorate",
    "province",
    "district",
}
_TOWNS = frozenset("city town village towns villages cities hamlet settlement".split())  # noqa: SIM905
_OF_CUES = frozenset(
    "north south east west northeast northwest southeast southwest part parts area areas outskirts suburbs centre center "
    "people residents capital streets coast shores vicinity side edge rest most much all mayor governor bombing siege "
    "battle liberation recapture control capture fall islands island kilometres kilometers km miles".split()  # noqa: SIM905
)
_DATES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december".split()  # noqa: SIM905
)
_PLACE_ENDINGS = frozenset(
    "bridge dam island islands river valley plains peninsula crossing gap corridor strait straits sea gulf bay airport "
    "airbase airfield base shoal reef atoll mountains mountain province governorate oblast desert tracts dam lake hills "
    "heights basin plateau camp barracks range archipelago coast county raion".split()  # noqa: SIM905
)


class _Arabic(_Reader):
    def read(self) -> _Read:
        line = self.line
        found = arabic_masks(line)
        by_first = {m.first: m for m in found}
        i = 0
        while i < len(line.tokens):
            mask = by_first.get(i)
            if mask is not None:
                self.reject(mask.first, mask.last, mask.why)
                i = mask.last
                continue
            i = self._step(i, by_first)
        return self.result([])

    def _step(self, i: int, masked: dict[int, Mask]) -> int:
        line = self.line
        if not line.tokens[i].text[0].isalpha() or len(line.fold(i)) < 3:
            return i + 1
        border = arabic_border_at(line, i, self._side)
        if border is not None:
            self.add_border(border, line.tokens[i].start + self._clitic_of_noun(i))
            return border.last
        turn = arabic_heading_at(line, i)
        if turn is not None:
            part = self._part(i, turn.last, turn.direction)
            if part is not None:
                return part
        n = self._demonym_length(i)
        if n:
            return i + n
        lengths = [
            m for m in self.gazetteer.matches(line.folds, i) if not any(k in masked for k in range(i, i + m))
        ]
        for m in reversed(lengths):
            if self._name(i, i + m):
                return i + m
        return i + 1

    def _clitic_of_noun(self, i: int) -> int:
        word = self.line.fold(i)
        return 1 if len(word) > 4 and word[0] in "وفبل" and word[1:].startswith(("ال", "حدود", "شريط")) else 0

    def _side(self, i: int) -> Side | None:
        line = self.line
        if i >= len(line.tokens) or len(line.fold(i)) < 3:
            return None
        for n in (2, 1):
            folded = " ".join(line.folds[i : i + n])
            code = line.lands.of_demonym(folded)
            if code is None and folded[0] in "وف":
                code = line.lands.of_demonym(folded[1:])
            place_id = self.country_id(code)
            if place_id:
                return Side(place_id, i + n)
        for n in reversed(self.gazetteer.matches(line.folds, i)):
            place, _ = self.best(self.words(i, i + n))
            if place is not None and place.kind == "country":
                return Side(place.id, i + n)
        return None

    def _demonym_length(self, i: int) -> int:
        """Tokens of a demonym at i, which is then noted; 0 for none, or where the word is the country here."""
        line = self.line
        for n in (2, 1):
            folded = " ".join(line.folds[i : i + n])
            code = line.lands.of_demonym(folded)
            if code is None and len(folded) > 4 and folded[0] in "وفبلك":
                code = line.lands.of_demonym("ال" + folded[2:] if folded.startswith("لل") else folded[1:])
            if code is None or i + n > len(line.tokens):
                continue
            place, _ = self.best(self.words(i, i + n))
            if place is not None and place.kind == "country" and self._stands_alone(i):
                return 0
            if place is not None and place.kind == "country" and place.country != code:
                return 0
            self.reject(i, i + n, "demonym", code)
            return n
        return 0

    def _stands_alone(self, i: int) -> bool:
        """For سورية and the like, country and adjective in one: the country after a preposition or at a start."""
        line = self.line
        return i == 0 or self._is_cue(i - 1) or line.fold(i)[0] in "وب" or not line.word(i - 1)[0].isalpha()

    def _is_cue(self, i: int) -> bool:
        word = self.line.fold(i)
        lex = self.line.lex
        return any(
            w in lex.ar_locative or w in lex.ar_settlement for w in (word, word[1:], "ال" + word[2:]) if w
        )

    def _part(self, i: int, at: int, direction: Direction) -> int | None:
        line = self.line
        if at >= len(line.tokens):
            return None
        for n in reversed(self.gazetteer.matches(line.folds, at)):
            name = self.words(at, at + n)
            place, score = self.best(name)
            if place is None or line.fold(at) in line.lex.ar_ordinary or self._clitic(at, place):
                continue
            is_area = place.kind in ("country", "admin", "region", "sea")
            if line.fold(i) != line.lex.ar_directions.get(line.fold(i)) and line.fold(i).startswith("ال"):
                return None
            if not is_area:
                return None
            if place.kind == "admin" and score < LARGE:
                return None
            start = line.tokens[i].start + (1 if line.fold(i) not in line.lex.ar_directions else 0)
            span = Span(start, line.tokens[at + n - 1].end)
            self.mentions.append(
                Mention(
                    span=span,
                    text=line.text[span.start : span.end],
                    name=name,
                    form="part",
                    sentence=self.number,
                    first=i,
                    last=at + n,
                    direction=direction,
                    has_cue=True,
                )
            )
            return at + n
        return None

    def _name(self, i: int, last: int) -> bool:
        line = self.line
        name = self.words(i, last)
        place, score = self.best(name)
        if place is None:
            return False
        clitic = self._clitic(i, place)
        word = line.fold(i)
        has_cue = self._is_cue(i - 1) or (clitic > 0 and word[0] in "بل") or self._follows_place(i)
        is_single = last - i == 1
        if is_single and (word in line.lex.ar_ordinary or word[clitic:] in line.lex.ar_ordinary):
            if place.kind != "country" and not (self._is_settlement(i - 1) and score >= 3.5):
                return False
        if is_single and word in line.lex.ar_directions:
            return False
        if place.kind == "country" or (line.lands.capitals.get(fold(place.name)) and score >= LARGE):
            code = place.country
            if self._is_power(i, is_country=place.kind == "country"):
                self.reject(i, last, "metonym", code)
                self.roles[last] = "power"
                return True
            if place.kind == "country":
                self.countries_said.append(place.id)
        elif not self._is_likely(i, last, place, score, clitic, has_cue=has_cue):
            return False
        span = Span(line.tokens[i].start + clitic, line.tokens[last - 1].end)
        self.mentions.append(
            Mention(
                span=span,
                text=line.text[span.start : span.end],
                name=line.text[span.start : span.end],
                form="name",
                sentence=self.number,
                first=i,
                last=last,
                kind=self._kind(i - 1),
                has_cue=has_cue,
                is_doubtful=place.kind == "city" and score < LARGE,
            )
        )
        self.roles[last] = "place"
        return True

    def _kind(self, i: int) -> PlaceKind | None:
        return _ARABIC_KINDS.get(self.line.fold(i)) or _ARABIC_KINDS.get(self.line.fold(i)[1:])

    def _is_settlement(self, i: int) -> bool:
        word = self.line.fold(i)
        return word in self.line.lex.ar_settlement or word[1:] in self.line.lex.ar_settlement

    def _follows_place(self, i: int) -> bool:
        """In a list of places: "ربيعة والقائم"."""
        return self.roles.get(i) == "place" and self.line.fold(i).startswith("و")

    def _clitic(self, i: int, place: Place) -> int:
        """Letters of particles written onto the name: 0, 1 or 2."""
        word = self.line.fold(i)
        known = {fold(n).split(" ")[0] for n in (place.name, *place.names)}
        known |= {k[2:] for k in known if k.startswith("ال")}
        for peeled in range(3):
            rest = word[peeled:]
            if rest in known or (rest.startswith("ال") and rest[2:] in known):
                return peeled
        if word.startswith("لل") and word[2:] in known:
            return 1
        return 0

    def _is_power(self, i: int, *, is_country: bool) -> bool:
        line = self.line
        before = line.fold(i - 1)
        lex = line.lex
        if before in lex.ar_acting or (before[:1] in ("و", "ف") and before[1:] in lex.ar_acting):
            return True
        if line.fold(i).startswith("و") and self.roles.get(i) == "power":
            return True
        if is_country and (before in lex.ar_power or before[1:] in lex.ar_power):
            return True
        return (i == 0 or line.word(i - 1) in ("،", ":", "«", '"')) and line.fold(i + 1) in lex.ar_acting

    def _is_likely(
        self, i: int, last: int, place: Place, score: float, clitic: int, *, has_cue: bool
    ) -> bool:
        if last - i > 1:
            return place.kind != "city" or score >= 3.0 or has_cue
        if place.kind in ("admin", "city"):
            floor = LARGE if clitic else 4.7
            return score >= floor or (has_cue and score >= 2.5 and clitic == 0) or (has_cue and score >= 4.0)
        return True


_ARABIC_KINDS: dict[str, PlaceKind] = {
    "محافظه": "admin",
    "ولايه": "admin",
    "اقليم": "admin",
    "مدينه": "city",
    "بلده": "city",
    "قريه": "city",
    "قاعده": "base",
    "معسكر": "base",
    "مطار": "airport",
    "بحر": "sea",
    "جزيره": "other",
    "سد": "facility",
}


def given(document: Document, spans: Sequence[Span], gazetteer: Gazetteer) -> Recognised:
    """The spans as mentions, with what recognition makes of the words there: a border, a part, a kind."""
    found = recognize(document, gazetteer)
    by_span = {m.span: m for m in found.mentions}
    mentions = tuple(
        by_span.get(span) or _given(document, span, found.mentions) for span in dict.fromkeys(spans)
    )
    return Recognised(mentions, found.non_places)


_EDGES = re.compile(r"^(?:the\s+|#|\W)+|(?:['’]s|\W)+$", re.IGNORECASE)


def _given(document: Document, span: Span, found: Sequence[Mention]) -> Mention:
    text = document.text[span.start : span.end]
    for mention in found:
        if mention.form != "name" and mention.span.overlaps(span) and len(mention.span) * 2 > len(span):
            return replace(mention, span=span, text=text)
    kinds = [m.kind for m in found if m.span.overlaps(span) and m.kind]
    sentence = next((n for n, s in enumerate(document.sentences) if s.span.covers(span)), -1)
    return Mention(
        span=span,
        text=text,
        name=_EDGES.sub("", text).replace("_", " ") or text,
        form="name",
        sentence=sentence,
        first=0,
        last=0,
        kind=kinds[0] if kinds else None,
        has_cue=True,
    )
