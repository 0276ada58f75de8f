"""The path of a stimulus through the reflex arc, as a graph that lights up step by step, and as a list in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import streamlit as st

from sim.reflex.response import PathStep, Response, ResponseKind
from sim.ui.components.assets import asset, script, style

Role = Literal["path", "aside", "shared"]
WireKind = Literal["excites", "inhibits", "shares"]

EMPTY = "The way the stimulus takes will light up here, node by node, once the needle is in."
BAND = "band"
INHIBITION = "inhibition"
SHARED = "shared"
CELLS: dict[str, tuple[int, int]] = {
    "band": (0, 0),
    "ramus": (0, 1),
    "pool": (0, 2),
    "endings": (1, 0),
    "root": (1, 1),
    "interneurons": (1, 2),
    SHARED: (2, 1),
    INHIBITION: (2, 2),
}
"""Row and column of each place of the arc: out along the lower row, through the cord, back along the upper row."""

_PLACES = {
    "free_ending": "endings",
    "dorsal_root": "root",
    "propriospinal": "interneurons",
    "afferent_ia": "interneurons",
    "pool": "pool",
    "posterior_ramus": "ramus",
    "anterior_ramus": "ramus",
    "band": "band",
}


@dataclass(frozen=True, slots=True)
class PathNode:
    """One box of the picture.

    Parameters
    ----------
    place
        Which cell of `CELLS` it takes.
    name, note
        What it is, and a second line in small type.
    number
        The short number of the step, e.g. "+0.31"; empty where nothing was measured.
    role
        On the path, beside it, or another site that hangs on the same root.
    """

    place: str
    name: str
    note: str = ""
    number: str = ""
    role: Role = "path"


@dataclass(frozen=True, slots=True)
class Wire:
    """A line between two places of the picture."""

    source: str
    target: str
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
        The same in words, one line a place of `order`.
    """

    kind: ResponseKind
    nodes: tuple[PathNode, ...]
    wires: tuple[Wire, ...]
    order: tuple[str, ...]
    died_at: str | None
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another site on the same root, e.g. ("Multifidus at C6", "posterior ramus")."""

    name: str
    ramus: str


def reflex_path_of(response: Response, band: str, neighbour: Neighbour | None = None) -> ReflexPath:
    """Return the picture of a response's path.

    Parameters
    ----------
    band
        Name of the band for the first box, e.g. "ECRB, right".
    neighbour
        A site of the other ramus of the same root, which hangs on the same root; None leaves it out.
    """
    steps = response.path
    died = _died_at(response)
    met = steps[: None if died is None else died + 1]
    places = [place_of(step) for step in steps]
    nodes = [
        PathNode(place, *(("Taut band", band) if place == BAND else (_capital(step.label), "")), number_text(step))
        for place, step in zip(places, steps, strict=True)
    ]
    if BAND not in places:
        nodes.insert(0, PathNode(BAND, "Taut band", band))
    nodes.append(PathNode(INHIBITION, "Ib and Renshaw", "inhibit the pool", role="aside"))
    if neighbour is not None:
        nodes.append(PathNode(SHARED, neighbour.name, f"{neighbour.ramus}, same root", role="shared"))
    return ReflexPath(
        kind=response.kind,
        nodes=tuple(nodes),
        wires=_wires({node.place for node in nodes}),
        order=(BAND, *(place_of(step) for step in met)),
        died_at=None if died is None else places[died],
        lines=path_text(response),
    )


def place_of(step: PathStep) -> str:
    """Return the place in the picture of a node of the graph, by the kind its name begins with."""
    return _PLACES[step.node.split(":", maxsplit=1)[0]]


def number_text(step: PathStep) -> str:
    """Return the short number of a step: its margin, what drove it less what it needed; of conduction the share.

    Examples
    --------
    >>> number_text(PathStep("pool:x", "C6 motoneurons", 8.41, 6.25, "nA", True))
    '+2.16 nA'
    >>> number_text(PathStep("anterior_ramus:x", "C6 anterior ramus", 74.0, 1.0, "% of motor axons that conduct", True))
    '74 % conduct'
    """
    if step.unit.startswith("%"):
        return f"{step.drive:.0f} % conduct"
    word = step.unit.split(maxsplit=1)[0]
    unit = "" if word == "of" else f" {word}"
    return f"{step.margin:+.{_decimals(step)}f}{unit}".replace("-", "−")


def path_text(response: Response) -> tuple[str, ...]:
    """Return the twin in words: each node the stimulus met, until it came through or died."""
    died = _died_at(response)
    lines = []
    for index, step in enumerate(response.path[: None if died is None else died + 1]):
        places = _decimals(step)
        facts = f"{_capital(step.label)}: {step.drive:.{places}f}, needs {step.threshold:.{places}f} {step.unit}"
        lines.append(f"{facts}; it {'died here' if index == died else 'went on'}")
    return tuple(lines)


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
                "row": CELLS[node.place][0],
                "column": CELLS[node.place][1],
                "name": node.name,
                "note": node.note,
                "number": node.number,
                "role": node.role,
            }
            for node in path.nodes
        ],
        "wires": [{"source": wire.source, "target": wire.target, "kind": wire.kind} for wire in path.wires],
        "order": list(path.order),
        "died_at": path.died_at,
        "lines": list(path.lines),
    }


def _died_at(response: Response) -> int | None:
    """Return the first step the stimulus did not pass; None where the muscle answered, by whichever way."""
    if response.kind in ("twitch", "cramp"):
        return None
    return next((index for index, step in enumerate(response.path) if not step.passed), None)


def _wires(places: set[str]) -> tuple[Wire, ...]:
    all_wires = (
        Wire("band", "endings"),
        Wire("endings", "root"),
        Wire("root", "interneurons"),
        Wire("interneurons", "pool"),
        Wire("pool", "ramus"),
        Wire("ramus", "band"),
        Wire(INHIBITION, "pool", "inhibits"),
        Wire("root", SHARED, "shares"),
    )
    return tuple(wire for wire in all_wires if {wire.source, wire.target} <= places)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _decimals(step: PathStep) -> int:
    """Two decimals for small figures, none where both are whole or large."""
    is_whole = float(step.drive).is_integer() and float(step.threshold).is_integer()
    return 0 if is_whole or max(abs(step.drive), abs(step.threshold)) >= 20 else 2


@lru_cache(maxsize=1)
def _component() -> Callable[..., Any]:
    return st.components.v2.component(
        "ims.reflex_path",
        html=asset("reflex_path.html"),
        css=style("reflex_path.css"),
        js=script("reflex_path_draw.js", "reflex_path.js"),
    )
