"""R8: the rate of stimulation from which on a cramp is left, in people and in any state."""

from __future__ import annotations

import numpy as np

from sim.patient.state import SiteKey
from sim.reflex.electric import cramp_threshold_hz
from sim.validation.cramp_people import CALF, NORMAL, PRONE, Condition, people
from sim.validation.records import Experiment, Finding, Row, order_row, target_row
from sim.validation.subjects import arc_place


def threshold_frequency(
    seed: int,
    *,
    site: str = CALF.site,
    side: str = CALF.side,
    root: str | None = None,
    health: float | None = None,
    shortening: float | None = None,
    fibrosis: float | None = None,
    irritability: float | None = None,
) -> Finding:
    """Return the threshold frequency of a cramp: of healthy and cramp-prone people, or of a state that is given."""
    key = arc_place(site, side)
    normal = _thresholds(NORMAL, seed, key, root)
    if all(part is None for part in (health, shortening, fibrosis, irritability)):
        return _published(normal, _thresholds(PRONE, seed, key, root))
    condition = Condition(
        health=NORMAL.health if health is None else health,
        shortening=NORMAL.shortening if shortening is None else shortening,
        fibrosis=NORMAL.fibrosis if fibrosis is None else fibrosis,
        irritability=NORMAL.irritability if irritability is None else irritability,
    )
    return _given(_thresholds(condition, seed, key, root), normal)


def _thresholds(condition: Condition, seed: int, site: SiteKey, root: str | None) -> list[float | None]:
    graphs = people(condition, seed, site=site, root=root)
    return [cramp_threshold_hz(graph, site, seed=seed + k) for k, graph in enumerate(graphs)]


def _published(normal: list[float | None], prone: list[float | None]) -> Finding:
    return Finding(
        rows=(
            target_row("cramp-012", _mean(normal), quantity="threshold frequency, no history of cramp, Hz"),
            target_row("cramp-011", _mean(prone), quantity="threshold frequency, history of cramp, Hz"),
            target_row("cramp_adaptation-001", _mean(normal), quantity="threshold frequency, healthy calf, Hz"),
            target_row("cramp-001", _mean(prone), quantity="threshold frequency, loop intact, Hz"),
            _lower(prone, normal, "history of cramp; none"),
        ),
        headline=f"Healthy people cramp from {_told(normal)} on, cramp-prone ones from {_told(prone)}.",
        series={"healthy_hz": normal, "cramp_prone_hz": prone},
    )


def _given(state: list[float | None], normal: list[float | None]) -> Finding:
    return Finding(
        rows=(_lower(state, normal, "this state; healthy muscle held short"),),
        headline=f"In this state cramps come from {_told(state)} on, in healthy muscle from {_told(normal)}.",
        series={"this_state_hz": state, "healthy_hz": normal},
    )


def _lower(state: list[float | None], normal: list[float | None], who: str) -> Row:
    """Return the row that says whether the state needs no higher a rate: no cramp at all counts as the highest."""
    ours, theirs = (_mean(one) or float("inf") for one in (state, normal))
    shown = ", ".join("no cramp" if np.isinf(one) else f"{one:.1f}" for one in (ours, theirs))
    return order_row("R8", f"threshold frequency, Hz: {who}", shown, holds=ours < theirs, tolerance="lower")


def _mean(found: list[float | None]) -> float | None:
    """Return the mean of those who cramp, None where fewer than half do."""
    known = [one for one in found if one is not None]
    return float(np.mean(known)) if 2 * len(known) >= len(found) else None


def _told(found: list[float | None]) -> str:
    known = [one for one in found if one is not None]
    if not known:
        return f"no rate (0 of {len(found)} cramp)"
    return f"{np.mean(known):.1f} ± {np.std(known):.1f} Hz ({len(known)} of {len(found)} cramp)"


EXPERIMENTS = (
    Experiment(
        name="cramp_threshold_hz",
        law="R8",
        question="From which rate of stimulation on is a cramp left?",
        published="25.5 ± 1.6 Hz in people without a history of cramp, 14.9 ± 1.3 Hz in those with one.",
        measure=threshold_frequency,
        targets=("cramp-001", "cramp-011", "cramp-012", "cramp_adaptation-001"),
        uses=("site", "side", "root", "health", "shortening", "fibrosis", "irritability"),
    ),
)
