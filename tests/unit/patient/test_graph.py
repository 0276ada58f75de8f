"""The graph is the model: every number on its nodes and edges is read by the arc."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sim.errors import GraphError, ModelInputError
from sim.patient.graph import Graph, build_graph, node
from sim.patient.lesions import cut, lesion
from sim.patient.state import SiteKey
from sim.reflex.arc import Arc, read_arc
from tests.support.patients import ECRB, patient_with_band


def graph() -> Graph:
    return build_graph(patient_with_band(0.55, roots=("C6", "C7", "C8")), ECRB)


def edited(kind: str, **attributes: float) -> Arc:
    """Return the arc of a graph in which all edges of a kind have other numbers."""
    changed = graph()
    for *_, data in changed.edges(data=True):
        if data["kind"] == kind:
            data.update(attributes)
    return read_arc(changed, ECRB)


@pytest.mark.parametrize(
    ("kind", "attributes", "read"),
    [
        ("axon", {"length_m": 0.5}, lambda arc: float(arc.motor.delay_ms.mean())),
        ("axon", {"velocity_factor": 3.0}, lambda arc: float(arc.motor.delay_ms.mean())),
        ("axon", {"distal_m": 0.01}, lambda arc: float(arc.motor.distal_ms.mean())),
        ("axon", {"conduction": 0.1}, lambda arc: int(arc.motor.conducts.sum())),
        ("mechanical", {"conduction": 0.0}, lambda arc: int(arc.afferents["ia"].conducts.sum())),
        ("synapse", {"delay_ms": 30.0}, lambda arc: float(arc.afferents["iv"].delay_ms.mean())),
        ("synapse", {"delay_ms": 30.0}, lambda arc: arc.synapses["ib_inhibition"].delay_ms),
        ("synapse", {"sign": -1}, lambda arc: arc.synapses["propriospinal"].weight),
        ("synapse", {"weight": 9.0}, lambda arc: arc.synapses["iii"].weight),
    ],
)
def test_every_number_of_an_edge_is_read(kind: str, attributes: dict[str, float], read: Callable[[Arc], float]) -> None:
    assert read(edited(kind, **attributes)) != read(read_arc(graph(), ECRB))


def test_units_and_health_are_read_off_the_nodes() -> None:
    changed = graph()
    changed.nodes[node("pool", ECRB, "C6")]["n_units"] = 7
    changed.nodes["ventral_root:C6:right"]["health"] = 0.1
    changed.nodes[node("renshaw", ECRB)]["n_units"] = 3
    before, after = read_arc(graph(), ECRB), read_arc(changed, ECRB)
    assert after.motor.delay_ms.size < before.motor.delay_ms.size
    assert after.motor.delay_ms.max() > before.motor.delay_ms.max()
    assert after.interneurons["renshaw"] == 3


def test_interneurons_cut_off_from_one_pool_weigh_less_by_its_share() -> None:
    whole = graph()
    share = whole.nodes[node("pool", ECRB, "C7")]["share"]
    part = cut(whole, [(node("propriospinal", ECRB), node("pool", ECRB, "C7"))])
    before, after = (read_arc(each, ECRB).synapses["propriospinal"].weight for each in (whole, part))
    assert after == pytest.approx(before * (1.0 - share))


def test_both_rami_of_a_root_hang_on_the_same_root_nodes() -> None:
    both = build_graph(patient_with_band(0.55), ECRB, SiteKey("multifidus_c6", "right"))
    assert set(both.predecessors("dorsal_root:C6:right")) == {"anterior_ramus:C6:right", "posterior_ramus:C6:right"}
    assert set(both.successors("ventral_root:C6:right")) == {"anterior_ramus:C6:right", "posterior_ramus:C6:right"}


def test_units_are_dealt_by_share_and_none_is_lost() -> None:
    pools = [data for _, data in graph().nodes(data=True) if data["kind"] == "pool"]
    assert sum(pool["n_units"] for pool in pools) == 100
    for pool in pools:
        assert pool["n_units"] == pytest.approx(100 * pool["share"], abs=1.0)


def test_a_graph_without_the_arc_of_a_site_is_refused() -> None:
    with pytest.raises(GraphError, match="no arc of this site"):
        read_arc(graph(), SiteKey("multifidus_c6", "right"))


@pytest.mark.parametrize(
    ("kind", "minutes", "told"),
    [
        ("cord_above", -30.0, r"lesion.minutes_after: is out of range, got -30.0; allowed is 0 to 1440 minutes"),
        ("cord_above", 2000.0, r"lesion.minutes_after: is out of range"),
        ("motor_nerve", 30.0, r"lesion.minutes_after: is for a cut cord, got 30.0; allowed only for cord_above"),
    ],
)
def test_a_lesion_takes_only_minutes_that_it_knows(kind: str, minutes: float, told: str) -> None:
    with pytest.raises(ModelInputError, match=told):
        lesion(build_graph(patient_with_band(0.5), ECRB), ECRB, kind, minutes_after=minutes)
