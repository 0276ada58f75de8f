"""Laws of Cannon's supersensitivity (R2). Seeds begin at 1000; the parameters were set on seeds below 100."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest

from sim.validation import EXPERIMENTS, Finding
from sim.validation.cannon_kinds import MAXIMAL, STRONG, WEAK, Curve, curve, supersensitive
from sim.validation.cannon_kinds import threshold as threshold_of
from sim.validation.experiments.cannon_hops import cannon_hops

SEED = 1000
LEVELS = (0.0, 0.5, 1.0)


def over_levels(kind: str, dose: float) -> list[Curve]:
    return [curve(supersensitive(level), kind, seed=SEED, doses=(dose,)) for level in LEVELS]


@cache
def threshold(kind: str, level: float) -> float:
    found = threshold_of(curve(supersensitive(level), kind, seed=SEED, doses=(0.2, 0.3, 0.4, 0.5, 0.6, 0.7)))
    assert found is not None
    return found


def strictly_rising(values: list[float]) -> bool:
    return all(later > before for before, later in pairwise(values))


@pytest.mark.parametrize("kind", ["superduration", "all"])
def test_superduration_makes_the_answer_last_longer(kind: str) -> None:
    """R2: the same stimulus is answered for longer, the more so the more supersensitive."""
    assert strictly_rising([one.duration_ms[0] or 0.0 for one in over_levels(kind, STRONG)])


def test_superduration_leaves_threshold_and_height() -> None:
    """R2: alone it changes neither the threshold nor the height of the answer by more than a tenth."""
    heights = [one.discharges[0] for one in over_levels("superduration", MAXIMAL)]
    assert threshold("superduration", 1.0) == pytest.approx(threshold("all", 0.0), rel=0.1)
    assert heights[-1] == pytest.approx(heights[0], rel=0.1)


@pytest.mark.parametrize("kind", ["hyperexcitability", "all"])
def test_hyperexcitability_answers_a_weaker_stimulus(kind: str) -> None:
    """R2: the stimulus that half of the insertions answer falls, the more so the more supersensitive."""
    assert strictly_rising([-threshold(kind, level) for level in LEVELS])


@pytest.mark.parametrize("kind", ["susceptibility", "all"])
def test_susceptibility_answers_weak_stimuli(kind: str) -> None:
    """R2: a stimulus that a healthy arc never answers is answered, the more so the more supersensitive."""
    shares = [one.answering[0] for one in over_levels(kind, WEAK)]
    assert shares[0] == 0.0
    assert shares[0] < shares[1] <= shares[2]
    assert shares[2] >= 0.9


def test_superreactivity_gives_more_to_a_maximal_stimulus() -> None:
    """R2: the largest stimulus brings more discharges, the more so the more supersensitive."""
    assert strictly_rising([one.discharges[0] for one in over_levels("superreactivity", MAXIMAL)])


def test_superreactivity_leaves_the_threshold() -> None:
    """R2: alone it changes the threshold by no more than a tenth."""
    assert threshold("superreactivity", 1.0) == pytest.approx(threshold("all", 0.0), rel=0.1)


def test_all_kinds_give_more_to_a_maximal_stimulus() -> None:
    """R2: with all four kinds the largest stimulus brings more discharges."""
    assert strictly_rising([one.discharges[0] for one in over_levels("all", MAXIMAL)])


def row_of(finding: Finding, start: str) -> str:
    (row,) = [row for row in finding.rows if row.quantity.startswith(start)]
    return row.fit


@pytest.mark.parametrize(
    "hop",
    ["motoneuron over that at the first interneuron", "Renshaw cell over that", "motoneuron over that at the endings"],
)
def test_a_hop_further_from_the_damage_there_is_less_of_it(hop: str) -> None:
    """R2: supersensitivity is most in the first node behind the damage, and less per hop."""
    assert row_of(cannon_hops(SEED), f"fall of threshold at the {hop}") == "in"


def figure_of(finding: Finding, start: str) -> float:
    (row,) = [row for row in finding.rows if row.quantity.startswith(start)]
    assert isinstance(row.simulated, float)
    return row.simulated


def test_it_begins_within_a_day_in_the_cord() -> None:
    """R2 [denervation-010]: in the cord it has begun at 18 hours."""
    assert figure_of(EXPERIMENTS["cannon_onset"].run(SEED), "supersensitivity of the motoneurons") >= 5.0


def test_it_is_there_within_a_week_beside_the_spine() -> None:
    """R2 [denervation-013]: signs of denervation come within 7 days in paraspinal muscles."""
    assert figure_of(EXPERIMENTS["cannon_onset"].run(SEED), "day half of it is there, paraspinal") <= 7.0


def test_it_takes_three_to_six_weeks_in_distal_limb_muscles() -> None:
    """R2 [denervation-014]: signs of denervation come after 21 to 42 days in distal limb muscles."""
    days = figure_of(EXPERIMENTS["cannon_onset"].run(SEED), "day half of it is there, dorsal interossei of foot")
    assert 21.0 <= days <= 42.0


def test_it_comes_sooner_near_the_spine() -> None:
    """R2 [denervation-013, -014]: it comes sooner in paraspinals than in the forearm, and there than in the hand."""
    assert row_of(EXPERIMENTS["cannon_onset"].run(SEED), "day half of it is there: paraspinal, forearm") == "in"


def test_it_is_gone_after_5_to_21_days_of_stimulation() -> None:
    """R2 [denervation_reversal-001]: directly stimulated, a muscle loses it within 5 to 21 days."""
    left = EXPERIMENTS["cannon_recession"].run(SEED).series["left_percent"]
    gone = [day for day, part in enumerate(left) if part is not None and part <= 10.0]
    assert gone
    assert 5 <= gone[0] <= 21
