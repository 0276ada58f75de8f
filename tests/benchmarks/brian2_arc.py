"""The reflex arc as Brian2 equations; runs in an environment of its own, see `docs/cross-check.md`.

`python -m tests.benchmarks.brian2_arc INPUT.npz OUTPUT.npz`, where `tests.benchmarks.brian2_bridge` writes the input.
It imports nothing of the simulator: what the two share are numbers, not code.
"""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from typing import Any

import brian2 as b2
import numpy as np
from brian2 import Hz, ms

from tests.benchmarks import brian2_equations as eq

SLOW_CLOCK = 1.0 * ms
SCHEDULE = ["start", "synapses", "groups", "thresholds", "resets", "end"]
"""What arrives at a step counts in that step, so synapses come before the integration."""


@dataclass(frozen=True)
class Arc:
    """The network, what records its motoneurons, and the numbers it was made from."""

    network: Any
    spikes: Any
    given: dict[str, Any]


def quantities(given: dict[str, Any]) -> dict[str, Any]:
    """Return the constants as Brian2 quantities: `ia_tau_ms` becomes `ia_tau` in ms, `ia_rest_hz` `ia_rest` in Hz."""
    space: dict[str, Any] = {"slow_dt": SLOW_CLOCK, "e_number": np.e, "Hz": Hz}
    for name, array in given.items():
        if not name.startswith("c_"):
            continue
        value, bare = float(array), name.removeprefix("c_")
        if bare.endswith("_ms"):
            space[bare.removesuffix("_ms")] = value * ms
        elif bare.endswith("_hz"):
            space[bare.removesuffix("_hz")] = value * Hz
        else:
            space[bare] = value
    return space


def build(given: dict[str, Any]) -> Arc:
    """Return the network of one arc."""
    b2.defaultclock.dt = float(given["dt_ms"]) * ms
    space = quantities(given) | {"steps_per_ms": round(1.0 / float(given["dt_ms"]))}
    cord = b2.NeuronGroup(1, eq.CORD, namespace=space, name="cord")
    cord.run_regularly(eq.CORD_STEP, when="before_groups")
    cord.inhibition = cord.dendritic_inhibition = -space["tone_na"]
    motor = _motoneurons(given, cord, space)
    cells = {kind: _interneurons(given, cord, space, kind) for kind in ("pro", "ib", "ren")}
    muscle = b2.NeuronGroup(len(motor), eq.MUSCLE, method="exact", namespace=space, dt=SLOW_CLOCK, name="muscle")
    muscle.twitch_time, muscle.force_share = given["u_twitch_ms"] * ms, given["u_force_share"]
    muscle.run_regularly(eq.MUSCLE_ARRIVALS, dt=SLOW_CLOCK, when="before_groups", order=-5)
    band = b2.NeuronGroup(1, eq.BAND, namespace=space, dt=SLOW_CLOCK, order=-3, name="band")
    band.run_regularly(eq.BAND_STEP, when="before_groups", order=-3)
    endings = _endings(given, band, space)
    spikes = b2.SpikeMonitor(motor, variables="share", when="after_resets")
    network = b2.Network(
        cord, motor, muscle, band, endings, *cells.values(), spikes,
        _force(muscle, band, space), _twitches(given, motor, muscle, space),
        _within_cord(given, "renshaw", motor, cord, space, into="ren_in", weight="w_renshaw"),
        *(
            _within_cord(given, f"{kind}_pool", cells[kind], cord, space, into=kind, weight=f"w_{kind}_pool")
            for kind in cells
        ),
        *_afferents(given, endings, cord, space),
    )  # fmt: skip
    network.schedule = SCHEDULE
    return Arc(network, spikes, given)


def _motoneurons(given: dict[str, Any], cord: Any, space: dict[str, Any]) -> Any:
    motor = b2.NeuronGroup(
        given["u_resistance"].size, eq.MOTONEURONS, threshold="v >= firing_threshold", reset=eq.MOTONEURON_RESET,
        refractory=space["motoneuron_refractory"], method="exponential_euler", namespace=space, name="motor",
    )  # fmt: skip
    for name in ("resistance", "inverse_rheobase", "weight", "pic_peak"):
        setattr(motor, name, given[f"u_{name}"])
    motor.firing_threshold = given["u_threshold"]
    motor.tau, motor.ahp_tau = given["u_tau_ms"] * ms, given["u_ahp_tau_ms"] * ms
    for name in ("excitation", "inhibition", "dendritic_inhibition"):
        setattr(motor, name, b2.linked_var(cord, name))
    motor.run_regularly(eq.SLOW_CURRENTS, dt=SLOW_CLOCK, when="before_groups", order=-1)
    motor.run_regularly(eq.MEMBRANE_STEP, when="before_groups", order=1)
    return motor


def _interneurons(given: dict[str, Any], cord: Any, space: dict[str, Any], kind: str) -> Any:
    threshold = space["propriospinal_threshold"] if kind == "pro" else 1.0
    cells = b2.NeuronGroup(
        given[f"u_{kind}_gain"].size, eq.INTERNEURONS, threshold="v >= cell_threshold",
        reset=eq.INTERNEURON_RESET,
        refractory=space["interneuron_refractory"], method="exponential_euler",
        namespace=space | {"cell_threshold": threshold}, name=f"{kind}_cells",
    )  # fmt: skip
    cells.run_regularly("v_before = v", when="before_groups")
    cells.gain = given[f"u_{kind}_gain"]
    cells.trace = b2.linked_var(cord, f"{kind}_in")
    return cells


def _endings(given: dict[str, Any], band: Any, space: dict[str, Any]) -> Any:
    endings = b2.NeuronGroup(
        given["u_sensitivity"].size, eq.ENDINGS, threshold="phase >= 1", reset=eq.ENDINGS_RESET, method="euler",
        namespace=space, name="endings",
    )  # fmt: skip
    endings.sensitivity, endings.phase = given["u_sensitivity"], given["s_phase"]
    endings.fibre = fibres(given)
    endings.release, endings.fired_at = 1.0, -1e6 * ms
    for name in ("rate_ia", "rate_ii", "rate_ib", "rate_iii", "rate_iv"):
        setattr(endings, name, b2.linked_var(band, name))
    endings.run_regularly(eq.ENDINGS_RATE, dt=SLOW_CLOCK, when="before_groups", order=-2)
    return endings


def fibres(given: dict[str, Any]) -> Any:
    """Return the class of each ending: 0 Ia, 1 II, 2 Ib, 3 III, 4 IV."""
    return np.searchsorted(given["u_class_end"], np.arange(given["u_sensitivity"].size), side="right")


def _force(muscle: Any, band: Any, space: dict[str, Any]) -> Any:
    force = b2.Synapses(muscle, band, eq.ACTIVE, namespace=space, name="tendon")
    force.connect()
    force.summed_updaters["activity_post"].when = "before_groups"
    return force


def _axons(
    name: str, source: Any, target: Any, ends: Any, steps: Any, space: dict[str, Any], *,
    into: str = "", w: Any = 1.0, release: str = "1", place: str = "begun + past", n_slots: int = 8, earlier: int = -1,
) -> Any:  # fmt: skip
    """Return axons from `ends[0]` to `ends[1]` with delays in steps; `n_slots` is how many spikes travel at once."""
    on_pre = {"launch": eq.LAUNCH.format(release=release), "arrive": eq.ARRIVE.format(place=place, into=into)}
    axons = b2.Synapses(source, target, eq.AXON, on_pre=on_pre, namespace=space, name=name)
    i, j = np.broadcast_arrays(*ends)
    axons.connect(i=np.repeat(i, n_slots), j=np.repeat(j, n_slots))
    axons.n_slots = n_slots
    axons.slot = np.tile(np.arange(n_slots), i.size)
    axons.w = np.repeat(np.broadcast_to(w, i.shape), n_slots)
    whole = np.floor(steps + 1e-9)  # a sum that misses a whole step by its last bit is whole
    axons.past = np.repeat(np.clip(steps - whole, 0.0, 1.0), n_slots)
    axons.arrive.delay = np.repeat(whole + earlier, n_slots) * b2.defaultclock.dt
    return axons


def _twitches(given: dict[str, Any], motor: Any, muscle: Any, space: dict[str, Any]) -> Any:
    """Return the motor axons. The muscle's clock is slower: an arrival is shared between two of its steps."""
    conducting = np.flatnonzero(given["u_motor_conducts"])
    steps = given["u_motor_delay_ms"][conducting] / float(given["dt_ms"])
    per_ms = space["steps_per_ms"]
    place = "((int(t/dt + 0.5) + steps_per_ms - 1) % steps_per_ms + begun + past)/steps_per_ms"
    return _axons("axons", motor, muscle, (conducting, conducting), steps, space, place=place, earlier=-per_ms)


def _within_cord(
    given: dict[str, Any], name: str, cells: Any, cord: Any, space: dict[str, Any], *, into: str, weight: str
) -> Any:
    """Return the synapses that follow a cell within the cord; no second spike is under way in so short a delay."""
    steps = np.full(len(cells), given[f"c_{name}_delay_ms"] / given["dt_ms"])
    ends = (np.arange(len(cells)), 0)
    return _axons(name, cells, cord, ends, steps, space, into=f"{into}_", w=space[weight], n_slots=1)


def _afferents(given: dict[str, Any], endings: Any, cord: Any, space: dict[str, Any]) -> list[Any]:
    """Return the axons of Ia, of II, III and IV together, and of Ib; only those that conduct."""
    weights = np.array([given[f"c_w_{fibre}"] for fibre in ("ia", "ii", "ib", "iii", "iv")])
    fibre = fibres(given)
    found = []
    for trace, members, n_slots in (("ia", (0,), 8), ("pro_in", (1, 3, 4), 64), ("ib_in", (2,), 8)):
        conducting = np.flatnonzero(np.isin(fibre, members) & given["u_afferent_conducts"])
        if conducting.size:
            steps = given["u_afferent_delay_ms"][conducting] / float(given["dt_ms"])
            release = "left_pre" if trace == "ia" else "1"
            found.append(
                _axons(
                    f"afferents_{trace}",
                    endings,
                    cord,
                    (conducting, 0),
                    steps,
                    space,
                    into=f"{trace}_",
                    w=weights[fibre[conducting]],
                    release=release,
                    n_slots=n_slots,
                )
            )
    return found


def discharges(arc: Arc) -> tuple[Any, Any]:
    """Return the time (ms) at which each discharge reached the muscle, and its unit; in order of time."""
    unit = np.asarray(arc.spikes.i)
    dt_ms = float(arc.given["dt_ms"])
    step = np.round(np.asarray(arc.spikes.t / ms) / dt_ms)
    at_ms = (step + np.asarray(arc.spikes.share)) * dt_ms + arc.given["u_motor_delay_ms"][unit]
    there = arc.given["u_motor_conducts"][unit]
    order = np.argsort(at_ms[there], kind="stable")
    return at_ms[there][order], unit[there][order]


def timed(arc: Arc, duration: Any, rounds: int) -> list[float]:
    """Return the seconds of each run of the stored network: its steps alone, all code made and compiled before."""
    started = [0.0]

    def mark() -> None:
        started[0] = time.perf_counter()

    arc.network.add(b2.NetworkOperation(mark, dt=2.0 * duration, when="start", order=-1))
    arc.network.store()
    seconds = []
    for number in range(1 + rounds):
        arc.network.restore()
        arc.network.run(duration)
        if number:
            seconds.append(time.perf_counter() - started[0])
            started[0] = float("nan")
    return seconds


def main() -> None:
    b2.prefs.codegen.target = "cython"
    with np.load(sys.argv[1]) as file:
        given = {name: file[name] for name in file.files}
    arc = build(given)
    duration = float(given["duration_ms"]) * ms
    rounds = int(given["rounds"])
    seconds = timed(arc, duration, rounds) if rounds else []
    if not rounds:
        arc.network.run(duration)
    if abs(arc.network.t - duration) > 0.5 * b2.defaultclock.dt:
        raise RuntimeError(f"the run ended at {arc.network.t}, not at {duration}")
    times_ms, units = discharges(arc)
    np.savez(sys.argv[2], times_ms=times_ms, units=units, seconds=np.array(seconds))


if __name__ == "__main__":
    main()
