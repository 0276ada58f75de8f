"""What the experiments measure and on whom."""

from __future__ import annotations

import pytest

from sim.errors import ModelInputError
from sim.patient.graph import build_graph
from sim.reflex.trials import responses
from sim.validation import EXPERIMENTS
from sim.validation.cannon_kinds import GAINS_OF, curve, only, supersensitive
from sim.validation.experiments import lesions, observing
from sim.validation.subjects import REFERENCE, brought_irritability, place, subject


def test_one_kind_alone_leaves_the_gains_of_the_others_at_nothing() -> None:
    values = only("superduration")
    assert values["superduration_gain"] > 0.0
    assert values["pic_superduration_gain"] > 0.0
    assert {values[gain] for kind, gains in GAINS_OF.items() for gain in gains if kind != "superduration"} == {0.0}
    assert all(value > 0.0 for gain, value in only("all").items() if gain.endswith("_gain") and "peak" not in gain)


def test_supersensitivity_is_set_on_a_graph_that_conducts_as_in_health() -> None:
    none, half, full = (supersensitive(level) for level in (0.0, 0.5, 1.0))
    band = f"band:{REFERENCE.site}:{REFERENCE.side}"
    levels = [graph.nodes[band]["supersensitivity"] for graph in (none, half, full)]
    assert levels == [0.0, pytest.approx(levels[2] / 2.0), pytest.approx(1.0, abs=0.05)]
    assert all(data["conduction"] == 1.0 for graph in (none, full) for *_, data in graph.edges(data=True))


def test_at_no_supersensitivity_all_kinds_are_alike() -> None:
    healthy = supersensitive(0.0)
    found = {kind: curve(healthy, kind, seed=50, doses=(0.65,)) for kind in GAINS_OF}
    assert len(set(found.values())) == 1


def test_a_healthy_root_brings_no_irritability_and_an_ill_one_brings_it() -> None:
    at = [brought_irritability(subject(health), REFERENCE) for health in (1.0, 0.6, 0.2)]
    assert at[0] == pytest.approx(0.05)
    assert at[0] < at[1] < at[2]


def test_an_experiment_can_be_put_to_a_site() -> None:
    finding = EXPERIMENTS["healthy_muscle"].run(50, site="multifidus_c6", side="left")
    assert finding.verdict == "in"


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ({"site": "ECRB"}, "--site: unknown site, got 'ECRB'; nearest: extensor_carpi_radialis_brevis"),
        ({"side": "up"}, "--side: is unknown, got 'up'; allowed is left or right"),
    ],
)
def test_a_place_that_does_not_exist_is_told(where: dict[str, str], message: str) -> None:
    with pytest.raises(ModelInputError, match=message):
        place(**where)


def test_the_same_seed_finds_the_same() -> None:
    assert observing.observing(50) == observing.observing(50)


def test_observing_counts_discharges_that_change() -> None:
    one = responses(build_graph(subject(0.55), REFERENCE), REFERENCE, trials=4, seed=50)
    other = responses(build_graph(subject(0.55), REFERENCE), REFERENCE, trials=4, seed=51)
    assert observing._changed(one, one) == 0
    assert observing._changed(one, other) > 0


def test_a_needle_further_from_the_locus_moves_less() -> None:
    graph = build_graph(subject(0.55, shortening=0.8, irritability=0.8), REFERENCE)
    near, far = (lesions._moved_beside(graph, off_mm, 50) for off_mm in (0.0, 6.0))
    assert far < near
