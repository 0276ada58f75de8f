"""Adverse events of one insertion."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sim.anatomy import BUILDS, Build, Site, site, sites
from sim.rng import stream
from sim.session import BEYOND, HARMFUL, NUMBERS, in_reach, probabilities
from sim.session.adverse import adverse_events

FOREARM = site("extensor_carpi_radialis_brevis")
OVER_LUNG = site("trapezius_upper")
PARASPINAL = site("multifidus_c6")
MINOR = ("bleeding", "bruising", "pain", "unwell")


def beyond(name: str, place: Site = FOREARM) -> Site:
    """Return a site with something else beyond it."""
    return replace(place, layers=place.layers._replace(beyond=name))


def treatment_risk(*events: str) -> float:
    """Return the chance that a treatment of the usual number of insertions brings one of the events."""
    kept = 1.0
    for event in events:
        kept *= (1.0 - probabilities(FOREARM, 15.0)[event]) ** NUMBERS.insertions_per_treatment
    return 1.0 - kept


def risk_past(place: Site, past_mm: float, event: str, build: Build = "middle") -> float:
    return probabilities(place, place.depths(build).depth_max_mm + past_mm, build=build)[event]


@pytest.mark.parametrize(
    ("event", "published"), [("bleeding", 0.16), ("bruising", 0.077), ("pain", 0.059), ("major", 0.00098)]
)
def test_a_treatment_has_the_published_rate(event: str, published: float) -> None:
    assert treatment_risk(event) == pytest.approx(published)


def test_a_treatment_has_a_minor_event_of_any_kind_as_often_as_published() -> None:
    assert treatment_risk(*MINOR) == pytest.approx(0.367, abs=0.001)


def test_drawn_events_have_their_rates() -> None:
    n = 4000
    drawn = [adverse_events(FOREARM, 15.0, stream(seed, "test")) for seed in range(101, 101 + n)]
    for event, risk in probabilities(FOREARM, 15.0).items():
        assert sum(event in events for events in drawn) / n == pytest.approx(risk, abs=4.0 * (risk / n) ** 0.5)


def test_what_lies_beyond_does_not_shift_the_draws_of_other_events() -> None:
    for seed in range(101, 301):
        here, elsewhere = (
            [event for event in adverse_events(place, 15.0, stream(seed, "test")) if event not in HARMFUL]
            for place in (FOREARM, OVER_LUNG)
        )
        assert here == elsewhere


def test_there_is_no_pneumothorax_far_from_the_pleura() -> None:
    assert probabilities(FOREARM, 149.0)["pneumothorax"] == 0.0


def test_a_pneumothorax_is_as_rare_as_published_at_a_safe_depth() -> None:
    per_treatment = NUMBERS.insertions_per_treatment * risk_past(OVER_LUNG, 0.0, "pneumothorax")
    assert 1e-6 <= per_treatment <= 2e-6


def test_the_risk_of_a_pneumothorax_rises_steeply_past_the_safe_depth() -> None:
    risks = [risk_past(OVER_LUNG, past_mm, "pneumothorax") for past_mm in (0.0, 5.0, 10.0, 20.0)]
    assert risks[1] > 100.0 * risks[0]
    assert risks[2] > 0.03
    assert risks[3] == NUMBERS.pleura_probability_max


@pytest.mark.parametrize("name", [name for name in BEYOND if name != "lung"])
def test_harm_by_what_lies_beyond_needs_a_needle_that_is_too_deep_and_then_rises_steeply(name: str) -> None:
    risks = [risk_past(beyond(name), past_mm, BEYOND[name].event) for past_mm in (-1.0, 0.0, 1.0, 4.0, 20.0)]
    assert risks[:2] == [0.0, 0.0]
    assert 0.0 < risks[2] < 0.001
    assert 0.01 < risks[3] < risks[4] < 1.0


def test_what_does_not_lie_beyond_is_never_harmed() -> None:
    for name in BEYOND:
        others = {one.event for other, one in BEYOND.items() if other != name}
        risks = probabilities(beyond(name), 149.0)
        assert {risks[event] for event in others} == {0.0}


def test_where_bone_lies_beyond_nothing_is_harmed_at_any_depth() -> None:
    risks = probabilities(beyond("open"), 149.0)
    assert {risks[event] for event in HARMFUL} == {0.0}


def test_beside_the_spine_the_canal_is_in_reach_whatever_else_is() -> None:
    assert in_reach(PARASPINAL) == ("canal",)
    assert in_reach(beyond("lung", PARASPINAL)) == ("lung", "canal")
    down_to_l5 = [place for place in sites().values() if place.kind == "paraspinal" and str(place.segment)[0] != "S"]
    assert all("canal" in in_reach(place) for place in down_to_l5)


def test_the_safe_depth_is_that_of_the_patients_build() -> None:
    deepest_mm = OVER_LUNG.depths("middle").depth_max_mm
    slim, middle, stout = (probabilities(OVER_LUNG, deepest_mm, build=build)["pneumothorax"] for build in BUILDS)
    assert slim > middle == stout


def test_every_class_of_the_tables_is_known() -> None:
    assert {place.beyond for place in sites().values()} <= {"open", *BEYOND}


def test_the_canal_is_in_reach_of_every_muscle_whose_hazards_name_it() -> None:
    for name in ("rotatores_thoracis_t5", "semispinalis_thoracis_t5", "spinalis_thoracis_t5", "multifidus_t5"):
        assert in_reach(site(name)) == ("lung", "canal")
    assert in_reach(site("iliocostalis_thoracis_t5")) == ("lung",)


def test_what_is_near_by_a_source_can_be_reached_too() -> None:
    assert in_reach(site("quadratus_lumborum")) == ("lung", "kidney")
    assert "canal" not in in_reach(site("multifidus_s1"))


def test_the_same_depth_beside_the_spine_is_about_as_dangerous_in_every_muscle_there() -> None:
    """At 26 mm beside T5 the tip is short of the lamina, whichever muscle was meant."""
    for name in ("rotatores_thoracis_t5", "semispinalis_thoracis_t5", "spinalis_thoracis_t5", "multifidus_t5"):
        assert probabilities(site(name), 26.0)["pneumothorax"] < 1e-5
