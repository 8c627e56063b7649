"""The word lists of recognition, folded; and what the table of countries says of capitals and demonyms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from geo.data.tables import several, table
from geo.gazetteer.names import fold
from geo.text.lexicon import mapping, phrases, words
from geo.types import PlaceKind

_KINDS: tuple[PlaceKind, ...] = ("base", "airport", "sea", "admin", "region", "other", "facility")


def _folded(section: str, key: str) -> frozenset[str]:
    return frozenset(fold(w) for w in words("toponyms", section, key)) - {""}


def listed(key: str) -> frozenset[str]:
    """A short list of one rule, as folded words."""
    return _folded("rules", key)


def _phrase_set(listed: Iterable[str]) -> PhraseSet:
    found = {fold(phrase) for phrase in listed} - {""}
    return PhraseSet(frozenset(found), frozenset(p[:n] for p in found for n in range(1, len(p) + 1)))


_LONGEST_PHRASE = 12


@dataclass(frozen=True, slots=True)
class PhraseSet:
    """Names of one or more words, folded."""

    known: frozenset[str]
    beginnings: frozenset[str]
    """All that they begin with, letter by letter: a hyphen may part a word anywhere."""

    def longest(self, folds: Sequence[str], i: int) -> int:
        """How many tokens from i on are one of the phrases, the longest; 0 for none.

        A token that folds to "" (a hyphen) joins its neighbours: "al", "", "Qaeda" is "alqaeda".
        """
        if i >= len(folds) or (folds[i] and folds[i] not in self.beginnings):
            return 0
        begun, best = "", 0
        for n in range(1, min(_LONGEST_PHRASE, len(folds) - i) + 1):
            word = folds[i + n - 1]
            if not word:
                continue
            glued = n > 1 and not folds[i + n - 2]
            begun = begun + word if glued or not begun else f"{begun} {word}"
            if begun not in self.beginnings:
                break
            if begun in self.known:
                best = n
        return best


@dataclass(frozen=True, slots=True)
class Lexicon:
    locative: frozenset[str]
    dealing: frozenset[str]
    power: frozenset[str]
    ground: frozenset[str]
    acting: frozenset[str]
    hosting: frozenset[str]
    joined: frozenset[str]
    told: frozenset[str]
    against: frozenset[str]
    function: frozenset[str]
    ordinary: frozenset[str]
    settlement: frozenset[str]
    border: frozenset[str]
    peoples: frozenset[str]
    heads: frozenset[str]
    heads_of: frozenset[str]
    begins: PhraseSet
    lower_heads: PhraseSet
    bodies: PhraseSet
    buildings: PhraseSet
    titles: frozenset[str]
    first_names: frozenset[str]
    particles: frozenset[str]
    ship_prefixes: frozenset[str]
    opens_lower: frozenset[str]
    """Words in small letters at which the name of a body, person or ship may begin or be announced."""
    vessels: frozenset[str]
    directions: dict[str, str]
    place_kinds: dict[str, PlaceKind]
    """Last words of names of places ("air base") to the kind they make them."""
    leading_kinds: dict[str, PlaceKind]
    abbreviations: dict[str, str]
    """Short forms of first-level units, as written, to their names: "Mich.", "TX"."""
    alone: frozenset[str]
    """Of those, the ones that need no comma before them."""
    ar_locative: frozenset[str]
    ar_settlement: frozenset[str]
    ar_power: frozenset[str]
    ar_organisations: frozenset[str]
    ar_bodies: PhraseSet
    ar_titles: frozenset[str]
    ar_first: frozenset[str]
    ar_ordinary: frozenset[str]
    ar_border: frozenset[str]
    ar_directions: dict[str, str]
    ar_acting: frozenset[str]
    ar_buildings: frozenset[str]
    ar_grounds: frozenset[str]
    ar_streets: frozenset[str]
    ar_roads: frozenset[str]
    ar_quarters: frozenset[str]
    ar_named_after: frozenset[str]
    ar_site_adjectives: frozenset[str]
    ar_generic: frozenset[str]
    ar_source: frozenset[str]
    ar_beside: frozenset[str]
    ar_outlets: frozenset[str]
    ar_sport: frozenset[str]
    ar_relations: frozenset[str]
    ar_needs_cue: frozenset[str]
    ar_any_state: frozenset[str]
    ar_vocalised: dict[str, str]
    """Words as written with their vowels to what they name: two names may differ by those alone."""


@cache
def lexicon() -> Lexicon:
    def en(key: str) -> frozenset[str]:
        return _folded("english", key)

    return Lexicon(
        locative=en("locative"),
        dealing=en("dealing"),
        power=en("power"),
        ground=en("ground"),
        acting=en("acting"),
        hosting=en("hosting"),
        joined=en("joined"),
        told=en("told"),
        against=en("against"),
        function=en("function"),
        ordinary=en("ordinary"),
        settlement=en("settlement"),
        border=_folded("borders", "english"),
        peoples=_folded("peoples", "names"),
        heads=_folded("organisations", "heads"),
        heads_of=_folded("organisations", "of"),
        begins=_phrase_set(phrases("toponyms", "organisations", "begins")),
        lower_heads=_phrase_set(phrases("toponyms", "organisations", "lower")),
        bodies=_phrase_set(phrases("toponyms", "organisations", "names")),
        buildings=_phrase_set(phrases("toponyms", "organisations", "buildings")),
        titles=_folded("persons", "titles"),
        first_names=_folded("persons", "first"),
        particles=_folded("persons", "particles"),
        ship_prefixes=frozenset(phrases("toponyms", "persons", "ships")),
        vessels=_folded("persons", "vessels"),
        opens_lower=_folded("persons", "vessels")
        | _folded("persons", "titles")
        | _folded("persons", "particles"),
        directions={
            fold(w): direction
            for direction, listed in mapping("toponyms", "directions").items()
            for w in listed.split()
        },
        place_kinds={fold(p): kind for kind in _KINDS for p in phrases("toponyms", "places", kind)},
        leading_kinds=_leading(),
        abbreviations={
            short: name
            for short, _, name in (e.partition("=") for e in phrases("toponyms", "abbreviations", "units"))
        },
        alone=frozenset(phrases("toponyms", "abbreviations", "alone")),
        ar_locative=_folded("arabic", "locative"),
        ar_settlement=_folded("arabic", "settlement"),
        ar_power=_folded("arabic", "power"),
        ar_organisations=_folded("arabic", "organisations"),
        ar_bodies=_phrase_set(phrases("toponyms", "arabic", "names")),
        ar_titles=_folded("arabic", "titles"),
        ar_first=_folded("arabic", "first"),
        ar_ordinary=_folded("arabic", "ordinary"),
        ar_border=_folded("arabic", "border"),
        ar_directions={
            w: direction
            for direction in ("north", "south", "east", "west", "central")
            for w in _folded("arabic", direction)
        },
        ar_acting=_folded("arabic", "acting"),
        ar_buildings=_folded("arabic", "buildings"),
        ar_grounds=_folded("arabic", "grounds"),
        ar_streets=_folded("arabic", "streets"),
        ar_roads=_folded("arabic", "roads"),
        ar_quarters=_folded("arabic", "quarters"),
        ar_named_after=_folded("arabic", "named_after"),
        ar_site_adjectives=_folded("arabic", "site_adjectives"),
        ar_generic=_folded("arabic", "generic"),
        ar_source=_folded("arabic", "source"),
        ar_beside=_folded("arabic", "beside"),
        ar_outlets=_folded("arabic", "outlets"),
        ar_sport=_folded("arabic", "sport"),
        ar_relations=_folded("arabic", "relations"),
        ar_needs_cue=_folded("arabic", "needs_cue"),
        ar_any_state=_folded("arabic", "any_state"),
        ar_vocalised=dict(e.split("=") for e in phrases("toponyms", "arabic", "vocalised")),
    )


def _leading() -> dict[str, PlaceKind]:
    found: dict[str, PlaceKind] = {}
    for entry in phrases("toponyms", "places", "leading"):
        words_, _, kind = entry.partition("=")
        for known in (*_KINDS, "city"):
            if kind == known:
                found[fold(words_)] = known
    return found


@dataclass(frozen=True, slots=True)
class Countries:
    """What the table of countries says, by fold."""

    demonyms: dict[str, str]
    """Fold of an adjective or a people to the country's code."""
    demonym_heads: frozenset[str]
    """Their first words."""
    capitals: dict[str, str]
    codes: frozenset[str]

    def of_demonym(self, folded: str) -> str | None:
        return self.demonyms.get(folded)


@cache
def countries() -> Countries:
    demonyms: dict[str, str] = {}
    capitals: dict[str, str] = {}
    codes: set[str] = set()
    for row in table("countries.tsv"):
        codes.add(row["id"])
        for name in several(row["capital"]):
            capitals.setdefault(fold(name), row["id"])
        for name in several(row["demonyms"]):
            demonyms.setdefault(fold(name), row["id"])
            demonyms.setdefault(fold(name) + "s", row["id"])
        for name in several(row["demonyms_arabic"]):
            for form in _arabic_forms(fold(name)):
                demonyms.setdefault(form, row["id"])
    heads = frozenset(name.split()[0] for name in demonyms if name)
    return Countries(demonyms, heads, capitals, frozenset(codes))


def _arabic_forms(masculine: str) -> list[str]:
    """Masculine, feminine and plural, with and without the article, of each word: السورية, سوريين."""
    ends = ("", "ه", "ين", "ون", "ات", "تين", "تان", "ان")
    words_ = masculine.split()
    return [" ".join(article + word + end for word in words_) for article in ("", "ال") for end in ends]
