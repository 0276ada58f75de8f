"""The picture of the path: what lights up, where it died, and the same in words."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from sim.patient.state import Band, Patient, Root, RootKey, SiteKey
from sim.reflex import needle
from sim.reflex.response import PathStep, Response, ResponseKind, Trace
from sim.ui.components.reflex_path import CELLS, EMPTY, Neighbour, path_data, path_text, reflex_path_of

STEPS = (
    PathStep("free_ending:ecrb:right", "nerve endings of the band", 0.94, 0.6, "of a full stimulus", True),
    PathStep("dorsal_root:C6:right", "C6 dorsal root", 1008.0, 1.0, "spikes at the cord", True),
    PathStep("propriospinal:ecrb:right", "excitatory interneurons", 1.57, 1.0, "of a healthy threshold", True),
    PathStep("pool:ecrb:right:C6", "C6 motoneurons", 6.9, 6.25, "nA", True),
    PathStep("anterior_ramus:C6:right", "C6 anterior ramus", 74.0, 1.0, "% of motor axons that conduct", True),
    PathStep("band:ecrb:right", "band in ECRB", 67.0, 12.0, "discharges within 20 ms", True),
)
ROUND = ("band", "endings", "root", "interneurons", "pool", "ramus", "band")


def response(kind: ResponseKind, *fails: int) -> Response:
    steps = tuple(replace(step, passed=index not in fails) for index, step in enumerate(STEPS))
    empty = np.empty(0, np.float32)
    trace = Trace(np.empty(0), np.empty(0, np.int32), empty, empty)
    return Response(kind, None, 0.0, 0.0, 0.0, 0, 0.0, True, steps, trace)


def test_twitch_lights_the_whole_round() -> None:
    path = reflex_path_of(response("twitch"), "ECRB, right")
    assert path.order == ROUND
    assert path.died_at is None
    assert all(line.endswith("it went on") for line in path.lines)


@pytest.mark.parametrize(("failed", "place"), list(enumerate(ROUND[1:])))
def test_silent_path_ends_where_it_died_and_says_so(failed: int, place: str) -> None:
    path = reflex_path_of(response("nothing", failed, 5), "ECRB, right")
    assert path.died_at == place
    assert path.order == ROUND[: failed + 2]
    assert len(path.lines) == failed + 1
    assert path.lines[-1].endswith("it died here")


def test_answer_of_the_muscle_is_no_death_on_the_way() -> None:
    """A twitch may come by one fibre class while another stays below threshold."""
    assert reflex_path_of(response("twitch", 2), "ECRB, right").died_at is None


def test_each_box_shows_a_short_number() -> None:
    path = reflex_path_of(response("twitch"), "ECRB, right")
    numbers = {node.place: node.number for node in path.nodes}
    assert numbers == {
        "endings": "+0.34",
        "root": "+1007 spikes",
        "interneurons": "+0.57",
        "pool": "+0.65 nA",
        "ramus": "74 % conduct",
        "band": "+55 discharges",
        "inhibition": "",
    }


def test_other_ramus_hangs_on_the_same_root() -> None:
    path = reflex_path_of(response("twitch"), "ECRB, right", Neighbour("Multifidus C6", "posterior ramus"))
    shared = [(wire.source, wire.target) for wire in path.wires if wire.kind == "shares"]
    assert shared == [("root", "shared")]
    assert [node.name for node in path.nodes if node.role == "shared"] == ["Multifidus C6"]


def test_wires_join_boxes_that_are_there_and_no_two_boxes_share_a_cell() -> None:
    path = reflex_path_of(response("ache", 3), "ECRB, right")
    places = [node.place for node in path.nodes]
    assert {end for wire in path.wires for end in (wire.source, wire.target)} <= set(places)
    assert len({CELLS[place] for place in places}) == len(places)


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
        assert len(path_text(came)) == len(reflex_path_of(came, "ECRB, right").order) - 1


def test_words_give_drive_and_need_with_unit() -> None:
    line = path_text(response("nothing", 3))[-1]
    assert line == "C6 motoneurons: 6.90, needs 6.25 nA; it died here"


def test_data_survive_json_and_tell_one_insertion_from_the_next() -> None:
    path = reflex_path_of(response("cramp"), "ECRB, right")
    data = json.loads(json.dumps(path_data(path, "7")))
    assert (data["kind"], data["token"]) == ("cramp", "7")
    assert path_data(None, "") == {"kind": None, "empty": EMPTY}
