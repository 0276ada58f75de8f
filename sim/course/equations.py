"""The equations of the course, on arrays of any shape whose last axis is roots or bands."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from sim.course.numbers import NUMBERS, CourseNumbers

FloatArray = NDArray[np.float64]
Values = FloatArray | float


def band_set_point(
    supersensitivity: Values, fibrosis: Values = 0.0, guarding: Values = 0.0, *, numbers: CourseNumbers = NUMBERS
) -> FloatArray:
    """Return the shortening a band settles at, 0 to 1.

    Parameters
    ----------
    supersensitivity
        Of the band's fibres, 0 to 1.
    fibrosis
        Share of fibrous tissue, 0 to 1: part of it stays short whatever is done.
    guarding
        Shortening by a local injury, 0 to 1; the stronger cause counts.

    Notes
    -----
    φf + (1 − φf) · max(S · s⁶ / (s⁶ + s½⁶), guarding).

    Examples
    --------
    >>> float(band_set_point(0.0))
    0.0
    """
    square = np.square(np.asarray(supersensitivity, dtype=np.float64))
    power, half = square * square * square, numbers.shortening_half**6
    driven = np.maximum(numbers.shortening_max * power / (power + half), guarding)
    fixed = fibrous_shortening(fibrosis, numbers=numbers)
    return np.asarray(fixed + (1.0 - fixed) * driven)


def fibrous_shortening(fibrosis: Values, *, numbers: CourseNumbers = NUMBERS) -> FloatArray:
    """Return the shortening that no needle and no time takes away, 0 to 1."""
    return np.asarray(numbers.fibrosis_shortening * np.asarray(fibrosis, dtype=np.float64))


def irritability_set_point(supersensitivity: Values, *, numbers: CourseNumbers = NUMBERS) -> FloatArray:
    """Return the irritability a band settles at, 0 to 1: i₀ + i₁ · s² / (s² + i½²).

    Examples
    --------
    >>> float(irritability_set_point(0.0))
    0.05
    """
    square = np.square(np.asarray(supersensitivity, dtype=np.float64))
    grown = square / (square + numbers.irritability_half**2)
    return np.asarray(numbers.irritability_rest + numbers.irritability_gain * grown)


def pressure(pressing_shortening: Values, *, numbers: CourseNumbers = NUMBERS) -> FloatArray:
    """Return the pressure on a root, 0 to 1.

    Parameters
    ----------
    pressing_shortening
        Shortening of the paraspinals of its level plus `pressure_neighbour` times that of each neighbouring level.

    Notes
    -----
    (Σ / (1 + 2ν))²: a little shortening presses hardly, strong shortening narrows disc and foramen.
    """
    whole = 1.0 + 2.0 * numbers.pressure_neighbour
    return np.square(np.minimum(np.asarray(pressing_shortening, dtype=np.float64) / whole, 1.0))


def health_set_point(structural_health: Values, pressed: Values, *, numbers: CourseNumbers = NUMBERS) -> FloatArray:
    """Return the health a root settles at under a pressure, 0 to 1.

    Notes
    -----
    1 − (1 − H) · (1 + κp): pressure takes from a root in proportion to what it has already lost, so a sound root
    stands it and a damaged one does not.
    """
    loss = (1.0 - np.asarray(structural_health, dtype=np.float64)) * (1.0 + numbers.pressure_gain * pressed)
    return np.asarray(1.0 - np.minimum(loss, numbers.health_loss_max))


def structural_health_for(
    health: Values, pressing_shortening: Values, ill_days: Values = math.inf, *, numbers: CourseNumbers = NUMBERS
) -> FloatArray:
    """Return the structural health with which a root settles at `health` while its paraspinals are short.

    The inverse of `health_set_point`, for healths above 1 − `health_loss_max`.

    Parameters
    ----------
    health
        Of the root now, 0 to 1.
    pressing_shortening
        As in `pressure`.
    ill_days
        Days since the root fell ill; without them the damage is an old one.

    Examples
    --------
    >>> float(structural_health_for(0.6, 0.0))
    0.6
    """
    pressed = pressure(pressing_shortening, numbers=numbers) * (1.0 - freshness(ill_days, numbers=numbers))
    return np.asarray(1.0 - (1.0 - np.asarray(health, dtype=np.float64)) / (1.0 + numbers.pressure_gain * pressed))


def freshness(ill_days: Values, *, numbers: CourseNumbers = NUMBERS) -> FloatArray:
    """Return how fresh the damage of a root is, 1 to 0: 1 / (1 + e^((days − half) / width)).

    Fresh damage hurts more, heals, and does not yet hang on the pressure of the paraspinals.
    """
    age = np.asarray(ill_days, dtype=np.float64) - numbers.fresh_days
    return np.asarray(0.5 - 0.5 * np.tanh(age / (2.0 * numbers.fresh_width_days)))


def healing(ill_days: Values, later_ill_days: Values, *, numbers: CourseNumbers = NUMBERS) -> FloatArray:
    """Return the part of a root's damage that is left when it has grown from one age to a later one, 0 to 1.

    Notes
    -----
    exp(−rate · ∫ freshness), in closed form.
    """
    width = numbers.fresh_width_days

    def still_fresh(days: Values) -> FloatArray:
        return np.asarray(np.logaddexp(0.0, (numbers.fresh_days - np.asarray(days)) / width))

    fresh_days = width * (still_fresh(ill_days) - still_fresh(later_ill_days))
    return np.asarray(np.exp(-numbers.healing_rate * fresh_days))


def self_healing(duration_weeks: float, *, numbers: CourseNumbers = NUMBERS) -> float:
    """Return how far a local injury of this duration still heals by itself, 0 to 1: 1 / (1 + (weeks / chronic)⁴).

    Examples
    --------
    >>> self_healing(0.0)
    1.0
    """
    return 1.0 / (1.0 + (duration_weeks / numbers.injury_chronic_weeks) ** 4)


def cannon_factor(
    ill_days: Values, stimulation: Values, nerve_m: Values = 0.0, *, numbers: CourseNumbers = NUMBERS
) -> FloatArray:
    """Return supersensitivity over loss of health: Cannon's law of `sim.patient.cannon` on arrays.

    Parameters
    ----------
    ill_days, stimulation
        Of each root; any shapes that go together with the next.
    nerve_m
        Nerve between a root and what it supplies, m; 0 is the cord.
    """
    onset_days = numbers.supersensitivity_onset_days + numbers.supersensitivity_onset_days_per_m * np.asarray(nerve_m)
    onset = -np.expm1(-np.asarray(ill_days, dtype=np.float64) / onset_days)
    recession = numbers.supersensitivity_recession * np.asarray(stimulation, dtype=np.float64)
    return np.asarray(onset * (1.0 - recession))


def band_factor(
    ill_days: FloatArray, stimulation: FloatArray, nerve_m: FloatArray, *, numbers: CourseNumbers = NUMBERS
) -> FloatArray:
    """Return supersensitivity over loss for each band and root, shape (..., n_bands, n_roots).

    Parameters
    ----------
    ill_days, stimulation
        Of each root, shape (..., n_roots).
    nerve_m
        Of each band, m, shape (..., n_bands).
    """
    return cannon_factor(ill_days[..., None, :], stimulation[..., None, :], nerve_m[..., :, None], numbers=numbers)


def band_supersensitivity(
    loss: FloatArray,
    factor: FloatArray,
    muscle_shares: FloatArray,
    healthy_share: FloatArray,
    *,
    numbers: CourseNumbers = NUMBERS,
) -> FloatArray:
    """Return the supersensitivity of each band, 0 to 1.

    Parameters
    ----------
    loss
        1 − health of each root, shape (..., n_roots).
    factor
        Supersensitivity over loss of what each root supplies in each band, shape (..., n_bands, n_roots).
    muscle_shares
        Share of each root in the whole muscle, shape (..., n_bands, n_roots).
    healthy_share
        Share of the roots that are not followed because they are healthy, shape (..., n_bands).

    Notes
    -----
    The mean of the roots' supersensitivity by their share in the band's fibres, which is that of
    `sim.patient.innervation`: share in the muscle · (floor + loss).
    """
    floor = numbers.band_healthy_share
    drawn = floor + loss
    fibres = np.matvec(muscle_shares, drawn) + floor * healthy_share
    return np.asarray(np.matvec(muscle_shares * factor, drawn * loss) / fibres)


def peripheral_pain_nrs(
    bands: FloatArray, loss: FloatArray, fresh: FloatArray, tissue_injury: Values, *, numbers: CourseNumbers = NUMBERS
) -> FloatArray:
    """Return the pain that comes from bands, roots and a local injury, NRS, before any amplification.

    Parameters
    ----------
    bands
        Irritability × shortening of the complaint's bands, weighted by their share in it and summed, shape (...).
    loss
        1 − health of each root, shape (..., n_roots).
    fresh
        Freshness of that loss, shape (..., n_roots).
    tissue_injury
        0 to 1, shape (...).

    Notes
    -----
    A · bands + B · irritation(loss) + F · irritation(fresh loss) + T · injury, where irritation is
    1 − Π(1 − loss beyond what is tolerated).
    """
    tolerated = numbers.pain_root_tolerated
    hurting = np.maximum(loss - tolerated, 0.0) / (1.0 - tolerated)
    return np.asarray(
        numbers.pain_band_nrs * bands
        + numbers.pain_root_nrs * (1.0 - np.multiply.reduce(1.0 - hurting, axis=-1))
        + numbers.pain_fresh_root_nrs * (1.0 - np.multiply.reduce(1.0 - hurting * fresh, axis=-1))
        + numbers.pain_injury_nrs * np.asarray(tissue_injury)
    )
