"""Where a slanted needle comes to: geometry, and nothing keyed by level."""

from __future__ import annotations

import math

import pytest

from sim.anatomy import BUILDS, Build, Site, length_for, safe_way_mm, site, sites, spacing_mm, tip_of

C6 = site("multifidus_c6")
FOREARM = site("extensor_carpi_radialis_brevis")
CHEST = site("trapezius_upper")
HEIGHT_CM = 170.0
SPACING_MM = spacing_mm("C6", HEIGHT_CM)


def slanted(along_mm: float, angle_deg: float = 45.0) -> str:
    """Return the site that a needle comes to whose tip lies so far along the skin from where it went in."""
    return tip_of(C6, along_mm / math.cos(math.radians(angle_deg)), angle_deg, HEIGHT_CM).site


@pytest.mark.parametrize("angle_deg", [None, 90.0])
def test_straight_in_the_tip_is_as_deep_as_the_needle_is_in_and_at_its_level(angle_deg: float | None) -> None:
    for place in sites().values():
        assert tip_of(place, 37.3, angle_deg, HEIGHT_CM) == (place.id, 37.3, 0.0)


@pytest.mark.parametrize("place", [C6, FOREARM, CHEST], ids=lambda place: str(place.id))
def test_a_slant_makes_the_tip_shallower_by_the_sine_and_takes_it_along_by_the_cosine(place: Site) -> None:
    tip = tip_of(place, 40.0, 30.0, HEIGHT_CM)
    assert tip.depth_mm == pytest.approx(20.0)
    assert tip.along_mm == pytest.approx(40.0 * math.sqrt(3.0) / 2.0)


@pytest.mark.parametrize("place", [FOREARM, CHEST], ids=lambda place: str(place.id))
def test_away_from_the_spine_a_slant_stays_in_its_muscle(place: Site) -> None:
    assert tip_of(place, 140.0, 10.0, HEIGHT_CM).site == place.id


def test_beside_the_spine_the_tip_comes_to_the_level_it_is_nearest_to() -> None:
    assert slanted(0.49 * SPACING_MM) == "multifidus_c6"
    assert slanted(0.51 * SPACING_MM) == "multifidus_c7"
    assert slanted(1.49 * SPACING_MM) == "multifidus_c7"
    assert slanted(1.51 * SPACING_MM) == "multifidus_c8"


def test_only_the_way_along_the_skin_decides_on_the_level_and_not_the_angle() -> None:
    assert {slanted(0.8 * SPACING_MM, angle_deg) for angle_deg in (15.0, 45.0, 75.0)} == {"multifidus_c7"}


def test_in_a_taller_patient_the_levels_lie_further_apart() -> None:
    in_mm = 0.53 * spacing_mm("C6", 150.0) / math.cos(math.radians(45.0))
    assert tip_of(C6, in_mm, 45.0, 150.0).site == "multifidus_c7"
    assert tip_of(C6, in_mm, 45.0, 200.0).site == "multifidus_c6"


def test_below_the_lowest_level_there_is_none_to_come_to() -> None:
    lowest = [place for place in sites().values() if place.kind == "paraspinal"][-1]
    assert tip_of(lowest, 140.0, 20.0, HEIGHT_CM).site == lowest.id


def test_a_needle_along_the_skin_has_no_depth() -> None:
    tip = tip_of(FOREARM, 40.0, 0.0, HEIGHT_CM)
    assert (tip.depth_mm, tip.along_mm) == (0.0, 40.0)


@pytest.mark.parametrize("angle_deg", [None, 90.0, 60.0, 30.0])
def test_the_length_for_a_depth_brings_the_tip_to_that_depth(angle_deg: float | None) -> None:
    in_mm = length_for(22.5, angle_deg, 150.0)
    assert tip_of(FOREARM, in_mm, angle_deg, HEIGHT_CM).depth_mm == pytest.approx(22.5)


@pytest.mark.parametrize("angle_deg", [0.0, 5.0])
def test_the_length_for_a_depth_that_no_needle_reaches_is_the_longest(angle_deg: float) -> None:
    assert length_for(22.5, angle_deg, 150.0) == 150.0


@pytest.mark.parametrize("build", BUILDS)
@pytest.mark.parametrize("angle_deg", [None, 75.0, 60.0, 45.0, 30.0])
@pytest.mark.parametrize("height_cm", [150.0, 170.0, 200.0])
def test_all_along_the_safe_way_the_tip_is_safe_in_the_muscle_it_is_in(
    build: Build, angle_deg: float | None, height_cm: float
) -> None:
    for place in sites().values():
        low_mm, high_mm = safe_way_mm(place, build, angle_deg, height_cm, 400.0)
        assert 0.0 < low_mm <= high_mm
        for part in (0.0, 0.25, 0.5, 0.75, 1.0):
            tip = tip_of(place, low_mm + part * (high_mm - low_mm), angle_deg, height_cm)
            depths = site(tip.site).depths(build)
            assert depths.depth_min_mm - 1e-9 <= tip.depth_mm <= depths.depth_max_mm + 1e-9


def test_a_straight_needle_is_safe_as_far_as_its_muscle_is() -> None:
    for place in sites().values():
        assert safe_way_mm(place, "middle", None, HEIGHT_CM, 150.0) == (place.depth_min_mm, place.depth_max_mm)


def test_a_slanted_needle_past_its_level_ends_where_the_next_is_less_deep() -> None:
    """Beside L5 it would come to the sacrum, where the muscle is thin."""
    _, high_mm = safe_way_mm(site("multifidus_l5"), "middle", 60.0, HEIGHT_CM, 150.0)
    assert tip_of(site("multifidus_l5"), high_mm, 60.0, HEIGHT_CM).site == "multifidus_l5"
    assert tip_of(site("multifidus_l5"), high_mm + 0.1, 60.0, HEIGHT_CM).site == "multifidus_s1"
