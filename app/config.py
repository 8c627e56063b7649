"""Settings of the program: environment variables with the prefix POSTUREMAP_, read once, handed down.

`load()` is called in the entry point; everything else is given the frozen object.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any

import platformdirs
from pydantic import AfterValidator, Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.errors import PosturemapError

PREFIX = "POSTUREMAP_"
OWN_RULES = "rules"
"""As `geo.claims.readers.RULES`, without loading the reader to know it."""


class BadSetting(PosturemapError):
    """An environment variable or option holds a value that cannot be used. The message names it."""


def default_data_dir() -> Path:
    """The platform's place for a user's data; for root a place that the database's own user can enter."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return Path("/var/lib/posturemap")
    return platformdirs.user_data_path("posturemap", appauthor=False)


def _web_address(value: str) -> str:
    if not value.startswith(("http://", "https://")):
        raise ValueError("must begin with http:// or https://")
    return value.rstrip("/")


WebAddress = Annotated[str, AfterValidator(_web_address)]


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid", env_ignore_empty=True)

    data_dir: Path = Field(default_factory=default_data_dir)
    """Holds the embedded database and the gazetteer's built files."""
    gazetteer_dir: Path | None = None
    """The built gazetteer; None is `gazetteer` under `data_dir`."""
    corrections: Path | None = None
    """The user's corrections of the gazetteer; None is `corrections.tsv`, `.csv` or `.geojson` under
    `data_dir`, where there is one."""
    database_url: str | None = Field(default=None, repr=False)
    """SQLAlchemy or libpq address of a PostgreSQL with PostGIS; None is the embedded one."""
    fsync: bool = True
    """Of the embedded database. False is for tests: a power cut may then lose everything."""

    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    public_url: WebAddress | None = None
    """What links begin with; None is the address listened on."""
    basemap_url: str | None = None
    """XYZ template of a raster basemap; None is the built-in one."""
    basemap_attribution: str | None = None
    frontend_dir: Path | None = None
    """The built map; None is the one in the package or checkout."""
    body_limit: int = Field(default=1_000_000, ge=1_000)
    """Bytes of a request's body, decoded."""

    pool_size: int = Field(default=8, ge=1, le=200)
    """Connections for reading, a process."""
    pool_wait_s: float = Field(default=2.0, gt=0)
    statement_timeout_s: float = Field(default=5.0, gt=0)
    """Of queries that serve a request."""
    log_level: str = "info"
    claim_reader: str = OWN_RULES
    """Who reads the claims: our rules, or a reader that an installed package offers under this name."""

    @field_validator("data_dir", "gazetteer_dir", "corrections", "frontend_dir")
    @classmethod
    def _absolute(cls, value: Path | None) -> Path | None:
        return None if value is None else value.expanduser().absolute()

    @field_validator("basemap_url")
    @classmethod
    def _tile_template(cls, value: str | None) -> str | None:
        if value is None:
            return None
        missing = [part for part in ("{z}", "{x}", "{y}") if part not in value]
        if missing or not value.startswith(("http://", "https://", "/")):
            raise ValueError("must be a tile address such as https://tiles.example.org/{z}/{x}/{y}.png")
        return value

    @field_validator("log_level")
    @classmethod
    def _known_level(cls, value: str) -> str:
        if value.lower() not in {"debug", "info", "warning", "error"}:
            raise ValueError("must be debug, info, warning or error")
        return value.lower()

    @property
    def is_embedded(self) -> bool:
        return self.database_url is None

    @property
    def gazetteer_path(self) -> Path:
        return self.gazetteer_dir or self.data_dir / "gazetteer"

    @property
    def corrections_path(self) -> Path | None:
        """None where there are no corrections. One that is set need not exist: that is told on opening."""
        if self.corrections is not None:
            return self.corrections
        return next((path for path in own_corrections(self.data_dir) if path.is_file()), None)


def own_corrections(data_dir: Path) -> list[Path]:
    """Where corrections are looked for that no setting names."""
    return [data_dir / f"corrections{suffix}" for suffix in (".tsv", ".csv", ".geojson")]


def load(**given: Any) -> Settings:
    """Settings from the environment, `given` (options of the command line; None is not given) on top.

    Raises BadSetting, one line a wrong value, each named as the user wrote it.
    """
    chosen = {name: value for name, value in given.items() if value is not None}
    try:
        return Settings(**chosen)
    except ValidationError as error:
        raise BadSetting(
            "\n".join(_explain(one["loc"], one["msg"], chosen) for one in error.errors())
        ) from None


def _explain(location: tuple[int | str, ...], message: str, chosen: dict[str, Any]) -> str:
    name = str(location[0])
    variable = f"{PREFIX}{name.upper()}"
    value = chosen.get(name, os.environ.get(variable))
    shown = "" if name == "database_url" else f"={value}"
    return f"{name if name in chosen else variable}{shown}: {message.removeprefix('Value error, ')}"
