"""Days passing over arrays: closed forms where nothing feeds back, half-day exponential steps where it does."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from sim.course.equations import (
    FloatArray,
    band_factor,
    band_set_point,
    band_supersensitivity,
    freshness,
    healing,
    health_set_point,
    irritability_set_point,
    peripheral_pain_nrs,
    pressure,
)
from sim.course.numbers import NUMBERS, CourseNumbers
from sim.course.state import Coupling, CourseState

STEP_DAYS = 0.5
"""Length of a step; steps end on multiples of it counted from the first visit, so that stopovers change nothing."""


@dataclass(frozen=True, slots=True)
class Loop:
    """The values that feed back on each other; shapes as in `CourseState`."""

    health: FloatArray
    shortening: FloatArray
    irritability: FloatArray
    sensitisation: FloatArray


@dataclass(frozen=True, slots=True)
class Unaided:
    """The values that run by themselves, along a first axis of times; other axes as in `CourseState`."""

    structural_health: FloatArray
    ill_days: FloatArray
    stimulation: FloatArray
    release_pending: FloatArray
    tissue_injury: FloatArray
    soreness_nrs: FloatArray
    non_specific: FloatArray


def pass_days(
    state: CourseState, coupling: Coupling, *, day: float, days: float, numbers: CourseNumbers = NUMBERS
) -> CourseState:
    """Return the state after `days` from `day` on; any leading axes of the arrays are patients.

    Notes
    -----
    Stimulation, structural health, injury, soreness, the effect of being treated and promised release run by
    themselves: exact. Health, shortening, irritability and sensitisation relax exponentially towards targets
    that are held for a step, with what drives them from outside taken in its middle.
    """
    cuts = step_cuts(day, days)
    lengths = np.diff(cuts)
    at_cuts = unaided(state, coupling, cuts - day, numbers=numbers)
    middle = unaided(state, coupling, (cuts[:-1] + cuts[1:]) / 2.0 - day, numbers=numbers)
    released = at_cuts.release_pending[:-1] - at_cuts.release_pending[1:]
    before = Loop(state.health, state.shortening, state.irritability, state.sensitisation)
    loop = _march(before, state.fibrosis, coupling, middle, released, lengths, numbers)
    return replace(
        state,
        health=loop.health,
        shortening=loop.shortening,
        irritability=loop.irritability,
        sensitisation=loop.sensitisation,
        structural_health=at_cuts.structural_health[-1],
        ill_days=at_cuts.ill_days[-1],
        stimulation=at_cuts.stimulation[-1],
        release_pending=at_cuts.release_pending[-1],
        tissue_injury=at_cuts.tissue_injury[-1],
        soreness_nrs=at_cuts.soreness_nrs[-1],
        non_specific=at_cuts.non_specific[-1],
    )


def step_cuts(day: float, days: float) -> FloatArray:
    """Return the days from `day` to `day + days` at which steps begin and end: both, and each multiple between.

    Examples
    --------
    >>> step_cuts(0.25, 1.0).tolist()
    [0.25, 0.5, 1.0, 1.25]
    """
    end = day + days
    between = STEP_DAYS * np.arange(np.floor(day / STEP_DAYS) + 1, np.ceil(end / STEP_DAYS))
    # A multiple within a rounding error of an end is that end.
    inner = between[(between > day + 1e-9) & (between < end - 1e-9)]
    return np.concatenate(([day], inner, [end]))


def unaided(
    state: CourseState, coupling: Coupling, after_days: FloatArray, *, numbers: CourseNumbers = NUMBERS
) -> Unaided:
    """Return what runs by itself at times `after_days` from the state, shape (n_times,)."""

    def along(values: FloatArray) -> FloatArray:
        return after_days.reshape(-1, *(1,) * values.ndim)

    def fading(values: FloatArray, per_day: FloatArray | float) -> FloatArray:
        return np.asarray(values * np.exp(-along(values) * per_day))

    ill = state.ill_days + along(state.ill_days)
    return Unaided(
        structural_health=1.0 - (1.0 - state.structural_health) * healing(state.ill_days, ill, numbers=numbers),
        ill_days=ill,
        stimulation=fading(state.stimulation, 1.0 / numbers.stimulation_days),
        release_pending=fading(state.release_pending, 1.0 / numbers.release_days),
        tissue_injury=fading(state.tissue_injury, coupling.healing_per_day),
        soreness_nrs=fading(state.soreness_nrs, 1.0 / numbers.soreness_days),
        non_specific=fading(state.non_specific, 1.0 / numbers.non_specific_days),
    )


def _march(
    loop: Loop,
    fibrosis: FloatArray,
    coupling: Coupling,
    middle: Unaided,
    released: FloatArray,
    lengths: FloatArray,
    numbers: CourseNumbers,
) -> Loop:
    """Step the loop through all steps; `middle` and `released` have one entry a step."""
    factor = band_factor(middle.ill_days, middle.stimulation, coupling.nerve_m, numbers=numbers)
    fresh = freshness(middle.ill_days, numbers=numbers)
    guarding = numbers.guarding * middle.tissue_injury[..., None] * (coupling.pain_weights > 0.0)
    for index, days in enumerate(lengths.tolist()):
        aim = _targets(
            loop,
            fibrosis,
            coupling,
            structural_health=middle.structural_health[index],
            factor=factor[index],
            fresh=fresh[index],
            guarding=guarding[index],
            tissue_injury=middle.tissue_injury[index],
            numbers=numbers,
        )
        loop = _relaxed(loop, aim, released[index], days, numbers)
    return loop


def _targets(
    loop: Loop,
    fibrosis: FloatArray,
    coupling: Coupling,
    *,
    structural_health: FloatArray,
    factor: FloatArray,
    fresh: FloatArray,
    guarding: FloatArray,
    tissue_injury: FloatArray,
    numbers: CourseNumbers,
) -> Loop:
    """Return what the loop is heading for, all else as it is at this moment."""
    loss = 1.0 - loop.health
    sensitive = band_supersensitivity(loss, factor, coupling.muscle_shares, coupling.healthy_share, numbers=numbers)
    pressed = pressure(np.matvec(coupling.pressing, loop.shortening), numbers=numbers)
    bands = np.vecdot(coupling.pain_weights, loop.irritability * loop.shortening)
    built_up = numbers.sensitisation_gain * peripheral_pain_nrs(bands, loss, fresh, tissue_injury, numbers=numbers)
    kept = coupling.keeps_sensitisation
    return Loop(
        health=health_set_point(structural_health, pressed * (1.0 - fresh), numbers=numbers),
        shortening=band_set_point(sensitive, fibrosis, guarding, numbers=numbers),
        irritability=irritability_set_point(sensitive, numbers=numbers),
        sensitisation=kept * loop.sensitisation + (1.0 - kept) * np.minimum(built_up, 1.0),
    )


def _relaxed(loop: Loop, aim: Loop, released: FloatArray, days: float, numbers: CourseNumbers) -> Loop:
    """Return the loop after a step towards its aim; what a cramp promised comes off the shortening."""
    shortening = _towards(loop.shortening, aim.shortening, days, numbers.shortening_days, numbers.letting_go_days)
    rise, fall = numbers.sensitisation_rise_days, numbers.sensitisation_fall_days
    return Loop(
        health=_towards(loop.health, aim.health, days, numbers.health_recovery_days, numbers.health_fall_days),
        shortening=np.maximum(shortening - released, 0.0),
        irritability=aim.irritability
        + (loop.irritability - aim.irritability) * math.exp(-days / numbers.irritability_days),
        sensitisation=_towards(loop.sensitisation, aim.sensitisation, days, rise, fall),
    )


def _towards(value: FloatArray, target: FloatArray, days: float, rising_days: float, falling_days: float) -> FloatArray:
    """Relax to a target with one time constant upwards and another downwards."""
    kept = np.where(target > value, math.exp(-days / rising_days), math.exp(-days / falling_days))
    return np.asarray(target + (value - target) * kept)
