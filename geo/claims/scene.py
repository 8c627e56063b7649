"""A sentence laid out for the rules: its words with places, times, actors, numbers, forces and verbs marked.

Comes in: a sentence of a `Document`, its toponyms and non-places. Goes out: a `Scene`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise

from geo.claims import actors as registry
from geo.claims import times as time_words
from geo.claims.force import Force, Marks
from geo.claims.force_words import hulls, ship_prefixes
from geo.claims.forces import forces
from geo.claims.lexicon import table
from geo.claims.pronouns import pronouns
from geo.claims.quantities import Number, numbers
from geo.claims.times import TimeMention
from geo.claims.verb_groups import Verb, verbs
from geo.claims.words import Word, words
from geo.types import Actor, NonPlace, Phrase, Sentence, Span, Toponym

_CLOSED_BY = {'"': '"', "“": "”", "«": "»", "„": "“"}


@dataclass(slots=True)
class Chunk:
    """A noun phrase the rules can use."""

    kind: str
    """force, actor, place or pronoun."""
    first: int
    after: int
    force: Force | None = None
    actor: Actor | None = None
    toponym: Toponym | None = None
    number: Number | None = None
    """Of a pronoun: how many, in "nine of them", "200 more"."""
    is_part: bool = False
    """True of a pronoun for a part of a force told of: "some of them", "the rest"."""


@dataclass(slots=True)
class Scene:
    sentence: Sentence
    words: list[Word]
    marks: Marks
    verbs: list[Verb]
    chunks: list[Chunk]
    times: list[TimeMention]
    lows: frozenset[str]
    text: str
    """Of the whole document."""
    near: frozenset[str]
    """Countries that the sentence names, or in which its places lie: ISO 3166-1 alpha-2."""
    countries: frozenset[str]
    """Countries of the whole text."""
    states: frozenset[str]
    """Countries that the text names, by name, adjective or seat."""
    by_word: dict[int, Chunk]
    """The chunk that covers a word."""
    verb_at: dict[int, Verb]
    """The verb whose group covers a word."""

    def phrase(self, first: int, after: int) -> Phrase:
        span = Span(self.words[first].start, self.words[after - 1].end)
        before = self.text[span.start - 1 : span.start]
        if before in _CLOSED_BY and self.text.find(_CLOSED_BY[before], span.start, span.end) >= 0:
            span = Span(span.start - 1, span.end)  # "thousands" of men
        return Phrase(self.text[span.start : span.end], span)

    def starting(self, i: int) -> Chunk | None:
        chunk = self.by_word.get(i)
        return chunk if chunk is not None and chunk.first == i else None

    def ending(self, i: int) -> Chunk | None:
        """The chunk whose last word is i."""
        chunk = self.by_word.get(i)
        return chunk if chunk is not None and chunk.after == i + 1 else None

    def time_at(self, i: int) -> bool:
        return self.marks.time[i]


def scene(
    sentence: Sentence,
    text: str,
    *,
    toponyms: Sequence[Toponym],
    non_places: Sequence[NonPlace],
    published: date | None,
    last_time: TimeMention | None,
    countries: Set[str] = frozenset(),
    states: Set[str] = frozenset(),
    scares: Sequence[Span] = (),
) -> Scene:
    """The sentence laid out. toponyms and non_places: those inside the sentence, in order; countries: those
    the text names or names places in; states: those it names; scares: words in scare quotes, whose marks are
    left out.
    """
    body = text[sentence.span.start : sentence.span.end]
    counts = numbers(body, offset=sentence.span.start)
    made = _without_quotes_round(counts, _without_marks(words(sentence, text), scares))
    times = time_words.mentions(
        body, offset=sentence.span.start, published=published, language=sentence.language, last=last_time
    )
    marks = Marks(
        place=_covered(made, [t.span for t in toponyms]),
        actor=[None] * len(made),
        actor_is_name=[False] * len(made),
        number={},
        verb=[False] * len(made),
        time=_covered(made, [t.span for t in times]),
        person=_covered(made, [n.span for n in non_places if n.why == "person"]),
        hull=[False] * len(made),
    )
    near = countries_of(toponyms, non_places)
    _mark_actors(made, marks, non_places, (near, countries))
    _mark_hulls(made, marks)
    _mark_numbers(made, marks, counts)
    groups = verbs(made, marks)
    chunks = _chunks(made, marks, toponyms)
    by_word: dict[int, Chunk] = {}
    for chunk in chunks:
        for i in range(chunk.first, chunk.after):
            by_word.setdefault(i, chunk)
    verb_at: dict[int, Verb] = {}
    for verb in groups:
        for i in range(verb.start, verb.after):
            verb_at.setdefault(i, verb)
    return Scene(
        sentence=sentence,
        words=made,
        marks=marks,
        verbs=groups,
        chunks=chunks,
        times=times,
        lows=frozenset(w.low for w in made),
        text=text,
        near=near,
        countries=frozenset(countries),
        states=frozenset(states),
        by_word=by_word,
        verb_at=verb_at,
    )


def _without_marks(made: list[Word], scares: Sequence[Span]) -> list[Word]:
    """The words without the marks round a few of them: "a "peacekeeping" contingent" is one phrase."""
    if not scares:
        return made
    edges = {span.start for span in scares} | {span.end for span in scares}
    return [w for w in made if w.text not in _MARKS or not (w.end in edges or w.start in edges)]


_MARKS = frozenset({'"', "“", "”", "«", "»", "‘", "’", "'"})


def _covered(made: Sequence[Word], spans: Sequence[Span]) -> list[bool]:
    covered = [False] * len(made)
    i = 0
    for span in spans:
        while i < len(made) and made[i].end <= span.start:
            i += 1
        j = i
        while j < len(made) and made[j].start < span.end:
            covered[j] = True
            j += 1
    return covered


_GUARD = re.compile(r"\b(?:Home|National|Coast|Border|Presidential|Republican) Guards?$")
"""Bodies under arms whose name bears the state's adjective."""


def countries_of(toponyms: Sequence[Toponym], non_places: Sequence[NonPlace]) -> frozenset[str]:
    """Countries that are named, or in which named places lie."""
    found = {n.country for n in non_places} | {t.place.country for t in toponyms if t.place is not None}
    return frozenset(country for country in found if country is not None)


def states_of(toponyms: Sequence[Toponym], non_places: Sequence[NonPlace]) -> frozenset[str]:
    """Countries that are named themselves, by name, adjective or seat."""
    return countries_of([t for t in toponyms if t.kind == "country"], non_places)


@cache
def _seats() -> dict[str, str]:
    """Houses that stand for a state, to its code: "the Kremlin"."""
    seats: dict[str, str] = table("speech")["english"]["seats"]
    return seats


def _mark_actors(
    made: Sequence[Word], marks: Marks, non_places: Sequence[NonPlace], spoken_of: Sequence[Set[str]]
) -> None:
    for non_place in non_places:
        is_guard = non_place.why == "org" and _GUARD.search(non_place.text) is not None
        country = non_place.country or _seats().get(non_place.text.lower().replace("’", "'"))
        if country is None or not (non_place.why in ("demonym", "metonym") or is_guard):
            continue
        state = registry.state_forces(country)
        for i, word in enumerate(made):
            if word.start < non_place.span.end and non_place.span.start < word.end:
                marks.actor[i] = state
                marks.place[i] = False
    for name in registry.names_in(made, spoken_of=spoken_of):
        if name.after - name.first == 1 and marks.place[name.first]:
            continue
        for i in range(name.first, name.after):
            marks.actor[i] = name.actor
            marks.actor_is_name[i] = True
            marks.place[i] = False
    for i, word in enumerate(made):
        # A backer is not the actor: "Iran-backed", "Russian-backed".
        if (
            "-" in word.low
            and word.low.rpartition("-")[2]
            in (
                "backed",
                "aligned",
                "trained",
                "sponsored",
                "supported",
                "funded",
                "led",
                "brokered",
                "flagged",
                "owned",
                "made",
                "built",
                "speaking",
                "occupied",
                "controlled",
                "held",
            )
            and not marks.actor_is_name[i]
        ):
            marks.actor[i] = None


_QUOTES = frozenset({'"', "“", "”", "«", "»", "„"})


def _without_quotes_round(counts: Sequence[Number], made: list[Word]) -> list[Word]:
    """Drop quotes that hold a number alone: "thousands" of men; they begin no clause."""
    starts = {number.span.start for number in counts}
    ends = {number.span.end for number in counts}
    quotes = [i for i, word in enumerate(made) if word.low in _QUOTES]
    dropped: set[int] = set()
    for opener, closer in pairwise(quotes):
        if closer - opener > 1 and made[opener + 1].start in starts and made[closer - 1].end in ends:
            dropped.update((opener, closer))
    return [word for i, word in enumerate(made) if i not in dropped] if dropped else made


_SHIPS = frozenset(
    {
        "carrier",
        "frigate",
        "destroyer",
        "corvette",
        "cruiser",
        "submarine",
        "warship",
        "flagship",
        "minehunter",
    }
)
_GROUPS = frozenset({"carrier", "strike", "amphibious", "ready", "group", "battle"})


def _mark_hulls(made: Sequence[Word], marks: Marks) -> None:
    """Names of ships, behind a noun for one or before that of their group: persons and places elsewhere."""
    for i, word in enumerate(made):
        for parts, country in hulls().get(word.fold, ()):
            after = i + len(parts)
            if tuple(w.fold for w in made[i:after]) != parts or not word.is_capitalised:
                continue
            is_behind = i > 0 and (made[i - 1].low in _SHIPS or made[i - 1].text in ship_prefixes())
            is_group = after + 1 < len(made) and {made[after].low, made[after + 1].low} <= _GROUPS
            if not (is_behind or is_group):
                continue
            for j in range(i, after):
                marks.actor[j] = registry.state_forces(country)
                marks.actor_is_name[j] = marks.place[j] = marks.person[j] = False
                marks.hull[j] = True
            break
    for i in range(1, len(made)):
        j = i
        while made[i - 1].low in _SHIPS and j < len(made) and marks.place[j] and made[i].is_capitalised:
            marks.place[j] = False  # "the frigate Schiedam"
            j += 1


def _mark_numbers(made: Sequence[Word], marks: Marks, found: Sequence[Number]) -> None:
    starts = {word.start: i for i, word in enumerate(made)}
    for number in found:
        first = starts.get(number.span.start)
        if first is None or marks.time[first]:
            continue
        after = first
        while after < len(made) and made[after].start < number.span.end:
            after += 1
        marks.number[first] = (number, after)


def _chunks(made: Sequence[Word], marks: Marks, toponyms: Sequence[Toponym]) -> list[Chunk]:
    found = [Chunk("force", force.first, force.after, force=force) for force in forces(made, marks)]
    taken = {i for chunk in found for i in range(chunk.first, chunk.after)}
    i = 0
    while i < len(made):
        actor = marks.actor[i]
        if actor is not None and i not in taken:
            j = i + 1
            while j < len(made) and marks.actor[j] is actor and j not in taken:
                j += 1
            first = i - 1 if i and made[i - 1].low == "the" and i - 1 not in taken else i
            found.append(Chunk("actor", first, j, actor=actor))
            i = j
            continue
        i += 1
    taken |= {k for chunk in found for k in range(chunk.first, chunk.after)}
    for told in pronouns(made, marks, taken):
        found.append(Chunk("pronoun", told.first, told.after, number=told.number, is_part=told.is_part))
    for toponym in toponyms:
        span = toponym.span
        covered = [i for i, w in enumerate(made) if w.start < span.end and span.start < w.end]
        if covered and marks.place[covered[0]]:
            found.append(Chunk("place", covered[0], covered[-1] + 1, toponym=toponym))
    return sorted(found, key=lambda c: c.first)
