"""What the kernel takes and carries: constants of a run, constants of its units, and its state."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

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
    PEAK_PRO_DRIVE,
    PEAK_POOL_DRIVE,
    N_MOTOR_FIRED,
    PEAK_FORCE,
    DRIVE_IA,
    DRIVE_PRO,
    N_COUNTS,
) = range(15)
# Slots of the scalar state that is carried from one call to the next: the traces of the channels come first.
S_METAB, S_GAMMA, S_FORCE, S_LAST, N_SCALARS = range(N_CHANNELS, N_CHANNELS + 5)


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
    pro_pool_delay_ms: float
    ib_pool_delay_ms: float
    ren_pool_delay_ms: float
    renshaw_delay_ms: float
    noise_keep: float
    noise_step: float
    motoneuron_noise_gain: float
    felt_from_ms: float
    felt_to_ms: float
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
    motor_conducts: Bools
    pro_gain: Floats
    ib_gain: Floats
    ren_gain: Floats
    class_end: Ints
    afferent_delay_ms: Floats
    afferent_conducts: Bools
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
    silence: Floats
    phase: Floats
    interval: Floats
    n_fired: Ints
    release: Floats
    last_ms: Floats
    ring: Floats
    scalars: Floats
