"""The maps of the answers: every state has its cell, and colour is never the only sign."""

from __future__ import annotations

import re

import pytest

from sim.reflex.response import RESPONSE_KINDS
from sim.ui.regions import regions_figure, regions_twin
from sim.validation.experiments.regions import Cell
from sim.validation.regions_picture import packaged_cells


def region(health: float, **percent: float) -> Cell:
    return Cell(health, 0.2, 0.1, 0.5, 24, tuple(percent.get(kind, 0.0) for kind in RESPONSE_KINDS))


def test_the_packaged_grid_is_whole_and_its_shares_add_up() -> None:
    grid = packaged_cells()
    sides = [{getattr(cell, name) for cell in grid} for name in ("health", "shortening", "fibrosis")]
    assert len(grid) == len(sides[0]) * len(sides[1]) * len(sides[2])
    for cell in grid:
        assert sum(cell.percent) == pytest.approx(100.0, abs=0.3)


def test_of_two_as_common_the_stronger_is_shown() -> None:
    assert region(1.0, cramp=50.0, ache=50.0).commonest == "cramp"
    assert region(1.0, ache=40.0, nothing=60.0).commonest == "nothing"


def test_a_cell_has_letter_share_pattern_and_words() -> None:
    told = regions_figure([region(0.5, twitch=88.0, ache=12.0)])
    assert 'class="cell-twitch"' in told
    assert "<b>T</b>88" in told
    assert "twitch 88 %" in told
    assert "ache 12 %" in told


def test_map_and_twin_have_every_state() -> None:
    grid = packaged_cells()
    assert len(re.findall(r'<td class="cell-', regions_figure(grid))) == len(grid)
    assert regions_twin(grid).count("<tr>") == len(grid) + 1
