"""How far apart the levels of the spine lie under the skin, as fractions of standing height."""

from __future__ import annotations

from collections.abc import Mapping

from sim.evidence.param import Param
from sim.evidence.table import load_parameters

BODY_SPINE: Mapping[str, Param] = load_parameters("body_spine.csv")
"""Name → distance from one level to the next lower one: `spacing_c`, `spacing_t`, `spacing_l`, `spacing_s`."""
