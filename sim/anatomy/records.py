"""What the anatomy tables hold: muscles, the sites that can be needled, and regions of complaint."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sim.anatomy.roots import Ramus
from sim.evidence.param import Standing


@dataclass(frozen=True, slots=True)
class Muscle:
    """One muscle, or one head of a muscle.

    Parameters
    ----------
    roots
        Root → share of the muscle's fibres, heaviest first, sum 1; empty where there is no segmental supply.
    dominant
        The root or roots that lead, heaviest first; empty where no source and no judgement names one.
    is_segmental
        Whether the muscle has a part of its own for each segment, so that a needle meets one level of it.
    hazards, hazards_assumed
        What lies near; the second are those of the first for which no source was found.
    ontology
        Identifiers in UBERON and FMA.
    sources
        Keys of `sim.evidence.sources`.
    standing
        Of the roots: `assumed` where their order or their numbers are a judgement; the note says which.
    """

    id: str
    name: str
    region: str
    ramus: Ramus
    nerve: str
    plexus: str
    roots: Mapping[str, float]
    dominant: tuple[str, ...]
    is_segmental: bool
    hazards: tuple[str, ...]
    hazards_assumed: tuple[str, ...]
    ontology: tuple[str, ...]
    sources: tuple[str, ...]
    standing: Standing
    note: str


@dataclass(frozen=True, slots=True)
class Site:
    """A place that can be needled: a muscle, or the multifidus beside one segment. Each exists left and right.

    Parameters
    ----------
    segment
        Segment of a paraspinal site, e.g. "C6"; None for a muscle.
    roots
        Root → share of the fibres a needle meets here, heaviest first, sum 1.
    landmark
        How to find it.
    surface_mm, far_mm
        Skin to the near and to the deep border of the muscle.
    depth_min_mm, depth_max_mm
        Range in which the tip is surely in the muscle and short of what lies beyond.
    path_fraction
        Nerve path from the foramen to the muscle, as a fraction of standing height.
    standing
        Of depths and path.
    """

    id: str
    name: str
    short_name: str
    kind: Literal["muscle", "paraspinal"]
    segment: str | None
    region: str
    ramus: Ramus
    nerve: str
    roots: Mapping[str, float]
    hazards: tuple[str, ...]
    hazards_assumed: tuple[str, ...]
    landmark: str
    surface_mm: float
    depth_min_mm: float
    depth_max_mm: float
    far_mm: float
    path_fraction: float
    sources: tuple[str, ...]
    standing: Standing
    note: str


@dataclass(frozen=True, slots=True)
class ComplaintRegion:
    """Where a patient says it hurts.

    Parameters
    ----------
    muscles
        Ids of the sites that make this complaint, most typical first.
    movement
        The movement whose range is followed.
    """

    id: str
    name: str
    muscles: tuple[str, ...]
    movement: str
