"""What the anatomy tables hold: muscles, the sites that can be needled, and regions of complaint."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from sim.anatomy.depths import Build, Depths, Layers, depth_range, needle_length_mm
from sim.anatomy.paths import NervePath
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
    path
        The way of its nerve from each foramen; None where none is given.
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
    path: NervePath | None
    hazards: tuple[str, ...]
    hazards_assumed: tuple[str, ...]
    ontology: tuple[str, ...]
    sources: tuple[str, ...]
    standing: Standing
    note: str

    @property
    def path_fraction(self) -> float | None:
        """Nerve path from the foramen to the muscle, as a fraction of standing height; None where none is given."""
        return self.path.fraction if self.path else None

    @property
    def stimulus_fraction(self) -> float | None:
        """Nerve path from the foramen to the point where its nerve is stimulated; None where none is given."""
        return self.path.stimulus_fraction if self.path else None


SiteKind = Literal["muscle", "paraspinal", "level"]


class Neighbours(NamedTuple):
    """Muscles a needle beside the spine passes or meets, by layer; ids of muscles."""

    deep: tuple[str, ...]
    middle: tuple[str, ...]
    superficial: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """A place that can be needled. Each exists left and right.

    Parameters
    ----------
    kind
        `muscle`: a whole muscle. `paraspinal`: the multifidus beside one segment. `level`: one level of another muscle
        that spans many segments.
    muscle
        The muscle it is part of; its own id where it is a whole one.
    segment
        Its level, e.g. "C6"; None for a whole muscle.
    roots
        Root → share of the fibres a needle meets here, heaviest first, sum 1.
    landmark
        How to find it.
    position
        How the patient lies: "prone", "supine" or "side-lying".
    layers
        What a needle passes, by class, and what lies beyond the deep border.
    guidance
        Why it is not needled blind or calls for special care; empty elsewhere.
    neighbours
        Muscles in each layer of a paraspinal site (assumed); None elsewhere.
    path
        The way of the nerve from each foramen; that of the muscle where the site is one.
    standing
        Of depths and path.
    """

    id: str
    name: str
    short_name: str
    kind: SiteKind
    muscle: str
    segment: str | None
    region: str
    ramus: Ramus
    nerve: str
    roots: Mapping[str, float]
    hazards: tuple[str, ...]
    hazards_assumed: tuple[str, ...]
    landmark: str
    position: str
    layers: Layers
    guidance: str
    neighbours: Neighbours | None
    path: NervePath
    sources: tuple[str, ...]
    standing: Standing
    note: str

    def depths(self, build: Build = "middle") -> Depths:
        """Return the depths under the skin of a patient of that build, mm."""
        return depth_range(*self.layers, build)

    def needle_mm(self, build: Build = "middle") -> float:
        """Return the length of the needle to take in a patient of that build, mm."""
        return needle_length_mm(self.depths(build).depth_max_mm)

    @property
    def is_not_needled(self) -> bool:
        """Whether its guidance says that it is not needled, or not blind: no depth of it is called safe."""
        return self.guidance.startswith("Not needled")

    @property
    def beyond(self) -> str:
        """Class of what lies beyond the deep border: open, vessel, nerve, canal, lung, kidney or abdomen."""
        return self.layers.beyond

    @property
    def surface_mm(self) -> float:
        """Skin to the near border of the muscle in middle build, mm."""
        return self.depths().surface_mm

    @property
    def depth_min_mm(self) -> float:
        """Where the tip is surely in the muscle in middle build, mm."""
        return self.depths().depth_min_mm

    @property
    def depth_max_mm(self) -> float:
        """Deepest place short of what lies beyond, in middle build, mm."""
        return self.depths().depth_max_mm

    @property
    def far_mm(self) -> float:
        """Skin to the deep border of the muscle in middle build, mm."""
        return self.depths().far_mm

    @property
    def path_fraction(self) -> float:
        """Nerve path from the foramen to the muscle, as a fraction of standing height."""
        return self.path.fraction


@dataclass(frozen=True, slots=True)
class Supply:
    """What a reflex arc is built from, for anything that can have one: a site, or a muscle that is none.

    Parameters
    ----------
    region
        Where it lies: a segment of a limb ("forearm", "leg") or a part of the trunk.
    roots
        Root → share of the fibres, heaviest first, sum 1.
    path
        The way of the nerve from each foramen.
    """

    id: str
    name: str
    region: str
    ramus: Ramus
    roots: Mapping[str, float]
    path: NervePath

    @property
    def path_fraction(self) -> float:
        """Nerve path from the foramen to the muscle, as a fraction of standing height."""
        return self.path.fraction

    @property
    def stimulus_fraction(self) -> float:
        """Nerve path from the foramen to the point where the nerve is stimulated, as a fraction of standing height."""
        return self.path.stimulus_fraction


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
