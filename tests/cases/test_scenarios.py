"""Every case of the library: sound, solved by its own solution, failed by doing nothing, and known to no code."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from sim import anatomy
from sim.assessment import ill_roots, score
from sim.cases import Case, Plan, check_file, indication, library, parse_plan, play_plan, start
from sim.cases.load import SCENARIOS, case_files
from tests.support.plays import weekly
from tests.support.sources import label, product_files

FILES = case_files(SCENARIOS)
CASES = library(SCENARIOS)
SEEDS = (101, 102, 103)
"""None of those on which numbers were set."""


def plan(case: Case, text: str) -> Plan:
    return parse_plan(text, case.course.max_visits)


def solution(case: Case) -> str:
    """Return the plan that follows from the truth: the right decision, and if it is the needle, both rami."""
    right = indication(case)
    if not right.is_to_needle:
        return f"- {{visit: 1, day: 0, action: {right.action}}}"
    (root, *_) = ill_roots(start(case, SEEDS[0]))
    region = anatomy.complaint_regions()[case.patient.complaint.region].muscles
    limb = [name for name in region if anatomy.site(name).roots.get(root.root, 0.0) > 0.3][:3]
    paraspinal = anatomy.paraspinal_site(root.root)
    assert paraspinal is not None
    return weekly([*limb, paraspinal.id], side=root.side)


@cache
def total(case_id: str, text: str, seed: int) -> float:
    case = CASES[case_id]
    return score(play_plan(case, plan(case, text), seed)).total


def test_there_are_cases() -> None:
    assert {"tennis-elbow-1", "night-shoulder-1", "sprain-1"} <= set(CASES)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_is_a_sound_case(path: Path) -> None:
    assert [str(fault) for fault in check_file(path)] == []


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_every_case_says_what_it_teaches(case: Case) -> None:
    assert case.objectives
    assert len(case.debrief) > 80


@pytest.mark.parametrize("case_id", CASES)
def test_a_patient_starts_in_pain_that_can_be_followed(case_id: str) -> None:
    for seed in SEEDS:
        assert 2.0 <= start(CASES[case_id], seed).current.pain_nrs <= 9.5


@pytest.mark.parametrize("case_id", CASES)
@pytest.mark.parametrize("seed", SEEDS)
def test_every_case_is_solved_by_its_solution(case_id: str, seed: int) -> None:
    assert total(case_id, solution(CASES[case_id]), seed) >= 80.0


@pytest.mark.parametrize("case_id", CASES)
@pytest.mark.parametrize("seed", SEEDS)
def test_every_case_is_failed_by_doing_nothing(case_id: str, seed: int) -> None:
    assert total(case_id, "- {visit: 1, day: 0, action: stop}", seed) < 50.0


@pytest.mark.parametrize("case_id", [name for name, case in CASES.items() if not indication(case).is_to_needle])
def test_a_case_that_is_not_to_be_needled_is_failed_by_needling(case_id: str) -> None:
    assert total(case_id, weekly(["extensor_carpi_radialis_brevis", "multifidus_c6"], visits=2), SEEDS[0]) < 20.0


@pytest.mark.parametrize("case_id", [name for name, case in CASES.items() if indication(case).is_to_needle])
def test_a_case_that_is_to_be_needled_is_failed_by_the_wrong_segment(case_id: str) -> None:
    assert total(case_id, weekly(["flexor_carpi_ulnaris", "multifidus_c8"]), SEEDS[0]) < 40.0


def test_no_case_is_known_to_the_code() -> None:
    named = [
        f"{label(path)}: {case_id}"
        for path in product_files()
        for case_id in CASES
        if case_id in path.read_text(encoding="utf-8")
    ]
    assert named == []
