from __future__ import annotations

import pytest

from sim import anatomy
from tests.support.case_texts import CASE, edited, faults_of


def test_the_id_is_the_name_of_the_file() -> None:
    assert faults_of(CASE, "other") == [
        "2: id: differs from the name of the file, got 'stiff-elbow-1'; allowed is 'other'."
    ]


@pytest.mark.parametrize("name", ["../../etc", "a/b", "a b", "A", "ab", "x" * 61, "a\\nb", "a_b", "a.b"])
def test_an_id_cannot_be_a_path(name: str) -> None:
    assert any("is not a valid id" in line for line in faults_of(edited(("id: stiff-elbow-1", f"id: '{name}'"))))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (("id: stiff-elbow-1", "id: elbow-c6-1"), "2: id"),
        (("title: An elbow that stays stiff", "title: An elbow from C6"), "3: title"),
        (("title: An elbow that stays stiff", "title: An elbow from c 6"), "3: title"),
        (("title: An elbow that stays stiff", "title: The C5/6 elbow"), "3: title"),
        (("title: An elbow that stays stiff", "title: The C5-C6 elbow"), "3: title"),
        (("story: Outer", "story: A disc at C-6. Outer"), "11: patient.story"),
        (("objectives: [Find the segment]", "objectives: [Find C6]"), "5: objectives[0]"),
        (("history: [A stiff neck]", "history: [A stiff neck, An old disc at C5/6]"), "13: patient.history[1]"),
    ],
)
def test_what_is_read_beforehand_does_not_name_the_root(change: tuple[str, str], field: str) -> None:
    found = faults_of(edited(change))
    assert len(found) == 1
    assert found[0].startswith(f"{field}: gives the root away")


@pytest.mark.parametrize("title", ["Room C60", "Route C16", "Vitamin B6", "The C5 elbow", "Abc6"])
def test_other_names_give_nothing_away(title: str) -> None:
    assert faults_of(edited(("title: An elbow that stays stiff", f"title: {title}"))) == []


def test_a_neuropathic_pain_has_an_ill_root() -> None:
    without = edited(("  roots:\n    - {root: C6, side: right, health: 0.55}\n", ""))
    assert faults_of(without)[0].startswith("15: truth: has no ill root")


def test_a_root_is_given_once() -> None:
    row = "    - {root: C6, side: right, health: 0.55}\n"
    assert faults_of(edited((row, row + row)))[0].startswith("19: truth.roots[1]: is given twice, got C6 right")


def test_an_ill_root_reaches_the_complaint() -> None:
    assert faults_of(edited(("root: C6, side: right", "root: C6, side: left")))[0].startswith(
        "17: truth.roots: feeds no muscle of the complaint"
    )


def test_a_root_that_is_not_ill_is_no_source_of_pain() -> None:
    assert faults_of(edited(("health: 0.55", "health: 1.0"))) == [
        "17: truth.roots: has no ill root, got health 1 in all; allowed is a health below 1 in at least one."
    ]


def test_a_healthy_root_at_the_complaint_does_not_stand_in_for_an_ill_one_elsewhere() -> None:
    elsewhere = "health: 1}\n    - {root: C6, side: left, health: 0.5"
    (found,) = faults_of(edited(("health: 0.55", elsewhere)))
    assert found.startswith(
        "17: truth.roots: feeds no muscle of the complaint, got C6 left; allowed is at least one of"
    )


def test_a_root_of_the_truth_can_be_needled_beside_the_spine() -> None:
    (found,) = faults_of(edited(("health: 0.55}", "health: 0.55}\n    - {root: C1, side: right, health: 0.5}")))
    assert found == (
        "19: truth.roots[1].root: has no paraspinal site to needle, got 'C1'; "
        f"allowed is {', '.join(anatomy.ROOTS[1:-2])}."
    )
