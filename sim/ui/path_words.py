"""The steps of a path in words and figures: one way of writing them for the sentence, the graph and its twin."""

from __future__ import annotations

from dataclasses import dataclass

from sim.reflex.response import PathStep

_SHORT_UNITS = {
    "spikes to the cord": "spikes",
    "spikes a fibre": "a fibre",
    "spikes a second": "/s",
    "nA": "nA",
    "s without a pause": "s",
}
_MOST_DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Figures:
    """Drive, threshold and what lies between them, as they are written; the three agree to the last digit."""

    drive: str
    threshold: str
    margin: str
    is_above: bool


def figures(step: PathStep) -> Figures:
    """Return the figures of a step with as many decimals as tell drive from threshold.

    Examples
    --------
    >>> figures(PathStep("pool", "pool:x", "C6 motoneurons", 8.412, 6.25, "nA", True))
    Figures(drive='8.41', threshold='6.25', margin='2.16', is_above=True)
    """
    decimals = _decimals(step)
    drive, threshold = round(step.drive, decimals), round(step.threshold, decimals)
    return Figures(
        f"{drive:.{decimals}f}",
        f"{threshold:.{decimals}f}",
        f"{abs(drive - threshold):.{decimals}f}",
        step.margin >= 0.0,
    )


def box_text(step: PathStep, *, died: bool) -> tuple[str, str]:
    """Return the two short lines of a step's box: drive and need, and the margin with its sign.

    Examples
    --------
    >>> box_text(PathStep("pool", "pool:x", "C6 motoneurons", 8.412, 6.25, "nA", True), died=False)
    ('8.41 nA, needs 6.25', '+2.16')
    """
    told = figures(step)
    drive = f"{told.drive} {_SHORT_UNITS.get(step.unit, '')}".rstrip()
    needs = "rest" if step.station == "afferent" else "needs"
    margin = f"{'+' if told.is_above else '−'}{told.margin}"
    if died and told.is_above:
        margin += ", too brief"
    if not died and not told.is_above:
        margin += ", some passed"
    return f"{drive}, {needs} {told.threshold}", margin


def line(step: PathStep, *, died: bool, hides_figures: bool = False) -> str:
    """Return a step in full words, and whether the stimulus went on.

    Examples
    --------
    >>> line(PathStep("pool", "pool:x", "C6 motoneurons", 8.412, 6.25, "nA", True), died=False)
    'C6 motoneurons: 8.41 nA, needs 6.25, 2.16 above; it went on'
    """
    end = "it died here" if died else "it went on"
    name = capital(step.label)
    if hides_figures:
        return f"{name}: {end}"
    return f"{name}: {_in_words(step, died=died)}; {end}"


def short_of(step: PathStep) -> str:
    """Return by how much a stimulus died at a step.

    Examples
    --------
    >>> short_of(PathStep("pool", "pool:x", "C6 motoneurons", 0.5, 6.25, "nA", False))
    '0.50 nA, needs 6.25, 5.75 short'
    """
    return _in_words(step, died=True)


def capital(words: str) -> str:
    """Return words with a capital at their beginning; the rest as it is."""
    return words[:1].upper() + words[1:]


def _in_words(step: PathStep, *, died: bool) -> str:
    told = figures(step)
    needs = "at rest" if step.station == "afferent" else "needs"
    return f"{told.drive} {step.unit}, {needs} {told.threshold}, {_margin(step, died=died)}"


def _margin(step: PathStep, *, died: bool) -> str:
    told = figures(step)
    words = f"{told.margin} {'above' if told.is_above else 'short'}"
    if died and told.is_above:
        return f"{words} but for too short a time"
    if not died and not told.is_above:
        return f"{words}, yet some got through"
    return "just enough" if float(told.margin) == 0.0 else words


def _decimals(step: PathStep) -> int:
    largest = max(abs(step.drive), abs(step.threshold))
    if float(step.drive).is_integer() and float(step.threshold).is_integer():
        return 0
    is_long_time = step.unit.startswith("s ") and largest >= 9.5  # as the headline of a cramp says it
    fewest = 0 if largest >= 100.0 or is_long_time else 1 if largest >= 10.0 else 2
    for decimals in range(fewest, _MOST_DECIMALS):
        if step.margin == 0.0 or round(step.drive, decimals) != round(step.threshold, decimals):
            return decimals
    return _MOST_DECIMALS
