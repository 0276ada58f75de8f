"""From the patient's graph to flat arrays: which unit sits in which root, what conducts, and how late it comes."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.errors import GraphError
from sim.evidence.reflex import DEFAULTS, Values
from sim.patient.graph import AFFERENTS, INTERNEURONS, RECEPTOR_OF, TARGET_OF, Graph, node
from sim.patient.state import RootKey, SiteKey
from sim.reflex.layout import Floats
from sim.rng import stream

AXON_LAG_MAX = 5.0
"""Largest lag of one axon, in means of its exponential spread: a numerical bound, met by one axon in 150."""


@dataclass(frozen=True, slots=True)
class Axons:
    """The axons of one population; shape (n,), motor axons in size order.

    Parameters
    ----------
    delay_ms
        From end to end.
    distal_ms
        The part of it between the muscle and the point where an examiner stimulates the nerve.
    expected_ms
        What the delay would be with the mean lag of its root and nothing cut; for the latency of an answer that fails.
    conducts
        Whether it conducts from end to end.
    """

    delay_ms: Floats
    distal_ms: Floats
    expected_ms: Floats
    conducts: NDArray[np.bool_]
    supersensitivity: Floats


@dataclass(frozen=True, slots=True)
class Synapse:
    """All synapses of one kind in an arc: signed weight of one spike, and delay, ms."""

    weight: float
    delay_ms: float


@dataclass(frozen=True, slots=True)
class Arc:
    """The arc of one site, read off the graph."""

    band: Mapping[str, Any]
    motor: Axons
    afferents: Mapping[str, Axons]
    interneurons: Mapping[str, int]
    synapses: Mapping[str, Synapse]
    facilitation: float


@dataclass(frozen=True, slots=True)
class _Route:
    """One way from band to cord, or from cord to band, through one root."""

    n_units: int
    delay_ms: float
    distal_ms: float
    conduction: float
    health: float
    supersensitivity: float


def read_arc(graph: Graph, site: SiteKey, values: Values = DEFAULTS) -> Arc:
    """Return the arc of `site` as arrays and numbers: every number on its nodes and edges is read here.

    Which axon sits where is drawn once a person and site from the graph's `seed`; quantiles are stratified, so
    that two people of the same health lose the same number of axons.

    Raises
    ------
    GraphError
        If the graph does not hold the arc of the site.
    """
    band = node("band", site)
    if band not in graph:
        held = ", ".join(sorted(name for name, data in graph.nodes(data=True) if data["kind"] == "band"))
        raise GraphError(f"reflex: no arc of this site in the graph, got {site.site} {site.side}; allowed is {held}.")
    pools = pools_of(graph, site)
    name = (graph.graph["seed"], "anatomy", site.site, site.side)
    velocity = {
        fibre: values["velocity_ia_m_per_s" if fibre in ("ia", "ib") else f"velocity_{fibre}_m_per_s"]
        for fibre in AFFERENTS
    }
    motor = [_motor_route(graph, pool, site, values) for pool in pools]
    return Arc(
        band=graph.nodes[band],
        motor=_axons(motor, stream(*name, "motoneurons"), values, spread=values["motor_velocity_spread"]),
        afferents={
            fibre: _axons(
                [_afferent_route(graph, pool, site, fibre, velocity[fibre]) for pool in pools],
                stream(*name, fibre),
                values,
            )
            for fibre in AFFERENTS
        },
        interneurons={kind: graph.nodes[node(kind, site)]["n_units"] for kind in INTERNEURONS},
        synapses=_synapses(graph, pools, site),
        facilitation=_facilitation(graph, site),
    )


def conducting(arc: Arc) -> Arc:
    """Return the arc as it would be if every axon conducted; lags of ill roots stay."""

    def all_of(axons: Axons) -> Axons:
        return replace(axons, conducts=np.ones_like(axons.conducts))

    afferents = {fibre: all_of(axons) for fibre, axons in arc.afferents.items()}
    return replace(arc, motor=all_of(arc.motor), afferents=afferents)


def pools_of(graph: Graph, site: SiteKey) -> list[str]:
    """Return the names of the motoneuron pools of a site, in the order of their roots in the graph."""
    return [
        name for name, data in graph.nodes(data=True) if data["kind"] == "pool" and name.split(":")[1:3] == list(site)
    ]


def motor_chain(graph: Graph, pool: str, site: SiteKey) -> tuple[str, ...]:
    """Return the nodes from a pool to the band, in order."""
    data = graph.nodes[pool]
    ventral_root = node("ventral_root", RootKey(data["root"], site.side))
    return (pool, ventral_root, data["ramus"], node("nerve", site), node("band", site))


def _afferent_route(graph: Graph, pool: str, site: SiteKey, fibre: str, velocity: float) -> _Route:
    data = graph.nodes[pool]
    terminal = node(f"afferent_{fibre}", site, data["root"])
    dorsal_root = node("dorsal_root", RootKey(data["root"], site.side))
    target = pool if TARGET_OF[fibre] == "pool" else node(TARGET_OF[fibre], site)
    receptor = node(RECEPTOR_OF[fibre], site)
    chain = (node("band", site), receptor, node("nerve", site), data["ramus"], dorsal_root, terminal, target)
    n_units, health = graph.nodes[terminal]["n_units"], graph.nodes[dorsal_root]["health"]
    return _Route(n_units, *_along(graph, chain, velocity), health, data["supersensitivity"])


def _motor_route(graph: Graph, pool: str, site: SiteKey, values: Values) -> _Route:
    data = graph.nodes[pool]
    chain = motor_chain(graph, pool, site)
    along = _along(graph, chain, values["velocity_motor_m_per_s"])
    return _Route(data["n_units"], *along, graph.nodes[chain[1]]["health"], data["supersensitivity"])


def _along(graph: Graph, chain: tuple[str, ...], velocity: float) -> tuple[float, float, float]:
    """Return the delay along a chain of nodes, its part beyond the stimulating point (both ms), and the conduction.

    Where an edge of it is cut, nothing conducts, and the way is as long as it was.
    """
    pairs = list(pairwise(chain))
    was = graph.graph.get("cut", {})
    edges = [graph.edges[pair] if graph.has_edge(*pair) else was.get(pair, {}) for pair in pairs]

    def ms(edge: Mapping[str, Any], length: str, factor: str) -> float:
        return float(1000.0 * edge.get(length, 0.0) / (velocity * edge.get(factor, 1.0)))

    delay_ms = sum(ms(edge, "length_m", "velocity_factor") + edge.get("delay_ms", 0.0) for edge in edges)
    distal_ms = sum(ms(edge, "distal_m", "distal_velocity_factor") for edge in edges)
    return (
        delay_ms,
        distal_ms,
        math.prod(graph.edges[pair]["conduction"] if graph.has_edge(*pair) else 0.0 for pair in pairs),
    )


def _axons(routes: list[_Route], rng: np.random.Generator, values: Values, *, spread: float = 0.0) -> Axons:
    """Return the axons of some routes; the slowest, unit 0, lies under the fastest by the share `spread`.

    Velocities of the table are those of the fastest fibres, as published ones are.
    """
    of_route = _interleaved([route.n_units for route in routes])
    slowness = 1.0 / (1.0 - spread * np.linspace(1.0, 0.0, of_route.size))
    delay_ms, distal_ms, expected_ms = (np.zeros(of_route.size) for _ in range(3))
    conducts = np.zeros(of_route.size, dtype=bool)
    supersensitivity = np.zeros(of_route.size)
    lag = np.minimum(rng.exponential(1.0, of_route.size), AXON_LAG_MAX) * values["dispersion_spread_ms"]
    for k, route in enumerate(routes):
        members = np.flatnonzero(of_route == k)
        quantile = rng.permutation((np.arange(members.size) + 0.5) / max(members.size, 1))
        conducts[members] = quantile < route.conduction
        illness = values["dispersion_ms"] * (1.0 - route.health)
        delay_ms[members] = route.delay_ms * slowness[members] + illness * (1.0 + lag[members])
        expected_ms[members] = route.delay_ms * slowness[members] + illness * (1.0 + values["dispersion_spread_ms"])
        distal_ms[members] = route.distal_ms * slowness[members]
        supersensitivity[members] = route.supersensitivity
    return Axons(delay_ms, distal_ms, expected_ms, conducts, supersensitivity)


def _interleaved(counts: list[int]) -> NDArray[np.int64]:
    """Return the route of each unit, spread so that every root has units of all sizes."""
    route = np.repeat(np.arange(len(counts)), counts)
    n = route.size
    stride = next(k for k in (37, 11, 7, 3, 1) if math.gcd(k, n) == 1)
    return np.asarray(route[(np.arange(n) * stride) % max(n, 1)], dtype=np.int64)


def _synapses(graph: Graph, pools: list[str], site: SiteKey) -> dict[str, Synapse]:
    """Return each kind of synapse of the arc.

    Pools count by their share: where the interneurons reach two of three pools, a spike weighs that much less.
    """
    between = {
        "tone": (f"descending:{site.side}", None),
        "propriospinal": (node("propriospinal", site), None),
        "ib_inhibition": (node("ib_interneuron", site), None),
        "renshaw_inhibition": (node("renshaw", site), None),
        "motoneuron_to_renshaw": (None, node("renshaw", site)),
    }
    found = {
        kind: _mean_synapse(graph, [(source or pool, target or pool, pool) for pool in pools])
        for kind, (source, target) in between.items()
    }
    for fibre in AFFERENTS:
        ends = [
            (
                node(f"afferent_{fibre}", site, graph.nodes[pool]["root"]),
                pool if TARGET_OF[fibre] == "pool" else node(TARGET_OF[fibre], site),
                pool,
            )
            for pool in pools
        ]
        # What is cut here conducts nothing (`_afferent_route`); the others keep their weight.
        found[fibre] = _mean_synapse(graph, [end for end in ends if graph.has_edge(*end[:2])])
    return found


def _mean_synapse(graph: Graph, ends: list[tuple[str, str, str]]) -> Synapse:
    """Return the mean over (source, target, pool), by the share of the pool; a synapse that is cut weighs nothing."""
    total = sum(graph.nodes[pool]["share"] for *_, pool in ends)
    there = [(graph.edges[source, target], pool) for source, target, pool in ends if graph.has_edge(source, target)]
    if not there or total <= 0.0:
        return Synapse(0.0, 0.0)
    shares = [graph.nodes[pool]["share"] / total for _, pool in there]
    edges = [edge for edge, _ in there]
    weights = [edge["sign"] * edge["weight"] * edge["conduction"] for edge in edges]
    weight = float(np.dot(shares, weights))
    delay_ms = float(np.dot(shares, [edge["delay_ms"] for edge in edges])) / sum(shares)
    return Synapse(weight, delay_ms)


def _facilitation(graph: Graph, site: SiteKey) -> float:
    """Return how much of the descending facilitation is there: all, or what has come back since it was cut."""
    descending = f"descending:{site.side}"
    if graph.has_edge(descending, node("propriospinal", site)):
        return 1.0
    return float(graph.nodes[descending]["recovery"])
