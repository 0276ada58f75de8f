"""The arc without noise, ours and written as Brian2 equations: the same discharges? See `docs/cross-check.md`.

`IMS_BRIAN2_PYTHON=… python -m tests.benchmarks.insertion_over_brian2`
"""

from __future__ import annotations

import sys

from sim.patient.graph import build_graph
from sim.reflex.arc import read_arc
from sim.reflex.assemble import constants, rest, stimulate, units
from sim.reflex.needle import DT_MS, NEEDLE_MS, needle_graph, simulate
from sim.validation.bench.rows import SITE, STATES, patient_of
from tests.benchmarks.brian2_bridge import SILENT, Agreement, Discharges, agreement, run_there, told

FIRST_KEY = 1000
N_EACH = 3
UNTIL_MS = {"twitch": 600, "cramp": 3000, "nothing": 600}
SHORTER_MS = 1000
"""A cramp is also compared up to here: a small difference grows from spike to spike."""


def keys(kind: str) -> list[int]:
    """Return the first keys from 1000 on with which an insertion without noise brings what its state is named after."""
    graph = build_graph(patient_of(STATES[kind]), SITE, values=SILENT)
    found: list[int] = []
    key = FIRST_KEY
    while len(found) < N_EACH:
        if needle_graph(graph, SITE, key=key, values=SILENT).kind == kind:
            found.append(key)
        key += 1
    return found


def both(kind: str, key: int, until_ms: int) -> tuple[Discharges, Discharges]:
    """Return the discharges of both simulators up to a time, ms from the start of the run."""
    arc = read_arc(build_graph(patient_of(STATES[kind]), SITE, values=SILENT), SITE, SILENT)
    stimulus = stimulate(arc, True, 0.0, key, SILENT)
    run = simulate(arc, stimulus, seed=0, key=key, values=SILENT, longest_ms=until_ms - NEEDLE_MS)
    c = constants(arc, stimulus, SILENT, needle_ms=float(NEEDLE_MS))
    u = units(arc, 0, SILENT, DT_MS)
    arrays = told(c, u, rest(u, key, DT_MS), needle_ms=NEEDLE_MS, dt_ms=DT_MS, values=SILENT)
    theirs, _ = run_there(arrays, duration_ms=until_ms)
    return (run.times_ms + NEEDLE_MS, run.motor_units), theirs


def line(name: str, found: Agreement) -> str:
    """Return one line of the table."""
    departs = "never" if found.departs_ms is None else f"{found.departs_ms:.0f} ms"
    return (
        f"{name:28} {found.n_ours:6} {found.n_theirs:6}   {found.median_ms:9.6f} {found.largest_ms:9.6f}   {departs}\n"
    )


def main() -> int:
    sys.stdout.write(
        "arc, insertion, up to           ours brian2   median ms   most ms   first more than a step apart\n"
    )
    for kind, until_ms in UNTIL_MS.items():
        for key in keys(kind):
            ours, theirs = both(kind, key, until_ms)
            for end_ms in sorted({min(SHORTER_MS, until_ms), until_ms}):
                found = agreement(ours, theirs, until_ms=end_ms, step_ms=DT_MS)
                sys.stdout.write(line(f"{kind}, {key}, {end_ms} ms", found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
