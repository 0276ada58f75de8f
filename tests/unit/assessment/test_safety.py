"""A dangerous pass is named and fails the case, whatever else was done."""

from __future__ import annotations

from sim.assessment import debrief, score
from sim.cases import Act, Decision, Needle, Play, Return, apply, find_case, start

GOOD = (Needle("extensor_carpi_radialis_brevis", "right"), Needle("multifidus_c6", "right"))


def course(*needles: Needle) -> Play:
    play = start(find_case("tennis-elbow-1"), 101)
    for _ in range(3):
        decisions: tuple[Decision, ...] = (Act("treat"), *needles, Return(7))
        for decision in decisions:
            play = apply(play, decision)
    return apply(play, Act("stop"))


def test_a_needle_through_the_muscle_fails_a_good_course_and_is_named() -> None:
    safe, unsafe = course(*GOOD), course(*GOOD, Needle("trapezius_upper", "right", depth_mm=50.0))
    assert score(safe).total > 50.0
    assert "safety" not in [part.name for part in score(safe).parts]
    assert score(unsafe).total == 0.0
    assert "50 mm, safe to 10 mm" in score(unsafe).parts[-1].evidence
    assert "Danger at visit 1: Trapezius" in debrief(unsafe).sentences[0]
    assert not any(sentence.startswith("Danger") for sentence in debrief(safe).sentences)
