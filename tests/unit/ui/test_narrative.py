"""Sentences about a needle: what happened, why, what is still open; all of them from the state alone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.anatomy import Tip, site
from sim.cases import Needle, NeedleRecord, VisitRecord, find_case
from sim.patient.state import Band, Patient, SiteKey
from sim.reflex.response import RESPONSE_KINDS, PathStep, Response, ResponseKind, Station, Trace
from sim.session.adverse import probabilities
from sim.session.insert import InsertionRecord
from sim.ui import narrative
from sim.ui.components.reflex_path import reflex_path_of
from sim.ui.narrative import ADVERSE
from sim.ui.path_words import short_of
from sim.ui.views.answer import KEPT_FOR_THE_DEBRIEF

ECRB = SiteKey("extensor_carpi_radialis_brevis", "right")
MULTIFIDUS = SiteKey("multifidus_c6", "right")
TRACE = Trace(np.empty(0), np.empty(0, np.int32), np.empty(0, np.float32), np.empty(0, np.float32))
NODES: dict[Station, tuple[str, str, str]] = {
    "receptor": ("free_ending:x", "nerve endings of the band", "units"),
    "afferent": ("afferent_iv:x", "IV afferents in C6", "spikes a fibre"),
    "root": ("dorsal_root:C6:right", "C6 dorsal root", "spikes to the cord"),
    "relay": ("propriospinal:x", "excitatory interneurons", "units"),
    "pool": ("pool:x", "C6 motoneurons", "nA"),
    "efferent": ("anterior_ramus:C6:right", "C6 anterior ramus", "motor axons that conduct, of 12 that fired"),
    "band": ("band:x", "band in ECRB", "discharges within 20 ms"),
}


def path(died_at: Station | None = None) -> tuple[PathStep, ...]:
    """Return a path on which every step passes but the named one and those after it."""
    steps = []
    alive = True
    for station, (name, label, unit) in NODES.items():
        alive = alive and station != died_at
        steps.append(PathStep(station, name, label, 9.0 if alive else 0.5, 1.0, unit, alive))
    return tuple(steps)


def record(
    kind: ResponseKind,
    *,
    site_key: SiteKey = ECRB,
    predicted: ResponseKind | None = None,
    steps: tuple[PathStep, ...] | None = None,
    duration_ms: float = 90.0,
    latency_ms: float | None = 18.0,
    distance_mm: float = 1.0,
    reached: bool = True,
    depth_mm: float = 14.0,
    released: float = 0.0,
    promised: float = 0.0,
) -> NeedleRecord:
    response = Response(
        kind, latency_ms, duration_ms, 400.0, 0.03, 14, distance_mm, reached, path() if steps is None else steps, TRACE
    )
    decision = Needle(site_key.site, site_key.side, depth_mm, predicted)
    return NeedleRecord(decision, InsertionRecord(site_key, 2, depth_mm, response, released, promised, ()))


def slanted(entered: str, reached: str) -> NeedleRecord:
    """Return a needle at 60°, 30 mm in, whose tip came to another site."""
    straight = record("twitch", site_key=SiteKey(entered, "right"), depth_mm=30.0)
    tip = Tip(reached, 26.0, 15.0)
    return replace(straight, insertion=replace(straight.insertion, angle_deg=60.0, slant=tip))


def visit(*needles: NeedleRecord) -> VisitRecord:
    patient = Patient(47, "female", 168.0, "neuropathic", 34.0, {}, {}, {})
    return VisitRecord(1, 0, "treat", 6.0, 70.0, before=patient, needles=needles)


def why(needle: NeedleRecord) -> str:
    return " ".join(narrative.explanation(needle))


@pytest.mark.parametrize(
    ("released", "left", "words"),
    [
        (0.02, 0.38, "a little of its shortening"),
        (0.20, 0.80, "about a fifth of its shortening"),
        (0.20, 0.40, "about a third of its shortening"),
        (0.30, 0.30, "about half of its shortening"),
        (0.39, 0.01, "nearly all of its shortening"),
    ],
)
def test_a_twitch_says_how_much_let_go(released: float, left: float, words: str) -> None:
    head = narrative.headline(record("twitch", released=released), Band(shortening=left))
    assert head.rest == f"The band let go at once: {words}."


def test_a_twitch_of_a_band_with_nothing_left_says_so() -> None:
    assert "hardly anything left" in narrative.headline(record("twitch"), Band()).rest


def test_a_cramp_says_how_long_it_held_and_what_it_promises() -> None:
    head = narrative.headline(record("cramp", duration_ms=23_400, promised=0.2), Band(shortening=0.6))
    assert head.rest == "It gripped for 23 s. About a third of the shortening goes over one to two days."


def test_nothing_tells_a_quiet_muscle_from_a_needle_outside_it() -> None:
    assert "stayed quiet" in narrative.headline(record("nothing"), Band()).rest
    assert "not in the muscle" in narrative.headline(record("nothing", reached=False), Band()).rest


@pytest.mark.parametrize("kind", RESPONSE_KINDS)
def test_every_response_has_a_sign_a_word_and_a_sentence(kind: ResponseKind) -> None:
    head = narrative.headline(record(kind), Band(shortening=0.5))
    assert head.word.lower() == kind
    assert head.sign
    assert head.rest.endswith(".")


def test_the_title_says_which_insertion_where_and_how_deep() -> None:
    title = narrative.insertion_title(record("twitch"))
    assert title == "Insertion 2, extensor carpi radialis brevis, right, 14 mm"


def test_a_prediction_is_held_against_what_came() -> None:
    assert narrative.prediction_sentence(record("cramp", predicted="cramp")) == "You predicted cramp: so it was."
    assert narrative.prediction_sentence(record("ache", predicted="cramp")) == "You predicted cramp: it was ache."
    assert narrative.prediction_sentence(record("ache")) == ""


def test_a_twitch_is_explained_by_its_way_and_its_end() -> None:
    told = why(record("twitch"))
    assert "up through the C6 dorsal root (9 spikes got to the cord)" in told
    assert "C6 motoneurons to 9 nA, where 1 is enough" in told
    assert "back by the C6 anterior ramus 18 ms after the needle" in told
    assert "over after 90 ms" in told


def test_a_cramp_is_explained_by_the_loop() -> None:
    assert "the loop fed itself for 23 s" in why(record("cramp", duration_ms=23_400))


@pytest.mark.parametrize(
    ("died_at", "words"),
    [
        ("receptor", "the nerve endings of the band were not excited enough (0.50 units, needs 1.00, 0.50 short)"),
        ("receptor", "What they still sent was too little to be felt"),
        ("afferent", "the IV afferents in C6 sent no more than at rest"),
        ("root", "died in the C6 dorsal root: nothing of it got to the cord"),
        ("relay", "the excitatory interneurons stayed below what they need"),
        ("pool", "the C6 motoneurons did not fire (0.50 nA, needs 1.00, 0.50 short)"),
        ("efferent", "died on the way back, in the C6 anterior ramus: no motor axon that fired conducts."),
        ("band", "died at the muscle: too little came back together for a contraction (0.50 discharges within 20 ms"),
    ],
)
def test_nothing_is_explained_by_where_the_stimulus_died(died_at: Station, words: str) -> None:
    assert words in why(record("nothing", steps=path(died_at), latency_ms=None))


def test_what_a_needle_harmed_is_told_before_all_else() -> None:
    deep = record("nothing", site_key=SiteKey("trapezius_upper", "right"), reached=False, depth_mm=40.0)
    assert narrative.harm_sentences(deep) == ("Danger: the tip went through the muscle, where it can reach the lung.",)
    hit = replace(deep, insertion=replace(deep.insertion, adverse=("bleeding", "pneumothorax")))
    assert narrative.harm_sentences(hit) == (narrative.ADVERSE["pneumothorax"],)
    assert narrative.adverse_sentences(hit) == (narrative.ADVERSE["bleeding"],)
    assert narrative.harm_sentences(record("twitch")) == ()


@pytest.mark.parametrize("kind", ["ache", "nothing"])
@pytest.mark.parametrize("died_at", list(NODES))
def test_the_sentence_and_the_graph_name_the_same_place_with_the_same_figures(
    kind: ResponseKind, died_at: Station
) -> None:
    needle = record(kind, steps=path(died_at), latency_ms=None)
    drawn = reflex_path_of(needle.insertion.response, "ECRB, right", hidden=KEPT_FOR_THE_DEBRIEF)
    assert drawn.died_at == died_at
    told, died = why(needle), needle.insertion.response.died_at
    assert died is not None
    if died_at in KEPT_FOR_THE_DEBRIEF:
        assert died.label in told
        assert died.unit not in told
    elif died_at == "band":
        assert short_of(died) in told
    else:
        assert died.label in told
        assert short_of(died) in told
        assert short_of(died) in drawn.lines[-1]


def test_an_ache_says_what_was_felt_by_which_fibres_and_where_it_died() -> None:
    told = why(record("ache", steps=path("pool"), latency_ms=None))
    assert "9 spikes got through the C6 dorsal root to the cord, most of the weight by the IV afferents in C6" in told
    assert "the C6 motoneurons did not fire (0.50 nA, needs 1.00, 0.50 short)" in told


def test_an_ache_that_smoulders_says_how_long_and_where_it_died() -> None:
    told = why(record("ache", steps=path("band"), duration_ms=11_000.0))
    assert "smouldered on for 11 s without force. The stimulus died at the muscle" in told


def test_a_distant_tip_is_named_as_what_may_turn_it() -> None:
    assert "3.1 mm from the most sensitive spot" in why(record("ache", steps=path("pool"), distance_mm=3.1))
    assert "most sensitive spot" not in why(record("ache", steps=path("pool"), distance_mm=0.5))


@pytest.mark.parametrize(("depth_mm", "words"), [(3.0, "had not reached it"), (60.0, "had gone through it")])
def test_a_needle_outside_the_muscle_says_where_the_muscle_is(depth_mm: float, words: str) -> None:
    told = why(record("nothing", reached=False, depth_mm=depth_mm))
    assert words in told
    assert "died at the start" in told
    assert "the muscle lies 6 to 22 mm under the skin" in told


def test_a_limb_that_answered_leaves_its_paraspinals_open() -> None:
    needle = record("twitch")
    assert "the C6 paraspinals share this root" in narrative.still_open(visit(needle), needle)


def test_paraspinals_that_answered_leave_the_limb_open() -> None:
    needle = record("twitch", site_key=MULTIFIDUS)
    assert "no muscle of C6 on the anterior ramus" in narrative.still_open(visit(needle), needle)


def test_both_rami_needled_leave_nothing_open() -> None:
    needles = (record("twitch"), record("cramp", site_key=MULTIFIDUS))
    assert narrative.still_open(visit(*needles), needles[-1]) == "Both rami of C6 have been needled in this visit."


def test_a_muscle_of_the_posterior_ramus_leaves_the_anterior_ramus_open() -> None:
    """The splenius lies away from the spine and hangs on the posterior ramus all the same."""
    needles = (
        record("twitch", site_key=SiteKey("splenius_cervicis_c6", "right")),
        record("twitch", site_key=MULTIFIDUS),
    )
    assert "no muscle of C6 on the anterior ramus" in narrative.still_open(visit(*needles), needles[-1])


def test_a_slanted_needle_that_reached_the_level_of_the_root_leaves_it_not_open() -> None:
    needles = (record("twitch"), slanted("multifidus_c5", "multifidus_c6"))
    assert narrative.still_open(visit(*needles), needles[0]) == "Both rami of C6 have been needled in this visit."


def test_a_slanted_needle_says_what_it_reached_and_a_straight_one_nothing() -> None:
    reached = narrative.slant_sentence(slanted("multifidus_l4", "multifidus_l5"))
    assert reached == "Entered beside L4, slanted: reached L5. The tip is 26 mm deep and 15 mm further down."
    assert "slanted: still at L4." in narrative.slant_sentence(slanted("multifidus_l4", "multifidus_l4"))
    assert "lies flatter" in narrative.slant_sentence(slanted("trapezius_upper", "trapezius_upper"))
    assert narrative.slant_sentence(record("twitch")) == ""
    assert narrative.insertion_title(slanted("multifidus_l4", "multifidus_l5")).endswith("right, 30 mm at 60°")


def test_a_tip_outside_the_muscle_is_told_by_the_depths_of_the_patient() -> None:
    deep = record("nothing", reached=False, depth_mm=21.0)
    slim = replace(deep, insertion=replace(deep.insertion, build="slim"))
    assert "had gone through it" in why(slim)
    assert "the muscle lies 4.4 to 20.4 mm under the skin" in why(slim)


def test_what_a_tip_that_is_too_deep_can_reach_is_told() -> None:
    deep = record("nothing", site_key=SiteKey("trapezius_upper", "right"), reached=False, depth_mm=40.0)
    assert "which is dangerous" in why(deep)
    assert "Beyond it: the lung." in why(deep)


@pytest.mark.parametrize("kind", ["ache", "nothing"])
def test_what_did_not_answer_points_nowhere(kind: ResponseKind) -> None:
    needle = record(kind)
    assert narrative.still_open(visit(needle), needle) == ""


def test_the_other_ramus_of_a_limb_muscle_is_its_paraspinal_and_of_that_a_muscle_of_the_complaint() -> None:
    case = find_case("tennis-elbow-1")
    of_limb = narrative.other_ramus(case, record("twitch"))
    of_spine = narrative.other_ramus(case, record("twitch", site_key=MULTIFIDUS))
    assert of_limb is not None
    assert of_limb.id == "multifidus_c6"
    assert of_spine is not None
    assert of_spine.id == "extensor_carpi_radialis_brevis"


def test_every_adverse_event_of_the_model_has_its_words() -> None:
    assert set(probabilities(site("supraspinatus"), 14.0)) == set(ADVERSE)


def test_the_twin_of_the_traces_has_their_figures() -> None:
    told = " ".join(narrative.response_lines(record("twitch")))
    assert "18 ms after the needle, for 90 ms" in told
    assert "400 µV" in told
    assert "no motor unit answered" in " ".join(narrative.response_lines(record("nothing", latency_ms=None)))
