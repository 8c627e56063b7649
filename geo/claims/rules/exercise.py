"""Exercises, drills, war games."""

from geo.claims.rules.rule import AR_IN, OVER, Rule

NOUNS = (
    "exercise",
    "drill",
    "manoeuvre",
    "maneuver",
    "war game",
    "wargame",
    "military exercise",
    "live-fire drill",
    "naval drill",
    "joint exercise",
    "war games",
    "military drill",
    "live-fire exercise",
)
RULES = (
    Rule(
        "holds-exercise",
        "exercise",
        "holds",
        (
            "hold",
            "conduct",
            "stage",
            "carry out",
            "start",
            "begin",
            "launch",
            "kick off",
            "run",
            "participate in",
            "take part in",
            "join",
            "commence",
            "conclude",
            "end",
            "complete",
            "perform",
            "practise",
            "finish",
        ),
        OVER,
        more_is_reinforce=False,
    ),
    Rule(
        "trains",
        "exercise",
        "goes",
        ("train", "exercise", "drill"),
        OVER,
        needs_strong=True,
        more_is_reinforce=False,
    ),
    Rule("exercise-of", "exercise", "noun", NOUNS, OVER, more_is_reinforce=False),
)
ARABIC = (
    Rule(
        "ar-munawarat",
        "exercise",
        "noun",
        ("مناورات", "تدريبات", "مناوره", "تمرين", "تمارين"),
        AR_IN,
        language="ar",
        more_is_reinforce=False,
    ),
    Rule(
        "ar-tadarraba",
        "exercise",
        "goes",
        ("تدرب", "يتدرب", "ناور"),
        AR_IN,
        language="ar",
        more_is_reinforce=False,
    ),
)
