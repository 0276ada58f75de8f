"""The traces on their way to the browser, and their twin in words."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.reflex.response import Response, ResponseKind, Trace
from sim.ui.components.response_view import TAIL_POINTS, response_bytes, response_text

N_FORCE = 57_500


def response(kind: ResponseKind = "cramp") -> Response:
    trace = Trace(
        motor_times_ms=np.array([18.2]),
        motor_units=np.array([0], np.int32),
        force=np.linspace(0, 0.31, N_FORCE, dtype=np.float32),
        emg_uv=np.arange(4000, dtype=np.float32) - 2000,
    )
    return Response(
        kind=kind,
        latency_ms=18.2,
        duration_ms=57_500.0,
        emg_peak_uv=2000.0,
        peak_force=0.31,
        n_burst=40,
        locus_distance_mm=0.5,
        reached=True,
        path=(),
        trace=trace,
    )


def read(data: bytes) -> tuple[list[NDArray[np.float32]], dict[str, Any]]:
    """Read the bytes as the browser does."""
    *sizes, text_size = np.frombuffer(data, "<i4", 4)
    samples = np.frombuffer(data, "<f4", sum(sizes), offset=16)
    assert len(data) == 16 + 4 * sum(sizes) + text_size
    return np.split(samples, np.cumsum(sizes)[:-1]), json.loads(data[len(data) - text_size :])


def test_samples_and_facts_come_out_as_they_went_in() -> None:
    came = response()
    (emg, force, _), facts = read(response_bytes(came))
    assert (emg == came.trace.emg_uv).all()
    assert (force == came.trace.force[:400]).all()
    assert (facts["kind"], facts["latency_ms"], facts["emg_step_ms"]) == ("cramp", 18.2, 0.1)
    assert facts["alt"] == response_text(came)


def test_tail_of_a_cramp_is_its_whole_force_in_few_means() -> None:
    came = response()
    (_, _, tail), facts = read(response_bytes(came))
    assert 0 < tail.size <= TAIL_POINTS
    assert tail.size * facts["tail_step_ms"] == pytest.approx(N_FORCE, rel=0.01)
    assert tail.mean() == pytest.approx(came.trace.force.mean(), rel=0.01)


@pytest.mark.parametrize("data", [response_bytes(response("twitch")), response_bytes(response(), is_complete=False)])
def test_no_tail_without_a_whole_cramp(data: bytes) -> None:
    (_, _, tail), _ = read(data)
    assert tail.size == 0


def test_nothing_yet_says_what_will_be_here() -> None:
    traces, facts = read(response_bytes(None))
    assert [trace.size for trace in traces] == [0, 0, 0]
    assert facts["kind"] is None
    assert facts["empty"].startswith("What the needle brings will be drawn here")


def test_words_tell_the_measures_with_units() -> None:
    assert response_text(response()) == (
        "Cramp. First motor unit 18 ms after the needle. It lasted 57.5 s. "
        "EMG up to 2000 µV, force up to 31% of maximum."
    )


def test_words_tell_what_did_not_happen() -> None:
    silent = replace(response("nothing"), latency_ms=None, reached=False)
    words = response_text(silent)
    assert "The needle did not reach the band. No motor unit fired." in words
    assert "lasted" not in words
