"""Days on arrays: exact where there is a closed form, the same in one stretch or two, alone or in a batch."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest

import sim.course.step
from sim.course.numbers import NUMBERS
from sim.course.state import Coupling, CourseState, coupling_of, layout_of, patient_with, state_of
from sim.course.step import STEP_DAYS, pass_days, step_cuts
from sim.patient.state import Patient
from tests.support.courses import ECRB, drawn_visit, ill_patient, key

BOTH = {ECRB: 3, key("multifidus_c6"): 2}


def arrays_of(patient: Patient) -> tuple[CourseState, Coupling]:
    layout = layout_of(patient)
    return state_of(patient, layout), coupling_of(patient, layout)


def treated() -> Patient:
    return drawn_visit(ill_patient(), BOTH, seed=3, visit=1)


def closest(one: CourseState, other: CourseState) -> float:
    """Return the largest difference of any value."""
    return max(
        float(np.max(np.abs(getattr(one, field.name) - getattr(other, field.name)), initial=0.0))
        for field in fields(one)
    )


def test_no_days_change_nothing() -> None:
    state, coupling = arrays_of(treated())
    assert closest(pass_days(state, coupling, day=3.0, days=0.0), state) == 0.0


@pytest.mark.parametrize("stops", [(5.0, 2.0), (1.0, 6.0), (3.5, 3.5)])
def test_two_stretches_come_to_the_same_as_one(stops: tuple[float, float]) -> None:
    state, coupling = arrays_of(treated())
    there = pass_days(state, coupling, day=7.0, days=stops[0])
    stopped = pass_days(there, coupling, day=7.0 + stops[0], days=stops[1])
    assert closest(stopped, pass_days(state, coupling, day=7.0, days=7.0)) < 1e-9


def test_a_stop_off_the_grid_changes_next_to_nothing() -> None:
    state, coupling = arrays_of(treated())
    there = pass_days(state, coupling, day=0.0, days=2.3)
    stopped = pass_days(there, coupling, day=2.3, days=4.7)
    assert closest(stopped, pass_days(state, coupling, day=0.0, days=7.0)) < 1e-3


def test_finer_steps_give_the_same_course(monkeypatch: pytest.MonkeyPatch) -> None:
    state, coupling = arrays_of(treated())
    coarse = pass_days(state, coupling, day=0.0, days=84.0)
    monkeypatch.setattr(sim.course.step, "STEP_DAYS", STEP_DAYS / 10.0)
    assert closest(pass_days(state, coupling, day=0.0, days=84.0), coarse) < 0.02


def test_cuts_are_the_ends_and_the_multiples_between() -> None:
    assert step_cuts(0.0, 1.0).tolist() == [0.0, 0.5, 1.0]
    assert step_cuts(0.7, 1.0).tolist() == pytest.approx([0.7, 1.0, 1.5, 1.7])


def test_what_runs_by_itself_is_exponential() -> None:
    state, coupling = arrays_of(treated())
    later = pass_days(state, coupling, day=0.0, days=10.0)
    for name, tau_days in (
        ("soreness_nrs", NUMBERS.soreness_days),
        ("non_specific", NUMBERS.non_specific_days),
        ("stimulation", NUMBERS.stimulation_days),
        ("release_pending", NUMBERS.release_days),
    ):
        expected = getattr(state, name) * np.exp(-10.0 / tau_days)
        assert getattr(later, name) == pytest.approx(expected), name


def test_a_promised_release_comes_off_the_shortening_over_two_days() -> None:
    patient = ill_patient()
    promised = replace(patient, bands={**patient.bands, ECRB: replace(patient.band(ECRB), release_pending=0.2)})
    layout = layout_of(patient)
    index = layout.bands.index(ECRB)
    lost = []
    for days in (0.5, 1.0, 2.0):
        plain, with_promise = (
            pass_days(state_of(who, layout), coupling_of(who, layout), day=0.0, days=days)
            for who in (patient, promised)
        )
        lost.append(float(plain.shortening[index] - with_promise.shortening[index]))
    assert 0.05 < lost[0] < lost[1] < lost[2]
    assert lost[1] == pytest.approx(0.2 * 0.76, abs=0.02)
    assert lost[2] > 0.8 * 0.2


def test_a_batch_of_patients_gives_each_one_their_own_course() -> None:
    patients = [drawn_visit(ill_patient(health=health), BOTH, seed=5, visit=1) for health in (0.4, 0.55, 0.7)]
    states, couplings = zip(*(arrays_of(patient) for patient in patients), strict=True)
    batch = CourseState(*(np.stack([getattr(s, f.name) for s in states]) for f in fields(CourseState)))
    coupled = Coupling(*(np.stack([getattr(c, f.name) for c in couplings]) for f in fields(Coupling)))
    together = pass_days(batch, coupled, day=0.0, days=30.0)
    for index, (state, coupling) in enumerate(zip(states, couplings, strict=True)):
        alone = pass_days(state, coupling, day=0.0, days=30.0)
        one = CourseState(*(getattr(together, f.name)[index] for f in fields(CourseState)))
        assert closest(alone, one) < 1e-12


def test_arrays_and_back_give_the_same_patient() -> None:
    patient = treated()
    layout = layout_of(patient)
    assert patient_with(patient, layout, state_of(patient, layout)) == patient


def test_the_order_in_which_bands_are_listed_changes_nothing() -> None:
    patient = treated()
    turned = replace(patient, bands=dict(reversed([*patient.bands.items()])))
    assert layout_of(turned) == layout_of(patient)
    assert (
        state_of(turned, layout_of(turned)).shortening.tolist()
        == state_of(patient, layout_of(patient)).shortening.tolist()
    )
