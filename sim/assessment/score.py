"""Points for named parts, each with the evidence it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from sim.assessment.coverage import VisitCoverage, coverages
from sim.assessment.safety import danger_sentences, dangers
from sim.cases.indication import Indication, indication
from sim.cases.play import Play
from sim.course.pain import steady_pain_nrs
from sim.errors import ReplayError
from sim.evidence import assessment as bar

_TREAT_POINTS = {
    "decision": bar.POINTS_DECISION.value,
    "posterior": bar.POINTS_POSTERIOR.value,
    "anterior": bar.POINTS_ANTERIOR.value,
    "dose": bar.POINTS_DOSE.value,
    "outcome": bar.POINTS_OUTCOME.value,
}
_SPARE_POINTS = {"decision": bar.POINTS_DECISION_SPARED.value, "no_needle": bar.POINTS_NO_NEEDLE.value}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a score.

    Parameters
    ----------
    name
        What is judged.
    points, max
        Points given, and the most there are.
    evidence
        What the points rest on, as a sentence.
    """

    name: str
    points: float
    max: float
    evidence: str


@dataclass(frozen=True, slots=True)
class Score:
    """A score of 0 to 100 and its parts."""

    total: float
    parts: tuple[Part, ...]


def score(play: Play) -> Score:
    """Return the score of a closed course.

    Raises
    ------
    ReplayError
        If the course is still open.

    Notes
    -----
    Where needling is right, coverage counts only as far as the needles were chosen: needling everything covers
    everything and chooses nothing. Where it is not, the right alternative and no needle make the score. Pain is taken
    without the person's own ups and downs, which are luck. Safety is a gate: a dangerous pass leaves no points.
    """
    if not play.is_closed:
        raise ReplayError(f"score: the course is open, got visit {play.visit}; allowed is a closed course.")
    right = indication(play.case)
    parts = _treated(play, right) if right.is_to_needle else _spared(play, right)
    found = dangers(play)
    if found:
        lost = sum(part.points for part in parts)
        told = f"A dangerous pass fails the case whatever the rest. {' '.join(danger_sentences(found))}"
        parts = (*parts, Part("safety", round(-lost, 1), 0.0, told))
    return Score(max(round(sum(part.points for part in parts), 1), 0.0), parts)


def _treated(play: Play, right: Indication) -> tuple[Part, ...]:
    visits = tuple(visit for visit in coverages(play) if visit.n_insertions)
    n_all = sum(visit.n_insertions for visit in visits)
    n_astray = sum(visit.n_astray for visit in visits)
    chosen = 1.0 - n_astray / n_all if n_all else 0.0
    posterior = _mean([visit.posterior for visit in visits]) * chosen
    anterior = _mean([min(visit.anterior / bar.ANTERIOR_ENOUGH.value, 1.0) for visit in visits]) * chosen
    astray = f"{n_astray} of {n_all} insertions met no muscle of an ill root"
    return (
        _treat_decision(play, right),
        _part("posterior", posterior, f"Paraspinals of the segment: {_percents(visits, 'posterior')}; {astray}."),
        _part("anterior", anterior, f"Limb muscles of the segment: {_percents(visits, 'anterior')}; {astray}."),
        _dose(play, visits, chosen),
        _outcome(play),
    )


def _treat_decision(play: Play, right: Indication) -> Part:
    actions = [visit.action for visit in play.visits]
    share = 1.0 if actions[0] == right.action else 0.5 if right.action in actions else 0.0
    return _part("decision", share, f"First decision: {_words(actions[0])}. {right.reason}")


def _dose(play: Play, visits: tuple[VisitCoverage, ...], chosen: float) -> Part:
    counts = [visit.n_insertions for visit in visits]
    treated = [visit.day for visit in play.visits if visit.action == "treat"]
    gaps = [later - day for day, later in pairwise(treated)]
    spaced = [1.0 if bar.DAYS_SOONEST.value <= gap <= bar.DAYS_LATEST.value else 0.0 for gap in gaps] or [1.0]
    share = _mean([_measured(count) for count in counts]) * _mean(spaced) * chosen
    told = f"Insertions a visit: {_listed(counts)}; days between treatments: {_listed(gaps)}."
    return _part("dose", share, told)


def _measured(count: int) -> float:
    """Return 1 for a number of insertions that is enough and not too many, falling to 0 on both sides."""
    enough, many = bar.INSERTIONS_ENOUGH.value, bar.INSERTIONS_TOO_MANY.value
    if count <= many:
        return min(count / enough, 1.0)
    return max(1.0 - (count - many) / (bar.INSERTIONS_FAR_TOO_MANY.value - many), 0.0)


def _outcome(play: Play) -> Part:
    start, week_12 = pain_without_luck(play)
    relief = (start - week_12) / start if start > 0 else 0.0
    told = f"Pain without ups and downs: {start:.1f} at the start, {week_12:.1f} at week 12."
    return _part("outcome", min(max(relief / bar.RELIEF_FULL.value, 0.0), 1.0), told)


def pain_without_luck(play: Play) -> tuple[float, float]:
    """Return pain at the first visit and at week 12, NRS, without the person's own ups and downs."""
    assert play.week_12 is not None
    return steady_pain_nrs(play.visits[0].before), steady_pain_nrs(play.week_12.patient)


def _spared(play: Play, right: Indication) -> tuple[Part, ...]:
    actions = [visit.action for visit in play.visits if visit.action is not None]
    if actions[0] == right.action:
        good = [action in {right.action, "stop", "refer"} for action in actions]
        share = _mean([float(value) for value in good])
    else:
        share = 0.0 if actions[0] == "treat" else bar.BARE_STOP.value
    n_needles = sum(len(visit.needles) for visit in play.visits)
    told = f"Decisions: {', '.join(_words(action) for action in actions)}. {right.reason}"
    spared = 1.0 if n_needles == 0 and "treat" not in actions else 0.0
    return (
        _part("decision", share, told, _SPARE_POINTS),
        _part("no_needle", spared, f"{n_needles} insertions.", _SPARE_POINTS),
    )


def _part(name: str, share: float, evidence: str, points: dict[str, float] = _TREAT_POINTS) -> Part:
    return Part(name, round(share * points[name], 1), points[name], evidence)


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _percents(visits: tuple[VisitCoverage, ...], ramus: str) -> str:
    values = [f"{100 * getattr(visit, ramus):.0f} % at visit {visit.visit}" for visit in visits]
    return ", ".join(values) or "never needled"


def _listed(values: list[int]) -> str:
    return ", ".join(str(value) for value in values) or "none"


def _words(action: str | None) -> str:
    return "none" if action is None else action.replace("_", " ")
