"""What is said of a speaker beside his name: asides, relative clauses, who made a picture or wrote a paper.

Comes in: a `Scene` and a verb of speech. Goes out: where the speaker's own words begin and end.
"""

from __future__ import annotations

from functools import cache

from geo.claims.function_words import PREPOSITIONS, SUBORDINATORS
from geo.claims.lexicon import table
from geo.claims.scene import Scene
from geo.claims.speaker_words import NOUNS_IN_LY, name_in, speaker_nouns
from geo.claims.verb_groups import Verb
from geo.types import Span


def before_relative(scene: Scene, first: int, after: int) -> tuple[int, int]:
    """The speaker where the words before the verb end a relative clause: "a man who came in today says"."""
    words = scene.words
    if first >= after or not (words[first].low in PREPOSITIONS or scene.marks.time[first]):
        return first, after
    who = next((k for k in range(first - 1, max(0, first - 8), -1) if words[k].low in ("who", "which")), 0)
    start = who
    while (
        start
        and words[start - 1].low[0].isalpha()
        and not scene.marks.verb[start - 1]
        and words[start - 1].low not in PREPOSITIONS | SUBORDINATORS | {"and"}
    ):
        start -= 1
    return (start, who) if start < who else (first, after)


@cache
def _nouns(name: str) -> frozenset[str]:
    return frozenset(table("speech")["english"]["nouns"][name])


def behind_paper(scene: Scene, holder: Span) -> Span:
    """Who wrote the paper that speaks: "a report by the Levant Monitor"."""
    at = [i for i, w in enumerate(scene.words) if holder.start <= w.start < holder.end]
    for i in at[:-2]:
        if scene.words[i].low in _nouns("papers"):
            by = next((k for k in at if i < k <= i + 3 and scene.words[k].low in ("by", "from")), None)
            if by is not None and by + 1 <= at[-1] and not scene.marks.time[by + 1]:
                return Span(scene.words[by + 1].start, holder.end)
            return holder
    return holder


def is_qualified(scene: Scene, i: int) -> bool:
    """Whether the verb at word i only says more about the speaker before it: "images taken by Planet"."""
    verb = scene.verb_at.get(i)
    if verb is None or verb.aux or verb.start == 0 or verb.word != i or "part" not in verb.entry.tags:
        return False
    if verb.entry.lemma in ("say", "tell", "announce", "claim", "state", "add", "note", "warn", "deny"):
        return False
    after = scene.words[i + 1] if i + 1 < len(scene.words) else None
    if after is None or not (
        after.low in PREPOSITIONS or after.low in ("online", "here", "there") or scene.marks.time[i + 1]
    ):
        return False
    before = scene.words[verb.start - 1].low
    return before in speaker_nouns() or before in _nouns("evidence") or before in _nouns("papers")


def without_qualifiers(scene: Scene, first: int, after: int) -> int:
    """Where the speaker's own words end: before "who asked not to be named", "reached by phone"."""
    words = scene.words
    for k in range(first + 1, after):
        if words[k].low in ("who", "which", "whom", "whose", "speaking"):
            return k
        if is_qualified(scene, k):
            is_made_by = (
                words[k - 1].low in _nouns("evidence") and words[k + 1 : k + 2] and words[k + 1].low == "by"
            )
            if not is_made_by:
                return k
        if scene.marks.time[k] and k + 1 == after and words[k].low not in NOUNS_IN_LY:
            return k
    return after


def subject_end(scene: Scene, verb: Verb) -> int:
    """Index after the speaker of a verb: before its group, and before an aside that ends there ("an
    official, speaking on condition of anonymity, said").
    """
    words = scene.words
    start = verb.start
    if start < 3 or words[start - 1].low != ",":
        return start
    for k in range(start - 2, max(0, start - 30), -1):
        low = words[k].low
        if low in (";", '"', "”", "“"):
            return start
        if low == "," and words[k + 1].low in _ASIDES and any(scene.marks.verb[k + 1 : start - 1]):
            return k
        if low == "," and words[k + 1].low in _ANONYMOUS:
            return k
    return start


def who_spoke(scene: Scene, verb: Verb) -> Span | None:
    """The one that "who" stands for, where a relative clause tells what he says: "an official, who said"."""
    words = scene.words
    who = verb.start - 1
    if who < 1 or words[who].low != "who":
        return None
    after = who - (words[who - 1].low == ",")
    first = after
    while (
        first
        and words[first - 1].low not in (",", ";", '"', "that", "and", "but", "to")
        and not scene.marks.verb[first - 1]
        and (words[first - 1].low not in PREPOSITIONS or words[first - 1].low in ("of", "for", "in", "from"))
    ):
        first -= 1
    return name_in(scene, first, after) if first < after else None


_ASIDES = frozenset(
    {"who", "which", "whose", "speaking", "citing", "quoting", "asked", "reached", "asking", "contacted"}
    | {"requesting", "writing", "addressing", "talking", "interviewed", "referring", "using", "visiting"}
)


_ANONYMOUS = frozenset({"both", "all", "neither", "under", "on"})


def inserted_speaker(scene: Scene, verb: Verb) -> Span | None:
    """The speaker between a subject and its verb: "the soldiers, residents say, have entered"."""
    words = scene.words
    if verb.aux or verb.after >= len(words) - 1 or words[verb.after].low != ",":
        return None
    comma = next((k for k in range(verb.start - 1, max(0, verb.start - 9), -1) if words[k].low == ","), None)
    if comma is None or any(scene.marks.verb[:comma]) or any(scene.marks.verb[comma : verb.start]):
        return None
    if words[comma + 1].low in PREPOSITIONS | SUBORDINATORS or not any(
        scene.marks.verb[verb.after + 1 : verb.after + 3]
    ):
        return None
    return name_in(scene, comma + 1, verb.start)


def before_who(scene: Scene, i: int) -> int | None:
    """The "who" whose clause the verb at word i ends: "officials who asked not to be named said"."""
    words = scene.words
    for k in range(i, max(0, i - 14), -1):
        if words[k].low in (",", ";", ":", '"'):
            return None
        if words[k].low == "who" and words[k - 1].low in speaker_nouns():
            return k
    return None
