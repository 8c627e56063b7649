"""The nouns for forces, their equipment and ships, as `geo/data/forces.toml` names them.

Comes in: nothing but the lists. Goes out: tables by word, made once, and what begins at a word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import cast

from geo.claims.lexicon import table
from geo.claims.words import Word
from geo.gazetteer.names import fold
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
    singular: str = ""
    """As the lexicon has it; empty for names."""


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
                noun, family, cast(QuantityUnit | None, unit), strong, len(form.split(" ")), is_plural, noun
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


@dataclass(frozen=True, slots=True)
class Kit:
    """A type of equipment by its name: "F-16", "Global Hawk"."""

    parts: tuple[str, ...]
    family: str
    """aircraft, vehicle or system."""
    unit: QuantityUnit | None
    is_plural: bool = False
    operator: str | None = None
    """The only state that has it, ISO 3166-1 alpha-2."""


@cache
def equipment_names() -> dict[str, tuple[Kit, ...]]:
    """Names of types by their first word, longest first; singular and plural."""
    found: dict[str, list[Kit]] = {}
    for family in _KIT_FAMILIES:
        for name in table("forces")["english"][family]["names"]:
            parts = tuple(name.lower().split(" "))
            plural = (*parts[:-1], parts[-1] + "s")
            unit, operator = _unit(family), _operators().get(name)
            found.setdefault(parts[0], []).append(Kit(parts, family, unit, operator=operator))
            found.setdefault(plural[0], []).append(
                Kit(plural, family, unit, is_plural=True, operator=operator)
            )
    return {k: tuple(sorted(v, key=lambda kit: len(kit.parts), reverse=True)) for k, v in found.items()}


_KIT_FAMILIES = ("aircraft", "vehicle", "system")


def _unit(family: str) -> QuantityUnit | None:
    unit = table("forces")["english"][family]["unit"]
    return None if unit == "none" else cast(QuantityUnit, unit)


@cache
def _operators() -> dict[str, str]:
    """Types that one state alone has, to its code."""
    table_ = table("forces")["english"]["operators"]
    return {name: country for country, names in table_.items() for name in names}


@cache
def _designators() -> dict[str, str]:
    """Letters that name a type with the hyphen and number after them, to their family."""
    english = table("forces")["english"]
    return {letters: family for family in _KIT_FAMILIES for letters in english[family]["designators"]}


_DESIGNATION = re.compile(r"([A-Z][A-Za-z/]*(?:-[A-Z]+)?)-\d{1,4}[A-Z]{0,3}\d?(s?)")
"""Letters, a hyphen, a number, a mark of the version: "MQ-9B", "Su-34M2s"."""


@cache
def hulls() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Folds of ships' names and their countries, by the first fold, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for country, names in table("forces")["english"]["ship"]["hulls"].items():
        for name in names:
            parts = tuple(fold(part) for part in name.replace(".", " .").split(" "))
            found.setdefault(parts[0], []).append((parts, country))
    return {k: tuple(sorted(v, key=lambda entry: len(entry[0]), reverse=True)) for k, v in found.items()}


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


@cache
def _storms() -> frozenset[str]:
    return frozenset(table("forces")["english"]["aircraft"]["storms"])


def equipment_at(words: Sequence[Word], i: int) -> Kit | None:
    """The type whose name starts at word i: "S-400", "F-35s", "Typhoons", "Global Hawk"."""
    word = words[i]
    named = equipment_names().get(word.low, ())
    if not (named or "-" in word.text) or not (word.is_capitalised or any(c.isdigit() for c in word.low)):
        return None
    if word.text in _storms() and i + 1 < len(words) and words[i + 1].is_capitalised:
        return None  # "Typhoon Lekima"
    for kit in named:
        if len(kit.parts) == 1 or tuple(w.low for w in words[i : i + len(kit.parts)]) == kit.parts:
            return kit
    designation = _DESIGNATION.fullmatch(word.text) if "-" in word.text else None
    family = _designators().get(designation[1]) if designation else None
    if designation is None or family is None:
        return None
    return Kit((word.low,), family, _unit(family), is_plural=bool(designation[2]))
