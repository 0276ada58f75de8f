"""What the patient tells and what is measured: pain, its ups and downs, range of motion."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from sim.course.equations import FloatArray, Values, freshness, peripheral_pain_nrs
from sim.course.numbers import NUMBERS, CourseNumbers
from sim.course.state import Coupling, CourseState, coupling_of, layout_of, state_of
from sim.patient.state import Patient
from sim.rng import stream


def pain_nrs(patient: Patient, *, seed: int, day: float, numbers: CourseNumbers = NUMBERS) -> float:
    """Return the pain the patient tells on a day, NRS, 0 to 10.

    Parameters
    ----------
    patient
        As they are on that day.
    seed
        Of the attempt: with the day it decides this person's slow ups and downs, whatever was done.
    day
        Days since the first visit.
    """
    level = _level_nrs(patient, numbers)
    return float(np.clip(level + fluctuation_nrs(seed, day, numbers=numbers), 0.0, 10.0))


def steady_pain_nrs(patient: Patient, *, numbers: CourseNumbers = NUMBERS) -> float:
    """Return the pain of a patient without the person's ups and downs, NRS, 0 to 10: what treatment can change."""
    return float(np.clip(_level_nrs(patient, numbers), 0.0, 10.0))


def _level_nrs(patient: Patient, numbers: CourseNumbers) -> FloatArray:
    layout = layout_of(patient)
    return pain_level_nrs(state_of(patient, layout), coupling_of(patient, layout, numbers=numbers), numbers=numbers)


def pain_level_nrs(state: CourseState, coupling: Coupling, *, numbers: CourseNumbers = NUMBERS) -> FloatArray:
    """Return pain without the person's ups and downs, NRS, not bounded; shape (...).

    Notes
    -----
    Bands, roots and injury, plus C · sensitisation, plus part of the soreness, minus N · effect of being treated.
    """
    bands = np.vecdot(coupling.pain_weights, state.irritability * state.shortening)
    fresh = freshness(state.ill_days, numbers=numbers)
    peripheral = peripheral_pain_nrs(bands, 1.0 - state.health, fresh, state.tissue_injury, numbers=numbers)
    kept = coupling.keeps_sensitisation
    central_nrs = kept * numbers.pain_nociplastic_nrs + (1.0 - kept) * numbers.pain_sensitisation_nrs
    return np.asarray(
        peripheral
        + central_nrs * state.sensitisation
        + numbers.pain_soreness * state.soreness_nrs
        - numbers.non_specific_nrs * state.non_specific
    )


def fluctuation_nrs(seed: int, day: Values, *, numbers: CourseNumbers = NUMBERS) -> FloatArray:
    """Return the person's own slow ups and downs, NRS, mean 0 over persons: a smooth function of seed and day only.

    Notes
    -----
    A sum of waves with random phases whose frequencies follow the spectrum of a first-order autoregressive
    process of `fluctuation_days`, without waves faster than `fluctuation_fastest_days`.
    """
    per_day, phase = _waves(
        seed, numbers.fluctuation_days, numbers.fluctuation_fastest_days, int(numbers.fluctuation_waves)
    )
    angle = 2.0 * np.pi * np.multiply.outer(np.asarray(day, dtype=np.float64), per_day) + phase
    return np.asarray(numbers.fluctuation_sd_nrs * np.sqrt(2.0 / per_day.size) * np.cos(angle).sum(axis=-1))


@lru_cache(maxsize=256)
def _waves(seed: int, tau_days: float, fastest_days: float, n_waves: int) -> tuple[FloatArray, FloatArray]:
    draw = stream(seed, "pain", "fluctuation")
    fastest = np.arctan(2.0 * np.pi * tau_days / fastest_days)
    # One frequency from each of N equal parts of the spectrum, so that no person is all slow or all fast.
    part = (np.arange(n_waves) + draw.random(n_waves)) / n_waves
    per_day = np.tan(part * fastest) / (2.0 * np.pi * tau_days)
    return per_day, draw.uniform(0.0, 2.0 * np.pi, n_waves)


def rom_percent(patient: Patient, *, numbers: CourseNumbers = NUMBERS) -> float:
    """Return the range of the complaint's movement, % of normal: 100 · (1 − loss · weighted shortening)."""
    short = sum(weight * patient.band(site).shortening for site, weight in patient.pain_weights.items())
    return 100.0 * (1.0 - numbers.range_loss * short)
