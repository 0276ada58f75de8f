"""Numbers of the rule that turns votes of sources into root weights; `sim.anatomy.weights` is the rule."""

from __future__ import annotations

from collections.abc import Mapping

from sim.evidence.param import Param
from sim.evidence.table import load_parameters

ROOT_WEIGHTS: Mapping[str, Param] = load_parameters("root_weights.csv")
"""Name → parameter: dominance, floor, step, neighbour."""
