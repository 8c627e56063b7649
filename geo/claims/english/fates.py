"""Fates: what the words round an act say has become, or is to become, of it: planned, put off, dropped, or
only thought of.

Comes in: the words of a sentence and where the act stands. Goes out: its fate.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal

from geo.claims.function_words import BE, HAVE
from geo.claims.lexicon import table
from geo.claims.words import Word

Fate = Literal["planned", "dropped", ""]


def fate_words(name: str) -> frozenset[str]:
    """A list of [english.fates] in speech.toml."""
    return _fate_words()[name]


@cache
def _fate_words() -> dict[str, frozenset[str]]:
    return {name: frozenset(listed) for name, listed in table("speech")["english"]["fates"].items()}


def is_dropped(words: Sequence[Word], plan: int, end: int) -> bool:
    """Whether the plan at word `plan` is none, or none any more: "no plans to", "scrapped plans to", "a plan
    to ... was scrapped". end: after the words of the plan.
    """
    before = [w.low for w in words[max(0, plan - 3) : plan]]
    after = [w.low for w in words[end : end + 5]]
    is_judged = bool(after) and (after[0] in BE or after[0] in HAVE)
    return bool({"no", "despite"} & set(before)) or any(
        low in fate_words("given_up") for low in (*before, *(after if is_judged else ()))
    )


def of_noun(words: Sequence[Word], first: int, cue: int, end: int) -> Fate:
    """What becomes of the act whose noun is at word `cue`. first: word of its phrase; end: after what it
    governs.
    """
    around = {w.low for w in words[max(0, first - 1) : cue]}
    if around & fate_words("maybe"):
        return "dropped"
    after = [w.low for w in words[end : end + 6]]
    if not after:
        return "planned" if around & fate_words("to_come") else ""
    if (after[0] in BE or after[0] in HAVE) and any(low in fate_words("given_up") for low in after):
        return "dropped"
    if (after[0] in BE or after[0] in HAVE) and any(low in fate_words("postponed") for low in after):
        return "planned"
    if after[0] in ("could", "may", "might", "should", "must"):
        return "dropped"
    if after[0] in ("will", "shall", "would") and "not" not in after[1:2]:
        begins = next((i for i in (1, 2) if i < len(after) and after[i] in fate_words("begins")), None)
        is_act = begins is not None and (after[begins] != "be" or after[begins + 1 : begins + 2] != ["a"])
        return "planned" if is_act and "if" not in after else "dropped" if after[0] == "would" else ""
    if around & fate_words("to_come"):
        return "planned"
    state = next((low for low in after[1:3] if not low.endswith("ly")), "")
    waits = after[0] in BE and state in fate_words("awaited")
    return "planned" if waits and not {"end", "last", "continue"} & set(after) else ""


def is_talk(words: Sequence[Word], first: int) -> bool:
    """Whether the phrase at word `first` is only spoken of: "talk of troops entering"."""
    return first > 1 and words[first - 1].low == "of" and words[first - 2].low in fate_words("talk")
