"""An insertion against plain C and against the same arc in Brian2, in one run.

`IMS_BRIAN2_PYTHON=… python -m tests.benchmarks.insertion_speed`; without the variable Brian2 is left out.
"""

from __future__ import annotations

import os
import statistics
import sys
from dataclasses import replace

from sim.reflex.assemble import rest
from sim.reflex.needle import DT_MS, NEEDLE_MS
from sim.validation.bench import bench_rows
from sim.validation.bench.port import ours
from sim.validation.bench.rows import STATES, insertion
from sim.validation.bench.timing import median_seconds
from tests.benchmarks.brian2_bridge import PYTHON_VARIABLE, run_there, told

ROUNDS = 5
MODEL_MS = {"twitch": 700, "cramp": 4000}
"""Model time that is run in both, ms: a twitch until it is quiet, and the first seconds of a cramp."""


def over_brian2(name: str) -> tuple[float, float]:
    """Return the seconds of one run of a model time, ours and Brian2's (compiled before it is timed)."""
    job = replace(insertion(STATES[name]), end_ms=MODEL_MS[name], quiet_ms=float("inf"))
    arrays = told(job.constants, job.units, rest(job.units, job.phase_key, DT_MS), needle_ms=NEEDLE_MS, dt_ms=DT_MS)
    _, theirs = run_there(arrays, duration_ms=MODEL_MS[name], rounds=ROUNDS)
    (mine,) = median_seconds((ours(job),), rounds=ROUNDS)
    return mine, statistics.median(theirs)


def main() -> int:
    for row in bench_rows():
        sys.stdout.write(f"{row.name:28} {row.value:10.3f} {row.unit}\n")
    if not os.environ.get(PYTHON_VARIABLE):
        sys.stdout.write(f"Brian2 left out: {PYTHON_VARIABLE} names no Python that has it.\n")
        return 0
    for name, model_ms in MODEL_MS.items():
        mine, theirs = over_brian2(name)
        sys.stdout.write(
            f"{name}, {model_ms / 1000:g} s of model time: ours {1e3 * mine:.1f} ms, "
            f"Brian2 {1e3 * theirs:.0f} ms, brian2_over_ours {theirs / mine:.0f}\n"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
