"""Depth, angle and what lies beyond, in words: for every site, in every build."""

from __future__ import annotations

import math

import pytest

from sim.anatomy import BUILDS, Build, Site, length_for, site, sites
from sim.session import tip_at
from sim.ui import depth_words

CHEST = site("trapezius_upper")
FOREARM = site("extensor_carpi_radialis_brevis")
HEIGHT_CM = 170.0


def tip(place: Site, depth_mm: float | None, angle_deg: float | None = None, build: Build = "middle") -> str:
    return depth_words.tip_words(place, build, depth_mm, angle_deg, HEIGHT_CM)


@pytest.mark.parametrize("build", BUILDS)
def test_the_words_change_where_the_depths_of_the_patient_do(build: Build) -> None:
    depths = CHEST.depths(build)
    assert "above the muscle" in tip(CHEST, depths.surface_mm - 0.5, build=build)
    assert "barely in the muscle" in tip(CHEST, depths.surface_mm + 0.5, build=build)
    assert "within the safe range" in tip(CHEST, depths.depth_min_mm, build=build)
    assert "within the safe range" in tip(CHEST, depths.depth_max_mm, build=build)
    assert "past the safe depth; it can reach the lung" in tip(CHEST, depths.depth_max_mm + 0.5, build=build)
    assert "through the muscle; it can reach the lung" in tip(CHEST, depths.far_mm + 0.5, build=build)


def test_where_bone_lies_beyond_nothing_is_said_to_be_in_reach() -> None:
    assert tip(FOREARM, 60.0) == "Tip 60 mm deep: through the muscle."


def test_without_a_depth_the_tip_goes_to_the_middle() -> None:
    assert tip(FOREARM, None) == "The tip goes to the middle of the safe range."


@pytest.mark.parametrize("depth_mm", [0.0, -3.0, 150.1, 900.0, math.nan])
def test_a_depth_that_cannot_be_is_told(depth_mm: float) -> None:
    assert "0.1 to 150 mm can be" in tip(FOREARM, depth_mm)


def test_beside_the_spine_and_nowhere_else_a_slant_is_told_with_a_level() -> None:
    for place in sites().values():
        told = tip(place, length_for(place.depth_min_mm, 60.0, 150.0), 60.0)
        assert ("still at" in told or ", at " in told) == (place.kind == "paraspinal")


def test_beside_l4_a_needle_slanted_to_the_lamina_reaches_l5_and_a_straight_one_stays_at_l4() -> None:
    """Hannah 2016: four of four donors each."""
    place = site("multifidus_l4")
    assert tip_at(place, "middle", place.far_mm, None, HEIGHT_CM).site == "multifidus_l4"
    for angle_deg in (60.0, 45.0):
        in_mm = length_for(place.far_mm, angle_deg, 150.0)
        assert tip_at(place, "middle", in_mm, angle_deg, HEIGHT_CM).site == "multifidus_l5"


def test_the_safe_range_along_a_slanted_needle_is_longer() -> None:
    straight, slanted = (depth_words.safe_words(FOREARM, "middle", angle, HEIGHT_CM) for angle in (None, 30.0))
    assert (straight, slanted) == ("safe 8 to 20", "safe 16 to 40")


@pytest.mark.parametrize("build", BUILDS)
@pytest.mark.parametrize("angle_deg", [None, 45.0])
def test_the_needle_to_take_is_long_enough_for_the_safe_range(build: Build, angle_deg: float | None) -> None:
    for place in sites().values():
        needle_mm = float(depth_words.needle_words(place, build, angle_deg).removesuffix(" mm"))
        deepest_mm = length_for(place.depths(build).depth_max_mm, angle_deg, 150.0)
        assert needle_mm >= min(deepest_mm, 125.0)


def test_a_slant_is_offered_beside_the_spine_and_over_lung_and_belly() -> None:
    offered = {place.id for place in sites().values() if depth_words.angle_matters(place)}
    assert {"multifidus_l4", "trapezius_upper", "rectus_abdominis_t10"} <= offered
    assert not {"extensor_carpi_radialis_brevis", "gluteus_maximus"} & offered
