"""The one rule by which an answer is read off the trace."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.evidence.reflex import Values
from sim.reflex.layout import Floats
from sim.reflex.response import ResponseKind


@dataclass(frozen=True, slots=True)
class Reading:
    """What the rule saw: the kind of answer, when it began, how long it held, its densest window."""

    kind: ResponseKind
    latency_ms: float | None
    duration_ms: float
    n_burst: int


def read(times_ms: Floats, units: NDArray[np.int64], force: Floats, n_felt: float, values: Values) -> Reading:
    """Return the answer to a needle.

    Parameters
    ----------
    times_ms, units
        Discharges at the muscle, ms after the needle, in order, and the unit of each; shape (n,).
    force
        Force on a 1 ms grid from the needle on, share of maximum; shape (n_ms,).
    n_felt
        Group III and IV spikes that reached the cord within the felt window, above those of rest.

    Notes
    -----
    cramp: enough units active in every window for long enough, with force; twitch: enough discharges in one short
    window, and no cramp, even where a few units smoulder on without force; ache: neither, yet the cord heard III and
    IV endings, or a few units smoulder; nothing: none of these.
    """
    n_burst = _densest(times_ms, values["twitch_window_ms"])
    lasted_ms = held_ms(times_ms, units, values)
    sustained = lasted_ms >= values["cramp_sustained_ms"]
    at = int(values["cramp_force_at_ms"])
    strong = force.size > at and float(force[at]) >= values["cramp_force"]
    latency_ms = float(times_ms[0]) if times_ms.size else None
    if sustained and strong:
        return Reading("cramp", latency_ms, lasted_ms, n_burst)
    if n_burst >= values["twitch_discharges"]:
        return Reading("twitch", latency_ms, _burst_ms(times_ms, values), n_burst)
    kind: ResponseKind = "ache" if sustained or n_felt >= values["ache_spikes"] else "nothing"
    return Reading(kind, latency_ms, lasted_ms if sustained else _burst_ms(times_ms, values), n_burst)


def _densest(times_ms: Floats, window_ms: float) -> int:
    """Return the largest number of discharges within any window of that length."""
    if not times_ms.size:
        return 0
    ends = np.searchsorted(times_ms, times_ms + window_ms, side="left")
    return int((ends - np.arange(times_ms.size)).max())


def held_ms(times_ms: Floats, units: NDArray[np.int64], values: Values) -> float:
    """Return how long, from the needle on, every window has enough units active."""
    if not times_ms.size:
        return 0.0
    window_ms = values["cramp_window_ms"]
    window = (times_ms / window_ms).astype(np.int64)
    seen = np.zeros((int(window[-1]) + 1, int(units.max()) + 1), dtype=bool)
    seen[window, units] = True
    enough = seen.sum(axis=1) >= values["cramp_units"]
    n_held = enough.size if enough.all() else int(np.argmin(enough))
    return min(float(n_held * window_ms), float(times_ms[-1]))


def _burst_ms(times_ms: Floats, values: Values) -> float:
    """Return the length of the first burst: from the first discharge to the last before too few follow."""
    if not times_ms.size:
        return 0.0
    following = np.searchsorted(times_ms, times_ms + values["burst_gap_ms"], side="right") - np.arange(times_ms.size)
    sparse = np.flatnonzero(following < values["burst_sparse"])
    first = int(sparse[0]) if sparse.size else 0
    last = min(first + max(int(following[first]) - 1, 0), times_ms.size - 1)
    return float(times_ms[last] - times_ms[0])
