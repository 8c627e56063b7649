"""Texts made to be slow or to break: each a function from a length in characters to a text of about it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import cycle, islice

NAMES = (
    "Mosul", "Kirkuk", "Erbil", "Basra", "Tikrit", "Najaf", "Karbala", "Aleppo", "Homs", "Hama", "Latakia",
    "Lisbon", "Osaka", "Quito", "Bergen", "Kano", "Lahore", "Tampa", "Perth", "Lima",
)  # fmt: skip
ARABIC_NAMES = ("بغداد", "الموصل", "كركوك", "البصرة", "حلب", "حمص", "دمشق", "صنعاء", "عدن", "بيروت")
SYLLABLES = ("ka", "lo", "mir", "dan", "tesh", "ur", "vel", "no", "zab", "qim")

Text = Callable[[int], str]


def repeated(unit: str) -> Text:
    return lambda length: (unit * (length // len(unit) + 1))[:length]


def listed(names: tuple[str, ...], between: str) -> Text:
    """The names over and over, with those words between them."""
    each = sum(map(len, names)) / len(names) + len(between)
    return lambda length: between.join(islice(cycle(names), int(length / each)))


def unheard(template: str) -> Text:
    """A name of its own in each, as in "Troops left {} on Monday." """

    def text(length: int) -> str:
        return " ".join(template.format(_name(i)) for i in range(length // (len(template) + 8)))

    return text


def _name(number: int) -> str:
    word = ""
    while number or not word:
        number, digit = divmod(number, len(SYLLABLES))
        word += SYLLABLES[digit]
    return word.capitalize()


def told(length: int) -> str:
    """Sentences that each make a claim."""
    told = (
        f"Troops left {NAMES[i % 20]} for {NAMES[(7 * i + 3) % 20]} on {i % 28 + 1} March."
        for i in range(length // 40)
    )
    return " ".join(told)


TEXTS: dict[str, Text] = {
    # one word, one line, one sentence
    "a line without spaces": repeated("a"),
    "a line of capitals": repeated("A"),
    "names run together": repeated("MosulBasra"),
    "a hashtag": lambda length: "#" + repeated("BaghdadMosul")(length),
    "an Arabic hashtag": lambda length: "#" + repeated("بغداد_")(length),
    "addresses": repeated("https://example.org/" + "a/b?c=d&" * 100 + " "),
    "spaces": repeated(" "),
    "line ends": repeated("\n"),
    "a sentence": repeated("the army is near the town and "),
    "a sentence in capitals": repeated("The Army Is Near The Town And "),
    "troops without end": repeated("troops were sent "),
    "states without end": repeated("US troops "),
    "claims in one sentence": repeated("Iraq withdrew troops from Mosul, "),
    "notes": repeated("Iraq withdrew troops from Mosul; "),
    # names
    "names with commas": listed(NAMES, ", "),
    "names with and": listed(NAMES, " and "),
    "names with spaces": listed(NAMES, " "),
    "names on lines": listed(NAMES, "\n"),
    "one name": repeated("Baghdad, "),
    "one name of many places": repeated("in Springfield, "),
    "names nobody knows": unheard("{},"),
    "names nobody knows, with a cue": unheard("in {} and"),
    "villages nobody knows": unheard("the village of {},"),
    "persons": unheard("Mr {} met Ali Hassan."),
    "hyphens within names": repeated("Iraq-Syria-"),
    "an article without end": repeated("al-"),
    "borders": repeated("the Iraq-Syria border "),
    "parts": repeated("northern Syria, "),
    "directions": repeated("northern "),
    "bearings": repeated("12 km north of "),
    "ways": repeated("between Mosul and "),
    "Saints": repeated("San "),
    "institutions": repeated("University of "),
    "units in short": repeated("Flint, Mich., "),
    "Arabic names": listed(ARABIC_NAMES, " "),
    "Arabic names with and": listed(ARABIC_NAMES, " و"),
    "one Arabic name": repeated("بغداد "),
    "Arabic names run together": repeated("بغدادالموصل"),
    "particles run together": repeated("و"),
    "Arabic voices": repeated("قال متحدث إن القوات وصلت إلى "),
    # what is told of forces
    "claims": told,
    "claims of unheard places": unheard("Russian troops entered {} on Monday."),
    "unheard voices": unheard("General {} said US troops had left Mosul."),
    "denials": repeated("Iraq denied it. Baghdad confirmed the arrival. "),
    "routine": repeated("The reinforcements are routine, he said. "),
    "they": repeated("They moved it. "),
    "said that": repeated("he said that "),
    "dates": repeated("on 3 June 2020 "),
    "numbers in words": repeated("twenty hundred and "),
    "tanks": repeated("50 tanks and "),
    # marks
    "opening marks": repeated("“"),
    "marks in marks": lambda length: "“" * (length // 2) + "”" * (length // 2),
    "quotations begun": repeated('“he ‘said "'),
    "apostrophes": repeated("'"),
    "brackets": repeated("(Aleppo "),
    "punctuation": repeated("!?;:,.-–—…()[]{}"),
    "stops": repeated("."),
    "commas": repeated(","),
    "digits": repeated("1"),
    "digits and commas": lambda length: repeated("1,")(length) + "a",
    "initials": repeated("A."),
    # letters
    "marks on one letter": lambda length: "Baghdad" + repeated("\u0301\u0323")(length),
    "vowel signs on one letter": lambda length: "ب" + repeated("\u0651\u064e")(length),
    "hidden characters in names": repeated("Bagh\u200bdad "),
    "names turned round": repeated("\u202eBaghdad\u202c "),
    "wide letters": repeated("Ｂａｇｈｄａｄ "),
    "two scripts in a word": repeated("Baghdadبغداد "),
    "kashidas": repeated("ـ"),
    "hidden characters": repeated("\u200b"),
    "NUL": repeated("\x00"),
    "halves of pairs": repeated("\ud800"),
    "pictures": repeated("😀"),
    "another script": repeated("北京上海"),
    "misread": repeated("Ø§Ù„Ø¹Ø±Ø§Ù‚ "),
    "misread marks": repeated("â€™"),
    "entities": repeated("&amp;"),
}
