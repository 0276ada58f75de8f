"""The numbers the course runs on, as one record: the evidence's own, or a set of them changed."""

from __future__ import annotations

from dataclasses import dataclass

from sim.evidence.course import COURSE
from sim.evidence.reflex import REFLEX


@dataclass(frozen=True, slots=True)
class CourseNumbers:
    """Values of the parameters of the same names in `sim.evidence`, in their units.

    The last three are Cannon's law and the fibres of a band: the course reads them as the reflex arc does.
    """

    pressure_gain: float
    pressure_neighbour: float
    health_loss_max: float
    health_fall_days: float
    health_recovery_days: float
    healing_rate: float
    fresh_days: float
    fresh_width_days: float
    stimulation_days: float
    shortening_max: float
    shortening_half: float
    shortening_days: float
    letting_go_days: float
    guarding: float
    fibrosis_shortening: float
    irritability_rest: float
    irritability_gain: float
    irritability_half: float
    irritability_days: float
    release_days: float
    pain_band_nrs: float
    pain_root_nrs: float
    pain_fresh_root_nrs: float
    pain_root_tolerated: float
    pain_injury_nrs: float
    pain_sensitisation_nrs: float
    pain_nociplastic_nrs: float
    pain_soreness: float
    non_specific_nrs: float
    sensitisation_gain: float
    sensitisation_rise_days: float
    sensitisation_fall_days: float
    sensitisation_nociplastic: float
    fluctuation_sd_nrs: float
    fluctuation_days: float
    fluctuation_waves: float
    fluctuation_fastest_days: float
    range_loss: float
    injury_days: float
    injury_chronic_weeks: float
    soreness_days: float
    non_specific_days: float
    manual_non_specific: float
    manual_healing: float
    manual_release: float
    supersensitivity_onset_days: float
    supersensitivity_onset_days_per_m: float
    supersensitivity_recession: float
    band_healthy_share: float


NUMBERS = CourseNumbers(
    **{name: param.value for name, param in COURSE.items()},
    supersensitivity_onset_days=REFLEX["supersensitivity_onset_days"].value,
    supersensitivity_onset_days_per_m=REFLEX["supersensitivity_onset_days_per_m"].value,
    supersensitivity_recession=REFLEX["supersensitivity_recession"].value,
    band_healthy_share=REFLEX["band_healthy_share"].value,
)
"""The numbers of the evidence."""
