"""Adverse events of one insertion."""

from __future__ import annotations

import pytest

from sim.anatomy import site, sites
from sim.rng import stream
from sim.session import NUMBERS
from sim.session.adverse import adverse_events, pneumothorax_probability, probabilities

FOREARM = site("extensor_carpi_radialis_brevis")
OVER_LUNG = next(found for found in sites().values() if any("pleura" in hazard for hazard in found.hazards))


def treatment_risk(event: str) -> float:
    """Return the chance that a treatment of the usual number of insertions brings the event."""
    kept: float = (1.0 - probabilities(FOREARM, 15.0)[event]) ** NUMBERS.insertions_per_treatment
    return 1.0 - kept


@pytest.mark.parametrize(
    ("event", "published"), [("bleeding", 0.16), ("bruising", 0.077), ("pain", 0.059), ("major", 0.00098)]
)
def test_a_treatment_has_the_published_rate(event: str, published: float) -> None:
    assert treatment_risk(event) == pytest.approx(published)


def test_drawn_events_have_their_rates() -> None:
    n = 4000
    drawn = [adverse_events(FOREARM, 15.0, stream(seed, "test")) for seed in range(101, 101 + n)]
    for event, risk in probabilities(FOREARM, 15.0).items():
        assert sum(event in events for events in drawn) / n == pytest.approx(risk, abs=4.0 * (risk / n) ** 0.5)


def test_there_is_no_pneumothorax_far_from_the_pleura() -> None:
    assert pneumothorax_probability(FOREARM, 149.0) == 0.0


def test_a_pneumothorax_is_as_rare_as_published_at_a_safe_depth() -> None:
    per_treatment = NUMBERS.insertions_per_treatment * pneumothorax_probability(OVER_LUNG, OVER_LUNG.depth_max_mm)
    assert 1e-6 <= per_treatment <= 2e-6


def test_the_risk_of_a_pneumothorax_rises_steeply_past_the_safe_depth() -> None:
    risks = [pneumothorax_probability(OVER_LUNG, OVER_LUNG.depth_max_mm + beyond) for beyond in (0.0, 5.0, 10.0, 20.0)]
    assert risks[1] > 100.0 * risks[0]
    assert risks[2] > 0.03
    assert risks[3] == NUMBERS.pleura_probability_max
