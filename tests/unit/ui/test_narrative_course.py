"""Sentences about visits, days and outcomes; none of them tells what a case hides."""

from __future__ import annotations

import pytest

from sim.cases import Act, Decision, Needle, Play, Return, apply, find_case, start
from sim.course.outcome import Outcome
from sim.ui import narrative_course as told

TREATED: tuple[Decision, ...] = (Act("treat"), Needle("extensor_carpi_radialis_brevis", "right"), Return(7))


def played(*decisions: Decision, case_id: str = "tennis-elbow-1") -> Play:
    play = start(find_case(case_id), 5)
    for decision in decisions:
        play = apply(play, decision)
    return play


def outcome(start: float, week_12: float) -> Outcome:
    return Outcome(start, week_12, week_12, 60.0, 80.0, 80.0)


def test_the_patient_is_told_by_sex_age_place_and_duration() -> None:
    assert told.patient_title(find_case("tennis-elbow-1")) == "Woman, 47, right outer elbow, 34 weeks"


@pytest.mark.parametrize(
    ("decisions", "where", "asked"),
    [
        ((), "Visit 1 of 6, day 0", "What will you do?"),
        ((Act("treat"),), "Visit 1 of 6, day 0", "Where will you needle?"),
        ((Act("manual_therapy"),), "Visit 1 of 6, day 0", "When is the next visit?"),
        (TREATED, "Visit 2 of 6, day 7", "What will you do?"),
        ((Act("stop"),), "Course closed after 1 visit", "How did it go?"),
    ],
)
def test_each_phase_asks_its_one_question(decisions: tuple[Decision, ...], where: str, asked: str) -> None:
    assert told.question(played(*decisions)) == (where, asked)


def test_figures_say_what_they_were_from_the_second_visit_on() -> None:
    assert [fact.was for fact in told.patient_facts(played())] == ["", "", ""]
    pain, movement, *_ = told.patient_facts(played(*TREATED))
    first = played().current
    assert pain.was == f"{first.pain_nrs:.1f}"
    assert movement.name == "Wrist flexion"
    assert movement.was == f"{first.rom_percent:.0f} %"


def test_days_later_tells_soreness_pain_and_range_with_what_they_were() -> None:
    play = played(*TREATED)
    heading, lines = told.days_later(play)
    assert heading == "7 days later"
    assert f"{play.visits[0].soreness_nrs:.1f} of 10" in lines[0]
    assert f"Pain is {play.current.pain_nrs:.1f}, was {play.visits[0].pain_nrs:.1f}" in lines[1]
    assert "wrist flexion" in lines[2]


def test_days_without_needles_tell_no_soreness() -> None:
    _, lines = told.days_later(played(Act("manual_therapy"), Return(7), case_id="sprain-1"))
    assert "sore" not in " ".join(lines)


@pytest.mark.parametrize(
    ("start_nrs", "week_12", "words"),
    [
        (7.0, 2.0, "Clearly better: 5.0 points less pain at week 12."),
        (7.0, 5.5, "A little better: 1.5 points less pain at week 12."),
        (7.0, 6.5, "About the same at week 12 as at the start."),
        (5.0, 6.5, "Worse: 1.5 points more pain at week 12."),
    ],
)
def test_the_outcome_is_told_in_one_sentence(start_nrs: float, week_12: float, words: str) -> None:
    assert told.outcome_headline(outcome(start_nrs, week_12)) == words


def test_the_rule_of_a_responder_is_told_either_way() -> None:
    assert "counts as a responder" in told.outcome_rule(outcome(7.0, 2.0))
    assert "does not count" in told.outcome_rule(outcome(7.0, 6.0))
    assert "30 % and 2 points" in told.outcome_rule(outcome(7.0, 6.0))


@pytest.mark.parametrize(
    ("decisions", "words"),
    [
        ((*TREATED, Act("stop")), "You stopped after 2 visits."),
        ((Act("refer"),), "You referred the patient at visit 1."),
        (6 * (Act("treat"), Return(7)), "The course ran its 6 visits."),
    ],
)
def test_the_end_says_how_it_came(decisions: tuple[Decision, ...], words: str) -> None:
    assert told.ending_sentence(played(*decisions)) == words


def test_the_pain_picture_has_a_point_for_each_visit_and_for_week_12() -> None:
    points = told.pain_points(played(*TREATED, Act("stop")))
    assert [(day, name) for day, _, name in points] == [(0.0, "visit 1"), (7.0, "visit 2"), (84.0, "week 12")]
    assert "visit 2, day 7" in told.pain_text(played(*TREATED))


def test_nothing_told_before_the_debrief_names_what_the_case_hides() -> None:
    play = played(*TREATED)
    everything = " ".join(
        [
            told.patient_title(play.case),
            *told.known_at_first(play.case),
            *told.days_later(play)[1],
            *(f"{fact.name} {fact.value} {fact.was}" for fact in told.patient_facts(play)),
        ]
    )
    assert "C6" not in everything
    assert "neuropathic" not in everything
    assert "0.55" not in everything
    assert "55 %" not in everything


@pytest.mark.parametrize(("count", "words"), [(1, "1 day"), (2, "2 days"), (0, "0 days"), (0.5, "0.5 days")])
def test_a_noun_agrees_with_its_count(count: float, words: str) -> None:
    assert told.plural(count, "day") == words
