"""What a rule is: a cue, the roles round it, and the action it tells.

A rule says which verb or noun is the cue, which frame its roles stand in, which prepositions bring the
place, and what kind of theme it takes. How a frame is read in a language is the grammar's matter
(`english`, `arabic`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from geo.claims.words import OF_PLACE
from geo.types import Action

Frame = Literal[
    "sends",  # actor V force (prep) place; passive: force be V-ed (prep) place
    "goes",  # force V (prep) place
    "moves",  # either: the object decides
    "hosts",  # place V force
    "is",  # force be V-ed (prep) place; force V-ed (prep) place, as a reduced relative
    "builds",  # actor V facility (prep) place
    "backs",  # actor V place or own mission with force: "reinforced its mission in P with F"
    "trims",  # actor V its presence (prep) place
    "noun",  # the cue is a noun: "the deployment of F to P"
    "relieves",  # force V force (prep) place: the newcomer is meant
    "holds",  # actor V an exercise or patrol (prep) place
]

Themes = Literal["any", "mobile", "facility", "system"]

TO = (*OF_PLACE, "south", "north", "east", "west", "up")
IN = (
    "in",
    "at",
    "on",
    "near",
    "along",
    "around",
    "off",
    "across",
    "inside",
    "outside",
    "within",
    "throughout",
    "over",
    "opposite",
    "between",
    "beside",
    "south",
    "north",
    "east",
    "west",
    "above",
    "for",
    "to",
    "from",
    "of",
)
AT = tuple(word for word in IN if word not in ("for", "to", "from", "of"))
FROM = ("from", "out", "of", "in", "at", "on", "near", "along")
OVER = (
    "over",
    "in",
    "off",
    "along",
    "around",
    "near",
    "through",
    "across",
    "at",
    "on",
    "between",
    "above",
    "from",
    "to",
    "into",
    "past",
)

AR_IN = (
    *("في", "علي", "قرب", "عند", "ب", "حول", "شرق", "غرب", "شمال", "جنوب", "شرقي", "غربي", "شمالي", "جنوبي"),
    *("داخل", "وسط", "فوق", "قباله", "بين", "لدي", "خارج", "مقابل", "ضمن", "خلف", "بمحاذاه", "محيط", "اطراف"),
)
AR_TO = (*AR_IN, "الي", "نحو", "باتجاه", "اتجاه", "صوب", "ل", "حتي", "تجاه")
AR_FROM = ("من", "عن")
AR_OVER = (*AR_IN, "عبر", "الي")
"""Arabic prepositions, folded; those for the sides of the sky stand before a place without another."""


@dataclass(frozen=True, slots=True)
class Rule:
    name: str
    action: Action
    frame: Frame
    cues: tuple[str, ...]
    """Lemmas in English, with a particle where there is one ("pull out"); folded forms in Arabic."""
    prepositions: tuple[str, ...] = TO
    theme: Themes = "any"
    language: Literal["en", "ar"] = "en"
    takes_place_as_object: bool = False
    """"entered Basra", "left Bagram", "patrols the islands"."""
    needs_place: bool = True
    needs_strong: bool = False
    """The theme's noun must mean armed forces by itself, or an armed actor be named in it."""
    needs_number: bool = False
    """The theme must be counted or plainly a force: for verbs as common as "have"."""
    needs_new_figure: bool = False
    """How many it comes to must be told: "doubled its force to 1,600"."""
    more_is_reinforce: bool = True
    """Sent "more" troops, or "reinforcements": an addition to what is there."""
    confidence: float = 0.8
    heads: tuple[str, ...] = ()
    """Where given, the only nouns the theme may have."""
