"""One needle insertion into one band: the patient's graph is compiled, run, and its answer read."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.anatomy import Build
from sim.anatomy import site as find_site
from sim.errors import require_between
from sim.evidence.reflex import DEFAULTS, Values
from sim.patient.graph import Graph, build_graph
from sim.patient.state import Patient, SiteKey
from sim.reflex import kernel, layout
from sim.reflex.arc import Arc, read_arc
from sim.reflex.assemble import Stimulus, constants, rest, stimulate, units
from sim.reflex.emg import emg_uv
from sim.reflex.path import Traffic, explain, heard
from sim.reflex.reading import Reading, read
from sim.reflex.response import Response, Trace
from sim.rng import stream_key

DEPTH_MIN_MM, DEPTH_MAX_MM = 0.1, 150.0
"""Just through the skin, and the longest needle in use, mm."""
DT_MS = 0.1
NEEDLE_MS = 50
FELT_MS = 1500
LONGEST_MS = 60_000
QUIET_MS = 500.0
MAX_DISCHARGES = 400_000


@dataclass(frozen=True, slots=True)
class Run:
    """What the kernel gave: discharges at the muscle and force from the needle on, and what the path is told from."""

    times_ms: NDArray[np.float64]
    motor_units: NDArray[np.int64]
    force: NDArray[np.float64]
    counts_felt: NDArray[np.float64]
    counts: NDArray[np.float64]
    traffic: Traffic


def needle(
    patient: Patient, site: SiteKey, *, depth_mm: float | None = None, key: int, values: Values = DEFAULTS
) -> Response:
    """Return the answer of the band at `site` to one insertion.

    Parameters
    ----------
    depth_mm
        Depth of the tip under the skin, mm, above 0 to 150; None is the middle of the site's safe range.
    key
        Seed of everything that is chance in this insertion; see `sim.rng.stream_key`.

    Raises
    ------
    ModelInputError
        If the site does not exist or the depth is out of range.
    """
    return needle_graph(build_graph(patient, site, values=values), site, depth_mm=depth_mm, key=key, values=values)


def needle_graph(
    graph: Graph, site: SiteKey, *, depth_mm: float | None = None, key: int, values: Values = DEFAULTS
) -> Response:
    """Return the answer to one insertion in a graph, which may have been edited (lesions); see `needle`."""
    arc = read_arc(graph, site, values)
    off_mm, reached = _depth(site, depth_mm, graph.graph["build"])
    stimulus = stimulate(arc, reached, off_mm, key, values)
    run = simulate(arc, stimulus, seed=graph.graph["seed"], key=key, values=values)
    n_felt = heard(arc, run.counts_felt, ("iii", "iv"), values)
    reading = read(run.times_ms, run.motor_units, run.force, n_felt, values)
    return _response(graph, site, arc, stimulus, run, reading, key, values)


def onset(patient: Patient, site: SiteKey, *, depth_mm: float | None = None, key: int) -> Trace:
    """Return the first 1.5 s of what `needle` brings with the same key, so that a cramp can be drawn while it holds."""
    arc = read_arc(build_graph(patient, site), site)
    off_mm, reached = _depth(site, depth_mm, patient.build)
    stimulus = stimulate(arc, reached, off_mm, key, DEFAULTS)
    run = simulate(arc, stimulus, seed=patient.seed, key=key, longest_ms=FELT_MS)
    return _trace(arc, run, key, DEFAULTS)


def _depth(site: SiteKey, depth_mm: float | None, build: Build) -> tuple[float, bool]:
    """Return how far the tip lies outside this patient's safe range, mm, and whether it is in the muscle at all."""
    place = find_site(site.site)
    if depth_mm is None:
        return 0.0, True
    require_between("needle.depth_mm", depth_mm, DEPTH_MIN_MM, DEPTH_MAX_MM, "mm")
    depths = place.depths(build)
    off_mm = max(depths.depth_min_mm - depth_mm, depth_mm - depths.depth_max_mm, 0.0)
    return off_mm, depths.surface_mm <= depth_mm <= depths.far_mm


def simulate(
    arc: Arc,
    stimulus: Stimulus,
    *,
    seed: int,
    key: int,
    values: Values = DEFAULTS,
    dt_ms: float = DT_MS,
    longest_ms: int = LONGEST_MS,
) -> Run:
    """Return the run of one insertion, up to a minute long, or until the arc has been quiet."""
    c = constants(arc, stimulus, values, needle_ms=float(NEEDLE_MS))
    u = units(arc, seed, values, dt_ms)
    s = rest(u, key, dt_ms)
    room = (np.empty(MAX_DISCHARGES), np.empty(MAX_DISCHARGES, dtype=np.int64), np.empty(LONGEST_MS + NEEDLE_MS))
    counts = np.zeros(layout.N_COUNTS)
    seed_bits = np.uint64(stream_key(key, "kernel"))

    def go(start_ms: int, end_ms: int, n: int) -> tuple[int, int]:
        written, end = kernel.run(
            c, u, s, seed_bits, start_ms, end_ms, float(NEEDLE_MS), QUIET_MS, dt_ms,
            room[0][n:], room[1][n:], room[2][start_ms:], counts,
        )  # fmt: skip
        return n + int(written), int(end)

    n, end_ms = go(0, NEEDLE_MS + FELT_MS, 0)
    counts_felt = counts.copy()
    traffic = Traffic(sent=s.n_fired.copy(), fired=s.ready > 0, length_ms=float(end_ms))
    if end_ms == NEEDLE_MS + FELT_MS and longest_ms > FELT_MS:
        n, end_ms = go(end_ms, longest_ms + NEEDLE_MS, n)
    times_ms = room[0][:n] - NEEDLE_MS
    order = np.argsort(times_ms, kind="stable")
    order = order[times_ms[order] >= 0.0]
    force = room[2][NEEDLE_MS:end_ms].copy()
    return Run(times_ms[order], room[1][:n][order], force, counts_felt, counts, traffic)


def _response(
    graph: Graph, site: SiteKey, arc: Arc, stimulus: Stimulus, run: Run, reading: Reading, key: int, values: Values
) -> Response:
    trace = _trace(arc, run, key, values)
    return Response(
        kind=reading.kind,
        latency_ms=reading.latency_ms,
        duration_ms=reading.duration_ms,
        emg_peak_uv=float(np.abs(trace.emg_uv).max()),
        peak_force=float(run.force.max(initial=0.0)),
        n_burst=reading.n_burst,
        locus_distance_mm=stimulus.locus_distance_mm,
        reached=stimulus.reached,
        path=explain(graph, site, arc, stimulus, run.counts_felt, run.traffic, reading, values),
        trace=trace,
    )


def _trace(arc: Arc, run: Run, key: int, values: Values) -> Trace:
    return Trace(
        motor_times_ms=run.times_ms,
        motor_units=run.motor_units.astype(np.int32),
        force=run.force.astype(np.float32),
        emg_uv=emg_uv(run.times_ms, run.motor_units, arc.motor.delay_ms.size, key, values),
    )


def warm_up() -> None:
    """Compile the kernel, or load it from its cache, so that the first needle does not wait."""
    patient = Patient(40, "female", 170.0, "neuropathic", 30.0, {}, {}, {})
    needle(patient, SiteKey("extensor_carpi_radialis_brevis", "right"), key=0)
