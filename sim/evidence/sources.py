"""Where facts come from: every source under its short key."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

from sim.errors import CaseError, Fault, unknown_name

KINDS = (
    "article",
    "preprint",
    "guideline",
    "textbook",
    "table",
    "web page",
    "course notes",
    "flashcards",
    "teaching",
    "ontology",
    "own rule",
)
"""Kinds of source, from series of measurements down to what this project decided itself.

A `teaching` is handed down without a page to cite; like a textbook as a whole and an own rule it leads to the page of
this project that states it.
"""


@dataclass(frozen=True, slots=True)
class Source:
    """One source.

    Parameters
    ----------
    used_for
        Which facts of the tables rest on it.
    url
        Address, or the file of this project that states the rule.
    kind
        One of `KINDS`.
    """

    key: str
    title: str
    used_for: str
    url: str
    kind: str


@cache
def sources() -> Mapping[str, Source]:
    """Return key → source.

    Raises
    ------
    CaseError
        With all faults of the table.
    """
    return read_sources(resources.files("sim.evidence").joinpath("sources.csv").read_text(encoding="utf-8"))


def source(key: str) -> Source:
    """Return the source under a key.

    Raises
    ------
    ModelInputError
        If there is no such source.
    """
    if key not in sources():
        raise unknown_name("source", "source", key, sources(), "sim/evidence/sources.csv")
    return sources()[key]


def read_sources(text: str) -> Mapping[str, Source]:
    """Return the sources of a table; all its faults are raised at once as one `CaseError`."""
    found: dict[str, Source] = {}
    faults: list[Fault] = []
    reader = csv.DictReader(text.splitlines())
    for row in reader:
        cells = {name: row.get(name) or "" for name in Source.__slots__}
        wrong = [(name, "is empty, got ''; a source says it") for name, value in cells.items() if not value]
        if cells["key"] in found:
            wrong.append(("key", f"occurs twice, got {cells['key']!r}; allowed is each key once"))
        if cells["kind"] and cells["kind"] not in KINDS:
            wrong.append(("kind", f"unknown kind, got {cells['kind']!r}; allowed is {', '.join(KINDS)}"))
        faults += [Fault("sources.csv", reader.line_num, name, f"{message}.") for name, message in wrong]
        found[cells["key"]] = Source(**cells)
    if faults:
        raise CaseError(faults)
    return MappingProxyType(found)
