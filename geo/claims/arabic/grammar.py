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

from geo.claims.arabic.cues import Cue, Cues
from geo.claims.arabic.forces import Force, Forces
from geo.claims.arabic.lexicon import AGAIN, doubt_words
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
        self.voices_of = Voices(self.scene, self.cues_of)
        self.forces_of = Forces(self.scene, self.cues_of)
        self.roles_of = Roles(self.scene, self.cues_of, self.forces_of, self.voices_of, memory, number)
        self.whereabouts = Whereabouts(self.scene, memory, gazetteer)
        self.cues = self.cues_of.cues
        self.voices = self.voices_of.voices
        self.forces = self.forces_of.forces
        self.skipped: list[Skipped] = []
        self.last_site: Site | None = None
        """Of the draft before in the same sentence."""

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
        if self.cues_of.is_unreal(cue):
            self.skip(cue, "a wish, threat, demand or possibility, not an event")
            return
        end = self.cues_of.clause_end(cue.after - 1)
        rule = cue.rule
        forces = [
            f
            for f in self.forces
            if cue.after <= f.first < end and not self.cues_of.after_preposition(f.first, cue)
        ]
        agent, agent_words, theme = self.roles_of.roles(cue, forces, end)
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
            theme = self.roles_of.taking_part(cue, end)
        itself = rule.name == "ar-taazizat-noun"
        goes_on = self.cues_of.goes_on(cue)
        carried = False
        if owner is None and (goes_on or itself or rule.frame == "backs"):
            owner, words_of_owner, carried = self.roles_of.carried(cue), None, True
        named = (
            rule.frame in ("goes", "noun")
            and owner is not None
            and (goes_on or itself or self.roles_of.is_body(owner, words_of_owner))
        )
        if theme is None and not named and not exercise:
            self.skip(cue, "no force is named")
            return
        if theme is not None and owner is None and self.roles_of.enters_the_base(cue):
            owner, words_of_owner, carried = self.roles_of.carried(cue), None, True
        if theme is not None and not theme.is_strong and owner is None:
            self.skip(cue, "no armed force to whom it could belong")
            return
        if self.roles_of.is_civil(cue, end):
            self.skip(cue, "civil people or things, not armed forces")
            return
        if owner is None:
            owner, carried = self.roles_of.carried(cue), True
            words_of_owner = None
        sites = self.whereabouts.sites(cue, end)
        if not sites:
            told = self.number - self.memory.claim_sentence <= 1
            site = self.last_site or (self.memory.claim_site if told else None)
            if (cue.is_noun and not goes_on) or site is None:
                self.skip(cue, "no place is stated")
                return
            sites = [Site(None, site.footprint, site.toponym)]
        owners: list[tuple[Actor | None, tuple[int, int] | None]] = [(owner, words_of_owner)]
        if exercise:
            owners = self.roles_of.partners(cue, end) or owners
            if owners[0][0] is None:
                self.skip(cue, "no armed force is named")
                return
        time = self.whereabouts.time_of(cue, end)
        self.last_site = sites[0]
        for mention, where_named in owners:
            for site in sites:
                yield from self.voiced(cue, end, theme, mention, where_named, site, time, carried=carried)

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
        doubt = next((i for i in range(cue.word, end) if any(k in doubt_words() for k in self.keys[i])), None)
        before = next(
            (
                i
                for i in range(max(0, cue.word - 4), cue.word)
                if any(k in doubt_words() for k in self.keys[i])
            ),
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
        draft.holder_words = self.scene.phrase(first, after).span
        draft.stance = stance
        draft.stance_span = (
            Span(self.w[voice.cue].start, self.w[voice.cue].end) if stance != "asserted" else None
        )

    def action(self, cue: Cue, theme: Force | None) -> Action:
        rule = cue.rule
        if rule.name in ("ar-nashara", "ar-nashr-noun") and any(
            k in AGAIN for j in range(max(0, cue.word - 6), cue.word) for k in self.keys[j]
        ):
            return "reposition"
        if theme is not None and rule.action in ("deploy", "arrive") and rule.frame != "goes":
            lows = [self.keys[i][0] for i in range(theme.first, theme.after)]
            if any(k.startswith((fold("إضافي"), fold("تعزيز"))) for k in lows):
                return "reinforce"
        return rule.action
