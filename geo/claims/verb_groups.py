"""The verbs of a sentence, each with its auxiliaries, particle and adverbs.

Comes in: the words of a sentence and what is known of them. Goes out: `Verb`s, their words marked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import cast

from geo.claims.cues import VerbForm, nouns_too, plain_nouns, verb_forms
from geo.claims.force import Marks
from geo.claims.force_words import head_at
from geo.claims.function_words import ADVERBS, BE, DO, HAVE, MODALS, NEGATIONS, PREPOSITIONS, SUBORDINATORS
from geo.claims.lexicon import table
from geo.claims.verbs import Form
from geo.claims.words import Word


@dataclass(slots=True)
class Verb:
    """A verb of the sentence with its auxiliaries."""

    word: int
    after: int
    """After the verb and its particle."""
    start: int
    """First word of the group: auxiliaries, adverbs and "to" included."""
    entry: VerbForm
    entries: list[VerbForm]
    aux: list[str]
    is_negated: bool
    is_passive: bool
    is_future: bool
    modal: str | None
    has_to: bool
    is_finite: bool
    adverbs: list[str] = field(default_factory=list)


def verbs(made: Sequence[Word], marks: Marks) -> list[Verb]:
    """The verbs left to right; marks their words."""
    known = verb_forms()
    found: list[Verb] = []
    for i, word in enumerate(made):
        if marks.place[i] or marks.time[i] or (marks.actor[i] is not None):
            continue
        if (
            word.low in BE
            or word.low in MODALS
            or word.low in DO
            or (word.low in HAVE and not word.is_possessive)
        ) and not (word.low == "'s" and not _is_verbal_s(made, i)):
            marks.verb[i] = True
        entries = known.get(word.low)
        if entries is None:
            continue
        matching = [e for e in entries if _particle_after(made, i, e) is not None]
        if not matching or not _is_verb_here(made, marks, i, matching):
            continue
        best = matching[0]
        rules_first = [e for e in matching if e.rules]
        best = rules_first[0] if rules_first and len(rules_first[0].particle) >= len(best.particle) else best
        after = cast(int, _particle_after(made, i, best))
        verb = _group(made, marks, i, after, best, matching)
        found.append(verb)
        for j in range(i, after):
            marks.verb[j] = True
    return found


def _is_verbal_s(made: Sequence[Word], i: int) -> bool:
    return i > 0 and made[i - 1].low in ("it", "he", "she", "that", "there", "what", "who")


def _particle_after(made: Sequence[Word], i: int, entry: VerbForm) -> int | None:
    """Index after the verb and its particle; None where the particle is missing."""
    if not entry.particle:
        return i + 1
    size = len(entry.particle)
    if tuple(w.low for w in made[i + 1 : i + 1 + size]) == entry.particle:
        return i + 1 + size
    if entry.particle in _LOOSE_PARTICLES and _particle_later(made, i, entry.particle[0]):
        return i + 1
    return None


_LOOSE_PARTICLES = {("away",), ("out",), ("back",), ("ashore",), ("up",), ("home",), ("down",)}


def _particle_later(made: Sequence[Word], i: int, particle: str) -> bool:
    """Whether the particle comes after the object: "took two batteries away"."""
    for j in range(i + 2, min(i + 9, len(made))):
        low = made[j].low
        if low == particle:
            return True
        if low in PREPOSITIONS or low in (",", ";", "and") or low in SUBORDINATORS:
            return False
    return False


def _is_verb_here(made: Sequence[Word], marks: Marks, i: int, entries: Sequence[VerbForm]) -> bool:
    low = made[i].low
    tags = {tag for e in entries for tag in e.tags}
    previous = made[i - 1].low if i else ""
    if (
        made[i].is_capitalised
        and i
        and previous not in ('"', "“", ":", "—", "-")
        and not made[i].text.isupper()
    ):
        return False
    if previous in (
        "the",
        "a",
        "an",
        "its",
        "their",
        "his",
        "our",
        "'s",
        "’s",
        "no",
        "any",
        "this",
        "these",
        "those",
        "of",
    ) and low not in ("have", "has", "had"):
        return previous == "of" and tags == {"ing"}
    if tags <= {"past", "part"} and previous in PREPOSITIONS and previous not in ("after", "before", "since"):
        return False  # "in occupied Abkhazia"
    if tags == {"ing"} and (noun := head_at(made, i)) is not None and noun.length > 1:
        return False  # "landing craft"
    if low == "operating" and i + 1 < len(made) and made[i + 1].low in ("base", "bases"):
        return False
    if tags <= {"base", "s"} and previous in ("within", "of", "into", "under"):
        return False  # "within reach of the coast"
    if _only_describes(made, marks, i, entries, tags):
        return False
    if low in nouns_too():
        return _noun_or_verb(made, marks, i, tags, entries)
    return not (low == "left" and previous in ("the", "to", "on", "far"))


def _noun_or_verb(
    made: Sequence[Word], marks: Marks, i: int, tags: set[Form], entries: Sequence[VerbForm]
) -> bool:
    previous = made[i - 1] if i else None
    nxt = made[i + 1].low if i + 1 < len(made) else ""
    if previous is None:
        return False
    low = previous.low
    if (
        low in ("to",)
        or low in MODALS
        or low in DO
        or low
        in (
            "not",
            "n't",
            "they",
            "we",
            "you",
            "i",
            "who",
            "which",
            "that",
            "it",
            "he",
            "she",
            "also",
            "now",
            "still",
        )
    ):
        if low == "to" and "base" not in tags:
            return False  # "to positions east of the river"
        return low != "that" or "s" in tags or nxt not in ("of", "in", "on")
    if "past" in tags or "part" in tags:
        return low not in ("a", "an", "the")
    if low == "," and "s" in tags and any(e.kind != "cue" and e.kind != "other" for e in entries):
        return nxt in ("a", "an", "the") or (i + 1 < len(made) and made[i + 1].is_capitalised)
    if nxt == "of" or low in PREPOSITIONS or low in ("and", "or", ","):
        return False
    if marks.actor[i - 1] is not None and not marks.actor_is_name[i - 1] and not _is_noun_of_state(previous):
        return False
    if low in _speakers() and any(e.kind not in ("cue", "other") for e in entries):
        return True
    if "s" in tags:
        if nxt in BE or nxt in HAVE or nxt in MODALS or nxt in _SAYS:
            return False  # "the navy ships were", "unconfirmed reports say"
        if nxt in (",", ".", ";", ")", "and", "or") and all(e.kind in ("cue", "other") for e in entries):
            return False  # "after repeated JNIM attacks, ..."
        if low == "online" and any(e.kind not in ("cue", "other") for e in entries):
            return True  # "footage posted online shows"
        if marks.place[i - 1] or marks.actor[i - 1] is not None:
            return (
                nxt not in PREPOSITIONS
                or (i + 1) in marks.number
                or made[i].low in ("masses", "moves", "lands", "heads", "holds")
            )
        if previous.low in table("references")["places"]["kinds"] and (
            nxt not in PREPOSITIONS or (i + 1) in marks.number
        ):
            return i >= 2 and made[i - 2].low in ("the", "this")  # "the town hosts 300 soldiers"
        return (
            previous.is_capitalised
            or previous.low in (",", ")", "ministry", "army", "navy", "government", "agency")
        ) and nxt not in ("of",)
    if head_at(made, i - 1) is not None and (
        low.endswith("s") or low in ("men", "aircraft", "personnel", "police")
    ):
        return True
    return (
        low.endswith("s")
        and made[i].low not in plain_nouns()
        and not previous.is_capitalised
        and marks.actor[i - 1] is None
        and low not in ("us", "its", "this", "various")
    )


_SAYS = frozenset(
    {"say", "said", "says", "suggest", "suggested", "suggesting", "indicate", "indicated", "claim"}
)


def _only_describes(
    made: Sequence[Word], marks: Marks, i: int, entries: Sequence[VerbForm], tags: set[Form]
) -> bool:
    """Whether a participle only describes the noun after it: "two wounded soldiers", "sent trained men"."""
    if not tags <= {"past", "part", "ing"} or any(e.kind != "other" for e in entries):
        return False
    if i + 1 >= len(made) or head_at(made, i + 1) is None or marks.place[i + 1]:
        return False
    return (
        i == 0 or i - 1 in _last_words(marks) or marks.verb[i - 1] or made[i - 1].low in ("and", ",", "some")
    )


def _last_words(marks: Marks) -> set[int]:
    """The last words of the numbers."""
    return {after - 1 for _, after in marks.number.values()}


@cache
def _speakers() -> frozenset[str]:
    return frozenset(table("speech")["english"]["speaker_nouns"])


def _is_noun_of_state(word: Word) -> bool:
    """A state's name rather than its adjective: "Russia", not "Russian". Adjectives end so in English."""
    return not word.low.endswith(("an", "ish", "ese", "i", "ch", "ic", "ian", "ene")) or word.low in (
        "japan",
        "iran",
        "sudan",
        "jordan",
        "pakistan",
        "afghanistan",
        "taiwan",
        "azerbaijan",
        "oman",
        "uzbekistan",
        "kazakhstan",
        "tajikistan",
        "turkmenistan",
        "kyrgyzstan",
        "bhutan",
        "islamabad",
        "brunei",
        "haiti",
        "burundi",
        "djibouti",
        "malawi",
        "fiji",
        "mali",
        "chile",
        "abu dhabi",
        "new delhi",
        "delhi",
    )


def _group(
    made: Sequence[Word],
    marks: Marks,
    i: int,
    after: int,
    entry: VerbForm,
    entries: list[VerbForm],
) -> Verb:
    """The verb at word i with what belongs to it on the left."""
    aux: list[str] = []
    adverbs: list[str] = []
    negated = False
    has_to = False
    start = i
    j = i - 1
    while j >= 0 and not marks.time[j]:
        low = made[j].low
        if (
            (low in BE and not (low == "'s" and not _is_verbal_s(made, j)))
            or low in HAVE
            or low in MODALS
            or low in DO
        ):
            aux.insert(0, low)
        elif low in ("remain", "remains", "remained", "remaining") and "part" in entry.tags and j == i - 1:
            aux.insert(0, "is")
        elif low in NEGATIONS:
            negated = True
        elif (low == "to" and not has_to and not aux) or (low == "to" and aux and aux[0] in ("be", "have")):
            has_to = True
        elif low in ADVERBS or (
            low.endswith("ly")
            and len(low) > 4
            and low
            not in (
                "family",
                "ally",
                "july",
                "italy",
                "supply",
                "early",
                "reply",
                "assembly",
                "daily",
                "weekly",
                "monthly",
            )
        ):
            adverbs.append(low)
        else:
            break
        start = j
        j -= 1
    while start < i and made[start].low in ("in", "back", "first", "once", "since", "then"):
        start += 1
    tags = entry.tags
    modal = next((a for a in aux if a in MODALS), None)
    be_last = bool(aux) and aux[-1] in BE
    is_passive = "part" in tags and be_last and "ing" not in tags
    if not aux and made[start].low == "to":
        has_to = True
    is_finite = bool(aux and aux[0] not in ("be", "been", "being", "having")) or (
        not has_to and not aux and ("s" in tags or "past" in tags or "base" in tags)
    )
    is_future = modal in ("will", "shall", "'ll")
    return Verb(
        word=i,
        after=after,
        start=start,
        entry=entry,
        entries=entries,
        aux=aux,
        is_negated=negated,
        is_passive=is_passive,
        is_future=is_future,
        modal=modal,
        has_to=has_to,
        is_finite=is_finite,
        adverbs=adverbs,
    )
