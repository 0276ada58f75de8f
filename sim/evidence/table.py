"""Read a table of parameters that is kept as CSV beside the code."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from importlib import resources
from types import MappingProxyType

from sim.evidence.param import Param, Standing

STANDINGS: dict[str, Standing] = {"measured": "measured", "taught": "taught", "assumed": "assumed"}


def load_parameters(name: str) -> Mapping[str, Param]:
    """Return name → parameter of the packaged table `name`, in the order of its rows.

    Raises
    ------
    ModelInputError
        If a value lies outside its own range.
    KeyError
        If a standing is none of measured, taught, assumed.
    """
    text = resources.files("sim.evidence").joinpath(name).read_text(encoding="utf-8")
    return MappingProxyType({row["name"]: _param(row) for row in csv.DictReader(text.splitlines())})


def _param(row: dict[str, str]) -> Param:
    return Param(
        value=float(row["value"]),
        unit=row["unit"],
        low=float(row["low"]),
        high=float(row["high"]),
        source=row["source"],
        standing=STANDINGS[row["standing"]],
        note=row["note"],
    )
