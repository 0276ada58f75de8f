from __future__ import annotations

import pytest

from sim.cases import FLAGS, indication
from tests.support.case_texts import case_with

ROOTLESS = ("  roots:\n    - {root: C6, side: right, health: 0.55}\n", "")


@pytest.mark.parametrize(
    ("changes", "action"),
    [
        ([], "treat"),
        ([("duration_weeks: 52", "duration_weeks: 13")], "treat"),
        ([("duration_weeks: 52", "duration_weeks: 12.9")], "manual_therapy"),
        ([("kind: neuropathic", "kind: nociceptive"), ROOTLESS], "manual_therapy"),
        ([("kind: neuropathic", "kind: nociplastic"), ROOTLESS], "manual_therapy"),
        ([("flags: []", "flags: [pregnancy]")], "manual_therapy"),
        ([("flags: []", "flags: [anticoagulant]")], "treat"),
        ([("flags: []", "flags: [cauda_equina]")], "refer"),
        ([("flags: []", "flags: [pregnancy, suspected_cancer]")], "refer"),
        ([("flags: []", "flags: [suspected_fracture]"), ("duration_weeks: 52", "duration_weeks: 2")], "refer"),
    ],
)
def test_the_right_decision_follows_from_kind_duration_and_flags(changes: list[tuple[str, str]], action: str) -> None:
    assert indication(case_with(*changes)).action == action


def test_the_reason_names_what_decides() -> None:
    assert "pregnancy" in indication(case_with(("flags: []", "flags: [pregnancy]"))).reason
    assert "8 weeks" in indication(case_with(("duration_weeks: 52", "duration_weeks: 8"))).reason


def test_the_flags_the_clinic_teaches_are_in_the_closed_list() -> None:
    effects = {name: flag.effect for name, flag in FLAGS.items()}
    assert {effects["pregnancy"], effects["infection"]} == {"contraindication"}
    assert {effects["anticoagulant"], effects["comorbidity"]} == {"precaution"}
