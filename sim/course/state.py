"""A patient, or many, as arrays: what the daily steps work on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from sim.anatomy import levels_apart, supply
from sim.anatomy import site as find_site
from sim.course.equations import FloatArray, self_healing
from sim.course.numbers import NUMBERS, CourseNumbers
from sim.patient.innervation import muscle_roots
from sim.patient.state import Band, Patient, RootKey, SiteKey


class Layout(NamedTuple):
    """Which root and which band stands at which index."""

    roots: tuple[RootKey, ...]
    bands: tuple[SiteKey, ...]


@dataclass(frozen=True, slots=True)
class Coupling:
    """What does not change over the days.

    Parameters
    ----------
    muscle_shares
        Share of each root in each band's muscle, shape (..., n_bands, n_roots).
    healthy_share
        Share of roots that are not followed, shape (..., n_bands).
    nerve_m
        Nerve from the foramen to each band, m, shape (..., n_bands).
    pressing
        Part of each band in the shortening that presses a root, shape (..., n_roots, n_bands).
    pain_weights
        Share of each band in the complaint, shape (..., n_bands).
    healing_per_day
        Rate at which a local injury heals, shape (...).
    keeps_sensitisation
        1 where central amplification keeps itself up (nociplastic pain), else 0, shape (...).
    """

    muscle_shares: FloatArray
    healthy_share: FloatArray
    nerve_m: FloatArray
    pressing: FloatArray
    pain_weights: FloatArray
    healing_per_day: FloatArray
    keeps_sensitisation: FloatArray


@dataclass(frozen=True, slots=True)
class CourseState:
    """What the days change; fields as in `Patient`. Roots (..., n_roots), bands (..., n_bands), the others (...)."""

    health: FloatArray
    structural_health: FloatArray
    ill_days: FloatArray
    stimulation: FloatArray
    shortening: FloatArray
    fibrosis: FloatArray
    irritability: FloatArray
    release_pending: FloatArray
    sensitisation: FloatArray
    tissue_injury: FloatArray
    soreness_nrs: FloatArray
    non_specific: FloatArray


def layout_of(patient: Patient) -> Layout:
    """Return the order of a patient's roots and bands in arrays: sorted, whatever the order in the patient."""
    return Layout(tuple(sorted(patient.roots)), tuple(sorted({*patient.bands, *patient.pain_weights})))


def coupling_of(patient: Patient, layout: Layout, *, numbers: CourseNumbers = NUMBERS) -> Coupling:
    """Return how roots and bands of a patient act on each other."""
    shares = np.zeros((len(layout.bands), len(layout.roots)))
    healthy = np.ones(len(layout.bands))
    pressing = np.zeros((len(layout.roots), len(layout.bands)))
    for row, band in enumerate(layout.bands):
        feeding = muscle_roots(patient, band)
        for column, root in enumerate(layout.roots):
            if root.side == band.side:
                shares[row, column] = feeding.get(root.root, 0.0)
                pressing[column, row] = _pressing_part(root, band, numbers)
        # A muscle that only a cranial nerve supplies has no roots; nothing of a spinal root reaches it.
        healthy[row] = max(1.0 - shares[row].sum(), 0.0)
    return Coupling(
        muscle_shares=shares,
        healthy_share=healthy,
        nerve_m=np.array([supply(band.site).path_fraction * patient.height_cm / 100.0 for band in layout.bands]),
        pressing=pressing,
        pain_weights=np.array([patient.pain_weights.get(band, 0.0) for band in layout.bands]),
        healing_per_day=np.array(self_healing(patient.duration_weeks, numbers=numbers) / numbers.injury_days),
        keeps_sensitisation=np.array(1.0 if patient.kind == "nociplastic" else 0.0),
    )


def _pressing_part(root: RootKey, band: SiteKey, numbers: CourseNumbers) -> float:
    found = find_site(band.site)
    if found.kind != "paraspinal" or found.segment is None:
        return 0.0
    return {0: 1.0, 1: numbers.pressure_neighbour}.get(levels_apart(root.root, found.segment), 0.0)


def state_of(patient: Patient, layout: Layout) -> CourseState:
    """Return the state of a patient as arrays."""
    roots = [patient.root(key) for key in layout.roots]
    bands = [patient.band(key) for key in layout.bands]
    return CourseState(
        health=np.array([root.health for root in roots], dtype=np.float64),
        structural_health=np.array([root.structural_health for root in roots], dtype=np.float64),
        ill_days=np.array([root.ill_days for root in roots], dtype=np.float64),
        stimulation=np.array([root.stimulation for root in roots], dtype=np.float64),
        shortening=np.array([band.shortening for band in bands], dtype=np.float64),
        fibrosis=np.array([band.fibrosis for band in bands], dtype=np.float64),
        irritability=np.array([band.irritability for band in bands], dtype=np.float64),
        release_pending=np.array([band.release_pending for band in bands], dtype=np.float64),
        sensitisation=np.array(patient.sensitisation),
        tissue_injury=np.array(patient.tissue_injury),
        soreness_nrs=np.array(patient.soreness_nrs),
        non_specific=np.array(patient.non_specific),
    )


def patient_with(patient: Patient, layout: Layout, state: CourseState) -> Patient:
    """Return the patient with the values of `state`; a band of the complaint that was not listed now is."""
    roots = {
        key: replace(
            patient.root(key),
            health=float(state.health[index]),
            structural_health=float(state.structural_health[index]),
            ill_days=float(state.ill_days[index]),
            stimulation=float(state.stimulation[index]),
        )
        for index, key in enumerate(layout.roots)
    }
    bands = {key: _band_with(patient.band(key), state, index) for index, key in enumerate(layout.bands)}
    return replace(
        patient,
        roots=roots,
        bands=bands,
        sensitisation=float(state.sensitisation),
        tissue_injury=float(state.tissue_injury),
        soreness_nrs=float(state.soreness_nrs),
        non_specific=float(state.non_specific),
    )


def _band_with(band: Band, state: CourseState, index: int) -> Band:
    return replace(
        band,
        shortening=float(state.shortening[index]),
        irritability=float(state.irritability[index]),
        release_pending=float(state.release_pending[index]),
    )
