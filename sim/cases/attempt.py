"""An attempt folded into what it looks like now. Pure: a decision that is not allowed raises and changes nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from sim.cases.decisions import (
    ACTIONS,
    RETURN_DAYS_MAX,
    RETURN_DAYS_MIN,
    Act,
    Action,
    Decision,
    Needle,
    Return,
)
from sim.cases.derive import make_patient
from sim.cases.play import Ending, Moment, NeedleRecord, Play, VisitRecord
from sim.cases.schema import Case
from sim.course.advance import advance, begin_visit, manual_therapy
from sim.course.outcome import Outcome
from sim.course.pain import pain_nrs, rom_percent
from sim.errors import ReplayError
from sim.evidence import visits
from sim.patient.state import Patient
from sim.reflex.response import Trace
from sim.session.insert import insert, insertion_onset

WEEK_12_DAY = 84
END_DAYS = int(visits.END_DAYS.value)
"""A course that ends with a treatment is judged a week after it."""


def start(case: Case, seed: int) -> Play:
    """Return the first visit of a case, before anything is decided."""
    patient = begin_visit(make_patient(case, seed))
    return Play(case, seed, patient, 0, 1, "deciding", (_visit(patient, 1, 0, seed),))


def apply(play: Play, decision: Decision) -> Play:
    """Return the play after one more decision.

    Raises
    ------
    ReplayError
        If the decision is not allowed now; the text says what is.
    ModelInputError
        If a site does not exist or a depth is out of range.
    """
    match decision:
        case Act(action):
            return _act(play, action)
        case Needle():
            return _needle(play, decision)
        case Return(days):
            return _return(play, days)
    assert_never(decision)


def _act(play: Play, action: Action) -> Play:
    if action not in ACTIONS:
        raise ReplayError(f"visit.action: is unknown, got {action!r}; allowed is {', '.join(ACTIONS)}.")
    if play.phase == "closed":
        raise _not_now(play, action)
    if play.phase != "deciding":
        if action in {"stop", "refer"}:
            return _close(play, "stop" if action == "stop" else "refer", END_DAYS)
        raise _not_now(play, action)
    decided = _with_current(play, replace(play.current, action=action))
    match action:
        case "treat":
            return replace(decided, phase="needling")
        case "manual_therapy":
            return replace(decided, phase="resting", patient=manual_therapy(play.patient))
        case "stop" | "refer":
            return _close(decided, action, 0)
    assert_never(action)


def onset(play: Play, decision: Needle) -> Trace:
    """Return the first moments of what `apply` brings for a needle, to be drawn while a cramp still holds.

    Raises
    ------
    ReplayError, ModelInputError
        As `apply` does.
    """
    return insertion_onset(
        play.patient,
        decision.key,
        depth_mm=decision.depth_mm,
        angle_deg=decision.angle_deg,
        number_in_visit=_number_of_insertion(play, decision),
        seed=play.seed,
        visit=play.visit,
    )


def _number_of_insertion(play: Play, decision: Needle) -> int:
    if play.phase != "needling":
        raise _not_now(play, "a needle")
    return 1 + sum(record.decision.key == decision.key for record in play.current.needles)


def _needle(play: Play, decision: Needle) -> Play:
    visit = play.current
    patient, insertion = insert(
        play.patient,
        decision.key,
        depth_mm=decision.depth_mm,
        angle_deg=decision.angle_deg,
        number_in_visit=_number_of_insertion(play, decision),
        seed=play.seed,
        visit=play.visit,
    )
    record = replace(visit, needles=(*visit.needles, NeedleRecord(decision, insertion)))
    return replace(_with_current(play, record), patient=patient)


def _return(play: Play, days: int) -> Play:
    if play.phase not in {"needling", "resting"}:
        raise _not_now(play, "a return")
    if not isinstance(days, int) or isinstance(days, bool) or not RETURN_DAYS_MIN <= days <= RETURN_DAYS_MAX:
        allowed = f"allowed is {RETURN_DAYS_MIN} to {RETURN_DAYS_MAX} days"
        raise ReplayError(f"return.days: is out of range, got {days!r}; {allowed}.")
    if play.visit >= play.case.course.max_visits:
        return _close(play, "last_visit", days)
    later = _pass_days(play, days)
    patient = begin_visit(later.patient)
    visit = _visit(patient, play.visit + 1, later.day, play.seed)
    return replace(later, patient=patient, visit=visit.visit, phase="deciding", visits=(*later.visits, visit))


def _close(play: Play, ending: Ending, days: int) -> Play:
    """Return the play closed: the end is judged after `days`, and the course runs on to week 12."""
    later = _pass_days(play, days) if days else play
    end = _moment(later.patient, later.day, play.seed)
    if later.day < WEEK_12_DAY:
        later = _pass_days(later, WEEK_12_DAY - later.day)
    elif later.current.soreness_nrs is None:
        later = _pass_days(later, 1)
    week_12 = later.week_12 or end
    first = play.visits[0]
    outcome = Outcome(
        pain_nrs_start=first.pain_nrs,
        pain_nrs_end=end.pain_nrs,
        pain_nrs_12wk=week_12.pain_nrs,
        rom_percent_start=first.rom_percent,
        rom_percent_end=end.rom_percent,
        rom_percent_12wk=week_12.rom_percent,
    )
    return replace(later, phase="closed", week_12=week_12, end=end, ending=ending, outcome=outcome)


def _pass_days(play: Play, days: int) -> Play:
    """Return the play `days` later; soreness of the day after and week 12 are read on the way."""
    target = play.day + days
    stops = {target}
    if play.current.soreness_nrs is None:
        stops.add(play.day + 1)
    if play.day < WEEK_12_DAY < target:
        stops.add(WEEK_12_DAY)
    patient, day, visit, week_12 = play.patient, play.day, play.current, play.week_12
    visit = visit if visit.after is not None else replace(visit, after=patient)
    for stop in sorted(stops):
        patient, day = advance(patient, float(stop - day)), stop
        if visit.soreness_nrs is None:
            visit = replace(visit, soreness_nrs=patient.soreness_nrs)
        if stop == WEEK_12_DAY:
            week_12 = _moment(patient, stop, play.seed)
    return replace(_with_current(play, visit), patient=patient, day=day, week_12=week_12)


def _visit(patient: Patient, visit: int, day: int, seed: int) -> VisitRecord:
    moment = _moment(patient, day, seed)
    return VisitRecord(visit, day, None, moment.pain_nrs, moment.rom_percent, before=patient)


def _moment(patient: Patient, day: int, seed: int) -> Moment:
    return Moment(day, pain_nrs(patient, seed=seed, day=float(day)), rom_percent(patient), patient)


def _with_current(play: Play, visit: VisitRecord) -> Play:
    return replace(play, visits=(*play.visits[:-1], visit))


_ALLOWED = {
    "deciding": f"allowed first is one of {', '.join(ACTIONS)}",
    "needling": "allowed is a needle, a return in some days, stop or refer",
    "resting": "allowed is a return in some days, stop or refer",
    "closed": "the course is closed and nothing more can be decided",
}


def _not_now(play: Play, got: str) -> ReplayError:
    where = f"visit {play.visit}, day {play.current.day}"
    return ReplayError(f"{where}: cannot follow what was decided before, got {got}; {_ALLOWED[play.phase]}.")
