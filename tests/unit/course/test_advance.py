"""What happens between and around visits."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sim.course import advance, begin_visit, manual_therapy
from sim.course.outcome import Outcome
from sim.errors import ModelInputError
from sim.patient.state import RootKey
from tests.support.courses import ECRB, ill_patient, level, rootless_patient

C6 = RootKey("C6", "right")


@pytest.mark.parametrize("days", [-1.0, 3651.0, float("nan"), float("inf"), True])
def test_days_out_of_range_are_named(days: float) -> None:
    with pytest.raises(ModelInputError, match=r"course\.days: is out of range, got .*; allowed is 0 to 3650 days\."):
        advance(ill_patient(), days)


def test_days_are_counted() -> None:
    later = advance(ill_patient(), 12.0)
    assert later.day == 12.0
    assert later.root(C6).ill_days == 34.0 * 7.0 + 12.0


def test_a_visit_begins_with_loci_that_have_rested() -> None:
    patient = ill_patient()
    spent = replace(patient, bands={**patient.bands, ECRB: replace(patient.band(ECRB), spent=1.5)})
    assert begin_visit(spent) == patient


def test_a_listed_healthy_root_stays_healthy() -> None:
    patient = ill_patient()
    c7 = RootKey("C7", "right")
    with_healthy = replace(patient, roots={**patient.roots, c7: patient.root(c7)})
    assert advance(with_healthy, 84.0).root(c7).health == 1.0


def test_a_released_band_shortens_again_under_an_ill_root() -> None:
    patient = ill_patient()
    released = replace(patient, bands={**patient.bands, ECRB: replace(patient.band(ECRB), shortening=0.2)})
    short = [advance(released, days).band(ECRB).shortening for days in (0.0, 7.0, 28.0, 84.0)]
    assert short == sorted(short)
    assert short[-1] == pytest.approx(patient.band(ECRB).shortening, abs=0.03)


def test_manual_therapy_eases_for_a_while_and_lengthens_a_little() -> None:
    patient = ill_patient()
    after = manual_therapy(patient)
    assert level(after) < level(patient)
    assert 0.9 * patient.band(ECRB).shortening < after.band(ECRB).shortening < patient.band(ECRB).shortening
    assert after.soreness_nrs == 0.0


def test_manual_therapy_leaves_bands_elsewhere_alone() -> None:
    patient = ill_patient()
    after = manual_therapy(patient)
    elsewhere = [site for site in patient.bands if site not in patient.pain_weights]
    assert elsewhere
    assert all(after.band(site) == patient.band(site) for site in elsewhere)


def test_manual_therapy_heals_a_fresh_injury_and_not_an_old_one() -> None:
    fresh, old = (rootless_patient("nociceptive", weeks=weeks, tissue_injury=0.6) for weeks in (3.0, 60.0))
    assert manual_therapy(fresh).tissue_injury < 0.5
    assert manual_therapy(old).tissue_injury == pytest.approx(0.6, abs=0.001)


def test_manual_therapy_speeds_a_fresh_root_and_not_an_old_one() -> None:
    fresh, old = (ill_patient(weeks=weeks) for weeks in (3.0, 60.0))
    gains = [manual_therapy(who).root(C6).structural_health - who.root(C6).structural_health for who in (fresh, old)]
    assert gains[0] > 0.03
    assert gains[1] < 1e-4


@pytest.mark.parametrize(
    ("start", "week_12", "expected"),
    [(6.0, 3.9, True), (6.0, 4.1, False), (9.0, 6.9, False), (3.0, 1.0, True), (2.0, 0.5, False), (5.0, 6.0, False)],
)
def test_a_responder_is_two_points_and_thirty_percent_better(start: float, week_12: float, expected: bool) -> None:
    assert Outcome(start, 0.0, week_12, 60.0, 90.0, 90.0).responder is expected
