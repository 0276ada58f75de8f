"""The roots and the distance between them."""

from __future__ import annotations

import pytest

from sim.anatomy import ROOTS, levels_apart, nearest_roots
from sim.errors import ModelInputError


def test_there_are_eight_cervical_twelve_thoracic_five_lumbar_and_four_sacral_roots() -> None:
    assert [sum(root.startswith(letter) for root in ROOTS) for letter in "CTLS"] == [8, 12, 5, 4]
    assert (ROOTS[0], ROOTS[-1]) == ("C1", "S4")


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [("C6", "C6", 0), ("C6", "C7", 1), ("C8", "T1", 1), ("T12", "L1", 1), ("S1", "L4", 2), ("C1", "S4", 28)],
)
def test_levels_are_counted_across_the_regions_both_ways(one: str, other: str, apart: int) -> None:
    assert levels_apart(one, other) == levels_apart(other, one) == apart


@pytest.mark.parametrize("pair", [("C9", "C6"), ("C6", "c6"), ("C6", "")])
def test_a_root_that_does_not_exist_is_refused(pair: tuple[str, str]) -> None:
    with pytest.raises(ModelInputError, match="root: unknown root"):
        levels_apart(*pair)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("C9", ("C7", "C8")),
        ("L6", ("L4", "L5")),
        ("C0", ("C1", "C2")),
        ("c 6", ("C6",)),
        ("S01", ("S1",)),
        ("D5", ("T5",)),
        ("Th13", ("T11", "T12")),
        ("5", ("C5", "T5", "L5")),
        ("C" + "9" * 5000, ("C7", "C8")),
        ("C", ()),
        ("X5", ()),
        ("", ()),
        ("C\u00b2", ()),
    ],
)
def test_a_root_as_people_write_it_has_its_nearest(said: str, meant: tuple[str, ...]) -> None:
    assert nearest_roots(said) == meant
