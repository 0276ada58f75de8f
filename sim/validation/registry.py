"""All experiments by name. A new one is an entry of `EXPERIMENTS` in the file of its law; a new file is listed here."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from sim.cases.names import nearest
from sim.errors import input_error
from sim.validation.experiments import (
    adverse,
    cannon,
    cannon_hops,
    cannon_time,
    cramp,
    cramp_threshold,
    healthy,
    inverted_u,
    lesions,
    mirror,
    nerve_studies,
    observing,
    reflex_latencies,
    regions,
    repeated,
    root_lesion,
    time_step,
)
from sim.validation.records import Experiment

FILES = (
    healthy,
    cannon,
    cannon_hops,
    cannon_time,
    inverted_u,
    regions,
    lesions,
    mirror,
    repeated,
    reflex_latencies,
    nerve_studies,
    root_lesion,
    cramp,
    cramp_threshold,
    observing,
    time_step,
    adverse,
)

EXPERIMENTS: Mapping[str, Experiment] = MappingProxyType(
    {experiment.name: experiment for file in FILES for experiment in file.EXPERIMENTS}
)
"""Name → experiment, in the order of the laws."""


def find_experiment(name: str) -> Experiment:
    """Return the experiment of that name.

    Raises
    ------
    ModelInputError
        If there is none, with the nearest names and all that are allowed.
    """
    if name not in EXPERIMENTS:
        allowed = f"{nearest(name, EXPERIMENTS)}allowed is list, {', '.join(EXPERIMENTS)}"
        raise input_error("NAME", "unknown experiment", name, allowed)
    return EXPERIMENTS[name]
