"""Tests of a nerve: what they refuse, what lesions take from them, and that they are the same for all muscles."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.anatomy import supply
from sim.errors import GraphError, ModelInputError
from sim.evidence.reflex import DEFAULTS, REFLEX
from sim.patient.graph import build_graph, node
from sim.patient.lesions import cut, lesion
from sim.patient.state import Band, SiteKey
from sim.reflex import REFLEX_KINDS, ReflexKind, ReflexTest, needle, reflex_test, reflex_test_graph
from sim.reflex.arc import read_arc
from sim.reflex.surface import potential_mv, unit_shares
from sim.reflex.volley import excited_shares
from tests.support.patients import patient_with_band

SOLEUS = SiteKey("soleus", "right")
APB = SiteKey("abductor_pollicis_brevis", "right")
HEALTHY = patient_with_band(1.0, roots=())
DEAD = patient_with_band(0.0, roots=("L4", "L5", "S1", "S2"))
KEY = 1000

each_kind = pytest.mark.parametrize("kind", REFLEX_KINDS)


def with_lesion(name: str, kind: ReflexKind) -> ReflexTest:
    graph = lesion(build_graph(HEALTHY, SOLEUS, whole_muscle=True), SOLEUS, name)
    return reflex_test_graph(graph, SOLEUS, kind, key=KEY)


@pytest.mark.parametrize(
    ("muscle", "kind", "height_cm", "expected"),
    [
        (
            SiteKey("solaeus", "right"),
            "h_reflex",
            170.0,
            r"muscle: unknown site, got 'solaeus'; nearest: soleus",
        ),
        (SiteKey("masseter", "right"), "h_reflex", 170.0, "has no segmental supply, got 'masseter'"),
        (SiteKey("soleus", "middle"), "tendon", 170.0, "side: is unknown, got 'middle'; allowed is left or right"),  # type: ignore[arg-type]
        (SOLEUS, "knee_jerk", 170.0, "kind: unknown reflex, got 'knee_jerk'; allowed is h_reflex, tendon, f_wave"),
        (SOLEUS, "f_wave", 30.0, r"height_cm: is out of range, got 30.0; allowed is 120 to 220 cm"),
        (SOLEUS, "f_wave", 221.0, r"height_cm: is out of range, got 221.0; allowed is 120 to 220 cm"),
        (SOLEUS, "f_wave", float("nan"), r"height_cm: is out of range, got nan"),
    ],
)
def test_what_cannot_be_tested_is_refused_with_what_is_allowed(
    muscle: SiteKey, kind: ReflexKind, height_cm: float, expected: str
) -> None:
    with pytest.raises(ModelInputError, match=expected):
        reflex_test(replace(HEALTHY, height_cm=height_cm), muscle, kind, key=KEY)


def test_a_graph_without_the_arc_of_the_muscle_is_refused() -> None:
    with pytest.raises(GraphError, match="no arc of this site"):
        reflex_test_graph(build_graph(HEALTHY, SOLEUS), APB, "h_reflex", key=KEY)


def test_a_muscle_that_spans_many_segments_has_an_arc_but_is_needled_level_by_level() -> None:
    whole = SiteKey("longissimus_thoracis", "right")
    assert node("pool", whole, "T9") in build_graph(HEALTHY, whole)
    with pytest.raises(ModelInputError, match="spans many segments, got 'longissimus_thoracis'"):
        needle(HEALTHY, whole, key=KEY)


@each_kind
def test_the_same_key_gives_the_same_answer(kind: ReflexKind) -> None:
    one, two = (reflex_test(HEALTHY, SOLEUS, kind, key=KEY) for _ in range(2))
    assert one == two
    assert one != reflex_test(HEALTHY, SOLEUS, kind, key=KEY + 1)


def test_a_muscle_is_tested_whole_and_slack_whatever_band_is_in_it() -> None:
    banded = replace(patient_with_band(0.5, roots=("S1",)), bands={SOLEUS: Band(0.9, 0.3, 0.8)})
    whole, band = (build_graph(banded, SOLEUS, whole_muscle=is_whole) for is_whole in (True, False))
    pool = node("pool", SOLEUS, "S1")
    assert whole.nodes[pool]["share"] == supply("soleus").roots["S1"] < band.nodes[pool]["share"]
    assert whole.nodes[node("band", SOLEUS)]["shortening"] == 0.0
    assert whole.nodes[node("band", SOLEUS)]["supersensitivity"] < band.nodes[node("band", SOLEUS)]["supersensitivity"]
    of_band = reflex_test_graph(band, SOLEUS, "h_reflex", key=KEY)
    assert of_band.amplitude_mv < reflex_test(banded, SOLEUS, "h_reflex", key=KEY).amplitude_mv


@each_kind
def test_a_cut_motor_nerve_leaves_no_answer_and_no_m_wave(kind: ReflexKind) -> None:
    test = with_lesion("motor_nerve", kind)
    assert not test.is_obtainable
    assert test.amplitude_mv == test.m_max_mv == 0.0


def test_cut_dorsal_roots_take_both_reflexes_and_leave_the_f_wave() -> None:
    assert [with_lesion("dorsal_root", kind).is_obtainable for kind in REFLEX_KINDS] == [False, False, True]
    assert with_lesion("dorsal_root", "f_wave") == reflex_test(HEALTHY, SOLEUS, "f_wave", key=KEY)


def test_spinal_shock_takes_the_tendon_reflex() -> None:
    assert (
        with_lesion("cord_above", "tendon").amplitude_mv < reflex_test(HEALTHY, SOLEUS, "tendon", key=KEY).amplitude_mv
    )


@each_kind
def test_an_answer_that_fails_is_told_with_the_latency_it_would_have(kind: ReflexKind) -> None:
    """Were its axons to conduct, a dead root would make it late by its lag, met twice."""
    sound, dead = (reflex_test(patient, SOLEUS, kind, key=KEY) for patient in (HEALTHY, DEAD))
    assert not dead.is_obtainable
    assert dead.amplitude_mv == 0.0
    assert dead.m_max_mv == sound.m_max_mv, "a block at the root leaves the nerve below it alone"
    least_ms = 2.0 * DEFAULTS["dispersion_ms"]
    mean_ms = least_ms * (1.0 + DEFAULTS["dispersion_spread_ms"])
    if kind == "f_wave":
        arc = read_arc(build_graph(HEALTHY, SOLEUS, whole_muscle=True), SOLEUS)
        turn_ms = DEFAULTS["f_wave_turn_ms"] + DEFAULTS["neuromuscular_ms"]
        healthy_ms = float((2.0 * arc.motor.delay_ms - arc.motor.distal_ms).min()) + turn_ms
        assert dead.latency_ms == pytest.approx(healthy_ms + mean_ms)
    else:
        assert sound.latency_ms + least_ms < dead.latency_ms < sound.latency_ms + mean_ms + 1.0


@pytest.mark.parametrize("kind", ["h_reflex", "tendon"])
def test_a_cut_axon_is_as_long_as_it_was(kind: ReflexKind) -> None:
    cut_off = with_lesion("dorsal_root", kind)
    assert not cut_off.is_obtainable
    assert cut_off.latency_ms == reflex_test(HEALTHY, SOLEUS, kind, key=KEY).latency_ms


def test_a_cut_root_takes_its_share_of_the_m_wave_of_none_and_of_the_h_of_its_own() -> None:
    graph = build_graph(HEALTHY, SOLEUS, whole_muscle=True)
    part = cut(graph, [("anterior_ramus:S1:right", "dorsal_root:S1:right")])
    whole_h, part_h = (reflex_test_graph(each, SOLEUS, "h_reflex", key=KEY) for each in (graph, part))
    assert part_h.amplitude_mv < 0.7 * whole_h.amplitude_mv
    assert part_h.m_max_mv == whole_h.m_max_mv


def test_a_stimulus_meets_ia_axons_first_and_then_motor_axons() -> None:
    shares = [excited_shares(strength, DEFAULTS) for strength in (-2.0, 0.0, 1.0, 4.0)]
    assert all(motor < ia for ia, motor in shares)
    assert shares == sorted(shares)
    assert shares[1][0] == pytest.approx(0.5)


def test_the_examiner_stays_below_the_stimulus_that_loses_the_h_to_the_m() -> None:
    best = reflex_test(HEALTHY, SOLEUS, "h_reflex", key=KEY)
    assert 0.0 < best.m_share < 0.5 < best.ia_share < 1.0
    weaker = reflex_test(HEALTHY, SOLEUS, "h_reflex", key=KEY, values={**DEFAULTS, "motor_axon_threshold": 1.05})
    assert weaker.amplitude_mv < best.amplitude_mv, "axons that are met early lose more of it"


def test_arm_nerves_conduct_faster_by_one_factor_for_all() -> None:
    slow = {**DEFAULTS, "arm_velocity_factor": 1.0}
    fast = DEFAULTS["arm_velocity_factor"]
    for muscle, ratio in ((APB, fast), (SiteKey("deltoid_middle", "left"), fast), (SOLEUS, 1.0)):
        one, other = (
            read_arc(build_graph(HEALTHY, muscle, values=values), muscle, values) for values in (slow, DEFAULTS)
        )
        assert one.motor.delay_ms.min() / other.motor.delay_ms.min() == pytest.approx(ratio)


def test_the_smallest_motor_axon_is_slower_than_the_largest_by_the_spread() -> None:
    delay_ms = read_arc(
        build_graph(HEALTHY, SiteKey("rectus_capitis_posterior_major", "right")),
        SiteKey("rectus_capitis_posterior_major", "right"),
    ).motor.delay_ms
    assert delay_ms[-1] / delay_ms[0] == pytest.approx(1.0 - DEFAULTS["motor_velocity_spread"])
    assert (np.diff(delay_ms) < 0.0).all()


def test_without_spread_of_velocities_f_waves_of_one_root_do_not_disperse() -> None:
    alike = {**DEFAULTS, "motor_velocity_spread": 0.0}
    none, some = (reflex_test(HEALTHY, APB, "f_wave", key=KEY, values=values).f_waves for values in (alike, DEFAULTS))
    assert none
    assert some
    assert none.chronodispersion_ms < 0.5 * some.chronodispersion_ms
    assert some.minimum_ms <= some.mean_ms <= some.maximum_ms


def test_an_f_wave_travels_to_the_cord_and_all_the_way_back() -> None:
    """C1 alone feeds it, so one length holds for all axons: from the foramen up, and down to the muscle."""
    muscle = SiteKey("rectus_capitis_posterior_major", "right")
    arc = read_arc(build_graph(HEALTHY, muscle, whole_muscle=True), muscle)
    certain = {**DEFAULTS, "f_wave_probability": 1.0, "velocity_slowing_per_m": 0.0}
    test = reflex_test(HEALTHY, muscle, "f_wave", key=KEY, values=certain)
    root_m = 0.015 * 1.70
    whole_m = root_m + supply(muscle.site).path_fraction * 1.70
    velocity = DEFAULTS["velocity_motor_m_per_s"] * DEFAULTS["arm_velocity_factor"]
    turn_ms = DEFAULTS["f_wave_turn_ms"] + DEFAULTS["neuromuscular_ms"]
    assert test.latency_ms == pytest.approx(1000.0 * (root_m + whole_m) / velocity + turn_ms)
    assert test.amplitude_mv == pytest.approx(test.m_max_mv, rel=0.05), "all units come back at nearly one time"
    assert arc.motor.distal_ms.max() > arc.motor.distal_ms.min()


def test_units_add_up_to_the_m_wave_and_cancel_when_they_come_apart() -> None:
    motor = read_arc(build_graph(HEALTHY, SOLEUS, whole_muscle=True), SOLEUS).motor
    shares = unit_shares(motor.delay_ms.size, DEFAULTS)
    together = potential_mv(motor.distal_ms, shares, motor, DEFAULTS)
    apart = potential_mv(np.linspace(0.0, 30.0, shares.size), shares, motor, DEFAULTS)
    assert together == pytest.approx(DEFAULTS["m_max_mv"])
    assert 0.0 < apart < 0.5 * together
    assert potential_mv(np.array([]), np.array([]), motor, DEFAULTS) == 0.0


READ = (
    *("arm_velocity_factor", "motor_velocity_spread", "velocity_ia_m_per_s", "velocity_motor_m_per_s", "ia_to_pool_na"),
    *("velocity_slowing_per_m", "velocity_reference_m"),
    *("velocity_iv_m_per_s", "m_max_mv", "surface_potential_ms", "visible_potential_mv", "reflex_window_ms"),
    *("motor_axon_threshold", "axon_threshold_spread", "tap_receptor_ms", "tap_spread_ms", "tap_share"),
    *("f_wave_probability", "f_wave_turn_ms", "f_wave_stimuli", "dispersion_ms", "n_motoneurons", "n_ia"),
)


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize("end", ["low", "high"])
def test_every_parameter_at_its_ends_gives_a_sound_test(name: str, end: str) -> None:
    values = {**DEFAULTS, name: getattr(REFLEX[name], end)}
    for muscle in (SOLEUS, SiteKey("levator_scapulae", "left")):
        for kind in REFLEX_KINDS:
            test = reflex_test(patient_with_band(0.6, roots=("S1", "C4")), muscle, kind, key=KEY, values=values)
            assert test.is_obtainable
            assert 2.0 < test.latency_ms < 60.0
            assert 0.0 < test.amplitude_mv <= test.m_max_mv
