"""The article that the first release is held to, over the whole way: file, queue, reader, fusion, PostGIS,
HTTP.

The article is not ours to ship: the tests are skipped where POSTUREMAP_SHARED does not lead to it. What must
come out of it is asserted row by row.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import httpx2
import pytest
from shapely.geometry import Point, shape
from sqlalchemy import text

from app import intake, work
from app.config import Settings
from app.db.embedded import Cluster
from app.db.engine import write_engine
from app.ingest.article import Given
from app.ingest.files import articles
from app.types import Article
from geo.gazetteer import Gazetteer
from geo.geometry.geodesy import distance_m, length_m
from geo.read import read
from geo.types import Reading
from tests.conftest import clone
from tests.http.conftest import serving

PUBLISHED = date(2023, 8, 14)
AUGUST = "2023-08-01/2023-08-31"


@dataclass(frozen=True)
class Told:
    """What the API says of the article, and what the reader does."""

    deployments: list[dict[str, Any]]
    by_id: dict[str, dict[str, Any]]
    reading: Reading

    def of(self, actor_id: str, place: str) -> dict[str, Any]:
        (found,) = [
            feature
            for feature in self.deployments
            if feature["properties"]["actor_id"] == actor_id and place in feature["properties"]["place"]
        ]
        return self.by_id[found["id"]]

    def toponyms(self, words: str) -> list[Any]:
        return [toponym for toponym in self.reading.toponyms if toponym.text == words]


@pytest.fixture(scope="module")
def file(shared: Path) -> Path:
    found = shared / "seed" / "article.txt"
    if not found.is_file():
        pytest.skip(f"{found} is not there")
    return found


@pytest.fixture(scope="module")
def told(
    file: Path,
    cluster: Cluster,
    template: str,
    gazetteer: Gazetteer,
    tmp_path_factory: pytest.TempPathFactory,
) -> Told:
    given = Given(source="seed", published=PUBLISHED)
    (article,) = articles([file], today=date(2026, 1, 1), given=given)
    assert isinstance(article, Article)
    with clone(cluster, template) as url:
        address = url.render_as_string(hide_password=False)
        settings = Settings(database_url=address, data_dir=tmp_path_factory.mktemp("data"))
        engine = write_engine(settings)
        taken = intake.take(engine, [article])
        assert work.drain(engine, gazetteer, taken.editions).failed == ()
        with engine.begin() as conn:
            conn.execute(text("ANALYZE"))
        with serving(settings) as base, httpx2.Client(base_url=base, timeout=30) as client:
            items = "/collections/deployments/items"
            features = client.get(items, params={"datetime": AUGUST, "limit": "100"}).json()["features"]
            by_id = {feature["id"]: client.get(f"{items}/{feature['id']}").json() for feature in features}
        engine.dispose()
    return Told(features, by_id, read(article.text, published=PUBLISHED, gazetteer=gazetteer))


def stances(feature: dict[str, Any], holder: str) -> set[str]:
    return {claim["stance"] for claim in feature["evidence"] if holder in " ".join(claim["holders"])}


def test_there_are_four_deployments_and_no_more(told: Told) -> None:
    assert sorted(
        (f["properties"]["actor_id"], f["properties"]["place"]) for f in told.deployments
    ) == sorted(
        [
            ("us-armed-forces", "Ayn al-Asad"),
            ("us-armed-forces", told.of("us-armed-forces", "border")["properties"]["place"]),
            ("us-armed-forces", "Red Sea"),
            ("iq-security-forces", told.of("iq-security-forces", "Baghdad")["properties"]["place"]),
        ]
    )


# --- US reinforcing Ayn al-Asad


def test_ayn_al_asad_is_the_base_and_not_a_man_of_the_name(told: Told) -> None:
    feature = told.of("us-armed-forces", "Ayn al-Asad")
    assert distance_m(shape(feature["geometry"]).centroid, Point(42.441, 33.786)) < 25_000
    assert feature["properties"]["precision"] == "site"
    assert feature["properties"]["action"] == "reinforce"


def test_ayn_al_asad_is_reported_on_the_day_and_dated_on_none(told: Told) -> None:
    properties = told.of("us-armed-forces", "Ayn al-Asad")["properties"]
    assert properties["first_reported"] == "2023-08-14"
    assert (properties["start"], properties["end"]) == (None, None)


def test_ayn_al_asad_is_disputed_with_each_voice_beside_the_other(told: Told) -> None:
    feature = told.of("us-armed-forces", "Ayn al-Asad")
    assert feature["properties"]["status"] == "disputed"
    assert feature["properties"]["denials"] >= 1
    for voice in ("militias and politicians", "Fartusi", "Shabandar"):
        assert stances(feature, voice) == {"alleged"}, voice
    assert stances(feature, "Sagvan Sindi") == {"denied"}
    denials = [claim for claim in feature["evidence"] if claim["stance"] == "denied"]
    assert {claim["role"] for claim in denials} == {"contradicts"}


def test_ayn_al_asad_has_the_word_of_a_routine_replacement(told: Told) -> None:
    feature = told.of("us-armed-forces", "Ayn al-Asad")
    assert [claim["stance"] for claim in feature["evidence"] if claim["routine"]] == ["asserted"]


# --- US along the border


def test_the_border_is_a_line_of_its_length(told: Told) -> None:
    feature = told.of("us-armed-forces", "border")
    line = shape(feature["geometry"])
    assert feature["properties"]["precision"] == "line"
    assert line.geom_type in ("LineString", "MultiLineString")
    assert 540_000 < length_m(line) < 680_000


def test_the_border_is_alleged_also_by_the_repaired_arabic_post(told: Told, file: Path) -> None:
    feature = told.of("us-armed-forces", "border")
    assert feature["properties"]["status"] == "alleged"
    assert stances(feature, "Shabandar") == {"alleged"}
    given = file.read_text(encoding="utf-8")
    post = next(line for line in given.splitlines() if "Ø" in line)
    at = given.index(post)
    inside = [c for c in feature["evidence"] if at <= c["quote_start"] and c["quote_end"] <= at + len(post)]
    assert inside, "no claim from the Arabic post"


# --- Iraqi air defence


def test_iraqi_air_defence_stands_in_baghdad(told: Told) -> None:
    feature = told.of("iq-security-forces", "Baghdad")
    assert distance_m(shape(feature["geometry"]).centroid, Point(44.36, 33.31)) < 40_000
    assert feature["properties"]["action"] == "emplace"
    words = " ".join(claim["place_text"] or "" for claim in feature["evidence"])
    assert "Baghdad" in words
    assert "International Airport" in words


def test_iraqi_air_defence_is_confirmed_as_normal_by_the_armys_spokesman(told: Told) -> None:
    feature = told.of("iq-security-forces", "Baghdad")
    assert feature["properties"]["status"] == "confirmed"
    (spokesman,) = [claim for claim in feature["evidence"] if "Rasul" in " ".join(claim["holders"])]
    assert spokesman["own_side"]
    assert spokesman["routine"]


# --- US personnel in the Red Sea


def test_the_red_sea_is_an_area(told: Told) -> None:
    feature = told.of("us-armed-forces", "Red Sea")
    assert feature["properties"]["precision"] == "sea"
    assert shape(feature["geometry"]).geom_type in ("Polygon", "MultiPolygon")


def test_three_thousand_or_more_arrived_on_a_day_of_an_inferred_year(told: Told) -> None:
    feature = told.of("us-armed-forces", "Red Sea")
    properties = feature["properties"]
    figures = (properties["quantity_min"], properties["quantity_max"], properties["quantity_unit"])
    assert figures == (3000, None, "personnel")
    assert (properties["start"], properties["start_precision"]) == ("2023-08-07", "day")
    assert properties["status"] == "reported"
    assert [claim["dates_inferred"] for claim in feature["evidence"]] == [True]


# --- every claim


def test_every_sentence_shown_stands_in_the_text_where_it_says(told: Told, file: Path) -> None:
    given = file.read_text(encoding="utf-8")
    for feature in told.by_id.values():
        for claim in feature["evidence"]:
            assert given[claim["quote_start"] : claim["quote_end"]] == claim["quote"]
            assert claim["source_id"] == "seed"


# --- places that are named and hold nobody


def test_places_named_in_passing_have_the_right_shapes(told: Told) -> None:
    anbar = told.toponyms("Anbar")[0].footprint
    assert anbar.precision == "province"
    assert anbar.geometry.covers(Point(41.5, 33.2))
    northern_syria = told.toponyms("northern Syria")[0].footprint
    assert northern_syria.geometry.covers(Point(37.2, 36.3))
    assert not northern_syria.geometry.covers(Point(36.3, 33.5))
    eastern = told.toponyms("Syria's eastern borders")[0].footprint
    assert eastern.precision == "line"
    assert eastern.geometry.distance(Point(41.2, 34.4)) < 0.5
    for country in ("Iraq", "Lebanon"):
        assert told.toponyms(country)[0].footprint.precision == "country"


def test_who_and_what_is_no_place_is_not_mapped(told: Told) -> None:
    mapped = " | ".join(toponym.text for toponym in told.reading.toponyms)
    for name in ("Sudani", "Islamic State", "Kataeb", "Shuhada"):
        assert name not in mapped
    assert not any("Washington" in f["properties"]["place"] for f in told.deployments)


def test_a_purpose_and_an_undisclosed_place_put_nothing_on_the_map(told: Told) -> None:
    for claim in told.reading.claims:
        if (
            "has not been disclosed" in claim.quote.text
            or "will conduct a military operation" in claim.quote.text
        ):
            assert claim.footprint is None
        if "aiming to lock" in claim.quote.text:
            assert claim.footprint is not None
            assert claim.footprint.precision == "site"
