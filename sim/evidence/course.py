"""Parameters of the course; `docs/model-course.md` gives the equations they stand in."""

from __future__ import annotations

from collections.abc import Mapping

from sim.evidence.param import Param
from sim.evidence.table import load_parameters

COURSE: Mapping[str, Param] = load_parameters("course.csv")
"""Name → parameter: root, band, pain, person, manual therapy."""
