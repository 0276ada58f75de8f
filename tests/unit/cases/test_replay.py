from __future__ import annotations

from dataclasses import replace

import pytest

from sim import MODEL_VERSION
from sim.cases import Act, Needle, Return, apply, from_json, new_attempt, replay, shown, start, to_json
from sim.errors import ReplayError
from tests.support.case_texts import case_with

CASE = case_with()
PARASPINAL = Needle("multifidus_c6", "right")
LIMB = Needle("extensor_carpi_radialis_brevis", "right")


def test_replay_gives_the_same_play() -> None:
    decisions = (Act("treat"), PARASPINAL, LIMB, Return(7), Act("manual_therapy"), Return(3), Act("stop"))
    attempt = replace(new_attempt(CASE, 5), decisions=decisions)
    first, second = replay(CASE, attempt).play, replay(CASE, attempt).play
    assert first.outcome == second.outcome
    assert first.patient == second.patient
    assert first.visits[0].needles[0].insertion.response.kind == second.visits[0].needles[0].insertion.response.kind


def test_an_attempt_is_not_replayed_on_another_case() -> None:
    other = case_with(("id: stiff-elbow-1", "id: other-elbow-1"))
    with pytest.raises(ReplayError, match="belongs to another case, got 'other-elbow-1'; allowed is 'stiff-elbow-1'"):
        replay(other, new_attempt(CASE, 1))


def test_an_attempt_is_not_replayed_on_another_revision_of_its_case() -> None:
    edited = case_with(("health: 0.55", "health: 0.6"))
    with pytest.raises(ReplayError) as caught:
        replay(edited, new_attempt(CASE, 1))
    assert str(caught.value) == (
        "attempt: belongs to another revision of the case 'stiff-elbow-1', "
        f"got the content {edited.content_hash!r}; allowed is {CASE.content_hash!r}."
    )


def test_a_replay_says_which_model_the_attempt_was_made_with() -> None:
    attempt = new_attempt(CASE, 1)
    assert not replay(CASE, attempt).is_other_model
    older = replay(CASE, replace(attempt, model_version="0.0.1"))
    assert (older.made_with, older.is_other_model) == ("0.0.1", True)
    assert older.made_with != MODEL_VERSION


def test_a_replay_names_the_decision_that_shows_something_else() -> None:
    attempt = replace(new_attempt(CASE, 1), decisions=(Act("treat"), PARASPINAL))
    first = start(CASE, 1)
    treated = apply(first, Act("treat"))
    seen = [shown(first, treated), shown(treated, apply(treated, PARASPINAL))]
    assert replay(CASE, attempt, seen).changes == ()
    (change,) = replay(CASE, attempt, [seen[0], {**seen[1], "response": "cough"}]).changes
    assert change.startswith("Decision 2: response: was 'cough', is now ")


def test_what_is_shown_says_what_a_slanted_needle_reached_and_of_a_straight_one_what_it_always_said() -> None:
    treated = apply(start(CASE, 1), Act("treat"))
    straight, slanted = (
        shown(treated, apply(treated, replace(PARASPINAL, depth_mm=30.0, angle_deg=angle))) for angle in (None, 60.0)
    )
    assert set(slanted) - set(straight) == {"angle_deg", "tip_mm", "reached_site"}
    assert (slanted["angle_deg"], slanted["tip_mm"], slanted["reached_site"]) == (60.0, 26.0, "multifidus_c7")


def test_an_attempt_with_a_slanted_needle_replays() -> None:
    decisions = (Act("treat"), replace(PARASPINAL, depth_mm=30.0, angle_deg=60.0), Act("stop"))
    again = tuple(from_json(to_json(decision)) for decision in decisions)
    first, second = (replay(CASE, replace(new_attempt(CASE, 5), decisions=made)).play for made in (decisions, again))
    assert first.patient == second.patient
    assert second.visits[0].needles[0].insertion.met.site == "multifidus_c7"
