"""Every number of the model says its unit, range, source and standing; an assumption says why."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping

import sim.evidence
from sim.errors import ModelInputError
from sim.evidence.param import Param
from sim.evidence.sources import Source
from sim.evidence.targets import origin, targets
from sim.validation import EXPERIMENTS
from tests.support.sources import ROOT


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


def source_of(key: str) -> str:
    """Return what is wrong with a source: '' where it has a title and an address or is a rule of this project."""
    try:
        found = origin(key)
    except ModelInputError as error:
        return str(error)
    has_address = found.url.startswith(("http://", "https://"))
    is_rule = isinstance(found, Source) and found.kind in ("own rule", "textbook", "teaching")
    return "" if found.title and (has_address or is_rule) else f"{key} has no title or no address"


def test_every_source_of_every_parameter_leads_somewhere() -> None:
    assert {name: source_of(item.source) for name, item in PARAMETERS.items() if source_of(item.source)} == {}


def test_what_is_measured_or_taught_does_not_rest_on_a_rule_of_this_project() -> None:
    claimed = {name: origin(item.source) for name, item in PARAMETERS.items() if item.standing != "assumed"}
    assert [name for name, found in claimed.items() if isinstance(found, Source) and found.kind == "own rule"] == []


def figures_cited_in_tests() -> set[str]:
    """Return the ids of published figures that docstrings of tests name, like cramp-003."""
    written = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    return set(re.findall(r"\b[A-Za-z]\w*-0\d\d\b", written))


def test_every_published_figure_that_a_test_cites_is_in_the_table() -> None:
    assert figures_cited_in_tests() - set(targets()) == set()


def test_every_published_figure_of_the_table_is_used() -> None:
    measured = {target_id for experiment in EXPERIMENTS.values() for target_id in experiment.targets}
    sources = {item.source for item in PARAMETERS.values()}
    assert set(targets()) - sources - figures_cited_in_tests() - measured == set()


def test_every_parameter_may_vary() -> None:
    assert [name for name, item in PARAMETERS.items() if not item.low < item.high] == []


def test_every_assumption_says_why() -> None:
    assumed = {name: item.note for name, item in PARAMETERS.items() if item.standing == "assumed"}
    assert {name: note for name, note in assumed.items() if len(note.split()) < 3} == {}
