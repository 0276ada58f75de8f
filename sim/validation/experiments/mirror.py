"""R4: whether a needle on one side moves the muscle of the other."""

from __future__ import annotations

import networkx as nx

from sim.patient.graph import build_graph, node
from sim.patient.state import SiteKey
from sim.reflex.arc import pools_of
from sim.validation.records import Experiment, Finding, order_row
from sim.validation.subjects import REFERENCE, subject

MIRROR = SiteKey(REFERENCE.site, "left")


def mirror(seed: int) -> Finding:
    """Return how many pools of the other side the endings of a needled band reach. Nothing is drawn."""
    del seed
    graph = build_graph(subject(0.55), REFERENCE, MIRROR)
    pools = pools_of(graph, MIRROR)
    reached = sum(nx.has_path(graph, node("band", REFERENCE), pool) for pool in pools)
    quantity, shown = "pools of the other side that the endings of a needled band reach", f"{reached} of {len(pools)}"
    return Finding(
        rows=(
            order_row(
                "LTR-003",
                f"{quantity}: active trigger point",
                shown,
                holds=reached > 0,
                tolerance="some",
                note="No fibre of the graph crosses the cord.",
            ),
            order_row("LTR-004", f"{quantity}: latent one", shown, holds=reached == 0, tolerance="none"),
        ),
        headline=f"The endings of a needled band reach {shown} pools of the other side.",
    )


EXPERIMENTS = (
    Experiment(
        name="mirror",
        law="R4",
        question="Does a needle on one side move the same muscle of the other?",
        published="Needled on one side, active trigger points moved both, latent ones never (13 and 8 people).",
        measure=mirror,
        targets=("LTR-003", "LTR-004"),
    ),
)
