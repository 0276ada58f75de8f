"""The regions of the answers as a table of numbers, written and read again, and as a picture."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources
from types import MappingProxyType

from sim import MODEL_VERSION
from sim.evidence.inventory import parameters_hash
from sim.reflex.response import RESPONSE_KINDS, ResponseKind
from sim.validation.experiments.regions import Cell

COLOURS: Mapping[ResponseKind, str] = MappingProxyType(
    {"twitch": "#D9480F", "cramp": "#6D28D9", "ache": "#B45309", "nothing": "#64748B"}
)
REGIONS_FILE = "regions.csv"
MARK = ("model_version", "parameters")
"""Columns that say of which model a table is; see `sim.evidence.inventory.parameters_hash`."""
INK, MUTED, PAPER, CARD, LINE = "#1F2933", "#52606D", "#FAF9F6", "#FFFFFF", "#E4E7EB"
SIDE, LEFT, TOP, GAP = 44, 58, 88, 26
FONT = "font-family='Source Sans Pro, Segoe UI, Helvetica, Arial, sans-serif'"


def table(grid: Sequence[Cell]) -> str:
    """Return the grid as CSV: state, number of insertions, share of each answer in percent, mark of the model."""
    shares = (f"{kind}_percent" for kind in RESPONSE_KINDS)
    head = ("health", "shortening", "fibrosis", "irritability", "n", *shares, *MARK)
    mark = (MODEL_VERSION, parameters_hash())
    rows = [
        (
            *(f"{part:g}" for part in (cell.health, cell.shortening, cell.fibrosis)),
            f"{cell.irritability:.3f}",
            f"{cell.n}",
            *(f"{share:.1f}" for share in cell.percent),
            *mark,
        )
        for cell in grid
    ]
    return "".join(",".join(row) + "\n" for row in (head, *rows))


@lru_cache(maxsize=1)
def packaged_cells() -> tuple[Cell, ...]:
    """Return the grid that comes with the code, written by `python -m sim experiment regions --write`."""
    return tuple(_read(row) for row in _packaged_rows())


def is_current() -> bool:
    """Return whether the grid that comes with the code is of the model as it is now."""
    return {tuple(row.get(name) for name in MARK) for row in _packaged_rows()} == {(MODEL_VERSION, parameters_hash())}


@lru_cache(maxsize=1)
def _packaged_rows() -> tuple[Mapping[str, str], ...]:
    text = resources.files("sim.validation").joinpath(REGIONS_FILE).read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def _read(row: Mapping[str, str]) -> Cell:
    return Cell(
        health=float(row["health"]),
        shortening=float(row["shortening"]),
        fibrosis=float(row["fibrosis"]),
        irritability=float(row["irritability"]),
        n=int(row["n"]),
        percent=tuple(float(row[f"{kind}_percent"]) for kind in RESPONSE_KINDS),
    )


def picture(grid: Sequence[Cell]) -> str:
    """Return the grid as SVG: a panel a fibrosis, health to the right, shortening upwards.

    A cell has the colour, the pattern and the letter of its commonest answer, and that answer's share in percent.
    """
    healths = sorted({cell.health for cell in grid}, reverse=True)
    shortenings = sorted({cell.shortening for cell in grid}, reverse=True)
    fibroses = sorted({cell.fibrosis for cell in grid})
    panel = len(shortenings) * SIDE + GAP + 46
    width, height = LEFT + len(healths) * SIDE + 20, TOP + len(fibroses) * panel + 12
    parts = [
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width} {height}' role='img' {FONT}>",
        "<title>The commonest answer to a needle over health of the root, shortening and fibrosis of the band</title>",
        _patterns(),
        f"<rect width='{width}' height='{height}' fill='{PAPER}'/>",
        _legend(),
    ]
    for number, fibrosis in enumerate(fibroses):
        top = TOP + number * panel
        parts.append(_text(LEFT, top, f"Fibrosis {fibrosis:g}", size=14, weight=600))
        parts += [
            _cell(cell, LEFT + healths.index(cell.health) * SIDE, top + 12 + shortenings.index(cell.shortening) * SIDE)
            for cell in grid
            if cell.fibrosis == fibrosis
        ]
        parts += _axes(healths, shortenings, top + 12)
    return "\n".join([*parts, "</svg>", ""])


def _patterns() -> str:
    """Return one pattern an answer: filled, hatched, dotted, hollow."""
    twitch, cramp, ache = COLOURS["twitch"], COLOURS["cramp"], COLOURS["ache"]
    line = "patternUnits='userSpaceOnUse' width='8' height='8'"
    return (
        f"<defs><pattern id='twitch' {line}><rect width='8' height='8' fill='{twitch}' fill-opacity='0.28'/></pattern>"
        f"<pattern id='cramp' {line} patternTransform='rotate(45)'><rect width='8' height='8' fill='{CARD}'/>"
        f"<rect width='3' height='8' fill='{cramp}' fill-opacity='0.45'/></pattern>"
        f"<pattern id='ache' {line}><rect width='8' height='8' fill='{CARD}'/>"
        f"<circle cx='4' cy='4' r='1.6' fill='{ache}' fill-opacity='0.7'/></pattern>"
        f"<pattern id='nothing' {line}><rect width='8' height='8' fill='{CARD}'/></pattern></defs>"
    )


def _legend() -> str:
    parts = [_text(LEFT, 24, "The commonest answer to a needle, and its share in percent", size=14, weight=600)]
    for number, kind in enumerate(RESPONSE_KINDS):
        x = LEFT + number * 112
        parts.append(_square(kind, x, 38, 18))
        parts.append(_text(x + 26, 52, f"{kind[0].upper()} {kind}", size=12, colour=MUTED))
    return "".join(parts)


def _cell(cell: Cell, x: int, y: int) -> str:
    kind = cell.commonest
    shares = ", ".join(f"{name} {cell.share(name):.0f} %" for name in RESPONSE_KINDS)
    state = f"health {cell.health:g}, shortening {cell.shortening:g}, fibrosis {cell.fibrosis:g}"
    middle = x + SIDE // 2
    return (
        f"<g><title>{state}: {shares}</title>{_square(kind, x, y, SIDE)}"
        + _text(middle, y + 20, kind[0].upper(), size=14, weight=700, anchor="middle")
        + _text(middle, y + 35, f"{cell.share(kind):.0f}", size=12, anchor="middle")
        + "</g>"
    )


def _square(kind: ResponseKind, x: int, y: int, side: int) -> str:
    return (
        f"<rect x='{x}' y='{y}' width='{side}' height='{side}' fill='url(#{kind})' "
        f"stroke='{LINE if kind == 'nothing' else COLOURS[kind]}' stroke-width='1'/>"
    )


def _axes(healths: Sequence[float], shortenings: Sequence[float], top: int) -> list[str]:
    below = top + len(shortenings) * SIDE
    parts = [
        _text(LEFT + k * SIDE + SIDE // 2, below + 16, f"{health:g}", size=12, colour=MUTED, anchor="middle")
        for k, health in enumerate(healths)
    ]
    parts += [
        _text(LEFT - 8, top + k * SIDE + SIDE // 2 + 4, f"{short:g}", size=12, colour=MUTED, anchor="end")
        for k, short in enumerate(shortenings)
    ]
    parts.append(_text(LEFT, below + 34, "Health of the root, healthy to dead", size=12))
    middle = top + len(shortenings) * SIDE // 2
    turned = f"<g transform='rotate(-90 16 {middle})'>{_text(16, middle, 'Shortening', size=12, anchor='middle')}</g>"
    return [*parts, turned]


def _text(x: int, y: int, text: str, *, size: int, weight: int = 400, colour: str = INK, anchor: str = "start") -> str:
    style = f"font-size='{size}' font-weight='{weight}' fill='{colour}' text-anchor='{anchor}'"
    halo = f"paint-order='stroke' stroke='{CARD}' stroke-width='3'" if anchor == "middle" else ""
    return f"<text x='{x}' y='{y}' {style} {halo}>{text}</text>"
