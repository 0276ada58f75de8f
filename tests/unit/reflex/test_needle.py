"""One insertion: depth, chance, latency, explanation."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.anatomy import root_fraction, site
from sim.errors import GraphError, ModelInputError
from sim.evidence.reflex import DEFAULTS
from sim.patient.graph import build_graph
from sim.patient.lesions import cut, lesion
from sim.reflex import needle, needle_trials, onset
from sim.reflex.arc import read_arc
from sim.reflex.needle import FELT_MS
from sim.reflex.reading import read
from tests.support.patients import ECRB, patient_with_band


def test_same_key_gives_the_same_bits() -> None:
    patient = patient_with_band(0.55)
    one, two = (needle(patient, ECRB, key=77) for _ in range(2))
    assert one.kind == two.kind
    assert np.array_equal(one.trace.emg_uv, two.trace.emg_uv)
    assert not np.array_equal(one.trace.emg_uv, needle(patient, ECRB, key=78).trace.emg_uv)


@pytest.mark.parametrize("depth_mm", [-3.0, 0.0, 900.0, float("nan")])
def test_a_depth_outside_the_body_is_refused_with_what_is_allowed(depth_mm: float) -> None:
    with pytest.raises(ModelInputError, match=r"needle\.depth_mm: .*got .*allowed is 0\.1 to 150 mm"):
        needle(patient_with_band(0.55), ECRB, depth_mm=depth_mm, key=1)


def test_a_needle_too_shallow_or_through_the_muscle_brings_nothing() -> None:
    place = site(ECRB.site)
    patient = patient_with_band(0.55, shortening=0.8, irritability=0.9)
    for depth_mm in (place.surface_mm - 1.0, place.far_mm + 1.0):
        answers = [needle(patient, ECRB, depth_mm=depth_mm, key=key) for key in range(20)]
        assert {answer.kind for answer in answers} == {"nothing"}
        assert not any(answer.reached for answer in answers)


def test_latency_grows_with_the_length_of_the_path() -> None:
    short, tall = (
        needle_trials(patient_with_band(0.6, height_cm=height), ECRB, trials=40, seed=1001) for height in (150.0, 200.0)
    )
    assert (tall.latency_ms.mean or 0.0) > (short.latency_ms.mean or np.inf) + 3.0


def test_a_lesion_of_an_edge_that_is_not_there_is_refused() -> None:
    graph = build_graph(patient_with_band(0.55), ECRB)
    with pytest.raises(GraphError, match=r"no such edge, .*; allowed from there is afferent_ia:extensor"):
        cut(graph, [("dorsal_root:C6:right", "pool:nothing:right:C6")])
    with pytest.raises(GraphError, match=r"no such edge, .*; nearest: dorsal_root:C[678]:right, "):
        cut(graph, [("dorsal_root:C9:right", "pool:nothing:right:C6")])
    with pytest.raises(GraphError, match="dorsal_root, motor_nerve, cord_above"):
        lesion(graph, ECRB, "tibial")


def test_anatomy_is_the_persons_and_chance_is_the_insertions() -> None:
    patient = patient_with_band(0.55)
    other = replace(patient, seed=9)
    a, b = (build_graph(p, ECRB) for p in (patient, other))
    assert read_arc(a, ECRB).motor.conducts.sum() == read_arc(b, ECRB).motor.conducts.sum()
    assert not np.array_equal(read_arc(a, ECRB).motor.conducts, read_arc(b, ECRB).motor.conducts)


def test_smouldering_without_force_is_an_ache() -> None:
    # Twelve units at ten a second, each at its own time: never a volley.
    units = np.tile(np.arange(12), 40)
    times = np.repeat(np.arange(5.0, 4000.0, 100.0), 12) + 8.0 * units
    weak, strong = np.zeros(4000), np.full(4000, 0.2)
    assert read(times, units, weak, 0.0, DEFAULTS).kind == "ache"
    assert read(times, units, strong, 0.0, DEFAULTS).kind == "cramp"


def test_twelve_discharges_in_twenty_milliseconds_are_a_twitch_and_eleven_are_not() -> None:
    times = np.linspace(20.0, 38.0, 12)
    units = np.arange(12)
    force = np.zeros(900)
    assert read(times, units, force, 0.0, DEFAULTS).kind == "twitch"
    assert read(times[:11], units[:11], force, 0.0, DEFAULTS).kind == "nothing"
    assert read(times[:11], units[:11], force, 1000.0, DEFAULTS).kind == "ache"


def test_the_onset_is_the_beginning_of_the_same_insertion() -> None:
    patient = patient_with_band(0.55, 0.9, 0.8)
    for key in range(6):
        whole, first = needle(patient, ECRB, key=key), onset(patient, ECRB, key=key)
        assert np.array_equal(whole.trace.emg_uv, first.emg_uv)
        # What left the cord just before the end may be overtaken by what left it just after, in a faster axon.
        n = int(np.searchsorted(first.motor_times_ms, FELT_MS))
        assert np.array_equal(whole.trace.motor_times_ms[:n], first.motor_times_ms[:n])


def test_fibrous_bands_twitch_less() -> None:
    soft, hard = (needle_trials(patient_with_band(0.55, fibrosis=f), ECRB, trials=40, seed=1002) for f in (0.1, 0.8))
    assert hard.counts["twitch"] < 0.5 * soft.counts["twitch"]


def test_a_needle_off_the_depth_of_the_locus_finds_less() -> None:
    patient, place = patient_with_band(0.55), site(ECRB.site)
    centred, shallow = (
        needle_trials(patient, ECRB, trials=40, seed=1003, depth_mm=depth) for depth in (None, place.surface_mm + 0.1)
    )
    assert shallow.counts["twitch"] < centred.counts["twitch"]


def test_the_latency_of_a_volley_is_the_time_along_its_way_and_its_synapses() -> None:
    """The time per metre grows in a straight line with the distance from the cord; the integral in closed form."""
    patient = patient_with_band(1.0, height_cm=170.0)
    arc = read_arc(build_graph(patient, ECRB), ECRB)
    lengths_m = [(length + root_fraction(root)) * 1.70 for root, length in site(ECRB.site).path.whole.items()]
    slowing = DEFAULTS["velocity_slowing_per_m"]

    def expected_ms(fibre: str, central_ms: float) -> list[float]:
        velocity = DEFAULTS[f"velocity_{fibre}_m_per_s"] * DEFAULTS["arm_velocity_factor"]
        at_reference = 1.0 + slowing * DEFAULTS["velocity_reference_m"]
        travelled_m = [(length_m + 0.5 * slowing * length_m**2) / at_reference for length_m in lengths_m]
        return sorted({round(1000.0 * length_m / velocity + central_ms, 6) for length_m in travelled_m})

    def found_ms(delays: NDArray[np.float64]) -> list[float]:
        return sorted({round(float(delay), 6) for delay in delays})

    for fibre in ("ia", "iv"):
        assert found_ms(arc.afferents[fibre].delay_ms) == expected_ms(fibre, DEFAULTS["synapse_ms"])
    slower = 1.0 - DEFAULTS["motor_velocity_spread"] * np.linspace(1.0, 0.0, arc.motor.delay_ms.size)
    assert found_ms(arc.motor.delay_ms * slower) == expected_ms("motor", 0.0)


def test_a_burst_after_which_a_few_units_smoulder_is_a_twitch() -> None:
    burst = np.linspace(20.0, 30.0, 60)
    smoulder = np.repeat(np.arange(60.0, 4000.0, 100.0), 12) + 8.0 * np.tile(np.arange(12), 40)
    times = np.concatenate([burst, smoulder])
    units = np.concatenate([np.arange(60), np.tile(np.arange(12), 40)])
    reading = read(times, units, np.zeros(4000), 0.0, DEFAULTS)
    assert reading.kind == "twitch"
