"""Whose force it is: the registry of actors, and actors made from what it does not hold.

Comes in: words, country codes, unit names. Goes out: `Actor`s. The id of a state's forces is
`xx-armed-forces`, whether they are called army, troops, military, forces or by the capital; a service with a
name of its own has its own id.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cache

from geo.claims.lexicon import table
from geo.claims.words import Word
from geo.data import tables
from geo.gazetteer.names import fold
from geo.types import Actor, ActorKind


@dataclass(frozen=True, slots=True)
class Name:
    """A registry entry found at words first to after."""

    first: int
    after: int
    actor: Actor
    is_weak: bool


@dataclass(frozen=True, slots=True)
class _Entry:
    """A name and whose it may be."""

    folds: tuple[str, ...]
    actors: tuple[Actor, ...]
    is_weak: bool
    needs_country: bool
    """True where it means its actor only in a text that speaks of the actor's country."""

    def meant(self, spoken_of: Sequence[Set[str]]) -> Actor | None:
        """The one whose name it is here; None where that cannot be told."""
        if not self.needs_country:
            return self.actors[0]
        for countries in spoken_of:
            near = [actor for actor in self.actors if actor.country in countries]
            if near:
                return near[0] if len(near) == 1 else None
        stateless = [actor for actor in self.actors if actor.country is None]
        return stateless[0] if len(stateless) == 1 else None


@cache
def registry() -> dict[str, Actor]:
    """All actors of `geo/data/actors.toml`, by id."""
    return {
        row["id"]: Actor(
            id=row["id"],
            name=row["name"],
            kind=row["kind"],
            country=row.get("country"),
            parent=row.get("parent"),
            sponsor=row.get("sponsor"),
            wikidata=row.get("wikidata"),
            names=(*row.get("en", ()), *row.get("ar", ()), *row.get("spoken", ())),
        )
        for row in table("actors")["actor"]
    }


@cache
def _index() -> dict[str, tuple[_Entry, ...]]:
    """Registry names by their first word's fold, longest first."""
    owners: dict[tuple[str, ...], dict[str, bool]] = {}
    weak: set[tuple[str, ...]] = set()
    for row in table("actors")["actor"]:
        for key in ("en", "ar", "weak", "spoken"):
            for name in row.get(key, ()):
                folds = tuple(fold(part) for part in name.replace("'s ", " 's ").split())
                owners.setdefault(folds, {})[row["id"]] = key == "spoken"
                if key == "weak":
                    weak.add(folds)
    found: dict[str, list[_Entry]] = {}
    for folds, by in owners.items():
        needs_country = len(by) > 1 or any(by.values())
        entry = _Entry(folds, tuple(registry()[id_] for id_ in by), folds in weak, needs_country)
        found.setdefault(folds[0], []).append(entry)
    return {
        first: tuple(sorted(entries, key=lambda e: len(e.folds), reverse=True))
        for first, entries in found.items()
    }


def all_names() -> set[str]:
    """Every name of every actor."""
    keys = ("en", "ar", "weak", "spoken")
    return {name for row in table("actors")["actor"] for key in keys for name in row.get(key, ())}


@cache
def _short_forms() -> frozenset[str]:
    """Folds of names that count only in capitals: "IS", "US", "PLAN", "AFP", "adf"."""
    return frozenset(
        fold(name)
        for row in table("actors")["actor"]
        for name in (*row.get("en", ()), *row.get("spoken", ()))
        if name.isupper() and len(name) <= 5
    )


def names_in(words: Sequence[Word], *, spoken_of: Sequence[Set[str]] = ()) -> list[Name]:
    """Registry names among the words, left to right, the longest at each place.

    spoken_of: countries (ISO 3166-1 alpha-2) named near and farther away, the nearest first: they tell apart
    what several actors are called.
    """
    keys = [word.fold for word in words]
    index = _index()
    found: list[Name] = []
    i = 0
    while i < len(words):
        entries = index.get(keys[i])
        if entries is None:
            i += 1
            continue
        entry = next((e for e in entries if tuple(keys[i : i + len(e.folds)]) == e.folds), None)
        actor = entry.meant(spoken_of) if entry is not None else None
        if entry is None or actor is None or not _written_as_name(words, i, entry):
            i += 1
            continue
        found.append(Name(i, i + len(entry.folds), actor, entry.is_weak))
        i += len(entry.folds)
    return found


def name_at(first_keys: Sequence[str], folds: Sequence[str], i: int) -> tuple[Actor, int] | None:
    """The registry name that starts at word i, whose first word may be read by any of the keys, and its
    length.
    """
    index = _index()
    for key in first_keys:
        for entry in index.get(key, ()):
            if tuple(folds[i + 1 : i + len(entry.folds)]) == entry.folds[1:]:
                actor = entry.meant(())
                return (actor, len(entry.folds)) if actor is not None else None
    return None


def _written_as_name(words: Sequence[Word], i: int, entry: _Entry) -> bool:
    """Latin names must have a capital; one of a few capitals ("PLAN") must be all capitals."""
    first = words[i].text
    if not first[:1].isascii() or entry.is_weak:
        return True
    if len(entry.folds) == 1 and entry.folds[0] in _short_forms():
        return first.isupper()
    return any(word.text[:1].isupper() for word in words[i : i + len(entry.folds)]) or not any(
        name[:1].isupper() and fold(name) == " ".join(entry.folds)
        for actor in entry.actors
        for name in actor.names
    )


@cache
def _country_names() -> dict[str, str]:
    return {row["id"]: row["name"] for row in tables.table("countries.tsv")}


def country_name(country: str) -> str:
    """The short English name of a state, by ISO 3166-1 alpha-2; the code itself where it is not known."""
    return _country_names().get(country, country)


@cache
def state_forces(country: str) -> Actor:
    """The armed forces of a state, by ISO 3166-1 alpha-2; from the registry, else made."""
    known = registry().get(f"{country.lower()}-armed-forces")
    if known is not None:
        return known
    name = country_name(country)
    return Actor(
        id=f"{country.lower()}-armed-forces",
        name=f"Armed Forces of {name.removeprefix('The ')}",
        kind="state_force",
        country=country,
    )


_SLUG = re.compile(r"[^a-z0-9\u0600-\u06ff]+")


def named(words: str, *, country: str | None, parent: str | None, kind: ActorKind = "unknown") -> Actor:
    """An actor the registry does not hold, made from its words: "47th Mechanised Brigade", "tribal
    fighters".
    """
    slug = _SLUG.sub("-", fold(words)).strip("-")
    return Actor(id=f"text:{slug}", name=words, kind=kind, country=country, parent=parent)


def is_known(actor: Actor) -> bool:
    return not actor.id.startswith("text:")


def same_side(a: Actor, b: Actor) -> bool:
    """Whether the one is the other, a part of it, or of the same state."""
    if a.id == b.id or a.parent == b.id or b.parent == a.id:
        return True
    return a.kind == b.kind == "state_force" and a.country is not None and a.country == b.country
