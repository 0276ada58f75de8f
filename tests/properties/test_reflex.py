"""The reflex over its whole range: every parameter at both ends, every state of a band."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.evidence.reflex import DEFAULTS, REFLEX
from sim.patient.cannon import supersensitivity
from sim.patient.graph import conduction
from sim.patient.state import Root
from sim.reflex import RESPONSE_KINDS, Response, needle
from tests.support.patients import ECRB, patient_with_band

ENDS = [(name, end) for name in REFLEX for end in ("low", "high")]


def assert_is_sound(response: Response) -> None:
    trace = response.trace
    assert response.kind in RESPONSE_KINDS
    assert np.isfinite(trace.emg_uv).all()
    assert np.isfinite(trace.force).all()
    assert trace.force.min(initial=0.0) >= 0.0
    assert response.peak_force <= 1.0
    assert (np.diff(trace.motor_times_ms) >= 0.0).all()
    assert response.duration_ms >= 0.0
    assert response.latency_ms is None or response.latency_ms > 0.0
    assert response.kind in ("ache", "nothing") or response.latency_ms is not None


@pytest.mark.parametrize(("name", "end"), ENDS)
def test_every_parameter_at_its_ends_gives_a_sound_answer_and_a_quiet_healthy_muscle(name: str, end: str) -> None:
    values = {**DEFAULTS, name: getattr(REFLEX[name], end)}
    assert_is_sound(needle(patient_with_band(0.55, 0.6, 0.7), ECRB, key=7, values=values))
    healthy = needle(patient_with_band(1.0, 0.0, 0.0, fibrosis=0.0), ECRB, key=7, values=values)
    assert healthy.kind == "nothing"


unit = st.floats(0.0, 1.0)


@settings(max_examples=40)
@given(health=unit, shortening=unit, fibrosis=unit, irritability=unit, key=st.integers(0, 2**40))
def test_every_state_of_a_band_gives_a_sound_answer(
    health: float, shortening: float, fibrosis: float, irritability: float, key: int
) -> None:
    patient = patient_with_band(health, shortening, irritability, fibrosis=fibrosis)
    assert_is_sound(needle(patient, ECRB, key=key))


@given(health=unit, less=unit)
def test_conduction_falls_with_health_and_stays_a_share(health: float, less: float) -> None:
    assert 0.0 <= conduction(health * less) <= conduction(health) <= 1.0


def test_conduction_is_whole_in_health_and_none_in_death() -> None:
    assert conduction(1.0) == pytest.approx(1.0)
    assert conduction(0.0) == 0.0


@given(health=unit, less=unit, days=st.floats(0.0, 5000.0), stimulation=unit)
def test_supersensitivity_grows_as_health_is_lost_and_recedes_with_stimulation(
    health: float, less: float, days: float, stimulation: float
) -> None:
    ill = Root(health=health, ill_days=days)
    worse = Root(health=health * less, ill_days=days)
    stimulated = Root(health=health, ill_days=days, stimulation=stimulation)
    assert 0.0 <= supersensitivity(stimulated) <= supersensitivity(ill) <= supersensitivity(worse) <= 1.0
