"""The spiking kernel: one arc, advanced step by step. Equations and their sources are in `sim/MODEL.md`.

Two clocks: membranes, synapses, spikes and delays run at `dt_ms`, in this file; noise, muscle, receptors, the
persistent inward current and adaptation on a fixed 1 ms grid, in `slow_clock`. No other file may hold what is compiled:
see `_run_with`.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import numpy as np
from numba import njit

from sim.reflex import layout as at
from sim.reflex import slow_clock
from sim.reflex.layout import Constants, Floats, Ints, State, Units
from sim.reflex.slow_clock import afferents, muscle, noise, put, receptor_rates, saturated, slow_currents


@njit(cache=True, nogil=True, inline="always", error_model="numpy")
def _flushed(x: Any) -> Any:
    return x if x > 1e-30 else 0.0


@njit(cache=True, nogil=True, error_model="numpy")
def _integrate(v: Any, wait: Any, gain: Any, trace: Any, noise: Any, threshold: Any, alpha: Any, dt_ms: Any) -> Any:
    """Advance interneurons of one kind by one step and return how many crossed their threshold.

    Plain arrays and no branch: the loop becomes vector instructions.
    """
    crossed = 0
    for i in range(v.size):
        left = wait[i] - dt_ms
        x = v[i] + alpha * (gain[i] * trace + noise[i] - v[i])
        x = x if left <= 0.0 else 0.0
        wait[i] = left
        v[i] = x
        crossed += 1 if x >= threshold else 0
    return crossed


@njit(cache=True, nogil=True, error_model="numpy")
def _send(
    v: Any, wait: Any, gain: Any, trace: Any, noise: Any, threshold: Any, alpha: Any, refractory: Any, dt_ms: Any,
    ring: Any, channel: Any, at_steps: Any, amount: Any,
) -> None:  # fmt: skip
    """Let the interneurons above threshold fire, each at its time within the step by a straight line."""
    mask = ring.shape[0] - 1
    for i in range(v.size):
        after = v[i]
        if after < threshold:
            continue
        before = (after - alpha * (gain[i] * trace + noise[i])) / (1.0 - alpha)
        # One that comes out of its refractory period may stand above the threshold from the start.
        share = min(max((threshold - before) / (after - before), 0.0), 1.0) if after > before else 0.0
        v[i] = 0.0
        wait[i] = refractory - (1.0 - share) * dt_ms
        put(ring, channel, mask, at_steps + share, amount)


@njit(cache=True, nogil=True, error_model="numpy")
def _membranes(
    v: Any, ahp: Any, ready: Any, resistance: Any, weight: Any, drive: Any, alpha: Any, ahp_decay: Any,
    threshold: Any, excitation: Any, inhibition: Any, floor: Any, step: Any,
) -> Any:  # fmt: skip
    """Advance the motoneurons by one step (trapezoidal rule) and return how many crossed their threshold.

    Plain arrays, two stores and no branch: the loop becomes vector instructions.
    """
    crossed = 0
    for i in range(v.size):
        push = resistance[i] * (weight[i] * excitation - inhibition) + drive[i] + floor * ahp[i]
        half = 0.5 * alpha[i] * (1.0 + ahp[i])
        x = (v[i] * (1.0 - half) + alpha[i] * push) / (1.0 + half)
        x = x if x > floor else floor
        x = x if step >= ready[i] else 0.0
        ahp[i] *= ahp_decay[i]
        v[i] = x
        crossed += 1 if x >= threshold[i] else 0
    return crossed


@njit(cache=True, nogil=True, error_model="numpy")
def _fire(
    c: Any, u: Any, s: Any, drive: Any, excitation: Any, inhibition: Any, step: Any, dt_ms: Any,
    times: Any, units: Any, n_out: Any,
) -> Any:  # fmt: skip
    """Let every motoneuron above threshold fire at its interpolated time; return the new number of discharges."""
    steps_per_ms = 1.0 / dt_ms
    mask = s.ring.shape[0] - 1
    for i in range(u.resistance.size):
        if s.v[i] < u.threshold[i]:
            continue
        # The trapezoidal step run backwards gives the potential before it, and so where in the step it crossed.
        ahp = s.ahp[i] / u.ahp_decay[i]
        push = u.resistance[i] * (u.weight[i] * excitation - inhibition) + drive[i] + c.motoneuron_floor_mv * ahp
        half = 0.5 * u.alpha[i] * (1.0 + ahp)
        before = (s.v[i] * (1.0 + half) - u.alpha[i] * push) / (1.0 - half)
        share = (u.threshold[i] - before) / (s.v[i] - before)
        at_ms = (step + min(max(share, 0.0), 1.0)) * dt_ms
        s.v[i] = 0.0
        s.ready[i] = step + np.int64(c.motoneuron_refractory_ms * steps_per_ms)
        s.ahp[i] += c.ahp_step
        s.adapt_fast[i] += c.adaptation_fast_step
        s.adapt_slow[i] += c.adaptation_slow_step
        put(s.ring, at.REN_IN, mask, (at_ms + c.renshaw_delay_ms) * steps_per_ms, c.w_renshaw)
        if not u.motor_conducts[i]:
            continue
        arrival = at_ms + u.motor_delay_ms[i]
        whole = np.int64(arrival)
        s.muscle_ring[whole % at.MUSCLE_RING_MS, i] += 1.0 - (arrival - whole)
        s.muscle_ring[(whole + 1) % at.MUSCLE_RING_MS, i] += arrival - whole
        if n_out < times.size:
            times[n_out] = arrival
            units[n_out] = i
            n_out += 1
    return n_out


@njit(cache=True, nogil=True, error_model="numpy")
def _decays(c: Any, dt_ms: Any) -> Any:
    """Return what one step leaves of each trace, its mean within the step, and the interneurons' step.

    The first two are in the order of the channels. A trace is held through a step at its mean over it, so that a
    coarser step brings no more charge than a finer one.
    """
    tau_ms = np.empty(at.N_CHANNELS)
    tau_ms[at.IA_POOL] = c.ia_tau_ms
    tau_ms[at.PRO_IN] = c.propriospinal_input_tau_ms
    tau_ms[at.IB_IN] = c.ib_input_tau_ms
    tau_ms[at.REN_IN] = c.renshaw_input_tau_ms
    tau_ms[at.PRO_POOL] = c.propriospinal_to_pool_tau_ms
    tau_ms[at.IB_POOL] = c.ib_inhibition_tau_ms
    tau_ms[at.REN_POOL] = c.renshaw_inhibition_tau_ms
    keep = np.exp(-dt_ms / tau_ms)
    return keep, (1.0 - keep) * tau_ms / dt_ms, 1.0 - np.exp(-dt_ms / c.interneuron_tau_ms)


@njit(cache=True, nogil=True, error_model="numpy")
def _fast(
    c: Any, u: Any, s: Any, decays: Any, drive: Any, ms: Any, dt_ms: Any, counts: Any, times: Any, units: Any,
    n_out: Any,
) -> Any:  # fmt: skip
    """Advance membranes, synapses and spikes through one millisecond; return the new number of discharges."""
    steps_per_ms = round(1.0 / dt_ms)
    mask = s.ring.shape[0] - 1
    refractory, ceiling = c.interneuron_refractory_ms, c.propriospinal_ceiling_na
    keep, mean, alpha = decays
    traces = s.scalars[: at.N_CHANNELS]
    for step in range(ms * steps_per_ms, (ms + 1) * steps_per_ms):
        arrivals = s.ring[step & mask]
        for k in range(at.N_CHANNELS):
            traces[k] = traces[k] * keep[k] + arrivals[k] * mean[k]
            arrivals[k] = 0.0
        ia, pro_in, ib_in, ren_in = traces[at.IA_POOL], traces[at.PRO_IN], traces[at.IB_IN], traces[at.REN_IN]
        excitation = ia + saturated(traces[at.PRO_POOL], ceiling)
        counts[at.PEAK_PRO_DRIVE] = max(counts[at.PEAK_PRO_DRIVE], pro_in)
        counts[at.PEAK_POOL_DRIVE] = max(counts[at.PEAK_POOL_DRIVE], excitation)
        fired = _integrate(
            s.pro_v, s.pro_wait, u.pro_gain, pro_in, s.pro_noise, c.propriospinal_threshold, alpha, dt_ms
        )
        if fired:
            counts[at.N_PRO] += fired
            _send(
                s.pro_v, s.pro_wait, u.pro_gain, pro_in, s.pro_noise, c.propriospinal_threshold, alpha, refractory,
                dt_ms, s.ring, at.PRO_POOL, step + c.pro_pool_delay_ms * steps_per_ms, c.w_pro_pool,
            )  # fmt: skip
        # Inhibitory interneurons have no noise: while their input is silent they are at rest, and skipped.
        if ib_in > 1e-3:
            fired = _integrate(s.ib_v, s.ib_wait, u.ib_gain, ib_in, s.silence, 1.0, alpha, dt_ms)
            if fired:
                counts[at.N_IBIN] += fired
                _send(
                    s.ib_v, s.ib_wait, u.ib_gain, ib_in, s.silence, 1.0, alpha, refractory, dt_ms,
                    s.ring, at.IB_POOL, step + c.ib_pool_delay_ms * steps_per_ms, c.w_ib_pool,
                )  # fmt: skip
        if ren_in > 1e-3:
            fired = _integrate(s.ren_v, s.ren_wait, u.ren_gain, ren_in, s.silence, 1.0, alpha, dt_ms)
            if fired:
                counts[at.N_REN] += fired
                _send(
                    s.ren_v, s.ren_wait, u.ren_gain, ren_in, s.silence, 1.0, alpha, refractory, dt_ms,
                    s.ring, at.REN_POOL, step + c.ren_pool_delay_ms * steps_per_ms, c.w_ren_pool,
                )  # fmt: skip
        inhibition = traces[at.IB_POOL] + traces[at.REN_POOL] - c.tone_na
        if _membranes(
            s.v, s.ahp, s.ready, u.resistance, u.weight, drive, u.alpha, u.ahp_decay, u.threshold,
            excitation, inhibition, c.motoneuron_floor_mv, step,
        ):  # fmt: skip
            n_out = _fire(c, u, s, drive, excitation, inhibition, step, dt_ms, times, units, n_out)
            counts[at.N_MOTOR_FIRED] += 1.0
            counts[at.DRIVE_IA] += ia
            counts[at.DRIVE_PRO] += excitation - ia
    # A trace that has died away is set to nothing: denormal numbers are slow.
    for k in range(at.N_CHANNELS):
        traces[k] = _flushed(traces[k])
    return n_out


def _run_with(slow_clock_content: str) -> Any:
    """Return the compiled loop over milliseconds.

    The cache on disk watches the file of what it keeps, and what that encloses, but no file that it calls: enclosing
    the content of `slow_clock` keeps a change there from running the code of before.
    """

    @njit(cache=True, nogil=True, error_model="numpy")
    def milliseconds(
        c: Any, u: Any, s: Any, key: Any, start_ms: Any, end_ms: Any, needle_ms: Any, quiet_ms: Any, dt_ms: Any,
        times: Any, units: Any, force: Any, counts: Any,
    ) -> Any:  # fmt: skip
        _ = slow_clock_content
        steps_per_ms = round(1.0 / dt_ms)
        sc = s.scalars
        decays = _decays(c, dt_ms)
        drive = np.zeros(u.resistance.size)
        outward = np.zeros(u.resistance.size)
        rates, before_ms = np.zeros(5), np.zeros(u.sensitivity.size)
        pro_noise = np.full(u.pro_gain.size, c.propriospinal_noise)
        n_out = 0
        sc[at.S_LAST] = max(sc[at.S_LAST], needle_ms)
        ms = start_ms
        while ms < end_ms and ms - sc[at.S_LAST] <= quiet_ms:
            level = muscle(c, u, s, ms)
            force[ms - start_ms] = level
            counts[at.PEAK_FORCE] = max(counts[at.PEAK_FORCE], level)
            receptor_rates(c, s, rates, level, ms - needle_ms)
            afferents(c, u, s, rates, before_ms, ms, steps_per_ms, key, counts)
            excitation = sc[at.IA_POOL] + saturated(sc[at.PRO_POOL], c.propriospinal_ceiling_na)
            dendritic_inhibition = sc[at.IB_POOL] + c.renshaw_on_pic * sc[at.REN_POOL] - c.tone_na
            slow_currents(c, u, s, ms, key, drive, outward, excitation, dendritic_inhibition)
            noise(s.pro_noise, pro_noise, c.noise_keep, c.noise_step, key, 2000, ms)
            before = n_out
            n_out = _fast(c, u, s, decays, drive, ms, dt_ms, counts, times, units, n_out)
            if n_out > before:
                sc[at.S_LAST] = ms
            ms += 1
        return n_out, ms

    return milliseconds


_milliseconds = _run_with(hashlib.blake2b(Path(slow_clock.__file__).read_bytes()).hexdigest())


def run(
    c: Constants,
    u: Units,
    s: State,
    key: np.uint64,
    start_ms: int,
    end_ms: int,
    needle_ms: float,
    quiet_ms: float,
    dt_ms: float,
    times: Floats,
    units: Ints,
    force: Floats,
    counts: Floats,
) -> Any:
    """Advance the arc from `start_ms` to `end_ms`, or until no unit has answered for `quiet_ms`.

    Parameters
    ----------
    c, u, s
        Constants of the run, of the units, and the state, which is changed in place.
    key
        Seed of all noise of this run.
    needle_ms
        When the needle enters, ms.
    dt_ms
        Step of the fast clock; 1 ms is a whole number of steps.
    times, units
        Room for the discharges that reach the muscle: time (ms) and unit; shape (capacity,).
    force
        Room for the force on the 1 ms grid; shape (at least end_ms - start_ms,).
    counts
        Sums and peaks for the explanation of the path; shape (N_COUNTS,), changed in place.

    Returns
    -------
        Number of discharges written and the millisecond at which the run ended.
    """
    return _milliseconds(c, u, s, key, start_ms, end_ms, needle_ms, quiet_ms, dt_ms, times, units, force, counts)
