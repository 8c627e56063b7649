"""The grammar of Arabic reports: from a sentence to drafts of claims, their speaker and stance already told.

Comes in: a sentence, its toponyms and non-places, the `Memory` of the text. Goes out: `Draft`s and
`Skipped`s.

Arabic news opens a clause with its verb: verb, subject, object, place. A particle written onto the next word
(and, in, to) is peeled off for matching and left out of spans. A verbal noun (the arrival of, the massing
of) stands for its verb wherever something is accused, denied or told about.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from geo.claims.arabic.answers import answers
from geo.claims.arabic.civil import Civil
from geo.claims.arabic.cues import Cue, Cues
from geo.claims.arabic.forces import Force, Forces
from geo.claims.arabic.lexicon import words_of
from geo.claims.arabic.partners import Partners
from geo.claims.arabic.roles import Roles
from geo.claims.arabic.scene import Scene
from geo.claims.arabic.voices import Voice, Voices
from geo.claims.arabic.whereabouts import Whereabouts
from geo.claims.draft import Draft, Memory, Site
from geo.claims.times import TimeMention
from geo.gazetteer import Gazetteer
from geo.gazetteer.names import fold
from geo.types import (
    Action,
    Actor,
    ActorMention,
    NonPlace,
    Phrase,
    Quantity,
    Sentence,
    Skipped,
    Span,
    Stance,
    Toponym,
)

_STORES = tuple(fold(w) for w in ("معدات", "عتاد", "أسلحة"))


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
        self.scene = Scene(
            sentence, text, toponyms=toponyms, non_places=non_places, published=published, memory=memory
        )
        self.w = self.scene.w
        self.keys = self.scene.keys
        self.memory = memory
        self.number = number
        self.cues_of = Cues(self.scene)
        self.voices_of = Voices(self.scene, self.cues_of, self.speaker_before())
        self.forces_of = Forces(self.scene, self.cues_of)
        self.roles_of = Roles(self.scene, self.cues_of, self.forces_of, self.voices_of, memory, number)
        self.partners_of = Partners(self.scene, self.forces_of)
        self.civil = Civil(self.scene, self.voices_of)
        self.whereabouts = Whereabouts(self.scene, self.cues_of, memory, gazetteer)
        self.cues = self.cues_of.cues
        self.voices = self.voices_of.voices
        self.forces = self.forces_of.forces
        self.skipped: list[Skipped] = []
        self.told: set[int] = set()
        """Words of the forces already told of: "sent reinforcements" tells of them once."""
        self.last_site: Site | None = None
        """Of the draft before in the same sentence."""

    def speaker_before(self) -> Voice | None:
        """Who spoke in the sentence before, for one who "added" something."""
        if self.memory.speaker is None or self.number - self.memory.speaker_sentence > 2:
            return None
        return Voice(0, 0, 0, 0, "asserted", 0, is_named=False, span=self.memory.speaker)

    def remember_speaker(self) -> None:
        named = [v for v in self.voices if v.is_named]
        if named:
            self.memory.speaker, self.memory.speaker_sentence = self.words_of(named[-1]), self.number

    def words_of(self, voice: Voice) -> Span:
        """The words for who speaks."""
        if voice.span is not None:
            return voice.span
        if voice.cut:
            return Span(self.w[voice.first].start + voice.cut, self.w[voice.after - 1].end)
        return self.scene.phrase(voice.first, voice.after).span

    def drafts(self) -> list[Draft]:
        self.remember_speaker()
        made: list[Draft] = []
        for cue in self.cues:
            made.extend(self.of_cue(cue))
        made.extend(answers(self.scene, made, self.memory, self.number))
        return made

    def skip(self, cue: Cue, why: str) -> None:
        self.skipped.append(
            Skipped(Span(self.w[cue.word].start, self.w[cue.after - 1].end), why, cue.rule.name)
        )

    def of_cue(self, cue: Cue) -> Iterator[Draft]:
        if cue.word in self.told:
            return
        if self.cues_of.is_past_state(cue):
            self.last_site = next(
                iter(self.whereabouts.sites(cue, self.cues_of.clause_end(cue.after - 1))), None
            )
            self.skip(cue, "where they were before")
            return
        if self.cues_of.is_unreal(cue):
            self.skip(cue, "a wish, threat, demand or possibility, not an event")
            return
        end = self.cues_of.clause_end(cue.after - 1)
        rule = cue.rule
        agent, agent_words, theme = self.roles_of.roles(cue, end)
        if rule.frame == "hosts":
            agent, agent_words, theme = self.hosted(cue, end)
        if agent is not None:
            self.roles_of.last = (agent, agent_words)
        owner = theme.actor if theme is not None and theme.actor is not None else agent
        words_of_owner = theme.actor_words if theme is not None and theme.actor is not None else agent_words
        exercise = rule.action == "exercise"
        if exercise and cue.is_noun:
            theme = self.partners_of.taking_part(cue, end)
        itself = rule.name in ("ar-taazizat-noun", "ar-dawriyya-noun")
        goes_on = self.cues_of.goes_on(cue)
        carried = False
        if owner is None and (
            goes_on or itself or rule.frame == "backs" or (theme is not None and theme.is_owned)
        ):
            far = not (cue.is_noun and theme is None and not itself)
            owner, words_of_owner, carried = self.roles_of.carried(cue, from_before=far), None, True
        named = (
            rule.frame in ("goes", "noun", "backs")
            and owner is not None
            and (goes_on or itself or self.roles_of.is_body(owner, words_of_owner))
        )
        why = self.unfit(cue, theme, owner, end, named=named)
        if why is not None:
            self.skip(cue, why)
            return
        if theme is not None and owner is None and self.roles_of.enters_the_base(cue):
            owner, words_of_owner, carried = self.roles_of.carried(cue), None, True
        if theme is not None and not theme.is_strong and owner is None:
            self.skip(cue, "no armed force to whom it could belong")
            return
        if owner is None:
            owner, carried = self.roles_of.carried(cue), True
            words_of_owner = None
        sites = self.whereabouts.sites(cue, end, is_left=theme is not None and self.is_left(cue, theme, end))
        if not sites and not cue.is_noun:
            sites = self.shared_with_next(end)
        if not sites:
            told = self.number - self.memory.claim_sentence <= 1
            site = self.last_site or (self.memory.claim_site if told else None)
            if (cue.is_noun and not goes_on) or site is None or rule.name.startswith("ar-baq"):
                self.skip(cue, "no place is stated")
                return
            sites = [Site(None, site.footprint, site.toponym)]
        owners: list[tuple[Actor | None, tuple[int, int] | None]] = [(owner, words_of_owner)]
        owners += self.roles_of.also_of(theme, owner)
        if exercise or self.is_joint(cue, end):
            owners = self.partners(cue, end, owners, carried=carried)
            if not owners:
                self.skip(cue, "no armed force is named")
                return
        time = self.whereabouts.time_of(cue, end)
        if self.whereabouts.is_long_ago(time):
            self.skip(cue, "distant history")
            return
        self.last_site = sites[0]
        if theme is not None:
            self.told.update(range(theme.first, theme.after))
        for mention, where_named in owners:
            for site in sites:
                yield from self.voiced(cue, end, theme, mention, where_named, site, time, carried=carried)

    def unfit(
        self, cue: Cue, theme: Force | None, owner: Actor | None, end: int, *, named: bool
    ) -> str | None:
        """Why the roles do not make a report of forces; None where they do."""
        rule = cue.rule
        if theme is None and not named and rule.action != "exercise":
            return "no force is named"
        if rule.heads and (theme is None or not any(k in rule.heads for k in self.keys[theme.head])):
            return "not a patrol"
        if rule.theme == "facility" and (theme is None or theme.family != "facility"):
            return "no site is named"
        if rule.theme == "system" and (
            theme is None
            or (theme.family not in ("system", "vehicle", "aircraft") and theme.unit != "battery")
        ):
            return "no system is named"
        may_be_site = (
            rule.theme == "facility"
            or rule.action == "withdraw"
            or rule.frame in ("hosts", "backs")
            or rule.name == "ar-tamtaliku"
            or (rule.name == "ar-baqi" and self.w[cue.word].fold.endswith("وجد"))
        )
        if theme is not None and theme.family == "facility" and not may_be_site:
            return "a site is no force"
        if rule.needs_strong and owner is None and (theme is None or not theme.is_strong):
            return "no armed force is named"
        if theme is not None and self.is_stores(theme):
            return "stores are no force"
        if rule.name == "ar-rasada" and (
            theme is None or theme.actor is None or any(cue.word < c.word < theme.first for c in self.cues)
        ):
            return "whose it is that was seen is not told"
        if self.roles_of.is_of_persons(cue):
            return "a visit, not a deployment"
        if self.civil.is_civil(cue, end):
            return "civil people or things, not armed forces"
        return None

    def is_stores(self, theme: Force) -> bool:
        """Whether it is kit by the word alone: "equipment", "arms"."""
        if theme.family != "system" or theme.is_strong:
            return False
        return any(k.startswith(_STORES) for k in self.keys[theme.head])

    def is_left(self, cue: Cue, theme: Force, end: int) -> bool:
        """Whether what they left stands in the place: "vacated their positions in"."""
        if cue.rule.action != "withdraw":
            return False
        if theme.is_owned:
            return True
        return any(f.family == "facility" for f in (theme, *self.forces) if cue.after <= f.first < end)

    def shared_with_next(self, end: int) -> list[Site]:
        """The place at the end of two verbs that "and" joins: "dug trenches and set up launchers near"."""
        after = self.cues_of.at.get(end)
        if after is None or after.is_noun or not after.with_and:
            return []
        return self.whereabouts.sites(after, self.cues_of.clause_end(after.after - 1))

    def hosted(self, cue: Cue, end: int) -> tuple[Actor | None, tuple[int, int] | None, Force | None]:
        """Whose force a place hosts, and the force: the one that is counted."""
        forces = [
            f
            for f in self.forces
            if cue.after <= f.first < end and not self.cues_of.after_preposition(f.first, cue)
        ]
        theme = next((f for f in forces if f.number is not None and f.family == "people"), None)
        theme = (
            theme
            or next((f for f in forces if f.number is not None), None)
            or next((f for f in forces if f.actor is not None), None)
        )
        owned = next((f for f in forces if f.actor is not None), None)
        return (owned.actor, owned.actor_words, theme) if owned is not None else (None, None, theme)

    def is_joint(self, cue: Cue, end: int) -> bool:
        return cue.rule.action == "patrol" and any(
            key.removeprefix("ال").startswith(fold("مشترك"))
            for i in range(cue.word, end)
            for key in self.keys[i][:2]
        )

    def partners(
        self,
        cue: Cue,
        end: int,
        owners: list[tuple[Actor | None, tuple[int, int] | None]],
        *,
        carried: bool,
    ) -> list[tuple[Actor | None, tuple[int, int] | None]]:
        """Who takes part, the one who holds it first."""
        found = self.partners_of.partners(cue, end)
        if owners[0][0] is None or (carried and found):
            return found
        known = {a.id for a, _ in owners if a is not None}
        every = [*owners, *((a, at) for a, at in found if a is not None and a.id not in known)]
        return sorted(every, key=lambda named: named[1] or (-1, -1))

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
            force = self.scene.phrase(theme.first, theme.after)
        elif cue.rule.action == "exercise" or cue.rule.name == "ar-taazizat-noun":
            force = self.scene.phrase(cue.word, cue.after)
        quantity: Quantity | None = None
        if theme is not None and theme.number is not None and theme.unit is not None:
            number = theme.number
            quantity = Quantity(number.min, number.max, theme.unit, number.qualifier, number.span)
        draft = Draft(
            rule=cue.rule,
            action=self.action(cue, theme),
            cue=Span(self.w[cue.word].start, self.w[cue.after - 1].end),
            clause=Span(self.w[cue.word].start, self.w[end - 1].end),
            actor=ActorMention(owner, self.scene.phrase(*owner_words) if owner_words else None)
            if owner
            else None,
            force=force,
            quantity=quantity,
            equipment=self.scene.phrase(*theme.equipment) if theme is not None and theme.equipment else None,
            site=site,
            time=time,
            is_future=cue.is_future or self.cues_of.is_planned(cue),
            is_noun=cue.is_noun,
            sentence=self.number,
            actor_is_carried=carried,
        )
        if self.cues_of.is_called_false(cue) and inner is not None:
            self.hold(draft, inner, "denied")
            yield draft
            return
        if self.cues_of.is_negated(cue):
            if inner is None or cue.rule.action in ("withdraw", "close"):
                self.skip(cue, "said not to be, and nobody denies it")
                return
            self.hold(draft, inner, "denied")
            draft.is_future = False
            yield draft
            return
        told = self.voices_of.told_by(denying, cue) if denying is not None else None
        if denying is not None:
            self.hold(draft, denying, "denied")
            yield draft
            if told is not None:
                again = Draft(**{name: getattr(draft, name) for name in Draft.__slots__})
                again.stance, again.holder_words = "alleged", self.scene.phrase(*told).span
                again.stance_span = None
                yield again
            return
        doubtful = words_of("doubt")
        doubt = any(any(k in doubtful for k in self.keys[i]) for i in range(cue.word, end))
        before = any(any(k in doubtful for k in self.keys[i]) for i in self.cues_of.before_in_clause(cue, 8))
        if inner is not None:
            stance: Stance = "planned" if draft.is_future and inner.stance == "asserted" else inner.stance
            self.hold(draft, inner, stance)
        elif draft.is_future:
            draft.stance = "planned"
        if (doubt or before) and draft.stance in (None, "asserted"):
            draft.stance = "alleged"
        yield draft

    def hold(self, draft: Draft, voice: Voice, stance: Stance) -> None:
        draft.holder_words = self.words_of(voice)
        draft.stance = stance
        draft.stance_span = (
            Span(self.w[voice.cue].start, self.w[voice.cue].end) if stance != "asserted" else None
        )

    def action(self, cue: Cue, theme: Force | None) -> Action:
        rule = cue.rule
        if cue.again and rule.action in ("deploy", "station"):
            return "reposition"
        if theme is not None and rule.action in ("deploy", "arrive") and rule.frame != "goes":
            lows = [self.keys[i][0] for i in range(theme.first, theme.after)]
            if any(k.startswith((fold("إضافي"), fold("تعزيز"))) for k in lows):
                return "reinforce"
        return rule.action
