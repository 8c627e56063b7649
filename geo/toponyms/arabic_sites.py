"""Buildings, streets and villages in an Arabic sentence, told by a kind word: مستشفى الشفاء, شارع فلسطين.

The gazetteer knows few of them. The words are a name all the same, and what is named beside them says where.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from geo.gazetteer import Gazetteer
from geo.toponyms.lexicon import lexicon
from geo.toponyms.line import Line

_LONGEST = 6


@dataclass(frozen=True, slots=True)
class Site:
    """Tokens up to `last` (half-open) that are a kind word and a name."""

    last: int
    start: int
    """Where the kind word begins in the text, particles left out."""
    is_body: bool
    """It speaks: "قال معهد واشنطن"."""
    namesake: str
    """The town it may be named after because it stands there: "جامعة القاهرة"; else empty."""


@dataclass(frozen=True, slots=True)
class _Word:
    fold: str
    token: int


def site_at(line: Line, i: int, gazetteer: Gazetteer) -> Site | None:
    """The site whose kind word is token i, or begins it: "#مستشفى_الشفاء"."""
    kind = _kind(line.fold(i).partition(" ")[0])
    if kind is None:
        return None
    words = _words(line, i)
    if len(words) < 2:
        return None
    lex = line.lex
    has_cue = _has_cue(line, i, kind)
    if (kind in lex.ar_grounds or kind in lex.ar_streets) and not has_cue:
        return None
    folds = [w.fold for w in words[1:]]
    known = max(gazetteer.matches(folds, 0), default=0)
    if kind.startswith("ال"):
        length = _described_length(line, words[1:], kind, has_cue=has_cue)
    else:
        length = _name_length(line, words[1:], known, kind)
    if not length:
        return None
    length = _past_adjectives(line, folds, length, kind)
    is_town_s = known and kind in lex.ar_named_after and folds[0] not in lex.ar_ordinary
    start = line.tokens[i].start + len(words[0].fold) - len(kind)
    return Site(
        last=words[length].token + 1,
        start=start,
        is_body=line.fold(i - 1) in lex.ar_acting or line.fold(i - 1) in lex.ar_source,
        namesake=" ".join(folds[:known]) if is_town_s else "",
    )


def _words(line: Line, i: int) -> list[_Word]:
    """The words from token i on: underscores part them, the hash before one does not count."""
    found: list[_Word] = []
    for k in range(i, min(i + _LONGEST + 2, len(line.tokens))):
        if line.word(k) == "#" and k > i:
            continue
        folded = line.fold(k)
        if not folded[:1].isalpha():
            break
        found += [_Word(part, k) for part in folded.split(" ")]
        if k == i and " " in folded:
            break
    return found


@lru_cache(maxsize=1 << 14)
def _kind(word: str) -> str | None:
    """The kind word in a token's fold, particles left off; with its article only before an adjective."""
    lex = lexicon()
    kinds = lex.ar_buildings | lex.ar_grounds | lex.ar_streets | lex.ar_quarters
    described = {"ال" + kind for kind in lex.ar_buildings | lex.ar_streets} | _EMBASSIES
    peeled = (word, word[1:] if word[:1] in tuple("وفبل") else "", word[2:] if word[:2] in _TWO else "")
    return next((bare for bare in peeled if bare in kinds or bare in described), None)


_EMBASSIES = frozenset(["السفاره", "القنصليه"])
_TWO = frozenset(["وب", "ول", "فب", "فل"])


def _past_adjectives(line: Line, folds: list[str], length: int, kind: str) -> int:
    """Past "العام", "الصيني" and, after those, "للأورام"."""
    lex = line.lex
    begun = length
    while length < min(len(folds), begun + 2) and (
        folds[length] in lex.ar_site_adjectives
        or (kind in lex.ar_buildings and line.lands.of_demonym(folds[length]) and folds[length][:2] == "ال")
    ):
        length += 1
    return length


def _has_cue(line: Line, i: int, kind: str) -> bool:
    """Words of place before it, or a particle, a hash: "على جسر X", "#جسر_X"."""
    before = line.fold(i - 1)
    particle = line.fold(i).partition(" ")[0].removesuffix(kind)
    return (
        line.word(i - 1) in ("#", "على")
        or before in line.lex.ar_locative | line.lex.ar_beside
        or bool(particle)
    )


def _name_length(line: Line, words: list[_Word], known: int, kind: str) -> int:
    """How many words the name has; 0 where what follows is no name: "جسر جوي", "سد العجز"."""
    lex = line.lex
    word, following = words[0].fold, words[1].fold if len(words) > 1 else ""
    is_plain = word in lex.ar_ordinary
    is_said_where = kind in lex.ar_quarters and _is_said_where(line, words[0].token)
    if known and kind in lex.ar_quarters and not (kind == "حي" and is_said_where):
        return 0  # a town by its name
    if word in lex.ar_titles and (following in lex.ar_first or following not in {*lex.ar_ordinary, ""}):
        return 3 if following == "عبد" else 2
    if word in lex.ar_first and (following in lex.ar_first or following.startswith("ال")):
        return 2
    if word in lex.ar_settlement | lex.ar_streets and following.startswith("ال"):
        return 2
    if kind in lex.ar_roads:
        return 0
    if known and not (known == 1 and is_plain and kind not in lex.ar_buildings):
        return known
    if word in lex.ar_generic or line.lands.of_demonym(word) is not None:
        return 0
    is_definite = word.startswith("ال") and len(word) >= 5
    if is_definite and word not in lex.ar_directions:
        return 1 if kind in lex.ar_buildings or not is_plain or is_said_where else 0
    return 1 if is_said_where and not is_plain and _is_no_adjective(word) else 0


def _described_length(line: Line, words: list[_Word], kind: str, *, has_cue: bool) -> int:
    """ "المستشفى العسكري في", "المعهد القومي للأورام", "السفارة الألمانية", with words of place beside."""
    word = words[0].fold
    is_embassy = kind in _EMBASSIES and line.lands.of_demonym(word) is not None
    if not is_embassy and (word not in line.lex.ar_site_adjectives or word == "العام"):
        return 0
    length = 2 if len(words) > 1 and words[1].fold.startswith("لل") else 1
    is_certain = (is_embassy or length == 2) and has_cue
    return length if is_certain or _is_said_where(line, words[length - 1].token) else 0


def _is_said_where(line: Line, i: int) -> bool:
    """ "قرية X بريف حلب", "حي X في Y": an unknown name needs words of place after it."""
    lex = line.lex
    after = line.fold(i + 1)
    is_joined = after == "ب" or (after[:1] == "ب" and after[1:] in lex.ar_settlement)
    return is_joined or after in lex.ar_locative or after.startswith(("تابع", "التابع"))


def _is_no_adjective(word: str) -> bool:
    """Not "قرية صغيرة", "حي شعبي", nor a word a particle is written onto: "قرية بريف حلب"."""
    return len(word) >= 3 and not word.endswith(("ه", "ي", "يا", "ا", "ات")) and word[0] not in "وفبلك"
