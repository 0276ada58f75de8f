"""R9: nothing depends on what else is there or looked at."""

from __future__ import annotations

from collections.abc import Sequence

from sim.patient.graph import Graph, build_graph
from sim.patient.state import SiteKey
from sim.reflex.response import Response
from sim.reflex.trials import responses
from sim.validation.records import Experiment, Finding, law_row
from sim.validation.subjects import REFERENCE, subject

INSERTIONS = 20


def observing(seed: int) -> Finding:
    """Return how many discharges change when something that is not part of the arc is added to the graph."""
    patient = subject(0.55)
    paraspinal = SiteKey("multifidus_c6", REFERENCE.side)
    other_side = SiteKey(REFERENCE.site, "left")
    probed = build_graph(patient, REFERENCE)
    probed.add_node("probe", kind="probe")
    added: dict[str, Graph] = {
        "an arc of the same root and side": build_graph(patient, paraspinal, REFERENCE),
        "the same arc of the other side": build_graph(patient, other_side, REFERENCE),
        "a probe": probed,
    }
    alone = responses(build_graph(patient, REFERENCE), REFERENCE, trials=INSERTIONS, seed=seed)
    changed = {
        name: _changed(alone, responses(graph, REFERENCE, trials=INSERTIONS, seed=seed))
        for name, graph in added.items()
    }
    spikes = sum(answer.trace.motor_times_ms.size for answer in alone)
    return Finding(
        rows=tuple(
            law_row("R9", f"discharges of {spikes} that {name} changes", float(n), at_most=0.0)
            for name, n in changed.items()
        ),
        headline=f"{sum(changed.values())} of {spikes} discharges change when something unconnected is added.",
    )


def _changed(alone: Sequence[Response], together: Sequence[Response]) -> int:
    n = 0
    for one, two in zip(alone, together, strict=True):
        before = set(zip(one.trace.motor_times_ms.tolist(), one.trace.motor_units.tolist(), strict=True))
        after = set(zip(two.trace.motor_times_ms.tolist(), two.trace.motor_units.tolist(), strict=True))
        n += len(before ^ after)
    return n


EXPERIMENTS = (
    Experiment(
        name="observing",
        law="R9",
        question="Does a spike move when something is added that is not connected to the arc?",
        published="It must not: under the same seed no spike changes.",
        measure=observing,
    ),
)
