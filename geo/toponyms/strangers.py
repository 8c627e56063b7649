"""Places of an English sentence that no gazetteer has, told by their own words and those beside them."""

from __future__ import annotations

from geo.toponyms.bodies import Mask
from geo.toponyms.cues import Cues
from geo.toponyms.lexicon import listed


class Strangers(Cues):
    def _named_airport(self, i: int, places: dict[int, int]) -> int | None:
        """ "Toussaint Louverture airport": named after somebody, the kind in small letters."""
        line = self.line
        if not line.cap(i) or line.is_headline or (line.cap(i - 1) and not line.touches(i)):
            return None
        last = i
        while line.cap(last) and last - i < 4:
            last += 1
        if line.fold(last) not in ("airport", "airbase") or places.get(i, 0) >= last - i:
            return None
        self._add(i, last + 1, self.words(i, last + 1), kind="airport", has_cue=True)
        return last + 1

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
            if (n == 2 or line.fold(last - 1) in _PLACE_ENDINGS) and not (
                line.fold(i) in line.lex.ordinary and i == 0
            ):
                self._add(i, last, self._words_without_possessive(i, last), kind=kind, has_cue=True)
                return last
        return None

    def _unheard(self, i: int, places: dict[int, int], masked: dict[int, Mask]) -> int | None:
        """A place nobody knows, told by the words round it: "village of X", "X, Donetsk Oblast", "Camp X"."""
        line = self.line
        leads = line.lex.leading_kinds.get(line.fold(i))
        if not line.cap(i) or line.is_headline:
            return None
        if leads is None and (i == 0 or line.fold(i) in line.lex.ordinary):
            return None
        if line.cap(i - 1) and not line.touches(i):
            return None
        last = i
        while (
            (line.cap(last) or line.hyphen(last))
            and last not in masked
            and last not in places
            and last - i < 5
        ):
            last += 1
        if last == i or line.cap(last):
            return None
        before = line.fold(i - 1)
        is_called = before == "of" and line.fold(i - 2) in line.lex.settlement
        is_held = before in _IN and line.word(last) in (",", "in", "(") and self._is_area(last + 1, places)
        is_held = is_held or (before in _AT and self._is_strange(i, last))
        if not (is_called or is_held or (leads in ("base", "region") and last - i > 1)):
            return None
        self._add(i, last, self.words(i, last), kind=leads, has_cue=True)
        return last

    def _is_strange(self, i: int, last: int) -> bool:
        """Whether the words, after "in" or "near", are a name no list knows: of a village, most likely."""
        line = self.line
        if line.possessive(last) or line.word(last).isdigit():
            return False
        return all(
            line.hyphen(k)
            or (
                len(line.fold(k)) > 3
                and line.word(k)[1:].islower()
                and line.fold(k) not in line.lex.ordinary
                and line.fold(k) not in line.lex.heads
                and line.fold(k) not in line.lex.titles
                and line.fold(k) not in line.lex.first_names
                and line.fold(k) not in line.lex.place_kinds
                and line.fold(k) not in line.lex.peoples
                and line.fold(k) not in _NO_VILLAGE
                and line.lands.of_demonym(line.fold(k)) is None
            )
            for k in range(i, last)
        )

    def _is_area(self, i: int, places: dict[int, int]) -> bool:
        if i not in places:
            return False
        place, _ = self.best(self.words(i, i + places[i]))
        return place is not None and place.kind in ("admin", "country")


_IN = listed("in")
_AT = frozenset(["in", "near"])
_NO_VILLAGE = listed("no_village") | listed("dates")
_PLACE_ENDINGS = listed("place_endings")
