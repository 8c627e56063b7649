"""The grammar of English reports."""

from geo.claims.english.grammar import Grammar

__all__ = ["Grammar"]
