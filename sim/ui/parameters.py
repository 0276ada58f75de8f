"""All numbers of the model, gathered for the page about it."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache

import pandas as pd

import sim.evidence
from sim.evidence.param import Param


@cache
def all_parameters() -> Mapping[str, Param]:
    """Return every parameter of the model under its name in words, by module and in the order of its table."""
    found: dict[str, Param] = {}
    for info in pkgutil.iter_modules(sim.evidence.__path__):
        module = importlib.import_module(f"{sim.evidence.__name__}.{info.name}")
        for name, value in vars(module).items():
            found.update(_parameters(f"{_words(info.name)}: {_words(name)}", _words(info.name), value))
    return found


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


def _parameters(name: str, room: str, value: object) -> Iterator[tuple[str, Param]]:
    if isinstance(value, Param):
        yield name, value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            if isinstance(item, Param):
                yield f"{room}: {_words(str(key))}", item


def _words(name: str) -> str:
    return name.replace("_", " ").lower()
