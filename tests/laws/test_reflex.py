"""Laws of the reflex (R). Seeds here begin at 1000; the parameters were set on seeds below 100."""

from __future__ import annotations

import numpy as np
import pytest

from sim.evidence.reflex import DEFAULTS
from sim.patient.graph import build_graph, node
from sim.patient.lesions import cut
from sim.patient.state import SiteKey
from sim.reflex import needle_trials
from sim.reflex.arc import read_arc
from sim.reflex.assemble import stimulate
from sim.reflex.needle import simulate
from sim.reflex.reading import read
from sim.reflex.trials import responses, summarise
from sim.session import insert
from sim.validation import EXPERIMENTS
from sim.validation.subjects import brought_irritability, subject
from tests.support.patients import ECRB, patient_with_band

SEED = 1000
N = 100


def share_of_twitches(health: float, *, roots: tuple[str, ...] = ("C6",), shortening: float = 0.2) -> float:
    trials = needle_trials(patient_with_band(health, shortening, roots=roots), ECRB, trials=N, seed=SEED)
    return trials.counts["twitch"] / N


@pytest.mark.parametrize(
    "name", ["extensor_carpi_radialis_brevis", "deltoid_middle", "multifidus_c6", "trapezius_upper"]
)
@pytest.mark.parametrize("irritability", [0.05, 0.1])
def test_r1_healthy_root_and_muscle_do_not_twitch(name: str, irritability: float) -> None:
    """R1: no twitch in at least 95 of 100 insertions into healthy muscle, at rest and at its most irritable."""
    site = SiteKey(name, "right")
    healthy = patient_with_band(1.0, shortening=0.0, irritability=irritability, fibrosis=0.0, site=site)
    counts = needle_trials(healthy, site, trials=N, seed=SEED).counts
    assert counts["nothing"] >= 95


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


def test_r3_twitches_rise_then_fall_with_the_irritability_that_the_root_brings() -> None:
    """R3: under 5 % when healthy, over 40 % at the peak, and 30 points less once the root is dead."""
    brought = {health: brought_irritability(subject(health), ECRB) for health in (1.0, 0.5, 0.4, 0.0)}
    shares = [
        needle_trials(subject(health, irritability=at), ECRB, trials=N, seed=SEED).counts["twitch"] / N
        for health, at in brought.items()
    ]
    assert shares[0] < 0.05
    assert max(shares) > 0.4
    assert max(shares) - shares[-1] >= 0.3


def test_r4_cut_motor_nerve_abolishes_twitch_for_good() -> None:
    """R4 [LTR_lesion-004, -005]: with the motor branch cut, no insertion brings a motor answer, ever."""
    patient = patient_with_band(0.55, shortening=0.8, irritability=0.8)
    intact = needle_trials(patient, ECRB, trials=40, seed=SEED).counts
    assert intact["twitch"] + intact["cramp"] >= 20
    lesioned = needle_trials(patient, ECRB, trials=N, seed=SEED, cut="motor_nerve").counts
    assert lesioned["twitch"] == lesioned["cramp"] == 0
    assert lesioned["ache"] > 0, "what is felt does not pass the motor nerve"


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


def test_r4_cut_cord_is_partly_back_after_minutes() -> None:
    """R4 [LTR_lesion-002]: after 5 to 10 min the twitch has partly come back."""
    twitches = EXPERIMENTS["lesion_cord"].run(SEED).series["twitch_percent"]
    at_once, soon, late = (share or 0.0 for share in twitches)
    assert at_once < soon < late


def test_r4_a_needle_beside_the_locus_or_in_the_band_beside_it_brings_nothing() -> None:
    """R4 [LTR-006, LTR_lesion-005]: only the locus, of 1 to 2 mm, answers, and only in the band that is ill."""
    finding = EXPERIMENTS["neighbouring_band"].run(SEED)
    assert finding.verdict == "in"


def test_r5_twitches_at_a_spot_die_away() -> None:
    """R5 [LTR-002]: the third answer is smaller than the first, and after enough of them none is left."""
    bursts = np.array([_series(seed) for seed in range(SEED, SEED + 40)])
    mean = bursts.mean(axis=0)
    assert mean[0] > 12.0
    assert mean[2] < 0.7 * mean[0]
    assert np.mean(bursts[:, -1] >= 12) <= 0.05


def _series(seed: int) -> list[int]:
    """Return the bursts of twelve insertions into one spot in one visit."""
    patient, bursts = patient_with_band(0.55, 0.3, 0.7, seed=seed), []
    for number in range(1, 13):
        patient, record = insert(patient, ECRB, depth_mm=None, number_in_visit=number, seed=seed, visit=1)
        bursts.append(record.response.n_burst)
    return bursts


def cramps_in_people(**changed: float) -> int:
    """Return the cramps of 80 insertions into cramp-prone bands: eight in each of ten people."""
    values = {**DEFAULTS, **changed}
    prone = patient_with_band(0.55, shortening=0.9, irritability=0.8)
    trials = [needle_trials(prone, ECRB, trials=8, seed=seed, values=values) for seed in range(SEED, SEED + 10)]
    return sum(series.counts["cramp"] for series in trials)


def test_r8_a_cramp_needs_its_loop_and_the_inward_current() -> None:
    """R8, ignition: strongly shortened bands cramp; none does without the inward current or deaf to contraction."""
    assert cramps_in_people() >= 20
    assert cramps_in_people(pic_peak=0.0) == 0
    assert cramps_in_people(iii_contraction_hz=1e-6, iv_contraction_hz=1e-6) == 0


def test_r8_strong_ib_from_the_tendon_stops_cramps_and_only_through_its_interneurons() -> None:
    """R8 [cramp-026]: exciting Ib stops it. A short band is a weak source, ten times the tendon force a strong one."""
    strong = {"ib_shortening": 0.0, "ib_force_n": 400.0}
    assert cramps_in_people() >= 20
    assert cramps_in_people(**strong) == 0
    assert cramps_in_people(**strong, ib_inhibition_na=0.0) >= 20


def test_renshaw_cells_shorten_cramps() -> None:
    """Recurrent inhibition takes away from a cramp: the more of it, the shorter it holds on average."""
    patient = patient_with_band(0.55, 0.8, 0.8)
    means = [
        needle_trials(
            patient, ECRB, trials=30, seed=SEED, values={**DEFAULTS, "renshaw_inhibition_na": current}
        ).duration_ms.mean
        or 0.0
        for current in (0.0, 1.0)
    ]
    assert means[1] < 0.97 * means[0]


@pytest.mark.parametrize(
    ("health", "shortening", "irritability"), [(0.55, 0.3, 0.7), (0.55, 0.9, 0.8), (0.8, 0.3, 0.6)]
)
def test_r10_halving_the_step_changes_no_class_and_no_latency(
    health: float, shortening: float, irritability: float
) -> None:
    """R10: the same class, and no latency that changes by a step of 0.1 ms, not even by a tenth of one."""
    changes = []
    for key in range(SEED, SEED + 30):
        arc = read_arc(build_graph(patient_with_band(health, shortening, irritability, seed=key), ECRB), ECRB)
        stimulus = stimulate(arc, True, 0.0, key, DEFAULTS)
        runs = [simulate(arc, stimulus, seed=key, key=key, dt_ms=dt_ms, longest_ms=5000) for dt_ms in (0.1, 0.05)]
        readings = [read(run.times_ms, run.motor_units, run.force, 0.0, DEFAULTS) for run in runs]
        assert readings[0].kind == readings[1].kind
        if readings[0].latency_ms and readings[1].latency_ms:
            changes.append(abs(readings[0].latency_ms - readings[1].latency_ms))
    assert len(changes) >= 15
    assert max(changes) < 0.1
    assert np.median(changes) < 0.01


def test_r10_halving_the_step_changes_every_latency_by_less_than_a_step() -> None:
    """R10: the largest change of latency is under one step too, and no class changes."""
    assert EXPERIMENTS["time_step"].run(SEED).verdict == "in"


def test_r9_parts_that_are_not_connected_change_no_spike() -> None:
    """R9: the same seed gives the same spikes with another arc beside this one."""
    patient = patient_with_band(0.55)
    other = SiteKey("multifidus_c6", "right")
    alone = responses(build_graph(patient, ECRB), ECRB, trials=5, seed=SEED)
    together = responses(build_graph(patient, other, ECRB, ECRB._replace(side="left")), ECRB, trials=5, seed=SEED)
    for one, two in zip(alone, together, strict=True):
        assert np.array_equal(one.trace.motor_times_ms, two.trace.motor_times_ms)
        assert np.array_equal(one.trace.motor_units, two.trace.motor_units)
    assert any(one.trace.motor_times_ms.size for one in alone)
    assert node("pool", other, "C6") in build_graph(patient, ECRB, other)
