"""The words for who speaks, round a verb of saying: before it, after it, in an aside.

Comes in: a `Scene` and the verb. Goes out: the span of the speaker, or the words it must be sought in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from geo.claims.function_words import PREPOSITIONS, SUBORDINATORS
from geo.claims.lexicon import table
from geo.claims.scene import Scene
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


def comma_pieces(scene: Scene, first: int, after: int) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    at = first
    for cut in [*(k for k in range(first, after) if scene.words[k].low == ","), after]:
        if cut > at:
            pieces.append((at, cut))
        at = cut + 1
    return pieces


def text_of(scene: Scene, span: Span) -> str:
    return scene.text[span.start : span.end]


def is_pronoun_at(scene: Scene, span: Span) -> bool:
    """Whether the words only point back to a speaker named before: "he", "the same source"."""
    return _POINTS_BACK.fullmatch(scene.text[span.start : span.end].lower()) is not None


_POINTS_BACK = re.compile(
    r"he|she|they|it|the same \w+(?: \w+)?"
    r"|the (?:spokesman|spokeswoman|spokesperson|official|source|minister|sources|officials)"
)


def said_begins(scene: Scene, speaker_first: int) -> int:
    """Index of the first word said before a speaker: after a semicolon that ends something else."""
    words = scene.words
    for i in range(speaker_first - 1, -1, -1):
        if words[i].low == ";" and speaker_first - i > 3:
            return i + 1
    return 0


def scope_end(scene: Scene, begin: int) -> int:
    """Index after the words said: to the end, or to a semicolon that starts something else."""
    words = scene.words
    for i in range(begin, len(words)):
        if words[i].low == ";":
            return i
    return len(words)


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
        if scene.marks.time[k] and k + 1 == after and words[k].low not in _NOUNS_IN_LY:
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


def strip_leading(scene: Scene, pieces: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
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


def main_piece(scene: Scene, pieces: Sequence[tuple[int, int]]) -> tuple[int, int]:
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
    nouns = speaker_nouns()
    return any(w.low in nouns for w in scene.words[piece[0] : piece[1]])


@cache
def speaker_nouns() -> frozenset[str]:
    return frozenset(table("speech")["english"]["speaker_nouns"])


_NOUNS_IN_LY = frozenset({"daily", "weekly", "monthly", "quarterly", "assembly", "ally", "family", "bully"})


def name_in(scene: Scene, first: int, after: int) -> Span | None:
    words = scene.words
    while first < after and (
        words[first].low
        in (",", '"', "”", "“", "and", "but", "as", "also", "while", "further", "then", "when")
        or scene.marks.time[first]
    ):
        first += 1
    if words[first : first + 1] and words[first].text[0].isdigit() and ":" in words[first].text:
        first += 1  # the hour of an entry: "14:35 The ministry says"
    while after > first and (
        words[after - 1].low
        in (",", "also", "further", "later", "again", "had", "has", "have", "itself", "now")
        or (
            (scene.marks.time[after - 1] or words[after - 1].low.endswith("ly"))
            and words[after - 1].low not in _NOUNS_IN_LY
        )
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
