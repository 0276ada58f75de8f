"""What the debrief page shows, as plain values."""

from __future__ import annotations

from collections.abc import Mapping

from sim.assessment import VisitCoverage
from sim.cases import Play
from sim.patient.state import RootKey

PART_NAMES: Mapping[str, str] = {
    "decision": "Right decision",
    "posterior": "Paraspinals of the segment",
    "anterior": "Muscles of the segment on the anterior ramus",
    "dose": "Dose and spacing",
    "outcome": "Pain at week 12",
    "no_needle": "No needle where none helps",
    "safety": "A dangerous pass",
}


def root_points(play: Play, root: RootKey) -> tuple[tuple[float, float, str], ...]:
    """Return day, health in % and name for each visit, the end and week 12 of a closed course."""
    points = [
        (float(visit.day), 100.0 * visit.before.root(root).health, f"visit {visit.visit}") for visit in play.visits
    ]
    for moment, name in ((play.end, "end"), (play.week_12, "week 12")):
        if moment is not None and moment.day > points[-1][0]:
            points.append((float(moment.day), 100.0 * moment.patient.root(root).health, name))
    return tuple(points)


def coverage_lines(visits: tuple[VisitCoverage, ...]) -> tuple[str, ...]:
    """Return the twin in words of the marks under the chart."""
    return tuple(
        f"Visit {visit.visit}, day {visit.day}: {100 * visit.posterior:.0f} % of the posterior and "
        f"{100 * visit.anterior:.0f} % of the anterior ramus, {visit.n_insertions} insertions."
        for visit in visits
    )
