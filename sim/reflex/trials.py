"""Many insertions into fresh copies of one patient, and what they brought."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from sim.evidence.reflex import DEFAULTS, Values
from sim.patient.graph import Graph, build_graph
from sim.patient.lesions import lesion
from sim.patient.state import Patient, SiteKey
from sim.reflex.needle import needle_graph
from sim.reflex.response import RESPONSE_KINDS, Response, ResponseKind
from sim.rng import stream_key


@dataclass(frozen=True, slots=True)
class Spread:
    """Mean and standard deviation over the trials that had the measure; None where none had."""

    mean: float | None
    sd: float | None


@dataclass(frozen=True, slots=True)
class Trials:
    """How often each answer came, and its measures over the trials in which a motor unit answered."""

    n: int
    counts: dict[ResponseKind, int]
    latency_ms: Spread
    duration_ms: Spread
    emg_peak_uv: Spread


def needle_trials(
    patient: Patient,
    site: SiteKey,
    *,
    trials: int,
    seed: int,
    depth_mm: float | None = None,
    cut: str | None = None,
    minutes_after: float = 0.0,
    values: Values = DEFAULTS,
) -> Trials:
    """Return what `trials` insertions bring, each into a fresh copy of the patient with the same lesion.

    Raises
    ------
    ModelInputError
        If the site or the depth is not allowed.
    GraphError
        If the lesion is not known.
    """
    graph = build_graph(replace(patient, seed=seed), site, values=values)
    if cut:
        graph = lesion(graph, site, cut, minutes_after=minutes_after, values=values)
    return summarise(responses(graph, site, trials=trials, seed=seed, depth_mm=depth_mm, values=values))


def responses(
    graph: Graph,
    site: SiteKey,
    *,
    trials: int,
    seed: int,
    depth_mm: float | None = None,
    values: Values = DEFAULTS,
) -> list[Response]:
    """Return the answers of one graph to `trials` independent insertions."""
    keys = [stream_key(seed, "trial", k) for k in range(trials)]
    return [needle_graph(graph, site, depth_mm=depth_mm, key=key, values=values) for key in keys]


def summarise(answers: Sequence[Response]) -> Trials:
    """Return counts and spreads of a series of answers."""
    moved = [answer for answer in answers if answer.kind in ("twitch", "cramp")]

    def spread(of: Sequence[Response], value: Callable[[Response], float | None]) -> Spread:
        seen = [x for x in map(value, of) if x is not None]
        return Spread(float(np.mean(seen)), float(np.std(seen))) if seen else Spread(None, None)

    return Trials(
        n=len(answers),
        counts={kind: sum(answer.kind == kind for answer in answers) for kind in RESPONSE_KINDS},
        latency_ms=spread(moved, lambda answer: answer.latency_ms),
        duration_ms=spread(moved, lambda answer: answer.duration_ms),
        emg_peak_uv=spread(answers, lambda answer: answer.emg_peak_uv),
    )
