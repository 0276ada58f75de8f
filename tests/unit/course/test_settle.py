"""A settled patient is in the steady state of the course."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sim.course import NUMBERS, advance, settle
from sim.course.equations import band_set_point, irritability_set_point
from sim.patient.cannon import band_supersensitivity
from sim.patient.state import RootKey
from tests.support.courses import ECRB, ill_patient, key, level, rootless_patient

C6 = RootKey("C6", "right")


@pytest.mark.parametrize("health", [0.35, 0.45, 0.55, 0.7])
def test_a_settled_chronic_patient_stays_as_they_came(health: float) -> None:
    patient = ill_patient(health=health, weeks=40.0)
    later = advance(patient, 84.0)
    assert later.root(C6).health == pytest.approx(health, abs=0.01)
    assert later.band(ECRB).shortening == pytest.approx(patient.band(ECRB).shortening, abs=0.01)
    assert level(later) == pytest.approx(level(patient), abs=0.1)


def test_bands_settle_at_their_set_points() -> None:
    patient = ill_patient()
    for site, band in patient.bands.items():
        sensitive = band_supersensitivity(patient, site)
        assert band.shortening == pytest.approx(float(band_set_point(sensitive, band.fibrosis)))
        assert band.irritability == pytest.approx(float(irritability_set_point(sensitive)))


def test_settling_keeps_the_health_of_the_roots_and_finds_what_is_under_the_pressure() -> None:
    root = ill_patient(health=0.5).root(C6)
    assert root.health == 0.5
    assert root.structural_health > 0.9


def test_settling_twice_changes_nothing() -> None:
    patient = ill_patient()
    assert settle(patient) == patient


def test_a_band_of_the_complaint_is_settled_though_it_was_not_listed() -> None:
    listed = ill_patient()
    bare = replace(listed, bands={site: band for site, band in listed.bands.items() if site != ECRB})
    assert settle(bare).band(ECRB).shortening > 0.5


def test_neighbouring_paraspinals_are_short_in_part() -> None:
    patient = ill_patient("C6", health=0.7)
    own, neighbour = patient.band(key("multifidus_c6")), patient.band(key("multifidus_c7"))
    assert 0.0 < neighbour.shortening < own.shortening


def test_a_fresh_pain_has_sensitised_less_than_an_old_one() -> None:
    assert ill_patient(weeks=1.0).sensitisation < ill_patient(weeks=40.0).sensitisation / 2


def test_a_nociplastic_patient_gets_a_sensitisation_and_keeps_a_given_one() -> None:
    patient = rootless_patient("nociplastic", weeks=60.0)
    assert patient.sensitisation == NUMBERS.sensitisation_nociplastic
    assert settle(replace(patient, sensitisation=0.4)).sensitisation == 0.4


def test_a_sprain_guards_its_muscles() -> None:
    assert rootless_patient("nociceptive", weeks=3.0, tissue_injury=0.6).band(ECRB).shortening == pytest.approx(
        NUMBERS.guarding * 0.6
    )
