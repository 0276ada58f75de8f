"""R2: the four kinds of supersensitivity, each alone and all together, over supersensitivity 0 to 1."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sim.validation.cannon_kinds import DOSES, LEVELS, LONGEST_MS, Curve, Signatures, curve, signatures, supersensitive
from sim.validation.records import Experiment, Finding, Row, Series, law_row, order_row

ALIKE_PERCENT = 10.0
"""What a kind leaves alone may change by this much."""


def superduration(seed: int) -> Finding:
    """Return what superduration alone does: the answer lasts longer, at the same threshold and height."""
    curves, found = _measured("superduration", seed)
    return Finding(
        rows=(
            _rises("duration of the answer, ms", [one.duration_ms for one in found]),
            _alike("threshold", [one.threshold for one in found]),
            _alike("height of the answer to the largest stimulus", [one.maximal for one in found]),
        ),
        headline=f"The answer lasts {_from_to([one.duration_ms for one in found])} ms (runs end at {LONGEST_MS} ms).",
        series=_series(curves, found),
    )


def hyperexcitability(seed: int) -> Finding:
    """Return what hyperexcitability alone does: a weaker stimulus is answered."""
    curves, found = _measured("hyperexcitability", seed)
    return Finding(
        rows=(_falls("threshold of the stimulus", [one.threshold for one in found]),),
        headline=f"The stimulus that half of the insertions answer goes from {_from_to([o.threshold for o in found])}.",
        series=_series(curves, found),
    )


def susceptibility(seed: int) -> Finding:
    """Return what increased susceptibility alone does: weak stimuli are answered."""
    curves, found = _measured("susceptibility", seed)
    return Finding(
        rows=(_rises("answers to a weak stimulus, %", [one.weak_percent for one in found]),),
        headline=f"A weak stimulus is answered in {_from_to([one.weak_percent for one in found])} %.",
        series=_series(curves, found),
    )


def superreactivity(seed: int) -> Finding:
    """Return what superreactivity alone does: a maximal stimulus gives more, at the same threshold."""
    curves, found = _measured("superreactivity", seed)
    return Finding(
        rows=(
            _rises("discharges in answer to the largest stimulus", [one.maximal for one in found]),
            _alike("threshold", [one.threshold for one in found]),
        ),
        headline=f"The largest stimulus gives {_from_to([one.maximal for one in found])} discharges.",
        series=_series(curves, found),
    )


def all_kinds(seed: int) -> Finding:
    """Return what all four kinds together do: the four signatures at once."""
    curves, found = _measured("all", seed)
    return Finding(
        rows=(
            _rises("duration of the answer, ms", [one.duration_ms for one in found]),
            _falls("threshold of the stimulus", [one.threshold for one in found]),
            _rises("answers to a weak stimulus, %", [one.weak_percent for one in found]),
            _rises("discharges in answer to the largest stimulus", [one.maximal for one in found]),
        ),
        headline=f"Threshold {_from_to([one.threshold for one in found])}, "
        f"largest answer {_from_to([one.maximal for one in found])} discharges.",
        series=_series(curves, found),
    )


def _measured(kind: str, seed: int) -> tuple[list[Curve], list[Signatures]]:
    curves = [curve(supersensitive(level), kind, seed=seed) for level in LEVELS]
    return curves, [signatures(found) for found in curves]


def _rises(quantity: str, values: Sequence[float | None]) -> Row:
    return _ordered(quantity, values, "rises with supersensitivity, and never falls", sign=1.0)


def _falls(quantity: str, values: Sequence[float | None]) -> Row:
    return _ordered(quantity, values, "falls with supersensitivity, and never rises", sign=-1.0)


def _ordered(quantity: str, values: Sequence[float | None], tolerance: str, *, sign: float) -> Row:
    known = [sign * value for value in values if value is not None]
    monotone = len(known) == len(values) and all(later >= before for before, later in pairwise(known))
    holds = monotone and known[-1] > known[0]
    return order_row("R2", quantity, _listed(values), holds=holds, tolerance=tolerance)


def _alike(quantity: str, values: Sequence[float | None]) -> Row:
    first, last = values[0], values[-1]
    change = None if not first or last is None else 100.0 * abs(last - first) / first
    return law_row("R2", f"change of the {quantity}, %", change, at_most=ALIKE_PERCENT)


def _listed(values: Sequence[float | None]) -> str:
    return ", ".join("none" if value is None else f"{value:.3g}" for value in values)


def _from_to(values: Sequence[float | None]) -> str:
    return " to ".join("none" if value is None else f"{value:.3g}" for value in (values[0], values[-1]))


def _series(curves: Sequence[Curve], found: Sequence[Signatures]) -> Series:
    """Return the signatures over supersensitivity, and the dose-response curve at each strength of it."""
    return {
        "supersensitivity": LEVELS,
        "duration_ms": [one.duration_ms for one in found],
        "threshold": [one.threshold for one in found],
        "weak_percent": [one.weak_percent for one in found],
        "maximal_discharges": [one.maximal for one in found],
        "dose": DOSES,
        **{f"discharges_at_{level:g}": one.discharges for level, one in zip(LEVELS, curves, strict=True)},
        **{f"answering_at_{level:g}": one.answering for level, one in zip(LEVELS, curves, strict=True)},
    }


EXPERIMENTS = (
    Experiment(
        name="cannon_superduration",
        law="R2",
        question="Does the answer last longer when decay times alone grow?",
        published="Same threshold and height, lasts longer.",
        measure=superduration,
    ),
    Experiment(
        name="cannon_hyperexcitability",
        law="R2",
        question="Is a weaker stimulus answered when thresholds alone fall?",
        published="Answers a weaker stimulus.",
        measure=hyperexcitability,
    ),
    Experiment(
        name="cannon_susceptibility",
        law="R2",
        question="Are weak stimuli answered when what is below threshold is no longer lost?",
        published="Weak stimuli give an answer of normal size.",
        measure=susceptibility,
    ),
    Experiment(
        name="cannon_superreactivity",
        law="R2",
        question="Does a maximal stimulus give more when ceilings alone rise?",
        published="A maximal stimulus gives more.",
        measure=superreactivity,
    ),
    Experiment(
        name="cannon_all",
        law="R2",
        question="Are all four signatures there when all four kinds are?",
        published="All four were seen in the cord of cats after its dorsal roots were cut.",
        measure=all_kinds,
    ),
)
