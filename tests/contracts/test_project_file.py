"""The project file says nothing that is not so."""

from __future__ import annotations

import tomllib
from typing import Any

from tests.support.sources import ROOT


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_no_rule_is_asked_for_and_ignored_by_the_same_name() -> None:
    lint = project()["tool"]["ruff"]["lint"]
    assert set(lint["select"]) & set(lint["ignore"]) == set()


def test_a_field_that_is_left_to_a_build_has_a_build_that_fills_it() -> None:
    found = project()
    assert "build-system" in found or "dynamic" not in found["project"]
