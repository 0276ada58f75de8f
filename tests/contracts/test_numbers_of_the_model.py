"""The rooms of the model hold no number of their own: what decides an outcome is a parameter in `sim.evidence`."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.support.sources import ROOT

ROOMS = ("patient", "session", "course", "assessment", "cases")
NOT_OF_THE_MODEL = {
    "patient/state.py (HEIGHT_MIN_CM, HEIGHT_MAX_CM)": "bounds of an input",
    "patient/lesions.py MINUTES_MAX": "bound of an input",
    "course/step.py STEP_DAYS": "numerics: the error it makes is told in docs/model-course.md",
    "course/advance.py DAYS_MAX": "bound of an input",
    "cases/attempt.py WEEK_12_DAY": "twelve weeks in days",
    "cases/derive.py DAYS_PER_WEEK": "unit",
    "cases/derive.py WEEKS_PER_YEAR": "unit",
    "cases/faults.py MAX_FAULTS": "bound of an output",
    "cases/plan_schema.py MAX_INSERTIONS_A_VISIT": "bound of an input",
    "cases/schema.py VISITS_DEFAULT": "default of the case format",
    "cases/yaml_text.py MAX_BYTES": "bound of an input",
    "cases/yaml_text.py MAX_NODES": "bound of an input",
    "cases/yaml_text.py MAX_DEPTH": "bound of an input",
    "cases/yaml_text.py _MAX_DIGITS": "bound of an input",
    "assessment/sentences.py _CHANGE": "what is worth a sentence; no points",
    "assessment/sentences.py _NAMED_SITES": "length of a sentence",
}


def numbers_in(text: str) -> Iterator[str]:
    """Yield the names that a module gives a number, or a mapping or tuple with numbers, as written."""
    for node in ast.parse(text).body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            written = [item for item in ast.walk(node.value) if isinstance(item, ast.Constant)]
            calls = any(isinstance(item, ast.Call) for item in ast.walk(node.value))
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if not calls and any(type(item.value) in (int, float) for item in written):
                yield ast.unparse(target)


def test_no_room_of_the_model_holds_a_number_of_its_own() -> None:
    held = {
        f"{path.relative_to(ROOT / 'sim').as_posix()} {name}"
        for room in ROOMS
        for path in (ROOT / "sim" / room).glob("*.py")
        for name in numbers_in(path.read_text(encoding="utf-8"))
    }
    assert held - set(NOT_OF_THE_MODEL) == set()


@pytest.mark.parametrize("line", ["RESPONDER = 2.0", "POINTS = {'dose': 15.0}", "LOWS: tuple[int, ...] = (1, 2)"])
def test_a_number_of_its_own_is_seen(line: str) -> None:
    assert len(list(numbers_in(line))) == 1


@pytest.mark.parametrize("line", ["DAYS = int(visits.END_DAYS.value)", "SIDES = ('left', 'right')", "_IS_OPEN = True"])
def test_what_is_no_number_is_not(line: str) -> None:
    assert list(numbers_in(line)) == []
