"""Spikes from outside, put on the delay line of a running arc as the kernel puts its own."""

from __future__ import annotations

import numpy as np

from sim.reflex import layout
from sim.reflex.layout import Constants, Floats, Ints, State


def put_ia_volley(c: Constants, s: State, axons: Ints, sent_ms: float, arrivals_ms: Floats, dt_ms: float) -> None:
    """Let Ia axons carry one spike each to their terminals, weighed by the release, which it depresses.

    Parameters
    ----------
    axons
        Indices of the axons; shape (n,).
    sent_ms
        When they were excited; the release has recovered until then.
    arrivals_ms
        When each spike acts in the motoneurons; shape (n,).
    """
    recovery = np.exp(-(sent_ms - s.last_ms[axons]) / c.ia_recovery_ms)
    release = 1.0 - (1.0 - s.release[axons]) * recovery
    s.release[axons] = release * c.ia_depression
    s.last_ms[axons] = sent_ms
    put_spikes(s, layout.IA_POOL, arrivals_ms, c.w_ia * release, dt_ms)


def put_spikes(s: State, channel: int, arrivals_ms: Floats, amounts: Floats, dt_ms: float) -> None:
    """Put spikes on a channel, each shared between the two steps around its arrival."""
    mask = s.ring.shape[0] - 1
    steps = arrivals_ms * round(1.0 / dt_ms)
    whole = steps.astype(np.int64)
    share = steps - whole
    np.add.at(s.ring[:, channel], whole & mask, amounts * (1.0 - share))
    np.add.at(s.ring[:, channel], (whole + 1) & mask, amounts * share)
