"""Visits, days and outcomes in words. Pure functions of a play; nothing here reads what a case hides."""

from __future__ import annotations

from dataclasses import dataclass

from sim import anatomy
from sim.cases import Case, Play, VisitRecord
from sim.course.outcome import RESPONDER_NRS, RESPONDER_SHARE, Outcome
from sim.ui import text

WEEK_12_DAY = 84
_UPS_AND_DOWNS_NRS = 1.0
_WEEKS_PER_MONTH = 4.35


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of figures: what, how much, and what it was where it changed."""

    name: str
    value: str
    was: str = ""


def patient_title(case: Case) -> str:
    """Return who the patient is: sex, age, where it hurts and for how long."""
    patient = case.patient
    who = {"female": "Woman", "male": "Man"}[patient.sex]
    return f"{who}, {patient.age}, {complaint(case)}, {plural(patient.duration_weeks, 'week')}"


def complaint(case: Case) -> str:
    """Return where it hurts, e.g. "right outer elbow"."""
    place = case.patient.complaint
    return f"{place.side} {anatomy.complaint_regions()[place.region].name.lower()}"


def known_at_first(case: Case) -> tuple[str, ...]:
    """Return what one can know of a patient before anything was done; nothing of the truth."""
    patient, region = case.patient, anatomy.complaint_regions()[case.patient.complaint.region]
    months = patient.duration_weeks / _WEEKS_PER_MONTH
    lasted = f" (about {months:.0f} months)" if months >= 2 else ""
    return (
        f"Pain of the {complaint(case)} for {plural(patient.duration_weeks, 'week')}{lasted}.",
        f"Height {patient.height_cm:g} cm, {patient.build} build. The movement that is followed is {region.movement}.",
    )


def question(play: Play) -> tuple[str, str]:
    """Return where the course stands, and the one question that is open."""
    visit = play.current
    where = f"Visit {visit.visit} of {play.case.course.max_visits}, day {visit.day}"
    match play.phase:
        case "deciding":
            return where, "What will you do?"
        case "needling":
            return where, "Where will you needle?"
        case "resting":
            return where, "When is the next visit?"
        case "closed":
            return f"Course closed after {plural(len(play.visits), 'visit')}", "How did it go?"


def patient_facts(play: Play) -> tuple[Fact, ...]:
    """Return pain, range of motion and soreness as they are at this visit, and what they were before."""
    visit = play.current
    before = play.visits[-2] if len(play.visits) > 1 else None
    movement = anatomy.complaint_regions()[play.case.patient.complaint.region].movement
    return (
        Fact("Pain today, 0 to 10", f"{visit.pain_nrs:.1f}", f"{before.pain_nrs:.1f}" if before else ""),
        Fact(movement.capitalize(), f"{visit.rom_percent:.0f} %", f"{before.rom_percent:.0f} %" if before else ""),
        Fact("Soreness now, 0 to 10", f"{play.patient.soreness_nrs:.1f}"),
    )


def days_later(play: Play) -> tuple[str, tuple[str, ...]]:
    """Return the heading and the lines about the days between the last visit and this one."""
    last, now = play.visits[-2], play.visits[-1]
    movement = anatomy.complaint_regions()[play.case.patient.complaint.region].movement
    lines = []
    if last.soreness_nrs is not None and last.needles:
        lines.append(f"The day after the needles it was sore: {last.soreness_nrs:.1f} of 10.")
    lines.append(f"Pain is {now.pain_nrs:.1f}, was {last.pain_nrs:.1f}{_from_first(play)}. {_worth(last, now)}")
    lines.append(f"The range of {movement} is {now.rom_percent:.0f} %, was {last.rom_percent:.0f} %.")
    return f"{plural(now.day - last.day, 'day')} later", tuple(lines)


def outcome_headline(outcome: Outcome) -> str:
    """Return the outcome in one sentence."""
    change = outcome.pain_nrs_start - outcome.pain_nrs_12wk
    if outcome.responder:
        return f"Clearly better: {change:.1f} points less pain at week 12."
    if change >= _UPS_AND_DOWNS_NRS:
        return f"A little better: {change:.1f} points less pain at week 12."
    if change <= -_UPS_AND_DOWNS_NRS:
        return f"Worse: {-change:.1f} points more pain at week 12."
    return "About the same at week 12 as at the start."


def outcome_rule(outcome: Outcome) -> str:
    """Return whether the patient counts as a responder, and by which rule."""
    counts = "counts as a responder" if outcome.responder else "does not count as a responder"
    return (
        f"The patient {counts}: that takes at least {100 * RESPONDER_SHARE:.0f} % and "
        f"{RESPONDER_NRS:g} points less pain at week 12 than at the first visit."
    )


def outcome_facts(play: Play) -> tuple[tuple[str, str, str, str], ...]:
    """Return rows of name, at the start, at the end of treatment, at week 12."""
    outcome = play.outcome
    assert outcome is not None
    movement = anatomy.complaint_regions()[play.case.patient.complaint.region].movement
    return (
        (
            "Pain, 0 to 10",
            f"{outcome.pain_nrs_start:.1f}",
            f"{outcome.pain_nrs_end:.1f}",
            f"{outcome.pain_nrs_12wk:.1f}",
        ),
        (
            movement.capitalize(),
            f"{outcome.rom_percent_start:.0f} %",
            f"{outcome.rom_percent_end:.0f} %",
            f"{outcome.rom_percent_12wk:.0f} %",
        ),
    )


def ending_sentence(play: Play) -> str:
    """Return how the course came to its end."""
    visits = plural(len(play.visits), "visit")
    match play.ending:
        case "stop":
            return f"You stopped after {visits}."
        case "refer":
            return f"You referred the patient at visit {len(play.visits)}."
        case _:
            return f"The course ran its {visits}."


def pain_points(play: Play) -> tuple[tuple[float, float, str], ...]:
    """Return day, pain and name of every point of the pain picture."""
    points = [(float(visit.day), visit.pain_nrs, f"visit {visit.visit}") for visit in play.visits]
    if play.end is not None and play.end.day > points[-1][0]:
        points.append((float(play.end.day), play.end.pain_nrs, "end"))
    if play.week_12 is not None and play.week_12.day > points[-1][0]:
        points.append((float(play.week_12.day), play.week_12.pain_nrs, "week 12"))
    return tuple(points)


def pain_text(play: Play) -> str:
    """Return the twin in words of the pain picture."""
    told = "; ".join(f"{name}, day {day:g}: {pain:.1f}" for day, pain, name in pain_points(play))
    return f"Pain, 0 to 10. {told}."


def standing(n_visit: int, max_visits: int, is_closed: bool) -> str:
    """Return how far an attempt has come."""
    return "Done" if is_closed else f"At visit {n_visit} of {max_visits}"


def plural(count: float, noun: str) -> str:
    """Return a count with its noun.

    Examples
    --------
    >>> plural(1, "day"), plural(34, "week")
    ('1 day', '34 weeks')
    """
    return f"{count:g} {noun}{'' if count == 1 else 's'}"


def action_name(visit: VisitRecord) -> str:
    """Return what was done at a visit."""
    return "nothing decided" if visit.action is None else text.ACTIONS[visit.action].name


def _from_first(play: Play) -> str:
    first = play.visits[0]
    return f" and {first.pain_nrs:.1f} at the first visit" if len(play.visits) > 2 else ""


def _worth(last: VisitRecord, now: VisitRecord) -> str:
    change = last.pain_nrs - now.pain_nrs
    if abs(change) < _UPS_AND_DOWNS_NRS:
        return "That is within ordinary ups and downs."
    return "That is more than ordinary ups and downs." if change > 0 else "That is worse than ordinary ups and downs."
