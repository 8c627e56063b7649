"""The cues of English: verb forms and nouns that tell an action or a voice, as the rules and lists name them.

Comes in: nothing but the rules and `geo/data/speech.toml`. Goes out: tables by word, made once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from geo.claims.actors import all_names
from geo.claims.force_words import equipment_names, heads, ship_prefixes
from geo.claims.lexicon import table
from geo.claims.rules import ENGLISH, Rule
from geo.claims.verbs import Form, forms
from geo.gazetteer.names import fold


@dataclass(frozen=True, slots=True)
class VerbForm:
    lemma: str
    particle: tuple[str, ...]
    tags: tuple[Form, ...]
    rules: tuple[Rule, ...]
    kind: str
    """cue, asserted, alleged, denied, confirmed or other."""


@cache
def verb_forms() -> dict[str, tuple[VerbForm, ...]]:
    """Every verb form the lexicons know, by its first word."""
    found: dict[str, list[VerbForm]] = {}
    speech = table("speech")["english"]
    lemmas: dict[str, tuple[str, list[Rule]]] = {}
    for rule in ENGLISH:
        if rule.frame == "noun":
            continue
        for cue in rule.cues:
            lemmas.setdefault(cue, ("cue", []))[1].append(rule)
    for kind in ("asserted", "alleged", "denied", "confirmed"):
        for lemma in speech["verbs"][kind]:
            lemmas.setdefault(lemma, (kind, []))
    for group in ("plan_verbs", "demand_verbs", "aspect_verbs", "other_verbs"):
        for lemma in speech[group]:
            lemmas.setdefault(lemma, ("other", []))
    for lemma in plain_verbs():
        lemmas.setdefault(lemma, ("plain", []))
    never = frozenset(table("verbs")["english"]["never"])
    for cue, (kind, rules) in lemmas.items():
        head, *particle = cue.split(" ")
        if head == "be":
            continue
        if cue in ("present", "visible", "active", "operational", "there", "due", "ready", "likely"):
            continue
        for form, tags in forms(head).items():
            if kind == "plain" and form in never:
                continue
            told = "other" if kind == "plain" else kind
            found.setdefault(form, []).append(VerbForm(head, tuple(particle), tags, tuple(rules), told))
    return {form: tuple(sorted(v, key=lambda e: len(e.particle), reverse=True)) for form, v in found.items()}


@cache
def plain_verbs() -> tuple[str, ...]:
    """Verbs that tell no action and no voice; known so that clauses end where they do."""
    lists = table("verbs")["english"]
    classes = ("combat", "transfer", "thought", "speech", "change", "rule", "everyday")
    return tuple(dict.fromkeys(lemma for name in classes for lemma in lists[name]))


@cache
def plain_nouns() -> frozenset[str]:
    """Forms that are verbs only where it is plain: after a force, a pronoun, "to"."""
    known = set(table("speech")["english"]["nouns_too"])
    return frozenset(
        form
        for lemma in table("verbs")["english"]["nouns_too"]
        for form, tags in forms(lemma).items()
        if {"base", "s"} & set(tags) and form not in known
    )


@cache
def nouns_too() -> frozenset[str]:
    """Forms that are nouns or adjectives as often as verbs."""
    return frozenset(table("speech")["english"]["nouns_too"]) | plain_nouns()


@cache
def noun_cues() -> dict[str, tuple[tuple[tuple[str, ...], Rule], ...]]:
    """Nouns that tell an action, singular and plural, by their first word, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Rule]]] = {}
    for rule in ENGLISH:
        if rule.frame != "noun":
            continue
        for cue in rule.cues:
            for form in (cue, cue + "s" if not cue.endswith(("s", " of")) else cue):
                parts = tuple(form.split(" "))
                found.setdefault(parts[0], []).append((parts, rule))
    return {k: tuple(sorted(v, key=lambda e: len(e[0]), reverse=True)) for k, v in found.items()}


_EVERYWHERE = frozenset({"have", "has", "had", "having", "there"})
"""Cues so common that they count only beside a word for a force."""


def may_tell(folds: set[str]) -> bool:
    """A cheap look whether a sentence of these words can make a claim."""
    hits = folds & triggers()
    if not hits:
        return bool(folds & _IS) and bool(folds & _strong_words())  # "the frigates are in ..."
    return not hits <= _EVERYWHERE | standing_words() or bool(folds & _force_words())


PRONOUNS = frozenset({"it", "its", "they", "them", "their", "we", "us", "our", "he", "she", "who", "which"})
"""Words that can mean an actor named before."""


def may_name_force(folds: set[str]) -> bool:
    """A cheap look whether a sentence of these words can name a force, its equipment or an armed actor."""
    return not folds.isdisjoint(_party_words())


@cache
def _party_words() -> frozenset[str]:
    """For each name of a force, of equipment or of an actor its longest word, and both its numbers."""
    named = [*heads(), *equipment_names(), *map(str.lower, ship_prefixes()), *noun_cues()]
    longest = {_longest(name) for name in named}
    return frozenset(longest | {word + "s" for word in longest} | {_longest(name) for name in all_names()})


def _longest(name: str) -> str:
    """The longest of its words as tokens are cut: a hyphen parts them."""
    return max((fold(part) for part in re.split(r"[-‐‑/\s]|(?='s)", name)), key=len)


def may_answer(folds: set[str]) -> bool:
    """A cheap look whether a sentence of these words can judge what was told just before."""
    return not folds.isdisjoint(_answers())


@cache
def _answers() -> frozenset[str]:
    speech = table("speech")["english"]
    nouns = (noun + s for noun in (*speech["nouns"]["alleged"], "report") for s in ("", "s"))
    single = (phrase.split(" ")[-1] for phrase in speech["denial_words"])
    verbs = (f for kind in ("denied", "confirmed") for v in speech["verbs"][kind] for f in forms(v))
    return frozenset(fold(w) for w in (*nouns, *single, *verbs, "not"))


_IS = frozenset({"is", "are", "was", "were"})


@cache
def _strong_words() -> frozenset[str]:
    return frozenset(
        fold(w) for w, found in heads().items() if any(h.is_strong and h.length == 1 for h in found)
    )


@cache
def _force_words() -> frozenset[str]:
    return frozenset(fold(w) for w in (*heads(), *equipment_names()))


@cache
def standing_words() -> frozenset[str]:
    """Folds of the words that may tell of a force at a place without a cue: "numbers", "spotted", "home"."""
    lists = table("verbs")["english"]["standing"]
    lemmas = {lemma for name in ("seen", "shows", "held_by") for lemma in lists[name]}
    told = {form for lemma in lemmas for form in forms(lemma)} - {
        form for form, entries in verb_forms().items() if any(e.kind == "cue" for e in entries)
    }
    return frozenset(fold(w) for w in (*told, *lists["counts"], "home"))


@cache
def triggers() -> frozenset[str]:
    """Folds of words without which a sentence of English makes no claim."""
    cues = {form for form, entries in verb_forms().items() if any(e.kind == "cue" for e in entries)}
    nouns = set(noun_cues())
    return (
        standing_words()
        | frozenset(fold(w) for w in cues | nouns)
        | {
            "reinforcements",
            "personnel",
            "troops",
            "soldiers",
            "forces",
            "claim",
            "claims",
            "denied",
            "denies",
            "deny",
            "dismissed",
            "rejected",
            "measures",
            "present",
            "visible",
            "denial",
            "there",
        }
    )
