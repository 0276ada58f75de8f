"""From an arc and a needle to what the kernel takes: constants, units, state."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist

import numpy as np

from sim.evidence.reflex import Values
from sim.patient.graph import AFFERENTS
from sim.reflex import layout
from sim.reflex.arc import Arc
from sim.reflex.layout import Constants, Floats, State, Units
from sim.rng import stream


@dataclass(frozen=True, slots=True)
class Stimulus:
    """What the needle delivers to the endings of the band.

    Parameters
    ----------
    drive
        Injury discharge, share of the largest, >= 0.
    grip
        How hard stiff tissue holds the needle, 0 to 1.
    locus_distance_mm
        Tip to sensitive locus, mm.
    reached
        Whether the tip is in the muscle at all.
    margin
        Drive of the endings before their soft threshold, in the threshold's unit.
    """

    drive: float
    grip: float
    locus_distance_mm: float
    reached: bool
    margin: float


NO_NEEDLE = Stimulus(drive=0.0, grip=0.0, locus_distance_mm=0.0, reached=False, margin=0.0)
"""Of a run without a needle: a nerve is stimulated, or a tendon tapped."""


def stimulate(arc: Arc, reached: bool, off_mm: float, key: int, values: Values) -> Stimulus:
    """Return what one insertion delivers: by its distance from the locus, irritability, fibrosis and what is spent.

    `off_mm` is how far the tip lies above or below the range of depths in which the locus is sought.
    """
    band = arc.band
    ss = band["supersensitivity"]
    distance_mm = math.hypot(float(stream(key, "locus").rayleigh(values["locus_spread_mm"])), off_mm)
    if not reached:
        return Stimulus(0.0, 0.0, distance_mm, False, -values["needle_threshold"])
    width_mm = values["locus_width_mm"] * (1.0 + ss)
    near = math.exp(-((distance_mm / width_mm) ** 2))
    elastic = 1.0 - values["needle_fibrosis"] * band["fibrosis"]
    gain = values["needle_gain"] * band["irritability"] * math.exp(-band["spent"]) * elastic * near
    threshold = values["needle_threshold"] * (1.0 - values["hyperexcitability_gain"] * ss)
    margin = values["needle_base"] + gain - threshold
    softness = values["needle_softness"] * (1.0 + values["susceptibility_gain"] * ss) ** 2
    above = softness * math.log1p(math.exp(min(margin / softness, 60.0)))
    ceiling = values["needle_ceiling"] * (1.0 + values["superreactivity_gain"] * ss)
    drive = ceiling * -math.expm1(-above / ceiling)
    grip = min(values["grip_shortening"] * band["shortening"] + values["grip_fibrosis"] * band["fibrosis"], 1.0)
    return Stimulus(drive, grip, distance_mm, True, margin)


UNCHANGED = (
    "noise_keep",
    "noise_step",
    "motoneuron_noise_gain",
    "motoneuron_threshold_mv",
    "motoneuron_floor_mv",
    "motoneuron_refractory_ms",
    "ahp_step",
    "pic_input_tau_ms",
    "pic_rise_ms",
    "pic_fall_fast_ms",
    "ia_tau_ms",
    "ia_depression",
    "ia_recovery_ms",
    "interneuron_tau_ms",
    "interneuron_refractory_ms",
    "ib_input_tau_ms",
    "ib_inhibition_tau_ms",
    "renshaw_input_tau_ms",
    "renshaw_inhibition_tau_ms",
    "renshaw_on_pic",
    "iii_rest_hz",
    "iii_contraction_hz",
    "iii_needle_hz",
    "iv_rest_hz",
    "iv_contraction_hz",
    "iv_needle_hz",
    "iv_needle_tau_ms",
    "contraction_half",
    "ia_rest_hz",
    "ia_fusimotor_hz",
    "ia_unloading_hz",
    "ia_velocity_hz_s",
    "ia_needle_hz",
    "ii_rest_hz",
    "ii_fusimotor_hz",
    "ii_unloading_hz",
    "ii_needle_hz",
    "fusimotor_tau_ms",
    "ib_gain_hz",
    "ib_scale_n",
    "interval_noise",
)
"""Parameters that a run takes as they stand in the table."""


def constants(
    arc: Arc, stimulus: Stimulus, values: Values, *, needle_ms: float = 0.0, stretch_n: float = 0.0
) -> Constants:
    """Return the constants of a run: the parameters as Cannon's law and the band's state have changed them."""
    v = values
    ss, short, fibrous = (arc.band[name] for name in ("supersensitivity", "shortening", "fibrosis"))
    longer = 1.0 + v["superduration_gain"] * ss
    noisier = 1.0 + v["susceptibility_gain"] * ss
    higher = 1.0 + v["superreactivity_gain"] * ss
    loop = v["loop_slack"] + (1.0 - v["loop_slack"]) * short ** v["loop_power"]
    per_spike = 1.0 / 20.0  # adaptation_fast and _slow are steady values at 20 discharges a second
    return Constants(
        **{name: v[name] for name in UNCHANGED},
        tone_na=tone_na(arc, v),
        adaptation_fast_step=v["adaptation_fast"] * per_spike / v["adaptation_fast_tau_s"],
        adaptation_fast_tau_ms=v["adaptation_fast_tau_s"] * 1000.0,
        adaptation_slow_step=v["adaptation_slow"] * per_spike / v["adaptation_slow_tau_s"],
        adaptation_slow_tau_ms=v["adaptation_slow_tau_s"] * 1000.0,
        propriospinal_to_pool_tau_ms=v["propriospinal_to_pool_tau_ms"] * longer,
        propriospinal_ceiling_na=v["propriospinal_ceiling_na"] * higher,
        propriospinal_input_tau_ms=v["propriospinal_input_tau_ms"] * longer,
        propriospinal_threshold=(1.0 - v["hyperexcitability_gain"] * ss) * shock(arc, v),
        propriospinal_noise=v["interneuron_noise"] * noisier,
        pro_pool_delay_ms=arc.synapses["propriospinal"].delay_ms,
        ib_pool_delay_ms=arc.synapses["ib_inhibition"].delay_ms,
        ren_pool_delay_ms=arc.synapses["renshaw_inhibition"].delay_ms,
        renshaw_delay_ms=arc.synapses["motoneuron_to_renshaw"].delay_ms,
        w_ia=arc.synapses["ia"].weight,
        w_ii=arc.synapses["ii"].weight,
        w_ib=arc.synapses["ib"].weight,
        w_iii=arc.synapses["iii"].weight,
        w_iv=arc.synapses["iv"].weight,
        w_renshaw=arc.synapses["motoneuron_to_renshaw"].weight,
        w_pro_pool=arc.synapses["propriospinal"].weight,
        w_ib_pool=-arc.synapses["ib_inhibition"].weight,
        w_ren_pool=-arc.synapses["renshaw_inhibition"].weight,
        elastic_share=1.0 - fibrous,
        metabolite_tau_ms=v["metabolite_tau_s"] * 1000.0,
        metabolite_gain=v["metabolite_base"] + v["metabolite_shortening"] * short,
        iii_needle_tau_ms=v["iii_needle_tau_ms"] * longer,
        iv_grip_hz=v["grip_iv_hz"],
        loop_gain=loop * (1.0 - v["loop_irritability"] * (1.0 - arc.band["irritability"])),
        fusimotor_iii=1.0 / v["iii_contraction_hz"],
        fusimotor_iv=1.0 / v["iv_contraction_hz"],
        unloading=v["unloading"] * (1.0 - v["unloading_shortening"] * short) * (1.0 - v["needle_fibrosis"] * fibrous),
        ib_force_n=v["ib_force_n"] * (1.0 - v["ib_shortening"] * short),
        stimulus=stimulus.drive,
        grip=stimulus.grip,
        stretch_n=stretch_n,
        felt_from_ms=needle_ms,
        felt_to_ms=needle_ms + v["felt_window_ms"],
    )


def tone_na(arc: Arc, values: Values) -> float:
    """Return the descending drive of the motoneurons, nA: of the graph, or what has come back since it was cut."""
    weight = arc.synapses["tone"].weight
    return weight if weight > 0.0 else values["descending_tone_na"] * arc.facilitation


def shock(arc: Arc, values: Values) -> float:
    """Return the factor by which thresholds are raised while the cord lies in shock, 1 where it does not."""
    return 1.0 + values["spinal_shock_threshold"] * (1.0 - arc.facilitation)


def units(arc: Arc, seed: int, values: Values, dt_ms: float) -> Units:
    """Return the constants of every unit: size-ordered motoneurons, interneurons, endings."""
    v = values
    n = arc.motor.delay_ms.size
    size = np.arange(n) / (n - 1)
    share = v["motoneuron_share"] * arc.motor.supersensitivity
    resistance = v["motoneuron_resistance_mohm"] * v["motoneuron_resistance_range"] ** -size
    threshold = v["motoneuron_threshold_mv"] * (1.0 - v["hyperexcitability_gain"] * share) * shock(arc, v)
    tau_ms = v["motoneuron_tau_small_ms"] + (v["motoneuron_tau_large_ms"] - v["motoneuron_tau_small_ms"]) * size
    ahp_ms = v["ahp_tau_small_ms"] + (v["ahp_tau_large_ms"] - v["ahp_tau_small_ms"]) * size
    twitch_ms = v["twitch_time_slow_ms"] * v["twitch_time_range"] ** -size
    force = v["force_range"] ** size
    rng = stream(seed, "units")
    least, range_ = 1.0 - v["interneuron_gain_spread"], 2.0 * v["interneuron_gain_spread"]
    gains = [least + range_ * _even(rng, n_cells) for n_cells in arc.interneurons.values()]
    afferents = [arc.afferents[fibre] for fibre in AFFERENTS]
    return Units(
        resistance=resistance,
        inverse_rheobase=resistance / threshold,
        threshold=threshold,
        alpha=dt_ms / tau_ms,
        ahp_decay=np.exp(-dt_ms / ahp_ms),
        force_table=_force_table(v["force_exponent"], v["force_half"]),
        pic_goal_table=_sigmoid(v["pic_half"], v["pic_width"]),
        pic_fall_table=_pic_fall_table(
            v["pic_fall_fast_ms"], v["pic_fall_slow_ms"], v["pic_fall_half"], v["pic_fall_width"]
        ),
        noise_mv=v["motoneuron_noise_mv"] * (1.0 + v["susceptibility_gain"] * share),
        weight=_log_spread(rng, n, v["weight_spread"]),
        pic_peak=v["pic_peak"] * (1.0 - v["pic_peak_slope"] * size) * (1.0 + v["pic_superduration_gain"] * share),
        twitch_decay=np.exp(-1.0 / twitch_ms),
        twitch_gain=math.e / twitch_ms,
        force_share=force / force.sum(),
        motor_delay_ms=arc.motor.delay_ms + v["neuromuscular_ms"],
        motor_conducts=arc.motor.conducts,
        pro_gain=gains[0],
        ib_gain=gains[1],
        ren_gain=gains[2] / (1.0 - v["hyperexcitability_gain"] * v["motoneuron_share"] * float(share.mean())),
        class_end=np.cumsum([group.delay_ms.size for group in afferents]),
        afferent_delay_ms=np.concatenate([group.delay_ms for group in afferents]),
        afferent_conducts=np.concatenate([group.conducts for group in afferents]),
        sensitivity=np.concatenate(
            [_log_spread(rng, group.delay_ms.size, v["receptor_spread"]) for group in afferents]
        ),
    )


def _even(rng: np.random.Generator, n: int) -> Floats:
    """Return one value from each nth of 0 to 1, in random order: people differ in who has which, not in the sum."""
    return rng.permutation((np.arange(n) + 0.5) / n)


def _log_spread(rng: np.random.Generator, n: int, spread: float) -> Floats:
    return np.exp(spread * rng.permutation(_normal_quantiles(n)))


@lru_cache(maxsize=64)
def _normal_quantiles(n: int) -> Floats:
    """Return the middle of each nth of the normal distribution."""
    return _kept(np.array([NormalDist().inv_cdf((i + 0.5) / n) for i in range(n)]))


TABLE_SIZE = 16_384
"""Entries of a table. With an eighth of them, the straight lines between move discharges of a cramp within a second."""


@lru_cache(maxsize=8)
def _force_table(exponent: float, half: float) -> Floats:
    """Return force against activation, share of a unit's tetanus, from 0 to the end of the table."""
    power = np.linspace(0.0, layout.FORCE_TABLE_END, TABLE_SIZE) ** exponent
    return _kept(np.asarray(power / (power + half)))


@lru_cache(maxsize=8)
def _pic_fall_table(fast_ms: float, slow_ms: float, half: float, width: float) -> Floats:
    """Return the time constant, ms, with which the inward current falls, against its input."""
    return _kept(fast_ms + slow_ms * _sigmoid(half, width))


@lru_cache(maxsize=8)
def _sigmoid(half: float, width: float) -> Floats:
    x = np.linspace(layout.PIC_TABLE_START, layout.PIC_TABLE_END, TABLE_SIZE)
    return _kept(np.asarray(1.0 / (1.0 + np.exp(-(x - half) / width))))


def _kept(array: Floats) -> Floats:
    """Return an array that is kept for the next insertion, and so must not be written to."""
    array.flags.writeable = False
    return array


def rest(u: Units, key: int, dt_ms: float) -> State:
    """Return the state of an arc at rest; endings stand at random phases."""
    n, n_pro, n_afferents = u.resistance.size, u.pro_gain.size, u.sensitivity.size
    steps = (float(u.afferent_delay_ms.max(initial=1.0)) + 20.0) / dt_ms
    ring = 1 << math.ceil(math.log2(steps))
    zeros = np.zeros
    return State(
        v=zeros(n),
        ahp=zeros(n),
        ready=zeros(n, dtype=np.int64),
        pic=zeros(n),
        pic_input=zeros(n),
        adapt_fast=zeros(n),
        adapt_slow=zeros(n),
        noise=zeros(n),
        twitch_a=zeros(n),
        twitch_b=zeros(n),
        muscle_ring=zeros((layout.MUSCLE_RING_MS, n)),
        pro_v=zeros(n_pro),
        pro_wait=zeros(n_pro),
        pro_noise=zeros(n_pro),
        ib_v=zeros(u.ib_gain.size),
        ib_wait=zeros(u.ib_gain.size),
        ren_v=zeros(u.ren_gain.size),
        ren_wait=zeros(u.ren_gain.size),
        silence=zeros(max(u.ib_gain.size, u.ren_gain.size)),
        phase=stream(key, "phase").random(n_afferents),
        interval=np.ones(n_afferents),
        n_fired=zeros(n_afferents, dtype=np.int64),
        release=np.ones(n_afferents),
        last_ms=np.full(n_afferents, -1e6),
        ring=zeros((ring, layout.N_CHANNELS + 1)),
        scalars=zeros(layout.N_SCALARS),
    )
