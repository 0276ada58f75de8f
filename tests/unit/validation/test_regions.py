"""The regions as numbers and as a picture that does without colour."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from sim.reflex import RESPONSE_KINDS
from sim.validation import regions_picture
from sim.validation.experiments.regions import FIBROSES, HEALTHS, SHORTENINGS, Cell, cells, finding
from sim.validation.regions_picture import COLOURS, is_current, packaged_cells, picture, table
from tests.support.sources import ROOT

TWITCHING = Cell(0.5, 0.2, 0.0, 0.737, 24, (62.5, 0.0, 12.5, 25.0))
QUIET = Cell(1.0, 0.2, 0.0, 0.05, 24, (0.0, 0.0, 0.0, 100.0))
PACKAGED = (ROOT / "sim" / "validation" / "regions.csv").read_text(encoding="utf-8")


def test_the_commonest_answer_names_a_cell() -> None:
    assert (TWITCHING.commonest, QUIET.commonest) == ("twitch", "nothing")
    assert Cell(0.5, 1.0, 0.0, 0.7, 24, (50.0, 50.0, 0.0, 0.0)).commonest == "twitch"


def test_shares_of_a_cell_are_a_whole() -> None:
    (cell,) = cells(50, (0.5,), (0.2,), (0.0,))
    assert sum(cell.percent) == 100.0


def test_a_long_grid_tells_how_far_it_is() -> None:
    told: list[str] = []
    cells(50, (1.0,), (0.0,), (0.0,), told=told.append)
    assert told == ["regions: 1 of 1 states"]


def test_the_picture_has_letter_and_pattern_beside_colour() -> None:
    drawn = picture([TWITCHING, QUIET])
    root = ET.fromstring(drawn)
    texts = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {"T", "62", "N", "100"} <= set(texts)
    assert all(f"url(#{kind})" in drawn and f"id='{kind}'" in drawn for kind in RESPONSE_KINDS)
    assert len(set(COLOURS.values())) == len(RESPONSE_KINDS)


def test_the_packaged_table_has_every_state_once() -> None:
    states = [(cell.health, cell.shortening, cell.fibrosis) for cell in packaged_cells()]
    assert len(states) == len(set(states)) == len(HEALTHS) * len(SHORTENINGS) * len(FIBROSES)


def test_the_packaged_picture_is_of_the_packaged_table() -> None:
    drawn = (ROOT / "docs" / "pictures" / "regions.svg").read_text(encoding="utf-8")
    assert drawn == picture(packaged_cells())


def test_packaged_states_come_out_again() -> None:
    """A table of an older model is an error: `python -m sim experiment regions --write` renews it."""
    again = cells(1000, (0.7, 0.4), (0.2,), (0.0,))
    assert set(table(again).splitlines()) <= set(PACKAGED.splitlines())


def test_the_packaged_table_is_of_this_model_and_these_parameters() -> None:
    """A stale table is an error: `python -m sim experiment regions --write` renews it."""
    assert is_current()


def test_a_table_of_other_parameters_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(regions_picture, "parameters_hash", lambda: "0" * 16)
    assert not is_current()


def test_cramps_of_a_slack_band_are_red() -> None:
    slack = Cell(0.5, 0.0, 0.0, 0.7, 24, (40.0, 60.0, 0.0, 0.0))
    short = Cell(0.5, 1.0, 0.0, 0.7, 24, (0.0, 100.0, 0.0, 0.0))
    fibrous, dead = Cell(0.5, 0.4, 0.6, 0.7, 24, (0, 0, 100.0, 0)), Cell(0.0, 0.4, 0.0, 0.7, 24, (0, 0, 0, 100.0))
    verdicts = [row.verdict for row in finding([slack, short, QUIET, fibrous, dead]).rows]
    assert verdicts == ["in", "out", "in", "out", "in", "in"]
