"""Cues of an Arabic sentence: verbs and verbal nouns that tell of forces, and the clause of each.

Comes in: a `Scene`. Goes out: `Cue`s, left to right.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from geo.claims.arabic.lexicon import (
    AGAIN,
    CLAUSE_OPENERS,
    ENDS,
    FUTURE_VERB,
    PREPOSITIONS,
    THAT,
    WHICH,
    demand_words,
    forms_of,
    future_words,
    governing_verbs,
    has_and,
    head_at,
    noun_rules,
    speech_verbs,
    verb_rules,
    words_of,
)
from geo.claims.arabic.scene import Scene
from geo.claims.rules import Rule
from geo.gazetteer.names import fold

_AGAIN_TOO = frozenset(
    {"ar-nashara", "ar-taharraka", "ar-nashr-noun", "ar-tamarkaza-move", "ar-baqa-noun", "ar-naql-noun"}
)


_ANNOUNCED = frozenset(fold(w) for w in ("أعلن", "أعلنت", "يعلن", "تعلن", "أكدت", "أكد", "نفى", "نفت"))
_NO = frozenset(fold(w) for w in ("لا", "عدم", "وعدم", "ألا", "ولا"))
_WORK = tuple(fold(w) for w in ("عمليات", "مهام", "مهمت", "انتشار", "وجود", "تمركز", "مهمات"))
_POSITIONS = frozenset(fold(w) for w in ("مواقع", "مواقعها", "مواقعه", "مواقعهم", "مراكز", "موقعا", "مواضع"))
_WITHIN_IT = frozenset(fold(w) for w in ("فيها", "فيه", "بها", "به"))


@dataclass(slots=True)
class Cue:
    rule: Rule
    word: int
    after: int
    is_future: bool
    is_noun: bool
    is_owned: bool = False
    """A verbal noun that bears its owner's pronoun: "their arrival"."""
    with_and: bool = False
    """ "and" is written onto it."""
    joined: bool = False
    """A verbal noun that goes on from another: "of massing fighters and setting up launchers"."""
    again: bool = False
    """ "deployed anew": a move from one place to another."""


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
        self.at = {cue.word: cue for cue in self.cues}

    def find_cues(self) -> Iterator[Cue]:
        taken = 0
        last: Cue | None = None
        for i in range(len(self.w)):
            if i < taken or i in self.place or self.time[i] or i in self.in_name or i in self.numbers:
                continue
            if self.is_through(i):
                continue
            cue = self.verb_at(i)
            joined = (
                last is not None and last.is_noun and has_and(self.w[i].fold) and self.noun_at(i) is not None
            )
            if cue is None or (cue.after == i + 1 and (joined or self.stands_as_noun(i))):
                cue = self.noun_at(i) or (cue if cue is not None and not self.is_ruled(i) else None)
            if cue is not None:
                if self.is_object(cue, last):
                    continue
                cue.joined = joined and cue.is_noun
                taken, last = cue.after, cue
                yield cue

    def is_object(self, cue: Cue, last: Cue | None) -> bool:
        """Whether a presence is only what a verb reduces: "cut its presence in"."""
        if last is None or cue.rule.name != "ar-baqa-noun" or cue.word - last.word > 6:
            return False
        return last.rule.frame in ("trims", "backs")

    def verb_at(self, i: int) -> Cue | None:
        verbs = verb_rules()
        whole = self.w[i].fold
        if i + 1 < len(self.w) and self.w[i + 1].fold in _WITHIN_IT:
            return None  # "where 800 soldiers work": told with the site they are in
        if self.w[i - 1].fold == fold("ما") and i:
            return None  # "what remains of its forces"
        for key in (whole, whole[1:]) if has_and(whole) else (whole,):
            two = f"{key} {self.keys[i + 1][0]}" if i + 1 < len(self.w) else ""
            if two in verbs:
                return Cue(verbs[two][0], i, i + 2, verbs[two][1], False, with_and=key != whole)
            if key in verbs:
                again = self.is_again(i)
                if again and verbs[key][0].name in _AGAIN_TOO:
                    return None
                rule, is_future = verbs[key]
                if self.means_else(key, rule, i):
                    return None
                return Cue(rule, i, i + 1, is_future, False, with_and=key != whole)
        return None

    def noun_at(self, i: int) -> Cue | None:
        nouns = noun_rules()
        two = [f"{k} {self.keys[i + 1][0]}" for k in self.keys[i]] if i + 1 < len(self.w) else []
        key = next((k for k in (*two, *self.keys[i]) if k in nouns), None)
        if key is None:
            return None
        rule, owned = nouns[key]
        if rule.name == "ar-naql-noun" and i + 1 < len(self.w) and self.keys[i + 1][0] == fold("عن"):
            return None  # "citing"
        whole = self.w[i].fold
        with_and = has_and(whole) and whole not in nouns
        return Cue(rule, i, i + 1 + key.count(" "), False, True, owned, with_and, again=self.is_again(i))

    def means_else(self, key: str, rule: Rule, i: int) -> bool:
        """Whether the words beside it show another sense of a common verb."""
        if key == fold("هناك"):
            return i + 1 not in self.numbers
        if rule.name == "ar-wasala-amal":
            return not self.goes_on_working(i)
        if key in (fold("يضم"), fold("تضم")):
            nxt = self.keys[i + 1] if i + 1 < len(self.w) else ()
            if i - 1 in self.place or (has_and(self.w[i].fold) and any(j < i for j in self.place)):
                return False
            return i + 1 not in self.place and not any(k.removeprefix("ال") == fold("قاعدة") for k in nxt)
        near = {k for j in range(i + 1, min(len(self.w), i + 9)) for k in self.keys[j][:2]}
        if key.endswith(("تخذ", "تخذت", "تخذون")):
            return not near & _POSITIONS
        if key[-3:] == fold("رفع") or key[-4:] == fold("رفعت"):
            return fold("عدد") not in near
        return key[-3:] == fold("عمل") and fold("على") in near

    def goes_on_working(self, i: int) -> bool:
        """Whether what goes on is the work of the force where it is: "continues its operations in"."""
        return any(
            k.startswith(_WORK) for j in range(i + 1, min(len(self.w), i + 8)) for k in self.keys[j][:1]
        )

    def is_again(self, i: int) -> bool:
        """Whether "again" stands before: "deployed its fighters anew", with the subject maybe between."""
        for j in range(i - 1, max(-1, i - 7), -1):
            if self.w[j].text in ENDS:
                return False
            if any(k in AGAIN for k in self.keys[j][:3]):
                return True
        return False

    def stands_as_noun(self, i: int) -> bool:
        """Whether a word spelled as a verb is the verbal noun here: "decided to pull (the pulling of)"."""
        if not i:
            return False
        before = self.keys[i - 1]
        if before[0] in PREPOSITIONS or any(k in AGAIN for k in before[:2]):
            return not has_and(self.w[i].fold)
        lead = governing_verbs()
        if any(k in lead for k in before[:2]) or before[0] == fold("عدم"):
            return True
        if self.w[i].fold[:1] in ("ب", "ل") or self.w[i].fold.endswith(("تا", "وا", "ت")):
            return False
        for j in range(i - 1, max(-1, i - 7), -1):
            if self.w[j].text in ENDS or any(k in THAT for k in self.keys[j][:2]):
                return False
            if any(k in lead or k in _ANNOUNCED for k in self.keys[j][:2]) and self.keys[j][0] not in (
                "تم",
                "يتم",
            ):
                return not has_and(self.w[i].fold)
        return False

    def is_ruled(self, i: int) -> bool:
        """Whether a preposition before it shows that the word cannot be a verb."""
        return i > 0 and self.keys[i - 1][0] in PREPOSITIONS

    def is_through(self, i: int) -> bool:
        """Whether the word is the preposition "through" and not the verb "crossed": no subject follows."""
        if self.w[i].fold != fold("عبر"):
            return False
        nxt = i + 1
        if nxt >= len(self.w) or self.actor[nxt] is not None or nxt in self.numbers:
            return nxt >= len(self.w)
        return head_at(self.w, self.keys, nxt) is None

    def is_cue(self, i: int) -> bool:
        return i in self.at

    def is_other_verb(self, i: int) -> bool:
        """Whether the word is a verb that tells something else: "struck", "said", "demanded"."""
        if i in self.place or i in self.numbers or self.time[i] or self.actor[i] is not None:
            return False
        return any(k in forms_of("other_verbs") or k in forms_of("demand") for k in self.keys[i][:2])

    def clause_end(self, i: int) -> int:
        """Index after the clause that word i opens."""
        speech = speech_verbs()
        for j in range(i + 1, len(self.w)):
            if self.w[j].text in ("؛", ";", ".", ":", "؟"):
                return j
            if self.keys[j][0] in CLAUSE_OPENERS and not self.is_adverb(j):
                return j
            whole = self.w[j].fold
            if j in self.place or j in self.numbers or self.time[j] or self.actor[j] is not None:
                continue
            if (whole in speech or (has_and(whole) and whole[1:] in speech)) and j not in self.at:
                return j
            cue = self.at.get(j)
            if cue is not None and j > i + 1:
                joined = cue.with_and and not whole[1:].startswith("ال")
                if not cue.is_noun or (joined and cue.rule.action != "exercise"):
                    return j
            if has_and(whole) and self.is_other_verb(j):
                return j
        return len(self.w)

    def is_adverb(self, j: int) -> bool:
        """A word that may open a clause and here brings a time or a place: "after", "before", "amid"."""
        if self.keys[j][0] not in (fold("بعد"), fold("قبل"), fold("وسط"), fold("غير"), fold("عقب")):
            return False
        return self.time[j] or (j + 1 < len(self.w) and (self.time[j + 1] or j + 1 in self.place))

    def clause_begin(self, i: int) -> int:
        """Index of the first word of the clause that word i stands in, as far as it can be told."""
        for j in range(i - 1, max(-1, i - 26), -1):
            if self.w[j].text in ("؛", ";", ".", ":", "؟"):
                return j + 1
            if self.keys[j][0] in CLAUSE_OPENERS and not self.is_adverb(j):
                return j + 1
        return max(0, i - 26)

    def before_in_clause(self, cue: Cue, reach: int) -> list[int]:
        """Words before the cue that can bear on it, nearest first."""
        found = []
        for j in range(cue.word - 1, max(-1, cue.word - 1 - reach), -1):
            if self.w[j].text in ("؛", ";", ".") or (self.w[j].text == "،" and cue.word - j > 2):
                break
            if self.keys[j][0] in CLAUSE_OPENERS and not self.is_adverb(j):
                break
            if j in self.at and not self.at[j].is_noun and j != cue.word:
                break
            if j not in self.place and not self.time[j] and self.actor[j] is None:
                found.append(j)
        return found

    def is_planned(self, cue: Cue) -> bool:
        for j in self.before_in_clause(cue, 8):
            if any(k in future_words() for k in self.keys[j][:3]):
                return True
            if cue.is_noun and self.is_future_verb(j):
                return True
        return False

    def is_future_verb(self, i: int) -> bool:
        """Whether the word is a verb with the particle of the future: "(they) will hold"."""
        if i in self.place or i in self.numbers or self.time[i] or self.actor[i] is not None:
            return False
        return any(FUTURE_VERB.fullmatch(k) is not None for k in self.keys[i][:2])

    def is_negated(self, cue: Cue) -> bool:
        """ "did not send", "there are no", "the absence of any"."""
        near = self.before_in_clause(cue, 3)
        negation = words_of("negation")
        for j in near:
            if any(k in negation for k in self.keys[j][:2]) and not self.is_still(j + 1):
                return cue.is_noun or j >= cue.word - 2
        return False

    def is_past_state(self, cue: Cue) -> bool:
        """Whether it tells where a force was before it did something else: "which had been based in"."""
        if cue.rule.action != "station" or cue.is_noun or not self.is_relative(cue):
            return False
        return any(self.w[j].fold.startswith(fold("كان")) for j in range(max(0, cue.word - 2), cue.word))

    def is_called_false(self, cue: Cue) -> bool:
        """ "There is no truth in the reports of"."""
        near = self.before_in_clause(cue, 8)
        return any(self.keys[j][0] == fold("صحة") and self.w[j - 1].fold in _NO for j in near if j)

    def is_still(self, i: int) -> bool:
        """Whether the negation is that of "has not ceased to": still."""
        return self.w[i].fold.endswith(("زال", "زالت", "يزالون", "تزالان", "زالوا", "برح", "يبرح"))

    def goes_on(self, cue: Cue) -> bool:
        """Whether the clause has no subject of its own: "and withdrew from", "their arrival"."""
        if cue.is_noun:
            return cue.is_owned
        nxt = self.keys[cue.after][0] if cue.after < len(self.w) else ""
        joined = has_and(self.w[cue.word].fold) or cue.word == 0 or self.w[cue.word].fold.startswith("مت")
        return joined and (nxt in PREPOSITIONS or self.w[cue.after - 1].fold.endswith(("تها", "تهم")))

    def after_preposition(self, i: int, cue: Cue) -> bool:
        return i > cue.after and self.keys[i - 1][0] in PREPOSITIONS - {fold("من")} and i not in self.place

    def is_unreal(self, cue: Cue) -> bool:
        demands = demand_words()
        for j in self.before_in_clause(cue, 10):
            if any(k in demands for k in self.keys[j][:2]):
                if j + 1 < len(self.w) and fold("عدم") in self.keys[j + 1]:
                    continue
                if self.w[j].fold == fold("قد") and not self.is_imperfect(j + 1):
                    continue  # "has": the perfect follows
                return True
        return False

    def is_imperfect(self, i: int) -> bool:
        return i < len(self.w) and self.w[i].fold[:1] in ("ي", "ت", "ن")

    def is_relative(self, cue: Cue) -> bool:
        """Whether the cue stands in a clause on something named: "the base which hosts ..."."""
        return any(any(k in WHICH for k in self.keys[j]) for j in range(max(0, cue.word - 3), cue.word))
