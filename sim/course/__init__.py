"""Days and visits: what happens to a patient between the needles."""

from sim.course.advance import advance, begin_visit, manual_therapy
from sim.course.equations import band_set_point, irritability_set_point, structural_health_for
from sim.course.numbers import NUMBERS, CourseNumbers
from sim.course.outcome import Outcome
from sim.course.pain import fluctuation_nrs, pain_nrs, rom_percent
from sim.course.settle import settle

__all__ = [
    "NUMBERS",
    "CourseNumbers",
    "Outcome",
    "advance",
    "band_set_point",
    "begin_visit",
    "fluctuation_nrs",
    "irritability_set_point",
    "manual_therapy",
    "pain_nrs",
    "rom_percent",
    "settle",
    "structural_health_for",
]
