"""Writing a gazetteer: what is found again, and what a build that fails leaves behind."""

from __future__ import annotations

from pathlib import Path

import pytest
from shapely.geometry import box

from geo.errors import UnreadableSource
from geo.gazetteer import Gazetteer, build
from geo.gazetteer.build import joined, put_in_provinces
from geo.gazetteer.entry import Entry, Use
from geo.gazetteer.sources.aliases import rename
from geo.gazetteer.write import Progress, write
from geo.types import PlaceKind


def quiet(_what: str, _share: float) -> None:
    pass


def entry(
    place_id: str,
    *names: str,
    kind: PlaceKind = "city",
    prior: float = 4.0,
    lon: float = 44.0,
    use: int = Use.MAIN | Use.TEXT,
    country: str | None = "IQ",
    other_ids: tuple[str, ...] = (),
) -> Entry:
    return Entry(
        id=place_id,
        name=names[0],
        kind=kind,
        lon=lon,
        lat=33.0,
        radius_m=1_000.0,
        source="test",
        prior=prior,
        names=dict.fromkeys(names, use),
        country=country,
        other_ids=other_ids,
    )


def written(folder: Path, *entries: Entry) -> Gazetteer:
    write(folder, list(entries), "stamp", quiet)
    return Gazetteer.open(folder)


def test_what_was_written_is_found_again(tmp_path: Path) -> None:
    gazetteer = written(tmp_path, entry("gn:1", "Tell Example", "تل المثال"))
    place = gazetteer.by_id("gn:1")
    assert gazetteer.lookup("tell example") == (place,)
    assert gazetteer.lookup("تل المثال") == (place,)
    assert (place.names, place.country, place.population) == (("تل المثال",), "IQ", None)


def test_the_higher_prior_comes_first(tmp_path: Path) -> None:
    small, big = entry("gn:1", "Somewhere", prior=2.0), entry("gn:2", "Somewhere", prior=6.0)
    assert [p.id for p in written(tmp_path, small, big).lookup("Somewhere")] == ["gn:2", "gn:1"]


def test_a_loose_name_counts_for_less_and_not_in_text(tmp_path: Path) -> None:
    loose = entry("gn:1", "Elsewhere", prior=5.0, use=Use.LOOSE)
    gazetteer = written(tmp_path, loose, entry("gn:2", "Elsewhere", prior=4.0))
    assert [p.id for p in gazetteer.lookup("Elsewhere")] == ["gn:2", "gn:1"]
    (tmp_path / "alone").mkdir()
    alone = written(tmp_path / "alone", loose)
    assert alone.matches(["elsewhere"], 0) == []
    assert alone.lookup("Elsewhere")


def test_an_airfield_joins_the_base_of_its_code() -> None:
    base = entry("site:base", "Ayn Example", kind="base", other_ids=("icao:XX01",))
    field = entry("icao:XX01", "Example Air Base", kind="base", lon=44.3)
    assert list(joined([base], [field], {"base"})) == []
    assert "Example Air Base" in base.names


def test_a_field_of_the_same_name_joins_when_it_is_near() -> None:
    base = entry("site:base", "Example Air Base", kind="base")
    near = entry("icao:XX01", "Example Air Base", kind="base", lon=44.03)
    far = entry("icao:XX02", "Example Air Base", kind="base", lon=44.2)
    other = entry("icao:XX03", "Another Field", kind="base", lon=44.01)
    assert list(joined([base], [near, far, other], {"base"})) == [far, other]


def test_points_learn_the_province_they_lie_in() -> None:
    province = entry("ne:IQ-XX", "Province", kind="admin")
    province.geometry, province.admin = box(43, 32, 45, 34), "IQ-XX"
    inside, outside = entry("gn:1", "Inside"), entry("gn:2", "Outside", lon=46.0)
    foreign = entry("gn:3", "Foreign", country="IR")
    put_in_provinces([inside, outside, foreign], [province])
    assert [place.admin for place in (inside, outside, foreign)] == ["IQ-XX", None, None]


def test_an_alias_of_no_place_is_an_error() -> None:
    with pytest.raises(UnreadableSource, match="aliases"):
        rename([entry("gn:1", "Only one")])


class Stopped(Exception):
    pass


@pytest.mark.parametrize("at", ["boundaries", "places"])
def test_a_build_that_stops_leaves_what_stood_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    target = tmp_path / "gazetteer"
    target.mkdir()
    written(target, entry("gn:1", "Old"))

    def gather(progress: Progress) -> list[Entry]:
        progress("boundaries", 0.0)
        return [entry("gn:2", "New")]

    def stop(what: str, _share: float) -> None:
        if what == at:
            raise Stopped

    monkeypatch.setattr(build, "gather", gather)
    with pytest.raises(Stopped):
        build.build(target, stop)
    assert Gazetteer.open(target).by_id("gn:1").name == "Old"
    assert [path.name for path in tmp_path.iterdir()] == ["gazetteer"]

    build.build(target, quiet)
    assert "gn:1" not in Gazetteer.open(target)
    assert Gazetteer.is_current(target)
