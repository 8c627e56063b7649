from __future__ import annotations

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import MultiPolygon, Point, Polygon, box

from geo.gazetteer import Gazetteer
from geo.geometry.directions import CENTRAL_SHARE, FAR_SHARE, SHARE, Direction, part

SQUARE = box(-1, -1, 1, 1)


@pytest.mark.parametrize(
    ("direction", "inside", "outside"),
    [
        ("north", (0, 0.9), (0, -0.1)),
        ("north-east", (0.9, 0.9), (-0.2, -0.2)),
        ("east", (0.9, 0), (-0.1, 0)),
        ("south-east", (0.9, -0.9), (-0.2, 0.2)),
        ("south", (0, -0.9), (0, 0.1)),
        ("south-west", (-0.9, -0.9), (0.2, 0.2)),
        ("west", (-0.9, 0), (0.1, 0)),
        ("north-west", (-0.9, 0.9), (0.2, -0.2)),
        ("central", (0, 0), (0.9, 0.9)),
    ],
)
def test_a_part_lies_on_its_side(
    direction: Direction, inside: tuple[float, float], outside: tuple[float, float]
) -> None:
    cut = part(SQUARE, direction)
    assert cut.contains(Point(inside))
    assert not cut.contains(Point(outside))


shapes = st.lists(
    st.tuples(st.floats(-20, 20), st.floats(-20, 20)), min_size=3, max_size=12, unique=True
).map(lambda corners: Polygon(corners).convex_hull).filter(lambda shape: shape.area > 1)  # fmt: skip


@settings(max_examples=50, deadline=None)
@given(shape=shapes, direction=st.sampled_from(["north", "south-east", "west"]))
def test_a_part_has_its_share_of_the_area(shape: Polygon, direction: Direction) -> None:
    cut = part(shape, direction)
    assert cut.area / shape.area == pytest.approx(SHARE, abs=0.05)
    assert cut.difference(shape.buffer(0.02)).is_empty  # edges are straight on the plane of the cut


def test_the_far_part_is_smaller_and_within_the_part() -> None:
    far, near = part(SQUARE, "north", far=True), part(SQUARE, "north")
    assert far.area == pytest.approx(FAR_SHARE * SQUARE.area, rel=0.01)
    assert near.buffer(1e-9).contains(far)


def test_the_centre_of_a_convex_area_has_its_share() -> None:
    assert part(SQUARE, "central").area == pytest.approx(CENTRAL_SHARE * SQUARE.area, rel=0.01)


def test_an_island_far_out_does_not_empty_the_part() -> None:
    country = MultiPolygon([box(0, 0, 10, 10), box(4, 40, 4.2, 40.2)])
    assert part(country, "north").intersects(Point(5, 8))


def test_a_part_across_the_antimeridian_is_cut_in_the_right_place() -> None:
    country = MultiPolygon([box(170, 60, 180, 70), box(-180, 60, -170, 70)])
    east = part(country, "east")
    assert east.is_valid
    assert east.intersects(Point(-171, 65))
    assert not east.intersects(Point(171, 65))
    assert all(-180 <= lon <= 180 for lon, _ in shapely.get_coordinates(east))


def test_a_point_has_no_parts() -> None:
    with pytest.raises(ValueError, match="area"):
        part(Point(0, 0), "north")


@pytest.mark.parametrize(
    ("country", "direction", "inside", "outside"),
    [
        ("ne:SY", "north", (40.74, 36.5), (36.3, 33.5)),  # Hasakah, not Damascus
        ("ne:SY", "east", (40.14, 35.33), (36.7, 34.7)),  # Deir ez-Zor, not Homs
        ("ne:UA", "east", (37.8, 48.0), (24.0, 49.8)),  # Donetsk, not Lviv
        ("ne:LB", "south", (35.37, 33.2), (35.85, 34.43)),  # Tyre's hinterland, not Tripoli
        ("ne:RU", "east", (175.0, 66.0), (37.6, 55.7)),  # Chukotka, not Moscow
    ],
)
def test_parts_of_countries_hold_the_towns_meant(
    gazetteer: Gazetteer,
    country: str,
    direction: Direction,
    inside: tuple[float, float],
    outside: tuple[float, float],
) -> None:
    cut = part(gazetteer.geometry(country), direction)
    assert cut.is_valid
    assert cut.intersects(Point(inside))
    assert not cut.intersects(Point(outside))
