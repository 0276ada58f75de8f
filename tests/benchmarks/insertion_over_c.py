"""One insertion against a plain C -O3 port of the same equations, in one run.

`python -m tests.benchmarks.insertion_over_c`
"""

from __future__ import annotations

import ctypes
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np

from sim.evidence.reflex import DEFAULTS
from sim.patient.graph import build_graph
from sim.reflex import kernel, layout
from sim.reflex.arc import read_arc
from sim.reflex.assemble import constants, rest, stimulate, units
from sim.reflex.needle import DT_MS, LONGEST_MS, MAX_DISCHARGES, NEEDLE_MS, QUIET_MS
from sim.rng import stream_key
from tests.benchmarks.compiled_c import compiled
from tests.benchmarks.timing import median_seconds
from tests.support.patients import ECRB, patient_with_band

ROUNDS = 15
MOST_APART = 0.01
"""Discharges may differ by this share: the port writes out the exponentials and powers that ours takes from tables."""
STATES = {"twitch": (0.55, 0.3, 0.7), "cramp": (0.55, 0.95, 0.9), "nothing": (1.0, 0.0, 0.0)}
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
CHANNELS = ("IA_POOL", "PRO_IN", "IB_IN", "REN_IN", "PRO_POOL", "IB_POOL", "REN_POOL", "MUSCLE_RING_MS")


def source() -> str:
    """Return the C file with the places of all fields defined above it."""
    lines = [f"#define {kind}_{name} {place}" for kind, names in PLACES.items() for place, name in enumerate(names)]
    lines += [f"#define {name} {DEFAULTS[key]!r}" for name, key in POWERS.items()]
    lines += [f"#define {name} {getattr(layout, name)}" for name in CHANNELS]
    return "\n".join(lines) + "\n" + Path(__file__).with_name("arc.c").read_text(encoding="utf-8")


def prepared(state: tuple[float, float, float], key: int) -> tuple[layout.Constants, layout.Units, int]:
    """Return constants and units of one insertion, and its noise key."""
    health, shortening, irritability = state
    arc = read_arc(build_graph(patient_with_band(health, shortening, irritability), ECRB), ECRB)
    stimulus = stimulate(arc, True, 0.0, key, DEFAULTS)
    return constants(arc, stimulus, DEFAULTS), units(arc, 0, DEFAULTS, DT_MS), stream_key(key, "kernel")


def ours(c: layout.Constants, u: layout.Units, noise: int) -> Callable[[], int]:
    """Return a call that runs our kernel once and returns the number of discharges."""

    def once() -> int:
        s = rest(u, 5, DT_MS)
        times, which = np.empty(MAX_DISCHARGES), np.empty(MAX_DISCHARGES, dtype=np.int64)
        force, counts = np.empty(LONGEST_MS), np.zeros(layout.N_COUNTS)
        return int(
            kernel.run(
                c, u, s, np.uint64(noise), 0, LONGEST_MS, float(NEEDLE_MS), QUIET_MS, DT_MS, times, which, force, counts
            )[0]
        )

    return once


def theirs(library: ctypes.CDLL, c: layout.Constants, u: layout.Units, noise: int) -> Callable[[], int]:
    """Return a call that runs the C port once and returns the number of discharges."""
    library.run.restype = ctypes.c_int64
    constants_c = np.array(c, dtype=np.float64)

    def pointers(arrays: tuple[np.ndarray, ...]) -> ctypes.Array[ctypes.c_void_p]:
        return (ctypes.c_void_p * len(arrays))(*[array.ctypes.data for array in arrays])

    def once() -> int:
        s = rest(u, 5, DT_MS)
        times, which = np.empty(MAX_DISCHARGES), np.empty(MAX_DISCHARGES, dtype=np.int64)
        force, ended = np.empty(LONGEST_MS), ctypes.c_int64()
        sizes = np.array(
            [u.resistance.size, u.pro_gain.size, u.ib_gain.size, u.ren_gain.size, u.sensitivity.size, s.ring.shape[0]]
        )
        return int(
            library.run(
                ctypes.c_void_p(constants_c.ctypes.data), pointers(u), pointers(s), ctypes.c_void_p(sizes.ctypes.data),
                ctypes.c_uint64(noise), ctypes.c_int64(0), ctypes.c_int64(LONGEST_MS),
                ctypes.c_double(NEEDLE_MS), ctypes.c_double(QUIET_MS), ctypes.c_double(DT_MS),
                ctypes.c_void_p(times.ctypes.data), ctypes.c_void_p(which.ctypes.data), ctypes.c_int64(MAX_DISCHARGES),
                ctypes.c_void_p(force.ctypes.data), ctypes.byref(ended),
            )
        )  # fmt: skip

    return once


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "arc.c"
        path.write_text(source(), encoding="utf-8")
        with compiled(path) as library:
            for name, state in STATES.items():
                c, u, noise = prepared(state, key=4)
                mine, port = ours(c, u, noise), theirs(library, c, u, noise)
                found = (mine(), port())
                seconds = median_seconds((mine, port), rounds=ROUNDS if name != "cramp" else 5)
                ratio = seconds[0] / seconds[1]
                if abs(found[0] - found[1]) > MOST_APART * max(found):
                    raise RuntimeError(f"{name}: not the same equations: {found[0]} and {found[1]} discharges")
                sys.stdout.write(
                    f"{name}: ours {1e3 * seconds[0]:.2f} ms, C {1e3 * seconds[1]:.2f} ms, "
                    f"insertion_over_c {ratio:.2f}; discharges {found[0]} and {found[1]}\n"
                )
    return 0


if __name__ == "__main__":
    sys.exit(main())
