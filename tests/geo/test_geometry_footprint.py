from __future__ import annotations

from dataclasses import replace

import pytest
import shapely
from shapely.geometry import LineString, Point

from geo.gazetteer import Gazetteer
from geo.geometry import footprint
from geo.geometry.geodesy import distance_m, length_m, widened
from geo.types import Footprint, Place


def place(gazetteer: Gazetteer, place_id: str) -> tuple[Place, shapely.Geometry]:
    return gazetteer.by_id(place_id), gazetteer.geometry(place_id)


def holds(print_: Footprint, lon: float, lat: float) -> bool:
    return distance_m(Point(print_.lon, print_.lat), Point(lon, lat)) <= print_.radius_m


@pytest.mark.parametrize(
    ("place_id", "precision", "kind"),
    [
        ("site:ayn-al-asad", "site", "Point"),
        ("gn:98182", "settlement", "Point"),
        ("ne:IQ-AN", "province", "MultiPolygon"),
        ("ne:IQ", "country", "MultiPolygon"),
        ("sea:red-sea", "sea", "Polygon"),
        ("site:donbas", "region", "Polygon"),
        ("site:durand-line", "line", "LineString"),
    ],
)
def test_a_place_is_as_precise_as_its_kind(
    gazetteer: Gazetteer, place_id: str, precision: str, kind: str
) -> None:
    at = footprint.at(*place(gazetteer, place_id))
    assert (at.precision, at.relation, at.place_ids) == (precision, "at", (place_id,))
    assert at.geometry.geom_type in (kind, kind.removeprefix("Multi"))
    assert at.radius_m > 0


@pytest.mark.parametrize("place_id", ["ne:SY", "ne:IQ-AN", "sea:red-sea", "site:donbas"])
def test_the_radius_holds_the_whole_area(gazetteer: Gazetteer, place_id: str) -> None:
    at = footprint.at(*place(gazetteer, place_id))
    assert all(holds(at, lon, lat) for lon, lat in shapely.get_coordinates(at.geometry)[::50])


def test_northern_syria(gazetteer: Gazetteer) -> None:
    north = footprint.part(*place(gazetteer, "ne:SY"), "north")
    assert (north.name, north.precision, north.relation) == ("northern Syria", "region", "part")
    assert north.geometry.intersects(Point(north.lon, north.lat))
    assert north.geometry.intersects(Point(38.35, 36.6))
    far = footprint.part(*place(gazetteer, "ne:SY"), "north-east", far=True)
    assert far.name == "far north-eastern Syria"


def test_eastern_baghdad_is_a_part_of_its_circle(gazetteer: Gazetteer) -> None:
    east = footprint.part(*place(gazetteer, "gn:98182"), "east")
    assert east.precision == "settlement"
    assert east.lon > gazetteer.by_id("gn:98182").lon


def test_a_border_is_a_line_about_its_middle(gazetteer: Gazetteer) -> None:
    line = gazetteer.border("ne:IQ", "ne:SY")
    assert line is not None
    border = footprint.border(gazetteer.by_id("ne:IQ"), gazetteer.by_id("ne:SY"), line)
    assert (border.name, border.precision) == ("Iraq–Syria border", "line")
    assert border.place_ids == ("ne:IQ", "ne:SY")
    assert length_m(border.geometry) == pytest.approx(598_000, rel=0.01)
    assert border.geometry.distance(Point(border.lon, border.lat)) < 1e-9
    assert all(holds(border, lon, lat) for lon, lat in shapely.get_coordinates(line))


def test_the_eastern_border_of_syria_is_that_with_iraq(gazetteer: Gazetteer) -> None:
    east = footprint.own_border(*place(gazetteer, "ne:SY"), "east")
    shared = gazetteer.border("ne:IQ", "ne:SY")
    assert east.name == "eastern border of Syria"
    assert east.precision == "line"
    assert shared is not None
    assert east.geometry.intersection(widened(shared.buffer(1e-6), distance_m=100)).length > 3
    assert east.geometry.distance(Point(36.0, 34.6)) > 1  # not the Lebanese side


def test_near_is_wider_than_the_place(gazetteer: Gazetteer) -> None:
    for place_id in ("site:ayn-al-asad", "gn:98182", "ne:IQ-AN"):
        at, near = (make(*place(gazetteer, place_id)) for make in (footprint.at, footprint.near))
        assert near.radius_m > at.radius_m
        assert near.relation == "near"
        assert near.geometry.is_valid


def test_outskirts_leave_the_middle_out(gazetteer: Gazetteer) -> None:
    town = gazetteer.by_id("gn:170794")
    belt = footprint.outskirts(town)
    assert not belt.geometry.intersects(Point(town.lon, town.lat))
    assert belt.name == "outskirts of Deir ez-Zor"


def test_twelve_km_north(gazetteer: Gazetteer) -> None:
    town = gazetteer.by_id("gn:170794")
    spot = footprint.offset(town, distance_m=12_000, direction="north")
    assert spot.name == "12 km north of Deir ez-Zor"
    assert distance_m(Point(spot.lon, spot.lat), Point(town.lon, town.lat)) == pytest.approx(12_000)
    assert spot.lat > town.lat
    assert spot.radius_m >= town.radius_m


def test_a_distance_without_direction_is_a_ring(gazetteer: Gazetteer) -> None:
    town = replace(gazetteer.by_id("gn:170794"), radius_m=2_000.0)
    ring = footprint.offset(town, distance_m=50_000, direction=None)
    assert not ring.geometry.intersects(Point(town.lon, town.lat))
    assert ring.geometry.intersects(footprint.offset(town, distance_m=50_000, direction="west").geometry)


def test_east_of_a_town_lies_east_of_it(gazetteer: Gazetteer) -> None:
    town, outline = place(gazetteer, "gn:170794")
    sector = footprint.beyond(town, outline, "east")
    assert sector.geometry.is_valid
    assert sector.lon > town.lon
    assert sector.geometry.bounds[0] == pytest.approx(town.lon)


def test_a_sector_across_the_antimeridian_is_valid() -> None:
    town = Place("x", "Waiyevo", "city", 179.98, -16.8, 1_000.0, "test")
    sector = footprint.beyond(town, Point(179.98, -16.8), "east")
    assert sector.geometry.is_valid
    assert sector.geometry.intersects(Point(-179.8, -16.8))
    assert sector.radius_m < 60_000


def test_between_two_towns_is_the_way(gazetteer: Gazetteer) -> None:
    one, other = gazetteer.by_id("gn:170794"), gazetteer.by_id("gn:98182")
    way = footprint.between(one, other)
    assert isinstance(way.geometry, LineString)
    assert way.name == "between Deir ez-Zor and Baghdad"
    assert holds(way, one.lon, one.lat)


def test_off_the_coast_is_water(gazetteer: Gazetteer) -> None:
    country, outline = place(gazetteer, "ne:LB")
    land = gazetteer.land(widened(outline, distance_m=footprint.COASTAL_M).bounds)
    off = footprint.off_coast(country, outline, land)
    assert off is not None
    assert off.precision == "sea"
    assert off.geometry.intersects(Point(35.3, 33.9))
    assert not off.geometry.intersects(Point(35.6, 33.8))


def test_a_landlocked_country_has_no_coast(gazetteer: Gazetteer) -> None:
    country, outline = place(gazetteer, "ne:CZ")
    land = gazetteer.land(widened(outline, distance_m=footprint.COASTAL_M).bounds)
    assert footprint.off_coast(country, outline, land) is None


def test_the_representative_point_lies_on_the_shape() -> None:
    ring = Point(0, 0).buffer(2).difference(Point(0, 0).buffer(1))
    assert ring.intersects(footprint.representative(ring))
