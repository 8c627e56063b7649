"""Who says so: frames of speech in a sentence, and the one that holds a claim.

Comes in: a `Scene`, the quotations of the document, the frames of the sentences round it. Goes out: `Voice`s
(holder, what they cover, the stance their verb gives) and, for a claim's cue, the innermost of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from geo.claims.citations import citations, kinds
from geo.claims.denials import denial_in
from geo.claims.function_words import BE, PREPOSITIONS
from geo.claims.lexicon import table
from geo.claims.reported_nouns import brands, comments, noun_voices
from geo.claims.scene import Scene
from geo.claims.speaker_asides import (
    before_relative,
    behind_paper,
    inserted_speaker,
    who_spoke,
    without_qualifiers,
)
from geo.claims.speaker_words import (
    comma_pieces,
    is_pronoun_at,
    main_piece,
    name_in,
    said_begins,
    scope_end,
    speaker_nouns,
    strip_leading,
    text_of,
)
from geo.claims.speakers import content_after, inverted_speaker, speaker_region
from geo.claims.verb_groups import Verb
from geo.claims.voice import Voice
from geo.types import Span, Stance

_NOT_A_SPEAKER = frozenset({"it", "this", "that", "which", "there", "what"})


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(table("speech")["english"]["verbs"][name])


def voices(scene: Scene) -> list[Voice]:
    """Frames of speech of an English sentence, left to right."""
    found: list[Voice] = [*citations(scene), *noun_voices(scene), *_silences(scene)]
    commented = {}
    for voice, verb in comments(scene):
        found.append(voice)
        commented[verb.word] = voice
    for verb in scene.verbs:
        if verb.word in commented:
            continue
        lemma = next((e.lemma for e in verb.entries if e.lemma in kinds() and not e.particle), None)
        if any(e.lemma in _words("brand") for e in verb.entries) and brands(scene, verb):
            told = _voice_of(scene, verb, "denied", "dismiss")
        elif lemma is None:
            told = _planner(scene, verb)
        else:
            told = _voice_of(scene, verb, kinds()[lemma], lemma)
        if told is not None:
            found.append(_as_answer(scene, told))
    return sorted(found, key=lambda v: v.cue)


def _as_answer(scene: Scene, voice: Voice) -> Voice:
    """The voice as a denial where all that it says is that what was told is untrue: "That is a lie"."""
    if voice.stance not in ("asserted", "confirmed") or len(voice.scope) > _LONGEST_ANSWER:
        return voice
    at = [i for i, w in enumerate(scene.words) if voice.scope.start <= w.start < voice.scope.end]
    said = [i for i in at if scene.words[i].low not in ('"', "“", "”", ",", ".")]
    lows = [scene.words[i].low for i in said]
    if lows[:1] and lows[0] in ("it", "they", "he", "she", "that") and 2 < len(lows) < 5 and lows[-1] in _NOT:
        return replace(voice, stance="denied", is_answer=True)  # "but Chad says they have not"
    if not 2 < len(said) < 14 or scene.words[said[0]].low not in _TOLD_BEFORE:
        return voice
    judged = next((i for i in said[1:5] if scene.words[i].low in BE), None)
    if judged is None or denial_in(scene, judged + 1, said[-1] + 1) is None:
        return voice
    return replace(voice, stance="denied", is_answer=True)


_LONGEST_ANSWER = 120
"""Characters; what says more says more than that it is untrue."""
_NOT = frozenset({"not", "n't"})
_TOLD_BEFORE = frozenset(
    {"it", "this", "that", "these", "those", "they", "the", "such", "all", "his", "her", "their"}
)


def _silences(scene: Scene) -> Iterator[Voice]:
    """Who will not say or cannot confirm: what follows is held by nobody."""
    words = scene.words
    for verb in scene.verbs:
        lemma = verb.entry.lemma
        if kinds().get(lemma) not in ("asserted", "confirmed") or verb.after >= len(words):
            continue
        governor = scene.verb_at.get(verb.start - 1) if verb.has_to else None
        refused = governor is not None and governor.entry.lemma in _words("decline")
        unable = (
            verb.has_to and verb.start and words[verb.start - 1].low in ("unable", "reluctant", "unwilling")
        )
        if not (refused or unable or verb.is_negated) or lemma not in _COMMITS:
            continue
        if words[verb.after].low in ("how", "when", "where", "why", "what", "which", "who", "more"):
            continue  # "would not say how many": that they came is told
        scope = Span(words[verb.after].start, words[scope_end(scene, verb.after) - 1].end)
        yield Voice(None, "", scope, "asserted", _cue(scene, verb), False, weight=30_000, is_silent=True)


_COMMITS = frozenset({"say", "confirm", "verify", "acknowledge", "admit", "corroborate", "state", "report"})


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
        lemma in _words("need_that")
        and not _introduces(scene, verb)
        and (verb.entry.kind == "cue" or lemma not in ("post", "add", "see"))
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
    inserted = inserted_speaker(scene, verb)
    if inserted is not None:
        scope = Span(words[0].start, words[scope_end(scene, verb.after) - 1].end)
        return Voice(inserted, text_of(scene, inserted), scope, stance, _cue(scene, verb), True)
    relative = who_spoke(scene, verb)
    if relative is not None:
        begin = content_after(scene, verb)
        if begin >= len(words):
            return None
        scope = Span(words[begin].start, words[scope_end(scene, begin) - 1].end)
        return Voice(
            relative, text_of(scene, relative), scope, stance, _cue(scene, verb), False, weight=verb.word
        )
    region = speaker_region(scene, verb)
    if region is None:
        return None
    first, after, is_after, content_end = region
    first, after = before_relative(scene, first, after)
    named = name_in(scene, first, without_qualifiers(scene, first, after))
    if named is None:
        return None
    holder = behind_paper(scene, named)
    if (
        scene.text[holder.start : holder.end].lower() in _NOT_A_SPEAKER
        and kind == "asserted"
        and lemma not in ("say", "claim", "call", "announce", "deny", "dispute", "add")
    ):
        return None
    if is_after:
        if kind == "asserted" and verb.aux and verb.aux[-1] in BE and first and words[first - 1].low == "and":
            return None  # "..., and our readers are counting"
        begin = said_begins(scene, first)
        if begin >= content_end:
            return None
        scope = Span(words[begin].start, words[content_end - 1].end)
    else:
        begin = content_after(scene, verb)
        if begin >= len(words):
            return None
        scope = Span(words[begin].start, words[scope_end(scene, begin) - 1].end)
    told_beside = is_after and first > 0 and words[first - 1].low == "as"
    if told_beside and any(kinds().get(v.entry.lemma) == "denied" and v.word < first for v in scene.verbs):
        stance = "alleged"  # "denied that it had left, as a paper had reported"
    return Voice(
        holder,
        text_of(scene, holder),
        scope,
        stance,
        _cue(scene, verb),
        is_after,
        is_pronoun_at(scene, holder),
        weight=verb.word,
        is_noun=told_beside,
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
    scope = Span(scene.words[verb.word].start, scene.words[scope_end(scene, verb.after) - 1].end)
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


def innermost(found: Sequence[Voice], cue: Span) -> list[Voice]:
    """The voices that hold the words at `cue`, innermost first."""
    holding = [
        v for v in found if v.scope.start <= cue.start and cue.end <= v.scope.end and not v.cue.overlaps(cue)
    ]
    deeper = _within_quoted(holding)
    return sorted(
        holding,
        key=lambda v: (v.cue in deeper, v.weight >= 5_000, v.weight, -len(v.scope)),
        reverse=True,
    )


def _within_quoted(holding: Sequence[Voice]) -> set[Span]:
    """Cues of the speakers told of by one who is cited: "the paper, quoting a diplomat, says villagers
    claim".
    """
    quoted = next((v for v in holding if v.weight >= 10_000), None)
    if quoted is None:
        return set()
    told = sorted(
        (v for v in holding if not v.is_after and v.weight < 5_000 and v.cue > quoted.cue),
        key=lambda v: v.cue,
    )
    return {v.cue for v in told[1:]}
