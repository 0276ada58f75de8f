"""The speed figures of an insertion, each ratio against its reference in the same run."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass

from sim.errors import SimError
from sim.evidence.reflex import DEFAULTS
from sim.patient.graph import build_graph
from sim.patient.state import Band, Patient, Root, RootKey, SiteKey
from sim.reflex import needle
from sim.reflex.arc import read_arc
from sim.reflex.assemble import Stimulus, constants, stimulate, units
from sim.reflex.needle import DT_MS, NEEDLE_MS, QUIET_MS
from sim.rng import stream_key
from sim.validation.bench.port import Job, library, ours, theirs
from sim.validation.bench.timing import median_seconds

SITE = SiteKey("extensor_carpi_radialis_brevis", "right")
STATES = {"twitch": (0.55, 0.3, 0.7), "cramp": (0.55, 0.95, 0.9), "nothing": (1.0, 0.0, 0.0)}
"""Health of the root, shortening and irritability of the band, by what a near needle brings."""
KEY = 4
"""Of an insertion near the locus, so that each state brings what it is named after."""
PHASE_KEY = 5
SECOND_MS = 1000
MOST_APART = 0.01
"""Discharges may differ by this share: the port writes out the exponentials and powers that ours takes from tables."""


@dataclass(frozen=True, slots=True)
class BenchRow:
    """One speed figure: its name, value and unit ("1" for a ratio)."""

    name: str
    value: float
    unit: str


def patient_of(state: tuple[float, float, float]) -> Patient:
    """Return a patient with one ill root and one band: health, shortening and irritability."""
    health, shortening, irritability = state
    return Patient(
        age=47,
        sex="female",
        height_cm=170.0,
        kind="neuropathic",
        duration_weeks=26.0,
        roots={RootKey("C6", SITE.side): Root(health, health, 182.0)},
        bands={SITE: Band(shortening, 0.1, irritability)},
        pain_weights={SITE: 1.0},
    )


def insertion(state: tuple[float, float, float], key: int = KEY) -> Job:
    """Return the job of one insertion into a band."""
    arc = read_arc(build_graph(patient_of(state), SITE), SITE)
    told = constants(arc, stimulate(arc, True, 0.0, key, DEFAULTS), DEFAULTS, needle_ms=float(NEEDLE_MS))
    u = units(arc, 0, DEFAULTS, DT_MS)
    return Job(told, u, PHASE_KEY, stream_key(key, "kernel"), float(NEEDLE_MS), QUIET_MS)


def quiet_second() -> Job:
    """Return the job of one second in which an ill arc is left alone."""
    arc = read_arc(build_graph(patient_of(STATES["twitch"]), SITE), SITE)
    nothing = Stimulus(drive=0.0, grip=0.0, locus_distance_mm=0.0, reached=False, margin=0.0)
    u = units(arc, 0, DEFAULTS, DT_MS)
    return Job(
        constants(arc, nothing, DEFAULTS), u, PHASE_KEY, stream_key(KEY, "kernel"), 0.0, math.inf, end_ms=SECOND_MS
    )


def bench_rows() -> list[BenchRow]:
    """Return the speed figures of an insertion.

    `insertion_ms` is a twitch from patient to response; the `_over_c` rows are the kernel's time over that of a plain
    C -O3 port of the same equations, below 1 where ours is faster. It takes about 15 s.

    Raises
    ------
    SimError
        If there is no C compiler, or the port gives other discharges.
    """
    with library() as port:
        twitch = _against_c(port, "insertion", insertion(STATES["twitch"]), rounds=31)
        nothing = _against_c(port, "nothing", insertion(STATES["nothing"]), rounds=31)
        quiet = _against_c(port, "quiet_second", quiet_second(), rounds=31)
        cramp = _against_c(port, "cramp", insertion(STATES["cramp"]), rounds=5)
    patient = patient_of(STATES["twitch"])
    (whole,) = median_seconds((lambda: needle(patient, SITE, key=KEY),), rounds=31)
    return [BenchRow("insertion_ms", 1e3 * whole, "ms"), *twitch, *nothing, *quiet, *cramp]


def _against_c(port: ctypes.CDLL, name: str, job: Job, *, rounds: int) -> list[BenchRow]:
    mine, c = ours(job), theirs(port, job)
    found = (mine(), c())
    if abs(found[0] - found[1]) > MOST_APART * max(found):
        raise SimError(f"bench: {name}: not the same equations, got {found[0]} and {found[1]} discharges.")
    seconds = median_seconds((mine, c), rounds=rounds)
    return [
        BenchRow(f"{name}_kernel_ms", 1e3 * seconds[0], "ms"),
        BenchRow(f"{name}_c_ms", 1e3 * seconds[1], "ms"),
        BenchRow(f"{name}_over_c", seconds[0] / seconds[1], "1"),
    ]
