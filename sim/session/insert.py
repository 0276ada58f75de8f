"""One insertion: the needle on the patient's graph, and what it does to the patient at once."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sim.anatomy import Site, sites, unknown_site
from sim.anatomy import site as find_site
from sim.errors import ModelInputError, input_error
from sim.patient.state import SIDES, Patient, SiteKey
from sim.reflex import DEPTH_MAX_MM, DEPTH_MIN_MM, needle, onset
from sim.reflex.response import Response, Trace
from sim.rng import stream, stream_key
from sim.session.adverse import adverse_events
from sim.session.effects import needled_band, non_specific_after, soreness_after, stimulated_roots
from sim.session.numbers import NUMBERS, SessionNumbers


@dataclass(frozen=True, slots=True)
class InsertionRecord:
    """One insertion and what it brought.

    Parameters
    ----------
    site
        Where.
    number
        Which insertion of this visit at this site, from 1.
    depth_mm
        Depth of the tip from the skin, mm.
    response
        The answer, read off the trace.
    released
        Shortening let go at once, 0 to 1.
    promised
        Shortening a cramp will let go over the next one to two days, 0 to 1.
    adverse
        Adverse events of this insertion.
    """

    site: SiteKey
    number: int
    depth_mm: float
    response: Response
    released: float
    promised: float
    adverse: tuple[str, ...]


def insert(
    patient: Patient,
    site: SiteKey,
    *,
    depth_mm: float | None,
    number_in_visit: int,
    seed: int,
    visit: int,
    numbers: SessionNumbers = NUMBERS,
) -> tuple[Patient, InsertionRecord]:
    """Needle a site once and return the patient after it, and the record.

    Parameters
    ----------
    patient
        As they lie there now, earlier needles of the visit included.
    site
        A site of the tables and the side.
    depth_mm
        Depth of the tip from the skin, mm, 0.1 to 150; None is the middle of the safe range.
    number_in_visit
        Which insertion at this site in this visit, from 1.
    seed, visit
        With site, side and number they name the draws, so that one more needle never shifts another's.

    Raises
    ------
    ModelInputError
        If site, side, depth or a number is not allowed; all faults at once.
    """
    found = _checked(site, depth_mm, number_in_visit, visit)
    depth = (found.depth_min_mm + found.depth_max_mm) / 2.0 if depth_mm is None else float(depth_mm)
    names = _stream_names(site, number_in_visit, visit)
    response = needle(patient, site, depth_mm=depth, key=stream_key(seed, *names))
    adverse = adverse_events(found, depth, stream(seed, *names, "adverse"), numbers=numbers)
    after = answered(patient, site, response, numbers=numbers)
    before_band, after_band = patient.band(site), after.band(site)
    record = InsertionRecord(
        site=site,
        number=number_in_visit,
        depth_mm=depth,
        response=response,
        released=before_band.shortening - after_band.shortening,
        promised=after_band.release_pending - before_band.release_pending,
        adverse=adverse,
    )
    return after, record


def insertion_onset(
    patient: Patient, site: SiteKey, *, depth_mm: float | None, number_in_visit: int, seed: int, visit: int
) -> Trace:
    """Return the first moments of what `insert` brings with the same arguments, before a cramp has ended.

    Raises
    ------
    ModelInputError
        As `insert` does.
    """
    _checked(site, depth_mm, number_in_visit, visit)
    key = stream_key(seed, *_stream_names(site, number_in_visit, visit))
    return onset(patient, site, depth_mm=depth_mm, key=key)


def _stream_names(site: SiteKey, number_in_visit: int, visit: int) -> tuple[str | int, ...]:
    """Return what names the draws of an insertion: the same action draws the same, whatever else is done."""
    return ("insertion", visit, site.site, site.side, number_in_visit)


def answered(patient: Patient, site: SiteKey, response: Response, *, numbers: SessionNumbers = NUMBERS) -> Patient:
    """Return the patient after an answer at `site`. A site that is not listed has no band and gets none."""
    bands = dict(patient.bands)
    if site in bands:
        bands[site] = needled_band(bands[site], response, numbers=numbers)
    return replace(
        patient,
        bands=bands,
        roots=stimulated_roots(patient, site, response, numbers=numbers),
        soreness_nrs=soreness_after(patient, response, numbers=numbers),
        non_specific=non_specific_after(patient, numbers=numbers),
    )


def _checked(site: SiteKey, depth_mm: float | None, number_in_visit: int, visit: int) -> Site:
    faults: list[str] = []
    if site.site not in sites():
        faults.append(str(unknown_site("needle.site", site.site)))
    if site.side not in SIDES:
        faults.append(str(input_error("needle.side", "is unknown", site.side, f"allowed is {' or '.join(SIDES)}")))
    if depth_mm is not None and not _is_depth(depth_mm):
        allowed = f"allowed is {DEPTH_MIN_MM:g} to {DEPTH_MAX_MM:g} mm"
        faults.append(str(input_error("needle.depth_mm", "is out of range", depth_mm, allowed)))
    for where, number in (("needle.number_in_visit", number_in_visit), ("needle.visit", visit)):
        if isinstance(number, bool) or not isinstance(number, int) or number < 1:
            faults.append(str(input_error(where, "is no count", number, "allowed is a whole number from 1")))
    if faults:
        raise ModelInputError("\n".join(faults))
    return find_site(site.site)


def _is_depth(depth_mm: object) -> bool:
    if not isinstance(depth_mm, int | float) or isinstance(depth_mm, bool):
        return False
    return DEPTH_MIN_MM <= depth_mm <= DEPTH_MAX_MM
