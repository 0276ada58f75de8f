"""H-reflex and tendon reflex: a volley of Ia axons put on the delay line of the arc, and the units that answer."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from sim.evidence.reflex import Values
from sim.reflex import kernel, layout
from sim.reflex.arc import Arc
from sim.reflex.assemble import NO_NEEDLE, constants, rest, units
from sim.reflex.layout import Floats
from sim.reflex.needle import DT_MS
from sim.reflex.spikes import put_ia_volley
from sim.reflex.surface import potential_mv, unit_shares
from sim.rng import stream_key

SETTLE_MS = 50
"""The arc runs at rest for so long before the stimulus."""
ANSWER_MS = 200
"""And so long after it, ms; longer than the reflex window of the farthest muscle of a tall person."""
STRENGTHS = tuple(step / 4.0 for step in range(-6, 11))
"""Strengths that are tried, in spreads of the axons' thresholds around the median Ia axon."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer of a muscle to a volley: first unit (ms after the stimulus, 0 where none came) and potential."""

    latency_ms: float
    amplitude_mv: float
    ia_share: float
    m_share: float


def h_reflex(arc: Arc, seed: int, key: int, values: Values) -> Answer:
    """Return the largest H-reflex that a rising stimulus brings.

    Notes
    -----
    The stimulus meets Ia axons first and, as it rises, motor axons too, the largest first. A motor axon that it meets
    carries an antidromic spike, and the reflex of its unit is lost. So the H grows, and falls again as the M grows.
    """
    ia, n_motor = arc.afferents["ia"], arc.motor.delay_ms.size
    at_cord_ms = ia.delay_ms - ia.distal_ms
    found = []
    for strength in STRENGTHS:
        ia_share, m_share = excited_shares(strength, values)
        met = _met(ia_share, ia.conducts)
        free = np.arange(n_motor) < n_motor - round(m_share * n_motor)
        found.append(_answer(arc, at_cord_ms, met, free, ia_share, m_share, seed, key, values))
    return max(found, key=lambda answer: answer.amplitude_mv)


def excited_shares(strength: float, values: Values) -> tuple[float, float]:
    """Return the shares of Ia and of motor axons that a stimulus excites.

    `strength` is the logarithm of the current over the median Ia threshold, in spreads of the thresholds.
    """
    later = math.log(values["motor_axon_threshold"]) / values["axon_threshold_spread"]
    normal = NormalDist()
    return normal.cdf(strength), normal.cdf(strength - later)


def tendon_reflex(arc: Arc, seed: int, key: int, values: Values) -> Answer:
    """Return the answer to a tap on the tendon: a burst of the spindles that starts at the muscle."""
    ia = arc.afferents["ia"]
    place = np.arange(ia.delay_ms.size) / max(ia.delay_ms.size - 1, 1)
    at_cord_ms = values["tap_receptor_ms"] + values["tap_spread_ms"] * place + ia.delay_ms
    met = _met(values["tap_share"], ia.conducts)
    free = np.ones(arc.motor.delay_ms.size, dtype=bool)
    return _answer(arc, at_cord_ms, met, free, values["tap_share"], 0.0, seed, key, values)


def expected_ms(arc: Arc, kind: str, values: Values) -> float:
    """Return what the fastest path would take with the mean lag of an ill root: the latency of an answer that fails."""
    ia = arc.afferents["ia"]
    up_ms = ia.expected_ms - ia.distal_ms if kind == "h_reflex" else ia.expected_ms + values["tap_receptor_ms"]
    return float(up_ms.min() + arc.motor.expected_ms.min()) + values["neuromuscular_ms"]


def _met(share: float, conducts: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return the conducting Ia axons among the first `share` of them; the index is spread over all roots."""
    n = round(share * conducts.size)
    return np.flatnonzero(conducts[:n])


def _answer(
    arc: Arc, at_cord_ms: Floats, met: NDArray[np.int64], free: NDArray[np.bool_], ia_share: float, m_share: float,
    seed: int, key: int, values: Values,
) -> Answer:  # fmt: skip
    if met.size == 0 or not arc.motor.conducts.any():
        return Answer(0.0, 0.0, ia_share, m_share)
    times_ms, fired = _run(arc, at_cord_ms, met, seed, key, values)
    first_ms = at_cord_ms[met].min() + arc.motor.delay_ms[arc.motor.conducts].min()
    in_time = (times_ms >= first_ms) & (times_ms < first_ms + values["reflex_window_ms"]) & free[fired]
    times_ms, fired = times_ms[in_time], fired[in_time]
    shares = unit_shares(arc.motor.delay_ms.size, values)
    amplitude_mv = potential_mv(times_ms, shares[fired], arc.motor, values)
    return Answer(float(times_ms.min()) if times_ms.size else 0.0, amplitude_mv, ia_share, m_share)


def _run(
    arc: Arc, at_cord_ms: Floats, met: NDArray[np.int64], seed: int, key: int, values: Values
) -> tuple[Floats, NDArray[np.int64]]:
    """Return when units answer at the muscle, ms after the stimulus, and which; the arc is at rest before it."""
    c = constants(arc, NO_NEEDLE, values, needle_ms=float(SETTLE_MS))
    u = units(arc, seed, values, DT_MS)
    s = rest(u, key, DT_MS)
    capacity = 100 * u.resistance.size
    times_ms, fired, force = np.empty(capacity), np.empty(capacity, dtype=np.int64), np.empty(SETTLE_MS + ANSWER_MS)
    counts, seed_bits = np.zeros(layout.N_COUNTS), np.uint64(stream_key(key, "kernel"))

    def go(start_ms: int, end_ms: int, n: int) -> int:
        written, _ = kernel.run(
            c, u, s, seed_bits, start_ms, end_ms, float(SETTLE_MS), float(ANSWER_MS), DT_MS,
            times_ms[n:], fired[n:], force[start_ms:], counts,
        )  # fmt: skip
        return n + int(written)

    n = go(0, SETTLE_MS, 0)
    put_ia_volley(c, s, met, float(SETTLE_MS), SETTLE_MS + at_cord_ms[met], DT_MS)
    n = go(SETTLE_MS, SETTLE_MS + ANSWER_MS, n)
    return times_ms[:n] - SETTLE_MS, fired[:n]
