"""Whereabouts: where and when what an Arabic cue tells takes place.

Comes in: a cue and the end of its clause. Goes out: `Site`s with their footprints, and a `TimeMention`.
"""

from __future__ import annotations

from dataclasses import replace

from geo.claims import places as where
from geo.claims import times as time_words
from geo.claims.arabic.cues import Cue, Cues
from geo.claims.arabic.lexicon import (
    ENDS,
    KINDS_OF_PLACE,
    PREPOSITIONS,
    ROUND_A_PLACE,
    SIDE_NAMES,
    SIDES,
    head_at,
    is_adjective,
    speech_verbs,
)
from geo.claims.arabic.scene import Scene
from geo.claims.draft import Memory, Site
from geo.claims.rules.rule import AR_IN
from geo.claims.times import TimeMention
from geo.gazetteer import Gazetteer
from geo.gazetteer.names import fold
from geo.geometry import footprint as shapes
from geo.types import Footprint, Toponym

_BESIDE = frozenset(fold(w) for w in ("قرب", "قبالة", "شرقي", "غربي", "شمالي", "جنوبي"))
_COMMON = frozenset(
    fold(w)
    for w in [
        *(
            "مكان",
            "عاصمة",
            "بلاد",
            "بلد",
            "سفارة",
            "مبنى",
            "مباني",
            "مقر",
            "خط",
            "خطوط",
            "جسر",
            "سوق",
            "منزل",
        ),
        *("حاجز", "جدار", "سياج", "مرافق", "مواقع", "مسرح", "مصدر", "هدف", "أهداف", "بيت", "شارع", "شوارع"),
        *("ساحة", "جامع", "مسجد", "كنيسة", "مدرسة", "مستشفى", "محطة", "مصفاة", "منشأة", "منشآت", "نقطة"),
    ]
)
_GOALS = frozenset(fold(w) for w in ("إلى", "نحو", "باتجاه", "اتجاه", "صوب", "حتى"))
_ITS_LAND = frozenset(fold(w) for w in ("أراضيه", "أراضيها", "أراضيهم", "أرضه", "أرضها"))
_SAW = frozenset(fold(w) for w in ("شهد", "شهدت", "يشهد", "تشهد"))
_FAR_FROM = frozenset(fold(w) for w in ("قرب", "كم", "مقربة", "القرب", "كيلومترا", "كيلومترات", "كيلومتر"))
_ON_THE_WAY = frozenset({*(fold(w) for w in ("في", "عبر", "من")), "ب", ""})


class Whereabouts:
    """Places and times of one sentence's cues."""

    def __init__(self, scene: Scene, cues_of: Cues, memory: Memory, gazetteer: Gazetteer) -> None:
        self.scene = scene
        self.cues_of = cues_of
        self.published = scene.published
        self.w = scene.w
        self.keys = scene.keys
        self.actor = scene.actor
        self.place = scene.place
        self.time = scene.time
        self.numbers = scene.numbers
        self.text = scene.text
        self.times = scene.times
        self.memory = memory
        self.gazetteer = gazetteer

    def time_of(self, cue: Cue, end: int) -> TimeMention | None:
        """The time in the clause; of an exercise also the day before its noun, and "until" with it."""
        last = self.w[end - 1].end
        after = [t for t in self.times if self.w[cue.word].start <= t.span.start and t.span.end <= last]
        if cue.rule.action != "exercise":
            return after[0] if after else self.time_before(cue)
        before = [t for t in self.times if t.span.end <= self.w[cue.word].start]
        until = next((t for t in after if t.relation == "by"), None)
        if before and until is not None:
            stay = time_words.Period(before[-1].past.first, until.future.last, "day")
            return replace(before[-1], past=stay, future=stay, is_range=True)
        return after[0] if after else before[-1] if before else None

    def time_before(self, cue: Cue) -> TimeMention | None:
        """A time that opens the clause: "on Sunday, ...", "since 2017 forces have ..."."""
        begin = self.cues_of.clause_begin(cue.word)
        start = self.w[begin].start
        found = [t for t in self.times if start <= t.span.start and t.span.end <= self.w[cue.word].start]
        if not found or any(
            (c.word < cue.word and self.w[c.word].start > found[-1].span.end) for c in self.cues_of.cues
        ):
            return None
        first = next(i for i in range(begin, cue.word) if self.w[i].end > found[-1].span.start)
        said = any(k in speech_verbs() for j in range(begin, cue.word) for k in self.keys[j][:2])
        return None if said and not cue.is_noun and first > begin + 1 else found[-1] if not said else None

    def is_long_ago(self, time: TimeMention | None) -> bool:
        """Whether what is told is history: more than twenty years before."""
        if time is None or time.relation == "from" or self.published is None:
            return False
        return time.past.last.year < self.published.year - 20

    def sites(self, cue: Cue, end: int, *, is_left: bool = False) -> list[Site]:
        """Where the clause of the cue says it is; is_left: what was left stands there."""
        rule = cue.rule
        allowed = {fold(p) for p in rule.prepositions}
        if is_left:
            allowed |= {fold(p) for p in AR_IN}
        found: list[tuple[int, int, Toponym, str]] = []
        begin = cue.after
        seen: set[int] = set()
        for i in range(begin, end):
            if i not in self.place or self.place[i][1] in seen:
                continue
            toponym, first = self.place[i]
            seen.add(first)
            after = first
            while after in self.place and self.place[after][0] is toponym:
                after += 1
            brought = self.brought_by(first, cue)
            if rule.action == "withdraw" and brought == fold("في") and self.is_part_left(first, cue):
                brought = fold("من")
            if (
                brought in allowed
                or (brought == "" and (rule.takes_place_as_object or rule.frame == "hosts"))
                or brought in (fold("بين"), *SIDES)
                or brought == fold("قرب")
                or (
                    brought == "" and toponym.footprint is not None and toponym.footprint.relation == "offset"
                )
            ):
                found.append((first, after, toponym, brought))
        if not found:
            at_home = self.on_its_land(cue, end)
            if at_home is not None:
                return [at_home]
            if rule.frame == "hosts":
                return self.host_before(cue)
            unknown = self.nobody_knows(cue, end, allowed)
            if unknown is not None:
                return [unknown]
            there = self.there(cue, end)
            if there:
                return there
            return self.before(cue)
        if found[0][3] == fold("بين") and len(found) < 2:
            rest = [
                (f, t)
                for f, t in (
                    (self.place[i][1], self.place[i][0]) for i in range(found[0][1], end) if i in self.place
                )
            ]
            if rest:
                one, other = found[0][2], rest[0][1]
                if one.place is not None and other.place is not None:
                    last = rest[0][0]
                    while last in self.place and self.place[last][0] is other:
                        last += 1
                    return [
                        Site(
                            self.scene.phrase(found[0][0] - 1, last),
                            shapes.between(one.place, other.place),
                            one,
                        )
                    ]
        best = found[0]
        rank = where.RANK
        for item in found[1:]:
            if rank.get(item[2].kind, 0) > rank.get(best[2].kind, 0) and item[3] in (fold("في"), ""):
                best = item
        towards = next((item for item in found if item[3] in _GOALS and item[0] > best[0]), None)
        if (
            towards is not None
            and best[3] in _ON_THE_WAY
            and (best[3] or not rule.takes_place_as_object)
            and rule.action not in ("withdraw", "close")
        ):
            best = towards
        if best[3] in SIDES and best[2].place is not None:
            start = next(j for j in range(best[0] - 1, -1, -1) if self.keys[j][0] in SIDES)
            return [Site(self.scene.phrase(start, best[1]), self.beside(best[2], best[3]), best[2])]
        listed = self.listed_after(best[1], end, best[2])
        return [
            Site(self.scene.place_phrase(toponym), toponym.footprint, toponym)
            for toponym in (best[2], *listed)
        ]

    def listed_after(self, i: int, end: int, first: Toponym) -> list[Toponym]:
        """Places that a list goes on with: "in Niger, Chad and Mali"."""
        found: list[Toponym] = []
        while i < end:
            j = i
            if self.w[j].text == "،":
                j += 1
            if j >= end or j not in self.place or self.place[j][1] != j:
                break
            toponym = self.place[j][0]
            joined = self.w[j].fold.startswith("و") and not fold(toponym.text).startswith("و")
            joined = joined or (self.w[j].fold.startswith("و") and self.w[j].start < toponym.span.start)
            joined = joined or (self.w[j].fold[:1] == "و" and toponym.text[:1] == "و")
            if not (joined or j > i) or (toponym.kind == "country") != (first.kind == "country"):
                break
            found.append(toponym)
            while j < len(self.w) and j in self.place and self.place[j][0] is toponym:
                j += 1
            i = j
        return found

    def beside(self, toponym: Toponym, word: str) -> Footprint | None:
        """What the words before the name have made of it; by the direction alone where they were not read."""
        drawn = toponym.footprint
        if toponym.place is None or (drawn is not None and drawn.relation != "at"):
            return drawn
        outline = self.gazetteer.geometry(toponym.place.id)
        return shapes.beyond(toponym.place, outline, SIDE_NAMES[word])

    def is_part_left(self, first: int, cue: Cue) -> bool:
        """Whether a part of the place is what they left: "withdrew from two quarters in the town"."""
        for j in range(first - 1, max(cue.after - 1, first - 6), -1):
            if self.w[j].text in ENDS or self.actor[j] is not None:
                return False
            if self.keys[j][0] == fold("من"):
                return j >= first - 5
        return False

    def before(self, cue: Cue) -> list[Site]:
        """A place that stands before the cue in its clause: "and in Qamishli, ..."."""
        if cue.is_noun and cue.rule.action != "exercise":
            return self.that_saw(cue)
        for i in range(cue.word - 1, -1, -1):
            if self.w[i].text in ("؛", ";", "."):
                break
            if i in self.place and self.place[i][1] == i:
                toponym = self.place[i][0]
                lead = next(
                    (
                        self.keys[j]
                        for j in range(i - 1, max(-1, i - 3), -1)
                        if any(k in PREPOSITIONS for k in self.keys[j])
                    ),
                    (),
                )
                if fold("في") in lead or (cue.with_and and self.cues_of.goes_on(cue)):
                    return [Site(self.scene.place_phrase(toponym), toponym.footprint, toponym)]
                return []
        return []

    def on_its_land(self, cue: Cue, end: int) -> Site | None:
        """The country of the state that speaks or acts: "denied any French forces on its territory"."""
        for i in range(cue.after, end):
            if self.w[i].fold in _ITS_LAND and self.scene.states:
                toponym = self.scene.states[0]
                return Site(self.scene.phrase(i, i + 1), toponym.footprint, toponym)
        return None

    def host_before(self, cue: Cue) -> list[Site]:
        """The base that stands before the verb: "al-Asad base houses ..."."""
        for i in range(cue.word - 1, -1, -1):
            if i in self.place and self.place[i][1] == i and not self.brought_to(i):
                toponym = self.place[i][0]
                return [Site(self.scene.place_phrase(toponym), toponym.footprint, toponym)]
        return []

    def brought_to(self, i: int) -> bool:
        return i > 0 and self.keys[i - 1][0] in PREPOSITIONS

    def that_saw(self, cue: Cue) -> list[Site]:
        """The place that "saw" what the noun tells: "the town witnessed a deployment of"."""
        for j in range(cue.word - 1, max(-1, cue.word - 8), -1):
            if self.keys[j][0] in _SAW or self.w[j].fold[1:] in _SAW:
                for i in range(j + 1, cue.word):
                    if i in self.place:
                        toponym = self.place[i][0]
                        return [Site(self.scene.place_phrase(toponym), toponym.footprint, toponym)]
        return []

    def nobody_knows(self, cue: Cue, end: int, allowed: set[str]) -> Site | None:
        """A place by words whose name the gazetteer does not hold: "to the town of Adre"."""
        for i in range(cue.after, end - 1):
            if self.keys[i][0] in _BESIDE and self.keys[i][0] in allowed and self.may_be_name(i + 1):
                return Site(self.scene.phrase(i + 1, i + 2), None, None)
            if i == cue.after:
                continue
            kinds = [k for k in self.keys[i] if k in KINDS_OF_PLACE]
            if not kinds or i in self.place or i + 1 in self.place or self.time[i + 1]:
                continue
            lead = self.keys[i - 1][0] if kinds[0] == self.w[i].fold else self.w[i].fold[:1]
            if lead not in allowed or not self.may_be_name(i + 1):
                continue
            after = i + 2
            if after < end and self.w[after].fold.startswith("ال") and self.may_be_name(after):
                after += 1
            return Site(self.scene.phrase(i + 1, after), None, None)
        return None

    def may_be_name(self, i: int) -> bool:
        key = self.w[i].fold
        return (
            len(key) > 2
            and key[0].isalpha()
            and self.actor[i] is None
            and i not in self.numbers
            and not is_adjective(key)
            and key not in PREPOSITIONS | KINDS_OF_PLACE | ROUND_A_PLACE
            and not any(
                k.removeprefix("ال") in KINDS_OF_PLACE | ROUND_A_PLACE | _COMMON for k in self.keys[i]
            )
            and i not in self.place
            and not self.time[i]
            and head_at(self.w, self.keys, i) is None
            and not self.cues_of.is_cue(i)
        )

    def there(self, cue: Cue, end: int) -> list[Site]:
        for i in range(cue.after, end):
            if self.keys[i][0] in (fold("هناك"), fold("هنالك")) and self.memory.sites:
                site = self.memory.sites[-1]
                return [Site(self.scene.phrase(i, i + 1), site.footprint, site.toponym)]
        return []

    def brought_by(self, first: int, cue: Cue) -> str:
        """The preposition before a place: a word of its own, one written onto it, or "" for none."""
        low = self.w[first].fold
        name = self.place[first][0].text
        lead = self.text[self.w[first].start : self.place[first][0].span.start]
        if lead and fold(lead) in ("ب", "ل", "وب"):
            return fold(lead)[-1]
        if not name.startswith("ب") and low.startswith("ب") and not fold(name).startswith("ب"):
            return "ب"
        for j in range(first - 1, max(cue.after - 1, first - 8), -1):
            key = next((k for k in self.keys[j] if k in PREPOSITIONS), self.keys[j][0])
            if key in (fold("أطراف"), fold("محيط")) and self.w[j].fold != key:
                return self.w[j].fold[:1] if self.w[j].fold[:1] in ("ب", "ل") else fold("في")
            if key in PREPOSITIONS:
                if key == fold("من") and j >= 2 and self.measures(j - 1):
                    continue
                if key in (fold("أطراف"), fold("محيط")):
                    continue
                if key == fold("مع") and any(
                    self.keys[b][0].removeprefix("ال") == fold("حدود") for b in range(max(0, j - 2), j)
                ):
                    continue
                if key in SIDES and j > cue.after and self.keys[j - 1][0] in (fold("في"), fold("إلى")):
                    return key
                if j == first - 1 or self.leads_to(j + 1, first):
                    return key
                return "-"
            if key[:1] in ("ب", "ل") and key[1:] in ROUND_A_PLACE:
                return key[:1]
            if self.actor[j] is not None or self.w[j].text in ENDS or j in self.numbers:
                break
            if j in self.place:
                break
        return ""

    def measures(self, i: int) -> bool:
        """Whether the words before "from" tell how far: "near", "12 km"."""
        return any(k in _FAR_FROM for k in self.keys[i])

    def leads_to(self, i: int, first: int) -> bool:
        """Whether only nouns of the land stand between a preposition and the name."""
        return (
            all(
                any(k in ROUND_A_PLACE or k.removeprefix("ال") in ROUND_A_PLACE for k in self.keys[j])
                or self.keys[j][0] in PREPOSITIONS
                or j in self.place
                for j in range(i, first)
            )
            or first - i <= 3
        )
