"""Closed courses for tests, each played once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sim.cases import Play, parse_plan, play_plan
from tests.support.case_texts import case_with

LIMB = ("extensor_carpi_radialis_brevis", "extensor_carpi_radialis_longus")
BOTH = (*LIMB, "multifidus_c6")

SPRAIN = (
    ("kind: neuropathic", "kind: nociceptive"),
    ("  roots:\n    - {root: C6, side: right, health: 0.55}\n", ""),
    ("duration_weeks: 52", "duration_weeks: 3"),
)


def weekly(sites: Sequence[str], *, visits: int = 5, side: str = "right", insertions: int = 3) -> str:
    """Return a plan that treats the same sites every week and ends there."""
    needles = ", ".join(f"{{site: {site}, side: {side}, insertions: {insertions}}}" for site in sites)
    return "".join(
        f"- {{visit: {index + 1}, day: {7 * index}, action: treat, needles: [{needles}]}}\n" for index in range(visits)
    )


@cache
def played(plan: str, *changes: tuple[str, str], seed: int = 1) -> Play:
    """Return the closed course of the test case, edited, under a plan."""
    case = case_with(*changes)
    return play_plan(case, parse_plan(plan, case.course.max_visits), seed)
