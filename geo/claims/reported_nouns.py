"""Nouns that report, and what is said of them: "Baku's claim that ...", "reports that ... were untrue",
"..., a charge Kigali denies", "..., which Kigali denies".

Comes in: a `Scene`. Goes out: `Voice`s, and the verbs whose words they have read.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from geo.claims.citations import kinds, reporting_nouns
from geo.claims.denials import denial_at, denial_in
from geo.claims.function_words import BE, HAVE, PREPOSITIONS
from geo.claims.lexicon import table
from geo.claims.scene import Scene
from geo.claims.speaker_words import name_in, text_of
from geo.claims.verb_groups import Verb
from geo.claims.voice import Voice
from geo.types import Span


@cache
def _press() -> frozenset[str]:
    return frozenset(table("speech")["english"]["nouns"]["press"])


def noun_voices(scene: Scene) -> Iterator[Voice]:
    """A claim told by a noun with its clause; and the verdict on it, where one follows the clause."""
    words = scene.words
    nouns = reporting_nouns()
    for i, word in enumerate(words):
        stance = nouns.get(word.low)
        if stance is None or scene.verb_at.get(i) is not None:
            continue
        that = _that_after(scene, i)
        if that is None or that + 2 >= len(words):
            continue
        verdict = _verdict_after(scene, that + 2)
        end = verdict if verdict is not None else len(words)
        scope = Span(words[that + 1].start, words[end - 1].end)
        holder = _teller(scene, i, that)
        cue = Span(word.start, word.end)
        if holder is not None or stance != "asserted":
            name = text_of(scene, holder) if holder is not None else ""
            yield Voice(holder, name, scope, stance, cue, False, False, i, is_noun=True)
        if verdict is not None:
            judged = Span(words[verdict].start, words[verdict].end)
            denier = _by_whom(scene, verdict)
            name = text_of(scene, denier) if denier is not None else ""
            yield Voice(denier, name, scope, "denied", judged, True, False, 20_000 + i)
    untrue = _untrue_opening(scene)
    if untrue is not None:
        first, after = untrue
        scope = Span(words[after].start, words[-1].end)
        yield Voice(None, "", scope, "denied", Span(words[first].start, words[after - 1].end), False)


def _that_after(scene: Scene, noun: int) -> int | None:
    """Index of the "that" that opens the noun's clause: next to it, or behind "in the Kurdish press"."""
    words = scene.words
    for j in range(noun + 1, min(noun + 11, len(words))):
        low = words[j].low
        if low == "that":
            return j
        if low in (",", ";", ":", '"', ".", "which", "who") or low in BE or low in HAVE:
            return None
        if j == noun + 1 and low not in PREPOSITIONS and scene.verb_at.get(j) is None:
            return None
    return None


def _teller(scene: Scene, noun: int, that: int) -> Span | None:
    """Whose claim it is: "Baku's claim", "Iranian claims", "a claim by Baku", "reports in the
    Lebanese press".
    """
    words = scene.words
    owner = next((k for k in range(noun - 1, max(-1, noun - 3), -1) if words[k].is_possessive), None)
    if owner is not None:
        first = owner
        while (
            first
            and words[first - 1].low[0].isalnum()
            and not scene.marks.verb[first - 1]
            and words[first - 1].low not in PREPOSITIONS
            and words[first - 1].low not in ("that", "and", "but")
        ):
            first -= 1
        return name_in(scene, first, owner)
    if noun and scene.marks.actor[noun - 1] is not None:
        return name_in(scene, noun - 1, noun)
    if noun > 1 and words[noun - 1].low in _press():
        first = noun - 1
        while first and words[first - 1].low[0].isalnum() and words[first - 1].is_capitalised:
            first -= 1
        return name_in(scene, first, noun)
    by = next((k for k in range(noun + 1, that) if words[k].low in ("by", "from", "in")), None)
    if by is None or by + 1 >= that:
        return None
    named = words[by].low == "by" or any(w.low in _press() for w in words[by + 1 : that])
    return name_in(scene, by + 1, that) if named else None


def _verdict_after(scene: Scene, first: int) -> int | None:
    """The "was" of "... was rejected by Baku" or "... were untrue", after the clause of a noun."""
    words = scene.words
    for i in range(first, min(len(words) - 1, first + 60)):
        if words[i].low not in BE and words[i].low not in HAVE:
            continue
        j = i + 1
        while j < len(words) and (words[j].low in BE or words[j].low.endswith("ly")):
            j += 1
        if j >= len(words):
            return None
        verb = scene.verb_at.get(j)
        if verb is not None and kinds().get(verb.entry.lemma) == "denied" and "part" in verb.entry.tags:
            return i
        if denial_in(scene, j, min(j + 3, len(words))) is not None:
            return i  # "are untrue", "are pure fiction"
    return None


def _by_whom(scene: Scene, verdict: int) -> Span | None:
    words = scene.words
    by = next((k for k in range(verdict + 1, min(len(words), verdict + 9)) if words[k].low == "by"), None)
    return name_in(scene, by + 1, _name_end(scene, by + 1)) if by is not None else None


def _name_end(scene: Scene, first: int) -> int:
    words = scene.words
    after = first
    while (
        after < len(words)
        and words[after].low not in (",", ";", "(", '"', "who", "which", "that", "as", "but", "while")
        and not scene.marks.verb[after]
        and not scene.marks.time[after]
        and not (words[after].low == "." and after == len(words) - 1)
    ):
        after += 1
    return after


def _untrue_opening(scene: Scene) -> tuple[int, int] | None:
    """The words "It is not true that", "There is no truth in reports that"."""
    words = scene.words
    if len(words) < 6 or words[0].low not in ("it", "there"):
        first = next((i for i in range(len(words) - 4) if words[i].low in ("it", "there")), None)
        if first is None:
            return None
    else:
        first = 0
    if words[first + 1].low not in BE:
        return None
    that = next((i for i in range(first + 2, min(first + 9, len(words) - 1)) if words[i].low == "that"), None)
    if that is None or not any(denial_at(scene, k) is not None for k in range(first + 2, that)):
        return None
    return first, that + 1


# --- said of the whole clause before ------------------------------------------------------------------------


def comments(scene: Scene) -> Iterator[tuple[Voice, Verb]]:
    """Denials hung on the end of a sentence, each with the verb it was read from."""
    words = scene.words
    for verb in scene.verbs:
        denies = kinds().get(verb.entry.lemma) == "denied" or _brands_untrue(scene, verb)
        if not denies or verb.is_negated:
            continue
        comma = next(
            (k for k in range(verb.word - 1, max(1, verb.word - 16), -1) if words[k].low in (",", "–", "—")),
            None,
        )
        if comma is None or comma + 1 >= verb.word:
            continue
        opened = _opens_comment(scene, comma + 1, verb)
        if opened is None:
            continue
        holder = _denier(scene, opened, verb)
        if holder is None:
            continue
        scope = Span(words[0].start, words[comma - 1].end)
        cue = Span(words[verb.word].start, words[verb.after - 1].end)
        voice = Voice(
            holder, text_of(scene, holder), scope, "denied", cue, True, False, verb.word, is_comment=True
        )
        yield voice, verb


def _opens_comment(scene: Scene, first: int, verb: Verb) -> int | None:
    """Index after "which", "something" or "a claim that", where the comment's own words begin."""
    words = scene.words
    if words[first].low in ("which", "something"):
        return first + 1 if first + 1 <= verb.start else None
    for k in range(first, min(first + 4, verb.start + 1)):
        if words[k].low in reporting_nouns() and scene.verb_at.get(k) is None:
            nxt = k + 1
            return nxt + 1 if words[nxt].low in ("that", "which") else nxt
    return None


def _denier(scene: Scene, first: int, verb: Verb) -> Span | None:
    words = scene.words
    if first < verb.start and not verb.is_passive:
        if any(scene.marks.verb[first : verb.start]):
            return None
        return name_in(scene, first, verb.start)
    by = verb.after
    if by < len(words) and words[by].low == "by":
        return name_in(scene, by + 1, _name_end(scene, by + 1))
    return None


@cache
def _branding() -> frozenset[str]:
    return frozenset(table("speech")["english"]["verbs"]["brand"])


def _brands_untrue(scene: Scene, verb: Verb) -> bool:
    """Whether a clause ends in a verdict: "which the governor called false"."""
    end = min(verb.after + 4, len(scene.words))
    return verb.entry.lemma in _branding() and denial_in(scene, verb.after, end) is not None


def brands(scene: Scene, verb: Verb) -> bool:
    """Whether the verb calls something untrue: "called the reports baseless"."""
    words = scene.words
    told = range(verb.after, min(len(words), verb.after + 5))
    is_told = any(words[k].low in reporting_nouns() or words[k].low in ("it", "this", "that") for k in told)
    return is_told and denial_in(scene, verb.after, len(words)) is not None
