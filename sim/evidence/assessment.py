"""Numbers of the assessment: what counts as enough, and what as too much."""

from __future__ import annotations

from sim.evidence.param import Param


def _assumed(value: float, unit: str, low: float, high: float, note: str) -> Param:
    return Param(value, unit, low, high, "assessment_rule", "assumed", note)


ILL_SHARE_MIN = _assumed(
    0.1, "1", 0.05, 0.2, "A muscle of which the ill root feeds less than a tenth does not belong to its segment here."
)
ANTERIOR_ENOUGH = _assumed(
    0.5, "1", 0.3, 0.8, "Half of what hurts in the limb is enough for one visit; the rest follows the root."
)
INSERTIONS_ENOUGH = _assumed(3.0, "1", 2.0, 5.0, "Fewer needles can hardly reach both rami and meet a locus.")
INSERTIONS_TOO_MANY = _assumed(
    24.0, "1", 15.0, 40.0, "More needles in one visit buy soreness and bruises, not release."
)
INSERTIONS_FAR_TOO_MANY = _assumed(60.0, "1", 45.0, 120.0, "So many needles that nothing is left of a choice.")
DAYS_SOONEST = Param(
    3.0,
    "days",
    2.0,
    4.0,
    "trial_Gunn1980-004",
    "assumed",
    "The trial of 1980 needled once or twice a week: that is a schedule, and no soonest day was tested.",
)
DAYS_LATEST = _assumed(
    14.0,
    "days",
    10.0,
    21.0,
    "Courses are weekly; twice that is still one course. The model itself loses little by a month (law C5).",
)
RELIEF_FULL = _assumed(
    0.6, "1", 0.4, 0.8, "Losing three fifths of the pain is as good as a course can be hoped to end."
)
