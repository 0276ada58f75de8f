"""Lengths that nerve paths are built from, as fractions of standing height; `docs/anatomy.md` gives the rule."""

from __future__ import annotations

from collections.abc import Mapping

from sim.evidence.param import Param
from sim.evidence.table import load_parameters

BODY_PATHS: Mapping[str, Param] = load_parameters("body_paths.csv")
"""Name → length. A name that ends in a root (`foramen_axilla_c5`) is the length for the fibres of that root."""
