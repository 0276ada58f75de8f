"""A needle on its way, computed beside the page: before the click where all is said, else while its onset shows.

The answer is a pure function of the play and the needle, so computing it early decides and tells nothing.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

import numpy as np
import streamlit as st

from sim.cases import Needle, Play, apply, onset
from sim.evidence.reflex import REFLEX
from sim.reflex.response import Response, Trace

PATIENCE_S = 0.05
"""What is there within this time is shown at once; a twitch takes some 10 ms, a cramp some 300."""


@dataclass(frozen=True, slots=True)
class Coming:
    """What a needle would bring at this point of an attempt, being computed; nothing is decided by that.

    Parameters
    ----------
    play
        The play it is placed in, by identity: after any other decision the answer is another one.
    """

    play: Play
    needle: Needle
    answer: Future[Play]

    def is_for(self, play: Play, needle: Needle) -> bool:
        """Return whether this is the answer to that needle in that play."""
        return self.play is play and self.needle == needle

    def is_quick(self) -> bool:
        """Return whether it is there, after a moment's patience."""
        return bool(wait([self.answer], PATIENCE_S).done)


def begin(play: Play, needle: Needle, ahead: Coming | None = None) -> Coming:
    """Begin to compute what a needle brings, or take what is being computed already."""
    if ahead is not None and ahead.is_for(play, needle):
        return ahead
    return Coming(play, needle, _workers().submit(apply, play, needle))


def first_moments(play: Play, needle: Needle) -> Response | None:
    """Return what is known of a needle while it still holds; None where nothing holds."""
    trace = onset(play, needle)
    if not still_holds(trace):
        return None
    times_ms = trace.motor_times_ms
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


def still_holds(trace: Trace) -> bool:
    """Return whether a trace ends in what the reading rule takes for a cramp so far: enough units, and force."""
    if trace.force.size == 0 or trace.motor_times_ms.size == 0:
        return False
    since_ms = trace.force.size - REFLEX["cramp_window_ms"].value
    n_units = np.unique(trace.motor_units[trace.motor_times_ms >= since_ms]).size
    return bool(n_units >= REFLEX["cramp_units"].value and trace.force[-1] >= REFLEX["cramp_force"].value)


def _largest(trace: Trace) -> float:
    return float(abs(trace.emg_uv).max(initial=0.0))


@st.cache_resource(show_spinner=False)
def _workers() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=4, thread_name_prefix="needle")
