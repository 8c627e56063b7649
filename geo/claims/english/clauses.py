"""Clauses: where the words of one begin and end round a cue, and the phrases that stand there.

Comes in: a `Scene`, the words of a sentence with their marks and phrases. Goes out: indices of words, half-
open as in a slice, and phrases of the scene.
"""

from __future__ import annotations

from collections.abc import Sequence

from geo.claims.cues import noun_cues
from geo.claims.function_words import HAVE, MODALS, PREPOSITIONS, SUBORDINATORS
from geo.claims.rules import Rule
from geo.claims.scene import Chunk, Scene
from geo.claims.verb_groups import Verb
from geo.types import Span

BOUNDARY_MARKS = frozenset({";", ":", '"', "“", "”", "«", "»", "?", "!"})
DASHES = frozenset({"–", "—", "--"})
_LEFT_STOPS = SUBORDINATORS | {"but", "or", "as", "after", "before", "since", "nor", "yet"}
_RIGHT_STOPS = SUBORDINATORS - {"whose"} | {"but", "as", "after", "before", "nor", "because"}


class Clauses:
    """The clauses of one sentence."""

    def __init__(self, scene: Scene) -> None:
        self.s = scene
        self.w = scene.words

    def left_start(self, i: int) -> int:
        """First word of the clause that word i (the first of a verb group) stands in."""
        j = i - 1
        if j >= 0 and (self.w[j].low == "," or self.w[j].low in DASHES):
            opener = self.parenthesis(j)
            if opener is not None:
                j = opener - 1
        while j >= 0:
            low = self.w[j].low
            if low == ")":
                opener = next((k for k in range(j - 1, -1, -1) if self.w[k].low == "("), None)
                if opener is not None and opener > 0:
                    j = opener - 1
                    continue
            if low in BOUNDARY_MARKS or low in DASHES or low in ("(", ")"):
                return j + 1
            if low in _LEFT_STOPS and not self.s.marks.time[j]:
                return j + 1
            verb = self.s.verb_at.get(j)
            if verb is not None and verb.after > j:
                return max(verb.after, j + 1)
            if self.s.marks.verb[j]:
                return j + 1
            if low == "and" and not self.joins_phrases(j):
                return j + 1
            j -= 1
        return 0

    def parenthesis(self, closer: int) -> int | None:
        """Index of the mark that opens the aside which the comma or dash at `closer` ends."""
        mark = self.w[closer].low
        for j in range(closer - 1, max(-1, closer - 30), -1):
            low = self.w[j].low
            if low in (";", '"'):
                return None
            if low == mark or (mark in DASHES and low in DASHES):
                return j if j > 0 else None
        return None

    def joins_phrases(self, i: int) -> bool:
        """Whether "and" at i joins two noun phrases rather than two clauses."""
        before, after = self.s.ending(i - 1), self.s.starting(i + 1)
        if before is None or after is None:
            inside = self.s.by_word.get(i)
            if inside is not None and inside.first < i < inside.after - 1:
                return True
            return before is not None and not self.has_verb_before(i)
        return before.kind in ("actor", "force", "place") and after.kind in ("actor", "force", "place")

    def has_verb_before(self, i: int) -> bool:
        """Whether the clause that runs up to word i has had its verb."""
        for j in range(i - 1, -1, -1):
            low = self.w[j].low
            if low in BOUNDARY_MARKS or low in DASHES or low in _LEFT_STOPS:
                return False
            if self.s.marks.verb[j]:
                return True
        return False

    def antecedent(self, pronoun: int) -> Chunk | None:
        i = pronoun - 1
        if i >= 0 and self.w[i].low == ",":
            i -= 1
        if i < 0:
            return None
        return self.s.by_word.get(i)

    def right_end(self, i: int, verb: Verb | None) -> int:
        """Index after the last word that belongs to the cue before word i."""
        j = i
        depth = 0
        while j < len(self.w):
            low = self.w[j].low
            if low in ("(",):
                depth += 1
            elif low == ")":
                depth = max(0, depth - 1)
            elif low in BOUNDARY_MARKS and low not in (":",):
                break
            elif depth == 0:
                resumed = self.past_relative(j)
                if resumed is not None:
                    j = resumed
                    continue
                if low == "according":
                    break
                if (
                    low in _RIGHT_STOPS
                    and not self.s.marks.time[j]
                    and not (
                        low == "as" and j + 1 < len(self.w) and self.w[j + 1].low in ("part", "of", "well")
                    )
                ):
                    break
                other = self.s.verb_at.get(j)
                if other is not None and other is not verb and other.word > (verb.word if verb else i - 1):
                    if (
                        other.is_finite
                        or other.aux
                        or other.has_to
                        or "ing" in other.entry.tags
                        or other.start > i + 1
                    ) and not (
                        not other.aux
                        and "part" in other.entry.tags
                        and not other.has_to
                        and other.entry.kind != "cue"
                        and "past" not in other.entry.tags
                    ):
                        j = min(j, other.start)
                        return self.cut_subject(i, j, other)
                elif self.s.marks.verb[j] and self.w[j].low not in ("'s",) and other is None:
                    return self.cut_subject(i, j, None)
            j += 1
        return j

    def past_relative(self, j: int) -> int | None:
        """Where the clause goes on after an aside: "..., which Japan claims, in early January"."""
        if self.w[j].low not in ("which", "who", "where") or j == 0 or self.w[j - 1].low != ",":
            return None
        closer = next((k for k in range(j + 1, min(len(self.w), j + 14)) if self.w[k].low == ","), None)
        if closer is None or closer + 1 >= len(self.w):
            return None
        nxt = closer + 1
        goes_on = self.s.marks.time[nxt] or self.w[nxt].low in (
            "in",
            "on",
            "at",
            "to",
            "near",
            "along",
            "from",
            "since",
        )
        return closer if goes_on else None

    def cut_subject(self, i: int, j: int, other: Verb | None) -> int:
        """Before the subject of the verb at j: it belongs to the next clause."""
        if other is not None and (other.has_to or ("ing" in other.entry.tags and not other.aux)):
            return j
        for k in range(j - 1, i - 1, -1):
            low = self.w[k].low
            if (low == "and" and not self.joins_phrases(k)) or low in (",", *DASHES):
                return k
            if low == "and":
                before = self.s.ending(k - 1)
                after = self.s.starting(k + 1)
                if (
                    before is not None
                    and after is not None
                    and (before.kind == "place") != (after.kind == "place")
                ):
                    return k
        return j

    def object_after(self, i: int, end: int) -> Chunk | None:
        """The force phrase that follows at word i, adverbs and articles aside."""
        j = i
        hops = 0
        while j < end and hops < 4:
            chunk = self.s.by_word.get(j)
            if chunk is not None and chunk.kind == "force" and chunk.first >= i:
                return chunk
            low = self.w[j].low
            if (
                low in PREPOSITIONS and low not in ("up", "out", "down", "over", "about", "around")
            ) or low in (",", ";", '"', "and"):
                return None
            if chunk is not None and chunk.kind in ("place", "actor"):
                nxt = chunk.after
                if nxt < end and self.w[nxt].is_possessive:
                    j = nxt + 1
                    continue
                named = self.s.starting(nxt)
                if chunk.kind == "place" and named is not None and named.kind == "force":
                    return named  # "the Narva garrison"
                if chunk.kind == "place":
                    return None
            hops += 1
            j += 1
        return None

    def as_force(self, chunks: Sequence[Chunk]) -> Chunk | None:
        return next((c for c in chunks if c.kind == "force"), None)

    def group_start(self, i: int) -> int:
        j = i
        while j and (self.w[j - 1].low in HAVE or self.w[j - 1].low in MODALS):
            j -= 1
        return j

    def noun_at(self, i: int) -> tuple[tuple[str, ...], Rule] | None:
        if self.s.marks.verb[i] or self.s.marks.place[i] or self.s.marks.time[i]:
            return None
        for parts, rule in noun_cues().get(self.w[i].low, ()):
            if tuple(w.low for w in self.w[i : i + len(parts)]) == parts:
                return parts, rule
        return None

    def past_purpose(self, end: int) -> int:
        """The end of a clause with its purpose ("to help ..., in 2021"), where one follows."""
        if end < len(self.w) and self.w[end].low == "to":
            verb = self.s.verb_at.get(end)
            return self.right_end(verb.after if verb is not None else end + 2, verb)
        return end

    def inside(self, span: Span, first: int, after: int) -> bool:
        if first >= after or first >= len(self.w):
            return False
        after = min(after, len(self.w))
        return self.w[first].start <= span.start and span.end <= self.w[after - 1].end
