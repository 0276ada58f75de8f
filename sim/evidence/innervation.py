"""How a person's own root weights differ from the tables; `sim/MODEL.md` gives the equations."""

from __future__ import annotations

from collections.abc import Mapping

from sim.evidence.param import Param
from sim.evidence.table import load_parameters

INNERVATION: Mapping[str, Param] = load_parameters("innervation.csv")
"""Name → parameter: plexus, muscle."""
