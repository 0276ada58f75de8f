"""Parameters of a visit with needles; `docs/model-course.md` gives the equations they stand in."""

from __future__ import annotations

from collections.abc import Mapping

from sim.evidence.param import Param
from sim.evidence.table import load_parameters

SESSION: Mapping[str, Param] = load_parameters("session.csv")
"""Name → parameter: release, irritability, stimulation, treatment, soreness, adverse events."""
