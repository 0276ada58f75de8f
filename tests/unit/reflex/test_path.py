"""The path that is told: every station with what the run says of it, and the place where a stimulus died."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sim.evidence.reflex import DEFAULTS
from sim.patient.graph import Graph, build_graph
from sim.patient.lesions import lesion
from sim.reflex import STATIONS, PathStep, Response, Station, needle_graph
from sim.reflex.arc import read_arc
from tests.support.patients import ECRB, patient_with_band

ALL_ROOTS = ("C5", "C6", "C7")
KEYS = range(30)


def irritable() -> Graph:
    return build_graph(patient_with_band(0.55), ECRB)


def healthy() -> Graph:
    return build_graph(patient_with_band(1.0, 0.0, 0.1), ECRB)


def stiff() -> Graph:
    return build_graph(patient_with_band(1.0, 0.5, 0.2, fibrosis=0.2), ECRB)


def short() -> Graph:
    return build_graph(patient_with_band(0.55, 0.9, 0.8), ECRB)


def nearly_dead() -> Graph:
    return build_graph(patient_with_band(0.15, roots=ALL_ROOTS), ECRB)


def weak() -> Graph:
    return build_graph(patient_with_band(0.25, roots=ALL_ROOTS), ECRB)


def dead() -> Graph:
    return build_graph(patient_with_band(0.0, roots=ALL_ROOTS), ECRB)


def cut(kind: str) -> Callable[[], Graph]:
    return lambda: lesion(irritable(), ECRB, kind)


def answers(graph: Graph, depth_mm: float | None = None) -> list[Response]:
    return [needle_graph(graph, ECRB, depth_mm=depth_mm, key=key) for key in KEYS]


def at(response: Response, station: Station) -> PathStep:
    return response.path[STATIONS.index(station)]


def n_fired(response: Response) -> int:
    """Return how many motoneurons fired, from the words of the step at the efferents."""
    return int(at(response, "efferent").unit.split()[-3])


@pytest.mark.parametrize(
    ("graph", "kind", "station"),
    [
        (healthy, "nothing", "receptor"),
        (cut("dorsal_root"), "nothing", "root"),
        (dead, "nothing", "root"),
        (nearly_dead, "nothing", "relay"),
        (irritable, "nothing", "pool"),
        (weak, "nothing", "efferent"),
        (irritable, "nothing", "band"),
        (stiff, "ache", "relay"),
        (cut("motor_nerve"), "ache", "efferent"),
        (short, "ache", "band"),
    ],
)
def test_each_way_to_die_is_met_and_told(graph: Callable[[], Graph], kind: str, station: Station) -> None:
    response = next(
        answer for answer in answers(graph()) if answer.kind == kind and answer.died_at == at(answer, station)
    )
    assert tuple(step.station for step in response.path) == STATIONS
    before = response.path[: STATIONS.index(station)]
    assert all(step.passed for step in before)
    assert not at(response, station).passed


@pytest.mark.parametrize("graph", [irritable, short])
def test_a_muscle_that_answered_is_no_place_of_death(graph: Callable[[], Graph]) -> None:
    moved = [answer for answer in answers(graph()) if answer.kind in ("twitch", "cramp")]
    assert moved
    for answer in moved:
        assert answer.died_at is None
        assert all(step.passed for step in answer.path)
        assert at(answer, "band").margin >= 0.0


def test_a_needle_outside_the_muscle_dies_at_the_endings() -> None:
    graph = build_graph(patient_with_band(0.55, 0.8, 0.9), ECRB)
    for answer in answers(graph, depth_mm=1.0):
        assert answer.died_at == at(answer, "receptor")
        assert at(answer, "receptor").drive == 0.0


def test_a_stimulus_that_went_on_did_not_die_at_endings_that_stayed_below_threshold() -> None:
    let_through = [answer for answer in answers(irritable()) if at(answer, "receptor").margin < 0.0]
    beyond = [answer for answer in let_through if at(answer, "pool").margin >= 0.0 and at(answer, "relay").passed]
    assert beyond, "no answer in which endings below threshold drove the pool"
    for answer in beyond:
        assert at(answer, "receptor").passed
        assert answer.died_at != at(answer, "receptor")


def test_the_threshold_of_the_endings_is_the_one_the_run_had() -> None:
    graph = irritable()
    lower = 1.0 - DEFAULTS["hyperexcitability_gain"] * read_arc(graph, ECRB).band["supersensitivity"]
    expected = DEFAULTS["needle_threshold"] * lower
    assert at(answers(graph)[0], "receptor").threshold == pytest.approx(expected)
    assert at(answers(healthy())[0], "receptor").threshold == pytest.approx(DEFAULTS["needle_threshold"])


def test_an_ache_by_the_grip_alone_is_told_as_the_grip() -> None:
    for answer in answers(stiff()):
        receptor = at(answer, "receptor")
        assert "grips the needle" in receptor.label
        assert receptor.margin > 0.0
        assert at(answer, "afferent").node.startswith("afferent_iv")


def test_what_got_through_a_root_is_what_its_conducting_axons_sent() -> None:
    """A cut root lets none through though the endings sent as much; half a root lets part through."""
    graph = irritable()
    for whole, numb in zip(answers(graph), answers(cut("dorsal_root")()), strict=True):
        assert at(numb, "root").drive == 0.0
        assert at(whole, "root").drive > 0.0
        same_class = at(numb, "afferent").node == at(whole, "afferent").node
        if whole.kind == "nothing" and same_class:  # no contraction added to what the needle made the endings send
            assert at(numb, "afferent").drive == at(whole, "afferent").drive
    weaker = [at(answer, "root").drive for answer in answers(nearly_dead())]
    stronger = [at(answer, "root").drive for answer in answers(weak())]
    assert sum(weaker) < sum(stronger)


def test_of_the_motoneurons_that_fired_those_whose_axons_conduct_come_back() -> None:
    for answer in answers(irritable()):
        came_back = set(answer.trace.motor_units[answer.trace.motor_times_ms < 1500.0].tolist())
        assert at(answer, "efferent").drive >= len(came_back)
        assert at(answer, "efferent").drive <= n_fired(answer)
        assert at(answer, "pool").passed == (n_fired(answer) > 0)
    severed = answers(cut("motor_nerve")())
    assert all(at(answer, "efferent").drive == 0.0 for answer in severed)
    assert max(n_fired(answer) for answer in severed) > 10


def test_a_cut_motor_nerve_is_where_the_path_ends() -> None:
    answer = next(answer for answer in answers(cut("motor_nerve")()) if at(answer, "pool").passed)
    assert at(answer, "efferent").node == "nerve:extensor_carpi_radialis_brevis:right"


def test_where_the_ia_axons_drove_the_pool_the_relay_names_them() -> None:
    graph = build_graph(patient_with_band(0.9, 0.3, 0.5), ECRB)
    relays = [at(answer, "relay") for answer in answers(graph) if at(answer, "pool").passed]
    direct = [relay for relay in relays if relay.node.startswith("afferent_ia")]
    assert direct, "no answer in which the Ia axons alone fired motoneurons"
    assert all(relay.passed for relay in relays)


def test_the_margin_agrees_with_whether_cells_fired() -> None:
    for health, shortening in ((1.0, 0.0), (0.8, 0.3), (0.55, 0.6)):
        for answer in answers(build_graph(patient_with_band(health, shortening), ECRB)):
            relay, pool = at(answer, "relay"), at(answer, "pool")
            assert relay.passed == (relay.margin >= 0.0)
            if pool.passed:
                assert pool.margin > 0.0


def test_a_cramp_is_measured_by_how_long_it_held() -> None:
    cramp = next(answer for answer in answers(short()) if answer.kind == "cramp")
    band = at(cramp, "band")
    assert band.drive == pytest.approx(cramp.duration_ms / 1000.0)
    assert band.threshold == DEFAULTS["cramp_sustained_ms"] / 1000.0


def test_no_fibre_is_told_to_have_driven_an_answer_before_it_could_be_in_the_cord() -> None:
    """Group IV conducts a metre or so a second: what twitches within its way to the cord was driven by others."""
    graph = irritable()
    arc = read_arc(graph, ECRB)
    moved = [answer for answer in answers(graph) if answer.latency_ms is not None]
    assert moved
    for answer in moved:
        _, fibre = at(answer, "afferent").node.split(":")[0].split("_")
        assert arc.afferents[fibre].delay_ms.min() < answer.latency_ms
        assert at(answer, "relay").node.startswith("afferent_ia") == (fibre == "ia")
