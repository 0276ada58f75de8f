"""Trains of pulses and what an arc does after them."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from sim.errors import GraphError, ModelInputError
from sim.evidence.reflex import DEFAULTS
from sim.patient.graph import Graph, build_graph
from sim.patient.lesions import lesion
from sim.patient.state import SiteKey
from sim.reflex import layout
from sim.reflex.electric import NEVER_MS, after_train, cramp_threshold_hz, prepared
from tests.support.patients import ECRB, patient_with_band

SHORT = {**DEFAULTS, "train_length_ms": 400.0}


def graph(health: float = 1.0, shortening: float = 0.0) -> Graph:
    return build_graph(patient_with_band(health, shortening, 0.1), ECRB)


def test_muscle_fibres_contract_with_each_pulse_and_fuse_at_high_rates() -> None:
    forces = []
    for rate_hz in (4.0, 40.0):
        preparation = prepared(graph(), ECRB, seed=1, longest_ms=3000)
        start_ms = preparation.now_ms
        preparation.train(rate_hz, length_ms=1000.0)
        forces.append(preparation.after(start_ms).force[300:1000])
    slow, fast = forces
    assert fast.mean() > 2.0 * slow.mean()
    assert np.ptp(slow) > 0.5 * slow.max(), "at 4 Hz the twitches stand apart"
    assert np.ptp(fast) < 0.3 * fast.max(), "at 40 Hz they have fused"


def test_the_muscle_contracts_by_its_nerve_though_its_roots_are_dead() -> None:
    preparation = prepared(graph(0.0), ECRB, seed=1, longest_ms=3000)
    preparation.train(20.0, length_ms=500.0)
    after = preparation.after(0)
    assert after.force.max() > 0.05
    assert after.times_ms.size == 0, "no motoneuron can send anything"


def test_antidromic_spikes_leave_their_trace_in_the_motoneurons_that_conduct() -> None:
    preparation = prepared(graph(0.55), ECRB, seed=1, longest_ms=2000, values=DEFAULTS)
    before = preparation.state.adapt_slow.copy()
    preparation.train(10.0, length_ms=100.0)
    fired = preparation.state.adapt_slow > before + 1e-6
    assert 0 < fired.sum() <= round(DEFAULTS["train_motor_share"] * fired.size)
    assert preparation.units.motor_conducts[fired].all()


def test_a_pulse_spends_the_release_of_just_the_ia_axons_it_excites() -> None:
    for share in (0.0, 1.0):
        preparation = prepared(graph(), ECRB, seed=1, longest_ms=1000, values={**SHORT, "train_ia_share": share})
        n_ia = int(preparation.units.class_end[0])
        spikes_before = preparation.state.last_ms[:n_ia].copy()
        at_ms = preparation.now_ms
        preparation.train(50.0, length_ms=1.0)
        stimulated = preparation.state.last_ms[:n_ia] == at_ms
        assert stimulated.sum() == round(share * n_ia)
        assert (preparation.state.last_ms[:n_ia] >= spikes_before).all()


def test_an_arc_goes_on_from_where_it_is_when_its_graph_is_edited() -> None:
    whole = graph(0.55, 0.9)
    preparation = prepared(whole, ECRB, seed=1, longest_ms=3000)
    preparation.train(30.0, length_ms=500.0)
    now_ms, potential = preparation.now_ms, preparation.state.v.copy()
    preparation.edit(lesion(whole, ECRB, "dorsal_root"))
    assert preparation.now_ms == now_ms
    assert np.array_equal(preparation.state.v, potential)
    assert not preparation.units.afferent_conducts.any()
    assert preparation.units.motor_conducts.any()


def test_a_pull_is_felt_by_tendon_organs_alone() -> None:
    counts = []
    for force_n in (0.0, 40.0):
        preparation = prepared(graph(), ECRB, seed=1, longest_ms=1000)
        preparation.stretch(force_n)
        before = preparation.state.n_fired.copy()
        preparation.run(preparation.now_ms + 500)
        ends = [0, *preparation.units.class_end.tolist()]
        fired = preparation.state.n_fired - before
        counts.append([int(fired[a:b].sum()) for a, b in pairwise(ends)])
    slack, pulled = counts
    ib = 2
    assert pulled[ib] > slack[ib] + 100
    assert pulled[3:] == slack[3:]


def test_threshold_is_none_where_no_rate_leaves_a_cramp_and_lower_the_shorter_the_muscle() -> None:
    assert cramp_threshold_hz(graph(1.0, 0.0), ECRB, seed=1, values={**DEFAULTS, "train_last_hz": 20.0}) is None
    found = cramp_threshold_hz(graph(0.8, 0.9), ECRB, seed=1)
    assert found is not None
    assert after_train(graph(0.8, 0.9), ECRB, found, seed=1, watched_ms=4000).reading.kind == "cramp"
    below = after_train(graph(0.8, 0.9), ECRB, found - DEFAULTS["train_step_hz"], seed=1, watched_ms=4000)
    assert below.reading.kind != "cramp"


def test_the_same_seed_gives_the_same_discharges() -> None:
    one, two = (after_train(graph(0.8, 0.9), ECRB, 24.0, seed=3, watched_ms=1000, values=SHORT) for _ in range(2))
    assert one.times_ms.size > 0
    assert np.array_equal(one.times_ms, two.times_ms)
    assert np.array_equal(one.motor_units, two.motor_units)


@pytest.mark.parametrize("rate_hz", [0.0, -5.0, 201.0, float("nan")])
def test_a_rate_out_of_range_is_told(rate_hz: float) -> None:
    with pytest.raises(ModelInputError, match=r"train.rate_hz: is out of range, got .*; allowed is 0.1 to 200 Hz"):
        after_train(graph(), ECRB, rate_hz, seed=1, watched_ms=100)


def test_an_arc_that_is_not_in_the_graph_is_told() -> None:
    with pytest.raises(GraphError, match="no arc of this site"):
        after_train(graph(), SiteKey("soleus", "right"), 10.0, seed=1, watched_ms=100)


def test_rest_before_a_train_needs_no_needle() -> None:
    preparation = prepared(graph(), ECRB, seed=1, longest_ms=1000)
    assert preparation.constants.stimulus == 0.0
    assert preparation.constants.felt_from_ms == NEVER_MS
    assert preparation.state.ring.shape[1] == layout.N_CHANNELS + 1
