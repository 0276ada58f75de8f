"""Laws of the cramp (R8), induced by trains of pulses as in the published series. Seeds begin at 1000."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from sim.evidence.targets import targets
from sim.validation import EXPERIMENTS, Finding

SEED = 1000


@cache
def found(name: str) -> Finding:
    return EXPERIMENTS[name].run(SEED)


def figure(name: str, row_id: str) -> float:
    (row,) = [row for row in found(name).rows if row.id == row_id]
    assert isinstance(row.simulated, float)
    return row.simulated


def within_two_sd(row_id: str) -> object:
    target = targets()[row_id]
    return pytest.approx(float(target.value), abs=2.0 * float(target.spread.split()[-1]))


def test_r8_a_cramp_lasts_as_long_as_published() -> None:
    """R8 [cramp-003]: 55.6 s. Used, not predicted: it sets the slow adaptation of motoneurons."""
    assert figure("cramp_length", "cramp-003") == within_two_sd("cramp-003")
    lengths = [one for one in found("cramp_length").series["length_s"] if one is not None]
    assert len(lengths) >= 12
    assert min(lengths) > 20.0


def test_r8_units_fire_about_twenty_times_a_second() -> None:
    """R8 [cramp-009]: 20.0 a second. Used: the contraction sense was set by it."""
    assert figure("cramp_length", "cramp-009") == within_two_sd("cramp-009")


def test_r8_cutting_the_afferents_shortens_a_cramp_at_least_tenfold() -> None:
    """R8 [cramp-003, -004]: what is left without the loop is seconds, and a tenth at the most. Used: both were set."""
    assert figure("cramp_length", "R8") >= 10.0
    assert 0.0 < figure("cramp_length", "cramp-004") <= 5.2


def test_r8_units_go_on_for_a_moment_once_the_afferents_are_cut() -> None:
    """R8 [cramp-010]: 25.7 a second under a block of the nerve, with a spread of half of that."""
    assert figure("cramp_length", "cramp-010") == within_two_sd("cramp-010")


def test_r8_a_pull_on_the_tendon_stops_every_cramp_and_only_by_ib() -> None:
    """R8 [cramp-026]: stimulating the tendon inhibited the cramp in all; with the Ib synapses cut it goes on."""
    pulled, without = (np.array(part) for part in found("cramp_ib").series.values())
    assert pulled.size >= 12
    assert pulled.max() <= 1.0
    assert without.min() > 20.0


def test_r8_a_cramp_prone_muscle_needs_a_lower_rate() -> None:
    """R8 [cramp-011, -012]: 14.9 Hz with a history of cramp, 25.5 without; person by person, never a higher one."""
    healthy, prone = (np.array(part, dtype=float) for part in found("cramp_threshold_hz").series.values())
    assert np.nanmean(prone) < 0.8 * np.nanmean(healthy)
    assert (prone <= healthy).all()


@pytest.mark.parametrize("row_id", ["cramp-011", "cramp-001", "cramp_adaptation-001"])
def test_r8_threshold_frequencies_are_those_published(row_id: str) -> None:
    """R8: threshold frequency of cramp inside two published SD."""
    assert figure("cramp_threshold_hz", row_id) == within_two_sd(row_id)


@pytest.mark.xfail(strict=True, reason="reached: 21.5 Hz on these seeds, 22.3 to 28.7 allowed")
def test_r8_threshold_frequency_without_a_history_of_cramp() -> None:
    """R8 [cramp-012]: 25.5 Hz, with a printed spread that may be a standard error."""
    assert figure("cramp_threshold_hz", "cramp-012") == within_two_sd("cramp-012")


def test_r7_an_ill_root_weakens_the_reflex_and_strengthens_the_answer_to_the_needle() -> None:
    """R7 [reflex_latency-001 to -004]: H about half and about 1 ms later, while a needle brings more discharges."""
    rows = [row for row in found("root_lesion_h_reflex").rows if row.id == "R7"]
    assert [row.fit for row in rows] == ["in"] * 3
    assert [row.verdict for row in rows] == ["used", "in", "in"]
