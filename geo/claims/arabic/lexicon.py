"""Words of Arabic that the grammar asks after, folded: cues, speech, nouns of forces, particles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from geo.claims.arabic.inflection import (
    Count,
    adjective_forms,
    noun_forms,
    verb_forms,
    verbal_noun_forms,
)
from geo.claims.lexicon import table
from geo.claims.rules import ARABIC, Rule
from geo.claims.words import Word
from geo.gazetteer.names import arabic_peelings, fold
from geo.geometry.directions import Direction
from geo.types import QuantityUnit


def _folds(words: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(word) for word in words)


HARD_OPENERS = _folds(
    ["فيما", "بينما", "كما", "لكن", "غير", "حيث", "بعدما", "عقب", "إذ", "أما", "حين", "عندما", "ولكن"]
)
CLAUSE_OPENERS = HARD_OPENERS | _folds(
    [
        *("بعد", "قبل", "وذلك", "وهو", "وهي", "ولا", "إلا", "رغم", "وسط", "بهدف", "بغية", "تمهيدا", "الأمر"),
        *(
            "لمنع",
            "لمواجهة",
            "لدعم",
            "لحماية",
            "لتأمين",
            "للمشاركة",
            "لتعويض",
            "للانضمام",
            "لمكافحة",
            "لمساعدة",
        ),
    ]
)
"""Words that part a clause from the one before: conjunctions, and what opens a purpose."""
PREPOSITIONS = _folds(
    [
        *("إلى", "في", "على", "من", "قرب", "نحو", "بين", "فوق", "عند", "حول", "شرق", "غرب", "شمال"),
        *("جنوب", "شرقي", "غربي", "شمالي", "جنوبي", "قبالة", "داخل", "خارج", "عن", "مع", "ضد", "باتجاه"),
        *("اتجاه", "صوب", "وسط", "مقابل", "بعد", "قبل", "عبر", "حتى", "ضمن", "خلف", "تجاه", "لدى", "بمحاذاة"),
        *("أطراف", "منذ", "خلال", "بمشاركة", "باسم", "ضد", "بجانب", "بدل", "بدلا", "لصالح", "محيط"),
    ]
)
ROUND_A_PLACE = _folds(
    [
        *("محيط", "أطراف", "ريف", "مشارف", "ضواحي", "محاور", "محور", "تخوم", "جوار", "امتداد", "طول"),
        *("مدينة", "بلدة", "قرية", "منطقة", "محافظة", "ولاية", "إقليم", "قضاء", "ناحية", "جزيرة", "قاعدة"),
        *("مطار", "ميناء", "معبر", "معسكر", "أقصى", "كل", "كامل", "عموم", "ساحل", "سواحل", "شواطئ", "مياه"),
        *("جبهة", "جبهات", "قطاع", "حدود", "مثلث", "ضفاف", "ضفة", "أجواء", "سماء", "مدخل", "مداخل", "عمق"),
        *("شرق", "غرب", "شمال", "جنوب", "شرقي", "غربي", "شمالي", "جنوبي", "وسط", "مناطق", "مدن", "بلدات"),
        *("قرى", "أراضي", "الأراضي", "جبل", "جبال", "سد", "مرفأ", "معابر", "حي", "أحياء", "طريق"),
    ]
)
"""Nouns between a preposition and the name of a place."""
KINDS_OF_PLACE = _folds(
    [
        *("بلدة", "قرية", "مدينة", "جزيرة", "جبل", "معبر", "مخيم", "وادي", "بلدات", "قرى", "محور", "قضاء"),
        *(
            "ناحية",
            "حقل",
            "مطار",
            "ميناء",
            "قاعدة",
            "معسكر",
            "ثكنة",
            "سد",
            "مديرية",
            "منطقة",
            "إقليم",
            "ولاية",
        ),
        "محافظة",
    ]
)
"""Nouns after which a name stands, whether it is known or not."""
FUTURE_VERB = re.compile(r"س[يتن](?!ار|ناء|اس|ر[ةه]|[ةه])\w{2,}")
SIDE_NAMES: dict[str, Direction] = {
    "شرق": "east",
    "غرب": "west",
    "شمال": "north",
    "جنوب": "south",
    "شرقي": "east",
    "غربي": "west",
    "شمالي": "north",
    "جنوبي": "south",
}
SIDES = frozenset(SIDE_NAMES)
AGAIN = _folds(
    [
        "أعاد",
        "أعادت",
        "يعيد",
        "تعيد",
        "إعادة",
        "أعادوا",
        "أعادا",
        "أعيد",
        "سيعيد",
        "ستعيد",
        "بإعادة",
        "لإعادة",
    ]
)
INTRODUCERS = _folds(["إن", "أن", "بأن", "عن", "ما", "بـ", "إلى", "بوجود", "بوصول"])
NOT_YET = _folds(["لم", "لن", "لا", "سوف"])
INTENTS = _folds(["نية", "عزم", "اعتزام", "قرار", "خطة", "استعداد"])
THAT = _folds(
    head + tail for head in ("أن", "إن", "بأن", "وأن", "وإن") for tail in ("", "ه", "ها", "هم", "هما", "نا")
)
INTRODUCERS |= THAT
BASE_PREPOSITIONS = _folds(["في", "إلى", "من", "داخل", "خارج", "نحو", "حول", "قرب"])
ACCUSING = _folds(["اتهم", "اتهمت", "يتهم", "تتهم", "متهما", "متهمة"])
BY_IT = _folds(["به", "بها", "فيه"])
RELATIVES = _folds(
    ["طلب", "طلبت", "طلبوا", "فضل", "فضلت", "اشترط", "رفض", "لم", "الذي", "التي", "تحدث", "تحدثوا", "الذين"]
)
"""Words that go on about a speaker and are no part of his title: "an officer who asked not to be named"."""
WHICH = _folds(["التي", "الذي", "الذين", "اللذين", "اللتين", "اللذان", "اللتان"])
ENDS = frozenset({"،", ",", "؛", ";", ".", ":", "؟", "?", "!"})
MARKS = frozenset({"«", "»", '"', "“", "”", "(", ")", "'"})
BEARS = _folds(
    [
        *("يضم", "تضم", "قوامه", "قوامها", "تقل", "يقل", "تحمل", "يحمل", "مؤلف", "مؤلفة", "مكون", "مكونة"),
        *("محملة", "محمل", "تتألف", "يتألف", "يتكون", "تتكون", "عددها", "عدده", "عددهم", "تقلان", "تحملان"),
        *(
            "عديدها",
            "عديده",
            "عديدهم",
            "مؤلفا",
            "مكونا",
            "بقوام",
            "مزودة",
            "يقدر",
            "قدر",
            "ترافقها",
            "يرافقه",
        ),
    ]
)
"""What says of how many a force is made."""
_LITTLE = _folds(["في", "من", "لم", "لن", "لا", "ما", "عن", "قد", "هو", "هي", "هم", "مع"])


def has_and(folded: str) -> bool:
    return folded[:1] in ("و", "ف") and len(folded) > 3


def readings(word: Word) -> tuple[str, ...]:
    """The fold and its readings without particles, nearest first; the "and" comes off before all else."""
    keys: dict[str, None] = {word.fold: None}
    if has_and(word.fold) or (word.fold[1:] in _LITTLE and word.fold[:1] == "و"):
        keys[word.fold[1:]] = None
    for peeled in arabic_peelings(word.fold):
        keys[peeled] = None
    return tuple(keys)


def _speech(name: str) -> Iterable[str]:
    words: Iterable[str] = table("speech")["arabic"][name]
    return words


def _all_forms(verbs: Iterable[str]) -> frozenset[str]:
    return frozenset(form for verb in verbs for form, _ in verb_forms(fold(verb)))


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


@cache
def noun_rules() -> dict[str, tuple[Rule, bool]]:
    """Folded forms of verbal nouns to their rule and whether each bears its owner's pronoun."""
    found: dict[str, tuple[Rule, bool]] = {}
    for rule in ARABIC:
        if rule.frame == "noun":
            for cue in rule.cues:
                for form, owned in verbal_noun_forms(cue):
                    found.setdefault(form, (rule, owned))
    return found


@cache
def speech_verbs() -> dict[str, str]:
    """Forms of verbs of speech, and words for "according to", to the stance they give."""
    found: dict[str, str] = {}
    for kind in ("asserted", "alleged", "denied", "confirmed"):
        for verb in _speech(kind):
            for form, _ in verb_forms(fold(verb)):
                found.setdefault(form, kind)
    for word in _speech("according"):
        found[fold(word)] = "according"
    return found


@cache
def saying_participles() -> dict[str, str]:
    """ "adding", "denying": their speaker is the one of before."""
    participles: dict[str, str] = table("speech")["arabic"]["participles"]
    return {fold(word): kind for word, kind in participles.items()}


@cache
def words_of(name: str) -> frozenset[str]:
    """A list of plain words of `speech.toml`, folded."""
    return _folds(_speech(name))


@cache
def forms_of(name: str) -> frozenset[str]:
    """A list of verbs of `speech.toml` in all their forms."""
    return _all_forms(_speech(name))


@cache
def governing_verbs() -> frozenset[str]:
    """Verbs after which a word that may be a verb is the verbal noun: "began to pull"."""
    return forms_of("aspect_verbs") | forms_of("plan_verbs") | forms_of("demand")


@cache
def demand_words() -> frozenset[str]:
    return words_of("demand_words") | forms_of("demand")


@cache
def future_words() -> frozenset[str]:
    return words_of("future") | forms_of("plan_verbs")


@cache
def adjectives() -> frozenset[str]:
    arabic = table("forces")["arabic"]
    bases = _folds(arabic["adjectives"])
    return frozenset(form for base in bases for form in adjective_forms(base)) | _folds(
        arabic["adjective_forms"]
    )


@cache
def military_adjectives() -> frozenset[str]:
    bases = _folds(table("forces")["arabic"]["military_adjectives"])
    return frozenset(form for base in bases for form in adjective_forms(base))


def is_adjective(key: str) -> bool:
    return key in adjectives() or (key.startswith("ال") and key[2:] in adjectives())


@dataclass(frozen=True, slots=True)
class Head:
    """A form of a noun for forces or kit."""

    rest: tuple[str, ...]
    """The words after the first."""
    family: str
    unit: QuantityUnit | None
    is_strong: bool
    count: Count
    is_owned: bool


@cache
def force_nouns() -> dict[str, tuple[Head, ...]]:
    """Forms of the first words of nouns for forces, the longest noun first."""
    arabic = table("forces")["arabic"]
    with_dual = _folds(arabic["duals"])
    weak = _folds(arabic["units"]["weak"])
    found: dict[str, list[Head]] = {}

    def add(entry: str, family: str, unit: QuantityUnit | None, *, strong: bool) -> None:
        singular, *plurals = entry.split("/")
        for number, noun in enumerate((singular, *plurals)):
            if not noun:
                continue
            first, *rest = (fold(part) for part in noun.split(" "))
            one = first if number == 0 else ""
            many = () if number == 0 else (first,)
            is_strong = strong and (family != "units" or fold(noun) not in weak)
            for form in noun_forms(one, many, has_dual=first in with_dual):
                head = Head(tuple(rest), family, unit, is_strong, form.count, form.is_owned)
                found.setdefault(form.text, []).append(head)

    for family in ("people", "aircraft", "ship", "vehicle", "system", "facility"):
        section = arabic[family]
        unit: QuantityUnit | None = None if section["unit"] == "none" else section["unit"]
        for strong in (True, False):
            for entry in section["strong" if strong else "weak"]:
                add(entry, family, "battery" if entry.startswith("بطار") else unit, strong=strong)
    for unit_name, entries in arabic["units"].items():
        if unit_name != "weak":
            for entry in entries:
                add(entry, "units", None if unit_name == "none" else unit_name, strong=True)
    return {
        form: tuple(sorted(heads, key=lambda h: (len(h.rest), h.is_strong), reverse=True))
        for form, heads in found.items()
    }


def head_at(made: Sequence[Word], keys: Sequence[tuple[str, ...]], i: int) -> Head | None:
    """The noun for a force that begins at word i."""
    heads = force_nouns()
    best: Head | None = None
    for key in keys[i]:
        for head in heads.get(key, ()):
            size = len(head.rest)
            if best is not None and size <= len(best.rest):
                continue
            if all(i + k < len(made) and _meets(head.rest[k - 1], keys[i + k]) for k in range(1, size + 1)):
                best = head
    return best


def _meets(wanted: str, keys: Sequence[str]) -> bool:
    """Whether the word is the one wanted, or its dual: "two war ships"."""
    if wanted in keys:
        return True
    return wanted.endswith("ه") and any(key in (wanted[:-1] + "تين", wanted[:-1] + "تان") for key in keys)
