"""R8: a cramp that a train of pulses leaves behind: how long, how fast, what ends it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.evidence.reflex import DEFAULTS
from sim.patient.graph import Graph, node
from sim.patient.lesions import cut, lesion
from sim.patient.state import SiteKey
from sim.reflex.arc import pools_of
from sim.reflex.electric import Preparation, cramp_threshold_hz, prepared
from sim.reflex.layout import Floats, Ints
from sim.reflex.needle import QUIET_MS
from sim.reflex.reading import held_ms
from sim.validation.cramp_people import CALF, PRONE, people
from sim.validation.records import Experiment, Finding, law_row, order_row, target_row

ABOVE_HZ = 4.0
"""Trains are this much faster than the threshold frequency of the person."""
LONGEST_S = 150
SETTLED_MS = 5000
"""A cramp that holds as long as this is edited then: its roots are cut, or its tendon is pulled."""
PULL_N = 40.0
"""A strong pull, as large as the force of a full contraction at the tendon organ of a slack muscle."""
STOPS_WITHIN_S = 1.0
RATE_UNTIL_MS = 12_000.0
"""Rates of a cramp are read over its first ten seconds once it is one: later its units drop out one by one."""
BLOCKED = "Published for a block of the whole nerve: what was left there may be peripheral."
FIRING_HZ = 1.0
"""A unit below this rate has dropped out, or fired at the start alone, and is left out of the mean."""


@dataclass(frozen=True, slots=True)
class Cramp:
    """A cramp of one person: how long it lasted, or went on after an edit, s, and the rate of its units, 1/s."""

    lasted_s: float
    rate_hz: float | None


def cramp_length(seed: int) -> Finding:
    """Return how long cramps last and how fast their units fire, with the loop whole and with its afferents cut."""
    graphs = people(PRONE, seed)
    whole = [_cramp(graph, seed + k) for k, graph in enumerate(graphs)]
    cut_off = [_edited(graph, seed + k, roots_cut=True) for k, graph in enumerate(graphs)]
    lengths = [one.lasted_s for one in whole if one is not None]
    tails = [one.lasted_s for one in cut_off if one is not None]
    length, tail = _mean(lengths), _mean(tails)
    return Finding(
        rows=(
            target_row("cramp-003", length, quantity="length of a cramp, s"),
            target_row("cramp-009", _mean(_rates(whole)), quantity="discharges of a unit in a cramp, 1/s"),
            target_row(
                "cramp-004",
                tail,
                quantity="length after the afferents are cut, s",
                note=BLOCKED,
            ),
            target_row(
                "cramp-010",
                _mean(_rates(cut_off)),
                quantity="discharges of a unit after the afferents are cut, 1/s",
                note=f"{BLOCKED} There it was no slower than with the loop whole.",
            ),
            law_row(
                "R8",
                "length with the loop whole over length after the cut",
                length / tail if length and tail else None,
                at_least=10.0,
                read_back="Both lengths set parameters of the model.",
            ),
        ),
        headline=f"{len(lengths)} of {len(graphs)} people cramp, for {_spread(lengths)} s; with the afferents cut the "
        f"cramp is over after {_spread(tails)} s.",
        series={"length_s": [round(one, 2) for one in lengths], "after_the_cut_s": [round(one, 2) for one in tails]},
    )


def cramp_ib(seed: int) -> Finding:
    """Return what a pull on the tendon does to a cramp, with and without the synapses of the Ib interneurons."""
    graphs = people(PRONE, seed)
    pulled = [_edited(graph, seed + k, pull_n=PULL_N) for k, graph in enumerate(graphs)]
    without = [_edited(_without_ib(graph), seed + k, pull_n=PULL_N) for k, graph in enumerate(graphs)]
    left_s = [one.lasted_s for one in pulled if one is not None]
    left_without_s = [one.lasted_s for one in without if one is not None]
    stopped = sum(one <= STOPS_WITHIN_S for one in left_s)
    went_on = sum(one > STOPS_WITHIN_S for one in left_without_s)
    return Finding(
        rows=(
            order_row(
                "cramp-026",
                f"cramps that a pull of {PULL_N:g} N ends within {STOPS_WITHIN_S:g} s",
                f"{stopped} of {len(left_s)}",
                holds=0 < len(left_s) == stopped,
                tolerance="all",
            ),
            order_row(
                "R8",
                "cramps that go on under the pull once the synapses of Ib interneurons are cut",
                f"{went_on} of {len(left_without_s)}",
                holds=0 < len(left_without_s) == went_on,
                tolerance="all",
            ),
        ),
        headline=f"Under the pull cramps end after {_spread(left_s)} s; without Ib interneurons they go on for "
        f"{_spread(left_without_s)} s.",
        series={"under_the_pull_s": left_s, "without_ib_interneurons_s": left_without_s},
    )


def _stimulated(graph: Graph, seed: int, site: SiteKey = CALF) -> Preparation | None:
    """Return the arc just after a train above the person's own threshold frequency; None where none leaves a cramp."""
    threshold_hz = cramp_threshold_hz(graph, site, seed=seed)
    if threshold_hz is None:
        return None
    preparation = prepared(graph, site, seed=seed, longest_ms=1000 * LONGEST_S + 2 * SETTLED_MS)
    preparation.train(threshold_hz + ABOVE_HZ)
    return preparation


def _cramp(graph: Graph, seed: int) -> Cramp | None:
    """Return the cramp that a train leaves; None where it leaves none."""
    preparation = _stimulated(graph, seed)
    if preparation is None:
        return None
    end_ms = preparation.now_ms
    preparation.run(end_ms + 1000 * LONGEST_S, quiet_ms=QUIET_MS)
    after = preparation.after(end_ms)
    if after.reading.kind != "cramp":
        return None
    to_ms = min(after.reading.duration_ms, RATE_UNTIL_MS)
    rate_hz = _rate_hz(after.times_ms, after.motor_units, DEFAULTS["cramp_sustained_ms"], to_ms)
    return Cramp(after.reading.duration_ms / 1000.0, rate_hz)


def _edited(graph: Graph, seed: int, *, roots_cut: bool = False, pull_n: float = 0.0) -> Cramp | None:
    """Return what is left of a cramp that has settled once its roots are cut or its tendon is pulled."""
    preparation = _stimulated(graph, seed)
    if preparation is None:
        return None
    end_ms = preparation.now_ms
    preparation.run(end_ms + SETTLED_MS)
    if preparation.after(end_ms).reading.kind != "cramp":
        return None
    if roots_cut:
        preparation.edit(lesion(graph, CALF, "dorsal_root"))
    preparation.stretch(pull_n)
    edited_ms = preparation.now_ms
    preparation.run(edited_ms + 1000 * LONGEST_S, quiet_ms=QUIET_MS)
    left = preparation.after(edited_ms)
    left_ms = held_ms(left.times_ms, left.motor_units, DEFAULTS)
    return Cramp(left_ms / 1000.0, _rate_hz(left.times_ms, left.motor_units, 0.0, left_ms))


def _rate_hz(times_ms: Floats, motor_units: Ints, from_ms: float, to_ms: float) -> float | None:
    """Return the mean rate of the units that fire through a stretch of time, 1/s; None where none does."""
    if to_ms <= from_ms:
        return None
    seconds = (to_ms - from_ms) / 1000.0
    rates_hz = np.bincount(motor_units[(times_ms >= from_ms) & (times_ms < to_ms)]) / seconds
    firing_hz = rates_hz[rates_hz >= FIRING_HZ]
    return float(firing_hz.mean()) if firing_hz.size else None


def _rates(cramps: Sequence[Cramp | None]) -> list[float]:
    return [one.rate_hz for one in cramps if one is not None and one.rate_hz is not None]


def _without_ib(graph: Graph) -> Graph:
    inhibitory = node("ib_interneuron", CALF)
    return cut(graph, [(inhibitory, pool) for pool in pools_of(graph, CALF)])


def _mean(values: list[float]) -> float | None:
    return float(np.mean(values)) if values else None


def _spread(values: list[float]) -> str:
    return f"{np.mean(values):.1f} ± {np.std(values):.1f}" if values else "none"


EXPERIMENTS = (
    Experiment(
        name="cramp_length",
        law="R8",
        question="How long does a cramp last, how fast do its units fire, and what is left of it without the loop?",
        published="Loop intact 55.6 ± 19.2 s at 20.0 ± 5.9 a second; nerve blocked 2.6 ± 1.3 s at 25.7 ± 11.6.",
        measure=cramp_length,
        targets=("cramp-003", "cramp-004", "cramp-009", "cramp-010"),
    ),
    Experiment(
        name="cramp_ib",
        law="R8",
        question="Does a pull on the tendon stop a cramp, and by Ib?",
        published="Stimulating the tendon inhibited the cramp in all 8 people.",
        measure=cramp_ib,
        targets=("cramp-026",),
    ),
)
