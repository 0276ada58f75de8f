"""What makes the kernel fast changes no spike, and its cache on disk knows what it holds."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import numpy as np

from sim.evidence.reflex import DEFAULTS
from sim.reflex import assemble, kernel, layout, slow_clock
from sim.reflex.assemble import rest
from sim.reflex.needle import DT_MS, MAX_DISCHARGES
from sim.validation.bench.port import Job
from sim.validation.bench.rows import STATES, insertion

END_MS = 400


def discharges(job: Job) -> tuple[layout.Floats, layout.Ints]:
    times, units = np.empty(MAX_DISCHARGES), np.empty(MAX_DISCHARGES, dtype=np.int64)
    n, _ = kernel.run(
        job.constants, job.units, rest(job.units, job.phase_key, DT_MS), np.uint64(job.noise_key), 0, END_MS,
        job.needle_ms, job.quiet_ms, DT_MS, times, units, np.empty(END_MS), np.zeros(layout.N_COUNTS),
    )  # fmt: skip
    return times[:n], units[:n]


def with_one_unit_beyond_the_edge(job: Job) -> Job:
    """Return the job with one more motoneuron, which never fires and whose inward current is always in its table."""
    u = job.units
    n = u.resistance.size
    more = {
        name: np.append(getattr(u, name), getattr(u, name)[-1])
        for name in layout.Units._fields
        if name not in ("pro_gain", "ib_gain", "ren_gain") and getattr(u, name).shape == (n,)
    }
    more["threshold"][-1], more["inverse_rheobase"][-1], more["pic_peak"][-1] = 1e9, 1e3, 0.0
    more["force_share"][-1], more["motor_conducts"][-1] = 0.0, False
    return replace(job, units=u._replace(**more))


def test_the_way_round_the_tables_changes_no_spike() -> None:
    """While all inward currents lie below their tables they fall in one loop; the other way gives the same spikes."""
    job = insertion(STATES["twitch"])
    times, units = discharges(job)
    other_times, other_units = discharges(with_one_unit_beyond_the_edge(job))
    assert times.size > 20
    assert np.array_equal(times, other_times)
    assert np.array_equal(units, other_units)


def test_the_cache_of_the_kernel_knows_the_content_of_the_slow_clock() -> None:
    """Numba's key has what a compiled function encloses, not the files of the functions it calls."""
    enclosed = [cell.cell_contents for cell in kernel._milliseconds.py_func.__closure__]
    assert hashlib.blake2b(Path(slow_clock.__file__).read_bytes()).hexdigest() in enclosed


def test_tables_are_made_once_and_cannot_be_written_to() -> None:
    one, other = (insertion(STATES[name]).units for name in ("twitch", "cramp"))
    for name in ("force_table", "pic_goal_table", "pic_fall_table"):
        assert getattr(one, name) is getattr(other, name)
        assert not getattr(one, name).flags.writeable


def test_a_table_lies_on_its_formula_as_closely_as_straight_lines_can() -> None:
    """Between entries h apart a straight line is off by at most h² / 8 of the curvature."""
    exponent, half, least = DEFAULTS["force_exponent"], DEFAULTS["force_half"], 0.05
    table = assemble._force_table(exponent, half)
    at = np.linspace(least, 60.0, 9973)
    found = np.interp(at, np.linspace(0.0, layout.FORCE_TABLE_END, table.size), table)
    entry = layout.FORCE_TABLE_END / (16_384 - 1)
    curvature = exponent * (exponent - 1.0) * (least - entry) ** (exponent - 2.0) / half
    assert np.abs(found - at**exponent / (at**exponent + half)).max() < entry**2 / 8.0 * curvature
