"""Who says so: frames of speech in a sentence, and the one that holds a claim.

Comes in: a `Scene`, the quotations of the document, the frames of the sentences round it. Goes out: `Voice`s
(holder, what they cover, the stance their verb gives) and, for a claim's cue, the innermost of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from geo.claims.function_words import BE, PREPOSITIONS
from geo.claims.lexicon import table
from geo.claims.scene import Scene
from geo.claims.speakers import (
    before_relative,
    comma_pieces,
    content_after,
    inverted_speaker,
    is_pronoun_at,
    main_piece,
    name_in,
    speaker_nouns,
    speaker_region,
    strip_leading,
    text_of,
)
from geo.claims.verb_groups import Verb
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


@cache
def _kinds() -> dict[str, str]:
    """Verbs of speech to the stance they give what is said."""
    verbs = table("speech")["english"]["verbs"]
    return {lemma: kind for kind in ("asserted", "alleged", "denied", "confirmed") for lemma in verbs[kind]}


_CONFIRM_TO_ASSERT = frozenset({"warn"})


_NOT_A_SPEAKER = frozenset({"it", "this", "that", "which", "there", "what"})


def voices(scene: Scene) -> list[Voice]:
    """Frames of speech of an English sentence, left to right."""
    found: list[Voice] = []
    found.extend(_according(scene))
    for verb in scene.verbs:
        lemma = next((e.lemma for e in verb.entries if e.lemma in _kinds() and not e.particle), None)
        if lemma is None:
            planner = _planner(scene, verb)
            if planner is not None:
                found.append(planner)
            continue
        voice = _voice_of(scene, verb, _kinds()[lemma], lemma)
        if voice is not None:
            found.append(voice)
    return sorted(found, key=lambda v: v.cue)


def _voice_of(scene: Scene, verb: Verb, kind: str, lemma: str) -> Voice | None:
    words = scene.words
    if verb.modal in ("would", "could", "may", "might", "should", "must", "can"):
        return None
    if verb.is_passive or (verb.aux and verb.aux[-1] in BE and "ing" not in verb.entry.tags):
        return None
    if (
        lemma
        in (
            "describe",
            "show",
            "see",
            "find",
            "record",
            "spot",
            "count",
            "hear",
            "think",
            "speak",
            "detect",
            "suggest",
            "indicate",
            "observe",
            "brief",
            "inform",
            "notify",
            "publish",
            "comment",
            "mention",
            "post",
            "add",
            "report",
            "quote",
            "note",
            "see",
            "warn",
            "disclose",
        )
        and verb.has_to
    ):
        return None
    if (
        verb.entry.kind == "cue"
        and verb.entry.rules
        and lemma in ("post", "add", "see")
        and not _introduces(scene, verb)
    ):
        return None
    stance: Stance = kind if kind in ("alleged", "denied", "confirmed") else "asserted"  # type: ignore[assignment]
    if verb.is_negated:
        if kind == "denied":
            stance = "confirmed"
        elif kind == "confirmed" or kind == "asserted":
            return None
    if "ing" in verb.entry.tags and not verb.aux and verb.start and words[verb.start - 1].low in PREPOSITIONS:
        return None  # "aid in denying": nobody speaks
    if "ing" in verb.entry.tags and not verb.aux and verb.start and words[verb.start - 1].low == ",":
        return _aside(scene, verb, stance)
    inverted = inverted_speaker(scene, verb)
    if inverted is not None:
        holder: Span = inverted
        sentence_start = words[0].start
        return Voice(
            holder,
            text_of(scene, holder),
            Span(sentence_start, words[verb.start - 1].end if verb.start else sentence_start),
            stance,
            _cue(scene, verb),
            True,
            is_pronoun_at(scene, holder),
        )
    region = speaker_region(scene, verb)
    if region is None:
        return None
    first, after, is_after, content_end = region
    first, after = before_relative(scene, first, after)
    named = name_in(scene, first, after)
    if named is None:
        return None
    holder = named
    if (
        scene.text[holder.start : holder.end].lower() in _NOT_A_SPEAKER
        and kind == "asserted"
        and lemma not in ("say", "claim", "call", "announce", "deny", "dispute", "add")
    ):
        return None
    if is_after:
        if kind == "asserted" and verb.aux and verb.aux[-1] in BE and first and words[first - 1].low == "and":
            return None  # "..., and our readers are counting"
        begin = _said_begins(scene, first)
        if begin >= content_end:
            return None
        scope = Span(words[begin].start, words[content_end - 1].end)
    else:
        begin = content_after(scene, verb)
        if begin >= len(words):
            return None
        scope = Span(words[begin].start, words[_scope_end(scene, begin) - 1].end)
    return Voice(
        holder,
        text_of(scene, holder),
        scope,
        stance,
        _cue(scene, verb),
        is_after,
        is_pronoun_at(scene, holder),
        weight=verb.word,
    )


def _planner(scene: Scene, verb: Verb) -> Voice | None:
    """Who announces by ordering or planning: "President Obama orders 1,500 more troops", "the ministry
    plans to".
    """
    if (
        verb.entry.lemma not in ("order", "plan", "intend", "pledge", "vow", "promise", "instruct")
        or verb.is_passive
    ):
        return None
    kept = strip_leading(scene, comma_pieces(scene, 0, verb.start)) if verb.start else []
    holder = name_in(scene, *main_piece(scene, kept)) if kept else None
    if holder is None or not any(
        w.low in speaker_nouns() for w in scene.words if holder.start <= w.start < holder.end
    ):
        return None
    scope = Span(scene.words[verb.word].start, scene.words[_scope_end(scene, verb.after) - 1].end)
    cue = Span(holder.start, scene.words[verb.word].start)
    return Voice(
        holder, text_of(scene, holder), scope, "asserted", cue, False, is_pronoun_at(scene, holder), verb.word
    )


def _aside(scene: Scene, verb: Verb, stance: Stance) -> Voice | None:
    """ "Putin ordered ..., saying that": the speaker is the subject of the clause before."""
    main = next((v for v in scene.verbs if v.word < verb.word and v.is_finite), None)
    if main is None or main.start == 0:
        return None
    kept = strip_leading(scene, comma_pieces(scene, 0, main.start))
    if not kept:
        return None
    holder = name_in(scene, *main_piece(scene, kept))
    if holder is None or verb.after >= len(scene.words):
        return None
    begin = content_after(scene, verb)
    scope = Span(scene.words[min(begin, len(scene.words) - 1)].start, scene.words[-1].end)
    return Voice(
        holder,
        text_of(scene, holder),
        scope,
        stance,
        _cue(scene, verb),
        False,
        is_pronoun_at(scene, holder),
        verb.word,
    )


def _cue(scene: Scene, verb: Verb) -> Span:
    return Span(scene.words[verb.word].start, scene.words[verb.after - 1].end)


def _introduces(scene: Scene, verb: Verb) -> bool:
    i = verb.after
    return i < len(scene.words) and scene.words[i].low in ("that", ":", "on", ",", '"', ".")


def _scope_end(scene: Scene, begin: int) -> int:
    """Index after the words said: to the end, or to a semicolon that starts something else."""
    words = scene.words
    for i in range(begin, len(words)):
        if words[i].low == ";":
            return i
    return len(words)


def _said_begins(scene: Scene, speaker_first: int) -> int:
    words = scene.words
    for i in range(speaker_first - 1, -1, -1):
        if words[i].low == ";" and speaker_first - i > 3:
            return i + 1
    return 0


_ACCORDING = re.compile(r"^(?:according$|citing$|quoting$)")


def _according(scene: Scene) -> list[Voice]:
    """ "according to X", "citing X", "X quoted Y as saying"."""
    words = scene.words
    found: list[Voice] = []
    for i, word in enumerate(words):
        if word.low == "according" and i + 1 < len(words) and words[i + 1].low == "to":
            first = i + 2
        elif word.low in ("citing", "quoting", "cites", "quoted", "quotes", "cited"):
            first = i + 1
        else:
            continue
        after = first
        while (
            after < len(words)
            and words[after].low
            not in (",", ";", "who", "which", "as", "(", "says", "said", "told", "that", "and")
            and not (words[after].low == "." and after == len(words) - 1)
        ):
            if scene.marks.verb[after] and words[after].low not in ("obtained",):
                break
            after += 1
        if after == first:
            continue
        holder = name_in(scene, first, after)
        if holder is None:
            continue
        name = text_of(scene, holder)
        obtained = re.match(
            r"(?:information|reports|data|details) (?:obtained|received|gathered|seen"
            r"|collected) by (?:the )?(.+)",
            scene.text[holder.start : words[min(len(words), _comma(scene, first)) - 1].end],
        )
        if obtained:
            start = holder.start + obtained.start(1)
            holder = Span(start, holder.start + obtained.end(1))
            name = text_of(scene, holder)
        begin = _said_begins(scene, i)
        end = _scope_end(scene, after)
        scope = Span(words[begin].start, words[end - 1].end)
        weight = 10_000 + i if word.low != "according" else 5_000 + i
        found.append(
            Voice(
                holder, name, scope, "asserted", Span(word.start, words[first - 1].end), i > 0, False, weight
            )
        )
    return found


def _comma(scene: Scene, first: int) -> int:
    for i in range(first, len(scene.words)):
        if scene.words[i].low in (",", ";"):
            return i
    return len(scene.words)


def innermost(found: Sequence[Voice], cue: Span) -> list[Voice]:
    """The voices that hold the words at `cue`, innermost first."""
    holding = [
        v for v in found if v.scope.start <= cue.start and cue.end <= v.scope.end and not v.cue.overlaps(cue)
    ]
    return sorted(holding, key=lambda v: (v.weight >= 5_000, v.weight, -len(v.scope)), reverse=True)
