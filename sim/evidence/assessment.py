"""Numbers of the assessment: what counts as enough, and what as too much."""

from __future__ import annotations

from sim.evidence.param import Param


def _assumed(value: float, unit: str, low: float, high: float, note: str) -> Param:
    return Param(value, unit, low, high, "assessment_rule", "assumed", note)


ILL_SHARE_MIN = _assumed(
    0.1, "1", 0.05, 0.2, "A muscle of which the ill root feeds less than a tenth does not belong to its segment here."
)
SUPPLY_DIFFERS = _assumed(
    0.2, "1", 0.1, 0.3, "A fifth of a muscle more or less than books give a root is worth a sentence; less is not felt."
)
SUPPLY_PAIN = _assumed(
    0.1, "1", 0.05, 0.2, "A muscle that makes a tenth of the pain matters to the course, needled or not."
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
RESPONDER_SHARE = Param(
    0.3, "1", 0.25, 0.35, "farrar2001", "measured", "Part of their pain that patients must lose to call it much better."
)
RESPONDER_NRS = Param(
    2.0, "NRS", 1.5, 2.5, "farrar2001", "measured", "Points that patients must lose to call it much better."
)
POINTS_DECISION = _assumed(15.0, "points", 10.0, 20.0, "Where a needle is right, most learners begin with it.")
POINTS_POSTERIOR = _assumed(25.0, "points", 20.0, 30.0, "The paraspinals are half of what is taught.")
POINTS_ANTERIOR = _assumed(25.0, "points", 20.0, 30.0, "The limb muscles are the other half.")
POINTS_DOSE = _assumed(15.0, "points", 10.0, 20.0, "How many needles and how often matters less than where.")
POINTS_OUTCOME = _assumed(20.0, "points", 15.0, 25.0, "What became of the patient, but not all of it is merit.")
POINTS_DECISION_SPARED = _assumed(
    70.0, "points", 60.0, 80.0, "Where no needle is right, the choice instead is what the case is about."
)
POINTS_NO_NEEDLE = _assumed(30.0, "points", 20.0, 40.0, "To have spared a needle counts even with a wrong alternative.")
BARE_STOP = _assumed(
    0.25, "1", 0.0, 0.5, "Stopping or referring where the other was right harms little and helps little."
)
