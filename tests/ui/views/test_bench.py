"""The bench: one question at a time, and every step is kept before it is shown."""

from __future__ import annotations

from threading import Event

import pytest
from streamlit.testing.v1 import AppTest

from sim.cases import Act, Needle, Return
from sim.errors import StorageError
from sim.storage import Store
from sim.ui import needling, state, text
from sim.ui.components.reflex_path import reflex_path_of
from sim.ui.views import answer, bench
from sim.ui.views.answer import Preview
from tests.ui.views.app_page import LEARNER, decisions_on_disk, open_app, sat, store, words

ECRB = "extensor_carpi_radialis_brevis"
NEEDLE_ECRB = Needle(ECRB, "right", 14.0, "twitch")
TREATED = (Act("treat"), NEEDLE_ECRB)


def needle(app: AppTest, site: str = ECRB, depth_mm: float | None = None, predicted: str | None = "twitch") -> AppTest:
    """Choose a site, say what is expected, and needle."""
    app.selectbox(key=state.SITE).select(site).run()
    if depth_mm is not None:
        app.number_input(key=state.DEPTH).set_value(depth_mm).run()
    app.button_group(key=state.PREDICTION).set_value(predicted).run()
    return app.button(key=state.NEEDLE).click().run()


def test_without_an_attempt_the_bench_says_how_to_get_one() -> None:
    app = open_app("bench")
    assert text.NO_ATTEMPT in words(app)
    assert app.button(key=state.TO_LIBRARY).label == text.TO_THE_LIBRARY


def test_the_open_attempt_opens_by_itself() -> None:
    sitting = sat(Act("treat"))
    app = open_app("bench")
    assert "Where will you needle?" in words(app)
    assert app.query_params[state.ATTEMPT_PARAM] in (sitting.attempt.id, [sitting.attempt.id])


@pytest.mark.parametrize("attempt_id", ["0" * 32, "../../etc/passwd", "<script>alert(1)</script>", ""])
def test_an_unknown_attempt_is_refused_in_words(attempt_id: str) -> None:
    app = open_app("bench", attempt_id=attempt_id)
    assert text.NOT_YOURS in words(app) if attempt_id else text.NO_ATTEMPT in words(app)
    assert not app.exception


def test_the_attempt_of_another_learner_shows_nothing() -> None:
    sitting = sat(*TREATED, learner="somebody else entirely")
    app = open_app("bench", attempt_id=sitting.attempt.id)
    told = words(app)
    assert text.NOT_YOURS in told
    assert "Anna" not in told


def test_the_first_visit_tells_the_story_and_not_the_truth() -> None:
    app = open_app("bench", attempt_id=sat().attempt.id)
    told = words(app)
    assert "Anna is a potter." in told
    assert "Her neck has been stiff for years" in told
    assert "C6" not in told
    assert "neuropathic" not in told.lower()


def test_deciding_nothing_is_answered_and_kept_nowhere() -> None:
    sitting = sat()
    app = open_app("bench", attempt_id=sitting.attempt.id)
    app.button(key=state.DECIDE).click().run()
    assert text.CHOOSE_AN_ACTION in words(app)
    assert decisions_on_disk(sitting.attempt.id) == 0


def test_treating_asks_where() -> None:
    app = open_app("bench", attempt_id=sat().attempt.id)
    app.radio(key=state.ACTION).set_value("treat").run()
    app.button(key=state.DECIDE).click().run()
    assert "Where will you needle?" in words(app)


def test_a_needle_without_a_site_is_answered() -> None:
    app = open_app("bench", attempt_id=sat(Act("treat")).attempt.id)
    app.button(key=state.NEEDLE).click().run()
    assert text.CHOOSE_A_SITE in words(app)


def test_a_needle_without_a_prediction_is_answered_and_not_placed() -> None:
    sitting = sat(Act("treat"))
    app = needle(open_app("bench", attempt_id=sitting.attempt.id), predicted=None)
    assert text.PREDICT_FIRST in words(app)
    assert decisions_on_disk(sitting.attempt.id) == 1


def test_a_needle_is_kept_and_answered_with_what_was_predicted() -> None:
    sitting = sat(Act("treat"))
    app = needle(open_app("bench", attempt_id=sitting.attempt.id))
    told = words(app)
    assert "Insertion 1, extensor carpi radialis brevis, right, 14 mm" in told
    assert "You predicted twitch" in told
    kept = store().read(sitting.attempt.id, LEARNER).decisions[-1]
    assert kept.payload["predicted"] == "twitch"
    assert str(kept.shown["response"]).capitalize() in told


def test_a_needle_that_takes_long_is_kept_once_and_shown_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    sitting = sat(Act("treat"))
    app = open_app("bench", attempt_id=sitting.attempt.id)
    monkeypatch.setattr(needling.Coming, "is_quick", lambda _: False)
    told = words(needle(app))
    assert "Insertion 1," in told
    assert decisions_on_disk(sitting.attempt.id) == 2


def test_the_first_needle_waits_for_the_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    sitting = sat(Act("treat"))
    app = open_app("bench", attempt_id=sitting.attempt.id)
    said: list[Preview] = []
    monkeypatch.setattr(answer, "kernel_is_ready", Event)
    monkeypatch.setattr(bench, "kernel_is_ready", Event)
    monkeypatch.setattr(answer, "_coming", said.append)
    assert "Insertion 1," in words(needle(app))
    assert [preview.words for preview in said] == [text.KERNEL_WAIT]


def test_the_depth_starts_in_the_middle_of_the_safe_range() -> None:
    app = open_app("bench", attempt_id=sat(Act("treat")).attempt.id)
    app.selectbox(key=state.SITE).select("multifidus_c6").run()
    assert app.number_input(key=state.DEPTH).value == 26.0


@pytest.mark.parametrize("depth_mm", [-3.0, 900.0])
def test_a_depth_out_of_range_is_refused_in_words_and_changes_nothing(depth_mm: float) -> None:
    sitting = sat(Act("treat"))
    app = needle(open_app("bench", attempt_id=sitting.attempt.id), depth_mm=depth_mm)
    assert f"needle.depth_mm: is out of range, got {depth_mm}; allowed is 0.1 to 150 mm." in words(app)
    assert decisions_on_disk(sitting.attempt.id) == 1
    assert not app.exception


def test_a_segment_shows_the_sites_of_both_its_rami() -> None:
    app = open_app("bench", attempt_id=sat(Act("treat")).attempt.id)
    app.selectbox(key=state.SHOW).select("segment:C6").run()
    listed = [label.split(" · ")[0] for label in app.selectbox(key=state.SITE).options]
    assert "Multifidus at C6" in listed
    assert "Extensor carpi radialis brevis (ECRB)" in listed
    assert "First dorsal interosseous (FDI)" not in listed


def test_after_the_days_the_panel_says_what_changed() -> None:
    app = open_app("bench", attempt_id=sat(*TREATED).attempt.id)
    app.number_input(key=state.DAYS).set_value(7).run()
    app.button(key=state.END_VISIT).click().run()
    told = words(app)
    assert "7 days later" in told
    assert "Visit 2 of 6, day 7" in told
    assert "What will you do?" in told


def test_no_days_are_asked_for_again() -> None:
    sitting = sat(*TREATED)
    app = open_app("bench", attempt_id=sitting.attempt.id)
    app.number_input(key=state.DAYS).set_value(None).run()
    app.button(key=state.END_VISIT).click().run()
    assert text.SAY_HOW_MANY_DAYS in words(app)
    assert decisions_on_disk(sitting.attempt.id) == 2


def test_manual_therapy_asks_for_the_next_visit_and_for_no_needle() -> None:
    app = open_app("bench", attempt_id=sat(Act("manual_therapy")).attempt.id)
    assert "When is the next visit?" in words(app)
    assert state.NEEDLE not in [button.key for button in app.button]


def test_the_page_is_the_same_after_it_was_closed_and_opened_again() -> None:
    sitting = sat(*TREATED, Return(7), *TREATED)
    first, second = (open_app("bench", attempt_id=sitting.attempt.id) for _ in range(2))
    assert "Visit 2 of 6, day 7" in words(first)
    assert words(first) == words(second)


def test_drawing_again_changes_nothing() -> None:
    app = open_app("bench", attempt_id=sat(*TREATED).attempt.id)
    before = words(app)
    assert words(app.run()) == before


def test_another_tab_that_went_on_is_told_and_shown() -> None:
    sitting = sat(Act("treat"))
    here = open_app("bench", attempt_id=sitting.attempt.id)
    needle(open_app("bench", attempt_id=sitting.attempt.id))
    told = words(needle(here))
    assert text.MOVED_ON in told
    assert "Insertion 1," in told
    assert decisions_on_disk(sitting.attempt.id) == 2


def test_what_cannot_be_kept_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    sitting = sat(Act("treat"))
    app = open_app("bench", attempt_id=sitting.attempt.id)

    def no_room(*_: object, **__: object) -> None:
        raise StorageError("attempts.sqlite: cannot be written, got 'no space'; allowed is a disk with room.")

    monkeypatch.setattr(Store, "append", no_room)
    told = words(needle(app))
    assert "no space" in told
    assert "Insertion 1," not in told


def test_an_unexpected_fault_is_told_in_plain_words(monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_app("bench", attempt_id=sat(Act("treat")).attempt.id)

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(Store, "append", broken)
    told = words(needle(app))
    assert text.UNEXPECTED in told
    assert "secret detail" not in told
    assert not app.exception


def test_a_fault_in_a_callback_is_told_in_plain_words(monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_app("bench", attempt_id=sat(Act("treat")).attempt.id)

    def broken(_: object) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(state, "choose", broken)
    app.selectbox(key=state.SITE).select(ECRB).run()
    assert text.UNEXPECTED in words(app)
    assert "Where will you needle?" in words(app)
    assert not app.exception


def test_a_replay_that_shows_something_else_says_so() -> None:
    sitting = sat(Act("treat"))
    payload = {"kind": "needle", "site": ECRB, "side": "right", "depth_mm": None, "predicted": None}
    store().append(sitting.attempt.id, 1, "needle", payload, {"response": "a song"})
    told = words(open_app("bench", attempt_id=sitting.attempt.id))
    assert "this attempt shows something else than you saw then" in told
    assert "Decision 2: response: was 'a song'" in told


def test_an_examination_neither_asks_nor_explains() -> None:
    training = sat().attempt
    row = store().create_attempt(
        LEARNER,
        case_id=training.case_id,
        case_hash=training.case_hash,
        case_text=training.case_text,
        seed=5,
        model_version="0",
        mode="exam",
    )
    app = open_app("bench", attempt_id=row.id)
    app.radio(key=state.ACTION).set_value("treat").run()
    app.button(key=state.DECIDE).click().run()
    app.selectbox(key=state.SITE).select(ECRB).run()
    app.button(key=state.NEEDLE).click().run()
    told = words(app)
    assert "Insertion 1," in told
    assert "The path it took" not in told
    assert state.PREDICTION not in [group.key for group in app.button_group]


@pytest.mark.parametrize("days", [0, 85, 999])
def test_days_out_of_range_are_refused_in_words_and_change_nothing(days: int) -> None:
    sitting = sat(*TREATED)
    app = open_app("bench", attempt_id=sitting.attempt.id)
    app.number_input(key=state.DAYS).set_value(days).run()
    app.button(key=state.END_VISIT).click().run()
    assert f"got {days}; allowed is 1 to 84 days" in words(app)
    assert app.number_input(key=state.DAYS).value == days
    assert decisions_on_disk(sitting.attempt.id) == 2


def test_the_visit_after_a_refresh_has_its_side_and_its_days() -> None:
    app = open_app("bench", attempt_id=sat(Act("treat")).attempt.id)
    app = needle(app)
    app.button(key=state.END_VISIT).click().run()
    app.radio(key=state.ACTION).set_value("treat").run()
    app.button(key=state.DECIDE).click().run()
    assert app.number_input(key=state.DAYS).value == 7
    assert app.session_state[state.SIDE] == "right"


def test_the_path_keeps_the_health_of_the_root_for_the_debrief() -> None:
    sitting = sat(Act("treat"), *([NEEDLE_ECRB] * 8))
    responses = [needle.insertion.response for needle in sitting.play.current.needles]
    secrets = [step for response in responses for step in response.path if "that conduct" in step.unit and step.drive]
    assert secrets, "there is something to keep"
    told = words(app := open_app("bench", attempt_id=sitting.attempt.id))
    drawn = str(next(part.proto for part in app.get("bidi_component") if state.REFLEX_PATH in part.proto.id))
    assert "C6 anterior ramus" in drawn
    assert "that conduct" not in drawn + told
    for response in responses:
        boxes = reflex_path_of(response, "ECRB, right", hidden=answer.KEPT_FOR_THE_DEBRIEF).nodes
        assert [box.figures + box.margin for box in boxes if box.place == "efferent"] == [""]


def test_a_muscle_of_many_segments_asks_for_its_level_and_takes_the_one_in_view_first() -> None:
    app = open_app("bench", attempt_id=sat(Act("treat")).attempt.id)
    assert state.LEVEL not in {box.key for box in app.selectbox}
    app.selectbox(key=state.SHOW).select("segment:T7").run()
    app.selectbox(key=state.SITE).select("longissimus_thoracis").run()
    assert app.selectbox(key=state.LEVEL).value == "T7"
    app.selectbox(key=state.LEVEL).select("T10").run()
    assert "T10" in words(app)
    assert app.session_state[state.SITE] == "longissimus_thoracis"
    app.selectbox(key=state.SITE).select("multifidus_t7").run()
    assert state.LEVEL not in {box.key for box in app.selectbox}


def test_a_level_is_needled_where_it_was_chosen() -> None:
    sitting = sat(Act("treat"))
    app = open_app("bench", attempt_id=sitting.attempt.id)
    app.selectbox(key=state.SITE).select("longissimus_thoracis").run()
    app.selectbox(key=state.LEVEL).select("T10").run()
    app.button_group(key=state.PREDICTION).set_value("nothing").run()
    app.button(key=state.NEEDLE).click().run()
    assert store().read(sitting.attempt.id, LEARNER).decisions[-1].payload["site"] == "longissimus_thoracis_t10"
    assert app.selectbox(key=state.LEVEL).value == "T10"
