"""The spiking kernel: one arc, advanced step by step. Equations and their sources are in `sim/MODEL.md`.

Two clocks: membranes, synapses, spikes and delays run at `dt_ms`; noise, muscle, receptors, the persistent inward
current and adaptation on a fixed 1 ms grid. Random numbers are a hash of (key, unit, index). All compiled
functions stay in this file: the cache on disk watches no other.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from sim.reflex import layout as at
from sim.reflex.layout import Constants, Floats, Ints, State, Units


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
def _flushed(x: Any) -> Any:
    return x if x > 1e-30 else 0.0


@njit(cache=True, nogil=True, inline="always", error_model="numpy")
def _saturated(x: Any, ceiling: Any) -> Any:
    return ceiling * (1.0 - np.exp(-x / ceiling)) if x > 0.0 else 0.0


@njit(cache=True, nogil=True, inline="always", error_model="numpy")
def _look_up(table: Any, place: Any) -> Any:
    """Return the value of a table at a place from 0 (first entry) to 1 (last), between entries by a straight line."""
    at = min(place, 0.999999) * (table.size - 1)
    whole = np.int64(at)
    return table[whole] + (at - whole) * (table[whole + 1] - table[whole])


@njit(cache=True, nogil=True, inline="always", error_model="numpy")
def _put(ring: Any, channel: Any, mask: Any, steps: Any, amount: Any) -> None:
    """Put a spike that arrives at `steps` (not whole) on the delay line, shared between the two steps around it."""
    whole = np.int64(steps)
    share = steps - whole
    ring[whole & mask, channel] += amount * (1.0 - share)
    ring[(whole + 1) & mask, channel] += amount * share


@njit(cache=True, nogil=True, error_model="numpy")
def _muscle(c: Any, u: Any, s: Any, ms: Any) -> Any:
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
def _receptor_rates(c: Any, s: Any, rates: Any, force: Any, since_ms: Any) -> None:
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
def _afferents(c: Any, u: Any, s: Any, rates: Any, ms: Any, steps_per_ms: Any, key: Any, counts: Any) -> None:
    """Let the endings fire in this millisecond and put what conducts on the delay line."""
    mask = s.ring.shape[0] - 1
    fibre = 0
    for i in range(u.sensitivity.size):
        while i >= u.class_end[fibre]:
            fibre += 1
        gain = rates[fibre] * u.sensitivity[i] * 1e-3
        before = s.phase[i]
        s.phase[i] = before + gain
        if s.phase[i] < s.interval[i]:
            continue
        at_ms = ms + (s.interval[i] - before) / gain
        s.phase[i] -= s.interval[i]
        s.n_fired[i] += 1
        draw = _normal(key, np.uint64(1000 + i), np.uint64(s.n_fired[i]))
        s.interval[i] = max(1.0 + c.interval_noise * draw, 0.2)
        if not u.afferent_conducts[i]:
            continue
        arrival = (at_ms + u.afferent_delay_ms[i]) * steps_per_ms
        counts[fibre] += c.felt_from_ms * steps_per_ms <= arrival < c.felt_to_ms * steps_per_ms
        if fibre == 0:
            left = 1.0 - (1.0 - s.release[i]) * np.exp(-(at_ms - s.last_ms[i]) / c.ia_recovery_ms)
            s.release[i] = left * c.ia_depression
            s.last_ms[i] = at_ms
            _put(s.ring, at.IA_POOL, mask, arrival, c.w_ia * left)
        elif fibre == 1:
            _put(s.ring, at.PRO_IN, mask, arrival, c.w_ii)
        elif fibre == 2:
            _put(s.ring, at.IB_IN, mask, arrival, c.w_ib)
        else:
            _put(s.ring, at.PRO_IN, mask, arrival, c.w_iii if fibre == 3 else c.w_iv)


@njit(cache=True, nogil=True, error_model="numpy")
def _slow_currents(c: Any, u: Any, s: Any, ms: Any, key: Any, drive: Any, excitation: Any, pic_inhibition: Any) -> None:
    """Advance noise, inward current and adaptation by 1 ms; set what they add to each motoneuron (mV)."""
    keep_fast = 1.0 - 1.0 / c.adaptation_fast_tau_ms
    keep_slow = 1.0 - 1.0 / c.adaptation_slow_tau_ms
    for i in range(u.resistance.size):
        noise = c.noise_keep * s.noise[i] + c.noise_step * u.noise_mv[i] * _normal(key, np.uint64(i), np.uint64(ms))
        s.noise[i] = noise
        s.adapt_fast[i] *= keep_fast
        s.adapt_slow[i] *= keep_slow
        outward = s.adapt_fast[i] + s.adapt_slow[i]
        current = u.weight[i] * excitation - pic_inhibition
        x = current * u.inverse_rheobase[i] + u.pic_peak[i] * s.pic[i] - outward
        s.pic_input[i] += (x - s.pic_input[i]) / c.pic_input_tau_ms
        x = s.pic_input[i]
        if x < at.PIC_TABLE_START:
            # Far below its edge the inward current only falls, and fast.
            s.pic[i] -= s.pic[i] / c.pic_fall_fast_ms
        else:
            place = (x - at.PIC_TABLE_START) / (at.PIC_TABLE_END - at.PIC_TABLE_START)
            goal = _look_up(u.pic_goal_table, place)
            tau_ms = c.pic_rise_ms if goal > s.pic[i] else _look_up(u.pic_fall_table, place)
            s.pic[i] += (goal - s.pic[i]) / tau_ms
        drive[i] = c.motoneuron_threshold_mv * (u.pic_peak[i] * s.pic[i] - outward) + c.motoneuron_noise_gain * noise


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
        _put(ring, channel, mask, at_steps + share, amount)


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
        _put(s.ring, at.REN_IN, mask, (at_ms + c.renshaw_delay_ms) * steps_per_ms, c.w_renshaw)
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
def _propriospinal_noise(c: Any, s: Any, ms: Any, key: Any) -> None:
    for i in range(s.pro_noise.size):
        draw = _normal(key, np.uint64(2000 + i), np.uint64(ms))
        s.pro_noise[i] = c.noise_keep * s.pro_noise[i] + c.noise_step * c.propriospinal_noise * draw


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
    sc = s.scalars
    refractory, ceiling = c.interneuron_refractory_ms, c.propriospinal_ceiling_na
    keep, mean, alpha = decays
    ia, pro, pro_in = sc[at.S_IA], sc[at.S_PRO], sc[at.S_PRO_IN]
    ib, ib_in, ren, ren_in = sc[at.S_IB], sc[at.S_IB_IN], sc[at.S_REN], sc[at.S_REN_IN]
    for step in range(ms * steps_per_ms, (ms + 1) * steps_per_ms):
        arrivals = s.ring[step & mask]
        ia = ia * keep[at.IA_POOL] + arrivals[at.IA_POOL] * mean[at.IA_POOL]
        pro = pro * keep[at.PRO_POOL] + arrivals[at.PRO_POOL] * mean[at.PRO_POOL]
        pro_in = pro_in * keep[at.PRO_IN] + arrivals[at.PRO_IN] * mean[at.PRO_IN]
        ib_in = ib_in * keep[at.IB_IN] + arrivals[at.IB_IN] * mean[at.IB_IN]
        ib = ib * keep[at.IB_POOL] + arrivals[at.IB_POOL] * mean[at.IB_POOL]
        ren_in = ren_in * keep[at.REN_IN] + arrivals[at.REN_IN] * mean[at.REN_IN]
        ren = ren * keep[at.REN_POOL] + arrivals[at.REN_POOL] * mean[at.REN_POOL]
        arrivals[:] = 0.0
        excitation = ia + _saturated(pro, ceiling)
        counts[at.PEAK_POOL_DRIVE] = max(counts[at.PEAK_POOL_DRIVE], excitation)
        fired = _integrate(
            s.pro_v, s.pro_wait, u.pro_gain, pro_in, s.pro_noise, c.propriospinal_threshold, alpha, dt_ms
        )
        if fired:
            counts[at.N_PRO] += fired
            counts[at.PEAK_PRO_V] = max(counts[at.PEAK_PRO_V], c.propriospinal_threshold)
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
        inhibition = ib + ren - c.tone_na
        if _membranes(
            s.v, s.ahp, s.ready, u.resistance, u.weight, drive, u.alpha, u.ahp_decay, u.threshold,
            excitation, inhibition, c.motoneuron_floor_mv, step,
        ):  # fmt: skip
            n_out = _fire(c, u, s, drive, excitation, inhibition, step, dt_ms, times, units, n_out)
            counts[at.N_MOTOR_FIRED] += 1.0
            counts[at.DRIVE_IA] += ia
            counts[at.DRIVE_PRO] += excitation - ia
    counts[at.PEAK_PRO_V] = max(counts[at.PEAK_PRO_V], s.pro_v.max())
    # A trace that has died away is set to nothing: denormal numbers are slow.
    sc[at.S_IA], sc[at.S_PRO], sc[at.S_PRO_IN] = _flushed(ia), _flushed(pro), _flushed(pro_in)
    sc[at.S_IB], sc[at.S_IB_IN] = _flushed(ib), _flushed(ib_in)
    sc[at.S_REN], sc[at.S_REN_IN] = _flushed(ren), _flushed(ren_in)
    return n_out


@njit(cache=True, nogil=True, error_model="numpy")
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
    steps_per_ms = round(1.0 / dt_ms)
    sc = s.scalars
    decays = _decays(c, dt_ms)
    drive = np.zeros(u.resistance.size)
    rates = np.zeros(5)
    n_out = 0
    sc[at.S_LAST] = max(sc[at.S_LAST], needle_ms)
    ms = start_ms
    while ms < end_ms and ms - sc[at.S_LAST] <= quiet_ms:
        level = _muscle(c, u, s, ms)
        force[ms - start_ms] = level
        counts[at.PEAK_FORCE] = max(counts[at.PEAK_FORCE], level)
        _receptor_rates(c, s, rates, level, ms - needle_ms)
        _afferents(c, u, s, rates, ms, steps_per_ms, key, counts)
        excitation = sc[at.S_IA] + _saturated(sc[at.S_PRO], c.propriospinal_ceiling_na)
        dendritic_inhibition = sc[at.S_IB] + c.renshaw_on_pic * sc[at.S_REN] - c.tone_na
        _slow_currents(c, u, s, ms, key, drive, excitation, dendritic_inhibition)
        _propriospinal_noise(c, s, ms, key)
        before = n_out
        n_out = _fast(c, u, s, decays, drive, ms, dt_ms, counts, times, units, n_out)
        if n_out > before:
            sc[at.S_LAST] = ms
        ms += 1
    return n_out, ms
