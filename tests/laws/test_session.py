"""S: what one visit does, at the published sizes."""

from __future__ import annotations

import pytest

from sim.course import advance
from sim.patient.state import Patient
from sim.reflex.response import ResponseKind
from sim.session import answered
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


def test_s7_too_many_needles_buy_soreness_and_not_release() -> None:
    """From six to twenty-four needles in one band: hardly more release, far more soreness."""
    few, many = needled("twitch", 6), needled("twitch", 24)
    released = [ill_patient().band(ECRB).shortening - who.band(ECRB).shortening for who in (few, many)]
    assert released[1] < 1.2 * released[0]
    assert many.soreness_nrs > 1.5 * few.soreness_nrs
