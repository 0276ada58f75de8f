"""The command `bench`."""

from __future__ import annotations

import json

import pytest

from sim.cli import main
from sim.validation import bench
from sim.validation.bench import BenchRow


def test_bench_lists_its_figures(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [BenchRow("insertion_ms", 7.5, "ms"), BenchRow("insertion_over_c", 0.8, "1")]
    monkeypatch.setattr(bench, "bench_rows", lambda: rows)
    assert main(["bench", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "rows": [
            {"name": "insertion_ms", "value": 7.5, "unit": "ms"},
            {"name": "insertion_over_c", "value": 0.8, "unit": "1"},
        ]
    }


def test_bench_without_a_compiler_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("PATH", "")
    assert main(["bench"]) == 2
    assert "no C compiler was found" in capsys.readouterr().err
