"""Subjects: the phrases that a verb is said of, through asides, relatives and verbs that share one.

Comes in: the clauses of a sentence. Goes out: a `Subject`, which may also say that there is one and it is
no force.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from geo.claims.english.clauses import DASHES, Clauses
from geo.claims.function_words import PREPOSITIONS
from geo.claims.scene import Chunk
from geo.claims.verb_groups import Verb


@dataclass(slots=True)
class Subject:
    chunks: list[Chunk]
    is_other: bool
    """True where there is a subject and it is no force or actor."""
    inherits: bool = False
    first: int = 0


_PARTS = frozenset({"any", "some", "most", "all", "none", "many", "few", "half", "part", "parts", "one"})
"""Words for so many of a force: "denied that any of its soldiers are in the town"."""


class Subjects:
    """The subjects of one sentence, each found once."""

    def __init__(self, clauses: Clauses) -> None:
        self.clauses = clauses
        self.s = clauses.s
        self.w = clauses.w
        self.known: dict[int, Subject] = {}

    def subject(self, verb: Verb) -> Subject:
        cached = self.known.get(verb.word)
        if cached is None:
            self.known[verb.word] = Subject([], False)  # a guard against circles
            cached = self.known[verb.word] = self.find_subject(verb.start)
        return cached

    def subject_before(self, i: int) -> list[Chunk]:
        return self.find_subject(i).chunks

    def find_subject(self, start: int) -> Subject:
        first = self.clauses.left_start(start)
        before = first - 1
        qualified = self.qualified(before)
        if qualified is not None and self.w[first].low in PREPOSITIONS:
            return Subject([qualified], False, first=qualified.first)
        found = self.phrases(first, start)
        if found.chunks or found.is_other:
            return found
        if before < 0:
            return Subject([], False, inherits=True, first=first)
        if qualified is not None:
            return Subject([qualified], False, first=qualified.first)
        low = self.w[before].low
        if low in ("which", "who", "that", "whom"):
            antecedent = self.clauses.antecedent(before)
            if antecedent is not None:
                return Subject([antecedent], False, first=first)
            if low == "that" and self.s.verb_at.get(before - 1) is not None:
                return Subject([], False, inherits=True, first=first)
            return Subject([], True, first=first)
        if low == "where":
            return Subject([], True, first=first)
        return self.inherited(before, first)

    def qualified(self, before: int) -> Chunk | None:
        """The force that a participle at word `before` only qualifies.

        "The paratroopers captured near X entered ...", "the soldiers sent to X withdrew ...".
        """
        passed = self.s.verb_at.get(before)
        if passed is None or passed.aux or "part" not in passed.entry.tags or passed.has_to:
            return None
        force = self.s.ending(passed.start - 1) if passed.start else None
        return force if force is not None and force.kind == "force" else None

    def inherited(self, before: int, first: int) -> Subject:
        """The subject of the verb before, for "sent X and took Y"."""
        for verb in reversed(self.s.verbs):
            if verb.word <= before and (verb.is_finite or verb.aux):
                told = self.told_of(verb, before)
                if told is not None:
                    return Subject([told], False, inherits=True, first=first)
                found = self.subject(verb)
                return Subject(list(found.chunks), found.is_other, inherits=True, first=first)
        return Subject([], False, inherits=True, first=first)

    def told_of(self, verb: Verb, before: int) -> Chunk | None:
        """Of whom a verb of speech tells in "said that Kenyan troops were regrouping and bringing ...", where
        the verb between is one that nobody knows.
        """
        if verb.entry.kind not in ("asserted", "alleged", "denied", "confirmed"):
            return None
        for chunk in self.s.chunks:
            if verb.after <= chunk.first <= verb.after + 2 and chunk.kind in ("force", "actor"):
                led = self.w[chunk.first - 1].low
                return chunk if chunk.after < before and led not in PREPOSITIONS else None
        return None

    def phrases(self, first: int, after: int) -> Subject:
        """The subject among words first to after: the first phrase that no preposition brings."""
        stop = after
        if (stop - 1 >= first and self.w[stop - 1].low in (",",)) or (
            stop - 1 >= first and self.w[stop - 1].low in DASHES
        ):
            opener = self.clauses.parenthesis(stop - 1)
            if opener is not None and opener > first:
                stop = opener
        i = first
        while i < stop:
            word = self.w[i]
            chunk = self.s.by_word.get(i)
            if self.s.marks.time[i] or word.low in (
                ",",
                "and",
                "then",
                "now",
                "meanwhile",
                "how",
                "also",
                "but",
                "however",
            ):
                i += 1
                continue
            if chunk is not None and chunk.first <= i:
                previous = self.w[i - 1].low if i > first else ""
                is_part = previous == "of" and i - 2 >= first and self.w[i - 2].low in _PARTS
                if previous in PREPOSITIONS and chunk.kind != "pronoun" and not is_part:
                    i = chunk.after
                    continue
                if chunk.after < stop and self.w[chunk.after].is_possessive:
                    i = chunk.after + 1
                    nxt = self.s.by_word.get(i)
                    if nxt is None and not (i < stop and self.s.marks.time[i]):
                        return self.owned_subject(chunk, i, stop)
                    continue
                if chunk.kind == "actor" and chunk.after < stop and not self.is_plain_after(chunk.after):
                    return Subject([], True, first=i)
                return Subject(self.coordinated(chunk, stop), False, first=chunk.first)
            if word.low in _PARTS or (word.low == "of" and i > first and self.w[i - 1].low in _PARTS):
                i += 1
                continue
            if word.low in PREPOSITIONS or (word.low == "according" and i == first):
                i = self.past_prepositional(i, stop)
                continue
            if word.low.endswith("ly") or word.low in (
                "the",
                "a",
                "an",
                "its",
                "their",
                "his",
                "there",
                "here",
                "some",
                "both",
                "even",
                "only",
            ):
                i += 1
                continue
            if not word.low[0].isalpha():
                i += 1
                continue
            return Subject([], True, first=i)
        return Subject([], False, first=first)

    def owned_subject(self, owner: Chunk, i: int, stop: int) -> Subject:
        """ "Iraq's defence ministry": what is owned acts; a state's ministry is the state."""
        low = " ".join(w.low for w in self.w[i:stop])
        if re.match(
            r"(?:new |own |former )?(?:government|defen[cs]e ministry|military|army|authorities"
            r"|leadership|armed forces|general staff|ministry of defen[cs]e)",
            low,
        ):
            return Subject([owner], False, first=owner.first)
        return Subject([], True, first=owner.first)

    def is_plain_after(self, i: int) -> bool:
        """Whether nothing follows an actor's name that makes it an adjective of something else."""
        low = self.w[i].low
        return (
            not low[0].isalnum()
            or low in PREPOSITIONS
            or low
            in (
                "and",
                "or",
                "also",
                "itself",
                "themselves",
                "has",
                "have",
                "both",
                "now",
                "still",
                "reportedly",
                "allegedly",
            )
            or low.endswith("ly")
            or self.s.marks.time[i]
            or self.s.marks.verb[i]
            or self.s.by_word.get(i) is not None
            or bool(
                re.match(r"government|army|military|forces?|troops|navy|ministry|authorities|command", low)
            )
        )

    def past_prepositional(self, i: int, stop: int) -> int:
        """Index after the prepositional phrase that begins at i."""
        j = i + 1
        while j < stop:
            low = self.w[j].low
            if low == ",":
                return j + 1
            chunk = self.s.by_word.get(j)
            if chunk is not None:
                j = chunk.after
                if j < stop and self.w[j].is_possessive:
                    j += 1
                    continue
                if j < stop and self.w[j].low in ("of", "and", "in", "at", "near", "on", "from", "to"):
                    j += 1
                    continue
                return j
            if self.s.marks.time[j]:
                while j < stop and self.s.marks.time[j]:
                    j += 1
                return j
            j += 1
        return stop

    def coordinated(self, chunk: Chunk, stop: int) -> list[Chunk]:
        """The phrase and those joined to it: "Japan, Italy and France"."""
        found = [chunk]
        i = chunk.after
        while i < stop:
            j = i
            while j < stop and self.w[j].low in (
                ",",
                "and",
                "as",
                "well",
                "or",
                "along",
                "with",
                "together",
                "both",
            ):
                j += 1
            nxt = self.s.by_word.get(j)
            if j > i and nxt is None and self.w[j - 1].low == "and" and len(found) == 1:
                nxt = next(
                    (c for c in self.s.chunks if j < c.first < min(stop, j + 7) and c.kind == "actor"), None
                )
                j = nxt.first if nxt is not None else j
            if (
                j == i
                or nxt is None
                or nxt.first != j
                or j >= stop
                or nxt.kind not in ("actor", "force", "place")
            ):
                break
            found.append(nxt)
            i = nxt.after
        if len(found) > 1 and found[-1].after < stop and self.w[found[-1].after].is_possessive:
            found.pop()
        return found
