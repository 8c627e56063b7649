"""Words of Arabic that the grammar asks after, folded: cues, speech, nouns of forces, particles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from geo.claims.lexicon import table
from geo.claims.rules import ARABIC, Rule
from geo.claims.words import Word
from geo.gazetteer.names import arabic_peelings, fold
from geo.geometry.directions import Direction
from geo.types import (
    QuantityUnit,
)

CLAUSE_OPENERS = frozenset(
    fold(w)
    for w in ["فيما", "بينما", "كما", "لكن", "غير", "حيث", "بعدما", "عقب", "إذ", "أما", "حين", "عندما"]
)
PREPOSITIONS = frozenset(
    fold(w)
    for w in [
        "إلى",
        "في",
        "على",
        "من",
        "قرب",
        "نحو",
        "بين",
        "فوق",
        "عند",
        "حول",
        "شرق",
        "غرب",
        "شمال",
        "جنوب",
        "قبالة",
        "أطراف",
        "داخل",
        "خارج",
        "عن",
        "مع",
        "ضد",
        "باتجاه",
        "صوب",
        "وسط",
        "مقابل",
        "بعد",
        "قبل",
    ]
)
FUTURE_VERB = re.compile(r"س[يتن](?!ار|ناء|اس|ر[ةه]|[ةه])\w{2,}")
SIDE_NAMES: dict[str, Direction] = {"شرق": "east", "غرب": "west", "شمال": "north", "جنوب": "south"}
SIDES = frozenset(SIDE_NAMES)
AGAIN = frozenset(fold(w) for w in ["أعاد", "أعادت", "يعيد", "تعيد", "إعادة"])
INTRODUCERS = frozenset(fold(w) for w in ["إن", "أن", "بأن", "عن", "ما", "بـ"])
INTRODUCERS |= frozenset(
    fold(head + tail) for head in ("أن", "إن", "بأن") for tail in ("ه", "ها", "هم", "هما", "نا")
)
BASE_PREPOSITIONS = frozenset(fold(w) for w in ["في", "إلى", "من", "داخل", "خارج", "نحو", "حول", "قرب"])
ACCUSING = frozenset(fold(w) for w in ["اتهم", "اتهمت", "يتهم", "تتهم"])
BY_IT = frozenset(fold(w) for w in ["به", "بها"])
RELATIVES = frozenset(fold(w) for w in ["طلب", "طلبت", "فضل", "فضلت", "اشترط", "رفض", "لم", "الذي", "التي"])
"""Words that go on about a speaker and are no part of his title: "an officer who asked not to be named"."""
ENDS = frozenset({"،", ",", "؛", ";", ".", ":", "؟", "?", "!"})


def has_and(folded: str) -> bool:
    return folded[:1] in ("و", "ف") and len(folded) > 3


def readings(word: Word) -> tuple[str, ...]:
    """The fold and its readings without particles, nearest first; the "and" comes off before all else."""
    keys: dict[str, None] = {word.fold: None}
    if has_and(word.fold):
        keys[word.fold[1:]] = None
    for peeled in arabic_peelings(word.fold):
        keys[peeled] = None
    return tuple(keys)


@cache
def verb_rules() -> dict[str, tuple[Rule, bool]]:
    """Folded verb forms to their rule and whether they tell the future."""
    found: dict[str, tuple[Rule, bool]] = {}
    for rule in ARABIC:
        if rule.frame == "noun":
            continue
        for cue in rule.cues:
            for form, future in verb_forms(fold(cue)):
                found.setdefault(form, (rule, future))
    return found


def verb_forms(cue: str) -> Iterator[tuple[str, bool]]:
    head, _, rest = cue.partition(" ")
    tail = f" {rest}" if rest else ""
    if head.startswith("ي") and len(head) >= 3:
        for prefix in ("ي", "ت", "ن"):
            yield prefix + head[1:] + tail, False
            yield prefix + head[1:] + "ون" + tail, False
            yield "س" + prefix + head[1:] + tail, True
        return
    yield head + tail, False
    stem = head[:-1] if head.endswith(("ي", "ا")) and len(head) > 3 else head
    yield stem + "ت" + tail, False
    if len(stem) >= 5:  # shorter duals look like nouns: "notables" for "they two sent"
        yield stem + "ا" + tail, False
        yield stem + "تا" + tail, False
    yield stem + "وا" + tail, False


@cache
def noun_rules() -> dict[str, Rule]:
    found: dict[str, Rule] = {}
    for rule in ARABIC:
        if rule.frame == "noun":
            for cue in rule.cues:
                found.setdefault(fold(cue), rule)
    return found


@cache
def speech_verbs() -> dict[str, str]:
    words_of = table("speech")["arabic"]
    found: dict[str, str] = {}
    for kind in ("asserted", "alleged", "denied", "confirmed", "according"):
        for word in words_of[kind]:
            if " " not in word:
                found.setdefault(fold(word), kind)
    return found


@cache
def doubt_words() -> frozenset[str]:
    return frozenset(fold(w) for w in table("speech")["arabic"]["doubt"] if " " not in w)


@cache
def future_words() -> frozenset[str]:
    return frozenset(fold(w) for w in table("speech")["arabic"]["future"])


@cache
def demand_words() -> frozenset[str]:
    return frozenset(fold(w) for w in table("speech")["arabic"]["demand"] if " " not in w)


@cache
def civil_words() -> frozenset[str]:
    return frozenset(
        fold(w)
        for w in [
            "وزير",
            "الوزير",
            "وفد",
            "منتخب",
            "فريق",
            "دوري",
            "البطولة",
            "النهائي",
            "لقاحات",
            "للتلقيح",
            "التلقيح",
            "الشرطة",
            "شرطة",
            "المرور",
            "النظافة",
            "عمال",
            "لاعبين",
            "مساعدات",
            "إغاثة",
            "زيارة",
            "البلدية",
            "الصحة",
        ]
    )


ADJECTIVES = frozenset(
    fold(w)
    for w in [
        "عسكري",
        "عسكرية",
        "حربية",
        "إضافية",
        "إضافي",
        "جديدة",
        "جديد",
        "بحرية",
        "جوية",
        "برية",
        "خاصة",
        "مدرعة",
        "ثقيلة",
        "مشتركة",
        "أخرى",
        "متقاعد",
        "مسيرة",
        "مسيّرة",
        "للاستطلاع",
        "كبيرة",
        "كبير",
        "دفاع",
        "جوي",
        "صواريخ",
        "إطلاق",
        "مسلحة",
        "قتالية",
        "مقاتلة",
        "ثانية",
        "ثالثة",
        "نظامية",
        "أجنبية",
    ]
)


@cache
def force_nouns() -> dict[str, tuple[tuple[tuple[str, ...], str, QuantityUnit | None, bool], ...]]:
    arabic = table("forces")["arabic"]
    found: dict[str, list[tuple[tuple[str, ...], str, QuantityUnit | None, bool]]] = {}

    def add(noun: str, family: str, unit: str | None, *, strong: bool) -> None:
        parts = tuple(fold(p) for p in noun.split(" "))
        found.setdefault(parts[0], []).append((parts, family, unit, strong))  # type: ignore[arg-type]

    for family in ("people", "aircraft", "ship", "vehicle", "system", "facility"):
        section = arabic[family]
        unit = None if section["unit"] == "none" else section["unit"]
        for noun in section["strong"]:
            add(noun, family, "battery" if noun.startswith("بطار") else unit, strong=True)
        for noun in section["weak"]:
            add(noun, family, unit, strong=False)
    weak = {fold(w) for w in arabic["units"]["weak"]}
    for unit, nouns in arabic["units"].items():
        if unit == "weak":
            continue
        for noun in nouns:
            add(noun, "units", None if unit == "none" else unit, strong=fold(noun) not in weak)
    return {k: tuple(sorted(v, key=lambda e: len(e[0]), reverse=True)) for k, v in found.items()}


def head_at(
    made: Sequence[Word], keys: Sequence[tuple[str, ...]], i: int
) -> tuple[str, QuantityUnit | None, bool, int, bool] | None:
    """Family, unit, strength, length of the head noun at word i, and whether it is a dual."""
    heads = force_nouns()
    for key in keys[i]:
        for parts, family, unit, strong in heads.get(key, ()):
            if all(i + k < len(made) and parts[k] in keys[i + k] for k in range(1, len(parts))):
                dual = key.endswith(("ين", "ان")) and key in DUALS
                return family, unit, strong, len(parts), dual
    return None


DUALS = frozenset(
    fold(w)
    for w in [
        "كتيبتين",
        "كتيبتان",
        "لواءين",
        "سربين",
        "بطاريتين",
        "سريتين",
        "رتلين",
        "طائرتين",
        "مدمرتين",
        "فرقاطتين",
        "سفينتين",
    ]
)
