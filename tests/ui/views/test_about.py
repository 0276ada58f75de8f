"""The page about the model says what it is not, what it rests on, and what speaks against it."""

from __future__ import annotations

import pytest

from sim.ui import text_about
from sim.ui.parameters import all_parameters, by_standing
from tests.ui.views.app_page import open_app, words


@pytest.fixture(scope="module")
def told() -> str:
    return words(open_app("about"))


def test_it_says_that_it_is_no_advice_and_claims_no_benefit(told: str) -> None:
    assert "not advice" in told
    assert "makes no claim that a patient would benefit" in told


def test_it_tells_every_point_where_the_evidence_disagrees(told: str) -> None:
    assert [point.claim for point in text_about.DISAGREEMENTS if point.claim not in told] == []


def test_it_counts_what_is_measured_taught_and_assumed(told: str) -> None:
    counts = by_standing()
    assert sum(counts.values()) == len(all_parameters())
    for standing, meaning in text_about.STANDINGS.items():
        assert f"{standing} {counts[standing]} {meaning}" in told


def test_what_it_says_of_depths_and_branches_fits_every_patient(told: str) -> None:
    assert "assumed for slim, middle and stout persons" in told
    assert "in limbs and trunk by its anterior one" in told


def test_it_lists_every_number_of_the_model_in_a_table_to_search_and_download() -> None:
    shown = open_app("about").dataframe[0].value
    assert list(shown["Name"]) == list(all_parameters())
    assert set(shown["Standing"]) <= {"measured", "taught", "assumed"}
    assert shown["What, or why"].str.len().min() > 0
