"""Parameters of the reflex arc; `sim/MODEL.md` gives the equations they stand in."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from sim.evidence.param import Param
from sim.evidence.table import load_parameters

REFLEX: Mapping[str, Param] = load_parameters("reflex.csv")
"""Name → parameter: conduction, Cannon's law, motoneurons, synapses, muscle, receptors, needle, reading rule."""

Values = Mapping[str, float]

DEFAULTS: Values = MappingProxyType({name: param.value for name, param in REFLEX.items()})
"""The parameters as plain numbers; an experiment or a lens may replace some."""
