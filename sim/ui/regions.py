"""The regions of twitch, cramp, ache and nothing over health, shortening and fibrosis, as maps that are tables."""

from __future__ import annotations

from collections.abc import Sequence

from sim.reflex.response import RESPONSE_KINDS, ResponseKind
from sim.ui.markup import esc, sign, table
from sim.ui.theme import SIGNS
from sim.validation.experiments.regions import Cell


def regions_figure(grid: Sequence[Cell]) -> str:
    """Return a map for each fibrosis: health to the right, shortening upwards.

    A cell has the colour, the pattern and the letter of its commonest answer, and its share in percent.
    """
    key = "".join(
        f'<li><span class="swatch cell-{kind}" aria-hidden="true">{_letter(kind)}</span> {sign(kind)}</li>'
        for kind in RESPONSE_KINDS
    )
    maps = "".join(_map(grid, fibrosis) for fibrosis in sorted({cell.fibrosis for cell in grid}))
    return f'<ul class="key">{key}</ul><div class="maps">{maps}</div>'


def regions_twin(grid: Sequence[Cell]) -> str:
    """Return all shares as a table to be opened."""
    rows = [
        (
            f"{cell.health:g}",
            f"{cell.shortening:g}",
            f"{cell.fibrosis:g}",
            *(f"{cell.share(kind):.0f}" for kind in RESPONSE_KINDS),
        )
        for cell in grid
    ]
    head = ("Health", "Shortening", "Fibrosis", *(f"{kind.capitalize()}, %" for kind in RESPONSE_KINDS))
    inside = table(head, rows, "Share of each answer in each state")
    return f'<details class="twin"><summary>All shares as a table</summary>{inside}</details>'


def _map(grid: Sequence[Cell], fibrosis: float) -> str:
    at = {(cell.health, cell.shortening): cell for cell in grid if cell.fibrosis == fibrosis}
    healths = sorted({health for health, _ in at}, reverse=True)
    shortenings = sorted({shortening for _, shortening in at}, reverse=True)
    head = "".join(f'<th scope="col">{health:g}</th>' for health in healths)
    body = "".join(
        f'<tr><th scope="row">{shortening:g}</th>{"".join(_cell(at[health, shortening]) for health in healths)}</tr>'
        for shortening in shortenings
    )
    caption = f"Commonest answer at fibrosis {fibrosis:g}; columns: health of the root, rows: shortening of the band"
    return (
        f"<figure><figcaption>Fibrosis {fibrosis:g}</figcaption>"
        f'<table class="map"><caption class="unseen">{caption}</caption>'
        f'<thead><tr><td aria-hidden="true"></td>{head}</tr></thead><tbody>{body}</tbody></table>'
        '<p class="axis" aria-hidden="true">across: health of the root; down: shortening of the band</p></figure>'
    )


def _cell(cell: Cell) -> str:
    kind = cell.commonest
    percent = f"{cell.share(kind):.0f}"
    all_shares = ", ".join(f"{name} {cell.share(name):.0f} %" for name in RESPONSE_KINDS)
    return (
        f'<td class="cell-{kind}" title="{esc(all_shares)}">'
        f'<span aria-hidden="true"><b>{_letter(kind)}</b>{percent}</span>'
        f'<span class="unseen">{kind} {percent} %</span></td>'
    )


def _letter(kind: ResponseKind) -> str:
    return SIGNS[kind].word[0].upper()
