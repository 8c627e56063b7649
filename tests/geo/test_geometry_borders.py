from __future__ import annotations

from shapely.geometry import LineString, MultiLineString, Polygon, box

from geo.geometry.borders import shared_border


def test_neighbours_share_the_edge_between_them() -> None:
    line = shared_border(box(0, 0, 1, 1), box(1, 0, 2, 1))
    assert isinstance(line, LineString)
    assert line.equals(LineString([(1, 0), (1, 1)]))


def test_a_border_of_many_corners_is_one_line() -> None:
    west = Polygon([(0, 0), (1, 0), (1.2, 1), (0.9, 2), (1, 3), (0, 3)])
    east = Polygon([(1, 0), (2, 0), (2, 3), (1, 3), (0.9, 2), (1.2, 1)])
    line = shared_border(west, east)
    assert isinstance(line, LineString)
    assert len(line.coords) == 4


def test_two_stretches_stay_two_lines() -> None:
    ring = Polygon([(0, 0), (3, 0), (3, 1), (2, 1), (2, 2), (3, 2), (3, 3), (0, 3)])
    strip = Polygon([(3, 0), (4, 0), (4, 3), (3, 3), (3, 2), (3.5, 1.5), (3, 1)])
    line = shared_border(ring, strip)
    assert isinstance(line, MultiLineString)
    assert len(line.geoms) == 2


def test_touching_at_a_corner_is_no_border() -> None:
    assert shared_border(box(0, 0, 1, 1), box(1, 1, 2, 2)) is None


def test_areas_apart_have_no_border() -> None:
    assert shared_border(box(0, 0, 1, 1), box(5, 5, 6, 6)) is None


def test_an_enclave_is_bordered_all_round() -> None:
    hole = [(1, 1), (1, 2), (2, 2), (2, 1)]
    line = shared_border(Polygon([(0, 0), (3, 0), (3, 3), (0, 3)], [hole]), Polygon(hole))
    assert line is not None
    assert line.length == 4
