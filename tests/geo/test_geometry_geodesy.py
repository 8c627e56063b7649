from __future__ import annotations

import math

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box

from geo.geometry import geodesy

longitudes = st.floats(-180, 180)
latitudes = st.floats(-85, 85)
distances = st.floats(1, 1_000_000)


@given(lon=longitudes, lat=latitudes, azimuth=st.floats(0, 360), distance=distances)
def test_a_destination_lies_at_the_distance_asked_for(
    lon: float, lat: float, azimuth: float, distance: float
) -> None:
    start = Point(lon, lat)
    end = geodesy.destination(start, azimuth_deg=azimuth, distance_m=distance)
    assert geodesy.distance_m(start, end) == pytest.approx(distance, rel=1e-6)


def test_a_degree_of_latitude_is_110_574_m_at_the_equator() -> None:
    # Half a degree to either side of the equator on WGS 84.
    assert geodesy.distance_m(Point(0, -0.5), Point(0, 0.5)) == pytest.approx(110_574, abs=1)


def test_east_is_ninety_degrees_from_north() -> None:
    assert geodesy.azimuth_deg(Point(0, 0), Point(1, 0)) == pytest.approx(90)
    assert geodesy.azimuth_deg(Point(0, 0), Point(-1, 0)) == pytest.approx(270)


@settings(max_examples=60, deadline=None)
@given(lon=longitudes, lat=st.floats(-89.9, 89.9), radius=st.floats(100, 2_000_000))
def test_circles_are_valid_anywhere_and_of_the_right_size(lon: float, lat: float, radius: float) -> None:
    circle = geodesy.circle(Point(lon, lat), radius_m=radius)
    west, south, east, north = circle.bounds
    assert circle.is_valid
    assert west >= -180 - 1e-9
    assert east <= 180 + 1e-9
    assert south >= -90
    assert north <= 90
    # A polygon of 64 corners is a little smaller; near a pole its edges on the plane cut more off.
    flat = math.pi * radius**2
    if abs(lat) + radius / 110_000 < 80:
        assert geodesy.area_m2(circle) == pytest.approx(flat, rel=0.03)


def test_a_circle_on_the_antimeridian_is_in_two_parts() -> None:
    circle = geodesy.circle(Point(179.9, 10), radius_m=100_000)
    assert isinstance(circle, MultiPolygon)
    assert len(circle.geoms) == 2
    assert circle.intersects(Point(-179.9, 10))


def test_unrolling_joins_what_the_antimeridian_parts() -> None:
    parted = MultiPolygon([box(170, 60, 180, 70), box(-180, 60, -175, 70)])
    whole = geodesy.unrolled(parted)
    assert isinstance(whole, Polygon)
    assert whole.area == pytest.approx(parted.area)
    assert geodesy.wrapped(whole).equals(parted)


def test_unrolling_leaves_other_areas_alone() -> None:
    area = MultiPolygon([box(0, 0, 1, 1), box(5, 0, 6, 1)])
    assert geodesy.unrolled(area) is area


def test_widening_takes_in_what_is_near_and_not_what_is_far() -> None:
    wide = geodesy.widened(box(44, 33, 45, 34), distance_m=20_000)
    assert wide.contains(Point(45.15, 33.5))
    assert not wide.contains(Point(45.3, 33.5))
    assert wide.contains(Point(44.5, 34.15))
    assert not wide.contains(Point(44.5, 34.25))


def test_reach_is_to_the_farthest_corner() -> None:
    assert geodesy.reach_m(box(0, -0.5, 0.1, 0.5), Point(0, -0.5)) > 110_000
    assert geodesy.reach_m(Point(), Point(0, 0)) == 0


def test_the_way_between_two_points_keeps_to_the_geodesic() -> None:
    way = geodesy.between(Point(10, 50), Point(60, 50))
    assert isinstance(way, LineString)
    straight = geodesy.distance_m(Point(10, 50), Point(60, 50))
    assert geodesy.length_m(way) == pytest.approx(straight, rel=1e-4)
    assert shapely.get_num_coordinates(way) > 50
    assert geodesy.midpoint(Point(0, 0), Point(10, 0)).equals_exact(Point(5, 0), 1e-9)
