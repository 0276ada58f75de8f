from __future__ import annotations

from dataclasses import replace

import pytest

from sim.assessment.report import play_report
from sim.cases import (
    Act,
    Decision,
    Needle,
    Play,
    Return,
    apply,
    differences,
    onset,
    shown,
    start,
)
from sim.course.advance import advance
from sim.errors import ModelInputError, ReplayError, SimError
from tests.support.case_texts import case_with

CASE = case_with()
PARASPINAL = Needle("multifidus_c6", "right")
LIMB = Needle("extensor_carpi_radialis_brevis", "right")


def after(*decisions: Decision, seed: int = 1, max_visits: int = 6) -> Play:
    play = start(case_with(("max_visits: 6", f"max_visits: {max_visits}")), seed)
    for decision in decisions:
        play = apply(play, decision)
    return play


def test_a_case_starts_at_the_first_visit_undecided() -> None:
    play = start(CASE, 1)
    assert (play.visit, play.day, play.phase, len(play.visits)) == (1, 0, "deciding", 1)
    assert play.current.action is None
    assert 0.0 < play.current.pain_nrs <= 10.0


@pytest.mark.parametrize(
    ("decisions", "phase"),
    [
        ([Act("treat")], "needling"),
        ([Act("treat"), PARASPINAL], "needling"),
        ([Act("manual_therapy")], "resting"),
        ([Act("treat"), Return(7)], "deciding"),
        ([Act("manual_therapy"), Return(7)], "deciding"),
        ([Act("stop")], "closed"),
        ([Act("refer")], "closed"),
        ([Act("treat"), Act("stop")], "closed"),
        ([Act("manual_therapy"), Act("refer")], "closed"),
    ],
)
def test_a_decision_leads_to_its_phase(decisions: list[Decision], phase: str) -> None:
    assert after(*decisions).phase == phase


@pytest.mark.parametrize(
    ("decisions", "refused", "message"),
    [
        (
            [],
            PARASPINAL,
            "visit 1, day 0: cannot follow what was decided before, got a needle; allowed first is one of",
        ),
        ([], Return(7), "got a return; allowed first is one of treat"),
        ([Act("treat")], Act("treat"), "got treat; allowed is a needle, a return"),
        ([Act("treat")], Act("manual_therapy"), "got manual_therapy; allowed is a needle"),
        ([Act("manual_therapy")], PARASPINAL, "got a needle; allowed is a return in some days, stop or refer"),
        ([Act("stop")], PARASPINAL, "got a needle; the course is closed and nothing more can be decided"),
        ([Act("refer")], Act("treat"), "got treat; the course is closed"),
        ([Act("stop")], Return(7), "got a return; the course is closed"),
        ([Act("treat")], Return(0), "return.days: is out of range, got 0; allowed is 1 to 84 days"),
        ([Act("treat")], Return(85), "return.days: is out of range, got 85"),
        ([Act("treat")], Return(-3), "return.days: is out of range, got -3"),
        ([Act("treat")], replace(LIMB, site="elbow"), "needle.site: unknown site, got 'elbow'"),
        ([Act("treat")], replace(LIMB, depth_mm=-3.0), "needle.depth_mm: is out of range, got -3.0"),
        ([Act("treat")], replace(LIMB, depth_mm=900.0), "needle.depth_mm: is out of range, got 900.0"),
        ([Act("treat")], replace(LIMB, depth_mm=float("nan")), "needle.depth_mm: is out of range, got nan"),
    ],
)
def test_what_is_not_allowed_is_told_and_changes_nothing(
    decisions: list[Decision], refused: Decision, message: str
) -> None:
    play = after(*decisions)
    with pytest.raises((ReplayError, ModelInputError)) as caught:
        apply(play, refused)
    assert message in str(caught.value)
    assert play == after(*decisions)


def test_the_visit_allowed_last_may_treat_and_its_return_closes_the_course() -> None:
    play = after(Act("treat"), Return(7), Act("treat"), PARASPINAL, Return(5), max_visits=2)
    assert (play.phase, play.ending, len(play.visits)) == ("closed", "last_visit", 2)
    assert play.end is not None
    assert play.end.day == 12


def test_a_needle_is_recorded_in_its_visit_with_its_number() -> None:
    play = after(Act("treat"), PARASPINAL, LIMB, PARASPINAL, Return(7), Act("treat"), PARASPINAL)
    assert [[record.insertion.number for record in visit.needles] for visit in play.visits] == [[1, 1, 2], [1]]


def test_soreness_is_of_the_day_after_and_unknown_before() -> None:
    open_visit = after(Act("treat"), PARASPINAL, PARASPINAL)
    assert open_visit.current.soreness_nrs is None
    closed_visit = apply(open_visit, Return(7)).visits[0]
    assert closed_visit.soreness_nrs == advance(open_visit.patient, 1.0).soreness_nrs
    assert closed_visit.soreness_nrs > 0.0


def test_one_more_needle_shifts_no_other() -> None:
    without = after(Act("treat"), PARASPINAL)
    beside = after(Act("treat"), Needle("multifidus_c6", "left"), PARASPINAL)
    assert beside.current.needles[-1].insertion.response.kind == without.current.needles[-1].insertion.response.kind
    assert (
        beside.current.needles[-1].insertion.response.latency_ms
        == without.current.needles[-1].insertion.response.latency_ms
    )


@pytest.mark.parametrize(
    "decisions",
    [
        [Act("stop")],
        [Act("manual_therapy"), Return(84), Act("manual_therapy"), Return(84), Act("stop")],
        [Act("manual_therapy"), Return(50), Act("manual_therapy"), Return(50), Act("stop")],
        [Act("manual_therapy"), Return(83), Act("stop")],
        [Act("manual_therapy"), Return(80), Act("manual_therapy"), Act("stop")],
    ],
)
def test_the_outcome_is_read_twelve_weeks_after_the_first_visit(decisions: list[Decision]) -> None:
    play = after(*decisions)
    assert play.week_12 is not None
    assert play.week_12.day == 84
    assert play.outcome is not None
    assert play.outcome.pain_nrs_12wk == play.week_12.pain_nrs
    assert all(visit.soreness_nrs is not None for visit in play.visits)


def test_a_course_that_is_stopped_untreated_ends_that_day() -> None:
    play = after(Act("stop"))
    assert play.outcome is not None
    assert play.outcome.pain_nrs_end == play.outcome.pain_nrs_start


def test_two_seeds_are_two_patients() -> None:
    assert start(CASE, 1).patient != start(CASE, 2).patient


def test_what_was_shown_names_what_a_replay_shows_otherwise() -> None:
    before = after(Act("treat"))
    stored = shown(before, apply(before, PARASPINAL))
    assert stored["response"] in {"twitch", "cramp", "ache", "nothing"}
    assert differences(stored, shown(before, apply(before, PARASPINAL))) == ()
    changed = {**stored, "response": "cough"}
    assert differences(changed, stored) == (f"response: was 'cough', is now {stored['response']!r}",)


def test_what_is_shown_follows_the_decision() -> None:
    play = start(CASE, 1)
    treated = apply(play, Act("treat"))
    returned = apply(treated, Return(7))
    assert shown(play, treated)["phase"] == "needling"
    assert shown(treated, returned)["day"] == 7
    assert "pain_nrs_12wk" in shown(returned, apply(returned, Act("stop")))


def test_every_refusal_is_an_error_of_the_simulation() -> None:
    assert issubclass(ReplayError, SimError)


def test_the_onset_of_a_needle_is_what_the_needle_then_brings() -> None:
    play = after(Act("treat"))
    for _ in range(3):
        first, play = onset(play, LIMB), apply(play, LIMB)
        whole = play.current.needles[-1].insertion.response.trace
        assert (first.emg_uv == whole.emg_uv).all()


def test_there_is_no_onset_before_a_visit_is_for_needling() -> None:
    with pytest.raises(ReplayError, match="a needle"):
        onset(start(CASE, 3), LIMB)


def test_what_is_kept_of_an_insertion_is_what_a_report_says_of_it() -> None:
    treated = after(Act("treat"))
    needled = apply(treated, LIMB)
    (needle,) = play_report(apply(needled, Act("stop")))["visits"][0]["needles"]  # type: ignore[index]
    assert needle["insertions"] == [shown(treated, needled)]
