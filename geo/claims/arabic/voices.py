"""Voices of an Arabic sentence: who says, claims, denies or confirms what.

Comes in: a `Scene` and its cues. Goes out: `Voice`s, left to right.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from geo.claims.arabic.cues import Cue, Cues
from geo.claims.arabic.inflection import verb_forms
from geo.claims.arabic.lexicon import (
    ACCUSING,
    BY_IT,
    ENDS,
    HARD_OPENERS,
    INTRODUCERS,
    PREPOSITIONS,
    RELATIVES,
    THAT,
    has_and,
    saying_participles,
    speech_verbs,
    words_of,
)
from geo.claims.arabic.scene import Scene
from geo.gazetteer.names import fold
from geo.types import Span, Stance

STATEMENTS = frozenset(
    fold(w)
    for w in (
        "بيان",
        "تصريح",
        "تصريحات",
        "مؤتمر",
        "مقابلة",
        "حديث",
        "تغريدة",
        "منشور",
        "كلمة",
        "تقرير",
        "رسالة",
    )
)
OUTLETS = frozenset(
    fold(w)
    for w in [
        *("وكالة", "صحيفة", "قناة", "موقع", "مراسل", "رويترز", "فرانس", "صحفيين", "صحافيين", "وسائل", "شبكة"),
        *("مرصد", "منصة", "إذاعة", "مجلة", "حسابات", "ناشطون", "نشطاء"),
    ]
)
CUES_OF_SPEECH = frozenset(
    form
    for verb in ("نشر", "ينشر", "نقل", "ينقل", "رصد", "يرصد", "عرض", "صدر", "بث")
    for form, _ in verb_forms(verb)
)
"""Verbs that tell of speech only beside one who publishes or watches."""
ITS_DENIAL = frozenset(fold(w) for w in ("نفيها", "نفيه", "نفيهم"))
SO_FAR_AS = frozenset(fold(w) for w in ("حسبما", "وفقما", "كما"))
POINTING = frozenset(
    fold(w)
    for w in (
        "ذلك",
        "هذا",
        "هذه",
        "تلك",
        "الأمر",
        "صحة",
        "وجود",
        "الأنباء",
        "استمرار",
        "بدء",
        "انتهاء",
        "اكتمال",
        "انطلاق",
        "مواصلة",
        "بقاء",
        "نية",
        "عزم",
        "الاتهامات",
    )
)


@dataclass(slots=True)
class Voice:
    first: int
    after: int
    begin: int
    end: int
    """The words said: begin to end, not included."""
    stance: Stance
    cue: int
    cut: int = 0
    """Letters of a particle before the speaker's words."""
    is_named: bool = True
    """False where the speaker is the one of before; `span` is then his name there, if in another sentence."""
    span: Span | None = None


class Voices:
    """The voices of one sentence."""

    def __init__(self, scene: Scene, cues_of: Cues, carried: Voice | None = None) -> None:
        self.scene = scene
        self.w = scene.w
        self.keys = scene.keys
        self.actor = scene.actor
        self.place = scene.place
        self.time = scene.time
        self.numbers = scene.numbers
        self.cues_of = cues_of
        self.cues_of_speech = CUES_OF_SPEECH
        self.carried = carried
        self.voices = list(self.find_voices())

    def find_voices(self) -> Iterator[Voice]:
        """Voices of the sentence; one who speaks on without being named again is the one of before."""
        last = self.carried
        headline = self.before_colon()
        if headline is not None:
            last = headline
            yield headline
        for i in range(len(self.w)):
            if self.time[i] or i in self.place:
                continue
            voice = self.voice_at(i, last)
            if voice is not None:
                if voice.is_named:
                    last = voice
                yield voice

    def voice_at(self, i: int, last: Voice | None) -> Voice | None:
        speech = speech_verbs()
        participle = saying_participles().get(self.keys[i][0])
        if participle is not None and last is not None:
            return self.again(last, i, participle)
        if self.keys[i][0] == fold("جاء") and i and self.keys[i - 1][0] == fold("ما"):
            return self.according(i + 1, i)
        if self.w[i].fold in ITS_DENIAL:
            first = self.words_before(i) + 1  # behind the verb: "Moscow repeated its denial"
            return Voice(first, i, i + 1, self.said_end(i + 1), "denied", i) if first < i else None
        hit = next((k for k in self.keys[i][:2] if k in speech), None)
        if hit is None or (i and fold("عدم") in self.keys[i - 1]):
            return None
        kind = speech[hit]
        if kind == "according":
            return self.according(i, i)
        reported = (
            i >= 2
            and self.keys[i - 1][0] == fold("ما")
            and self.keys[i - 2][0] in (fold("على"), fold("حسب"), fold("وفق"))
        )
        if (reported or (i and self.keys[i - 1][0] in SO_FAR_AS)) and not has_and(self.w[i].fold):
            return self.according(i - 2 if reported else i - 1, i) if reported else None
        if self.is_no_speech(i, hit):
            return None
        return self.of_verb(i, kind, last)

    def is_no_speech(self, i: int, hit: str) -> bool:
        """Whether a verb that may mean speech means something else here: "moved", "belonging to"."""
        nxt = self.keys[i + 1] if i + 1 < len(self.w) else ()
        if hit == fold("تابع"):
            return bool(nxt) and nxt[0][:1] == "ل"
        if hit in self.cues_of_speech:
            return not any(k.removeprefix("ال") in OUTLETS for k in nxt)
        return False

    def of_verb(self, i: int, kind: str, last: Voice | None) -> Voice | None:
        n = len(self.w)
        stance: Stance = kind if kind in ("alleged", "denied", "confirmed") else "asserted"  # type: ignore[assignment]
        first = i + 1
        after = first
        if first >= n or self.keys[first][0] in INTRODUCERS | PREPOSITIONS or self.keys[first][0] in POINTING:
            first, after = self.words_before(i), i
            if first < after:
                return Voice(first, after, i + 1, self.said_end(i + 1), stance, i)
            return self.again(last, i, kind) if last is not None else None
        if stance == "alleged" and last is not None and self.accuses_again(i):
            return replace(last, begin=first, end=self.said_end(first), stance=stance, cue=i, is_named=False)
        accused = self.accused(i) if stance == "alleged" else None
        if accused is not None:
            return Voice(first, accused, accused, self.said_end(accused), stance, i)
        while (
            after < n
            and self.keys[after][0] not in INTRODUCERS
            and self.w[after].text not in ENDS
            and not self.cues_of.is_cue(after)
        ):
            after += 1
        if after == first:
            return None
        begin = after
        quoted = self.quoted(first, after)
        if quoted is not None:
            return Voice(*quoted, quoted[1], self.said_end(quoted[1]), stance, i)
        named = self.holder_end(first, after)
        return Voice(first, named, begin, self.said_end(begin), stance, i) if named > first else None

    def quoted(self, first: int, after: int) -> tuple[int, int] | None:
        """The one whom an outlet quotes: "a paper, citing sources", "the agency quoted an officer as"."""
        n = len(self.w)
        if after >= n or self.keys[after][0] != fold("عن"):
            return None
        carried = self.keys[first - 1][:2] if first else ()
        if fold("نقلا") not in self.keys[after - 1] and not any(
            k in (fold("نقل"), fold("نقلت"), fold("تنقل"), fold("ينقل")) for k in carried
        ):
            return None
        begin = after + 1
        end = begin
        while (
            end < n
            and self.keys[end][0] not in INTRODUCERS
            and self.w[end].text not in ENDS
            and not self.w[end].fold.startswith((fold("قول"), fold("تأكيد")))
            and not self.cues_of.is_cue(end)
        ):
            end += 1
        end = self.holder_end(begin, end)
        return (begin, end) if end > begin else None

    def again(self, last: Voice, i: int, kind: str) -> Voice:
        stance: Stance = kind if kind in ("alleged", "denied", "confirmed") else "asserted"  # type: ignore[assignment]
        return replace(last, begin=i + 1, end=self.said_end(i + 1), stance=stance, cue=i, is_named=False)

    def according(self, start: int, i: int) -> Voice | None:
        """ "according to what a diplomat said", "by the account of residents"; start: its first word."""
        n = len(self.w)
        first = i + 1
        is_verb = start != i
        if not is_verb:
            while first < n and self.keys[first][0] in (fold("ما"), fold("عن"), fold("إلى")):
                first += 1
            if first < n and self.is_said(self.keys[first][0]):
                first += 1
        if first < n and self.w[first].fold in BY_IT:
            first += 1
        while first < n and self.keys[first][0] in (fold("في"), fold("على"), fold("لسان"), fold("عن")):
            first += 1
        after = self.holder_end(first, self.phrase_end(first, n))
        inner = next((j for j in range(first, after) if self.keys[j][0] == fold("عن")), None)
        if inner is not None and inner + 1 < after:
            first = inner + 1
        if first >= after:
            return None
        cut = 1 if self.w[first].fold[:1] == "ل" and self.w[first].fold[:2] != "لل" and i + 1 == first else 0
        begin = self.back_to(start) if start > 2 else 0
        if after + 1 < n and any(k in THAT for k in self.keys[after + 1][:2]):
            # "a paper, citing officials, said that": what is said follows
            return Voice(first, after, after, self.said_end(after + 1), "asserted", i, cut)
        end = self.said_end(after) if start <= 1 else max(start, self.cues_of.clause_end(i))
        return Voice(first, after, begin, end, "asserted", i, cut)

    def is_said(self, key: str) -> bool:
        """Whether the word is a verb of speech, maybe with what is said as a pronoun."""
        speech = speech_verbs()
        return (
            key in speech
            or (key[-1:] == "ه" and key[:-1] in speech)
            or (key[-2:] == "ها" and key[:-2] in speech)
        )

    def before_colon(self) -> Voice | None:
        """Who speaks in a headline: "Greek minister: we shall move ..."."""
        colon = next((j for j in range(min(9, len(self.w))) if self.w[j].text == ":"), None)
        if not colon or any(self.cues_of.is_cue(j) for j in range(colon)):
            return None
        speakers = words_of("speakers")
        named = any(
            self.actor[j] is not None or any(k.removeprefix("ال") in speakers for k in self.keys[j])
            for j in range(colon)
        )
        verb = any(k in speech_verbs() for j in range(colon) for k in self.keys[j][:2])
        return Voice(0, colon, colon + 1, len(self.w), "asserted", colon) if named and not verb else None

    def accuses_again(self, i: int) -> bool:
        """Whether the one who spoke before goes on to accuse: "... said X, and accused Washington of ..."."""
        if not has_and(self.w[i].fold) or not any(k in ACCUSING for k in self.keys[i][:2]):
            return False
        return i + 1 < len(self.w) and self.actor[i + 1] is not None and self.accused(i) is None

    def holder_end(self, first: int, after: int) -> int:
        """Index after the speaker's words: a date or what is told of him is no part of them."""
        for j in range(first, after):
            if self.time[j] or (j > first and any(k in RELATIVES for k in self.keys[j])):
                return j
            if j > first and (self.keys[j][0] in POINTING or self.is_told(j)):
                return j
            if j > first and self.is_in_statement(j):
                return j
        return after

    def is_in_statement(self, i: int) -> bool:
        """Whether the words tell where it was said: "in a statement"."""
        if self.keys[i][0] not in (fold("في"), fold("عبر"), fold("خلال")) or i + 1 >= len(self.w):
            return False
        return any(k in STATEMENTS for k in self.keys[i + 1])

    def is_told(self, i: int) -> bool:
        """Whether the words name to whom it was said: "to a local agency"."""
        whole = self.w[i].fold
        if whole in ("لـ", "ل") or self.w[i].text.startswith("لـ"):
            return True
        return whole[:1] == "ل" and any(k.removeprefix("ال") in OUTLETS for k in self.keys[i][1:])

    def words_before(self, i: int) -> int:
        """First word of the subject that stands before its verb at i."""
        j = i
        while j and self.w[j - 1].text not in ENDS and self.keys[j - 1][0] not in HARD_OPENERS | THAT:
            j -= 1
            if i - j > 8:
                return i
        return j

    def accused(self, i: int) -> int | None:
        """First word of whom the verb at i accuses: the second of the two named after it."""
        spans: list[tuple[int, int]] = []
        for j in range(i + 1, min(len(self.w), i + 12)):
            if self.w[j].text in ENDS:
                break
            if self.actor[j] is not None and (not spans or j >= spans[-1][1]):
                spans.append(self.scene.span_of_actor(j))
        if len(spans) > 1:
            return spans[1][0]
        accuses = any(k in ACCUSING for k in self.keys[i][:2])
        return spans[0][0] if accuses and spans and spans[0][0] > i + 1 else None

    def phrase_end(self, i: int, stop: int) -> int:
        while i < stop and self.w[i].text not in ENDS and self.keys[i][0] not in HARD_OPENERS | THAT:
            i += 1
        return i

    def back_to(self, i: int) -> int:
        """Beginning of the clause that "according to" at i closes."""
        for j in range(i - 1, -1, -1):
            if self.w[j].text in ("؛", ";", "."):
                return j + 1
            if self.keys[j][0] in HARD_OPENERS and j < i - 4 and self.keys[j][0] != fold("حيث"):
                return j
        return 0

    def said_end(self, i: int) -> int:
        for j in range(i, len(self.w)):
            if self.w[j].text in ("؛", ";"):
                return j
            if self.keys[j][0] in (fold("فيما"), fold("بينما"), fold("لكن"), fold("كما")):
                return j
            if j > i + 1 and has_and(self.w[j].fold) and self.w[j].fold[1:] in speech_verbs():
                return j
        return len(self.w)

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
