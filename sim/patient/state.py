"""The patient at one moment: roots, bands and what the whole person carries. Values only; no behaviour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from sim.anatomy import Build

Side = Literal["left", "right"]
PainKind = Literal["neuropathic", "nociceptive", "nociplastic"]
SIDES: tuple[Side, ...] = ("left", "right")
HEIGHT_MIN_CM, HEIGHT_MAX_CM = 120.0, 220.0
"""Standing heights for which the body lengths are taken to hold, cm."""


class RootKey(NamedTuple):
    """A spinal nerve root of one side, e.g. ("C6", "right")."""

    root: str
    side: Side


class SiteKey(NamedTuple):
    """A needle site of one side, e.g. ("extensor_carpi_radialis_brevis", "right") or ("multifidus_c6", "right")."""

    site: str
    side: Side


@dataclass(frozen=True, slots=True)
class Root:
    """State of one nerve root.

    Parameters
    ----------
    health
        What the root can do now, 0 (dead) to 1 (healthy).
    structural_health
        What it could do without the pressure of its own shortened paraspinals, 0 to 1, never below `health` for long.
    ill_days
        Days since the root fell ill, >= 0; supersensitivity develops over days.
    stimulation
        Recent use or needling, 0 to 1, which makes supersensitivity recede; fades over weeks.
    """

    health: float = 1.0
    structural_health: float = 1.0
    ill_days: float = 0.0
    stimulation: float = 0.0


@dataclass(frozen=True, slots=True)
class Band:
    """State of the taut band at one site; all 0 to 1 except `spent` (>= 0).

    Parameters
    ----------
    shortening
        0 slack, 1 as short as a band gets.
    fibrosis
        Share of contractile tissue that became fibrous.
    irritability
        How readily the sensitive locus answers a needle.
    release_pending
        Shortening that a cramp has promised to release over the next 24 to 48 h.
    spent
        What the locus has used up in this visit; log-attenuation of its next answer.
    """

    shortening: float = 0.0
    fibrosis: float = 0.0
    irritability: float = 0.0
    release_pending: float = 0.0
    spent: float = 0.0


@dataclass(frozen=True, slots=True)
class Patient:
    """A simulated patient at one moment of the course.

    Sites and roots that are not listed are healthy (`Root()`, `Band()`).

    Parameters
    ----------
    sensitisation
        Central amplification of pain, 0 to 1.
    tissue_injury
        Local nociceptive source that is no band (a sprain), 0 to 1.
    soreness_nrs
        After-effect of needling, 0 to 10.
    non_specific
        Effect of being treated at all, 0 to 1, fading over weeks.
    pain_weights
        Share of each site in the complaint; sums to 1 where there is any.
    seed
        Of this person's own anatomy: which axons sit where. Not of what happens to them.
    build
        How much lies over their muscles and how thick these are: where a needle is too shallow or too deep.
    """

    age: int
    sex: Literal["female", "male"]
    height_cm: float
    kind: PainKind
    duration_weeks: float
    roots: Mapping[RootKey, Root]
    bands: Mapping[SiteKey, Band]
    pain_weights: Mapping[SiteKey, float]
    sensitisation: float = 0.0
    tissue_injury: float = 0.0
    soreness_nrs: float = 0.0
    non_specific: float = 0.0
    day: float = 0.0
    seed: int = 0
    build: Build = "middle"

    def root(self, key: RootKey) -> Root:
        """Return the state of a root; a root that is not listed is healthy."""
        return self.roots.get(key, Root())

    def band(self, key: SiteKey) -> Band:
        """Return the state of the band at a site; a site that is not listed is healthy."""
        return self.bands.get(key, Band())
