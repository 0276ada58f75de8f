"""Adverse events of one insertion: minor and major ones at the published rates, harm by what lies beyond the muscle."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.anatomy import Build, Site
from sim.session.numbers import NUMBERS, SessionNumbers

CANAL = "canal"
_NAMED: Mapping[str, str] = {"lung": "pleura", CANAL: "spinal canal", "kidney": "kidney"}
"""Class → word that a hazard with a source names it by: what is near may be reached, whatever lies straight beyond."""


@dataclass(frozen=True, slots=True)
class Beyond:
    """What may lie beyond the deep border of a muscle.

    Parameters
    ----------
    words
        What it is, in plain words.
    event
        The adverse event of a needle that meets it.
    """

    words: str
    event: str


BEYOND: Mapping[str, Beyond] = {
    "lung": Beyond("the lung", "pneumothorax"),
    "vessel": Beyond("a large vessel", "haematoma"),
    "nerve": Beyond("a large nerve", "nerve_injury"),
    CANAL: Beyond("the spinal canal, with cord, nerves or dura", "canal_puncture"),
    "kidney": Beyond("the kidney", "kidney_injury"),
    "abdomen": Beyond("the belly, with the bowel", "bowel_puncture"),
}
"""Class of what lies beyond a site → what it is; `open` is bone, tendon or another muscle, and not in it."""

HARMFUL: tuple[str, ...] = tuple(one.event for one in BEYOND.values())
"""Events of a needle that met what lies beyond its muscle."""


def in_reach(site: Site) -> tuple[str, ...]:
    """Return the classes of what a needle that goes too deep at a site can reach; nothing where there is only bone."""
    named = {name for name, word in _NAMED.items() if any(word in hazard for hazard in _sourced(site))}
    return tuple(name for name in BEYOND if name == site.beyond or name in named)


def reach_words(site: Site) -> str:
    """Return in words what a needle that goes too deep at a site can reach; empty where there is only bone."""
    return " and ".join(BEYOND[name].words for name in in_reach(site))


def _sourced(site: Site) -> list[str]:
    return [hazard for hazard in site.hazards if hazard not in site.hazards_assumed and "lateral" not in hazard]


def probabilities(
    site: Site, depth_mm: float, *, build: Build = "middle", numbers: SessionNumbers = NUMBERS
) -> dict[str, float]:
    """Return the probability of each adverse event of one insertion.

    Parameters
    ----------
    site
        What lies beyond it says what can be reached.
    depth_mm
        Depth of the tip from the skin, mm.
    build
        Of the patient; the safe depth goes by it.

    Returns
    -------
        Event → probability, always all of them and in the same order.
    """
    treatment = {
        "bleeding": numbers.adverse_bleeding,
        "bruising": numbers.adverse_bruising,
        "pain": numbers.adverse_pain,
        "major": numbers.adverse_major,
    }
    spread = {event: _per_insertion(rate, numbers) for event, rate in treatment.items()}
    past_mm = max(depth_mm - site.depths(build).depth_max_mm, 0.0)
    lung = {"pneumothorax": _pneumothorax(past_mm, numbers) if "lung" in in_reach(site) else 0.0}
    unwell = {"unwell": _per_insertion(numbers.adverse_unwell, numbers)}
    return spread | lung | unwell | _organs(site, past_mm, numbers)


def adverse_events(
    site: Site,
    depth_mm: float,
    draw: np.random.Generator,
    *,
    build: Build = "middle",
    numbers: SessionNumbers = NUMBERS,
) -> tuple[str, ...]:
    """Return what went wrong at one insertion: one draw an event, whatever the others bring."""
    risks = probabilities(site, depth_mm, build=build, numbers=numbers)
    chances = draw.random(len(risks))
    return tuple(event for (event, risk), chance in zip(risks.items(), chances, strict=True) if chance < risk)


def _pneumothorax(past_mm: float, numbers: SessionNumbers) -> float:
    """Return the probability that an insertion over the lung opens the pleura.

    Notes
    -----
    The published rate within the safe depth, times e for each `pleura_depth_mm` past it, up to a bound.
    """
    risk = _per_insertion(numbers.adverse_pneumothorax, numbers) * math.exp(_steep(past_mm, numbers.pleura_depth_mm))
    return min(risk, numbers.pleura_probability_max)


def _organs(site: Site, past_mm: float, numbers: SessionNumbers) -> dict[str, float]:
    """Return the probabilities that a needle meets what else lies beyond.

    Notes
    -----
    Assumed: base · (e^(past/scale) − 1), up to a bound of each. Nothing within the safe depth, since the published
    major events of any kind already hold what happens there.
    """
    most = {
        "vessel": numbers.vessel_probability_max,
        "nerve": numbers.nerve_probability_max,
        CANAL: numbers.canal_probability_max,
        "kidney": numbers.kidney_probability_max,
        "abdomen": numbers.bowel_probability_max,
    }
    risk = _per_insertion(numbers.beyond_base, numbers) * math.expm1(_steep(past_mm, numbers.beyond_depth_mm))
    reached = in_reach(site)
    return {BEYOND[name].event: min(risk, bound) if name in reached else 0.0 for name, bound in most.items()}


def _steep(past_mm: float, scale_mm: float) -> float:
    return min(past_mm / scale_mm, 700.0)  # exp of more is not a float


def _per_insertion(per_treatment: float, numbers: SessionNumbers) -> float:
    return -math.expm1(math.log1p(-per_treatment) / numbers.insertions_per_treatment)
