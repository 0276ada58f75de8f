"""The equations of the course at their special values, against each other and against the patient's own rooms."""

from __future__ import annotations

import numpy as np
import pytest

from sim.course.equations import (
    band_factor,
    band_set_point,
    band_supersensitivity,
    cannon_factor,
    freshness,
    healing,
    health_set_point,
    irritability_set_point,
    peripheral_pain_nrs,
    pressure,
    self_healing,
    structural_health_for,
)
from sim.course.numbers import NUMBERS
from sim.course.state import coupling_of, layout_of, state_of
from sim.patient.cannon import band_supersensitivity as of_one_band
from sim.patient.cannon import supersensitivity
from sim.patient.state import Root
from tests.support.courses import ill_patient


def test_a_band_without_supersensitivity_or_fibrosis_is_slack() -> None:
    assert float(band_set_point(0.0)) == 0.0


def test_a_band_is_half_as_short_as_it_gets_at_the_half_way_supersensitivity() -> None:
    assert float(band_set_point(NUMBERS.shortening_half)) == pytest.approx(NUMBERS.shortening_max / 2)


def test_a_wholly_fibrous_band_keeps_its_fibrous_shortening_under_a_healthy_root() -> None:
    assert float(band_set_point(0.0, 1.0)) == pytest.approx(NUMBERS.fibrosis_shortening)


def test_guarding_shortens_a_band_of_a_healthy_root() -> None:
    assert float(band_set_point(0.0, 0.0, 0.3)) == pytest.approx(0.3)


def test_guarding_adds_nothing_to_a_band_that_is_shorter_already() -> None:
    assert float(band_set_point(0.5, 0.0, 0.3)) == float(band_set_point(0.5))


def test_irritability_without_supersensitivity_is_that_of_healthy_muscle() -> None:
    assert float(irritability_set_point(0.0)) == NUMBERS.irritability_rest


def test_slack_paraspinals_do_not_press() -> None:
    assert float(pressure(0.0)) == 0.0


def test_pressure_is_bounded() -> None:
    assert float(pressure(1.0 + 2.0 * NUMBERS.pressure_neighbour)) == float(pressure(5.0)) == 1.0


def test_a_sound_root_stands_any_pressure() -> None:
    assert float(health_set_point(1.0, 1.0)) == 1.0


def test_pressure_never_kills_a_root() -> None:
    assert float(health_set_point(0.2, 1.0)) == pytest.approx(1.0 - NUMBERS.health_loss_max)


@pytest.mark.parametrize("health", [0.2, 0.35, 0.55, 0.7, 0.9, 1.0])
@pytest.mark.parametrize("pressing", [0.0, 0.3, 0.75, 1.1])
def test_structural_health_is_the_inverse_of_the_set_point(health: float, pressing: float) -> None:
    structural = structural_health_for(health, pressing)
    assert float(health_set_point(structural, pressure(pressing))) == pytest.approx(health)


def test_fresh_damage_is_structural_and_old_damage_is_mostly_pressure() -> None:
    assert float(structural_health_for(0.5, 0.75, 0.0)) < 0.6
    assert float(structural_health_for(0.5, 0.75, 200.0)) > 0.9


@pytest.mark.parametrize("root", [Root(), Root(0.5, 0.5, 3.0), Root(0.4, 0.9, 200.0, 0.2), Root(0.0, 0.0, 20.0, 1.0)])
def test_supersensitivity_is_that_of_cannons_law(root: Root) -> None:
    found = (1.0 - root.health) * float(cannon_factor(root.ill_days, root.stimulation))
    assert found == pytest.approx(supersensitivity(root))


def test_supersensitivity_of_bands_is_that_of_the_patient() -> None:
    patient = ill_patient("C6", health=0.5)
    layout = layout_of(patient)
    state, coupling = state_of(patient, layout), coupling_of(patient, layout)
    factor = band_factor(state.ill_days, state.stimulation, coupling.nerve_m)
    found = band_supersensitivity(1.0 - state.health, factor, coupling.muscle_shares, coupling.healthy_share)
    assert found.tolist() == pytest.approx([of_one_band(patient, band) for band in layout.bands])


def test_damage_is_fresh_at_first_and_chronic_after_months() -> None:
    assert float(freshness(0.0)) > 0.95
    assert float(freshness(7.0 * 26)) < 0.001


def test_healing_is_the_integral_of_freshness() -> None:
    days = np.linspace(10.0, 90.0, 80001)
    integral = float(np.trapezoid(freshness(days), days))
    assert float(healing(10.0, 90.0)) == pytest.approx(np.exp(-NUMBERS.healing_rate * integral), rel=1e-6)


def test_a_local_injury_heals_when_fresh_and_not_when_it_has_lasted() -> None:
    assert self_healing(0.0) == 1.0
    assert self_healing(52.0) < 0.01


def test_a_little_loss_of_health_does_not_hurt() -> None:
    loss = np.array([NUMBERS.pain_root_tolerated])
    assert float(peripheral_pain_nrs(np.array(0.0), loss, np.array([0.0]), 0.0)) == 0.0


def test_two_ill_roots_hurt_more_than_one_and_less_than_twice() -> None:
    def root_pain(*loss: float) -> float:
        return float(peripheral_pain_nrs(np.array(0.0), np.array(loss), np.zeros(len(loss)), 0.0))

    assert root_pain(0.5) < root_pain(0.5, 0.5) < 2.0 * root_pain(0.5)


def test_fresh_loss_hurts_more_than_old_loss() -> None:
    loss = np.array([0.5])
    old, fresh = (float(peripheral_pain_nrs(np.array(0.0), loss, np.array([f]), 0.0)) for f in (0.0, 1.0))
    assert fresh > old
