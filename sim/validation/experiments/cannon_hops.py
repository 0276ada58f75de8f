"""R2: supersensitivity is less from node to node."""

from __future__ import annotations

from dataclasses import dataclass

from sim.evidence.reflex import Values
from sim.reflex.arc import read_arc
from sim.reflex.assemble import constants, stimulate, units
from sim.reflex.needle import DT_MS
from sim.validation.cannon_kinds import AT_THE_LOCUS_MM, LEVELS, only, supersensitive
from sim.validation.records import Experiment, Finding, order_row
from sim.validation.subjects import REFERENCE


@dataclass(frozen=True, slots=True)
class _Thresholds:
    """Thresholds along the way of a stimulus, each in the node's own unit."""

    endings: float
    interneuron: float
    motoneuron: float


def cannon_hops(seed: int) -> Finding:
    """Return by how much the threshold falls at the endings of the band, the first interneuron and the motoneuron."""
    found = [_thresholds(level, seed) for level in LEVELS]
    healthy = found[0]
    falls = {
        node: [100.0 * (1.0 - getattr(one, node) / getattr(healthy, node)) for one in found]
        for node in _Thresholds.__slots__
    }
    endings, interneuron, motoneuron = (fall[-1] for fall in falls.values())
    return Finding(
        rows=(
            order_row(
                "R2",
                "fall of threshold at the first interneuron over that at the endings",
                interneuron / endings if endings else None,
                holds=0.0 < interneuron < endings,
                tolerance="under 1",
            ),
            order_row(
                "R2",
                "fall of threshold at the motoneuron over that at the first interneuron",
                motoneuron / interneuron if interneuron else None,
                holds=0.0 < motoneuron < interneuron,
                tolerance="under 1",
            ),
        ),
        headline=f"Thresholds fall by {endings:.0f} % at the endings, {interneuron:.0f} % at the first interneuron and "
        f"{motoneuron:.0f} % at the motoneuron.",
        series={
            "supersensitivity": LEVELS,
            **{f"{node}_fall_percent": [round(part, 2) for part in fall] for node, fall in falls.items()},
        },
    )


def _thresholds(level: float, seed: int) -> _Thresholds:
    """Return the thresholds of the compiled arc at one strength of hyperexcitability alone."""
    values: Values = {**only("hyperexcitability"), "locus_spread_mm": AT_THE_LOCUS_MM}
    graph = supersensitive(level)
    arc = read_arc(graph, REFERENCE, values)
    stimulus = stimulate(arc, True, 0.0, seed, values)
    at_locus = values["needle_base"] + values["needle_gain"] * arc.band["irritability"]
    cells = units(arc, graph.graph["seed"], values, DT_MS)
    return _Thresholds(
        endings=at_locus - stimulus.margin,
        interneuron=constants(arc, stimulus, values).propriospinal_threshold,
        motoneuron=float(cells.threshold.mean()),
    )


EXPERIMENTS = (
    Experiment(
        name="cannon_hops",
        law="R2",
        question="Is supersensitivity less from node to node?",
        published="Most in the first node after the damage, less in each one behind it.",
        measure=cannon_hops,
    ),
)
