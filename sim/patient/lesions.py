"""Virtual lesions: edits of the patient's graph. Each returns a new graph and leaves the old one alone."""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterable

from sim.errors import GraphError, input_error, require_between
from sim.evidence.reflex import DEFAULTS, Values
from sim.patient.graph import Graph, node
from sim.patient.state import SiteKey

LESIONS = ("dorsal_root", "motor_nerve", "cord_above")
"""The names under which `lesion` knows its edits."""
MINUTES_MAX = 1_440.0
"""A day: by then a reflex has long come back out of shock."""


def lesion(graph: Graph, site: SiteKey, kind: str, *, minutes_after: float = 0.0, values: Values = DEFAULTS) -> Graph:
    """Return the graph with one lesion of the arc at `site`.

    Parameters
    ----------
    kind
        `dorsal_root` cuts those of every segment that feeds the site, `motor_nerve` the motor branch at the
        muscle, `cord_above` the descending drive.
    minutes_after
        Minutes since the cord was cut, 0 to a day: reflexes come back out of spinal shock. Only for `cord_above`.

    Raises
    ------
    ModelInputError
        If the minutes are out of range, or are given for a lesion that does not recover.
    GraphError
        If the lesion is not known or the graph does not hold the edge.
    """
    require_between("lesion.minutes_after", minutes_after, 0.0, MINUTES_MAX, "minutes")
    if minutes_after > 0.0 and kind != "cord_above":
        raise input_error("lesion.minutes_after", "is for a cut cord", minutes_after, "allowed only for cord_above")
    if kind == "dorsal_root":
        return cut(graph, _dorsal_root_edges(graph, site))
    if kind == "motor_nerve":
        return cut(graph, [(node("nerve", site), node("band", site))])
    if kind == "cord_above":
        return _cut_cord(graph, site, minutes_after, values)
    raise GraphError(f"lesion: unknown lesion, got {kind!r}; allowed is {', '.join(LESIONS)}.")


def cut(graph: Graph, edges: Iterable[tuple[str, str]]) -> Graph:
    """Return the graph without `edges`; raise `GraphError` for an edge that is not there.

    What they were stays in the graph's attribute `cut`: an axon that is cut has its length still.
    """
    result = graph.copy()
    result.graph["cut"] = dict(graph.graph.get("cut", {}))
    for source, target in edges:
        if not result.has_edge(source, target):
            raise GraphError(f"lesion: no such edge, got {source} → {target}; {_allowed_edges(result, source)}.")
        result.graph["cut"][source, target] = dict(result.edges[source, target])
        result.remove_edge(source, target)
    return result


def _allowed_edges(graph: Graph, source: str) -> str:
    """Return which edges may be cut instead: those from the same node, or what nodes there are like it."""
    if source in graph:
        return f"allowed from there is {', '.join(graph.successors(source)) or 'none'}"
    near = difflib.get_close_matches(source, list(graph), n=3)
    hint = f"nearest: {', '.join(near)}; " if near else ""
    return f"{hint}allowed are the edges of the graph, {graph.number_of_edges()} of them"


def _dorsal_root_edges(graph: Graph, site: SiteKey) -> list[tuple[str, str]]:
    nerve = node("nerve", site)
    rami = [ramus for ramus in graph.successors(nerve) if graph.nodes[ramus]["kind"].endswith("_ramus")]
    return [(ramus, root) for ramus in rami for root in graph.successors(ramus) if _is_dorsal_root(graph, root)]


def _is_dorsal_root(graph: Graph, name: str) -> bool:
    return bool(graph.nodes[name]["kind"] == "dorsal_root")


def _cut_cord(graph: Graph, site: SiteKey, minutes_after: float, values: Values) -> Graph:
    descending = f"descending:{site.side}"
    result = cut(graph, list(graph.out_edges(descending)))
    recovery = 1.0 - math.exp(-minutes_after / values["spinal_shock_recovery_min"])
    result.nodes[descending]["recovery"] = recovery
    return result
