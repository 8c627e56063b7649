"""Cues of an Arabic sentence: verbs and verbal nouns that tell of forces, and the clause of each.

Comes in: a `Scene`. Goes out: `Cue`s, left to right.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from geo.claims.arabic.lexicon import (
    CLAUSE_OPENERS,
    FUTURE_VERB,
    PREPOSITIONS,
    demand_words,
    future_words,
    has_and,
    head_at,
    noun_rules,
    speech_verbs,
    verb_rules,
)
from geo.claims.arabic.scene import Scene
from geo.claims.rules import Rule
from geo.gazetteer.names import fold


@dataclass(slots=True)
class Cue:
    rule: Rule
    word: int
    after: int
    is_future: bool
    is_noun: bool


class Cues:
    """The cues of one sentence."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.w = scene.w
        self.keys = scene.keys
        self.actor = scene.actor
        self.place = scene.place
        self.time = scene.time
        self.numbers = scene.numbers
        self.in_name = scene.in_name
        self.cues = list(self.find_cues())

    def find_cues(self) -> Iterator[Cue]:
        verbs, nouns = verb_rules(), noun_rules()
        for i in range(len(self.w)):
            if i in self.place or self.time[i] or i in self.in_name or self.is_through(i):
                continue
            keys = self.keys[i]
            for key in keys[:2]:
                if key in verbs:
                    rule, future = verbs[key]
                    if key == keys[0] or has_and(self.w[i].fold):
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

    def is_through(self, i: int) -> bool:
        """Whether the word is the preposition "through" and not the verb "crossed": no subject follows."""
        if self.w[i].fold != fold("عبر"):
            return False
        nxt = i + 1
        if nxt >= len(self.w) or self.actor[nxt] is not None or nxt in self.numbers:
            return nxt >= len(self.w)
        return head_at(self.w, self.keys, nxt) is None

    def is_cue(self, i: int) -> bool:
        return any(c.word == i for c in self.cues)

    def clause_end(self, i: int) -> int:
        """Index after the clause that word i opens."""
        speech = speech_verbs()
        for j in range(i + 1, len(self.w)):
            if self.w[j].text in ("؛", ";", ".", ":", "؟"):
                return j
            if self.keys[j][0] in CLAUSE_OPENERS:
                return j
            if (
                self.w[j].fold in speech or (has_and(self.w[j].fold) and self.w[j].fold[1:] in speech)
            ) and j not in self.place:
                return j
            if (
                any(
                    c.word == j
                    and (
                        not c.is_noun or (has_and(self.w[j].fold) and not self.w[j].fold[1:].startswith("ال"))
                    )
                    for c in self.cues
                )
                and j > i + 1
            ):
                return j
        return len(self.w)

    def is_planned(self, cue: Cue) -> bool:
        before = range(max(0, cue.word - 4), cue.word)
        if any(k in future_words() for j in before for k in self.keys[j]):
            return True
        return cue.is_noun and any(self.is_future_verb(j) for j in before)

    def is_future_verb(self, i: int) -> bool:
        """Whether the word is a verb with the particle of the future: "(they) will hold"."""
        if i in self.place or i in self.numbers or self.time[i] or self.actor[i] is not None:
            return False
        return any(FUTURE_VERB.fullmatch(k) is not None for k in self.keys[i][:2])

    def goes_on(self, cue: Cue) -> bool:
        """Whether the clause has no subject of its own: "and withdrew from", "their arrival"."""
        if cue.is_noun:
            return (
                self.w[cue.word].fold.endswith(("ها", "هم", "هما"))
                and self.w[cue.word].fold not in noun_rules()
            )
        nxt = self.keys[cue.after][0] if cue.after < len(self.w) else ""
        return nxt in PREPOSITIONS and (has_and(self.w[cue.word].fold) or cue.word == 0)

    def after_preposition(self, i: int, cue: Cue) -> bool:
        return i > cue.after and self.keys[i - 1][0] in PREPOSITIONS - {fold("من")} and i not in self.place

    def is_unreal(self, cue: Cue) -> bool:
        demands = demand_words()
        for j in range(cue.word - 1, max(-1, cue.word - 9), -1):
            if self.w[j].text in ("؛", ";", "."):
                break
            if any(k in demands for k in self.keys[j][:2]) and fold("عدم") not in self.keys[j + 1]:
                return True
            if self.w[j].text == "،" and cue.word - j > 2:
                break
        return False
