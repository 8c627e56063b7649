"""Claim readers of other packages through the app: the example of docs/readers.md, run as it stands there."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import httpx2
import pytest
from sqlalchemy import Engine, text

from app import intake, work
from app.config import BadSetting, Settings
from app.db import sources
from app.db.engine import transaction
from app.prepare import require_reader
from app.types import Article, Source
from geo.claims.readers import GROUP, reader
from geo.gazetteer import Gazetteer
from tests.http.conftest import serving

ROOT = Path(__file__).parents[2]
TOLD = "Turkish troops arrived in Gao on Monday."
TALKS = "The minister arrived in Gao for talks."


def example() -> tuple[dict[str, Any], str]:
    """The two files of the page: its project file, read, and its module."""
    page = (ROOT / "docs/readers.md").read_text(encoding="utf-8")
    project, module = (re.search(rf"```{kind}\n(.*?)```", page, re.DOTALL) for kind in ("toml", "python"))
    assert project
    assert module
    return tomllib.loads(project[1]), module[1]


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """The folder of the example, as pip would have left it."""
    project, module = example()
    folder = tmp_path / "site"
    offered = project["project"]["entry-points"][GROUP]
    info = folder / f"weighing_reader-{project['project']['version']}.dist-info"
    info.mkdir(parents=True)
    (folder / f"{project['tool']['setuptools']['py-modules'][0]}.py").write_text(module, encoding="utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: weighing-reader\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(
        f"[{GROUP}]\n" + "".join(f"{name} = {value}\n" for name, value in offered.items())
    )
    return folder


@pytest.fixture
def installed(package: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.syspath_prepend(package)
    reader.cache_clear()
    yield
    reader.cache_clear()
    sys.modules.pop("weighing_reader", None)


@pytest.fixture
def posturemap(
    package: Path, tmp_path: Path, gazetteer_path: Path
) -> Callable[..., subprocess.CompletedProcess[str]]:
    def run(*arguments: str, given: str = "", **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "app.cli", *arguments],
            input=given,
            capture_output=True,
            text=True,
            cwd=ROOT,
            env={
                **{name: value for name, value in os.environ.items() if not name.startswith("POSTUREMAP_")},
                "PYTHONPATH": str(package),
                "POSTUREMAP_DATA_DIR": str(tmp_path / "data"),
                "POSTUREMAP_GAZETTEER_DIR": str(gazetteer_path),
                **more,
            },
            timeout=120,
            check=False,
        )

    return run


def test_read_takes_the_reader_of_the_option(posturemap: Any) -> None:
    done = posturemap("read", "--reader", "weighing", "--format", "geojson", given=f"{TOLD} {TALKS}")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["version"].endswith("+weighing")
    (claim,) = (feature["properties"] for feature in answer["features"])
    assert (claim["actor_id"], claim["action"], claim["rule"]) == ("tr-armed-forces", "arrive", "weighing")
    assert [skipped["why"] for skipped in answer["skipped"]] == ["weighs -0.6, needs 2.0"]


def test_lines_are_read_by_the_reader_of_the_setting(posturemap: Any) -> None:
    line = json.dumps({"id": 1, "text": TOLD})
    done = posturemap("read", "--jsonl", given=line, POSTUREMAP_CLAIM_READER="weighing")
    assert [found["rule"] for found in json.loads(done.stdout)["deployments"]] == ["weighing"]


@pytest.mark.parametrize("command", [["read"], ["work"], ["serve"], ["rebuild", "--reread"], ["up"]])
def test_a_reader_that_is_not_there_ends_the_command_at_its_start(
    posturemap: Any, command: list[str]
) -> None:
    done = posturemap(*command, POSTUREMAP_CLAIM_READER="nobody")
    assert done.returncode == 1
    assert done.stderr == (
        "posturemap: POSTUREMAP_CLAIM_READER or --reader: no claim reader 'nobody'; known: rules, weighing\n"
    )


def test_our_rules_need_no_look_for_packages() -> None:
    require_reader(Settings())
    with pytest.raises(BadSetting, match="POSTUREMAP_CLAIM_READER"):
        require_reader(Settings(claim_reader="nobody"))


@pytest.mark.usefixtures("installed")
def test_a_worker_and_a_rebuild_read_with_it_and_keep_its_name(engine: Engine, gazetteer: Gazetteer) -> None:
    def stored() -> tuple[str, list[str]]:
        with engine.connect() as conn:
            version = conn.scalar(text("SELECT reader_version FROM edition"))
            rules = conn.scalars(text("SELECT rule FROM claim WHERE retired_at IS NULL"))
            return version, list(rules)

    article = Article(text=TOLD, source="wire", published=date(2024, 6, 5))
    editions = intake.take(engine, [article]).editions
    work.drain(engine, gazetteer, editions, claim_reader="weighing")
    version, rules = stored()
    assert version.endswith("+weighing")
    assert rules == ["weighing"]
    work.rebuild(engine, gazetteer)
    version, rules = stored()
    assert "+" not in version
    assert "weighing" not in rules
    work.rebuild(engine, gazetteer, claim_reader="weighing")
    assert stored()[1] == ["weighing"]


@pytest.mark.usefixtures("installed")
def test_the_server_reads_with_its_own_and_takes_no_other(tmp_path: Path, gazetteer_path: Path) -> None:
    settings = Settings(
        database_url="postgresql://nobody@127.0.0.1:1/none",
        data_dir=tmp_path,
        gazetteer_dir=gazetteer_path,
        claim_reader="weighing",
    )
    with serving(settings) as url, httpx2.Client(base_url=url, timeout=60, trust_env=False) as client:
        answer = client.post("/read", json={"text": TOLD}).json()
        assert [feature["properties"]["rule"] for feature in answer["features"]] == ["weighing"]
        assert client.post("/read", json={"text": TOLD, "claim_reader": "rules"}).status_code == 400


# --- where the publisher is at home

VALENCIA = "Troops arrived in Valencia on Monday."


def places(answer: dict[str, Any]) -> list[str | None]:
    return [found["place_id"] for found in answer["toponyms"]]


def test_a_publishers_home_decides_between_namesakes(posturemap: Any) -> None:
    def read(*options: str) -> list[str | None]:
        done = posturemap("read", "--format", "geojson", *options, given=VALENCIA)
        assert done.returncode == 0, done.stderr
        return places(json.loads(done.stdout))

    spanish, other = read("--home", "ES"), read("--home", "US")
    assert spanish != other
    line = {"text": VALENCIA, "home": "ES"}
    done = posturemap("read", "--jsonl", "--home", "US", given=json.dumps(line))
    assert round(json.loads(done.stdout)["toponyms"][0]["lon"]) == 0


def test_a_home_that_is_nowhere_is_one_line(posturemap: Any) -> None:
    done = posturemap("read", "--home", "ZZ", given=VALENCIA)
    assert done.returncode == 1
    assert done.stderr == (
        "posturemap: home 'ZZ': neither a country's code nor a place of the gazetteer in one\n"
    )


@pytest.mark.parametrize(("country", "lon"), [("ES", 0), ("US", -68), ("ZZ", -68), (None, -68)])
def test_a_worker_reads_a_report_at_its_sources_home(
    engine: Engine, gazetteer: Gazetteer, country: str | None, lon: int
) -> None:
    with transaction(engine) as conn:
        sources.upsert(conn, [Source(id="wire", name="wire", country=country)])
    editions = intake.take(engine, [Article(text=VALENCIA, source="wire")]).editions
    assert work.drain(engine, gazetteer, editions).failed == ()
    with engine.connect() as conn:
        found = conn.scalars(text("SELECT round(ST_X(point)) FROM place")).all()
    assert found == [lon]
