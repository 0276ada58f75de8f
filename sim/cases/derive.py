"""From a case to a whole patient: from roots, duration and region follow bands, their fibrosis, and the pain."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

from sim import anatomy
from sim.cases.schema import Case, TruthBand
from sim.course.settle import settle
from sim.evidence.derivation import DERIVATION
from sim.patient.innervation import muscle_roots
from sim.patient.own_roots import roots_in_reach
from sim.patient.state import SIDES, Band, Patient, Root, RootKey, SiteKey
from sim.rng import stream

DAYS_PER_WEEK = 7.0
WEEKS_PER_YEAR = 52.18


def make_patient(case: Case, seed: int) -> Patient:
    """Return the patient a case describes, at the first visit.

    Parameters
    ----------
    case
        What is given; the rest is derived and then overridden where the case says so.
    seed
        Of the attempt: two seeds give two patients with the same illness.

    Notes
    -----
    Bands stand at every site that an ill root feeds. How short and irritable they are, how far the root is pressed
    and how much pain has sensitised is the steady state of the course, so that a patient left alone stays as they came.
    """
    patient = Patient(
        age=case.patient.age,
        sex=case.patient.sex,
        height_cm=case.patient.height_cm,
        kind=case.truth.kind,
        duration_weeks=case.patient.duration_weeks,
        roots=_roots(case),
        bands={},
        pain_weights={},
        sensitisation=case.truth.sensitisation or 0.0,
        tissue_injury=_tissue_injury(case),
        seed=seed,
        innervation_seed=seed,
        build=case.patient.build,
    )
    patient = replace(patient, bands=_bands(case, patient), pain_weights=_pain_weights(case, patient))
    return _overridden(settle(patient), case)


def ill_sites(patient: Patient) -> tuple[SiteKey, ...]:
    """Return every site that an ill root of the patient feeds in them, in the order of the anatomy tables."""
    return tuple(
        key
        for site in anatomy.sites()
        for key in (SiteKey(site, side) for side in SIDES)
        if _may_be_fed(key, patient) and _is_fed(key, patient)
    )


def _may_be_fed(key: SiteKey, patient: Patient) -> bool:
    """Return whether an ill root can feed a site in anybody, which is quicker to tell than whether it does in one."""
    return any(root in roots_in_reach(key.site) for root, side in patient.roots if side == key.side)


def _is_fed(key: SiteKey, patient: Patient) -> bool:
    """Return whether an ill root feeds a site in this patient enough to make its band."""
    least = DERIVATION["weight_min"].value
    shares = muscle_roots(patient, key).items()
    return any(share >= least and RootKey(root, key.side) in patient.roots for root, share in shares)


def _roots(case: Case) -> dict[RootKey, Root]:
    roots = {}
    for given in case.truth.roots:
        ill_weeks = case.patient.duration_weeks if given.ill_weeks is None else given.ill_weeks
        roots[RootKey(given.root, given.side)] = Root(
            health=given.health, structural_health=given.health, ill_days=ill_weeks * DAYS_PER_WEEK
        )
    return roots


def _bands(case: Case, patient: Patient) -> dict[SiteKey, Band]:
    given = {SiteKey(band.site, band.side): band for band in case.truth.bands}
    keys = dict.fromkeys((*ill_sites(patient), *given))
    return {key: Band(fibrosis=_fibrosis(case, key, given.get(key), patient.seed)) for key in keys}


def _fibrosis(case: Case, key: SiteKey, given: TruthBand | None, seed: int) -> float:
    """Return the share of fibrous tissue: it grows with years of illness and a little with age."""
    if given is not None and given.fibrosis is not None:
        return given.fibrosis
    years = case.patient.duration_weeks / WEEKS_PER_YEAR
    ill = DERIVATION["fibrosis_max"].value * -math.expm1(-years / DERIVATION["fibrosis_years"].value)
    older = max(case.patient.age - DERIVATION["fibrosis_age"].value, 0.0)
    aged = DERIVATION["fibrosis_per_year_of_age"].value * older
    draw = stream(seed, "patient", "fibrosis", *key).normal()
    return min((ill + aged) * math.exp(DERIVATION["fibrosis_spread"].value * draw), 1.0)


def _pain_weights(case: Case, patient: Patient) -> dict[SiteKey, float]:
    """Return the share of each site in the complaint: typical muscles of the region first, fed by an ill root first."""
    complaint = case.patient.complaint
    region = anatomy.complaint_regions()[complaint.region]
    raw: dict[SiteKey, float] = {}
    for rank, site_id in enumerate(region.muscles):
        key = SiteKey(site_id, complaint.side)
        typical = DERIVATION["pain_rank_factor"].value ** rank
        raw[key] = typical * _share_of_ill(key, patient) * _pain_draw(key, patient.seed)
    paraspinals = _sum_to(_paraspinals(patient.roots, complaint.side), DERIVATION["pain_paraspinal_share"].value)
    weights = _sum_to(raw, 1.0 - sum(paraspinals.values()))
    return weights | {key: share + weights.get(key, 0.0) for key, share in paraspinals.items()}


def _share_of_ill(key: SiteKey, patient: Patient) -> float:
    """Return how much of a muscle ill roots feed, with a floor; 1 where no root is ill."""
    if not patient.roots:
        return 1.0
    shares = muscle_roots(patient, key).items()
    ill = sum(share for root, share in shares if RootKey(root, key.side) in patient.roots)
    return DERIVATION["pain_healthy_share"].value + ill


def _pain_draw(key: SiteKey, seed: int) -> float:
    spread = DERIVATION["pain_spread"].value
    return math.exp(spread * float(stream(seed, "patient", "pain", *key).normal()))


def _paraspinals(roots: Mapping[RootKey, Root], side: str) -> dict[SiteKey, float]:
    sites = {key: anatomy.paraspinal_site(key.root) for key in roots if key.side == side}
    return {SiteKey(site.id, key.side): 1.0 for key, site in sites.items() if site is not None}


def _sum_to(raw: Mapping[SiteKey, float], total: float) -> dict[SiteKey, float]:
    whole = sum(raw.values())
    return {key: total * value / whole for key, value in raw.items()} if whole > 0 else {}


def _tissue_injury(case: Case) -> float:
    if case.truth.tissue_injury is not None:
        return case.truth.tissue_injury
    return DERIVATION["tissue_injury"].value if case.truth.kind == "nociceptive" else 0.0


def _overridden(patient: Patient, case: Case) -> Patient:
    """Return the patient with what the case gives in place of what was derived."""
    bands = dict(patient.bands)
    for given in case.truth.bands:
        key = SiteKey(given.site, given.side)
        band = bands[key]
        bands[key] = replace(
            band,
            shortening=band.shortening if given.shortening is None else given.shortening,
            irritability=band.irritability if given.irritability is None else given.irritability,
        )
    sensitisation = patient.sensitisation if case.truth.sensitisation is None else case.truth.sensitisation
    return replace(patient, bands=bands, sensitisation=sensitisation)
