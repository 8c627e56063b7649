"""The words for who speaks, round a verb of saying: before it, after it, in an aside.

Comes in: a `Scene` and the verb. Goes out: the span of the speaker, or the words it must be sought in.
"""

from __future__ import annotations

from collections.abc import Sequence

from geo.claims.function_words import PREPOSITIONS, SUBORDINATORS
from geo.claims.scene import Scene
from geo.claims.speaker_asides import before_relative, before_who, is_qualified, subject_end
from geo.claims.speaker_words import main_piece, strip_leading
from geo.claims.verb_groups import Verb
from geo.types import Span


def inverted_speaker(scene: Scene, verb: Verb) -> Span | None:
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
    who = next((k for k in range(i, min(i + 12, len(words))) if words[k].low == "who"), len(words))
    if after_comma and any(verb.word < v.word < who and v.is_finite for v in scene.verbs):
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


def speaker_region(scene: Scene, verb: Verb) -> tuple[int, int, bool, int] | None:
    """Words of the speaker, whether what is said stands before, and where that ends."""
    words = scene.words
    start = subject_end(scene, verb)
    said_after = _says_after(scene, verb)
    j = start
    boundary = 0
    while j > 0:
        low = words[j - 1].low
        if is_qualified(scene, j - 1):
            j -= 1
            continue
        who = before_who(scene, j - 1) if scene.marks.verb[j - 1] else None
        if who is not None:
            j = who
            continue
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
        if words[first - 1].low in (";", "while", "whereas", "although", "though"):
            return None  # "...; the rebels speak of": a clause of its own
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
            if words[first].low != ",":
                pieces = pieces[1:]
            if not pieces:
                return None
        keep = _speaker_pieces(scene, pieces)
        begin = keep[0][0]
        end = begin - 1 if begin and words[begin - 1].low in (",", '"', "”", "»") else begin
        if words[first - 1].low == "as" if first else False:
            end = first - 1
        return main_piece(scene, keep)[0], main_piece(scene, keep)[1], True, max(end, 1)
    if not said_after and not content_before:
        if len(pieces) >= 2:
            keep = _speaker_pieces(scene, pieces[1:])
            begin = keep[0][0]
            return (*main_piece(scene, keep), True, max(begin - 1, 1))
        return None
    if (
        content_before
        and words[first - 1].low in (";", ":", "and", "but", "while", "as", "that", "which", "who", '"', "”")
    ) or not content_before:
        keep = strip_leading(scene, pieces)
        if not keep and before_relative(scene, *pieces[0]) != pieces[0]:
            keep = pieces[:1]
        if not keep:
            return None
        return (*main_piece(scene, keep), False, 0)
    keep = _speaker_pieces(scene, pieces[1:]) if len(pieces) > 1 else strip_leading(scene, pieces)
    if not keep and before_relative(scene, *pieces[0]) != pieces[0]:
        keep = pieces[:1]  # "a man who came in this morning says"
    if not keep:
        return None
    return (*main_piece(scene, keep), False, 0)


def _inside_name(scene: Scene, i: int) -> bool:
    chunk = scene.by_word.get(i)
    if chunk is not None and chunk.first < i < chunk.after - 1:
        return True
    return 0 < i < len(scene.words) - 1 and not any(scene.marks.verb[k] for k in range(max(0, i - 6), i))


def _finite_before(scene: Scene, i: int) -> bool:
    return any(scene.marks.verb[k] for k in range(i))


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
    ) or (lemma == "report" and not _is_adjunct(scene, i)):
        return words[i].low not in (".", ";", '"', ",") or words[i].low == ":"
    if lemma in ("announce", "reveal", "disclose"):
        opens = words[i].low in ("the", "a", "an", "its", "their", "plans") or i in scene.marks.number
        if opens:
            return True
    done = scene.verb_at.get(i)
    if lemma in ("admit", "acknowledge", "concede", "confirm") and done is not None and done.word == i:
        return "ing" in done.entry.tags  # "admitted deploying tanks"
    if lemma == "confirm" and words[i].low in ("the", "it", "this", "these", "its", "their"):
        return True
    seen = 0
    while i < n and seen < 14:
        low = words[i].low
        if low == "that" and _is_relative(scene, verb.after, i):
            return False
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


def _is_relative(scene: Scene, first: int, i: int) -> bool:
    """Whether the "that" at word i goes on from a noun: "said in a note that has drawn attention"."""
    has_noun = any(word.low in PREPOSITIONS for word in scene.words[first:i])
    return has_noun and i + 1 < len(scene.words) and scene.marks.verb[i + 1]


def _is_adjunct(scene: Scene, i: int) -> bool:
    """Whether word i begins when or where it was said: "reported the next morning"."""
    words = scene.words
    if words[i].low in PREPOSITIONS or scene.marks.time[i]:
        return True
    return words[i].low in ("the", "later", "earlier") and (
        words[i].low != "the" or (i + 1 < len(words) and words[i + 1].low in ("next", "following", "same"))
    )


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


def content_after(scene: Scene, verb: Verb) -> int:
    words = scene.words
    for i in range(verb.after, min(len(words), verb.after + 16)):
        if words[i].low == "that":
            return i + 1
        if scene.marks.verb[i]:
            break
    return verb.after
