"""The patient's graph: receptors, afferents, roots, pools, efferents and bands, and what joins them.

Nodes carry `kind`, `label` and, where they are populations, `n_units`. Every edge carries `kind` and `conduction`
(0 to 1); an axon `length_m` and, where it has a length, `velocity_factor`; that of the muscle nerve `distal_m` too,
the part of it beyond the point where an examiner stimulates. A synapse carries `sign`, `weight` and `delay_ms`. A
lesion is an edit of this graph.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import networkx as nx

from sim.anatomy import Ramus, Supply, levels_apart, root_fraction, supply
from sim.evidence.reflex import DEFAULTS, Values
from sim.patient.cannon import fibre_supersensitivity, supersensitivity
from sim.patient.innervation import band_roots, muscle_roots
from sim.patient.state import Band, Patient, RootKey, SiteKey

Graph: TypeAlias = "nx.DiGraph[str]"
"""A directed graph whose nodes are named by strings; see `node`."""

AFFERENTS = ("ia", "ii", "ib", "iii", "iv")
"""Fibre classes, with the receptor each comes from in `RECEPTOR_OF`."""
RECEPTOR_OF = {"ia": "spindle", "ii": "spindle", "ib": "tendon_organ", "iii": "free_ending", "iv": "free_ending"}
INTERNEURONS = {
    "propriospinal": "excitatory interneurons",
    "ib_interneuron": "Ib inhibitory interneurons",
    "renshaw": "Renshaw cells",
}
TARGET_OF = {
    "ia": "pool",
    "ii": "propriospinal",
    "iii": "propriospinal",
    "iv": "propriospinal",
    "ib": "ib_interneuron",
}
_WEIGHT_OF = {
    "ia": "ia_to_pool_na",
    "ii": "ii_to_propriospinal",
    "ib": "ib_to_interneuron",
    "iii": "iii_to_propriospinal",
    "iv": "iv_to_propriospinal",
}
_CLASS_LABEL = {"ia": "Ia", "ii": "II", "ib": "Ib", "iii": "III", "iv": "IV"}


def build_graph(patient: Patient, *sites: SiteKey, values: Values = DEFAULTS, whole_muscle: bool = False) -> Graph:
    """Return the graph of the arcs of `sites`; arcs of the same root and side share its root nodes.

    Parameters
    ----------
    sites
        Needle sites, or muscles that are none: all that `sim.anatomy.supply` knows.
    whole_muscle
        Whether the arc is that of the whole muscle, slack, as a surface electrode meets it, and not that of its band.

    Raises
    ------
    ModelInputError
        If there is no such site or muscle, or it has no segmental supply or no nerve path.
    """
    graph: Graph = nx.DiGraph(height_cm=patient.height_cm, seed=patient.seed, build=patient.build)
    for site in sites:
        _add_arc(graph, patient, site, values, whole_muscle)
    return graph


def node(kind: str, key: SiteKey | RootKey, part: str = "") -> str:
    """Return the name of a node, e.g. `pool:multifidus_c6:right:C6` or `dorsal_root:C6:right`."""
    return ":".join(filter(None, (kind, *key, part)))


def conduction(health: float, values: Values = DEFAULTS) -> float:
    """Return the share of a root's axons that still conduct at a health, 1 at 1 and 0 at 0.

    Notes
    -----
    (1 + k) hⁿ / (hⁿ + k) with k = half_healthⁿ.
    """
    steepness = values["conduction_steepness"]
    half = values["conduction_half_health"] ** steepness
    power = health**steepness
    return float((1.0 + half) * power / (power + half))


def _add_arc(graph: Graph, patient: Patient, site: SiteKey, values: Values, whole_muscle: bool) -> None:
    place = supply(site.site)
    band = Band() if whole_muscle else patient.band(site)
    shares = muscle_roots(site) if whole_muscle else band_roots(patient, site, values)
    graph.add_node(
        node("band", site),
        kind="band",
        label=f"band in {place.name}",
        supersensitivity=fibre_supersensitivity(patient, site, shares, values),
        shortening=band.shortening,
        fibrosis=band.fibrosis,
        irritability=band.irritability,
        spent=band.spent,
    )
    _add_receptors(graph, site, place.name)
    _add_interneurons(graph, site, values)
    units = {kind: _dealt(shares, int(values[f"n_{kind}"])) for kind in ("motoneurons", *AFFERENTS)}
    for root, share in shares.items():
        key = RootKey(root, site.side)
        _add_root(graph, patient, key, place.ramus, values)
        _add_pool(graph, patient, site, key, share, units["motoneurons"][root], values)
        _add_nerve(graph, patient, site, key, place, values)
        _add_afferents(graph, site, key, {fibre: units[fibre][root] for fibre in AFFERENTS}, values)


def _dealt(shares: Mapping[str, float], n: int) -> dict[str, int]:
    """Return how many of n units each root has: by share, whole numbers, n in all (largest remainder)."""
    exact = {root: share * n for root, share in shares.items()}
    whole = {root: int(number) for root, number in exact.items()}
    by_rest = sorted(exact, key=lambda root: whole[root] - exact[root])
    for root in by_rest[: n - sum(whole.values())]:
        whole[root] += 1
    return whole


def _add_receptors(graph: Graph, site: SiteKey, name: str) -> None:
    band, nerve = node("band", site), node("nerve", site)
    graph.add_node(nerve, kind="nerve", label=f"nerve to {name}")
    for receptor in ("spindle", "tendon_organ", "free_ending"):
        graph.add_node(node(receptor, site), kind=receptor, label=f"{receptor.replace('_', ' ')}s of the band")
        graph.add_edge(band, node(receptor, site), kind="mechanical", conduction=1.0)
        graph.add_edge(node(receptor, site), nerve, kind="axon", length_m=0.0, conduction=1.0)
    graph.add_edge(nerve, band, kind="axon", length_m=0.0, conduction=1.0)


def _add_interneurons(graph: Graph, site: SiteKey, values: Values) -> None:
    descending = f"descending:{site.side}"
    graph.add_node(descending, kind="descending", label="descending drive", recovery=0.0)
    for kind, label in INTERNEURONS.items():
        graph.add_node(node(kind, site), kind=kind, label=label, n_units=int(values[f"n_{kind}"]))
    _add_synapse(graph, descending, node("propriospinal", site), 1, 1.0, values)


def _add_root(graph: Graph, patient: Patient, key: RootKey, ramus: Ramus, values: Values) -> None:
    root = patient.root(key)
    kind = "posterior_ramus" if ramus is Ramus.POSTERIOR else "anterior_ramus"
    for part in ("dorsal_root", "ventral_root", kind):
        label = f"{key.root} {part.replace('_', ' ')}"
        graph.add_node(node(part, key), kind=part, label=label, root=key.root, health=root.health)
    axon = {
        "kind": "axon",
        "length_m": _root_m(patient, key),
        "velocity_factor": _velocity_factor(key.root, 0.0, _root_m(patient, key), values),
        "conduction": conduction(root.health, values),
    }
    graph.add_edge(node(kind, key), node("dorsal_root", key), **axon)
    graph.add_edge(node("ventral_root", key), node(kind, key), **axon)


def _add_pool(
    graph: Graph, patient: Patient, site: SiteKey, key: RootKey, share: float, n_units: int, values: Values
) -> None:
    pool = node("pool", site, key.root)
    graph.add_node(
        pool,
        kind="pool",
        label=f"{key.root} motoneurons",
        root=key.root,
        ramus=_ramus(supply(site.site), key),
        share=share,
        n_units=n_units,
        supersensitivity=supersensitivity(patient.root(key), values),
    )
    graph.add_edge(pool, node("ventral_root", key), kind="axon", length_m=0.0, conduction=1.0)
    for source, sign, weight in (
        (f"descending:{site.side}", 1, "descending_tone_na"),
        (node("propriospinal", site), 1, "propriospinal_to_pool_na"),
        (node("ib_interneuron", site), -1, "ib_inhibition_na"),
        (node("renshaw", site), -1, "renshaw_inhibition_na"),
    ):
        _add_synapse(graph, source, pool, sign, values[weight], values)
    _add_synapse(graph, pool, node("renshaw", site), 1, values["motoneuron_to_renshaw"], values)


def _ramus(place: Supply, key: RootKey) -> str:
    return node("posterior_ramus" if place.ramus is Ramus.POSTERIOR else "anterior_ramus", key)


def _root_m(patient: Patient, key: RootKey) -> float:
    return root_fraction(key.root) * patient.height_cm / 100.0


def _velocity_factor(root: str, from_m: float, to_m: float, values: Values) -> float:
    """Return how much faster than at the reference place the fibres of a root conduct over a stretch of their way.

    Parameters
    ----------
    from_m, to_m
        Distances from the cord between which the stretch lies, m.

    Notes
    -----
    The time per metre grows in a straight line with the distance from the cord, so that its mean over a stretch is
    that at the middle. Nerves of C1 to T1, which run to neck and arm, are faster than the others at every distance.
    """
    slowing = values["velocity_slowing_per_m"]
    by_place = (1.0 + slowing * values["velocity_reference_m"]) / (1.0 + slowing * 0.5 * (from_m + to_m))
    return by_place * (values["arm_velocity_factor"] if levels_apart(root, "C1") <= levels_apart("T1", "C1") else 1.0)


def _add_nerve(graph: Graph, patient: Patient, site: SiteKey, key: RootKey, place: Supply, values: Values) -> None:
    """Add the way of one root's fibres between its foramen and the muscle, in both directions."""
    nerve, ramus = node("nerve", site), _ramus(place, key)
    height_m = patient.height_cm / 100.0
    start_m = _root_m(patient, key)
    stimulus_m = start_m + place.path.to_stimulus[key.root] * height_m
    end_m = start_m + place.path.whole[key.root] * height_m
    axon = {
        "kind": "axon",
        "length_m": end_m - start_m,
        "distal_m": end_m - stimulus_m,
        "velocity_factor": _velocity_factor(key.root, start_m, end_m, values),
        "distal_velocity_factor": _velocity_factor(key.root, stimulus_m, end_m, values),
        "conduction": 1.0,
    }
    graph.add_edge(nerve, ramus, **axon)
    graph.add_edge(ramus, nerve, **axon)


def _add_afferents(graph: Graph, site: SiteKey, key: RootKey, n_units: Mapping[str, int], values: Values) -> None:
    for fibre in AFFERENTS:
        terminal = node(f"afferent_{fibre}", site, key.root)
        label = f"{_CLASS_LABEL[fibre]} afferents in {key.root}"
        graph.add_node(terminal, kind="afferent", fibre=fibre, label=label, n_units=n_units[fibre])
        graph.add_edge(node("dorsal_root", key), terminal, kind="axon", length_m=0.0, conduction=1.0)
        target = node("pool", site, key.root) if TARGET_OF[fibre] == "pool" else node(TARGET_OF[fibre], site)
        _add_synapse(graph, terminal, target, 1, values[_WEIGHT_OF[fibre]], values)


def _add_synapse(graph: Graph, source: str, target: str, sign: int, weight: float, values: Values) -> None:
    delay_ms = values["synapse_ms"]
    graph.add_edge(source, target, kind="synapse", sign=sign, weight=weight, delay_ms=delay_ms, conduction=1.0)
