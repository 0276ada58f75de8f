"""A needle on its way: computed beside the page, so that a cramp's first moments can be shown while the rest comes."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor, wait

import streamlit as st

from sim.cases import Needle, Play, apply, onset
from sim.reflex.response import Response, Trace

PATIENCE_S = 0.05
"""What is there within this time is shown at once; a twitch takes some 10 ms, a cramp some 300."""
_HOLDS_FROM_MS = 1000.0


def begin(play: Play, needle: Needle) -> Future[Play]:
    """Begin to compute what a needle brings; nothing is decided by that."""
    return _workers().submit(apply, play, needle)


def is_quick(coming: Future[Play]) -> bool:
    """Return whether it is there, after a moment's patience."""
    return bool(wait([coming], PATIENCE_S).done)


def first_moments(play: Play, needle: Needle) -> Response | None:
    """Return what is known of a needle while it still holds; None where nothing holds."""
    trace = onset(play, needle)
    times_ms = trace.motor_times_ms
    if times_ms.size == 0 or times_ms[-1] < _HOLDS_FROM_MS:
        return None
    return Response(
        kind="cramp",
        latency_ms=float(times_ms[0]),
        duration_ms=float(times_ms[-1] - times_ms[0]),
        emg_peak_uv=_largest(trace),
        peak_force=float(trace.force.max(initial=0.0)),
        n_burst=0,
        locus_distance_mm=0.0,
        reached=True,
        path=(),
        trace=trace,
    )


def _largest(trace: Trace) -> float:
    return float(abs(trace.emg_uv).max(initial=0.0))


@st.cache_resource(show_spinner=False)
def _workers() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=4, thread_name_prefix="needle")
