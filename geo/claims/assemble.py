"""Claims of a document: sentence by sentence through the grammars, then voices, stances, repeats and the
grounding gate.

Comes in: a `Document`, its toponyms and non-places, the gazetteer. Goes out: `Claim`s and `Skipped`s in the
order of the text, with offsets in the repaired text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from geo.claims import arabic, exercises, holders, stance
from geo.claims.actors import same_side, state_forces
from geo.claims.cues import may_tell
from geo.claims.draft import Draft, Memory, Site
from geo.claims.english import Grammar
from geo.claims.holders import Voice
from geo.claims.scene import Scene, scene
from geo.claims.times import when
from geo.gazetteer import Gazetteer
from geo.types import (
    Action,
    Actor,
    ActorMention,
    Claim,
    Document,
    Footprint,
    Holder,
    NonPlace,
    Phrase,
    Quantity,
    QuoteSpan,
    Sentence,
    Skipped,
    Span,
    Stance,
    Toponym,
)

FAMILIES: dict[str, str] = {
    "deploy": "presence",
    "reinforce": "presence",
    "arrive": "presence",
    "station": "presence",
    "rotate": "presence",
    "emplace": "presence",
    "build_up": "presence",
    "reposition": "presence",
    "withdraw": "departure",
    "close": "departure",
    "exercise": "exercise",
    "patrol": "patrol",
}


def claims(
    document: Document,
    toponyms: Sequence[Toponym],
    non_places: Sequence[NonPlace],
    gazetteer: Gazetteer,
) -> tuple[tuple[Claim, ...], tuple[Skipped, ...]]:
    """What the document reports of forces, and what looked so and was left out."""
    reader = _Reader(document, toponyms, non_places, gazetteer)
    reader.run()
    return tuple(reader.made), tuple(reader.skipped)


_MOST_ALIKE = 200
"""Claims of one matter that a new one is compared with: a text of a thousand voices stays linear."""
_Matter = tuple[str, frozenset[str] | None]


def _matter(action: Action, footprint: Footprint | None) -> _Matter:
    return FAMILIES[action], frozenset(footprint.place_ids) if footprint is not None else None


@dataclass
class _Reader:
    document: Document
    toponyms: Sequence[Toponym]
    non_places: Sequence[NonPlace]
    gazetteer: Gazetteer
    made: list[Claim] = field(default_factory=list)
    made_before: list[int] = field(default_factory=list)
    """How many claims were made when each sentence was begun."""
    by_matter: dict[_Matter, list[int]] = field(default_factory=dict)
    """Numbers of the claims of one family of actions at one place."""
    skipped: list[Skipped] = field(default_factory=list)
    memory: Memory = field(default_factory=Memory)
    scenes: dict[int, Scene] = field(default_factory=dict)
    voiced: dict[int, list[Voice]] = field(default_factory=dict)
    last_holder: Span | None = None
    issuer: Span | None = None
    """Who speaks all the words that follow: "the ministry has issued the following notice"."""
    pending: list[Draft] = field(default_factory=list)
    """Doubtful drafts of the sentence before that nobody held."""

    def run(self) -> None:
        self.top_starts = [t.span.start for t in self.toponyms]
        self.non_starts = [n.span.start for n in self.non_places]
        self.sentence_starts = [s.span.start for s in self.document.sentences]
        self.memory.title_actor = self.actor_of_title()
        for number, sentence in enumerate(self.document.sentences):
            self.made_before.append(len(self.made))
            if any(t.fold == "following" for t in sentence.tokens):
                self.issuer = self.issuer_in(sentence) or self.issuer
            if sentence.language == "ar":
                self.arabic(number, sentence)
            elif may_tell({t.fold for t in sentence.tokens}) or self.is_note(sentence):
                self.english(number)
            else:
                self.remember_places(sentence)

    def is_note(self, sentence: Sentence) -> bool:
        """Whether the sentence may be an entry of a list of strengths: a name, a colon, a number."""
        return self.memory.title_actor is not None and any(t.text == ":" for t in sentence.tokens)

    # --- laying out -----------------------------------------------------------------------------------------

    def within(self, span: Span) -> tuple[list[Toponym], list[NonPlace]]:
        i = bisect_left(self.top_starts, span.start)
        tops = []
        while i < len(self.toponyms) and self.toponyms[i].span.start < span.end:
            tops.append(self.toponyms[i])
            i += 1
        i = bisect_left(self.non_starts, span.start)
        nons = []
        while i < len(self.non_places) and self.non_places[i].span.start < span.end:
            nons.append(self.non_places[i])
            i += 1
        return tops, nons

    def scene(self, number: int) -> Scene:
        known = self.scenes.get(number)
        if known is None:
            sentence = self.document.sentences[number]
            tops, nons = self.within(sentence.span)
            known = self.scenes[number] = scene(
                sentence,
                self.document.text,
                toponyms=tops,
                non_places=nons,
                published=self.document.published,
                last_time=self.memory.time,
            )
        return known

    def voices(self, number: int) -> list[Voice]:
        known = self.voiced.get(number)
        if known is None:
            known = self.voiced[number] = holders.voices(self.scene(number))
        return known

    def actor_of_title(self) -> Actor | None:
        title = self.document.title
        if not title:
            return None
        from geo.claims import titles

        return titles.actor(title)

    # --- English --------------------------------------------------------------------------------------------

    def english(self, number: int) -> None:
        laid = self.scene(number)
        grammar = Grammar(laid, self.memory, self.gazetteer, number)
        drafts = grammar.drafts()
        self.skipped.extend(grammar.skipped)
        found = self.voices(number)
        self.carry_back(found, laid, number)
        self.pending.clear()
        for draft in drafts:
            held = self.holding(draft, found, number)
            if not held and draft.doubt is not None:
                self.pending.append(draft)
            self.take(draft, laid, held)
        self.answers(laid, found, number, drafts)
        self.routine(laid, found, number, drafts)
        late = self.lately(number, 2)
        since = [number - self.sentence_of(claim) for claim in self.made[late:]]
        self.made[late:] = exercises.completed(self.made[late:], laid, since=since)
        self.remember(laid, number)
        named = [v for v in found if not v.is_pronoun and v.holder is not None]
        if named:
            self.last_holder = named[-1].holder

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
            holder = self.holder([voice], laid, draft.actor.actor if draft.actor else None)
            if holder is None:
                continue
            late = self.lately(number, 1)
            own = [i for i, c in enumerate(self.made[late:], late) if c.action_span == draft.cue]
            if own:
                self.made[own[0]] = replace(self.made[own[0]], holder=holder)
            else:
                self.add(draft, self.scene(number - 1), "alleged", draft.doubt, holder)

    def remember(self, laid: Scene, number: int) -> None:
        subject = next(
            (
                c
                for c in laid.chunks
                if c.kind in ("actor", "force") and (c.actor or (c.force and c.force.actors()))
            ),
            None,
        )
        if subject is not None and self.memory.claim_sentence != number:
            self.memory.actor = subject.actor or (subject.force.actors()[0] if subject.force else None)
            self.memory.actor_sentence = number
        if any(c.kind == "force" and c.force is not None and c.force.is_strong for c in laid.chunks):
            self.memory.is_military = True
        for chunk in laid.chunks:
            if chunk.kind == "place" and chunk.toponym is not None and chunk.toponym.footprint is not None:
                self.memory.sites.append(Site(None, chunk.toponym.footprint, chunk.toponym))
        if laid.times:
            self.memory.time = laid.times[-1]

    def remember_places(self, sentence: Sentence) -> None:
        for toponym in self.within(sentence.span)[0]:
            if toponym.footprint is not None:
                self.memory.sites.append(Site(None, toponym.footprint, toponym))

    def holding(self, draft: Draft, found: Sequence[Voice], number: int) -> list[Voice]:
        """The voices that hold a draft, innermost first; over sentences where a quotation runs over them."""
        held = holders.innermost(found, draft.cue)
        if held:
            return held
        quote = self.quote_over(draft.cue)
        if quote is None:
            return []
        return self.speaker_of(quote, number)

    def quote_over(self, span: Span) -> QuoteSpan | None:
        return next((q for q in self.document.quotes if q.span.covers(span) and not q.scare), None)

    def speaker_of(self, quote: QuoteSpan, number: int) -> list[Voice]:
        sentences = self.document.sentences
        after = number
        while after < len(sentences) and sentences[after].span.end < quote.span.end:
            after += 1
        for i in (after, after + 1):
            if i < len(sentences) and sentences[i].paragraph == sentences[number].paragraph:
                for voice in self.voices(i):
                    if voice.cue.start >= quote.span.end and voice.cue.start - quote.span.end < 220:
                        return [voice]
        before = number
        while before > 0 and sentences[before].span.start > quote.span.start:
            before -= 1
        for voice in reversed(self.voices(before)):
            if voice.cue.end <= quote.span.start:
                return [voice]
        return []

    # --- drafts to claims -----------------------------------------------------------------------------------

    def take(self, draft: Draft, laid: Scene, held: Sequence[Voice]) -> None:
        judgement = stance.judge(draft, held, laid)
        if judgement is None:
            self.skipped.append(Skipped(draft.clause, "the narrator says that it is not so", draft.rule.name))
            return
        if draft.is_negated and draft.action in ("withdraw", "close") and judgement.stance == "asserted":
            draft.action = "station"
        holder = self.holder(held, laid, draft.actor.actor if draft.actor else None)
        self.add(draft, laid, judgement.stance, judgement.cue, holder)

    def holder(self, held: Sequence[Voice], laid: Scene, actor: Actor | None) -> Holder | None:
        made: Holder | None = None
        for voice in reversed(held[:2]):
            if voice.holder is None:
                continue
            span = voice.holder
            own = self.is_own_side(voice, laid, actor)
            if voice.is_pronoun:
                span = self.named_before(voice.cue) or self.last_holder or span
            made = Holder(self.document.text[span.start : span.end], span, own, made)
        if made is None and self.issuer is not None:
            own = self.names_side(self.issuer, laid, actor)
            made = Holder(self.document.text[self.issuer.start : self.issuer.end], self.issuer, own)
        return made

    def named_before(self, cue: Span) -> Span | None:
        """The last speaker named in the two sentences before, of the same paragraph: who "he" is in "he
        added".
        """
        sentences = self.document.sentences
        number = bisect_left([s.span.start for s in sentences], cue.start + 1) - 1
        for i in range(number - 1, max(-1, number - 3), -1):
            if sentences[i].paragraph != sentences[number].paragraph or sentences[i].language == "ar":
                return None
            named = [v for v in self.voices(i) if not v.is_pronoun and v.holder is not None]
            if named:
                return named[-1].holder
        return None

    def is_own_side(self, voice: Voice, laid: Scene, actor: Actor | None) -> bool:
        if actor is None or voice.holder is None:
            return False
        low = voice.name.lower()
        if low.startswith(("its ", "their ")) or (low.startswith("our ") and _BODY.search(low)):
            return True
        if re.match(
            r"(?:the two|both|the) (?:navies|armies|air forces|militaries|defen[cs]e ministries)\b", low
        ):
            return actor.kind == "state_force"
        first = min(voice.holder.start, voice.scope.end if voice.is_after else voice.holder.start)
        return self.names_side(Span(first, max(voice.holder.end, voice.cue.start)), laid, actor)

    def names_side(self, words: Span, laid: Scene, actor: Actor | None) -> bool:
        """Whether the words for a speaker name the actor's own side."""
        if actor is None:
            return False
        first, last = words.start, words.end
        is_body = _BODY.search(self.document.text[first:last]) is not None
        for i, word in enumerate(laid.words):
            if first <= word.start < last:
                other = laid.marks.actor[i]
                if other is not None and same_side(other, actor) and (is_body or laid.marks.actor_is_name[i]):
                    return True
        places, others = self.within(words)
        named = [
            (t.span.start, t.place.country) for t in places if t.kind == "country" and t.place is not None
        ]
        # A body's adjective names the state as well: "the French ministry", "US Forces Korea".
        named += [(n.span.start, n.country) for n in others if is_body or n.why == "metonym"]
        country = next((code for _, code in sorted(named, key=lambda n: n[0]) if code is not None), None)
        return country is not None and same_side(state_forces(country), actor)

    def add(
        self, draft: Draft, laid: Scene | Sentence, held_as: Stance, cue: Span | None, holder: Holder | None
    ) -> None:
        actor = draft.actor.actor if draft.actor else None
        if (
            held_as == "asserted"
            and holder is not None
            and not holder.own_side
            and self.was_alleged(draft, actor)
        ):
            held_as = "alleged"
        repeat = self.repeat_of(draft, actor, held_as, holder)
        if repeat is not None:
            self.fill(repeat, draft)
            return
        sentence = laid.sentence if isinstance(laid, Scene) else laid
        quote = Phrase(self.document.text[sentence.span.start : sentence.span.end], sentence.span)
        timed = (
            when(draft.time, draft.action, is_future=draft.is_future, begins=draft.begins)
            if draft.time is not None
            else None
        )
        self.make(
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
            )
        )
        if draft.site.footprint is not None or draft.site.phrase is not None:
            self.memory.claim_site = draft.site
        self.memory.claim_sentence = draft.sentence
        if actor is not None:
            self.memory.actor = actor
            self.memory.actor_sentence = draft.sentence
        self.memory.drafts.append(draft)

    def was_alleged(self, draft: Draft, actor: Actor | None) -> bool:
        return any(c.stance == "alleged" for _, c in self.of_same_matter(draft, actor))

    def of_same_matter(self, draft: Draft, actor: Actor | None) -> Iterator[tuple[int, Claim]]:
        """The claims, with their numbers, that the same side did the like at the same place; the last ones
        of very many.
        """
        for i in self.by_matter.get(_matter(draft.action, draft.site.footprint), [])[-_MOST_ALIKE:]:
            claim = self.made[i]
            if actor is not None and claim.actor is not None and same_side(claim.actor.actor, actor):
                yield i, claim

    def repeat_of(
        self, draft: Draft, actor: Actor | None, held_as: Stance, holder: Holder | None
    ) -> int | None:
        """Index of the claim that the draft tells again: the same source, or the narrator after others."""
        for i, claim in self.of_same_matter(draft, actor):
            if claim.stance != held_as:
                continue
            same_holder = (claim.holder.name if claim.holder else None) == (holder.name if holder else None)
            if same_holder and (claim.action == draft.action or draft.site.phrase is None):
                return i
            same_words = (
                claim.place is not None
                and draft.site.phrase is not None
                and claim.place.text == draft.site.phrase.text
            )
            if (
                same_holder
                and same_words
                and self.sentence_of(claim) == draft.sentence
                and draft.quantity is None
            ):
                return i
            if holder is None and held_as == "alleged" and claim.action == draft.action:
                return i
        return None

    def make(self, claim: Claim) -> None:
        self.by_matter.setdefault(_matter(claim.action, claim.footprint), []).append(len(self.made))
        self.made.append(claim)

    def fill(self, index: int, draft: Draft) -> None:
        claim = self.made[index]
        timed = claim.when
        if timed is None and draft.time is not None:
            timed = when(draft.time, claim.action, is_future=draft.is_future, begins=draft.begins)
        self.made[index] = replace(
            claim,
            quantity=_fuller(claim.quantity, draft.quantity),
            when=timed,
            equipment=claim.equipment or draft.equipment,
        )

    # --- claims about claims --------------------------------------------------------------------------------

    def answers(self, laid: Scene, found: Sequence[Voice], number: int, drafts: Sequence[Draft]) -> None:
        """An answer to what was told before: "Baku denies it", "the ministry confirmed the arrival"."""
        for voice in found:
            if voice.stance not in ("denied", "confirmed") or voice.holder is None:
                continue
            said = self.document.text[voice.cue.end : laid.sentence.span.end]
            answer = (_BACK if voice.stance == "denied" else _AS_TOLD).match(said)
            if answer is None:
                continue
            if voice.stance == "confirmed" and not _CONFIRMS.match(self.document.text, voice.cue.start):
                continue  # "does not deny it"
            after = voice.scope.end if voice.stance == "denied" else voice.cue.end + answer.end()
            if any(voice.scope.start <= d.cue.start < after for d in drafts):
                continue
            target = next(
                (
                    c
                    for c in reversed(self.made[self.lately(number, 2) :])
                    if c.stance != "denied" and self.sentence_of(c) >= number - 2
                ),
                None,
            )
            if target is None:
                continue
            same_sentence = self.sentence_of(target) == number
            holder = self.holder([voice], laid, target.actor.actor if target.actor else None)
            self.make(
                replace(
                    target,
                    stance=voice.stance,
                    stance_span=voice.cue,
                    holder=holder,
                    place=target.place if same_sentence else None,
                    actor=ActorMention(target.actor.actor, None) if target.actor else None,
                    quote=Phrase(
                        self.document.text[laid.sentence.span.start : laid.sentence.span.end],
                        laid.sentence.span,
                    ),
                    rule="dismissal" if voice.stance == "denied" else "confirmation",
                    force=target.force,
                    quantity=target.quantity if same_sentence else None,
                    when=target.when if same_sentence else None,
                )
            )

    def issuer_in(self, sentence: Sentence) -> Span | None:
        """Who is said to have issued the words that follow."""
        start = sentence.span.start
        found = _ISSUED.match(self.document.text[start : sentence.span.end])
        return Span(start + found.start("who"), start + found.end("who")) if found else None

    def sentence_of(self, claim: Claim) -> int:
        return bisect_left(self.sentence_starts, claim.quote.span.start)

    def lately(self, number: int, back: int) -> int:
        """From which claim on they can be of the last sentences, `back` before this one."""
        return self.made_before[max(0, number - back)]

    def routine(self, laid: Scene, found: Sequence[Voice], number: int, drafts: Sequence[Draft]) -> None:
        """What was told is called routine: "the reinforcements are within the normal process of replacing
        troops".
        """
        if drafts or not stance.is_routine(laid) or not self.made:
            return
        first = next(
            (
                i
                for i in range(len(laid.words) - 1)
                if laid.words[i].low == "the" and laid.words[i + 1].low in _TOLD
            ),
            -1,
        )
        if first < 0:
            return
        phrase = laid.phrase(first, first + 2)
        voice = next(iter(holders.innermost(found, phrase.span)), None)
        target = self.told_before(laid, voice, number, phrase.text)
        if target is None:
            return
        holder = self.holder([voice], laid, target.actor.actor if target.actor else None) if voice else None
        own = holder is not None and holder.own_side
        text = " ".join(w.low for w in laid.words)
        replaces = re.search(r"\b(?:replac|rotat|relie)", text) is not None
        self.make(
            replace(
                target,
                action="rotate" if replaces else target.action,
                action_span=phrase.span,
                stance="confirmed" if own and not replaces else "asserted",
                stance_span=voice.cue if voice and own else None,
                holder=holder,
                routine=True,
                force=phrase,
                place=None,
                quantity=None,
                equipment=None,
                when=None,
                actor=ActorMention(target.actor.actor, None) if target.actor else None,
                quote=Phrase(
                    self.document.text[laid.sentence.span.start : laid.sentence.span.end], laid.sentence.span
                ),
                rule="routine",
            )
        )

    def told_before(self, laid: Scene, voice: Voice | None, number: int, words: str) -> Claim | None:
        recent = [c for c in self.made[self.lately(number, 3) :] if self.sentence_of(c) >= number - 3]
        wanted = words.lower().removeprefix("the ")
        if voice is not None:
            own = [c for c in recent if c.actor is not None and self.is_own_side(voice, laid, c.actor.actor)]
            if own:
                return own[-1]
        stem = wanted[:8]
        alike = (
            c
            for c in reversed(self.made)
            if c.action.startswith(stem[:6]) or (c.force is not None and stem in c.force.text.lower())
        )
        return next(alike, recent[-1] if recent else None)

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
        tops, nons = self.within(sentence.span)
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


_BACK = re.compile(
    r"\s*(?:it|this|that|them|all (?:of )?(?:it|this)|(?:the|these|those|such|any"
    r"|all)\s+(?:\w+\s+)?(?:claims?|reports?|allegations?|accusations?|closure|move|statement|rumou?rs?|information)(?!\s+(?:that|of|about)\b)"
    r"|what \w+ called)\b"
)
_BODY = re.compile(
    r"\b(?:ministry|minister|defen[cs]e|army|navy|navies|air force|armed|forces?|military|command|commander"
    r"|staff|chiefs|spokes\w+|officers?|officials?|generals?|admirals?|colonels?|captain|major|lieutenant"
    r"|government|presiden\w+|cabinet|pentagon|troops|soldiers|guards?|marines?)\b",
    re.IGNORECASE,
)
"""Words for those who may speak for a state's forces; a newspaper of that state may not."""
_ISSUED = re.compile(
    r"(?:[^.:]{0,40}[,:] )?(?P<who>(?:The |An? )?[A-Z][^,:.]{3,80}?) (?:has |have |today )?"
    r"(?:issued|released|published) the following "
    r"(?:statement|notice|communiqu[eé]|announcement|message|press release)"
)


def _fuller(known: Quantity | None, told: Quantity | None) -> Quantity | None:
    """People sooner than one unit of them: "a company ... the company has 120 members"."""
    if known is None or told is None:
        return known or told
    is_one_unit = known.min == known.max == 1 and known.unit != "personnel"
    return told if is_one_unit and told.unit == "personnel" else known


_CONFIRMS = re.compile(r"confirm|acknowledg|admit|verif", re.IGNORECASE)
_AS_TOLD = re.compile(
    r"\s*(?:it|this|(?:the|these|such) (?:arrivals?|deployments?|withdrawals?|move|movements?|reports?"
    r"|exercise|presence|reinforcements?|patrols?|departure))\b"
    r"(?!\s+(?:of|in|at|to|from|near|that|by|was|were|is|had|has)\b)"
)
"""What is confirmed as told before; what says more is read as a claim of its own."""
_TOLD = frozenset(
    {
        "measures",
        "measure",
        "move",
        "moves",
        "deployment",
        "deployments",
        "reinforcements",
        "movement",
        "movements",
        "step",
        "steps",
        "activity",
    }
)

__all__ = ["claims"]
