"""C: the course over twelve weeks. Seeds from 101 on; nothing was tuned on them.

Pain is taken without the person's own ups and downs, which average to nothing, so that few seeds are enough.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import numpy as np
import pytest

from sim.anatomy import complaint_regions, site
from sim.course import advance, begin_visit
from sim.patient.state import Patient, RootKey
from tests.support.courses import (
    ECRB,
    Needles,
    by_hand,
    drawn,
    gain,
    ill_patient,
    key,
    leave_alone,
    level,
    on_graph,
    rootless_patient,
    weekly_pain,
)

GRAPH_SEEDS = range(101, 105)
DRAWN_SEEDS = range(101, 106)

LIMB: Needles = {ECRB: 3}
LIMB_AND_SEGMENT: Needles = {ECRB: 3, key("multifidus_c6"): 2}
LIMB_AND_NEIGHBOUR: Needles = {ECRB: 3, key("multifidus_c5"): 2}
LIMB_AND_FAR: Needles = {ECRB: 3, key("multifidus_t1"): 2}
WRONG_SEGMENT: Needles = {key("first_dorsal_interosseous"): 3, key("multifidus_t1"): 2}

PATIENTS = {
    "elbow C6 0.35": ("C6", 0.35, 34.0, "elbow_lateral"),
    "elbow C6 0.55": ("C6", 0.55, 34.0, "elbow_lateral"),
    "elbow C6 0.7": ("C6", 0.7, 34.0, "elbow_lateral"),
    "shoulder C5 0.5": ("C5", 0.5, 20.0, "shoulder"),
    "shoulder C5 0.7": ("C5", 0.7, 20.0, "shoulder"),
}


def mean(courses: Iterable[list[float]]) -> list[float]:
    return [float(value) for value in np.mean(list(courses), axis=0)]


@cache
def tennis_elbow(arm: str) -> list[float]:
    """Return the mean weekly pain of the tennis elbow over five weekly visits, needled on the graph."""
    needles = {"both": LIMB_AND_SEGMENT, "limb": LIMB, "wrong": WRONG_SEGMENT}[arm]
    return mean(weekly_pain(ill_patient(), on_graph(needles, seed)) for seed in GRAPH_SEEDS)


def drawn_course(patient: Patient, needles: Needles, *, visits: int = 5, every_weeks: int = 1) -> list[float]:
    return mean(
        weekly_pain(patient, drawn(needles, seed), visits=visits, every_weeks=every_weeks) for seed in DRAWN_SEEDS
    )


def patient_and_arms(name: str) -> tuple[Patient, Needles, Needles]:
    """Return a patient, all muscles of the region that the root feeds, and those with the paraspinals of the root."""
    root, health, weeks, region = PATIENTS[name]
    muscles = [muscle for muscle in complaint_regions()[region].muscles if root in site(muscle).roots]
    limb = {key(muscle): 3 for muscle in muscles}
    return ill_patient(root, health=health, weeks=weeks, region=region), limb, {key(f"multifidus_{root.lower()}"): 2}


def test_c1_limb_and_paraspinals_of_the_segment_hold_at_twelve_weeks() -> None:
    """More continuous relief with the paraspinals than without [trial_Ga2007_JACM-003]."""
    assert gain(tennis_elbow("both")) >= 2.0


def test_c1_limb_only_relapses() -> None:
    """Better while it is needled, and back when it is not [trial_Ga2007_JACM-003]."""
    told = tennis_elbow("limb")
    assert told[0] - min(told) >= 0.8
    assert told[-1] - min(told) >= 0.5
    assert gain(tennis_elbow("both")) - gain(told) >= 1.2


@pytest.mark.parametrize("name", PATIENTS)
def test_c1_holds_for_mild_and_severe_roots_and_for_the_shoulder(name: str) -> None:
    patient, limb, paraspinals = patient_and_arms(name)
    both, only = drawn_course(patient, {**limb, **paraspinals}), drawn_course(patient, limb)
    assert gain(both) >= 2.0
    assert gain(both) - gain(only) >= 1.2
    assert only[-1] - min(only) >= 0.7


def test_c1_the_loop_runs_through_root_and_paraspinals() -> None:
    """Paraspinal shortening, root, supersensitivity, shortening of both rami's muscles: each follows the last."""
    patient = ill_patient()
    root, neck = RootKey("C6", "right"), key("multifidus_c6")
    for visit in range(1, 9):
        patient = advance(drawn({neck: 3}, 101)(patient, visit), 7.0)
    later = advance(patient, 56.0)
    assert later.root(root).health > 0.85
    assert later.band(neck).shortening < 0.3
    assert later.band(ECRB).shortening < 0.3


def test_c2_a_wrong_segment_changes_nothing_that_lasts() -> None:
    told = tennis_elbow("wrong")
    assert abs(gain(told)) <= 0.5
    assert abs(told[0] - told[3]) <= 1.0


@pytest.mark.parametrize("name", PATIENTS)
def test_c2_right_limb_with_far_paraspinals_changes_little_that_lasts(name: str) -> None:
    patient, limb, _ = patient_and_arms(name)
    far = "multifidus_t1" if PATIENTS[name][0] == "C6" else "multifidus_c8"
    assert gain(drawn_course(patient, {**limb, key(far): 2})) <= 1.0


def test_c2_a_neighbouring_segment_counts_in_part() -> None:
    patient = ill_patient()
    right, neighbour, far = (
        gain(drawn_course(patient, needles)) for needles in (LIMB_AND_SEGMENT, LIMB_AND_NEIGHBOUR, LIMB_AND_FAR)
    )
    assert far + 0.2 < neighbour < right - 1.0


def test_c3_some_relief_after_the_first_visit_and_more_by_the_third() -> None:
    """As it is taught [taught_ims]; a course of weekly injections [Ji 2012] is an analogue."""
    told = tennis_elbow("both")
    assert told[0] - told[1] >= 0.5
    assert told[0] - told[3] >= 1.5 * (told[0] - told[1])


def test_c4_untreated_chronic_pain_stays_level() -> None:
    """40.4, 45.5, 42.9 mm over twelve weeks [natural_history_Chow2006-001, -002, -003]."""
    for health in (0.35, 0.55, 0.7):
        told = weekly_pain(ill_patient(health=health), leave_alone)
        assert max(told) - min(told) < 0.2


def test_c4_untreated_acute_arm_pain_falls() -> None:
    """3.1 mm a week over the first six, 95 % interval 2.2 to 4.0 [natural_history_Kuijper2009-010]."""
    slopes = [
        (told[0] - told[6]) / 6.0
        for weeks in (2.0, 3.0)
        for health in (0.45, 0.55)
        if (told := weekly_pain(ill_patient(health=health, weeks=weeks), leave_alone))
    ]
    assert 0.22 <= float(np.mean(slopes)) <= 0.40


@pytest.mark.parametrize("weeks", [2.0, 4.0, 6.0])
def test_c4_under_three_months_hands_and_time_do_as_well(weeks: float) -> None:
    patient = ill_patient(weeks=weeks)
    needled, hands = drawn_course(patient, LIMB_AND_SEGMENT), weekly_pain(patient, by_hand)
    assert hands[-1] - needled[-1] <= 0.5


def test_c4_hands_ease_chronic_pain_only_for_a_while() -> None:
    told = weekly_pain(ill_patient(), by_hand)
    assert told[0] - min(told) >= 0.5
    assert gain(told) <= 0.5


def test_c4_a_sprain_gains_nothing_lasting_from_needles() -> None:
    sprain = rootless_patient("nociceptive", weeks=3.0, tissue_injury=0.6)
    alone, hands = weekly_pain(sprain, leave_alone), weekly_pain(sprain, by_hand, visits=3)
    needled = drawn_course(sprain, {ECRB: 5}, visits=3)
    assert gain(alone) >= 2.0
    assert hands[3] < needled[3] - 0.3
    assert abs(needled[-1] - alone[-1]) < 0.1
    assert level(drawn({ECRB: 5}, 101)(sprain, 1)) > level(by_hand(sprain, 1)) + 0.5


@pytest.mark.xfail(
    strict=True, reason="reached: 0.05 more gained, where half of the 1.3 points should be lost in three weeks"
)
def test_c5_visits_too_far_apart_lose_the_gain_before_the_next() -> None:
    told = drawn_course(ill_patient(), LIMB_AND_SEGMENT, visits=3, every_weeks=4)
    assert told[4] - told[1] >= 0.5 * (told[0] - told[1])


def test_c5_visits_too_far_apart_gain_less() -> None:
    patient = ill_patient(health=0.45)
    weekly, monthly = (drawn_course(patient, LIMB_AND_SEGMENT, visits=3, every_weeks=weeks) for weeks in (1, 4))
    assert float(np.mean(weekly)) < float(np.mean(monthly)) - 0.3


def test_c5_visits_too_close_pile_up_soreness_and_gain_less() -> None:
    patient, sore = ill_patient(), []
    for visit in range(1, 6):
        needled = drawn(LIMB_AND_SEGMENT, 101)(begin_visit(patient), visit)
        sore.append(needled.soreness_nrs)
        patient = advance(needled, 1.0)
    assert sore[-1] > sore[0] + 0.5
    assert level(advance(patient, 79.0)) > drawn_course(ill_patient(), LIMB_AND_SEGMENT)[-1] + 0.5


@pytest.mark.parametrize(
    "patient",
    [rootless_patient("nociplastic", weeks=60.0), rootless_patient("nociceptive", weeks=60.0, tissue_injury=0.6)],
    ids=["nociplastic", "ongoing local disease"],
)
def test_c6_who_is_not_neuropathic_does_not_respond(patient: Patient) -> None:
    told = weekly_pain(patient, on_graph(LIMB_AND_SEGMENT, 101))
    assert abs(gain(told)) <= 0.5
    assert told[0] - min(told) <= 1.0
