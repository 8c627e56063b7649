"""The grammar of Arabic reports: from a sentence to drafts of claims, their speaker and stance already told.

Comes in: a sentence, its toponyms and non-places, the `Memory` of the text. Goes out: `Draft`s and
`Skipped`s.

Arabic news opens a clause with its verb: verb, subject, object, place. A particle written onto the next word
(and, in, to) is peeled off for matching and left out of spans. A verbal noun (the arrival of, the massing
of) stands for its verb wherever something is accused, denied or told about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from geo.claims import actors as registry
from geo.claims import places as where
from geo.claims import times as time_words
from geo.claims.draft import Draft, Memory, Site
from geo.claims.lexicon import table
from geo.claims.quantities import Number, arabic_numbers
from geo.claims.rules import ARABIC, Rule
from geo.claims.times import TimeMention
from geo.claims.words import Word, words
from geo.gazetteer import Gazetteer
from geo.gazetteer.names import arabic_peelings, fold
from geo.geometry import footprint as shapes
from geo.geometry.directions import Direction
from geo.types import (
    Action,
    Actor,
    ActorMention,
    NonPlace,
    Phrase,
    Quantity,
    QuantityUnit,
    Sentence,
    Skipped,
    Span,
    Stance,
    Toponym,
)

_CLAUSE_OPENERS = frozenset(
    fold(w)
    for w in ["فيما", "بينما", "كما", "لكن", "غير", "حيث", "بعدما", "عقب", "إذ", "أما", "حين", "عندما"]
)
_PREPOSITIONS = frozenset(
    fold(w)
    for w in [
        "إلى",
        "في",
        "على",
        "من",
        "قرب",
        "نحو",
        "بين",
        "فوق",
        "عند",
        "حول",
        "شرق",
        "غرب",
        "شمال",
        "جنوب",
        "قبالة",
        "أطراف",
        "داخل",
        "خارج",
        "عن",
        "مع",
        "ضد",
        "باتجاه",
        "صوب",
        "وسط",
        "مقابل",
        "بعد",
        "قبل",
    ]
)
_FUTURE_VERB = re.compile(r"س[يتن](?!ار|ناء|اس|ر[ةه]|[ةه])\w{2,}")
_SIDE_NAMES: dict[str, Direction] = {"شرق": "east", "غرب": "west", "شمال": "north", "جنوب": "south"}
_SIDES = frozenset(_SIDE_NAMES)
_AGAIN = frozenset(fold(w) for w in ["أعاد", "أعادت", "يعيد", "تعيد", "إعادة"])
_INTRODUCERS = frozenset(fold(w) for w in ["إن", "أن", "بأن", "عن", "ما", "بـ"])
_INTRODUCERS |= frozenset(
    fold(head + tail) for head in ("أن", "إن", "بأن") for tail in ("ه", "ها", "هم", "هما", "نا")
)
_BASE_PREPOSITIONS = frozenset(fold(w) for w in ["في", "إلى", "من", "داخل", "خارج", "نحو", "حول", "قرب"])
_ACCUSING = frozenset(fold(w) for w in ["اتهم", "اتهمت", "يتهم", "تتهم"])
_BY_IT = frozenset(fold(w) for w in ["به", "بها"])
_RELATIVES = frozenset(fold(w) for w in ["طلب", "طلبت", "فضل", "فضلت", "اشترط", "رفض", "لم", "الذي", "التي"])
"""Words that go on about a speaker and are no part of his title: "an officer who asked not to be named"."""
_ENDS = frozenset({"،", ",", "؛", ";", ".", ":", "؟", "?", "!"})


@dataclass(slots=True)
class Force:
    first: int
    after: int
    family: str
    unit: QuantityUnit | None
    is_strong: bool
    number: Number | None
    actor: Actor | None
    actor_words: tuple[int, int] | None
    equipment: tuple[int, int] | None


@dataclass(slots=True)
class Cue:
    rule: Rule
    word: int
    after: int
    is_future: bool
    is_noun: bool


@dataclass(slots=True)
class Voice:
    first: int
    after: int
    begin: int
    end: int
    """The words said: begin to end, not included."""
    stance: Stance
    cue: int


class Grammar:
    """Reads one Arabic sentence."""

    def __init__(
        self,
        sentence: Sentence,
        text: str,
        *,
        toponyms: Sequence[Toponym],
        non_places: Sequence[NonPlace],
        published: date | None,
        memory: Memory,
        gazetteer: Gazetteer,
        number: int,
    ) -> None:
        self.text = text
        self.sentence = sentence
        self.w = words(sentence, text)
        self.memory = memory
        self.gazetteer = gazetteer
        self.number = number
        self.skipped: list[Skipped] = []
        self.keys = [_keys(w) for w in self.w]
        body = text[sentence.span.start : sentence.span.end]
        self.times: list[TimeMention] = time_words.mentions(
            body, offset=sentence.span.start, published=published, language="ar", last=memory.time
        )
        self.time = self.covered([t.span for t in self.times])
        self.place: dict[int, tuple[Toponym, int]] = {}
        for toponym in toponyms:
            covered = self.words_of(toponym.span)
            if covered:
                for i in covered:
                    self.place[i] = (toponym, covered[0])
        self.actor: list[Actor | None] = [None] * len(self.w)
        self.in_name: set[int] = set()
        """Words of actors' names, which are no cues: "Popular Mobilisation"."""
        self.last_site: Site | None = None
        """Of the draft before in the same sentence."""
        self.mark_actors(non_places)
        self.numbers = {}
        for found in arabic_numbers(body, offset=sentence.span.start):
            covered = self.words_of(found.span)
            if covered and not self.time[covered[0]]:
                self.numbers[covered[0]] = (found, covered[-1] + 1)
        self.cues = list(self.find_cues())
        self.voices = list(self.find_voices())
        self.forces: list[Force] = []
        i = 0
        while i < len(self.w):
            force = self.force_at(i)
            if force is None:
                i += 1
            else:
                self.forces.append(force)
                i = force.after

    # --- laying out -----------------------------------------------------------------------------------------

    def covered(self, spans: Sequence[Span]) -> list[bool]:
        return [any(s.start < w.end and w.start < s.end for s in spans) for w in self.w]

    def words_of(self, span: Span) -> list[int]:
        return [i for i, w in enumerate(self.w) if w.start < span.end and span.start < w.end]

    def mark_actors(self, non_places: Sequence[NonPlace]) -> None:
        for non_place in non_places:
            if non_place.country is not None and non_place.why in ("demonym", "metonym"):
                for i in self.words_of(non_place.span):
                    self.actor[i] = registry.state_forces(non_place.country)
        folds = [w.fold for w in self.w]
        i = 0
        while i < len(self.w):
            found = registry.name_at(self.keys[i], folds, i)
            if found is None:
                i += 1
                continue
            if not self.is_the_base(i, found[1]):
                for j in range(i, i + found[1]):
                    self.actor[j] = found[0]
                    self.in_name.add(j)
                    self.place.pop(j, None)
            i += found[1]
        self.mark_accused()

    def is_the_base(self, i: int, size: int) -> bool:
        """Whether one word that is also the name of a movement means the base spoken of.

        So after a verb of motion or a preposition, and where a base was named before.
        """
        if size > 1 or fold("القاعدة") not in self.keys[i]:
            return False
        if any(s.toponym is not None and s.toponym.kind in ("base", "airport") for s in self.memory.sites):
            return True
        if any(fold("قاعدة") in keys for keys in self.keys[:i]):
            return True
        return bool(i) and any(k in _verbs() or k in _BASE_PREPOSITIONS for k in self.keys[i - 1][:2])

    def mark_accused(self) -> None:
        """A state accused of something acts there: "accused the United States of reinforcing ..."."""
        accusing = next(
            (i for i, keys in enumerate(self.keys) if any(k in _ACCUSING for k in keys[:2])), None
        )
        if accusing is None:
            return
        for i in range(accusing + 1, min(len(self.w), accusing + 14)):
            if i in self.place and self.place[i][0].kind == "country":
                place = self.place[i][0].place
                if place is None or place.country is None:
                    continue
                if i and any(k in _PREPOSITIONS for k in self.keys[i - 1]):
                    continue
                toponym = self.place[i][0]
                for j in [j for j, (other, _) in self.place.items() if other is toponym]:
                    self.actor[j] = registry.state_forces(place.country)
                    self.place.pop(j)

    def find_cues(self) -> Iterator[Cue]:
        verbs, nouns = _verbs(), _nouns()
        for i in range(len(self.w)):
            if i in self.place or self.time[i] or i in self.in_name:
                continue
            keys = self.keys[i]
            for key in keys[:2]:
                if key in verbs:
                    rule, future = verbs[key]
                    if key == keys[0] or _has_and(self.w[i].fold):
                        if (
                            rule.name in ("ar-nashara", "ar-taharraka")
                            and i
                            and fold("اعاد") in self.keys[i - 1]
                        ):
                            continue
                        yield Cue(rule, i, i + 1, future, False)
                        break
                two = f"{key} {self.keys[i + 1][0]}" if i + 1 < len(self.w) else ""
                if two in verbs:
                    yield Cue(verbs[two][0], i, i + 2, verbs[two][1], False)
                    break
            else:
                noun = next((k for k in keys if k in nouns), None)
                if noun is None:
                    noun = next(
                        (
                            k[: -len(s)]
                            for k in keys[:2]
                            for s in ("هما", "ها", "هم")
                            if k.endswith(s)
                            and k[: -len(s)] in nouns
                            and nouns[k[: -len(s)]].action != "station"
                        ),
                        None,
                    )
                if noun is not None:
                    if (
                        noun in (fold("نشر"), fold("انتشار"))
                        and i
                        and self.keys[i - 1][0] in (fold("أعادت"), fold("أعاد"), fold("إعادة"))
                    ):
                        continue
                    yield Cue(nouns[noun], i, i + 1, False, True)

    def find_voices(self) -> Iterator[Voice]:
        speech = _speech()
        n = len(self.w)
        last: tuple[int, int] | None = None
        for i in range(n):
            if self.time[i] or i in self.place:
                continue
            hit = next((k for k in self.keys[i][:2] if k in speech), None)
            if hit is None or (i and fold("عدم") in self.keys[i - 1]):
                continue
            kind = speech[hit]
            reported = (
                i >= 2
                and self.keys[i - 1][0] == fold("ما")
                and self.keys[i - 2][0] in (fold("على"), fold("حسب"), fold("وفق"))
            )
            if reported and not _has_and(self.w[i].fold):
                first = i + 2 if i + 1 < n and self.w[i + 1].fold in _BY_IT else i + 1
                after = self.holder_end(first, self.phrase_end(first, n))
                if first < after:
                    yield Voice(first, after, self.back_to(i - 2) if i > 2 else 0, i - 2, "asserted", i)
                continue
            if kind == "according":
                first = i + 1
                if first < n and self.keys[first][0] == fold("ما"):
                    first += 2
                if first < n and self.w[first].fold in _BY_IT:
                    first += 1
                after = self.holder_end(first, self.phrase_end(first, n))
                inner = next((j for j in range(first, after) if self.keys[j][0] == fold("عن")), None)
                if inner is not None and inner + 1 < after:
                    first = inner + 1
                begin = self.back_to(i)
                if first < after:
                    yield Voice(first, after, begin, self.clause_end(i), "asserted", i)
                continue
            stance: Stance = kind if kind in ("alleged", "denied", "confirmed") else "asserted"  # type: ignore[assignment]
            first = i + 1
            after = first
            if first >= n or self.keys[first][0] in _INTRODUCERS | _PREPOSITIONS:
                first, after = self.words_before(i), i
                if first < after:
                    yield Voice(first, after, i + 1, self.said_end(i + 1), stance, i)
                continue
            if stance == "alleged" and last is not None and self.accuses_again(i):
                yield Voice(last[0], last[1], first, self.said_end(first), stance, i)
                continue
            accused = self.accused(i) if stance == "alleged" else None
            if accused is not None:
                yield Voice(first, accused, accused, self.said_end(accused), stance, i)
                continue
            while (
                after < n
                and self.keys[after][0] not in _INTRODUCERS
                and self.w[after].text not in _ENDS
                and not self.is_cue(after)
            ):
                after += 1
            if after == first:
                continue
            begin = after
            named = self.holder_end(first, after)
            if named > first:
                last = (first, named)
                yield Voice(first, named, begin, self.said_end(begin), stance, i)

    def accuses_again(self, i: int) -> bool:
        """Whether the one who spoke before goes on to accuse: "... said X, and accused Washington of ..."."""
        if not _has_and(self.w[i].fold) or not any(k in _ACCUSING for k in self.keys[i][:2]):
            return False
        return i + 1 < len(self.w) and self.actor[i + 1] is not None and self.accused(i) is None

    def holder_end(self, first: int, after: int) -> int:
        """Index after the speaker's words: a date or what is told of him is no part of them."""
        for j in range(first, after):
            if self.time[j] or (j > first and any(k in _RELATIVES for k in self.keys[j])):
                return j
        return after

    def words_before(self, i: int) -> int:
        """First word of the subject that stands before its verb at i."""
        j = i
        while j and self.w[j - 1].text not in _ENDS and self.keys[j - 1][0] not in _CLAUSE_OPENERS:
            j -= 1
            if i - j > 8:
                return i
        return j

    def accused(self, i: int) -> int | None:
        """First word of whom the verb at i accuses: the second of the two named after it."""
        spans: list[tuple[int, int]] = []
        for j in range(i + 1, min(len(self.w), i + 12)):
            if self.w[j].text in _ENDS:
                break
            if self.actor[j] is not None and (not spans or j >= spans[-1][1]):
                spans.append(self.span_of_actor(j))
        if len(spans) > 1:
            return spans[1][0]
        accuses = any(k in _ACCUSING for k in self.keys[i][:2])
        return spans[0][0] if accuses and spans and spans[0][0] > i + 1 else None

    def is_cue(self, i: int) -> bool:
        return any(c.word == i for c in self.cues)

    def phrase_end(self, i: int, stop: int) -> int:
        while i < stop and self.w[i].text not in _ENDS and self.keys[i][0] not in _CLAUSE_OPENERS:
            i += 1
        return i

    def back_to(self, i: int) -> int:
        """Beginning of the clause that "according to" at i closes."""
        for j in range(i - 1, -1, -1):
            if self.w[j].text in ("؛", ";", "."):
                return j + 1
            if self.keys[j][0] in _CLAUSE_OPENERS and j < i - 4 and self.keys[j][0] != fold("حيث"):
                return j
        return 0

    def said_end(self, i: int) -> int:
        for j in range(i, len(self.w)):
            if self.w[j].text in ("؛", ";"):
                return j
            if self.keys[j][0] in (fold("فيما"), fold("بينما"), fold("لكن"), fold("كما")):
                return j
            if j > i + 1 and _has_and(self.w[j].fold) and self.w[j].fold[1:] in _speech():
                return j
        return len(self.w)

    def clause_end(self, i: int) -> int:
        """Index after the clause that word i opens."""
        speech = _speech()
        for j in range(i + 1, len(self.w)):
            if self.w[j].text in ("؛", ";", ".", ":", "؟"):
                return j
            if self.keys[j][0] in _CLAUSE_OPENERS:
                return j
            if (
                self.w[j].fold in speech or (_has_and(self.w[j].fold) and self.w[j].fold[1:] in speech)
            ) and j not in self.place:
                return j
            if (
                any(
                    c.word == j
                    and (
                        not c.is_noun
                        or (_has_and(self.w[j].fold) and not self.w[j].fold[1:].startswith("ال"))
                    )
                    for c in self.cues
                )
                and j > i + 1
            ):
                return j
        return len(self.w)

    # --- forces ---------------------------------------------------------------------------------------------

    def force_at(self, i: int) -> Force | None:
        number: Number | None = None
        j = i
        if j in self.numbers:
            number, j = self.numbers[j]
            while j < len(self.w) and self.keys[j][0] == fold("من"):
                j += 1
        if j >= len(self.w) or j in self.place or self.time[j]:
            return None
        found = _head_at(self.w, self.keys, j)
        if found is None:
            return None
        family, unit, strong, size, two = found
        after = j + size
        actor: Actor | None = None
        actor_words: tuple[int, int] | None = None
        for k in range(j, after):
            if self.actor[k] is not None and actor is None:
                actor, actor_words = self.actor[k], self.span_of_actor(k)
        equipment = (j, after) if family not in ("people", "units", "facility") else None
        while after < len(self.w):
            if after in self.place or self.time[after] or self.w[after].text in _ENDS or self.is_cue(after):
                break
            key = self.keys[after][0]
            if self.actor[after] is not None and not _has_and(self.w[after].fold):
                actor = actor or self.actor[after]
                actor_words = actor_words or self.span_of_actor(after)
                after = self.span_of_actor(after)[1]
                continue
            if key in (fold("من"), fold("تابعة"), fold("تابعه"), fold("ل")) or key.startswith(fold("تابع")):
                nxt = after + 1
                if nxt < len(self.w) and (
                    self.actor[nxt] is not None or nxt in self.numbers or _head_at(self.w, self.keys, nxt)
                ):
                    inner = self.force_at(nxt) if self.actor[nxt] is None else None
                    if inner is not None:
                        after = inner.after
                        actor, actor_words = actor or inner.actor, actor_words or inner.actor_words
                        number = number or inner.number
                        if unit is None or (number is not None and number is inner.number):
                            unit, family = inner.unit or unit, inner.family
                        equipment = equipment or inner.equipment
                        continue
                    if self.actor[nxt] is not None:
                        after = nxt
                        continue
                break
            if key in (fold("يضم"), fold("تضم"), fold("قوامه"), fold("قوامها"), fold("تقل")):
                inner = self.force_at(after + 1)
                if inner is None:
                    break
                number, unit, family = inner.number or number, inner.unit or unit, inner.family
                equipment = equipment or inner.equipment
                actor, actor_words = actor or inner.actor, actor_words or inner.actor_words
                after = inner.after
                continue
            if self.w[after].text in ("«", "»", '"', "(", ")"):
                after += 1
                continue
            if i + 1 < len(self.w) and self.w[after - 1].text in ("«", '"'):
                equipment = (after, after + 1)
                after += 1
                continue
            if key in _ADJECTIVES or (key.startswith("ال") and key[2:] in _ADJECTIVES):
                after += 1
                continue
            break
        while after > j + 1 and self.w[after - 1].text in ("«", '"', "("):
            after -= 1
        if number is None and two:
            number = Number(Span(self.w[j].start, self.w[j].end), 2, 2, None)
        return Force(i, after, family, unit, strong, number, actor, actor_words, equipment)

    def span_of_actor(self, i: int) -> tuple[int, int]:
        first = after = i
        while first and self.actor[first - 1] is self.actor[i]:
            first -= 1
        while after < len(self.w) and self.actor[after] is self.actor[i]:
            after += 1
        return first, after

    # --- drafts ---------------------------------------------------------------------------------------------

    def drafts(self) -> list[Draft]:
        made: list[Draft] = []
        for cue in self.cues:
            made.extend(self.of_cue(cue))
        return made

    def skip(self, cue: Cue, why: str) -> None:
        self.skipped.append(
            Skipped(Span(self.w[cue.word].start, self.w[cue.after - 1].end), why, cue.rule.name)
        )

    def of_cue(self, cue: Cue) -> Iterator[Draft]:
        if self.is_unreal(cue):
            self.skip(cue, "a wish, threat, demand or possibility, not an event")
            return
        end = self.clause_end(cue.after - 1)
        rule = cue.rule
        forces = [
            f for f in self.forces if cue.after <= f.first < end and not self.after_preposition(f.first, cue)
        ]
        agent, agent_words, theme = self.roles(cue, forces, end)
        if rule.frame == "hosts":
            theme = next((f for f in forces if f.number is not None), None) or next(
                (f for f in forces if f.actor is not None), None
            )
            owned = next((f for f in forces if f.actor is not None), None)
            agent, agent_words = (owned.actor, owned.actor_words) if owned is not None else (None, None)
        owner = theme.actor if theme is not None and theme.actor is not None else agent
        words_of_owner = theme.actor_words if theme is not None and theme.actor is not None else agent_words
        exercise = rule.action == "exercise"
        if exercise and theme is None:
            theme = self.taking_part(cue, end)
        itself = rule.name == "ar-taazizat-noun"
        goes_on = self.goes_on(cue)
        carried = False
        if owner is None and (goes_on or itself or rule.frame == "backs"):
            owner, words_of_owner, carried = self.carried(cue), None, True
        named = (
            rule.frame in ("goes", "noun")
            and owner is not None
            and (goes_on or itself or self.is_body(owner, words_of_owner))
        )
        if theme is None and not named and not exercise:
            self.skip(cue, "no force is named")
            return
        if theme is not None and owner is None and self.enters_the_base(cue):
            owner, words_of_owner, carried = self.carried(cue), None, True
        if theme is not None and not theme.is_strong and owner is None:
            self.skip(cue, "no armed force to whom it could belong")
            return
        if self.is_civil(cue, end):
            self.skip(cue, "civil people or things, not armed forces")
            return
        if owner is None:
            owner, carried = self.carried(cue), True
            words_of_owner = None
        sites = self.sites(cue, end)
        if not sites:
            told = self.number - self.memory.claim_sentence <= 1
            site = self.last_site or (self.memory.claim_site if told else None)
            if (cue.is_noun and not goes_on) or site is None:
                self.skip(cue, "no place is stated")
                return
            sites = [Site(None, site.footprint, site.toponym)]
        owners: list[tuple[Actor | None, tuple[int, int] | None]] = [(owner, words_of_owner)]
        if exercise:
            owners = self.partners(cue, end) or owners
            if owners[0][0] is None:
                self.skip(cue, "no armed force is named")
                return
        time = self.time_of(cue, end)
        self.last_site = sites[0]
        for mention, where_named in owners:
            for site in sites:
                yield from self.voiced(cue, end, theme, mention, where_named, site, time, carried=carried)

    def enters_the_base(self, cue: Cue) -> bool:
        """Whether the base spoken of is where something counted goes: whose base it is, its things are."""
        nxt = self.keys[cue.after] if cue.after < len(self.w) else ()
        return fold("القاعدة") in nxt and self.memory.claim_site is not None

    def taking_part(self, cue: Cue, end: int) -> Force | None:
        """What an exercise is held with: "with the participation of twenty boats"."""
        return next(
            (
                f
                for f in self.forces
                if cue.after <= f.first < end
                and f.number is not None
                and f.actor is None
                and any(fold("مشاركة") in k for j in (f.first - 1, f.first - 2) for k in self.keys[j])
            ),
            None,
        )

    def time_of(self, cue: Cue, end: int) -> TimeMention | None:
        """The time in the clause; of an exercise also the day before its noun, and "until" with it."""
        last = self.w[end - 1].end
        after = [t for t in self.times if self.w[cue.word].start <= t.span.start and t.span.end <= last]
        if cue.rule.action != "exercise":
            return after[0] if after else None
        before = [t for t in self.times if t.span.end <= self.w[cue.word].start]
        until = next((t for t in after if t.relation == "by"), None)
        if before and until is not None:
            stay = time_words.Period(before[-1].past.first, until.future.last, "day")
            return replace(before[-1], past=stay, future=stay, is_range=True)
        return after[0] if after else before[-1] if before else None

    def voiced(
        self,
        cue: Cue,
        end: int,
        theme: Force | None,
        owner: Actor | None,
        owner_words: tuple[int, int] | None,
        site: Site,
        time: TimeMention | None,
        *,
        carried: bool,
    ) -> Iterator[Draft]:
        holding = [v for v in self.voices if v.begin <= cue.word < v.end]
        holding.sort(key=lambda v: v.cue)
        inner = holding[-1] if holding else None
        denying = next((v for v in holding if v.stance == "denied"), None)
        force: Phrase | None = None
        if theme is not None:
            force = self.phrase(theme.first, theme.after)
        elif cue.rule.action == "exercise" or cue.rule.name == "ar-taazizat-noun":
            force = self.phrase(cue.word, cue.after)
        quantity: Quantity | None = None
        if theme is not None and theme.number is not None and theme.unit is not None:
            number = theme.number
            quantity = Quantity(number.min, number.max, theme.unit, number.qualifier, number.span)
        draft = Draft(
            rule=cue.rule,
            action=self.action(cue, theme),
            cue=Span(self.w[cue.word].start, self.w[cue.after - 1].end),
            clause=Span(self.w[cue.word].start, self.w[end - 1].end),
            actor=ActorMention(owner, self.phrase(*owner_words) if owner_words else None) if owner else None,
            force=force,
            quantity=quantity,
            equipment=self.phrase(*theme.equipment) if theme is not None and theme.equipment else None,
            site=site,
            time=time,
            is_future=cue.is_future or self.is_planned(cue),
            is_noun=cue.is_noun,
            sentence=self.number,
            actor_is_carried=carried,
        )
        told = self.told_by(denying, cue) if denying is not None else None
        if denying is not None:
            self.hold(draft, denying, "denied")
            yield draft
            if told is not None:
                again = Draft(**{name: getattr(draft, name) for name in Draft.__slots__})
                again.stance, again.holder_words = "alleged", self.phrase(*told).span
                again.stance_span = None
                yield again
            return
        doubt = next((i for i in range(cue.word, end) if any(k in _doubt() for k in self.keys[i])), None)
        before = next(
            (i for i in range(max(0, cue.word - 4), cue.word) if any(k in _doubt() for k in self.keys[i])),
            None,
        )
        if inner is not None:
            stance: Stance = "planned" if draft.is_future and inner.stance == "asserted" else inner.stance
            self.hold(draft, inner, stance)
        elif draft.is_future:
            draft.stance = "planned"
        if (doubt is not None or before is not None) and draft.stance in (None, "asserted"):
            draft.stance = "alleged"
        yield draft

    def hold(self, draft: Draft, voice: Voice, stance: Stance) -> None:
        first, after = voice.first, voice.after
        draft.holder_words = self.phrase(first, after).span
        draft.stance = stance
        draft.stance_span = (
            Span(self.w[voice.cue].start, self.w[voice.cue].end) if stance != "asserted" else None
        )

    def is_planned(self, cue: Cue) -> bool:
        before = range(max(0, cue.word - 4), cue.word)
        if any(k in _future() for j in before for k in self.keys[j]):
            return True
        return cue.is_noun and any(self.is_future_verb(j) for j in before)

    def is_future_verb(self, i: int) -> bool:
        """Whether the word is a verb with the particle of the future: "(they) will hold"."""
        if i in self.place or i in self.numbers or self.time[i] or self.actor[i] is not None:
            return False
        return any(_FUTURE_VERB.fullmatch(k) is not None for k in self.keys[i][:2])

    def goes_on(self, cue: Cue) -> bool:
        """Whether the clause has no subject of its own: "and withdrew from", "their arrival"."""
        if cue.is_noun:
            return (
                self.w[cue.word].fold.endswith(("ها", "هم", "هما")) and self.w[cue.word].fold not in _nouns()
            )
        nxt = self.keys[cue.after][0] if cue.after < len(self.w) else ""
        return nxt in _PREPOSITIONS and (_has_and(self.w[cue.word].fold) or cue.word == 0)

    def told_by(self, voice: Voice, cue: Cue) -> tuple[int, int] | None:
        """Who told what is denied: "denied what Israeli media carried about ..."."""
        for i in range(voice.after, cue.word):
            if self.keys[i][0] == fold("ما") and i + 2 < cue.word:
                after = next(
                    (
                        j
                        for j in range(i + 2, cue.word)
                        if self.keys[j][0] in (fold("عن"), fold("حول"), fold("من"))
                    ),
                    None,
                )
                if after is not None and after > i + 2:
                    return i + 2, after
        return None

    def roles(
        self, cue: Cue, forces: list[Force], end: int
    ) -> tuple[Actor | None, tuple[int, int] | None, Force | None]:
        """The sender and what is sent."""
        agent: Actor | None = None
        named: tuple[int, int] | None = None
        i = cue.after
        if (
            cue.rule.frame in ("sends", "moves", "builds", "trims", "backs", "hosts", "holds")
            and not cue.is_noun
        ):
            while i < end and not self.after_preposition(i, cue):
                if self.actor[i] is not None:
                    agent, named = self.actor[i], self.span_of_actor(i)
                    break
                if i in self.place and i == cue.after:
                    toponym, first = self.place[i]
                    country = toponym.place.country if toponym.place is not None else None
                    if toponym.kind == "country" and country is not None and first == i:
                        return self.of_state(forces, country, i)
                if i in self.numbers or i in self.place:
                    break
                if _head_at(self.w, self.keys, i) is not None and self.force_actor(i, forces) is None:
                    break
                i += 1
            if agent is None:
                agent, named = self.subject_before(cue)
            theme = next(
                (f for f in forces if named is None or f.first >= named[1] or f.after <= named[0]), None
            )
            if cue.rule.frame == "backs":
                with_it = next((f for f in forces if self.w[f.first].fold.startswith("ب")), None)
                theme = with_it or theme
            if theme is None and cue.rule.frame == "moves" and forces:
                theme = forces[0]
            return agent, named, theme
        theme = forces[0] if forces else self.force_before(cue)
        if theme is not None and theme.actor is None and (cue.is_noun or theme.after == cue.word):
            agent, named = self.subject_before(cue)
        if theme is None:
            for j in range(cue.after, min(end, cue.after + 6)):
                if self.actor[j] is not None and not self.after_preposition(j, cue):
                    return self.actor[j], self.span_of_actor(j), None
            agent, named = self.subject_before(cue)
        return agent, named, theme

    def of_state(
        self, forces: Sequence[Force], country: str, i: int
    ) -> tuple[Actor | None, tuple[int, int] | None, Force | None]:
        """The roles where the state's own name follows the verb."""
        after = i
        while after in self.place and self.place[after][1] == i:
            after += 1
        theme = next((f for f in forces if f.first >= after), None)
        return registry.state_forces(country), (i, after), theme

    def force_before(self, cue: Cue) -> Force | None:
        """The subject that stands before its verb: "three Chinese ships anchored"."""
        if cue.is_noun:
            return None
        return next((f for f in self.forces if 0 <= cue.word - f.after <= 1), None)

    def force_actor(self, i: int, forces: Sequence[Force]) -> Actor | None:
        return next((f.actor for f in forces if f.first <= i < f.after), None)

    def subject_before(self, cue: Cue) -> tuple[Actor | None, tuple[int, int] | None]:
        """The subject of a clause that opens with it: "... that coalition forces withdrew ..."."""
        for j in range(cue.word - 1, max(-1, cue.word - 8), -1):
            if self.w[j].text in ("؛", ";", ".", "،"):
                break
            if self.actor[j] is not None:
                first, after = self.span_of_actor(j)
                if first == 0 or self.keys[first - 1][0] not in _PREPOSITIONS:
                    return self.actor[j], (first, after)
        return None, None

    def carried(self, cue: Cue) -> Actor | None:
        if cue.rule.name == "ar-taazizat-noun":
            told = next(
                (d for d in reversed(self.memory.drafts) if d.action == "reinforce" and d.actor is not None),
                None,
            )
            if told is not None and told.actor is not None:
                return told.actor.actor
        for j in range(cue.word - 1, -1, -1):
            if self.actor[j] is not None and not any(v.first <= j < v.after for v in self.voices):
                return self.actor[j]
        if self.memory.actor is not None and self.number - self.memory.actor_sentence <= 3:
            return self.memory.actor
        return self.memory.title_actor

    def partners(self, cue: Cue, end: int) -> list[tuple[Actor | None, tuple[int, int] | None]]:
        found: dict[str, tuple[Actor | None, tuple[int, int] | None]] = {}
        for j in range(cue.after, end):
            actor = self.actor[j]
            if actor is not None:
                found.setdefault(actor.id, (actor, self.span_of_actor(j)))
        return list(found.values())

    def is_body(self, actor: Actor, named: tuple[int, int] | None) -> bool:
        """Whether the actor's words are those of a force, not of a state as such."""
        if actor.kind != "state_force" or not actor.id.endswith("-armed-forces"):
            return True
        if named is None:
            return False
        return any(
            fold(w) in k
            for w in ("قوات", "القوات", "الجيش", "جيش")
            for i in range(max(0, named[0] - 1), named[1])
            for k in [self.keys[i]]
        )

    def after_preposition(self, i: int, cue: Cue) -> bool:
        return i > cue.after and self.keys[i - 1][0] in _PREPOSITIONS - {fold("من")} and i not in self.place

    def is_unreal(self, cue: Cue) -> bool:
        demands = _demands()
        for j in range(cue.word - 1, max(-1, cue.word - 9), -1):
            if self.w[j].text in ("؛", ";", "."):
                break
            if any(k in demands for k in self.keys[j][:2]) and fold("عدم") not in self.keys[j + 1]:
                return True
            if self.w[j].text == "،" and cue.word - j > 2:
                break
        return False

    def is_civil(self, cue: Cue, end: int) -> bool:
        civil = _civil()
        return any(k in civil for j in range(max(0, cue.word - 1), end) for k in self.keys[j])

    def action(self, cue: Cue, theme: Force | None) -> Action:
        rule = cue.rule
        if rule.name in ("ar-nashara", "ar-nashr-noun") and any(
            k in _AGAIN for j in range(max(0, cue.word - 6), cue.word) for k in self.keys[j]
        ):
            return "reposition"
        if theme is not None and rule.action in ("deploy", "arrive") and rule.frame != "goes":
            lows = [self.keys[i][0] for i in range(theme.first, theme.after)]
            if any(k.startswith((fold("إضافي"), fold("تعزيز"))) for k in lows):
                return "reinforce"
        return rule.action

    def is_own(self, holder: Span, actor: Actor | None) -> bool:
        """Whether the speaker's words name the actor's own side."""
        return actor is not None and any(
            other is not None and registry.same_side(other, actor)
            for other, w in zip(self.actor, self.w, strict=True)
            if holder.start <= w.start < holder.end
        )

    def is_peeled(self, i: int) -> bool:
        """Whether word i was understood only without the particle written onto it."""
        whole, rest = self.keys[i][0], self.keys[i][0][1:]
        if whole in _heads() or registry.name_at((whole,), [w.fold for w in self.w], i) is not None:
            return False
        if rest in _heads():
            return True
        return (
            self.actor[i] is not None and registry.name_at((rest,), [w.fold for w in self.w], i) is not None
        )

    # --- where ----------------------------------------------------------------------------------------------

    def sites(self, cue: Cue, end: int) -> list[Site]:
        rule = cue.rule
        allowed = {fold(p) for p in rule.prepositions}
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
                or brought in (fold("بين"), *_SIDES)
                or brought == fold("قرب")
            ):
                found.append((first, after, toponym, brought))
        if not found:
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
                        Site(self.phrase(found[0][0] - 1, last), shapes.between(one.place, other.place), one)
                    ]
        best = found[0]
        for item in found[1:]:
            rank = where.RANK
            if rank.get(item[2].kind, 0) > rank.get(best[2].kind, 0) and item[3] in (fold("في"), ""):
                best = item
        if best[3] in _SIDES and best[2].place is not None:
            side = _SIDE_NAMES[best[3]]
            outline = self.gazetteer.geometry(best[2].place.id)
            start = next(j for j in range(best[0] - 1, -1, -1) if self.keys[j][0] in _SIDES)
            return [Site(self.phrase(start, best[1]), shapes.beyond(best[2].place, outline, side), best[2])]
        return [Site(self.place_phrase(best[2]), best[2].footprint, best[2])]

    def is_part_left(self, first: int, cue: Cue) -> bool:
        """Whether a part of the place is what they left: "withdrew from two quarters in the town"."""
        for j in range(first - 1, max(cue.after - 1, first - 6), -1):
            if self.w[j].text in _ENDS or self.actor[j] is not None:
                return False
            if self.keys[j][0] == fold("من"):
                return j >= first - 5
        return False

    def before(self, cue: Cue) -> list[Site]:
        """A place that stands before the cue in its clause: "and in Qamishli, ..."."""
        if cue.is_noun and cue.rule.action != "exercise":
            return []
        for i in range(cue.word - 1, -1, -1):
            if self.w[i].text in ("؛", ";", "."):
                break
            if i in self.place and self.place[i][1] == i:
                toponym = self.place[i][0]
                lead = next(
                    (
                        self.keys[j]
                        for j in range(i - 1, max(-1, i - 3), -1)
                        if any(k in _PREPOSITIONS for k in self.keys[j])
                    ),
                    (),
                )
                if fold("في") in lead:
                    return [Site(self.place_phrase(toponym), toponym.footprint, toponym)]
                return []
        return []

    def there(self, cue: Cue, end: int) -> list[Site]:
        for i in range(cue.after, end):
            if self.keys[i][0] in (fold("هناك"), fold("هنالك")) and self.memory.sites:
                site = self.memory.sites[-1]
                return [Site(self.phrase(i, i + 1), site.footprint, site.toponym)]
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
        for j in range(first - 1, max(cue.after - 1, first - 6), -1):
            key = self.keys[j][0]
            if key in _PREPOSITIONS:
                if (
                    key == fold("من")
                    and j >= 2
                    and any(k in (fold("قرب"), fold("كم")) for k in self.keys[j - 1])
                ):
                    continue
                if key == fold("أطراف"):
                    continue
                return key
            if self.actor[j] is not None or self.w[j].text in _ENDS or j in self.numbers:
                break
        return ""

    def place_phrase(self, toponym: Toponym) -> Phrase:
        return Phrase(self.text[toponym.span.start : toponym.span.end], toponym.span)

    def phrase(self, first: int, after: int) -> Phrase:
        start = self.w[first].start
        word = self.w[first]
        if word.fold[:1] in ("و", "ف", "ب", "ل") and len(word.fold) > 3 and self.is_peeled(first):
            start += 1
        span = Span(start, self.w[after - 1].end)
        return Phrase(self.text[span.start : span.end], span)


def _has_and(folded: str) -> bool:
    return folded[:1] in ("و", "ف") and len(folded) > 3


def _keys(word: Word) -> tuple[str, ...]:
    """The fold and its readings without particles, nearest first; the "and" comes off before all else."""
    keys: dict[str, None] = {word.fold: None}
    if _has_and(word.fold):
        keys[word.fold[1:]] = None
    for peeled in arabic_peelings(word.fold):
        keys[peeled] = None
    return tuple(keys)


@cache
def _verbs() -> dict[str, tuple[Rule, bool]]:
    """Folded verb forms to their rule and whether they tell the future."""
    found: dict[str, tuple[Rule, bool]] = {}
    for rule in ARABIC:
        if rule.frame == "noun":
            continue
        for cue in rule.cues:
            for form, future in _forms(fold(cue)):
                found.setdefault(form, (rule, future))
    return found


def _forms(cue: str) -> Iterator[tuple[str, bool]]:
    head, _, rest = cue.partition(" ")
    tail = f" {rest}" if rest else ""
    if head.startswith("ي") and len(head) >= 3:
        for prefix in ("ي", "ت", "ن"):
            yield prefix + head[1:] + tail, False
            yield prefix + head[1:] + "ون" + tail, False
            yield "س" + prefix + head[1:] + tail, True
        return
    yield head + tail, False
    stem = head[:-1] if head.endswith(("ي", "ا")) and len(head) > 3 else head
    yield stem + "ت" + tail, False
    if len(stem) >= 5:  # shorter duals look like nouns: "notables" for "they two sent"
        yield stem + "ا" + tail, False
        yield stem + "تا" + tail, False
    yield stem + "وا" + tail, False


@cache
def _nouns() -> dict[str, Rule]:
    found: dict[str, Rule] = {}
    for rule in ARABIC:
        if rule.frame == "noun":
            for cue in rule.cues:
                found.setdefault(fold(cue), rule)
    return found


@cache
def _speech() -> dict[str, str]:
    words_of = table("speech")["arabic"]
    found: dict[str, str] = {}
    for kind in ("asserted", "alleged", "denied", "confirmed", "according"):
        for word in words_of[kind]:
            if " " not in word:
                found.setdefault(fold(word), kind)
    return found


@cache
def _doubt() -> frozenset[str]:
    return frozenset(fold(w) for w in table("speech")["arabic"]["doubt"] if " " not in w)


@cache
def _future() -> frozenset[str]:
    return frozenset(fold(w) for w in table("speech")["arabic"]["future"])


@cache
def _demands() -> frozenset[str]:
    return frozenset(fold(w) for w in table("speech")["arabic"]["demand"] if " " not in w)


@cache
def _civil() -> frozenset[str]:
    return frozenset(
        fold(w)
        for w in [
            "وزير",
            "الوزير",
            "وفد",
            "منتخب",
            "فريق",
            "دوري",
            "البطولة",
            "النهائي",
            "لقاحات",
            "للتلقيح",
            "التلقيح",
            "الشرطة",
            "شرطة",
            "المرور",
            "النظافة",
            "عمال",
            "لاعبين",
            "مساعدات",
            "إغاثة",
            "زيارة",
            "البلدية",
            "الصحة",
        ]
    )


_ADJECTIVES = frozenset(
    fold(w)
    for w in [
        "عسكري",
        "عسكرية",
        "حربية",
        "إضافية",
        "إضافي",
        "جديدة",
        "جديد",
        "بحرية",
        "جوية",
        "برية",
        "خاصة",
        "مدرعة",
        "ثقيلة",
        "مشتركة",
        "أخرى",
        "متقاعد",
        "مسيرة",
        "مسيّرة",
        "للاستطلاع",
        "كبيرة",
        "كبير",
        "دفاع",
        "جوي",
        "صواريخ",
        "إطلاق",
        "مسلحة",
        "قتالية",
        "مقاتلة",
        "ثانية",
        "ثالثة",
        "نظامية",
        "أجنبية",
    ]
)


@cache
def _heads() -> dict[str, tuple[tuple[tuple[str, ...], str, QuantityUnit | None, bool], ...]]:
    arabic = table("forces")["arabic"]
    found: dict[str, list[tuple[tuple[str, ...], str, QuantityUnit | None, bool]]] = {}

    def add(noun: str, family: str, unit: str | None, *, strong: bool) -> None:
        parts = tuple(fold(p) for p in noun.split(" "))
        found.setdefault(parts[0], []).append((parts, family, unit, strong))  # type: ignore[arg-type]

    for family in ("people", "aircraft", "ship", "vehicle", "system", "facility"):
        section = arabic[family]
        unit = None if section["unit"] == "none" else section["unit"]
        for noun in section["strong"]:
            add(noun, family, "battery" if noun.startswith("بطار") else unit, strong=True)
        for noun in section["weak"]:
            add(noun, family, unit, strong=False)
    weak = {fold(w) for w in arabic["units"]["weak"]}
    for unit, nouns in arabic["units"].items():
        if unit == "weak":
            continue
        for noun in nouns:
            add(noun, "units", None if unit == "none" else unit, strong=fold(noun) not in weak)
    return {k: tuple(sorted(v, key=lambda e: len(e[0]), reverse=True)) for k, v in found.items()}


def _head_at(
    made: Sequence[Word], keys: Sequence[tuple[str, ...]], i: int
) -> tuple[str, QuantityUnit | None, bool, int, bool] | None:
    """Family, unit, strength, length of the head noun at word i, and whether it is a dual."""
    heads = _heads()
    for key in keys[i]:
        for parts, family, unit, strong in heads.get(key, ()):
            if all(i + k < len(made) and parts[k] in keys[i + k] for k in range(1, len(parts))):
                dual = key.endswith(("ين", "ان")) and key in _DUALS
                return family, unit, strong, len(parts), dual
    return None


_DUALS = frozenset(
    fold(w)
    for w in [
        "كتيبتين",
        "كتيبتان",
        "لواءين",
        "سربين",
        "بطاريتين",
        "سريتين",
        "رتلين",
        "طائرتين",
        "مدمرتين",
        "فرقاطتين",
        "سفينتين",
    ]
)
