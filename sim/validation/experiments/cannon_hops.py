"""R2: supersensitivity is less from node to node."""

from __future__ import annotations

from dataclasses import dataclass

from sim.evidence.reflex import Values
from sim.reflex.arc import read_arc
from sim.reflex.assemble import constants, stimulate, units
from sim.reflex.needle import DT_MS
from sim.validation.cannon_kinds import AT_THE_LOCUS_MM, LEVELS, only, supersensitive
from sim.validation.records import Experiment, Finding, Row, order_row
from sim.validation.subjects import REFERENCE


@dataclass(frozen=True, slots=True)
class _Thresholds:
    """Thresholds along the way of a stimulus, each in the node's own unit."""

    endings: float
    interneuron: float
    motoneuron: float
    renshaw: float


def cannon_hops(seed: int) -> Finding:
    """Return by how much the threshold falls at the nodes behind an ill root, hop by hop.

    The endings of the band (behind the ventral root) and the first interneuron (behind the dorsal root) are both the
    first node there; the motoneuron is the second, the Renshaw cell the third.
    """
    found = [_thresholds(level, seed) for level in LEVELS]
    healthy = found[0]
    falls = {
        node: [100.0 * (1.0 - getattr(one, node) / getattr(healthy, node)) for one in found]
        for node in _Thresholds.__slots__
    }
    endings, interneuron, motoneuron, renshaw = (fall[-1] for fall in falls.values())
    return Finding(
        rows=(
            _falls_less("motoneuron", motoneuron, "the first interneuron", interneuron),
            _falls_less("Renshaw cell", renshaw, "the motoneuron", motoneuron),
            _falls_less("motoneuron", motoneuron, "the endings of the band", endings),
        ),
        headline=f"Thresholds fall by {endings:.0f} % at the endings, {interneuron:.0f} % at the first interneuron, "
        f"{motoneuron:.0f} % at the motoneuron and {renshaw:.1f} % at the Renshaw cell.",
        series={
            "supersensitivity": LEVELS,
            **{f"{node}_fall_percent": [round(part, 2) for part in fall] for node, fall in falls.items()},
        },
    )


def _falls_less(node: str, fall: float, before: str, fall_before: float) -> Row:
    return order_row(
        "R2",
        f"fall of threshold at the {node} over that at {before}",
        fall / fall_before if fall_before else None,
        holds=0.0 < fall < fall_before,
        tolerance="under 1",
        read_back="Reads back motoneuron_share, which sets what a hop leaves.",
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
        renshaw=1.0 / float(cells.ren_gain.mean()),
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
