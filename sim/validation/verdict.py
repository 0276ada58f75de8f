"""The one rule by which a simulated figure is held against a published one.

in: inside 2 published SD, or inside the printed interval; for an order, the right direction.
for a bare number, within a quarter of it. near: inside twice that. out: else. used: the figure went into the model and
is no prediction, whether the model gives it again or not.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from sim.errors import input_error
from sim.evidence.targets import Target

Verdict = Literal["in", "near", "out", "used"]
VERDICTS: tuple[Verdict, ...] = ("in", "near", "out", "used")

_NUMBER = r"-?\d+(?:\.\d+)?"
_SD = re.compile(rf"^(?:SE/)?SD ({_NUMBER})$")
_BETWEEN = re.compile(rf"^(?:95% CI |ref |range )?({_NUMBER})(?: to |-)({_NUMBER})$")
_BOUND = re.compile(rf"^(<=|>=)({_NUMBER})$")


BARE_SHARE = 0.25
"""How far from a figure that was printed without any spread still counts as inside: a rule of this project."""


@dataclass(frozen=True, slots=True)
class Span:
    """What counts as inside, from `low` to `high`; None where there is no bound on that side."""

    low: float | None
    high: float | None

    def holds(self, value: float) -> bool:
        """Return whether a value lies inside, bounds included."""
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)

    def doubled(self) -> Span:
        """Return twice the span: about its middle, or, with one bound, up to twice or down to half of that."""
        if self.low is not None and self.high is not None:
            half = (self.high - self.low) / 2.0
            return Span(self.low - half, self.high + half)
        return Span(None if self.low is None else self.low / 2.0, None if self.high is None else self.high * 2.0)

    def __str__(self) -> str:
        if self.low is None:
            return f"at most {self.high:g}"
        if self.high is None:
            return f"at least {self.low:g}"
        return f"{self.low:g}" if self.low == self.high else f"{self.low:g} to {self.high:g}"


def judged(value: float | None, span: Span) -> Verdict:
    """Return the verdict on a figure; one that could not be measured is out.

    Examples
    --------
    >>> judged(12.0, Span(0.0, 10.0))
    'near'
    """
    if value is None or math.isnan(value):
        return "out"
    if span.holds(value):
        return "in"
    return "near" if span.doubled().holds(value) else "out"


def directed(holds: bool) -> Verdict:
    """Return the verdict on an order: the right direction is in, any other out."""
    return "in" if holds else "out"


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """Return the worst verdict of what was predicted; `used` where nothing was.

    Examples
    --------
    >>> worst(["in", "used", "near"])
    'near'
    """
    given = set(verdicts)
    return next((verdict for verdict in ("out", "near", "in") if verdict in given), "used")


def around(value: float) -> Span:
    """Return what counts as inside of a figure that was printed without a spread.

    Examples
    --------
    >>> str(around(20.0))
    '15 to 25'
    """
    return Span((1.0 - BARE_SHARE) * value, (1.0 + BARE_SHARE) * value)


def span_of(target: Target) -> Span:
    """Return the span of a published figure: its value ± 2 SD, its interval, its range or its bound.

    Raises
    ------
    ModelInputError
        If the figure is printed without any of these, so that only an order can be held against it.
    """
    if (deviation := _SD.match(target.spread)) and re.fullmatch(_NUMBER, target.value):
        reach = 2.0 * float(deviation[1])
        return Span(float(target.value) - reach, float(target.value) + reach)
    for text in (target.spread, target.value):
        if between := _BETWEEN.match(text):
            return Span(float(between[1]), float(between[2]))
    if bound := _BOUND.match(target.value):
        value = float(bound[2])
        return Span(None, value) if bound[1] == "<=" else Span(value, None)
    printed = f"{target.value} {target.spread}".strip()
    raise input_error(target.id, "has no spread to judge a number by", printed, "allowed is SD, an interval or a bound")
