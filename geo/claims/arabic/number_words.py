"""Words of Arabic numbers, folded: what each is worth, what goes before and after them."""

from __future__ import annotations

from geo.gazetteer.names import fold


def _folded(pairs: dict[str, int]) -> dict[str, int]:
    return {fold(word): value for word, value in pairs.items()}


SMALL = _folded(
    {
        "واحد": 1,
        "واحدة": 1,
        "اثنين": 2,
        "اثنان": 2,
        "اثنتين": 2,
        "اثنتان": 2,
        "اثنا": 2,
        "اثني": 2,
        "ثلاث": 3,
        "ثلاثة": 3,
        "أربع": 4,
        "أربعة": 4,
        "خمس": 5,
        "خمسة": 5,
        "ست": 6,
        "ستة": 6,
        "سبع": 7,
        "سبعة": 7,
        "ثماني": 8,
        "ثمانية": 8,
        "ثمان": 8,
        "تسع": 9,
        "تسعة": 9,
        "عشر": 10,
        "عشرة": 10,
        "أحد": 1,
        "إحدى": 1,
        "اثنتا": 2,
        "اثنتي": 2,
    }
)
TENS = _folded(
    {
        stem + ending: value
        for stem, value in {
            "عشر": 20,
            "ثلاث": 30,
            "أربع": 40,
            "خمس": 50,
            "ست": 60,
            "سبع": 70,
            "ثمان": 80,
            "تسع": 90,
        }.items()
        for ending in ("ون", "ين")
    }
)
HUNDREDS = _folded(
    {
        "مئتان": 200,
        "مئتين": 200,
        "مئتا": 200,
        "مئتي": 200,
        "مائتان": 200,
        "مائتين": 200,
        "مائتي": 200,
        "مائتا": 200,
        **{
            stem + hundred: value
            for stem, value in {
                "ثلاث": 300,
                "أربع": 400,
                "خمس": 500,
                "ست": 600,
                "سبع": 700,
                "ثماني": 800,
                "ثمان": 800,
                "تسع": 900,
            }.items()
            for hundred in ("مئة", "مائة", "ماية")
        },
    }
)
HUNDRED = frozenset(fold(w) for w in ("مئة", "مائة", "مية", "مئات"))
THOUSAND = frozenset(fold(w) for w in ("ألف", "آلاف", "ألفا"))
TWO_THOUSAND = frozenset(fold(w) for w in ("ألفان", "ألفين", "ألفي", "ألفا"))
MILLION = frozenset(fold(w) for w in ("مليون", "ملايين", "مليونا"))
VAGUE = {
    tuple(fold(w) for w in words.split()): bounds
    for words, bounds in {
        "عشرات الآلاف": (20_000, 99_999),
        "مئات الآلاف": (200_000, 999_999),
        "بضع مئات": (300, 999),
        "عدة مئات": (300, 999),
        "بضعة آلاف": (2000, 9999),
        "عدة آلاف": (3000, 9999),
        "بضع عشرات": (24, 99),
        "عدة عشرات": (36, 99),
        "مئات": (200, 999),
        "المئات": (200, 999),
        "آلاف": (2000, 9999),
        "الآلاف": (2000, 9999),
        "عشرات": (24, 99),
        "العشرات": (24, 99),
    }.items()
}
_BOUNDS = {
    "least": (
        *("أكثر من", "ما يزيد على", "ما يزيد عن", "يزيد على", "يزيد عن", "لا يقل عن", "ما لا يقل عن"),
        *("أزيد من", "فوق", "يتجاوز", "يفوق", "لا يقل عددهم عن", "ما يفوق", "بأكثر من", "لأكثر من"),
    ),
    "most": (
        *("ما يصل إلى", "يصل إلى", "حتى", "أقل من", "لا يزيد عن", "لا يزيد على", "لا يتجاوز"),
        *("لا يتعدى", "كحد أقصى", "بأقل من", "يصل عددهم إلى", "ما لا يزيد عن", "ما لا يتجاوز"),
    ),
    "about": (
        *("نحو", "حوالي", "قرابة", "زهاء", "ما يقارب", "يقارب", "ما يقرب من", "يقرب من", "حوالى"),
        *("تقريبا", "بنحو", "بحوالي", "ما يناهز", "يناهز", "بقرابة", "لنحو", "لحوالي", "ما مجموعه"),
    ),
}


def _by_first() -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for kind, phrases in _BOUNDS.items():
        for phrase in phrases:
            words = tuple(fold(word) for word in phrase.split())
            for first in (words[0], "و" + words[0]):
                found.setdefault(first, []).append((kind, words[1:]))
    return {first: sorted(entries, key=lambda e: len(e[1]), reverse=True) for first, entries in found.items()}


QUALIFIERS = _by_first()
"""First words of what bounds a number, maybe with an "and", to the bound and the words that follow; the
longest first.
"""
NOT_OF_FORCES = frozenset(
    fold(w)
    for w in [
        *("كيلومتر", "كيلومترا", "كيلومترات", "كم", "متر", "مترا", "أمتار", "ميل", "ميلا", "أميال"),
        *("دولار", "دولارا", "يورو", "دينار", "ريال", "درهم", "جنيه", "ليرة", "مليار", "مليارات", "مليارا"),
        *("عام", "عاما", "أعوام", "سنة", "سنوات", "سنين", "شهر", "شهرا", "أشهر", "شهور", "يوم", "يوما"),
        *("أيام", "أسبوع", "أسبوعا", "أسابيع", "ساعة", "ساعات", "دقيقة", "دقائق", "طن", "طنا", "أطنان"),
        *("قتيل", "قتيلا", "قتلى", "جريح", "جريحا", "جرحى", "شهيد", "شهيدا", "شهداء", "درجة", "بالمئة"),
        *("بالمائة", "%", "٪", "عقدة", "قدم", "مصاب", "مصابا", "برميل", "نسمة"),
    ]
)
UNIT_BEFORE = frozenset(
    fold(w)
    for w in [
        *("الفرقة", "اللواء", "الكتيبة", "الفوج", "السرب", "السرية", "الفيلق", "المنطقة", "القطاع", "البند"),
        *("لواء", "رقم", "المادة", "القرار", "طريق", "عام", "سنة", "العام", "الأسطول", "المجموعة"),
    ]
)
"""After these a figure is a name: "the 15th Brigade"."""
TYPES = frozenset(
    fold(w)
    for w in [
        *("اف", "إف", "أف", "بي", "اس", "إس", "سو", "ميغ", "ميج", "تي", "كا", "مي", "سوخوي", "توبوليف"),
        *(
            "ام",
            "إم",
            "كيو",
            "جي",
            "شاهد",
            "يو",
            "سي",
            "ايه",
            "إيه",
            "تو",
            "طراز",
            "إتش",
            "دي",
            "كي",
            "بانتسير",
        ),
    ]
)

WORDS = frozenset({*SMALL, *TENS, *HUNDREDS, *HUNDRED, *THOUSAND, *TWO_THOUSAND, *MILLION}) - {
    fold("مئات"),
    fold("أحد"),
}
ALONE_NOT = frozenset(fold(w) for w in ("آلاف", "ملايين"))
