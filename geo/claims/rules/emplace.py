"""Setting up a system: missiles, air defence, radars, guns."""

from geo.claims.rules.rule import AR_IN, IN, Rule

RULES = (
    Rule(
        "emplaces",
        "emplace",
        "sends",
        ("emplace", "install", "place", "put", "set up", "site", "mount", "erect", "activate"),
        IN,
        theme="system",
        more_is_reinforce=False,
    ),
    Rule(
        "goes-on-duty",
        "emplace",
        "goes",
        (
            *("go on combat duty", "take up combat duty", "enter combat duty", "begin combat duty"),
            *("assume combat duty", "go on duty"),
        ),
        IN,
        theme="system",
        more_is_reinforce=False,
    ),
    Rule(
        "lays-mines",
        "emplace",
        "goes",
        (
            *("lay mines", "plant mines", "sow mines", "lay landmines", "plant landmines", "lay minefields"),
            *("lay sea mines", "lay naval mines", "lay anti-tank mines", "lay a minefield", "lay more mines"),
        ),
        IN,
        needs_strong=True,
        more_is_reinforce=False,
    ),
    Rule(
        "puts-force",
        "deploy",
        "sends",
        ("put", "place", "put back", "put ashore"),
        ("into", "in", "at", "on", "ashore", "along", "near"),
        theme="mobile",
        needs_strong=True,
    ),
    Rule(
        "emplacement",
        "emplace",
        "noun",
        ("emplacement", "installation"),
        IN,
        theme="system",
        more_is_reinforce=False,
    ),
)
ARABIC = (
    Rule(
        "ar-nasaba",
        "emplace",
        "sends",
        ("نصب", "ينصب", "ركب", "يركب", "وضع", "يضع", "ثبت", "يثبت", "شغل"),
        AR_IN,
        theme="system",
        language="ar",
        more_is_reinforce=False,
    ),
    Rule(
        "ar-nasb-noun",
        "emplace",
        "noun",
        ("نصب", "تركيب", "تثبيت"),
        AR_IN,
        theme="system",
        language="ar",
        more_is_reinforce=False,
    ),
)
