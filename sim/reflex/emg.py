"""The intramuscular EMG that the discharges make at the needle."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.evidence.reflex import Values
from sim.reflex.layout import Floats
from sim.rng import stream

SAMPLE_MS = 0.1
WINDOW_MS = 400.0


def emg_uv(times_ms: Floats, units: NDArray[np.int64], n_units: int, key: int, values: Values) -> NDArray[np.float32]:
    """Return the EMG of the first `WINDOW_MS` after the needle, µV, one sample each `SAMPLE_MS`.

    Parameters
    ----------
    times_ms, units
        Discharges that reached the muscle, ms after the needle, and the unit of each; shape (n,).
    n_units
        Size of the pool; larger units have larger potentials.
    key
        Seed of the insertion: where the tip lies among the units, recording noise, insertional discharge.

    Notes
    -----
    A sum of triphasic potentials (second derivative of a Gaussian) of one length; amplitude grows with the square
    root of a unit's place in the size order and spreads log-normally with its distance from the tip.
    """
    n = round(WINDOW_MS / SAMPLE_MS)
    rng = stream(key, "emg")
    place = (np.arange(n_units) + 1.0) / n_units
    spread = np.exp(values["motor_potential_spread"] * rng.standard_normal(n_units))
    amplitude = values["motor_potential_uv"] * np.sqrt(place / 0.5) * spread
    impulses = np.zeros(n)
    seen = times_ms < WINDOW_MS
    np.add.at(impulses, (times_ms[seen] / SAMPLE_MS).astype(np.int64), amplitude[units[seen]])
    impulses += _insertional(n, rng, values)
    shape = potential(values["motor_potential_ms"])
    noise = values["emg_noise_uv"] * rng.standard_normal(n)
    return (np.convolve(impulses, shape, mode="full")[:n] + noise).astype(np.float32)


def potential(length_ms: float) -> Floats:
    """Return the potential of one unit, peak 1, one sample each `SAMPLE_MS`: triphasic, `length_ms` long."""
    t = np.arange(0.0, length_ms, SAMPLE_MS) / length_ms * 6.0 - 3.0
    return np.asarray((1.0 - t**2) * np.exp(-0.5 * t**2))


def _insertional(n: int, rng: np.random.Generator, values: Values) -> Floats:
    """Return the fibre discharges that the passing needle itself causes, as impulses."""
    length = int(values["insertional_ms"] / SAMPLE_MS)
    impulses = np.zeros(n)
    at = rng.integers(0, length, 30)
    impulses[at] = values["insertional_uv"] * rng.random(30) * (1.0 - at / length)
    return impulses
