"""Sites the gazetteer lacks, "مستشفى X في Y": at the place said beside them, as exactly as that is known."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from geo.gazetteer.names import fold
from geo.toponyms.lexicon import lexicon
from geo.toponyms.mentions import Mention
from geo.types import Document, Place, Toponym

_WIDEST_GAP = 30
_FINDS: frozenset[str] = frozenset(["في", "ب", "", "التابع", "التابعه", "وسط", "داخل", "قرب"])
_HOLDERS = frozenset(["city", "admin", "facility", "other", "region"])


def holders(document: Document, mentions: Sequence[Mention]) -> dict[int, int]:
    """By index of a site that words of place part from the next mention: the index of that one."""
    found = {}
    for i, (one, other) in enumerate(pairwise(mentions)):
        gap = document.text[one.span.end : max(one.span.end, other.span.start)]
        if one.form == "site" and one.sentence == other.sentence and _says_where(gap):
            found[i] = i + 1
    return found


def _says_where(gap: str) -> bool:
    if not gap.strip() or len(gap) > _WIDEST_GAP:
        return False
    lex = lexicon()
    for word in gap.replace("،", " ").replace(",", " ").replace("#", " ").replace("ـ", "").split():
        folded = fold(word)
        peeled = folded[1:] if folded[:1] in ("ب", "ل") else folded
        known = folded in _FINDS or folded in lex.ar_directions or peeled in lex.ar_directions
        if not known and peeled not in lex.ar_settlement:
            return False
    return True


def where(
    site: Mention, holder: Toponym | None, decided: Sequence[Toponym | None], *, land: Place | None
) -> Place | None:
    """The place a site is at, by its holder.

    `land` is the country the text is about, given where somebody says that the words are a place: then the
    nearest town will do for a building, and the country for a name of no known kind.
    """
    if holder is not None and holder.place is not None and holder.place.kind in _HOLDERS:
        return holder.place
    if land is None or site.kind is None:
        return land
    near = [t for t in decided if t is not None and t.place is not None and t.place.kind in _HOLDERS]
    nearest = min(near, key=lambda t: abs(t.span.start - site.span.start), default=None)
    return nearest.place if nearest else land
