"""What a course is worth and why: coverage, score, debrief."""

from sim.assessment.coverage import VisitCoverage, coverages, ill_roots
from sim.assessment.debrief import Debrief, debrief
from sim.assessment.report import debrief_json, play_report, score_json
from sim.assessment.score import Part, Score, score
from sim.assessment.stories import Course, RootStory

__all__ = [
    "Course",
    "Debrief",
    "Part",
    "RootStory",
    "Score",
    "VisitCoverage",
    "coverages",
    "debrief",
    "debrief_json",
    "ill_roots",
    "play_report",
    "score",
    "score_json",
]
