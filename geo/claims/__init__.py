"""Claims: who puts which force where, when, in what strength, and who says so."""

from geo.claims.assemble import claims

__all__ = ["claims"]
