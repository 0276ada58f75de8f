"""The path a stimulus took: at each node what drove it, what it needed, and where it died."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
from sim.reflex.response import PathStep, Station

COUNT_OF = dict(zip(AFFERENTS, (layout.N_IA, layout.N_II, layout.N_IB, layout.N_III, layout.N_IV), strict=True))
NEEDLED = ("ia", "ii", "iii", "iv")
"""Fibre classes whose endings a needle excites; Ib answer to force alone."""
BY_INTERNEURONS = ("ii", "iii", "iv")
"""Those of them that reach the motoneurons by way of the excitatory interneurons."""
AT_LEAST_ONE = 1.0
"""Spikes or axons with which something of a stimulus has come through at all."""


@dataclass(frozen=True, slots=True)
class Traffic:
    """What each axon carried from the start of a run to the end of its felt part.

    Parameters
    ----------
    sent
        Spikes that each afferent sent from its ending, whether or not it conducts; classes in the order of
        `AFFERENTS`; shape (n_afferents,).
    fired
        Whether each motoneuron fired; shape (n_motoneurons,).
    length_ms
        How long that was, ms.
    """

    sent: NDArray[np.int64]
    fired: NDArray[np.bool_]
    length_ms: float


def explain(
    graph: Graph,
    site: SiteKey,
    arc: Arc,
    stimulus: Stimulus,
    counts: NDArray[np.float64],
    traffic: Traffic,
    reading: Reading,
    values: Values,
) -> tuple[PathStep, ...]:
    """Return the stations of the arc in order; all from the run and the graph, none from the answer.

    Notes
    -----
    At the relay stands what gave most of the current that reached the motoneurons: the excitatory interneurons, or
    the Ia axons that reach the pool directly. Endings that stayed below threshold passed a stimulus on all the same
    where the cord heard more than twice what it hears at rest and an ache was felt or cells of the cord fired.
    """
    root = main_root(graph, site)
    pool = _pool(graph, node("pool", site, root), arc, counts, values)
    relay = _relay(graph, site, root, arc, counts, traffic, pool, values)
    is_by_ia = graph.nodes[relay.node]["kind"] == "afferent"
    through = sum(_spikes(arc, traffic, fibre, values, through=True) for fibre in NEEDLED)
    at_rest = sum(_at_rest(fibre, traffic, values) * float(arc.afferents[fibre].conducts.sum()) for fibre in NEEDLED)
    was_felt = heard(arc, counts, ("iii", "iv"), values) >= values["ache_spikes"]
    went_on = stimulus.reached and through > at_rest and (was_felt or relay.passed)
    return (
        _receptor(site, arc, stimulus, values, went_on=went_on, is_only_felt=not relay.passed),
        _afferent(graph, site, root, arc, traffic, values, by_ia=is_by_ia, first_ms=reading.latency_ms),
        _root(graph, node("dorsal_root", RootKey(root, site.side)), through),
        relay,
        pool,
        _efferent(graph, site, pool.node, arc, traffic),
        _band(graph, site, reading, values),
    )


def heard(arc: Arc, counts: NDArray[np.float64], fibres: Sequence[str], values: Values) -> float:
    """Return the spikes of some fibre classes that reached the cord in the felt window, above those of rest, >= 0."""
    window_s = values["felt_window_ms"] / 1000.0
    rest = sum(values[f"{fibre}_rest_hz"] * float(arc.afferents[fibre].conducts.sum()) for fibre in fibres)
    return max(float(sum(counts[COUNT_OF[fibre]] for fibre in fibres)) - rest * window_s * _spread(values), 0.0)


def main_root(graph: Graph, site: SiteKey) -> str:
    """Return the root that holds the largest share of the band."""
    pools = [graph.nodes[name] for name in pools_of(graph, site)]
    return str(max(pools, key=lambda data: data["share"])["root"])


def _spread(values: Values) -> float:
    """Return the mean of the endings' log-normal sensitivity."""
    return float(np.exp(0.5 * values["receptor_spread"] ** 2))


def _at_rest(fibre: str, traffic: Traffic, values: Values) -> float:
    """Return the spikes that one ending of a class sends at rest in as long a time."""
    return values[f"{fibre}_rest_hz"] * _spread(values) * traffic.length_ms / 1000.0


def _spikes(arc: Arc, traffic: Traffic, fibre: str, values: Values, *, through: bool) -> float:
    """Return what a fibre class sent above rest, by all its axons or only `through` those that conduct."""
    start = sum(arc.afferents[name].delay_ms.size for name in AFFERENTS[: AFFERENTS.index(fibre)])
    conducts = arc.afferents[fibre].conducts
    counted = conducts if through else np.ones_like(conducts)
    sent = traffic.sent[start : start + conducts.size][counted]
    return float(sent.sum()) - sent.size * _at_rest(fibre, traffic, values)


def _receptor(
    site: SiteKey, arc: Arc, stimulus: Stimulus, values: Values, *, went_on: bool, is_only_felt: bool
) -> PathStep:
    """Return the step at the endings: the needle's stimulus, or the drag of a grip where that alone was felt."""
    name, label = node("free_ending", site), "nerve endings of the band"
    by_grip_hz, by_injury_hz = values["grip_iv_hz"] * stimulus.grip, values["iv_needle_hz"] * stimulus.drive
    if went_on and is_only_felt and stimulus.margin <= 0.0 and by_grip_hz > by_injury_hz:
        label = f"{label}, dragged on by the tissue that grips the needle"
        return PathStep("receptor", name, label, by_grip_hz, values["iv_rest_hz"], "spikes a second", True)
    threshold = values["needle_threshold"] * (1.0 - values["hyperexcitability_gain"] * arc.band["supersensitivity"])
    drive = threshold + stimulus.margin if stimulus.reached else 0.0
    return PathStep("receptor", name, label, drive, threshold, "of a full stimulus", went_on or drive > threshold)


def _afferent(
    graph: Graph, site: SiteKey, root: str, arc: Arc, traffic: Traffic, values: Values, *, by_ia: bool,
    first_ms: float | None,
) -> PathStep:  # fmt: skip
    """Return the step at the fibre class that weighed most in the cord.

    These are the Ia fibres where they drove the pool straight. Else it is the class whose spikes above rest, each by
    the weight of its synapse, gave most of what the interneurons met; where a unit answered, of those classes alone
    that could be in the cord before it did.
    """
    above = {fibre: _spikes(arc, traffic, fibre, values, through=False) for fibre in NEEDLED}
    in_time = [fibre for fibre in BY_INTERNEURONS if first_ms is None or arc.afferents[fibre].delay_ms.min() < first_ms]
    weighed = {fibre: arc.synapses[fibre].weight * above[fibre] for fibre in in_time or BY_INTERNEURONS}
    most = "ia" if by_ia else max(weighed, key=lambda fibre: (weighed[fibre], above[fibre]))
    rest = _at_rest(most, traffic, values)
    drive = rest + above[most] / arc.afferents[most].conducts.size
    name = node(f"afferent_{most}", site, root)
    passed = above[most] >= AT_LEAST_ONE
    return PathStep("afferent", name, graph.nodes[name]["label"], drive, rest, "spikes a fibre", passed)


def _root(graph: Graph, name: str, through: float) -> PathStep:
    n_through = float(max(round(through), 0))
    passed = n_through >= AT_LEAST_ONE
    return PathStep("root", name, graph.nodes[name]["label"], n_through, AT_LEAST_ONE, "spikes to the cord", passed)


def _relay(
    graph: Graph,
    site: SiteKey,
    root: str,
    arc: Arc,
    counts: NDArray[np.float64],
    traffic: Traffic,
    pool: PathStep,
    values: Values,
) -> PathStep:
    """Return the step at the interneurons, or at the Ia axons where these drove the pool.

    Where no motoneuron fired, that is where the interneurons were silent and the Ia axons alone, more than twice as
    busy as at rest, brought the pool its rheobase: for too short a time.
    """
    through = _spikes(arc, traffic, "ia", values, through=True)
    at_rest = _at_rest("ia", traffic, values) * float(arc.afferents["ia"].conducts.sum())
    by_ia = (
        counts[layout.DRIVE_IA] > counts[layout.DRIVE_PRO]
        if pool.passed
        else not counts[layout.N_PRO] and pool.margin >= 0.0 and through > at_rest
    )
    if by_ia:
        name = node("afferent_ia", site, root)
        label = f"{graph.nodes[name]['label']}, straight to the motoneurons"
        return PathStep("relay", name, label, float(max(round(through), 0)), AT_LEAST_ONE, "spikes to the cord", True)
    name = node("propriospinal", site)
    easier = 1.0 - values["hyperexcitability_gain"] * arc.band["supersensitivity"]
    return PathStep(
        station="relay",
        node=name,
        label=graph.nodes[name]["label"],
        drive=float(counts[layout.PEAK_PRO_DRIVE]),
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
    return PathStep("pool", name, graph.nodes[name]["label"], drive, threshold, "nA", passed)


def _efferent(graph: Graph, site: SiteKey, pool: str, arc: Arc, traffic: Traffic) -> PathStep:
    """Return the step on the way back: the root's ramus, or the node behind which the way is cut."""
    chain = motor_chain(graph, pool, site)
    cut_at = next((source for source, target in pairwise(chain) if not graph.has_edge(source, target)), None)
    name = cut_at or graph.nodes[pool]["ramus"]
    n_through = float((traffic.fired & arc.motor.conducts).sum())
    unit = f"motor axons that conduct, of {int(traffic.fired.sum())} that fired"
    passed = n_through >= AT_LEAST_ONE
    return PathStep("efferent", name, graph.nodes[name]["label"], n_through, AT_LEAST_ONE, unit, passed)


def _band(graph: Graph, site: SiteKey, reading: Reading, values: Values) -> PathStep:
    """Return the step at the muscle: what came back together, or for how long without a pause and with force."""
    name = node("band", site)
    label = graph.nodes[name]["label"]
    station: Station = "band"
    if reading.kind == "cramp":
        needs_s = values["cramp_sustained_ms"] / 1000.0
        held_s = reading.duration_ms / 1000.0
        return PathStep(station, name, label, held_s, needs_s, "s without a pause", True)
    needs = values["twitch_discharges"]
    unit = f"discharges within {values['twitch_window_ms']:.0f} ms"
    return PathStep(station, name, label, float(reading.n_burst), needs, unit, reading.n_burst >= needs)
