"""The words of relations as patterns, in English and Arabic, and what their numbers and units come to."""

# ruff: noqa: E501 - a pattern is read whole

from __future__ import annotations

import re
from typing import get_args

from geo.geometry.directions import Direction

_FLAGS = re.IGNORECASE | re.VERBOSE

_NUMBERS = {
    "a": (1.0, 1.0), "one": (1.0, 1.0), "two": (2.0, 2.0), "three": (3.0, 3.0), "four": (4.0, 4.0),
    "five": (5.0, 5.0), "six": (6.0, 6.0), "seven": (7.0, 7.0), "eight": (8.0, 8.0), "nine": (9.0, 9.0),
    "ten": (10.0, 10.0), "eleven": (11.0, 11.0), "twelve": (12.0, 12.0), "fifteen": (15.0, 15.0),
    "twenty": (20.0, 20.0), "thirty": (30.0, 30.0), "forty": (40.0, 40.0), "fifty": (50.0, 50.0),
    "sixty": (60.0, 60.0), "seventy": (70.0, 70.0), "eighty": (80.0, 80.0), "hundred": (100.0, 100.0),
    "a hundred": (100.0, 100.0), "one hundred": (100.0, 100.0), "dozen": (12.0, 12.0),
    "a dozen": (12.0, 12.0), "a few": (1.0, 8.0), "few": (1.0, 8.0), "several": (2.0, 10.0),
    "a couple of": (1.0, 3.0), "dozens of": (20.0, 99.0), "tens of": (20.0, 99.0),
    "hundreds of": (200.0, 900.0), "عشره": (10.0, 10.0), "بضعه": (3.0, 9.0), "عده": (3.0, 9.0),
    "بضعة": (3.0, 9.0), "عدة": (3.0, 9.0), "عشرات": (20.0, 99.0), "عشرة": (10.0, 10.0),
    "خمسة": (5.0, 5.0), "ثلاثة": (3.0, 3.0), "عشرين": (20.0, 20.0), "ثلاثين": (30.0, 30.0),
}  # fmt: skip
_ARABIC_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩٫٬", "0123456789.,")


def number(said: str) -> tuple[float, float] | None:
    """The least and the most a number can mean: "12", "1,200", "a dozen", "a few"."""
    text = " ".join(said.lower().translate(_ARABIC_DIGITS).split())
    if text in _NUMBERS:
        return _NUMBERS[text]
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+", text):
        text = text.replace(",", "")
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        return None
    return value, value


def unit_m(said: str) -> float:
    unit = said.lower()
    if unit.startswith(("naut", "nm")):
        return 1852.0
    if unit.startswith(("mi", "ميل", "أميال", "اميال")):
        return 1609.344
    return 1.0 if unit in ("m", "metres", "meters", "metre", "meter", "yards", "متر", "مترا") else 1000.0


def direction(found: re.Match[str]) -> Direction | None:
    groups = found.groupdict()
    first, second = groups.get("ns") or "", groups.get("ew") or ""
    first, second = _PLAIN.get(first.lower(), first.lower()), _PLAIN.get(second.lower(), second.lower())
    word = f"{first}-{second}" if first and second else first or second
    return next((known for known in get_args(Direction) if known == word), None)


_PLAIN = {"شمال": "north", "جنوب": "south", "شرق": "east", "غرب": "west"}


def _compass(tail: str = "") -> str:
    """A direction, its two halves in the groups ns and ew."""
    return rf"(?=[nsew])(?P<ns>north|south)?[\s-]?(?P<ew>east|west)?(?<=[th]){tail}\b"


_HEADS = r"""(?:city|cities|town|towns|village|villages|port|capital|district|province|governorate|region|island
|islands|islet|peninsula|airport|airfield|airbase|air\ base|base|outpost|settlement|hamlet|crossing|camp|dam|area
|river|oblast|locality|suburb|neighbou?rhood|checkpoint|junction|strait|gulf|kibbutz|moshav)"""
_NP = rf"(?:the\s+|its\s+|their\s+)?(?:(?:[\w'’-]+\s+){{0,3}}?{_HEADS}\s+(?:of\s+)?(?:the\s+)?|[\w-]*(?:ed|held|al|ern|ian|ese|ish)\s+)?$"
"""What may stand between the relation and the name: "the besieged town of"."""
_NUMBER = (
    r"(?:\d{1,3}(?:,\d{3})+|\d+(?:[.,]\d+)?"
    r"|a\s+hundred|one\s+hundred|a\s+dozen|a\s+few|a\s+couple\s+of|dozens\s+of|tens\s+of|hundreds\s+of"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty"
    r"|seventy|eighty|hundred|dozen|few|several|a(?=\s+(?:kilomet|mile)))"
)
_UNIT = r"(?:kilomet(?:re|er)s?|kms?|nautical[\s-]miles?|nmi?|miles?|mi|met(?:re|er)s?|yards|m)"

TRIGGER = re.compile(
    r"\b(?:of|from|near|nearby|to|around|round|outside|off|inside|into|along|across|beside|opposite|surrounding"
    r"|within|beyond|the)\b[^.;:()]{0,60}$",
    re.IGNORECASE,
)
TRIGGER_AFTER = re.compile(r"['’]s?\s|\s(?:coast|coastline|shore)\b", re.IGNORECASE)

DISTANCE = re.compile(
    rf"""\b(?:(?P<within>within|less\s+than|fewer\s+than|under|up\s+to|no(?:t)?\s+more\s+than|in)\s+)?
    (?:(?:a|about|around|some|roughly|approximately|nearly|almost|just|over|more\s+than|at\s+least|only)\s+)*
    (?P<a>{_NUMBER})(?:\s?(?:-|–|to|or)\s?(?P<b>{_NUMBER}))?[\s-]?(?P<unit>{_UNIT})\b
    (?:\s*\([^()]{{1,24}}\))?(?:[\s-]radius)?,?\s+
    (?:(?:away|or\s+so|further|inland|deep|out|due|to\s+the|just)\s+)*
    (?:{_compass()}(?:\s+side)?\s+(?:of|from)|(?P<inside>inside|into|within)
    |(?P<sea>off\s+(?:the\s+)?(?:coasts?|shores?|coastline)\s+of|off\s+the\s+coast\s+from|off
    |from\s+the\s+(?:coasts?|shores?|coastline)\s+of)|from|of|outside|short\s+of|around
    |beyond|behind)\s+{_NP}""",
    _FLAGS,
)


def _pattern(body: str) -> re.Pattern[str]:
    return re.compile(body, _FLAGS)


_SIDEWARD = _compass(r"(?:ern\s+countryside|ward)?")
_BELT = r"(?:outskirts|edges?|suburbs?|approaches|periphery|gates|outlying\s+areas|entrances?)"
_PIECE = r"(?:parts?|half|side|areas?|districts?|reaches|sector|portion|quarter|regions?|corner|tip|third)"
BEFORE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("outskirts", _pattern(rf"\b(?:{_compass('(?:ern)?')}\s+)?{_BELT}\s+(?:of|to|around)\s+{_NP}")),
    ("outskirts", _pattern(rf"\bin\s+the\s+{_compass('(?:ern)?')}\s+{_BELT}\s+of\s+{_NP}")),
    (
        "off_coast",
        _pattern(
            rf"""(?<!\w)(?:(?:in|into|from|the)\s+)?(?:waters|seas?)\s+(?:just\s+)?(?:near|off|around|of|close\s+to)
            \s+(?:the\s+)?(?:{_compass("(?:ern)?")}\s+)?(?:(?:coast|coastline|shores?)\s+of\s+)?{_NP}"""
        ),
    ),
    (
        "off_coast",
        _pattern(
            rf"""(?<!took)(?<!takes)(?<!take)(?<!taking)(?<!cut)(?<!cuts)(?<!cutting)(?<!sealed)(?<!seal)(?<!sealing)
            (?<!kicked)(?<!fend)(?<!fended)(?<!fending)(?<!called)(?<!set)(?<!hold)(?<!closed)(?<!blocked)(?<!cordoned)
            (?<!broke)(?<!break)(?<!driven)(?<!wipe)(?<!wiped)(?<!pay)(?<!paid)(?<!shut)(?<!held)(?<!fought)
            \s(?<!\w)off\s+(?:the\s+)?(?:{_compass("(?:ern)?")}\s+)?(?:(?:coasts?|coastline|shores?)\s+of\s+)?{_NP}"""
        ),
    ),
    (
        "coast",
        _pattern(
            rf"""\b(?:along|on|to|near|at|up|down|of)\s+(?:the\s+)?(?:entire\s+|whole\s+)?(?:{_compass("(?:ern)?")}\s+)?(?:[\w-]+\s+){{0,2}}?
            (?:coasts?|coastline|shores?|shoreline|seaboard)\s+of\s+{_NP}"""
        ),
    ),
    (
        "bank",
        _pattern(
            rf"""\b(?:both|either|opposite|right|left|far|other|the|{_compass("(?:ern)?")})[\s-]
            (?:banks?|sides?|shores?)\s+of\s+{_NP}"""
        ),
    ),
    (
        "part",
        _pattern(
            rf"""(?<!\bto\s)\b(?:the|its|their)\s+(?P<far>far\s+|extreme\s+|remote\s+)?
            {_compass("(?:ern(?:most)?)?")}(?:\s+{_PIECE})?\s+of\s+{_NP}"""
        ),
    ),
    ("middle", _pattern(rf"\b(?:middle|cent(?:re|er)|heart)\s+of\s+{_NP}")),
    ("part", _pattern(rf"\b(?P<far>far\s+|extreme\s+)?{_compass('ern(?:most)?')}\s+{_PIECE}\s+of\s+{_NP}")),
    ("part", _pattern(rf"\b(?P<far>far\s+|extreme\s+)?{_compass()}\s+{_PIECE}\s+of\s+{_NP}")),
    (
        "beyond",
        _pattern(
            rf"""\b(?:(?:just|immediately|further|to\s+the|due|areas?|positions?|the\s+countryside|villages)\s+)*
            {_SIDEWARD}\s+(?:of|from)\s+{_NP}"""
        ),
    ),
    (
        "near",
        _pattern(
            rf"""\b(?:near|nearby|close\s+to|around|round|outside|just\s+outside|in\s+the\s+(?:vicinity|environs|area)\s+of
            |not\s+far\s+from|adjacent\s+to|next\s+to|beside|opposite|surrounding|in\s+and\s+around
            |at\s+the\s+gates\s+of|a\s+short\s+distance\s+from|countryside\s+of|rural\s+areas\s+of)\s+{_NP}"""
        ),
    ),
    ("bank", _pattern(rf"\b(?:across|astride|straddling|beyond|over|spanning)\s+{_NP}")),
    ("along", _pattern(rf"\balong\s+(?:the\s+(?:length|course|whole)\s+of\s+)?{_NP}")),
)
"""What stands before a name, the first that fits; "along" and "across" are for lines alone."""

_FAR = r"(?P<far>far\s+|extreme\s+|remote\s+|deep\s+)?"
AFTER: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "coast",
        _pattern(
            rf"(?:['’]s?)?\s+{_FAR}(?:{_compass('(?:ern)?')}\s+)?(?:coasts?|coastline|shores?|shoreline|seaboard)\b(?!\s+guard)"
        ),
    ),
    ("off_coast", _pattern(rf"['’]s?\s+{_FAR}(?:territorial|coastal)\s+waters\b")),
    ("bank", _pattern(rf"['’]s?\s+{_FAR}(?:{_compass('(?:ern)?')}|left|right|opposite)[\s-]banks?\b")),
    ("outskirts", _pattern(rf"['’]s?\s+{_FAR}(?:{_compass('(?:ern)?')}\s+)?(?:outskirts|suburbs|periphery)\b")),
    (
        "part",
        _pattern(
            rf"""['’]s?\s+{_FAR}{_compass('ern(?:most)?')}\s+(?:parts?|half|regions?|areas?|desert|flank|countryside
            |steppe|plains?|mountains|highlands|provinces|districts|territory|corner|tip|interior)\b(?!\s+of\b)"""
        ),
    ),
    (
        "part",
        _pattern(rf"['’]s?\s+{_FAR}{_compass()}(?=\s*(?:[.,;:)]|$|\s(?:and|or|but|in|on|at|to|as|after|where|which"
                 rf"|near|since|were|was|is|are|has|had|have|said|by|from|over|with|during|for|of\ the\ country)\b))"),
    ),
)  # fmt: skip
OFF = _pattern(r"\b(?:off|off\s+the|waters\s+off)\s*(?:the\s+)?$")

_WAYS = r"""(?:road|roads|highway|motorway|route|railway|rail\ line|line|corridor|area|areas|territory|somewhere|halfway
|midway|villages|axis|front|front\ line|frontline|way|stretch|strip|positions|located|situated|lies|checkpoint
|desert|waters|pipeline|crossroads|track|supply\ line|sector|bridge|land|zone|travel(?:l?ing)?|coast|triangle)"""
BETWEEN = _pattern(
    rf"\b{_WAYS}\s+(?:(?:\w+\s+){{0,3}}?between|(?:that\s+|which\s+)?(?:links?|linking|connects?|connecting|joining|from))\s+{_NP}"
)
MAYBE_BETWEEN = _pattern(rf"(?P<word>\w+)\s+between\s+{_NP}")
"""Between two small places it is a way, but after such words:"""
TALK = frozenset(
    [
        "talks",
        "talk",
        "ties",
        "relations",
        "relationship",
        "agreement",
        "deal",
        "accord",
        "war",
        "clashes",
        "fighting",
        "conflict",
        "match",
        "game",
        "matches",
        "flights",
        "trade",
        "dispute",
        "difference",
        "differences",
        "meeting",
        "meetings",
        "contacts",
        "negotiations",
        "tension",
        "tensions",
        "rivalry",
        "exchange",
        "swap",
        "friendship",
        "choice",
        "split",
        "divided",
        "cooperation",
        "link",
        "links",
        "pact",
        "truce",
        "ceasefire",
        "distinguish",
        "choose",
        "shuttle",
        "shuttled",
        "shuttling",
        "battle",
        "battles",
        "feud",
        "competition",
        "communication",
        "communications",
        "divide",
    ]
)
AND = _pattern(r"\s*(?:,[^,]{1,20},)?\s+(?:and|to|with)\s+(?:the\s+)?(?:[\w'’-]+\s+){0,3}?$")

RIVER_BEFORE = _pattern(
    r"""\b(?:along|across|cross|crosses|crossed|crossing|crossings|banks?|sides?|shores?|mouth|ford|fords?|bridges?|tributary
    |course|delta|astride|downstream|upstream)(?:\s+(?:of|over|across|from|on|along))?\s+the\s+$"""
)
"""At a river alone."""
MAYBE_RIVER_BEFORE = _pattern(
    r"\b(?:over|down|up|north|south|east|west|beyond|of|on|to|near|ferry|from)(?:\s+of)?\s+the\s+$"
)
NO_RIVER_AFTER = re.compile(
    r"""\s+(?:[A-Z]|border|region|oblast|province|area|government|army|troops|force|coup|crisis|delta|valley|basin
    |peninsula|state|governorate|district|city|front|people|conflict|team|club|airport|bridge|dam|line)""",
    re.VERBOSE,
)
RIVER_AFTER = _pattern(
    r"""(?:['’]s)?(?:\s*(?:[.,;:)?!–—]|$)|\s(?:and|or|but|in|on|at|to|as|after|before|into|where|which|while|near|since|were
    |was|is|are|has|had|have|said|by|from|over|with|during|for|because|that|who|when|toward|towards|between|last|this
    |against|under|could|would|will|can|may|early|late|amid|despite|until|opposite)\b)"""
)

# Arabic

_AR_ANY = r"(?:(?:ال)?(?P<ns>شمال|جنوب)(?:ي|ا|اً)?(?:\s+(?=(?:ال)?(?:شرق|غرب)))?)?(?:(?:ال)?(?P<ew>شرق|غرب)(?:ي|ا|اً)?)?"
_AR_COMPASS = rf"(?=(?:ال)?(?:شمال|جنوب|شرق|غرب)){_AR_ANY}"
_AR_NP = (
    r"(?:(?:ل|ال)?(?:مدينة|بلدة|قرية|محافظة|قاعدة|مطار|معبر|جزيرة|جزر|نهر|منطقة|بلدات|مدن|قرى|العاصمة|ميناء|سد|مخيم"
    r"|مدينتي|بلدتي|قريتي|قضاء|ناحية|مضيق|شبه\s+جزيرة)\s+){0,2}[لو]?$"
)
_AR_NUMBER = r"(?:[\d٠-٩]+(?:[.,٫][\d٠-٩]+)?|بضعة|عدة|عشرات|عشرة|خمسة|ثلاثة|عشرين|ثلاثين)"
_AR_UNIT = r"(?:كيلو\s?متر(?:ا|اً|ات)?|كلم|كم|ميل(?:ا|اً)?|أميال|اميال|مترا|متر)"

AR_TRIGGER = re.compile(
    r"(?:من|عن|قرب|القرب|مقربة|حول|محيط|شمال|جنوب|شرق|غرب|ضواحي|أطراف|اطراف|مشارف|تخوم|ريف|قبالة|طول|امتداد|بمحاذاة"
    r"|جوار|ساحل|سواحل|شواطئ|ضفة|ضفاف|الضفة|المحاذي|القريب|داخل|كم|كلم|متر|مياه)"
)
AR_DISTANCE = re.compile(
    rf"(?:(?:على|وعلى)\s+)?(?:(?:بعد|بُعد|مسافة|عمق)\s+)?(?P<within>أقل\s+من\s+|اقل\s+من\s+|ضمن\s+)?"
    rf"(?:(?:نحو|حوالي|قرابة|أكثر\s+من|تقدر\s+ب|زهاء)\s+)*"
    rf"(?P<a>{_AR_NUMBER})(?:\s?[-–]\s?(?P<b>[\d٠-٩]+))?\s*(?P<unit>{_AR_UNIT})\s+"
    rf"(?:إلى\s+|الى\s+)?(?:{_AR_COMPASS}\s+)?(?:من\s+|عن\s+|(?P<inside>داخل\s+))?{_AR_NP}"
)
AR_ADJECTIVE_AFTER = re.compile(
    r"\s+(?=ال(?:شمالي|جنوبي|شرقي|غربي))(?:ال(?P<ns>شمال|جنوب)ية?\s*)?(?:ال(?P<ew>شرق|غرب)ية?)?"
)
AR_BEFORE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("outskirts", re.compile(rf"(?:ضواحي|أطراف|اطراف|مشارف|تخوم|مداخل|مدخل)\s+{_AR_NP}")),
    (
        "off_coast",
        re.compile(rf"(?:(?:في\s+)?(?:ال)?مياه\s+)?قبالة\s+(?:(?:سواحل|ساحل|شواطئ|السواحل)\s+)?{_AR_NP}"),
    ),
    ("coast", re.compile(rf"(?:ساحل|سواحل|شواطئ)\s+{_AR_NP}")),
    (
        "bank",
        re.compile(
            rf"(?:الضفة|ضفة|الضفتين|ضفتي|الضفاف|ضفاف)\s+(?:(?=ال(?:شمال|جنوب|شرق|غرب))(?:ال(?P<ns>شمال|جنوب)ية?\s*)?"
            rf"(?:ال(?P<ew>شرق|غرب)ية?)?\s+|اليمنى\s+|اليسرى\s+)?(?:من\s+)?{_AR_NP}"
        ),
    ),
    ("beyond", re.compile(rf"(?<![\u0621-\u064a])[وبل]?{_AR_COMPASS}\s+(?:من\s+|ريف\s+)?{_AR_NP}")),
    (
        "near",
        re.compile(
            rf"(?<![\u0621-\u064a])[وب]?(?:قرب|القرب\s+من|على\s+مقربة\s+من|بجوار|جوار|حول|محيط|ريف|بمحاذاة|القريبة\s+من"
            rf"|القريب\s+من|المحاذية|المحاذي|المجاورة)\s+{_AR_NP}"
        ),
    ),
    ("along", re.compile(rf"(?:على\s+)?(?:طول|امتداد)\s+{_AR_NP}")),
)
_AR_WAYS = r"(?:الطريق|طريق|أوتوستراد|المنطقة|المناطق|الواقعة|الواقع|المسافة|خط|الخط|الممتد|الممتدة|الرابط|الواصل|جبهة|محور)"
AR_BETWEEN = re.compile(rf"{_AR_WAYS}\s+(?:[\u0621-\u064a]+\s+){{0,2}}?(?:ما\s+)?بين\s+{_AR_NP}")
AR_AND = re.compile(r"\s+و(?:(?:مدينة|بلدة|قرية|محافظة)\s+)?$")
