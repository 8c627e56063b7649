"""What the names in an Arabic sentence do there: states that act, outlets that report, clubs that play."""

from __future__ import annotations

from geo.gazetteer.names import fold
from geo.toponyms.lexicon import listed
from geo.toponyms.line import Line

_NEARBY = 6


def is_power(line: Line, i: int, *, follows_power: bool, is_country: bool) -> bool:
    """Whether the country or capital at token i acts or is dealt with, so that it is no place."""
    before = line.fold(i - 1)
    lex = line.lex
    if line.fold(i).startswith(("بال", "وبال")):
        return False
    if before in lex.ar_acting or (before[:1] in ("و", "ف") and before[1:] in lex.ar_acting):
        return True
    if line.fold(i).startswith("و") and follows_power:
        return True
    if before in lex.ar_power or before[1:] in lex.ar_power:
        return True
    if before == fold("على") and (line.fold(i - 2).endswith("عقوبات") or not line.fold(i - 2)[:1].isalpha()):
        return True  # "العقوبات على روسيا"; "على روسيا سحب قواتها": it must
    if before == "من" and line.fold(i - 2).removeprefix("ال").startswith("مدعوم"):
        return True
    if before in ("بين", "مع", "ضد") and (is_country or _are_relations(line, i - 1)):
        return True
    if before in (fold("على"), "امام") and is_in_match(line, i):
        return True
    if _is_verb(before):
        return True
    begins = i == 0 or line.word(i - 1) in ("،", ":", "«", '"') or before in ("ان", "وان", "بان", "فان")
    return begins and (line.fold(i + 1) in lex.ar_acting or _is_verb(line.fold(i + 1).removeprefix("س")))


def _are_relations(line: Line, i: int) -> bool:
    """ "العلاقات بين واشنطن وبغداد", "اتفاق مع طهران"."""
    return not line.lex.ar_relations.isdisjoint(line.folds[max(0, i - 3) : i])


def is_outlet(line: Line, i: int) -> bool:
    """ "قناة الجزيرة", "مراسل الميادين": a name given to a channel or a paper."""
    before = line.fold(i - 1)
    return before in line.lex.ar_outlets or (before[:1] in "وفبلك" and before[1:] in line.lex.ar_outlets)


def is_in_match(line: Line, i: int) -> bool:
    """Whether the words around report a match, in which towns are the teams they send."""
    return not line.lex.ar_sport.isdisjoint(line.folds[max(0, i - _NEARBY) : i + _NEARBY])


def _is_verb(word: str) -> bool:
    """By its shape, a verb of the present: تمتلك, يستغل; nouns like تعزيز have ي before the last letter."""
    if not 4 <= len(word) <= 6 or word[0] not in "تي" or word[-1] in "هايةء":
        return False
    return word[-2] != "ي" and word not in _ARABIC_NOUNS


_ARABIC_NOUNS = listed("arabic_nouns")
