"""Laws of the reflex (R). Seeds here begin at 1000; the parameters were set on seeds below 100."""

from __future__ import annotations

import numpy as np
import pytest

from sim.patient.graph import build_graph, node
from sim.patient.lesions import cut
from sim.reflex import needle, needle_trials, spent_after
from sim.reflex.trials import responses, summarise
from sim.rng import stream_key
from tests.support.patients import ECRB, patient_with_band

SEED = 1000
N = 100


def share_of_twitches(health: float, *, roots: tuple[str, ...] = ("C6",), shortening: float = 0.2) -> float:
    trials = needle_trials(patient_with_band(health, shortening, roots=roots), ECRB, trials=N, seed=SEED)
    return trials.counts["twitch"] / N


def test_r1_healthy_root_and_muscle_do_not_twitch() -> None:
    """R1: no twitch in at least 95 of 100 insertions into healthy muscle."""
    healthy = patient_with_band(1.0, shortening=0.0, irritability=0.0, fibrosis=0.0)
    counts = needle_trials(healthy, ECRB, trials=N, seed=SEED).counts
    assert counts["nothing"] >= 95
    assert counts["twitch"] + counts["cramp"] <= 5


@pytest.mark.parametrize("roots", [("C6",), ("C6", "C7", "C8")], ids=["one root", "all roots"])
def test_r3_twitches_rise_then_fall_as_health_is_lost(roots: tuple[str, ...]) -> None:
    """R3: an inverted U at fixed irritability, with supersensitivity first and conduction block last."""
    shares = [share_of_twitches(health, roots=roots) for health in (1.0, 0.8, 0.6, 0.45, 0.1, 0.0)]
    peak = max(shares[1:4])
    assert peak >= 0.4
    assert peak >= shares[0] + 0.2
    assert shares[0] < shares[1] < shares[2]
    assert peak - shares[-1] >= 0.3
    assert shares[-1] <= 0.05


def test_r4_cut_motor_nerve_abolishes_twitch_for_good() -> None:
    """R4 [LTR_lesion-004, -005]: with the motor branch cut, no insertion brings a motor answer, ever."""
    patient = patient_with_band(0.55, shortening=0.8, irritability=0.8)
    intact = needle_trials(patient, ECRB, trials=40, seed=SEED).counts
    assert intact["twitch"] + intact["cramp"] >= 20
    for minutes_after in (0.0, 1440.0):
        lesioned = needle_trials(patient, ECRB, trials=40, seed=SEED, cut="motor_nerve", minutes_after=minutes_after)
        assert lesioned.counts["twitch"] == lesioned.counts["cramp"] == 0
        assert lesioned.counts["ache"] > 0, "what is felt does not pass the motor nerve"


def test_r4_cut_dorsal_roots_abolish_every_answer() -> None:
    """R4: with all dorsal roots of the site cut nothing reaches the cord, so nothing is felt either."""
    patient = patient_with_band(0.55, shortening=0.8, irritability=0.8)
    counts = needle_trials(patient, ECRB, trials=40, seed=SEED, cut="dorsal_root").counts
    assert counts["nothing"] == 40


def test_r4_one_cut_dorsal_root_leaves_the_share_of_the_others() -> None:
    """R4: a lesion is an edit of the graph: only the edge that is cut stops conducting."""
    patient = patient_with_band(0.55, roots=("C6", "C7", "C8"))
    graph = build_graph(patient, ECRB)
    edge = ("anterior_ramus:C6:right", "dorsal_root:C6:right")
    whole = summarise(responses(graph, ECRB, trials=40, seed=SEED)).counts["twitch"]
    part = summarise(responses(cut(graph, [edge]), ECRB, trials=40, seed=SEED)).counts["twitch"]
    assert part < whole


def test_r4_cut_cord_loses_the_twitch_at_once_and_it_comes_back() -> None:
    """R4 [LTR_lesion-001 to -003]: spinal shock; nearly full by 150 min."""
    patient = patient_with_band(0.55)

    def twitches(**lesion: object) -> int:
        return needle_trials(patient, ECRB, trials=60, seed=SEED, **lesion).counts["twitch"]  # type: ignore[arg-type]

    intact = twitches()
    assert twitches(cut="cord_above") <= 0.05 * intact
    assert twitches(cut="cord_above", minutes_after=150.0) >= 0.8 * intact


def test_r5_twitches_at_a_spot_die_away() -> None:
    """R5 [LTR-002]: the third answer is smaller than the first, and after enough of them none is left."""
    bursts = np.array([_spent_series(seed) for seed in range(SEED, SEED + 40)])
    mean = bursts.mean(axis=0)
    assert mean[2] < 0.7 * mean[0]
    assert mean[0] > 0.0
    assert np.mean(bursts[:, -1] >= 12) <= 0.05


def _spent_series(seed: int) -> list[int]:
    spent, bursts = 0.0, []
    for number in range(9):
        patient = patient_with_band(0.55, 0.3, 0.7, spent=spent, seed=seed)
        response = needle(patient, ECRB, key=stream_key(seed, "r5", number))
        bursts.append(response.n_burst)
        spent = spent_after(spent, response)
    return bursts


def test_r9_parts_that_are_not_connected_change_no_spike() -> None:
    """R9: the same seed gives the same spikes with another arc beside this one."""
    patient = patient_with_band(0.55)
    other = ECRB._replace(side="left")
    alone = responses(build_graph(patient, ECRB), ECRB, trials=5, seed=SEED)
    together = responses(build_graph(patient, ECRB, other), ECRB, trials=5, seed=SEED)
    for one, two in zip(alone, together, strict=True):
        assert np.array_equal(one.trace.motor_times_ms, two.trace.motor_times_ms)
        assert np.array_equal(one.trace.motor_units, two.trace.motor_units)
    assert any(one.trace.motor_times_ms.size for one in alone)
    assert node("pool", other, "C6") in build_graph(patient, ECRB, other)
