"""The path of a stimulus through the reflex arc, as a graph that lights up step by step, and as a list in words."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any, Literal

import streamlit as st

from sim.reflex.response import STATIONS, PathStep, Response, ResponseKind, Station
from sim.ui.components.assets import asset, script, style
from sim.ui.path_words import box_text, capital, line

Role = Literal["path", "aside", "shared"]
WireKind = Literal["excites", "inhibits", "shares"]
Place = Station | Literal["inhibition", "shared"]

EMPTY = "The way the stimulus takes will light up here, node by node, once the needle is in."


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a box stands: row and column, and how many columns it takes."""

    row: int
    column: int
    span: int = 1


WIDE: Mapping[Place, Cell] = {
    "band": Cell(0, 0),
    "efferent": Cell(0, 1, 2),
    "pool": Cell(0, 3),
    "receptor": Cell(1, 0),
    "afferent": Cell(1, 1),
    "root": Cell(1, 2),
    "relay": Cell(1, 3),
    "shared": Cell(2, 2),
    "inhibition": Cell(2, 3),
}
"""Out along the lower row, through the cord, back along the upper row."""
NARROW: Mapping[Place, Cell] = {
    "band": Cell(0, 0),
    "receptor": Cell(1, 0),
    "afferent": Cell(2, 0),
    "root": Cell(3, 0),
    "shared": Cell(4, 0),
    "efferent": Cell(0, 1),
    "pool": Cell(1, 1),
    "relay": Cell(2, 1),
    "inhibition": Cell(3, 1),
}
"""The same on a phone: down along the left side, back up along the right one."""


@dataclass(frozen=True, slots=True)
class PathNode:
    """One box of the picture.

    Parameters
    ----------
    place
        Which cell of `WIDE` and `NARROW` it takes.
    name, note
        What it is, and a second line in small type.
    figures, margin
        What drove it and what it needed, and the difference with its sign; empty where nothing is to be told.
    fill
        Drive as a share of twice the threshold, 0 to 1, so that the threshold lies in the middle; None without figures.
    role
        On the path, beside it, or another site that hangs on the same root.
    """

    place: Place
    name: str
    note: str = ""
    figures: str = ""
    margin: str = ""
    fill: float | None = None
    role: Role = "path"


@dataclass(frozen=True, slots=True)
class Wire:
    """A line between two places of the picture."""

    source: Place
    target: Place
    kind: WireKind = "excites"


@dataclass(frozen=True, slots=True)
class ReflexPath:
    """What the picture shows.

    Parameters
    ----------
    order
        Places in the order in which the stimulus met them, from the band on; it went no further than the last.
    died_at
        Place where it died, None where it came through.
    lines
        The same in words, one line for each place of `order`.
    """

    kind: ResponseKind
    nodes: tuple[PathNode, ...]
    wires: tuple[Wire, ...]
    order: tuple[Place, ...]
    died_at: Place | None
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another site on the same root, e.g. ("Multifidus at C6", "posterior ramus")."""

    name: str
    ramus: str


def reflex_path_of(
    response: Response, band: str, neighbour: Neighbour | None = None, *, hidden: Container[Station] = ()
) -> ReflexPath:
    """Return the picture of a response's path.

    Parameters
    ----------
    band
        Name of the band for the first box, e.g. "ECRB, right".
    neighbour
        A site of the other ramus of the same root, which hangs on the same root; None leaves it out.
    hidden
        Stations whose figures stay a secret; whether the stimulus passed them does not.
    """
    died = response.died_at
    met = response.path if died is None else response.path[: response.path.index(died) + 1]
    nodes = [
        _box(step, band, died=step is died, has_figures=step.station not in hidden)
        if step in met
        else _box_ahead(step, band)
        for step in response.path
    ]
    nodes.append(PathNode("inhibition", "Ib and Renshaw", "inhibit the pool", role="aside"))
    if neighbour is not None:
        nodes.append(PathNode("shared", neighbour.name, f"{neighbour.ramus}, same root", role="shared"))
    return ReflexPath(
        kind=response.kind,
        nodes=tuple(nodes),
        wires=_wires({node.place for node in nodes}),
        order=("band", *(step.station for step in met)),
        died_at=None if died is None else died.station,
        lines=(
            f"The needle goes in: {band}",
            *(line(step, died=step is died, hides_figures=step.station in hidden) for step in met),
        ),
    )


_NOTES: Mapping[Station, str] = {"afferent": "weighed most", "efferent": "motor axons, back to the band"}


def _box(step: PathStep, band: str, *, died: bool, has_figures: bool) -> PathNode:
    name, _, note = step.label.partition(", ")
    if step.station == "band":
        name, note = "taut band", band
    note = note or _NOTES.get(step.station, "")
    if not has_figures:
        return PathNode(step.station, capital(name), note)
    told, margin = box_text(step, died=died)
    fill = min(max(step.drive / (2.0 * step.threshold), 0.0), 1.0)
    return PathNode(step.station, capital(name), note, told, margin, fill)


def _box_ahead(step: PathStep, band: str) -> PathNode:
    """Return the box of a station that the stimulus did not come to: which fibres would have carried it is open."""
    if step.station == "afferent":
        return PathNode("afferent", "Afferents")
    return _box(step, band, died=False, has_figures=False)


def reflex_path(path: ReflexPath | None, *, key: str, token: str = "") -> None:
    """Draw the path; it plays once, in under a second, for each new `token`.

    Parameters
    ----------
    path
        None before the first needle: then the place says what will be here.
    token
        What tells one insertion from the next, e.g. the decision's number; the same token never plays again.
    """
    _component()(key=key, data=path_data(path, token))


def path_data(path: ReflexPath | None, token: str) -> dict[str, Any]:
    """Return what the browser draws the path from."""
    if path is None:
        return {"kind": None, "empty": EMPTY}
    return {
        "kind": path.kind,
        "token": token,
        "nodes": [
            {
                "place": node.place,
                "wide": _cell(WIDE[node.place]),
                "narrow": _cell(NARROW[node.place]),
                "name": node.name,
                "note": node.note,
                "figures": node.figures,
                "margin": node.margin,
                "fill": node.fill,
                "role": node.role,
            }
            for node in path.nodes
        ],
        "wires": [{"source": wire.source, "target": wire.target, "kind": wire.kind} for wire in path.wires],
        "order": list(path.order),
        "died_at": path.died_at,
        "lines": list(path.lines),
    }


def _cell(cell: Cell) -> dict[str, int]:
    return {"row": cell.row, "column": cell.column, "span": cell.span}


def _wires(places: Container[Place]) -> tuple[Wire, ...]:
    round_trip: tuple[Place, ...] = ("band", *STATIONS)
    all_wires = (
        *(Wire(source, target) for source, target in pairwise(round_trip)),
        Wire("inhibition", "pool", "inhibits"),
        Wire("root", "shared", "shares"),
    )
    return tuple(wire for wire in all_wires if wire.source in places and wire.target in places)


@lru_cache(maxsize=1)
def _component() -> Callable[..., Any]:
    return st.components.v2.component(
        "ims.reflex_path",
        html=asset("reflex_path.html"),
        css=style("reflex_path.css"),
        js=script("reflex_path_draw.js", "reflex_path_play.js", "reflex_path.js"),
    )
