"""From the patient's graph to flat arrays: which unit sits in which root, what conducts, and how late it comes."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.errors import GraphError
from sim.evidence.reflex import DEFAULTS, Values
from sim.patient.graph import AFFERENTS, RECEPTOR_OF, TARGET_OF, Graph, node
from sim.patient.state import RootKey, SiteKey
from sim.reflex.layout import Floats
from sim.rng import stream


@dataclass(frozen=True, slots=True)
class Axons:
    """The axons of one population: delay from end to end (ms), whether each conducts, its root; shape (n,)."""

    delay_ms: Floats
    conducts: NDArray[np.bool_]
    supersensitivity: Floats


@dataclass(frozen=True, slots=True)
class Arc:
    """The arc of one site, read off the graph."""

    band: Mapping[str, Any]
    motor: Axons
    afferents: Mapping[str, Axons]
    synapses: Mapping[str, float]
    facilitation: float


@dataclass(frozen=True, slots=True)
class _Route:
    """One way from receptor to cord, or from cord to band, through one root."""

    share: float
    length_m: float
    conduction: float
    health: float
    supersensitivity: float


def read_arc(graph: Graph, site: SiteKey, values: Values = DEFAULTS) -> Arc:
    """Return the arc of `site` as arrays and numbers.

    Which axon sits where is drawn once a person and site from the graph's `seed`; quantiles are stratified, so
    that two people of the same health lose the same number of axons.

    Raises
    ------
    GraphError
        If the graph does not hold the arc of the site.
    """
    band = node("band", site)
    if band not in graph:
        raise GraphError(f"reflex: no arc of this site in the graph, got {site.site} {site.side}.")
    pools = [name for name, data in graph.nodes(data=True) if data["kind"] == "pool" and _is_of(name, site)]
    velocity = {
        fibre: values["velocity_ia_m_per_s" if fibre in ("ia", "ib") else f"velocity_{fibre}_m_per_s"]
        for fibre in AFFERENTS
    }
    motor = [_motor_route(graph, pool, site) for pool in pools]
    seed = graph.graph["seed"]
    return Arc(
        band=graph.nodes[band],
        motor=_axons(motor, values["velocity_motor_m_per_s"], "motoneurons", seed, site, values),
        afferents={
            fibre: _axons(
                [_afferent_route(graph, pool, site, fibre) for pool in pools],
                velocity[fibre],
                fibre,
                seed,
                site,
                values,
            )
            for fibre in AFFERENTS
        },
        synapses=_synapses(graph, pools, site),
        facilitation=_facilitation(graph, site),
    )


def _is_of(name: str, site: SiteKey) -> bool:
    return name.split(":")[1:3] == list(site)


def _afferent_route(graph: Graph, pool: str, site: SiteKey, fibre: str) -> _Route:
    data = graph.nodes[pool]
    terminal = node(f"afferent_{fibre}", site, data["root"])
    dorsal_root = node("dorsal_root", RootKey(data["root"], site.side))
    target = pool if TARGET_OF[fibre] == "pool" else node(TARGET_OF[fibre], site)
    chain = (node(RECEPTOR_OF[fibre], site), node("nerve", site), data["ramus"], dorsal_root, terminal, target)
    return _route(graph, chain, data)


def _motor_route(graph: Graph, pool: str, site: SiteKey) -> _Route:
    data = graph.nodes[pool]
    ventral_root = node("ventral_root", RootKey(data["root"], site.side))
    chain = (pool, ventral_root, data["ramus"], node("nerve", site), node("band", site))
    return _route(graph, chain, data)


def _route(graph: Graph, chain: tuple[str, ...], pool: Mapping[str, Any]) -> _Route:
    """Follow a chain of nodes; where an edge of it is cut, nothing conducts."""
    edges = [graph.edges[pair] if graph.has_edge(*pair) else None for pair in pairwise(chain)]
    return _Route(
        share=pool["share"],
        length_m=sum(edge.get("length_m", 0.0) for edge in edges if edge),
        conduction=math.prod(edge["conduction"] if edge else 0.0 for edge in edges),
        health=pool["health"],
        supersensitivity=pool["supersensitivity"],
    )


def _axons(routes: list[_Route], velocity: float, name: str, seed: int, site: SiteKey, values: Values) -> Axons:
    of_route = _interleaved([route.share for route in routes], int(values[f"n_{name}"]))
    rng = stream(seed, "anatomy", site.site, site.side, name)
    delay_ms = np.zeros(of_route.size)
    conducts = np.zeros(of_route.size, dtype=bool)
    supersensitivity = np.zeros(of_route.size)
    lag = np.minimum(rng.exponential(1.0, of_route.size), 5.0) * values["dispersion_spread_ms"]
    for k, route in enumerate(routes):
        members = np.flatnonzero(of_route == k)
        quantile = rng.permutation((np.arange(members.size) + 0.5) / max(members.size, 1))
        conducts[members] = quantile < route.conduction
        illness = values["dispersion_ms"] * (1.0 - route.health)
        delay_ms[members] = 1000.0 * route.length_m / velocity + illness * (1.0 + lag[members])
        supersensitivity[members] = route.supersensitivity
    return Axons(delay_ms=delay_ms, conducts=conducts, supersensitivity=supersensitivity)


def _interleaved(shares: list[float], n: int) -> NDArray[np.int64]:
    """Return the route of each of n units: by share, and spread so that every root has units of all sizes."""
    bounds = np.cumsum(shares)
    route = np.searchsorted(bounds, (np.arange(n) + 0.5) / n * bounds[-1])
    stride = next(k for k in (37, 11, 7, 3, 1) if math.gcd(k, n) == 1)
    return np.asarray(route[(np.arange(n) * stride) % n], dtype=np.int64)


def _synapses(graph: Graph, pools: list[str], site: SiteKey) -> dict[str, float]:
    """Return the weight of each kind of synapse of the arc; one that is cut weighs nothing."""
    names = {kind: node(kind, site) for kind in ("propriospinal", "ib_interneuron", "renshaw")}
    descending = f"descending:{site.side}"
    pairs = {
        "tone": [(descending, pool) for pool in pools],
        "propriospinal": [(names["propriospinal"], pool) for pool in pools],
        "ib_inhibition": [(names["ib_interneuron"], pool) for pool in pools],
        "renshaw_inhibition": [(names["renshaw"], pool) for pool in pools],
        "motoneuron_to_renshaw": [(pool, names["renshaw"]) for pool in pools],
    }
    for fibre in AFFERENTS:
        pairs[fibre] = [
            (
                node(f"afferent_{fibre}", site, graph.nodes[pool]["root"]),
                pool if TARGET_OF[fibre] == "pool" else node(TARGET_OF[fibre], site),
            )
            for pool in pools
        ]
    return {
        kind: max((graph.edges[pair]["weight"] for pair in group if graph.has_edge(*pair)), default=0.0)
        for kind, group in pairs.items()
    }


def _facilitation(graph: Graph, site: SiteKey) -> float:
    """Return how much of the descending facilitation is there: all, or what has come back since it was cut."""
    descending = f"descending:{site.side}"
    if graph.has_edge(descending, node("propriospinal", site)):
        return 1.0
    return float(graph.nodes[descending]["recovery"])
