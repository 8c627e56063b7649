"""Forms of Arabic words, folded: verbs by person and tense, verbal nouns and nouns of forces by number and
owner.

Comes in: a word as the lists give it. Goes out: its forms as they stand in a text, particles before them
(and, in, to, the article) not among them. Unvowelled, so the passive of most verbs is spelled as the active.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from geo.gazetteer.names import fold

Count = Literal["one", "two", "many"]

OWNED = ("ها", "هم", "هما", "ه", "نا")
"""Pronouns written onto a noun: whose it is."""


@dataclass(frozen=True, slots=True)
class NounForm:
    text: str
    count: Count
    is_owned: bool


def verb_forms(cue: str) -> Iterator[tuple[str, bool]]:
    """Forms of a verb in the third person, and whether each tells the future.

    cue: a perfect ("sent"), a participle, or, beginning with the sign of the third person, an imperfect
    ("sends"), maybe with further words behind it, which stay as they are.
    """
    head, _, rest = cue.partition(" ")
    tail = f" {rest}" if rest else ""
    if head.startswith("م"):  # a participle that stands for a verb: "stationed in"
        forms: Iterator[tuple[str, bool]] = ((form, False) for form in adjective_forms(head))
    else:
        forms = _imperfect(head) if head.startswith("ي") and len(head) >= 3 else _perfect(head)
    for form, is_future in forms:
        yield form + tail, is_future


def _imperfect(head: str) -> Iterator[tuple[str, bool]]:
    rest = head[1:]
    short = rest[:-1] if rest.endswith(("ي", "ا", "و")) else rest
    for person in ("ي", "ت", "ن"):
        forms = [person + rest]
        if person != "ن":
            forms += [person + short + "ون", person + short + "وا", person + rest + "ان", person + rest + "ا"]
        for form in forms:
            yield form, False
            yield "س" + form, True


def _perfect(head: str) -> Iterator[tuple[str, bool]]:
    short = head[:-1] if head.endswith(("ي", "ا")) else head
    yield head, False
    for stem in dict.fromkeys((short, head)) if head.endswith("ا") else (short,):
        yield stem + "ت", False
        yield stem + "تا", False
    yield short + "وا", False
    if len(short) >= 5:  # shorter duals look like nouns: "notables" for "they two sent"
        yield short + "ا", False


def verbal_noun_forms(noun: str) -> Iterator[tuple[str, bool]]:
    """Forms of a verbal noun, and whether each says whose the action is: "its deployment"."""
    head, _, rest = fold(noun).partition(" ")
    tail = f" {rest}" if rest else ""
    yield head + tail, False
    if tail:
        return
    if head.endswith("ه"):
        stem = head[:-1] + "ت"
    else:
        stem = head
        yield head + "ا", False
    for owner in OWNED:
        yield stem + owner, True


def noun_forms(singular: str, plurals: tuple[str, ...], *, has_dual: bool) -> Iterator[NounForm]:
    """Forms of the first word of a noun; singular may be empty."""
    if singular:
        yield from _of_one(singular, has_dual=has_dual)
    for plural in plurals:
        yield from _of_many(plural)


def _of_one(word: str, *, has_dual: bool) -> Iterator[NounForm]:
    yield NounForm(word, "one", False)
    feminine = word.endswith("ه")
    stem = word[:-1] + "ت" if feminine else word
    if feminine or has_dual:
        for ending in ("ين", "ان"):
            yield NounForm(stem + ending, "two", False)
        if feminine:  # the bare stem with "ا" is the dual in construct: "two batteries of"
            yield NounForm(stem + "ا", "two", False)
            yield NounForm(stem + "ي", "two", False)
    if not feminine:
        yield NounForm(word + "ا", "one", False)
    for owner in OWNED:
        yield NounForm(stem + owner, "one", True)


def _of_many(word: str) -> Iterator[NounForm]:
    yield NounForm(word, "many", False)
    if word.endswith("ين") and len(word) > 4:
        stem = word[:-2]
        yield NounForm(stem + "ون", "many", False)
        yield NounForm(stem + "و", "many", False)
        yield NounForm(stem + "ي", "many", False)
        for owner in OWNED:
            yield NounForm(stem + "ي" + owner, "many", True)
            yield NounForm(stem + "و" + owner, "many", True)
        return
    stem = word[:-1] + "ت" if word.endswith("ه") else word
    if stem == word and not word.endswith(("ات", "ا")):
        yield NounForm(word + "ا", "many", False)
    for owner in OWNED:
        yield NounForm(stem + owner, "many", True)


def adjective_forms(word: str) -> Iterator[str]:
    """Gender and number of an adjective given in the masculine singular."""
    yield word
    for ending in ("ه", "ا", "ين", "ون", "ان", "تين", "تان", "ات", "ي", "و"):
        yield word + ending
