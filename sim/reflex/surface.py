"""What a surface electrode over a whole muscle sees of its units: the compound muscle potential."""

from __future__ import annotations

import numpy as np

from sim.evidence.reflex import Values
from sim.reflex.arc import Axons
from sim.reflex.emg import SAMPLE_MS, potential
from sim.reflex.layout import Floats


def potential_mv(times_ms: Floats, weights: Floats, motor: Axons, values: Values) -> float:
    """Return the peak of the compound potential of some discharges, mV; 0 where there are none.

    Parameters
    ----------
    times_ms, weights
        When each discharge reaches the muscle, and the share of its unit in the muscle; shape (n,).
    motor
        All motor axons of the muscle, in size order.

    Notes
    -----
    Each unit adds the same potential, as large as its share; spread in time makes them cancel. The scale is that of the
    M wave, in which all units answer from the stimulating point: its peak is `m_max_mv` in every muscle.
    """
    if times_ms.size == 0:
        return 0.0
    whole = _peak(motor.distal_ms, unit_shares(motor.delay_ms.size, values), values)
    return values["m_max_mv"] * _peak(times_ms, weights, values) / whole


def unit_shares(n_units: int, values: Values) -> Floats:
    """Return the share of each unit in its muscle, smallest first, sum 1: fibres, force and potential go together.

    Examples
    --------
    >>> unit_shares(3, {"force_range": 4.0}).round(3).tolist()
    [0.143, 0.286, 0.571]
    """
    share = values["force_range"] ** np.linspace(0.0, 1.0, n_units)
    return np.asarray(share / share.sum())


def _peak(times_ms: Floats, weights: Floats, values: Values) -> float:
    shape = potential(values["surface_potential_ms"])
    at = ((times_ms - times_ms.min()) / SAMPLE_MS).astype(np.int64)
    impulses = np.zeros(int(at.max()) + 1)
    np.add.at(impulses, at, weights)
    return float(np.convolve(impulses, shape).max())
