"""All numbers of the model, gathered for the page about it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pandas as pd

from sim.evidence import inventory
from sim.evidence.param import Param


@cache
def all_parameters() -> Mapping[str, Param]:
    """Return every parameter of the model under its name in words, by module and in the order of its table."""
    return {_words(name.replace(".", ": ", 1)): param for name, param in inventory.all_parameters().items()}


@cache
def parameter_table() -> pd.DataFrame:
    """Return every number of the model with unit, range, standing, source and reason; one row a number."""
    rows = [
        {
            "Name": name,
            "Value": parameter.value,
            "Unit": "" if parameter.unit == "1" else parameter.unit,
            "From": parameter.low,
            "To": parameter.high,
            "Standing": parameter.standing,
            "Source": parameter.source.replace("_", " "),
            "What, or why": parameter.note,
        }
        for name, parameter in all_parameters().items()
    ]
    return pd.DataFrame(rows)


def by_standing() -> Mapping[str, int]:
    """Return how many parameters are measured, taught and assumed."""
    return {str(name): int(n) for name, n in parameter_table()["Standing"].value_counts().items()}


def _words(name: str) -> str:
    return name.replace("_", " ").lower()
