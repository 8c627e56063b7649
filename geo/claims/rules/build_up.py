"""Massing of forces, and the building of sites for them."""

from geo.claims.rules.rule import IN, Rule

RULES = (
    Rule(
        "masses",
        "build_up",
        "moves",
        ("mass", "amass", "concentrate", "assemble", "muster", "build up", "gather", "accumulate"),
        IN,
        needs_strong=True,
        more_is_reinforce=False,
    ),
    Rule(
        "encircles-with", "build_up", "backs", ("encircle", "surround", "ring"), IN, more_is_reinforce=False
    ),
    Rule(
        "builds-site",
        "build_up",
        "builds",
        (
            "build",
            "construct",
            "develop",
            "establish",
            "set up",
            "put up",
            "expand",
            "open",
            "erect",
            "dig",
            "fortify",
            "restore",
            "enlarge",
            "upgrade",
            "extend",
            "reopen",
        ),
        IN,
        theme="facility",
        more_is_reinforce=False,
    ),
    Rule(
        "build-up",
        "build_up",
        "noun",
        ("build-up", "buildup", "massing", "concentration"),
        IN,
        more_is_reinforce=False,
    ),
)
ARABIC = (
    Rule(
        "ar-hashada",
        "build_up",
        "sends",
        ("حشد", "يحشد"),
        ("في", "علي", "قرب", "شرق", "غرب", "شمال", "جنوب", "عند", "ب"),
        language="ar",
        more_is_reinforce=False,
    ),
    Rule(
        "ar-hashd-noun",
        "build_up",
        "noun",
        ("حشد", "حشود"),
        ("في", "علي", "قرب", "شرق", "غرب", "شمال", "جنوب"),
        language="ar",
        more_is_reinforce=False,
    ),
    Rule(
        "ar-bana",
        "build_up",
        "builds",
        ("بني", "انشا", "اقام", "يبني", "ينشئ", "يقيم"),
        ("في", "علي", "قرب"),
        theme="facility",
        language="ar",
        more_is_reinforce=False,
    ),
)
