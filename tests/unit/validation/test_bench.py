"""The C port that speed is measured against gives the same discharges, and the other simulator is told everything."""

from __future__ import annotations

import math
import shutil

import numpy as np
import pytest

from sim.errors import SimError
from sim.reflex.assemble import rest
from sim.reflex.needle import DT_MS, NEEDLE_MS
from sim.validation.bench import compiled_c
from sim.validation.bench.port import library, ours, theirs
from sim.validation.bench.rows import STATES, insertion, quiet_second
from tests.benchmarks.brian2_bridge import PYTHON_VARIABLE, agreement, other_python, told

HAS_COMPILER = any(shutil.which(name) for name in compiled_c.COMPILERS)


@pytest.mark.skipif(not HAS_COMPILER, reason="no C compiler: install gcc or clang")
def test_the_c_port_gives_the_same_discharges() -> None:
    with library() as port:
        counts = {name: (ours(insertion(STATES[name]))(), theirs(port, insertion(STATES[name]))()) for name in STATES}
        quiet = (ours(quiet_second())(), theirs(port, quiet_second())())
    assert counts["twitch"][0] == counts["twitch"][1] > 0
    assert counts["cramp"][0] == pytest.approx(counts["cramp"][1], rel=0.01)
    assert counts["nothing"] == quiet == (0, 0)


def test_a_c_text_that_is_none_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled_c, "COMPILERS", ("no-such-compiler",))
    with (
        pytest.raises(SimError, match="bench: no C compiler was found, got none of no-such-compiler"),
        compiled_c.compiled("nothing", "int x;"),
    ):
        pass


def test_the_other_simulator_is_told_every_number_but_tables_and_steps() -> None:
    job = insertion(STATES["twitch"])
    arrays = told(job.constants, job.units, rest(job.units, 5, DT_MS), needle_ms=NEEDLE_MS, dt_ms=DT_MS)
    names = {f"c_{name}" for name in job.constants._fields}
    names |= {f"u_{name}" for name in job.units._fields if not name.endswith("_table")}
    assert names <= set(arrays)
    assert arrays["u_tau_ms"] == pytest.approx(DT_MS / job.units.alpha)


def test_agreement_finds_where_two_runs_part() -> None:
    units = np.array([0, 1, 0, 1])
    one = (np.array([10.0, 11.0, 20.0, 21.0]), units)
    late = (np.array([10.01, 11.0, 20.3, 21.0]), units)
    same, parted = (agreement(one, other, until_ms=100.0, step_ms=0.1) for other in (one, late))
    assert (same.largest_ms, same.departs_ms) == (0.0, None)
    assert parted.largest_ms == pytest.approx(0.3)
    assert parted.departs_ms == 20.0
    fewer = agreement(one, (one[0][:3], units[:3]), until_ms=100.0, step_ms=0.1)
    assert fewer.departs_ms == 21.0
    silent = (np.empty(0), np.empty(0, dtype=np.int64))
    assert math.isnan(agreement(silent, silent, until_ms=100.0, step_ms=0.1).largest_ms)


def test_without_the_other_python_the_comparison_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PYTHON_VARIABLE, raising=False)
    with pytest.raises(RuntimeError, match=f"{PYTHON_VARIABLE}: must name a Python that has Brian2"):
        other_python()
