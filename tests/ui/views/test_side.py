"""The card of the next step: depth, angle and what lies beyond, for this patient."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from sim.anatomy import Build, site
from sim.cases import Act, Needle, find_case
from sim.ui import attempts, state
from tests.ui.views.app_page import LEARNER, decisions_on_disk, open_app, sat, store, words

ECRB = "extensor_carpi_radialis_brevis"
PARASPINAL = "multifidus_c6"
CHEST = "trapezius_upper"
GUIDED = "psoas_major"


def bench(build: Build = "middle") -> AppTest:
    """Return the bench of a patient of that build who is being needled."""
    case = find_case("tennis-elbow-1")
    case = case.model_copy(update={"patient": case.patient.model_copy(update={"build": build})})
    sitting = attempts.decide(store(), attempts.begin(store(), LEARNER, case, 5), Act("treat"))
    return open_app("bench", attempt_id=sitting.attempt.id)


def at(site_id: str, build: Build = "middle") -> AppTest:
    return bench(build).selectbox(key=state.SITE).select(site_id).run()


def has_angle(app: AppTest) -> bool:
    return state.ANGLE in [group.key for group in app.button_group]


def slanted(app: AppTest, angle_deg: int) -> AppTest:
    return app.button_group(key=state.ANGLE).set_value(angle_deg).run()


@pytest.mark.parametrize("build", ["slim", "stout"])
def test_the_safe_range_and_the_depth_are_those_of_the_patients_build(build: Build) -> None:
    app, depths = at(ECRB, build), site(ECRB).depths(build)
    field = app.number_input(key=state.DEPTH)
    assert field.label.endswith(f"safe {round(depths.depth_min_mm, 1):g} to {round(depths.depth_max_mm, 1):g}, assumed")
    assert field.value == round((depths.depth_min_mm + depths.depth_max_mm) / 2.0, 1)
    assert f"{build} build" in words(app)


def test_the_card_says_how_the_patient_lies_which_needle_and_what_lies_beyond() -> None:
    told = words(at(CHEST))
    place = site(CHEST)
    assert (
        f"Patient {place.position}, middle build Needle {place.needle_mm():g} mm assumed Beyond the lung assumed"
        in told
    )


def test_what_is_assumed_is_marked_and_what_is_not_is_not() -> None:
    app, place = at(ECRB), site(ECRB)
    assumed = [hazard for hazard in place.hazards if hazard in place.hazards_assumed]
    sourced = [hazard for hazard in place.hazards if hazard not in place.hazards_assumed]
    assert assumed
    assert sourced
    assert all(f"{hazard} assumed" in words(app) for hazard in assumed)
    assert not any(f"{hazard} assumed" in words(app) for hazard in sourced)


def test_how_to_find_the_place_is_said_to_be_assumed_once() -> None:
    assert words(at(ECRB)).count(f"Patient: {site(ECRB).position}. Both assumed.") == 1


def test_a_site_that_is_not_needled_blind_says_so() -> None:
    assert site(GUIDED).guidance in words(at(GUIDED))
    assert not site(ECRB).guidance


def test_an_angle_is_asked_for_where_it_matters_and_nowhere_else() -> None:
    assert has_angle(at(PARASPINAL))
    assert has_angle(at(CHEST))
    assert not has_angle(at(ECRB))


def test_a_slant_beside_the_spine_says_which_level_the_tip_reaches() -> None:
    app = at(PARASPINAL)
    assert "Tip 26 mm deep: within the safe range." in words(app)
    app = slanted(app, 60)
    assert app.number_input(key=state.DEPTH).value == 28.9
    assert "Tip 25 mm deep, at C7: within the safe range." in words(app)
    app = app.number_input(key=state.DEPTH).set_value(12.0).run()
    assert "still at C6" in words(app)


def test_a_slant_over_the_lung_keeps_the_tip_shallower() -> None:
    app = at(CHEST).number_input(key=state.DEPTH).set_value(site(CHEST).far_mm + 2.0).run()
    assert "through the muscle; it can reach the lung" in words(app)
    app = slanted(app, 30).number_input(key=state.DEPTH).set_value(site(CHEST).far_mm + 2.0).run()
    assert "it can reach the lung" not in words(app)


def test_another_site_is_entered_straight_again() -> None:
    app = slanted(at(PARASPINAL), 45).selectbox(key=state.SITE).select(ECRB).run()
    assert app.number_input(key=state.DEPTH).value == 14.0
    assert "Tip 14 mm deep: within" in words(app)


@pytest.mark.parametrize("depth_mm", [900.0, -3.0])
def test_a_depth_that_cannot_be_is_told_before_the_needle(depth_mm: float) -> None:
    app = at(ECRB).number_input(key=state.DEPTH).set_value(depth_mm).run()
    assert f"No needle goes in {depth_mm:g} mm: 0.1 to 150 mm can be." in words(app)


def test_a_slanted_needle_is_kept_with_its_angle_and_told_with_the_level_it_reached() -> None:
    sitting = sat(Act("treat"))
    app = open_app("bench", attempt_id=sitting.attempt.id).selectbox(key=state.SITE).select(PARASPINAL).run()
    app = slanted(app, 60).button_group(key=state.PREDICTION).set_value("twitch").run()
    told = words(app.button(key=state.NEEDLE).click().run())
    assert decisions_on_disk(sitting.attempt.id) == 2
    assert store().read(sitting.attempt.id, LEARNER).decisions[-1].payload["angle_deg"] == 60.0
    assert "Insertion 1, multifidus at C6, right, 28.9 mm at 60°" in told
    assert "Entered beside C6, slanted: reached C7. The tip is 25 mm deep and 14 mm further down." in told
    assert "Multifidus C6, right, insertion 1, reached C7" in told


def test_after_a_refresh_the_angle_is_that_of_the_last_needle() -> None:
    sitting = sat(Act("treat"), Needle(PARASPINAL, "right", 30.0, "twitch", 60.0))
    app = open_app("bench", attempt_id=sitting.attempt.id)
    assert app.button_group(key=state.ANGLE).value in (60, [60])
    assert "at C7" in words(app)


def test_an_angle_that_the_bench_does_not_offer_is_shown_as_straight() -> None:
    sitting = sat(Act("treat"), Needle(PARASPINAL, "right", 30.0, "twitch", 52.5))
    app = open_app("bench", attempt_id=sitting.attempt.id)
    assert "at 52.5°" in words(app)
    assert app.session_state[state.ANGLE] == 90
    assert app.session_state[state.DEPTH] is None
    assert not app.exception
