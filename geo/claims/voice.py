"""A voice: somebody who says, denies, confirms or will not say the words of a part of a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from geo.types import Span, Stance


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody speaking in a sentence."""

    holder: Span | None
    """The words for the speaker; None where nobody is named ("it is reported")."""
    name: str
    scope: Span
    """The part of the sentence that is said."""
    stance: Stance
    cue: Span
    is_after: bool
    """True where the words said come first: "..., the mayor said"."""
    is_pronoun: bool = False
    weight: int = 0
    """Higher is further in: of two voices over the same words the innermost holds the claim."""
    is_noun: bool = False
    """Told by a noun ("Baku's claim that ...") or beside a denial ("denied it had left, as a paper had
    reported"): who denies it denies a claim of this voice.
    """
    is_comment: bool = False
    """Said of the whole clause before, which stands as a claim beside it: "..., which Kigali denies"."""
    is_silent: bool = False
    """Says that it will not or cannot say so: "could not confirm that"."""
    is_answer: bool = False
    """Judges what was told before: "That is a lie", "calls the allegation baseless"."""
