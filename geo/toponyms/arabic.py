"""Names of places in an Arabic sentence: no capitals, particles written onto words, verbs before subjects."""

from __future__ import annotations

from geo.gazetteer.names import fold
from geo.geometry import footprint
from geo.geometry.directions import Direction
from geo.toponyms.arabic_roles import is_in_match, is_outlet, is_power
from geo.toponyms.arabic_sites import site_at
from geo.toponyms.bodies import Mask, arabic_masks
from geo.toponyms.lexicon import listed
from geo.toponyms.mentions import LARGE, Mention, Read, Reader
from geo.toponyms.phrases import Heading, Side, arabic_border_at, arabic_heading_at
from geo.types import NonPlace, Place, PlaceKind, Span


class Arabic(Reader):
    def read(self) -> Read:
        line = self.line
        found = arabic_masks(line)
        by_first = {m.first: m for m in found}
        i = 0
        while i < len(line.tokens):
            site_end = self._site(i)
            if site_end:
                i = site_end
                continue
            mask = by_first.get(i)
            if mask is not None:
                self.reject(mask.first, mask.last, mask.why)
                i = mask.last
                continue
            i = self._step(i, by_first)
        return self.result([])

    def _step(self, i: int, masked: dict[int, Mask]) -> int:
        line = self.line
        if line.word(i - 1) == "#" and " " in line.fold(i) and not self._matches(i):
            self._event(i)
            return i + 1
        if not line.tokens[i].text[0].isalpha() or (
            len(line.fold(i)) < 3 and not any(n > 1 for n in self._matches(i))
        ):
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
        lengths = [m for m in self._matches(i) if not self._is_broken(i, i + m, masked)]
        for m in reversed(lengths):
            if self._name(i, i + m):
                return i + m
        return i + 1

    def _is_broken(self, i: int, last: int, masked: dict[int, Mask]) -> bool:
        """Whether a name that is none stands in the tokens; a person's may: "قاعدة أحمد الجابر"."""
        found = [masked[k] for k in range(i, last) if k in masked]
        is_kind = self._kind(i) is not None or self._is_settlement(i)
        return any(m.first == i or m.last > last or m.why != "person" or not is_kind for m in found)

    def _event(self, i: int) -> None:
        """ "#سيول_الأردن" names what happened, and says in which country."""
        for word in self.line.fold(i).split(" "):
            place, score = self.best(word)
            is_large = place is not None and (place.kind == "country" or score >= LARGE)
            if place is not None and is_large and word not in self.line.lex.ar_ordinary:
                span = self.span(i, i + 1)
                self.non_places.append(NonPlace(span, self.words(i, i + 1), "org", place.country))
                return

    def _site(self, i: int) -> int:
        """Past the site that begins at token i, now noted; 0 for none, or one the gazetteer knows."""
        site = site_at(self.line, i, self.gazetteer)
        if site is None or i + max(self._matches(i), default=0) >= site.last:
            return 0
        if site.is_body:
            self.reject(i, site.last, "org")
            return site.last
        span = Span(site.start, self.line.tokens[site.last - 1].end)
        self.mentions.append(
            Mention(
                span=span,
                text=self.line.text[span.start : span.end],
                name=site.namesake,
                form="site",
                sentence=self.number,
                first=i,
                last=site.last,
                kind="facility",
                has_cue=True,
                is_doubtful=True,
            )
        )
        self.roles[site.last] = "place"
        return site.last

    def _matches(self, i: int) -> list[int]:
        """As the gazetteer's, also with a particle on the first of several words: "ودير الزور"."""
        folds = self.line.folds
        found = set(self.gazetteer.matches(folds, i))
        if len(folds[i]) > 3 and folds[i][0] in "وفبل":
            peeled = [folds[i][1:], *folds[i + 1 : i + 8]]
            is_short = len(peeled[0]) == 3 and self._follows_place(i)  # "بنغازي وسرت"
            found |= {n for n in self.gazetteer.matches(peeled, 0) if n > 1 or is_short}
        return sorted(found)

    def _clitic_of_noun(self, i: int) -> int:
        word = self.line.fold(i)
        return 1 if len(word) > 4 and word[0] in "وفبل" and word[1:].startswith(("ال", "حدود", "شريط")) else 0

    def _side(self, i: int) -> Side | None:
        line = self.line
        if i >= len(line.tokens) or len(line.fold(i)) < 3:
            return None
        for n in (2, 1):
            if i + n > len(line.tokens):
                continue
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
        """Tokens of a demonym at i, which is then noted; 0 for none, or where the country itself is meant."""
        line = self.line
        for n in (2, 1):
            folded = " ".join(line.folds[i : i + n])
            code = line.lands.of_demonym(folded)
            if code is None and len(folded) > 4 and folded[0] in "وفبلك":
                code = line.lands.of_demonym("ال" + folded[2:] if folded.startswith("لل") else folded[1:])
            if code is None or i + n > len(line.tokens):
                continue
            place, _ = self.best(self.words(i, i + n))
            if place is not None and place.kind == "country" and self._is_land(i, place, code):
                return 0
            self.reject(i, i + n, "demonym", code)
            return n
        return 0

    def _is_land(self, i: int, place: Place, code: str) -> bool:
        """With an article it is the adjective: السورية; but a country's own name may have one: الأردن."""
        if place.country != code:
            return True
        word = self.line.fold(i)
        if word in {fold(n) for n in (place.name, *place.names)} and word.startswith("ال"):
            before = self.line.fold(i - 1)  # السعودية, country and adjective: an adjective follows its noun
            return not before.lstrip("وفبل").startswith("ال") and not before.startswith(("ال", "لل"))
        return (
            not word.lstrip("وفبك").startswith("ال") and not word.startswith("لل") and self._stands_alone(i)
        )

    def _stands_alone(self, i: int) -> bool:
        """For سورية, country and adjective in one: the country after a preposition or at a start."""
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
            is_word = place is not None and place.kind != "sea" and line.fold(at) in line.lex.ar_ordinary
            if place is None or is_word or self._clitic(at, place):
                continue
            is_area = place.kind in ("country", "admin", "region", "sea")
            if line.fold(i) != line.lex.ar_directions.get(line.fold(i)) and line.fold(i).startswith("ال"):
                return None
            if not is_area:
                return None
            if place.kind == "admin" and score < LARGE:
                return None
            start = line.tokens[i].start + (1 if line.fold(i) not in line.lex.ar_directions else 0)
            if footprint.is_line(self.gazetteer.geometry(place.id)):
                start = line.tokens[at].start  # beside a river, no part of it: the direction is not its name
            span = Span(start, line.tokens[at + n - 1].end)
            self._add_part(span, name, i, Heading(direction, at + n))
            return at + n
        return None

    def _add_part(self, span: Span, name: str, first: int, heading: Heading) -> None:
        """`heading.last` ends the mention: the direction stands before the name or after it."""
        span = Span(span.start, self.line.tokens[heading.last - 1].end)
        self.mentions.append(
            Mention(
                span=span,
                text=self.line.text[span.start : span.end],
                name=name,
                form="part",
                sentence=self.number,
                first=first,
                last=heading.last,
                direction=heading.direction,
                has_cue=True,
            )
        )
        self.roles[heading.last] = "place"

    def _name(self, i: int, last: int) -> bool:
        line = self.line
        name = self._told_by_vowels(i) or self.words(i, last)
        place, score = self.best(name)
        if place is None:
            return False
        if is_outlet(line, i):
            self.reject(i, last, "org")
            return True
        if self._is_bank(i, last):
            return False
        clitic = self._clitic(i, place)
        word = line.fold(i)
        is_to = word.startswith("لل") or (clitic > 0 and word[0] in "بل")
        has_cue = self._is_cue(i - 1) or is_to or self._follows_place(i)
        has_cue = has_cue or line.word(i - 1) == "#" or self._is_between(i, last)
        is_single = last - i == 1
        bare = "ال" + word[2:] if word.startswith("لل") else word[clitic:]
        if is_single and bare in line.lex.ar_settlement and place.kind != "country":
            return False
        is_word = word in line.lex.ar_ordinary or bare in line.lex.ar_ordinary
        is_called_so = self._is_settlement(i - 1) and score >= 3.5 and not clitic
        if is_single and is_word and place.kind != "country" and not is_called_so:
            return False
        if is_single and word in line.lex.ar_directions:
            return False
        if place.kind == "country" or (line.lands.capitals.get(fold(place.name)) and score >= LARGE):
            is_any = word[clitic:] in line.lex.ar_any_state
            if is_any and line.fold(last).startswith("ال"):
                return False  # "المملكة النباتية"
            code = None if is_any else place.country
            if is_power(
                line, i, follows_power=self.roles.get(i) == "power", is_country=place.kind == "country"
            ):
                self.reject(i, last, "metonym", code)
                self.roles[last] = "power"
                return True
            if place.kind == "country" and not is_any:
                self.countries_said.append(place.id)
        elif not self._is_likely(i, last, place, score, clitic, has_cue=has_cue):
            return False
        if place.kind in ("city", "admin") and self._is_team(i, clitic):
            self.reject(i, last, "org")
            return True
        span = Span(line.tokens[i].start + clitic, line.tokens[last - 1].end)
        name = self._told_by_vowels(i) or line.text[span.start : span.end]
        turn = arabic_heading_at(line, last) if place.kind == "admin" else None
        if turn is not None and line.fold(last).startswith("ال"):  # "ريف دير الزور الشرقي"
            self._add_part(span, name, i, turn)
            return True
        kind = self._kind(i - 1)
        if kind == "airport" and not clitic:  # "مطار البصرة الدولي" is the airport's whole name
            while line.fold(last) in _OF_AIRPORTS:
                last += 1
            span = Span(self._bare_start(i - 1, "مطار"), line.tokens[last - 1].end)
        self.mentions.append(
            Mention(
                span=span,
                text=line.text[span.start : span.end],
                name=name,
                form="name",
                sentence=self.number,
                first=i,
                last=last,
                kind=kind,
                has_cue=has_cue,
                is_doubtful=place.kind == "city" and score < LARGE,
            )
        )
        self.roles[last] = "place"
        return True

    def _told_by_vowels(self, i: int) -> str | None:
        """What "عمّان" is called where its vowels are written: Amman, not Oman."""
        text = self.line.word(i)
        return next((name for word, name in self.line.lex.ar_vocalised.items() if text.endswith(word)), None)

    def _is_team(self, i: int, clitic: int) -> bool:
        """A town in the report of a match, with no word of place before it."""
        is_against = self.line.fold(i - 1) == fold("على")
        return is_in_match(self.line, i) and not clitic and (is_against or not self._is_cue(i - 1))

    def _is_bank(self, i: int, last: int) -> bool:
        """ "الضفة الشرقية لنهر الفرات": the bank of a river, and not the West Bank."""
        line = self.line
        if line.fold(i).lstrip("ولب") not in ("الضفه", "ضفه"):
            return False
        side = line.fold(last - 1) if last - i > 1 else line.fold(last)
        after = line.fold(last if last - i > 1 else last + 1)
        return side in _BANKS and (side != "الغربيه" or after.startswith("لنهر") or after == "من")

    def _bare_start(self, i: int, word: str) -> int:
        """Where the word itself begins in token i, past particles written onto it."""
        token = self.line.tokens[i]
        return token.start + max(0, len(token.fold) - len(word))

    def _kind(self, i: int) -> PlaceKind | None:
        return _ARABIC_KINDS.get(self.line.fold(i)) or _ARABIC_KINDS.get(self.line.fold(i)[1:])

    def _is_settlement(self, i: int) -> bool:
        word = self.line.fold(i)
        return word in self.line.lex.ar_settlement or word[1:] in self.line.lex.ar_settlement

    def _follows_place(self, i: int) -> bool:
        """In a list of places: "ربيعة والقائم", "بلدات العشارة والميادين"."""
        if not self.line.fold(i).startswith("و"):
            return False
        first = i
        while first > max(0, i - _LONGEST_LIST) and self.line.fold(first).startswith("و"):
            first -= 1
        return self.roles.get(i) == "place" or self._is_several(first - 1)

    def _is_several(self, i: int) -> bool:
        word = self.line.fold(i)
        return word in _SEVERAL or word[1:] in _SEVERAL

    def _is_between(self, i: int, last: int) -> bool:
        """ "بين ربيعة والقائم": both ends are names; where the first has several words, it is one alone."""
        line = self.line
        if line.fold(i - 1) != "بين" or not line.fold(last).startswith("و"):
            return False
        return len(line.fold(last)) > 3 and (last - i > 1 or bool(self._matches(last)))

    def _clitic(self, i: int, place: Place) -> int:
        """Letters of particles written onto the name: 0, 1 or 2."""
        word = self.line.fold(i)
        known = {fold(n).split(" ")[0] for n in (place.name, *place.names)}
        known |= {k[2:] for k in known if k.startswith("ال")}
        if word.startswith(("لل", "ولل", "فلل")):
            return word.index(
                "لل"
            )  # "للكويت": article and particle share a letter, so there is nothing to leave out
        for peeled in range(3):
            rest = word[peeled:]
            if rest in known or (rest.startswith("ال") and rest[2:] in known):
                return peeled
        return 0

    def _is_likely(
        self, i: int, last: int, place: Place, score: float, clitic: int, *, has_cue: bool
    ) -> bool:
        line = self.line
        if last - i > 1:
            return place.kind != "city" or score >= 3.0 or has_cue
        if line.fold(i)[clitic:] in line.lex.ar_needs_cue and not has_cue:
            return False
        if place.kind in ("admin", "city"):
            if line.fold(i).startswith("ال") and line.fold(i).endswith("يه") and score < 5.4:
                return self._is_settlement(i - 1)  # an adjective more often: البحرية, الشرقية
            bare = line.fold(i)[clitic:]
            if bare.endswith("ي") and not bare.startswith(("ال", "لل")) and score < 4.5:
                return line.fold(i - 1) in _TOWNS  # the same: "جسر جوي"
            floor = LARGE if clitic or line.fold(i).startswith("لل") else 4.7
            if self._is_between(i, last):
                return True
            return (
                score >= floor
                or (has_cue and score >= 2.5 and floor < LARGE)
                or (has_cue and score >= (3.0 if self._follows_place(i) else 4.0))
            )
        return True


_LONGEST_LIST = 5
_SEVERAL = listed("arabic_several")
_TOWNS = frozenset(["مدينه", "بلده", "قريه"])
_BANKS = frozenset(["الشرقيه", "الغربيه", "الشماليه", "الجنوبيه", "اليمنى", "اليسرى"])
_OF_AIRPORTS = frozenset(["الدولي", "العسكري", "المدني", "الحربي"])
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
