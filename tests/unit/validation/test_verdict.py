"""One rule for all verdicts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sim.errors import ModelInputError
from sim.evidence.targets import targets
from sim.validation.verdict import Span, judged, span_of, worst


def printed(value: str, spread: str = "") -> Span:
    return span_of(replace(targets()["cramp-003"], value=value, spread=spread))


@pytest.mark.parametrize(
    ("value", "spread", "low", "high"),
    [
        ("55.6", "SD 19.2", 17.2, 94.0),
        ("14.9", "SE/SD 1.3", 12.3, 17.5),
        ("-2.03", "95% CI -3.77 to -0.29", -3.77, -0.29),
        ("5-21", "", 5.0, 21.0),
        ("50.7", "ref 42.2-59.3", 42.2, 59.3),
        ("0.30", "range 0.11-0.58", 0.11, 0.58),
        ("<=7", "", None, 7.0),
        (">=10", "", 10.0, None),
    ],
)
def test_a_printed_spread_becomes_a_span(value: str, spread: str, low: float | None, high: float | None) -> None:
    span = printed(value, spread)
    assert span.low == pytest.approx(low)
    assert span.high == pytest.approx(high)


@pytest.mark.parametrize(("value", "spread"), [("18", ""), ("3rd < 1st", "p<0.05"), ("many", "SD 3")])
def test_a_figure_without_a_spread_judges_no_number(value: str, spread: str) -> None:
    with pytest.raises(ModelInputError, match="has no spread to judge a number by"):
        printed(value, spread)


@pytest.mark.parametrize(
    ("value", "span", "verdict"),
    [
        (94.0, Span(17.2, 94.0), "in"),
        (94.1, Span(17.2, 94.0), "near"),
        (-21.2, Span(17.2, 94.0), "near"),
        (133.0, Span(17.2, 94.0), "out"),
        (5.0, Span(None, 5.0), "in"),
        (10.0, Span(None, 5.0), "near"),
        (10.1, Span(None, 5.0), "out"),
        (20.0, Span(40.0, None), "near"),
        (19.0, Span(40.0, None), "out"),
        (1.0, Span(None, 0.0), "out"),
        (None, Span(None, 5.0), "out"),
        (float("nan"), Span(None, 5.0), "out"),
    ],
)
def test_in_near_and_out(value: float | None, span: Span, verdict: str) -> None:
    assert judged(value, span) == verdict


def test_the_worst_of_what_was_predicted_counts() -> None:
    assert worst(["in", "near", "used", "out"]) == "out"
    assert worst(["in", "used"]) == "in"
    assert worst(["used"]) == "used"
