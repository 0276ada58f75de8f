"""A dangerous pass is named and fails the case, whatever else was done."""

from __future__ import annotations

from sim.anatomy import Build, site
from sim.assessment import debrief, score
from sim.assessment.safety import danger_sentences, dangers
from sim.cases import Act, Decision, Needle, Play, Return, apply, find_case, start

GOOD = (Needle("extensor_carpi_radialis_brevis", "right"), Needle("multifidus_c6", "right"))


def course(*needles: Needle) -> Play:
    play = start(find_case("tennis-elbow-1"), 101)
    for _ in range(3):
        decisions: tuple[Decision, ...] = (Act("treat"), *needles, Return(7))
        for decision in decisions:
            play = apply(play, decision)
    return apply(play, Act("stop"))


def told(*needles: Needle, build: Build = "middle") -> str:
    """Return what is said to be dangerous of some needles in the first visit of a patient of that build."""
    case = find_case("tennis-elbow-1")
    play = start(case.model_copy(update={"patient": case.patient.model_copy(update={"build": build})}), 101)
    decisions: tuple[Decision, ...] = (Act("treat"), *needles)
    for decision in decisions:
        play = apply(play, decision)
    return " ".join(danger_sentences(dangers(play)))


def test_what_a_needle_that_is_too_deep_could_have_reached_is_named() -> None:
    assert "It could have reached the lung." in told(Needle("trapezius_upper", "right", depth_mm=50.0))
    assert "It could have reached the spinal canal" in told(Needle("multifidus_c6", "right", depth_mm=50.0))


def test_the_same_depth_is_dangerous_in_a_slim_patient_only() -> None:
    far_mm = site("trapezius_upper").depths("slim").far_mm
    deep = Needle("trapezius_upper", "right", depth_mm=far_mm + 1.0)
    assert "Danger at visit 1" in told(deep, build="slim")
    assert told(deep, build="stout") == ""


def test_a_slant_is_the_way_over_the_ribs() -> None:
    far_mm = site("trapezius_upper").far_mm
    straight, slanted = (Needle("trapezius_upper", "right", far_mm + 4.0, angle_deg=angle) for angle in (None, 30.0))
    assert "Danger" in told(straight)
    assert told(slanted) == ""


def test_a_needle_through_the_muscle_fails_a_good_course_and_is_named() -> None:
    safe, unsafe = course(*GOOD), course(*GOOD, Needle("trapezius_upper", "right", depth_mm=50.0))
    assert score(safe).total > 50.0
    assert "safety" not in [part.name for part in score(safe).parts]
    assert score(unsafe).total == 0.0
    assert "50 mm, safe to 10 mm" in score(unsafe).parts[-1].evidence
    assert "Danger at visit 1: Trapezius" in debrief(unsafe).sentences[0]
    assert not any(sentence.startswith("Danger") for sentence in debrief(safe).sentences)
