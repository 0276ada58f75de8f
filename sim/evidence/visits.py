"""How visits lie in time, and the patient that the command line needles where none is given."""

from __future__ import annotations

from sim.evidence.param import Param


def _assumed(value: float, unit: str, low: float, high: float, note: str) -> Param:
    return Param(value, unit, low, high, "course_rule", "assumed", note)


RETURN_DAYS_MIN = _assumed(1.0, "days", 0.5, 2.0, "Nobody is seen twice a day; the soonest a learner may choose.")
RETURN_DAYS_MAX = _assumed(84.0, "days", 56.0, 112.0, "Twelve weeks: the day on which every course is judged.")
END_DAYS = _assumed(
    7.0,
    "days",
    3.0,
    14.0,
    "A course that is ended is judged a week after its last visit; the soreness is gone by then.",
)
DESCRIBED_ILL_WEEKS = _assumed(
    26.0, "weeks", 13.0, 52.0, "Root of a patient described by a site alone: chronic by any rule, and not yet fibrous."
)
DESCRIBED_AGE_YEARS = _assumed(
    45.0, "years", 30.0, 60.0, "Patient described by a site alone; no answer to a needle depends on it."
)
DESCRIBED_HEIGHT_CM = _assumed(
    170.0, "cm", 150.0, 190.0, "Patient described by a site alone: near the mean of adults of both sexes."
)
DESCRIBED_ILL_HEALTH = _assumed(
    0.4, "1", 0.2, 0.6, "The atlas shows a root as ill as this beside a healthy one: clearly ill, and not yet silent."
)
