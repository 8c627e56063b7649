"""Places told by the words round a name, in both languages: each with the shape it must have."""

# ruff: noqa: E501 - tables

from __future__ import annotations

import pytest
import shapely
from shapely.geometry import Point

from geo import Gazetteer, read
from geo.geometry.geodesy import distance_m
from geo.toponyms.relations import asks_for_river, relation_at
from geo.types import Footprint, Span


def footprint_of(text: str, name: str, gazetteer: Gazetteer) -> Footprint:
    found = [t for t in read(text, gazetteer=gazetteer).toponyms if t.text == name]
    assert found, [(t.text, t.why_unplaced) for t in read(text, gazetteer=gazetteer).toponyms]
    assert found[0].footprint is not None
    return found[0].footprint


IN, OUT = True, False


@pytest.mark.parametrize(
    ("text", "name", "relation", "points"),
    [
        (
            "Tents stood some 30 miles south-west of Mosul.",
            "Mosul",
            "offset",
            [(42.74, 36.03, IN), (43.6, 36.6, OUT)],
        ),
        ("A shell fell within 5 km of Kharkiv.", "Kharkiv", "offset", [(36.25, 50.02, IN), (36.9, 50, OUT)]),
        (
            "The camp is less than 10 km from Goma.",
            "Goma",
            "offset",
            [(29.2, -1.6, IN), (29.23, -2.0, OUT)],
        ),
        (
            "A patrol stopped about 100 kilometres (60 miles) north of the capital Baghdad.",
            "Baghdad",
            "offset",
            [(44.4, 34.2, IN), (44.4, 33.3, OUT)],
        ),
        (
            "They withdrew to 50-60 km south of the Libyan city of Sirte.",
            "Sirte",
            "offset",
            [(16.6, 30.7, IN), (16.6, 31.2, OUT)],
        ),
        (
            "Posts stand 20 km from the Turkish border in Syria.",
            "Turkish border",
            "offset",
            [(38.5, 36.65, IN), (38.5, 35.5, OUT)],
        ),
        (
            "A frigate waits 200 nautical miles off Somalia.",
            "Somalia",
            "off_coast",
            [(50.5, 3.0, IN), (45.5, 2.0, OUT)],
        ),
        ("They took villages west of Jenin.", "Jenin", "offset", [(35.1, 32.46, IN), (35.6, 32.46, OUT)]),
        ("Guns were placed near Qamishli.", "Qamishli", "near", [(41.3, 37.0, IN), (42.0, 37.0, OUT)]),
        (
            "Men dug in on the outskirts of Goma.",
            "Goma",
            "outskirts",
            [(29.12, -1.67, IN), (29.6, -1.67, OUT)],
        ),
        (
            "Jets hit the southern suburbs of Beirut.",
            "Beirut",
            "outskirts",
            [(35.5, 33.78, IN), (35.5, 33.99, OUT)],
        ),
        ("A ship sank off the coast of Yemen.", "Yemen", "off_coast", [(42.5, 14.5, IN), (45.0, 15.0, OUT)]),
        ("A ship was hit in waters near Hodeidah.", "Hodeidah", "off_coast", [(42.7, 14.8, IN), (43.3, 14.8, OUT)]),
        ("Ships were seen off Crimea.", "Crimea", "off_coast", [(33.0, 44.6, IN), (34.2, 45.2, OUT)]),
        (
            "Convoys use the road between Homs and Palmyra.",
            "Palmyra",
            "between",
            [(37.5, 34.65, IN), (37.5, 35.6, OUT)],
        ),
        ("The road linking Gao and Kidal is mined.", "Gao", "between", [(0.7, 17.36, IN), (-3, 16, OUT)]),
        ("Snow fell in Syria's far north-east.", "Syria", "part", [(41.5, 36.8, IN), (36.5, 33.5, OUT)]),
        ("It hit Ukraine's east, they said.", "Ukraine", "part", [(38.5, 48.5, IN), (24.0, 49.8, OUT)]),
        ("Rebels hold the far north of Burkina Faso.", "Burkina Faso", "part", [(-1.0, 14.6, IN), (-1.5, 11.5, OUT)]),
        ("The unit sits in the middle of Niger.", "Niger", "part", [(9.0, 17.0, IN), (2.1, 13.5, OUT)]),
        ("They sailed along the coast of Montenegro.", "Montenegro", "along", [(18.6, 42.4, IN), (19.8, 43.0, OUT)]),
        ("He drove along the Pacific coast of Mexico.", "Mexico", "along", [(-105.0, 19.5, IN), (-97.2, 21.0, OUT)]),
    ],
)  # fmt: skip
def test_words_beside_a_name_move_it(
    gazetteer: Gazetteer, text: str, name: str, relation: str, points: list[tuple[float, float, bool]]
) -> None:
    drawn = footprint_of(text, name, gazetteer)
    assert drawn.relation == relation
    for lon, lat, is_inside in points:
        place = Point(lon, lat)
        is_point = drawn.geometry.geom_type == "Point"
        if is_point:
            held = distance_m(Point(drawn.lon, drawn.lat), place) <= drawn.radius_m
        else:
            held = (
                drawn.geometry.distance(place) <= 0.25
                if "Line" in drawn.geometry.geom_type
                else bool(shapely.intersects(drawn.geometry, place))
            )
        assert held == is_inside, (lon, lat)


@pytest.mark.parametrize(
    ("text", "name", "relation", "inside"),
    [
        ("تمركزت القوات على بعد 12 كيلومترا شمال حلب.", "حلب", "offset", (37.16, 36.31)),
        ("تقع القاعدة على بعد 20 كم من الحدود السورية التركية.", "الحدود السورية التركية", "offset", (38.5, 36.65)),
        ("انتشر الجيش في ضواحي دمشق.", "دمشق", "outskirts", (36.29, 33.66)),
        ("انسحبت القوات من محيط مدينة درعا.", "درعا", "near", (36.2, 32.6)),
        ("رست السفينة قبالة سواحل اليمن.", "اليمن", "off_coast", (42.5, 14.5)),
        ("عبروا إلى الضفة الشرقية لنهر الفرات قرب دير الزور.", "نهر الفرات", "along", (40.2, 35.38)),
        ("سيطر الجيش على الطريق بين حمص وتدمر.", "تدمر", "between", (37.51, 34.65)),
        ("قصفت الطائرات مواقع غرب مدينة دير الزور.", "دير الزور", "offset", (39.9, 35.34)),
        ("تمركزت القوات شرق الفرات في سوريا.", "الفرات", "offset", (40.5, 35.8)),
        ("وصلت تعزيزات إلى ريف حلب الشمالي.", "ريف حلب الشمالي", "part", (37.3, 36.6)),
        ("انتشر الجنود على طول نهر الليطاني.", "نهر الليطاني", "along", (35.69, 33.55)),
    ],
)  # fmt: skip
def test_so_do_the_words_of_arabic(
    gazetteer: Gazetteer, text: str, name: str, relation: str, inside: tuple[float, float]
) -> None:
    drawn = footprint_of(text, name, gazetteer)
    assert drawn.relation == relation
    within_m = drawn.radius_m if drawn.geometry.geom_type == "Point" else 12_000
    assert min(
        drawn.geometry.distance(Point(inside)) * 100_000, distance_m(Point(drawn.lon, drawn.lat), Point(inside))
    ) <= within_m  # fmt: skip


@pytest.mark.parametrize(
    ("text", "name", "points"),
    [
        (
            "The army holds the area east of the Euphrates in Syria.",
            "Euphrates",
            [(40.5, 36.0, IN), (38.0, 35.0, OUT), (43.0, 33.0, OUT)],
        ),
        (
            "Marines landed on the east bank of the Dnipro near Kherson.",
            "Dnipro",
            [(32.75, 46.62, IN), (34.0, 47.2, OUT)],
        ),
        ("They fled north of the Litani.", "Litani", [(35.6, 33.7, IN), (35.4, 33.1, OUT)]),
        ("Ships lie south of the Northern Limit Line.", "Northern Limit Line", [(125, 37.2, IN), (125, 38.5, OUT)]),
        ("The army camped along the Niger near Tillabery.", "Niger", [(1.4, 14.2, IN), (8.0, 17.0, OUT)]),
        (
            "Troops massed on the Syrian side of the border with Iraq.",
            "Syrian side of the border with Iraq",
            [(40.9, 34.6, IN), (41.4, 34.3, OUT)],
        ),
        (
            "Gunmen roam the three-border area of Mali, Niger and Burkina Faso.",
            "three-border area of Mali, Niger and Burkina Faso",
            [(0.3, 14.9, IN), (7.0, 17.0, OUT)],
        ),
        (
            "They hold the Mali-Niger-Burkina Faso tri-border area.",
            "Mali-Niger-Burkina Faso tri-border area",
            [(0.3, 14.9, IN), (-4, 12, OUT)],
        ),
    ],
)  # fmt: skip
def test_lines_have_sides_and_pieces(
    gazetteer: Gazetteer, text: str, name: str, points: list[tuple[float, float, bool]]
) -> None:
    drawn = footprint_of(text, name, gazetteer)
    for lon, lat, is_inside in points:
        near = drawn.geometry.distance(Point(lon, lat)) < (0.15 if drawn.geometry.area == 0 else 1e-9)
        assert near == is_inside, (lon, lat, drawn.name)


def test_a_border_is_cut_to_the_town_it_is_named_at(gazetteer: Gazetteer) -> None:
    whole = footprint_of("Units stand along the Iraq-Syria border.", "Iraq-Syria border", gazetteer)
    piece = footprint_of(
        "Units stand along the Iraq-Syria border near al-Qaim.", "Iraq-Syria border", gazetteer
    )
    assert piece.radius_m < 60_000 < whole.radius_m
    assert piece.geometry.distance(Point(41.0, 34.4)) < 0.1


def test_a_border_is_not_taken_for_the_province_beside_it(gazetteer: Gazetteer) -> None:
    text = "Iraqi troops deployed in Anbar province near the border with Syria."
    (claim,) = read(text, gazetteer=gazetteer).claims
    assert claim.footprint is not None
    assert claim.footprint.place_ids[:2] == ("ne:IQ", "ne:SY")


def test_a_long_river_is_meant_where_the_text_is(gazetteer: Gazetteer) -> None:
    drawn = footprint_of("Positions along the Euphrates were shelled in Syria.", "Euphrates", gazetteer)
    west, south, east, north = drawn.geometry.bounds
    assert 37.5 < west < east < 41.5
    assert 34 < south < north < 37.2


@pytest.mark.parametrize(
    ("text", "name", "place_id"),
    [
        ("Soldiers crossed the Dnipro at night.", "Dnipro", "river:dnipro"),
        ("A missile hit Dnipro on Monday.", "Dnipro", "gn:709930"),
        ("The army camped along the Niger.", "Niger", "river:niger"),
        ("The army camped in Niger.", "Niger", "ne:NE"),
        ("Villages along the Jordan were flooded.", "Jordan", "river:jordan"),
        ("Trucks waited at the Jordan River.", "Jordan River", "river:jordan"),
        ("Ferries cross the Congo.", "Congo", "river:congo"),
        ("Barges on the Mississippi River were stopped.", "Mississippi River", "river:mississippi"),
        ("انتشر الجيش قرب نهر دجلة.", "نهر دجلة", "river:tigris"),
    ],
)
def test_rivers_take_no_name_from_towns_and_states(
    gazetteer: Gazetteer, text: str, name: str, place_id: str
) -> None:
    found = [t.place.id for t in read(text, gazetteer=gazetteer).toponyms if t.text == name and t.place]
    assert found == [place_id]


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("They cut off ", "Kherson"),
        ("The jet took off ", "Rota"),
        ("Talks between ", "Paris"),
        ("He is the mayor of ", "Aleppo"),
        ("He spoke for 20 minutes in ", "Aleppo"),
    ],
)
def test_words_that_only_look_like_a_relation_are_none(before: str, name: str) -> None:
    text = before + name + " on Monday."
    assert relation_at(text, Span(0, len(text)), Span(len(before), len(before) + len(name))) is None


def test_two_that_talk_are_not_the_ends_of_a_way(gazetteer: Gazetteer) -> None:
    text = "A deal between Homs and Palmyra was signed."
    assert footprint_of(text, "Homs", gazetteer).relation == "at"


@pytest.mark.parametrize(
    ("before", "after", "is_river"),
    [
        ("the west bank of the ", " near Kherson", True),
        ("troops crossed the ", " and dug in", True),
        ("along the ", " border", False),
        ("east of the ", ".", True),
        ("east of the ", " plant", False),
        ("said the ", " army", False),
    ],
)
def test_a_river_is_asked_for(before: str, after: str, is_river: bool) -> None:
    assert asks_for_river(before, after) is is_river
