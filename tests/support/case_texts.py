"""A whole case as text, and edits of it."""

from __future__ import annotations

from sim.cases import Case, parse_case
from sim.errors import CaseError

CASE = """\
schema: 1
id: stiff-elbow-1
title: An elbow that stays stiff
difficulty: 2
objectives: [Find the segment]
patient:
  age: 50
  sex: male
  height_cm: 175
  complaint: {region: elbow_lateral, side: right}
  story: Outer elbow pain for a year, worse on gripping.
  duration_weeks: 52
  history: [A stiff neck]
  flags: []
truth:
  kind: neuropathic
  roots:
    - {root: C6, side: right, health: 0.55}
course: {max_visits: 6}
debrief: The neck was ill.
"""
"""A case in twenty lines."""


def edited(*changes: tuple[str, str], text: str = CASE) -> str:
    """Return the text with each first string replaced by the second; one that is not there just once is an error."""
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def case_with(*changes: tuple[str, str]) -> Case:
    """Return the case of the edited text."""
    return parse_case(edited(*changes))


def faults_of(text: str | bytes, stem: str | None = None) -> list[str]:
    """Return the faults of a text as lines, without the name of the file."""
    try:
        parse_case(text, "case.yaml", stem)
    except CaseError as error:
        return [str(fault).removeprefix("case.yaml:") for fault in error.faults]
    return []
