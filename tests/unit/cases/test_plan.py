from __future__ import annotations

import pytest

from sim.cases import Act, Needle, Return, parse_plan, play_plan
from sim.errors import CaseError
from tests.support.case_texts import case_with

SITES = "[{site: multifidus_c6, side: right, insertions: 2}, {site: extensor_carpi_radialis_brevis, side: right}]"
PLAN = f"""\
- {{visit: 1, day: 0, action: treat, needles: {SITES}}}
- {{visit: 2, day: 7, action: manual_therapy}}
- {{visit: 3, day: 14, action: stop}}
"""


def faults_of(text: str, max_visits: int = 6) -> list[str]:
    try:
        parse_plan(text, max_visits, "plan.yaml")
    except CaseError as error:
        return [str(fault).removeprefix("plan.yaml:") for fault in error.faults]
    return []


def test_a_plan_becomes_decisions_one_needle_an_insertion() -> None:
    paraspinal = Needle("multifidus_c6", "right")
    assert parse_plan(PLAN, 6).decisions() == (
        Act("treat"),
        paraspinal,
        paraspinal,
        Needle("extensor_carpi_radialis_brevis", "right"),
        Return(7),
        Act("manual_therapy"),
        Return(7),
        Act("stop"),
    )


def test_a_plan_without_an_end_is_ended_after_its_last_visit() -> None:
    plan = parse_plan("- {visit: 1, day: 0, action: manual_therapy}", 6)
    assert plan.decisions() == (Act("manual_therapy"), Act("stop"))
    play = play_plan(case_with(), plan, 1)
    assert (play.is_closed, len(play.visits)) == (True, 1)
    assert play.end is not None
    assert play.end.day == 7


def test_a_played_plan_has_its_visits_on_its_days() -> None:
    play = play_plan(case_with(), parse_plan(PLAN, 6), 1)
    assert [(visit.day, visit.action, len(visit.needles)) for visit in play.visits] == [
        (0, "treat", 3),
        (7, "manual_therapy", 0),
        (14, "stop", 0),
    ]


def test_the_optional_fields_of_the_format_are_accepted() -> None:
    text = """
- visit: 1
  day: 0
  action: treat
  ask: [night pain]
  examine: [taut bands of the forearm]
  suspect: [C6]
  consent: given
  aftercare: [warmth]
  needles: [{site: multifidus_c6, side: right, insertions: 1, depth_mm: 20, angle: 90, technique: pistoning}]
"""
    assert faults_of(text) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "site: multifidus_c6",
            "site: multifidus_c66",
            "1: [0].needles[0].site: unknown site, got 'multifidus_c66'; nearest:",
        ),
        ("side: right, ins", "side: up, ins", "1: [0].needles[0].side: is unknown, got 'up'; allowed is left, right"),
        (
            "insertions: 2",
            "insertions: -3",
            "1: [0].needles[0].insertions: is out of range, got -3; allowed is a whole number",
        ),
        (
            "insertions: 2",
            "insertions: 1000000000",
            "is out of range, got 1000000000; allowed is a whole number from 1 to 30",
        ),
        ("insertions: 2", "depth_mm: -3", "1: [0].needles[0].depth_mm: is out of range, got -3; allowed is 0.1 to 150"),
        ("insertions: 2", "depth_mm: 900", "1: [0].needles[0].depth_mm: is out of range, got 900"),
        ("insertions: 2", "angle: 91", "1: [0].needles[0].angle: is out of range, got 91; allowed is 0 to 90"),
        ("insertions: 2", "angle: flat", "1: [0].needles[0].angle: is not a number, got 'flat'"),
        ("insertions: 2", "insertion: 2", "nearest: insertions"),
        ("visit: 2", "visit: 3", "2: [1].visit: is out of order, got 3; allowed is 2"),
        ("day: 7", "day: 0", "2: [1].day: does not follow the visit before, got 0; allowed is 1 to 84"),
        ("day: 7", "day: -7", "2: [1].day: is out of range, got -7"),
        ("day: 14", "day: 6", "3: [2].day: does not follow the visit before, got 6; allowed is 8 to 91"),
        ("day: 0", "day: 3", "1: [0].day: is not the first day, got 3; allowed is 0"),
        ("action: manual_therapy", "action: stop", "3: [2]: follows a closed course, got a visit after stop"),
        ("action: treat", "action: manual_therapy", "1: [0].needles: are given without treating, got 'manual_therapy'"),
        ("action: treat", "action: needle", "1: [0].action: is unknown, got 'needle'"),
        ("action: stop", "action: stop, needels: []", "nearest: needles"),
        (
            "action: stop",
            "action: stop, consent: refused",
            "3: [2].consent: is unknown, got 'refused'; allowed is given",
        ),
    ],
)
def test_a_fault_of_a_plan_says_where(old: str, new: str, fault: str) -> None:
    assert PLAN.count(old) == 1
    found = faults_of(PLAN.replace(old, new))
    assert any(fault in line for line in found), found


def test_a_plan_that_needles_on_a_closed_course_is_refused() -> None:
    text = PLAN + f"- {{visit: 4, day: 21, action: treat, needles: {SITES}}}\n"
    assert faults_of(text) == ["4: [3]: follows a closed course, got a visit after stop; allowed is none."]


def test_more_visits_than_the_case_allows_are_refused() -> None:
    assert faults_of(PLAN, 2) == ["3: [2]: is one visit too many, got visit 3; allowed are 2 in this case."]


def test_all_faults_come_at_once() -> None:
    text = PLAN.replace("visit: 1", "visit: 9").replace("day: 7", "day: 'x'").replace("action: stop", "action: halt")
    assert [line.split(":")[0] for line in faults_of(text)] == ["1", "2", "3"]


@pytest.mark.parametrize("text", ["", "{}", "[]", "a: 1", "- 1", "- [1]", "null", "- {}"])
def test_a_file_that_is_no_plan_is_a_list_of_faults(text: str) -> None:
    assert faults_of(text)


def test_too_many_insertions_for_one_visit_are_refused() -> None:
    many = ", ".join(["{site: multifidus_c6, side: right, insertions: 30}"] * 34)
    found = faults_of(f"- {{visit: 1, day: 0, action: treat, needles: [{many}]}}")
    assert found == ["1: [0].needles: are too many insertions for one visit, got 1020; allowed are 1000."]
