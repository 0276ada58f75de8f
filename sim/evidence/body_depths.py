"""Layers that needle depths are built from, mm; `docs/anatomy.md` gives the rule."""

from __future__ import annotations

from collections.abc import Mapping

from sim.evidence.param import Param
from sim.evidence.table import load_parameters

BODY_DEPTHS: Mapping[str, Param] = load_parameters("body_depths.csv")
"""Name → thickness of a layer or margin: `skin_*`, `cover_*`, `thickness_*`, `margin_*`."""
