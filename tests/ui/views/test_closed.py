"""The end of a course: outcome, debrief, score, and a way on."""

from __future__ import annotations

from sim.cases import Act, Decision, Needle, Return
from sim.ui import state
from tests.ui.views.app_page import LEARNER, open_app, sat, store, words

BOTH_RAMI: tuple[Decision, ...] = (
    Act("treat"),
    *(Needle("extensor_carpi_radialis_brevis", "right") for _ in range(3)),
    *(Needle("multifidus_c6", "right") for _ in range(2)),
    Return(7),
)


def test_a_good_course_tells_root_rami_and_outcome() -> None:
    told = words(open_app("bench", attempt_id=sat(*(5 * BOTH_RAMI), Act("stop")).attempt.id))
    assert "Clearly better" in told
    assert "counts as a responder" in told
    assert "The ill root was C6 on the right" in told
    assert "Your first decision was right" in told
    assert "Paraspinals of the segment" in told
    assert "Muscles of the segment on the anterior ramus" in told


def test_a_dangerous_needle_is_told_first_and_each_of_them() -> None:
    chest = [Needle("serratus_anterior", "right", depth_mm) for depth_mm in (60.0, 50.0)]
    told = words(open_app("bench", attempt_id=sat(Act("treat"), *chest, Return(7), Act("stop")).attempt.id))
    assert told.count("Danger at visit 1: Serratus anterior, right at 60 mm") >= 1
    assert told.index("Danger at visit 1: Serratus anterior, right at 60 mm") < told.index("at week 12")
    assert "Danger at visit 1: Serratus anterior, right at 50 mm" in told


def test_needling_a_sprain_is_told_to_be_wrong_and_why() -> None:
    decisions = (Act("treat"), Needle("extensor_carpi_radialis_brevis", "left"), Return(7), Act("stop"))
    told = words(open_app("bench", attempt_id=sat(*decisions, case_id="sprain-1").attempt.id))
    assert "Your first decision was not the best choice" in told
    assert "not from an ill root" in told
    assert "No root was ill." in told


def test_playing_again_begins_another_attempt_at_the_first_visit() -> None:
    sitting = sat(Act("stop"))
    app = open_app("bench", attempt_id=sitting.attempt.id)
    app.button(key=state.AGAIN).click().run()
    assert "Visit 1 of 6, day 0" in words(app)
    newest, oldest = store().attempts_of(LEARNER)
    assert newest.case_id == oldest.case_id
    assert newest.seed != oldest.seed


def test_another_case_is_chosen_in_the_library() -> None:
    app = open_app("bench", attempt_id=sat(Act("refer")).attempt.id)
    app.button(key=state.OTHER_CASE).click().run()
    assert "Three weeks after a sprain" in words(app)


def test_the_last_visit_can_be_treated_and_closes_the_course() -> None:
    sitting = sat(*(5 * (Act("treat"), Return(7))), Act("treat"))
    app = open_app("bench", attempt_id=sitting.attempt.id)
    assert app.button(key=state.END_VISIT).label == "End the course"
    app.button(key=state.END_VISIT).click().run()
    assert "Course closed after 6 visits" in words(app)
    assert store().read(sitting.attempt.id, LEARNER).attempt.closed_at is not None


def test_the_hidden_bands_are_on_the_map_only_after_the_course() -> None:
    open_course = sat(*BOTH_RAMI[:-1])
    shown = open_app("bench", attempt_id=open_course.attempt.id).get("bidi_component")
    told = " ".join(element.proto.json for element in shown)
    assert "visit 1: " in told
    assert "% irritable" not in told
    closed = sat(*BOTH_RAMI, Act("stop"))
    shown = open_app("bench", attempt_id=closed.attempt.id).get("bidi_component")
    assert "% irritable" in " ".join(element.proto.json for element in shown)
