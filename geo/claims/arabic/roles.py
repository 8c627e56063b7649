"""Roles in an Arabic clause: who sends, what is sent, whose it is where that is left out.

Comes in: a cue with the forces of its clause. Goes out: actors with their words, and the force meant.

The verb opens the clause and its subject follows it; after "that" or in a headline the subject stands first.
Where neither is there, the subject of the clause before goes on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geo.claims.arabic.cues import Cue, Cues
from geo.claims.arabic.forces import Force, Forces
from geo.claims.arabic.lexicon import (
    PREPOSITIONS,
    ROUND_A_PLACE,
    THAT,
    WHICH,
    words_of,
)
from geo.claims.arabic.scene import Scene
from geo.claims.arabic.voices import Voices
from geo.claims.draft import Memory
from geo.gazetteer.names import fold
from geo.types import Actor

_BODIES = tuple(fold(w) for w in ("أركان", "جيش", "دفاع", "بحرية", "قيادة", "قوات", "عسكري", "جوية"))
"""Bodies that speak for forces of their own."""
_WITH_HELP = frozenset(
    fold(w)
    for w in ("بمؤازرة", "بدعم", "بمشاركة", "برفقة", "بمساندة", "بإسناد", "بالتعاون", "بمساعدة", "بموافقة")
)


_OWNED_BY = 3
"""Words between a verbal noun and the name of whose act it is: "the sending yesterday by Russia of ..."."""


@dataclass(slots=True)
class Named:
    """A force, or an actor named by itself, where it stands."""

    first: int
    after: int
    actor: Actor | None
    words: tuple[int, int] | None
    force: Force | None


class Roles:
    """The roles of one sentence's cues."""

    def __init__(
        self, scene: Scene, cues_of: Cues, forces_of: Forces, voices_of: Voices, memory: Memory, number: int
    ) -> None:
        self.scene = scene
        self.w = scene.w
        self.keys = scene.keys
        self.actor = scene.actor
        self.place = scene.place
        self.time = scene.time
        self.cues_of = cues_of
        self.forces = forces_of.forces
        self.voices = voices_of.voices
        self.memory = memory
        self.number = number
        """Of the sentence in the text."""
        self.named = self.all_named()
        self.last: tuple[Actor | None, tuple[int, int] | None] = (None, None)
        """Who acted in the clause before, in the same sentence."""

    def all_named(self) -> list[Named]:
        found = [Named(f.first, f.after, f.actor, f.actor_words, f) for f in self.forces]
        i = 0
        while i < len(self.w):
            inside = next((f for f in self.forces if f.first <= i < f.after), None)
            if inside is not None:
                i = inside.after
                continue
            if self.actor[i] is not None and self.is_of_land(i):
                i += 1
                continue
            if self.actor[i] is not None:
                first, after = self.scene.span_of_actor(i)
                found.append(Named(first, after, self.actor[i], (first, after), None))
                i = max(after, i + 1)
                continue
            i += 1
        return sorted(found, key=lambda n: n.first)

    def is_of_land(self, i: int) -> bool:
        """Whether an adjective of a state tells of land, not of a force: "the Libyan capital"."""
        if i in self.scene.in_name or not i:
            return False
        before = [k.removeprefix("ال") for k in self.keys[i - 1]]
        return i - 1 in self.place or any(k in ROUND_A_PLACE or k == fold("عاصمة") for k in before)

    def enters_the_base(self, cue: Cue) -> bool:
        """Whether the base spoken of is where something counted goes: whose base it is, its things are."""
        nxt = self.keys[cue.after] if cue.after < len(self.w) else ()
        return fold("القاعدة") in nxt and self.memory.claim_site is not None

    def roles(self, cue: Cue, end: int) -> tuple[Actor | None, tuple[int, int] | None, Force | None]:
        """The sender and what is sent."""
        after = [n for n in self.named if cue.after <= n.first < end and not self.is_aside(n, cue)]
        by_particle = next((n for n in after if n.force and self.w[n.first].fold[:1] == "ب"), None)
        if cue.is_noun or cue.rule.frame == "goes":
            return self.roles_of_motion(cue, after)
        subject = after[0] if after else None
        if (
            subject is not None
            and subject.force is not None
            and (
                subject is by_particle
                or subject.force.is_owned
                or subject.force.number is not None
                or (cue.rule.theme == "facility" and subject.force.family == "facility")
            )
        ):
            subject = None  # the object stands right after its verb
        if subject is not None and subject.force is not None and not self.has_object(subject, after, cue):
            agent, words = (
                self.subject_before(cue) if subject.actor is None else (subject.actor, subject.words)
            )
            if agent is None:
                agent, words = self.last
            return agent, words, subject.force
        if subject is not None:
            rest = [n for n in after if n.first >= subject.after and n.force is not None]
            theme = by_particle or next(iter(rest), None)
            if cue.rule.frame in ("backs", "trims") or cue.rule.name == "ar-baddala":
                theme = self.with_which(cue, end) or by_particle or theme
            return subject.actor, subject.words, theme.force if theme is not None else None
        theme = by_particle or next((n for n in after if n.force is not None), None)
        agent, words = self.subject_before(cue)
        if agent is None:
            agent, words = self.last
        if agent is None and theme is not None:
            agent, words = theme.actor, theme.words
        return agent, words, theme.force if theme is not None else None

    def with_which(self, cue: Cue, end: int) -> Named | None:
        """The force that is added or takes over: "reinforced its base with a battery"."""
        return next(
            (
                n
                for n in self.named
                if cue.after < n.first < end and n.force is not None and self.w[n.first].fold[:1] == "ب"
            ),
            None,
        )

    def has_object(self, subject: Named, after: Sequence[Named], cue: Cue) -> bool:
        """Whether what is sent follows the subject; if not, the subject is what was sent."""
        return any(n.force is not None and n.first >= subject.after for n in after) or (
            cue.rule.frame in ("backs", "trims", "builds", "holds")
        )

    def is_aside(self, n: Named, cue: Cue) -> bool:
        """Whether the words stand behind a preposition, and are no subject or object."""
        if n.first == cue.after:
            return False
        before = self.keys[n.first - 1][0]
        if before == fold("من") and n.first - cue.after in (2, 3) and cue.rule.frame != "goes":
            return False  # "what remains of its forces", "a part of"
        if before == fold("على") and cue.rule.name == "ar-tamtaliku":
            return False
        return before in PREPOSITIONS and self.w[n.first - 1].fold != fold("حتى")

    def roles_of_motion(
        self, cue: Cue, after: Sequence[Named]
    ) -> tuple[Actor | None, tuple[int, int] | None, Force | None]:
        """The roles round a verb that its subject does alone, or a verbal noun."""
        first = next(iter(after), None)
        if first is not None and first.force is None and cue.is_noun and first.first > cue.after + _OWNED_BY:
            first = None  # named farther on, in what the force is there for
        before = None if cue.is_noun else self.force_before(cue)
        if before is not None and (first is None or first.force is None or first.force.family == "facility"):
            agent, words = before.actor, before.actor_words
            if agent is None:
                agent, words = self.subject_before(cue)
            return agent, words, before
        if first is None:
            agent, words = self.subject_before(cue)
            if agent is None and (cue.is_owned or self.cues_of.goes_on(cue)):
                agent, words = self.last
            return agent, words, self.subject_force(cue) if not cue.is_noun or cue.is_owned else None
        if first.force is None:
            # "the sending by Russia of troops": the actor first, then what it sends
            rest = next((n.force for n in after[1:] if n.force is not None), None)
            takes = cue.is_noun and cue.rule.action not in ("arrive", "exercise", "patrol")
            return first.actor, first.words, rest if takes else None
        theme = first.force
        if theme.actor is not None:
            return theme.actor, theme.actor_words, theme
        if cue.joined and self.last[0] is not None:
            return self.last[0], self.last[1], theme
        agent, words = self.subject_before(cue)
        if agent is None and theme.is_owned:
            agent, words = self.last
        return agent, words, theme

    def also_of(
        self, theme: Force | None, owner: Actor | None
    ) -> list[tuple[Actor | None, tuple[int, int] | None]]:
        """Further owners of the force, or of the subject that bears the owner's name."""
        bearer = theme if theme is not None and theme.others else None
        if bearer is None and owner is not None:
            bearer = next(
                (f for f in self.forces if f.others and f.actor is not None and f.actor.id == owner.id), None
            )
        return (
            list(bearer.others)
            if bearer is not None and bearer.actor is not None and owner is not None
            else []
        )

    def force_before(self, cue: Cue) -> Force | None:
        """The subject that stands right before its verb: "three Chinese ships anchored"."""
        return next((f for f in self.forces if 0 <= cue.word - f.after <= 1), None)

    def subject_force(self, cue: Cue) -> Force | None:
        found = self.subject_named(cue)
        return found.force if found is not None else None

    def subject_named(self, cue: Cue) -> Named | None:
        """The subject of a clause that opens with it: "... that coalition forces withdrew ..."."""
        start = self.subject_start(cue)
        if start is None:
            return None
        for n in self.named:
            if start <= n.first < cue.word:
                lead = self.keys[n.first - 1][0] if n.first else ""
                if n.first - start > 2 or (lead in PREPOSITIONS and n.first > start):
                    return None
                return n if self.reaches(n.after, cue.word) else None
        return None

    def subject_start(self, cue: Cue) -> int | None:
        """Where the clause of the cue begins: behind "that", a mark or an opener."""
        for j in range(cue.word - 1, max(-1, cue.word - 26), -1):
            if any(k in THAT for k in self.keys[j][:2]):
                return j + 1
            if self.w[j].text in ("؛", ";", ".", ":"):
                return j + 1
        return 0 if cue.word < 26 else None

    def reaches(self, after: int, word: int) -> bool:
        """Whether no other verb parts the subject from its verb, but in a relative clause."""
        relative = any(any(k in WHICH for k in self.keys[j]) for j in range(after, word))
        if relative:
            return True
        return not any(
            (j in self.cues_of.at and not self.cues_of.at[j].is_noun) or self.cues_of.is_other_verb(j)
            for j in range(after, word)
        )

    def subject_before(self, cue: Cue) -> tuple[Actor | None, tuple[int, int] | None]:
        """Whose act it is where the subject stands before: after "that", or of the verb that governs it."""
        found = self.subject_named(cue)
        if found is not None and found.actor is not None and not cue.is_noun:
            return found.actor, found.words
        for j in range(cue.word - 1, max(-1, cue.word - 9), -1):
            if self.w[j].text in ("؛", ";", ".", "،"):
                break
            if j in self.cues_of.at and not self.cues_of.at[j].is_noun:
                break
            if self.actor[j] is not None:
                first, after = self.scene.span_of_actor(j)
                if self.is_speaker(first) and cue.is_noun and self.reports(cue):
                    break
                if first == 0 or not self.is_company(first):
                    bearer = next((n for n in self.named if n.first <= j < n.after and n.actor), None)
                    return (
                        (bearer.actor, bearer.words)
                        if bearer is not None
                        else (self.actor[j], (first, after))
                    )
        if found is not None and found.actor is not None:
            return found.actor, found.words
        return None, None

    def is_company(self, i: int) -> bool:
        """Whether who is named before only goes with it: "backed by fighters of Wagner"."""
        bearer = next((n.first for n in self.named if n.first <= i < n.after), i)
        before = self.w[bearer - 1].fold if bearer else ""
        return self.keys[i - 1][0] in PREPOSITIONS or before in _WITH_HELP

    def is_speaker(self, i: int) -> bool:
        return any(v.first <= i < v.after for v in self.voices)

    def reports(self, cue: Cue) -> bool:
        """Whether a verbal noun is what somebody tells: "reported the arrival of"."""
        return self.w[cue.word].fold[:1] == "ب" or self.keys[cue.word - 1][0] == fold("عن")

    def carried(self, cue: Cue, *, from_before: bool = True) -> Actor | None:
        """Whose act it is where nobody is named; from_before: also of the sentences before."""
        if cue.rule.name == "ar-taazizat-noun":
            told = next(
                (d for d in reversed(self.memory.drafts) if d.action == "reinforce" and d.actor is not None),
                None,
            )
            if told is not None and told.actor is not None:
                return told.actor.actor
        if self.last[0] is not None:
            return self.last[0]
        for j in range(cue.word - 1, -1, -1):
            if self.actor[j] is not None and not self.is_speaker(j):
                return self.actor[j]
        speaker = self.speaking_force(cue)
        if speaker is not None:
            return speaker
        if not from_before:
            return None
        if self.memory.actor is not None and self.number - self.memory.actor_sentence <= 3:
            return self.memory.actor
        return self.memory.title_actor

    def speaking_force(self, cue: Cue) -> Actor | None:
        """The body under arms that says it, where it tells of its own: "the navy said a destroyer ..."."""
        for voice in self.voices:
            if voice.begin <= cue.word < voice.end and voice.stance in ("asserted", "confirmed"):
                said = range(voice.first, voice.after)
                if any(k.removeprefix("ال").startswith(_BODIES) for j in said for k in self.keys[j]):
                    return next((self.actor[j] for j in said if self.actor[j] is not None), None)
        return None

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

    def is_of_persons(self, cue: Cue) -> bool:
        """Whether a person is who moves: "the commander arrived in"."""
        if cue.rule.frame != "goes" and cue.rule.name not in ("ar-wusul-noun", "ar-insihab-noun"):
            return False
        i = cue.after
        while i < len(self.w) and (self.time[i] or i in self.place or self.keys[i][0] in PREPOSITIONS):
            i += 1
        if i < len(self.w) and any(k in words_of("persons") for k in self.keys[i]):
            return True
        found = self.subject_start(cue)
        return (
            found is not None
            and found < cue.word
            and not cue.is_noun
            and any(k in words_of("persons") for k in self.keys[found])
            and self.reaches(found + 1, cue.word)
        )
