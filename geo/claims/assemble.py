"""Claims of a document: sentence by sentence through the grammars, then voices, stances, repeats and the
grounding gate.

Comes in: a `Document`, its toponyms and non-places, the gazetteer. Goes out: `Claim`s and `Skipped`s in the
order of the text, with offsets in the repaired text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geo.claims import arabic, exercises, referents, stance, titles
from geo.claims.answers import Answers
from geo.claims.cues import PRONOUNS, may_answer, may_name_force, may_tell
from geo.claims.draft import Draft, Memory, Site
from geo.claims.english import Grammar
from geo.claims.holding import Holding
from geo.claims.layout import Layout
from geo.claims.pronouns import points_back
from geo.claims.reasons import reasons
from geo.claims.scene import Scene
from geo.claims.times import is_history, when
from geo.claims.told import Told
from geo.claims.voice import Voice
from geo.gazetteer import Gazetteer
from geo.types import (
    Actor,
    Claim,
    Document,
    Holder,
    NonPlace,
    Phrase,
    Sentence,
    Skipped,
    Span,
    Stance,
    Toponym,
)


def claims(
    document: Document,
    toponyms: Sequence[Toponym],
    non_places: Sequence[NonPlace],
    gazetteer: Gazetteer,
) -> tuple[tuple[Claim, ...], tuple[Skipped, ...]]:
    """What the document reports of forces, and what looked so and was left out."""
    reader = _Reader(document, toponyms, non_places, gazetteer)
    reader.run()
    return tuple(reader.told.made), tuple(reader.skipped)


class _Reader:
    def __init__(
        self,
        document: Document,
        toponyms: Sequence[Toponym],
        non_places: Sequence[NonPlace],
        gazetteer: Gazetteer,
    ) -> None:
        self.document = document
        self.gazetteer = gazetteer
        self.memory = Memory()
        self.layout = Layout(document, toponyms, non_places, self.memory)
        self.holding = Holding(self.layout)
        self.told = Told(self.layout)
        self.answers = Answers(self.layout, self.holding, self.told)
        self.skipped: list[Skipped] = []
        self.pending: list[Draft] = []
        """Doubtful drafts of the sentence before that nobody held."""
        self.unread = -2
        """Number of the last sentence that told nothing and may have spoken of somebody: of whom is only
        looked for when needed."""

    def run(self) -> None:
        self.memory.title_actor = self.actor_of_title()
        for number, sentence in enumerate(self.document.sentences):
            self.told.made_before.append(len(self.told.made))
            folds = {t.fold for t in sentence.tokens}
            if "following" in folds:
                self.holding.issuer = self.holding.issuer_in(sentence) or self.holding.issuer
            if sentence.language == "ar":
                self.arabic(number, sentence)
            elif self.may_speak(number, sentence, folds):
                self.english(number)
            else:
                self.remember_places(sentence)
                if self.names_party(sentence, folds):
                    self.unread = number

    def may_speak(self, number: int, sentence: Sentence, folds: set[str]) -> bool:
        """A cheap look whether the sentence can make a claim, or judge one made just before."""
        if (may_tell(folds) and self.has_party(sentence, folds)) or self.is_note(sentence):
            return True
        return len(self.told.made) > self.told.lately(number, 2) and may_answer(folds)

    def has_party(self, sentence: Sentence, folds: set[str]) -> bool:
        """Whether the sentence may speak of somebody who has forces. In a text that has spoken of a force
        before, any may."""
        memory = self.memory
        if memory.is_military or memory.title_actor is not None or self.told.made:
            return True
        if memory.actor is not None and not folds.isdisjoint(PRONOUNS):
            return True
        return self.names_party(sentence, folds)

    def names_party(self, sentence: Sentence, folds: set[str]) -> bool:
        """A cheap look whether the sentence can name a force, or a state or body that may have one."""
        if may_name_force(folds):
            return True
        places, others = self.layout.within(sentence.span)
        return any(other.country is not None for other in others) or any(
            place.kind == "country" or place.kind == "base" for place in places
        )

    def is_note(self, sentence: Sentence) -> bool:
        """Whether the sentence may be an entry of a list of strengths: a name, a colon, a number."""
        return self.memory.title_actor is not None and any(t.text == ":" for t in sentence.tokens)

    def actor_of_title(self) -> Actor | None:
        title = self.document.title
        if not title:
            return None
        return titles.actor(title)

    # --- English --------------------------------------------------------------------------------------------

    def english(self, number: int) -> None:
        laid = self.layout.scene(number)
        if self.unread == number - 1 and points_back(laid.words):
            self.remember_forces(self.layout.scene(number - 1), number - 1)
        grammar = Grammar(laid, self.memory, self.gazetteer, number)
        drafts = grammar.drafts()
        self.skipped.extend(grammar.skipped)
        found = self.layout.voices(number)
        self.carry_back(found, laid, number)
        self.pending.clear()
        for draft in drafts:
            held = self.holding.held(draft, found, number)
            if not held and draft.doubt is not None:
                self.pending.append(draft)
            self.take(draft, laid, held)
        self.answers.answers(laid, found, number, drafts)
        self.answers.routine(laid, found, number, drafts)
        late = self.told.lately(number, 5)
        since = [number - self.layout.sentence_of(claim) for claim in self.told.made[late:]]
        self.told.made[late:] = exercises.completed(self.told.made[late:], laid, since=since)
        self.remember(laid, number)
        named = [v for v in found if not v.is_pronoun and v.holder is not None]
        if named:
            self.holding.last_holder = named[-1].holder

    def carry_back(self, found: Sequence[Voice], laid: Scene, number: int) -> None:
        """A voice named after a sentence that goes on with a pronoun holds the doubtful sentence before it
        too.
        """
        voice = next((v for v in found if v.is_after and not v.is_pronoun), None)
        if voice is None or not self.pending or laid.words[0].low not in ("they", "it"):
            return
        before = self.document.sentences[number - 1]
        if before.paragraph != self.document.sentences[number].paragraph:
            return
        pending, self.pending = self.pending, []
        for draft in pending:
            if draft.sentence != number - 1:
                continue
            holder = self.holding.holder([voice], laid, draft.actor.actor if draft.actor else None)
            if holder is None:
                continue
            late = self.told.lately(number, 1)
            own = [i for i, c in enumerate(self.told.made[late:], late) if c.action_span == draft.cue]
            if own:
                self.told.made[own[0]] = replace(self.told.made[own[0]], holder=holder)
            else:
                self.add(draft, self.layout.scene(number - 1), "alleged", draft.doubt, holder)

    def remember(self, laid: Scene, number: int) -> None:
        self.remember_forces(laid, number)
        for chunk in laid.chunks:
            if chunk.kind == "place" and chunk.toponym is not None and chunk.toponym.footprint is not None:
                self.memory.sites.append(Site(None, chunk.toponym.footprint, chunk.toponym))
        if laid.times:
            self.memory.time = laid.times[-1]

    def remember_forces(self, laid: Scene, number: int) -> None:
        speakers = [v.holder for v in self.layout.voices(number) if v.holder is not None]
        owners = {
            d.force.span.start: d.actor.actor
            for d in self.memory.drafts[-8:]
            if d.sentence == number and d.force is not None and d.actor is not None
        }
        told = list(referents.spoken_in(laid, number, speakers=speakers, owners=owners))
        referents.keep(self.memory.spoken, iter(told))
        subject = referents.topic(told)
        if subject is not None and self.memory.claim_sentence != number:
            self.memory.actor = subject
            self.memory.actor_sentence = number
        if any(c.kind == "force" and c.force is not None and c.force.is_strong for c in laid.chunks):
            self.memory.is_military = True

    def remember_places(self, sentence: Sentence) -> None:
        for toponym in self.layout.within(sentence.span)[0]:
            if toponym.footprint is not None:
                self.memory.sites.append(Site(None, toponym.footprint, toponym))

    # --- drafts to claims -----------------------------------------------------------------------------------

    def take(
        self, draft: Draft, laid: Scene, held: Sequence[Voice], *, is_denied_apart: bool = False
    ) -> None:
        """Makes of a draft the claims of those who hold it. is_denied_apart: its denial has been read."""
        if any(v.is_silent for v in held):
            self.skipped.append(Skipped(draft.clause, "nobody says so", draft.rule.name))
            return
        if not draft.is_negated:
            told, denied = stance.parted(held)
            if denied:
                if told is not None:
                    self.take(draft, laid, told, is_denied_apart=True)
                if all(v.holder is None for v in denied):
                    return  # "was rejected", by nobody named
                actor = draft.actor.actor if draft.actor else None
                self.add(draft, laid, "denied", denied[0].cue, self.holding.holder(denied, laid, actor))
                return
        judgement = stance.judge(draft, held, laid, may_belittle=not is_denied_apart)
        if judgement is None:
            self.skipped.append(Skipped(draft.clause, "the narrator says that it is not so", draft.rule.name))
            return
        if draft.is_negated and draft.action in ("withdraw", "close") and judgement.stance == "asserted":
            draft.action = "station"
        holder = self.holding.holder(held, laid, draft.actor.actor if draft.actor else None)
        self.add(draft, laid, judgement.stance, judgement.cue, holder)

    def add(
        self, draft: Draft, laid: Scene | Sentence, held_as: Stance, cue: Span | None, holder: Holder | None
    ) -> None:
        actor = draft.actor.actor if draft.actor else None
        if (
            held_as == "asserted"
            and holder is not None
            and not holder.own_side
            and self.told.was_alleged(draft, actor)
        ):
            held_as = "alleged"
        if draft.time is not None and is_history(draft.time, self.document.published):
            return
        repeat = self.told.repeat_of(draft, actor, held_as, holder)
        if repeat is not None:
            self.told.fill(repeat, draft)
            return
        sentence = laid.sentence if isinstance(laid, Scene) else laid
        quote = Phrase(self.document.text[sentence.span.start : sentence.span.end], sentence.span)
        timed = (
            when(draft.time, draft.action, is_future=draft.is_future, begins=draft.begins)
            if draft.time is not None
            else None
        )
        self.told.make(
            Claim(
                actor=draft.actor,
                action=draft.action,
                action_span=draft.cue,
                force=draft.force,
                equipment=draft.equipment,
                quantity=draft.quantity,
                place=draft.site.phrase,
                footprint=draft.site.footprint,
                when=timed,
                stance=held_as,
                stance_span=cue,
                holder=holder,
                quote=quote,
                rule=draft.rule.name,
                confidence=draft.rule.confidence,
                routine=draft.routine or (isinstance(laid, Scene) and stance.is_routine(laid)),
                reasons=reasons(draft, self.memory, held_as, cue),
            )
        )
        if draft.site.footprint is not None or draft.site.phrase is not None:
            self.memory.claim_site = draft.site
        self.memory.claim_sentence = draft.sentence
        if actor is not None:
            self.memory.actor = actor
            self.memory.actor_sentence = draft.sentence
        self.memory.drafts.append(draft)

    # --- Arabic ---------------------------------------------------------------------------------------------

    def signature(self, number: int) -> Span | None:
        """The name on a line of its own after the words: "— Name (@handle)"."""
        sentences = self.document.sentences
        if number + 1 >= len(sentences) or sentences[number + 1].paragraph == sentences[number].paragraph:
            return None
        tokens = sentences[number + 1].tokens
        if len(tokens) < 2 or tokens[0].text not in ("—", "–", "--"):
            return None
        name = []
        for token in tokens[1:8]:
            if not token.text[0].isalpha():
                break
            name.append(token)
        return Span(name[0].start, name[-1].end) if len(name) >= 2 else None

    def arabic(self, number: int, sentence: Sentence) -> None:
        tops, nons = self.layout.within(sentence.span)
        grammar = arabic.Grammar(
            sentence,
            self.document.text,
            toponyms=tops,
            non_places=nons,
            published=self.document.published,
            memory=self.memory,
            gazetteer=self.gazetteer,
            number=number,
        )
        for draft in grammar.drafts():
            holder: Holder | None = None
            span = draft.holder_words or self.signature(number)
            if span is not None:
                name = self.document.text[span.start : span.end]
                actor = draft.actor.actor if draft.actor else None
                holder = Holder(name, span, grammar.scene.is_own(span, actor))
            self.add(draft, sentence, draft.stance or "asserted", draft.stance_span, holder)
        self.skipped.extend(grammar.skipped)
        subject = next((a for a in grammar.scene.actor if a is not None), None)
        if subject is not None:
            self.memory.actor, self.memory.actor_sentence = subject, number
        self.remember_places(sentence)


__all__ = ["claims"]
