"""The library: what can be played, how far the own attempts are, and what is wrong with a faulty file."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.cases import Act, Needle, Return
from sim.ui import state, text
from sim.ui.components import learner_cookie
from sim.ui.learner import valid_token
from tests.support.case_texts import CASE, edited
from tests.ui.views.app_page import LEARNER, TENNIS_ELBOW, open_app, sat, store, words

OPEN_ELBOW = state.OPEN_CASE + TENNIS_ELBOW
NEEDLE = Needle("extensor_carpi_radialis_brevis", "right")


def test_every_case_has_a_card_that_keeps_its_secret() -> None:
    told = words(open_app())
    assert "The tennis elbow that would not heal" in told
    assert "A shoulder that wakes at night" in told
    assert "Three weeks after a sprain" in told
    assert "C6" not in told
    assert "neuropathic" not in told.lower()


def test_opening_a_case_begins_an_attempt_on_the_bench() -> None:
    app = open_app()
    app.button(key=OPEN_ELBOW).click().run()
    assert "Visit 1 of 6, day 0" in words(app)
    (row,) = store().attempts_of(LEARNER)
    assert row.case_id == TENNIS_ELBOW
    assert app.query_params[state.ATTEMPT_PARAM] in (row.id, [row.id])


def test_two_attempts_have_two_seeds() -> None:
    for _ in range(2):
        app = open_app()
        app.button(key=OPEN_ELBOW).click().run()
        if store().latest_open(LEARNER) is not None:
            app = open_app("bench")
            app.radio(key=state.ACTION).set_value("stop").run()
            app.button(key=state.DECIDE).click().run()
            app.button(key=state.AGAIN).click().run()
    seeds = [row.seed for row in store().attempts_of(LEARNER)]
    assert len(seeds) > 1
    assert len(set(seeds)) == len(seeds)


@pytest.mark.parametrize(
    ("decisions", "status", "button"),
    [
        ((), "Not begun", "Open the case"),
        ((Act("treat"), NEEDLE, Return(7), Act("treat"), Return(7)), "At visit 3 of 6", "Go on"),
        ((Act("stop"),), "Done: no responder", "See the debrief"),
    ],
)
def test_a_card_says_how_far_the_attempt_is(
    decisions: tuple[Act | Needle | Return, ...], status: str, button: str
) -> None:
    sat(*decisions)
    app = open_app()
    assert status in words(app)
    assert app.button(key=OPEN_ELBOW).label == button


def test_going_on_opens_the_same_attempt() -> None:
    sitting = sat(Act("treat"))
    app = open_app()
    app.button(key=OPEN_ELBOW).click().run()
    assert "Where will you needle?" in words(app)
    assert [row.id for row in store().attempts_of(LEARNER)] == [sitting.attempt.id]


def test_a_faulty_file_is_told_by_line_and_the_others_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "stiff-elbow-1.yaml").write_text(edited(("age: 50", "age: 500"), ("health: 0.55", "health: 1.4")))
    monkeypatch.setenv("IMS_SCENARIOS", str(tmp_path))
    app = open_app()
    told = words(app)
    assert text.FAULTY_FILES in told
    assert "stiff-elbow-1.yaml:7: patient.age: is out of range, got 500" in told
    assert "truth.roots[0].health: is out of range, got 1.4" in told
    assert OPEN_ELBOW in [button.key for button in app.button]


def test_markup_in_a_case_is_shown_as_it_was_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    title = 'An <img src=x onerror="alert(1)"> elbow'
    (tmp_path / "stiff-elbow-1.yaml").write_text(edited(("An elbow that stays stiff", f"'{title}'")))
    monkeypatch.setenv("IMS_SCENARIOS", str(tmp_path))
    app = open_app()
    assert title in words(app)
    assert all("<img" not in element.proto.body for element in app.get("html"))


def test_an_own_case_is_listed_with_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "stiff-elbow-1.yaml").write_text(CASE)
    monkeypatch.setenv("IMS_SCENARIOS", str(tmp_path))
    assert "An elbow that stays stiff" in words(open_app())


@pytest.mark.parametrize("cookie", [None, "", "short", "a" * 300, "<script>alert(1)</script>", "two words of a token"])
def test_a_cookie_that_is_no_token_is_not_taken(cookie: str | None) -> None:
    assert valid_token(cookie) is None


def test_the_cookie_of_a_browser_is_its_token() -> None:
    assert valid_token("Zm9vYmFyLWJhei1xdXV4") == "Zm9vYmFyLWJhei1xdXV4"


def test_the_cookie_that_is_kept_is_the_cookie_that_is_read() -> None:
    assert state.LEARNER_COOKIE == learner_cookie.NAME
