"""Published figures that numbers of the model rest on, and where any number comes from."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

from sim.errors import CaseError, Fault, unknown_name
from sim.evidence.sources import Source, sources

OPTIONAL = ("arm", "time", "spread", "n", "note")
"""Cells that a figure may leave empty."""


@dataclass(frozen=True, slots=True)
class Target:
    """One published figure.

    Parameters
    ----------
    title
        The work that gives it.
    quantity, arm, time
        What was measured, in whom, and when.
    value, spread, unit, n
        As printed; a value may be an order ("3rd < 1st") or a range ("5-21").
    """

    id: str
    title: str
    quantity: str
    arm: str
    time: str
    value: str
    spread: str
    unit: str
    n: str
    url: str
    note: str


@cache
def targets() -> Mapping[str, Target]:
    """Return id → published figure.

    Raises
    ------
    CaseError
        With all faults of the table.
    """
    return read_targets(resources.files("sim.evidence").joinpath("targets.csv").read_text(encoding="utf-8"))


def read_targets(text: str) -> Mapping[str, Target]:
    """Return the figures of a table; all its faults are raised at once as one `CaseError`."""
    found: dict[str, Target] = {}
    faults: list[Fault] = []
    reader = csv.DictReader(text.splitlines())
    for row in reader:
        cells = {name: row.get(name) or "" for name in Target.__slots__}
        needed = [name for name in cells if name not in OPTIONAL]
        wrong = [(name, "is empty, got ''; a published figure says it") for name in needed if not cells[name]]
        if cells["id"] in found:
            wrong.append(("id", f"occurs twice, got {cells['id']!r}; allowed is each id once"))
        faults += [Fault("targets.csv", reader.line_num, name, f"{message}.") for name, message in wrong]
        found[cells["id"]] = Target(**cells)
    if faults:
        raise CaseError(faults)
    return MappingProxyType(found)


def origin(key: str) -> Source | Target:
    """Return what the source of a number names: a source, or one published figure.

    Raises
    ------
    ModelInputError
        If it names neither.
    """
    known: dict[str, Source | Target] = {**sources(), **targets()}
    if key not in known:
        raise unknown_name("source", "source", key, known, "sim/evidence/sources.csv and targets.csv")
    return known[key]
