"""Errors a caller may treat differently. No HTTP here: `app.serve.problems` maps them to statuses."""


class PosturemapError(Exception):
    """Base of all errors of the service."""


class BadParameter(PosturemapError):
    """A request's parameter is wrong. `name` is the parameter, the message says what was wrong with it."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(f"{name}: {message}")
        self.name = name


class NotFound(PosturemapError):
    """What was asked for by name or id does not exist."""


class BodyTooLarge(PosturemapError):
    """The request's body is over the cap."""


class BadBody(PosturemapError):
    """The request's body cannot be understood."""


class PackagesMissing(PosturemapError):
    """The system's packages that the embedded database needs are not installed."""


class DataDirUnusable(PosturemapError):
    """The data directory cannot be made, or not be reached by the database's user."""


class DatabaseUnavailable(PosturemapError):
    """The database does not answer, or refuses the connection."""


class SchemaOutOfDate(PosturemapError):
    """The database's schema is not of the revision this program needs."""


class UnreadableInput(PosturemapError):
    """A file or body that holds no report: wrong format, wrong encoding, empty, too large."""
