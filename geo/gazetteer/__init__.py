"""Names to places: a gazetteer built once from several sources and mapped into memory."""

from geo.gazetteer.index import Gazetteer, Ranked

__all__ = ["Gazetteer", "Ranked"]
