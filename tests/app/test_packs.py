"""Adding to the gazetteer and correcting it from the command line, and what the server then finds."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.serve.context import OpenGazetteer
from tests.asynchronous import run

ROOT = Path(__file__).parents[2]
Posturemap = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def own_path(tmp_path: Path, gazetteer_path: Path) -> Path:
    """The real gazetteer, to which packs may be added."""
    return Path(shutil.copytree(gazetteer_path, tmp_path / "gazetteer", copy_function=os.link))


@pytest.fixture
def posturemap(tmp_path: Path, own_path: Path) -> Posturemap:
    environment = {
        **os.environ,
        "POSTUREMAP_DATA_DIR": str(tmp_path / "data"),
        "POSTUREMAP_GAZETTEER_DIR": str(own_path),
    }

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", "from app.cli import main; main()", *arguments]
        return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment, check=False)

    return run


def sites(path: Path) -> Path:
    feature = {
        "type": "Feature",
        "properties": {"label": "Depot Zorblat"},
        "geometry": {"type": "Point", "coordinates": [43.2, 36.4]},
    }
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature, {}]}), encoding="utf-8")
    return path


def test_a_pack_is_added_listed_used_and_removed(tmp_path: Path, posturemap: Posturemap) -> None:
    path = sites(tmp_path / "depots.geojson")
    command = ("gazetteer", "add", "geojson", str(path), "--as", "depots", "--name", "label")
    added = posturemap(*command)
    assert added.returncode == 0, added.stderr
    assert "depots: 1 places" in added.stdout
    assert "feature 2" in added.stdout, "the bad one is named"
    assert "depots: 1 places" in posturemap("gazetteer", "packs").stdout
    assert "Depot Zorblat" in posturemap("gazetteer", "lookup", "Depot Zorblat").stdout
    assert posturemap("gazetteer", "remove", "depots").returncode == 0
    assert posturemap("gazetteer", "lookup", "Depot Zorblat").returncode == 1
    gone = posturemap("gazetteer", "remove", "depots")
    assert gone.returncode == 1
    assert "no pack is called 'depots'" in gone.stderr


def test_a_damaged_pack_is_named_with_the_command_that_mends_it(
    tmp_path: Path, own_path: Path, posturemap: Posturemap
) -> None:
    posturemap(
        "gazetteer", "add", "geojson", str(sites(tmp_path / "d.geojson")), "--as", "depots", "--name", "label"
    )
    (own_path.with_name("gazetteer.d") / "depots" / "texts.bin").write_bytes(b"")
    done = posturemap("gazetteer", "lookup", "Baghdad")
    assert done.returncode == 1
    assert "depots" in done.stderr
    assert "posturemap gazetteer add geojson" in done.stderr
    assert "Traceback" not in done.stderr


def test_what_is_no_such_file_is_refused_in_one_line(tmp_path: Path, posturemap: Posturemap) -> None:
    path = tmp_path / "things.txt"
    path.write_text("nothing of the kind\n", encoding="utf-8")
    for source in ("geonames", "naturalearth", "ourairports", "geojson"):
        done = posturemap("gazetteer", "add", source, str(path))
        assert done.returncode == 1
        assert "things.txt" in done.stderr
        assert "Traceback" not in done.stderr


def test_corrections_put_in_force_are_used_and_bad_rows_named(tmp_path: Path, posturemap: Posturemap) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(
        "action,id,name,lon,lat\nadd,own:z,Zorblat Camp,43.2,36.4\ndrop,gn:0,,,\n", encoding="utf-8"
    )
    done = posturemap("gazetteer", "correct", str(path))
    assert done.returncode == 0, done.stderr
    assert "own:z is added" in done.stdout
    assert "mine.csv:3: no place has the id 'gn:0'" in done.stderr
    found = posturemap("gazetteer", "lookup", "Zorblat Camp")
    assert "own:z" in found.stdout
    assert "correction left out: corrections.csv:3" in found.stderr
    path.write_text("action,id\nburn,gn:0\n", encoding="utf-8")
    assert posturemap("gazetteer", "correct", str(path)).returncode == 1
    assert "own:z" in posturemap("gazetteer", "lookup", "Zorblat Camp").stdout, "those before stay"


def test_the_server_opens_the_gazetteer_as_corrected(tmp_path: Path, gazetteer_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    path.write_text("name,lon,lat\nZorblat Camp,43.2,36.4\n", encoding="utf-8")
    gazetteer = run(OpenGazetteer(gazetteer_path, path).get())
    assert [place.name for place in gazetteer.lookup("Zorblat Camp")] == ["Zorblat Camp"]
