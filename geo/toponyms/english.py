"""Names of places in an English sentence: capitals, the words beside them, and what the gazetteer knows."""

from __future__ import annotations

from collections.abc import Iterator

from geo.gazetteer.names import fold
from geo.geometry.directions import Direction
from geo.toponyms.bodies import Mask, masks
from geo.toponyms.evidence import distance_km
from geo.toponyms.lexicon import listed
from geo.toponyms.mentions import CERTAIN, LARGE, Mention, Read
from geo.toponyms.phrases import Side, border_at, heading_at
from geo.toponyms.relations import asks_for_river
from geo.toponyms.roles import role
from geo.toponyms.strangers import Strangers
from geo.types import Place, PlaceKind


class English(Strangers):
    def read(self) -> Read:
        line = self.line
        places = dict(self._candidates())
        found = masks(line, places)
        by_first = {m.first: m for m in found}
        done = 0
        for i in sorted({*places, *by_first, *line.tells}):
            if i < done:
                continue
            mask = by_first.get(i)
            if mask is None:
                done = self._step(i, places, by_first)
            else:
                self._reject_mask(mask)
                done = mask.last
        return self.result(found)

    def _candidates(self) -> Iterator[tuple[int, int]]:
        """Where names of the gazetteer begin that are written as names, with the length of the longest."""
        for i in self.line.starts:
            if not self._may_begin(i) or not self.line.folds[i]:
                continue
            for n in reversed(self._matches(i)):
                if self._is_name(i, n):
                    yield i, n
                    break

    def _matches(self, i: int) -> list[int]:
        """As the gazetteer's, also for names with a possessive inside: "St. Peter's Square"."""
        line = self.line
        found = self.gazetteer.matches(line.folds, i)
        if not line.has_possessive:
            return found
        owned = next((k for k in range(i + 1, min(i + 4, len(line.tokens))) if line.possessive(k)), None)
        if owned is None or not line.cap(owned + 1):
            return found
        joined = [*line.folds[i : owned - 1], line.fold(owned - 1) + "s", *line.folds[owned + 1 : owned + 8]]
        longer = [n + 1 for n in self.gazetteer.matches(joined, 0) if n > owned - i]
        return sorted({*found, *longer})

    def _may_begin(self, i: int) -> bool:
        line = self.line
        if line.tokens[i].text[0].isupper():
            return not (line.hyphen(i - 1) and line.fold(i - 2) in line.lex.particles)
        return line.folds[i] in line.lex.particles and (line.hyphen(i + 1) or line.cap(i + 1))

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
        lower = [k for k in inner if line.tokens[k].text[0].islower() and not line.possessive(k)]
        return all(line.fold(k) in line.lex.particles or line.fold(k) in _JOINERS for k in lower)

    def _is_single(self, i: int) -> bool:
        line = self.line
        word, folded = line.tokens[i].text, line.fold(i)
        if not word[0].isupper():
            return False
        if word.isupper() and len(folded) <= 4:
            place, _ = self.best(word)
            if place is None:
                return False
            return place.kind == "country" or (
                len(folded) == 4 and (line.is_headline or self._is_dateline(i, i + 1))
            )
        if (
            folded in line.lex.place_kinds
            or folded in line.lex.leading_kinds
            or folded in line.lex.settlement
        ):
            return self._is_named_like_a_kind(i)
        return not line.is_function(i) and len(folded) > 2 and folded not in line.lex.directions

    def _is_named_like_a_kind(self, i: int) -> bool:
        """ "in Canton", "in the Gulf": a town or sea whose name is the word for a kind of place."""
        line = self.line
        if line.cap(i - 1) or line.cap(i + 1) or line.is_headline:
            return False
        place, score = self.best(line.word(i))
        if place is None:
            return False
        if line.fold(i - 1) == "the":
            return place.kind == "sea" and line.fold(i + 1) != "of" and line.fold(i - 2) in line.lex.locative
        before = line.fold(i - 1)
        return place.kind == "city" and score >= _TOWN and (before in _AT or self._is_of_somebody(i - 1))

    def _reject_mask(self, mask: Mask) -> None:
        self.reject(mask.first, mask.last, mask.why)

    def _step(self, i: int, places: dict[int, int], masked: dict[int, Mask]) -> int:
        line = self.line
        river = self._river(i, places)
        if river is not None:
            return river
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
        named = self._named_airport(i, places)
        if named is not None:
            return named
        if places.get(i, 0) == 1 and self._abbreviated(i, places):
            return i + 1
        if i in places and not any(k in masked for k in range(i, i + places[i])):
            return self._name(i, i + places[i], places)
        if self._abbreviated(i, places):
            return i + 1
        unknown = self._unknown(i, masked) or self._unheard(i, places, masked)
        return unknown if unknown is not None else i + 1

    def _river(self, i: int, places: dict[int, int]) -> int | None:
        """ "along the Dnipro", "across the Niger": the river, though a town or a country bears the name."""
        line = self.line
        if line.fold(i - 1) != "the" or not line.cap(i) or line.is_headline:
            return None
        last = i + places.get(i, 1)
        end = line.tokens[last - 1].end
        before = line.text[max(line.tokens[0].start, line.tokens[i].start - 32) : line.tokens[i].start]
        if not asks_for_river(before, line.text[end : min(end + 16, line.tokens[-1].end)]):
            return None
        name = f"{self.words(i, last)} River"
        if not self.gazetteer.lookup(name):
            return None
        self._add(i, last, name, kind="region", has_cue=True)
        return last

    def _abbreviated(self, i: int, places: dict[int, int]) -> bool:
        """ "Flint, Mich.", "Austin, TX": a first-level unit in short, noted if it is one."""
        line = self.line
        name = line.lex.abbreviations.get(line.word(i))
        if name is None or line.is_headline:
            return False
        is_after_place = line.word(i - 1) == "," and any(places.get(i - 1 - n) == n for n in (1, 2, 3))
        if line.word(i) not in line.lex.alone and not is_after_place:
            return False
        self._add(i, i + 1, name, kind="admin", has_cue=True)
        return True

    # Sides of borders

    def _side(self, i: int, places: dict[int, int]) -> Side | None:
        line = self.line
        if not line.cap(i):
            return None
        for n in (2, 1) if line.folds[i] in line.lands.demonym_heads else ():
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
        """ "the Pentagon said" is a government; "at the White House" is a house, if it is known."""
        line = self.line
        before = i - 2 if line.fold(i - 1) == "the" else i - 1
        if line.fold(before) in ("at", "inside", "outside", "near", "in", "around"):
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
        if line.folds[i] not in line.lands.demonym_heads and line.folds[i] not in line.lex.peoples:
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
            return self._longer(i, last)
        start = self._with_leading(i)
        if start < i and place.kind in ("country", "admin", "city"):
            return self._led(start, i, last, places)
        capital = line.lands.capitals.get(fold(name))
        code = place.country if place.kind == "country" else capital
        is_country = place.kind == "country" or (place.kind == "region" and fold(name) in _CONTINENTS)
        if code is not None or is_country:
            found = role(line, i, last, self.roles, is_country=is_country)
            if not is_country and found == "demonym":
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
        if start < i:
            kind = line.lex.leading_kinds[" ".join(line.folds[start:i])]
        self._add(
            start,
            end,
            self._best_name(start, i, last, end, kind),
            kind=kind,
            has_cue=self._has_cue(start, end, places),
            is_doubtful=self._is_doubtful(i, last, place, score),
        )
        return end

    def _led(self, start: int, i: int, last: int, places: dict[int, int]) -> int:
        """ "Mount Kenya", "Lake Huron", "Camp Taji": no state, and no town either."""
        kind = self.line.lex.leading_kinds[" ".join(self.line.folds[start:i])]
        end, _ = self._with_kind(i, last)
        self._add(
            start,
            end,
            self._best_name(start, i, last, end, kind),
            kind=kind,
            has_cue=self._has_cue(start, end, places),
        )
        return end

    def _longer(self, i: int, last: int) -> int:
        """Past the name that holds this one: "Bab" in "Bab al-Hawa", noted whole where it has a cue."""
        line = self.line
        if line.fold(last) not in line.lex.particles or not line.touches(last + 2):
            return last
        end = last
        while (
            line.cap(end)
            or line.hyphen(end)
            or (line.fold(end) in line.lex.particles and line.hyphen(end + 1))
        ):
            end += 1
        if self._has_cue(i, end, {}):
            self._add(i, end, self.words(i, end), kind=None, has_cue=True)
        return end

    def _best_name(self, start: int, i: int, last: int, end: int, kind: PlaceKind | None) -> str:
        """The whole name where the gazetteer has it, else the part it has."""
        for first, stop in ((start, end), (i, end), (start, last)):
            if (first, stop) != (i, last):
                whole = self._words_without_possessive(first, stop)
                if any(kind is None or p.kind == kind for p in self.gazetteer.lookup(whole)):
                    return whole
        return self.words(i, last)

    def _with_kind(self, i: int, last: int) -> tuple[int, PlaceKind | None]:
        """The end past a kind of place that belongs to the name, and the kind the words beside it give."""
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
                is_kept = words_ in _KEPT_KINDS or self._is_site_of_town(i, last, at + n, kind)
                return (at + n if is_kept else last), kind
        before = line.fold(i - 2) if line.fold(i - 1) == "of" else ""
        if before in line.lex.settlement:
            return last, line.lex.place_kinds.get(before) or ("city" if before in _TOWNS else None)
        return last, None

    def _is_site_of_town(self, i: int, last: int, end: int, kind: PlaceKind) -> bool:
        """ "Qamishli airport": with the small letters the name of a known site, without them a town's."""
        if kind not in ("airport", "base", "facility"):
            return False
        town, _ = self.best(self.words(i, last))
        if town is None or town.kind not in ("city", "admin"):
            return False
        found = self.gazetteer.lookup(self.words(i, end))
        return any(p.kind in _SITES and distance_km(p, town) < _BESIDE_KM for p in found)

    def _with_leading(self, i: int) -> int:
        line = self.line
        for n in (3, 2, 1):
            if i < n or not line.cap(i - n) or self.is_taken(i - n):
                continue
            if " ".join(line.folds[i - n : i]) in line.lex.leading_kinds:
                return i - n
        return i

    def _reads_as_other(self, i: int, last: int, place: Place, score: float, places: dict[int, int]) -> bool:
        """Whether capitalised neighbours show that the name is a piece of some other name."""
        line = self.line
        if line.is_headline:
            return False
        if "$" in (line.word(last), line.word(i - 1)):
            return True
        if (
            line.fold(i - 1) == "the"
            and last - i == 1
            and place.kind == "city"
            and score < CERTAIN
            and not self._is_plain_after(last, places)
        ):
            return True
        is_strong = place.kind in ("country", "sea") or score >= CERTAIN
        if line.fold(last) in line.lex.particles and line.hyphen(last + 1) and line.cap(last + 2):
            return True
        if line.fold(i) in line.lex.ordinary and last - i == 1 and i == 0:
            return not is_strong and not self._is_dateline(i, last)
        if line.cap(i - 1) and not line.touches(i) and not self._is_plain_before(i - 1):
            return not is_strong or line.fold(i - 1) in line.lex.first_names
        if line.hyphen(i - 1) and line.cap(i - 2) and not is_strong and i - 2 not in places:
            return True
        if not line.cap(last) or line.touches(last):
            return line.hyphen(last) and line.fold(last + 1) != "based" and not is_strong
        following = line.fold(last)
        if self._is_plain_after(last, places):
            end, kind = self._with_kind(i, last)  # "Long Range" in "Long Range Strike Bomber"
            return kind is not None and not is_strong and line.cap(end) and not line.touches(end)
        if following in line.lex.heads or " ".join(line.folds[last : last + 2]) in line.lex.place_kinds:
            return not is_strong and following not in line.lex.place_kinds
        return not is_strong or line.fold(i) in line.lex.first_names

    def _is_plain_before(self, k: int) -> bool:
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
        if k in places and self.best(self.words(k, k + places[k]))[1] >= LARGE:
            return True
        return folded in _DATES or line.lands.of_demonym(folded) is not None


_AT = frozenset(["in", "near"])
_TOWN = 4.5
"""Score from which a town's name is taken for it though the word means a kind of place."""
_CONTINENTS = listed("continents")
_BESIDE_KM = 60.0
_SITES: frozenset[PlaceKind] = frozenset(["airport", "base", "facility"])
_JOINERS = listed("joiners") | {""}
_KEPT_KINDS = frozenset(["region", "oblast", "corridor", "peninsula", "strip"])
_TOWNS = listed("towns")
_DATES = listed("dates")
