"""Words of English that the grammar asks after, from the tables of `geo/data`."""

from __future__ import annotations

from functools import cache

from geo.claims.lexicon import table


@cache
def speech_words(name: str) -> frozenset[str]:
    """A list of speech.toml: `demand_verbs`, `aspect_verbs`, ..."""
    return frozenset(table("speech")["english"][name])


@cache
def report_words(name: str) -> frozenset[str]:
    """A list of reports.toml: `event_verbs`, `left_in_law`, ..."""
    return frozenset(table("reports")["english"][name])


@cache
def doubt_words() -> frozenset[str]:
    return frozenset(w for w in table("speech")["english"]["doubt"] if " " not in w)


@cache
def civil_words() -> frozenset[str]:
    return frozenset(table("forces")["english"]["civil_words"])


@cache
def military_words() -> frozenset[str]:
    return frozenset(table("forces")["english"]["military_words"])
