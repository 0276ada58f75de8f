"""What one answered needle changes at once: the band, its roots, and the person."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

from sim.patient.innervation import band_roots
from sim.patient.state import Band, Patient, Root, RootKey, SiteKey
from sim.reflex.response import Response, ResponseKind
from sim.session.numbers import NUMBERS, SessionNumbers


def release_of(band: Band, response: Response, *, numbers: SessionNumbers = NUMBERS) -> float:
    """Return the shortening this answer lets go, 0 to 1: at once, or for a cramp over the next one to two days.

    Notes
    -----
    part(kind) · exp(−a · spent) · (shortening that is neither fibrous nor promised already). A needle that did
    not reach the muscle releases nothing.
    """
    if not response.reached:
        return 0.0
    part: dict[ResponseKind, float] = {
        "twitch": numbers.release_twitch,
        "cramp": numbers.release_cramp,
        "ache": numbers.release_ache,
        "nothing": numbers.release_nothing,
    }
    fibrous = numbers.fibrosis_shortening * band.fibrosis
    free = max(band.shortening - fibrous - band.release_pending, 0.0)
    return part[response.kind] * math.exp(-numbers.release_spent * band.spent) * free


def spent_by(response: Response, *, numbers: SessionNumbers = NUMBERS) -> float:
    """Return what an insertion uses up of a locus: a part for any needle in the muscle, and a part for its burst."""
    if not response.reached:
        return 0.0
    return numbers.spent_per_insertion + numbers.spent_per_burst * response.n_burst / numbers.burst_discharges


def needled_band(band: Band, response: Response, *, numbers: SessionNumbers = NUMBERS) -> Band:
    """Return the band after the answer: released or promised to be, less irritable, its locus spent in part."""
    calmed: dict[ResponseKind, float] = {
        "twitch": numbers.irritability_twitch,
        "cramp": numbers.irritability_cramp,
        "ache": numbers.irritability_ache,
        "nothing": 0.0,
    }
    released = release_of(band, response, numbers=numbers)
    is_cramp = response.kind == "cramp"
    return replace(
        band,
        shortening=band.shortening - (0.0 if is_cramp else released),
        release_pending=band.release_pending + (released if is_cramp else 0.0),
        irritability=band.irritability * (1.0 - calmed[response.kind]),
        spent=band.spent + spent_by(response, numbers=numbers),
    )


def stimulated_roots(
    patient: Patient, site: SiteKey, response: Response, *, numbers: SessionNumbers = NUMBERS
) -> Mapping[RootKey, Root]:
    """Return the patient's roots after a needle at `site`: those of its band are stimulated, whatever the answer."""
    if not response.reached:
        return patient.roots
    roots = dict(patient.roots)
    fibres = band_roots(patient, site, {"band_healthy_share": numbers.band_healthy_share})
    for name, share in fibres.items():
        key = RootKey(name, site.side)
        if key in roots:
            root = roots[key]
            step = numbers.stimulation_step * share * max(numbers.stimulation_max - root.stimulation, 0.0)
            roots[key] = replace(root, stimulation=root.stimulation + step / numbers.stimulation_max)
    return roots


def soreness_after(patient: Patient, response: Response, *, numbers: SessionNumbers = NUMBERS) -> float:
    """Return the soreness after one more needle, NRS: each adds less, towards a level it does not pass."""
    sex = numbers.soreness_sex if patient.sex == "female" else -numbers.soreness_sex
    strength = (1.0 + sex) * (numbers.soreness_cramp if response.kind == "cramp" else 1.0)
    left = max(1.0 - patient.soreness_nrs / numbers.soreness_max_nrs, 0.0)
    return patient.soreness_nrs + numbers.soreness_step_nrs * strength * left


def non_specific_after(patient: Patient, *, numbers: SessionNumbers = NUMBERS) -> float:
    """Return the effect of being treated after one more needle, 0 to 1; needles alone bring it to a part of 1."""
    missing = max(numbers.non_specific_max - patient.non_specific, 0.0)
    return patient.non_specific + numbers.non_specific_step * missing / numbers.non_specific_max
