"""Referents: whose force "the frigate", "its jets", "the group's fighters", "some of them" is.

Comes in: the forces and actors spoken of so far. Goes out: the nearest that fits in kind and in whether it is
a state's, or none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from geo.claims.actors import state_forces
from geo.claims.lexicon import table
from geo.claims.scene import Chunk, Scene
from geo.types import Actor, QuantityUnit, Span

REACH = 3
"""Sentences back that a phrase may point to."""
_KEPT = 40
"""Phrases kept of a text: more than any sentence within reach can have."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A force or an armed actor that a sentence spoke of."""

    actor: Actor
    family: str
    """Of the noun, as in `forces.toml`; "actor" where only the actor is named."""
    noun: str
    unit: QuantityUnit | None
    sentence: int
    is_subject: bool = False
    is_speaker: bool = False


def spoken_in(
    scene: Scene,
    number: int,
    *,
    speakers: Sequence[Span],
    owners: dict[int, Actor],
    before: int | None = None,
) -> Iterator[Spoken]:
    """What a sentence spoke of, in its order.

    speakers: the words for those who speak in it. owners: by character offset of a phrase, whose force a
    claim said it is. before: the word to stop at.
    """
    found_subject = False
    for chunk in scene.chunks:
        if before is not None and chunk.first >= before:
            break
        actor = actor_in(chunk) or owners.get(scene.words[chunk.first].start) or _acting_state(scene, chunk)
        if actor is None:
            continue
        start = scene.words[chunk.first].start
        is_speaker = any(span.start <= start < span.end for span in speakers)
        led = scene.words[chunk.first - 1].low if chunk.first else ""
        is_subject = not is_speaker and not found_subject and led not in _LEADS
        found_subject = found_subject or is_subject
        head = chunk.force.head if chunk.force is not None else None
        yield Spoken(
            actor,
            head.family if head is not None else "actor",
            _singular(head.word) if head is not None else "",
            head.unit if head is not None else None,
            number,
            is_subject,
            is_speaker,
        )


def _acting_state(scene: Scene, chunk: Chunk) -> Actor | None:
    """The state a sentence opens with: "India and Pakistan exchanged fire"."""
    place = chunk.toponym.place if chunk.toponym is not None else None
    if place is None or place.kind != "country" or place.country is None:
        return None
    opener = scene.by_word.get(0)
    is_second = chunk.first > 1 and scene.words[chunk.first - 1].low == "and"
    if chunk.first and not (is_second and opener is not None and opener.after == chunk.first - 1):
        return None
    nxt = scene.words[chunk.after].low if chunk.after < len(scene.words) else "."
    return state_forces(place.country) if nxt[0].isalpha() else None


def actor_in(chunk: Chunk) -> Actor | None:
    """The actor that a phrase names itself."""
    if chunk.actor is not None:
        return chunk.actor
    actors = chunk.force.actors() if chunk.force is not None else []
    return actors[0] if actors else None


def keep(spoken: list[Spoken], more: Iterator[Spoken]) -> None:
    spoken.extend(more)
    del spoken[:-_KEPT]


def topic(spoken: Sequence[Spoken]) -> Actor | None:
    """Of whom a sentence tells: its subject, else who is named first; a speaker only where nobody else is."""
    told = [s for s in spoken if not s.is_speaker]
    subject = next((s for s in told if s.is_subject), None)
    chosen = subject or next(iter(told), None) or next(iter(spoken), None)
    return chosen.actor if chosen is not None else None


def of_noun(spoken: Sequence[Spoken], words: Sequence[str], noun: str, family: str, now: int) -> Actor | None:
    """Whose force a phrase with "the" or "its" is, by its noun: the nearest of that kind, and none that does
    not fit.

    words: of the phrase, in lower case. now: number of the sentence the phrase stands in.
    """
    within = [s for s in spoken if now - s.sentence <= REACH]
    singular = _singular(noun)
    kind = _wanted_kind(words)
    if family in ("ship", "aircraft", "vehicle", "system"):
        fitting = [s for s in within if s.family == family or (family == "vehicle" and s.unit == "convoy")]
        same = [s for s in fitting if s.noun == singular]
        return _nearest(same or fitting)
    fitting = [s for s in within if s.family in ("people", "units", "actor") and _is_of(s.actor, kind)]
    same = [s for s in fitting if s.noun == singular and s.family != "actor"]
    return _nearest(same) or _nearest([s for s in fitting if not s.is_speaker]) or _nearest(fitting)


def last_force(spoken: Sequence[Spoken], now: int) -> Spoken | None:
    """The force, not a mere actor, spoken of last within two sentences: what was sent, not the sender."""
    near = [s for s in spoken if now - s.sentence <= 2 and s.family != "actor" and not s.is_speaker]
    return near[-1] if near else None


def last_two(spoken: Sequence[Spoken], now: int) -> list[Actor]:
    """The two states within two sentences, in their order; none where it is not two."""
    states: dict[str, Actor] = {}
    for s in spoken:
        if now - s.sentence <= 2 and s.actor.kind == "state_force":
            states.setdefault(s.actor.country or s.actor.id, s.actor)
    return list(states.values()) if len(states) == 2 else []


def other_side(spoken: Sequence[Spoken], now: int, *, than: Actor) -> Actor | None:
    """Who "the enemy" of an actor is: the nearest of another country."""
    others = [s for s in spoken if now - s.sentence <= REACH and s.actor.id != than.id]
    return _nearest([s for s in others if s.actor.country is None or s.actor.country != than.country])


def only_one(spoken: Sequence[Spoken], now: int) -> Actor | None:
    """The actor within reach, where there is but one side beside those who speak."""
    near = [s for s in spoken if now - s.sentence <= REACH]
    told = [s for s in near if not s.is_speaker] or near
    sides = {s.actor.country or s.actor.id for s in told}
    return told[-1].actor if len(sides) == 1 else None


def _nearest(fitting: Sequence[Spoken]) -> Actor | None:
    """Of the last sentence that has one: the subject sooner than others."""
    if not fitting:
        return None
    last = [s for s in fitting if s.sentence == fitting[-1].sentence]
    return next((s.actor for s in last if s.is_subject), last[-1].actor)


def _wanted_kind(words: Sequence[str]) -> str:
    lows = set(words)
    if lows & _words("armed_groups"):
        return "group"
    return "state" if lows & _words("of_a_state") else ""


def _is_of(actor: Actor, kind: str) -> bool:
    if kind == "group":
        return actor.kind in ("militia", "insurgent", "company", "unknown")
    return kind != "state" or actor.kind not in ("insurgent", "militia")


def group_words() -> frozenset[str]:
    return _words("armed_groups")


def pair_words() -> frozenset[str]:
    return _words("pairs")


def state_words() -> frozenset[str]:
    return _words("of_a_state")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(table("references")["forces"][name])


@cache
def _singular(noun: str) -> str:
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


_LEADS = frozenset({"by", "against", "with", "from", "to", "of", "for", "in", "on", "at", "between", "near"})
"""Prepositions whose phrase is no subject."""
