"""One insertion: the needle on the patient's graph, and what it does to the patient at once."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sim.anatomy import (
    ANGLE_MAX_DEG,
    ANGLE_MIN_DEG,
    Build,
    Depths,
    Site,
    Tip,
    safe_way_mm,
    sites,
    tip_of,
    unknown_site,
)
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
        Where it went in.
    number
        Which insertion of this visit at this site, from 1.
    depth_mm
        How far the needle went in, mm; straight in, this is the depth of the tip.
    response
        The answer, read off the trace.
    released
        Shortening let go at once, 0 to 1.
    promised
        Shortening a cramp will let go over the next one to two days, 0 to 1.
    adverse
        Adverse events of this insertion.
    build
        That of the patient, by which depths go.
    angle_deg, slant
        Angle to the skin, and where a slanted needle's tip came to; None of a needle that went straight in.
    """

    site: SiteKey
    number: int
    depth_mm: float
    response: Response
    released: float
    promised: float
    adverse: tuple[str, ...]
    build: Build = "middle"
    angle_deg: float | None = None
    slant: Tip | None = None

    @property
    def met(self) -> SiteKey:
        """The site whose muscle the tip came to: that of a lower level where a needle was slanted that far."""
        return self.site if self.slant is None else SiteKey(self.slant.site, self.site.side)

    @property
    def tip_mm(self) -> float:
        """Depth of the tip under the skin, mm."""
        return self.depth_mm if self.slant is None else self.slant.depth_mm

    @property
    def depths(self) -> Depths:
        """Depths of the muscle that the tip came to, in this patient."""
        return find_site(self.met.site).depths(self.build)


def insert(
    patient: Patient,
    site: SiteKey,
    *,
    depth_mm: float | None,
    number_in_visit: int,
    seed: int,
    visit: int,
    angle_deg: float | None = None,
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
        How far the needle goes in, mm, 0.1 to 150; None brings it to the middle of the way that is safe.
    number_in_visit
        Which insertion at this site in this visit, from 1.
    seed, visit
        With site, side and number they name the draws, so that one more needle never shifts another's.
    angle_deg
        Angle to the skin, 0 to 90; None is straight in. A slant changes where the tip comes to and no draw.

    Raises
    ------
    ModelInputError
        If site, side, depth, angle or a number is not allowed; all faults at once.
    """
    found = _checked(site, depth_mm, angle_deg, number_in_visit, visit)
    tip = tip_at(found, patient.build, depth_mm, angle_deg, patient.height_cm)
    met = SiteKey(tip.site, site.side)
    names = _stream_names(site, number_in_visit, visit)
    response = needle(patient, met, depth_mm=tip.depth_mm, key=stream_key(seed, *names))
    draw = stream(seed, *names, "adverse")
    adverse = adverse_events(find_site(tip.site), tip.depth_mm, draw, build=patient.build, numbers=numbers)
    after = answered(patient, met, response, numbers=numbers)
    before_band, after_band = patient.band(met), after.band(met)
    is_straight = angle_deg is None or angle_deg == ANGLE_MAX_DEG
    record = InsertionRecord(
        site=site,
        number=number_in_visit,
        depth_mm=depth_of(found, patient.build, depth_mm, angle_deg, patient.height_cm),
        response=response,
        released=before_band.shortening - after_band.shortening,
        promised=after_band.release_pending - before_band.release_pending,
        adverse=adverse,
        build=patient.build,
        angle_deg=None if is_straight else angle_deg,
        slant=None if is_straight else tip,
    )
    return after, record


def insertion_onset(
    patient: Patient,
    site: SiteKey,
    *,
    depth_mm: float | None,
    number_in_visit: int,
    seed: int,
    visit: int,
    angle_deg: float | None = None,
) -> Trace:
    """Return the first moments of what `insert` brings with the same arguments, before a cramp has ended.

    Raises
    ------
    ModelInputError
        As `insert` does.
    """
    found = _checked(site, depth_mm, angle_deg, number_in_visit, visit)
    tip = tip_at(found, patient.build, depth_mm, angle_deg, patient.height_cm)
    key = stream_key(seed, *_stream_names(site, number_in_visit, visit))
    return onset(patient, SiteKey(tip.site, site.side), depth_mm=tip.depth_mm, key=key)


def depth_of(site: Site, build: Build, depth_mm: float | None, angle_deg: float | None, height_cm: float) -> float:
    """Return how far a needle goes in, mm: as said, else to the middle of the way that is safe at this angle."""
    if depth_mm is not None:
        return float(depth_mm)
    return sum(safe_way_mm(site, build, angle_deg, height_cm, DEPTH_MAX_MM)) / 2.0


def tip_at(site: Site, build: Build, depth_mm: float | None, angle_deg: float | None, height_cm: float) -> Tip:
    """Return where the tip of a needle is; see `insert` for its arguments. It is just through the skin at least."""
    tip = tip_of(site, depth_of(site, build, depth_mm, angle_deg, height_cm), angle_deg, height_cm)
    return tip._replace(depth_mm=max(tip.depth_mm, DEPTH_MIN_MM))


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


def _checked(site: SiteKey, depth_mm: float | None, angle_deg: float | None, number_in_visit: int, visit: int) -> Site:
    faults: list[str] = []
    if site.site not in sites():
        faults.append(str(unknown_site("needle.site", site.site)))
    if site.side not in SIDES:
        faults.append(str(input_error("needle.side", "is unknown", site.side, f"allowed is {' or '.join(SIDES)}")))
    if depth_mm is not None and not _is_between(depth_mm, DEPTH_MIN_MM, DEPTH_MAX_MM):
        allowed = f"allowed is {DEPTH_MIN_MM:g} to {DEPTH_MAX_MM:g} mm"
        faults.append(str(input_error("needle.depth_mm", "is out of range", depth_mm, allowed)))
    if angle_deg is not None and not _is_between(angle_deg, ANGLE_MIN_DEG, ANGLE_MAX_DEG):
        allowed = f"allowed is {ANGLE_MIN_DEG:g} to {ANGLE_MAX_DEG:g} degrees from the skin"
        faults.append(str(input_error("needle.angle_deg", "is out of range", angle_deg, allowed)))
    for where, number in (("needle.number_in_visit", number_in_visit), ("needle.visit", visit)):
        if isinstance(number, bool) or not isinstance(number, int) or number < 1:
            faults.append(str(input_error(where, "is no count", number, "allowed is a whole number from 1")))
    if faults:
        raise ModelInputError("\n".join(faults))
    return find_site(site.site)


def _is_between(value: object, low: float, high: float) -> bool:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return False
    return low <= value <= high
