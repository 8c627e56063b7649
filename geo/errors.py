"""What can go wrong in reading. No class here knows of HTTP, files' owners or the database."""


class GeoError(Exception):
    """Base of all errors of `geo`."""


class GazetteerMissing(GeoError):
    """No built gazetteer at the path given."""


class GazetteerDamaged(GeoError):
    """The built gazetteer is incomplete or of another format version; build it again."""


class UnreadableSource(GeoError):
    """A gazetteer source or data file has a row that cannot be understood."""


class TextTooLong(GeoError):
    """The text is over the reader's cap."""


class UnknownReader(GeoError):
    """No claim reader of that name is installed, or it cannot be loaded."""


class UnknownHome(GeoError):
    """Where a publisher is said to be at home is no country and no place of the gazetteer."""
