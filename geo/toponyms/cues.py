"""What beside a name in an English sentence says that it is a place."""

from __future__ import annotations

from geo.toponyms.evidence import distance_km
from geo.toponyms.lexicon import listed
from geo.toponyms.mentions import KINDS_OF_NOTE, LARGE, Mention, Reader
from geo.toponyms.roles import WAY
from geo.types import Place, PlaceKind


class Cues(Reader):
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

    def _has_cue(self, i: int, last: int, places: dict[int, int]) -> bool:
        line = self.line
        before = i - 1
        while line.fold(before) in ("the", "nearby", "downtown", "neighbouring", "neighboring", "central"):
            before -= 1
        if line.fold(before) in line.lex.locative or line.fold(before) in line.lex.settlement:
            return True
        if line.fold(before) in ("to", "of", "for", "between", "and", "or") or line.word(before) == ",":
            if line.fold(before) == "of":
                return (
                    line.fold(before - 1) in _OF_CUES
                    or line.fold(before - 1) in line.lex.settlement
                    or self._is_of_somebody(before)
                )
            if line.fold(before) == "for" and any(line.fold(k) in WAY for k in range(before - 4, before)):
                return True
            if line.fold(before) in ("to", "between"):
                return True
            if self.mentions and self.mentions[-1].last in (before, before - 1) and self.mentions[-1].has_cue:
                return True
        if line.fold(before) == "and" and "between" in line.folds[max(0, before - 5) : before]:
            return True
        if line.lex.directions.get(line.fold(before)) is not None:
            return True
        if line.fold(before) in ("on", "at") and self._is_only_one(i, last):
            return True
        if line.word(last) == "," and last + 1 in places:
            place, _ = self.best(self.words(last + 1, last + 1 + places[last + 1]))
            if place is not None and place.kind in ("country", "admin"):
                return True
        following = line.fold(last)
        if following in line.lex.place_kinds or following in line.lex.settlement or following in _LOCALS:
            return True
        return self._is_dateline(i, last)

    def _is_of_somebody(self, of: int) -> bool:
        """ "Pohl, 41, of X", "Grant, of X", "Denise Appleton of X": where somebody lives."""
        line = self.line
        if line.fold(of) != "of":
            return False
        if line.word(of - 1) == ",":
            return line.cap(of - 2) or line.word(of - 2).isdigit()
        return bool(self.non_places) and (
            self.non_places[-1].why == "person" and self.non_places[-1].span.end == line.tokens[of - 1].end
        )

    def _is_only_one(self, i: int, last: int) -> bool:
        """Whether the name, no ordinary word, has one place: for words that stand before other things too."""
        line = self.line
        if line.is_headline or (last - i == 1 and line.fold(i) in line.lex.ordinary | line.lex.first_names):
            return False
        ranked = self.gazetteer.ranked(self.words(i, last))
        if not ranked or ranked[0].score < _KNOWN:
            return False
        rivals = [r.score for r in ranked[1:] if distance_km(r.place, ranked[0].place) > _BESIDE_KM]
        return not rivals or ranked[0].score - max(rivals) >= 1.0

    def _is_dateline(self, i: int, last: int) -> bool:
        """ "BAGHDAD (AP) —", "Baghdad, 5 May —": at the head, no small letter before the dash."""
        line = self.line
        if i != 0:
            return False
        for k in range(last, min(last + 9, len(line.tokens))):
            if line.word(k) in ("—", "–", "--", "-"):
                return True
            if line.word(k)[0].islower():
                return False
        return False

    def _is_doubtful(self, i: int, last: int, place: Place, score: float) -> bool:
        line = self.line
        if last - i == 1 and (line.fold(i) in line.lex.ordinary or line.fold(i) in line.lex.first_names):
            return place.kind not in ("country",) and score < 7.5
        if place.kind in KINDS_OF_NOTE:
            return False
        return score < LARGE


_LOCALS = listed("locals")
_BESIDE_KM = 60.0
_KNOWN = 4.0
_OF_CUES = listed("of_cues")
