"""What a needle brought: the answer, its measures, and the trace they were read from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

ResponseKind = Literal["twitch", "cramp", "ache", "nothing"]
RESPONSE_KINDS: tuple[ResponseKind, ...] = ("twitch", "cramp", "ache", "nothing")
"""All kinds, strongest first: the response of a site is the strongest of its insertions."""


@dataclass(frozen=True, slots=True)
class Trace:
    """The run behind a response. Times in ms, the needle at 0.

    Parameters
    ----------
    motor_times_ms, motor_units
        Motor-unit discharges in order of time, and the index of the unit (0 = smallest); shape (n,).
    force
        Force of the band on a 1 ms grid from the needle on, share of its maximum; shape (n_ms,).
    emg_uv
        Intramuscular EMG from the needle on, first 400 ms, 0.1 ms grid; shape (4000,).
    """

    motor_times_ms: NDArray[np.float64]
    motor_units: NDArray[np.int32]
    force: NDArray[np.float32]
    emg_uv: NDArray[np.float32]


Station = Literal["receptor", "afferent", "root", "relay", "pool", "efferent", "band"]
STATIONS: tuple[Station, ...] = ("receptor", "afferent", "root", "relay", "pool", "efferent", "band")
"""The stations of the arc, in the order in which a stimulus meets them; the relay is what drives the pool."""


@dataclass(frozen=True, slots=True)
class PathStep:
    """One node the stimulus met: what drove it, what it needed, and whether it went on.

    Parameters
    ----------
    station
        What the node is in the arc.
    node
        Name of the node in the patient's graph.
    label
        The node in plain words, e.g. "C6 dorsal root".
    drive, threshold
        In the node's own `unit`; margin is drive minus threshold.
    passed
        Whether the stimulus went on from here. It may although the margin is negative: a supersensitive node lets
        some of a stimulus through that is below its threshold.
    """

    station: Station
    node: str
    label: str
    drive: float
    threshold: float
    unit: str
    passed: bool

    @property
    def margin(self) -> float:
        """Drive above threshold; negative where it stayed below."""
        return self.drive - self.threshold


@dataclass(frozen=True, slots=True)
class Response:
    """The answer to one insertion.

    Parameters
    ----------
    kind
        twitch, cramp, ache or nothing, read off the trace by one rule.
    latency_ms
        Needle to first motor-unit discharge of the answer; None where no unit answered.
    duration_ms
        First to last discharge of the answer, ms; 0 where no unit answered.
    emg_peak_uv
        Largest absolute EMG, µV.
    peak_force
        Largest force of the band, share of maximum, 0 to 1.
    n_burst
        Motor-unit discharges in the densest 20 ms; what a twitch spends.
    locus_distance_mm
        How far the tip was from the sensitive locus.
    reached
        False where the needle did not reach the muscle at all (too shallow) or passed through it.
    path
        One step a station, in order; those behind the place where the stimulus died say what they saw of it.
    trace
        The run behind it.
    """

    kind: ResponseKind
    latency_ms: float | None
    duration_ms: float
    emg_peak_uv: float
    peak_force: float
    n_burst: int
    locus_distance_mm: float
    reached: bool
    path: tuple[PathStep, ...]
    trace: Trace

    @property
    def died_at(self) -> PathStep | None:
        """The step at which the stimulus died; None where the muscle answered, by whichever way."""
        if self.kind in ("twitch", "cramp"):
            return None
        return next((step for step in self.path if not step.passed), None)
