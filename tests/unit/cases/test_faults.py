from __future__ import annotations

import pytest

from tests.support.case_texts import CASE, edited, faults_of


def test_the_twenty_line_case_is_sound() -> None:
    assert len(CASE.splitlines()) == 20
    assert faults_of(CASE, "stiff-elbow-1") == []


def test_all_faults_come_at_once_by_line() -> None:
    text = edited(
        ("id: stiff-elbow-1", "id: Stiff_1"),
        ("age: 50", "age: '50'"),
        ("sex: male", "sex: mail"),
        ("region: elbow_lateral", "region: elbow_latral"),
        ("  story:", "  stroy:"),
        ("health: 0.55", "health: 1.4, sied: left"),
        ("root: C6", "root: C9"),
        ("max_visits: 6", "max_visits: 0"),
    )
    found = faults_of(text, "stiff-elbow-1")
    places = [line.split(": ")[:2] for line in found]
    assert places == [
        ["2", "id"],
        ["2", "id"],
        ["6", "patient.story"],
        ["7", "patient.age"],
        ["8", "patient.sex"],
        ["10", "patient.complaint.region"],
        ["11", "patient.stroy"],
        ["18", "truth.roots[0].health"],
        ["18", "truth.roots[0].root"],
        ["18", "truth.roots[0].sied"],
        ["19", "course.max_visits"],
    ]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (
            ("health: 0.55", "health: 1.4"),
            "18: truth.roots[0].health: is out of range, got 1.4; allowed is 0 to 1. 1 is a healthy root.",
        ),
        (
            ("height_cm: 175", "height_cm: 119"),
            "9: patient.height_cm: is out of range, got 119; allowed is 120 to 220.",
        ),
        (("height_cm: 175", "height_cm: .nan"), "9: patient.height_cm: is not a number, got '.nan'"),
        (("age: 50", "age: 15"), "7: patient.age: is out of range, got 15; allowed is a whole number from 16 to 100."),
        (("age: 50", "age: true"), "7: patient.age: is not a whole number, got True"),
        (("age: 50", "age: 50.5"), "7: patient.age: is not a whole number, got 50.5"),
        (("schema: 1", "schema: 2"), "1: schema: is unknown, got 2; allowed is 1."),
        (
            ("difficulty: 2", "difficulty: 4"),
            "4: difficulty: is out of range, got 4; allowed is a whole number from 1 to 3.",
        ),
        (
            ("kind: neuropathic", "kind: neuropatic"),
            "nearest: neuropathic",
        ),
        (("flags: []", "flags: [pregnant]"), "14: patient.flags[0]: unknown flag, got 'pregnant'; nearest: pregnancy;"),
        (("flags: []", "flags: [infection, infection]"), "14: patient.flags[1]: is given twice"),
        (("side: right, health", "side: rihgt, health"), "nearest: right; allowed is left, right."),
        (("debrief:", "debreif:"), "20: debreif: unknown field, got 'debreif'; nearest: debrief;"),
        (("root: C6", "root: C9"), "truth.roots[0].root: unknown root, got 'C9'; nearest: C7, C8; allowed is C1 to C8"),
        (("roots:", "bands: [{site: multifidus_c66, side: left}]\n  roots:"), "nearest: multifidus_c6"),
        (("objectives: [Find the segment]", "objectives: Find"), "5: objectives: is not a list, got 'Find'"),
        (("title: An elbow that stays stiff", "title: [a]"), "3: title: is not text, got a list of 1"),
        (("title: An elbow that stays stiff", 'title: "a\\u202eb"'), "3: title: holds the character U+202E"),
        (("title: An elbow that stays stiff", 'title: "bad \\ud800"'), "3: title: is not text, got 'bad \\ud800'"),
        (("title: An elbow that stays stiff", f"title: {'a' * 101}"), "3: title: has the wrong length"),
    ],
)
def test_a_fault_says_where_what_came_and_what_is_allowed(change: tuple[str, str], fault: str) -> None:
    assert any(fault in line for line in faults_of(edited(change))), faults_of(edited(change))


@pytest.mark.parametrize(
    "text", ["", "- 1", "word", "3", "null", "[]", "{}", "a: b", "truth: 3\npatient: [1]", "<script>"]
)
def test_a_file_that_is_no_case_is_a_list_of_faults(text: str) -> None:
    assert faults_of(text)


def test_markup_in_a_text_is_just_text() -> None:
    assert faults_of(edited(("debrief: The neck was ill.", "debrief: <script>alert(1)</script>"))) == []
