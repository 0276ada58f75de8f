"""Every number of the model under one name, and one mark for all of them together."""

from __future__ import annotations

import hashlib
import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache

import sim.evidence
from sim.evidence.param import Param
from sim.evidence.targets import targets


@cache
def all_parameters() -> Mapping[str, Param]:
    """Return name → parameter for every module of this room, e.g. `reflex.pic_peak` or `visits.END_DAYS`."""
    found: dict[str, Param] = {}
    for info in pkgutil.iter_modules(sim.evidence.__path__):
        module = importlib.import_module(f"{sim.evidence.__name__}.{info.name}")
        for name, value in vars(module).items():
            found.update((f"{info.name}.{part}", param) for part, param in _parameters(name, value))
    return found


@cache
def used_targets() -> Mapping[str, tuple[str, ...]]:
    """Return id of a published figure → names of the parameters that rest on it."""
    used: dict[str, tuple[str, ...]] = {}
    for name, param in all_parameters().items():
        if param.source in targets():
            used[param.source] = (*used.get(param.source, ()), name)
    return used


def parameters_hash() -> str:
    """Return a mark of all values: another value of any parameter gives another mark."""
    text = "\n".join(f"{name}={param.value!r}" for name, param in sorted(all_parameters().items()))
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def _parameters(name: str, value: object) -> Iterator[tuple[str, Param]]:
    if isinstance(value, Param):
        yield name, value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            if isinstance(item, Param):
                yield str(key), item
