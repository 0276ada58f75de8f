"""A room imports only from rooms below it, and the model rooms know no clock, system, log or dice of their own."""

from __future__ import annotations

import pytest
from importlinter.cli import lint_imports

from tests.support.sources import ROOT, called_names, imported_modules, label, product_files

MODEL_ROOMS = ("evidence", "anatomy", "patient", "reflex", "session", "course")
PURE_ROOMS = (*MODEL_ROOMS, "cases", "assessment", "validation")
MEASURES = ("sim/validation/bench/",)
"""What measures speed has a clock and a compiler; no figure of the model comes from there."""
CLOCKS_AND_LOGS = {"time", "datetime", "logging", "random", "secrets"}
SYSTEM = {"os", "sys", "subprocess", "socket", "tempfile", "shutil", "threading"}


def files_of(rooms: tuple[str, ...]) -> list[str]:
    wanted = tuple(f"sim/{room}/" for room in rooms)
    loose = ("sim/errors.py", "sim/rng.py", "sim/units.py")
    names = [label(path) for path in product_files()]
    return [name for name in names if (name.startswith(wanted) and not name.startswith(MEASURES)) or name in loose]


def imports(name: str) -> set[str]:
    return {module.partition(".")[0] for module in imported_modules(ROOT / name)}


def test_import_contracts_are_kept(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    status = lint_imports(config_filename="pyproject.toml", no_cache=True, no_logo=True)
    assert status == 0, capsys.readouterr().out


def test_pure_rooms_know_no_clock_log_or_dice() -> None:
    assert {name: found for name in files_of(PURE_ROOMS) if (found := CLOCKS_AND_LOGS & imports(name))} == {}


def test_model_rooms_know_no_system() -> None:
    assert {name: found for name in files_of(MODEL_ROOMS) if (found := SYSTEM & imports(name))} == {}


def test_random_numbers_come_from_the_one_maker() -> None:
    makers = [
        f"{label(path)}: {call}"
        for path in product_files()
        for call in called_names(path)
        if (".random." in call or call.endswith("default_rng")) and label(path) != "sim/rng.py"
    ]
    assert makers == []
