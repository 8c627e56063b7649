"""Forms of English verbs: from a lemma to what can stand in a text, and back.

Source of the irregular forms: any grammar of English; only verbs that the lexicons use are listed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from geo.claims.lexicon import table

Form = Literal["base", "s", "past", "part", "ing"]

_IRREGULAR = {
    "send": ("sent", "sent"),
    "patrol": ("patrolled", "patrolled"),
    "control": ("controlled", "controlled"),
    "overfly": ("overflew", "overflown"),
    "rebuild": ("rebuilt", "rebuilt"),
    "bring": ("brought", "brought"),
    "fly": ("flew", "flown"),
    "put": ("put", "put"),
    "set": ("set", "set"),
    "build": ("built", "built"),
    "keep": ("kept", "kept"),
    "have": ("had", "had"),
    "hold": ("held", "held"),
    "leave": ("left", "left"),
    "withdraw": ("withdrew", "withdrawn"),
    "draw": ("drew", "drawn"),
    "stand": ("stood", "stood"),
    "take": ("took", "taken"),
    "come": ("came", "come"),
    "go": ("went", "gone"),
    "begin": ("began", "begun"),
    "say": ("said", "said"),
    "tell": ("told", "told"),
    "write": ("wrote", "written"),
    "speak": ("spoke", "spoken"),
    "show": ("showed", "shown"),
    "find": ("found", "found"),
    "think": ("thought", "thought"),
    "hear": ("heard", "heard"),
    "see": ("saw", "seen"),
    "sit": ("sat", "sat"),
    "cut": ("cut", "cut"),
    "shrink": ("shrank", "shrunk"),
    "grow": ("grew", "grown"),
    "rise": ("rose", "risen"),
    "swell": ("swelled", "swollen"),
    "fall": ("fell", "fallen"),
    "shut": ("shut", "shut"),
    "run": ("ran", "run"),
    "make": ("made", "made"),
    "drop": ("dropped", "dropped"),
    "dig": ("dug", "dug"),
    "ring": ("ringed", "ringed"),
    "give": ("gave", "given"),
    "get": ("got", "got"),
    "meet": ("met", "met"),
    "lead": ("led", "led"),
    "fight": ("fought", "fought"),
    "strike": ("struck", "struck"),
    "hit": ("hit", "hit"),
    "shoot": ("shot", "shot"),
    "buy": ("bought", "bought"),
    "sell": ("sold", "sold"),
    "win": ("won", "won"),
    "lose": ("lost", "lost"),
    "seek": ("sought", "sought"),
    "become": ("became", "become"),
    "swear": ("swore", "sworn"),
    "lay": ("laid", "laid"),
    "sow": ("sowed", "sown"),
    "steam": ("steamed", "steamed"),
    "let": ("let", "let"),
    "understand": ("understood", "understood"),
    "mean": ("meant", "meant"),
    "beat": ("beat", "beaten"),
    "thin": ("thinned", "thinned"),
    "hand": ("handed", "handed"),
    "quit": ("quit", "quit"),
    "forbid": ("forbade", "forbidden"),
    "plan": ("planned", "planned"),
    "man": ("manned", "manned"),
    "ship": ("shipped", "shipped"),
    "commit": ("committed", "committed"),
    "transfer": ("transferred", "transferred"),
    "trim": ("trimmed", "trimmed"),
    "admit": ("admitted", "admitted"),
    "scale": ("scaled", "scaled"),
    "stop": ("stopped", "stopped"),
    "spot": ("spotted", "spotted"),
    "refer": ("referred", "referred"),
    "ban": ("banned", "banned"),
    "beg": ("begged", "begged"),
    "rebut": ("rebutted", "rebutted"),
    "permit": ("permitted", "permitted"),
    "brief": ("briefed", "briefed"),
}
_DOUBLING_ING = {
    "put",
    "set",
    "cut",
    "sit",
    "shut",
    "run",
    "dig",
    "quit",
    "let",
    "begin",
    "forbid",
    "win",
    "get",
    "hit",
    "split",
    "overrun",
    "swim",
    "bet",
}


@dataclass(frozen=True, slots=True)
class Inflected:
    lemma: str
    form: Form


@cache
def forms(lemma: str) -> dict[str, tuple[Form, ...]]:
    """All forms of a verb of one word, each with what it can be."""
    if lemma == "have":
        return {"have": ("base",), "has": ("s",), "had": ("past", "part"), "having": ("ing",)}
    if lemma in ("be",):
        return {}
    past, participle = _IRREGULAR.get(lemma) or table("verbs")["english"]["irregular"].get(lemma) or ("", "")
    if not past:
        past = participle = _regular_past(lemma)
    found: dict[str, list[Form]] = {}
    for form, tag in (
        (lemma, "base"),
        (_third_person(lemma), "s"),
        (past, "past"),
        (participle, "part"),
        (_gerund(lemma, past), "ing"),
    ):
        found.setdefault(form, []).append(tag)  # type: ignore[arg-type]
    return {form: tuple(tags) for form, tags in found.items()}


def _regular_past(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ied"
    return lemma + "ed"


def _third_person(lemma: str) -> str:
    if lemma.endswith(("s", "sh", "ch", "x", "z", "o")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ies"
    return lemma + "s"


def _gerund(lemma: str, past: str) -> str:
    if lemma in _DOUBLING_ING:
        return lemma + lemma[-1] + "ing"
    if past.endswith("ed") and len(past) == len(lemma) + 3:  # planned, shipped
        return past[:-2] + "ing"
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        return lemma[:-1] + "ing"
    return lemma + "ing"
