"""Holding: the voice that holds a draft, and whether it speaks for the force's own side.

Comes in: a draft and the voices of its sentence. Goes out: a `Holder`, or None for the narrator.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from geo.claims import holders
from geo.claims.actors import same_side, state_forces
from geo.claims.draft import Draft
from geo.claims.layout import Layout
from geo.claims.scene import Scene
from geo.claims.voice import Voice
from geo.types import Actor, Holder, QuoteSpan, Sentence, Span


class Holding:
    """The holders of one document's claims."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.document = layout.document
        self.last_holder: Span | None = None
        self.issuer: Span | None = None
        """Who speaks all the words that follow: "the ministry has issued the following notice"."""

    def held(self, draft: Draft, found: Sequence[Voice], number: int) -> list[Voice]:
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
                for voice in self.layout.voices(i):
                    if voice.cue.start >= quote.span.end and voice.cue.start - quote.span.end < 220:
                        return [voice]
        before = number
        while before > 0 and sentences[before].span.start > quote.span.start:
            before -= 1
        for voice in reversed(self.layout.voices(before)):
            if voice.cue.end <= quote.span.start:
                return [voice]
        return []

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
            named = [v for v in self.layout.voices(i) if not v.is_pronoun and v.holder is not None]
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
        places, others = self.layout.within(words)
        named = [
            (t.span.start, t.place.country) for t in places if t.kind == "country" and t.place is not None
        ]
        # A body's adjective names the state as well: "the French ministry", "US Forces Korea".
        named += [(n.span.start, n.country) for n in others if is_body or n.why == "metonym"]
        country = next((code for _, code in sorted(named, key=lambda n: n[0]) if code is not None), None)
        return country is not None and same_side(state_forces(country), actor)

    def issuer_in(self, sentence: Sentence) -> Span | None:
        """Who is said to have issued the words that follow."""
        start = sentence.span.start
        found = _ISSUED.match(self.document.text[start : sentence.span.end])
        return Span(start + found.start("who"), start + found.end("who")) if found else None


_BODY = re.compile(
    r"\b(?:ministry|minister|defen[cs]e|army|navy|navies|air force|armed|forces?|military|command|commander"
    r"|staff|chiefs|spokes\w+|officers?|officials?|generals?|admirals?|colonels?|captain|major|lieutenant"
    r"|government|presiden\w+|cabinet|pentagon|kremlin|white house"
    r"|downing street|troops|soldiers|guards?|marines?)\b",
    re.IGNORECASE,
)
"""Words for those who may speak for a state's forces; a newspaper of that state may not."""
_ISSUED = re.compile(
    r"(?:[^.:]{0,40}[,:] )?(?P<who>(?:The |An? )?[A-Z][^,:.]{3,80}?) (?:has |have |today )?"
    r"(?:issued|released|published) the following "
    r"(?:statement|notice|communiqu[eé]|announcement|message|press release)"
)
