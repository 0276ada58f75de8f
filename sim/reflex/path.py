"""The path a stimulus took: at each node what drove it, what it needed, and where it died."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.evidence.reflex import Values
from sim.patient.graph import Graph, node
from sim.patient.state import RootKey, SiteKey
from sim.reflex import layout
from sim.reflex.arc import Arc
from sim.reflex.assemble import Stimulus
from sim.reflex.reading import Reading
from sim.reflex.response import PathStep


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

    Where the interneurons stayed silent and motoneurons fired all the same, it was the Ia axons that reached them,
    and they stand in the place of the interneurons.
    """
    root = main_root(graph, site)
    key = RootKey(root, site.side)
    ramus = graph.nodes[node("pool", site, root)]["ramus"]
    interneurons = _interneurons(graph, site, counts, values)
    is_bypassed = not interneurons.passed and counts[layout.N_MOTOR_FIRED] > 0
    return (
        _endings(site, stimulus, values),
        _step(graph, node("dorsal_root", key), _heard(counts), 1.0, "spikes at the cord"),
        _direct(graph, site, root, counts) if is_bypassed else interneurons,
        _pool(graph, node("pool", site, root), counts, values),
        _step(graph, ramus, 100.0 * float(arc.motor.conducts.mean()), 1.0, "% of motor axons that conduct"),
        PathStep(
            node=node("band", site),
            label=graph.nodes[node("band", site)]["label"],
            drive=float(reading.n_burst),
            threshold=values["twitch_discharges"],
            unit=f"discharges within {values['twitch_window_ms']:.0f} ms",
            passed=reading.kind in ("twitch", "cramp"),
        ),
    )


def main_root(graph: Graph, site: SiteKey) -> str:
    """Return the root that holds the largest share of the band."""
    nerve = node("nerve", site)
    pools = [data for name, data in graph.nodes(data=True) if data["kind"] == "pool" and _feeds(name, site)]
    if not pools:
        raise ValueError(f"no pool feeds {nerve}")
    return str(max(pools, key=lambda data: data["share"])["root"])


def _feeds(name: str, site: SiteKey) -> bool:
    return name.split(":")[1:3] == list(site)


def _endings(site: SiteKey, stimulus: Stimulus, values: Values) -> PathStep:
    threshold = values["needle_threshold"]
    drive = threshold + stimulus.margin
    label = "nerve endings of the band"
    return PathStep(node("free_ending", site), label, drive, threshold, "of a full stimulus", stimulus.margin > 0.0)


def _heard(counts: NDArray[np.float64]) -> float:
    return float(counts[[layout.N_IA, layout.N_II, layout.N_III, layout.N_IV]].sum())


def _interneurons(graph: Graph, site: SiteKey, counts: NDArray[np.float64], values: Values) -> PathStep:
    name = node("propriospinal", site)
    ss = graph.nodes[node("band", site)]["supersensitivity"]
    return PathStep(
        node=name,
        label=graph.nodes[name]["label"],
        drive=float(counts[layout.PEAK_PRO_V]),
        threshold=1.0 - values["hyperexcitability_gain"] * ss,
        unit="of a healthy threshold",
        passed=bool(counts[layout.N_PRO] > 0),
    )


def _direct(graph: Graph, site: SiteKey, root: str, counts: NDArray[np.float64]) -> PathStep:
    name = node("afferent_ia", site, root)
    label = f"{graph.nodes[name]['label']}, straight to the motoneurons"
    return PathStep(name, label, float(counts[layout.N_IA]), 1.0, "spikes at the cord", True)


def _pool(graph: Graph, name: str, counts: NDArray[np.float64], values: Values) -> PathStep:
    """Return the step at the motoneurons: the peak of their excitation against the rheobase of the smallest."""
    easier = 1.0 - values["hyperexcitability_gain"] * values["motoneuron_share"] * graph.nodes[name]["supersensitivity"]
    rheobase_na = easier * values["motoneuron_threshold_mv"] / values["motoneuron_resistance_mohm"]
    drive = float(counts[layout.PEAK_POOL_DRIVE]) + values["descending_tone_na"]
    passed = bool(counts[layout.N_MOTOR_FIRED] > 0)
    return PathStep(name, graph.nodes[name]["label"], drive, rheobase_na, "nA", passed)


def _step(graph: Graph, name: str, drive: float, threshold: float, unit: str) -> PathStep:
    return PathStep(name, graph.nodes[name]["label"], drive, threshold, unit, drive >= threshold)
