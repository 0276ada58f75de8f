"""What each root is known by at the bedside, and what each source says of the roots of a muscle, read once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from sim.anatomy.opinion_table import Opinion, read_opinions
from sim.anatomy.segment_table import SegmentFacts, read_segments
from sim.anatomy.tables import muscle, muscles, packaged
from sim.evidence.sources import sources


@cache
def segments() -> Mapping[str, SegmentFacts]:
    """Return root → facts, C1 to S4.

    Raises
    ------
    CaseError
        With all faults of the table.

    Examples
    --------
    >>> segments()["C7"].reflex
    'Triceps (C7; C8 helps)'
    """
    return read_segments(packaged("segments.csv"), sources(), muscles())


def opinions(muscle_id: str) -> tuple[Opinion, ...]:
    """Return what each source says of the roots of a muscle; none where no source speaks of it.

    Raises
    ------
    ModelInputError
        If there is no such muscle.
    CaseError
        With all faults of the table.

    Examples
    --------
    >>> [opinion.roots for opinion in opinions("tibialis_posterior")]
    [('L4', 'L5'), ('L5', 'S1'), ('L5', 'S1')]
    """
    return _all_opinions().get(muscle(muscle_id).id, ())


@cache
def _all_opinions() -> Mapping[str, tuple[Opinion, ...]]:
    return read_opinions(packaged("root_opinions.csv"), sources(), muscles())
