"""Between and around visits: days pass, a visit begins, hands treat."""

from __future__ import annotations

from dataclasses import replace

from sim.course.equations import fibrous_shortening, freshness, self_healing
from sim.course.numbers import NUMBERS, CourseNumbers
from sim.course.state import coupling_of, layout_of, patient_with, state_of
from sim.course.step import pass_days
from sim.errors import require_between
from sim.patient.state import Band, Patient, Root

DAYS_MAX = 3650.0


def begin_visit(patient: Patient) -> Patient:
    """Return the patient at the start of a visit: what the loci had spent in the last one has come back."""
    return replace(patient, bands={key: replace(band, spent=0.0) for key, band in patient.bands.items()})


def advance(patient: Patient, days: float, *, numbers: CourseNumbers = NUMBERS) -> Patient:
    """Return the patient `days` later, untreated meanwhile.

    Parameters
    ----------
    patient
        As they left the visit.
    days
        0 to 3650. Two stretches come to the same as one, wherever a stretch of whole or half days ends.

    Raises
    ------
    ModelInputError
        If `days` is out of range.

    Notes
    -----
    Nothing is drawn here: a person's ups and downs are in what they tell (`pain_nrs`), not in their roots.
    """
    require_between("course.days", days, 0.0, DAYS_MAX, "days")
    layout = layout_of(patient)
    coupling = coupling_of(patient, layout, numbers=numbers)
    state = pass_days(state_of(patient, layout), coupling, day=patient.day, days=days, numbers=numbers)
    return replace(patient_with(patient, layout, state), day=patient.day + days)


def manual_therapy(patient: Patient, *, numbers: CourseNumbers = NUMBERS) -> Patient:
    """Return the patient after a visit of manual therapy.

    It has the effect of being treated, heals part of a fresh injury and of fresh damage of a root ahead of time, and
    lengthens the complaint's bands a little; a band whose root stays ill shortens again.
    """
    stretched = {
        key: _stretched(band, numbers) if patient.pain_weights.get(key, 0.0) > 0.0 else band
        for key, band in patient.bands.items()
    }
    heals = self_healing(patient.duration_weeks, numbers=numbers)
    roots = {key: _mobilised(root, numbers) for key, root in patient.roots.items()}
    return replace(
        patient,
        roots=roots,
        bands=stretched,
        tissue_injury=patient.tissue_injury * (1.0 - numbers.manual_healing * heals),
        non_specific=patient.non_specific + numbers.manual_non_specific * (1.0 - patient.non_specific),
    )


def _mobilised(root: Root, numbers: CourseNumbers) -> Root:
    healed = numbers.manual_healing * float(freshness(root.ill_days, numbers=numbers))
    return replace(root, structural_health=1.0 - (1.0 - root.structural_health) * (1.0 - healed))


def _stretched(band: Band, numbers: CourseNumbers) -> Band:
    free = max(band.shortening - float(fibrous_shortening(band.fibrosis, numbers=numbers)), 0.0)
    return replace(band, shortening=band.shortening - numbers.manual_release * free)
