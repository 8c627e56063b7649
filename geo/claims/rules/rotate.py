"""Replacement of one force by another at the same place."""

from geo.claims.rules.rule import AR_IN, IN, Rule

RULES = (
    Rule(
        "rotates",
        "rotate",
        "moves",
        ("rotate", "rotate in"),
        (*IN, "into", "through"),
        more_is_reinforce=False,
        needs_strong=True,
    ),
    Rule(
        "relieves",
        "rotate",
        "relieves",
        ("relieve", "replace", "succeed", "swap", "take over", "hand over to"),
        IN,
        more_is_reinforce=False,
        needs_strong=True,
    ),
    Rule("takes-over", "rotate", "goes", ("take over from",), IN, more_is_reinforce=False),
    Rule(
        "rotation",
        "rotate",
        "noun",
        ("rotation", "rotational presence", "replacement"),
        IN,
        more_is_reinforce=False,
    ),
)
ARABIC = (
    Rule(
        "ar-baddala",
        "rotate",
        "sends",
        ("بدل", "يبدل", "استبدل", "يستبدل", "ناوب"),
        AR_IN,
        language="ar",
        more_is_reinforce=False,
    ),
    Rule(
        "ar-tabdil-noun",
        "rotate",
        "noun",
        ("تبديل", "استبدال", "مناوبه", "تناوب"),
        AR_IN,
        language="ar",
        more_is_reinforce=False,
    ),
)
