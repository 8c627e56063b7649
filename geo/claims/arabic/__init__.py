"""The grammar of Arabic reports."""

from geo.claims.arabic.grammar import Grammar

__all__ = ["Grammar"]
