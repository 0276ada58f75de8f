"""The answer to a needle may be computed ahead; it is the same answer, and it belongs to one moment of an attempt."""

from __future__ import annotations

import numpy as np
import pytest

from sim.cases import Act, Needle, Play, apply, find_case, start
from sim.errors import ModelInputError
from sim.reflex.response import Trace
from sim.ui import needling

ECRB = Needle("extensor_carpi_radialis_brevis", "right", 14.0, "twitch")


@pytest.fixture(scope="module")
def play() -> Play:
    return apply(start(find_case("tennis-elbow-1"), 5), Act("treat"))


def test_what_is_computed_ahead_is_what_the_decision_brings(play: Play) -> None:
    ahead = needling.begin(play, ECRB).answer.result()
    now = apply(play, ECRB)
    assert ahead.patient == now.patient
    assert ahead.current.needles[-1].decision == ECRB
    one, other = (found.current.needles[-1].insertion.response.trace for found in (ahead, now))
    assert one.emg_uv.tobytes() == other.emg_uv.tobytes()


def test_it_is_taken_for_the_same_needle_in_the_same_play(play: Play) -> None:
    ahead = needling.begin(play, ECRB)
    assert needling.begin(play, ECRB, ahead) is ahead


@pytest.mark.parametrize(
    "other",
    [
        Needle("extensor_carpi_radialis_brevis", "right", 15.0, "twitch"),
        Needle("extensor_carpi_radialis_brevis", "right", 14.0, "cramp"),
        Needle("extensor_carpi_radialis_brevis", "left", 14.0, "twitch"),
    ],
)
def test_another_needle_is_computed_anew(play: Play, other: Needle) -> None:
    ahead = needling.begin(play, ECRB)
    assert needling.begin(play, other, ahead) is not ahead


def test_after_another_decision_it_is_computed_anew(play: Play) -> None:
    ahead = needling.begin(play, ECRB)
    later = ahead.answer.result()
    assert needling.begin(later, ECRB, ahead) is not ahead


def test_a_needle_that_is_not_allowed_says_so_when_it_is_asked_for(play: Play) -> None:
    coming = needling.begin(play, Needle("extensor_carpi_radialis_brevis", "right", -3.0))
    with pytest.raises(ModelInputError, match="out of range"):
        coming.answer.result()


def trace(n_units: int, last_ms: float, force: float) -> Trace:
    """Return a trace of 1.5 s in which some units fire every 50 ms until `last_ms`, with a force at its end."""
    times_ms = np.repeat(np.arange(0.0, last_ms, 50.0), n_units)
    units = np.resize(np.arange(n_units, dtype=np.int32), times_ms.size)
    return Trace(times_ms, units, np.full(1500, force, np.float32), np.zeros(4000, np.float32))


@pytest.mark.parametrize(
    ("n_units", "last_ms", "force", "holds"),
    [
        (20, 1500.0, 0.2, True),
        (20, 600.0, 0.2, False),  # over before the end
        (3, 1500.0, 0.2, False),  # a few units smoulder
        (20, 1500.0, 0.01, False),  # no force
    ],
)
def test_only_many_units_with_force_at_the_end_still_hold(
    n_units: int, last_ms: float, force: float, holds: bool
) -> None:
    assert needling.still_holds(trace(n_units, last_ms, force)) is holds
