"""The picture of the path: what lights up, where it died, and the same in words."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from sim.patient.state import Band, Patient, Root, RootKey, SiteKey
from sim.reflex import needle
from sim.reflex.response import STATIONS, PathStep, Response, ResponseKind, Trace
from sim.ui.components.reflex_path import EMPTY, NARROW, WIDE, Neighbour, path_data, reflex_path_of

STEPS = (
    PathStep("receptor", "free_ending:ecrb:right", "nerve endings of the band", 0.94, 0.6, "of a full stimulus", True),
    PathStep("afferent", "afferent_iv:ecrb:right:C6", "IV afferents in C6", 5.7, 0.125, "spikes a fibre", True),
    PathStep("root", "dorsal_root:C6:right", "C6 dorsal root", 1008.0, 1.0, "spikes to the cord", True),
    PathStep("relay", "propriospinal:ecrb:right", "excitatory interneurons", 1.57, 1.0, "of a healthy threshold", True),
    PathStep("pool", "pool:ecrb:right:C6", "C6 motoneurons", 6.9, 6.25, "nA", True),
    PathStep(
        "efferent",
        "anterior_ramus:C6:right",
        "C6 anterior ramus",
        46.0,
        1.0,
        "motor axons that conduct, of 62 that fired",
        True,
    ),
    PathStep("band", "band:ecrb:right", "band in ECRB", 67.0, 12.0, "discharges within 20 ms", True),
)
ROUND = ("band", *STATIONS)


def response(kind: ResponseKind, *fails: int) -> Response:
    steps = tuple(replace(step, passed=index not in fails) for index, step in enumerate(STEPS))
    empty = np.empty(0, np.float32)
    trace = Trace(np.empty(0), np.empty(0, np.int32), empty, empty)
    return Response(kind, None, 0.0, 0.0, 0.0, 0, 0.0, True, steps, trace)


def test_twitch_lights_the_whole_round() -> None:
    path = reflex_path_of(response("twitch"), "ECRB, right")
    assert path.order == ROUND
    assert path.died_at is None
    assert all(line.endswith("it went on") for line in path.lines[1:])


@pytest.mark.parametrize(("failed", "place"), list(enumerate(STATIONS)))
def test_silent_path_ends_where_it_died_and_says_so(failed: int, place: str) -> None:
    path = reflex_path_of(response("nothing", failed, 6), "ECRB, right")
    assert path.died_at == place
    assert path.order == ROUND[: failed + 2]
    assert len(path.lines) == len(path.order)
    assert path.lines[-1].endswith("it died here")


def test_answer_of_the_muscle_is_no_death_on_the_way() -> None:
    """A twitch may come by one fibre class while another stays below threshold."""
    assert reflex_path_of(response("twitch", 3), "ECRB, right").died_at is None


def test_each_box_shows_drive_need_and_margin() -> None:
    path = reflex_path_of(response("twitch"), "ECRB, right")
    told = {node.place: (node.figures, node.margin) for node in path.nodes if node.figures}
    assert told == {
        "receptor": ("0.94, needs 0.60", "+0.34"),
        "afferent": ("5.70 a fibre, rest 0.12", "+5.58"),
        "root": ("1008 spikes, needs 1", "+1007"),
        "relay": ("1.57, needs 1.00", "+0.57"),
        "pool": ("6.90 nA, needs 6.25", "+0.65"),
        "efferent": ("46, needs 1", "+45"),
        "band": ("67, needs 12", "+55"),
    }


def test_the_bar_reaches_its_middle_where_the_drive_is_the_threshold() -> None:
    just = replace(STEPS[4], drive=6.25)
    path = reflex_path_of(replace(response("twitch"), path=(*STEPS[:4], just, *STEPS[5:])), "ECRB, right")
    fills = {node.place: node.fill for node in path.nodes}
    assert fills["pool"] == 0.5
    assert fills["root"] == 1.0
    assert fills["inhibition"] is None


def test_stations_that_the_stimulus_did_not_come_to_tell_nothing() -> None:
    path = reflex_path_of(response("nothing", 0), "ECRB, right")
    ahead = [node for node in path.nodes if node.place not in path.order]
    assert [node.figures + node.margin for node in ahead if node.figures + node.margin] == []
    assert next(node.name for node in ahead if node.place == "afferent") == "Afferents"


def test_a_hidden_station_keeps_its_figures_and_not_its_fate() -> None:
    path = reflex_path_of(response("nothing", 5), "ECRB, right", hidden={"efferent"})
    box = next(node for node in path.nodes if node.place == "efferent")
    assert (box.figures, box.margin, box.fill) == ("", "", None)
    assert path.lines[-1] == "C6 anterior ramus: it died here"
    assert "46" not in json.dumps(path_data(path, "1"))


def test_too_brief_and_let_through_are_said_in_words() -> None:
    brief = reflex_path_of(response("nothing", 4), "ECRB, right")
    assert brief.lines[-1] == "C6 motoneurons: 6.90 nA, needs 6.25, 0.65 above but for too short a time; it died here"
    assert next(node.margin for node in brief.nodes if node.place == "pool") == "+0.65, too brief"
    weak = replace(STEPS[0], drive=0.5)
    let = reflex_path_of(replace(response("twitch"), path=(weak, *STEPS[1:])), "ECRB, right")
    assert "0.10 short, yet some got through; it went on" in let.lines[1]
    assert next(node.margin for node in let.nodes if node.place == "receptor") == "−0.10, some passed"


def test_other_ramus_hangs_on_the_same_root() -> None:
    path = reflex_path_of(response("twitch"), "ECRB, right", Neighbour("Multifidus C6", "posterior ramus"))
    shared = [(wire.source, wire.target) for wire in path.wires if wire.kind == "shares"]
    assert shared == [("root", "shared")]
    assert [node.name for node in path.nodes if node.role == "shared"] == ["Multifidus C6"]


def test_wires_join_boxes_that_are_there_and_no_two_boxes_share_a_cell() -> None:
    path = reflex_path_of(response("ache", 4), "ECRB, right", Neighbour("Multifidus C6", "posterior ramus"))
    places = [node.place for node in path.nodes]
    assert {end for wire in path.wires for end in (wire.source, wire.target)} <= set(places)
    for cells in (WIDE, NARROW):
        taken = [(cell.row, cell.column + k) for cell in map(cells.__getitem__, places) for k in range(cell.span)]
        assert len(set(taken)) == len(taken)


@pytest.mark.usefixtures("warm_kernel")
@pytest.mark.parametrize("health", [0.3, 1.0])
def test_every_node_a_real_needle_meets_has_a_place(health: float) -> None:
    site = SiteKey("extensor_carpi_radialis_brevis", "right")
    patient = Patient(
        age=47,
        sex="female",
        height_cm=168,
        kind="neuropathic",
        duration_weeks=34,
        roots={RootKey("C6", "right"): Root(health=health, structural_health=health, ill_days=200)},
        bands={site: Band(shortening=0.6, irritability=0.7)},
        pain_weights={site: 1.0},
    )
    for key in range(3):
        came = needle(patient, site, key=key)
        path = reflex_path_of(came, "ECRB, right")
        assert tuple(step.station for step in came.path) == STATIONS
        assert len(path.lines) == len(path.order)


def test_data_survive_json_and_tell_one_insertion_from_the_next() -> None:
    path = reflex_path_of(response("cramp"), "ECRB, right")
    data = json.loads(json.dumps(path_data(path, "7")))
    assert (data["kind"], data["token"]) == ("cramp", "7")
    assert path_data(None, "") == {"kind": None, "empty": EMPTY}
