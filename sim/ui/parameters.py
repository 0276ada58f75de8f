"""All numbers of the model, gathered for the page about it."""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache

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


def by_standing() -> Mapping[str, int]:
    """Return how many parameters are measured, taught and assumed."""
    return Counter(parameter.standing for parameter in all_parameters().values())


def _parameters(name: str, room: str, value: object) -> Iterator[tuple[str, Param]]:
    if isinstance(value, Param):
        yield name, value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            if isinstance(item, Param):
                yield f"{room}: {_words(str(key))}", item


def _words(name: str) -> str:
    return name.replace("_", " ").lower()
