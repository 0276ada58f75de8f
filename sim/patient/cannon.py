"""Cannon's law: what an unhealthy root makes of everything it supplies."""

from __future__ import annotations

import math
from collections.abc import Mapping

from sim.evidence.reflex import DEFAULTS, Values
from sim.patient.innervation import band_roots
from sim.patient.state import Patient, Root, RootKey, SiteKey


def supersensitivity(root: Root, values: Values = DEFAULTS) -> float:
    """Return the supersensitivity of what a root supplies, 0 to 1.

    It grows with the loss of health, develops over days, and recedes with use or stimulation.

    Notes
    -----
    (1 − health) · (1 − exp(−ill_days / onset)) · (1 − recession · stimulation). Onset and recession:
    domain dossier, Cannon and reversal by activity.

    Examples
    --------
    >>> supersensitivity(Root())
    0.0
    """
    onset = 1.0 - math.exp(-root.ill_days / values["supersensitivity_onset_days"])
    recession = 1.0 - values["supersensitivity_recession"] * root.stimulation
    return (1.0 - root.health) * onset * recession


def band_supersensitivity(patient: Patient, site: SiteKey, values: Values = DEFAULTS) -> float:
    """Return the supersensitivity of the band at a site: that of its roots, by their share in its fibres."""
    return fibre_supersensitivity(patient, site, band_roots(patient, site, values), values)


def fibre_supersensitivity(
    patient: Patient, site: SiteKey, shares: Mapping[str, float], values: Values = DEFAULTS
) -> float:
    """Return the supersensitivity of a bundle of fibres, of which each root holds its share."""
    return sum(
        share * supersensitivity(patient.root(RootKey(root, site.side)), values) for root, share in shares.items()
    )
