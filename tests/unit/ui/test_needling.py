"""The answer to a needle may be computed ahead; it is the same answer, and it belongs to one moment of an attempt."""

from __future__ import annotations

import pytest

from sim.cases import Act, Needle, Play, apply, find_case, start
from sim.errors import ModelInputError
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
