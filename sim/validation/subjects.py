"""Whom the experiments are made on: one band in one patient, and what insertions into it bring."""

from __future__ import annotations

from collections.abc import Sequence

from sim import anatomy
from sim.cases.described import described_patient
from sim.course import settle
from sim.errors import input_error
from sim.evidence.reflex import DEFAULTS, Values
from sim.patient.state import SIDES, Band, Patient, SiteKey
from sim.reflex.arc import Arc
from sim.reflex.assemble import stimulate
from sim.reflex.needle import DT_MS, LONGEST_MS, simulate
from sim.reflex.reading import Reading, read
from sim.reflex.response import Response, ResponseKind

REFERENCE = SiteKey("extensor_carpi_radialis_brevis", "right")
"""Where an experiment needles unless it is told."""
REFERENCE_ROOT = "C6"
"""The ill root there; at another site all roots that feed it, unless one is named."""


def place(site: str = REFERENCE.site, side: str = REFERENCE.side) -> SiteKey:
    """Return the place of a needle; raise `ModelInputError` where site or side does not exist."""
    if site not in anatomy.sites():
        raise anatomy.unknown_site("--site", site)
    for known in SIDES:
        if side == known:
            return SiteKey(site, known)
    raise input_error("--side", "is unknown", side, f"allowed is {' or '.join(SIDES)}")


def arc_place(site: str, side: str) -> SiteKey:
    """Return the place of an arc that is not needled, any muscle with a nerve path; else raise `ModelInputError`."""
    return place(REFERENCE.site, side)._replace(site=anatomy.supply(site).id)


def subject(
    health: float,
    *,
    key: SiteKey = REFERENCE,
    root: str | None = None,
    shortening: float = 0.2,
    fibrosis: float = 0.1,
    irritability: float = 0.6,
) -> Patient:
    """Return a patient of 170 cm with one band, whose ill root has been ill for 26 weeks."""
    ill = REFERENCE_ROOT if root is None and key.site == REFERENCE.site else root
    band = Band(shortening=shortening, fibrosis=fibrosis, irritability=irritability)
    return described_patient(key, band, root=ill, health=health, height_cm=170.0)


def brought_irritability(patient: Patient, key: SiteKey) -> float:
    """Return the irritability that the roots of the patient bring to the band by and by, by the rule of the course."""
    return settle(patient).band(key).irritability


def percent(answers: Sequence[Response], *kinds: ResponseKind) -> float:
    """Return how many of the answers are of these kinds, percent."""
    return 100.0 * sum(answer.kind in kinds for answer in answers) / len(answers)


def reading(
    arc: Arc,
    seed: int,
    key: int,
    *,
    off_mm: float = 0.0,
    values: Values = DEFAULTS,
    dt_ms: float = DT_MS,
    longest_ms: int = LONGEST_MS,
) -> Reading:
    """Return what one insertion into an arc brings, read by the rule of the model; what is felt is left out.

    Parameters
    ----------
    seed, key
        Of the person's anatomy, and of everything that is chance in this insertion.
    off_mm
        How far beside the locus the needle is aimed, mm.
    longest_ms
        When a cramp that still holds is cut off, ms.
    """
    stimulus = stimulate(arc, True, off_mm, key, values)
    run = simulate(arc, stimulus, seed=seed, key=key, values=values, dt_ms=dt_ms, longest_ms=longest_ms)
    return read(run.times_ms, run.motor_units, run.force, 0.0, values)


def moves(answer: Reading | Response) -> bool:
    """Return whether an answer is a motor one."""
    return answer.kind in ("twitch", "cramp")
