from __future__ import annotations

from dataclasses import replace

import pytest

from sim import anatomy
from sim.assessment import Score, score
from sim.assessment.score import pain_without_luck
from sim.cases import Act, Play, apply, start
from sim.course.numbers import NUMBERS
from sim.course.pain import pain_nrs
from sim.errors import ReplayError
from tests.support.case_texts import case_with
from tests.support.plays import BOTH, LIMB, SPRAIN, played, weekly

STOP = "- {visit: 1, day: 0, action: stop}"
MANUAL = "- {visit: 1, day: 0, action: manual_therapy}\n- {visit: 2, day: 7, action: stop}"
REFER = "- {visit: 1, day: 0, action: refer}"


def total(plan: str, *changes: tuple[str, str]) -> float:
    return score(played(plan, *changes)).total


def part(found: Score, name: str) -> float:
    return next(part.points for part in found.parts if part.name == name)


def test_parts_sum_to_a_total_of_0_to_100() -> None:
    for plan in (weekly(BOTH), weekly(LIMB), STOP, MANUAL):
        found = score(played(plan))
        assert found.total == pytest.approx(sum(part.points for part in found.parts), abs=0.05)
        assert sum(part.max for part in found.parts) == 100.0
        assert all(0.0 <= part.points <= part.max and part.evidence for part in found.parts)


def test_both_rami_beat_the_limb_alone_which_beats_the_wrong_segment_which_beats_nothing() -> None:
    wrong = weekly(["flexor_carpi_ulnaris", "multifidus_c8"])
    totals = [total(weekly(BOTH)), total(weekly(LIMB)), total(wrong), total(STOP)]
    assert totals[0] > 85.0
    assert totals == sorted(totals, reverse=True)
    assert totals[0] > totals[1] + 25.0
    assert totals[1] > totals[2] + 15.0


def test_doing_nothing_where_needling_is_right_is_worth_nothing() -> None:
    assert total(STOP) == 0.0


def test_needling_everything_is_no_choice() -> None:
    everything = weekly([site for site in anatomy.sites() if anatomy.site(site).roots], visits=1, insertions=1)
    once = weekly(BOTH, visits=1)
    assert total(everything) < total(once) - 25.0
    assert part(score(played(everything)), "dose") < part(score(played(once)), "dose")


def test_needles_astray_cost_points_on_both_rami() -> None:
    aimed, astray = (
        score(played(weekly(sites, visits=1))) for sites in (BOTH, [*BOTH, "multifidus_c8", "flexor_carpi_ulnaris"])
    )
    assert part(astray, "posterior") == pytest.approx(0.6 * part(aimed, "posterior"), abs=0.1)
    assert part(astray, "anterior") == pytest.approx(0.6 * part(aimed, "anterior"), abs=0.1)


def test_a_crowd_of_needles_at_the_right_places_has_no_points_for_dose() -> None:
    assert part(score(played(weekly(BOTH, visits=1, insertions=20))), "dose") == 0.0


def test_treating_daily_costs_points_for_spacing() -> None:
    daily = "".join(
        line.replace(f"day: {7 * n},", f"day: {n},") + "\n" for n, line in enumerate(weekly(BOTH).splitlines())
    )
    assert part(score(played(daily)), "dose") == 0.0
    assert part(score(played(weekly(BOTH))), "dose") == 15.0


@pytest.mark.parametrize(
    "changes",
    [SPRAIN, (("flags: []", "flags: [pregnancy]"),), (("duration_weeks: 52", "duration_weeks: 6"),)],
    ids=["sprain", "pregnancy", "six weeks"],
)
def test_where_needling_is_not_right_the_alternative_is_worth_all_and_needling_nothing(
    changes: tuple[tuple[str, str], ...],
) -> None:
    assert total(MANUAL, *changes) == 100.0
    assert total(weekly(BOTH), *changes) == 0.0
    assert 0.0 < total(STOP, *changes) < 50.0


def test_a_red_flag_is_referred() -> None:
    change = ("flags: []", "flags: [cauda_equina]")
    assert total(REFER, change) == 100.0
    assert total(MANUAL, change) < 50.0


@pytest.mark.parametrize("plan", [STOP, weekly(BOTH)], ids=["untreated", "treated"])
def test_points_do_not_depend_on_the_ups_and_downs_of_pain(plan: str) -> None:
    """The same course of the same patient, told by forty persons; some of them tell no pain at all in the end."""
    play = played(plan)
    assert play.week_12 is not None
    moments = [(play.visits[0].before, 0.0), (play.week_12.patient, play.week_12.day)]
    calm = replace(NUMBERS, fluctuation_sd_nrs=0.0)
    start_nrs, week_12_nrs = (pain_nrs(patient, seed=1, day=day, numbers=calm) for patient, day in moments)
    told = [pain_nrs(moments[1][0], seed=seed, day=moments[1][1]) for seed in range(101, 141)]
    found = {pain_without_luck(_told_by(play, seed)) for seed in range(101, 141)}
    assert max(told) - min(told) > 1.0
    assert found == {(start_nrs, week_12_nrs)}


def _told_by(play: Play, seed: int) -> Play:
    """Return the play as a person with other ups and downs would have told it."""
    assert play.week_12 is not None
    first, week_12 = play.visits[0], play.week_12
    told = replace(first, pain_nrs=pain_nrs(first.before, seed=seed, day=0.0))
    later = replace(week_12, pain_nrs=pain_nrs(week_12.patient, seed=seed, day=week_12.day))
    return replace(play, seed=seed, visits=(told, *play.visits[1:]), week_12=later)


def test_an_open_course_has_no_score() -> None:
    with pytest.raises(ReplayError, match="score: the course is open, got visit 1; allowed is a closed course"):
        score(apply(start(case_with(), 1), Act("treat")))
