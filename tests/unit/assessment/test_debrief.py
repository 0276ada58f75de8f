from __future__ import annotations

import pytest

from sim.assessment import debrief
from sim.cases import start
from sim.errors import ReplayError
from tests.support.case_texts import case_with
from tests.support.plays import BOTH, LIMB, SPRAIN, played, weekly


def words(plan: str, *changes: tuple[str, str]) -> str:
    return " ".join(debrief(played(plan, *changes)).sentences)


def test_the_ill_root_is_named_with_its_health() -> None:
    assert "The ill root was C6 on the right, at 55 % of a healthy one." in words(weekly(BOTH))


def test_another_root_gives_another_sentence() -> None:
    change = ("root: C6, side: right, health: 0.55", "root: C7, side: right, health: 0.7")
    assert "The ill root was C7 on the right, at 70 % of a healthy one." in words(weekly(BOTH), change)


def test_a_root_that_was_freed_recovered() -> None:
    told = debrief(played(weekly(BOTH)))
    (story,) = told.roots
    assert story.posterior is not None
    assert story.posterior.week_12 < story.posterior.start - 0.3
    assert story.health.week_12 > story.health.start + 0.2
    assert "the pressure on the root fell and it recovered" in " ".join(told.sentences)


def test_a_limb_needled_alone_shortened_again() -> None:
    told = debrief(played(weekly(LIMB)))
    (story,) = told.roots
    assert story.released_anterior > 0.05
    assert story.anterior.week_12 > story.anterior.start - story.released_anterior / 2
    assert "yet they shortened again: the paraspinals of C6" in " ".join(told.sentences)


@pytest.mark.parametrize("sites", [BOTH, LIMB, ["multifidus_c6"]])
def test_a_muscle_of_the_anterior_ramus_is_not_taken_for_one_of_a_limb(sites: list[str]) -> None:
    told = words(weekly(sites))
    assert "its muscles on the anterior ramus went from" in told
    assert "limb" not in told


def test_needles_astray_are_named() -> None:
    assert "3 of them met no muscle of an ill root: Multifidus at C8, right." in words(weekly([*LIMB, "multifidus_c8"]))


def test_visits_that_covered_the_same_are_told_together() -> None:
    assert words(weekly(BOTH)).count("insertions covered") == 1


def test_no_change_by_the_fourth_visit_is_told() -> None:
    wrong, right = (debrief(played(weekly(sites), seed=5)) for sites in (["flexor_carpi_ulnaris"], BOTH))
    assert "By visit 4 pain had gone from" in " ".join(wrong.sentences)
    assert "By visit 4" not in " ".join(right.sentences)


@pytest.mark.parametrize(
    ("plan", "changes", "was_right"),
    [
        (weekly(BOTH, visits=1), (), True),
        ("- {visit: 1, day: 0, action: manual_therapy}", (), False),
        ("- {visit: 1, day: 0, action: manual_therapy}", SPRAIN, True),
        (weekly(BOTH, visits=1), SPRAIN, False),
    ],
)
def test_the_decision_is_judged_with_its_reason(
    plan: str, changes: tuple[tuple[str, str], ...], was_right: bool
) -> None:
    told = debrief(played(plan, *changes))
    assert told.was_right is was_right
    assert told.right.reason in told.sentences[0]


def test_where_no_root_is_ill_the_debrief_says_so() -> None:
    assert "No root was ill." in words("- {visit: 1, day: 0, action: stop}", *SPRAIN)


def test_the_author_has_the_last_word() -> None:
    assert debrief(played(weekly(BOTH))).case_notes == "The neck was ill."


def test_an_open_course_has_no_debrief() -> None:
    with pytest.raises(ReplayError, match="debrief: the course is open"):
        debrief(start(case_with(), 1))
