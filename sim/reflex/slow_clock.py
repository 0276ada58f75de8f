"""The slow clock of the kernel: noise, muscle, receptors, inward current and adaptation on a fixed 1 ms grid.

Random numbers are a hash of (key, unit, index). Loops over few arrays without a branch become vector instructions.
What is compiled here becomes part of `sim.reflex.kernel.run`, whose cache knows the content of this file.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from sim.reflex import layout as at


@njit(cache=True, nogil=True, inline="always", error_model="numpy")
def _hash(key: Any, unit: Any, index: Any) -> Any:
    x = key ^ (unit * np.uint64(0x9E3779B97F4A7C15)) ^ (index * np.uint64(0xC2B2AE3D27D4EB4F))
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


@njit(cache=True, nogil=True, inline="always", error_model="numpy")
def _normal(key: Any, unit: Any, index: Any) -> Any:
    """Return a standard normal, at most 3.5 SD off: the sum of four 16-bit uniforms."""
    x = _hash(key, unit, index)
    mask = np.uint64(0xFFFF)
    total = (x & mask) + ((x >> np.uint64(16)) & mask) + ((x >> np.uint64(32)) & mask) + (x >> np.uint64(48))
    return (np.float64(np.int64(total)) - 131070.0) * (1.7320508075688772 / 65536.0)


@njit(cache=True, nogil=True, inline="always", error_model="numpy")
def saturated(x: Any, ceiling: Any) -> Any:
    """Return `x` as it bends towards a ceiling; nothing below 0."""
    return ceiling * (1.0 - np.exp(-x / ceiling)) if x > 0.0 else 0.0


@njit(cache=True, nogil=True, inline="always", error_model="numpy")
def _look_up(table: Any, place: Any) -> Any:
    """Return the value of a table at a place from 0 (first entry) to 1 (last), between entries by a straight line."""
    at = min(place, 0.999999) * (table.size - 1)
    whole = np.int64(at)
    return table[whole] + (at - whole) * (table[whole + 1] - table[whole])


@njit(cache=True, nogil=True, inline="always", error_model="numpy")
def put(ring: Any, channel: Any, mask: Any, steps: Any, amount: Any) -> None:
    """Put a spike that arrives at `steps` (not whole) on the delay line, shared between the two steps around it."""
    whole = np.int64(steps)
    share = steps - whole
    ring[whole & mask, channel] += amount * (1.0 - share)
    ring[(whole + 1) & mask, channel] += amount * share


@njit(cache=True, nogil=True, error_model="numpy")
def muscle(c: Any, u: Any, s: Any, ms: Any) -> Any:
    """Advance the motor-unit twitches by 1 ms and return the force, share of maximum."""
    slot = ms % at.MUSCLE_RING_MS
    force = 0.0
    for i in range(u.force_share.size):
        b = u.twitch_decay[i] * (s.twitch_b[i] + u.twitch_gain[i] * s.twitch_a[i])
        a = u.twitch_decay[i] * s.twitch_a[i] + s.muscle_ring[slot, i]
        s.muscle_ring[slot, i] = 0.0
        s.twitch_a[i] = a
        s.twitch_b[i] = b
        if b > 1e-3:
            force += u.force_share[i] * _look_up(u.force_table, b / at.FORCE_TABLE_END)
    return c.elastic_share * force


@njit(cache=True, nogil=True, error_model="numpy")
def receptor_rates(c: Any, s: Any, rates: Any, force: Any, since_ms: Any) -> None:
    """Set the rates of Ia, II, Ib, III, IV endings (1/s) from the force, what it left behind, and the needle."""
    sc = s.scalars
    speed = force - sc[at.S_FORCE]
    sc[at.S_METAB] += (c.metabolite_gain * force - sc[at.S_METAB]) / c.metabolite_tau_ms
    iii = c.iii_contraction_hz * c.loop_gain * force / (force + c.contraction_half)
    iv = c.iv_contraction_hz * c.loop_gain * sc[at.S_METAB] / (sc[at.S_METAB] + c.contraction_half)
    sc[at.S_GAMMA] += (iii * c.fusimotor_iii + iv * c.fusimotor_iv - sc[at.S_GAMMA]) / c.fusimotor_tau_ms
    fast = 0.0
    slow = 0.0
    if since_ms >= 0.0:
        fast = c.stimulus * np.exp(-since_ms / c.iii_needle_tau_ms)
        slow = np.exp(-since_ms / c.iv_needle_tau_ms)
    slack = c.unloading * force
    shortening_speed = c.unloading * speed * 1000.0
    ia = (
        c.ia_rest_hz
        + c.ia_fusimotor_hz * sc[at.S_GAMMA]
        - c.ia_unloading_hz * slack
        - c.ia_velocity_hz_s * shortening_speed
    )
    rates[0] = max(ia, 0.0) + c.ia_needle_hz * fast
    ii = c.ii_rest_hz + c.ii_fusimotor_hz * sc[at.S_GAMMA] - c.ii_unloading_hz * slack
    rates[1] = max(ii, 0.0) + c.ii_needle_hz * fast
    rates[2] = c.ib_gain_hz * np.log(1.0 + (c.ib_force_n * force + c.stretch_n) / c.ib_scale_n)
    rates[3] = c.iii_rest_hz + iii + c.iii_needle_hz * fast
    rates[4] = c.iv_rest_hz + iv + (c.iv_needle_hz * c.stimulus + c.iv_grip_hz * c.grip) * slow
    sc[at.S_FORCE] = force


@njit(cache=True, nogil=True, error_model="numpy")
def _charge(phase: Any, before: Any, interval: Any, sensitivity: Any, rate: Any, first: Any, end: Any) -> Any:
    """Advance the endings of one class by 1 ms and return how many are due to fire."""
    due = 0
    for i in range(first, end):
        before[i] = phase[i]
        phase[i] = before[i] + rate * sensitivity[i] * 1e-3
        due += 1 if phase[i] >= interval[i] else 0
    return due


@njit(cache=True, nogil=True, error_model="numpy")
def afferents(
    c: Any, u: Any, s: Any, rates: Any, before: Any, ms: Any, steps_per_ms: Any, key: Any, counts: Any
) -> None:
    """Let the endings fire in this millisecond and put what conducts on the delay line."""
    mask = s.ring.shape[0] - 1
    first = 0
    for fibre in range(u.class_end.size):
        end = u.class_end[fibre]
        due = _charge(s.phase, before, s.interval, u.sensitivity, rates[fibre], first, end)
        i = first
        first = end
        while due > 0:
            if s.phase[i] < s.interval[i]:
                i += 1
                continue
            due -= 1
            gain = rates[fibre] * u.sensitivity[i] * 1e-3
            at_ms = ms + (s.interval[i] - before[i]) / gain
            s.phase[i] -= s.interval[i]
            s.n_fired[i] += 1
            draw = _normal(key, np.uint64(1000 + i), np.uint64(s.n_fired[i]))
            s.interval[i] = max(1.0 + c.interval_noise * draw, 0.2)
            if u.afferent_conducts[i]:
                arrival = (at_ms + u.afferent_delay_ms[i]) * steps_per_ms
                counts[fibre] += c.felt_from_ms * steps_per_ms <= arrival < c.felt_to_ms * steps_per_ms
                _arrive(c, s, fibre, i, at_ms, arrival, mask)
            i += 1


@njit(cache=True, nogil=True, error_model="numpy")
def _arrive(c: Any, s: Any, fibre: Any, i: Any, at_ms: Any, arrival: Any, mask: Any) -> None:
    """Put one spike of an ending on the delay line."""
    if fibre == 0:
        left = 1.0 - (1.0 - s.release[i]) * np.exp(-(at_ms - s.last_ms[i]) / c.ia_recovery_ms)
        s.release[i] = left * c.ia_depression
        s.last_ms[i] = at_ms
        put(s.ring, at.IA_POOL, mask, arrival, c.w_ia * left)
    elif fibre == 1:
        put(s.ring, at.PRO_IN, mask, arrival, c.w_ii)
    elif fibre == 2:
        put(s.ring, at.IB_IN, mask, arrival, c.w_ib)
    else:
        put(s.ring, at.PRO_IN, mask, arrival, c.w_iii if fibre == 3 else c.w_iv)


@njit(cache=True, nogil=True, error_model="numpy")
def noise(noise: Any, scale: Any, keep: Any, step: Any, key: Any, first: Any, ms: Any) -> None:
    """Advance one noise a unit by 1 ms; `first` is the number of the first unit's draws."""
    for i in range(noise.size):
        noise[i] = keep * noise[i] + step * scale[i] * _normal(key, np.uint64(first + i), np.uint64(ms))


@njit(cache=True, nogil=True, error_model="numpy")
def _pic_input(
    x: Any,
    pic: Any,
    peak: Any,
    outward: Any,
    weight: Any,
    inverse_rheobase: Any,
    excitation: Any,
    inhibition: Any,
    tau_ms: Any,
) -> Any:
    """Smooth what drives each inward current and return how many are where the tables begin, or beyond."""
    beyond = 0
    for i in range(x.size):
        current = weight[i] * excitation - inhibition
        now = current * inverse_rheobase[i] + peak[i] * pic[i] - outward[i]
        x[i] += (now - x[i]) / tau_ms
        beyond += 1 if x[i] >= at.PIC_TABLE_START else 0
    return beyond


@njit(cache=True, nogil=True, error_model="numpy")
def _pic(c: Any, u: Any, pic: Any, x: Any) -> None:
    """Advance the inward currents by 1 ms. Far below its edge one only falls, and fast."""
    for i in range(pic.size):
        if x[i] < at.PIC_TABLE_START:
            pic[i] -= pic[i] / c.pic_fall_fast_ms
        else:
            place = (x[i] - at.PIC_TABLE_START) / (at.PIC_TABLE_END - at.PIC_TABLE_START)
            goal = _look_up(u.pic_goal_table, place)
            tau_ms = c.pic_rise_ms if goal > pic[i] else _look_up(u.pic_fall_table, place)
            pic[i] += (goal - pic[i]) / tau_ms


@njit(cache=True, nogil=True, error_model="numpy")
def slow_currents(
    c: Any, u: Any, s: Any, ms: Any, key: Any, drive: Any, outward: Any, excitation: Any, pic_inhibition: Any
) -> None:
    """Advance noise, inward current and adaptation by 1 ms; set what they add to each motoneuron (mV).

    Loops over few arrays without a branch become vector instructions.
    """
    n = drive.size
    noise(s.noise, u.noise_mv, c.noise_keep, c.noise_step, key, 0, ms)
    keep_fast = 1.0 - 1.0 / c.adaptation_fast_tau_ms
    keep_slow = 1.0 - 1.0 / c.adaptation_slow_tau_ms
    for i in range(n):
        s.adapt_fast[i] *= keep_fast
        s.adapt_slow[i] *= keep_slow
        outward[i] = s.adapt_fast[i] + s.adapt_slow[i]
    if _pic_input(
        s.pic_input,
        s.pic,
        u.pic_peak,
        outward,
        u.weight,
        u.inverse_rheobase,
        excitation,
        pic_inhibition,
        c.pic_input_tau_ms,
    ):
        _pic(c, u, s.pic, s.pic_input)
    else:
        for i in range(n):
            s.pic[i] -= s.pic[i] / c.pic_fall_fast_ms
    for i in range(n):
        inward = u.pic_peak[i] * s.pic[i] - outward[i]
        drive[i] = c.motoneuron_threshold_mv * inward + c.motoneuron_noise_gain * s.noise[i]
