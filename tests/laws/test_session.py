"""S: what one visit does, at the published sizes."""

from __future__ import annotations

import math
from functools import cache

import pytest

from sim.anatomy import BUILDS, Build, Site, sites
from sim.course import advance
from sim.patient.state import Patient
from sim.reflex.response import ResponseKind
from sim.rng import stream
from sim.session import HARMFUL, answered, probabilities
from sim.session.adverse import adverse_events
from tests.support.courses import ECRB, answer, ill_patient


def needled(kind: ResponseKind, count: int = 1) -> Patient:
    patient = ill_patient()
    for _ in range(count):
        patient = answered(patient, ECRB, answer(kind))
    return patient


def let_go(kind: ResponseKind, days: float, count: int = 1) -> float:
    """Return how much shorter the band would be, untouched, on that day."""
    untouched = advance(ill_patient(), days).band(ECRB).shortening
    return untouched - advance(needled(kind, count), days).band(ECRB).shortening


def test_s1_a_twitch_releases_part_of_the_band_at_once() -> None:
    """Taught: a twitch is an immediate release [taught_ims]."""
    assert let_go("twitch", 0.0) > 0.2


def test_s1_a_cramp_releases_it_over_the_next_one_to_two_days() -> None:
    """Taught: after a deep cramp the release takes 1 to 2 days [taught_ims]."""
    at_once, in_a_day, in_two_days = (let_go("cramp", days) for days in (0.0, 1.0, 2.0))
    assert at_once == 0.0
    assert in_a_day > 0.6 * in_two_days
    assert in_two_days > 0.2


@pytest.mark.parametrize("kind", ["ache", "nothing"])
def test_s1_ache_or_nothing_releases_little(kind: ResponseKind) -> None:
    assert let_go(kind, 2.0) < let_go("twitch", 2.0) / 3.0


def test_s3_soreness_has_the_published_course() -> None:
    """34.8 mm right after, 3.8 mm at 48 h [soreness-011, -012], nothing at 72 h [soreness-003]."""
    after, day_2, day_3 = (advance(needled("twitch", 5), days).soreness_nrs for days in (0.0, 2.0, 3.0))
    assert 3.0 <= after <= 4.0
    assert day_2 < 0.5
    assert day_3 < 0.15


def test_s3_the_patient_is_mildly_sore_that_day_and_better_the_next() -> None:
    """Taught: sore and tired the same day, better the next [taught_ims]."""
    evening, next_evening = (advance(needled("twitch", 5), days).soreness_nrs for days in (0.25, 1.25))
    assert 2.0 <= evening <= 4.0
    assert next_evening < evening / 3.0


def test_s3_soreness_grows_with_insertions() -> None:
    """Correlates with the number of insertions [soreness-014]."""
    sore = [needled("twitch", count).soreness_nrs for count in (1, 3, 6, 12, 24)]
    assert sore == sorted(sore)
    assert sore[-1] <= 10.0


N_TREATMENTS = 20_000
PUBLISHED_TREATMENTS = 20_494
MINOR = {"bleeding", "bruising", "pain", "unwell"}


@cache
def treatments() -> tuple[frozenset[str], ...]:
    """Return what went wrong in each of many treatments with five needles at a safe depth, at all sites in turn."""
    places = list(sites().values())
    had = []
    for k in range(N_TREATMENTS):
        place = places[k % len(places)]
        draw = stream(1000 + k, "treatment")
        depth_mm = (place.depth_min_mm + place.depth_max_mm) / 2.0
        had.append(frozenset(event for _ in range(5) for event in adverse_events(place, depth_mm, draw)))
    return tuple(had)


def inside(share: float, published: float) -> bool:
    """Return whether a simulated share lies within two standard errors of the published one."""
    error = math.sqrt(published * (1.0 - published) * (1.0 / N_TREATMENTS + 1.0 / PUBLISHED_TREATMENTS))
    return abs(share - published) <= 2.0 * error


@pytest.mark.parametrize(
    ("event", "published"), [("bleeding", 0.16), ("bruising", 0.077), ("pain", 0.059), ("major", 0.00098)]
)
def test_s6_adverse_events_come_at_the_published_rates(event: str, published: float) -> None:
    """Bleeding, bruising, pain and major events a treatment [adverse-017, adverse-018, adverse-019, adverse-022]."""
    assert inside(sum(event in events for events in treatments()) / N_TREATMENTS, published)


def test_s6_any_minor_event_comes_at_the_published_rate() -> None:
    """36.7 % of treatments [adverse-016]."""
    assert inside(sum(bool(events & MINOR) for events in treatments()) / N_TREATMENTS, 0.367)


def test_s6_at_a_safe_depth_nothing_that_lies_beyond_is_harmed() -> None:
    assert not any(events & {*HARMFUL} for events in treatments())


def pneumothorax_per_million(place: Site, past_mm: float, build: Build = "middle") -> float:
    """Return the risk of a treatment with five needles, by the probabilities: such events are too rare to count."""
    risk = probabilities(place, place.depths(build).depth_max_mm + past_mm, build=build)["pneumothorax"]
    return 1e6 * (1.0 - (1.0 - risk) ** 5)


def is_far_from_the_lung(place: Site) -> bool:
    """Return whether no source names the pleura near a place."""
    return not any("pleura" in hazard for hazard in place.hazards)


@pytest.mark.parametrize("build", BUILDS)
def test_s6_a_pneumothorax_at_a_safe_depth_is_one_to_two_per_million_over_the_lung_and_none_elsewhere(
    build: Build,
) -> None:
    """1.75 per million in areas at risk, a lower bound [adverse_pneumothorax-002]."""
    for place in sites().values():
        risk = pneumothorax_per_million(place, 0.0, build)
        if place.beyond == "lung":
            assert 1.0 <= risk <= 2.0
        if is_far_from_the_lung(place):
            assert risk == 0.0


def test_s6_the_risk_of_a_pneumothorax_rises_steeply_past_the_safe_depth_and_nowhere_else() -> None:
    """The lung can be reached at 10 to 20 mm [adverse_pneumothorax-012]."""
    for place in sites().values():
        risks = [pneumothorax_per_million(place, past_mm) for past_mm in (0.0, 2.0, 5.0, 10.0, 100.0)]
        if place.beyond == "lung":
            assert risks[0] < risks[1] / 10.0 < risks[2] / 100.0 < risks[3] / 1000.0
            assert risks[4] > 0.3e6
        if is_far_from_the_lung(place):
            assert risks == [0.0] * 5


def test_s7_too_many_needles_buy_soreness_and_not_release() -> None:
    """From six to twenty-four needles in one band: hardly more release, far more soreness."""
    few, many = needled("twitch", 6), needled("twitch", 24)
    released = [ill_patient().band(ECRB).shortening - who.band(ECRB).shortening for who in (few, many)]
    assert released[1] < 1.2 * released[0]
    assert many.soreness_nrs > 1.5 * few.soreness_nrs
