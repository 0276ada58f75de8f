"""The regions of twitch, cramp, ache and nothing over health, shortening and fibrosis, as maps that are tables."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from sim.reflex.response import RESPONSE_KINDS, ResponseKind
from sim.ui.markup import esc, sign, table
from sim.ui.theme import SIGNS

REGIONS_FILE = "regions.csv"


@dataclass(frozen=True, slots=True)
class Region:
    """One state of root and band, and the share of each answer in percent."""

    health: float
    shortening: float
    fibrosis: float
    percent: Mapping[ResponseKind, float]

    @property
    def commonest(self) -> ResponseKind:
        """The answer that came most often; of two that came as often, the stronger."""
        return max(RESPONSE_KINDS, key=lambda kind: self.percent[kind])


@lru_cache(maxsize=1)
def regions() -> tuple[Region, ...]:
    """Return the grid that comes with the report."""
    text = resources.files("sim.validation").joinpath(REGIONS_FILE).read_text(encoding="utf-8")
    return tuple(_region(row) for row in csv.DictReader(text.splitlines()))


def _region(row: Mapping[str, str]) -> Region:
    health, shortening, fibrosis = (float(row[name]) for name in ("health", "shortening", "fibrosis"))
    return Region(health, shortening, fibrosis, {kind: float(row[f"{kind}_percent"]) for kind in RESPONSE_KINDS})


def regions_figure(grid: Sequence[Region]) -> str:
    """Return a map for each fibrosis: health to the right, shortening upwards.

    A cell has the colour, the pattern and the letter of its commonest answer, and its share in percent.
    """
    key = "".join(
        f'<li><span class="swatch cell-{kind}" aria-hidden="true">{_letter(kind)}</span> {sign(kind)}</li>'
        for kind in RESPONSE_KINDS
    )
    maps = "".join(_map(grid, fibrosis) for fibrosis in sorted({region.fibrosis for region in grid}))
    return f'<ul class="key">{key}</ul><div class="maps">{maps}</div>'


def regions_twin(grid: Sequence[Region]) -> str:
    """Return all shares as a table to be opened."""
    rows = [
        (
            f"{region.health:g}",
            f"{region.shortening:g}",
            f"{region.fibrosis:g}",
            *(f"{region.percent[kind]:.0f}" for kind in RESPONSE_KINDS),
        )
        for region in grid
    ]
    head = ("Health", "Shortening", "Fibrosis", *(f"{kind.capitalize()}, %" for kind in RESPONSE_KINDS))
    inside = table(head, rows, "Share of each answer in each state")
    return f'<details class="twin"><summary>All shares as a table</summary>{inside}</details>'


def _map(grid: Sequence[Region], fibrosis: float) -> str:
    at = {(region.health, region.shortening): region for region in grid if region.fibrosis == fibrosis}
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


def _cell(region: Region) -> str:
    kind = region.commonest
    percent = f"{region.percent[kind]:.0f}"
    all_shares = ", ".join(f"{name} {region.percent[name]:.0f} %" for name in RESPONSE_KINDS)
    return (
        f'<td class="cell-{kind}" title="{esc(all_shares)}">'
        f'<span aria-hidden="true"><b>{_letter(kind)}</b>{percent}</span>'
        f'<span class="unseen">{kind} {percent} %</span></td>'
    )


def _letter(kind: ResponseKind) -> str:
    return SIGNS[kind].word[0].upper()
