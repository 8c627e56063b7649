"""All rules, family by family, in the order they are tried."""

from geo.claims.rules import (
    build_up,
    departure,
    emplace,
    exercise,
    patrol,
    presence_move,
    presence_station,
    rotate,
)
from geo.claims.rules.rule import Frame, Rule

ENGLISH: tuple[Rule, ...] = (
    *emplace.RULES,
    *rotate.RULES,
    *departure.RULES,
    *exercise.RULES,
    *patrol.RULES,
    *build_up.RULES,
    *presence_move.RULES,
    *presence_station.RULES,
)
ARABIC: tuple[Rule, ...] = (
    *emplace.ARABIC,
    *rotate.ARABIC,
    *departure.ARABIC,
    *exercise.ARABIC,
    *patrol.ARABIC,
    *build_up.ARABIC,
    *presence_move.ARABIC,
    *presence_station.ARABIC,
)

__all__ = ["ARABIC", "ENGLISH", "Frame", "Rule"]
