"""The numbers a visit with needles runs on, as one record: the evidence's own, or a set of them changed."""

from __future__ import annotations

from dataclasses import dataclass

from sim.evidence.course import COURSE
from sim.evidence.reflex import REFLEX
from sim.evidence.session import SESSION


@dataclass(frozen=True, slots=True)
class SessionNumbers:
    """Values of the parameters of the same names in `sim.evidence`, in their units.

    The last four belong to the needle's stimulus, to the course and to the fibres of a band, which read them too.
    """

    release_twitch: float
    release_cramp: float
    release_ache: float
    release_nothing: float
    release_spent: float
    burst_discharges: float
    irritability_twitch: float
    irritability_cramp: float
    irritability_ache: float
    stimulation_step: float
    stimulation_max: float
    non_specific_step: float
    non_specific_max: float
    soreness_step_nrs: float
    soreness_max_nrs: float
    soreness_cramp: float
    soreness_sex: float
    adverse_bleeding: float
    adverse_bruising: float
    adverse_pain: float
    adverse_unwell: float
    adverse_major: float
    adverse_pneumothorax: float
    insertions_per_treatment: float
    pleura_depth_mm: float
    pleura_probability_max: float
    beyond_base: float
    beyond_depth_mm: float
    vessel_probability_max: float
    nerve_probability_max: float
    canal_probability_max: float
    kidney_probability_max: float
    bowel_probability_max: float
    spent_per_insertion: float
    spent_per_burst: float
    fibrosis_shortening: float
    band_healthy_share: float


NUMBERS = SessionNumbers(
    **{name: param.value for name, param in SESSION.items()},
    spent_per_insertion=REFLEX["spent_per_insertion"].value,
    spent_per_burst=REFLEX["spent_per_burst"].value,
    fibrosis_shortening=COURSE["fibrosis_shortening"].value,
    band_healthy_share=REFLEX["band_healthy_share"].value,
)
"""The numbers of the evidence."""
