"""Adverse events of one insertion, at the published rates of a treatment spread over its insertions."""

from __future__ import annotations

import math

import numpy as np

from sim.anatomy import Site
from sim.session.numbers import NUMBERS, SessionNumbers


def probabilities(site: Site, depth_mm: float, *, numbers: SessionNumbers = NUMBERS) -> dict[str, float]:
    """Return the probability of each adverse event of one insertion.

    Parameters
    ----------
    site
        Its hazards say whether the pleura is near.
    depth_mm
        Depth of the tip from the skin, mm.

    Returns
    -------
        Event → probability, always in the same order.
    """
    per_treatment = {
        "bleeding": numbers.adverse_bleeding,
        "bruising": numbers.adverse_bruising,
        "pain": numbers.adverse_pain,
        "major": numbers.adverse_major,
    }
    spread = {event: _per_insertion(rate, numbers) for event, rate in per_treatment.items()}
    return spread | {"pneumothorax": pneumothorax_probability(site, depth_mm, numbers=numbers)}


def pneumothorax_probability(site: Site, depth_mm: float, *, numbers: SessionNumbers = NUMBERS) -> float:
    """Return the probability that one insertion opens the pleura; 0 where it is not among the hazards.

    Notes
    -----
    The published rate within the safe depth, times e for each `pleura_depth_mm` beyond it, up to a bound.
    """
    if not any("pleura" in hazard for hazard in site.hazards):
        return 0.0
    beyond_mm = max(depth_mm - site.depth_max_mm, 0.0)
    steep = min(beyond_mm / numbers.pleura_depth_mm, 700.0)  # exp of more is not a float
    risk = _per_insertion(numbers.adverse_pneumothorax, numbers) * math.exp(steep)
    return min(risk, numbers.pleura_probability_max)


def adverse_events(
    site: Site, depth_mm: float, draw: np.random.Generator, *, numbers: SessionNumbers = NUMBERS
) -> tuple[str, ...]:
    """Return what went wrong at one insertion: one draw an event, whatever the others bring."""
    risks = probabilities(site, depth_mm, numbers=numbers)
    chances = draw.random(len(risks))
    return tuple(event for (event, risk), chance in zip(risks.items(), chances, strict=True) if chance < risk)


def _per_insertion(per_treatment: float, numbers: SessionNumbers) -> float:
    return -math.expm1(math.log1p(-per_treatment) / numbers.insertions_per_treatment)
