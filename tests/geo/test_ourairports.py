"""OurAirports' airports.csv: read by the names of its columns, bad rows told and never fatal."""

from __future__ import annotations

import csv
import io

import pytest

from geo.errors import UnreadableSource
from geo.gazetteer.entry import Entry, Use
from geo.gazetteer.sources.ourairports import rows

OLD = next(
    csv.reader(
        [
            "id,ident,type,name,latitude_deg,longitude_deg,elevation_ft,continent,iso_country,iso_region,"
            "municipality,scheduled_service,gps_code,iata_code,local_code,home_link,wikipedia_link,keywords"
        ]
    )
)
NEW = [*OLD[:12], "icao_code", "iata_code", "gps_code", *OLD[14:]]


def table(*given: dict[str, str], columns: list[str] = OLD) -> io.StringIO:
    base = {"type": "medium_airport", "latitude_deg": "33.5", "longitude_deg": "36.2", "iso_country": "SY"}
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns)
    writer.writeheader()
    writer.writerows({**base, **row} for row in given)
    return io.StringIO(text.getvalue())


def read(lines: io.StringIO) -> tuple[list[Entry], list[tuple[str, str]]]:
    refused: list[tuple[str, str]] = []
    found = [
        entry for _, entry in rows(lines, lambda reason, given: refused.append((reason, given))) if entry
    ]
    return found, refused


@pytest.mark.parametrize("columns", [OLD, NEW])
def test_a_field_is_read_whatever_the_order_of_columns(columns: list[str]) -> None:
    (field,), refused = read(
        table(
            {"ident": "OS58", "name": "Hamah Air Base", "gps_code": "OS58", "keywords": ""}, columns=columns
        )
    )
    assert (field.id, field.kind, field.country, field.other_ids) == ("oa:OS58", "base", "SY", ("icao:OS58",))
    assert field.names["Hamah Air Base"] == Use.MAIN | Use.TEXT
    assert refused == []


def test_a_closed_base_counts_less_and_its_old_names_are_kept() -> None:
    old = {"ident": "IQ-0039", "name": "Rasheed Air Base", "keywords": "RAF Hinaidi, Alsalam Air Base, www"}
    (open_field,), _ = read(table(old))
    (closed,), _ = read(table({**old, "type": "closed"}))
    assert closed.prior < open_field.prior
    assert closed.names["Alsalam Air Base"] == Use.TEXT


def test_small_fields_are_only_for_looking_up_unless_military() -> None:
    (ranch, strip), _ = read(
        table(
            {"ident": "US-1", "type": "small_airport", "name": "Justice Ranch Airport"},
            {"ident": "US-2", "type": "small_airport", "name": "Justice Army Airfield"},
        )
    )
    assert not ranch.names["Justice Ranch Airport"] & Use.TEXT
    assert strip.names["Justice Army Airfield"] & Use.TEXT


def test_a_name_of_one_word_is_left_to_the_town() -> None:
    (field,), _ = read(table({"ident": "X", "name": "Qayyarah Air Base", "keywords": "Qayyarah, Key West"}))
    assert not field.names["Qayyarah"] & Use.TEXT
    assert not field.names["Key West"] & Use.TEXT


def test_heliports_and_balloonports_are_left_out_in_silence() -> None:
    found, refused = read(
        table(
            {"ident": "H1", "type": "heliport", "name": "Clinic"},
            {"ident": "B1", "type": "balloonport", "name": "B"},
        )
    )
    assert (found, refused) == ([], [])


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"ident": "", "name": "No Code Airport"}, "no ident or no name"),
        ({"ident": "A1", "name": "A Airport", "latitude_deg": "north"}, "no position"),
        ({"ident": "A1", "name": "A Airport", "latitude_deg": "95"}, "no position on Earth"),
        ({"ident": "A1", "name": "A Airport", "latitude_deg": "nan"}, "no position on Earth"),
        ({"ident": "A1", "name": "A Airport", "iso_country": "Syria"}, "no country code"),
    ],
)
def test_a_bad_row_is_told_with_its_reason_and_loses_no_other(row: dict[str, str], reason: str) -> None:
    found, refused = read(table(row, {"ident": "OK1", "name": "Good Airport"}))
    assert [field.name for field in found] == ["Good Airport"]
    assert [told for told, _ in refused] == [reason]


def test_another_table_is_refused() -> None:
    with pytest.raises(UnreadableSource, match="no column type"):
        list(rows(["ident,name,latitude_deg,longitude_deg,iso_country,keywords\n"], lambda *_: None))
