"""What every footprint must hold, wherever on Earth: valid, finite, about its place, its radius no lie."""

from __future__ import annotations

import math

import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, Point

from geo.geometry import footprint, lines
from geo.geometry.directions import Direction
from geo.geometry.geodesy import circle, distance_m
from geo.types import Footprint, Place

lons = st.floats(-180, 180)
lats = st.floats(-85, 85)
radii = st.floats(50, 60_000)
distances = st.floats(100, 400_000)
turns = st.sampled_from(["north", "north-east", "south", "west", "south-west", "east"])


def town(lon: float, lat: float, radius_m: float) -> Place:
    return Place(id="t", name="T", kind="city", lon=lon, lat=lat, radius_m=radius_m, source="test")


def assert_sound(drawn: Footprint) -> None:
    assert shapely.is_valid(drawn.geometry)
    assert not drawn.geometry.is_empty
    assert all(math.isfinite(value) for value in (drawn.lon, drawn.lat, drawn.radius_m))
    assert drawn.radius_m > 0
    corners = shapely.get_coordinates(drawn.geometry)
    assert abs(corners[:, 0]).max() <= 180 + 1e-9
    assert abs(corners[:, 1]).max() <= 90 + 1e-9
    middle = Point(drawn.lon, drawn.lat)
    farthest = max(distance_m(middle, Point(corner)) for corner in corners)
    assert farthest <= drawn.radius_m * 1.02 + 1


@settings(max_examples=60, deadline=None)
@given(lon=lons, lat=lats, radius_m=radii, turn=turns, most_m=distances, share=st.floats(0, 1))
def test_footprints_about_a_town_are_sound(
    lon: float, lat: float, radius_m: float, turn: Direction, most_m: float, share: float
) -> None:
    place, point = town(lon, lat, radius_m), Point(lon, lat)
    assert_sound(footprint.near(place, point))
    assert_sound(footprint.outskirts(place))
    assert_sound(footprint.outskirts(place, turn))
    assert_sound(footprint.beyond(place, point, turn))
    assert_sound(footprint.part(place, point, turn))
    for direction in (None, turn):
        drawn = footprint.offset(place, distance_m=most_m, least_m=share * most_m, direction=direction)
        assert_sound(drawn)
        assert drawn.radius_m >= place.radius_m


@settings(max_examples=60, deadline=None)
@given(lon=lons, lat=lats, radius_m=radii, turn=turns, distance=distances)
def test_an_offset_lies_at_its_distance(
    lon: float, lat: float, radius_m: float, turn: Direction, distance: float
) -> None:
    drawn = footprint.offset(town(lon, lat, radius_m), distance_m=distance, direction=turn)
    assert abs(distance_m(Point(lon, lat), Point(drawn.lon, drawn.lat)) - distance) < 1


@settings(max_examples=40, deadline=None)
@given(
    lon=st.floats(-170, 170),
    lat=st.floats(-70, 70),
    steps=st.lists(st.tuples(st.floats(0.05, 0.6), st.floats(-0.5, 0.5)), min_size=1, max_size=12),
    turn=turns,
)
def test_the_side_of_a_line_is_sound_and_begins_at_the_line(
    lon: float, lat: float, steps: list[tuple[float, float]], turn: Direction
) -> None:
    corners = [(lon, lat)]
    for east, north in steps:
        corners.append((corners[-1][0] + east, corners[-1][1] + north))
    river = LineString(corners)
    place = Place(id="r", name="R", kind="region", lon=lon, lat=lat, radius_m=50_000, source="test")
    for drawn in (
        footprint.beyond(place, river, turn),
        footprint.bank(place, river, turn),
        footprint.bank(place, river, None),
        footprint.near(place, river),
        footprint.along(place, river),
    ):
        assert shapely.is_valid(drawn.geometry)
        assert not drawn.geometry.is_empty
        assert drawn.geometry.distance(river) < 0.05


@settings(max_examples=40, deadline=None)
@given(lon=lons, lat=lats, radius_m=st.floats(5_000, 300_000), share=st.floats(0.05, 0.9), most_m=distances)
def test_a_strip_lies_outside_of_its_area(
    lon: float, lat: float, radius_m: float, share: float, most_m: float
) -> None:
    area = circle(Point(lon, lat), radius_m=radius_m)
    strip = lines.strip(area, least_m=max(3_000.0, share * most_m), most_m=most_m + 5_000)
    assert shapely.is_valid(strip)
    assert not strip.is_empty
    assert strip.intersection(area).area <= 0.05 * area.area
