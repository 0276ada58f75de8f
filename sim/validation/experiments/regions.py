"""Which answer which state gives: shares of twitch, cramp, ache and nothing over health, shortening and fibrosis."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from sim.patient.graph import build_graph
from sim.reflex.response import RESPONSE_KINDS, ResponseKind
from sim.reflex.trials import responses
from sim.validation.records import Experiment, Finding, Row, law_row, order_row
from sim.validation.subjects import REFERENCE, brought_irritability, percent, subject

HEALTHS = tuple(tenths / 10.0 for tenths in range(10, -1, -1))
SHORTENINGS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
FIBROSES = (0.0, 0.3, 0.6)
INSERTIONS = 24
COARSE_HEALTHS, COARSE_SHORTENINGS, COARSE_FIBROSES = (1.0, 0.6, 0.5, 0.4, 0.0), (0.0, 0.2, 1.0), (0.0, 0.6)
"""The grid of the report: all that the fine one judges at an ill root is in it, so that both say the same there."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One state and what insertions into it brought.

    Parameters
    ----------
    irritability
        What a root of this health brings by and by.
    percent
        Share of each answer, in the order of `RESPONSE_KINDS`; sums to 100.
    """

    health: float
    shortening: float
    fibrosis: float
    irritability: float
    n: int
    percent: tuple[float, ...]

    @property
    def commonest(self) -> ResponseKind:
        """The commonest answer; of two as common the stronger."""
        return max(RESPONSE_KINDS, key=lambda kind: self.percent[RESPONSE_KINDS.index(kind)])

    def share(self, *kinds: ResponseKind) -> float:
        """Return the share of some answers together, percent."""
        return sum(self.percent[RESPONSE_KINDS.index(kind)] for kind in kinds)


def cells(
    seed: int,
    healths: Iterable[float] = HEALTHS,
    shortenings: Iterable[float] = SHORTENINGS,
    fibroses: Iterable[float] = FIBROSES,
    *,
    told: Callable[[str], None] = lambda _: None,
) -> list[Cell]:
    """Return the cells of a grid of states.

    Parameters
    ----------
    told
        Is told how far the grid is; it takes minutes.
    """
    states = list(product(fibroses, healths, shortenings))
    found = []
    for number, (fibrosis, health, shortening) in enumerate(states, start=1):
        found.append(_cell(seed, health, shortening, fibrosis))
        if number % 11 == 0 or number == len(states):
            told(f"regions: {number} of {len(states)} states")
    return found


def _cell(seed: int, health: float, shortening: float, fibrosis: float) -> Cell:
    described = subject(health, shortening=shortening, fibrosis=fibrosis)
    irritability = brought_irritability(described, REFERENCE)
    patient = subject(health, shortening=shortening, fibrosis=fibrosis, irritability=irritability)
    answers = responses(build_graph(patient, REFERENCE), REFERENCE, trials=INSERTIONS, seed=seed)
    shares = tuple(percent(answers, kind) for kind in RESPONSE_KINDS)
    return Cell(health, shortening, fibrosis, irritability, INSERTIONS, shares)


def regions(seed: int) -> Finding:
    """Return which answer which state gives, on a coarse grid; `--write` draws the fine one."""
    return finding(cells(seed, COARSE_HEALTHS, COARSE_SHORTENINGS, COARSE_FIBROSES))


def finding(grid: Sequence[Cell]) -> Finding:
    """Return what the regions of a grid say against the rule that state decides the answer."""
    healthy = [cell for cell in grid if cell.health == 1.0]
    dead = [cell for cell in grid if cell.health == 0.0]
    ill = [cell for cell in grid if 0.4 <= cell.health <= 0.6]
    elastic = [cell for cell in ill if cell.shortening <= 0.2 and cell.fibrosis == 0.0]
    short = [cell for cell in ill if cell.shortening == 1.0 and cell.fibrosis == 0.0]
    slack = [cell for cell in grid if cell.shortening <= 0.2]
    fibrous = [cell for cell in grid if cell.fibrosis >= 0.6]
    moved = max(cell.share("twitch", "cramp") for cell in healthy)
    cramped = max(cell.share("cramp") for cell in slack)
    return Finding(
        rows=(
            law_row("R3", "motor answers with a healthy root, most in any state, %", moved, at_most=5.0),
            _commonest("ill root, elastic band", elastic, ("twitch",)),
            _commonest("ill root, band as short as it gets", short, ("cramp",)),
            law_row("R3", "cramps of a slack band, most in any state, %", cramped, at_most=5.0),
            _commonest("fibrous band", fibrous, ("ache", "nothing")),
            _commonest("dead root", dead, ("ache", "nothing")),
        ),
        headline=f"{len(grid)} states: a healthy root moves at most {moved:g} %, a slack band cramps in at most "
        f"{cramped:g} %.",
        series={
            "health": [cell.health for cell in grid],
            "shortening": [cell.shortening for cell in grid],
            "fibrosis": [cell.fibrosis for cell in grid],
            "irritability": [round(cell.irritability, 3) for cell in grid],
            **{f"{kind}_percent": [round(cell.share(kind), 1) for cell in grid] for kind in RESPONSE_KINDS},
        },
    )


def _commonest(state: str, found: Sequence[Cell], wanted: tuple[ResponseKind, ...]) -> Row:
    answers = [kind for kind in RESPONSE_KINDS if kind in {cell.commonest for cell in found}]
    return order_row(
        "R3",
        f"commonest answers: {state}",
        ", ".join(answers),
        holds=set(answers) <= set(wanted),
        tolerance=" or ".join(wanted),
    )


EXPERIMENTS = (
    Experiment(
        name="regions",
        law="R3",
        question="Which state gives twitch, cramp, ache or nothing?",
        published="Healthy: nothing. Ill, elastic: twitch. Ill, short: cramp. Fibrous or cut off: ache or nothing.",
        measure=regions,
    ),
)
