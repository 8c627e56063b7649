"""Settings: from the environment, on top of them what the command line says; wrong ones are named."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from app.config import BadSetting, Settings, load
from app.db.embedded import READER
from app.db.engine import database_url


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"POSTUREMAP_{name.upper()}", raising=False)


def test_the_command_line_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTUREMAP_PORT", "9000")
    monkeypatch.setenv("POSTUREMAP_HOST", "0.0.0.0")
    settings = load(port=9001, host=None)
    assert (settings.host, settings.port) == ("0.0.0.0", 9001)


def test_an_empty_variable_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTUREMAP_DATABASE_URL", "")
    monkeypatch.setenv("POSTUREMAP_PORT", "")
    assert load().is_embedded
    assert load().port == 8000


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("PORT", "abc", "POSTUREMAP_PORT=abc: Input should be a valid integer"),
        ("PORT", "70000", "POSTUREMAP_PORT=70000"),
        ("BODY_LIMIT", "0", "POSTUREMAP_BODY_LIMIT=0"),
        ("PUBLIC_URL", "maps.example", "POSTUREMAP_PUBLIC_URL=maps.example: must begin with http"),
        (
            "BASEMAP_URL",
            "https://tiles.example/",
            "POSTUREMAP_BASEMAP_URL=https://tiles.example/: must be a tile",
        ),
        ("BASEMAP_URL", "javascript:{z}{x}{y}", "POSTUREMAP_BASEMAP_URL"),
        ("LOG_LEVEL", "loud", "POSTUREMAP_LOG_LEVEL=loud: must be debug, info, warning or error"),
        ("FSYNC", "perhaps", "POSTUREMAP_FSYNC=perhaps"),
    ],
)
def test_a_wrong_value_is_named_as_the_user_wrote_it(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(f"POSTUREMAP_{name}", value)
    with pytest.raises(BadSetting) as caught:
        load()
    assert said in str(caught.value)


def test_every_wrong_value_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTUREMAP_PORT", "abc")
    with pytest.raises(BadSetting) as caught:
        load(body_limit=1)
    assert [line.split(":")[0] for line in str(caught.value).splitlines()] == [
        "POSTUREMAP_PORT=abc",
        "body_limit=1",
    ]


def test_the_password_of_the_database_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTUREMAP_DATABASE_URL", "postgresql://me:secret@db/maps")
    assert "secret" not in repr(load())
    assert "secret" not in str(database_url(load()))


def test_settings_do_not_change() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        load().port = 1


def test_paths_are_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    settings = load(data_dir="here")
    assert settings.data_dir == tmp_path / "here"
    assert settings.gazetteer_path == tmp_path / "here" / "gazetteer"
    assert load(data_dir="~/x").data_dir == Path.home() / "x"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_addresses_of_postgresql_are_taken_in_every_usual_form(scheme: str) -> None:
    url = database_url(load(database_url=f"{scheme}://me@db.example:5433/maps?sslmode=require"))
    assert (url.drivername, url.host, url.port, url.database) == (
        "postgresql+psycopg",
        "db.example",
        5433,
        "maps",
    )
    assert url.query["sslmode"] == "require"


@pytest.mark.parametrize(
    "address", ["mysql://db/maps", "sqlite:///x", "somewhere", "postgresql+asyncpg://db/maps"]
)
def test_any_other_database_is_refused(address: str) -> None:
    with pytest.raises(BadSetting, match="POSTUREMAP_DATABASE_URL"):
        database_url(load(database_url=address))


def test_the_embedded_database_is_reached_under_two_roles(tmp_path: Path) -> None:
    settings = load(data_dir=tmp_path)
    assert database_url(settings).username == "posturemap"
    assert database_url(settings, user=READER).username == "posturemap_reader"
