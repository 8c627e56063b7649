"""Whereabouts: where and when what an Arabic cue tells takes place.

Comes in: a cue and the end of its clause. Goes out: `Site`s with their footprints, and a `TimeMention`.
"""

from __future__ import annotations

from dataclasses import replace

from geo.claims import places as where
from geo.claims import times as time_words
from geo.claims.arabic.cues import Cue
from geo.claims.arabic.lexicon import ENDS, PREPOSITIONS, SIDE_NAMES, SIDES
from geo.claims.arabic.scene import Scene
from geo.claims.draft import Memory, Site
from geo.claims.times import TimeMention
from geo.gazetteer import Gazetteer
from geo.gazetteer.names import fold
from geo.geometry import footprint as shapes
from geo.types import Footprint, Toponym


class Whereabouts:
    """Places and times of one sentence's cues."""

    def __init__(self, scene: Scene, memory: Memory, gazetteer: Gazetteer) -> None:
        self.scene = scene
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
            return after[0] if after else None
        before = [t for t in self.times if t.span.end <= self.w[cue.word].start]
        until = next((t for t in after if t.relation == "by"), None)
        if before and until is not None:
            stay = time_words.Period(before[-1].past.first, until.future.last, "day")
            return replace(before[-1], past=stay, future=stay, is_range=True)
        return after[0] if after else before[-1] if before else None

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
                or brought in (fold("بين"), *SIDES)
                or brought == fold("قرب")
                or (
                    brought == "" and toponym.footprint is not None and toponym.footprint.relation == "offset"
                )
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
                        Site(
                            self.scene.phrase(found[0][0] - 1, last),
                            shapes.between(one.place, other.place),
                            one,
                        )
                    ]
        best = found[0]
        for item in found[1:]:
            rank = where.RANK
            if rank.get(item[2].kind, 0) > rank.get(best[2].kind, 0) and item[3] in (fold("في"), ""):
                best = item
        if best[3] in SIDES and best[2].place is not None:
            start = next(j for j in range(best[0] - 1, -1, -1) if self.keys[j][0] in SIDES)
            return [Site(self.scene.phrase(start, best[1]), self.beside(best[2], best[3]), best[2])]
        return [Site(self.scene.place_phrase(best[2]), best[2].footprint, best[2])]

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
                        if any(k in PREPOSITIONS for k in self.keys[j])
                    ),
                    (),
                )
                if fold("في") in lead:
                    return [Site(self.scene.place_phrase(toponym), toponym.footprint, toponym)]
                return []
        return []

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
        for j in range(first - 1, max(cue.after - 1, first - 6), -1):
            key = self.keys[j][0]
            if key in PREPOSITIONS:
                if (
                    key == fold("من")
                    and j >= 2
                    and any(k in (fold("قرب"), fold("كم")) for k in self.keys[j - 1])
                ):
                    continue
                if key == fold("أطراف"):
                    continue
                return key
            if self.actor[j] is not None or self.w[j].text in ENDS or j in self.numbers:
                break
        return ""
