"""Parameters by which a whole patient follows from a case: fibrosis, share of muscles in the pain, fresh injury."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from sim.evidence.param import Param


def _assumed(value: float, unit: str, low: float, high: float, note: str) -> Param:
    return Param(value, unit, low, high, "derivation_rule", "assumed", note)


DERIVATION: Mapping[str, Param] = MappingProxyType(
    {
        "weight_min": _assumed(
            0.05, "1", 0.02, 0.1, "A root that gives a muscle less than this is not told as making its band."
        ),
        "fibrosis_max": _assumed(
            0.6,
            "1",
            0.4,
            0.8,
            "Some contractile tissue is left even after decades; no series of taut bands measures it.",
        ),
        "fibrosis_years": _assumed(
            6.0,
            "years",
            3.0,
            12.0,
            "Fibrosis is told of pain of many years, not of months; set so that a year gives a tenth.",
        ),
        "fibrosis_per_year_of_age": _assumed(
            0.002, "1/year", 0.0, 0.004, "Muscle grows stiffer with age; small beside the effect of a long complaint."
        ),
        "fibrosis_age": _assumed(30.0, "years", 20.0, 50.0, "Below this age none is added; muscle mass peaks here."),
        "fibrosis_spread": _assumed(
            0.2, "1", 0.0, 0.4, "Bands of one patient differ; no figure, so about a fifth either way."
        ),
        "pain_rank_factor": _assumed(
            0.75, "1", 0.6, 0.9, "Each less typical muscle of a region gives less of its pain; the lists are ordered."
        ),
        "pain_healthy_share": _assumed(
            0.05, "1", 0.0, 0.2, "A muscle of the region that no ill root feeds gives little of a neuropathic pain."
        ),
        "pain_paraspinal_share": _assumed(
            0.1, "1", 0.0, 0.3, "The neck or back is felt too, but the patient comes for the limb."
        ),
        "pain_spread": _assumed(
            0.15, "1", 0.0, 0.3, "Two patients with one diagnosis do not hurt in just the same places."
        ),
        "tissue_injury": _assumed(
            0.55, "1", 0.3, 0.8, "A nociceptive patient without more said comes with moderate pain, 3 to 4 of 10."
        ),
    }
)
"""Name → parameter."""
