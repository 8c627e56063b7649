"""Bounds of a force's noun phrase: where one may start, and whether a head noun is still to come.

Comes in: the words of a sentence with what is known of each. Goes out: yes or no, for a word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from geo.claims.force import Marks
from geo.claims.force_words import Head, equipment_at, head_at, heads, modifiers, phrase_words, ship_prefixes
from geo.claims.words import Word
from geo.types import Actor


def heads_ahead(words: Sequence[Word], marks: Marks) -> list[bool]:
    """For each word, whether a phrase that starts there could come to a head noun before its end: most words
    of a text need no closer look.
    """
    inside = {j for first, (_, after) in marks.number.items() for j in range(first, after)}
    found = [False] * len(words)
    is_ahead = False
    for i in range(len(words) - 1, -1, -1):
        if _may_be_head(words, marks, i):
            is_ahead = True
        elif (marks.verb[i] or marks.time[i]) and i not in inside and words[i].low != "of":
            is_ahead = False
        found[i] = is_ahead
    return found


def _may_be_head(words: Sequence[Word], marks: Marks, i: int) -> bool:
    actor = marks.actor[i]
    return (
        words[i].low in heads()
        or equipment_at(words, i) is not None
        or words[i].text in ship_prefixes()
        or (actor is not None and marks.actor_is_name[i] and is_armed(actor))
    )


def may_start(words: Sequence[Word], marks: Marks, i: int) -> bool:
    word = words[i]
    if marks.verb[i] or marks.place[i] or marks.time[i] or marks.person[i]:
        return False
    if marks.actor[i] is not None or i in marks.number:
        return True
    if (
        word.low in phrase_words("determiners")
        or word.low in phrase_words("parts")
        or word.low in modifiers()
    ):
        return True
    if word.low in phrase_words("outside") or not word.low[:1].isalnum():
        return False
    if head_at(words, i) is not None or equipment_at(words, i) is not None or word.text in ship_prefixes():
        return True
    return (word.is_capitalised or is_ordinal(word.low) or "-" in word.text) and head_follows(words, marks, i)


_POLITICAL = frozenset({"eu", "nato", "ecowas-standby-force", "sadc", "csto"})
"""Bodies that act in other ways too: only "NATO troops" are a force, "NATO" alone is who sends."""


def is_armed(actor: Actor) -> bool:
    if actor.id in _POLITICAL:
        return False
    return actor.kind in ("militia", "insurgent", "company", "coalition", "unknown") or (
        actor.kind == "state_force" and not actor.id.endswith("-armed-forces")
    )


ROMAN = re.compile(r"[IVX]{1,6}")


def is_ordinal(low: str) -> bool:
    return low[:1].isdigit() and low[-2:] in ("st", "nd", "rd", "th")


def splits(
    words: Sequence[Word],
    marks: Marks,
    i: int,
    actors: Sequence[tuple[int, Actor]],
    head: Head | None,
) -> bool:
    """Whether "and" at word i joins adjectives of one head: "Russian and Belarusian forces"."""
    if head is not None or not actors or marks.actor[i - 1] is not actors[-1][1] or i + 1 >= len(words):
        return False
    nxt = i + 1
    if nxt in marks.number:
        nxt = marks.number[nxt][1]
    return nxt < len(words) and (marks.actor[nxt] is not None or words[nxt].low == "other")


def head_follows(words: Sequence[Word], marks: Marks, i: int) -> bool:
    """Whether a head noun comes within the next three words, with nothing in between that ends a phrase."""
    for j in range(i + 1, min(i + 5, len(words))):
        if marks.verb[j] or marks.place[j] or marks.time[j]:
            return False
        if head_at(words, j) is not None or equipment_at(words, j) is not None:
            return True
        if (
            words[j].low in phrase_words("outside")
            or words[j].low in phrase_words("determiners")
            or not words[j].low[:1].isalnum()
        ):
            return False
    return False
