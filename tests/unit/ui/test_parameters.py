"""The page about the model gathers every number of it."""

from __future__ import annotations

from sim.evidence.course import COURSE
from sim.evidence.indication import CHRONIC_WEEKS
from sim.evidence.reflex import REFLEX
from sim.ui.parameters import all_parameters


def test_numbers_of_tables_and_single_ones_are_there() -> None:
    found = list(all_parameters().values())
    assert CHRONIC_WEEKS in found
    assert [name for table in (REFLEX, COURSE) for name, item in table.items() if item not in found] == []


def test_names_are_words() -> None:
    assert all("_" not in name for name in all_parameters())
