"""The path a stimulus took: at each node what drove it, what it needed, and where it died."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sim.evidence.reflex import Values
from sim.patient.graph import AFFERENTS, Graph, node
from sim.patient.state import RootKey, SiteKey
from sim.reflex import layout
from sim.reflex.arc import Arc, motor_chain, pools_of
from sim.reflex.assemble import Stimulus, shock, tone_na
from sim.reflex.reading import Reading
from sim.reflex.response import PathStep

COUNT_OF = dict(zip(AFFERENTS, (layout.N_IA, layout.N_II, layout.N_IB, layout.N_III, layout.N_IV), strict=True))
FELT_AT_LEAST = 1.0
"""Spikes above rest with which something of a stimulus has reached the cord at all."""


def explain(
    graph: Graph,
    site: SiteKey,
    arc: Arc,
    stimulus: Stimulus,
    counts: NDArray[np.float64],
    reading: Reading,
    values: Values,
) -> tuple[PathStep, ...]:
    """Return the nodes that the stimulus met, in order; all from the run and the graph, none from the answer.

    On the way to the motoneurons stands what gave most of the current with which they fired: the excitatory
    interneurons, or the Ia axons that reach them directly.
    """
    root = main_root(graph, site)
    pool = node("pool", site, root)
    spikes = heard(arc, counts, ("ia", "ii", "iii", "iv"), values)
    return (
        _endings(site, stimulus, values),
        _step(graph, node("dorsal_root", RootKey(root, site.side)), spikes, FELT_AT_LEAST, "spikes at the cord"),
        _on_the_way(graph, site, root, arc, counts, values),
        _pool(graph, pool, arc, counts, values),
        _back(graph, site, pool, arc),
        PathStep(
            node=node("band", site),
            label=graph.nodes[node("band", site)]["label"],
            drive=float(reading.n_burst),
            threshold=values["twitch_discharges"],
            unit=f"discharges within {values['twitch_window_ms']:.0f} ms",
            passed=reading.kind in ("twitch", "cramp"),
        ),
    )


def heard(arc: Arc, counts: NDArray[np.float64], fibres: Sequence[str], values: Values) -> float:
    """Return the spikes of some fibre classes that reached the cord in the felt window, above those of rest, >= 0."""
    window_s = values["felt_window_ms"] / 1000.0
    spread = float(np.exp(0.5 * values["receptor_spread"] ** 2))  # mean of the endings' log-normal sensitivity
    rest = sum(values[f"{fibre}_rest_hz"] * float(arc.afferents[fibre].conducts.sum()) for fibre in fibres)
    return max(float(sum(counts[COUNT_OF[fibre]] for fibre in fibres)) - rest * window_s * spread, 0.0)


def main_root(graph: Graph, site: SiteKey) -> str:
    """Return the root that holds the largest share of the band."""
    pools = [graph.nodes[name] for name in pools_of(graph, site)]
    return str(max(pools, key=lambda data: data["share"])["root"])


def _endings(site: SiteKey, stimulus: Stimulus, values: Values) -> PathStep:
    threshold = values["needle_threshold"]
    drive = threshold + stimulus.margin
    label = "nerve endings of the band"
    return PathStep(node("free_ending", site), label, drive, threshold, "of a full stimulus", stimulus.margin > 0.0)


def _on_the_way(
    graph: Graph, site: SiteKey, root: str, arc: Arc, counts: NDArray[np.float64], values: Values
) -> PathStep:
    fired = counts[layout.N_MOTOR_FIRED] > 0
    if fired and counts[layout.DRIVE_IA] > counts[layout.DRIVE_PRO]:
        name = node("afferent_ia", site, root)
        label = f"{graph.nodes[name]['label']}, straight to the motoneurons"
        return PathStep(name, label, heard(arc, counts, ("ia",), values), FELT_AT_LEAST, "spikes at the cord", True)
    name = node("propriospinal", site)
    easier = 1.0 - values["hyperexcitability_gain"] * arc.band["supersensitivity"]
    return PathStep(
        node=name,
        label=graph.nodes[name]["label"],
        drive=float(counts[layout.PEAK_PRO_V]),
        threshold=easier * shock(arc, values),
        unit="of a healthy threshold",
        passed=bool(counts[layout.N_PRO] > 0),
    )


def _pool(graph: Graph, name: str, arc: Arc, counts: NDArray[np.float64], values: Values) -> PathStep:
    """Return the step at the motoneurons: the peak of their excitation against the rheobase of the smallest."""
    easier = 1.0 - values["hyperexcitability_gain"] * values["motoneuron_share"] * graph.nodes[name]["supersensitivity"]
    rheobase_na = values["motoneuron_threshold_mv"] / values["motoneuron_resistance_mohm"]
    drive = float(counts[layout.PEAK_POOL_DRIVE]) + tone_na(arc, values)
    passed = bool(counts[layout.N_MOTOR_FIRED] > 0)
    threshold = easier * shock(arc, values) * rheobase_na
    return PathStep(name, graph.nodes[name]["label"], drive, threshold, "nA", passed)


def _back(graph: Graph, site: SiteKey, pool: str, arc: Arc) -> PathStep:
    """Return the step on the way back: the root's ramus, or the node behind which the way is cut."""
    chain = motor_chain(graph, pool, site)
    cut_at = next((source for source, target in pairwise(chain) if not graph.has_edge(source, target)), None)
    name = cut_at or graph.nodes[pool]["ramus"]
    return _step(graph, name, 100.0 * float(arc.motor.conducts.mean()), 1.0, "% of motor axons that conduct")


def _step(graph: Graph, name: str, drive: float, threshold: float, unit: str) -> PathStep:
    return PathStep(name, graph.nodes[name]["label"], drive, threshold, unit, drive >= threshold)
