"""The spiking kernel: one arc, advanced step by step. Equations and their sources are in `sim/MODEL.md`.

Two clocks: membranes, synapses, spikes and delays run at `dt_ms`; noise, muscle, receptors, the persistent
inward current and adaptation on a fixed 1 ms grid, whatever `dt_ms` is. Random numbers are a hash of (key, unit,
index), so that nothing depends on the order in which they are asked for.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

MUSCLE_RING_MS = 256
# Ends of the tables that stand for the exponentials and powers of the 1 ms grid.
FORCE_TABLE_END = 64.0
PIC_TABLE_START, PIC_TABLE_END = 0.2, 4.2
# Channels of the delay line, each a sum over all spikes of one kind.
IA_POOL, PRO_IN, IB_IN, REN_IN, PRO_POOL, IB_POOL, REN_POOL, N_CHANNELS = range(8)
# What a run counts, for the explanation of the path.
(
    N_IA,
    N_II,
    N_IB,
    N_III,
    N_IV,
    N_PRO,
    N_IBIN,
    N_REN,
    PEAK_PRO_IN,
    PEAK_POOL_DRIVE,
    N_MOTOR_FIRED,
    PEAK_FORCE,
    N_COUNTS,
) = range(13)
# Slots of the scalar state that is carried from one call to the next.
S_IA, S_PRO, S_PRO_IN, S_IB_IN, S_IB, S_REN_IN, S_REN, S_METAB, S_GAMMA, S_FORCE, S_LAST, N_SCALARS = range(12)


class Constants(NamedTuple):
    """Numbers that hold for one run; names as in the parameter table, time constants in ms."""

    tone_na: float
    motoneuron_threshold_mv: float
    motoneuron_floor_mv: float
    motoneuron_refractory_ms: float
    ahp_step: float
    pic_input_tau_ms: float
    pic_rise_ms: float
    pic_fall_fast_ms: float
    adaptation_fast_step: float
    adaptation_fast_tau_ms: float
    adaptation_slow_step: float
    adaptation_slow_tau_ms: float
    ia_tau_ms: float
    ia_depression: float
    ia_recovery_ms: float
    propriospinal_to_pool_tau_ms: float
    propriospinal_ceiling_na: float
    propriospinal_input_tau_ms: float
    propriospinal_threshold: float
    propriospinal_noise: float
    interneuron_tau_ms: float
    interneuron_refractory_ms: float
    ib_input_tau_ms: float
    ib_inhibition_tau_ms: float
    renshaw_input_tau_ms: float
    renshaw_inhibition_tau_ms: float
    renshaw_on_pic: float
    synapse_ms: float
    w_ia: float
    w_ii: float
    w_ib: float
    w_iii: float
    w_iv: float
    w_renshaw: float
    w_pro_pool: float
    w_ib_pool: float
    w_ren_pool: float
    elastic_share: float
    metabolite_tau_ms: float
    metabolite_gain: float
    iii_rest_hz: float
    iii_contraction_hz: float
    iii_needle_hz: float
    iii_needle_tau_ms: float
    iv_rest_hz: float
    iv_contraction_hz: float
    iv_needle_hz: float
    iv_grip_hz: float
    iv_needle_tau_ms: float
    contraction_half: float
    loop_gain: float
    ia_rest_hz: float
    ia_fusimotor_hz: float
    ia_unloading_hz: float
    ia_velocity_hz_s: float
    ia_needle_hz: float
    ii_rest_hz: float
    ii_fusimotor_hz: float
    ii_unloading_hz: float
    ii_needle_hz: float
    fusimotor_iii: float
    fusimotor_iv: float
    unloading: float
    fusimotor_tau_ms: float
    ib_gain_hz: float
    ib_force_n: float
    ib_scale_n: float
    interval_noise: float
    stimulus: float
    grip: float
    stretch_n: float


class Units(NamedTuple):
    """Per-unit constants. Motoneurons first; afferents of all classes in one block, class bounds in `class_end`."""

    resistance: Floats
    inverse_rheobase: Floats
    threshold: Floats
    alpha: Floats
    ahp_decay: Floats
    force_table: Floats
    pic_goal_table: Floats
    pic_fall_table: Floats
    noise_mv: Floats
    weight: Floats
    pic_peak: Floats
    twitch_decay: Floats
    twitch_gain: Floats
    force_share: Floats
    motor_delay_ms: Floats
    motor_conducts: NDArray[np.bool_]
    pro_gain: Floats
    ib_gain: Floats
    ren_gain: Floats
    class_end: Ints
    afferent_delay_ms: Floats
    afferent_conducts: NDArray[np.bool_]
    sensitivity: Floats


class State(NamedTuple):
    """Everything that moves. Carried between calls, so that a graph can be edited in the middle of a run."""

    v: Floats
    ahp: Floats
    ready: Ints
    pic: Floats
    pic_input: Floats
    adapt_fast: Floats
    adapt_slow: Floats
    noise: Floats
    twitch_a: Floats
    twitch_b: Floats
    muscle_ring: Floats
    pro_v: Floats
    pro_wait: Floats
    pro_noise: Floats
    ib_v: Floats
    ib_wait: Floats
    ren_v: Floats
    ren_wait: Floats
    phase: Floats
    interval: Floats
    n_fired: Ints
    release: Floats
    last_ms: Floats
    ring: Floats
    scalars: Floats


@njit(cache=True, nogil=True, inline="always", error_model="numpy")
def _hash(key: Any, unit: Any, index: Any) -> Any:
    x = key ^ (unit * np.uint64(0x9E3779B97F4A7C15)) ^ (index * np.uint64(0xC2B2AE3D27D4EB4F))
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


@njit(cache=True, nogil=True, inline="always", error_model="numpy")
def _normal(key: Any, unit: Any, index: Any) -> Any:
    """Return a standard normal to three and a half SD: the sum of four 16-bit uniforms."""
    x = _hash(key, unit, index)
    mask = np.uint64(0xFFFF)
    total = (x & mask) + ((x >> np.uint64(16)) & mask) + ((x >> np.uint64(32)) & mask) + (x >> np.uint64(48))
    return (np.float64(np.int64(total)) - 131070.0) * (1.7320508075688772 / 65536.0)


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
    ring[channel, whole & mask] += amount * (1.0 - share)
    ring[channel, (whole + 1) & mask] += amount * share


@njit(cache=True, nogil=True, error_model="numpy")
def _muscle(c: Any, u: Any, s: Any, ms: Any) -> Any:
    """Advance the motor-unit twitches by 1 ms and return the force, share of maximum."""
    slot = ms % MUSCLE_RING_MS
    force = 0.0
    for i in range(u.force_share.size):
        b = u.twitch_decay[i] * (s.twitch_b[i] + u.twitch_gain[i] * s.twitch_a[i])
        a = u.twitch_decay[i] * s.twitch_a[i] + s.muscle_ring[slot, i]
        s.muscle_ring[slot, i] = 0.0
        s.twitch_a[i] = a
        s.twitch_b[i] = b
        if b > 1e-3:
            force += u.force_share[i] * _look_up(u.force_table, b / FORCE_TABLE_END)
    return c.elastic_share * force


@njit(cache=True, nogil=True, error_model="numpy")
def _receptor_rates(c: Any, s: Any, rates: Any, force: Any, since_ms: Any) -> None:
    """Set the rates of Ia, II, Ib, III, IV endings (1/s) from the force, what it left behind, and the needle."""
    sc = s.scalars
    speed = force - sc[S_FORCE]
    sc[S_METAB] += (c.metabolite_gain * force - sc[S_METAB]) / c.metabolite_tau_ms
    iii = c.iii_contraction_hz * c.loop_gain * force / (force + c.contraction_half)
    iv = c.iv_contraction_hz * c.loop_gain * sc[S_METAB] / (sc[S_METAB] + c.contraction_half)
    sc[S_GAMMA] += (iii * c.fusimotor_iii + iv * c.fusimotor_iv - sc[S_GAMMA]) / c.fusimotor_tau_ms
    fast = 0.0
    slow = 0.0
    if since_ms >= 0.0:
        fast = c.stimulus * np.exp(-since_ms / c.iii_needle_tau_ms)
        slow = np.exp(-since_ms / c.iv_needle_tau_ms)
    slack = c.unloading * force
    shortening_speed = c.unloading * speed * 1000.0
    ia = (
        c.ia_rest_hz
        + c.ia_fusimotor_hz * sc[S_GAMMA]
        - c.ia_unloading_hz * slack
        - c.ia_velocity_hz_s * shortening_speed
    )
    rates[0] = max(ia, 0.0) + c.ia_needle_hz * fast
    ii = c.ii_rest_hz + c.ii_fusimotor_hz * sc[S_GAMMA] - c.ii_unloading_hz * slack
    rates[1] = max(ii, 0.0) + c.ii_needle_hz * fast
    rates[2] = c.ib_gain_hz * np.log(1.0 + (c.ib_force_n * force + c.stretch_n) / c.ib_scale_n)
    rates[3] = c.iii_rest_hz + iii + c.iii_needle_hz * fast
    rates[4] = c.iv_rest_hz + iv + (c.iv_needle_hz * c.stimulus + c.iv_grip_hz * c.grip) * slow
    sc[S_FORCE] = force


@njit(cache=True, nogil=True, error_model="numpy")
def _afferents(c: Any, u: Any, s: Any, rates: Any, ms: Any, steps_per_ms: Any, key: Any, counts: Any) -> None:
    """Let the endings fire in this millisecond and put what conducts on the delay line."""
    mask = s.ring.shape[1] - 1
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
        arrival = (at_ms + u.afferent_delay_ms[i] + c.synapse_ms) * steps_per_ms
        counts[fibre] += 1.0
        if fibre == 0:
            left = 1.0 - (1.0 - s.release[i]) * np.exp(-(at_ms - s.last_ms[i]) / c.ia_recovery_ms)
            s.release[i] = left * c.ia_depression
            s.last_ms[i] = at_ms
            _put(s.ring, IA_POOL, mask, arrival, c.w_ia * left)
        elif fibre == 1:
            _put(s.ring, PRO_IN, mask, arrival, c.w_ii)
        elif fibre == 2:
            _put(s.ring, IB_IN, mask, arrival, c.w_ib)
        elif fibre == 3:
            _put(s.ring, PRO_IN, mask, arrival, c.w_iii)
        else:
            _put(s.ring, PRO_IN, mask, arrival, c.w_iv)


@njit(cache=True, nogil=True, error_model="numpy")
def _slow_currents(c: Any, u: Any, s: Any, ms: Any, key: Any, drive: Any, excitation: Any, pic_inhibition: Any) -> None:
    """Advance noise, inward current and adaptation by 1 ms; set what they add to each motoneuron (mV)."""
    keep_fast = 1.0 - 1.0 / c.adaptation_fast_tau_ms
    keep_slow = 1.0 - 1.0 / c.adaptation_slow_tau_ms
    for i in range(u.resistance.size):
        noise = 0.82 * s.noise[i] + 0.6 * u.noise_mv[i] * _normal(key, np.uint64(i), np.uint64(ms))
        s.noise[i] = noise
        s.adapt_fast[i] *= keep_fast
        s.adapt_slow[i] *= keep_slow
        outward = s.adapt_fast[i] + s.adapt_slow[i]
        current = u.weight[i] * excitation - pic_inhibition
        x = current * u.inverse_rheobase[i] + u.pic_peak[i] * s.pic[i] - outward
        s.pic_input[i] += (x - s.pic_input[i]) / c.pic_input_tau_ms
        x = s.pic_input[i]
        if x < PIC_TABLE_START:
            # Far below its edge the inward current only falls, and fast.
            s.pic[i] -= s.pic[i] / c.pic_fall_fast_ms
        else:
            place = (x - PIC_TABLE_START) / (PIC_TABLE_END - PIC_TABLE_START)
            goal = _look_up(u.pic_goal_table, place)
            tau_ms = c.pic_rise_ms if goal > s.pic[i] else _look_up(u.pic_fall_table, place)
            s.pic[i] += (goal - s.pic[i]) / tau_ms
        drive[i] = c.motoneuron_threshold_mv * (u.pic_peak[i] * s.pic[i] - outward) + 3.0 * noise


@njit(cache=True, nogil=True, error_model="numpy")
def _inhibitory(v: Any, wait: Any, gain: Any, trace: Any, alpha: Any, refractory: Any, dt_ms: Any) -> Any:
    """Advance inhibitory interneurons by one step and return how many fired (none while their input is silent)."""
    fired = 0
    for i in range(v.size):
        wait[i] -= dt_ms
        if wait[i] > 0.0:
            continue
        v[i] += alpha * (gain[i] * trace - v[i])
        if v[i] >= 1.0:
            v[i] = 0.0
            wait[i] = refractory
            fired += 1
    return fired


@njit(cache=True, nogil=True, error_model="numpy")
def _membranes(
    v: Any,
    ahp: Any,
    ready: Any,
    resistance: Any,
    weight: Any,
    drive: Any,
    alpha: Any,
    ahp_decay: Any,
    threshold: Any,
    excitation: Any,
    inhibition: Any,
    floor: Any,
    step: Any,
) -> Any:
    """Advance the motoneurons by one step (trapezoidal rule) and return how many crossed their threshold.

    Plain arrays, two stores and no branch: the loop becomes vector instructions.
    """
    crossed = 0
    for i in range(v.size):
        push = resistance[i] * (weight[i] * excitation - inhibition) + drive[i] - 12.0 * ahp[i]
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
    c: Any,
    u: Any,
    s: Any,
    drive: Any,
    excitation: Any,
    inhibition: Any,
    step: Any,
    dt_ms: Any,
    times: Any,
    units: Any,
    n_out: Any,
) -> Any:
    """Let every motoneuron above threshold fire at its interpolated time; return the new number of discharges."""
    steps_per_ms = 1.0 / dt_ms
    mask = s.ring.shape[1] - 1
    for i in range(u.resistance.size):
        if s.v[i] < u.threshold[i]:
            continue
        # The trapezoidal step run backwards gives the potential before it, and so where in the step it crossed.
        ahp = s.ahp[i] / u.ahp_decay[i]
        push = u.resistance[i] * (u.weight[i] * excitation - inhibition) + drive[i] - 12.0 * ahp
        half = 0.5 * u.alpha[i] * (1.0 + ahp)
        before = (s.v[i] * (1.0 + half) - u.alpha[i] * push) / (1.0 - half)
        share = (u.threshold[i] - before) / (s.v[i] - before)
        at_ms = (step + min(max(share, 0.0), 1.0)) * dt_ms
        s.v[i] = 0.0
        s.ready[i] = step + np.int64(c.motoneuron_refractory_ms * steps_per_ms)
        s.ahp[i] += c.ahp_step
        s.adapt_fast[i] += c.adaptation_fast_step
        s.adapt_slow[i] += c.adaptation_slow_step
        _put(s.ring, REN_IN, mask, (at_ms + c.synapse_ms) * steps_per_ms, c.w_renshaw)
        if not u.motor_conducts[i]:
            continue
        arrival = at_ms + u.motor_delay_ms[i]
        whole = np.int64(arrival)
        s.muscle_ring[whole % MUSCLE_RING_MS, i] += 1.0 - (arrival - whole)
        s.muscle_ring[(whole + 1) % MUSCLE_RING_MS, i] += arrival - whole
        if n_out < times.size:
            times[n_out] = arrival
            units[n_out] = i
            n_out += 1
    return n_out


@njit(cache=True, nogil=True, error_model="numpy")
def _propriospinal(c: Any, u: Any, s: Any, trace: Any, alpha: Any, dt_ms: Any) -> Any:
    """Advance the excitatory interneurons by one step and return how many fired."""
    fired = 0
    for i in range(u.pro_gain.size):
        s.pro_wait[i] -= dt_ms
        if s.pro_wait[i] > 0.0:
            continue
        s.pro_v[i] += alpha * (u.pro_gain[i] * trace + s.pro_noise[i] - s.pro_v[i])
        if s.pro_v[i] >= c.propriospinal_threshold:
            s.pro_v[i] = 0.0
            s.pro_wait[i] = c.interneuron_refractory_ms
            fired += 1
    return fired


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
    """Advance the arc from `start_ms` to `end_ms`, or until no unit has fired for `quiet_ms`.

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
    steps_per_ms = int(round(1.0 / dt_ms))
    mask = s.ring.shape[1] - 1
    sc = s.scalars
    keep_ia = np.exp(-dt_ms / c.ia_tau_ms)
    keep_pro = np.exp(-dt_ms / c.propriospinal_to_pool_tau_ms)
    keep_pro_in = np.exp(-dt_ms / c.propriospinal_input_tau_ms)
    keep_ib_in = np.exp(-dt_ms / c.ib_input_tau_ms)
    keep_ib = np.exp(-dt_ms / c.ib_inhibition_tau_ms)
    keep_ren_in = np.exp(-dt_ms / c.renshaw_input_tau_ms)
    keep_ren = np.exp(-dt_ms / c.renshaw_inhibition_tau_ms)
    alpha = 1.0 - np.exp(-dt_ms / c.interneuron_tau_ms)
    drive = np.zeros(u.resistance.size)
    rates = np.zeros(5)
    excitation = 0.0
    n_out = 0
    last_fired = max(sc[S_LAST], needle_ms)
    ms = start_ms
    while ms < end_ms:
        level = _muscle(c, u, s, ms)
        force[ms - start_ms] = level
        counts[PEAK_FORCE] = max(counts[PEAK_FORCE], level)
        _receptor_rates(c, s, rates, level, ms - needle_ms)
        _afferents(c, u, s, rates, ms, steps_per_ms, key, counts)
        ceiling = c.propriospinal_ceiling_na
        excitation = sc[S_IA] + ceiling * (1.0 - np.exp(-sc[S_PRO] / ceiling))
        _slow_currents(c, u, s, ms, key, drive, excitation, sc[S_IB] + c.renshaw_on_pic * sc[S_REN] - c.tone_na)
        for i in range(u.pro_gain.size):
            draw = _normal(key, np.uint64(2000 + i), np.uint64(ms))
            s.pro_noise[i] = 0.82 * s.pro_noise[i] + 0.6 * c.propriospinal_noise * draw
        for sub in range(steps_per_ms):
            step = ms * steps_per_ms + sub
            slot = step & mask
            sc[S_IA] = sc[S_IA] * keep_ia + s.ring[IA_POOL, slot]
            sc[S_PRO] = sc[S_PRO] * keep_pro + s.ring[PRO_POOL, slot]
            sc[S_PRO_IN] = sc[S_PRO_IN] * keep_pro_in + s.ring[PRO_IN, slot]
            sc[S_IB_IN] = sc[S_IB_IN] * keep_ib_in + s.ring[IB_IN, slot]
            sc[S_IB] = sc[S_IB] * keep_ib + s.ring[IB_POOL, slot]
            sc[S_REN_IN] = sc[S_REN_IN] * keep_ren_in + s.ring[REN_IN, slot]
            sc[S_REN] = sc[S_REN] * keep_ren + s.ring[REN_POOL, slot]
            s.ring[:, slot] = 0.0
            excitation = sc[S_IA] + ceiling * (1.0 - np.exp(-sc[S_PRO] / ceiling))
            counts[PEAK_PRO_IN] = max(counts[PEAK_PRO_IN], sc[S_PRO_IN])
            counts[PEAK_POOL_DRIVE] = max(counts[PEAK_POOL_DRIVE], excitation)
            arrival = np.float64(step + 1) + c.synapse_ms * steps_per_ms
            fired = _propriospinal(c, u, s, sc[S_PRO_IN], alpha, dt_ms)
            if fired:
                counts[N_PRO] += fired
                _put(s.ring, PRO_POOL, mask, arrival, c.w_pro_pool * fired)
            # Inhibitory interneurons have no noise: while their input is silent they are at rest, and skipped.
            if sc[S_IB_IN] > 1e-3:
                fired = _inhibitory(
                    s.ib_v, s.ib_wait, u.ib_gain, sc[S_IB_IN], alpha, c.interneuron_refractory_ms, dt_ms
                )
                if fired:
                    counts[N_IBIN] += fired
                    _put(s.ring, IB_POOL, mask, arrival, c.w_ib_pool * fired)
            if sc[S_REN_IN] > 1e-3:
                fired = _inhibitory(
                    s.ren_v, s.ren_wait, u.ren_gain, sc[S_REN_IN], alpha, c.interneuron_refractory_ms, dt_ms
                )
                if fired:
                    counts[N_REN] += fired
                    _put(s.ring, REN_POOL, mask, arrival, c.w_ren_pool * fired)
            inhibition = sc[S_IB] + sc[S_REN] - c.tone_na
            if _membranes(
                s.v, s.ahp, s.ready, u.resistance, u.weight, drive, u.alpha, u.ahp_decay, u.threshold,
                excitation, inhibition, c.motoneuron_floor_mv, step,
            ):
                before = n_out
                n_out = _fire(c, u, s, drive, excitation, inhibition, step, dt_ms, times, units, n_out)
                counts[N_MOTOR_FIRED] += 1.0
                if n_out > before:
                    last_fired = ms
        for k in range(S_REN + 1):
            # A trace that has died away is set to nothing: denormal numbers are slow.
            if sc[k] < 1e-30:
                sc[k] = 0.0
        ms += 1
        if ms - last_fired > quiet_ms:
            break
    sc[S_LAST] = last_fired
    return n_out, ms
