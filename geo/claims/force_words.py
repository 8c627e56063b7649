"""The nouns for forces, their equipment and ships, as `geo/data/forces.toml` names them.

Comes in: nothing but the lists. Goes out: tables by word, made once, and what begins at a word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import cast

from geo.claims.lexicon import table
from geo.claims.words import Word
from geo.types import QuantityUnit


@dataclass(frozen=True, slots=True)
class Head:
    """A noun of the force lexicon."""

    word: str
    family: str
    """people, units, aircraft, ship, vehicle, system or facility."""
    unit: QuantityUnit | None
    is_strong: bool
    length: int
    is_plural: bool


@cache
def heads() -> dict[str, tuple[Head, ...]]:
    """Head nouns by their first word, longest first; singular and plural."""
    english = table("forces")["english"]
    plurals = {singular: plural for plural, singular in english["plurals"].items()}
    found: dict[str, list[Head]] = {}

    def add(noun: str, family: str, unit: str | None, *, strong: bool) -> None:
        if noun.endswith(" battery"):
            unit = "battery"
        last = noun.split(" ")[-1]
        plural_last = plurals.get(last, last if last.endswith("s") else last + "s")
        prefix = noun[: len(noun) - len(last)]
        forms = {noun: False, prefix + plural_last: True}
        if last == plural_last:
            forms = {noun: True}
        for form, is_plural in forms.items():
            head = Head(
                noun, family, cast(QuantityUnit | None, unit), strong, len(form.split(" ")), is_plural
            )
            found.setdefault(form.split(" ")[0].lower(), []).append(replace_word(head, form.lower()))

    for family in ("people", "aircraft", "ship", "vehicle", "system", "facility"):
        section = english[family]
        unit = None if section["unit"] == "none" else section["unit"]
        for noun in section["strong"]:
            add(noun, family, unit, strong=True)
        for noun in section["weak"]:
            add(noun, family, unit, strong=False)
    weak_units = set(english["units"]["weak"])
    for unit, nouns in english["units"].items():
        if unit == "weak":
            continue
        for noun in nouns:
            add(noun, "units", None if unit == "none" else unit, strong=noun not in weak_units)
    return {first: tuple(sorted(hs, key=lambda h: h.length, reverse=True)) for first, hs in found.items()}


def replace_word(head: Head, form: str) -> Head:
    return replace(head, word=form)


@cache
def equipment_names() -> dict[str, tuple[str, str | None]]:
    """Names of types ("f-16", "patriot") to their family and unit."""
    english = table("forces")["english"]
    found: dict[str, tuple[str, str | None]] = {}
    for family in ("aircraft", "vehicle", "system"):
        unit = english[family]["unit"]
        for name in english[family]["names"]:
            found[name.lower()] = (family, None if unit == "none" else unit)
    return found


@cache
def ship_prefixes() -> dict[str, str]:
    """Prefixes of ships' names to the country whose navy uses them."""
    return dict(table("forces")["english"]["ship"]["prefixes"])


@cache
def phrase_words(name: str) -> frozenset[str]:
    """A list of `[english.phrase]`: determiners, owners, parts, outside, counting, more, of_arms, hulls."""
    return frozenset(table("forces")["english"]["phrase"][name])


@cache
def modifiers() -> frozenset[str]:
    return frozenset(word.lower() for word in table("forces")["english"]["modifiers"])


def head_at(words: Sequence[Word], i: int) -> Head | None:
    """The head noun, maybe of several words, that starts at word i."""
    for head in heads().get(words[i].low, ()):
        if head.length == 1 or " ".join(w.low for w in words[i : i + head.length]) == head.word:
            return head
    return None


def equipment_at(words: Sequence[Word], i: int) -> tuple[str, str | None] | None:
    """Family and unit of the type named by word i: "S-400", "F-35s", "Typhoons"."""
    low = words[i].low
    names = equipment_names()
    found = names.get(low) or (names.get(low[:-1]) if low.endswith("s") else None)
    if found is None or not (words[i].is_capitalised or any(c.isdigit() for c in low)):
        return None
    return found
