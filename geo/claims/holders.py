"""Who says so: frames of speech in a sentence, and the one that holds a claim.

Comes in: a `Scene`, the quotations of the document, the frames of the sentences round it. Goes out: `Voice`s
(holder, what they cover, the stance their verb gives) and, for a claim's cue, the innermost of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from geo.claims.function_words import BE, PREPOSITIONS, SUBORDINATORS
from geo.claims.lexicon import table
from geo.claims.scene import Scene
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
    inverted = _inverted(scene, verb)
    if inverted is not None:
        holder: Span = inverted
        sentence_start = words[0].start
        return Voice(
            holder,
            _text(scene, holder),
            Span(sentence_start, words[verb.start - 1].end if verb.start else sentence_start),
            stance,
            _cue(scene, verb),
            True,
            _is_pronoun(scene, holder),
        )
    region = _speaker_region(scene, verb)
    if region is None:
        return None
    first, after, is_after, content_end = region
    first, after = _before_relative(scene, first, after)
    named = _name_in(scene, first, after)
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
        begin = _content_after(scene, verb)
        if begin >= len(words):
            return None
        scope = Span(words[begin].start, words[_scope_end(scene, begin) - 1].end)
    return Voice(
        holder,
        _text(scene, holder),
        scope,
        stance,
        _cue(scene, verb),
        is_after,
        _is_pronoun(scene, holder),
        weight=verb.word,
    )


def _before_relative(scene: Scene, first: int, after: int) -> tuple[int, int]:
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


def _planner(scene: Scene, verb: Verb) -> Voice | None:
    """Who announces by ordering or planning: "President Obama orders 1,500 more troops", "the ministry
    plans to".
    """
    if (
        verb.entry.lemma not in ("order", "plan", "intend", "pledge", "vow", "promise", "instruct")
        or verb.is_passive
    ):
        return None
    kept = _strip_leading(scene, _comma_pieces(scene, 0, verb.start)) if verb.start else []
    holder = _name_in(scene, *_main_piece(scene, kept)) if kept else None
    if holder is None or not any(
        w.low in _speaker_nouns() for w in scene.words if holder.start <= w.start < holder.end
    ):
        return None
    scope = Span(scene.words[verb.word].start, scene.words[_scope_end(scene, verb.after) - 1].end)
    cue = Span(holder.start, scene.words[verb.word].start)
    return Voice(
        holder, _text(scene, holder), scope, "asserted", cue, False, _is_pronoun(scene, holder), verb.word
    )


def _aside(scene: Scene, verb: Verb, stance: Stance) -> Voice | None:
    """ "Putin ordered ..., saying that": the speaker is the subject of the clause before."""
    main = next((v for v in scene.verbs if v.word < verb.word and v.is_finite), None)
    if main is None or main.start == 0:
        return None
    kept = _strip_leading(scene, _comma_pieces(scene, 0, main.start))
    if not kept:
        return None
    holder = _name_in(scene, *_main_piece(scene, kept))
    if holder is None or verb.after >= len(scene.words):
        return None
    begin = _content_after(scene, verb)
    scope = Span(scene.words[min(begin, len(scene.words) - 1)].start, scene.words[-1].end)
    return Voice(
        holder,
        _text(scene, holder),
        scope,
        stance,
        _cue(scene, verb),
        False,
        _is_pronoun(scene, holder),
        verb.word,
    )


def _comma_pieces(scene: Scene, first: int, after: int) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    at = first
    for cut in [*(k for k in range(first, after) if scene.words[k].low == ","), after]:
        if cut > at:
            pieces.append((at, cut))
        at = cut + 1
    return pieces


def _cue(scene: Scene, verb: Verb) -> Span:
    return Span(scene.words[verb.word].start, scene.words[verb.after - 1].end)


def _text(scene: Scene, span: Span) -> str:
    return scene.text[span.start : span.end]


def _is_pronoun(scene: Scene, span: Span) -> bool:
    return scene.text[span.start : span.end].lower() in (
        "he",
        "she",
        "they",
        "it",
        "the spokesman",
        "the spokesperson",
        "the official",
        "the source",
        "the minister",
    )


def _introduces(scene: Scene, verb: Verb) -> bool:
    i = verb.after
    return i < len(scene.words) and scene.words[i].low in ("that", ":", "on", ",", '"', ".")


def _inverted(scene: Scene, verb: Verb) -> Span | None:
    """The speaker after the verb: '"...," said Maj. Gen. Volesky'."""
    words = scene.words
    if (
        verb.start == 0
        or verb.aux
        or verb.entry.lemma
        not in (
            "say",
            "add",
            "write",
            "explain",
            "note",
            "remark",
            "announce",
            "report",
            "notes",
            "claim",
            "stress",
        )
    ):
        return None
    if words[verb.start - 1].low not in ('"', "”", ",", "“", "»"):
        return None
    i = verb.after
    if i >= len(words) or (
        words[i].low in ("that", "on", "in", ".", ";", "the", "a") and words[i].low not in ("the", "a")
    ):
        return None
    after_comma = words[verb.start - 1].low == "," and (
        verb.start < 2 or words[verb.start - 2].low not in ('"', "”", "»", ",")
    )
    if after_comma and any(v.word > verb.word and v.is_finite for v in scene.verbs):
        return None  # only at the end of a sentence: ", notes a research institute in Beirut"
    first = i
    while (
        i < len(words)
        and words[i].low not in (",", ";", "(", "who", "which", "speaking", "adding", "in", "on", "during")
        and not (words[i].low == "." and i == len(words) - 1)
    ):
        if scene.marks.time[i]:
            break
        i += 1
    if words[first].low in ("the", "a", "an") and i < len(words) and words[i].low == "in":
        while i < len(words) and words[i].low not in (",", ";", ".", "who"):
            i += 1
    if i == first:
        return None
    return Span(words[first].start, words[i - 1].end)


def _speaker_region(scene: Scene, verb: Verb) -> tuple[int, int, bool, int] | None:
    """Words of the speaker, whether what is said stands before, and where that ends."""
    words = scene.words
    start = verb.start
    said_after = _says_after(scene, verb)
    j = start
    boundary = 0
    while j > 0:
        low = words[j - 1].low
        if low in ('"', "”", "“", "»", "«"):
            boundary = j
            break
        if low in (";", ":", "–", "—", "--", "(", ")"):
            boundary = j
            break
        if (low in SUBORDINATORS and low not in ("that",)) or low in ("but", "as"):
            boundary = j
            break
        if low == "that" and scene.verb_at.get(j - 2) is not None:
            boundary = j
            break
        verb_before = scene.verb_at.get(j - 1)
        if (verb_before is not None and verb_before is not verb) or (
            scene.marks.verb[j - 1] and verb_before is None
        ):
            boundary = j
            break
        if low == "and" and not _inside_name(scene, j - 1) and _finite_before(scene, j - 1):
            boundary = j
            break
        j -= 1
    first = boundary
    cuts = [k for k in range(first, start) if words[k].low == ","]
    pieces: list[tuple[int, int]] = []
    at = first
    for cut in [*cuts, start]:
        if cut > at:
            pieces.append((at, cut))
        at = cut + 1
    if not pieces:
        return None
    verbs_before = any(v.word < first for v in scene.verbs) or any(scene.marks.verb[k] for k in range(first))
    content_before = verbs_before or (first > 0 and words[first - 1].low in ('"', "”", "»"))
    if content_before and not said_after:
        # The piece that ends in the verb before belongs to what is said: drop it up to its comma.
        if words[first - 1].low not in (
            '"',
            "”",
            "»",
            ";",
            "and",
            "–",
            "—",
            "but",
            "while",
            "which",
            "as",
            ":",
        ):
            if len(pieces) == 1:
                return None
            pieces = pieces[1:]
        keep = _speaker_pieces(scene, pieces)
        begin = keep[0][0]
        end = begin - 1 if begin and words[begin - 1].low in (",", '"', "”", "»") else begin
        if words[first - 1].low == "as" if first else False:
            end = first - 1
        return _main_piece(scene, keep)[0], _main_piece(scene, keep)[1], True, max(end, 1)
    if not said_after and not content_before:
        if len(pieces) >= 2:
            keep = _speaker_pieces(scene, pieces[1:])
            begin = keep[0][0]
            return (*_main_piece(scene, keep), True, max(begin - 1, 1))
        return None
    if (
        content_before
        and words[first - 1].low in (";", ":", "and", "but", "while", "as", "that", "which", "who", '"', "”")
    ) or not content_before:
        keep = _strip_leading(scene, pieces)
        if not keep:
            return None
        return (*_main_piece(scene, keep), False, 0)
    keep = _speaker_pieces(scene, pieces[1:]) if len(pieces) > 1 else _strip_leading(scene, pieces)
    if not keep:
        return None
    return (*_main_piece(scene, keep), False, 0)


def _inside_name(scene: Scene, i: int) -> bool:
    chunk = scene.by_word.get(i)
    if chunk is not None and chunk.first < i < chunk.after - 1:
        return True
    return 0 < i < len(scene.words) - 1 and not any(scene.marks.verb[k] for k in range(max(0, i - 6), i))


def _finite_before(scene: Scene, i: int) -> bool:
    return any(scene.marks.verb[k] for k in range(i))


def _strip_leading(scene: Scene, pieces: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Without openings that are no speaker: "On Monday,", "In Baghdad,", "Meanwhile,"."""
    kept = list(pieces)
    while len(kept) > 1:
        first, after = kept[0]
        low = scene.words[first].low
        if (
            low in PREPOSITIONS
            or low.endswith("ly")
            or scene.marks.time[first]
            or low in ("meanwhile", "however", "but", "still", "then", "yet", "elsewhere")
        ):
            kept.pop(0)
        else:
            break
    if kept:
        first, after = kept[0]
        while first < after and (
            scene.marks.time[first]
            or scene.words[first].low in ("and", "but", "while", "also", "as", "then", "yet")
        ):
            first += 1
        if first >= after:
            return kept[1:]
        if len(kept) == 1 and scene.words[first].low in PREPOSITIONS:
            for k in range(first + 1, after):
                chunk = scene.by_word.get(k)
                if chunk is not None and chunk.kind == "place" and chunk.after < after:
                    first = chunk.after
                    break
        kept[0] = (first, after)
    return kept


def _speaker_pieces(scene: Scene, pieces: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Of comma-cut pieces before the verb, those that are the speaker and what is said of him."""
    kept: list[tuple[int, int]] = []
    for first, after in reversed(pieces):
        low = scene.words[first].low
        if scene.marks.time[first] or low in PREPOSITIONS or low in ("including", "where", "mostly"):
            if kept:
                break
            continue
        kept.insert(0, (first, after))
        if len(kept) == 3:
            break
    return kept or [pieces[-1]]


def _main_piece(scene: Scene, pieces: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The piece that is the person's name, else the one nearest the verb."""
    for first, after in pieces:
        capitals = sum(w.is_capitalised for w in scene.words[first:after])
        if (
            capitals >= 2
            and capitals >= 0.6 * (after - first)
            and scene.words[first].low not in ("the", "a", "an")
        ):
            return first, after
    for first, after in pieces:
        if (
            scene.words[first].is_capitalised
            and scene.words[first].low not in ("the", "a", "an", "its", "their")
            and len(pieces) > 1
        ):
            return first, after
    return (
        pieces[0] if len(pieces) == 1 else pieces[-1] if not _is_noun_piece(scene, pieces[0]) else pieces[0]
    )


def _is_noun_piece(scene: Scene, piece: tuple[int, int]) -> bool:
    nouns = _speaker_nouns()
    return any(w.low in nouns for w in scene.words[piece[0] : piece[1]])


@cache
def _speaker_nouns() -> frozenset[str]:
    return frozenset(table("speech")["english"]["speaker_nouns"])


def _name_in(scene: Scene, first: int, after: int) -> Span | None:
    words = scene.words
    while first < after and (
        words[first].low in (",", "and", "but", "as", "also", "while", "further", "then", "when")
        or scene.marks.time[first]
    ):
        first += 1
    while after > first and (
        words[after - 1].low
        in (",", "also", "further", "later", "again", "had", "has", "have", "itself", "now")
        or scene.marks.time[after - 1]
        or words[after - 1].low.endswith("ly")
    ):
        after -= 1
    if first >= after or after - first > 22:
        return None
    return Span(words[first].start, words[after - 1].end)


def _says_after(scene: Scene, verb: Verb) -> bool:
    """Whether a content clause follows the verb of speech."""
    words = scene.words
    i = verb.after
    n = len(words)
    lemma = verb.entry.lemma
    if i >= n:
        return False
    if lemma in (
        "accuse",
        "deny",
        "dismiss",
        "reject",
        "refute",
        "describe",
        "show",
        "detect",
        "dispute",
        "see",
        "count",
        "spot",
        "quote",
        "acknowledge",
        "find",
        "record",
        "call",
        "report",
    ):
        return words[i].low not in (".", ";", '"', ",") or words[i].low == ":"
    if lemma == "confirm" and words[i].low in ("the", "it", "this", "these", "its", "their"):
        return True
    seen = 0
    while i < n and seen < 14:
        low = words[i].low
        if low in ("that", ":", "how", "why", "what", "whether"):
            return True
        if low in (",",) and i + 1 < n and words[i + 1].low in ('"', "“"):
            return True
        if low in (";", ".") or (
            low == ","
            and words[i + 1 : i + 2]
            and words[i + 1].low
            in (
                "adding",
                "citing",
                "speaking",
                "while",
                "but",
                "and",
                "as",
                "quoting",
                "declining",
                "which",
                "who",
                "after",
            )
        ):
            return False
        if low in ('"', "“"):
            return True
        if scene.marks.verb[i] and low not in ("'s",):
            return _clause_has_subject(scene, verb.after, i)
        i += 1
        seen += 1
    return False


def _clause_has_subject(scene: Scene, first: int, verb_word: int) -> bool:
    """Whether words first to verb_word hold the subject of a clause, and not just "on Monday, adding"."""
    words = scene.words
    verb = scene.verb_at.get(verb_word)
    if verb is not None and (("ing" in verb.entry.tags and not verb.aux) or verb.has_to):
        return False
    for i in range(first, verb_word):
        if words[i].low in (
            ",",
            "who",
            "which",
            "and",
            "but",
            "as",
            "while",
            "when",
            "after",
            "before",
            "where",
        ):
            return (
                words[i].low
                not in ("who", "which", "and", "but", "as", "while", "when", "after", "before", "where")
                and i == first
            )
    content = [i for i in range(first, verb_word) if not scene.marks.time[i]]
    return (
        bool(content) and words[content[0]].low not in ("on", "in", "during", "at", "to", "from")
    ) or verb_word - first > 6


def _content_after(scene: Scene, verb: Verb) -> int:
    words = scene.words
    for i in range(verb.after, min(len(words), verb.after + 16)):
        if words[i].low == "that":
            return i + 1
        if scene.marks.verb[i]:
            break
    return verb.after


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
        holder = _name_in(scene, first, after)
        if holder is None:
            continue
        name = _text(scene, holder)
        obtained = re.match(
            r"(?:information|reports|data|details) (?:obtained|received|gathered|seen"
            r"|collected) by (?:the )?(.+)",
            scene.text[holder.start : words[min(len(words), _comma(scene, first)) - 1].end],
        )
        if obtained:
            start = holder.start + obtained.start(1)
            holder = Span(start, holder.start + obtained.end(1))
            name = _text(scene, holder)
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
