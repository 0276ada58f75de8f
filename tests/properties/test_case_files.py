"""Text of any kind gives a case or a list of faults by line, and nothing else."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.cases import Case, Plan, parse_case, parse_plan
from sim.errors import CaseError
from tests.support.case_texts import CASE
from tests.support.plays import BOTH, weekly

PLAN = weekly(BOTH, visits=2)
PIECES = st.sampled_from(
    [":", "- ", "[", "]", "{", "}", "&a ", "*a", "!!python/name:os.system ", "\t", "\n", "  ", "#", "'", '"', "|", ">",
     "%YAML ", "---\n", "...\n", "? ", "<<: ", "~", "1e999", ".nan", "-0", "\ud800", "\x00", "\u2028", "\ufeff", "id",
     "truth: ", "roots: ", "\\U0011FFFF", "\\UFFFFFFFF", "!<", "!e!%ff", "%TAG !e! x\n", "|2+", "\x85", "../../x",
     "<script>alert(1)</script>", "9" * 5000, "é", "@", "`", "\\x", "\r"]
)  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
READERS: list[Callable[[str | bytes], Case | Plan]] = [parse_case, lambda text: parse_plan(text, 6)]


def read(reader: Callable[[str | bytes], Case | Plan], text: str | bytes) -> None:
    """Read a text and check that its faults, if any, are told properly."""
    try:
        reader(text)
    except CaseError as error:
        faults = error.faults
    else:
        return
    assert 0 < len(faults) <= 200
    for fault in faults:
        assert fault.line >= 1
        assert fault.message
        assert len(str(fault)) < 2000
        assert str(fault).isprintable()


@pytest.mark.parametrize("reader", READERS, ids=["case", "plan"])
@given(text=st.text(max_size=300) | st.binary(max_size=300))
def test_any_text_or_bytes_gives_faults_at_most(
    reader: Callable[[str | bytes], Case | Plan], text: str | bytes
) -> None:
    read(reader, text)


@pytest.mark.parametrize("reader", READERS, ids=["case", "plan"])
@given(pieces=st.lists(PIECES | st.text(max_size=5), max_size=40))
def test_any_mixture_of_yaml_gives_faults_at_most(
    reader: Callable[[str | bytes], Case | Plan], pieces: list[str]
) -> None:
    read(reader, "".join(pieces))


@settings(max_examples=300)
@given(place=st.integers(0, 10_000), length=st.integers(0, 30), piece=PIECES | st.text(max_size=10), plan=st.booleans())
def test_a_sound_file_that_is_damaged_anywhere_gives_faults_at_most(
    place: int, length: int, piece: str, plan: bool
) -> None:
    text = PLAN if plan else CASE
    at = place % len(text)
    read(READERS[plan], text[:at] + piece + text[at + length :])


@settings(max_examples=200)
@given(line=st.integers(0, 19), value=VALUES)
def test_any_value_in_any_field_gives_faults_at_most(line: int, value: object) -> None:
    lines = CASE.splitlines()
    name = lines[line].partition(":")[0]
    lines[line] = f"{name}: {value!r}"
    read(parse_case, "\n".join(lines))


@pytest.mark.parametrize("seed", range(20))
def test_shuffled_lines_give_faults_at_most(seed: int) -> None:
    lines = CASE.splitlines() * 3
    random.Random(seed).shuffle(lines)
    read(parse_case, "\n".join(lines))


@given(health=st.floats(0.0, 1.0, exclude_max=True), age=st.integers(16, 100), height_cm=st.floats(120.0, 220.0))
def test_every_value_within_its_bounds_is_sound(health: float, age: int, height_cm: float) -> None:
    text = CASE.replace("0.55", repr(health)).replace("age: 50", f"age: {age}").replace("175", repr(height_cm))
    case = parse_case(text)
    assert (case.truth.roots[0].health, case.patient.age, case.patient.height_cm) == (health, age, height_cm)
    assert parse_case(case.canonical_json()) == case
