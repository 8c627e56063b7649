"""Speakers who are cited: "according to X", "citing X", "X was quoted as saying", "was confirmed by X", and
the speakers of headlines ("Kyiv: ...", "... - ministry").

Comes in: a `Scene`. Goes out: `Voice`s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from geo.claims.function_words import BE
from geo.claims.lexicon import table
from geo.claims.scene import Scene
from geo.claims.speaker_asides import behind_paper
from geo.claims.speaker_words import (
    comma_pieces,
    main_piece,
    name_in,
    said_begins,
    scope_end,
    speaker_nouns,
    strip_leading,
    text_of,
)
from geo.claims.verb_groups import Verb
from geo.claims.voice import Voice
from geo.gazetteer.names import fold
from geo.toponyms.lexicon import countries
from geo.types import Span, Stance

_LEADS = (("according", "to"), ("in", "the", "words", "of"), ("in", "the", "account", "of"))
_CITING = frozenset({"citing", "quoting", "cites", "quoted", "quotes", "cited"})
_SAYING: dict[str, Stance] = {
    "saying": "asserted",
    "telling": "asserted",
    "stating": "asserted",
    "warning": "asserted",
    "claiming": "alleged",
    "alleging": "alleged",
    "denying": "denied",
    "confirming": "confirmed",
}
_FIRST_OF_LEADS = frozenset(lead[0] for lead in _LEADS)
_MARKS = frozenset({":", "-", "–", "—", "--"})


@cache
def kinds() -> dict[str, Stance]:
    """Verbs of speech to the stance they give what is said."""
    verbs = table("speech")["english"]["verbs"]
    stances: tuple[Stance, ...] = ("asserted", "alleged", "denied", "confirmed")
    return {lemma: stance for stance in stances for lemma in verbs[stance]}


@cache
def reporting_nouns() -> dict[str, Stance]:
    """Nouns for something said, singular and plural, to the stance they give it."""
    nouns = table("speech")["english"]["nouns"]
    stances: tuple[Stance, ...] = ("asserted", "alleged", "denied", "confirmed")
    return {form: stance for stance in stances for noun in nouns[stance] for form in (noun, noun + "s")}


def citations(scene: Scene) -> Iterator[Voice]:
    yield from _according(scene)
    yield from _quoted_as(scene)
    yield from _told_by(scene)
    yield from _headline(scene)


def _according(scene: Scene) -> Iterator[Voice]:
    words = scene.words
    for i, word in enumerate(words):
        if word.low not in _FIRST_OF_LEADS and word.low != "per" and word.low not in _CITING:
            continue
        lead = next((p for p in _LEADS if word.low == p[0] and _is_at(scene, i, p)), None)
        if lead is not None:
            first = i + len(lead)
        elif (word.low == "per" and i == 0) or (
            word.low in _CITING
            and not (
                scene.verb_at.get(i) is not None
                and scene.verb_at[i].aux[-1:]
                and scene.verb_at[i].aux[-1] in BE
            )
        ):
            first = i + 1
        else:
            continue
        after = _cited_end(scene, first)
        if lead is not None and i and word.low == "in" and words[min(after, len(words) - 1)].low not in ",.":
            continue  # "in the words of one minister "as a precaution"": only these are his
        holder = name_in(scene, first, after) if after > first else None
        if holder is None:
            continue
        holder = behind_paper(scene, _obtained(scene, first, holder))
        scope = Span(words[said_begins(scene, i)].start, words[scope_end(scene, after) - 1].end)
        aside = _aside_from(scene, i, after)
        if aside is not None:
            scope = Span(words[aside].start, words[after - 1].end)
        weight = 10_000 + i if word.low in _CITING else 5_000 + i
        cue = Span(word.start, words[first - 1].end)
        yield Voice(holder, text_of(scene, holder), scope, "asserted", cue, i > 0, False, weight)


def _aside_from(scene: Scene, i: int, after: int) -> int | None:
    """Where the aside begins that alone is told by who is cited at word i: "the rebels, backed by Rwanda
    according to experts, now hold Goma".
    """
    words = scene.words
    if after >= len(words) - 1 or words[after].low != "," or words[i - 1].low == "," or i < 3:
        return None
    comma = next((k for k in range(i - 1, max(0, i - 16), -1) if words[k].low == ","), None)
    if comma is None or any(v.is_finite and comma < v.word < i and _is_whole(v) for v in scene.verbs):
        return None
    return comma + 1 if any(v.word > after and v.is_finite for v in scene.verbs) else None


def _is_whole(verb: Verb) -> bool:
    """Whether the verb has a tense of its own, and is no participle that looks like a past."""
    return bool(verb.aux) or "part" not in verb.entry.tags


def _is_at(scene: Scene, i: int, parts: tuple[str, ...]) -> bool:
    return tuple(w.low for w in scene.words[i : i + len(parts)]) == parts


def _cited_end(scene: Scene, first: int) -> int:
    """Index after the words for the one cited."""
    words = scene.words
    after = first
    while (
        after < len(words)
        and words[after].low
        not in (",", ";", "who", "which", "as", "(", "says", "said", "told", "that", "and")
        and not (words[after].low == "." and after == len(words) - 1)
    ):
        if scene.marks.verb[after] and not (
            words[after].low == "obtained"
            or (
                words[after].low in ("published", "issued", "released", "compiled", "prepared")
                and words[after + 1 : after + 2]
                and words[after + 1].low == "by"
            )
        ):
            break
        after += 1
    return after


def _obtained(scene: Scene, first: int, holder: Span) -> Span:
    """Who got the information cited: "information obtained by the agency"."""
    words = scene.words
    comma = next((i for i in range(first, len(words)) if words[i].low in (",", ";")), len(words))
    found = re.match(
        r"(?:information|reports|data|details) (?:obtained|received|gathered|seen"
        r"|collected) by (?:the )?(.+)",
        scene.text[holder.start : words[comma - 1].end],
    )
    return Span(holder.start + found.start(1), holder.start + found.end(1)) if found else holder


def _quoted_as(scene: Scene) -> Iterator[Voice]:
    """ "the mayor was quoted as saying that": who is quoted, in the passive."""
    words = scene.words
    for i in range(2, len(words) - 2):
        stance = _SAYING.get(words[i + 1].low) if words[i].low == "as" else None
        if stance is None:
            continue
        verb = next(
            (
                v
                for v in reversed(scene.verbs)
                if i - 14 < v.word < i and v.entry.lemma in ("quote", "cite") and v.aux and v.aux[-1] in BE
            ),
            None,
        )
        verb_word = verb.start if verb is not None else _be_before_cited(scene, i)
        if not verb_word:
            continue
        kept = strip_leading(scene, comma_pieces(scene, 0, verb_word))
        holder = name_in(scene, *main_piece(scene, kept)) if kept else None
        begin = i + 3 if words[i + 2].low == "that" else i + 2
        if holder is None or begin >= len(words):
            continue
        scope = Span(words[begin].start, words[scope_end(scene, begin) - 1].end)
        cue = Span(words[i].start, words[i + 1].end)
        yield Voice(holder, text_of(scene, holder), scope, stance, cue, False, False, i)


def _be_before_cited(scene: Scene, i: int) -> int:
    """The word of "was" in "was cited ... as saying", where no verb group is marked; 0 without."""
    for j in range(i - 1, max(0, i - 12), -1):
        if scene.words[j].low in ("quoted", "cited", "reported") and scene.words[j - 1].low in BE:
            return j - 1
    return 0


def _told_by(scene: Scene) -> Iterator[Voice]:
    """ "The withdrawal was confirmed by the ministry": the speaker of a passive."""
    words = scene.words
    for verb in scene.verbs:
        stance = kinds().get(verb.entry.lemma)
        if stance is None or not verb.is_passive or verb.is_negated or verb.modal or verb.has_to:
            continue
        by = verb.after
        while by < len(words) and (scene.marks.time[by] or words[by].low in ("on", "later", "also")):
            by += 1
        if by >= len(words) or words[by].low != "by":
            continue
        after = _cited_end(scene, by + 1)
        if verb.entry.lemma == "accuse":
            after = next((k for k in range(by + 1, after) if words[k].low == "of"), after)
        holder = name_in(scene, by + 1, after)
        if holder is None or verb.start == 0:
            continue
        has_content = verb.entry.lemma in _WITH_CONTENT
        end = scope_end(scene, by) if has_content else verb.start
        scope = Span(words[0].start, words[end - 1].end)
        cue = Span(words[verb.word].start, words[verb.after - 1].end)
        answers = stance in ("denied", "confirmed") and points_back(scene, 0, verb.start)
        yield Voice(
            holder, text_of(scene, holder), scope, stance, cue, True, weight=verb.word, is_answer=answers
        )


_WITH_CONTENT = frozenset({"see", "spot", "film", "photograph", "detect", "observe", "record", "accuse"})
"""Verbs whose passive is followed by what is told: "were seen by shepherds near the dam"."""


def points_back(scene: Scene, first: int, after: int) -> bool:
    """Whether the words are only a name for what was told: "the claim", "this", "such reports"."""
    words = [w.low for w in scene.words[first : min(after, first + 12)]]
    while words and (words[0] in ("but", "and", "however", ",", "later") or words[0].endswith("ly")):
        words.pop(0)
    if not words or len(words) > 4 or words[0] not in _BACKWARDS:
        return False
    return len(words) == 1 or words[-1] in reporting_nouns()


_BACKWARDS = frozenset({"it", "this", "that", "they", "these", "those", "the", "such", "both", "all"})


def _headline(scene: Scene) -> Iterator[Voice]:
    """ "Interior ministry: ..." and "... - ministry": the speaker beside a colon or a dash."""
    words = scene.words
    end = len(words) - (words[-1].low == ".")
    lead = next((i for i in range(1, min(9, end - 3)) if words[i].low == ":"), None)
    if lead is not None and _may_speak(scene, 0, lead) and any(scene.marks.verb[lead:end]):
        holder = Span(words[0].start, words[lead - 1].end)
        scope = Span(words[lead + 1].start, words[end - 1].end)
        cue = words[lead].start, words[lead].end
        yield Voice(holder, text_of(scene, holder), scope, "asserted", Span(*cue), False)
    tail = next((i for i in range(end - 2, max(2, end - 8), -1) if words[i].low in _MARKS), None)
    if tail is not None and words[-1].low != "." and _may_speak(scene, tail + 1, end):
        holder = Span(words[tail + 1].start, words[end - 1].end)
        scope = Span(words[0].start, words[tail - 1].end)
        cue = words[tail].start, words[tail].end
        yield Voice(holder, text_of(scene, holder), scope, "asserted", Span(*cue), True)


def _may_speak(scene: Scene, first: int, after: int) -> bool:
    """Whether the words are a speaker and nothing else: a noun that speaks, or a capital for its state."""
    words = scene.words
    if any(scene.marks.verb[first:after]) or any(w.low == "," for w in words[first:after]):
        return False
    if any(w.low in speaker_nouns() for w in words[first:after]):
        return True
    if words[after - 1].text.isupper():
        return False  # a dateline
    return after - first == 1 and (scene.marks.actor[first] is not None or _is_capital(scene, first, after))


def _is_capital(scene: Scene, first: int, after: int) -> bool:
    """Whether the words are the name of a state's capital, which speaks for it."""
    return fold(scene.phrase(first, after).text) in countries().capitals
