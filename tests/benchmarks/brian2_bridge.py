"""The arc for the other simulator: its numbers written to a file, its Python started, its discharges compared."""

from __future__ import annotations

import os
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sim.evidence.reflex import DEFAULTS, Values
from sim.reflex.layout import Constants, State, Units

REPOSITORY = Path(__file__).parents[2]
PYTHON_VARIABLE = "IMS_BRIAN2_PYTHON"
SILENT: Values = {**DEFAULTS, "motoneuron_noise_mv": 0.0, "interneuron_noise": 0.0, "interval_noise": 0.0}
"""The parameters without chance: what is left to it are the phases in which the endings begin."""
CURVES = (
    "force_exponent",
    "force_half",
    "pic_half",
    "pic_width",
    "pic_fall_slow_ms",
    "pic_fall_half",
    "pic_fall_width",
)
"""Parameters that the kernel has in tables and the other simulator as formulas."""

Discharges = tuple[NDArray[np.float64], NDArray[np.int64]]
"""Times at the muscle, ms, in order, and their units."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two lists of discharges are apart.

    Parameters
    ----------
    n_ours, n_theirs
        Number of discharges within the time compared.
    median_ms, largest_ms
        Difference of the times of the same discharge of the same unit, ms; NaN where there is none to compare.
    departs_ms
        When they first differ by more than a step or one has a discharge that the other lacks, ms; None if never.
    """

    n_ours: int
    n_theirs: int
    median_ms: float
    largest_ms: float
    departs_ms: float | None


def told(
    c: Constants, u: Units, s: State, *, needle_ms: float, dt_ms: float, values: Values = DEFAULTS
) -> dict[str, NDArray[np.generic]]:
    """Return everything the other simulator is told: constants (c_), units (u_) and where the endings begin (s_).

    Decays of a step are told as the time constants they stand for.
    """
    found = {f"c_{name}": np.asarray(value) for name, value in c._asdict().items()}
    found |= {f"c_{name}": np.asarray(values[name]) for name in CURVES}
    found |= {f"u_{name}": np.asarray(value) for name, value in u._asdict().items() if not name.endswith("_table")}
    found["u_tau_ms"] = dt_ms / u.alpha
    found["u_ahp_tau_ms"] = -dt_ms / np.log(u.ahp_decay)
    found["u_twitch_ms"] = -1.0 / np.log(u.twitch_decay)
    found["s_phase"] = s.phase.copy()
    found["c_needle_ms"], found["dt_ms"] = np.asarray(needle_ms), np.asarray(dt_ms)
    return found


def other_python() -> str:
    """Return the Python that has Brian2, as the environment names it.

    Raises
    ------
    RuntimeError
        If it is not named or does not exist.
    """
    path = os.environ.get(PYTHON_VARIABLE, "")
    if not path or not Path(path).exists():
        raise RuntimeError(
            f"{PYTHON_VARIABLE}: must name a Python that has Brian2, got {path!r}; see docs/cross-check.md."
        )
    return path


def run_there(
    arrays: dict[str, NDArray[np.generic]], *, duration_ms: float, rounds: int = 0
) -> tuple[Discharges, list[float]]:
    """Return the discharges of the Brian2 arc, and the seconds of each timed run.

    Parameters
    ----------
    rounds
        Timed runs after a first that compiles; 0 runs once, untimed.

    Raises
    ------
    RuntimeError
        If the other Python fails; the message has what it said.
    """
    with tempfile.TemporaryDirectory() as folder:
        there, back = Path(folder) / "told.npz", Path(folder) / "found.npz"
        np.savez(there, allow_pickle=False, **arrays, duration_ms=np.asarray(duration_ms), rounds=np.asarray(rounds))
        command = [other_python(), "-m", "tests.benchmarks.brian2_arc", str(there), str(back)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=REPOSITORY)
        if done.returncode != 0:
            raise RuntimeError(f"brian2_arc: the Brian2 arc failed:\n{done.stderr}")
        with np.load(back) as found:
            return (found["times_ms"], found["units"]), [float(second) for second in found["seconds"]]


def agreement(ours: Discharges, theirs: Discharges, *, until_ms: float, step_ms: float) -> Agreement:
    """Return how far two lists of discharges are apart: the n-th of a unit is compared with its n-th."""
    apart, departures = [], [np.inf]
    for unit in np.union1d(ours[1], theirs[1]):
        a, b = ours[0][ours[1] == unit], theirs[0][theirs[1] == unit]
        both = min(a.size, b.size)
        difference = np.abs(a[:both] - b[:both])
        at_ms = np.minimum(a[:both], b[:both])
        apart.append(difference[at_ms < until_ms])
        departures += at_ms[difference > step_ms].tolist()
        departures += np.concatenate([a[both:], b[both:]]).tolist()
    differences = np.concatenate(apart) if apart else np.empty(0)
    first = min(departures)
    return Agreement(
        n_ours=int((ours[0] < until_ms).sum()),
        n_theirs=int((theirs[0] < until_ms).sum()),
        median_ms=float(np.median(differences)) if differences.size else np.nan,
        largest_ms=float(differences.max()) if differences.size else np.nan,
        departs_ms=first if first < until_ms else None,
    )
