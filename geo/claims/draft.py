"""What a grammar hands to `stance` and `assemble`: a claim whose voice is not yet known; and the memory of
a text.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from geo.claims.referents import Spoken
from geo.claims.rules import Rule
from geo.claims.times import TimeMention
from geo.types import Action, Actor, ActorMention, Footprint, Phrase, Quantity, Span, Stance, Toponym


@dataclass(slots=True)
class Site:
    """Where a draft says it is: words, geometry, or both."""

    phrase: Phrase | None
    footprint: Footprint | None
    toponym: Toponym | None


@dataclass(slots=True)
class Draft:
    rule: Rule
    action: Action
    cue: Span
    clause: Span
    actor: ActorMention | None
    force: Phrase | None
    quantity: Quantity | None
    equipment: Phrase | None
    site: Site
    time: TimeMention | None
    is_negated: bool = False
    is_future: bool = False
    begins: bool = False
    doubt: Span | None = None
    """A word of doubt in the clause: "allegedly"."""
    admitted: bool = False
    is_noun: bool = False
    stance: Stance | None = None
    """Set where the grammar itself tells it: "accuses X of massing"."""
    holder_words: Span | None = None
    """The speaker, where the grammar itself tells it."""
    stance_span: Span | None = None
    outer_words: Span | None = None
    routine: bool = False
    sentence: int = 0
    actor_is_carried: bool = False


@dataclass(slots=True)
class Memory:
    """What the sentences before leave for the next: who and where was spoken of."""

    actor: Actor | None = None
    actor_sentence: int = -99
    sites: list[Site] = field(default_factory=list)
    """Places of the text so far, the last one last."""
    claim_site: Site | None = None
    """Where the last claim was."""
    claim_sentence: int = -99
    time: TimeMention | None = None
    title_actor: Actor | None = None
    spoken: list[Spoken] = field(default_factory=list)
    """Forces and actors of the last sentences, the last one last."""
    drafts: list[Draft] = field(default_factory=list)
    speaker: Span | None = None
    """Who spoke last in an Arabic text, for those who "added" something."""
    speaker_sentence: int = -99
    is_military: bool = False
    """True once a force or an armed actor has been named."""
