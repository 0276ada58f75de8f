"""R10: half the time step changes nothing that is told."""

from __future__ import annotations

import numpy as np

from sim.patient.graph import build_graph
from sim.reflex.arc import read_arc
from sim.reflex.needle import DT_MS
from sim.rng import stream_key
from sim.validation.records import Experiment, Finding, law_row
from sim.validation.subjects import REFERENCE, reading, subject

INSERTIONS = 60


def time_step(seed: int) -> Finding:
    """Return what half the time step changes: latency of each insertion (median, largest) and classes."""
    patient = subject(0.55, shortening=0.3, irritability=0.7)
    arc = read_arc(build_graph(patient, REFERENCE), REFERENCE)
    keys = [stream_key(seed, "trial", k) for k in range(INSERTIONS)]
    pairs = [
        (reading(arc, patient.seed, key, dt_ms=DT_MS), reading(arc, patient.seed, key, dt_ms=DT_MS / 2.0))
        for key in keys
    ]
    latencies = [(whole.latency_ms, half.latency_ms) for whole, half in pairs]
    changes = [abs(whole - half) for whole, half in latencies if whole is not None and half is not None]
    classes = sum(whole.kind != half.kind for whole, half in pairs)
    median, largest = (float(np.median(changes)), max(changes)) if changes else (None, None)
    return Finding(
        rows=(
            law_row("R10", "largest change of latency of one insertion, ms", largest, at_most=DT_MS),
            law_row("R10", "median change of latency, ms", median, at_most=DT_MS),
            law_row("R10", f"answers of {INSERTIONS} whose class changes", float(classes), at_most=0.0),
        ),
        headline=f"Half the step moves latencies by {_ms(median)} (median), {_ms(largest)} at most; "
        f"{classes} of {INSERTIONS} answers change class.",
        series={"change_ms": [round(change, 4) for change in sorted(changes)]},
    )


def _ms(value: float | None) -> str:
    return "no unit answered" if value is None else f"{value:.3f} ms"


EXPERIMENTS = (
    Experiment(
        name="time_step",
        law="R10",
        question="Does half the time step change latencies or answers?",
        published="It must not: by less than one step of 0.1 ms, and no class.",
        measure=time_step,
    ),
)
