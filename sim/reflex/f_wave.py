"""F waves: motor axons stimulated backwards, of whose motoneurons a few send the spike back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.evidence.reflex import Values
from sim.reflex.arc import Arc
from sim.reflex.surface import potential_mv, unit_shares
from sim.rng import stream


@dataclass(frozen=True, slots=True)
class FWaves:
    """A series of F waves; times in ms from the stimulus to the first unit of each, over those that came.

    Parameters
    ----------
    n_stimuli
        Stimuli given.
    persistence
        Share of them that an F wave followed, 0 to 1.
    minimum_ms, mean_ms, maximum_ms
        Latencies; where none came, those that the fastest axon would have.
    chronodispersion_ms
        Maximum minus minimum.
    amplitude_mv
        Mean of those that came; 0 where none came.
    """

    n_stimuli: int
    persistence: float
    minimum_ms: float
    mean_ms: float
    maximum_ms: float
    chronodispersion_ms: float
    amplitude_mv: float


def f_waves(arc: Arc, key: int, values: Values) -> FWaves:
    """Return the F waves that a series of stimuli brings; `key` is the seed of who sends back.

    Notes
    -----
    The spike runs from the stimulating point to the cord, turns, and runs the whole way to the muscle: twice the
    axon's delay, less its part beyond the stimulating point. It meets an ill root twice.
    """
    motor, n_stimuli = arc.motor, round(values["f_wave_stimuli"])
    n_units = motor.delay_ms.size
    turn_ms = values["f_wave_turn_ms"] + values["neuromuscular_ms"]
    latency_ms = 2.0 * motor.delay_ms - motor.distal_ms + turn_ms
    sent_back = stream(key, "f_wave").random((n_stimuli, n_units)) < values["f_wave_probability"]
    shares = unit_shares(n_units, values)
    answers = [np.flatnonzero(row & motor.conducts) for row in sent_back]
    heights_mv = [potential_mv(latency_ms[units], shares[units], motor, values) for units in answers]
    seen = [
        (float(latency_ms[units].min()), height_mv)
        for units, height_mv in zip(answers, heights_mv, strict=True)
        if height_mv >= values["visible_potential_mv"]
    ]
    if not seen:
        expected_ms = float((2.0 * motor.expected_ms - motor.distal_ms).min()) + turn_ms
        return FWaves(n_stimuli, 0.0, expected_ms, expected_ms, expected_ms, 0.0, 0.0)
    onsets_ms = np.array([onset_ms for onset_ms, _ in seen])
    return FWaves(
        n_stimuli=n_stimuli,
        persistence=len(seen) / n_stimuli,
        minimum_ms=float(onsets_ms.min()),
        mean_ms=float(onsets_ms.mean()),
        maximum_ms=float(onsets_ms.max()),
        chronodispersion_ms=float(np.ptp(onsets_ms)),
        amplitude_mv=float(np.mean([height_mv for _, height_mv in seen])),
    )
