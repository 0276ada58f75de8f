"""Why a course went as it did: the ill roots, what was needled of them, and what that did."""

from __future__ import annotations

from dataclasses import dataclass

from sim.assessment.coverage import VisitCoverage, coverages
from sim.assessment.safety import danger_sentences, dangers
from sim.assessment.sentences import (
    coverage_sentences,
    decision_sentences,
    outcome_sentences,
    root_sentences,
    trial_sentences,
)
from sim.assessment.stories import Course, RootStory, root_stories
from sim.assessment.supply import OwnSupply, own_supply, supply_sentences
from sim.cases.decisions import Action
from sim.cases.indication import Indication, indication
from sim.cases.play import Play
from sim.errors import ReplayError


@dataclass(frozen=True, slots=True)
class Debrief:
    """What a learner is told after a course.

    Parameters
    ----------
    decision
        What the learner decided first.
    right
        What was right, and why.
    roots
        Each ill root and what became of it; empty where none was ill.
    visits
        What each treatment covered.
    supply
        Where this patient's roots fed a muscle that mattered otherwise than books say; None where they did not.
    pain_nrs
        As the patient told it.
    danger
        What was dangerous; the first of `sentences` where anything was.
    sentences
        The same in words, made from these values.
    case_notes
        What the author of the case says.
    """

    decision: Action
    right: Indication
    roots: tuple[RootStory, ...]
    visits: tuple[VisitCoverage, ...]
    supply: OwnSupply | None
    pain_nrs: Course
    danger: tuple[str, ...]
    sentences: tuple[str, ...]
    case_notes: str

    @property
    def was_right(self) -> bool:
        """Whether the first decision was the right one."""
        return self.decision == self.right.action


def debrief(play: Play) -> Debrief:
    """Return the debrief of a closed course.

    Raises
    ------
    ReplayError
        If the course is still open.
    """
    decision, outcome = play.visits[0].action, play.outcome
    if decision is None or outcome is None:
        raise ReplayError(f"debrief: the course is open, got visit {play.visit}; allowed is a closed course.")
    right, roots, visits = indication(play.case), root_stories(play), coverages(play)
    supply = own_supply(play)
    pain_nrs = Course(outcome.pain_nrs_start, outcome.pain_nrs_end, outcome.pain_nrs_12wk)
    danger = tuple(danger_sentences(dangers(play)))
    told = [
        *danger,
        *decision_sentences(decision, right),
        *(sentence for story in roots for sentence in root_sentences(story)),
        *([] if roots else ["No root was ill."]),
        *coverage_sentences(visits),
        *supply_sentences(supply),
        *trial_sentences(play),
        *outcome_sentences(play, pain_nrs),
    ]
    return Debrief(decision, right, roots, visits, supply, pain_nrs, danger, tuple(told), play.case.debrief)
