"""English words of grammar: auxiliaries, negations, prepositions and what opens a clause."""

from __future__ import annotations

from geo.claims.words import OF_PLACE

BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "'s", "'re", "am"})
HAVE = frozenset({"has", "have", "had", "having", "'ve"})
DO = frozenset({"do", "does", "did"})
MODALS = frozenset(
    {"will", "shall", "would", "could", "may", "might", "should", "must", "can", "ought", "'ll"}
)
NEGATIONS = frozenset({"not", "n't", "never", "neither", "nor", "no", "cannot"})
ADVERBS = frozenset(
    {
        "now",
        "also",
        "already",
        "still",
        "again",
        "just",
        "soon",
        "then",
        "since",
        "even",
        "once",
        "only",
        "first",
        "later",
        "often",
        "usually",
        "ever",
        "yet",
        "currently",
        "too",
        "itself",
        "themselves",
        "back",
    }
)
"""What may stand between an auxiliary and its verb, besides words in -ly."""
PREPOSITIONS = frozenset(
    (
        *OF_PLACE,
        *[
            "about",
            "after",
            "amid",
            "as",
            "before",
            "behind",
            "below",
            "beyond",
            "bordering",
            "by",
            "despite",
            "down",
            "during",
            "east",
            "facing",
        ],
        *[
            "from",
            "including",
            "like",
            "north",
            "of",
            "out",
            "past",
            "per",
            "since",
            "south",
            "surrounding",
            "through",
            "until",
            "up",
            "via",
            "west",
        ],
        "with",
    )
)
SUBORDINATORS = frozenset(
    {
        "that",
        "which",
        "who",
        "whom",
        "whose",
        "where",
        "when",
        "while",
        "whereas",
        "because",
        "if",
        "whether",
        "although",
        "though",
        "unless",
        "so",
        "than",
        "until",
        "amid",
    }
)
