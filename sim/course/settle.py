"""The steady ill state: what bands and roots look like when a root has been ill for as long as the patient says."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sim.course.equations import (
    FloatArray,
    band_factor,
    band_set_point,
    band_supersensitivity,
    freshness,
    irritability_set_point,
    peripheral_pain_nrs,
    structural_health_for,
)
from sim.course.numbers import NUMBERS, CourseNumbers
from sim.course.state import Coupling, CourseState, coupling_of, layout_of, patient_with, state_of
from sim.patient.state import Patient


def settle(patient: Patient, *, numbers: CourseNumbers = NUMBERS) -> Patient:
    """Return the patient in the state that the roots' health, kept for the duration, leads to.

    The health of the roots is taken as it is now, under the pressure of their own paraspinals; bands (all that are
    listed, and those of the complaint), structural health and sensitisation follow. With a short duration they
    are on their way. Left alone, a patient settled after months stays so.

    Parameters
    ----------
    patient
        With roots (health, ill_days), bands (only their fibrosis counts), pain weights and duration.

    Returns
    -------
        The same patient with shortening and irritability of the bands, structural health of the roots, and
        sensitisation: built up by the pain, or, in nociplastic pain, what the patient has or a default.
    """
    layout = layout_of(patient)
    coupling = coupling_of(patient, layout, numbers=numbers)
    state = _settled(state_of(patient, layout), coupling, patient.duration_weeks * 7.0, numbers)
    return patient_with(patient, layout, state)


def _settled(state: CourseState, coupling: Coupling, days: float, numbers: CourseNumbers) -> CourseState:
    loss = 1.0 - state.health
    factor = band_factor(state.ill_days, state.stimulation, coupling.nerve_m, numbers=numbers)
    sensitive = band_supersensitivity(loss, factor, coupling.muscle_shares, coupling.healthy_share, numbers=numbers)
    guarding = numbers.guarding * state.tissue_injury[..., None] * (coupling.pain_weights > 0.0)
    shortening = np.maximum(
        band_set_point(sensitive, state.fibrosis, numbers=numbers),
        band_set_point(0.0, state.fibrosis, guarding, numbers=numbers),
    )
    irritability = irritability_set_point(sensitive, numbers=numbers)
    fresh = freshness(state.ill_days, numbers=numbers)
    pressing = np.matvec(coupling.pressing, shortening)
    bands = np.vecdot(coupling.pain_weights, irritability * shortening)
    built_up = numbers.sensitisation_gain * peripheral_pain_nrs(
        bands, loss, fresh, state.tissue_injury, numbers=numbers
    )
    return replace(
        state,
        structural_health=structural_health_for(state.health, pressing, state.ill_days, numbers=numbers),
        shortening=shortening,
        irritability=irritability,
        release_pending=np.zeros_like(shortening),
        sensitisation=_sensitisation(
            state, coupling, built_up * _reached(days, numbers.sensitisation_rise_days), numbers
        ),
    )


def _sensitisation(state: CourseState, coupling: Coupling, built_up: FloatArray, numbers: CourseNumbers) -> FloatArray:
    own = np.where(state.sensitisation > 0.0, state.sensitisation, numbers.sensitisation_nociplastic)
    kept = coupling.keeps_sensitisation
    return np.asarray(kept * own + (1.0 - kept) * np.minimum(built_up, 1.0))


def _reached(days: float, tau_days: float) -> float:
    return float(-np.expm1(-days / tau_days))
