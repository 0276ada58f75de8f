"""Whom cramps are induced in: people whose muscle is held short, healthy ones and ones who are prone to cramp."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sim.patient.graph import Graph, build_graph
from sim.patient.state import SiteKey
from sim.validation.subjects import subject

CALF, CALF_ROOT = SiteKey("gastrocnemius_medial", "right"), "S1"
"""Where the published cramps were induced, and its ill root in those who are prone."""
N_PEOPLE = 16


@dataclass(frozen=True, slots=True)
class Condition:
    """The state of a band and its root, all 0 to 1.

    Parameters
    ----------
    shortening
        Cramps are induced in muscles held short; the published protocols do it by position.
    """

    health: float
    shortening: float = 0.9
    irritability: float = 0.1
    fibrosis: float = 0.1


NORMAL = Condition(health=1.0)
"""Healthy, at rest."""
PRONE = Condition(health=0.8, irritability=0.5)
"""Assumed to be those who have a history of cramp: a root slightly ill and what it brings."""


def people(
    condition: Condition, seed: int, *, site: SiteKey = CALF, root: str | None = None, n: int = N_PEOPLE
) -> list[Graph]:
    """Return the graphs of `n` people in one condition, each with an anatomy of their own."""
    patient = subject(
        condition.health,
        key=site,
        root=CALF_ROOT if root is None and site.site == CALF.site else root,
        shortening=condition.shortening,
        fibrosis=condition.fibrosis,
        irritability=condition.irritability,
    )
    return [build_graph(replace(patient, seed=seed + k), site) for k in range(n)]
