"""Pain the patient tells, their own ups and downs, and range of motion."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.course import NUMBERS, fluctuation_nrs, pain_nrs, rom_percent
from sim.patient.state import Band, Patient, SiteKey
from tests.support.courses import ECRB, ill_patient, level, rootless_patient

HEALTHY = Patient(30, "male", 180.0, "nociceptive", 0.0, roots={}, bands={}, pain_weights={})
DAYS = np.arange(0.0, 85.0, 7.0)


def test_a_healthy_person_has_no_pain_and_full_range() -> None:
    assert level(HEALTHY) == 0.0
    assert rom_percent(HEALTHY) == 100.0


def test_a_typical_chronic_patient_starts_at_six_to_seven() -> None:
    assert 6.0 <= level(ill_patient("C6", health=0.55, weeks=34.0)) <= 7.0


@pytest.mark.parametrize(("bad", "eased"), [(1.0, 0.0), (0.0, 1.0)])
def test_pain_stays_on_its_scale(bad: float, eased: float) -> None:
    for patient in (HEALTHY, ill_patient(health=0.1), rootless_patient("nociplastic", weeks=50.0)):
        pushed = replace(patient, soreness_nrs=10.0 * bad, tissue_injury=bad, sensitisation=bad, non_specific=eased)
        assert 0.0 <= pain_nrs(pushed, seed=4, day=3.0) <= 10.0


def test_ups_and_downs_are_the_same_whatever_was_done() -> None:
    patient = ill_patient(health=0.7)
    better = replace(patient, sensitisation=patient.sensitisation / 2)
    for day in (0.0, 9.0, 40.0):
        told = pain_nrs(patient, seed=7, day=day) - pain_nrs(better, seed=7, day=day)
        assert told == pytest.approx(level(patient) - level(better))


def test_ups_and_downs_average_to_nothing_and_have_the_stated_spread() -> None:
    drawn = np.array([fluctuation_nrs(seed, DAYS) for seed in range(101, 1101)])
    assert float(np.abs(drawn.mean(axis=0)).max()) < 0.1
    assert drawn.std(axis=0) == pytest.approx(np.full(len(DAYS), NUMBERS.fluctuation_sd_nrs), rel=0.1)


def test_ups_and_downs_are_slow() -> None:
    drawn = np.array([fluctuation_nrs(seed, np.array([0.0, 1.0, 7.0, 84.0])) for seed in range(101, 1101)])
    next_day, next_week, next_quarter = (np.corrcoef(drawn[:, 0], drawn[:, column])[0, 1] for column in (1, 2, 3))
    assert next_day > 0.85
    assert 0.4 < next_week < 0.8
    assert abs(next_quarter) < 0.15


def test_two_persons_have_different_days() -> None:
    assert fluctuation_nrs(1, DAYS).tolist() != fluctuation_nrs(2, DAYS).tolist()


def test_range_of_motion_falls_with_the_shortening_of_the_complaints_bands_only() -> None:
    elsewhere = SiteKey("first_dorsal_interosseous", "right")
    one = replace(
        HEALTHY, pain_weights={ECRB: 1.0}, bands={ECRB: Band(shortening=0.5), elsewhere: Band(shortening=0.9)}
    )
    assert rom_percent(one) == pytest.approx(100.0 * (1.0 - NUMBERS.range_loss * 0.5))


def test_soreness_is_told_in_part_as_pain() -> None:
    sore = replace(HEALTHY, soreness_nrs=4.0)
    assert level(sore) == pytest.approx(NUMBERS.pain_soreness * 4.0)
