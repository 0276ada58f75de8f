"""The case that stands for the theory: five weekly visits, over twenty seeds, by the command's own service."""

from __future__ import annotations

from functools import cache
from statistics import mean

from sim.cases import find_case, parse_plan, play_plan
from tests.support.plays import weekly

LIMB = ("extensor_carpi_radialis_brevis", "extensor_carpi_radialis_longus")
SEEDS = range(101, 121)


@cache
def better_by(*sites: str) -> float:
    """Return by how many points pain is better at 12 weeks, the mean over the seeds."""
    case = find_case("tennis-elbow-1")
    plan = parse_plan(weekly(sites, insertions=2), case.course.max_visits)
    outcomes = [play_plan(case, plan, seed).outcome for seed in SEEDS]
    return mean(outcome.pain_nrs_start - outcome.pain_nrs_12wk for outcome in outcomes if outcome is not None)


def test_limb_and_paraspinals_of_the_segment_are_better_by_two_points() -> None:
    assert better_by(*LIMB, "multifidus_c6") >= 2.0


def test_the_limb_alone_relapses() -> None:
    assert better_by(*LIMB) <= better_by(*LIMB, "multifidus_c6") - 0.7


def test_a_wrong_segment_changes_nothing() -> None:
    assert abs(better_by("flexor_carpi_ulnaris", "multifidus_c8")) <= 1.0
