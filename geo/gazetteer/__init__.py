"""Names to places: a gazetteer built once from several sources and mapped into memory."""

from geo.gazetteer.index import Completed, Gazetteer, Ranked

__all__ = ["Completed", "Gazetteer", "Ranked"]
