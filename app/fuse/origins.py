"""How many independent lines of reporting stand behind claims. Forty reprints of one wire story are one.

Two claims come from one origin where any of these holds:

- they are of one report, or the reports were found to be copies of one text (`StoredClaim.origin`);
- their quoted sentences are nearly the same words;
- both name the same agency as the one who says it ("AFP reported"), or both stories have one and the same
  voice.

The relation is symmetric and the groups are its closure, so the order of arrival cannot matter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from app.fuse.groups import Partition
from app.types import StoredClaim

SHINGLE_WORDS = 3
MIN_WORDS = 8
"""Shorter sentences are alike by chance: "US troops arrived in Iraq on Monday"."""
ALIKE = 0.6
"""Jaccard overlap of shingles from which two sentences are one. An editor who swaps two words of thirty
leaves 0.65."""

_AGENCIES = {
    "afp": "afp", "agence france presse": "afp", "فرانس برس": "afp", "ap": "ap", "associated press": "ap",
    "reuters": "reuters", "رويترز": "reuters", "dpa": "dpa", "tass": "tass", "تاس": "tass",
    "interfax": "interfax", "ria novosti": "ria", "xinhua": "xinhua", "شينخوا": "xinhua",
    "anadolu": "anadolu", "anadolu agency": "anadolu", "الاناضول": "anadolu", "ina": "ina",
    "iraqi news agency": "ina", "irna": "irna", "sana": "sana", "ukrinform": "ukrinform",
    "yonhap": "yonhap", "kyodo": "kyodo",
}  # fmt: skip

_NOBODY_WORDS = """
    official officials source sources witness witnesses resident residents local locals analyst analysts
    expert experts media press report reports reporter reporters outlet outlets military army government
    ministry spokesman spokesperson spokeswoman minister people observers authorities commander
    commanders activists police state the a an of and in senior several unnamed defence defense security
    foreign that his her its مصدر مصادر مسؤول مسؤولون مسؤولين شهود عيان وزارة الدفاع متحدث ناطق الجيش
    الحكومة وسائل اعلام
"""
_NOBODY = frozenset(_NOBODY_WORDS.split())


def origins(claims: Iterable[StoredClaim]) -> dict[int, str]:
    """Claim id -> key of its independent origin: the least of the keys that were found to be one."""
    ordered = sorted(claims, key=lambda claim: claim.id)
    partition = Partition(len(ordered))
    _join_equal(partition, [claim.origin for claim in ordered])
    _join_equal(partition, [_voice(claim.holder) for claim in ordered])
    _join_alike(partition, [words(claim.quote) for claim in ordered])
    least: dict[int, str] = {}
    for i, claim in enumerate(ordered):
        root = partition.find(i)
        least[root] = min(claim.origin, least.get(root, claim.origin))
    return {claim.id: least[partition.find(i)] for i, claim in enumerate(ordered)}


def same_text(texts: Mapping[str, str]) -> dict[str, str]:
    """Key of each text -> the least key among the texts that are nearly the same words."""
    keys = sorted(texts)
    partition = Partition(len(keys))
    _join_alike(partition, [words(texts[key]) for key in keys])
    return {key: keys[partition.find(i)] for i, key in enumerate(keys)}


def words(text: str) -> tuple[str, ...]:
    """The words alone: case, marks and punctuation do not make a text another one."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return tuple(re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c))))


def _join_equal(partition: Partition, keys: Sequence[str | None]) -> None:
    first: dict[str, int] = {}
    for i, key in enumerate(keys):
        if key is not None:
            partition.join(first.setdefault(key, i), i)


def _join_alike(partition: Partition, texts: Sequence[tuple[str, ...]]) -> None:
    """Joins texts whose shingles overlap by `ALIKE`. Equal texts are joined first, so a storm of reprints is
    cheap."""
    _join_equal(partition, [" ".join(text) if len(text) >= MIN_WORDS else None for text in texts])
    first_of = {text: i for i, text in reversed(list(enumerate(texts))) if len(text) >= MIN_WORDS}
    shingles = {i: _shingles(text) for text, i in first_of.items()}
    holding: dict[tuple[str, ...], list[int]] = {}
    for i in sorted(shingles):
        shared: dict[int, int] = {}
        for shingle in shingles[i]:
            for j in holding.get(shingle, ()):
                shared[j] = shared.get(j, 0) + 1
            holding.setdefault(shingle, []).append(i)
        for j, common in shared.items():
            if common >= ALIKE * (len(shingles[i]) + len(shingles[j]) - common):
                partition.join(i, j)


def _shingles(text: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    return frozenset(text[i : i + SHINGLE_WORDS] for i in range(len(text) - SHINGLE_WORDS + 1))


def _voice(holder: str | None) -> str | None:
    """A key for who says it, or None where the words name nobody in particular ("officials", "the
    ministry")."""
    if holder is None:
        return None
    said = words(holder)
    agency = _AGENCIES.get(" ".join(said))
    if agency is not None:
        return f"agency {agency}"
    named = [word for word in said if word not in _NOBODY]
    # One word may be a country or a movement with many voices; a person has two names.
    return f"voice {' '.join(said)}" if len(named) >= 2 else None
