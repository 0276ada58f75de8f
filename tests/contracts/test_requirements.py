"""requirements.txt lists what the product imports, all of it and nothing else, with bounds."""

from __future__ import annotations

import sys
from importlib.metadata import packages_distributions

import pytest
from packaging.requirements import Requirement

from tests.support.sources import ROOT, imported_modules, product_files

COMES_WITH = {"pydantic_core": "pydantic"}  # pydantic's own documents import its errors from there


def requirements(name: str) -> dict[str, Requirement]:
    lines = (line.partition("#")[0].strip() for line in (ROOT / name).read_text(encoding="utf-8").splitlines())
    listed = [Requirement(line) for line in lines if line]
    return {requirement.name.lower(): requirement for requirement in listed}


def imported_distributions() -> set[str]:
    own = {"sim", "app"}
    tops = {module.partition(".")[0] for path in product_files() for module in imported_modules(path)}
    foreign = tops - own - sys.stdlib_module_names
    known = packages_distributions()
    distributions = {known.get(top, [top])[0].lower() for top in foreign}
    return {COMES_WITH.get(name, name) for name in distributions}


def test_every_import_is_a_requirement() -> None:
    assert imported_distributions() - set(requirements("requirements.txt")) == set()


def test_every_requirement_is_imported() -> None:
    assert set(requirements("requirements.txt")) - imported_distributions() == set()


@pytest.mark.parametrize("name", ["requirements.txt", "tests/requirements.txt"])
def test_every_requirement_has_a_lower_and_an_upper_bound(name: str) -> None:
    bounds = {key: {part.operator for part in item.specifier} for key, item in requirements(name).items()}
    assert {key for key, operators in bounds.items() if operators != {">=", "<"}} == set()


def test_streamlit_stays_at_the_release_whose_hidden_option_was_checked() -> None:
    assert str(requirements("requirements.txt")["streamlit"].specifier) == "<1.68,>=1.67"
