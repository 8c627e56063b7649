"""The command line as a user types it: processes of their own, real pipes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL, Engine, text

from app import cli, sample
from app.config import Settings
from app.db.engine import write_engine
from app.errors import DatabaseUnavailable
from app.intake import Taken

ROOT = Path(__file__).parents[2]
TEXT = "More than 3,000 US military personnel arrived in the Red Sea on 7 August, the Pentagon said."
BORDER = "Polish troops were deployed along the border with Belarus last week."

Posturemap = Any


@pytest.fixture
def posturemap(tmp_path: Path, gazetteer_path: Path) -> Posturemap:
    """Runs a command. Neither database nor data directory of anybody is in its reach."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("POSTUREMAP_")},
        "POSTUREMAP_DATA_DIR": str(tmp_path / "data"),
        "POSTUREMAP_GAZETTEER_DIR": str(gazetteer_path),
    }

    def run(*arguments: object, given: str | bytes = b"", **more: str) -> subprocess.CompletedProcess[str]:
        content = given.encode() if isinstance(given, str) else given
        done = subprocess.run(
            [sys.executable, "-m", "app.cli", *map(str, arguments)],
            input=content,
            capture_output=True,
            cwd=ROOT,
            env={**environment, **more},
            timeout=120,
            check=False,
        )
        return subprocess.CompletedProcess(
            done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
        )

    return run


@pytest.fixture
def stored(posturemap: Posturemap, database: URL) -> Posturemap:
    """As `posturemap`, with a database."""
    address = database.render_as_string(hide_password=False)

    def run(*arguments: object, **more: Any) -> subprocess.CompletedProcess[str]:
        done: subprocess.CompletedProcess[str] = posturemap(
            *arguments, **{"POSTUREMAP_DATABASE_URL": address} | more
        )
        return done

    return run


# --- help and errors


def test_every_command_has_help_and_those_of_every_day_have_examples(posturemap: Posturemap) -> None:
    for command in ("up", "read", "ingest", "work", "serve", "rebuild", "gazetteer lookup"):
        done = posturemap(*command.split(), "--help")
        assert done.returncode == 0
        assert f"posturemap {command}" in done.stdout
    for group in ("sample", "gazetteer", "db", "quarantine"):
        assert posturemap(group, "--help").returncode == 0


def test_help_needs_nothing_that_takes_long_to_load() -> None:
    program = (
        "import sys, app.cli; print(sorted({'sqlalchemy', 'shapely', 'fastapi', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("read", "/nonexistent.txt"), "No such file"),
        (("read", "--jsonl", "/nonexistent.jsonl"), "No such file"),
        (("gazetteer", "lookup", "Xyzzyxqq"), "no place"),
        (("ingest", "/nonexistent.txt"), "POSTUREMAP_PORT"),
    ],
)
def test_a_known_error_is_one_line_and_exit_code_1(
    posturemap: Posturemap, arguments: tuple[str, ...], says: str
) -> None:
    more = {"POSTUREMAP_PORT": "no"} if says == "POSTUREMAP_PORT" else {}
    done = posturemap(*arguments, **more)
    assert done.returncode == 1
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_wrong_option_is_told_with_its_name(posturemap: Posturemap) -> None:
    done = posturemap("read", "--published", "14 August")
    assert done.returncode == 2
    assert "published" in done.stderr


def test_a_database_that_is_not_there_is_one_line(posturemap: Posturemap) -> None:
    done = posturemap("rebuild", POSTUREMAP_DATABASE_URL="postgresql://nobody@127.0.0.1:9/none")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


# --- read


def test_read_prints_a_table(posturemap: Posturemap, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    done = posturemap("read", tmp_path / "a.txt", "--published", "2023-08-14")
    assert done.returncode == 0
    for word in ("arrive", "Red Sea", "3,000 or more personnel", "2023-08-07"):
        assert word in done.stdout


def test_read_gives_geojson_from_a_pipe(posturemap: Posturemap) -> None:
    done = posturemap("read", "-", "--published", "2023-08-14", "--format", "geojson", given=TEXT)
    found = json.loads(done.stdout)
    assert found["type"] == "FeatureCollection"
    assert found["features"][0]["properties"]["quantity_min"] == 3000
    assert found["features"][0]["geometry"]["type"] in ("Polygon", "MultiPolygon")


def test_read_gives_json_with_offsets(posturemap: Posturemap) -> None:
    found = json.loads(posturemap("read", "--format", "json", given=TEXT).stdout)
    for toponym in found["toponyms"]:
        assert TEXT[toponym["start"] : toponym["end"]] == toponym["text"]


def lines(done: subprocess.CompletedProcess[str]) -> list[Any]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_read_answers_each_line_and_a_broken_one_with_its_number(posturemap: Posturemap) -> None:
    given = [
        json.dumps({"id": "a", "text": TEXT, "published": "2023-08-14", "other": 1}),
        "{",
        "",
        json.dumps({"id": "b"}),
        json.dumps({"id": "c", "text": BORDER, "published": "yesterday"}),
        json.dumps({"id": "d", "text": "\ud800 lone, in Baghdad"}),
        json.dumps({"id": 5, "text": ""}),
    ]
    done = posturemap("read", "--jsonl", given="\n".join(given))
    assert done.returncode == 0
    first, bracket, textless, undated, lone, empty = lines(done)
    assert first["id"] == "a"
    (deployment,) = first["deployments"]
    assert deployment["start"] == "2023-08-07"
    assert deployment["quantity"] == {"min": 3000, "max": None, "unit": "personnel"}
    assert TEXT[slice(*deployment["place_span"])] == deployment["place_text"]
    assert [one["line"] for one in (bracket, textless, undated)] == [2, 4, 5]
    assert "text" in textless["error"]
    assert "published" in undated["error"]
    assert lone["toponyms"][0]["text"] == "Baghdad"
    assert empty == {"id": 5, "toponyms": [], "deployments": []}


def test_read_gives_toponyms_only(posturemap: Posturemap) -> None:
    text = "Shelling was heard in Mosul and Paris."
    done = posturemap("read", "--jsonl", "--toponyms-only", given=json.dumps({"doc": "7", "text": text}))
    (found,) = lines(done)
    assert found["doc"] == "7"
    assert [one["text"] for one in found["mentions"]] == ["Mosul", "Paris"]
    assert found["mentions"][0]["lat"] == pytest.approx(36.3, abs=0.3)


def test_read_gives_states_that_act_among_toponyms_only(posturemap: Posturemap) -> None:
    text = "Moscow denied that Egypt will send troops. US-backed men, Americans and the Pentagon agreed."
    (found,) = lines(
        posturemap("read", "--jsonl", "--toponyms-only", given=json.dumps({"doc": "7", "text": text}))
    )
    (whole,) = lines(posturemap("read", "--jsonl", given=json.dumps({"id": "7", "text": text})))
    assert [one["text"] for one in found["mentions"]] == ["Moscow", "Egypt", "US"]
    assert found["mentions"][0]["lon"] == pytest.approx(37.6, abs=0.2)
    assert whole["toponyms"] == []


def test_read_resolves_just_the_mentions_given(posturemap: Posturemap) -> None:
    text = "Ìý Shelling was heard in Mosul and Xyzzyq, not in Paris or Berlin."
    spans = [(text.index(name), text.index(name) + len(name)) for name in ("Mosul", "Berlin", "Xyzzyq")]
    row = {
        "doc": "7",
        "text": text,
        "mentions": [{"start": s, "end": e, "text": text[s:e]} for s, e in spans],
    }
    (found,) = lines(posturemap("read", "--jsonl", "--toponyms-only", given=json.dumps(row)))
    mosul, _, nowhere = found["mentions"]
    assert (mosul["start"], mosul["end"], mosul["text"]) == (*spans[0], "Mosul")
    assert mosul["lon"] == pytest.approx(43.1, abs=0.3)
    assert (nowhere["text"], nowhere["lon"], nowhere["lat"]) == ("Xyzzyq", None, None)


def test_read_ends_quietly_when_nobody_listens_any_more(gazetteer_path: Path) -> None:
    rows = "\n".join(json.dumps({"id": n, "text": BORDER}) for n in range(500))
    command = f"{sys.executable} -m app.cli read --jsonl | head -1"
    done = subprocess.run(
        command,
        shell=True,
        input=rows.encode(),
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "POSTUREMAP_GAZETTEER_DIR": str(gazetteer_path)},
        check=False,
    )
    assert done.stdout.count(b"\n") == 1
    assert b"Traceback" not in done.stderr


# --- ingest and what follows


def test_ingest_stores_and_reads_and_passes_over_what_is_known(stored: Posturemap, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "r.jsonl").write_text(json.dumps({"text": BORDER, "id": 1}) + "\n{broken\n")
    first = stored("ingest", tmp_path / "a.txt", tmp_path / "r.jsonl", "--source", "wire")
    assert first.returncode == 0, first.stderr
    assert first.stdout.strip() == "2 stored, 0 known already, 1 refused, 2 read"
    assert "r.jsonl:2: not JSON" in first.stderr
    again = stored("ingest", tmp_path / "a.txt", "--source", "wire")
    assert again.stdout.strip() == "0 stored, 1 known already, 0 refused"
    assert "reports: 2" in stored("db", "status").stdout


def test_ingest_that_takes_nothing_fails(stored: Posturemap, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x00\x01\x02")
    done = stored("ingest", tmp_path / "a.txt")
    assert done.returncode == 1
    assert "not text" in done.stderr


def test_one_address_is_for_one_text(stored: Posturemap, tmp_path: Path) -> None:
    assert stored("ingest", tmp_path, "--url", "https://a.example").returncode == 2


def test_ingest_may_leave_the_reading_to_a_worker(stored: Posturemap, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    assert stored("ingest", "--queue-only", tmp_path / "a.txt").stdout.strip() == (
        "1 stored, 0 known already, 0 refused"
    )
    assert "queued: 1" in stored("db", "status").stdout


def test_texts_whose_reading_the_database_breaks_off_are_said_to_be_safe(gazetteer_path: Path) -> None:
    away = Settings(database_url="postgresql://nobody@/none?host=/nonexistent", gazetteer_dir=gazetteer_path)
    taken = Taken(editions=(1, 2), known=0, refusals=())
    with pytest.raises(DatabaseUnavailable, match=r"All 2 texts are stored.*posturemap work"):
        cli._finish_taking(away, write_engine(away), taken, queue_only=False)


def test_sample_loads_once_and_goes_out_again(stored: Posturemap) -> None:
    reports = len(sample.articles())
    assert f"{reports} stored" in stored("sample", "load", "--queue-only").stdout
    assert f"0 stored, {reports} known already" in stored("sample", "load", "--queue-only").stdout
    assert stored("sample", "remove").returncode == 0
    assert "reports: 0" in stored("db", "status").stdout


def test_quarantine_lists_a_report_a_line_and_replays(
    stored: Posturemap, tmp_path: Path, engine: Engine
) -> None:
    rows = [{"text": TEXT, "title": "Two\nlines\tand a tab"}, {"text": BORDER, "url": "https://a.example/b"}]
    (tmp_path / "r.jsonl").write_text("\n".join(map(json.dumps, rows)))
    stored("ingest", "--queue-only", tmp_path / "r.jsonl")
    with engine.begin() as conn:
        conn.execute(text("UPDATE edition SET state = 'quarantined', attempts = 5, error = E'odd\n  text'"))
        first, second = conn.scalars(text("SELECT id FROM edition ORDER BY id"))
    assert stored("quarantine", "list").stdout.splitlines() == [
        f"{second}\t5\thttps://a.example/b\todd text",
        f"{first}\t5\tTwo lines and a tab\todd text",
    ]
    assert stored("quarantine", "replay", first).stdout.strip() == "1 queued anew"
    assert stored("quarantine", "replay").stdout.strip() == "1 queued anew"
    assert stored("quarantine", "list").stdout == ""
    assert "queued: 2" in stored("db", "status").stdout


def test_an_older_schema_says_what_to_do(stored: Posturemap, cluster: Any) -> None:
    from tests.conftest import maintenance

    with maintenance(cluster) as conn:
        conn.exec_driver_sql("DROP DATABASE IF EXISTS bare")
        conn.exec_driver_sql("CREATE DATABASE bare")
    address = cluster.url(database="bare").render_as_string(hide_password=False)
    done = stored("rebuild", POSTUREMAP_DATABASE_URL=address)
    assert done.returncode == 1
    assert "posturemap db migrate" in done.stderr
    assert stored("db", "migrate", POSTUREMAP_DATABASE_URL=address).returncode == 0
    assert stored("rebuild", POSTUREMAP_DATABASE_URL=address).returncode == 0


# --- the gazetteer


def test_gazetteer_looks_a_name_up(posturemap: Posturemap) -> None:
    assert "site:ayn-al-asad" in posturemap("gazetteer", "lookup", "عين الأسد").stdout
    assert "current: yes" in posturemap("gazetteer", "info").stdout


def test_a_lookup_explains_its_ranking(posturemap: Posturemap) -> None:
    document = json.loads(posturemap("gazetteer", "lookup", "Tripoli", "--json").stdout)
    first, second = document["candidates"][:2]
    assert (first["country"], second["country"]) == ("LY", "LB")
    for one in (first, second):
        assert abs(sum(part["score"] for part in one["parts"]) - one["score"]) < 0.01
        assert all(part["why"] for part in one["parts"])
    near = json.loads(posturemap("gazetteer", "lookup", "Tripoli", "--near", "35.8,34.4", "--json").stdout)
    assert near["candidates"][0]["country"] == "LB"
    assert "km from the point" in near["candidates"][0]["parts"][-1]["why"]


def test_a_lookup_tells_what_it_left_out(posturemap: Posturemap) -> None:
    done = posturemap("gazetteer", "lookup", "Tripoli", "--country", "lb")
    assert "left out: Tripoli (gn:2210247)" in done.stdout
    assert "lies in LY, not in LB" in done.stdout
    unknown = posturemap("gazetteer", "lookup", "Kharkyv")
    assert unknown.returncode == 1
    assert "names like it: Kharkiv (gn:706483)" in unknown.stderr


def test_a_lookup_decides_as_a_report_would(posturemap: Posturemap) -> None:
    text = "Troops left Tripoli for Zgharta in northern Lebanon."
    done = posturemap("gazetteer", "lookup", "Tripoli", "--in", text, "--json")
    toponym = json.loads(done.stdout)["toponyms"][0]
    assert text[toponym["start"] : toponym["end"]] == "Tripoli"
    assert toponym["place_id"] == "gn:266826"
    assert toponym["candidates"][0]["reasons"]
    denied = posturemap("gazetteer", "lookup", "Moscow", "--in", "Moscow denied that.")
    assert denied.returncode == 1
    assert "is no place in this text: it is read as a state that acts" in denied.stderr


@pytest.mark.parametrize(
    "option", [("--near", "44.4"), ("--near", "x,y"), ("--country", "Iraq"), ("--limit", "0")]
)
def test_a_lookup_names_the_option_that_is_wrong(posturemap: Posturemap, option: tuple[str, str]) -> None:
    done = posturemap("gazetteer", "lookup", "Tripoli", *option)
    assert done.returncode == 2
    assert option[0] in done.stderr


def test_read_explains_in_json(posturemap: Posturemap) -> None:
    answer = json.loads(posturemap("read", "--explain", "--format", "json", given=TEXT).stdout)
    (told,) = answer["deployments"]
    assert told["explained"]["rule"]["name"] == told["rule"]
    assert {"actor", "action", "quantity", "place", "stance"} <= {
        field["field"] for field in told["explained"]["fields"]
    }
    assert answer["skipped"] == []
    refused = posturemap("read", "--explain", "--format", "geojson", given=TEXT)
    assert (refused.returncode, "--explain" in refused.stderr) == (2, True)
