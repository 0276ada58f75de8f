"""I1: two of three persons show the textbook myotome [innervation-001], C6 the least often [innervation-002]."""

from __future__ import annotations

from functools import cache, partial

import pytest

from sim import anatomy
from sim.patient.own_roots import own_roots
from sim.patient.state import SIDES
from sim.validation.experiments.myotome import TEXTBOOK, shows_textbook

PERSONS = range(2000, 2400)


@cache
def percent(root: str) -> float:
    """Return how many of the persons, each on both sides, show the textbook myotome of an ill root."""
    shown = [shows_textbook(root, side, partial(own_roots, seed)) for seed in PERSONS for side in SIDES]
    return 100.0 * sum(shown) / len(shown)


@pytest.mark.parametrize("root", TEXTBOOK)
def test_i1_a_person_as_in_the_tables_shows_the_textbook_myotome(root: str) -> None:
    assert shows_textbook(root, "left", lambda site: anatomy.supply(site.site).roots)


def test_i1_two_of_three_persons_show_the_textbook_myotome() -> None:
    """74 of 110, 67.3 % (Hong & Nam 2022); two standard errors of such a series are 9 %."""
    assert sum(map(percent, TEXTBOOK)) / len(TEXTBOOK) == pytest.approx(67.3, abs=4.5)


def test_i1_the_myotome_of_c6_varies_most() -> None:
    assert min(TEXTBOOK, key=percent) == "C6"
