"""The plain C port of the arc, called like our kernel. The two share places of fields, never code."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sim.evidence.reflex import DEFAULTS
from sim.reflex import kernel, layout
from sim.reflex.assemble import rest
from sim.reflex.layout import Constants, State, Units
from sim.reflex.needle import DT_MS, LONGEST_MS, MAX_DISCHARGES
from sim.validation.bench.compiled_c import compiled

PLACES = {
    "C": layout.Constants._fields,
    "U": layout.Units._fields,
    "S": layout.State._fields,
}
POWERS = {
    "FORCE_EXPONENT": "force_exponent",
    "FORCE_HALF": "force_half",
    "PIC_HALF": "pic_half",
    "PIC_WIDTH": "pic_width",
    "PIC_FALL_SLOW_MS": "pic_fall_slow_ms",
    "PIC_FALL_HALF": "pic_fall_half",
    "PIC_FALL_WIDTH": "pic_fall_width",
}
"""Parameters that our kernel has in tables and the port as formulas."""
CHANNELS = ("IA_POOL", "PRO_IN", "IB_IN", "REN_IN", "PRO_POOL", "IB_POOL", "REN_POOL", "MUSCLE_RING_MS")


@dataclass(frozen=True, slots=True)
class Job:
    """One run of an arc from rest: numbers, the keys of its chance, and how long.

    Parameters
    ----------
    phase_key, noise_key
        Where the endings begin, and all noise after that.
    needle_ms, quiet_ms, end_ms
        When the needle enters, after how long a silence the run ends, and when it ends at the latest, ms.
    """

    constants: Constants
    units: Units
    phase_key: int
    noise_key: int
    needle_ms: float
    quiet_ms: float
    end_ms: int = LONGEST_MS


def source() -> str:
    """Return the C text with the places of all fields defined above it."""
    lines = [f"#define {kind}_{name} {place}" for kind, names in PLACES.items() for place, name in enumerate(names)]
    lines += [f"#define {name} {DEFAULTS[key]!r}" for name, key in POWERS.items()]
    lines += [f"#define {name} {getattr(layout, name)}" for name in CHANNELS]
    return "\n".join(lines) + "\n" + Path(__file__).with_name("arc.c").read_text(encoding="utf-8")


@contextmanager
def library() -> Iterator[ctypes.CDLL]:
    """Yield the compiled port.

    Raises
    ------
    SimError
        If there is no C compiler.
    """
    with compiled("arc", source()) as found:
        found.run.restype = ctypes.c_int64
        yield found


def ours(job: Job) -> Callable[[], int]:
    """Return a call that runs our kernel once, from rest, and returns the number of discharges."""

    def once() -> int:
        s = rest(job.units, job.phase_key, DT_MS)
        times, units = np.empty(MAX_DISCHARGES), np.empty(MAX_DISCHARGES, dtype=np.int64)
        n, _ = kernel.run(
            job.constants, job.units, s, np.uint64(job.noise_key), 0, job.end_ms, job.needle_ms, job.quiet_ms, DT_MS,
            times, units, np.empty(job.end_ms), np.zeros(layout.N_COUNTS),
        )  # fmt: skip
        return int(n)

    return once


def theirs(port: ctypes.CDLL, job: Job) -> Callable[[], int]:
    """Return a call that runs the port once, from rest, and returns the number of discharges."""
    told = np.array(job.constants, dtype=np.float64)

    def once() -> int:
        s = rest(job.units, job.phase_key, DT_MS)
        times, units = np.empty(MAX_DISCHARGES), np.empty(MAX_DISCHARGES, dtype=np.int64)
        force, ended, sizes = np.empty(job.end_ms), ctypes.c_int64(), _sizes(job.units, s)
        return int(
            port.run(
                ctypes.c_void_p(told.ctypes.data), _pointers(job.units), _pointers(s),
                ctypes.c_void_p(sizes.ctypes.data), ctypes.c_uint64(job.noise_key), ctypes.c_int64(0),
                ctypes.c_int64(job.end_ms), ctypes.c_double(job.needle_ms), ctypes.c_double(job.quiet_ms),
                ctypes.c_double(DT_MS), ctypes.c_void_p(times.ctypes.data), ctypes.c_void_p(units.ctypes.data),
                ctypes.c_int64(MAX_DISCHARGES), ctypes.c_void_p(force.ctypes.data), ctypes.byref(ended),
            )
        )  # fmt: skip

    return once


def _pointers(arrays: Units | State) -> ctypes.Array[ctypes.c_void_p]:
    return (ctypes.c_void_p * len(arrays))(*[array.ctypes.data for array in arrays])


def _sizes(u: Units, s: State) -> layout.Ints:
    sizes = (u.resistance.size, u.pro_gain.size, u.ib_gain.size, u.ren_gain.size, u.sensitivity.size, s.ring.shape[0])
    return np.array(sizes)
