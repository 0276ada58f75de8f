"""The patient's graph: receptors, afferents, roots, pools, efferents and bands, and what joins them.

Nodes carry `kind`, `label` and, where they are populations, `n_units`; edges carry `kind` (axon, synapse or
mechanical), `sign`, `weight`, `length_m` and `conduction` (0 to 1). A lesion is an edit of this graph.
"""

from __future__ import annotations

from typing import TypeAlias

import networkx as nx

from sim.anatomy import Ramus
from sim.anatomy import site as find_site
from sim.evidence.reflex import DEFAULTS, Values
from sim.patient.cannon import band_supersensitivity, supersensitivity
from sim.patient.innervation import band_roots
from sim.patient.state import Patient, RootKey, SiteKey

Graph: TypeAlias = "nx.DiGraph[str]"
"""A directed graph whose nodes are named by strings; see `node`."""

AFFERENTS = ("ia", "ii", "ib", "iii", "iv")
"""Fibre classes, with the receptor each comes from in `RECEPTOR_OF`."""
RECEPTOR_OF = {"ia": "spindle", "ii": "spindle", "ib": "tendon_organ", "iii": "free_ending", "iv": "free_ending"}
TARGET_OF = {
    "ia": "pool",
    "ii": "propriospinal",
    "iii": "propriospinal",
    "iv": "propriospinal",
    "ib": "ib_interneuron",
}
_CLASS_LABEL = {"ia": "Ia", "ii": "II", "ib": "Ib", "iii": "III", "iv": "IV"}


def build_graph(patient: Patient, *sites: SiteKey, values: Values = DEFAULTS) -> Graph:
    """Return the graph of the arcs of `sites`; arcs of the same root and side share its root nodes.

    Raises
    ------
    ModelInputError
        If a site does not exist.
    """
    graph: Graph = nx.DiGraph(height_cm=patient.height_cm, seed=patient.seed)
    for site in sites:
        _add_arc(graph, patient, site, values)
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


def _add_arc(graph: Graph, patient: Patient, site: SiteKey, values: Values) -> None:
    place = find_site(site.site)
    band = patient.band(site)
    graph.add_node(
        node("band", site),
        kind="band",
        label=f"band in {place.name}",
        supersensitivity=band_supersensitivity(patient, site, values),
        shortening=band.shortening,
        fibrosis=band.fibrosis,
        irritability=band.irritability,
        spent=band.spent,
    )
    _add_receptors(graph, site, place.name)
    _add_interneurons(graph, site, values)
    for root, share in band_roots(patient, site, values).items():
        _add_root(graph, patient, RootKey(root, site.side), place.ramus, values)
        _add_limb(graph, patient, site, RootKey(root, site.side), share, values)


def _add_receptors(graph: Graph, site: SiteKey, name: str) -> None:
    band, nerve = node("band", site), node("nerve", site)
    graph.add_node(nerve, kind="nerve", label=f"nerve to {name}")
    for receptor in ("spindle", "tendon_organ", "free_ending"):
        graph.add_node(node(receptor, site), kind=receptor, label=f"{receptor.replace('_', ' ')}s of the band")
        graph.add_edge(band, node(receptor, site), kind="mechanical", sign=1, weight=1.0)
        graph.add_edge(node(receptor, site), nerve, kind="axon", sign=1, weight=1.0, length_m=0.0, conduction=1.0)
    graph.add_edge(nerve, band, kind="axon", sign=1, weight=1.0, length_m=0.0, conduction=1.0)


def _add_interneurons(graph: Graph, site: SiteKey, values: Values) -> None:
    descending = f"descending:{site.side}"
    graph.add_node(descending, kind="descending", label="descending drive", recovery=0.0)
    for kind, label, size in (
        ("propriospinal", "excitatory interneurons", "n_propriospinal"),
        ("ib_interneuron", "Ib inhibitory interneurons", "n_ib_interneurons"),
        ("renshaw", "Renshaw cells", "n_renshaw"),
    ):
        graph.add_node(node(kind, site), kind=kind, label=label, n_units=int(values[size]))
    _add_synapse(graph, descending, node("propriospinal", site), 1, 1.0, values)


def _add_root(graph: Graph, patient: Patient, key: RootKey, ramus: Ramus, values: Values) -> None:
    root = patient.root(key)
    state = {"health": root.health, "supersensitivity": supersensitivity(root, values)}
    kind = "posterior_ramus" if ramus is Ramus.POSTERIOR else "anterior_ramus"
    for part in ("dorsal_root", "ventral_root", kind):
        label = f"{key.root} {part.replace('_', ' ')}"
        graph.add_node(node(part, key), kind=part, label=label, root=key.root, **state)
    axon = {
        "kind": "axon",
        "sign": 1,
        "weight": 1.0,
        "length_m": values["root_length_fraction"] * patient.height_cm / 100.0,
        "conduction": conduction(root.health, values),
    }
    graph.add_edge(node(kind, key), node("dorsal_root", key), **axon)
    graph.add_edge(node("ventral_root", key), node(kind, key), **axon)


def _add_limb(graph: Graph, patient: Patient, site: SiteKey, key: RootKey, share: float, values: Values) -> None:
    place = find_site(site.site)
    ramus = node("posterior_ramus" if place.ramus is Ramus.POSTERIOR else "anterior_ramus", key)
    nerve, pool = node("nerve", site), node("pool", site, key.root)
    length_m = place.path_fraction * patient.height_cm / 100.0
    graph.add_node(
        pool,
        kind="pool",
        label=f"{key.root} motoneurons",
        root=key.root,
        ramus=ramus,
        share=share,
        health=patient.root(key).health,
        n_units=int(values["n_motoneurons"]),
        supersensitivity=supersensitivity(patient.root(key), values),
    )
    graph.add_edge(nerve, ramus, kind="axon", sign=1, weight=share, length_m=length_m, conduction=1.0)
    graph.add_edge(ramus, nerve, kind="axon", sign=1, weight=share, length_m=length_m, conduction=1.0)
    graph.add_edge(pool, node("ventral_root", key), kind="axon", sign=1, weight=1.0, length_m=0.0, conduction=1.0)
    _add_afferents(graph, site, key, pool, values)
    _add_synapse(graph, f"descending:{site.side}", pool, 1, values["descending_tone_na"], values)
    _add_synapse(graph, node("propriospinal", site), pool, 1, values["propriospinal_to_pool_na"], values)
    _add_synapse(graph, node("ib_interneuron", site), pool, -1, values["ib_inhibition_na"], values)
    _add_synapse(graph, node("renshaw", site), pool, -1, values["renshaw_inhibition_na"], values)
    _add_synapse(graph, pool, node("renshaw", site), 1, values["motoneuron_to_renshaw"], values)


def _add_afferents(graph: Graph, site: SiteKey, key: RootKey, pool: str, values: Values) -> None:
    weights = {
        "ia": values["ia_to_pool_na"],
        "ii": values["ii_to_propriospinal"],
        "iii": values["iii_to_propriospinal"],
        "iv": values["iv_to_propriospinal"],
        "ib": values["ib_to_interneuron"],
    }
    for fibre in AFFERENTS:
        terminal = node(f"afferent_{fibre}", site, key.root)
        label = f"{_CLASS_LABEL[fibre]} afferents in {key.root}"
        graph.add_node(terminal, kind="afferent", fibre=fibre, label=label, n_units=int(values[f"n_{fibre}"]))
        graph.add_edge(
            node("dorsal_root", key), terminal, kind="axon", sign=1, weight=1.0, length_m=0.0, conduction=1.0
        )
        target = pool if TARGET_OF[fibre] == "pool" else node(TARGET_OF[fibre], site)
        _add_synapse(graph, terminal, target, 1, weights[fibre], values)


def _add_synapse(graph: Graph, source: str, target: str, sign: int, weight: float, values: Values) -> None:
    delay_ms = values["synapse_ms"]
    graph.add_edge(source, target, kind="synapse", sign=sign, weight=weight, delay_ms=delay_ms, conduction=1.0)
