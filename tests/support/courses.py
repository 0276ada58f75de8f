"""Patients, answers and courses for tests of the session and the course."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from sim.anatomy import complaint_regions, paraspinal_site, site
from sim.course import NUMBERS, CourseNumbers, advance, begin_visit, manual_therapy, pain_nrs, settle
from sim.patient.state import Band, PainKind, Patient, Root, RootKey, Side, SiteKey
from sim.reflex.response import Response, ResponseKind, Trace
from sim.rng import stream
from sim.session import NUMBERS as SESSION_NUMBERS
from sim.session import SessionNumbers, answered, insert

ECRB = SiteKey("extensor_carpi_radialis_brevis", "right")
NEIGHBOURS = {"C5": ("C4", "C6"), "C6": ("C5", "C7"), "C7": ("C6", "C8")}
N_BURST: Mapping[ResponseKind, int] = {"twitch": 70, "cramp": 60, "ache": 5, "nothing": 0}
WEEK_12 = 84

Needles = Mapping[SiteKey, int]
"""How many insertions at which site in each visit."""


def key(site_id: str, side: Side = "right") -> SiteKey:
    return SiteKey(site(site_id).id, side)


def ill_patient(
    root: str = "C6",
    *,
    health: float = 0.55,
    weeks: float = 34.0,
    region: str = "elbow_lateral",
    fibrosis: float = 0.08,
    numbers: CourseNumbers = NUMBERS,
) -> Patient:
    """Return a neuropathic patient: the region's muscles that the root feeds, and the paraspinals around it."""
    muscles = [name for name in complaint_regions()[region].muscles if site(name).roots.get(root, 0.0) >= 0.05]
    paraspinals = [found.id for level in (root, *NEIGHBOURS[root]) if (found := paraspinal_site(level)) is not None]
    weights = np.array([0.75**rank for rank in range(len(muscles))])
    return settle(
        Patient(
            age=47,
            sex="female",
            height_cm=168.0,
            kind="neuropathic",
            duration_weeks=weeks,
            roots={RootKey(root, "right"): Root(health=health, ill_days=7.0 * weeks)},
            bands={key(name): Band(fibrosis=fibrosis) for name in (*muscles, *paraspinals)},
            pain_weights={
                key(name): float(weight) for name, weight in zip(muscles, weights / weights.sum(), strict=True)
            },
        ),
        numbers=numbers,
    )


def rootless_patient(kind: PainKind, *, weeks: float, tissue_injury: float = 0.0) -> Patient:
    """Return a patient without an ill root: a sprain, an ongoing local disease, or nociplastic pain."""
    muscles = complaint_regions()["elbow_lateral"].muscles[:3]
    return settle(
        Patient(
            age=30,
            sex="female",
            height_cm=168.0,
            kind=kind,
            duration_weeks=weeks,
            roots={},
            bands={key(name): Band() for name in muscles},
            pain_weights={key(name): 1.0 / len(muscles) for name in muscles},
            tissue_injury=tissue_injury,
        )
    )


def answer(kind: ResponseKind, *, reached: bool = True) -> Response:
    """Return a hand-made answer of a kind."""
    empty = Trace(np.empty(0), np.empty(0, np.int32), np.empty(0, np.float32), np.empty(0, np.float32))
    return Response(
        kind=kind,
        latency_ms=None,
        duration_ms=0.0,
        emg_peak_uv=0.0,
        peak_force=0.0,
        n_burst=N_BURST[kind],
        locus_distance_mm=0.5,
        reached=reached,
        path=(),
        trace=empty,
    )


def drawn_visit(
    patient: Patient, needles: Needles, *, seed: int, visit: int, numbers: SessionNumbers = SESSION_NUMBERS
) -> Patient:
    """Needle with hand-made answers: in a short irritable band 45 % twitch, 35 % cramp, 20 % ache, else nothing."""
    for site_key, count in needles.items():
        for number in range(count):
            band = patient.band(site_key)
            chance = stream(seed, "test", visit, *site_key, number).random()
            ill = band.shortening > 0.3 and band.irritability > 0.3
            kind: ResponseKind = "nothing"
            if ill:
                kind = "twitch" if chance < 0.45 else "cramp" if chance < 0.8 else "ache"
            patient = answered(patient, site_key, answer(kind), numbers=numbers)
    return patient


def real_visit(patient: Patient, needles: Needles, *, seed: int, visit: int) -> Patient:
    """Needle on the patient's graph."""
    for site_key, count in needles.items():
        for number in range(1, count + 1):
            patient, _ = insert(patient, site_key, depth_mm=None, number_in_visit=number, seed=seed, visit=visit)
    return patient


Treat = Callable[[Patient, int], Patient]
"""What is done at a visit, given the patient and the visit's number."""


def weekly_pain(
    patient: Patient, treat: Treat, *, visits: int = 5, every_weeks: int = 1, numbers: CourseNumbers = NUMBERS
) -> list[float]:
    """Return pain on days 0, 7, … 84, each before anything is done, without the person's ups and downs."""
    told: list[float] = []
    for week in range(WEEK_12 // 7 + 1):
        told.append(level(patient, numbers=numbers))
        visit, rest = divmod(week, every_weeks)
        if rest == 0 and visit < visits:
            patient = treat(begin_visit(patient), visit + 1)
        patient = advance(patient, 7.0, numbers=numbers)
    return told


def level(patient: Patient, *, numbers: CourseNumbers = NUMBERS) -> float:
    """Return pain without the person's ups and downs, NRS."""
    return pain_nrs(patient, seed=0, day=0.0, numbers=replace(numbers, fluctuation_sd_nrs=0.0))


def leave_alone(patient: Patient, visit: int) -> Patient:  # noqa: ARG001 - a way to treat, like the others
    """Do nothing at a visit."""
    return patient


def by_hand(patient: Patient, visit: int) -> Patient:  # noqa: ARG001 - a way to treat, like the others
    """Treat by manual therapy at a visit."""
    return manual_therapy(patient)


def drawn(needles: Needles, seed: int) -> Treat:
    """Return the way to treat that needles the same sites at each visit, with hand-made answers."""
    return lambda patient, visit: drawn_visit(patient, needles, seed=seed, visit=visit)


def on_graph(needles: Needles, seed: int) -> Treat:
    """Return the way to treat that needles the same sites at each visit, on the patient's graph."""
    return lambda patient, visit: real_visit(patient, needles, seed=seed, visit=visit)


def gain(told: Sequence[float]) -> float:
    """Return how much better a course is at 12 weeks than at its start, NRS."""
    return told[0] - told[-1]
