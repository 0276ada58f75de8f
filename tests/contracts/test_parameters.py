"""Every number of the model says its unit, range, source and standing; an assumption says why."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping

import sim.evidence
from sim.evidence.param import Param


def parameters(value: object, name: str) -> Iterator[tuple[str, Param]]:
    """Yield the parameters in a value, looking into mappings and tuples."""
    if isinstance(value, Param):
        yield name, value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from parameters(item, f"{name}[{key}]")
    elif isinstance(value, tuple | list):
        for index, item in enumerate(value):
            yield from parameters(item, f"{name}[{index}]")


def all_parameters() -> dict[str, Param]:
    modules = pkgutil.walk_packages(sim.evidence.__path__, prefix="sim.evidence.")
    return {
        label: parameter
        for module in (importlib.import_module(info.name) for info in modules)
        for name, value in vars(module).items()
        for label, parameter in parameters(value, f"{module.__name__}.{name}")
    }


PARAMETERS = all_parameters()


def test_there_are_parameters() -> None:
    assert PARAMETERS


def test_every_parameter_has_a_unit_and_a_source() -> None:
    assert [name for name, item in PARAMETERS.items() if not (item.unit.strip() and item.source.strip())] == []


def test_every_parameter_may_vary() -> None:
    assert [name for name, item in PARAMETERS.items() if not item.low < item.high] == []


def test_every_assumption_says_why() -> None:
    assumed = {name: item.note for name, item in PARAMETERS.items() if item.standing == "assumed"}
    assert {name: note for name, note in assumed.items() if len(note.split()) < 3} == {}
